//! S7: a message centre that breaks, stalls, floods or lies. Whatever happens, each message has an outcome in time, and
//! what may have left is never called lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod centre;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use centre::{BIND, Centre, Does, ENQUIRE, Heard, SUBMIT, deliver, pdu};
use deskbell_sms::smpp::{Bounds, SmppGateway, read_bytes};
use deskbell_sms::{Gateway, Outcome, Outgoing, SmsError, Submission};
use proptest::prelude::*;

fn gateway(port: u16, answer: Duration) -> SmppGateway {
    let second = Duration::from_secs(1);
    let fields =
        [("host", "127.0.0.1"), ("port", &port.to_string()), ("login", "office"), ("password", "secret")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
    let bounds = Bounds { connect: second, answer, silent: second, enquire: second, ..Bounds::default() };
    SmppGateway::new(&BTreeMap::from(fields), bounds).unwrap()
}

fn batch() -> Vec<Outgoing> {
    ["+380501234567", "+380501234568"]
        .map(|to| Outgoing {
            id: format!("m{to}"),
            to: to.to_owned(),
            sender: "Office".to_owned(),
            text: "x".to_owned(),
        })
        .to_vec()
}

fn says(bytes: &[u8]) -> Vec<Does> {
    vec![Does::Says(bytes.to_vec())]
}

/// Lengths that no command has, and what is no SMPP at all.
fn garbage() -> Vec<Vec<Does>> {
    vec![
        vec![Does::Cuts],
        vec![Does::Waits(Duration::from_secs(3))],
        says(&[0xff; 64]),
        says(&[0; 64]),
        says(&[0, 0, 0, 15, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2]),
        says(&[0x7f, 0xff, 0xff, 0xff, 0x80, 0, 0, 4]),
        says(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        says(b"SSH-2.0-OpenSSH_9.2\r\n"),
        // Half a command, and nothing more.
        vec![Does::Says(vec![0, 0, 0, 40, 0x80, 0, 0, 4, 0]), Does::Waits(Duration::from_secs(3))],
        vec![Does::Floods(vec![0xee; 1000])],
        vec![Does::Floods(pdu(ENQUIRE, 0, 5, b""))],
        vec![Does::Floods(deliver(5, 0, 0, b"spam", &[]))],
        vec![Does::Floods(pdu(SUBMIT | centre::RESP, 0, 999_999, b"id\0"))],
    ]
}

#[test]
fn s7_smpp_that_breaks_after_a_message_left_is_uncertain() {
    for (number, deeds) in garbage().into_iter().enumerate() {
        let centre =
            Centre::start(move |heard| if heard.id == SUBMIT { deeds.clone() } else { heard.usual() });
        let begun = Instant::now();
        let Submission { outcomes, halt } = gateway(centre.port, Duration::from_secs(1)).submit(&batch());
        assert!(begun.elapsed() < Duration::from_secs(6), "{number}: {:?}", begun.elapsed());
        let uncertain = outcomes.iter().all(|outcome| matches!(outcome, Outcome::Uncertain { .. }));
        assert!(outcomes.len() == 2 && uncertain && halt.is_none(), "{number}: {outcomes:?} {halt:?}");
    }
}

#[test]
fn s7_smpp_that_breaks_before_a_message_left_took_nothing() {
    for (number, deeds) in garbage().into_iter().enumerate() {
        let centre = Centre::start(move |heard| if heard.id == BIND { deeds.clone() } else { heard.usual() });
        let begun = Instant::now();
        let Submission { outcomes, halt } = gateway(centre.port, Duration::from_secs(1)).submit(&batch());
        assert!(begun.elapsed() < Duration::from_secs(6), "{number}: {:?}", begun.elapsed());
        let untouched = outcomes.iter().all(|outcome| matches!(outcome, Outcome::Retry { .. }));
        assert!(outcomes.len() == 2 && untouched, "{number}: {outcomes:?}");
        assert!(halt.is_some_and(|halt| halt.passing()), "{number}");
        assert!(centre.heard_of(SUBMIT).is_empty());
    }
}

/// An answer that is good as far as one can read it is an answer: the message is not sent twice.
#[test]
fn s7_smpp_answers_without_a_name_are_answers() {
    for body in [&b""[..], b"\0", b"no end", &[0xff; 200], b"\xd1\x97\0"] {
        let body = body.to_vec();
        let centre =
            Centre::start(
                move |heard| {
                    if heard.id == SUBMIT { vec![heard.answer(0, &body)] } else { heard.usual() }
                },
            );
        let outcomes = gateway(centre.port, Duration::from_secs(1)).submit(&batch()).outcomes;
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Accepted { .. })), "{outcomes:?}");
    }
}

#[test]
fn s7_smpp_logins_that_fail_say_why() {
    let of = |status: u32| {
        let centre = Centre::start(move |heard| match heard.id {
            BIND => vec![heard.answer(status, b"centre\0"), Does::Cuts],
            _ => heard.usual(),
        });
        gateway(centre.port, Duration::from_secs(1)).test().unwrap_err()
    };
    assert!(matches!(of(0x0e), SmsError::Login { .. }));
    assert!(matches!(of(0x0f), SmsError::Login { .. }));
    assert!(matches!(of(0x05), SmsError::Broken { .. }));
    assert!(matches!(of(0x03), SmsError::Blocked { .. }));
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let refused = gateway(port, Duration::from_secs(1)).submit(&batch());
    assert!(matches!(refused.halt, Some(SmsError::Refused { .. })), "{refused:?}");
}

/// A centre that has not noticed that our last line is gone refuses another without a reason: the words were right before.
#[test]
fn s7_a_bare_refusal_of_words_that_were_right_passes() {
    let centre = Centre::start(|heard| match (heard.id, heard.line) {
        (BIND, 1) => vec![heard.answer(0x0d, b"centre\0"), Does::Cuts],
        (SUBMIT, 0) => vec![Does::Cuts],
        _ => heard.usual(),
    });
    let mut gateway = gateway(centre.port, Duration::from_secs(1));
    gateway.test().unwrap();
    gateway.submit(&batch());
    let refused = gateway.test().unwrap_err();
    assert!(matches!(refused, SmsError::Broken { .. }) && refused.passing(), "{refused:?}");
    gateway.test().unwrap();
}

#[test]
fn s7_smpp_stops_at_once() {
    let centre = Centre::start(|heard: &Heard| if heard.id == SUBMIT { Vec::new() } else { heard.usual() });
    let mut gateway = gateway(centre.port, Duration::from_secs(30));
    let stopper = gateway.stopper();
    let waiting = std::thread::spawn(move || (gateway.submit(&batch()), gateway));
    centre.wait_for(SUBMIT, 2);
    let begun = Instant::now();
    stopper.stop();
    let (submission, mut gateway) = waiting.join().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert!(submission.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Uncertain { .. })));
    assert!(matches!(gateway.test(), Err(SmsError::Stopped)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever a centre writes into a command is read without harm.
    #[test]
    fn s7_any_bytes_of_a_centre_are_read(id in prop::sample::select(vec![5_u32, 0x8000_0004, 0x8000_0009, 0x103]), body in prop::collection::vec(any::<u8>(), 0..300)) {
        read_bytes(&pdu(id, 0, 1, &body));
    }

    #[test]
    fn s7_any_text_and_fields_are_read(esm in any::<u8>(), coding in any::<u8>(), text in prop::collection::vec(any::<u8>(), 0..160), tag in prop::sample::select(vec![0x001e_u16, 0x0427, 0x0424, 0x020c, 0x020e, 0x020f, 0x1400]), value in prop::collection::vec(any::<u8>(), 0..40)) {
        read_bytes(&deliver(1, esm, coding, &text, &[(tag, &value), (tag, &value)]));
    }
}
