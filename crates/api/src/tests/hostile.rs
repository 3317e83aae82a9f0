//! What nobody should send to the office: it answers an error with a code, never a panic, the same on both engines.

use deskbell_core::Error;
use serde_json::{Map, Value as Json, json};

use super::{Bench, ids, mail};
use crate::{commands, typescript};

/// Commands that leave the machine alone whatever their words are; the others are tried with words that cannot succeed.
fn reaches_out(name: &str) -> bool {
    matches!(name, "mailbox.test" | "backup.make" | "office.remove_sample" | "mailbox.remove")
}

fn is_known(code: &str) -> bool {
    Error::codes().contains(&code)
}

fn attempt(bench: &Bench, name: &str, words: &Json) {
    if let Err(error) = bench.api.dispatch(name, words.clone()) {
        assert!(is_known(&error.code), "{name}: {error:?}");
    }
}

/// The fields of a command's request as the generated types tell them.
fn fields(command: &crate::CommandInfo) -> Vec<String> {
    let text = typescript();
    let head = format!("export type {} = {{", command.request);
    let Some((_, rest)) = text.split_once(&head) else { return Vec::new() };
    let (inside, _) = rest.split_once("};").unwrap();
    let mut names: Vec<String> = Vec::new();
    for piece in inside.split([',', '\n', ';']) {
        let name = piece
            .rsplit("*/")
            .next()
            .unwrap()
            .split(':')
            .next()
            .unwrap()
            .trim()
            .trim_end_matches('?')
            .trim_matches('"');
        if !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_') {
            names.push(name.to_owned());
        }
    }
    names
}

fn words_with(names: &[String], value: &Json) -> Json {
    Json::Object(names.iter().map(|name| (name.clone(), value.clone())).collect::<Map<_, _>>())
}

/// An office with one of everything, so that ids 1 and 2 exist.
fn filled() -> Bench {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    bench.request_of(&mail("b@x", "petro@other.example", "Вивіска"));
    bench.call("requests.add_client", json!({ "id": request }));
    bench.draft(request, "<p>Так</p>");
    bench.call("requests.note", json!({ "request_id": request, "text": "x" }));
    bench
}

#[test]
fn every_command_bears_words_of_the_wrong_kind() {
    let bench = filled();
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1.5),
        json!(1e308),
        json!(""),
        json!("x"),
        json!("\0"),
        json!("2026-11-20"),
        json!([]),
        json!([[[[]]]]),
        json!([1, -1, i64::MIN]),
        json!({}),
        json!([{ "name": "\0", "address": "\0@\0" }]),
    ];
    let mut named = 0;
    for command in commands().iter().filter(|command| !reaches_out(command.name)) {
        let names = fields(command);
        named += names.len();
        for value in &values {
            attempt(&bench, command.name, value);
            attempt(&bench, command.name, &words_with(&names, value));
        }
    }
    assert!(named > 120, "only {named} fields were found in the generated types");
    assert_eq!(bench.call("session.get", json!({}))["first_start"], false, "the office still works");
    assert_eq!(bench.view("all").len(), bench.number("SELECT count(*) AS n FROM request") as usize);
}

/// Ids and instants at the ends of their kind, each in its own field with everything else right.
#[test]
fn ids_and_instants_at_the_ends_of_their_kind() {
    let bench = filled();
    let reminder = |day: &str| json!({ "day": day, "time": null, "text": "x", "category_id": null, "priority": "low", "employee_id": null });
    for id in [i64::MIN, -1, 0, 999_999, i64::MAX] {
        for (name, words) in [
            ("requests.get", json!({ "id": id })),
            ("requests.seen", json!({ "id": id, "seen": true })),
            ("requests.status", json!({ "ids": [id], "status": "done" })),
            ("requests.assign", json!({ "ids": [id], "employee_id": null })),
            ("requests.assign", json!({ "ids": [1], "employee_id": id })),
            ("requests.update", json!({ "id": id, "subject": "x" })),
            ("requests.note", json!({ "request_id": id, "text": "x" })),
            ("requests.add_client", json!({ "id": id })),
            ("requests.link_client", json!({ "id": 1, "client_id": id })),
            ("requests.create", json!({ "subject": "x", "client_id": id })),
            ("letters.body", json!({ "id": id, "pictures": false })),
            ("letters.source", json!({ "id": id })),
            ("letters.make_request", json!({ "id": id })),
            ("files.preview", json!({ "letter_id": 1, "position": id })),
            ("drafts.start", json!({ "request_id": id })),
            ("drafts.start", json!({ "request_id": 2, "letter_id": id })),
            ("drafts.remove", json!({ "id": id })),
            ("outbox.retry", json!({ "letter_id": id })),
            ("clients.get", json!({ "id": id })),
            ("contacts.get", json!({ "id": id })),
            ("reminders.get", json!({ "id": id })),
            ("reminders.done", json!({ "ids": [id], "done": true })),
            (
                "reminders.create",
                json!({ "client_id": id, "request_id": null, "fields": reminder("2026-11-20") }),
            ),
        ] {
            if id == 0 && name == "files.preview" {
                continue;
            }
            let error = bench.fail(name, words.clone());
            assert!(
                ["not_found", "row_referred_to"].contains(&error.code.as_str()),
                "{name} {words}: {error:?}"
            );
        }
    }
    for at in [i64::MIN, -1, i64::MAX] {
        assert_eq!(bench.fail("requests.update", json!({ "id": 1, "deadline": at })).code, "bad_request");
        assert_eq!(
            bench.fail("requests.create", json!({ "subject": "x", "deadline": at })).code,
            "bad_request"
        );
    }
    for limit in [i64::MIN, -1, 0, i64::MAX] {
        for name in ["requests.list", "clients.list", "contacts.list", "reminders.list", "letters.ignored"] {
            bench.call(name, json!({ "limit": limit }));
        }
    }
    for after in [
        "",
        ":",
        "x:y",
        "1",
        "1:2:3",
        "\u{1f}",
        "9223372036854775807:9223372036854775807",
        "||",
        "a|b|c",
        "\0:\0",
    ] {
        for name in ["requests.list", "clients.list", "contacts.list", "reminders.list", "letters.ignored"] {
            bench.call(name, json!({ "after": after }));
        }
    }
    bench.call("requests.counts", json!({}));
}

/// PostgreSQL keeps no NUL in a text: it is taken out at the door, on both engines alike.
#[test]
fn nul_is_taken_out_of_every_text() {
    let bench = filled();
    let request =
        bench.call(
            "requests.create",
            json!({ "subject": "Ви\0віска", "name": "Ос\0тап", "comment": "\0x\0" }),
        )["id"]
            .clone();
    let page = bench.request(request.as_i64().unwrap());
    assert_eq!(
        (page["subject"].clone(), page["who"].clone(), page["comment"].clone()),
        (json!("Вивіска"), json!("Остап"), json!("x"))
    );
    assert_eq!(
        bench.fail("requests.note", json!({ "request_id": request, "text": "\0\0" })).code,
        "empty_text"
    );
    bench.call("requests.note", json!({ "request_id": request, "text": "но\0татка" }));
    bench.call("memory.set", json!({ "key": "a\0b", "value": { "x\0y": "z\0" } }));
    let card = json!({ "kind": "person", "name": "І\0ра", "phones": ["050\0 1234567"], "emails": ["i\0ra@x.example"], "city": "\0", "address": "\0",
        "interests": "\0", "discount": 0, "terms": "\0", "notes": "a\0b", "manager_id": null });
    let made = bench.call("clients.create", card);
    assert_eq!(
        (made["name"].clone(), made["notes"].clone(), made["emails"][0].clone()),
        (json!("Іра"), json!("ab"), json!("ira@x.example"))
    );
    let contact = json!({ "client_id": null, "request_id": null, "direction": "incoming", "channel": "call", "information": "д\0звонив",
        "reminder": { "day": "2026-11-20", "time": null, "text": "на\0гадати", "category_id": null, "employee_id": null } });
    let made = bench.call("contacts.create", contact);
    assert_eq!(
        (made["information"].clone(), made["reminder"]["text"].clone()),
        (json!("дзвонив"), json!("нагадати"))
    );
    let draft = bench.call("drafts.start", json!({ "request_id": 2 }));
    let text = json!({ "id": draft["id"], "to": [{ "name": "\0І", "address": "\0i@x.example" }], "cc": [], "bcc": [], "subject": "т\0ема", "html": "<p>т\0екст</p>" });
    bench.call("drafts.save", text);
    bench.call(
        "drafts.attach_bytes",
        json!({ "id": draft["id"], "name": "ф\0айл.txt", "type": "te\0xt/plain", "base64": "eA==" }),
    );
    bench.call("employees.update_me", json!({ "name": "О\0лена", "signature": "\0" }));
    bench.call("letters.pictures_from", json!({ "address": "\0a@x.example", "always": true }));
    for name in ["requests.list", "clients.list", "contacts.list", "reminders.list"] {
        bench.call(name, json!({ "search": "\0" }));
    }
    bench.call("contacts.suggest", json!({ "text": "\0" }));
}

/// A letter may hold anything: NUL, endless ids and names, addresses that no index takes. It comes in all the same.
#[test]
fn m4_a_letter_full_of_nul_and_endless_fields_comes_in() {
    let bench = Bench::new();
    // Not one sign repeated: PostgreSQL would press that small enough for its indexes.
    let noise: String = (0_u64..9000)
        .map(|index| char::from(b'a' + (index.wrapping_mul(6_364_136_223_846_793_005) >> 59) as u8 % 26))
        .collect();
    let letters = [
        mail("a\0b@x", "І\0ра <i\0ra@x.example>", "Т\0ема").text("те\0кст"),
        mail("b@x", "=?utf-8?B?AEEAQgA=?= <b@x.example>", "=?utf-8?B?AEEAQgA=?="),
        mail(&format!("{noise}@x"), &format!("{noise} <{noise}@{noise}.example>"), &noise).references(&[&noise, "a@x", &format!("{noise}1@x")]),
        mail("d@x", "d@x.example", "файл").header("Content-Type", "multipart/mixed; boundary=b").text(
            "--b\r\nContent-Type: application/x\0y; name=\"a\0b.txt\"\r\nContent-ID: <c\0d>\r\nContent-Disposition: attachment; filename*=utf-8''%00%41.pdf\r\n\r\nx\0y\r\n--b--\r\n"),
        mail("e@x", "MAILER-DAEMON@x.example", "Undelivered Mail Returned to Sender").header("Auto-Submitted", "auto-replied").text("\0"),
        super::bounce("f@x", &noise, &format!("\0{noise}@x.example")),
    ];
    for letter in &letters {
        bench.take(letter);
    }
    assert_eq!(bench.number("SELECT count(*) AS n FROM letter"), letters.len() as i64);
    for id in bench.view("all") {
        bench.request(id);
        let answer = bench.api.dispatch("requests.add_client", json!({ "id": id }));
        assert!(answer.is_ok() || is_known(&answer.unwrap_err().code));
    }
    bench.call("letters.ignored", json!({}));
}

/// Texts of megabytes are kept whole or refused; nothing slows to a halt over them.
#[test]
fn endless_texts_are_kept_or_refused() {
    let bench = filled();
    let long = "довгий текст ".repeat(100_000);
    let note = bench.call("requests.note", json!({ "request_id": 1, "text": long }));
    assert!(note["id"].is_i64());
    assert_eq!(ids(&bench.call("requests.list", json!({ "view": "all", "search": "довгий" }))), [1]);
    for (name, words) in [
        ("requests.list", json!({ "search": long })),
        ("clients.list", json!({ "search": long })),
        ("contacts.list", json!({ "search": long })),
        ("reminders.list", json!({ "search": long })),
        ("contacts.suggest", json!({ "text": long })),
        ("letters.pictures_from", json!({ "address": format!("{long}@x.example"), "always": true })),
        ("requests.status", json!({ "ids": [1], "status": long })),
        ("employees.update_me", json!({ "name": long, "signature": "" })),
        ("requests.update", json!({ "id": 1, "subject": long })),
        ("nonsense", json!({ "text": long })),
    ] {
        attempt(&bench, name, &words);
    }
    assert_eq!(bench.fail("no.such.command", json!({})).code, "no_such_command");
}
