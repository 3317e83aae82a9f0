//! C5: everything with a client in one timeline.

use std::time::Instant;

use deskbell_store::Value;
use serde_json::{Value as Json, json};

use super::{Bench, HOUR, NOW, mail};

fn kinds(page: &Json) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
}

/// A client with one thing of every kind, an hour apart, in this order.
fn busy(bench: &Bench) -> Json {
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда").at(NOW - 1000));
    let client = bench.call("requests.add_client", json!({ "id": request }))["id"].clone();
    bench.wait(HOUR);
    bench.call("requests.note", json!({ "request_id": request, "text": "Латунь 0,5 мм" }));
    bench.wait(HOUR);
    let reminder =
        json!({ "day": "2026-11-20", "time": "10:00", "text": "Передзвонити", "priority": "normal" });
    let contact = json!({ "client_id": client, "direction": "incoming", "channel": "call",
        "information": "Питала про ціни", "reminder": reminder });
    let made = bench.call("contacts.create", contact);
    bench.wait(HOUR);
    bench.call("reminders.done", json!({ "ids": [made["reminder"]["id"]], "done": true }));
    bench.wait(HOUR);
    let path = bench.folder.path().join("макет.pdf");
    std::fs::write(&path, "%PDF").unwrap();
    bench.call("client_files.add", json!({ "client_id": client, "path": path.display().to_string() }));
    bench.wait(HOUR);
    let fields = json!({ "name": "Ірина Мельник", "emails": ["ira@melnyk.example"], "city": "Київ" });
    bench.call("clients.update", json!({ "id": client, "fields": fields }));
    bench.wait(HOUR);
    bench.answer(request, "<p>Ціна 200 грн</p>");
    client
}

#[test]
fn c5_everything_with_a_client_newest_first() {
    let bench = Bench::new();
    let client = busy(&bench);
    bench.take(&mail("b@x", "Петро <petro@other.example>", "Інше"));
    let page = bench.call("clients.timeline", json!({ "client_id": client }));
    // The answer is there once: as the letter, not as the contact that was logged of it.
    let told = kinds(&page);
    // Whoever answers becomes the manager: the card was changed in the same moment.
    let wanted = ["letter", "change", "change", "file", "reminder", "contact", "note"];
    assert_eq!(told[..7], wanted, "{page}");
    assert_eq!(told.len(), 10, "{page}");
    assert!(told[7..].contains(&"letter".to_owned()) && told[7..].contains(&"request".to_owned()));
    let row = |at: usize| page["rows"][at].clone();
    assert_eq!(
        (row(0)["direction"].clone(), row(0)["employee"]["id"].clone()),
        (json!("outgoing"), json!(bench.me()))
    );
    assert!(row(0)["text"].as_str().unwrap().contains("Ціна 200 грн"));
    assert_eq!(
        (row(2)["what"].clone(), row(2)["fields"].clone()),
        (json!("updated"), json!(["name", "city", "manager_id"]))
    );
    assert_eq!(row(3)["title"], "макет.pdf");
    assert_eq!(row(4)["text"], "Передзвонити");
    assert_eq!(
        (row(5)["channel"].clone(), row(5)["text"].clone()),
        (json!("call"), json!("Питала про ціни"))
    );
    assert_eq!(
        (row(6)["text"].clone(), row(6)["number"].clone()),
        (json!("Латунь 0,5 мм"), row(0)["number"].clone())
    );
    assert_eq!(page["next"], json!(null));
}

#[test]
fn c5_pages_and_kinds_give_every_entry_once() {
    let bench = Bench::new();
    let client = busy(&bench);
    let all = bench.call("clients.timeline", json!({ "client_id": client }))["rows"].clone();
    for limit in 1..=10 {
        let (mut found, mut after) = (Vec::new(), Json::Null);
        loop {
            let words = json!({ "client_id": client, "limit": limit, "after": after });
            let page = bench.call("clients.timeline", words);
            found.extend(page["rows"].as_array().unwrap().clone());
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(json!(found), all, "pages of {limit}");
    }
    for kind in ["letter", "contact", "reminder", "request", "note", "file", "change"] {
        let page = bench.call("clients.timeline", json!({ "client_id": client, "kinds": [kind] }));
        let wanted: Vec<Json> =
            all.as_array().unwrap().iter().filter(|row| row["kind"] == kind).cloned().collect();
        assert!(!wanted.is_empty(), "{kind}");
        assert_eq!(page["rows"], json!(wanted), "{kind}");
    }
    let bad = json!({ "client_id": client, "after": "учора" });
    assert_eq!(bench.fail("clients.timeline", bad).code, "bad_request");
    assert_eq!(bench.fail("clients.timeline", json!({ "client_id": 777 })).code, "not_found");
}

/// C5: a page of a client with ten thousand contacts comes at once, wherever in the timeline it lies.
#[test]
fn c5_ten_thousand_contacts_are_quick() {
    let bench = Bench::new();
    let client = busy(&bench);
    let id = client.as_i64().unwrap();
    bench
        .office
        .desk()
        .write(|tx| {
            for at in 0..10_000_i64 {
                tx.run(
                    "INSERT INTO contact (client_id, at, direction, channel, information) VALUES (?1, ?2, 'incoming', 'call', ?3)",
                    &[Value::from(id), Value::from(NOW - at / 3), Value::from(format!("дзвінок {at}"))],
                )?;
            }
            Ok(())
        })
        .unwrap();
    let (mut seen, mut after, mut slowest) = (0, Json::Null, 0);
    loop {
        let begun = Instant::now();
        let page =
            bench.call("clients.timeline", json!({ "client_id": client, "after": after, "limit": 200 }));
        slowest = slowest.max(begun.elapsed().as_millis());
        seen += page["rows"].as_array().unwrap().len();
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen, 10_010);
    // Generous: it is a few milliseconds; reading everything for each page would be far above.
    assert!(slowest < 400, "{slowest} ms");
}
