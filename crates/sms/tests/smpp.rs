//! S7, S5, R27: an account at a message centre, judged by the bytes that the centre got.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod centre;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use centre::{BIND, CERTIFICATE, Centre, DELIVER_RESP, Does, ENQUIRE, Heard, SUBMIT, UNBIND, deliver, ucs2};
use deskbell_sms::smpp::{Bounds, SmppGateway};
use deskbell_sms::{Gateway, Incoming, News, Outcome, Outgoing, Refusal, Report, SmsError, State};

fn quick() -> Bounds {
    let second = Duration::from_secs(1);
    let pause = Duration::from_millis(20);
    Bounds { connect: second, answer: second, silent: second, enquire: second, pause, ..Bounds::default() }
}

fn account(host: &str, port: u16, bounds: Bounds) -> SmppGateway {
    let pairs = [("host", host), ("port", &port.to_string()), ("login", "office"), ("password", "secret")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()));
    SmppGateway::new(&BTreeMap::from(pairs), bounds).unwrap()
}

fn gateway(centre: &Centre) -> SmppGateway {
    account("127.0.0.1", centre.port, quick())
}

fn message(to: &str, text: &str) -> Outgoing {
    Outgoing { id: format!("m{to}"), to: to.to_owned(), sender: "Office".to_owned(), text: text.to_owned() }
}

/// To numbers that end in these.
fn batch(tails: std::ops::Range<u32>) -> Vec<Outgoing> {
    tails.map(|tail| message(&format!("+3805012345{tail:02}"), "Hi")).collect()
}

/// Everything that has come, taken.
fn news(gateway: &mut SmppGateway, count: usize) -> Vec<News> {
    let mut found = Vec::new();
    let until = Instant::now() + Duration::from_secs(5);
    while found.len() < count && Instant::now() < until {
        gateway
            .receive(Duration::from_millis(200), &mut |news| {
                found.push(news.clone());
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(found.len(), count, "{found:?}");
    found
}

fn texts(news: &[News]) -> Vec<String> {
    news.iter()
        .map(|news| match news {
            News::Incoming(incoming) => incoming.text.clone(),
            News::Part { incoming, joint } => format!("{}/{} {}", joint.number, joint.count, incoming.text),
            News::Report(report) => panic!("{report:?}"),
        })
        .collect()
}

#[test]
fn s7_smpp_logs_in_sends_and_says_good_bye() {
    let centre = Centre::start(Heard::usual);
    let mut gateway = gateway(&centre);
    gateway.test().unwrap();
    let bind = centre.heard_of(BIND).remove(0);
    assert!(bind.body.starts_with(b"office\0secret\0\0\x34"), "{:?}", bind.body);
    let long = "Добрий день! Ваше замовлення готове, чекаємо на вас щодня з дев’ятої до шостої.";
    let submission = gateway.submit(&[message("+380501234567", "Hi {you}"), message("+380501234568", long)]);
    assert_eq!(submission.halt, None);
    let sent = centre.heard_of(SUBMIT);
    let ids: Vec<Outcome> = [0, 2]
        .map(|at: usize| Outcome::Accepted { gateway_id: format!("id-{}", sent[at].sequence) })
        .to_vec();
    assert_eq!(submission.outcomes, ids, "the id of the last part is the message's");
    let sent: Vec<_> = sent.iter().map(Heard::submitted).collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0].from, (5, 0, "Office".to_owned()));
    assert_eq!(sent[0].to, (1, 1, "380501234567".to_owned()));
    assert_eq!((sent[0].coding, sent[0].esm, sent[0].registered), (0, 0, 1));
    assert_eq!(sent[0].bytes, b"Hi \x1b\x28you\x1b\x29");
    let parts = &sent[1..];
    assert!(parts.iter().all(|part| (part.coding, part.esm) == (8, 0x40)));
    assert_eq!([parts[0].registered, parts[1].registered], [0, 1]);
    assert_eq!(parts[0].bytes[..3], [5, 0, 3]);
    assert_eq!((parts[0].bytes[3], &parts[0].bytes[4..6]), (parts[1].bytes[3], &[2, 1][..]));
    assert_eq!(parts[1].bytes[4..6], [2, 2]);
    let arrived: Vec<u8> = parts.iter().flat_map(|part| part.bytes[6..].to_vec()).collect();
    assert_eq!(arrived, ucs2(long));
    drop(gateway);
    assert_eq!(centre.wait_for(UNBIND, 1).len(), 1);
}

#[test]
fn s7_senders_are_names_long_and_short_numbers() {
    let centre = Centre::start(Heard::usual);
    for (sender, said) in
        [("4545", (3, 1, "4545")), ("+380671112233", (1, 1, "380671112233")), ("", (0, 0, ""))]
    {
        let one = Outgoing { sender: sender.to_owned(), ..message("+380501234567", "Hi") };
        gateway(&centre).submit(&[one]);
        let from = centre.heard_of(SUBMIT).last().unwrap().submitted().from;
        assert_eq!(from, (said.0, said.1, said.2.to_owned()));
    }
}

/// Ten are on their way at once, and the answers come in any order.
#[test]
fn s7_smpp_answers_come_in_any_order() {
    let waiting: Mutex<Vec<Heard>> = Mutex::default();
    let centre = Centre::start(move |heard| {
        if heard.id != SUBMIT {
            return heard.usual();
        }
        let mut waiting = waiting.lock().unwrap();
        waiting.push(heard.clone());
        if waiting.len() < 10 {
            return Vec::new();
        }
        let answers =
            waiting.drain(..).rev().map(|one| one.answer(0, format!("{}\0", one.tail()).as_bytes()));
        // Answers to what nobody asked are nothing.
        [Does::Says(centre::pdu(SUBMIT | centre::RESP, 0x58, 999_999, b""))]
            .into_iter()
            .chain(answers)
            .collect()
    });
    let outcomes = gateway(&centre).submit(&batch(10..30)).outcomes;
    let ids: Vec<Outcome> =
        (10..30).map(|tail| Outcome::Accepted { gateway_id: format!("{tail:02}") }).collect();
    assert_eq!(outcomes, ids);
}

#[test]
fn s7_smpp_refusals_say_what_is_wrong() {
    let centre = Centre::start(|heard| match heard.id {
        SUBMIT => match heard.tail().as_str() {
            "11" => vec![heard.answer(0x0b, b"")],
            "12" => vec![heard.answer(0x58, b"\0")],
            "13" => vec![heard.answer(0x14, b"")],
            "14" => vec![heard.answer(0x45, b"")],
            "15" => vec![Does::Says(centre::pdu(0x8000_0000, 0x03, heard.sequence, b""))],
            "16" => vec![heard.answer(0x0a, b"")],
            _ => heard.usual(),
        },
        _ => heard.usual(),
    });
    let mut gateway = gateway(&centre);
    let mut of = |tail: u32| {
        let mut submission = gateway.submit(&batch(tail..tail + 1));
        (submission.outcomes.remove(0), submission.halt)
    };
    assert!(matches!(
        of(11),
        (Outcome::Refused { why: Refusal::BadNumber, permanent: true, ref code, .. }, None) if code == "0xb"
    ));
    assert!(matches!(of(12), (Outcome::Retry { after: Some(_), .. }, None)), "throttled: later");
    assert!(matches!(of(13), (Outcome::Retry { after: Some(_), .. }, None)), "queue full: later");
    assert!(matches!(of(14), (Outcome::Refused { why: Refusal::Other, permanent: false, .. }, None)));
    assert!(matches!(of(15), (Outcome::Refused { .. }, None)), "a command that it does not know");
    assert!(matches!(of(16), (Outcome::Retry { .. }, Some(SmsError::Sender { .. }))));
    // What is throttled holds back those after it, not those beside it.
    let outcomes = gateway.submit(&batch(12..32)).outcomes;
    assert!(outcomes[10..].iter().all(|outcome| matches!(outcome, Outcome::Retry { .. })), "{outcomes:?}");
    let asked = centre.heard_of(SUBMIT).iter().filter(|heard| heard.tail().as_str() >= "22").count();
    assert_eq!(asked, 0);
}

#[test]
fn s7_a_part_that_is_put_off_follows_and_one_that_is_lost_is_told() {
    let tries = Mutex::new(0);
    let centre = Centre::start(move |heard| match heard.id {
        SUBMIT if heard.submitted().bytes.get(5) == Some(&2) => {
            let mut tries = tries.lock().unwrap();
            *tries += 1;
            match *tries {
                1 | 2 => vec![heard.answer(0x58, b"")],
                4 => vec![Does::Cuts],
                _ => heard.usual(),
            }
        }
        _ => heard.usual(),
    });
    let mut gateway = gateway(&centre);
    let long = message("+380501234567", &"x".repeat(400));
    let whole = gateway.submit(std::slice::from_ref(&long));
    assert!(matches!(whole.outcomes[0], Outcome::Accepted { .. }), "{whole:?}");
    assert_eq!(centre.heard_of(SUBMIT).len(), 5);
    let half = gateway.submit(&[long]);
    assert!(
        matches!(&half.outcomes[0], Outcome::Uncertain { words } if words.starts_with("part 2 of 3")),
        "{half:?}"
    );
}

#[test]
fn s7_numbers_that_smpp_cannot_carry_are_refused_before_they_leave() {
    let centre = Centre::start(Heard::usual);
    let strange = [message("+3805012345678901234567890", "Hi"), message("+38050ї", "Hi")];
    let outcomes = gateway(&centre).submit(&strange).outcomes;
    assert!(
        outcomes.iter().all(|outcome| matches!(
            outcome,
            Outcome::Refused { why: Refusal::BadNumber, permanent: true, .. }
        ))
    );
    assert!(centre.heard_of(SUBMIT).is_empty());
}

/// Says these in turn once somebody is logged in.
fn bringing(brought: Vec<Vec<u8>>) -> Centre {
    Centre::start(move |heard| match heard.id {
        BIND if heard.line == 0 => {
            heard.usual().into_iter().chain(brought.iter().cloned().map(Does::Says)).collect()
        }
        _ => heard.usual(),
    })
}

#[test]
fn s5_receipts_come_as_text_and_as_fields() {
    let text =
        b"id:a1 sub:001 dlvrd:001 submit date:2611010000 done date:2611010001 stat:DELIVRD err:000 text:";
    let failed =
        b"id:a2 sub:001 dlvrd:000 submit date:2611010000 done date:2611010001 stat:UNDELIV err:034 text:";
    let centre = bringing(vec![
        deliver(1, 4, 0, text, &[]),
        deliver(2, 4, 0, failed, &[]),
        deliver(3, 4, 0, b"", &[(0x001e, b"a3\0"), (0x0427, &[3])]),
        deliver(4, 4, 0, b"", &[(0x0424, b"id:a4 stat:ACCEPTD")]),
        // By its fields alone; with a field of the vendor's own.
        deliver(5, 0, 0, b"", &[(0x1400, b"xyz"), (0x001e, b"a5\0"), (0x0427, &[8])]),
        deliver(6, 0x20, 0, b"id:a6 stat:ENROUTE", &[]),
    ]);
    let found = news(&mut gateway(&centre), 6);
    let found: Vec<(String, State)> = found
        .into_iter()
        .map(|news| match news {
            News::Report(Report { gateway_id, state, .. }) => (gateway_id.unwrap(), state),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("a1", State::Delivered),
        ("a2", State::Undelivered),
        ("a3", State::Expired),
        ("a4", State::Sent),
        ("a5", State::Rejected),
        ("a6", State::Sent),
    ];
    assert_eq!(found, expected.map(|(id, state)| (id.to_owned(), state)));
    let answers = centre.wait_for(DELIVER_RESP, 6);
    assert!(answers.iter().all(|answer| answer.status == 0 && answer.body == b"\0"));
    assert_eq!(answers.iter().map(|answer| answer.sequence).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn r27_sms_to_the_office_come_in_every_coding_and_parts_with_their_places() {
    let part = |sequence: u32, head: &[u8], text: &str| {
        let bytes: Vec<u8> = head.iter().copied().chain(ucs2(text)).collect();
        deliver(sequence, 0x40, 8, &bytes, &[])
    };
    let centre = bringing(vec![
        deliver(1, 0, 8, &ucs2("Привіт"), &[]),
        deliver(2, 0, 0, b"\x00 \x1b\x65", &[]),
        deliver(3, 0, 3, b"caf\xe9", &[]),
        part(4, &[5, 0, 3, 7, 2, 2], "світе"),
        deliver(5, 0, 8, &ucs2("Один"), &[]),
        part(6, &[5, 0, 3, 7, 2, 1], "Слава, "),
        deliver(7, 0, 0, b"two", &[(0x020c, &[0, 9]), (0x020e, &[2]), (0x020f, &[2])]),
        deliver(8, 0, 0, b"one, ", &[(0x020c, &[0, 9]), (0x020e, &[2]), (0x020f, &[1])]),
        // A header longer than what it stands in.
        deliver(9, 0x40, 0, b"\xff12", &[]),
        // The third of two.
        deliver(10, 0, 0, b"alone", &[(0x020c, &[0, 9]), (0x020e, &[2]), (0x020f, &[3])]),
    ]);
    let found = news(&mut gateway(&centre), 10);
    let mut texts = texts(&found);
    texts.sort();
    let mut expected =
        ["", "@ €", "café", "alone", "1/2 one, ", "2/2 two", "Один", "Привіт", "1/2 Слава, ", "2/2 світе"];
    expected.sort_unstable();
    assert_eq!(texts, expected);
    let News::Incoming(Incoming { from, to, .. }) = &found[0] else { panic!() };
    assert_eq!((from.as_str(), to.as_str()), ("380501234567", "Office"));
}

/// What could not be kept is not acknowledged, and what cannot be read is not either.
#[test]
fn r27_only_what_was_kept_is_acknowledged() {
    let centre = bringing(vec![
        deliver(1, 0, 0, b"lost", &[]),
        centre::pdu(centre::DELIVER, 0, 2, b"\0\0\0no end"),
        deliver(3, 0, 0, b"kept", &[]),
    ]);
    let mut gateway = gateway(&centre);
    let mut seen = 0;
    let mut take = |news: &News| {
        seen += 1;
        if matches!(news, News::Incoming(incoming) if incoming.text == "lost") { Err(()) } else { Ok(()) }
    };
    let until = Instant::now() + Duration::from_secs(5);
    while centre.heard_of(DELIVER_RESP).len() < 3 && Instant::now() < until {
        gateway.receive(Duration::from_millis(100), &mut take).unwrap();
    }
    assert_eq!(seen, 2);
    let statuses: Vec<u32> = centre.heard_of(DELIVER_RESP).iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [0x64, 0x65, 0]);
}

#[test]
fn s7_a_line_that_fell_silent_is_asked_and_made_anew() {
    let centre = Centre::start(|heard| match heard.id {
        // The first line is dead and does not know it.
        ENQUIRE if heard.line == 0 => Vec::new(),
        _ => heard.usual(),
    });
    let bounds = Bounds { silent: Duration::from_millis(200), ..quick() };
    let mut gateway = account("127.0.0.1", centre.port, bounds);
    assert!(matches!(gateway.submit(&batch(10..11)).outcomes[0], Outcome::Accepted { .. }));
    std::thread::sleep(Duration::from_millis(300));
    assert!(matches!(gateway.submit(&batch(11..12)).outcomes[0], Outcome::Accepted { .. }));
    let lines: Vec<usize> = centre.heard_of(SUBMIT).iter().map(|heard| heard.line).collect();
    assert_eq!(lines, [0, 1]);
}

#[test]
fn s7_a_centre_that_asks_is_answered_and_one_that_leaves_is_bound_anew() {
    let centre = Centre::start(|heard| match (heard.id, heard.line) {
        (BIND, 0) => {
            let mut all = heard.usual();
            all.push(Does::Says(centre::pdu(ENQUIRE, 0, 77, b"")));
            all.push(Does::Says(centre::pdu(UNBIND, 0, 78, b"")));
            all
        }
        _ => heard.usual(),
    });
    let mut gateway = gateway(&centre);
    let left = gateway.receive(Duration::from_secs(2), &mut |_| Ok(()));
    assert!(matches!(left, Err(SmsError::Cut { .. })), "{left:?}");
    assert_eq!(centre.wait_for(ENQUIRE | centre::RESP, 1)[0].sequence, 77);
    assert_eq!(centre.wait_for(UNBIND | centre::RESP, 1)[0].sequence, 78);
    assert!(matches!(gateway.submit(&batch(10..11)).outcomes[0], Outcome::Accepted { .. }));
}

#[test]
fn s7_smpp_over_tls_trusts_whom_it_may() {
    let centre = Centre::secured(Heard::usual);
    let root = native_tls::Certificate::from_pem(CERTIFICATE.as_bytes()).unwrap();
    let mut trusting = account("tls://127.0.0.1", centre.port, Bounds { roots: vec![root], ..quick() });
    assert!(matches!(trusting.submit(&batch(10..11)).outcomes[0], Outcome::Accepted { .. }));
    assert!(matches!(trusting.receive(Duration::from_millis(100), &mut |_| Ok(())), Ok(0)));
    drop(trusting);
    centre.wait_for(UNBIND, 1);
    let tested = account("tls://127.0.0.1", centre.port, quick()).test();
    assert!(matches!(tested, Err(SmsError::Tls { .. })), "{tested:?}");
}
