//! R27, S4, S5: single SMS beside mailings, and what becomes of an SMS where something goes wrong between the taking of it and
//! the noting of its answer.

use std::sync::{Arc, Mutex};

use deskbell_core::jobs::{self, Signal};
use deskbell_core::mailings::delivery::{Report, State};
use deskbell_core::sms::{self, News};
use deskbell_core::{Error, mailings};
use serde_json::{Value as Json, json};

use super::fields_of;
use super::gateway::*;
use crate::tests::{Bench, HOUR, MINUTE, items};

fn connected(bench: &Bench) -> (Host, i64) {
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    let gateway = host.connect(bench, "smsclub", json!({ "token": "key-key-1" }));
    (host, gateway)
}

/// A request of a client with a phone; gives both ids.
fn request(bench: &Bench) -> (i64, i64) {
    let client =
        bench.call("clients.create", json!({ "name": "Ірина", "phones": ["050 123-45-67"], "emails": [] }));
    let request = bench.call("requests.create", json!({ "subject": "Таблички", "client_id": client["id"] }));
    (client["id"].as_i64().unwrap(), request["id"].as_i64().unwrap())
}

fn write(bench: &Bench, request_id: i64) {
    bench.call("requests.send_sms", json!({ "request_id": request_id, "text": "Готово" }));
}

fn single(bench: &Bench) {
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
}

fn state(bench: &Bench, request_id: i64) -> String {
    items(&bench.request(request_id), "sms")[0]["state"].as_str().unwrap().to_owned()
}

fn contacts(bench: &Bench, client_id: i64) -> usize {
    bench.call("contacts.list", json!({ "client_id": client_id }))["rows"].as_array().unwrap().len()
}

fn report(name: &str, state: State) -> Report {
    Report { id: None, gateway_id: Some(name.to_owned()), state, at: None, words: String::new() }
}

/// R27, S4: the mailings' job leaves a single SMS alone that is just leaving.
#[test]
fn r27_a_mailing_on_its_way_does_not_doubt_a_single_sms_that_is_leaving() {
    let bench = Bench::new();
    let (host, gateway) = connected(&bench);
    let (client_id, request_id) = request(&bench);
    let later = written(&bench, "sms", "Знижка", &phones(1));
    let mut fields = fields_of(&mailing(&bench, later));
    fields["start_at"] = json!(bench.now() + HOUR);
    bench.call("mailings.update", json!({ "id": later, "fields": fields }));
    go(&bench, later);
    let (office, seen) = (Arc::clone(&bench.office), Arc::<Mutex<String>>::default());
    let told = Arc::clone(&seen);
    host.becomes(move |_, body| {
        jobs::send_mailings(&office, &Signal::default()).unwrap();
        let row = office.desk().read(|reader| {
            Ok::<_, Error>(reader.one("SELECT state FROM message WHERE mailing_id IS NULL", &[])?)
        });
        *told.lock().unwrap() = row.unwrap().get("state").unwrap();
        club(body["phone"].as_array().unwrap())
    });
    write(&bench, request_id);
    single(&bench);
    assert_eq!(*seen.lock().unwrap(), "submitting");
    assert_eq!((state(&bench, request_id).as_str(), contacts(&bench, client_id)), ("accepted", 1));
    let desk = bench.office.desk();
    let known = report("c-380501234567", State::Delivered);
    assert!(desk.write(|tx| mailings::reported(&desk, tx, gateway, &known)).unwrap());
    assert_eq!((state(&bench, request_id).as_str(), contacts(&bench, client_id)), ("delivered", 1));
}

/// S8: an answer that comes when a report has already told that the SMS left makes no second contact.
#[test]
fn s8_an_answer_after_the_report_is_no_second_contact() {
    let bench = Bench::new();
    let (host, gateway) = connected(&bench);
    let (client_id, request_id) = request(&bench);
    let office = Arc::clone(&bench.office);
    host.becomes(move |_, body| {
        let desk = office.desk();
        jobs::recover(&office).unwrap();
        let row = desk.read(|reader| Ok::<_, Error>(reader.one("SELECT token FROM message", &[])?)).unwrap();
        let ours = Report { id: Some(row.get("token").unwrap()), ..report("", State::Delivered) };
        assert!(desk.write(|tx| mailings::reported(&desk, tx, gateway, &ours)).unwrap());
        club(body["phone"].as_array().unwrap())
    });
    write(&bench, request_id);
    single(&bench);
    assert_eq!((state(&bench, request_id).as_str(), contacts(&bench, client_id)), ("delivered", 1));
}

/// S5: a report by the gateway's own name for an SMS may come before that name is noted; it is not lost. One on what is none
/// of ours is not kept.
#[test]
fn s5_a_report_by_a_name_that_is_not_noted_yet_waits_for_it() {
    for (told, expected) in [(State::Delivered, "delivered"), (State::Undelivered, "failed")] {
        let bench = Bench::new();
        let (host, gateway) = connected(&bench);
        let (_, request_id) = request(&bench);
        let office = Arc::clone(&bench.office);
        host.becomes(move |_, body| {
            let desk = office.desk();
            for (name, state) in [("c-380501234567", State::Sent), ("c-380501234567", told), ("c-1", told)] {
                let news = News::Report(report(name, state));
                assert!(desk.write(|tx| sms::take_news(&desk, tx, gateway, &news)).unwrap());
            }
            club(body["phone"].as_array().unwrap())
        });
        write(&bench, request_id);
        single(&bench);
        assert_eq!(state(&bench, request_id), expected);
        let desk = bench.office.desk();
        let stranger = News::Report(report("c-2", told));
        assert!(!desk.write(|tx| sms::take_news(&desk, tx, gateway, &stranger)).unwrap());
        assert_eq!(bench.number("SELECT count(*) AS n FROM early_report WHERE name <> 'c-1'"), 0);
    }
}

/// R27: what somebody wrote before a backup was put in place may have left since: it does not leave by itself.
#[test]
fn r27_a_restored_backup_sends_no_single_sms_by_itself() {
    let bench = Bench::new();
    let (host, _) = connected(&bench);
    let (_, request_id) = request(&bench);
    write(&bench, request_id);
    bench.office.desk().write(mailings::work::doubt).unwrap();
    single(&bench);
    let page = bench.request(request_id);
    let shown: &Json = items(&page, "sms")[0];
    assert_eq!((&shown["state"], &shown["error"]["code"]), (&json!("uncertain"), &json!("restored")));
    assert_eq!(host.asked("/sms/send").len(), 0);
}

/// R27: what fails before anything left is tried again; what was left behind as leaving is uncertain, without a restart.
#[test]
fn r27_a_failing_database_leaves_no_sms_on_its_way_for_ever() {
    let bench = Bench::new();
    let (host, _) = connected(&bench);
    let (_, request_id) = request(&bench);
    let rename = |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    };
    write(&bench, request_id);
    rename("gateway_price", "gateway_price_away");
    single(&bench);
    assert_eq!(state(&bench, request_id), "queued");
    rename("gateway_price_away", "gateway_price");
    bench.wait(2 * MINUTE);
    single(&bench);
    assert_eq!((state(&bench, request_id).as_str(), host.asked("/sms/send").len()), ("accepted", 1));

    let (_, other) = request(&bench);
    write(&bench, other);
    let strand = "UPDATE message SET state = 'submitting' WHERE state = 'queued'";
    bench.office.desk().write(|tx| Ok(tx.run(strand, &[])?)).unwrap();
    single(&bench);
    assert_eq!((state(&bench, other).as_str(), host.asked("/sms/send").len()), ("uncertain", 1));
}

/// S4, S6: who opts out while others of the same mailing are on their way, after it was decided of them all, gets nothing.
#[test]
fn s4_s6_a_word_said_on_the_way_counts_for_the_next_sms() {
    let bench = Bench::new();
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    host.connect(&bench, "smsclub", json!({ "token": "key-key-1" }));
    let id = sent(&bench, "Знижка, {{ client.name }}!", &phones(20));
    let office = std::sync::Arc::clone(&bench.office);
    host.becomes(move |_, body| {
        let word = json!({ "way": "sms", "address": "0501110015", "note": "просить більше не писати" });
        let word = serde_json::from_value(word).unwrap();
        let desk = office.desk();
        desk.write(|tx| deskbell_core::mailings::stopped::opt_out_by_hand(&desk, tx, &word)).unwrap();
        club(body["phone"].as_array().unwrap())
    });
    work(&bench);
    let got: Vec<Json> =
        host.asked("/sms/send").iter().flat_map(|one| one["phone"].as_array().unwrap().clone()).collect();
    assert!(!got.contains(&json!("380501110015")), "{got:?}");
    assert_eq!((got.len(), fate(&bench, id, "0015")), (19, ("left_out".to_owned(), "opted_out".to_owned())));
}

fn again_known(bench: &Bench) -> Host {
    let host = Host::new(|_, _| Reply::Cut);
    host.connect(bench, "turbosms", json!({ "token": "key-key-1" }));
    host
}

/// R27, S4: an SMS of which nobody knew whether it left is sent once more under its id; the gateway's "I have it" means that it
/// is there, and never that it goes a third time under another.
#[test]
fn s4_r27_a_duplicate_after_doubt_is_an_sms_that_is_there() {
    let bench = Bench::new();
    let host = again_known(&bench);
    let id = sent(&bench, "Знижка", &phones(1));
    let (client_id, request_id) = request(&bench);
    write(&bench, request_id);
    for _ in 0..60 {
        work(&bench);
        single(&bench);
        bench.wait(5 * HOUR);
    }
    assert_eq!(
        (fate(&bench, id, "0").0.as_str(), state(&bench, request_id).as_str()),
        ("uncertain", "uncertain")
    );
    host.becomes(|path, body| match path.ends_with("/status.json") {
        true => Reply::Json(200, json!({ "response_code": 0, "response_result": [] })),
        false => turbo(&body["recipients"][0], 407, "NOT_ALLOWED_MESSAGE_DUPLICATE"),
    });
    bench.call("mailings.retry", json!({ "id": id, "uncertain": true }));
    let sms = items(&bench.request(request_id), "sms")[0]["id"].clone();
    bench.call("sms.send_again", json!({ "id": sms }));
    // The mailing waits out what it met before.
    for _ in 0..3 {
        work(&bench);
        single(&bench);
        bench.wait(5 * HOUR);
    }
    assert_eq!(
        (fate(&bench, id, "0").0.as_str(), state(&bench, request_id).as_str()),
        ("accepted", "accepted")
    );
    assert_eq!(contacts(&bench, client_id), 1, "S8");
    let tokens = |phone: &str| {
        let asked = host.asked("/message/send.json");
        let own = asked.iter().filter(|one| one["recipients"][0] == phone);
        own.map(|one| one["sequence_id"].to_string()).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!((tokens("380501110000"), tokens("380501234567")), (1, 1), "one id each, whatever the tries");
}

/// S4: whoever was on the way when somebody stopped the mailing and was put off is not written to any more, and what refuses
/// then makes nothing of a stopped mailing.
#[test]
fn s4_a_stop_holds_for_what_is_on_the_way() {
    for (code, reply) in [("429", false), ("401", true)] {
        let bench = Bench::new();
        let (host, _) = connected(&bench);
        let id = sent(&bench, "Знижка", &phones(30));
        let office = Arc::clone(&bench.office);
        host.becomes(move |_, _| {
            let desk = office.desk();
            let _ = desk.write(|tx| mailings::sending::stop(&desk, tx, id));
            match reply {
                true => Reply::Json(401, json!({ "name": "Unauthorized", "message": "Your request was made with invalid credentials." })),
                false => Reply::Raw(429, "Retry-After: 1\r\n", "too many"),
            }
        });
        work(&bench);
        let stopped = mailing(&bench, id);
        assert_eq!(
            (stopped["state"].clone(), stopped["counts"]["queued"].clone()),
            (json!("stopped"), json!(0)),
            "{code}"
        );
        assert!(!stopped["ended_at"].is_null());
        for at in ["0000", "0029"] {
            assert_eq!(fate(&bench, id, at), ("left_out".to_owned(), "stopped".to_owned()), "{code} {at}");
        }
        host.becomes(|_, body| club(body["phone"].as_array().unwrap()));
        let before = host.asked("/sms/send").len();
        bench.call("mailings.retry", json!({ "id": id }));
        bench.wait(HOUR);
        work(&bench);
        assert_eq!(host.asked("/sms/send").len(), before, "{code}: nobody who was left out is written to");
    }
}

/// S8: what somebody says to have arrived is among the client's contacts, on the day it left and with its words.
#[test]
fn s8_a_message_that_proved_to_have_left_is_a_contact() {
    let bench = Bench::new();
    let host = Host::new(|_, _| Reply::Cut);
    host.connect(&bench, "smsclub", json!({ "token": "key-key-1" }));
    let (client_id, _) = request(&bench);
    let id = sent(&bench, "Знижка, {{ client.name }}!", "+380501234567\n");
    work(&bench);
    assert_eq!((fate(&bench, id, "67").0.as_str(), contacts(&bench, client_id)), ("uncertain", 0));
    let left = bench.now();
    bench.wait(24 * HOUR);
    let message = row(&bench, id, "67")["id"].clone();
    bench.call("mailings.mark_sent", json!({ "id": id, "message_ids": [message] }));
    bench.call("mailings.mark_sent", json!({ "id": id, "message_ids": [message] }));
    let logged = bench.call("contacts.list", json!({ "client_id": client_id }))["rows"].clone();
    assert_eq!((logged.as_array().unwrap().len(), &logged[0]["information"]), (1, &json!("Знижка, Ірина!")));
    assert_eq!(logged[0]["at"], json!(left));
    // What somebody removed from the log does not come back with the next word.
    bench.call("contacts.remove", json!({ "id": logged[0]["id"] }));
    bench.call("mailings.mark_sent", json!({ "id": id, "message_ids": [message] }));
    assert_eq!(contacts(&bench, client_id), 0);
}
