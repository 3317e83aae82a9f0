//! K1–K3, K5: the log of contacts, its filters and the categories.

use serde_json::{Value as Json, json};

use super::{Bench, HOUR, NOW, ids, mail};

fn contact(information: &str) -> Json {
    json!({ "client_id": null, "request_id": null, "at": null, "direction": "outgoing", "channel": "call",
        "information": information, "done": false, "reminder": null })
}

fn reminder(day: &str) -> Json {
    json!({ "day": day, "time": null, "text": "Передзвонити", "category_id": null, "priority": "high", "employee_id": null })
}

fn client(bench: &Bench, name: &str) -> Json {
    let card = json!({ "kind": "person", "name": name, "phones": ["0501234567"], "emails": ["ira@melnyk.example"], "city": "Київ",
        "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    bench.call("clients.create", card)["id"].clone()
}

#[test]
fn k2_a_contact_with_its_reminder_is_logged_changed_and_removed() {
    let bench = Bench::new();
    let ira = client(&bench, "Ірина");
    let mut fields = contact("Узгодили розмір");
    fields["client_id"] = ira.clone();
    fields["reminder"] = reminder("2026-11-25");
    let made = bench.call("contacts.create", fields.clone());
    for (field, value) in [
        ("who", "Ірина"),
        ("phone", "050 123-45-67"),
        ("email", "ira@melnyk.example"),
        ("city", "Київ"),
        ("channel", "call"),
        ("direction", "outgoing"),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert_eq!((made["at"].clone(), made["employee"]["id"].clone()), (json!(NOW), json!(bench.me())));
    assert_eq!(
        (made["reminder"]["day"].clone(), made["reminder"]["priority"].clone()),
        (json!("2026-11-25"), json!("high"))
    );
    assert_eq!(made["reminder"]["client_id"], ira);
    fields["information"] = json!("Змінили");
    fields["done"] = json!(true);
    fields["reminder"] = Json::Null;
    let changed = bench.call("contacts.update", json!({ "id": made["id"], "fields": fields }));
    assert_eq!(
        (changed["information"].clone(), changed["done"].clone(), changed["reminder"].clone()),
        (json!("Змінили"), json!(true), Json::Null)
    );
    assert_eq!(changed["at"], NOW, "the time stays where none is given");
    assert_eq!(bench.number("SELECT count(*) AS n FROM reminder"), 0, "the switch is off");
    fields["reminder"] = reminder("2026-11-26");
    bench.call("contacts.update", json!({ "id": made["id"], "fields": fields }));
    bench.call("contacts.remove", json!({ "id": made["id"] }));
    assert_eq!(bench.number("SELECT count(*) AS n FROM reminder"), 0, "its reminder goes with it");
    assert_eq!(bench.fail("contacts.get", json!({ "id": made["id"] })).code, "not_found");
}

/// E5: a reminder whose switch was turned off comes back to its contact, and those before it in its repetition too.
#[test]
fn e5_a_reminder_that_was_switched_off_comes_back() {
    let bench = Bench::new();
    let mut fields = contact("Узгодили розмір");
    fields["reminder"] = reminder("2026-11-25");
    fields["reminder"]["repeat"] = json!("weekly");
    let made = bench.call("contacts.create", fields.clone());
    bench.call("reminders.done", json!({ "ids": [made["reminder"]["id"]], "done": true }));
    let rows = || -> Vec<String> {
        let rows = bench.rows("SELECT id, contact_id, day, done, text FROM reminder ORDER BY id", &[]);
        rows.iter().map(|row| format!("{:?}", row.values())).collect()
    };
    let before = rows();
    assert_eq!(before.len(), 2, "{before:?}");
    fields["reminder"] = Json::Null;
    bench.call("contacts.update", json!({ "id": made["id"], "fields": fields }));
    assert_ne!(rows(), before);
    let deed = bench.call("deeds.list", json!({}))["rows"][0].clone();
    assert_eq!((deed["kind"].clone(), deed["noun"].clone()), (json!("removal"), json!("reminder")));
    bench.call("deeds.undo", json!({ "id": deed["id"] }));
    assert_eq!(rows(), before);
}

#[test]
fn k2_what_is_required_is_required() {
    let bench = Bench::new();
    let mut switched_on = contact("x");
    switched_on["reminder"] = json!({ "text": "без дня" });
    assert_eq!(bench.fail("contacts.create", switched_on).code, "bad_request");
    for (change, code) in [
        (json!({ "information": " \n" }), "empty_text"),
        (json!({ "direction": "sideways" }), "bad_request"),
        (json!({ "channel": "pigeon" }), "bad_request"),
        (json!({ "at": -5 }), "bad_request"),
        (json!({ "client_id": 777 }), "row_referred_to"),
        (json!({ "reminder": reminder("2026-02-30") }), "invalid_day"),
        (json!({ "reminder": reminder("+12026-01-01") }), "invalid_day"),
        (json!({ "reminder": reminder("") }), "invalid_day"),
        (json!({ "reminder": { "day": "2026-11-25", "time": "25:00", "text": "x" } }), "invalid_day"),
        (json!({ "reminder": { "day": "2026-11-25", "text": " " } }), "empty_text"),
    ] {
        let mut fields = contact("x");
        fields.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(bench.fail("contacts.create", fields).code, code, "{change}");
    }
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0, "nothing of a refused contact stays");
}

#[test]
fn k1_the_list_of_a_period_with_its_filters() {
    let bench = Bench::new();
    let (taras, seat) = bench.hire("taras", &["manager"]);
    let ira = client(&bench, "Ірина");
    let at = |at: i64, text: &str| {
        let mut fields = contact(text);
        fields["at"] = json!(at);
        fields
    };
    // 19 November in Kyiv ends at 22:00 UTC.
    let yesterday = bench.call("contacts.create", at(NOW - 12 * HOUR - 1, "учора"))["id"].clone();
    let today = bench.call("contacts.create", at(NOW - 12 * HOUR, "сьогодні"))["id"].clone();
    let mut fields = at(NOW, "Інше: 50_% знижки");
    fields["client_id"] = ira.clone();
    fields["reminder"] = reminder("2026-11-25");
    let his = seat.dispatch("contacts.create", fields).unwrap()["id"].clone();
    let found = |filter: Json| json!(ids(&bench.call("contacts.list", filter)));
    assert_eq!(found(json!({})), json!([his, today, yesterday]), "newest first");
    assert_eq!(found(json!({ "from": "2026-11-20" })), json!([his, today]));
    assert_eq!(found(json!({ "to": "2026-11-19" })), json!([yesterday]));
    assert_eq!(found(json!({ "from": "2026-11-20", "to": "2026-11-20" })), json!([his, today]));
    assert_eq!(found(json!({ "client_id": ira })), json!([his]));
    assert_eq!(found(json!({ "employee_id": taras })), json!([his]));
    assert_eq!(found(json!({ "has_reminder": true })), json!([his]));
    assert_eq!(found(json!({ "has_reminder": false })), json!([today, yesterday]));
    assert_eq!(found(json!({ "search": "УЧОРА" })), json!([yesterday]));
    assert_eq!(found(json!({ "search": "ірин" })), json!([his]));
    assert_eq!(found(json!({ "search": "50_%" })), json!([his]));
    assert_eq!(found(json!({ "search": "знижки інше" })), json!([his]), "words in any order");
    assert_eq!(found(json!({ "search": "%" })), json!([his]), "a sign, not a joker");
    assert_eq!(
        bench.call("contacts.counts", json!({ "from": "2026-11-20" })),
        json!({ "contacts": 2, "reminders": 1 })
    );
    assert_eq!(bench.fail("contacts.list", json!({ "from": "вчора" })).code, "invalid_day");
    assert_eq!(found(json!({ "to": "9999-12-31" })), json!([his, today, yesterday]));
}

#[test]
fn k1_pages_over_equal_times_give_every_row_once() {
    let bench = Bench::new();
    let mut all: Vec<i64> = (0..9)
        .map(|index| bench.call("contacts.create", contact(&format!("{index}")))["id"].as_i64().unwrap())
        .collect();
    all.reverse();
    let (mut found, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = bench.call("contacts.list", json!({ "limit": 2, "after": after }));
        assert_eq!(page["total"], 9);
        found.extend(ids(&page));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(found, all);
}

/// K3: from a request, a contact is with the request's own person.
#[test]
fn k3_a_contact_of_a_request_names_its_person() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Остап <ostap@x.example>", "Шильда"));
    let mut fields = contact("Дзвонив");
    fields["request_id"] = json!(request);
    let made = bench.call("contacts.create", fields);
    assert_eq!((made["who"].clone(), made["email"].clone()), (json!("Остап"), json!("ostap@x.example")));
}

#[test]
fn k5_the_categories_are_shipped_in_their_order() {
    let bench = Bench::new();
    let list = bench.call("categories.list", json!({}));
    let codes: Vec<&str> =
        list.as_array().unwrap().iter().map(|category| category["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "invoice_sent",
            "received_by_client",
            "sent_again",
            "reissued",
            "client_refused",
            "will_be_paid_soon",
            "payment_postponed",
            "cancelled",
            "other",
            "ready_for_shipping",
            "message_sent",
            "marketing_contact",
        ]
    );
    for code in codes {
        let key = format!("category-{}", code.replace('_', "-"));
        for language in [
            deskbell_core::words::Language::Uk,
            deskbell_core::words::Language::Ru,
            deskbell_core::words::Language::En,
        ] {
            assert!(deskbell_core::words::has(language, &key), "{key}");
        }
    }
}

/// K3: a letter is logged once, whatever comes of it; taken back, so is its contact, and a reminder tied to it stays. What
/// comes in is no contact: it is in its request.
#[test]
fn k3_a_letter_is_logged_once_and_taken_back_with_it() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0, "a received letter is not logged");
    let letter = bench.answer(request, "<p>Готово</p>");
    let logged = bench.call("contacts.list", json!({}));
    assert_eq!(logged["total"], 1);
    let mut fields = contact("Готово");
    (fields["request_id"], fields["client_id"]) = (json!(request), logged["rows"][0]["client_id"].clone());
    (fields["channel"], fields["reminder"]) = (json!("letter"), reminder("2026-11-25"));
    bench.call("contacts.update", json!({ "id": logged["rows"][0]["id"], "fields": fields }));
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0);
    assert_eq!(bench.call("reminders.list", json!({}))["total"], 1, "what was promised stays");
    let told = bench.rows("SELECT what FROM change WHERE noun = 'contact' ORDER BY id", &[]);
    let told: Vec<String> = told.iter().map(|row| row.get("what").unwrap()).collect();
    assert_eq!(told, ["created", "updated", "removed"], "every window hears of it");
    let again = bench.answer(request, "<p>Готово</p>");
    assert_ne!(again, 0);
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 1);
}

/// K3: what was logged from a request before its person was in the directory is the client's once they are.
#[test]
fn k3_contacts_of_a_request_follow_its_person_into_the_directory() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Остап <ostap@x.example>", "Шильда"));
    let mut fields = contact("Дзвонив");
    (fields["request_id"], fields["reminder"]) = (json!(request), reminder("2026-11-25"));
    let id = bench.call("contacts.create", fields)["id"].clone();
    let card = bench.call("requests.add_client", json!({ "id": request }));
    let found = bench.call("contacts.list", json!({ "client_id": card["id"] }));
    assert_eq!(json!(ids(&found)), json!([id]));
    assert_eq!(found["rows"][0]["reminder"]["client_id"], card["id"]);
}

/// K3, C5: whoever comes into the directory by one request gets the contacts of their others as well, and undo takes all back.
#[test]
fn k3_contacts_of_the_persons_other_requests_follow_as_well() {
    let bench = Bench::new();
    let first = bench.request_of(&mail("a@x", "Остап <ostap@x.example>", "Шильда"));
    let other = bench.request_of(&mail("b@x", "Остап <ostap@x.example>", "Зовсім інше"));
    assert_ne!(first, other);
    let mut fields = contact("Дзвонив");
    (fields["request_id"], fields["reminder"]) = (json!(other), reminder("2026-11-25"));
    let id = bench.call("contacts.create", fields)["id"].clone();
    let theirs = "SELECT (SELECT count(*) FROM contact WHERE client_id IS NOT NULL AND channel = 'call')
        + (SELECT count(*) FROM reminder WHERE client_id IS NOT NULL) AS n";
    let letter = bench.answer(first, "<p>Готово</p>");
    assert_eq!(bench.number(theirs), 2);
    bench.call("letters.unsend", json!({ "id": letter }));
    assert_eq!(bench.number(theirs), 0);
    let card = bench.call("requests.add_client", json!({ "id": first }));
    let found = bench.call("contacts.list", json!({ "client_id": card["id"] }));
    assert_eq!(json!(ids(&found)), json!([id]));
    let told = bench
        .rows("SELECT noun_id FROM change WHERE noun = 'request' AND what = 'client' ORDER BY id DESC", &[]);
    let told: Vec<i64> = told.iter().take(2).map(|row| row.get("noun_id").unwrap()).collect();
    assert_eq!(told, [other, first], "each request says whose it is now");
}

/// K1: a phone is found as it is written; the address a letter went to as well.
#[test]
fn k1_the_search_finds_phones_and_addresses() {
    let bench = Bench::new();
    let ira = client(&bench, "Ірина");
    let mut fields = contact("Узгодили розмір");
    fields["client_id"] = ira.clone();
    let id = bench.call("contacts.create", fields)["id"].clone();
    bench.call("contacts.create", contact("інше"));
    let words = json!({ "client_id": ira, "request_id": null, "fields": reminder("2026-11-25") });
    let due = bench.call("reminders.create", words)["id"].clone();
    for search in ["050 123", "(050) 123-45-67", "80501234567"] {
        assert_eq!(
            json!(ids(&bench.call("contacts.list", json!({ "search": search })))),
            json!([id]),
            "{search}"
        );
        assert_eq!(
            json!(ids(&bench.call("reminders.list", json!({ "search": search })))),
            json!([due]),
            "{search}"
        );
    }
    let request = bench.request_of(&mail("a@x", "ostap@x.example", "Шильда"));
    bench.answer(request, "<p>Готово</p>");
    assert_eq!(bench.call("contacts.list", json!({ "search": "OSTAP@x" }))["total"], 1);
}
