//! R27, S6, M10: an SMS that did not arrive is sent once more by a person's word; who asked not to be written to is heeded.

use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use deskbell_core::jobs::{self, Runner, Signal};
use serde_json::{Value as Json, json};

use super::sms::{client, gateway, listen, post, request, set_up};
use super::{Bench, items, mail};

fn sms_of(bench: &Bench, request_id: i64) -> Json {
    items(&bench.request(request_id), "sms").into_iter().next_back().cloned().unwrap()
}

fn send(bench: &Bench) {
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
}

/// The card of a client with "do not write" on it or not.
fn set_do_not_write(bench: &Bench, id: i64, on: bool) {
    let card = bench.call("clients.get", json!({ "id": id }));
    let fields = json!({ "kind": card["kind"], "name": card["name"], "do_not_write": on,
        "phones": card["phones"].as_array().unwrap().iter().map(|phone| phone["shown"].clone()).collect::<Vec<_>>(),
        "emails": card["emails"] });
    bench.call("clients.update", json!({ "id": id, "fields": fields }));
}

#[test]
fn r27_an_sms_that_failed_is_sent_again_once() {
    let bench = Bench::new();
    let (url, asked) = gateway(false);
    set_up(&bench, &url);
    let (listening, path) = listen(&bench);
    let request_id = request(&bench, client(&bench, "Ірина", "050 123-45-67"));
    bench.call("requests.send_sms", json!({ "request_id": request_id, "text": "Готово" }));
    send(&bench);
    let id = sms_of(&bench, request_id)["id"].clone();
    assert_eq!(bench.fail("sms.send_again", json!({ "id": id })).code, "sms_on_its_way");
    post(listening.address, &path, &json!({ "event": "report", "id": "g-1", "state": "UNDELIV" }));
    let failed = sms_of(&bench, request_id);
    assert_eq!((&failed["state"], &failed["error"]["code"]), (&json!("failed"), &json!("not_delivered")));

    bench.call("sms.send_again", json!({ "id": id }));
    assert_eq!(sms_of(&bench, request_id)["state"], "queued");
    assert_eq!(bench.fail("sms.send_again", json!({ "id": id })).code, "sms_on_its_way", "a second press");
    send(&bench);
    send(&bench);
    assert_eq!(asked.lock().unwrap().len(), 2, "once more, not twice");
    let again = sms_of(&bench, request_id);
    assert_eq!((&again["state"], &again["error"], &again["id"]), (&json!("accepted"), &Json::Null, &id));
    post(listening.address, &path, &json!({ "event": "report", "id": "g-1", "state": "DELIVRD" }));
    assert_eq!(sms_of(&bench, request_id)["state"], "delivered");
    assert_eq!(bench.fail("sms.send_again", json!({ "id": id })).code, "sms_on_its_way");
    assert_eq!(bench.fail("sms.send_again", json!({ "id": 999 })).code, "not_found");
}

#[test]
fn r27_an_uncertain_sms_goes_again_by_a_word_alone_and_incoming_never_does() {
    let bench = Bench::new();
    let (url, asked) = gateway(true);
    set_up(&bench, &url);
    let (listening, path) = listen(&bench);
    let request_id = request(&bench, client(&bench, "Ірина", "050 123-45-67"));
    bench.call("requests.send_sms", json!({ "request_id": request_id, "text": "Так" }));
    send(&bench);
    send(&bench);
    assert_eq!((asked.lock().unwrap().len(), &sms_of(&bench, request_id)["state"]), (1, &json!("uncertain")));
    bench.call("sms.send_again", json!({ "id": sms_of(&bench, request_id)["id"] }));
    send(&bench);
    assert_eq!((asked.lock().unwrap().len(), &sms_of(&bench, request_id)["state"]), (2, &json!("uncertain")));
    post(
        listening.address,
        &path,
        &json!({ "event": "sms", "from": "380501234567", "text": "Дякую", "id": "x" }),
    );
    let came = sms_of(&bench, request_id);
    assert_eq!(came["direction"], "incoming");
    assert_eq!(bench.fail("sms.send_again", json!({ "id": came["id"] })).code, "not_found");
}

#[test]
fn r27_s6_who_opted_out_of_mailings_may_be_answered_and_do_not_write_refuses() {
    let bench = Bench::new();
    let (url, asked) = gateway(false);
    set_up(&bench, &url);
    let known = client(&bench, "Ірина", "050 123-45-67");
    let request_id = request(&bench, known);
    let told = |bench: &Bench| {
        bench.call(
            "requests.declined",
            json!({ "id": request_id, "addresses": ["050 123-45-67", "067 111-22-33"] }),
        )
    };
    assert_eq!(told(&bench), json!({ "do_not_write": false, "opted_out": [] }));
    bench.call("mailings.opt_out", json!({ "way": "sms", "address": "050 123-45-67", "note": "Просила" }));
    assert_eq!(told(&bench), json!({ "do_not_write": false, "opted_out": ["050 123-45-67"] }));
    bench.call("requests.send_sms", json!({ "request_id": request_id, "text": "Готово" }));
    send(&bench);
    assert_eq!(sms_of(&bench, request_id)["state"], "accepted", "an answer is no mailing");

    set_do_not_write(&bench, known, true);
    assert_eq!(told(&bench)["do_not_write"], true);
    let words = json!({ "request_id": request_id, "text": "І ще" });
    assert_eq!(bench.fail("requests.send_sms", words.clone()).code, "do_not_write");
    let alone = json!({ "client_id": known, "text": "І ще" });
    assert_eq!(bench.fail("requests.send_sms", alone).code, "do_not_write");
    send(&bench);
    assert_eq!(asked.lock().unwrap().len(), 1);
    set_do_not_write(&bench, known, false);
    bench.call("requests.send_sms", words);
}

#[test]
fn m10_a_letter_to_whom_one_is_not_to_write_needs_a_second_word() {
    let bench = Bench::new();
    let request_id = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Питання"));
    bench.answer(request_id, "<p>Так</p>");
    let known = bench.request(request_id)["client"]["id"].as_i64().unwrap();
    bench.call(
        "mailings.opt_out",
        json!({ "way": "email", "address": "ira@melnyk.example", "note": "Просила" }),
    );
    let asks = json!({ "id": request_id, "addresses": ["Ira@melnyk.example"] });
    assert_eq!(bench.call("requests.declined", asks)["opted_out"], json!(["Ira@melnyk.example"]));
    bench.answer(request_id, "<p>Ще</p>");
    set_do_not_write(&bench, known, true);
    let draft = bench.draft(request_id, "<p>І ще</p>");
    let seen = bench.request(request_id)["last_letter_id"].clone();
    let words = json!({ "draft_id": draft["id"], "last_letter_id": seen });
    assert_eq!(bench.fail("requests.reply", words.clone()).code, "do_not_write");
    let mut anyway = words;
    anyway["anyway"] = json!(true);
    bench.call("requests.reply", anyway);
}

/// E2: whoever may not see clients is not told what stands on a card.
#[test]
fn e2_what_a_client_declined_is_told_to_nobody_who_may_not_see_clients() {
    let bench = Bench::new();
    let known = client(&bench, "Ірина", "050 123-45-67");
    let request_id = request(&bench, known);
    set_do_not_write(&bench, known, true);
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    let told =
        specialist.dispatch("requests.declined", json!({ "id": request_id, "addresses": [] })).unwrap();
    assert_eq!(told, json!({ "do_not_write": false, "opted_out": [] }));
}

/// E2, R27: nor is a phone that stands on the card alone, when it takes no SMS.
#[test]
fn e2_r27_a_phone_that_takes_no_sms_is_not_told_to_whoever_may_not_see_clients() {
    let bench = Bench::new();
    let (url, _) = gateway(false);
    set_up(&bench, &url);
    let request_id = request(&bench, client(&bench, "Ірина", "044 490-12-34"));
    let words = json!({ "request_id": request_id, "text": "Готово" });
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    let refused = specialist.dispatch("requests.send_sms", words.clone()).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.params["phone"].as_str()), ("bad_phone", Some("")));
    let told = bench.fail("requests.send_sms", words);
    assert_eq!(told.params["phone"].as_str(), Some("+380444901234"));
}

/// R3, R27: what was said by SMS is found as what was written otherwise, and no longer once the client is erased.
#[test]
fn r3_r27_requests_are_found_by_their_sms() {
    let bench = Bench::new();
    let (url, _) = gateway(false);
    set_up(&bench, &url);
    let (listening, path) = listen(&bench);
    let known = client(&bench, "Ірина Мельник", "050 123-45-67");
    let by_hand = request(&bench, known);
    post(
        listening.address,
        &path,
        &json!({ "event": "sms", "from": "380501234567", "text": "Чи є фанера?", "id": "a" }),
    );
    bench.call("requests.send_sms", json!({ "request_id": by_hand, "text": "Є, березова" }));
    post(
        listening.address,
        &path,
        &json!({ "event": "sms", "from": "380671112233", "text": "Скільки коштує оргскло", "id": "b" }),
    );
    assert_eq!(bench.find("фанер"), [by_hand]);
    assert_eq!(bench.find("березова"), [by_hand]);
    let by_sms = bench.number("SELECT id AS n FROM request WHERE source = 'sms'");
    assert_eq!(bench.find("оргскло"), [by_sms]);
    let by_mail = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Питання").text("Про шильду"));
    let words =
        json!({ "request_id": by_mail, "phone": "050 123-45-67", "text": "Передзвоніть щодо латуні" });
    bench.call("requests.send_sms", words);
    assert_eq!(bench.find("латуні"), [by_mail]);
    assert_eq!(bench.find("шильду"), [by_mail], "its letters are found as before");
    bench.call("clients.erase", json!({ "id": known, "name": "Ірина Мельник", "letters": false }));
    for gone in ["фанер", "березова", "латуні"] {
        assert!(bench.find(gone).is_empty(), "{gone}");
    }
    assert_eq!(bench.find("оргскло"), [by_sms]);
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// S5, R27: a port that cannot be opened is told in Settings, and no longer once it can.
#[test]
fn s5_a_port_that_cannot_be_opened_is_told_in_settings() {
    let bench = Bench::bare();
    bench.start(false);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let save = |host: &str| {
        let desk = bench.office.desk();
        let wanted = deskbell_core::callbacks::Callbacks {
            on: true,
            host: host.to_owned(),
            port,
            outside: String::new(),
        };
        desk.write(|tx| deskbell_core::callbacks::update(tx, &wanted)).unwrap();
    };
    save("127.0.0.1");
    let wanted = json!({ "on": true, "host": "127.0.0.1", "port": port, "outside": "" });
    assert_eq!(bench.call("callbacks.trouble", json!({})), Json::Null);
    let _runner = Runner::start(&bench.office).unwrap();
    let code = |bench: &Bench| {
        bench.call("callbacks.trouble", json!({}))["error"]["code"].as_str().map(str::to_owned)
    };
    let trouble = until("the taken port", || {
        Some(bench.call("callbacks.trouble", json!({}))).filter(|told| !told.is_null())
    });
    assert_eq!(trouble["error"]["code"], "sms_listen", "{trouble}");
    assert_eq!(trouble["error"]["params"]["port"].to_string().trim_matches('"'), port.to_string());
    // TEST-NET-1: no computer has it.
    save("192.0.2.1");
    until("the foreign address", || code(&bench).filter(|code| code == "not_our_address"));
    drop(other);
    bench.call("callbacks.update", wanted);
    until("an open port", || code(&bench).is_none().then_some(()));
    until("a caller served", || TcpStream::connect(("127.0.0.1", port)).ok());
    let foreign = json!({ "on": true, "host": "192.0.2.1", "port": port, "outside": "" });
    assert_eq!(bench.fail("callbacks.update", foreign).code, "not_our_address");
    bench.call("callbacks.update", json!({ "on": false, "host": "127.0.0.1", "port": port, "outside": "" }));
    until("a closed port", || TcpStream::connect(("127.0.0.1", port)).is_err().then_some(()));
}
