//! M1: the mailbox's settings, and that its password lies nowhere but in the keyring or, after a word, in a file.

use std::sync::{Arc, Mutex};

use deskbell_core::secrets::Secrets;
use deskbell_store::Engine;
use serde_json::{Value as Json, json};

use super::{Bench, items, mail, mailbox};

const PASSWORD: &str = "дуже-таємний-Пароль-7391";

fn save(bench: &Bench, password: Option<&str>, in_file: bool) -> Result<Json, deskbell_core::WireError> {
    bench
        .api
        .dispatch("mailbox.save", json!({ "mailbox": mailbox(), "password": password, "in_file": in_file }))
}

/// Everything that the database holds, as text.
fn dump(bench: &Bench) -> String {
    let tables = match bench.office.db.engine() {
        Engine::Sqlite => bench.rows("SELECT name FROM sqlite_master WHERE type = 'table'", &[]),
        Engine::Postgres => {
            bench.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'", &[])
        }
    };
    let mut all = String::new();
    for table in tables {
        let name: String = table.get("name").unwrap();
        for row in bench.rows(&format!("SELECT * FROM {name}"), &[]) {
            all.push_str(&format!("{row:?}\n"));
        }
    }
    all
}

/// M1: not in the database or its file, the log of changes, the events, or any answer.
#[test]
fn m1_the_password_lies_nowhere_in_the_office() {
    let bench = Bench::bare();
    bench.start(false);
    let events: Arc<Mutex<String>> = Arc::default();
    let heard = Arc::clone(&events);
    bench.office.listen(move |event| heard.lock().unwrap().push_str(&format!("{event:?}\n")));
    let mut answers = save(&bench, Some(PASSWORD), false).unwrap().to_string();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.answer(request, "<p>Так</p>");
    for name in
        ["mailbox.get", "mailbox.status", "session.get", "office.settings", "outbox.list", "memory.all"]
    {
        answers.push_str(&bench.call(name, json!({})).to_string());
    }
    for wrong in [
        json!(PASSWORD),
        json!({ "password": PASSWORD }),
        json!({ "mailbox": PASSWORD, "password": [PASSWORD], "in_file": 1 }),
        json!({ "mailbox": mailbox(), "password": PASSWORD, "in_file": PASSWORD }),
    ] {
        for name in ["mailbox.save", "mailbox.test"] {
            answers.push_str(&format!("{:?}", bench.api.dispatch(name, wrong.clone())));
        }
    }
    let path = bench.folder.path().join("backup.db");
    if bench.office.db.engine() == Engine::Sqlite {
        bench.call("backup.make", json!({ "path": path }));
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes()), "in the backup");
    }
    save(&bench, None, false).unwrap();
    bench.call("mailbox.remove", json!({}));
    assert!(bench.call("mailbox.get", json!({})).is_null());
    for (place, text) in
        [("answers", answers), ("database", dump(&bench)), ("events", events.lock().unwrap().clone())]
    {
        assert!(text.len() > 100, "{place} were looked at");
        assert!(!text.contains(PASSWORD), "in the {place}");
    }
    assert_eq!(bench.office.secrets.get("mailbox").unwrap(), None, "removed with the mailbox");
}

#[test]
fn m1_the_settings_are_kept_and_a_new_password_only_where_one_is_given() {
    let bench = Bench::bare();
    bench.start(false);
    assert!(bench.call("mailbox.get", json!({})).is_null());
    let saved = save(&bench, Some(PASSWORD), false).unwrap();
    assert_eq!(
        (saved["has_password"].clone(), saved["password_place"].clone()),
        (json!(true), json!("keyring"))
    );
    assert_eq!(saved["imap"], mailbox()["imap"]);
    save(&bench, None, false).unwrap();
    assert_eq!(bench.office.secrets.get("mailbox").unwrap().unwrap().0, PASSWORD);
    assert_eq!(bench.call("session.get", json!({}))["mailbox"], true);
    for (field, value, code) in [
        ("address", json!("office"), "bad_address"),
        ("imap", json!({ "host": " ", "port": 1, "security": "tls", "user": "" }), "empty_text"),
        ("smtp", json!({ "host": "x", "port": 70_000, "security": "tls", "user": "" }), "bad_request"),
    ] {
        let mut wrong = mailbox();
        wrong[field] = value;
        let words = json!({ "mailbox": wrong, "password": "нове", "in_file": false });
        assert_eq!(bench.fail("mailbox.save", words).code, code, "{field}");
    }
    assert_eq!(
        bench.office.secrets.get("mailbox").unwrap().unwrap().0,
        PASSWORD,
        "nothing of a refused mailbox is kept"
    );
}

/// M1: without a keyring nothing is stored in silence; after the explicit word the file alone has the password.
#[test]
#[cfg(target_os = "linux")]
fn m1_without_a_keyring_nothing_is_stored_in_silence() {
    // The bus is asked for through the environment, which one test must not change for the others.
    let tests = std::env::current_exe().unwrap();
    let output = std::process::Command::new(tests)
        .args(["--exact", "--ignored", "--nocapture", "tests::mailbox::m1_on_a_machine_without_a_bus"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env("XDG_RUNTIME_DIR", "/nonexistent")
        .env_remove("DESKBELL_SECRETS")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[ignore = "run by m1_without_a_keyring_nothing_is_stored_in_silence"]
fn m1_on_a_machine_without_a_bus() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::with(Secrets::system(folder.path(), "test"));
    bench.start(false);
    assert_eq!(save(&bench, Some(PASSWORD), false).unwrap_err().code, "no_keyring");
    assert!(bench.call("mailbox.get", json!({})).is_null());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no file either");
    let saved = save(&bench, Some(PASSWORD), true).unwrap();
    assert_eq!(
        (saved["has_password"].clone(), saved["password_place"].clone()),
        (json!(true), json!("file"))
    );
    assert!(std::fs::read_to_string(folder.path().join("secrets.json")).unwrap().contains(PASSWORD));
    assert!(!dump(&bench).contains(PASSWORD));
}

#[test]
fn m1_suggestions_of_providers() {
    let bench = Bench::new();
    let known = bench.call("mailbox.suggest", json!({ "address": " olena@ukr.net " }));
    assert_eq!((known["known"].clone(), known["imap"]["host"].clone()), (json!(true), json!("imap.ukr.net")));
    let guess = bench.call("mailbox.suggest", json!({ "address": "olena@promin.example" }));
    assert_eq!(
        (guess["known"].clone(), guess["smtp"]["host"].clone()),
        (json!(false), json!("smtp.promin.example"))
    );
    assert_eq!(bench.fail("mailbox.suggest", json!({ "address": "olena" })).code, "bad_address");
}

/// M8: a sender's pictures are asked for once or always; what a forward carries is not folded away as a quote.
#[test]
fn m8_the_body_of_a_letter() {
    let bench = Bench::new();
    let html = "<p>Гляньте</p><script>alert(1)</script><img src=\"https://pictures.invalid/a.png\"><blockquote type=\"cite\">старе</blockquote>";
    let written = |id: &str, subject: &str| {
        mail(id, "ira@melnyk.example", subject).header("Content-Type", "text/html; charset=utf-8").text(html)
    };
    let body = |request: i64| {
        let page = bench.request(request);
        bench.call("letters.body", json!({ "id": items(&page, "letter")[0]["id"], "pictures": false }))
    };
    let answer = body(bench.request_of(&written("a@x", "Re: Макет")));
    assert!(!answer["html"].as_str().unwrap().contains("script"));
    assert_eq!(
        (answer["remote_pictures"].clone(), answer["pictures_always"].clone()),
        (json!(1), json!(false))
    );
    assert!(answer["quoted"].as_str().unwrap().contains("старе"));
    let forward = body(bench.request_of(&written("b@x", "Fwd: Макет")));
    assert!(forward["quoted"].is_null() && forward["html"].as_str().unwrap().contains("старе"), "{forward}");
    bench.call("letters.pictures_from", json!({ "address": "IRA@melnyk.example", "always": true }));
    assert_eq!(body(bench.view("open")[0])["pictures_always"], true);
    bench.call("letters.pictures_from", json!({ "address": "ira@melnyk.example", "always": false }));
    assert_eq!(body(bench.view("open")[0])["pictures_always"], false);
}
