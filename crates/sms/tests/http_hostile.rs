//! S7: what breaks, stalls, floods or lies. Whatever happens, each message has an outcome, and what may have left is
//! never called lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod peer;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use deskbell_sms::http::{Bounds, HttpGateway, check, preset, read};
use deskbell_sms::{Gateway, Outcome, Outgoing, Refusal, SmsError, Submission, Submitted};
use peer::{Asked, Does, Peer, ok};
use proptest::prelude::*;
use serde_json::json;

fn quick() -> Bounds {
    Bounds { connect: Duration::from_secs(1), whole: Duration::from_secs(1), bytes: 100_000 }
}

fn batch() -> Vec<Outgoing> {
    ["+380501234567", "+380501234568"]
        .iter()
        .enumerate()
        .map(|(index, to)| Outgoing {
            id: format!("m{index}"),
            to: (*to).to_owned(),
            sender: "Office".to_owned(),
            text: "x".to_owned(),
        })
        .collect()
}

fn smsclub(url: &str) -> HttpGateway {
    let text = serde_json::to_string(preset("smsclub").unwrap()).unwrap();
    let template = serde_json::from_str(&text.replace("https://im.smsclub.mobi", url)).unwrap();
    let fields = BTreeMap::from([("token".to_owned(), "secret-token".to_owned())]);
    HttpGateway::new(template, &fields, "", quick()).unwrap()
}

fn submit(does: Does) -> Submission {
    let peer = Peer::start(move |_| does.clone());
    smsclub(&peer.url()).submit(&batch())
}

fn uncertain(submission: &Submission) -> bool {
    submission.halt.is_none()
        && submission.outcomes.len() == 2
        && submission.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Uncertain { .. }))
}

fn untouched(submission: &Submission) -> bool {
    submission.outcomes.len() == 2
        && submission.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Retry { .. }))
}

#[test]
fn s7_a_line_that_breaks_after_the_first_byte_is_uncertain() {
    for does in [
        Does::Cuts,
        Does::Stalls(Duration::from_secs(5)),
        Does::Raw(
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"success_request\":{\"info\":{\"1\":\"38"
                .to_vec(),
        ),
        Does::Raw(b"HTTP/1.1 20".to_vec()),
        Does::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        Does::Drips(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"success_request\"".to_vec(), 50),
        Does::Floods(b"[[[[[[[[[["),
        Does::Floods(b"\"aaaaaaaaa"),
        Does::Answers(500, "<html>Fatal error: phone number".to_owned()),
        Does::Answers(502, String::new()),
        Does::Answers(200, "<html>ok</html>".to_owned()),
        Does::Answers(200, String::new()),
        Does::Answers(200, format!("{}{}", "[".repeat(90_000), "]".repeat(9_000))),
        Does::Answers(200, "{\"success_request\":{}}".to_owned()),
        Does::Answers(200, "null".to_owned()),
    ] {
        let begun = Instant::now();
        let submission = submit(does);
        assert!(uncertain(&submission), "{submission:?}");
        assert!(begun.elapsed() < Duration::from_secs(4), "bounded in time");
    }
}

#[test]
fn s7_what_cannot_have_left_is_not_uncertain() {
    // Nobody listens.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = smsclub(&format!("http://127.0.0.1:{free}")).submit(&batch());
    assert!(untouched(&refused) && matches!(refused.halt, Some(SmsError::Refused { .. })), "{refused:?}");
    // No such host.
    let nowhere = smsclub("http://nowhere.invalid").submit(&batch());
    assert!(untouched(&nowhere) && matches!(nowhere.halt, Some(SmsError::UnknownHost { .. })), "{nowhere:?}");
    // Something that does not speak TLS.
    let peer = Peer::start(|_| Does::Cuts);
    let plain = smsclub(&format!("https://127.0.0.1:{}", peer.port)).submit(&batch());
    assert!(untouched(&plain) && plain.halt.is_some(), "{plain:?}");
    assert!(peer.asked().is_empty());
}

/// S7: requests share a connection; one that the gateway closed meanwhile, announced or not, is opened anew, and nobody
/// calls uncertain what went over the new one.
#[test]
fn s7_a_connection_is_kept_and_one_that_ended_is_opened_anew() {
    let good = r#"{"success_request":{"info":{"1":"380501234567","2":"380501234568"}}}"#;
    let silent = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{good}", good.len()).into_bytes();
    for (does, lines) in
        [(Does::Keeps(good.to_owned()), 1), (Does::Answers(200, good.to_owned()), 3), (Does::Raw(silent), 3)]
    {
        let peer = Peer::start(move |_| does.clone());
        let mut gateway = smsclub(&peer.url());
        for _ in 0..3 {
            let submission = gateway.submit(&batch());
            let taken = |outcome: &Outcome| matches!(outcome, Outcome::Accepted { .. });
            assert!(submission.outcomes.iter().all(taken), "{submission:?}");
            // The end of a connection that was not announced is on its way.
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!((peer.asked().len(), peer.lines()), (3, lines));
    }
}

#[test]
fn s7_statuses_of_http_are_told_apart() {
    let halt = |status: u16| {
        let submission = submit(Does::Answers(status, "{}".to_owned()));
        assert!(untouched(&submission), "{status} {submission:?}");
        submission.halt.map(|halt| halt.code())
    };
    assert_eq!(halt(401), Some("sms_login"));
    assert_eq!(halt(402), Some("sms_balance"));
    assert_eq!(halt(403), Some("sms_blocked"));
    assert_eq!(halt(404), Some("sms_not_there"));
    assert_eq!(halt(301), Some("sms_not_there"));
    assert_eq!(halt(429), None);
    let later = submit(Does::AnswersWith(503, "Retry-After: 30", String::new()));
    let thirty = Some(Duration::from_secs(30));
    assert!(
        matches!(&later.outcomes[..], [Outcome::Retry { after, .. }, _] if *after == thirty),
        "{later:?}"
    );
    assert!(uncertain(&submit(Does::Answers(503, String::new()))));
    let refused = submit(Does::Answers(400, json!({ "message": "something else" }).to_string()));
    let other = |outcome: &Outcome| matches!(outcome, Outcome::Refused { why: Refusal::Other, .. });
    assert!(refused.outcomes.iter().all(other), "{refused:?}");
}

/// One bad number may spoil a whole request: nothing was taken, so each goes alone and the good one arrives.
#[test]
fn s7_one_that_spoils_a_request_does_not_spoil_the_others() {
    let peer = Peer::start(|asked: &Asked| {
        let body = asked.json();
        let phones = body["phone"].as_array().unwrap();
        if phones.iter().any(|phone| phone == "380501234568") {
            return Does::Answers(400, json!({ "message": "Bad phone number" }).to_string());
        }
        ok(json!({ "success_request": { "info": { "5": phones[0] } } }))
    });
    let outcomes = smsclub(&peer.url()).submit(&batch()).outcomes;
    assert_eq!(outcomes[0], Outcome::Accepted { gateway_id: "5".to_owned() });
    assert!(matches!(outcomes[1], Outcome::Refused { why: Refusal::BadNumber, permanent: true, .. }));
    assert_eq!(peer.asked().len(), 3);
}

#[test]
fn s7_a_secret_that_is_repeated_is_hidden() {
    let peer = Peer::start(|_| Does::Answers(401, json!({ "message": "Unknown secret-token" }).to_string()));
    let mut gateway = smsclub(&peer.url());
    let submission = gateway.submit(&batch());
    let told = format!("{submission:?} {:?} {:?}", gateway.test(), gateway.balance());
    assert!(told.contains("Unknown ***") && !told.contains("secret-token"), "{told}");
}

#[test]
fn s7_a_stop_ends_a_talk_at_once() {
    let peer = Peer::start(|_| Does::Stalls(Duration::from_secs(30)));
    let text = serde_json::to_string(preset("smsclub").unwrap()).unwrap();
    let template = serde_json::from_str(&text.replace("https://im.smsclub.mobi", &peer.url())).unwrap();
    let fields = BTreeMap::from([("token".to_owned(), "t".to_owned())]);
    let mut gateway = HttpGateway::new(template, &fields, "", Bounds::default()).unwrap();
    let stopper = gateway.stopper();
    let begun = Instant::now();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        stopper.stop();
    });
    assert!(uncertain(&gateway.submit(&batch())), "it had left");
    assert!(begun.elapsed() < Duration::from_secs(5));
    let after = gateway.submit(&batch());
    assert!(untouched(&after) && after.halt == Some(SmsError::Stopped));
    assert_eq!(peer.asked().len(), 1);
}

#[test]
fn s7_a_field_left_empty_is_named() {
    let missing = HttpGateway::new(preset("kannel").unwrap().clone(), &BTreeMap::new(), "", quick());
    assert!(matches!(missing.err(), Some(SmsError::Missing { field }) if field == "login"));
}

/// What the editor of a gateway of one's own is told, each with its place.
#[test]
fn s7_mistakes_in_a_template_are_found_before_a_message_is_sent() {
    let good = json!({ "name": "x", "fields": [{ "key": "token", "secret": true }],
        "send": { "request": { "method": "POST", "url": "https://sms.test/send",
            "headers": { "Authorization": "Bearer {token}" }, "json": { "to": "{to}", "text": "{text}" } },
        "items": { "by": "one", "gateway_id": ["/id"] } } });
    assert_eq!(check(&good.to_string()), []);
    assert!(read(&good.to_string()).is_ok());
    let broken = |place: &str, value: serde_json::Value| {
        let mut tree = good.clone();
        *tree.pointer_mut(place).unwrap() = value;
        let found = check(&tree.to_string());
        assert!(read(&tree.to_string()).is_err());
        found.first().map(|problem| (problem.code, problem.place.clone())).unwrap()
    };
    let at = |code, place: &str| (code, place.to_owned());
    assert_eq!(broken("/send/request/url", json!("ftp://x")), at("url", "send.request.url"));
    assert_eq!(broken("/send/request/url", json!("https://{to}/x")), at("url", "send.request.url"));
    assert_eq!(broken("/send/request/json/to", json!("{too}")), at("name", "send.request.json.to"));
    assert_eq!(broken("/send/request/json/to", json!("{gateway_id}")), at("name", "send.request.json.to"));
    assert_eq!(broken("/send/request/json/to", json!("{to")), at("braces", "send.request.json.to"));
    assert_eq!(broken("/send/items/gateway_id", json!(["id"])), at("pointer", "send.items.gateway_id"));
    assert_eq!(broken("/send/items/by", json!("phone")), at("key", "send.items"));
    assert_eq!(broken("/fields/0/key", json!("to")), at("field", "fields[0]"));
    assert_eq!(broken("/send/items", json!({ "bye": 1 })).0, "syntax");
    assert_eq!(check("{\n  \"name\": 1 }")[0].place, "2:11");
    assert_eq!(check(&" ".repeat(70_000))[0].code, "too_big");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever a gateway answers, each message has exactly one outcome and nothing panics.
    #[test]
    fn s7_any_answer_has_an_outcome_for_each(
        status in 200_u16..600,
        body in prop_oneof![
            "\\PC{0,200}",
            prop::collection::vec(("[a-z]{1,6}", "\\PC{0,12}"), 0..5).prop_map(|pairs| {
                json!({ "success_request": { "info": pairs.into_iter().collect::<BTreeMap<_, _>>() } }).to_string()
            }),
            Just(json!({ "success_request": { "info": [1, null, {}] } }).to_string()),
        ],
    ) {
        // 204 and 304 have no body; what stands there would be the next answer.
        prop_assume!(status != 204 && status != 304);
        let peer = Peer::start(move |_| Does::Answers(status, body.clone()));
        let mut gateway = smsclub(&peer.url());
        prop_assert_eq!(gateway.submit(&batch()).outcomes.len(), 2);
        let asked = [Submitted { id: "m0".into(), gateway_id: "a".into(), to: "+380501234567".into() }];
        let _ = (gateway.poll(&asked), gateway.balance(), gateway.test());
    }

    /// Whatever is typed into the editor is judged, not run into.
    #[test]
    fn s7_any_template_is_judged(text in "\\PC{0,300}") {
        let _ = check(&text);
    }
}
