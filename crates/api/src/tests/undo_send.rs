//! M11: the seconds in which a letter that was sent comes back to its writer.

use deskbell_core::jobs::Runner;
use deskbell_core::outbox;
use deskbell_store::Engine;
use serde_json::{Value as Json, json};

use super::employees::{employ, log_in, window};
use super::outbox::{begin, restart, state};
use super::{Bench, mail};

#[test]
fn m11_a_letter_waits_for_undo_and_leaves_once() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let letter = bench.answer(request, "<p>Готово</p>");
    assert!(begin(&bench).is_none(), "not before the time for undo is over");
    let row = bench.call("outbox.list", json!({}))[0].clone();
    assert_eq!(
        (row["letter_id"].clone(), row["state"].clone(), row["to"].clone()),
        (json!(letter), json!("queued"), json!("ira@melnyk.example"))
    );
    assert_eq!(bench.call("requests.counts", json!({}))["outbox"], 1);
    bench.wait(10_000);
    let leaving = begin(&bench).unwrap();
    assert_eq!(
        (leaving.letter_id, leaving.attempts, leaving.to.as_slice()),
        (letter, 1, ["ira@melnyk.example".to_owned()].as_slice())
    );
    assert!(begin(&bench).is_none(), "nobody takes it a second time");
    let desk = bench.office.desk();
    desk.write(|tx| outbox::set_sent(&desk, tx, letter, &[])).unwrap();
    assert_eq!((state(&bench, request), bench.call("outbox.list", json!({}))), (json!("sent"), json!([])));
    restart(&bench);
    assert!(begin(&bench).is_none());
}

/// Whoever closes the window within the time for undo means the letter to go: it is tried before the program ends.
#[test]
fn m11_closing_the_window_ends_the_time_for_undo() {
    let bench = Bench::new();
    let mut mailbox = super::mailbox();
    for server in ["imap", "smtp"] {
        (mailbox[server]["host"], mailbox[server]["port"]) = (json!("127.0.0.1"), json!(1));
    }
    bench.call("mailbox.save", json!({ "mailbox": mailbox, "password": null, "in_file": false }));
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let letter = bench.answer(request, "<p>Готово</p>");
    let runner = Runner::start(&bench.office).unwrap();
    assert_eq!(state(&bench, request), "queued", "it may still be taken back");
    runner.finish(&bench.office, Some(bench.me()));
    let row = bench.call("outbox.list", json!({}))[0].clone();
    assert_eq!(
        (row["letter_id"].clone(), row["state"].clone(), row["attempts"].clone()),
        (json!(letter), json!("retry"), json!(1))
    );
}

/// M10: whoever closes the desk that runs the jobs ends the time for undo of their own letters alone, where the others have
/// desks of their own; at the only desk everybody's letters leave.
#[test]
fn m10_closing_another_desk_leaves_the_time_for_undo() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.answer(request, "<p>Готово</p>");
    let other = employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let seat = window(&bench, "nobody");
    assert_eq!(seat.sat_last(), None);
    log_in(&seat, "maksym", "сезам-сезам").unwrap();
    seat.dispatch("session.lock", json!({})).unwrap();
    assert_eq!(seat.sat_last(), Some(other), "locked, it is still theirs");
    Runner::start(&bench.office).unwrap().finish(&bench.office, seat.sat_last());
    let others = bench.office.db.engine() == Engine::Postgres;
    assert_eq!(state(&bench, request) == "queued", others);
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM outbox WHERE undo_until IS NOT NULL"),
        i64::from(others)
    );
}

/// M11, R16: undo takes back the client and the manager that the answer made, with what was tied by it; a card that somebody
/// changed since, or that got something else, stays.
#[test]
fn m11_r16_undo_takes_the_new_client_back() {
    let bench = Bench::new();
    let first = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    let other = bench.request_of(&mail("b@x", "Ірина <ira@melnyk.example>", "Зовсім інше"));
    assert_ne!(first, other);
    let clients = || bench.call("clients.list", json!({}))["total"].clone();
    let tied = "SELECT count(*) AS n FROM request WHERE client_id IS NOT NULL";
    let letter = bench.answer(first, "<p>Готово</p>");
    assert_eq!((clients(), bench.number(tied)), (json!(1), 2));
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!((clients(), bench.number(tied)), (json!(0), 0));
    assert_eq!(bench.number("SELECT count(*) AS n FROM contact"), 0);

    let letter = bench.answer(first, "<p>Готово</p>");
    let client = bench.rows("SELECT id FROM client", &[])[0].get::<i64>("id").unwrap();
    let fields = json!({ "name": "Ірина Мельник", "phones": [], "emails": ["ira@melnyk.example"] });
    bench.call("clients.update", json!({ "id": client, "fields": fields }));
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!((clients(), bench.number(tied)), (json!(1), 2), "somebody changed the card");
    assert_eq!(bench.call("clients.get", json!({ "id": client }))["manager"], Json::Null);

    // A client who was there and had no manager.
    let letter = bench.answer(first, "<p>Готово</p>");
    assert_eq!(bench.call("clients.get", json!({ "id": client }))["manager"]["name"], "Олена");
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!(bench.call("clients.get", json!({ "id": client }))["manager"], Json::Null);

    let third = bench.request_of(&mail("c@x", "Степан <stepan@huk.example>", "Вивіска"));
    let letter = bench.answer(third, "<p>Зробимо</p>");
    let new = bench.rows("SELECT id FROM client WHERE name = 'Степан'", &[])[0].get::<i64>("id").unwrap();
    bench.call("requests.create", json!({ "subject": "По телефону", "client_id": new }));
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!(clients(), json!(2), "it got a request since");
}
