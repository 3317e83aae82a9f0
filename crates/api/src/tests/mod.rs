//! The office by its only door, on the engine that `DESKBELL_TEST_DB` names: SQLite or PostgreSQL.

mod activity;
mod automatic;
mod bells;
mod calendar;
mod cards;
mod categories;
mod client_bulk;
mod client_files;
mod client_list;
mod clients;
mod contacts;
mod deeds;
mod desktop;
mod drafts;
mod duplicates;
mod employees;
mod errors;
mod flags;
mod following;
mod gateways;
mod hostile;
mod ignored;
mod imap;
mod imports;
mod leaks;
mod list;
mod logins;
mod mailbox;
mod mailings;
mod notice_letters;
mod notices;
mod office;
mod outbox;
mod parts;
mod personal;
mod picker;
mod reminders;
mod repeating;
mod requests;
mod rights;
mod same_letters;
mod sample;
mod search;
mod sms;
mod sms_again;
mod story;
mod syncing;
mod threading;
mod timeline;
mod two_desks;
mod undo_send;
mod unreadable;
mod words;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeZone, Utc};
use deskbell_core::clock::FixedClock;
use deskbell_core::employees::{self as staff, NewEmployee};
use deskbell_core::letters::{self, Arrival, Place, Taken};
use deskbell_core::office::migrations;
use deskbell_core::secrets::Secrets;
use deskbell_core::{Error, Office, WireError};
use deskbell_store::{Row, Value};
use serde_json::{Value as Json, json};

use crate::Api;

/// Friday, 20 November 2026, noon in Kyiv.
pub const NOW: i64 = 1_795_168_800_000;
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// The office's own address.
pub const OFFICE: &str = "office@promin.example";

/// A port that nobody has at this moment; tests run beside one another.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An office of its own for one test.
pub struct Bench {
    pub api: Api,
    pub office: Arc<Office>,
    pub clock: Arc<FixedClock>,
    pub folder: tempfile::TempDir,
}

impl Bench {
    /// Before the first start.
    pub fn bare() -> Self {
        Self::with(Secrets::Memory(Mutex::default()))
    }

    pub fn with(secrets: Secrets) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(NOW));
        let db = deskbell_store::testing::open(&migrations());
        let office = Office::with(db, clock.clone(), secrets, folder.path());
        Self { api: Api::new(Arc::clone(&office), None), office, clock, folder }
    }

    /// An office in Kyiv whose one employee, Olena, is administrator and manager, with a mailbox.
    pub fn new() -> Self {
        let bench = Self::bare();
        bench.start(false);
        let mut general = bench.call("office.settings", json!({}));
        general["time_zone"] = json!("Europe/Kyiv");
        bench.call("office.update", general);
        bench.call("mailbox.save", json!({ "mailbox": mailbox(), "password": "сезам", "in_file": false }));
        bench
    }

    pub fn start(&self, sample: bool) -> Json {
        let words =
            json!({ "language": "uk", "office_name": "Промінь", "employee_name": "Олена", "sample": sample });
        self.call("office.start", words)
    }

    /// What a command answers.
    pub fn call(&self, name: &str, args: Json) -> Json {
        self.api.dispatch(name, args.clone()).unwrap_or_else(|error| panic!("{name} {args}: {error:?}"))
    }

    /// The error that a command answers.
    pub fn fail(&self, name: &str, args: Json) -> WireError {
        match self.api.dispatch(name, args.clone()) {
            Ok(answer) => panic!("{name} {args} went well: {answer}"),
            Err(error) => error,
        }
    }

    pub fn now(&self) -> i64 {
        self.office.now()
    }

    /// Lets time pass.
    pub fn wait(&self, span: i64) {
        self.clock.set(self.now() + span);
    }

    /// Adds an employee and gives their seat.
    pub fn hire(&self, login: &str, roles: &[&str]) -> (i64, Api) {
        let new = NewEmployee {
            login: login.to_owned(),
            name: login.to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            ..NewEmployee::default()
        };
        let id = self.office.desk().write(|tx| staff::create(tx, NOW, &new)).unwrap();
        (id, Api::new(Arc::clone(&self.office), Some(login.to_owned())))
    }

    /// The first employee's id.
    pub fn me(&self) -> i64 {
        self.call("employees.me", json!({}))["id"].as_i64().unwrap()
    }

    /// Takes a letter in as the sync would.
    pub fn take(&self, mail: &Mail) -> Taken {
        let bytes = mail.bytes();
        let letter = deskbell_mail::letter::read(&bytes).unwrap();
        let arrival = Arrival {
            place: mail.place,
            received_at: mail.received.unwrap_or(mail.at).min(self.now()),
            seen: mail.seen,
            archive_before: mail.first_sync.then(|| self.now() - 14 * DAY),
            news: false,
            own_address: OFFICE.to_owned(),
            sample: false,
        };
        let desk = self.office.desk();
        let packed = letters::raw::pack(&bytes).unwrap();
        desk.write(|tx| {
            let raw_id = letters::raw::store(tx, packed)?;
            letters::place(&desk, tx, raw_id, &letter, &arrival)
        })
        .unwrap()
    }

    /// Takes a letter in and gives the request that it is in.
    pub fn request_of(&self, mail: &Mail) -> i64 {
        match self.take(mail) {
            Taken::Placed { request_id, .. } => request_id,
            other => panic!("{} is not in a request: {other:?}", mail.id),
        }
    }

    /// The page of a request.
    pub fn request(&self, id: i64) -> Json {
        self.call("requests.get", json!({ "id": id }))
    }

    /// The ids of a view, in its order.
    pub fn view(&self, view: &str) -> Vec<i64> {
        ids(&self.call("requests.list", json!({ "view": view, "limit": 500 })))
    }

    pub fn find(&self, words: &str) -> Vec<i64> {
        ids(&self.call("requests.list", json!({ "view": "all", "search": words })))
    }

    /// Starts an answer in a request, with a text.
    pub fn draft(&self, request_id: i64, html: &str) -> Json {
        let mut draft = self.call("drafts.start", json!({ "request_id": request_id }));
        draft["html"] = json!(html);
        self.call("drafts.save", text_of(&draft));
        draft
    }

    /// Answers a request; gives the letter's id.
    pub fn answer(&self, request_id: i64, html: &str) -> i64 {
        let draft = self.draft(request_id, html);
        let seen = self.request(request_id)["last_letter_id"].clone();
        let sent = self.call("requests.reply", json!({ "draft_id": draft["id"], "last_letter_id": seen }));
        sent["letter_id"].as_i64().unwrap()
    }

    pub fn rows(&self, sql: &str, values: &[Value]) -> Vec<Row> {
        self.office.db.read(|reader| Ok::<_, Error>(reader.all(sql, values)?)).unwrap()
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.rows(sql, &[])[0].get("n").unwrap()
    }
}

pub fn mailbox() -> Json {
    let host = |name: &str, port: u16| json!({ "host": name, "port": port, "security": "tls", "user": OFFICE, "fingerprint": null });
    json!({ "address": OFFICE, "name": "", "imap": host("imap.promin.example", 993),
        "smtp": host("smtp.promin.example", 465), "sent_folder": null, "saves_sent": false })
}

/// What `drafts.save` takes of a draft.
pub fn text_of(draft: &Json) -> Json {
    json!({ "id": draft["id"], "to": draft["to"], "cc": draft["cc"], "bcc": draft["bcc"],
        "subject": draft["subject"], "html": draft["html"] })
}

pub fn ids(page: &Json) -> Vec<i64> {
    page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

/// The items of one kind in a conversation.
pub fn items<'a>(request: &'a Json, kind: &str) -> Vec<&'a Json> {
    request["items"].as_array().unwrap().iter().filter(|item| item["item"] == kind).collect()
}

/// The rule that placed a letter.
pub fn rule(request: &Json, letter_id: i64) -> String {
    let letters = items(request, "letter");
    let letter = letters.iter().find(|letter| letter["id"] == letter_id).unwrap();
    letter["why"]["rule"].as_str().unwrap().to_owned()
}

/// A letter being written for a test.
#[derive(Clone)]
pub struct Mail {
    pub id: String,
    headers: Vec<(String, String)>,
    text: String,
    pub at: i64,
    /// When the server took it in; otherwise when it was written.
    pub received: Option<i64>,
    pub place: Place,
    pub seen: bool,
    pub first_sync: bool,
}

/// A letter of a client to the office, written at [`NOW`].
pub fn mail(id: &str, from: &str, subject: &str) -> Mail {
    let head = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Mail {
        id: id.to_owned(),
        headers: vec![head("From", from), head("To", OFFICE), head("Subject", subject)],
        text: format!("Добрий день! Це лист {id}."),
        at: NOW,
        received: None,
        place: Place::Inbox,
        seen: false,
        first_sync: false,
    }
}

impl Mail {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// An answer to a letter.
    pub fn answers(self, id: &str) -> Self {
        self.header("In-Reply-To", &format!("<{id}>"))
    }

    pub fn references(self, ids: &[&str]) -> Self {
        let chain: Vec<String> = ids.iter().map(|id| format!("<{id}>")).collect();
        self.header("References", &chain.join(" "))
    }

    pub fn text(mut self, text: &str) -> Self {
        self.text = text.to_owned();
        self
    }

    pub fn at(mut self, at: i64) -> Self {
        self.at = at;
        self
    }

    pub fn received(mut self, at: i64) -> Self {
        self.received = Some(at);
        self
    }

    /// Found in the folder of sent letters.
    pub fn sent(mut self) -> Self {
        self.place = Place::Sent;
        self
    }

    pub fn first_sync(mut self) -> Self {
        self.first_sync = true;
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let date: DateTime<Utc> = Utc.timestamp_millis_opt(self.at).unwrap();
        let mut out = format!("Date: {}\r\n", date.to_rfc2822());
        if !self.id.is_empty() {
            out.push_str(&format!("Message-ID: <{}>\r\n", self.id));
        }
        for (name, value) in &self.headers {
            out.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.headers.iter().any(|(name, _)| name == "Content-Type") {
            out.push_str("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
        }
        out.push_str("\r\n");
        out.push_str(&self.text);
        out.into_bytes()
    }
}

/// The report of a mail server that a letter did not arrive.
pub fn bounce(id: &str, original: &str, recipient: &str) -> Mail {
    let text = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.promin.example\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: failed\r\n\
         Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n--b\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{original}>\r\nSubject: x\r\n\r\n--b--\r\n"
    );
    mail(id, "MAILER-DAEMON@promin.example", "Undelivered Mail Returned to Sender")
        .header("Return-Path", "<>")
        .header("Content-Type", "multipart/report; report-type=delivery-status; boundary=b")
        .text(&text)
}
