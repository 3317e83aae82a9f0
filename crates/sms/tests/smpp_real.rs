//! S7: an account at a message centre that others wrote (the npm package smpp).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod host;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use deskbell_sms::smpp::{Bounds, SmppGateway};
use deskbell_sms::{Gateway, News, Outcome, Outgoing, Refusal, SmsError, State};
use host::{Folder, Running, left_out, wait_for};
use serde_json::Value;

fn account(port: u16, password: &str) -> SmppGateway {
    let fields =
        [("host", "127.0.0.1"), ("port", &port.to_string()), ("login", "office"), ("password", password)]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
    SmppGateway::new(&BTreeMap::from(fields), Bounds::default()).unwrap()
}

fn message(to: &str, text: &str) -> Outgoing {
    Outgoing { id: format!("m{to}"), to: to.to_owned(), sender: "Office".to_owned(), text: text.to_owned() }
}

#[test]
fn s7_a_message_centre_of_others_takes_sms_and_brings_receipts() {
    let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/servers/smsc");
    let needed = [
        (PathBuf::from("node"), "https://nodejs.org"),
        (servers.join("node_modules/smpp"), "npm ci in tests/servers/smsc, or cargo xtask install test"),
    ];
    if left_out("s7_a_message_centre_of_others_takes_sms_and_brings_receipts", &needed) {
        return;
    }
    let folder = Folder::new("smsc");
    let log = folder.0.join("smsc.log");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let _centre =
        Running::start(Command::new("node").arg(servers.join("smsc.mjs")).arg(port.to_string()), &log);
    let lines = || -> Vec<Value> {
        let text = std::fs::read_to_string(&log).unwrap();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    };
    wait_for("the centre", || std::fs::read_to_string(&log).unwrap().contains("listening").then_some(()));

    let stranger = account(port, "wrong").test();
    assert!(matches!(stranger, Err(SmsError::Login { .. })), "{stranger:?}");

    let mut gateway = account(port, "secret");
    gateway.test().unwrap();
    let long = "Добрий день! Ваше замовлення готове, чекаємо на вас щодня з дев’ятої до шостої.";
    let submission = gateway.submit(&[
        message("+380501234567", "Hello {[€]}"),
        message("+380501234000", "Hi"),
        message("+380501234999", "Hi"),
    ]);
    assert_eq!(submission.outcomes[0], Outcome::Accepted { gateway_id: "m1".to_owned() });
    assert!(matches!(submission.outcomes[1], Outcome::Refused { why: Refusal::BadNumber, .. }));
    assert!(matches!(submission.outcomes[2], Outcome::Retry { .. }));
    let submission = gateway.submit(&[message("+380501234568", long), message("+380501234569", "echo")]);
    let ids = ["m3", "m4"].map(|id| Outcome::Accepted { gateway_id: id.to_owned() });
    assert_eq!(submission.outcomes, ids);

    let mut delivered = Vec::new();
    let mut texts = Vec::new();
    while delivered.len() < 3 || texts.is_empty() {
        let taken = gateway
            .receive(Duration::from_secs(10), &mut |news| {
                match news {
                    News::Report(report) => {
                        assert_eq!(report.state, State::Delivered);
                        delivered.push(report.gateway_id.clone().unwrap());
                    }
                    News::Incoming(incoming) => {
                        texts.push((incoming.from.clone(), incoming.to.clone(), incoming.text.clone()));
                    }
                    News::Part { .. } => panic!("{news:?}"),
                }
                Ok(())
            })
            .unwrap();
        assert!(taken > 0, "{delivered:?} {texts:?}");
    }
    assert_eq!(delivered, ["m1", "m3", "m4"]);
    assert_eq!(
        texts,
        [("380501234569", "Office", "Доброго дня, це ехо")]
            .map(|(from, to, text)| { (from.to_owned(), to.to_owned(), text.to_owned()) })
    );
    drop(gateway);

    // What the centre itself says that it got.
    let said = wait_for("the good-bye", || {
        let said = lines();
        said.iter().any(|line| line["unbound"] == true).then_some(said)
    });
    let of = |id: &str| said.iter().find(|line| line["id"] == id).unwrap();
    assert_eq!(
        (of("m1")["to"].as_str(), of("m1")["text"].as_str()),
        (Some("380501234567"), Some("Hello {[€]}"))
    );
    assert_eq!(of("m1")["from"], "Office");
    let parts = [of("m2"), of("m3")];
    assert_eq!(parts.map(|part| part["text"].as_str().unwrap()).concat(), long);
    assert!(parts.iter().all(|part| part["coding"] == 8));
    assert_eq!(said.iter().filter(|line| line["delivered"] == 0).count(), 4);
}
