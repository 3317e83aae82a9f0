//! C1, C2: the directory's cards, its search and its pages.

use serde_json::{Value as Json, json};

use super::{Bench, NOW, ids, mail};

fn card(name: &str, phones: &[&str], emails: &[&str]) -> Json {
    json!({ "kind": "person", "name": name, "phones": phones, "emails": emails, "city": "Київ", "address": "", "interests": "",
        "discount": 0, "terms": "", "notes": "", "manager_id": null })
}

#[test]
fn c1_a_card_keeps_what_is_typed_in_its_own_form() {
    let bench = Bench::new();
    let mut fields = card(
        "  Ірина   Мельник ",
        &["+38 (050) 123-45-67", "80501234567", "067 220-11-45", ""],
        &["IRA@Melnyk.example", "ira@melnyk.example", " "],
    );
    (fields["discount"], fields["kind"], fields["manager_id"]) =
        (json!(7.5), json!("company"), json!(bench.me()));
    let made = bench.call("clients.create", fields.clone());
    assert_eq!(made["name"], "Ірина Мельник");
    assert_eq!(
        made["phones"],
        json!([{ "number": "+380501234567", "shown": "050 123-45-67", "sms": true },
            { "number": "+380672201145", "shown": "067 220-11-45", "sms": true }])
    );
    assert_eq!(made["emails"], json!(["ira@melnyk.example"]));
    assert_eq!(
        (made["discount"].clone(), made["kind"].clone(), made["created_at"].clone()),
        (json!(7.5), json!("company"), json!(NOW))
    );
    assert_eq!(made["manager"]["id"], bench.me());
    fields["phones"] = json!(["093 410-77-02"]);
    let changed = bench.call("clients.update", json!({ "id": made["id"], "fields": fields }));
    assert_eq!(changed["phones"][0]["number"], "+380934107702");
    assert_eq!(changed["phones"].as_array().unwrap().len(), 1);
    for (change, code) in [
        (json!({ "name": " " }), "empty_text"),
        (json!({ "name": "я".repeat(5000) }), "text_too_long"),
        (json!({ "phones": ["так"] }), "bad_phone"),
        (json!({ "emails": ["ira@"] }), "bad_address"),
        (json!({ "discount": 101 }), "bad_request"),
        (json!({ "discount": -1 }), "bad_request"),
        (json!({ "manager_id": 777 }), "row_referred_to"),
    ] {
        let mut fields = card("Ірина", &[], &[]);
        fields.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(bench.fail("clients.create", fields.clone()).code, code, "{change}");
        assert_eq!(
            bench.fail("clients.update", json!({ "id": made["id"], "fields": fields })).code,
            code,
            "{change}"
        );
    }
    assert_eq!(bench.fail("clients.get", json!({ "id": 777 })).code, "not_found");
    assert_eq!(bench.call("clients.list", json!({}))["total"], 1);
}

/// C1: a phone is found in every way people write it, whichever way it was stored.
#[test]
fn c1_a_phone_is_found_in_all_writings() {
    let writings = [
        "0501234567",
        "80501234567",
        "+380501234567",
        "380501234567",
        "+38 (050) 123-45-67",
        "050 123-45-67",
        "050-123-45-67",
        "8 (050) 1234567",
    ];
    for stored in writings {
        let bench = Bench::new();
        let client = bench.call("clients.create", card("Ірина", &[stored], &[]))["id"].clone();
        bench.call("clients.create", card("Інша", &["0671112233"], &[]));
        for typed in writings.iter().chain(["1234567", "123-45"].iter()) {
            assert_eq!(
                json!(ids(&bench.call("clients.list", json!({ "search": typed })))),
                json!([client]),
                "{stored} by {typed}"
            );
        }
    }
}

#[test]
fn c2_search_by_name_address_and_city() {
    let bench = Bench::new();
    let ira =
        bench.call("clients.create", card("Ірина Мельник", &[], &["ira_m@melnyk.example"]))["id"].clone();
    let mut other = card("ТОВ «Світанок»", &[], &["iraxm@other.example"]);
    other["city"] = json!("Їжаків");
    let dawn = bench.call("clients.create", other)["id"].clone();
    let found = |words: &str| json!(ids(&bench.call("clients.list", json!({ "search": words }))));
    assert_eq!(found("мельн"), json!([ira]));
    assert_eq!(found("ІРИНА"), json!([ira]));
    assert_eq!(found("ira_m@"), json!([ira]), "an underscore is no joker");
    assert_eq!(found("їжа"), json!([dawn]));
    assert_eq!(found("світанок"), json!([dawn]));
    for words in ["%", "\\", "'", "\u{1f}", "нікого"] {
        assert_eq!(found(words), json!([]), "{words:?}");
    }
    assert_eq!(bench.call("clients.list", json!({ "search": "мельн" }))["total"], 1);
}

#[test]
fn c2_pages_over_equal_names_give_every_client_once() {
    let bench = Bench::new();
    let mut wanted: Vec<i64> = (0..6)
        .map(|_| bench.call("clients.create", card("Ірина", &[], &[]))["id"].as_i64().unwrap())
        .collect();
    wanted.insert(0, bench.call("clients.create", card("альфа", &[], &[]))["id"].as_i64().unwrap());
    wanted.push(bench.call("clients.create", card("ЯНА", &[], &[]))["id"].as_i64().unwrap());
    for limit in [1, 2, 3, 8] {
        let (mut found, mut after) = (Vec::new(), Json::Null);
        loop {
            let page = bench.call("clients.list", json!({ "limit": limit, "after": after }));
            assert_eq!(page["total"], 8);
            found.extend(ids(&page));
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(found.iter().filter(|id| wanted.contains(id)).count(), 8);
        let inner: Vec<i64> = found.iter().copied().filter(|id| wanted[1..7].contains(id)).collect();
        assert_eq!(inner, wanted[1..7], "pages of {limit}");
        assert_eq!(found.len(), 8, "pages of {limit}");
    }
}

#[test]
fn c2_the_row_tells_the_last_touch_and_the_open_requests() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда").at(NOW - 1000));
    bench.call("requests.add_client", json!({ "id": request }));
    let row = || bench.call("clients.list", json!({}))["rows"][0].clone();
    assert_eq!((row()["open_requests"].clone(), row()["last_at"].clone()), (json!(1), json!(NOW - 1000)));
    assert_eq!(
        (row()["email"].clone(), row()["manager"]["id"].clone()),
        (json!("ira@melnyk.example"), json!(bench.me()))
    );
    bench.answer(request, "<p>Так</p>");
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    assert_eq!((row()["open_requests"].clone(), row()["last_at"].clone()), (json!(0), json!(NOW)));
}

/// C5: beside a conversation stand the newest requests, and how many there are in all.
#[test]
fn c5_the_card_counts_every_request() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("0@x", "Ірина <ira@melnyk.example>", "Шильда").at(NOW - 1000));
    let client = bench.call("requests.add_client", json!({ "id": request }))["id"].clone();
    for at in 1..22 {
        bench.request_of(
            &mail(&format!("{at}@x"), "Ірина <ira@melnyk.example>", &format!("Вивіска {at}")).at(NOW),
        );
    }
    let card = bench.call("clients.get", json!({ "id": client }));
    assert_eq!((card["requests"].as_array().unwrap().len(), card["requests_total"].clone()), (20, json!(22)));
}

/// M10: completion knows clients and correspondents, and clients only for whoever may see them.
#[test]
fn m10_completion_of_addresses() {
    let bench = Bench::new();
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    bench.call("clients.create", card("Ірина Мельник", &[], &["ira_m@melnyk.example"]));
    bench.take(&mail("a@x", "Петро Мельниченко <petro@other.example>", "Шильда"));
    let suggested = |words: &str| -> Vec<String> {
        let list = bench.call("contacts.suggest", json!({ "text": words }));
        list.as_array().unwrap().iter().map(|person| person["address"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(suggested("мельн"), ["ira_m@melnyk.example", "petro@other.example"]);
    assert_eq!(suggested("ira_m"), ["ira_m@melnyk.example"]);
    assert!(suggested("").is_empty() && suggested("%").is_empty());
    // To whom we wrote counts as well, each once, with the latest name.
    bench.take(&mail("b@x", "Петро М. <PETRO@other.example>", "Ще").at(NOW + 1));
    bench.take(&mail("s@x", super::OFFICE, "Ціна").header("To", "Нова <nova@other.example>").sent());
    assert_eq!(suggested("nova"), ["nova@other.example"]);
    let petro = bench.call("contacts.suggest", json!({ "text": "petro@" }));
    assert_eq!(petro.as_array().unwrap().len(), 1, "{petro}");
    let list = specialist.dispatch("contacts.suggest", json!({ "text": "мельн" })).unwrap();
    assert_eq!(list, json!([{ "name": "Петро Мельниченко", "address": "petro@other.example" }]));
}
