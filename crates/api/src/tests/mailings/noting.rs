//! S4: what became of a letter is noted, though the database could not do so at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deskbell_core::jobs::{self, Signal};
use serde_json::json;

use super::begin;
use super::people::agreed;
use crate::tests::Bench;
use crate::tests::two_desks::{sends_by, server};

#[test]
fn s4_a_letter_that_left_is_known_though_noting_it_fails_once() {
    let bench = Arc::new(Bench::new());
    let ids = [agreed(&bench, "Ірина", "ira@x.example", ""), agreed(&bench, "Петро", "petro@x.example", "")];
    let mailing = begin(&bench, "email", "Вітаємо", "<p>Вітаємо!</p>", "");
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": ids }));
    let (other, broken) = (Arc::clone(&bench), AtomicBool::new(false));
    let rename = |bench: &Bench, sql: &'static str| {
        bench.office.desk().write(|tx| Ok(tx.run(sql, &[])?)).unwrap();
    };
    let (port, texts) = server(
        "nothing",
        || {},
        move || {
            if broken.swap(true, Ordering::SeqCst) {
                return;
            }
            // What a letter is logged under is away for a moment.
            rename(&other, "ALTER TABLE category RENAME TO category_away");
            let other = Arc::clone(&other);
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(500));
                rename(&other, "ALTER TABLE category_away RENAME TO category");
            });
        },
    );
    sends_by(&bench, port);
    bench.call("mailings.send", json!({ "id": mailing["id"], "confirmed": 2 }));
    assert!(jobs::send_mailings(&bench.office, &Signal::default()).is_err());
    let accepted = || bench.number("SELECT count(*) AS n FROM message WHERE state = 'accepted'");
    assert_eq!((accepted(), texts.load(Ordering::SeqCst)), (1, 1));
    jobs::send_mailings(&bench.office, &Signal::default()).unwrap();
    assert_eq!((accepted(), texts.load(Ordering::SeqCst)), (2, 2));
}
