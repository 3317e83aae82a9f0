//! R27, S5, S6, S8: single SMS out by a real HTTP gateway, and in by the office's own listener on a loopback port.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use deskbell_core::callbacks::Callbacks;
use deskbell_core::jobs::{self, Listening, Signal};
use deskbell_core::sms::{Incoming, News, take_news};
use serde_json::{Value as Json, json};

use super::{Bench, HOUR, items, mail};

/// A gateway that takes every SMS under the name `g-1` unless it is told to break off; gives what it was asked.
pub(super) fn gateway(breaks: bool) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            let mut bytes = vec![0; 16_384];
            let mut read = line.read(&mut bytes).unwrap();
            if bytes[..read].ends_with(b"\r\n\r\n") {
                read += line.read(&mut bytes[read..]).unwrap();
            }
            kept.lock().unwrap().push(String::from_utf8_lossy(&bytes[..read]).into_owned());
            if !breaks {
                let body = "{\"id\":\"g-1\"}";
                let head =
                    format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
                line.write_all(format!("{head}{body}").as_bytes()).unwrap();
            }
        }
    });
    (url, asked)
}

pub(super) fn set_up(bench: &Bench, url: &str) {
    let template = json!({
        "name": "Свій", "fields": [],
        "send": { "request": { "method": "POST", "url": format!("{url}/sms"), "json": { "to": "{to}", "text": "{text}" } },
            "answer": {}, "items": { "by": "one", "gateway_id": ["/id"] } },
        "states": { "DELIVRD": "delivered", "UNDELIV": "undelivered" },
        "callback": {
            "report": { "when": { "at": "/event", "is": ["report"] }, "gateway_id": ["/id"], "state": ["/state"] },
            "incoming": { "when": { "at": "/event", "is": ["sms"] }, "from": ["/from"], "text": ["/text"], "gateway_id": ["/id"] }
        }
    });
    let fields = json!({ "id": null, "name": "Шлюз", "preset": "own", "template": template.to_string(), "fields": {},
        "secrets": {}, "sender": "Promin", "currency": "UAH", "prices": [] });
    bench.call("gateways.save", fields);
}

/// The listener on a free port, and the secret path.
pub(super) fn listen(bench: &Bench) -> (Listening, String) {
    let wanted = Callbacks { on: true, port: 0, ..Callbacks::default() };
    let listening = jobs::listen(&bench.office, &wanted).unwrap();
    bench.call(
        "callbacks.update",
        json!({ "on": true, "host": "127.0.0.1", "port": super::free_port(), "outside": "https://sms.example" }),
    );
    let addresses = bench.call("callbacks.addresses", json!({}));
    let path =
        addresses[0]["address"].as_str().unwrap().strip_prefix("https://sms.example").unwrap().to_owned();
    (listening, path)
}

fn said(address: SocketAddr, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(address).unwrap();
    // The other side may have enough before all is said.
    let _ = line.write_all(bytes);
    let mut answer = String::new();
    let _ = line.read_to_string(&mut answer);
    answer
}

pub(super) fn post(address: SocketAddr, path: &str, body: &Json) -> String {
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    said(address, format!("{head}{body}").as_bytes())
}

fn sms(from: &str, text: &str, id: &str) -> Json {
    json!({ "event": "sms", "from": from, "text": text, "id": id })
}

pub(super) fn client(bench: &Bench, name: &str, phone: &str) -> i64 {
    bench.call("clients.create", json!({ "name": name, "phones": [phone], "emails": [] }))["id"]
        .as_i64()
        .unwrap()
}

pub(super) fn request(bench: &Bench, client_id: i64) -> i64 {
    bench.call("requests.create", json!({ "subject": "Таблички", "client_id": client_id }))["id"]
        .as_i64()
        .unwrap()
}

#[test]
fn r27_an_sms_comes_into_the_open_request_or_makes_one() {
    let bench = Bench::new();
    set_up(&bench, "http://127.0.0.1:9");
    let (listening, path) = listen(&bench);
    let known = client(&bench, "Ірина", "050 123-45-67");
    let request_id = request(&bench, known);
    for _ in 0..2 {
        // What is told twice is taken once.
        let answer = post(listening.address, &path, &sms("380501234567", "Коли буде готово?", "a"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let page = bench.request(request_id);
    let found = items(&page, "sms");
    assert_eq!(found.len(), 1, "{page}");
    assert_eq!(
        (found[0]["text"].as_str(), found[0]["direction"].as_str()),
        (Some("Коли буде готово?"), Some("incoming"))
    );
    assert_eq!(page["unread"], json!(true));
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM contact WHERE channel = 'sms' AND direction = 'incoming'"),
        1
    );

    post(listening.address, &path, &sms("+380671112233", "Скільки коштує вивіска?", "b"));
    post(listening.address, &path, &sms("+380671112233", "Ще питання", "c"));
    assert_eq!(bench.number("SELECT count(*) AS n FROM request WHERE source = 'sms'"), 1);
    // A clock that is set back makes the next SMS no older one that would name the matter by nothing.
    bench.wait(-HOUR);
    post(listening.address, &path, &sms("+380671112233", "Ви ще тут?", "d"));
    let named = "SELECT count(*) AS n FROM request WHERE subject = 'Скільки коштує вивіска?' AND letters = 3";
    assert_eq!(bench.number(named), 1);
    bench.wait(HOUR);
    let new = bench.number("SELECT id AS n FROM request WHERE source = 'sms'");
    assert_eq!(items(&bench.request(new), "sms").len(), 3);
    // A name with digits is a name, and nobody's phone.
    post(listening.address, &path, &sms("Taxi 838", "Ваше авто прибуло", "e"));
    assert_eq!(bench.number("SELECT count(*) AS n FROM request WHERE phone = 'Taxi 838'"), 1);
    assert_eq!(bench.number("SELECT count(*) AS n FROM message WHERE address = 'Taxi 838'"), 1);
}

#[test]
fn s6_s8_stop_by_sms_opts_out_and_is_a_contact() {
    for text in ["STOP", "стоп.", "Stop SMS", "СТОП"] {
        let bench = Bench::new();
        set_up(&bench, "http://127.0.0.1:9");
        let (listening, path) = listen(&bench);
        let known = client(&bench, "Ірина", "050 123-45-67");
        let request_id = request(&bench, known);
        post(listening.address, &path, &sms("380501234567", text, "a"));
        let stopped = "SELECT count(*) AS n FROM stopped_address WHERE way = 'sms' AND address = '+380501234567' AND stopped = 1";
        assert_eq!(bench.number(stopped), 1, "{text}");
        let contact = bench.rows("SELECT client_id, information FROM contact WHERE channel = 'sms'", &[]);
        assert_eq!(contact.len(), 1, "{text}");
        assert_eq!(contact[0].get::<Option<i64>>("client_id").unwrap(), Some(known));
        assert!(items(&bench.request(request_id), "sms").is_empty());
    }
}

#[test]
fn r27_s5_an_sms_leaves_from_the_conversation_and_its_states_are_shown() {
    let bench = Bench::new();
    assert_eq!(bench.call("sms.can_send", json!({})), json!(false));
    let known = client(&bench, "Ірина", "050 123-45-67");
    let request_id = request(&bench, known);
    let words = json!({ "request_id": request_id, "text": "Готово, заходьте" });
    assert_eq!(bench.fail("requests.send_sms", words.clone()).code, "no_gateway");
    let (url, asked) = gateway(false);
    set_up(&bench, &url);
    let (listening, path) = listen(&bench);
    bench.call("requests.send_sms", words);
    let state =
        |bench: &Bench| items(&bench.request(request_id), "sms")[0]["state"].as_str().unwrap().to_owned();
    assert_eq!(state(&bench), "queued");
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
    assert_eq!(state(&bench), "accepted");
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
    assert_eq!(asked.lock().unwrap().len(), 1, "once");
    assert!(asked.lock().unwrap()[0].contains("+380501234567"));
    let logged = "SELECT count(*) AS n FROM contact JOIN category ON category.id = contact.category_id
        WHERE category.code = 'message_sent' AND contact.address = '+380501234567'";
    assert_eq!(bench.number(logged), 1, "S8");
    post(listening.address, &path, &json!({ "event": "report", "id": "g-1", "state": "DELIVRD" }));
    assert_eq!(state(&bench), "delivered");
}

#[test]
fn r27_an_sms_is_not_sent_twice_across_a_kill_or_a_cut_line() {
    let bench = Bench::new();
    let (url, asked) = gateway(true);
    set_up(&bench, &url);
    let request_id = bench.request_of(&mail("a@x", "ira@melnyk.example", "Питання"));
    let words = json!({ "request_id": request_id, "phone": "050 123-45-67", "text": "Так" });
    bench.call("requests.send_sms", words.clone());
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
    let state =
        |at: usize| items(&bench.request(request_id), "sms")[at]["state"].as_str().unwrap().to_owned();
    assert_eq!(state(0), "uncertain");
    // Killed after it was committed as being sent.
    bench.call("requests.send_sms", words);
    bench
        .office
        .desk()
        .write(|tx| Ok(tx.run("UPDATE message SET state = 'submitting' WHERE state = 'queued'", &[])?))
        .unwrap();
    jobs::recover(&bench.office).unwrap();
    jobs::send_sms(&bench.office, &Signal::default()).unwrap();
    assert_eq!(state(1), "uncertain");
    assert_eq!(asked.lock().unwrap().len(), 1);
    let bad = json!({ "request_id": request_id, "phone": "12", "text": "Так" });
    assert_eq!(bench.fail("requests.send_sms", bad).code, "bad_phone");
}

#[test]
fn s5_the_listener_bears_slow_huge_and_senseless_callers() {
    let bench = Bench::new();
    set_up(&bench, "http://127.0.0.1:9");
    let (listening, path) = listen(&bench);
    let address = listening.address;
    let huge = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(500));
    for bytes in [
        b"GET / HTTP/1.1\r\n\r\n".as_slice(),
        b"\0\xff\xfe\r\n\r\n",
        b"GET /sms/ HTTP/1.1\r\n\r\n",
        b"DELETE / HTTP/1.1\r\n\r\n",
        b"GET /sms/wrong HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        huge.as_bytes(),
        many.as_bytes(),
    ] {
        let answer = said(address, bytes);
        // A caller who says far too much may be cut off before the answer is read.
        assert!(
            answer == "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                || (answer.is_empty() && bytes.len() > 4096),
            "{answer}"
        );
    }
    let large = format!("POST {path} HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n");
    assert!(said(address, large.as_bytes()).starts_with("HTTP/1.1 413"));
    let garbage = said(address, format!("POST {path} HTTP/1.1\r\nContent-Length: 3\r\n\r\n{{]x").as_bytes());
    assert!(garbage.starts_with("HTTP/1.1 200"), "{garbage}");
    // Slow callers take places, but not for ever: when they go, others are served.
    let slow: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(address).unwrap()).collect();
    std::thread::sleep(Duration::from_millis(200));
    let since = Instant::now();
    drop(slow);
    while !post(address, &path, &sms("+380671112233", "Добрий день", "z")).starts_with("HTTP/1.1 200")
    {
        assert!(since.elapsed() < Duration::from_secs(15));
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(bench.number("SELECT count(*) AS n FROM message WHERE state = 'received'"), 1);
}

/// R27: a modem's daemon whose database was made anew counts from 1 again: what comes then is not taken for what came before.
/// What an earlier version took is known by its words, so that nothing comes twice after an update.
#[test]
fn r27_an_sms_under_a_number_that_was_there_before_is_taken() {
    let bench = Bench::new();
    set_up(&bench, "http://127.0.0.1:9");
    let gateway = bench.number("SELECT id AS n FROM gateway");
    let take = |named: &str, text: &str| {
        let (from, to) = ("+380501234567".to_owned(), String::new());
        let text = text.to_owned();
        let came = Incoming { gateway_id: named.to_owned(), from, to, text, at: Some(bench.now()) };
        let desk = bench.office.desk();
        desk.write(|tx| take_news(&desk, tx, gateway, &News::Incoming(came))).unwrap();
        bench.number("SELECT count(*) AS n FROM message WHERE state = 'received'")
    };
    assert_eq!(take("gammu-1", "Добрий день"), 1);
    assert_eq!(take("gammu-1-20261101100000", "Добрий день"), 1, "told again after the update");
    assert_eq!(take("gammu-1-20261201100000", "Скільки коштує?"), 2, "a new database");
    assert_eq!(take("gammu-1-20261201100000", "Скільки коштує?"), 2);
    assert_eq!(take("gammu-1-20261202100000", "Скільки коштує?"), 3, "asked once more");
}

/// R6, R16, C3: whoever is answered and has a card by now, known by the phone, gets no second one.
#[test]
fn r16_answering_an_sms_of_a_known_phone_makes_no_second_card() {
    let bench = Bench::new();
    set_up(&bench, "http://127.0.0.1:9");
    let (listening, path) = listen(&bench);
    post(listening.address, &path, &sms("380501234567", "Коли буде готово?", "a"));
    let request_id = bench.number("SELECT id AS n FROM request WHERE source = 'sms'");
    let known = client(&bench, "Ірина", "050 123-45-67");
    bench.call("requests.send_sms", json!({ "request_id": request_id, "text": "Завтра" }));
    assert_eq!(bench.request(request_id)["client"]["id"], known);
    let by_hand = json!({ "subject": "Табличка", "name": "Ірина", "phone": "+38 (050) 123-45-67" });
    let by_hand = bench.call("requests.create", by_hand)["id"].clone();
    assert_eq!(bench.call("requests.add_client", json!({ "id": by_hand }))["id"], known);
    assert_eq!(bench.number("SELECT count(*) AS n FROM client"), 1);
}
