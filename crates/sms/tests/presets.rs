//! S7: each preset against a peer that behaves as the gateway's documentation says, its errors included. The live
//! services were not tried; the presets say so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod peer;

use std::collections::BTreeMap;

use deskbell_sms::http::{Bounds, HttpGateway, Template, preset};
use deskbell_sms::{Balance, Gateway, Outcome, Outgoing, Refusal, Report, SmsError, State, Submitted};
use peer::{Asked, Does, Peer, ok};
use serde_json::json;

fn message(id: &str, to: &str, text: &str) -> Outgoing {
    Outgoing { id: id.into(), to: to.into(), sender: "Office".into(), text: text.into() }
}

fn one() -> Vec<Outgoing> {
    vec![message("m1", "+380501234567", "Ваше замовлення готове")]
}

fn sent(id: &str, gateway_id: &str, to: &str) -> Submitted {
    Submitted { id: id.into(), gateway_id: gateway_id.into(), to: to.into() }
}

/// A preset that asks the peer instead of the live service.
fn gateway(key: &str, fields: &[(&str, &str)], peer: &Peer) -> HttpGateway {
    gateway_with(key, fields, peer, "")
}

fn gateway_with(key: &str, fields: &[(&str, &str)], peer: &Peer, callback: &str) -> HttpGateway {
    let mut text = serde_json::to_string(preset(key).unwrap()).unwrap();
    for live in [
        "https://api.turbosms.ua",
        "https://im.smsclub.mobi",
        "https://alphasms.ua",
        "https://sms-fly.ua",
        "https://api.twilio.com",
    ] {
        text = text.replace(live, &peer.url());
    }
    let mut template: Template = serde_json::from_str(&text).unwrap();
    template.limits.apart = 0;
    let mut values: BTreeMap<String, String> =
        fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    values.insert("url".to_owned(), peer.url());
    HttpGateway::new(template, &values, callback, Bounds::default()).unwrap()
}

fn accepted(gateway_id: &str) -> Outcome {
    Outcome::Accepted { gateway_id: gateway_id.to_owned() }
}

fn why(outcome: &Outcome) -> (Refusal, &str) {
    match outcome {
        Outcome::Refused { why, code, .. } => (*why, code),
        other => panic!("{other:?}"),
    }
}

/// The state of each report, in order.
fn states(reports: &[Report]) -> Vec<State> {
    reports.iter().map(|report| report.state).collect()
}

fn turbosms(asked: &Asked) -> Does {
    let say = |code: i64, status: &str, result: serde_json::Value| {
        ok(json!({ "response_code": code, "response_status": status, "response_result": result }))
    };
    if asked.header("authorization").as_deref() != Some("Bearer good-token") {
        return say(103, "REQUIRED_TOKEN", json!(null));
    }
    match asked.path.as_str() {
        "/user/balance.json" => say(0, "OK", json!({ "balance": 4578.18 })),
        "/message/status.json" => {
            let known = |id: &str, status: &str| {
                json!({ "message_id": id, "recipient": "380501234567",
                "sent": "2026-11-01 10:00:00", "updated": "2026-11-01 10:00:09", "status": status, "type": "sms",
                "rejected_status": if status == "Rejected" { json!("SPAM") } else { json!(null) } })
            };
            say(0, "OK", json!([known("u-2", "Rejected"), known("u-1", "Delivered")]))
        }
        "/message/send.json" => {
            let body = asked.json();
            let phone = body["recipients"][0].as_str().unwrap().to_owned();
            let item = |code: i64, status: &str, id: serde_json::Value| json!([{ "phone": phone, "message_id": id, "response_code": code, "response_status": status }]);
            match phone.chars().last().unwrap() {
                '0' => say(203, "INSUFFICIENT_FUNDS", json!(null)),
                '1' => say(802, "SUCCESS_MESSAGE_PARTIAL_ACCEPTED", item(404, "STOP_LIST", json!(null))),
                '2' => say(305, "INVALID_PHONE", json!(null)),
                '3' => say(401, "NOT_ALLOWED_SENDER", json!(null)),
                '4' => say(999, "FATAL_ERROR", json!(null)),
                '5' => say(438, "TOO_MANY", json!(null)),
                _ => say(801, "SUCCESS_MESSAGE_SENT", item(0, "OK", json!("u-1"))),
            }
        }
        other => panic!("{other}"),
    }
}

#[test]
fn s7_turbosms_as_documented() {
    let peer = Peer::start(turbosms);
    let mut gateway = gateway("turbosms", &[("token", "good-token")], &peer);
    assert!(gateway.capabilities().idempotent);
    let submission = gateway.submit(&one());
    assert_eq!(submission.outcomes, [accepted("u-1")]);
    assert_eq!(
        peer.asked()[0].json(),
        json!({
            "sequence_id": "m1", "recipients": ["380501234567"],
            "sms": { "sender": "Office", "text": "Ваше замовлення готове" }
        })
    );
    let last = |last: &str| turbosms_submit(&peer, last);
    assert!(matches!(last("0").halt, Some(SmsError::Balance { .. })));
    assert_eq!(why(&last("1").outcomes[0]), (Refusal::OptedOut, "404"));
    assert_eq!(why(&last("2").outcomes[0]), (Refusal::BadNumber, "305"));
    assert!(matches!(last("3").halt, Some(SmsError::Sender { sender, .. }) if sender == "Office"));
    assert_eq!(why(&last("4").outcomes[0]), (Refusal::Other, "999"));
    assert!(matches!(&last("5").outcomes[..], [Outcome::Retry { .. }]));
    let reports =
        gateway.poll(&[sent("a", "u-1", "+380501234567"), sent("b", "u-2", "+380501234567")]).unwrap();
    assert_eq!(states(&reports), [State::Delivered, State::Rejected]);
    assert_eq!(reports[1].words, "Rejected: SPAM");
    let balance = Some(Balance { amount: 45_781_800, currency: "UAH".into() });
    assert_eq!(gateway.balance().unwrap(), balance);
    assert_eq!(gateway.test().unwrap().balance, balance);
    let mut wrong = turbosms_gateway(&peer, "bad-token");
    assert!(matches!(wrong.test(), Err(SmsError::Login { .. })));
    assert!(matches!(wrong.submit(&one()).halt, Some(SmsError::Login { .. })));
}

fn turbosms_gateway(peer: &Peer, token: &str) -> HttpGateway {
    gateway("turbosms", &[("token", token)], peer)
}

fn turbosms_submit(peer: &Peer, last: &str) -> deskbell_sms::Submission {
    turbosms_gateway(peer, "good-token").submit(&[message("m", &format!("+38050123456{last}"), "x")])
}

#[test]
fn s7_smsclub_as_documented() {
    let peer = Peer::start(|asked| {
        match asked.path.as_str() {
        _ if asked.header("authorization").as_deref() != Some("Bearer good-token") => {
            Does::Answers(401, json!({ "name": "Unauthorized", "message": "Your request was made with invalid credentials.", "code": 0, "status": 401 }).to_string())
        }
        "/sms/balance" => ok(json!({ "success_request": { "info": { "money": "8111.1350", "currency": "UAH" } } })),
        "/sms/status" => ok(json!({ "success_request": { "info": { "107": "UNDELIV", "106": "DELIVRD" } } })),
        _ => ok(json!({ "success_request": {
            "info": { "106": "380989361131", "107": "380989361132" },
            "add_info": { "380989361130": "The number is in the stop list" }
        } })),
    }
    });
    let mut gateway = gateway("smsclub", &[("token", "good-token")], &peer);
    let batch = [
        message("a", "+380989361132", "x"),
        message("b", "+380989361130", "x"),
        message("c", "+380989361131", "x"),
        message("d", "+380989361139", "x"),
    ];
    let outcomes = gateway.submit(&batch).outcomes;
    assert_eq!(outcomes[0], accepted("107"));
    assert_eq!(why(&outcomes[1]).0, Refusal::OptedOut);
    assert_eq!(outcomes[2], accepted("106"));
    assert!(matches!(outcomes[3], Outcome::Uncertain { .. }), "nothing was said of it");
    assert_eq!(
        peer.asked()[0].json(),
        json!({
            "phone": ["380989361132", "380989361130", "380989361131", "380989361139"], "message": "x", "src_addr": "Office"
        })
    );
    let reports =
        gateway.poll(&[sent("a", "107", "+380989361132"), sent("c", "106", "+380989361131")]).unwrap();
    assert_eq!(states(&reports), [State::Undelivered, State::Delivered]);
    assert_eq!(gateway.balance().unwrap().unwrap().amount, 81_111_350);
    // Two texts are two requests.
    gateway.submit(&[message("e", "+380989361131", "one"), message("f", "+380989361132", "two")]);
    let texts: Vec<_> = peer.asked()[3..].iter().map(|asked| asked.json()["message"].clone()).collect();
    assert_eq!(texts, ["one", "two"]);
    let mut wrong = gateway_of_smsclub(&peer);
    assert!(matches!(wrong.test(), Err(SmsError::Login { .. })));
}

#[test]
fn s7_alphasms_as_documented() {
    let peer = Peer::start(|asked| {
        let body = asked.json();
        if body["auth"] != "good-key" {
            return ok(json!({ "success": false, "error": "Access denied" }));
        }
        let answers: Vec<_> = body["data"].as_array().unwrap().iter().map(|item| match item["type"].as_str().unwrap() {
            "balance" => json!({ "success": true, "data": { "amount": 31.1683, "currency": "UAH" } }),
            "status" => json!({ "success": true, "data": { "id": item["id"], "status": "UNDELIVERABLE" } }),
            _ if item["sms_signature"] == "Wrong" => json!({ "success": false, "error": "Error in Alpha-name", "data": { "id": item["id"] } }),
            _ if item["phone"] == 380111 => json!({ "success": false, "error": "Invalid phone", "data": { "id": item["id"] } }),
            _ => json!({ "success": true, "data": { "id": item["id"], "msg_id": 123456789, "data": 1, "parts": 1 } }),
        }).collect();
        ok(json!({ "success": true, "data": answers }))
    });
    let mut gateway = gateway("alphasms", &[("key", "good-key")], &peer);
    let batch = [
        message("a", "+380971234567", "one"),
        message("b", "+380111", "two"),
        message("c", "+380971234568", "three"),
    ];
    let submission = gateway.submit(&batch);
    assert_eq!(submission.outcomes[0], accepted("123456789"));
    assert_eq!(why(&submission.outcomes[1]).0, Refusal::BadNumber);
    assert_eq!(submission.outcomes[2], accepted("123456789"));
    let body = peer.asked()[0].json();
    assert_eq!(
        (&body["data"][0]["phone"], &body["data"][2]["sms_message"]),
        (&json!(380971234567_u64), &json!("three"))
    );
    assert!(body["data"][0].get("hook").is_none(), "no address is open");
    let reports = gateway.poll(&[sent("a", "123456789", "+380971234567")]).unwrap();
    assert_eq!(states(&reports), [State::Undelivered]);
    assert_eq!(gateway.balance().unwrap(), Some(Balance { amount: 311_683, currency: "UAH".into() }));
    let wrong = Outgoing { sender: "Wrong".into(), ..message("d", "+380971234567", "x") };
    assert!(
        matches!(gateway.submit(&[wrong]).halt, Some(SmsError::Sender { sender, .. }) if sender == "Wrong")
    );
    let mut wrong = gateway_with("alphasms", &[("key", "bad-key")], &peer, "");
    assert!(matches!(wrong.test(), Err(SmsError::Login { .. })));
}

#[test]
fn s7_sms_fly_as_documented() {
    let peer = Peer::start(|asked| {
        let body = asked.json();
        let fail = |code: &str| {
            ok(
                json!({ "success": 0, "date": "2026-11-01 10:00:00", "error": { "code": code, "description": "опис" } }),
            )
        };
        if body["auth"]["key"] != "good-key" {
            return fail("FORBIDDEN");
        }
        match (body["action"].as_str().unwrap(), body["data"]["recipient"].as_str()) {
            ("GETBALANCE", _) => {
                ok(json!({ "success": 1, "data": { "balance": { "sms": "152.35", "viber": "0" } } }))
            }
            ("GETMESSAGESTATUS", _) => ok(
                json!({ "success": 1, "data": { "messageID": "FAPI1", "sms": { "status": "DELIVERED" } } }),
            ),
            (_, Some("380111")) => fail("INVRECIPIENT"),
            (_, Some("380222")) => fail("INSUFFICIENTFUNDS"),
            _ => ok(
                json!({ "success": 1, "data": { "messageID": "FAPI1", "sms": { "status": "ACCEPTD", "cost": "0.65" } } }),
            ),
        }
    });
    let mut gateway = gateway("sms_fly", &[("key", "good-key")], &peer);
    let batch = [
        message("a", "+380971234567", "x"),
        message("b", "+380111", "x"),
        message("c", "+380222", "x"),
        message("d", "+380971234567", "x"),
    ];
    let submission = gateway.submit(&batch);
    assert_eq!(submission.outcomes[0], accepted("FAPI1"));
    assert_eq!(why(&submission.outcomes[1]), (Refusal::BadNumber, "INVRECIPIENT"));
    assert!(matches!(submission.halt, Some(SmsError::Balance { .. })));
    assert!(matches!(&submission.outcomes[2..], [Outcome::Retry { .. }, Outcome::Retry { .. }]));
    assert_eq!(peer.asked().len(), 3, "an empty account is not asked again and again");
    assert_eq!(states(&gateway.poll(&[sent("a", "FAPI1", "+380971234567")]).unwrap()), [State::Delivered]);
    assert_eq!(gateway.balance().unwrap().unwrap().amount, 1_523_500);
}

#[test]
fn s7_twilio_as_documented() {
    let peer = Peer::start(|asked| {
        let fail = |status: u16, code: u32, words: &str| {
            Does::Answers(status, json!({ "code": code, "message": words, "more_info": "https://www.twilio.com/docs/errors", "status": status }).to_string())
        };
        if asked.header("authorization").as_deref() != Some("Basic QUMxOnNlY3JldA==") {
            return fail(401, 20003, "Authenticate");
        }
        if asked.method == "GET" {
            return match asked.path.as_str() {
                "/2010-04-01/Accounts/AC1/Balance.json" => {
                    ok(json!({ "account_sid": "AC1", "balance": "12.5", "currency": "USD" }))
                }
                "/2010-04-01/Accounts/AC1/Messages/SM1.json" => {
                    ok(json!({ "sid": "SM1", "status": "undelivered", "error_code": 30003 }))
                }
                _ => fail(404, 20404, "The requested resource was not found"),
            };
        }
        match asked.pair("To").unwrap().as_str() {
            "+15005550001" => fail(400, 21211, "The 'To' number +15005550001 is not a valid phone number."),
            "+15005550004" => fail(400, 21610, "Attempt to send to unsubscribed recipient"),
            "+15005550006" => Does::AnswersWith(
                429,
                "Retry-After: 7",
                json!({ "code": 20429, "message": "Too Many Requests", "status": 429 }).to_string(),
            ),
            _ => Does::Answers(
                201,
                json!({ "sid": "SM1", "status": "queued", "num_segments": "1", "error_code": null })
                    .to_string(),
            ),
        }
    });
    let fields = [("sid", "AC1"), ("token", "secret")];
    let mut gateway = gateway_with("twilio", &fields, &peer, "https://office.test/sms/x");
    let ask = |to: &str| vec![message("m", to, "a+b & c")];
    assert_eq!(gateway.submit(&ask("+380501234567")).outcomes, [accepted("SM1")]);
    let form = peer.asked()[0].pairs();
    let expected = [
        ("To", "+380501234567"),
        ("From", "Office"),
        ("Body", "a+b & c"),
        ("StatusCallback", "https://office.test/sms/x"),
    ];
    assert_eq!(form, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(why(&gateway.submit(&ask("+15005550001")).outcomes[0]), (Refusal::BadNumber, "21211"));
    assert_eq!(why(&gateway.submit(&ask("+15005550004")).outcomes[0]), (Refusal::OptedOut, "21610"));
    let slower = gateway.submit(&ask("+15005550006"));
    let seven = std::time::Duration::from_secs(7);
    assert!(matches!(&slower.outcomes[..], [Outcome::Retry { after: Some(after), .. }] if *after == seven));
    assert!(slower.halt.is_none());
    let reports = gateway.poll(&[sent("a", "SM1", "+1"), sent("b", "SM9", "+1")]).unwrap();
    assert_eq!(states(&reports), [State::Undelivered], "one that is not known there is absent");
    assert_eq!(reports[0].words, "undelivered: 30003");
    assert_eq!(gateway.test().unwrap().balance.unwrap().currency, "USD");
    let mut wrong = gateway_with("twilio", &[("sid", "AC1"), ("token", "wrong")], &peer, "");
    assert!(matches!(wrong.test(), Err(SmsError::Login { .. })));
}

#[test]
fn s7_smsgate_as_documented() {
    let peer = Peer::start(|asked| {
        if asked.header("authorization").as_deref() != Some("Basic c21zOnNlY3JldA==") {
            return Does::Answers(401, String::new());
        }
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/device") => ok(json!([{ "id": "d1", "name": "samsung/a5" }])),
            ("GET", "/message/m1") => ok(json!({ "id": "m1", "state": "Failed", "recipients": [{ "phoneNumber": "+380501234567", "state": "Failed", "error": "RESULT_NO_SERVICE" }] })),
            ("GET", _) => Does::Answers(404, String::new()),
            _ if asked.json()["id"] == "again" => Does::Answers(409, json!({ "message": "Message already exists" }).to_string()),
            _ => Does::Answers(202, json!({ "id": "m1", "state": "Pending", "recipients": [{ "phoneNumber": "+380501234567", "state": "Pending" }], "isEncrypted": false }).to_string()),
        }
    });
    let mut gateway = gateway("smsgate", &[("password", "secret")], &peer);
    let capabilities = gateway.capabilities();
    assert!(capabilities.idempotent && !capabilities.alpha_sender);
    assert_eq!(gateway.submit(&one()).outcomes, [accepted("")]);
    assert_eq!(peer.asked()[0].json()["phoneNumbers"], json!(["+380501234567"]));
    assert_eq!(gateway.submit(&[message("again", "+380501234567", "x")]).outcomes, [accepted("")]);
    let reports = gateway.poll(&[sent("m1", "", "+380501234567"), sent("m2", "", "+380501234568")]).unwrap();
    assert_eq!(states(&reports), [State::Undelivered]);
    assert_eq!(reports[0].words, "Failed: RESULT_NO_SERVICE");
    assert_eq!(gateway.test().unwrap().words, "samsung/a5");
    assert_eq!(gateway.balance().unwrap(), None);
}

fn gateway_of_smsclub(peer: &Peer) -> HttpGateway {
    gateway("smsclub", &[("token", "bad-token")], peer)
}
