//! M11: what becomes of a letter of ours, through crashes and by a person's word. K3: it is a contact by itself.

use deskbell_core::{Error, outbox};
use deskbell_mail::smtp::Refused;
use serde_json::{Value as Json, json};

use super::{Bench, NOW, items, mail};

/// An office with a letter in the outbox whose time for undo is over.
fn waiting() -> (Bench, i64, i64) {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    let letter = bench.answer(request, "<p>Готово</p>");
    bench.wait(11_000);
    (bench, request, letter)
}

pub fn begin(bench: &Bench) -> Option<outbox::Leaving> {
    let desk = bench.office.desk();
    desk.write(|tx| outbox::take_next(&desk, tx)).unwrap()
}

pub fn state(bench: &Bench, request: i64) -> Json {
    let page = bench.request(request);
    items(&page, "letter").into_iter().find(|item| item["direction"] == "outgoing").unwrap()["state"].clone()
}

/// Ends the program: whatever it was doing, the next one begins with this.
pub fn restart(bench: &Bench) {
    bench.office.desk().write(outbox::recover).unwrap();
}

fn fails(bench: &Bench, letter: i64, retry_at: Option<i64>) {
    let error = Error::NoRecipient.wire();
    bench.office.desk().write(|tx| outbox::set_failed(tx, letter, &error, retry_at)).unwrap();
}

#[test]
fn m11_after_a_crash_before_the_text_it_is_queued_again() {
    let (bench, request, letter) = waiting();
    begin(&bench).unwrap();
    assert_eq!(state(&bench, request), "sending");
    restart(&bench);
    assert_eq!(state(&bench, request), "queued");
    let again = begin(&bench).unwrap();
    assert_eq!((again.letter_id, again.attempts), (letter, 2), "the attempt was counted before it began");
}

#[test]
fn m11_after_a_crash_behind_the_text_it_is_uncertain_and_never_sent_by_itself() {
    let (bench, request, letter) = waiting();
    let leaving = begin(&bench).unwrap();
    bench.office.desk().write(|tx| outbox::set_handed(tx, &leaving)).unwrap();
    restart(&bench);
    assert_eq!(state(&bench, request), "uncertain");
    bench.wait(super::DAY);
    restart(&bench);
    assert!(begin(&bench).is_none());
    let row = bench.call("requests.list", json!({ "view": "open" }))["rows"][0].clone();
    assert_eq!(row["trouble"], "uncertain");
    assert_eq!(bench.call("outbox.list", json!({}))[0]["error"]["code"], "uncertain");
    assert_eq!(
        bench.fail("outbox.cancel", json!({ "letter_id": letter })).code,
        "too_late",
        "it may have left"
    );
    bench.call("outbox.retry", json!({ "letter_id": letter }));
    assert_eq!(begin(&bench).unwrap().letter_id, letter, "by a person's word");
}

#[test]
fn m11_a_letter_that_failed_waits_its_time() {
    let (bench, request, letter) = waiting();
    begin(&bench).unwrap();
    fails(&bench, letter, Some(bench.now() + 60_000));
    let page = bench.request(request);
    let ours = items(&page, "letter")[1].clone();
    assert_eq!(
        (ours["state"].clone(), ours["retry_at"].clone()),
        (json!("retry"), json!(bench.now() + 60_000))
    );
    assert_eq!(ours["error"]["code"], "no_recipient");
    assert!(begin(&bench).is_none());
    bench.wait(60_000);
    assert!(begin(&bench).is_some());
}

/// M11: which word of a person is taken in which state.
#[test]
fn m11_retry_mark_sent_and_cancel_in_their_states_alone() {
    type Put = fn(&Bench, i64);
    let states: [(&str, Put, [bool; 3]); 6] = [
        ("queued", |_, _| {}, [false, false, true]),
        (
            "sending",
            |bench, _| {
                begin(bench).unwrap();
            },
            [false, false, false],
        ),
        (
            "retry",
            |bench, letter| {
                begin(bench).unwrap();
                fails(bench, letter, Some(NOW * 2));
            },
            [true, false, true],
        ),
        (
            "failed",
            |bench, letter| {
                begin(bench).unwrap();
                fails(bench, letter, None);
            },
            [true, true, true],
        ),
        (
            "uncertain",
            |bench, letter| {
                begin(bench).unwrap();
                bench.office.desk().write(|tx| outbox::set_uncertain(tx, letter)).unwrap();
            },
            [true, true, false],
        ),
        (
            "sent",
            |bench, letter| {
                begin(bench).unwrap();
                let desk = bench.office.desk();
                desk.write(|tx| outbox::set_sent(&desk, tx, letter, &[])).unwrap();
            },
            [false, false, false],
        ),
    ];
    for (name, put, allowed) in states {
        for (command, may) in ["outbox.retry", "outbox.mark_sent", "outbox.cancel"].into_iter().zip(allowed) {
            let (bench, request, letter) = waiting();
            put(&bench, letter);
            assert_eq!(state(&bench, request), name);
            let outcome = bench.api.dispatch(command, json!({ "letter_id": letter }));
            assert_eq!(outcome.is_ok(), may, "{command} of a letter that is {name}: {outcome:?}");
            match command {
                _ if !may => assert_eq!(
                    (outcome.unwrap_err().code.as_str(), state(&bench, request)),
                    ("too_late", json!(name))
                ),
                "outbox.retry" => assert_eq!(state(&bench, request), "queued"),
                "outbox.mark_sent" => assert_eq!(state(&bench, request), "sent"),
                _ => assert_eq!(bench.request(request)["letters"], 1),
            }
        }
    }
}

/// A letter that is given up is a draft of its writer again, whoever gave it up.
#[test]
fn m11_cancel_gives_the_letter_back_to_its_writer() {
    let (bench, request, letter) = waiting();
    let (_, seat) = bench.hire("taras", &["manager"]);
    begin(&bench).unwrap();
    fails(&bench, letter, None);
    seat.dispatch("outbox.cancel", json!({ "letter_id": letter })).unwrap();
    let page = bench.request(request);
    assert!(page["draft"]["html"].as_str().unwrap().contains("Готово"));
    assert_eq!((page["letters"].clone(), page["trouble"].clone()), (json!(1), Json::Null));
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0);
    assert!(seat.dispatch("requests.get", json!({ "id": request })).unwrap()["draft"].is_null());
}

fn refusal(address: &str, answer: &str) -> Refused {
    Refused { address: address.to_owned(), answer: answer.to_owned(), passing: answer.starts_with('4') }
}

/// A grey list asks for some recipients again: those alone are tried, nobody gets it twice, and everyone who never gets
/// it is named.
#[test]
fn m11_recipients_refused_for_now_are_tried_again_alone() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    let mut draft = bench.draft(request, "<p>Готово</p>");
    let person = |address: &str| json!({ "name": "", "address": address });
    draft["to"] =
        json!([person("ira@melnyk.example"), person("IRA@melnyk.example"), person("ivan@пошта.укр")]);
    draft["cc"] = json!([person("gone@melnyk.example"), person("late@melnyk.example")]);
    bench.call("drafts.save", super::text_of(&draft));
    let seen = bench.request(request)["last_letter_id"].clone();
    let words = json!({ "draft_id": draft["id"], "last_letter_id": seen });
    let letter = bench.call("requests.reply", words)["letter_id"].as_i64().unwrap();
    bench.wait(11_000);
    let first = begin(&bench).unwrap();
    let ivan = "ivan@xn--80a1acn3a.xn--j1amh";
    assert_eq!(first.to, ["ira@melnyk.example", ivan, "gone@melnyk.example", "late@melnyk.example"]);
    let desk = bench.office.desk();
    let at = bench.now() + 60_000;
    let refused = [
        refusal(ivan, "450 grey"),
        refusal("gone@melnyk.example", "550 no such user"),
        refusal("late@melnyk.example", "452 too many"),
    ];
    desk.write(|tx| outbox::set_partly(tx, letter, &refused, at)).unwrap();
    assert_eq!(bench.fail("outbox.cancel", json!({ "letter_id": letter })).code, "too_late", "Ira has it");
    assert_eq!(bench.fail("letters.unsend", json!({ "id": letter })).code, "too_late");
    assert_eq!(bench.call("outbox.list", json!({}))[0]["error"]["code"], "recipients_refused");
    bench.wait(60_000);
    let second = begin(&bench).unwrap();
    assert_eq!(second.to, [ivan, "late@melnyk.example"]);
    desk.write(|tx| outbox::set_sent(&desk, tx, letter, &[refusal(ivan, "550 never")])).unwrap();
    assert_eq!(
        items(&bench.request(request), "letter")[1]["not_delivered"],
        json!({ "recipient": format!("gone@melnyk.example, {ivan}"), "reason": "550 no such user; 550 never" })
    );
}

/// faults: the clock is set back by a day while a letter waits. No letter waits longer than the longest wait.
#[test]
fn m11_a_clock_set_back_keeps_no_letter() {
    let (bench, _, letter) = waiting();
    begin(&bench).unwrap();
    fails(&bench, letter, Some(bench.now() + super::DAY));
    assert_eq!(begin(&bench).unwrap().letter_id, letter);
}

/// A backup is put in place: what waited in it may have left since, and is not sent by itself.
#[test]
fn m11_x1_a_restored_backup_sends_nothing_by_itself() {
    let (bench, request, _) = waiting();
    bench.office.desk().write(outbox::doubt).unwrap();
    assert_eq!(state(&bench, request), "uncertain");
    assert!(begin(&bench).is_none());
    assert_eq!(bench.call("outbox.list", json!({}))[0]["error"]["code"], "restored");
}

/// A server that took the letter for some of the recipients: the others are told on it.
#[test]
fn m11_a_refused_recipient_is_told_on_the_letter() {
    let (bench, request, letter) = waiting();
    begin(&bench).unwrap();
    let desk = bench.office.desk();
    let refused = [refusal("ira@melnyk.example", "550 no such user")];
    desk.write(|tx| outbox::set_sent(&desk, tx, letter, &refused)).unwrap();
    let page = bench.request(request);
    assert_eq!(
        items(&page, "letter")[1]["not_delivered"],
        json!({ "recipient": "ira@melnyk.example", "reason": "550 no such user" })
    );
}

#[test]
fn k3_a_letter_that_is_sent_is_logged_as_a_contact() {
    let (bench, request, _) = waiting();
    let page = bench.call("contacts.list", json!({}));
    let contact = page["rows"][0].clone();
    for (field, value) in [
        ("direction", "outgoing"),
        ("channel", "letter"),
        ("information", "Готово"),
        ("address", "ira@melnyk.example"),
        ("who", "Ірина"),
    ] {
        assert_eq!(contact[field], value, "{field}");
    }
    assert_eq!(
        (contact["at"].clone(), contact["request_id"].clone(), contact["done"].clone()),
        (json!(NOW), json!(request), json!(true))
    );
    assert_eq!(contact["client_id"], bench.request(request)["client"]["id"]);
    assert_eq!(contact["employee"]["id"], bench.me());
}

/// A copy is to be put into Sent unless the provider does it.
#[test]
fn m11_the_copy_for_sent_is_asked_for_once() {
    for (saves_sent, wanted) in [(false, 1), (true, 0)] {
        let bench = Bench::new();
        let mut mailbox = super::mailbox();
        mailbox["saves_sent"] = json!(saves_sent);
        bench.call("mailbox.save", json!({ "mailbox": mailbox, "password": null, "in_file": false }));
        let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
        let letter = bench.answer(request, "<p>Готово</p>");
        bench.wait(11_000);
        begin(&bench).unwrap();
        let desk = bench.office.desk();
        desk.write(|tx| outbox::set_sent(&desk, tx, letter, &[])).unwrap();
        let mut copies = 0;
        for letter_id in desk.read(outbox::copies).unwrap() {
            desk.write(|tx| outbox::set_copied(tx, letter_id)).unwrap();
            copies += 1;
        }
        assert!(desk.read(outbox::copies).unwrap().is_empty());
        assert_eq!(copies, wanted, "saves_sent: {saves_sent}");
    }
}

/// M11: a copy that the server refuses again and again is not tried for ever: it is told, with the server's reason, and
/// somebody has it tried anew or does without.
#[test]
fn m11_a_refused_copy_is_told_and_settled_by_hand() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let letter = bench.answer(request, "<p>Готово</p>");
    let by_letter = json!({ "letter_id": letter });
    bench.wait(11_000);
    begin(&bench).unwrap();
    let desk = bench.office.desk();
    desk.write(|tx| outbox::set_sent(&desk, tx, letter, &[])).unwrap();
    let full = deskbell_core::Error::Mail(deskbell_mail::MailError::Command {
        command: "APPEND".to_owned(),
        answer: "NO [OVERQUOTA]".to_owned(),
    });
    let refuse = |times: usize| {
        for _ in 0..times {
            desk.write(|tx| outbox::count_copy(tx, letter, &full.wire())).unwrap();
        }
    };
    refuse(19);
    assert_eq!(desk.read(outbox::copies).unwrap(), [letter], "still tried");
    assert_eq!(bench.call("outbox.copies", json!({})), json!([]));
    assert_eq!(bench.fail("outbox.copy_drop", by_letter.clone()).code, "too_late");

    refuse(1);
    assert!(desk.read(outbox::copies).unwrap().is_empty(), "given up");
    let told = bench.call("outbox.copies", json!({}));
    assert_eq!(
        (&told[0]["letter_id"], &told[0]["to"], &told[0]["error"]["code"]),
        (&json!(letter), &json!("ira@melnyk.example"), &json!(full.code()))
    );
    assert_eq!(bench.call("outbox.list", json!({})), json!([]), "the letter itself went out");

    bench.call("outbox.copy_again", by_letter.clone());
    assert_eq!(desk.read(outbox::copies).unwrap(), [letter]);
    refuse(20);
    bench.call("outbox.copy_drop", by_letter);
    assert_eq!(
        (desk.read(outbox::copies).unwrap().len(), bench.call("outbox.copies", json!({}))),
        (0, json!([]))
    );
}

/// At any size: what every refresh and every pass asks reads what waits and not what was ever sent.
#[test]
fn m11_the_outbox_is_asked_without_reading_what_was_sent() {
    let (bench, ..) = waiting();
    let postgres = deskbell_store::testing::engine() == deskbell_store::Engine::Postgres;
    for (asked, index) in [
        (
            "SELECT count(*) AS total FROM outbox WHERE state IN ('queued', 'sending', 'retry', 'failed', 'uncertain')",
            "outbox_state",
        ),
        (
            "SELECT letter_id FROM outbox WHERE state = 'sent' AND copy = 'pending' AND copy_tries < 20
             ORDER BY copy_tries, queued_at, letter_id LIMIT 1000",
            "outbox_copies",
        ),
        (
            "SELECT 1 AS yes FROM notice WHERE employee_id = 1 AND noun = 'request' AND noun_id = 5
                AND read_at IS NULL LIMIT 1",
            "notice_about",
        ),
    ] {
        // A handful of rows PostgreSQL reads whole, unless that costs it more.
        let plan = if postgres { format!("EXPLAIN {asked}") } else { format!("EXPLAIN QUERY PLAN {asked}") };
        let rows = bench
            .office
            .desk()
            .write(|tx| {
                if postgres {
                    tx.run("SET LOCAL enable_seqscan = off", &[])?;
                }
                Ok(tx.all(&plan, &[])?)
            })
            .unwrap();
        let told: Vec<String> = rows.iter().map(|row| format!("{:?}", row.values())).collect();
        let told = told.join(" ");
        let whole = told.contains("SCAN") || told.contains("Seq Scan");
        assert!(told.contains(index) && !whole, "{index}: {told}");
    }
}
