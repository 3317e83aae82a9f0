//! M4, M16: letters from files by the real intake; what cannot be read is listed with its source and never lost.

use deskbell_core::Error;
use deskbell_core::letters::{self, TakenCounts, Unread};
use serde_json::json;

use super::{Bench, DAY, NOW, OFFICE, items, mail};

fn take(bench: &Bench, path: &std::path::Path) -> TakenCounts {
    letters::take(&bench.api.desk().unwrap(), path).unwrap()
}

#[test]
fn m16_eml_mbox_and_maildir_come_in_by_the_same_way() {
    let bench = Bench::new();
    let folder = bench.folder.path().join("Пошта з пробілами");
    std::fs::create_dir_all(folder.join("Maildir/cur")).unwrap();
    let theirs = mail("a@x", "ira@melnyk.example", "Шильда").at(NOW - 1000);
    std::fs::write(folder.join("один.eml"), theirs.bytes()).unwrap();
    let ours = mail("o@x", &format!("Промінь <{OFFICE}>"), "Re: Шильда")
        .header("To", "ira@melnyk.example")
        .answers("a@x");
    std::fs::write(folder.join("two.eml"), ours.bytes()).unwrap();
    let mut mbox = Vec::new();
    for letter in [
        mail("b@x", "petro@other.example", "Вивіска").text("Рядок\r\n>From that day\r\n>>From here\r\n"),
        mail("c@x", "ira@melnyk.example", "Стара").at(NOW - 60 * DAY),
    ] {
        mbox.extend(b"From x@y Fri Nov 20 12:00:00 2026\r\n");
        mbox.extend(letter.bytes());
        mbox.extend(b"\r\n\r\n");
    }
    std::fs::write(folder.join("archive.mbox"), mbox).unwrap();
    std::fs::write(
        folder.join("Maildir/cur/1.host:2,S"),
        mail("d@x", "olha@other.example", "Бачена").bytes(),
    )
    .unwrap();
    std::fs::write(folder.join("Maildir/dovecot.index"), b"not a letter").unwrap();
    let counts = take(&bench, &folder);
    assert_eq!(counts, TakenCounts { letters: 5, placed: 5, known: 0, ignored: 0, unreadable: 0 });
    assert_eq!(take(&bench, &folder).known, 5, "a second time is nothing");
    let request = bench.find("Шильда")[0];
    let page = bench.request(request);
    assert_eq!(items(&page, "letter")[1]["direction"], "outgoing", "from our own address");
    assert_eq!(page["status"]["code"], "waiting");
    assert_eq!(bench.view("archive").len(), 1, "old letters are archive");
    let sign = bench.request(bench.find("Вивіска")[0]);
    let source = bench.call("letters.source", json!({ "id": sign["last_letter_id"] }));
    assert!(source["text"].as_str().unwrap().contains("\r\nFrom that day\r\n>From here\r\n"), "{source}");
    let seen = bench.request(bench.find("Бачена")[0]);
    assert_eq!(seen["unread"], false);
}

/// M4: listed once however often it is tried, with its source, saved as .eml, and read again when it can be.
#[test]
fn m4_a_letter_that_cannot_be_read_is_listed_and_tried_again() {
    let bench = Bench::new();
    let bytes = mail("a@x", "ira@melnyk.example", "Шильда").bytes();
    let desk = bench.office.desk();
    let packed = letters::raw::pack(&bytes).unwrap();
    let error = Error::Unreadable { code: "reader_failed".to_owned(), detail: "x".to_owned() };
    let note = |raw_id: i64| {
        let unread = Unread {
            raw_id: Some(raw_id),
            server: None,
            origin: "файл.eml",
            at: NOW,
            size: bytes.len() as i64,
            archive_before: None,
            error: &error,
        };
        desk.write(|tx| letters::note_unreadable(tx, &unread)).unwrap()
    };
    let raw_id = desk.write(|tx| letters::raw::store(tx, packed)).unwrap();
    let id = note(raw_id);
    assert_eq!(note(raw_id), id);
    let list = bench.call("letters.unreadable", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1);
    for (field, value) in [
        ("folder", json!("файл.eml")),
        ("size", json!(bytes.len())),
        ("tries", json!(2)),
        ("has_source", json!(true)),
    ] {
        assert_eq!(list[0][field], value, "{field}");
    }
    assert_eq!(
        (list[0]["error"]["code"].clone(), bench.call("requests.counts", json!({}))["unreadable"].clone()),
        (json!("unreadable"), json!(1))
    );
    assert!(
        bench.call("letters.source_unreadable", json!({ "id": id }))["text"]
            .as_str()
            .unwrap()
            .contains("Subject: Шильда")
    );
    let path = bench.folder.path().join("збережено.eml");
    bench.call("letters.save_unreadable", json!({ "id": id, "path": path }));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(bench.call("letters.retry", json!({ "id": id })), true);
    assert_eq!(bench.call("letters.unreadable", json!({})), json!([]));
    assert_eq!(bench.find("Шильда").len(), 1);
    for name in ["letters.retry", "letters.source_unreadable"] {
        assert_eq!(bench.fail(name, json!({ "id": id })).code, "not_found");
    }
}

/// M4: a file of nothing is listed, and the others come in all the same.
#[test]
fn m4_one_bad_letter_stops_no_other() {
    let bench = Bench::new();
    let folder = bench.folder.path().join("box");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("1.eml"), b"").unwrap();
    std::fs::write(folder.join("2.eml"), mail("a@x", "ira@melnyk.example", "Шильда").bytes()).unwrap();
    let counts = take(&bench, &folder);
    assert_eq!((counts.letters, counts.placed, counts.unreadable), (2, 1, 1));
    let row = bench.call("letters.unreadable", json!({}))[0].clone();
    assert_eq!(bench.call("letters.retry", json!({ "id": row["id"] })), false, "it still cannot");
    assert_eq!(bench.call("letters.unreadable", json!({}))[0]["tries"], 2);
}

/// M9: files by the name they came with, the number in brackets where it is taken.
#[test]
fn m9_files_are_saved_opened_and_looked_at() {
    let bench = Bench::new();
    let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let text = format!(
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nфайли\r\n--b\r\nContent-Type: image/png\r\n\
         Content-Disposition: attachment; filename=\"мій макет.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{png}\r\n\
         --b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"..\\..\\setup.pdf.exe\"\r\n\r\nMZ\r\n--b--\r\n"
    );
    let letter = mail("a@x", "ira@melnyk.example", "Файли")
        .header("Content-Type", "multipart/mixed; boundary=b")
        .text(&text);
    let id = bench.take(&letter).letter_id();
    let page = bench.request(bench.view("open")[0]);
    assert_eq!(page["has_files"], true);
    let files = items(&page, "letter")[0]["files"].clone();
    assert_eq!(
        (files[0]["name"].clone(), files[0]["program"].clone()),
        (json!("мій макет.png"), json!(false))
    );
    assert_eq!(files[1]["program"], true);
    assert!(!files[1]["name"].as_str().unwrap().contains(['\\', '/']), "{files}");
    let folder = bench.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let words = json!({ "letter_id": id, "folder": folder });
    let first = bench.call("files.save_all", words.clone());
    let second = bench.call("files.save_all", words);
    assert_eq!(
        (first["names"][0].clone(), second["names"][0].clone()),
        (json!("мій макет.png"), json!("мій макет (2).png"))
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4);
    let preview = bench.call("files.preview", json!({ "letter_id": id, "position": 0 }));
    // M9: a stranger's picture is read here and drawn anew; the window gets a small one.
    let shown = preview["data_url"].as_str().unwrap();
    assert!(shown.starts_with("data:image/jpeg;base64,") && !shown.contains(png), "{shown}");
    assert!(bench.call("files.preview", json!({ "letter_id": id, "position": 1 })).is_null());
    let opened = bench.call("files.open", json!({ "letter_id": id, "position": 1 }))["path"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(std::fs::metadata(&opened).unwrap().permissions().readonly());
    assert_eq!(bench.office.sweep_opened(), Vec::<String>::new());
    assert!(!std::path::Path::new(&opened).exists(), "swept when the window ends");
    assert_eq!(
        bench.fail("files.save", json!({ "letter_id": id, "position": 9, "path": "/tmp/x" })).code,
        "not_found"
    );
    let source = bench.call("letters.source", json!({ "id": id }));
    assert_eq!(
        (source["text"].as_str().unwrap().contains("boundary=b"), source["truncated"].clone()),
        (true, json!(false))
    );
}

/// M3, M4: a letter of years ago that can be read only later is as old as when it first came.
#[test]
fn m3_m4_a_letter_that_is_read_later_is_archive_all_the_same() {
    let bench = Bench::new();
    let bytes = mail("a@x", "ira@melnyk.example", "Давня").at(NOW - 900 * DAY).bytes();
    let error = Error::Unreadable { code: "reader_failed".to_owned(), detail: "x".to_owned() };
    let desk = bench.office.desk();
    let packed = letters::raw::pack(&bytes).unwrap();
    let id = desk
        .write(|tx| {
            let unread = Unread {
                raw_id: Some(letters::raw::store(tx, packed)?),
                server: None,
                origin: "архів.mbox",
                at: NOW,
                size: bytes.len() as i64,
                archive_before: Some(NOW - 14 * DAY),
                error: &error,
            };
            letters::note_unreadable(tx, &unread)
        })
        .unwrap();
    bench.wait(DAY);
    assert_eq!(bench.call("letters.retry", json!({ "id": id })), true);
    assert_eq!(bench.view("archive"), bench.find("Давня"));
    assert!(bench.view("open").is_empty());
}

/// M9: a file that cannot be read from its letter is told; an empty one in its place would pass for it.
#[test]
fn m9_a_file_that_cannot_be_read_is_not_saved_empty() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Макет"));
    let letter = bench.request(request)["last_letter_id"].clone();
    bench
        .office
        .desk()
        .write(|tx| {
            let file = "INSERT INTO file (letter_id, position, name, type, size, inline)
                VALUES (?1, 5, 'макет.pdf', 'application/pdf', 9, 0)";
            Ok(tx.run(file, deskbell_store::params![letter.as_i64().unwrap()])?)
        })
        .unwrap();
    let folder = bench.folder.path().join("файли");
    std::fs::create_dir(&folder).unwrap();
    let words = json!({ "letter_id": letter, "folder": folder.display().to_string() });
    assert_eq!(bench.fail("files.save_all", words).code, "not_found");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
