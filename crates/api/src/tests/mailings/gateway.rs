//! An SMS gateway of the tests' own on loopback: it answers as a preset's documentation says, errors included, and counts
//! what it took.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use deskbell_core::jobs::{self, MailingCounts, Signal};
use serde_json::{Value as Json, json};

use crate::tests::Bench;
use crate::tests::mailings::fields_of;

/// What the gateway does with a request.
pub enum Reply {
    Json(u16, Json),
    /// A status with headers of its own and a body that may be anything.
    Raw(u16, &'static str, &'static str),
    /// It takes the request and says nothing.
    Cut,
}

/// A request: its path, and its body.
pub type Asked = (String, Json);
type Answer = dyn FnMut(&str, &Json) -> Reply + Send;

pub struct Host {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    answer: Arc<Mutex<Box<Answer>>>,
}

impl Host {
    pub fn new(answer: impl FnMut(&str, &Json) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let host = Self { url, asked: Arc::default(), answer: Arc::new(Mutex::new(Box::new(answer))) };
        let (asked, answer) = (Arc::clone(&host.asked), Arc::clone(&host.answer));
        std::thread::spawn(move || {
            for mut line in listener.incoming().flatten() {
                if let Some((path, body)) = read(&mut line) {
                    asked.lock().unwrap().push((path.clone(), body.clone()));
                    let reply = (answer.lock().unwrap())(&path, &body);
                    tell(&mut line, reply);
                }
            }
        });
        host
    }

    /// From here on it answers otherwise.
    pub fn becomes(&self, answer: impl FnMut(&str, &Json) -> Reply + Send + 'static) {
        *self.answer.lock().unwrap() = Box::new(answer);
    }

    /// The requests to paths that end so.
    pub fn asked(&self, path: &str) -> Vec<Json> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(at, _)| at.ends_with(path)).map(|(_, body)| body.clone()).collect()
    }

    /// Sets up a shipped gateway in the office, at this address instead of its own; gives its id.
    pub fn connect(&self, bench: &Bench, preset: &str, secrets: Json) -> i64 {
        let presets = bench.call("gateways.presets", json!({}));
        let found = presets.as_array().unwrap().iter().find(|one| one["key"] == preset).unwrap();
        let mut template = found["template"].as_str().unwrap().to_owned();
        for own in ["https://api.turbosms.ua", "https://im.smsclub.mobi"] {
            template = template.replace(own, &self.url);
        }
        let fields = json!({ "id": null, "name": found["name"], "preset": "own", "template": template, "fields": {},
            "secrets": secrets, "sender": "Promin", "currency": "UAH",
            "prices": [{ "prefix": "380", "price": 6500 }, { "prefix": "38067", "price": 10000 }] });
        bench.call("gateways.save", fields)["id"].as_i64().unwrap()
    }
}

fn read(line: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut piece = [0; 16_384];
    loop {
        let count = line.read(&mut piece).ok()?;
        if count == 0 {
            return None;
        }
        bytes.extend(&piece[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
        });
        if body.len() >= length.unwrap_or(0) {
            let path = head.split(' ').nth(1).unwrap().to_owned();
            return Some((path, serde_json::from_str(body).unwrap_or_default()));
        }
    }
}

fn tell(line: &mut TcpStream, reply: Reply) {
    let (status, headers, body) = match reply {
        Reply::Json(status, body) => (status, "", body.to_string()),
        Reply::Raw(status, headers, body) => (status, headers, body.to_owned()),
        Reply::Cut => return,
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n");
    let _ = line.write_all(format!("{head}{body}").as_bytes());
}

/// TurboSMS takes it: one phone a request.
pub fn turbo(phone: &Json, code: i64, status: &str) -> Reply {
    let phone = phone.as_str().unwrap();
    let whole = if code == 0 { (0, "OK") } else { (802, "SUCCESS_MESSAGE_PARTIAL_ACCEPTED") };
    let id = if code == 0 { json!(format!("t-{phone}")) } else { Json::Null };
    Reply::Json(
        200,
        json!({ "response_code": whole.0, "response_status": whole.1, "response_result": [
            { "phone": phone, "response_code": code, "message_id": id, "response_status": status }] }),
    )
}

/// SMSClub takes the phones of a request, each under an id of its own.
pub fn club(phones: &[Json]) -> Reply {
    let info: serde_json::Map<String, Json> =
        phones.iter().map(|phone| (format!("c-{}", phone.as_str().unwrap()), phone.clone())).collect();
    Reply::Json(200, json!({ "success_request": { "info": info } }))
}

/// The phones `380 50 111 0000` and on.
pub fn phones(count: usize) -> String {
    (0..count).map(|at| format!("+38050111{at:04}\n")).collect()
}

/// A mailing by SMS to a pasted list, on its way; gives its id.
pub fn sent(bench: &Bench, text: &str, people: &str) -> i64 {
    let id = written(bench, "sms", text, people);
    go(bench, id);
    id
}

pub fn written(bench: &Bench, channel: &str, text: &str, people: &str) -> i64 {
    let new = json!({ "name": "Знижка", "channel": channel, "consent_needed": false });
    let mailing = bench.call("mailings.create", new);
    let mut fields = fields_of(&mailing);
    fields["texts"] =
        json!([{ "language": null, "subject": "Знижка", "html": "<p>Знижка!</p>", "sms": text }]);
    bench.call("mailings.update", json!({ "id": mailing["id"], "fields": fields }));
    bench.call("mailings.add_pasted", json!({ "id": mailing["id"], "text": people }));
    mailing["id"].as_i64().unwrap()
}

pub fn go(bench: &Bench, id: i64) {
    let check = bench.call("mailings.check", json!({ "id": id }));
    assert_eq!(check["problems"], json!([]), "{check}");
    bench.call("mailings.send", json!({ "id": id, "confirmed": check["to_send"] }));
}

/// One pass of the jobs.
pub fn work(bench: &Bench) -> MailingCounts {
    jobs::send_mailings(&bench.office, &Signal::default()).unwrap()
}

pub fn mailing(bench: &Bench, id: i64) -> Json {
    bench.call("mailings.get", json!({ "id": id }))
}

/// The row of everybody, by the last digit of their phone.
pub fn row(bench: &Bench, id: i64, phone_ends: &str) -> Json {
    let page = bench.call("mailings.messages", json!({ "id": id, "limit": 500 }));
    let rows = page["rows"].as_array().unwrap();
    rows.iter().find(|row| row["address"].as_str().unwrap().ends_with(phone_ends)).unwrap().clone()
}

/// State and the code of the reason.
pub fn fate(bench: &Bench, id: i64, phone_ends: &str) -> (String, String) {
    let row = row(bench, id, phone_ends);
    let reason = row["error"]["code"].as_str().or(row["reason"].as_str()).unwrap_or_default().to_owned();
    (row["state"].as_str().unwrap().to_owned(), reason)
}
