//! M5: which request a letter belongs to, in every order in which letters can come. R12: what was refused stays shut.

use deskbell_core::letters::Taken;
use serde_json::json;

use super::{Bench, DAY, HOUR, NOW, OFFICE, bounce, items, mail, rule};

const IRA: &str = "Ірина <ira@melnyk.example>";

/// M6: "why here" names the rule and the header that decided.
#[test]
fn m5_in_reply_to_comes_before_references_and_references_from_the_right() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let two = bench.request_of(&mail("b@x", IRA, "Вивіска"));
    assert_ne!(one, two);
    let answer = bench.take(&mail("c@x", IRA, "Re: Вивіска").answers("a@x").references(&["b@x"]));
    let Taken::Placed { request_id, letter_id, .. } = answer else { panic!("{answer:?}") };
    assert_eq!(request_id, one);
    let page = bench.request(one);
    let letter = items(&page, "letter").into_iter().find(|item| item["id"] == letter_id).unwrap().clone();
    assert_eq!(letter["why"], json!({ "rule": "in_reply_to", "header": "<a@x>" }));
    let answer = bench.take(&mail("d@x", IRA, "Re").answers("gone@x").references(&["a@x", "b@x", "lost@x"]));
    let Taken::Placed { request_id, letter_id, .. } = answer else { panic!("{answer:?}") };
    assert_eq!(request_id, two, "the rightmost reference that is known");
    assert_eq!(rule(&bench.request(two), letter_id), "references");
}

/// The number counts from the person, from somebody in copy and from the client's other address; zammad#5064: a
/// stranger who quotes it opens a request of their own.
#[test]
fn m5_the_number_counts_only_from_a_participant() {
    let bench = Bench::new();
    let request = bench
        .request_of(&mail("a@x", IRA, "Шильда").header("Cc", "ivan_p@melnyk.example, ivanxp@other.example"));
    let number = bench.request(request)["number"].as_str().unwrap().to_owned();
    let subject = format!("Питання [#{number}]");
    let own = bench.take(&mail("b@x", "IRA@Melnyk.example", &subject));
    assert!(matches!(own, Taken::Placed { request_id, letter_id, .. }
        if request_id == request && rule(&bench.request(request), letter_id) == "token"));
    assert_eq!(bench.request_of(&mail("c@x", "ivan_p@melnyk.example", &subject)), request, "in copy");
    let stranger = bench.request_of(&mail("d@x", "evil@stranger.example", &subject));
    assert_ne!(stranger, request);
    assert_ne!(bench.request_of(&mail("e@x", "ivanap@melnyk.example", &subject)), request, "_ is no joker");
    bench.call("requests.add_client", json!({ "id": request }));
    let mut fields = json!({ "kind": "person", "name": "Ірина", "phones": [], "emails": ["ira@melnyk.example", "ira2@home.example"],
        "city": "", "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    let client = bench.request(request)["client"]["id"].clone();
    bench.call("clients.update", json!({ "id": client, "fields": fields.take() }));
    assert_eq!(
        bench.request_of(&mail("f@x", "ira2@home.example", &subject)),
        request,
        "the client's other address"
    );
}

#[test]
fn m5_a_forward_starts_a_new_request() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    for (id, subject) in [("f1@x", "Fwd: Шильда"), ("f2@x", "Пересл: Шильда"), ("f3@x", "FW: Шильда")]
    {
        let forward = mail(id, IRA, subject).answers("a@x").references(&["a@x"]);
        assert_ne!(bench.request_of(&forward), request, "{subject}");
    }
    assert_eq!(bench.request(request)["letters"], 1);
}

/// At a first sync the newest letters come first: those they answer find them.
#[test]
fn m5_children_arrive_before_their_parents() {
    let bench = Bench::new();
    let third = bench.request_of(
        &mail("c@x", IRA, "Re: Шильда").answers("b@x").references(&["a@x", "b@x"]).at(NOW - HOUR),
    );
    let second = bench.take(&mail("b@x", OFFICE, "Re: Шильда").answers("a@x").at(NOW - 2 * HOUR).sent());
    let Taken::Placed { request_id, letter_id, .. } = second else { panic!("{second:?}") };
    assert_eq!((request_id, rule(&bench.request(third), letter_id).as_str()), (third, "child"));
    assert_eq!(bench.request_of(&mail("a@x", IRA, "Шильда").at(NOW - 3 * HOUR)), third);
    let page = bench.request(third);
    assert_eq!((page["letters"].clone(), page["subject"].clone()), (json!(3), json!("Шильда")));
    assert_eq!(page["created_at"], NOW - 3 * HOUR);
    assert_eq!(page["last_at"], NOW - HOUR);
}

#[test]
fn m5_two_children_of_a_missing_parent_join_when_it_comes() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(NOW - HOUR));
    let two = bench.request_of(&mail("c@x", IRA, "Re: Шильда").answers("a@x").at(NOW));
    assert_ne!(one, two);
    let parent = bench.request_of(&mail("a@x", IRA, "Шильда").at(NOW - DAY));
    let page = bench.request(parent);
    assert_eq!((parent, page["letters"].clone(), page["last_at"].clone()), (one, json!(3), json!(NOW)));
    assert_eq!(bench.fail("requests.get", json!({ "id": two })).code, "not_found");
    assert_eq!(bench.view("all"), [parent]);
}

/// M3, M5: at a first sync an old answer and a fresh one meet by the letter of ours that both answer; the fresh one
/// stays on the desk.
#[test]
fn m5_what_is_joined_to_an_archived_request_stays_on_the_desk() {
    let bench = Bench::new();
    let fresh = mail("c@x", IRA, "Re: Шильда").answers("p@x").at(NOW - 3 * DAY).first_sync();
    let fresh = bench.request_of(&fresh);
    let old =
        bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("p@x").at(NOW - 20 * DAY).first_sync());
    assert_eq!((bench.view("open"), bench.view("archive")), (vec![fresh], vec![old]));
    let words = json!({ "client_id": null, "request_id": fresh, "fields": { "day": "2026-11-21", "time": null,
        "text": "передзвонити", "category_id": null, "priority": "normal", "employee_id": null } });
    let reminder = bench.call("reminders.create", words)["id"].clone();
    let ours = mail("p@x", OFFICE, "Шильда").header("To", "ira@melnyk.example").at(NOW - 21 * DAY);
    let joined = bench.request_of(&ours.sent().first_sync());
    assert_eq!((bench.view("open"), bench.view("archive")), (vec![joined], vec![]));
    let page = bench.request(joined);
    assert_eq!((page["letters"].clone(), page["unread"].clone()), (json!(3), json!(true)));
    assert_eq!(bench.call("reminders.get", json!({ "id": reminder }))["request_id"], joined);
}

#[test]
fn m5_a_request_that_somebody_worked_on_joins_no_other() {
    let bench = Bench::new();
    bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(NOW - HOUR));
    let two = bench.request_of(&mail("c@x", IRA, "Re: Шильда").answers("a@x").at(NOW));
    bench.call("requests.note", json!({ "request_id": two, "text": "дзвонила" }));
    bench.request_of(&mail("a@x", IRA, "Шильда").at(NOW - DAY));
    assert_eq!(bench.request(two)["letters"], 1);
    assert_eq!(bench.view("all").len(), 2);
}

/// A forward names the letter it carries and still is a matter of its own when that letter comes later.
#[test]
fn m5_a_forward_that_came_first_does_not_swallow_the_original() {
    let bench = Bench::new();
    let forward = bench.request_of(&mail("f@x", "petro@other.example", "Fwd: Шильда").references(&["a@x"]));
    let original = bench.request_of(&mail("a@x", IRA, "Шильда").at(NOW - DAY));
    assert_ne!(forward, original);
    assert_eq!(bench.view("all").len(), 2);
    let child = bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x"));
    assert_eq!(child, original);
    assert_eq!(bench.view("all").len(), 2, "nothing was joined");
}

#[test]
fn m5_references_in_a_circle_end() {
    let bench = Bench::new();
    let one =
        bench.request_of(&mail("a@x", IRA, "Re: коло").answers("b@x").references(&["b@x", "a@x", "b@x"]));
    assert_eq!(
        bench.request_of(&mail("b@x", IRA, "Re: коло").answers("a@x").references(&["a@x", "b@x"])),
        one
    );
    assert_eq!(
        bench.request_of(&mail("c@x", IRA, "Re: коло").answers("c@x").references(&["b@x", "a@x"])),
        one
    );
    assert_eq!(bench.request(one)["letters"], 3);
}

#[test]
fn m5_the_same_letter_twice_is_nothing() {
    let bench = Bench::new();
    let letter = mail("a@x", IRA, "Шильда");
    let first = bench.take(&letter).letter_id();
    assert_eq!(bench.take(&letter), Taken::Known { letter_id: first });
    let other_way =
        letter.clone().header("Received", "from list.example by mx.example; Fri, 20 Nov 2026 10:00:01 +0000");
    assert_eq!(bench.take(&other_way), Taken::Known { letter_id: first }, "the same letter by another way");
    let footer = letter.clone().text("Добрий день! Це лист a@x.\r\n\r\n--\r\nВи підписані на розсилку");
    assert_eq!(bench.take(&footer), Taken::Known { letter_id: first }, "a list put its footer under it");
    assert_eq!(bench.view("all").len(), 1);
}

#[test]
fn m5_the_same_message_id_with_other_content_is_another_letter() {
    let bench = Bench::new();
    let first = bench.take(&mail("a@x", IRA, "Шильда").text("Перше замовлення: 10 штук.")).letter_id();
    let other = bench.take(&mail("a@x", IRA, "Шильда").text("Друге замовлення: 20 штук."));
    assert!(matches!(other, Taken::Placed { letter_id, .. } if letter_id != first), "{other:?}");
    let third = bench.take(&mail("a@x", "Петро <petro@other.example>", "Зовсім інше"));
    assert!(matches!(third, Taken::Placed { .. }), "{third:?}");
}

/// Without a Message-ID two letters of one text but other dates are two, and each is known again.
#[test]
fn m5_a_letter_without_message_id_is_known_by_its_bytes() {
    let bench = Bench::new();
    let letter = mail("", IRA, "Шильда");
    let first = bench.take(&letter).letter_id();
    assert_eq!(bench.take(&letter), Taken::Known { letter_id: first });
    assert!(matches!(bench.take(&letter.at(NOW - HOUR)), Taken::Placed { .. }));
}

/// R12: refused and spam concern this request alone; a further letter opens a new one, linked to the old one.
#[test]
fn r12_after_refused_or_spam_a_letter_opens_a_linked_request() {
    let bench = Bench::new();
    for (index, status) in ["refused", "spam"].into_iter().enumerate() {
        let id = |letter: &str| format!("{letter}{index}@x");
        let old = bench.request_of(&mail(&id("a"), IRA, "Шильда"));
        let number = bench.request(old)["number"].as_str().unwrap().to_owned();
        bench.call("requests.status", json!({ "ids": [old], "status": status }));
        assert!(!bench.view("open").contains(&old));
        let answers = [
            mail(&id("b"), IRA, "Re: Шильда").answers(&id("a")),
            mail(&id("c"), IRA, "Re: Шильда").references(&[&id("a")]),
            mail(&id("d"), IRA, &format!("Ще раз [#{number}]")),
        ];
        let mut first = None;
        for answer in answers {
            let new = bench.request_of(&answer);
            assert_ne!(new, old, "{status}");
            assert_eq!(
                *first.get_or_insert(new),
                new,
                "{status}: while it is open it takes the further ones"
            );
            assert_eq!(bench.number(&format!("SELECT previous_id AS n FROM request WHERE id = {new}")), old);
            assert!(bench.view("open").contains(&new));
        }
        let old = bench.request(old);
        assert_eq!((old["status"]["code"].clone(), old["letters"].clone()), (json!(status), json!(1)));
    }
}

/// R12: when the second one has ended as well, the next letter opens a third, and those after it go there.
#[test]
fn r12_an_open_successor_is_found_over_those_that_ended() {
    let bench = Bench::new();
    let old = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.call("requests.status", json!({ "ids": [old], "status": "refused" }));
    let second = bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x"));
    bench.call("requests.status", json!({ "ids": [second], "status": "spam" }));
    let third = bench.request_of(&mail("c@x", IRA, "Re: Шильда").answers("b@x"));
    assert!(third != old && third != second);
    assert_eq!(bench.request_of(&mail("d@x", IRA, "Re: Шильда").answers("a@x")), third);
}

/// R12: the new request stays apart when an earlier letter of the refused one comes late.
#[test]
fn r12_a_late_letter_of_the_refused_request_draws_nothing_into_it() {
    let bench = Bench::new();
    let old = bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x"));
    bench.call("requests.status", json!({ "ids": [old], "status": "refused" }));
    let new = bench.request_of(&mail("c@x", IRA, "Re: Шильда").answers("b@x").references(&["a@x", "b@x"]));
    assert_ne!(new, old);
    bench.take(&mail("a@x", OFFICE, "Шильда").at(NOW - DAY).sent());
    assert_eq!(bench.request(new)["letters"], 1);
}

#[test]
fn m5_a_letter_in_a_done_request_reopens_it() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": bench.me() }));
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    bench.call("requests.seen", json!({ "id": request, "seen": true }));
    assert_eq!(bench.view("closed"), [request]);
    bench.wait(HOUR);
    assert_eq!(bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(NOW + HOUR)), request);
    let page = bench.request(request);
    assert_eq!((page["status"]["code"].clone(), page["unread"].clone()), (json!("in_work"), json!(true)));
    assert_eq!(bench.view("open"), [request]);
}

/// A slow clock at the client's, or a server that held the letter back: it is news all the same. A clock that is fast
/// puts nothing into the future.
#[test]
fn m5_what_is_news_is_told_by_its_arrival() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.wait(HOUR);
    bench.answer(request, "<p>Готово</p>");
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    bench.wait(60_000);
    let held = mail("b@x", IRA, "Re: Шильда").answers("a@x").at(NOW + HOUR - 120_000).received(bench.now());
    assert_eq!(bench.request_of(&held), request);
    assert_eq!(bench.view("open"), [request], "it waits for an answer again");
    let fast = mail("c@x", IRA, "Re: Шильда").answers("a@x").at(bench.now() + 5 * HOUR).received(bench.now());
    assert_eq!(bench.request_of(&fast), request);
    assert_eq!(bench.request(request)["last_at"], bench.now());
    assert!(matches!(bench.take(&fast.header("Received", "by another way")), Taken::Known { .. }));
}

/// Answers of several people to one letter of ours that never went through Deskbell are requests of their own.
#[test]
fn m5_answers_of_two_people_to_an_unknown_letter_are_two_requests() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("b@x", IRA, "Re: Акція").answers("mailing@x"));
    let two = bench.request_of(&mail("c@x", "petro@other.example", "Re: Акція").answers("mailing@x"));
    assert_ne!(one, two);
}

/// A bounce names our letter in its report and not by In-Reply-To.
#[test]
fn m5_a_bounce_follows_the_letter_that_it_reports_on() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.request_of(
        &mail("o@x", OFFICE, "Re: Шильда").header("To", "ira@melnyk.example").answers("a@x").sent(),
    );
    let taken = bench.take(&bounce("b@x", "o@x", "ira@melnyk.example"));
    let Taken::Placed { request_id, letter_id, .. } = taken else { panic!("{taken:?}") };
    assert_eq!((request_id, rule(&bench.request(request), letter_id).as_str()), (request, "bounce"));
}

/// R27: when two requests are joined, everything of the one goes into the other, its SMS as well.
#[test]
fn r27_sms_follow_their_request_when_it_is_joined() {
    let bench = Bench::new();
    let child = bench.request_of(&mail("child@x", IRA, "Re: Шильда").answers("parent@x"));
    bench
        .office
        .desk()
        .write(|tx| {
            let sms = "INSERT INTO message (request_id, direction, way, state, text, address, created_at)
                VALUES (?1, 'incoming', 'sms', 'received', 'Коли буде?', '+380501112233', ?2)";
            Ok(tx.insert(sms, deskbell_store::params![child, NOW])?)
        })
        .unwrap();
    bench.call("requests.note", json!({ "request_id": child, "text": "дубова рамка" }));
    bench.office.desk().write(|tx| Ok(tx.run("UPDATE request SET touched = 0", &[])?)).unwrap();
    let into = bench.request_of(&mail("other@x", IRA, "Питання"));
    bench.take(&mail("parent@x", IRA, "Шильда").answers("other@x").at(NOW - HOUR));
    let page = bench.request(into);
    assert_eq!(bench.number(&format!("SELECT count(*) AS n FROM request WHERE id = {child}")), 0);
    assert_eq!(items(&page, "sms").len(), 1, "{page}");
    assert_eq!(bench.find("дубова"), [into], "and its words are found there");
    assert_eq!(bench.number(&format!("SELECT count(*) AS n FROM request_text WHERE id = {child}")), 0);
}

/// R27: a join moves what the schema ties to a request; a table that names one without saying so would be left behind.
#[test]
fn r27_every_table_that_names_a_request_is_tied_to_it() {
    let bench = Bench::new();
    let tables = bench.office.db.read(|reader| Ok::<_, deskbell_core::Error>(reader.tables()?)).unwrap();
    for table in tables.all().filter(|table| table.column("request_id").is_some()) {
        let tied = |reference: &deskbell_store::Reference| {
            reference.column == "request_id" && reference.table == "request"
        };
        assert!(table.references.iter().any(tied), "{}", table.name);
    }
}
