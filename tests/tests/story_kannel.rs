//! SMS of mailings through a real gateway: Kannel, judged by what its fake message centre wrote down.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use deskbell_tests::kannel::{LOGIN, PASSWORD};
use deskbell_tests::office::{Engine, Office, id, text};
use deskbell_tests::{Kannel, ports, skip, skip_if, wait_for};
use serde_json::json;

/// Everybody's text: Cyrillic or Latin by the list's column, one of each longer than one SMS.
const TEXT: &str = "{% if column[\"Мова\"] == \"en\" %}Dear {{ client.name }}, your code: {{ column[\"Код\"] }}\
    {% else %}Шановний клієнте {{ client.name }}, ваш код: {{ column[\"Код\"] }}{% endif %}";

/// An office that sends through Kannel and lets it call.
fn office(kannel: &Kannel) -> Office {
    let office = Office::new(Engine::chosen());
    office.call(
        "callbacks.update",
        json!({"on": true, "host": "127.0.0.1", "port": ports::free(), "outside": ""}),
    );
    office.call(
        "gateways.save",
        json!({"id": null, "name": "Kannel", "preset": "kannel", "template": "",
            "fields": {"url": kannel.url(), "login": LOGIN}, "secrets": {"password": PASSWORD}, "sender": "Promin",
            "currency": "UAH", "prices": []}),
    );
    office
}

/// Sends a mailing to so many people, of whom one stands in the list twice; gives it and what each number is to get.
fn mailing(office: &Office, people: usize) -> (i64, HashMap<String, String>) {
    let mailing =
        id(&office
            .call("mailings.create", json!({"name": "Коди", "channel": "sms", "consent_needed": false})));
    let mut list = "Ім'я;Телефон;Мова;Код\n".to_owned();
    let mut expected = HashMap::new();
    for number in 0..people {
        let to = format!("+38050200{number:04}");
        let long = if number < 2 { "=0123456789".repeat(30) } else { String::new() };
        let code = format!("{number:04}-7{long}");
        if number % 2 == 0 {
            list.push_str(&format!("Їжак {number};{to};uk;{code}\n"));
            expected.insert(to, format!("Шановний клієнте Їжак {number}, ваш код: {code}"));
        } else {
            list.push_str(&format!("Peter {number};{to};en;{code}\n"));
            expected.insert(to, format!("Dear Peter {number}, your code: {code}"));
        }
    }
    list.push_str("Двійник;0502000005;uk;двічі\n");
    let file = office.folder().join("список.csv");
    std::fs::write(&file, list).expect("a list");
    office.call("mailings.add_file", json!({"id": mailing, "path": file.display().to_string()}));
    let fields = json!({"name": "Коди", "channel": "sms", "consent_needed": false, "not_within_days": 0,
        "opt_out_line": false, "per_minute": 0, "quiet_from": "", "quiet_to": "", "start_at": null,
        "texts": [{"language": null, "subject": "", "html": "", "sms": TEXT}]});
    office.call("mailings.update", json!({"id": mailing, "fields": fields}));
    let check = office.call("mailings.check", json!({"id": mailing}));
    assert_eq!((&check["problems"], &check["to_send"]), (&json!([]), &json!(people)), "{check}");
    office.call("mailings.send", json!({"id": mailing, "confirmed": check["to_send"]}));
    (mailing, expected)
}

/// Waits for the mailing's end; what everybody said until then is shown where it does not come.
fn wait_done(office: &Office, kannel: &Kannel, mailing: i64) {
    let until = Instant::now() + Duration::from_secs(180);
    loop {
        let now = office.call("mailings.get", json!({"id": mailing}));
        if now["state"] == "done" {
            return;
        }
        let told =
            || format!("{now}\n{:?}\n{}\n{}", states(office, mailing), office.log(), kannel.last_words());
        assert!(Instant::now() < until, "no end of the mailing: {}", told());
        std::thread::sleep(Duration::from_millis(300));
    }
}

/// How many messages have each state.
fn states(office: &Office, mailing: i64) -> BTreeMap<String, usize> {
    let mut states = BTreeMap::new();
    for row in office.messages(mailing) {
        *states.entry(text(&row, "state").to_owned()).or_insert(0) += 1;
    }
    states
}

/// S4, S5, S7: through Kannel every number gets exactly its own text once, Cyrillic, Latin and long, and Kannel's reports
/// make each of them delivered.
#[test]
fn s7_kannel_brings_everybody_their_own_text_once() {
    skip_if!(skip::no_kannel());
    const PEOPLE: usize = 400;
    let kannel = Kannel::start();
    let office = office(&kannel);
    let (mailing, expected) = mailing(&office, PEOPLE);
    let _sender = office.start(&["send"]);
    wait_done(&office, &kannel, mailing);
    // The number that stands in the list twice has one message.
    let all = BTreeMap::from([("delivered".to_owned(), PEOPLE)]);
    let until = Instant::now() + Duration::from_secs(60);
    let mut reported = states(&office, mailing);
    while reported != all && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(300));
        reported = states(&office, mailing);
    }
    let without: Vec<_> =
        office.messages(mailing).into_iter().filter(|row| text(row, "state") != "delivered").collect();
    assert_eq!(reported, all, "the reports on all SMS: {without:?}");
    let arrived = kannel.arrived();
    assert_eq!(arrived.len(), PEOPLE);
    for (to, own) in &expected {
        assert_eq!(arrived.get(to), Some(&vec![own.clone()]), "{to}");
    }
    // What is kept as sent is what the message centre got, in so many parts as it got.
    for row in office.messages(mailing).iter().filter(|row| text(row, "state") == "delivered") {
        let parts = match text(row, "address") {
            "+380502000000" => 6,
            "+380502000001" => 3,
            _ => 1,
        };
        assert_eq!(row["parts"], parts, "{row}");
    }
}

/// S4: bearerbox is killed in the middle and started again: the mailing goes on by itself, nobody is handed over twice, and
/// of whom nobody knows is listed with the reason.
#[test]
fn s4_a_killed_kannel_gets_nobody_twice() {
    skip_if!(skip::no_kannel());
    const PEOPLE: usize = 300;
    let mut kannel = Kannel::start();
    let office = office(&kannel);
    let (mailing, expected) = mailing(&office, PEOPLE);
    let _sender = office.start(&["send"]);
    wait_for("a third of the SMS", Duration::from_secs(60), || {
        (kannel.arrived().len() > PEOPLE / 3).then_some(())
    });
    kannel.kill_bearerbox();
    assert!(kannel.arrived().len() < PEOPLE, "it was to be killed in the middle");
    std::thread::sleep(Duration::from_secs(2));
    kannel.start_bearerbox();
    wait_done(&office, &kannel, mailing);
    let (mut sent, mut uncertain) = (Vec::new(), Vec::new());
    for row in office.messages(mailing) {
        match text(&row, "state") {
            "accepted" | "delivered" => sent.push(text(&row, "address").to_owned()),
            "uncertain" => {
                assert_eq!(row["error"]["code"], "sms_uncertain", "{row}");
                uncertain.push(text(&row, "address").to_owned());
            }
            "left_out" => assert_eq!(text(&row, "reason"), "duplicate", "{row}"),
            other => panic!("{other}: {row}"),
        }
    }
    assert_eq!(sent.len() + uncertain.len(), PEOPLE);
    assert!(uncertain.len() <= 10, "one batch at most was on its way: {uncertain:?}");
    // What bearerbox had accepted it sends after its restart.
    let arrived = wait_for("what Kannel had accepted", Duration::from_secs(60), || {
        let arrived = kannel.arrived();
        sent.iter().all(|to| arrived.contains_key(to)).then_some(arrived)
    });
    let taken = kannel.taken();
    for (to, texts) in &arrived {
        assert_eq!(taken.get(to), Some(&1), "{to} was handed over more than once");
        assert!(sent.contains(to) || uncertain.contains(to), "{to} got an SMS that nobody knows of");
        let own = expected.get(to).expect("a number of the list");
        assert!(texts.iter().all(|text| text == own), "{to}: {texts:?}");
    }
    // Kannel itself may repeat the one that it had sent and not yet crossed off when it was killed.
    let twice = arrived.values().filter(|texts| texts.len() > 1).count();
    assert!(twice <= 1, "{twice} numbers got more than one");
}
