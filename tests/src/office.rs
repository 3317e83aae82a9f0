//! An office as a user of the command line has it: a data folder, the program, JSON in and out.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

use crate::mailhost::{Mailhost, PASSWORD};
use crate::process::Running;

/// What the offices of a test keep their data in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// SQLite, or PostgreSQL with `DESKBELL_TEST_DB=postgres`.
    pub fn chosen() -> Engine {
        match deskbell_store::testing::engine() {
            deskbell_store::Engine::Sqlite => Engine::Sqlite,
            deskbell_store::Engine::Postgres => Engine::Postgres,
        }
    }

    /// A new database for one office: nothing for SQLite, which lies in the data folder.
    fn database(self) -> Option<String> {
        (self == Engine::Postgres).then(deskbell_store::testing::postgres_url)
    }
}

/// One office in a folder of its own.
pub struct Office {
    folder: TempDir,
    database: Option<String>,
}

impl Office {
    /// A new, empty office.
    pub fn new(engine: Engine) -> Office {
        let office = Office::bare(engine);
        office.run(&["init", "--language", "uk"]);
        office
    }

    /// The sample office.
    pub fn sample(engine: Engine) -> Office {
        let office = Office::bare(engine);
        office.run(&["init", "--sample", "--language", "uk"]);
        office
    }

    /// A folder where no office was ever started.
    pub fn bare(engine: Engine) -> Office {
        // A space and Cyrillic in the path: nobody's home is called /tmp/x.
        let folder = tempfile::Builder::new().prefix("Приймальня 1 ").tempdir().expect("a folder");
        Office { folder, database: engine.database() }
    }

    /// Where its data lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The environment a program needs to work on this office.
    pub fn environment(&self) -> Vec<(String, String)> {
        let mut pairs = vec![
            ("DESKBELL_DATA".to_owned(), self.folder().display().to_string()),
            ("DESKBELL_SECRETS".to_owned(), "file".to_owned()),
        ];
        pairs.extend(self.database.clone().map(|address| ("DESKBELL_DB".to_owned(), address)));
        pairs
    }

    /// deskbell-cli with these words, ready to start.
    pub fn cli(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program("deskbell-cli"));
        // Errors are sentences in the system's language.
        command.env_remove("DESKBELL_DB").env("LC_ALL", "C.UTF-8");
        command.envs(self.environment()).args(words).stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub fn output(&self, words: &[&str]) -> Output {
        self.cli(words).output().expect("deskbell-cli starts")
    }

    /// Runs it and gives its answer, or the error object it printed.
    pub fn attempt(&self, words: &[&str]) -> Result<Value, Value> {
        let output = self.output(words);
        let (said, complaint) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() {
            return Ok(serde_json::from_str(&said).unwrap_or(Value::Null));
        }
        // The error object is the last line; before it may stand lines of the log.
        let last = complaint.lines().rev().find_map(|line| serde_json::from_str::<Value>(line).ok());
        let whole = || serde_json::from_str(&complaint).ok();
        let error = last.filter(|value| value.is_object()).or_else(whole);
        let error: Option<Value> = error;
        Err(error.unwrap_or_else(|| {
            panic!("{words:?} ended with {} and no error object: {complaint}", output.status)
        }))
    }

    /// Runs it and gives its answer; an error fails the test.
    pub fn run(&self, words: &[&str]) -> Value {
        self.attempt(words).unwrap_or_else(|error| panic!("{words:?}: {error}"))
    }

    /// One command of the table.
    pub fn call(&self, name: &str, arguments: Value) -> Value {
        self.run(&["call", name, &arguments.to_string()])
    }

    /// One command of the table that may fail.
    pub fn try_call(&self, name: &str, arguments: Value) -> Result<Value, Value> {
        self.attempt(&["call", name, &arguments.to_string()])
    }

    /// Starts it and goes on.
    pub fn start(&self, words: &[&str]) -> Running {
        Running::start(&mut self.cli(words), &self.folder().join("started.log"))
    }

    /// What the started programs wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder().join("started.log")).unwrap_or_default()
    }

    /// The mailbox USER@office.test on these ports, over plain connections.
    pub fn connect(&self, user: &str, imap: u16, smtp: u16) {
        let mailbox = mailbox(user, server(user, imap, "plain", None), server(user, smtp, "plain", None));
        self.save_mailbox(&mailbox);
    }

    /// The mailbox USER@office.test of a mail host as one has it in life: TLS in, STARTTLS out, the host's
    /// self-signed certificate trusted by fingerprint.
    pub fn connect_safely(&self, host: &Mailhost, user: &str) {
        let print = host.fingerprint();
        let imap = server(user, host.imaps(), "tls", Some(&print));
        let smtp = server(user, host.submission(), "start_tls", Some(&print));
        self.save_mailbox(&mailbox(user, imap, smtp));
    }

    /// Saves a mailbox with the mail host's password, in the file that the tests allow.
    pub fn save_mailbox(&self, mailbox: &Value) {
        self.call("mailbox.save", json!({"mailbox": mailbox, "password": PASSWORD, "in_file": true}));
    }

    /// One sync to its end.
    pub fn sync(&self) -> Value {
        self.run(&["sync", "--once"])
    }

    /// Works the outbox until nothing in it is queued or being sent, waiting out the time for undoing.
    pub fn send(&self) {
        let start = Instant::now();
        loop {
            self.run(&["send", "--once"]);
            let outbox = self.call("outbox.list", json!({}));
            let waiting = rows(&outbox).iter().any(|row| matches!(text(row, "state"), "queued" | "sending"));
            if !waiting {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "the outbox does not empty: {outbox}");
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    /// The rows of a view of requests.
    pub fn requests(&self, view: &str) -> Vec<Value> {
        rows(&self.call("requests.list", json!({"view": view, "limit": 200}))["rows"]).to_vec()
    }

    /// The letters in a request, the oldest first.
    pub fn conversation(&self, request: i64) -> Vec<Value> {
        let request = self.call("requests.get", json!({"id": request}));
        rows(&request["items"]).iter().filter(|item| item["item"] == "letter").cloned().collect()
    }

    /// Everybody's message of a mailing.
    pub fn messages(&self, mailing: i64) -> Vec<Value> {
        let mut all = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = self.call("mailings.messages", json!({"id": mailing, "after": after, "limit": 500}));
            all.extend(rows(&page["rows"]).iter().cloned());
            after = page["next"].clone();
            if after.is_null() {
                return all;
            }
        }
    }

    /// Sends everybody of a list (a CSV file's text) an SMS by a mailing; its id. The program that sends is not started.
    pub fn send_sms(&self, list: &str, count: usize) -> i64 {
        let head = json!({"name": "Акція", "channel": "sms", "consent_needed": false});
        let mailing = id(&self.call("mailings.create", head));
        let file = self.folder().join("список.csv");
        std::fs::write(&file, list).expect("a list");
        self.call("mailings.add_file", json!({"id": mailing, "path": file.display().to_string()}));
        let fields = json!({"name": "Акція", "channel": "sms", "consent_needed": false, "not_within_days": 0,
            "opt_out_line": false, "per_minute": 0, "quiet_from": "", "quiet_to": "", "start_at": null,
            "texts": [{"language": null, "subject": "", "html": "", "sms": "Чекаємо на вас"}]});
        self.call("mailings.update", json!({"id": mailing, "fields": fields}));
        let check = self.call("mailings.check", json!({"id": mailing}));
        assert_eq!((&check["problems"], &check["to_send"]), (&json!([]), &json!(count)), "{check}");
        self.call("mailings.send", json!({"id": mailing, "confirmed": count}));
        mailing
    }

    /// Writes and queues an answer to the last letter of a request.
    pub fn reply(&self, request: i64, html: &str) -> Value {
        let last = self.call("requests.get", json!({"id": request}))["last_letter_id"].clone();
        let draft = self.call("drafts.start", json!({"request_id": request, "letter_id": last}));
        self.call(
            "drafts.save",
            json!({"id": draft["id"], "to": draft["to"], "cc": draft["cc"], "bcc": draft["bcc"],
                "subject": draft["subject"], "html": html}),
        );
        self.call(
            "requests.reply",
            json!({"draft_id": draft["id"], "last_letter_id": last, "status": null, "assign_me": false}),
        )
    }
}

/// A server's settings as the commands take them.
pub fn server(user: &str, port: u16, security: &str, fingerprint: Option<&str>) -> Value {
    json!({"host": "127.0.0.1", "port": port, "security": security, "user": format!("{user}@office.test"),
        "fingerprint": fingerprint})
}

/// A mailbox's settings as the commands take them.
pub fn mailbox(user: &str, imap: Value, smtp: Value) -> Value {
    json!({"address": format!("{user}@office.test"), "name": "Приймальня", "imap": imap, "smtp": smtp,
        "sent_folder": null, "saves_sent": false, "has_password": false, "password_place": "none"})
}

/// A program built beside this test.
pub fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this program's place");
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let found = here.ancestors().map(|folder| folder.join(&name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is not built: run `cargo xtask test`, or build the workspace"))
}

/// The elements of a JSON array, none when it is something else.
pub fn rows(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text in a JSON object, empty when there is none.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The id in a JSON object.
pub fn id(value: &Value) -> i64 {
    value["id"].as_i64().unwrap_or_else(|| panic!("no id in {value}"))
}
