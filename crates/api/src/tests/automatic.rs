//! M7: automatic letters open, reopen and answer nothing; a bounce is told on the letter it is about. M3: the archive.

use deskbell_core::letters::Taken;
use serde_json::json;

use super::{Bench, DAY, HOUR, Mail, NOW, OFFICE, bounce, items, mail};

const IRA: &str = "Ірина <ira@melnyk.example>";

fn auto_reply(id: &str) -> Mail {
    mail(id, IRA, "Автовідповідь: у відпустці").header("Auto-Submitted", "auto-replied")
}

fn newsletter(id: &str) -> Mail {
    mail(id, "news@shop.example", "Знижки тижня")
        .header("List-Unsubscribe", "<mailto:off@shop.example>")
        .header("Precedence", "bulk")
}

#[test]
fn m7_automatic_letters_without_a_place_are_ignored_by_a_named_rule() {
    let bench = Bench::new();
    for (letter, rule) in [
        (auto_reply("r@x"), "auto_reply"),
        (newsletter("n@x"), "newsletter"),
        (bounce("b@x", "gone@x", "a@b.example"), "bounce"),
    ] {
        let taken = bench.take(&letter);
        assert!(matches!(taken, Taken::Ignored { rule: named, .. } if named == rule), "{taken:?}");
    }
    assert!(bench.view("all").is_empty());
    assert_eq!(bench.call("requests.counts", json!({}))["open"], 0);
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM letter WHERE request_id IS NULL AND ignored IS NOT NULL"),
        3
    );
}

#[test]
fn m7_matched_ones_attach_and_change_nothing_of_the_request() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.answer(request, "<p>Готово</p>");
    let ours = bench.rows("SELECT message_id FROM letter WHERE direction = 'outgoing'", &[])[0]
        .get::<String>("message_id")
        .unwrap();
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    let before = bench.request(request);
    bench.wait(HOUR);
    let matched =
        [auto_reply("r@x").answers(&ours).at(NOW + HOUR), newsletter("n@x").answers(&ours).at(NOW + HOUR)];
    for letter in matched {
        assert_eq!(bench.request_of(&letter), request);
    }
    let after = bench.request(request);
    assert_eq!(after["letters"], 4);
    for same in ["status", "unread", "last_at", "snippet", "assignee"] {
        assert_eq!(after[same], before[same], "{same}");
    }
}

/// R13: an auto-reply is no answer: the client still owes one.
#[test]
fn m7_an_auto_reply_does_not_end_the_waiting_for_an_answer() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.answer(request, "<p>Чекаємо на макет</p>");
    bench.wait(6 * DAY);
    bench.take(&auto_reply("r@x").answers("a@x").at(bench.now()));
    assert_eq!(bench.view("no_reply"), [request]);
    bench.take(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(bench.now()));
    assert!(bench.view("no_reply").is_empty());
}

fn not_delivered(bench: &Bench, request: i64) -> serde_json::Value {
    let page = bench.request(request);
    let ours = items(&page, "letter").into_iter().find(|item| item["direction"] == "outgoing").unwrap();
    ours["not_delivered"].clone()
}

#[test]
fn m7_a_bounce_marks_our_letter_with_the_reason() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.request_of(
        &mail("o@x", OFFICE, "Re: Шильда").header("To", "ira@melnyk.example").answers("a@x").sent(),
    );
    assert!(not_delivered(&bench, request).is_null());
    bench.take(&bounce("b@x", "o@x", "ira@melnyk.example"));
    let told = not_delivered(&bench, request);
    assert_eq!(told["recipient"], "ira@melnyk.example");
    assert!(told["reason"].as_str().unwrap().contains("5.1.1"), "{told}");
    let row = bench.call("requests.list", json!({ "view": "all" }))["rows"][0].clone();
    assert_eq!(row["trouble"], "not_delivered");
    assert_eq!(row["unread"], true, "the client's letter, not the bounce, is unread");
}

/// M7, S5: whoever got a letter of ours can write a report about it. It stops no address but those to whom the letter went.
#[test]
fn m7_s5_a_forged_report_stops_no_stranger() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.request_of(
        &mail("o@x", OFFICE, "Re: Шильда").header("To", "ira@melnyk.example").answers("a@x").sent(),
    );
    let stopped = || bench.number("SELECT count(*) AS n FROM stopped_address");
    bench.take(&bounce("forged@x", "o@x", "director@rival.example"));
    assert_eq!(stopped(), 0);
    bench.take(&bounce("true@x", "o@x", "IRA@melnyk.example"));
    assert_eq!(stopped(), 1);
    assert!(!not_delivered(&bench, request).is_null());
}

/// At a first sync INBOX comes before Sent: the bounce is here before the letter it is about.
#[test]
fn m7_a_bounce_that_came_before_the_sent_letter_finds_it() {
    let bench = Bench::new();
    let taken = bench.take(&bounce("b@x", "o@x", "ira@melnyk.example"));
    assert!(matches!(taken, Taken::Ignored { .. }), "{taken:?}");
    let request =
        bench.request_of(&mail("o@x", OFFICE, "Пропозиція").header("To", "ira@melnyk.example").sent());
    assert_eq!(not_delivered(&bench, request)["recipient"], "ira@melnyk.example");
    let page = bench.request(request);
    assert_eq!(page["letters"], 2, "the bounce is counted where it is shown");
    let bounce = items(&page, "letter").into_iter().find(|item| item["kind"] == "bounce").unwrap();
    assert_eq!(bounce["why"], json!({ "rule": "bounce", "header": "<o@x>" }));
    assert_eq!(bench.call("letters.ignored", json!({}))["rows"], json!([]));
}

/// A client's letter that an ignored bounce happens to name is not our letter: the bounce stays out.
#[test]
fn m7_a_bounce_follows_no_letter_of_a_client() {
    let bench = Bench::new();
    bench.take(&bounce("b@x", "a@x", "somebody@else.example"));
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    assert_eq!(bench.request(request)["letters"], 1);
    assert_eq!(bench.call("letters.ignored", json!({}))["rows"].as_array().unwrap().len(), 1);
}

/// M3: at the first sync of an old mailbox, old letters are closed, with their own dates, and nobody hears of them.
#[test]
fn m3_old_letters_come_in_as_archive() {
    let bench = Bench::new();
    let old = bench.take(&mail("a@x", IRA, "Торішнє").at(NOW - 100 * DAY).first_sync());
    let Taken::Placed { request_id, fresh, .. } = old else { panic!("{old:?}") };
    assert!(!fresh);
    let row = bench.request(request_id);
    assert_eq!((row["status"]["code"].clone(), row["unread"].clone()), (json!("done"), json!(false)));
    assert_eq!(
        (row["created_at"].clone(), row["last_at"].clone()),
        (json!(NOW - 100 * DAY), json!(NOW - 100 * DAY))
    );
    assert_eq!(
        (bench.view("archive"), bench.view("open"), bench.view("closed")),
        (vec![request_id], vec![], vec![])
    );
    let new = bench.take(&mail("b@x", IRA, "Свіже").at(NOW - 13 * DAY).first_sync());
    assert!(matches!(new, Taken::Placed { fresh: true, .. }), "{new:?}");
    assert_eq!(bench.view("open").len(), 1);
}

/// M3: a thread whose newest letter is fresh is on the desk with all its old letters, in whatever order they come.
#[test]
fn m3_a_fresh_letter_brings_its_old_thread_onto_the_desk() {
    for newest_first in [true, false] {
        let bench = Bench::new();
        let mut letters = vec![
            mail("a@x", IRA, "Шильда").at(NOW - 40 * DAY).first_sync(),
            mail("o@x", OFFICE, "Re: Шильда")
                .header("To", "ira@melnyk.example")
                .answers("a@x")
                .at(NOW - 39 * DAY)
                .sent()
                .first_sync(),
            mail("b@x", IRA, "Re: Шильда")
                .answers("o@x")
                .references(&["a@x", "o@x"])
                .at(NOW - DAY)
                .first_sync(),
        ];
        if newest_first {
            letters.reverse();
        }
        for letter in &letters {
            bench.take(letter);
        }
        let open = bench.view("open");
        assert_eq!((open.len(), bench.view("all").len()), (1, 1), "newest first: {newest_first}");
        let page = bench.request(open[0]);
        assert_eq!((page["letters"].clone(), page["unread"].clone()), (json!(3), json!(true)));
        assert_eq!(
            (page["created_at"].clone(), page["last_at"].clone()),
            (json!(NOW - 40 * DAY), json!(NOW - DAY))
        );
        assert_eq!(page["subject"], "Шильда");
    }
}
