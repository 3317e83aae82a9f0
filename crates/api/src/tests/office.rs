//! D1, X1, X4, X5: the first start, the settings, what a window remembers, and the backup.

use deskbell_core::office::migrations;
use deskbell_store::{Db, Engine, Migration, StoreError, Target};
use serde_json::json;

use super::{Bench, NOW, mail};

#[test]
fn d1_the_first_start_makes_an_office_once() {
    let bench = Bench::bare();
    assert_eq!(bench.call("session.get", json!({}))["first_start"], true);
    for (words, code) in [
        (
            json!({ "language": "uk", "office_name": " ", "employee_name": "Олена", "sample": false }),
            "empty_text",
        ),
        (
            json!({ "language": "uk", "office_name": "Промінь", "employee_name": "", "sample": false }),
            "empty_text",
        ),
        (
            json!({ "language": "de", "office_name": "Промінь", "employee_name": "Олена", "sample": false }),
            "bad_request",
        ),
    ] {
        assert_eq!(bench.fail("office.start", words.clone()).code, code, "{words}");
        assert_eq!(bench.call("session.get", json!({}))["first_start"], true, "nothing half made");
    }
    let session = bench.start(false);
    assert_eq!(session, bench.call("session.get", json!({})));
    for (field, value) in [
        ("office_name", json!("Промінь")),
        ("language", json!("uk")),
        ("first_start", json!(false)),
        ("sample", json!(false)),
        ("mailbox", json!(false)),
        ("now", json!(NOW)),
    ] {
        assert_eq!(session[field], value, "{field}");
    }
    assert_eq!(session["employee"]["name"], "Олена");
    assert_eq!(
        session["rights"],
        json!([
            "work",
            "answer_letters",
            "see_clients",
            "edit_clients",
            "send_mailings",
            "manage_settings",
            "manage_employees",
            "see_activity",
            "personal_data"
        ])
    );
    let again = json!({ "language": "en", "office_name": "x", "employee_name": "x", "sample": false });
    assert_eq!(bench.fail("office.start", again).code, "not_first_start");
}

#[test]
fn x5_settings_are_checked_before_they_are_kept() {
    let bench = Bench::new();
    let kept = bench.call("office.settings", json!({}));
    for (field, value, code) in [
        ("office_name", json!(""), "empty_text"),
        ("time_zone", json!("Europe/Atlantis"), "invalid_zone"),
        ("number_template", json!("{yyyy}"), "invalid_template"),
        ("number_template", json!("0".repeat(100_000)), "invalid_template"),
        ("archive_days", json!(-1), "bad_request"),
        ("archive_days", json!(i64::MAX), "bad_request"),
        ("no_reply_days", json!(0), "bad_request"),
        ("language", json!("xx"), "bad_request"),
        ("conversation_order", json!(5), "bad_request"),
    ] {
        let mut wrong = kept.clone();
        wrong[field] = value;
        assert_eq!(bench.fail("office.update", wrong).code, code, "{field}");
    }
    assert_eq!(bench.call("office.settings", json!({})), kept);
    let mut new = kept.clone();
    (new["archive_days"], new["conversation_order"]) = (json!(30), json!("newest"));
    assert_eq!(bench.call("office.update", new.clone()), new);
    assert_eq!(bench.call("office.settings", json!({})), new);
}

/// D2: each employee's window remembers for itself.
#[test]
fn d2_a_window_remembers_for_its_employee() {
    let bench = Bench::new();
    let (taras, seat) = bench.hire("taras", &["manager"]);
    bench.call("memory.set", json!({ "key": "theme", "value": "dark" }));
    bench.call("memory.set", json!({ "key": "widths", "value": { "list": [1, 2.5] } }));
    bench.call("memory.set", json!({ "key": "theme", "value": "light" }));
    assert_eq!(
        bench.call("memory.all", json!({})),
        json!({ "theme": "light", "widths": { "list": [1, 2.5] } })
    );
    assert_eq!(seat.dispatch("memory.all", json!({})).unwrap(), json!({}));
    // What somebody is writing may be longer than a width, and a card is told while they may see clients.
    let long = json!({ "text": "я".repeat(40_000) });
    let kept = |key: &str| json!({ "key": key, "value": long });
    assert_eq!(bench.fail("memory.set", kept("widths")).code, "bad_request");
    seat.dispatch("memory.set", kept("unsaved settings me")).unwrap();
    seat.dispatch("memory.set", kept("unsaved card 1")).unwrap();
    assert_eq!(seat.dispatch("memory.all", json!({})).unwrap().as_object().unwrap().len(), 2);
    let sql = format!(
        "UPDATE employee_role SET role_id = (SELECT id FROM role WHERE code = 'specialist') WHERE employee_id = {taras}"
    );
    bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    assert_eq!(seat.dispatch("memory.all", json!({})).unwrap(), json!({ "unsaved settings me": long }));
    bench.call("memory.set", json!({ "key": "theme", "value": null }));
    assert_eq!(bench.call("memory.all", json!({})), json!({ "widths": { "list": [1, 2.5] } }), "forgotten");
    assert_eq!(bench.fail("memory.set", json!({ "key": "k".repeat(101), "value": 1 })).code, "bad_request");
    assert_eq!(
        bench.fail("memory.set", json!({ "key": "k", "value": "x".repeat(30_000) })).code,
        "bad_request"
    );
}

/// X1: one button writes a snapshot that is checked, opens as an office and holds what was there.
#[test]
fn x1_a_backup_is_an_office_with_everything_in_it() {
    let bench = Bench::new();
    if bench.office.db.engine() == Engine::Postgres {
        println!("skipped: a PostgreSQL office is backed up by its server");
        return;
    }
    assert_eq!(bench.call("backup.last", json!({})), json!({ "at": null, "path": null, "ok": false }));
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let path = bench.folder.path().join("Резервна копія.db");
    let made = bench.call("backup.make", json!({ "path": path }));
    assert!(made["rows"].as_i64().unwrap() > 10 && made["bytes"].as_i64().unwrap() > 4096, "{made}");
    assert_eq!(bench.call("backup.last", json!({}))["ok"], true);
    let copy = Db::open(&Target::File(path.clone()), &migrations()).unwrap();
    let row = copy.read(|reader| reader.one("SELECT subject, id FROM request", &[])).unwrap();
    assert_eq!(
        (row.get::<String>("subject").unwrap(), row.get::<i64>("id").unwrap()),
        ("Шильда".to_owned(), request)
    );
    let taken = bench.fail("backup.make", json!({ "path": "/nonexistent/folder/x.db" }));
    assert!(!taken.code.is_empty());
    assert_eq!(bench.call("backup.last", json!({}))["at"], NOW, "a failed backup is none");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(bench.call("backup.last", json!({}))["ok"], false);
}

/// X1: whichever the engine, what triggers made of a card is in the backup once, and the same.
#[test]
fn x1_a_backup_brings_cards_with_what_they_are_found_by() {
    let bench = Bench::new();
    let card = json!({ "kind": "person", "name": "Мельник Ірина", "city": "Львів", "phones": ["067 220 11 45"],
        "emails": ["ira@melnyk.example"] });
    bench.call("clients.create", card);
    let faces = "SELECT client_id, face, sorted FROM client_face ORDER BY client_id";
    let told = |db: &Db| {
        let rows = db.read(|reader| reader.all(faces, &[])).unwrap();
        rows.iter().map(|row| row.get::<String>("face").unwrap()).collect::<Vec<_>>()
    };
    let path = bench.folder.path().join("copy.db");
    bench.call("backup.make", json!({ "path": path }));
    let copy = Db::open(&Target::File(path), &migrations()).unwrap();
    assert_eq!(told(&copy), told(&bench.office.db));
    assert_eq!(told(&copy).len(), 1);
}

/// X4: the file of a newer Deskbell is refused before anything is written to it.
#[test]
fn x4_a_newer_office_is_refused_unharmed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deskbell.db");
    let mut newer = migrations();
    newer.push(Migration {
        name: "V900__future".to_owned(),
        sql: "CREATE TABLE future (id INTEGER PRIMARY KEY) STRICT;".to_owned(),
    });
    drop(Db::open(&Target::File(path.clone()), &newer).unwrap());
    let before = std::fs::read(&path).unwrap();
    let error = Db::open(&Target::File(path.clone()), &migrations()).err().unwrap();
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{error}");
    let wire = deskbell_core::Error::from(error).wire();
    assert_eq!((wire.code.as_str(), wire.params["found"].clone()), ("newer_schema", json!("900")));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

/// E1: one's own name and signature.
#[test]
fn e1_the_own_name_and_signature() {
    let bench = Bench::new();
    let me = bench.call(
        "employees.update_me",
        json!({ "name": " Олена Коваль ", "signature": "<b>О. К.</b><img src=x onerror=y>" }),
    );
    assert_eq!(me["name"], "Олена Коваль");
    assert!(
        me["signature"].as_str().unwrap().contains("<b>О. К.</b>")
            && !me["signature"].as_str().unwrap().contains("onerror")
    );
    assert_eq!(bench.call("employees.me", json!({})), me);
    assert_eq!(bench.fail("employees.update_me", json!({ "name": " ", "signature": "" })).code, "empty_text");
    assert_eq!(bench.call("employees.list", json!({}))[0]["name"], "Олена Коваль");
}
