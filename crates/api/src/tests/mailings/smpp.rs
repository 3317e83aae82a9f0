//! S5, S7, R27: an office's account at a message centre that others wrote (the npm package smpp), which allows it one line
//! and brings receipts on the line that sent.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use deskbell_core::jobs::{self, Runner};
use deskbell_core::sms::{self, Incoming, Joint, News};
use serde_json::{Value as Json, json};

use super::gateway::{fate, phones, sent, work};
use crate::tests::{Bench, MINUTE, items};

#[path = "../../../../sms/tests/host/mod.rs"]
mod host;
use host::{Folder, Running, left_out, wait_for};

struct Centre {
    port: u16,
    folder: Folder,
    _running: Running,
}

impl Centre {
    /// Nothing where it is not installed.
    fn start(test: &str) -> Option<Self> {
        let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/servers/smsc");
        let needed = [
            (PathBuf::from("node"), "https://nodejs.org"),
            (servers.join("node_modules/smpp"), "npm ci in tests/servers/smsc, or cargo xtask install test"),
        ];
        if left_out(test, &needed) {
            return None;
        }
        let folder = Folder::new(test);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("node");
        command.arg(servers.join("smsc.mjs")).arg(port.to_string());
        let running = Running::start(&mut command, &folder.0.join("smsc.log"));
        let centre = Self { port, folder, _running: running };
        wait_for("the centre", || centre.log().contains("listening").then_some(()));
        Some(centre)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.0.join("smsc.log")).unwrap()
    }

    /// How often it said something.
    fn said(&self, what: &str) -> usize {
        self.log().lines().filter(|line| line.contains(what)).count()
    }

    fn fields(&self, id: &Json) -> Json {
        json!({ "id": id, "name": "Центр", "preset": "smpp", "template": "",
            "fields": { "host": "127.0.0.1", "port": self.port.to_string(), "login": "office" },
            "secrets": { "password": "secret" }, "sender": "Promin", "currency": "UAH", "prices": [] })
    }

    fn connect(&self, bench: &Bench) -> Json {
        bench.call("gateways.save", self.fields(&Json::Null))["id"].clone()
    }
}

fn states(bench: &Bench, state: &str) -> i64 {
    bench.number(&format!(
        "SELECT count(*) AS n FROM message WHERE direction = 'outgoing' AND state = '{state}'"
    ))
}

/// S7, S5: the inbox listens on the one line that is allowed, and a test, a single SMS and a mailing go out by it; every
/// receipt is taken and reaches its SMS, those too that come before the SMS has its name.
#[test]
fn s7_s5_one_line_sends_listens_and_brings_the_receipts() {
    let Some(centre) = Centre::start("s7_s5_one_line_sends_listens_and_brings_the_receipts") else { return };
    let bench = Bench::new();
    let gateway = centre.connect(&bench);
    let runner = Runner::start(&bench.office).unwrap();
    wait_for("the inbox", || (centre.said("\"bound\"") > 0).then_some(()));
    let tested = json!({ "id": gateway, "phone": "050 123-45-67", "text": "Проба" });
    assert_eq!(bench.call("gateways.send_test", tested)["state"], "accepted");
    let client =
        bench.call("clients.create", json!({ "name": "Ірина", "phones": ["050 123-45-67"], "emails": [] }));
    let request = bench.call("requests.create", json!({ "subject": "Таблички", "client_id": client["id"] }));
    bench.call("requests.send_sms", json!({ "request_id": request["id"], "text": "Готово, заходьте" }));
    let id = sent(&bench, "Знижка", &format!("{}0501112888\n", phones(25).replace("0000\n", "0077\n")));
    bench.office.nudge();
    wait_for("the receipts", || (states(&bench, "delivered") == 27).then_some(()));
    assert_eq!(fate(&bench, id, "2888").0, "delivered");
    wait_for("the acknowledgements", || (centre.said("{\"delivered\":0}") == 28).then_some(()));
    let page = bench.request(request["id"].as_i64().unwrap());
    assert_eq!(items(&page, "sms")[0]["state"], "delivered");
    // To try the words of the form the line is given up for a moment, and the inbox has it again.
    let before = centre.said("\"bound\"");
    bench.call("gateways.test", centre.fields(&gateway));
    let mut wrong = centre.fields(&gateway);
    wrong["secrets"]["password"] = json!("wrong");
    assert_eq!(bench.fail("gateways.test", wrong).code, "sms_login");
    wait_for("the inbox again", || (centre.said("\"bound\"") > before + 1).then_some(()));
    drop(runner);
    wait_for("the good-bye", || (centre.said("unbound") == centre.said("\"bound\"")).then_some(()));
    assert_eq!(centre.said("second"), 0, "{}", centre.log());
}

/// S5: who sends without the jobs running takes the receipts as well, also those that follow the last SMS.
#[test]
fn s5_receipts_are_taken_while_only_sending() {
    let Some(centre) = Centre::start("s5_receipts_are_taken_while_only_sending") else { return };
    let bench = Bench::new();
    centre.connect(&bench);
    let id = sent(&bench, "Знижка", "0501112345\n0501112888\n0501112777\n");
    work(&bench);
    for phone in ["2345", "2888", "2777"] {
        assert_eq!(fate(&bench, id, phone).0, "delivered", "{phone}");
    }
    assert_eq!((centre.said("second"), centre.said("{\"delivered\":0}")), (0, 3));
}

/// R27: an SMS in parts comes whole from a centre that waits for one part to be taken before it sends the next; a gateway
/// that cannot be opened keeps no other from being listened to.
#[test]
fn r27_parts_come_whole_beside_a_gateway_that_is_out_of_order() {
    let Some(centre) = Centre::start("r27_parts_come_whole_beside_a_gateway_that_is_out_of_order") else {
        return;
    };
    let bench = Bench::new();
    let broken = json!({ "id": null, "name": "Модем", "preset": "gammu", "template": "", "fields": {}, "secrets": {},
        "sender": "", "currency": "UAH", "prices": [] });
    bench.call("gateways.save", broken);
    let gateway = centre.connect(&bench);
    let _runner = Runner::start(&bench.office).unwrap();
    wait_for("the inbox", || (centre.said("\"bound\"") > 0).then_some(()));
    let tested = json!({ "id": gateway, "phone": "067 111-22-33", "text": "long echo" });
    assert_eq!(bench.call("gateways.send_test", tested)["state"], "accepted");
    let text = wait_for("the echo", || {
        let rows = bench.rows("SELECT text FROM message WHERE state = 'received'", &[]);
        rows.first().map(|row| row.get::<String>("text").unwrap())
    });
    assert_eq!(text, "Доброго дня, це довге ехо");
}

fn part(reference: u16, number: u8, text: &str) -> News {
    let incoming = Incoming {
        gateway_id: String::new(),
        from: "380671112233".to_owned(),
        to: "Promin".to_owned(),
        text: text.to_owned(),
        at: None,
    };
    News::Part { incoming, joint: Joint { reference, count: 2, number } }
}

/// R27: what was acknowledged of an SMS in parts is in the database, so that no end of the program loses it; what lacks a
/// part for long comes as it is.
#[test]
fn r27_parts_wait_in_the_database_but_not_for_ever() {
    let bench = Bench::new();
    let desk = bench.office.desk();
    let take = |news: &News| desk.write(|tx| sms::take_news(&desk, tx, 1, news)).unwrap();
    let texts = || -> Vec<String> {
        let rows = bench.rows("SELECT text FROM message WHERE state = 'received' ORDER BY id", &[]);
        rows.iter().map(|row| row.get("text").unwrap()).collect()
    };
    take(&part(7, 2, "виве\0ску?"));
    take(&part(7, 2, "вивіску?"));
    take(&part(8, 1, "Інше "));
    assert_eq!(bench.number("SELECT count(*) AS n FROM sms_part"), 2);
    assert!(texts().is_empty());
    take(&part(7, 1, "Зробите "));
    assert_eq!(texts(), ["Зробите вивіску?"]);
    jobs::receive_due(&bench.office).unwrap();
    assert_eq!(texts().len(), 1, "its other part may come yet");
    bench.wait(6 * MINUTE);
    jobs::receive_due(&bench.office).unwrap();
    assert_eq!(texts(), ["Зробите вивіску?", "Інше "]);
    assert_eq!(bench.number("SELECT count(*) AS n FROM sms_part"), 0);
}
