//! C2: the list of clients is sorted by any column, filtered by what is on a card, and paged without a gap.

use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, NOW, ids};

fn card(name: &str, more: Json) -> Json {
    let mut fields = json!({ "kind": "person", "name": name, "phones": [], "emails": [] });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields
}

fn add(bench: &Bench, name: &str, more: Json) -> i64 {
    bench.call("clients.create", card(name, more))["id"].as_i64().unwrap()
}

fn names(page: &Json) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// All pages of a list, so many a page.
fn pages(bench: &Bench, words: &Json, limit: i64) -> Vec<Json> {
    let (mut rows, mut after) = (Vec::new(), Json::Null);
    loop {
        let mut asked = words.clone();
        (asked["limit"], asked["after"]) = (json!(limit), after);
        let page = bench.call("clients.list", asked);
        rows.extend(page["rows"].as_array().unwrap().clone());
        after = page["next"].clone();
        if after.is_null() {
            return rows;
        }
    }
}

const COLUMNS: [&str; 19] = [
    "name",
    "kind",
    "phone",
    "email",
    "city",
    "address",
    "manager",
    "interests",
    "tags",
    "language",
    "birthday",
    "discount",
    "notes",
    "do_not_write",
    "consent_email",
    "consent_sms",
    "open",
    "last",
    "created",
];

/// What a row shows in a column, so that it can be compared; nothing where nothing is shown.
fn shown(row: &Json, column: &str) -> Option<String> {
    let text = |value: &Json| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let number = |value: &Json| value.as_f64().map(|number| format!("{:020.3}", number));
    match column {
        "manager" => text(&row["manager"]["name"]),
        "tags" => text(&row["tags"][0]).map(|tag| tag.to_lowercase()),
        "birthday" => text(&row["birthday"]).map(|day| day.chars().skip(day.len() - 5).collect()),
        "discount" => number(&row["discount"]).filter(|text| !text.trim_matches(['0', '.']).is_empty()),
        "open" => number(&row["open_requests"]).filter(|text| !text.trim_matches(['0', '.']).is_empty()),
        "last" => number(&row["last_at"]),
        "created" => number(&row["created_at"]),
        "do_not_write" | "consent_email" | "consent_sms" => row[column].as_bool().map(|is| is.to_string()),
        "name" => text(&row["name"]).map(|name| name.to_lowercase()),
        _ => text(&row[column]),
    }
}

/// An office of clients who have much in common and a little of their own.
fn population(bench: &Bench) -> Vec<i64> {
    let me = bench.me();
    let (other, _) = bench.hire("Андрій", &["manager"]);
    let cards = [
        card(
            "Борис",
            json!({ "city": "Київ", "address": "вул. Садова", "manager_id": me, "tags": ["VIP", "опт"], "discount": 5 }),
        ),
        card(
            "Андрій",
            json!({ "city": "Київ", "phones": ["0671112233", "0500000001"], "emails": ["b@x.example"], "language": "uk" }),
        ),
        card(
            "Борис",
            json!({ "phones": ["0500000009"], "birthday": "1980-03-01", "manager_id": other, "kind": "company" }),
        ),
        card(
            "Віра",
            json!({ "city": "Львів", "emails": ["a@x.example", "z@x.example"], "birthday": "--12-31", "interests": "шильди, акрил" }),
        ),
        card(
            "Галина",
            json!({ "city": "Львів", "notes": "постійна", "interests": "фанера", "do_not_write": true, "discount": 5 }),
        ),
        card(
            "Дмитро",
            json!({ "address": "вул. Лісова", "notes": "борг", "consents": { "email": { "given": true, "source": "", "day": "" } } }),
        ),
        card(
            "Зоя",
            json!({ "manager_id": me, "language": "ru", "tags": ["опт"],
            "consents": { "email": { "given": false, "source": "", "day": "" }, "sms": { "given": true, "source": "", "day": "" } } }),
        ),
        card(
            "Ярина",
            json!({ "birthday": "2001-03-01", "discount": 12.5, "tags": ["борг"], "manager_id": other }),
        ),
    ];
    let ids: Vec<i64> = cards
        .into_iter()
        .map(|fields| {
            bench.wait(HOUR);
            bench.call("clients.create", fields)["id"].as_i64().unwrap()
        })
        .collect();
    for (client, days) in [(2, 1), (5, 9), (6, 9)] {
        let contact = json!({ "client_id": ids[client], "request_id": null, "at": NOW - days * DAY, "direction": "incoming",
            "channel": "call", "information": "x", "done": false, "reminder": null });
        bench.call("contacts.create", contact);
    }
    for client in [1, 1, 4] {
        bench.call("requests.create", json!({ "subject": "x", "client_id": ids[client] }));
    }
    ids
}

/// C2: by any column, up and down, in pages of any size: every client once, in order, those without a value at the end.
#[test]
fn c2_any_column_is_sorted_up_and_down_over_equal_values() {
    let bench = Bench::new();
    let all = population(&bench);
    for column in COLUMNS {
        let mut orders = Vec::new();
        for down in [false, true] {
            let words = json!({ "sort": { "by": column, "down": down } });
            let rows = pages(&bench, &words, 500);
            for limit in [1, 3, 4] {
                assert_eq!(pages(&bench, &words, limit), rows, "{column} {down} in pages of {limit}");
            }
            let mut found: Vec<i64> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
            let values: Vec<Option<String>> = rows.iter().map(|row| shown(row, column)).collect();
            let filled = values.iter().take_while(|value| value.is_some()).count();
            assert!(values[filled..].iter().all(Option::is_none), "{column} {down}: {values:?}");
            let sorted = values[..filled]
                .windows(2)
                .all(|pair| if down { pair[0] >= pair[1] } else { pair[0] <= pair[1] });
            assert!(sorted, "{column} {down}: {values:?}");
            orders.push(values[..filled].to_vec());
            found.sort_unstable();
            assert_eq!(found, all, "{column} {down}");
        }
        assert!(!orders[0].is_empty(), "nobody has anything in {column}");
        orders[1].reverse();
        assert_eq!(orders[0], orders[1], "{column}");
    }
    let other = bench.call("clients.list", json!({ "limit": 1 }))["next"].clone();
    let city = json!({ "by": "city", "down": false });
    let lost = bench.call("clients.list", json!({ "sort": city, "after": other }));
    assert_eq!(
        lost,
        bench.call("clients.list", json!({ "sort": city })),
        "a page of another order is the first"
    );
    assert_eq!(
        bench.fail("clients.list", json!({ "sort": { "by": "shoe_size", "down": false } })).code,
        "bad_request"
    );
}

/// C2, D3: names and cities stand in the alphabet's own order, Ukrainian and Russian, on both engines.
#[test]
fn c2_names_stand_in_the_order_of_the_alphabet() {
    let bench = Bench::new();
    let alphabet = [
        "Ганна",
        "Гусак",
        "Ґудзь",
        "Дмитро",
        "Елла",
        "Ельза",
        "Євген",
        "Ёлкин",
        "Женя",
        "Ивлев",
        "Ірина",
        "Їжак",
        "Йосип",
        "Щур",
        "Юрій",
        "Яна",
    ];
    for at in 0..alphabet.len() {
        // Not in the order of the alphabet.
        add(
            &bench,
            alphabet[(at * 7) % alphabet.len()],
            json!({ "city": alphabet[(at * 11) % alphabet.len()] }),
        );
    }
    assert_eq!(names(&bench.call("clients.list", json!({}))), alphabet);
    let by_city = bench.call("clients.list", json!({ "sort": { "by": "city", "down": true } }));
    let cities: Vec<&str> =
        by_city["rows"].as_array().unwrap().iter().map(|row| row["city"].as_str().unwrap()).collect();
    assert_eq!(cities, alphabet.iter().rev().copied().collect::<Vec<_>>());
    let listed = bench.call("clients.cities", json!({}));
    let listed: Vec<&str> =
        listed.as_array().unwrap().iter().map(|city| city["name"].as_str().unwrap()).collect();
    assert_eq!(listed, alphabet);
}

/// C1, C2: own fields are sorted by what they hold, numbers as numbers, and filtered by it.
#[test]
fn c2_own_fields_are_sorted_and_filtered() {
    let bench = Bench::new();
    let field = |name: &str, kind: &str, choices: Json| {
        bench.call("client_fields.create", json!({ "name": name, "kind": kind, "choices": choices }))["id"]
            .as_i64()
            .unwrap()
    };
    let (distance, folder) = (field("Відстань", "number", json!([])), field("Папка", "text", json!([])));
    let (source, paid) =
        (field("Звідки", "list", json!(["сайт", "виставка"])), field("Договір", "checkbox", json!([])));
    let own = |values: Json| json!({ "own": values });
    let at = |id: i64, value: &str| json!({ "field_id": id, "value": value });
    add(&bench, "А", own(json!([at(distance, "100"), at(folder, "Папка 7"), at(paid, "1")])));
    add(&bench, "Б", own(json!([at(distance, "9,5"), at(source, "сайт")])));
    add(&bench, "В", own(json!([at(distance, "-3"), at(source, "виставка"), at(folder, "Інша папка")])));
    add(&bench, "Г", json!({}));
    let by = |down: bool| {
        names(
            &bench
                .call("clients.list", json!({ "sort": { "by": format!("field-{distance}"), "down": down } })),
        )
    };
    assert_eq!(by(false), ["В", "Б", "А", "Г"]);
    assert_eq!(by(true), ["А", "Б", "В", "Г"]);
    let having = |field: Json| names(&bench.call("clients.list", json!({ "fields": [field] })));
    assert_eq!(having(json!({ "field_id": distance, "from": "0" })), ["А", "Б"]);
    assert_eq!(having(json!({ "field_id": distance, "value": "9.5" })), ["Б"]);
    assert_eq!(having(json!({ "field_id": folder, "value": "ПАПКА" })), ["А", "В"]);
    assert_eq!(having(json!({ "field_id": source, "value": "виставка" })), ["В"]);
    assert_eq!(having(json!({ "field_id": paid, "value": "1" })), ["А"]);
    assert_eq!(having(json!({ "field_id": paid, "empty": true })), ["Б", "В", "Г"]);
    for (wrong, code) in [
        (json!({ "fields": [{ "field_id": 777 }] }), "not_found"),
        (json!({ "fields": [{ "field_id": distance, "value": "багато" }] }), "bad_request"),
        (json!({ "sort": { "by": "field-777", "down": false } }), "not_found"),
        (json!({ "birthday_month": 13 }), "bad_request"),
        (json!({ "silent_days": -1 }), "bad_request"),
        (json!({ "created": { "preset": "own", "from": "2026-02-30" } }), "invalid_day"),
        (json!({ "tags": vec!["x"; 500] }), "bad_request"),
    ] {
        assert_eq!(bench.fail("clients.list", wrong.clone()).code, code, "{wrong}");
    }
}

/// C2: words are found wherever they stand on the card, each of them, whatever apostrophe and case was typed.
#[test]
fn c2_words_are_found_anywhere_on_the_card() {
    let bench = Bench::new();
    let dem = add(
        &bench,
        "Дем’янчук Олена",
        json!({ "city": "Кам'янець", "notes": "Любить дзвінки зранку", "phones": ["067 220-11-45"] }),
    );
    let other = add(&bench, "Демко Олена", json!({ "city": "Київ", "emails": ["olena@demko.example"] }));
    let found = |words: &str| ids(&bench.call("clients.list", json!({ "search": words })));
    assert_eq!(found("дем'янчук"), [dem]);
    assert_eq!(found("ДЕМʼЯН зранку"), [dem]);
    assert_eq!(found("олена кам’ян"), [dem]);
    assert_eq!(found("олена 2201145"), [dem]);
    assert_eq!(found("+38 (067) 220"), [dem]);
    assert_eq!(found("олена демко.example"), [] as [i64; 0]);
    assert_eq!(found("олена demko.example"), [other]);
    assert_eq!(found("олена"), [other, dem]);
    assert_eq!(found("о"), [other, dem], "a single sign begins a word of the name");
    assert_eq!(found("м"), [] as [i64; 0]);
}

/// C2, K9: a shared filter "mine" means one's own, and what is switched off is not filtered by.
#[test]
fn c2_mine_is_of_whoever_looks_and_parts_switched_off_refuse() {
    let bench = Bench::new();
    let (other, seat) = bench.hire("oksana", &["manager"]);
    let mine = add(&bench, "Мій", json!({ "manager_id": bench.me() }));
    let hers = add(&bench, "Її", json!({ "manager_id": other, "interests": "акрил" }));
    let nobodys = add(&bench, "Нічий", json!({}));
    let asked = json!({ "manager": "me" });
    assert_eq!(ids(&bench.call("clients.list", asked.clone())), [mine]);
    assert_eq!(ids(&seat.dispatch("clients.list", asked).unwrap()), [hers]);
    assert_eq!(ids(&bench.call("clients.list", json!({ "manager": "none" }))), [nobodys]);
    assert_eq!(ids(&bench.call("clients.list", json!({ "manager": other }))), [hers]);
    let mut parts = bench.call("parts.get", json!({}));
    parts["client_interaction"] = json!(false);
    bench.call("parts.update", parts);
    for words in [json!({ "interests": ["акрил"] }), json!({ "has_reminder": true })] {
        assert_eq!(bench.fail("clients.list", words.clone()).code, "part_off", "{words}");
    }
    let row = bench.call("clients.list", json!({ "manager": other }))["rows"][0].clone();
    assert_eq!(row["interests"], "");
}

/// C2, C6: silent are those with whom nobody had to do for so many calendar days of the office.
#[test]
fn c2_silence_is_counted_in_days_of_the_office() {
    let bench = Bench::new();
    // Cards are made long before: a new card is not silent yet.
    bench.clock.set(NOW - 100 * DAY);
    let (spoken, never) = (add(&bench, "Говорив", json!({})), add(&bench, "Ніколи", json!({})));
    // Five days ago at 23:30 in Kyiv, which is another day in London.
    bench.clock.set(NOW);
    add(&bench, "Новий", json!({}));
    let at = NOW - 4 * DAY - 12 * HOUR - HOUR / 2;
    bench.call(
        "contacts.create",
        json!({ "client_id": spoken, "request_id": null, "at": at, "direction": "outgoing",
        "channel": "call", "information": "x", "done": true, "reminder": null }),
    );
    let silent = |days: i64| {
        let mut found = ids(&bench.call("clients.list", json!({ "silent_days": days })));
        found.sort_unstable();
        found
    };
    assert_eq!(silent(5), [spoken, never]);
    assert_eq!(silent(6), [never]);
    assert_eq!(silent(100), [never]);
    assert_eq!(silent(101), [] as [i64; 0]);
}
