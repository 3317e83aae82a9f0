//! S4: letters to a quick server are begun together and noted together, and still none is forgotten and none goes too early.

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

/// S4: a quick server's letters are begun two together, where the office sends so many in a day not one more than these.
#[test]
fn s4_no_more_go_in_a_day_than_the_office_said() {
    let bench = Bench::new();
    let ids: Vec<i64> =
        (0..9).map(|n| agreed(&bench, &format!("Ірина {n}"), &format!("ira{n}@x.example"), "")).collect();
    let mailing = begin(&bench, "email", "Вітаємо", "<p>Вітаємо!</p>", "");
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": ids }));
    let mut settings = bench.call("mailings.settings", json!({}));
    settings["emails_per_day"] = json!(4);
    bench.call("mailings.update_settings", settings);
    let (port, texts) = server("nothing", || {}, || {});
    sends_by(&bench, port);
    bench.call("mailings.send", json!({ "id": mailing["id"], "confirmed": 9 }));
    jobs::send_mailings(&bench.office, &Signal::default()).unwrap();
    assert_eq!(texts.load(Ordering::SeqCst), 4);
    bench.wait(25 * 60 * 60 * 1000);
    jobs::send_mailings(&bench.office, &Signal::default()).unwrap();
    assert_eq!(texts.load(Ordering::SeqCst), 8);
}
