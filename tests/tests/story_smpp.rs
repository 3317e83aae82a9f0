//! SMS of a mailing through a message centre of others' making (the npm package smpp), whose reports come on the line by which
//! the SMS went.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use deskbell_tests::office::{Engine, Office, text};
use deskbell_tests::process::Running;
use deskbell_tests::{skip, skip_if, wait_for};
use serde_json::{Value, json};

/// S5, S7: an office that only sends gets the reports of its message centre: nobody has to listen on another line.
#[test]
fn s5_reports_of_a_message_centre_come_to_an_office_that_only_sends() {
    skip_if!(skip::no_message_centre());
    let office = Office::new(Engine::chosen());
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/smsc");
    let log = office.folder().join("smsc.log");
    let _centre =
        Running::start(Command::new("node").arg(servers.join("smsc.mjs")).arg(port.to_string()), &log);
    let said = || std::fs::read_to_string(&log).unwrap_or_default();
    wait_for("the centre", Duration::from_secs(30), || said().contains("listening").then_some(()));
    office.call(
        "gateways.save",
        json!({"id": null, "name": "Центр", "preset": "smpp", "template": "",
            "fields": {"host": "127.0.0.1", "port": port.to_string(), "login": "office"},
            "secrets": {"password": "secret"}, "sender": "Promin", "currency": "UAH", "prices": []}),
    );
    let list = "Ім'я;Телефон\nОлена;+380501234567\nPeter;+380501234568\nНема;+380501234000\n";
    let mailing = office.send_sms(list, 3);
    office.run(&["send", "--once"]);
    let messages = office.messages(mailing);
    let states: Vec<(&str, &str)> =
        messages.iter().map(|row| (text(row, "address"), text(row, "state"))).collect();
    let expected =
        [("+380501234567", "delivered"), ("+380501234568", "delivered"), ("+380501234000", "refused")];
    for one in expected {
        assert!(states.contains(&one), "{one:?}: {messages:?}");
    }
    // What the centre printed is its own record: each text once, each report acknowledged.
    let lines: Vec<Value> = said().lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let taken: Vec<&str> = lines.iter().filter_map(|line| line["to"].as_str()).collect();
    assert_eq!(taken, ["380501234567", "380501234568"], "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line["delivered"] == 0).count(), 2, "{lines:?}");
}
