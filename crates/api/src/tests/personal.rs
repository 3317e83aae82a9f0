//! E6: the personal data of one client is given out as one archive and erased everywhere, with a report.

use std::io::Read;
use std::sync::Arc;

use deskbell_core::Office;
use deskbell_core::clock::FixedClock;
use deskbell_core::office::migrations;
use deskbell_core::secrets::Secrets;
use deskbell_store::{Db, Engine, Target};
use serde_json::{Value as Json, json};

use super::{Bench, HOUR, NOW, mail};
use crate::Api;

const NAME: &str = "Златозара Ковальчук-Дніпрова";
const EMAIL: &str = "zlata.kovalchuk@secret.example";

/// An office with a client who left traces everywhere, and another with their own.
struct Seeded {
    bench: Bench,
    client: i64,
    other: i64,
    request: i64,
    deed: i64,
}

fn card(name: &str, phone: &str, email: &str) -> Json {
    json!({ "kind": "person", "name": name, "phones": [phone], "emails": [email], "city": "Таємноград", "address": "",
        "interests": "лазер", "discount": 0, "terms": "", "notes": "", "manager_id": null, "tags": ["VIP"] })
}

fn seed(bench: Bench) -> Seeded {
    let id = |answer: Json| answer["id"].as_i64().unwrap();
    let client = id(bench.call("clients.create", card(NAME, "050 987-65-43", EMAIL)));
    let other = id(bench.call("clients.create", card("Петро Гай", "067 222-33-44", "petro@gai.example")));
    bench.call("clients.update", json!({ "id": client, "fields": card(NAME, "050 987-65-43", EMAIL) }));
    let layout = bench.folder.path().join("ескіз.txt");
    std::fs::write(&layout, format!("для {NAME}")).unwrap();
    bench.call("client_files.add", json!({ "client_id": client, "path": layout.display().to_string() }));
    let reminder = json!({ "day": "2026-11-20", "time": "10:00", "text": format!("Подзвонити: {NAME}"), "priority": "normal" });
    bench.call(
        "contacts.create",
        json!({ "client_id": client, "request_id": null, "direction": "incoming", "channel": "call",
        "information": format!("{NAME} питала про ціни"), "done": false, "reminder": reminder }),
    );
    let request = bench.request_of(
        &mail("a@x", &format!("{NAME} <{EMAIL}>"), &format!("Шильда для {NAME}"))
            .text(&format!("Мій телефон 050 987-65-43, пошта {EMAIL}.")),
    );
    bench.call("requests.link_client", json!({ "id": request, "client_id": client }));
    bench.call("requests.note", json!({ "request_id": request, "text": format!("{NAME} просить знижку") }));
    bench.draft(request, &format!("<p>Вітаю, {NAME}!</p>"));
    bench.request_of(&mail("b@x", "Петро <petro@gai.example>", "Ціна"));
    bench.wait(HOUR);
    let act = json!({ "target": { "ids": [client, other] }, "act": { "act": "add_tag", "name": "опт" } });
    bench.call("clients.bulk", act);
    let deed = bench.number("SELECT max(id) AS n FROM deed");
    Seeded { client, other, request, deed, bench }
}

fn seeded() -> Seeded {
    seed(Bench::new())
}

/// Every text of every table, the undo's packed rows unpacked by undoing nothing: what a person could read.
fn texts(bench: &Bench) -> String {
    let mut all = String::new();
    let tables = bench.office.desk().read(|reader| Ok(reader.tables()?)).unwrap();
    for table in tables.all() {
        for row in bench.rows(&format!("SELECT * FROM \"{}\"", table.name), &[]) {
            for column in &table.columns {
                if let Ok(Some(text)) = row.get::<Option<String>>(column) {
                    all.push_str(&format!("{}.{column}: {text}\n", table.name));
                }
            }
        }
    }
    all
}

fn erase(seeded: &Seeded, letters: bool) -> Json {
    seeded.bench.call(
        "clients.erase",
        json!({ "id": seeded.client, "name": NAME.to_uppercase(), "letters": letters }),
    )
}

#[test]
fn e6_a_client_is_given_out_as_one_archive_with_letters_and_files() {
    let seeded = seeded();
    let path = seeded.bench.folder.path().join("дані.zip");
    let told = seeded
        .bench
        .call("clients.personal_export", json!({ "id": seeded.client, "path": path.display().to_string() }));
    assert_eq!((told["counts"]["letters"].clone(), told["counts"]["files"].clone()), (json!(1), json!(1)));
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: &str| {
        let found =
            names.iter().find(|known| known.contains(name)).unwrap_or_else(|| panic!("{name} in {names:?}"));
        let mut text = String::new();
        zip.by_name(found).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let whole: Json = serde_json::from_str(&read("client.json")).unwrap();
    assert_eq!(whole["client"]["name"], NAME);
    for part in ["contact", "reminder", "request", "note", "draft", "client_file"] {
        assert_eq!(whole[part].as_array().unwrap().len(), 1, "{part}");
    }
    assert!(read("client.txt").contains("Таємноград") && read("client.txt").contains("питала про ціни"));
    assert!(read(".eml").contains("Message-ID: <a@x>"));
    assert!(read("files/").contains(NAME));
    assert!(!whole.to_string().contains("Гай"), "another's data");
}

#[test]
fn e6_an_erased_client_is_nowhere_and_the_report_says_what_stays() {
    let seeded = seeded();
    let before = seeded.bench.request(seeded.request);
    let report = erase(&seeded, true);
    let places = match deskbell_store::testing::engine() {
        deskbell_store::Engine::Sqlite => "file",
        deskbell_store::Engine::Postgres => "server",
    };
    assert_eq!(report["scrubbed"], places);
    for (part, count) in [
        ("contacts", 1),
        ("reminders", 1),
        ("requests", 1),
        ("letters", 1),
        ("notes", 1),
        ("drafts", 1),
        ("files", 1),
    ] {
        assert_eq!(report["removed"][part], count, "{part} {report}");
    }
    assert!(
        report["removed"]["undo"].as_i64().unwrap() > 0 && report["removed"]["changes"].as_i64().unwrap() > 3
    );
    assert_eq!(report["kept_requests"], json!([before["number"]]));
    assert_eq!((report["mentions"].clone(), report["kept_addresses"].clone()), (json!(0), json!([])));
    let left = texts(&seeded.bench);
    for secret in ["Златозара", "златозара", EMAIL, "380509876543", "987-65-43"] {
        let line = left.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
    assert_eq!(seeded.bench.find("Златозара"), Vec::<i64>::new());
    assert_eq!(seeded.bench.fail("clients.get", json!({ "id": seeded.client })).code, "not_found");
    // The other client has lost nothing, and the bulk act can still be undone for them alone.
    assert_eq!(seeded.bench.call("clients.get", json!({ "id": seeded.other }))["name"], "Петро Гай");
    let undone = seeded.bench.call("deeds.undo", json!({ "id": seeded.deed }));
    assert_eq!((undone["total"].clone(), undone["restored"].clone()), (json!(1), json!(1)), "{undone}");
    assert_eq!(seeded.bench.call("clients.get", json!({ "id": seeded.other }))["tags"], json!(["VIP"]));
    assert!(!texts(&seeded.bench).contains("Златозара"));
    let log = seeded
        .bench
        .call("activity.list", json!({ "filter": { "noun": "client", "noun_id": seeded.client } }));
    assert_eq!((log["rows"].as_array().unwrap().len(), log["rows"][0]["what"].clone()), (1, json!("erased")));
}

#[test]
fn e6_letters_stay_where_that_was_asked_and_a_refusal_of_mailings_survives() {
    let seeded = seeded();
    seeded.bench.call("mailings.opt_out", json!({ "way": "email", "address": EMAIL, "note": "" }));
    let report = erase(&seeded, false);
    assert_eq!((report["kept_letters"].clone(), report["removed"]["letters"].clone()), (json!(1), json!(0)));
    assert_eq!(report["kept_addresses"], json!([EMAIL]));
    assert!(report["mentions"].as_i64().unwrap() > 0, "the letter names her: {report}");
    assert_eq!(seeded.bench.number("SELECT count(*) AS n FROM letter"), 2);
    assert_eq!(seeded.bench.number("SELECT count(*) AS n FROM stopped_address WHERE stopped = 1"), 1);
    let page = seeded.bench.request(seeded.request);
    assert_eq!(page["client_id"], json!(null));
}

#[test]
fn e6_erasing_wants_the_name_and_the_right() {
    let seeded = seeded();
    let wrong = json!({ "id": seeded.client, "name": "Петро", "letters": true });
    assert_eq!(seeded.bench.fail("clients.erase", wrong.clone()).code, "type_the_name");
    seeded.bench.call("clients.get", json!({ "id": seeded.client }));
    let (_, manager) = seeded.bench.hire("oksana", &["manager"]);
    for (name, words) in [
        ("clients.erase", wrong),
        ("clients.personal", json!({ "id": seeded.client })),
        ("clients.personal_export", json!({ "id": seeded.client, "path": "/no/such/x.zip" })),
    ] {
        assert_eq!(manager.dispatch(name, words).unwrap_err().code, "forbidden", "{name}");
    }
}

/// The bytes are gone from the office's file and from the log beside it, not the rows alone.
#[test]
fn e6_nothing_of_an_erased_client_is_left_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deskbell.db");
    let db = Db::open(&Target::File(path.clone()), &migrations()).unwrap();
    assert_eq!(db.engine(), Engine::Sqlite);
    let clock = Arc::new(FixedClock::new(NOW));
    let office = Office::with(db, clock.clone(), Secrets::Memory(std::sync::Mutex::default()), folder.path());
    let bench = Bench { api: Api::new(Arc::clone(&office), None), office, clock, folder };
    bench.start(false);
    let mut mailbox = json!({ "mailbox": super::mailbox(), "password": "сезам", "in_file": false });
    mailbox["in_file"] = json!(false);
    bench.call("mailbox.save", mailbox);
    let seeded = seed(bench);
    let found = || {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend(std::fs::read(path.with_extension("db-wal")).unwrap_or_default());
        let holds = |needle: &str| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        [NAME, EMAIL, "380509876543", "987-65-43", "Златозара", "златозара", "zlata.kovalchuk"]
            .into_iter()
            .filter(|needle| holds(needle))
            .collect::<Vec<_>>()
    };
    assert!(found().len() > 4, "{:?}", found());
    let report = erase(&seeded, true);
    assert_eq!(report["scrubbed"], "file");
    assert_eq!(found(), Vec::<&str>::new());
}

/// E6: a phone may be a whole family's: what is tied to another client is neither given out nor erased with the first.
#[test]
fn e6_what_another_client_was_sent_at_a_shared_phone_stays_theirs() {
    let bench = Bench::new();
    let (url, _) = super::sms::gateway(false);
    super::sms::set_up(&bench, &url);
    let first = super::sms::client(&bench, "Ірина", "050 123-45-67");
    let second = super::sms::client(&bench, "Павло", "050 123-45-67");
    for (client, words) in [(first, "Для Ірини"), (second, "Для Павла")] {
        let request_id = super::sms::request(&bench, client);
        bench.call("requests.send_sms", json!({ "request_id": request_id, "text": words }));
    }
    let bounced = "INSERT INTO stopped_address (way, address, stopped, reason, source, at)
        VALUES ('sms', '+380501234567', 1, 'bounced', 'server', 1)";
    bench.office.desk().write(|tx| Ok(tx.run(bounced, &[])?)).unwrap();
    assert_eq!(bench.call("clients.personal", json!({ "id": first }))["messages"], 1);
    let report = bench.call("clients.erase", json!({ "id": first, "name": "Ірина", "letters": true }));
    assert_eq!((&report["removed"]["messages"], &report["removed"]["stopped"]), (&json!(1), &json!(0)));
    let left = bench.rows("SELECT text, client_id, state FROM message WHERE text <> ''", &[]);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].get::<String>("text").unwrap(), "Для Павла");
    assert_eq!(left[0].get::<i64>("client_id").unwrap(), second);
    let known = "SELECT count(*) AS n FROM stopped_address WHERE address = '+380501234567'";
    assert_eq!(bench.number(known), 1, "the other has the number still");
}

/// E6, R27: what somebody said by SMS goes with them, with letters and without, also where their request was nobody's.
#[test]
fn e6_what_was_said_by_sms_goes_with_the_client() {
    for letters in [true, false] {
        let bench = Bench::new();
        let (url, _) = super::sms::gateway(false);
        super::sms::set_up(&bench, &url);
        let (listening, path) = super::sms::listen(&bench);
        let come = |from: &str, text: &str| {
            let sms = json!({ "event": "sms", "from": from, "text": text, "id": text.len().to_string() });
            super::sms::post(listening.address, &path, &sms);
        };
        come("380501234567", "Скільки коштує оргскло");
        let known = super::sms::client(&bench, "Ірина Мельник", "050 123-45-67");
        let other = super::sms::client(&bench, "Павло Гай", "067 222-33-44");
        come("380672223344", "Чи є латунь");
        bench.call("clients.erase", json!({ "id": known, "name": "Ірина Мельник", "letters": letters }));
        assert!(bench.find("оргскло").is_empty() && bench.find("0501234567").is_empty());
        let all = texts(&bench);
        for word in ["оргскло", "501234567"] {
            let found: Vec<&str> = all.lines().filter(|line| line.contains(word)).collect();
            assert!(found.is_empty(), "{letters} {word}: {found:?}");
        }
        assert_eq!(bench.find("латунь").len(), 1, "the other's stays");
        bench.call("clients.erase", json!({ "id": other, "name": "Павло Гай", "letters": letters }));
        assert!(!texts(&bench).contains("латунь"), "{letters}");
    }
}
