//! SMS of an office through a modem behind the real gammu-smsd, out and in.

use std::time::Duration;

use deskbell_tests::gammu::Gammu;
use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::{skip, skip_if, wait_for};
use serde_json::{Value, json};

const LONG: Duration = Duration::from_secs(60);

/// S5, S7, R27: a mailing goes through the modem once each and is reported, and what a client sends back is a request.
#[test]
fn s7_an_office_with_a_modem_sends_is_told_and_is_answered() {
    skip_if!(skip::no_gammu());
    let office = Office::new(Engine::chosen());
    let folder = office.folder().join("modem");
    std::fs::create_dir_all(&folder).expect("a folder");
    let modem = Gammu::start(&folder);
    office.call(
        "gateways.save",
        json!({"id": null, "name": "Модем", "preset": "gammu", "template": "",
            "fields": {"database": modem.queue().display().to_string()}, "secrets": {}, "sender": "",
            "currency": "UAH", "prices": []}),
    );
    let list = "Ім'я;Телефон\nОлена;+380501234567\nPeter;+380501234568\n";
    let mailing = office.send_sms(list, 2);

    // The program that works beside the window: it sends, asks for states and takes in what the phone has.
    let mut running = office.start(&["run"]);
    let sent = || Some(modem.sent()).filter(|sent| sent.len() >= 2);
    let mut sent = wait_for("the modem to send", LONG, sent);
    sent.sort();
    let once = |number: &str| (number.to_owned(), "Чекаємо на вас".to_owned());
    assert_eq!(sent, [once("+380501234567"), once("+380501234568")]);

    modem.arrives(1, "Status_Report", "+380501234567", "Delivered");
    let state = |number: &str| {
        let messages = office.messages(mailing);
        messages.iter().find(|row| text(row, "address") == number).map(|row| text(row, "state").to_owned())
    };
    wait_for("the report", Duration::from_secs(150), || {
        (state("+380501234567").as_deref() == Some("delivered")).then_some(())
    });
    assert_eq!(state("+380501234568").as_deref(), Some("accepted"), "of the other nobody has said a word");

    modem.arrives(2, "Deliver", "+380671112233", "Чи є час у вівторок?");
    let request = wait_for("the SMS", LONG, || {
        let open = office.call("requests.list", json!({"view": "open"}));
        let from_a_phone = |row: &&Value| row["source"] == "sms";
        rows(&open["rows"]).iter().find(from_a_phone).cloned()
    });
    let page = office.call("requests.get", json!({"id": id(&request)}));
    let said = rows(&page["items"]).iter().any(|item| text(item, "text") == "Чи є час у вівторок?");
    assert!(said, "{}", page["items"]);
    running.kill();
    assert_eq!(modem.sent().len(), 2, "nothing was sent twice");
}
