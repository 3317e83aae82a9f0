//! O3, M11: two desks on one database, of which one lost the jobs without knowing it yet.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use deskbell_core::jobs::{self, Signal};
use deskbell_core::outbox;
use serde_json::json;

use super::outbox::{begin, restart, state};
use super::{Bench, mail};

/// A mail server that does something when it is asked for a command and again when it has the text; gives its port and how
/// many texts it got.
pub fn server(
    when: &'static str,
    act: impl Fn() + Send + 'static,
    at_end: impl Fn() + Send + 'static,
) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let texts = Arc::new(AtomicUsize::new(0));
    let got = Arc::clone(&texts);
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            line.write_all(b"220 ready\r\n").unwrap();
            let mut words = BufReader::new(line.try_clone().unwrap()).lines();
            while let Some(Ok(word)) = words.next() {
                if word.starts_with(when) {
                    act();
                }
                let answer: &[u8] = match word.get(..4).unwrap_or_default() {
                    "EHLO" => b"250-here\r\n250 AUTH PLAIN\r\n",
                    "AUTH" => b"235 come in\r\n",
                    "DATA" => b"354 go on\r\n",
                    _ => b"250 ok\r\n",
                };
                if line.write_all(answer).is_err() {
                    break;
                }
                if word == "DATA" && words.by_ref().map_while(Result::ok).any(|text| text == ".") {
                    got.fetch_add(1, Ordering::SeqCst);
                    at_end();
                    line.write_all(b"250 taken\r\n").unwrap();
                }
            }
        }
    });
    (port, texts)
}

/// An office with an answer that is due.
fn due() -> (Arc<Bench>, i64) {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    bench.answer(request, "<p>Готово</p>");
    bench.wait(11_000);
    (Arc::new(bench), request)
}

pub fn sends_by(bench: &Bench, port: u16) {
    let mut mailbox = super::mailbox();
    mailbox["smtp"]["host"] = json!("127.0.0.1");
    mailbox["smtp"]["port"] = json!(port);
    mailbox["smtp"]["security"] = json!("plain");
    bench.call("mailbox.save", json!({ "mailbox": mailbox, "password": "сезам", "in_file": false }));
}

/// M11, O3: the other desk has taken the letter before its text went: it is sent there alone, and what became of it here is
/// not written over what became of it there.
#[test]
fn m11_o3_a_letter_that_another_desk_took_meanwhile_does_not_leave_twice() {
    let (bench, request) = due();
    let other = Arc::clone(&bench);
    let (port, texts) = server(
        "RCPT",
        move || {
            restart(&other);
            let leaving = begin(&other).unwrap();
            let desk = other.office.desk();
            desk.write(|tx| outbox::set_handed(tx, &leaving)).unwrap();
            desk.write(|tx| outbox::set_sent(&desk, tx, leaving.letter_id, &[])).unwrap();
        },
        || {},
    );
    sends_by(&bench, port);
    let counts = jobs::send_due(&bench.office, &Signal::default()).unwrap();
    assert_eq!((counts.sent, counts.failed, texts.load(Ordering::SeqCst)), (0, 0, 0), "{counts:?}");
    assert_eq!(state(&bench, request), "sent");
}

/// M11, O3: jobs that are to end hand no text over; the letter waits for the next who send.
#[test]
fn m11_o3_jobs_that_are_to_end_hand_nothing_over() {
    let (bench, request) = due();
    let signal = Arc::new(Signal::default());
    let ended = Arc::clone(&signal);
    let (port, texts) = server("RCPT", move || ended.stop(), || {});
    sends_by(&bench, port);
    jobs::send_due(&bench.office, &signal).unwrap();
    assert_eq!((state(&bench, request), texts.load(Ordering::SeqCst)), (json!("queued"), 0));
    let counts = jobs::send_due(&bench.office, &Signal::default()).unwrap();
    assert_eq!((counts.sent, texts.load(Ordering::SeqCst)), (1, 1));
}

/// M11, O3: a letter that the other desk took for uncertain, since its text was on the way, is known to be sent when it is.
#[test]
fn m11_o3_what_became_of_a_letter_in_doubt_is_noted() {
    let (bench, request) = due();
    let other = Arc::clone(&bench);
    let (port, texts) = server("nothing", || {}, move || restart(&other));
    sends_by(&bench, port);
    let counts = jobs::send_due(&bench.office, &Signal::default()).unwrap();
    assert_eq!((counts.sent, texts.load(Ordering::SeqCst)), (1, 1));
    assert_eq!(state(&bench, request), "sent");
}
