//! Letters from hell: each one is shown or listed as unreadable, and none stops the good ones.

use deskbell_tests::letters::{from_hell, heavy, plain};
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::process::peak_memory;
use deskbell_tests::{skip, skip_if};
use serde_json::json;
use std::time::{Duration, Instant};

/// M2, M4: everything on the server is in a request or listed, and can be opened without harm.
#[test]
fn m2_m4_letters_from_hell_are_shown_or_listed_and_stop_nothing() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let hell = from_hell("office@office.test");
    let good = |number: u32| {
        let id = format!("good-{number}@example.com");
        plain(
            &format!("good{number}@example.com"),
            "office@office.test",
            &format!("good {number}"),
            &id,
            "Гаразд.",
        )
    };
    let letters = std::iter::once(good(1)).chain(hell.iter().map(|(_, raw)| raw.clone())).chain([good(2)]);
    host.fill("office", letters);
    let office = Office::new(Engine::chosen());
    office.connect("office", host.imap(), host.submission());
    office.sync();
    let subjects: Vec<String> =
        office.requests("all").iter().map(|row| text(row, "subject").to_owned()).collect();
    for number in [1, 2] {
        assert!(subjects.contains(&format!("good {number}")), "the good ones came: {subjects:?}");
    }
    let listed = office.call("letters.unreadable", json!({}));
    let listed = rows(&listed).len();
    assert_eq!(subjects.len() + listed, hell.len() + 2, "none is lost: {subjects:?}, {listed} unreadable");
    for folder in rows(&office.call("mailbox.accounting", json!({}))) {
        assert_eq!(folder["missing"], 0, "{folder}");
    }
    for request in office.requests("all") {
        for letter in office.conversation(id(&request)) {
            office.call("letters.body", json!({"id": letter["id"], "pictures": false}));
            office.call("letters.source", json!({"id": letter["id"]}));
        }
    }
}

/// M2, M9: fifty megabytes in one letter come in with bounded memory, and the file is whole.
#[test]
fn m2_m9_a_letter_of_fifty_megabytes_comes_in_within_bounds() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let small = plain("small@example.com", "office@office.test", "small", "small@example.com", "Маленький.");
    let before =
        plain("before@example.com", "office@office.test", "before", "before@example.com", "Перед ним.");
    // Between small ones: it has to wait for the room that the first of them holds.
    host.fill("office", [before, heavy("office@office.test", "heavy", 50), small].into_iter());
    let office = Office::new(Engine::chosen());
    office.connect("office", host.imap(), host.submission());
    let mut sync = office.start(&["sync", "--once"]);
    let (start, mut peak) = (Instant::now(), 0.0_f64);
    while sync.alive() && start.elapsed() < Duration::from_secs(120) {
        peak = peak.max(peak_memory(sync.0.id()).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(!sync.alive(), "the sync ends");
    // The letter, its decoded file, its compressed form, and the program itself.
    assert!(peak < 400.0, "{peak} MB");
    let subjects: Vec<String> =
        office.requests("all").iter().map(|row| text(row, "subject").to_owned()).collect();
    assert!(subjects.iter().any(|subject| subject == "small"), "{subjects:?}");
    let Some(request) = office.requests("all").into_iter().find(|row| text(row, "subject") == "hell-heavy")
    else {
        let listed = office.call("letters.unreadable", json!({}));
        assert_eq!(rows(&listed).len(), 1, "too big to take is listed: {listed}");
        return;
    };
    let letter = office.conversation(id(&request)).remove(0);
    let path = office.folder().join("saved.bin");
    let position = letter["files"][0]["position"].clone();
    office.call("files.save", json!({"letter_id": letter["id"], "position": position, "path": path}));
    let saved = std::fs::read(&path).expect("the saved file");
    assert!(saved.len() > 36_000_000 && saved.iter().all(|byte| *byte == 0x5a), "{} bytes", saved.len());
}

/// M16: the same letters from files go the same way, and once only.
#[test]
fn m16_taken_from_files_twice_they_are_there_once() {
    let office = Office::new(Engine::Sqlite);
    let folder = office.folder().join("letters");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, raw) in from_hell("office@office.test") {
        std::fs::write(folder.join(format!("{name}.eml")), raw).expect("a file");
    }
    let path = folder.display().to_string();
    office.run(&["take", &path]);
    let first = office.requests("all").len();
    office.run(&["take", &path]);
    assert_eq!(office.requests("all").len(), first, "nothing is doubled");
    assert!(first > 0);
}
