//! R4, R5, R18: numbers, requests made by hand, assignment, status, notes and what a conversation shows.

use deskbell_core::settings::numbers;
use deskbell_core::{Error, zone};
use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, NOW, items, mail};

fn number(bench: &Bench, id: i64) -> String {
    bench.request(id)["number"].as_str().unwrap().to_owned()
}

fn template(bench: &Bench, template: &str) {
    let mut general = bench.call("office.settings", json!({}));
    general["number_template"] = json!(template);
    bench.call("office.update", general);
}

fn made(bench: &Bench) -> i64 {
    bench.call("requests.create", json!({ "subject": "Заявка" }))["id"].as_i64().unwrap()
}

#[test]
fn r4_numbers_follow_the_template_and_begin_anew_each_year() {
    let bench = Bench::new();
    assert_eq!([number(&bench, made(&bench)), number(&bench, made(&bench))], ["2026-00001", "2026-00002"]);
    // 31 December, 22:30 UTC: in Kyiv the new year has come.
    bench.clock.set(1_798_756_200_000);
    assert_eq!(number(&bench, made(&bench)), "2027-00001");
    template(&bench, "З-{yy}.{mm}-{000}");
    assert_eq!(number(&bench, made(&bench)), "З-27.01-001");
    let old = bench.request_of(&mail("a@x", "ira@melnyk.example", "Торік").at(NOW - 400 * DAY));
    assert_eq!(number(&bench, old), "З-25.10-001", "by the date of the letter");
}

/// R4: a number that failed to be stored is nobody's; none is ever given twice, whatever the template was before.
#[test]
fn r4_no_number_is_given_twice() {
    let bench = Bench::new();
    let first = made(&bench);
    let desk = bench.office.desk();
    let failed: Result<String, Error> = desk.write(|tx| {
        numbers::next(tx, "{yyyy}-{00000}", "R", NOW, zone::zone("Europe/Kyiv")?)?;
        Err(Error::Stopped)
    });
    assert!(failed.is_err());
    let mut seen = vec![number(&bench, first)];
    // "{yy}{0}" and "{0}" make the same numbers by other counters.
    for written in ["{yyyy}-{00000}", "{yy}{0}", "{0}", "{00}", "{yy}{0}"] {
        template(&bench, written);
        for _ in 0..3 {
            seen.push(number(&bench, made(&bench)));
        }
    }
    let desk = bench.office.desk();
    desk.write(|tx| Ok(tx.run("UPDATE counter SET value = 259 WHERE key = '#'", &[])?)).unwrap();
    template(&bench, "{0}");
    for _ in 0..6 {
        seen.push(number(&bench, made(&bench)));
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "{seen:?}");
    assert_eq!(
        bench
            .fail("office.update", {
                let mut general = bench.call("office.settings", json!({}));
                general["number_template"] = json!("{yyyy}");
                general
            })
            .code,
        "invalid_template"
    );
}

#[test]
fn r5_a_request_by_hand() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let full = json!({ "subject": " Вивіска ", "name": "Остап", "phone": "8 (050) 123 45 67", "email": "OSTAP@x.example",
        "comment": "Дзвонив зранку", "urgent": true, "deadline": NOW + DAY, "assignee_id": taras });
    let id = bench.call("requests.create", full)["id"].as_i64().unwrap();
    let page = bench.request(id);
    for (field, value) in [
        ("subject", "Вивіска"),
        ("who", "Остап"),
        ("phone", "050 123-45-67"),
        ("email", "ostap@x.example"),
        ("comment", "Дзвонив зранку"),
        ("source", "phone"),
    ] {
        assert_eq!(page[field], value, "{field}");
    }
    assert_eq!((page["urgent"].clone(), page["deadline"].clone()), (json!(true), json!(NOW + DAY)));
    assert_eq!(
        (page["assignee"]["id"].clone(), page["status"]["code"].clone()),
        (json!(taras), json!("in_work"))
    );
    assert_eq!(
        bench.call("clients.list", json!({}))["total"],
        0,
        "a person who is no client stays out of the directory"
    );
    let bare =
        bench.call("requests.create", json!({ "comment": "Перший рядок\nдругий" }))["id"].as_i64().unwrap();
    let page = bench.request(bare);
    assert_eq!(
        (page["subject"].clone(), page["assignee"]["id"].clone()),
        (json!("Перший рядок"), json!(bench.me())),
        "the creator's"
    );
}

#[test]
fn r5_what_is_filled_in_wrongly_is_said() {
    let bench = Bench::new();
    for (words, code) in [
        (json!({}), "empty_text"),
        (json!({ "subject": " ", "comment": "\n" }), "empty_text"),
        (json!({ "subject": "x", "phone": "дзвоніть" }), "bad_phone"),
        (json!({ "subject": "x", "email": "ira at melnyk" }), "bad_address"),
        (json!({ "subject": "x", "email": format!("{}@x.example", "a".repeat(3000)) }), "bad_address"),
        (json!({ "subject": "x", "name": "я".repeat(3000) }), "text_too_long"),
        (json!({ "subject": "x", "client_id": 777 }), "row_referred_to"),
        (json!({ "subject": "x", "assignee_id": 777 }), "row_referred_to"),
        (json!({ "subject": "x", "deadline": i64::MIN }), "bad_request"),
    ] {
        assert_eq!(bench.fail("requests.create", words.clone()).code, code, "{words}");
    }
    assert!(bench.view("all").is_empty());
    assert_eq!(number(&bench, made(&bench)), "2026-00001", "no number went to what failed");
}

#[test]
fn r18_assigning_status_and_notes_show_as_events() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда").at(NOW - HOUR));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras }));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras }));
    bench.wait(1000);
    bench.call("requests.status", json!({ "ids": [request], "status": "waiting" }));
    bench.wait(1000);
    let note = bench
        .call("requests.note", json!({ "request_id": request, "text": " Чекає на макет ", "pinned": true }))
        ["id"]
        .clone();
    let page = bench.request(request);
    let events: Vec<(&Json, &Json)> =
        items(&page, "event").into_iter().map(|event| (&event["what"], &event["params"])).collect();
    assert_eq!(
        events,
        [
            (&json!("assigned"), &json!({ "assignee_id": taras.to_string(), "name": "taras" })),
            (&json!("status"), &json!({ "status": "waiting" })),
        ],
        "once each"
    );
    let written = items(&page, "note")[0];
    assert_eq!((written["text"].clone(), written["pinned"].clone()), (json!("Чекає на макет"), json!(true)));
    assert_eq!(written["employee"]["name"], "Олена");
    let order: Vec<&Json> = page["items"].as_array().unwrap().iter().map(|item| &item["item"]).collect();
    assert_eq!(order, ["letter", "event", "event", "note"]);
    bench.call("notes.update", json!({ "id": note, "text": "Макет є", "pinned": false }));
    assert_eq!(items(&bench.request(request), "note")[0]["text"], "Макет є");
    bench.call("notes.remove", json!({ "id": note }));
    assert!(items(&bench.request(request), "note").is_empty());
    for (name, words) in [
        ("requests.note", json!({ "request_id": request, "text": "  " })),
        ("requests.update", json!({ "id": request, "subject": "" })),
    ] {
        assert_eq!(bench.fail(name, words).code, "empty_text", "{name}");
    }
    assert_eq!(
        bench.fail("requests.status", json!({ "ids": [request], "status": "unheard" })).code,
        "bad_request"
    );
    assert_eq!(bench.fail("notes.remove", json!({ "id": note })).code, "not_found");
}

/// Many at once are one transaction: where one of them fails, none is changed.
#[test]
fn r16_many_are_assigned_at_once_or_none() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let (one, two) = (made(&bench), made(&bench));
    bench.call("requests.assign", json!({ "ids": [one, two], "employee_id": null }));
    assert_eq!(bench.view("unassigned"), [one, two]);
    assert_eq!(
        bench.fail("requests.assign", json!({ "ids": [one, 999], "employee_id": taras })).code,
        "not_found"
    );
    assert_eq!(bench.view("unassigned"), [one, two]);
    bench.call("requests.status", json!({ "ids": [one, two], "status": "done" }));
    assert_eq!(bench.view("closed"), [one, two]);
}

#[test]
fn m2_reading_a_request_is_to_reach_the_server() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    assert_eq!(bench.request(request)["unread"], true);
    bench.call("requests.seen", json!({ "id": request, "seen": true }));
    assert_eq!(bench.request(request)["unread"], false);
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM flag_change WHERE flag = 'seen' AND on_server = 1"),
        1
    );
    bench.call("requests.seen", json!({ "id": request, "seen": false }));
    assert_eq!(bench.request(request)["unread"], true);
}

/// SQLite gives the id of a removed last row again: a new request does not show the life of the old one.
#[test]
fn r18_the_events_of_a_joined_request_are_not_the_next_ones() {
    let bench = Bench::new();
    let ira = "ira@melnyk.example";
    bench.request_of(&mail("b@x", ira, "Re: Шильда").answers("a@x").at(NOW - HOUR));
    let gone = bench.request_of(&mail("c@x", ira, "Re: Шильда").answers("a@x"));
    // As if somebody had worked on it in an earlier life of this id.
    let desk = bench.api.desk().unwrap();
    desk.write(|tx| Ok(tx.record("request", gone, "status", None, Some(json!({ "status": "spam" })))?))
        .unwrap();
    bench.request_of(&mail("a@x", ira, "Шильда").at(NOW - DAY));
    let next = made(&bench);
    assert!(items(&bench.request(next), "event").is_empty(), "{}", bench.request(next)["items"]);
}
