//! M13, N1: notices by e-mail go by the outbox as Deskbell's own letters, open nothing when they come back, and tell nobody
//! what is not for them. M7: at most some go to one address in an hour.

use deskbell_core::jobs::tick;
use deskbell_core::letters::{self, Arrival, Place, Taken};
use deskbell_core::outbox;
use serde_json::json;

use super::notices::choose;
use super::{Bench, DAY, HOUR, MINUTE, OFFICE, mail};

const WORK: &str = "work@promin.example";

fn office(bench: &Bench) {
    let mut office = bench.call("notices.office", json!({}));
    office["address"] = json!(format!(" {WORK} "));
    assert_eq!(bench.call("notices.update_office", office)["address"], WORK);
}

/// Everything that leaves now: to whom, and the letter's bytes as text.
fn leaving(bench: &Bench) -> Vec<(String, String)> {
    tick(&bench.office);
    let desk = bench.office.desk();
    let mut left = Vec::new();
    while let Some(letter) = desk.write(|tx| outbox::take_next(&desk, tx)).unwrap() {
        desk.write(|tx| outbox::set_sent(&desk, tx, letter.letter_id, &[])).unwrap();
        left.push((letter.to.join(","), String::from_utf8(letter.raw).unwrap()));
    }
    left
}

fn subject(raw: &str) -> String {
    deskbell_mail::letter::read(raw.as_bytes()).unwrap().subject
}

fn text(raw: &str) -> String {
    deskbell_mail::letter::read(raw.as_bytes()).unwrap().text
}

fn letter(bench: &Bench, id: &str) -> i64 {
    let from = format!("Клієнт {id} <{id}@x.example>");
    bench.request_of(&mail(&format!("{id}@mail"), &from, "Вивіска").at(bench.now()))
}

/// Takes bytes in as if the server had them, with another Message-ID where a relay wrote one.
fn comes_back(bench: &Bench, raw: &str, place: Place, another_id: bool) -> Taken {
    let mut raw = format!("Received: from relay.example\r\n{raw}");
    if another_id {
        raw = raw.replacen("Message-ID: <", "Message-ID: <relayed-", 1);
    }
    let letter = deskbell_mail::letter::read(raw.as_bytes()).unwrap();
    let arrival = Arrival {
        place,
        received_at: bench.now(),
        seen: false,
        archive_before: None,
        news: false,
        own_address: OFFICE.to_owned(),
        sample: false,
    };
    let desk = bench.office.desk();
    let packed = letters::raw::pack(raw.as_bytes()).unwrap();
    desk.write(|tx| {
        let raw_id = letters::raw::store(tx, packed)?;
        letters::place(&desk, tx, raw_id, &letter, &arrival)
    })
    .unwrap()
}

/// M13: a new request is told to the working address by a letter that machines do not answer and that is no contact.
#[test]
fn m13_a_new_request_goes_to_the_working_address() {
    let bench = Bench::new();
    office(&bench);
    letter(&bench, "a");
    let left = leaving(&bench);
    assert_eq!(left.len(), 1);
    let (to, raw) = &left[0];
    assert_eq!((to.as_str(), subject(raw).as_str()), (WORK, "Нова заявка: Клієнт a"));
    for sign in ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "X-Deskbell-Notice: "] {
        assert!(raw.contains(sign), "{sign}: {raw}");
    }
    assert!(text(raw).contains("Вивіска") && text(raw).contains("2026-00001"), "{}", text(raw));
    assert!(leaving(&bench).is_empty(), "once");
    assert_eq!(bench.number("SELECT count(*) AS n FROM contact"), 0);
    // One that somebody made by hand is new to the office as well; an answer is not.
    bench.call("requests.create", json!({ "subject": "Дзвінок", "name": "Петро" }));
    bench.request_of(&mail("a2@mail", "Клієнт a <a@x.example>", "Re: Вивіска").answers("a@mail"));
    assert_eq!(leaving(&bench).len(), 1);
    let mut settings = bench.call("notices.office", json!({}));
    settings["new_requests"] = json!(false);
    bench.call("notices.update_office", settings.clone());
    letter(&bench, "b");
    assert!(leaving(&bench).is_empty());
    settings["address"] = json!("ні");
    assert_eq!(bench.fail("notices.update_office", settings).code, "bad_address");
}

/// M13: such a letter that comes back opens no request and joins none: known by its id, by its mark, and in the Sent folder
/// also by an office that does not know it.
#[test]
fn m13_a_notice_that_comes_back_opens_nothing() {
    let bench = Bench::new();
    office(&bench);
    letter(&bench, "a");
    let (_, raw) = leaving(&bench).remove(0);
    let requests = || bench.view("all").len();
    assert!(matches!(comes_back(&bench, &raw, Place::Inbox, false), Taken::Known { .. }));
    assert!(matches!(comes_back(&bench, &raw, Place::Sent, false), Taken::Known { .. }));
    let relayed = comes_back(&bench, &raw, Place::Inbox, true);
    assert!(matches!(relayed, Taken::Ignored { rule: "notice", .. }), "{relayed:?}");
    let twice = comes_back(&bench, &format!("X-Way: two\r\n{raw}"), Place::Inbox, true);
    assert_eq!(twice, Taken::Known { letter_id: relayed.letter_id() });
    assert_eq!(requests(), 1);
    assert!(leaving(&bench).is_empty(), "and tells nothing");
    // Another office, whose mailbox this was before.
    let other = Bench::new();
    let mark = raw.lines().find(|line| line.starts_with("X-Deskbell-Notice")).unwrap();
    let foreign = raw.replace(mark, "X-Deskbell-Notice: 0123456789abcdef");
    let sent = comes_back(&other, &foreign, Place::Sent, false);
    assert!(matches!(sent, Taken::Ignored { rule: "notice", .. }), "{sent:?}");
    let came = comes_back(&other, &foreign, Place::Inbox, true);
    assert!(matches!(came, Taken::Ignored { rule: "auto_reply", .. }), "{came:?}");
    assert!(other.view("all").is_empty());
    // A stranger's letter with such a mark is a letter.
    let marked = mail("m@x", "zlo@x.example", "Прихований").header("X-Deskbell-Notice", "0123456789abcdef");
    assert!(matches!(other.take(&marked), Taken::Placed { .. }));
}

/// N1, E2: what a letter of notices says is for its addressee: no command shows it to anybody else.
#[test]
fn e2_letters_of_notices_are_read_by_nobody_here() {
    let bench = Bench::new();
    bench.call("notices.update", json!({ "ways": [], "quiet": null, "email": "olena@x.example" }));
    choose(&bench.api, "client_answered", [true, true, true]);
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    let request = letter(&bench, "a");
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": bench.me() }));
    bench.request_of(&mail("a2@mail", "Клієнт a <a@x.example>", "Re: Вивіска").answers("a@mail"));
    bench.wait(2 * MINUTE);
    tick(&bench.office);
    let row = maksym.dispatch("outbox.list", json!({})).unwrap()[0].clone();
    assert_eq!(
        (row["notice"].clone(), row["to"].clone(), row["subject"].clone(), row["state"].clone()),
        (json!(true), json!("Олена"), json!(""), json!("queued"))
    );
    let id = row["letter_id"].clone();
    for (name, words) in [
        ("letters.body", json!({ "id": id, "pictures": false })),
        ("letters.source", json!({ "id": id })),
        ("letters.save", json!({ "id": id, "path": "/no/such/x.eml" })),
        ("letters.make_request", json!({ "id": id })),
        ("files.preview", json!({ "letter_id": id, "position": 0 })),
        ("drafts.start", json!({ "request_id": request, "letter_id": id })),
    ] {
        assert_eq!(maksym.dispatch(name, words).unwrap_err().code, "not_found", "{name}");
    }
    assert_eq!(maksym.dispatch("letters.unsend", json!({ "id": id })).unwrap_err().code, "too_late");
    assert!(maksym.dispatch("letters.ignored", json!({})).unwrap()["rows"].as_array().unwrap().is_empty());
    assert!(bench.find("сповіщення").is_empty());
    // It can be given up as any letter that does not leave.
    bench.call("outbox.cancel", json!({ "letter_id": id }));
    assert_eq!(bench.call("outbox.list", json!({})), json!([]));
}

/// N1: a letter waits whether the notice is read in the window; what waits goes in one; the address is one's own to set.
#[test]
fn n1_letters_wait_are_gathered_and_spare_what_was_read() {
    let bench = Bench::new();
    choose(&bench.api, "new_request", [true, true, true]);
    assert_eq!(bench.call("notices.count", json!({}))["trouble"], "no_address");
    let mine = json!({ "ways": [], "quiet": null, "email": "Olena@X.example" });
    assert_eq!(bench.call("notices.update", mine)["email"], "olena@x.example");
    assert_eq!(bench.call("notices.count", json!({}))["trouble"], json!(null));
    letter(&bench, "a");
    bench.call("notices.read_all", json!({}));
    bench.wait(HOUR);
    assert!(leaving(&bench).is_empty(), "it was read");
    letter(&bench, "b");
    bench.wait(2 * MINUTE - 1);
    letter(&bench, "c");
    assert!(leaving(&bench).is_empty());
    bench.wait(1);
    let left = leaving(&bench);
    assert_eq!(left.len(), 1);
    assert_eq!(
        (left[0].0.as_str(), subject(&left[0].1).as_str()),
        ("olena@x.example", "Deskbell: 2 сповіщення")
    );
    let words = text(&left[0].1);
    assert!(
        words.contains("Клієнт b") && words.contains("Клієнт c") && !words.contains("Клієнт a"),
        "{words}"
    );
    // A clock that was wrong and is set right makes nobody wait for its future.
    letter(&bench, "d");
    bench.clock.set(bench.now() - DAY);
    assert_eq!(leaving(&bench).len(), 1);
}

/// M7: at most so many letters go to one address in an hour; the rest comes as one.
#[test]
fn m7_at_most_some_letters_go_to_one_address_in_an_hour() {
    let bench = Bench::new();
    office(&bench);
    let mut settings = bench.call("notices.office", json!({}));
    assert_eq!(settings["letters_an_hour"], 10);
    settings["letters_an_hour"] = json!(3);
    bench.call("notices.update_office", settings);
    let mut left = 0;
    for index in 0..6 {
        letter(&bench, &format!("p{index}"));
        left += leaving(&bench).len();
        bench.wait(MINUTE);
    }
    assert_eq!(left, 3);
    bench.wait(54 * MINUTE);
    assert_eq!(
        leaving(&bench).iter().map(|(_, raw)| subject(raw)).collect::<Vec<_>>(),
        ["Deskbell: 3 сповіщення"]
    );
}

/// N1: in quiet hours no letter goes; after them one.
#[test]
fn n1_quiet_hours_hold_for_letters() {
    let bench = Bench::new();
    let quiet = json!({ "from": "12:00", "to": "14:00", "days": [5], "whole": [] });
    bench.call("notices.update", json!({ "ways": [], "quiet": quiet, "email": "olena@x.example" }));
    choose_keeping(&bench, "new_request");
    letter(&bench, "a");
    bench.wait(HOUR);
    letter(&bench, "b");
    assert!(leaving(&bench).is_empty());
    bench.wait(HOUR);
    let left = leaving(&bench);
    assert_eq!(left.iter().map(|(_, raw)| subject(raw)).collect::<Vec<_>>(), ["Deskbell: 2 сповіщення"]);
}

fn choose_keeping(bench: &Bench, event: &str) {
    let mut mine = bench.call("notices.settings", json!({}));
    mine["ways"] = json!([{ "event": event, "window": true, "desktop": true, "email": true }]);
    bench.call("notices.update", mine);
}

/// N1: what waited when a backup was made was told since: after it is put in place it goes nowhere a second time.
#[test]
fn n1_a_restored_backup_tells_nothing_again() {
    let bench = Bench::new();
    choose_keeping(&bench, "new_request");
    let mut mine = bench.call("notices.settings", json!({}));
    mine["email"] = json!("olena@x.example");
    bench.call("notices.update", mine);
    letter(&bench, "a");
    let waiting = "SELECT count(*) AS n FROM notice WHERE email = 1 OR desktop = 1";
    assert_eq!(bench.number(waiting), 1);
    bench.office.desk().write(deskbell_core::notices::doubt).unwrap();
    assert_eq!(bench.number(waiting), 0);
    bench.wait(HOUR);
    assert!(leaving(&bench).is_empty());
    assert_eq!(bench.call("notices.list", json!({}))["rows"].as_array().unwrap().len(), 1);
}

/// N1: without a mailbox the window says that letters cannot go; what is a day old by then is not written any more.
#[test]
fn n1_without_a_mailbox_the_window_says_so() {
    let bench = Bench::new();
    bench.call("mailbox.remove", json!({}));
    assert_eq!(bench.call("notices.count", json!({}))["trouble"], json!(null), "nobody wants letters");
    office(&bench);
    assert_eq!(bench.call("notices.count", json!({}))["trouble"], "no_mailbox");
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    assert_eq!(
        maksym.dispatch("notices.count", json!({})).unwrap()["trouble"],
        json!(null),
        "not his to mend"
    );
    letter(&bench, "a");
    bench.wait(DAY + MINUTE);
    letter(&bench, "b");
    assert!(leaving(&bench).is_empty());
    bench.call("mailbox.save", json!({ "mailbox": super::mailbox(), "password": "сезам", "in_file": false }));
    let left = leaving(&bench);
    assert_eq!(left.iter().map(|(_, raw)| subject(raw)).collect::<Vec<_>>(), ["Нова заявка: Клієнт b"]);
}
