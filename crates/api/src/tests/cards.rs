//! C1: the whole card: tags, own fields, language, birthday, consent, and what the log keeps of it.

use serde_json::{Value as Json, json};

use super::Bench;

/// A client with nothing but a name.
fn plain(bench: &Bench) -> Json {
    bench.call("clients.create", json!({ "name": "Ірина Мельник" }))
}

fn field(bench: &Bench, name: &str, kind: &str, choices: &[&str]) -> Json {
    bench.call("client_fields.create", json!({ "name": name, "kind": kind, "choices": choices }))["id"]
        .clone()
}

/// A card with every part filled.
fn full(bench: &Bench) -> (Json, Json) {
    let material = field(bench, "Матеріал", "list", &["фанера", "акрил"]);
    let size = field(bench, "Наклад", "number", &[]);
    let fields = json!({
        "kind": "company", "name": "Майстерня «Дуб»", "phones": ["050 123-45-67"], "emails": ["dub@x.example"],
        "city": "Київ", "address": "вул. Лісова, 1", "interests": "фанера", "tags": ["опт", " Постійний ", "ОПТ", "шпон, рейки"],
        "discount": 5.5, "terms": "передоплата", "notes": "кодовий замок", "manager_id": bench.me(), "language": "ru",
        "birthday": "--02-29", "do_not_write": true,
        "consents": { "email": { "given": true, "source": " форма  на сайті ", "day": "2026-10-01" },
            "sms": { "given": false, "source": "по телефону", "day": "" } },
        "own": [{ "field_id": size, "value": "1 200,50" }, { "field_id": material, "value": "акрил" }],
    });
    let made = bench.call("clients.create", fields.clone());
    (made, fields)
}

#[test]
fn c1_the_whole_card_is_kept() {
    let bench = Bench::new();
    let (made, _) = full(&bench);
    let card = bench.call("clients.get", json!({ "id": made["id"] }));
    assert_eq!(card["tags"], json!(["опт", "Постійний", "рейки", "шпон"]));
    assert_eq!((card["language"].clone(), card["do_not_write"].clone()), (json!("ru"), json!(true)));
    assert_eq!(card["birthday"], "--02-29");
    assert_eq!(card["next_birthday"], json!({ "day": "2027-02-28", "in_days": 100, "age": null }));
    assert_eq!(
        card["consents"],
        json!({ "email": { "given": true, "source": "форма на сайті", "day": "2026-10-01" },
            "sms": { "given": false, "source": "по телефону", "day": "2026-11-20" } })
    );
    let own = |at: usize| (card["own"][at]["name"].clone(), card["own"][at]["value"].clone());
    assert_eq!(own(0), (json!("Матеріал"), json!("акрил")), "in the order of Settings");
    assert_eq!(own(1), (json!("Наклад"), json!("1200.5")));
    let tags = bench.call("tags.list", json!({}));
    assert_eq!(tags[0], json!({ "name": "опт", "clients": 1 }));
}

/// What an update does not name is emptied; what it names is kept; and so is what stands in fields switched off.
#[test]
fn c1_an_update_gives_the_whole_card() {
    let bench = Bench::new();
    let (made, mut fields) = full(&bench);
    let id = made["id"].clone();
    let own = bench.call("client_fields.list", json!({}));
    let off = json!({ "id": own[1]["id"], "name": "Наклад", "active": false });
    bench.call("client_fields.update", off);
    fields["own"] = json!([]);
    fields["tags"] = json!(["нова"]);
    fields["consents"] = json!({ "email": null, "sms": null });
    let card = bench.call("clients.update", json!({ "id": id, "fields": fields }));
    assert_eq!((card["own"].clone(), card["tags"].clone()), (json!([]), json!(["нова"])));
    assert_eq!(card["consents"], json!({ "email": null, "sms": null }));
    let on = json!({ "id": own[1]["id"], "name": "Наклад, шт.", "active": true });
    bench.call("client_fields.update", on);
    let card = bench.call("clients.get", json!({ "id": id }));
    assert_eq!(card["own"][0]["value"], "1200.5", "what was switched off kept its value");
    assert_eq!(card["own"][0]["name"], "Наклад, шт.");
}

#[test]
fn c1_what_cannot_stand_on_a_card_is_refused() {
    let bench = Bench::new();
    let (made, fields) = full(&bench);
    let own = bench.call("client_fields.list", json!({}));
    let date = field(&bench, "Договір від", "date", &[]);
    let tick = field(&bench, "Доставка", "checkbox", &[]);
    let value = |id: &Json, value: &str| json!({ "own": [{ "field_id": id, "value": value }] });
    let consent = |day: &str| json!({ "consents": { "sms": { "given": true, "source": "", "day": day } } });
    for (change, code) in [
        (json!({ "birthday": "1985-02-29" }), "bad_birthday"),
        (json!({ "birthday": "2026-11-21" }), "bad_birthday"),
        (json!({ "birthday": "29.02" }), "bad_birthday"),
        (json!({ "language": "de" }), "bad_request"),
        (json!({ "tags": ["я".repeat(101)] }), "text_too_long"),
        (consent("2026-11-21"), "invalid_day"),
        (consent("учора"), "invalid_day"),
        (
            json!({ "consents": { "email": { "given": true, "source": "я".repeat(301), "day": "" } } }),
            "text_too_long",
        ),
        (value(&own[0]["id"], "латунь"), "bad_field_value"),
        (value(&own[1]["id"], "багато"), "bad_field_value"),
        (value(&date, "завтра"), "bad_field_value"),
        (value(&tick, "так"), "bad_field_value"),
        (value(&json!(777), "x"), "not_found"),
    ] {
        let mut fields = fields.clone();
        fields.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let words = json!({ "id": made["id"], "fields": fields });
        assert_eq!(bench.fail("clients.update", words).code, code, "{change}");
        assert_eq!(bench.fail("clients.create", fields).code, code, "{change}");
    }
    let card = bench.call("clients.get", json!({ "id": made["id"] }));
    assert_eq!(card["own"][0]["value"], "акрил", "a refused change leaves the card as it was");
    let ticked = json!({ "name": "Ліс", "own": [{ "field_id": tick, "value": "true" }, { "field_id": date, "value": "2026-11-01" }] });
    let values = bench.call("clients.create", ticked)["own"].clone();
    assert_eq!((values[0]["value"].clone(), values[1]["value"].clone()), (json!("2026-11-01"), json!("1")));
}

/// A choice that is offered no longer stays on the cards that have it, and nobody else gets it.
#[test]
fn c1_a_dropped_choice_stays_where_it_stands() {
    let bench = Bench::new();
    let (made, fields) = full(&bench);
    let own = bench.call("client_fields.list", json!({}));
    bench.call(
        "client_fields.update",
        json!({ "id": own[0]["id"], "name": "Матеріал", "choices": ["фанера"], "active": true }),
    );
    let card = bench.call("clients.update", json!({ "id": made["id"], "fields": fields }));
    assert_eq!(card["own"][0]["value"], "акрил");
    assert_eq!(bench.fail("clients.create", fields).code, "bad_field_value");
}

#[test]
fn c1_own_fields_are_defined_ordered_and_switched_off() {
    let bench = Bench::new();
    let first = field(&bench, " Матеріал  плити ", "list", &["фанера", " акрил ", "фанера", ""]);
    let second = field(&bench, "Наклад", "number", &["зайве"]);
    let listed = bench.call("client_fields.list", json!({}));
    assert_eq!(
        listed[0],
        json!({ "id": first, "name": "Матеріал плити", "kind": "list", "choices": ["фанера", "акрил"], "active": true })
    );
    assert_eq!(listed[1]["choices"], json!([]));
    bench.call("client_fields.order", json!({ "ids": [second] }));
    assert_eq!(bench.call("client_fields.list", json!({}))[0]["id"], second);
    for (words, code) in [
        (json!({ "name": " ", "kind": "text" }), "empty_text"),
        (json!({ "name": "НАКЛАД", "kind": "text" }), "field_named"),
        (json!({ "name": "Список", "kind": "list" }), "empty_text"),
        (json!({ "name": "я".repeat(301), "kind": "text" }), "text_too_long"),
        (json!({ "name": "Колір", "kind": "colour" }), "bad_request"),
    ] {
        assert_eq!(bench.fail("client_fields.create", words.clone()).code, code, "{words}");
    }
    assert_eq!(bench.fail("client_fields.order", json!({ "ids": [777] })).code, "not_found");
    let missing = json!({ "id": 777, "name": "x", "active": true });
    assert_eq!(bench.fail("client_fields.update", missing).code, "not_found");
    let same = json!({ "id": second, "name": "наклад", "active": false });
    bench.call("client_fields.update", same);
    assert_eq!(bench.call("client_fields.list", json!({}))[0]["active"], false);
}

/// The log keeps the whole card before and after, so that any change can be undone; giving back what it keeps changes
/// nothing.
#[test]
fn c1_the_log_keeps_the_whole_card() {
    let bench = Bench::new();
    let (made, fields) = full(&bench);
    let id = made["id"].as_i64().unwrap();
    let mut other = fields.clone();
    other["tags"] = json!(["інша"]);
    other["birthday"] = json!("");
    bench.call("clients.update", json!({ "id": id, "fields": other }));
    let rows = bench.rows(
        "SELECT before, after FROM change WHERE noun = 'client' AND noun_id = ?1 ORDER BY id",
        &[deskbell_store::Value::from(id)],
    );
    let told = |row: usize, column: &str| -> Json {
        serde_json::from_str(&rows[row].get::<String>(column).unwrap()).unwrap()
    };
    let before = told(1, "before");
    assert_eq!(before, told(0, "after"), "what was created is what was there before the change");
    assert_eq!(before["phones"], json!(["+380501234567"]));
    assert_eq!(before["tags"], json!(["опт", "Постійний", "рейки", "шпон"]));
    assert_eq!(before["own"].as_array().unwrap().len(), 2);
    assert_eq!(before["consents"]["sms"]["day"], "2026-11-20");
    assert_eq!(told(1, "after")["tags"], json!(["інша"]));
    let strip = |mut card: Json| {
        card.as_object_mut().unwrap().remove("last_contacts");
        card
    };
    let back = bench.call("clients.update", json!({ "id": id, "fields": before }));
    assert_eq!(strip(back), strip(made));
}

/// A card that only has a name has empty parts, not missing ones.
#[test]
fn c1_an_empty_card_has_every_part() {
    let bench = Bench::new();
    let card = plain(&bench);
    assert_eq!((card["tags"].clone(), card["own"].clone()), (json!([]), json!([])));
    assert_eq!((card["language"].clone(), card["birthday"].clone()), (json!(""), json!("")));
    assert_eq!((card["next_birthday"].clone(), card["do_not_write"].clone()), (json!(null), json!(false)));
}

/// C1: numbers of many countries, extensions and short ones, found in every way people write them.
#[test]
fn c1_foreign_phones_and_extensions_are_found() {
    let bench = Bench::new();
    let made = |name: &str, phone: &str| {
        bench.call("clients.create", json!({ "name": name, "phones": [phone] }))["id"].clone()
    };
    let berlin = made("Берлін", "+49 30 901820");
    let office = made("Контора", "044 390-12-55, дод. 12");
    let moscow = made("Склад", "8 495 123-45-67");
    made("Інший", "067 220-11-45");
    for (typed, wanted) in [
        ("+4930901820", &berlin),
        ("0049 30 901820", &berlin),
        ("90 18 20", &berlin),
        ("0443901255", &office),
        ("8 044 390 12 55", &office),
        ("044 390-12-55 дод. 12", &office),
        ("84951234567", &moscow),
        ("+7 (495) 123-45-67", &moscow),
    ] {
        let page = bench.call("clients.list", json!({ "search": typed }));
        assert_eq!(json!(super::ids(&page)), json!([wanted]), "{typed}");
    }
    let read = bench.call("phones.read", json!({ "typed": "8 (044) 390 12 55 вн.12" }));
    assert_eq!(read, json!({ "number": "+380443901255;ext=12", "shown": "044 390-12-55 #12", "sms": false }));
    assert_eq!(bench.call("phones.read", json!({ "typed": "050 123-45-67 Олена" })), json!(null));
}

/// C1: an office that moves to another country shows every number as one writes it there, and loses none.
#[test]
fn c1_another_country_shows_phones_its_way() {
    let bench = Bench::new();
    let fields = json!({ "name": "Анна", "phones": ["0501234567", "+48 601 234 567", "вн. 234"] });
    let id = bench.call("clients.create", fields)["id"].clone();
    let shown = || -> Vec<String> {
        let card = bench.call("clients.get", json!({ "id": id }));
        card["phones"]
            .as_array()
            .unwrap()
            .iter()
            .map(|phone| phone["shown"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(shown(), ["050 123-45-67", "+48 601 234 567", "вн. 234"]);
    let mut general = bench.call("office.settings", json!({}));
    general["country"] = json!("PL");
    bench.call("office.update", general.clone());
    assert_eq!(shown(), ["+380 50 123 4567", "601 234 567", "вн. 234"]);
    let again = json!({ "name": "Анна", "phones": shown() });
    let card = bench.call("clients.update", json!({ "id": id, "fields": again }));
    assert_eq!(card["phones"][0]["number"], "+380501234567");
    assert_eq!(card["phones"][1]["number"], "+48601234567");
    general["country"] = json!("ЇЖ");
    assert_eq!(bench.fail("office.update", general).code, "invalid_country");
    assert!(bench.call("phones.countries", json!({})).as_array().unwrap().len() > 200);
}
