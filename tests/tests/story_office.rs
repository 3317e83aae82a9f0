//! The office's own paper: first start, sample data, reminders at launch, backup and a newer file.

use deskbell_tests::office::{Engine, Office, rows, text};
use serde_json::json;

/// K6: the reminders due now are mine, undone, for today or before; done ones leave.
#[test]
fn k6_look_gives_what_is_due_and_missed() {
    let office = Office::new(Engine::chosen());
    let today = text(&office.call("session.get", json!({})), "today").to_owned();
    let none = office.run(&["look"]);
    assert_eq!(none["total"], 0, "{none}");
    let remind = |day: &str, what: &str| {
        let fields = json!({"day": day, "time": null, "text": what, "category_id": null, "priority": "normal",
            "employee_id": null});
        office.call("reminders.create", json!({"client_id": null, "request_id": null, "fields": fields}))
    };
    remind(&today, "сьогодні");
    let missed = remind("2020-02-29", "пропущене");
    remind("2999-01-01", "майбутнє");
    let due = office.run(&["look"]);
    assert_eq!((&due["total"], &due["today"], &due["missed"]), (&json!(2), &json!(1), &json!(1)), "{due}");
    office.call("reminders.done", json!({"ids": [missed["id"]], "done": true}));
    let due = office.run(&["look"]);
    assert_eq!((&due["total"], &due["missed"]), (&json!(1), &json!(0)), "{due}");
    assert_eq!(text(&rows(&due["first"])[0], "text"), "сьогодні");
}

/// D1: the sample office is full, can be looked at, and its data can be removed.
#[test]
fn d1_the_sample_office_is_full_and_can_be_emptied() {
    let office = Office::sample(Engine::chosen());
    let count = |view: &str| office.requests(view).len();
    assert!(count("open") >= 10, "{} open requests", count("open"));
    assert!(office.run(&["look"])["total"].as_u64() >= Some(1), "something is due");
    assert!(rows(&office.call("clients.list", json!({"limit": 100}))["rows"]).len() >= 30);
    office.call("office.remove_sample", json!({}));
    assert_eq!((count("all"), office.run(&["look"])["total"].clone()), (0, json!(0)));
}

/// X1: a backup is checked, and restoring brings back what was there; X4: rubbish is refused unharmed.
#[test]
fn x1_x4_a_backup_comes_back_and_rubbish_is_refused() {
    let office = Office::sample(Engine::Sqlite);
    let before = office.requests("all").len();
    let copy = office.folder().join("copy.deskbell").display().to_string();
    office.run(&["backup", &copy]);
    let kept = std::fs::read(&copy).expect("the copy");
    let refused = office.attempt(&["backup", &copy]).expect_err("a file of the same name is kept");
    assert_eq!(text(&refused, "code"), "file_exists");
    assert!(std::fs::read(&copy).expect("the copy") == kept, "untouched");
    office.run(&["backup", &copy, "--force"]);
    office.call("office.remove_sample", json!({}));
    assert_eq!(office.requests("all").len(), 0);
    office.run(&["restore", &copy]);
    assert_eq!(office.requests("all").len(), before);
    let rubbish = office.folder().join("rubbish").display().to_string();
    std::fs::write(&rubbish, b"SQLite format 3\0 but not really").expect("a file");
    let error = office.attempt(&["restore", &rubbish]).expect_err("rubbish is refused");
    assert_eq!(text(&error, "code"), "backup_damaged", "{error}");
    assert_eq!(office.requests("all").len(), before, "nothing was harmed");
}

/// D1: what goes wrong at the command line is said as a sentence that names it and says what to do; what is misspelt is
/// not passed over.
#[test]
fn d1_errors_of_the_command_line_say_what_to_do() {
    let office = Office::new(Engine::Sqlite);
    let nowhere = office.folder().join("nowhere").display().to_string();
    let file = office.folder().join("nowhere").join("copy").display().to_string();
    for (words, code, told) in [
        (vec!["--data", &nowhere, "look"], "no_office", &nowhere[..]),
        (vec!["init"], "not_first_start", "set up already"),
        (vec!["--as", "nobody", "look"], "no_such_login", "nobody"),
        (vec!["call", "reqests.list"], "no_such_command", "reqests.list"),
        (vec!["call", "reminders.list", r#"{"serch":"x"}"#], "bad_request", "Check what is filled in"),
        (vec!["take", &nowhere], "io", &nowhere),
        (vec!["letter", &nowhere], "io", &nowhere),
        (vec!["backup", &file], "cannot_open_database", &nowhere),
        (vec!["sync", "--once"], "no_mailbox", "Connect one"),
        (vec!["fly"], "bad_request", "Check what is filled in"),
    ] {
        let error = office.attempt(&words).expect_err("refused");
        assert_eq!(text(&error, "code"), code, "{error}");
        assert!(text(&error, "text").contains(told), "{words:?}: {error}");
    }
    let error = office.attempt(&["call", "reminders.list", r#"{"serch":"x"}"#]).expect_err("refused");
    assert_eq!(text(&error, "detail"), "reminders.list knows no serch");
    assert!(text(&office.attempt(&["fly"]).expect_err("refused"), "detail").contains("'fly'"));
}

/// M1: without a keyring the password lies in one file that nobody else may read, and in nothing else: not in
/// the database, not in a log, not in an answer.
#[test]
fn m1_the_password_lies_in_its_own_closed_file_only() {
    let office = Office::new(Engine::Sqlite);
    let password = "Tr0ub4dor-nowhere";
    let server = deskbell_tests::office::server("office", 1, "plain", None);
    let mailbox = deskbell_tests::office::mailbox("office", server.clone(), server);
    office.call("mailbox.save", json!({"mailbox": mailbox, "password": password, "in_file": true}));
    assert!(!office.call("mailbox.get", json!({})).to_string().contains(password));
    let mut folders = vec![office.folder().to_path_buf()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            read += 1;
            let bytes = std::fs::read(entry.path()).expect("a file");
            let found = bytes.windows(password.len()).any(|window| window == password.as_bytes());
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(!found || name == "secrets.json", "{name} holds the password");
            if name == "secrets.json" {
                assert_closed(&entry.path());
            }
        }
    }
    assert!(read > 0);
}

#[cfg(unix)]
fn assert_closed(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o077, 0, "others may not read it: {mode:o}");
}

#[cfg(not(unix))]
fn assert_closed(_path: &std::path::Path) {}
