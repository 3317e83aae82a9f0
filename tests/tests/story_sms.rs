//! Mailings by SMS through a gateway, the program killed on the way. What left is counted at the gateway.

use std::collections::BTreeSet;
use std::time::Duration;

use deskbell_tests::office::{Engine, Office, rows, text};
use deskbell_tests::smsbox::Smsbox;
use deskbell_tests::{Words, wait_for};
use serde_json::{Value, json};

/// Gives an office the gateway of the test.
fn connect(office: &Office, gateway: &Smsbox, prices: Value) {
    let fields = json!({"id": null, "name": "Kannel", "preset": "kannel", "template": "",
        "fields": {"url": gateway.url(), "login": "office"}, "secrets": {"password": "secret"}, "sender": "Promin",
        "currency": "UAH", "prices": prices});
    office.call("gateways.save", fields);
}

/// S4: five thousand SMS, the program killed twenty times on the way: nobody gets two, and everybody who was not written to
/// for certain is listed with the reason.
#[test]
fn s4_five_thousand_sms_survive_twenty_kills() {
    const PEOPLE: usize = 5000;
    let gateway = Smsbox::start();
    let office = Office::new(Engine::chosen());
    connect(&office, &gateway, json!([{"prefix": "380", "price": 6500}]));
    let mailing = office
        .call("mailings.create", json!({"name": "Знижка", "channel": "sms", "consent_needed": false}))["id"]
        .clone();
    let mut list = "Ім'я;Телефон\n".to_owned();
    for number in 0..PEOPLE {
        list.push_str(&format!("Клієнт {number};+38050123{number:04}\n"));
    }
    list.push_str("Двійник;+380501230007\n");
    let file = office.folder().join("список.csv");
    std::fs::write(&file, list).expect("a list");
    office.call("mailings.add_file", json!({"id": mailing, "path": file.display().to_string()}));
    let fields = json!({"name": "Знижка", "channel": "sms", "consent_needed": false, "not_within_days": 0,
        "opt_out_line": false, "per_minute": 0, "quiet_from": "", "quiet_to": "", "start_at": null,
        "texts": [{"language": null, "subject": "", "html": "", "sms": "{{ client.name }}, знижка 10 %"}]});
    office.call("mailings.update", json!({"id": mailing, "fields": fields}));
    office.call("mailings.opt_out", json!({"way": "sms", "address": "+380501230009", "note": "просив"}));
    let check = office.call("mailings.check", json!({"id": mailing}));
    assert_eq!(check["problems"], json!([]), "{check}");
    office.call("mailings.send", json!({"id": mailing, "confirmed": check["to_send"]}));
    let mut pause = 7_u64;
    for _ in 0..20 {
        let mut sender = office.start(&["send", "--once"]);
        // Somewhere between the first SMS and seconds later, differently each time.
        pause = (pause * 6_364_136_223 + 1_442_695_041) % 1_000_003;
        std::thread::sleep(Duration::from_millis(400 + pause % 900));
        sender.kill();
    }
    office.run(&["send", "--once"]);
    let all = office.messages(mailing.as_i64().expect("an id"));
    let of = |state: &str| -> BTreeSet<String> {
        let rows = all.iter().filter(|row| text(row, "state") == state);
        rows.map(|row| text(row, "address").to_owned()).collect()
    };
    let (accepted, uncertain, refused) = (of("accepted"), of("uncertain"), of("refused"));
    let counts = office.call("mailings.get", json!({"id": mailing}))["counts"].clone();
    assert_eq!(accepted.len() + uncertain.len() + refused.len(), PEOPLE - 1, "{counts}");
    assert_eq!(
        refused.len() + uncertain.iter().filter(|to| to.ends_with("13")).count(),
        PEOPLE / 100,
        "{counts}"
    );
    assert!(!uncertain.is_empty() && uncertain.len() <= 40, "{} uncertain", uncertain.len());
    for row in &all {
        match text(row, "state") {
            "accepted" => assert!(row["accepted_at"].is_i64(), "{row}"),
            "refused" => assert_eq!(row["error"]["code"], "sms_not_taken", "{row}"),
            "uncertain" => assert_eq!(row["error"]["code"], "sms_uncertain", "{row}"),
            "left_out" => assert!(["opted_out", "duplicate"].contains(&text(row, "reason")), "{row}"),
            other => panic!("{other}: {row}"),
        }
    }
    // The receiving side is the judge.
    let taken = gateway.taken();
    let twice: Vec<_> = taken.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for to in &accepted {
        assert!(taken.contains_key(to), "{to} was accepted and was not handed over");
    }
    for to in taken.keys() {
        assert!(accepted.contains(to) || uncertain.contains(to), "{to} got an SMS that nobody knows of");
    }
    assert_eq!(office.call("mailings.get", json!({"id": mailing}))["state"], "done");
}

/// R27: an office without a mailbox sends its SMS all the same; the program says in one line that no mail goes.
#[test]
fn r27_without_a_mailbox_the_program_runs_all_but_the_mail() {
    let gateway = Smsbox::start();
    let office = Office::new(Engine::chosen());
    connect(&office, &gateway, json!([]));
    let request = office
        .call("requests.create", json!({"subject": "Табличка", "name": "Ірина", "phone": "+380501234567"}));
    let words = json!({"request_id": request["id"], "phone": "+380501234567", "text": "Готово"});
    office.call("requests.send_sms", words);
    let mut program = office.start(&["run"]);
    let limit = Duration::from_secs(60);
    wait_for("the SMS", limit, || gateway.taken().contains_key("+380501234567").then_some(()));
    wait_for("its state", limit, || {
        let page = office.call("requests.get", json!({"id": request["id"]}));
        rows(&page["items"]).iter().any(|item| text(item, "state") == "accepted").then_some(())
    });
    assert!(program.alive());
    let said = std::fs::read_to_string(office.folder().join("started.log")).expect("its words");
    let language = office.call("session.get", json!({}));
    let note = Words::of(text(&language, "language")).get("jobs-without-mailbox").to_owned();
    assert_eq!(said.matches(&note).count(), 1, "{said}");
}
