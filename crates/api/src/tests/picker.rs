//! K2: a client is chosen by typed words.

use serde_json::{Value as Json, json};

use super::imports::plan;
use super::{Bench, DAY};

/// How many clients are found by something else than what stands on their cards.
pub const UNLIKE: &str = "SELECT count(*) AS n FROM client_shown AS shown
    FULL JOIN client_face AS kept ON kept.client_id = shown.client_id
    WHERE kept.sorted IS DISTINCT FROM shown.sorted OR kept.face IS DISTINCT FROM shown.face";

fn fields(name: &str, more: Json) -> Json {
    let mut fields = json!({ "kind": "person", "name": name, "phones": [], "emails": [] });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields
}

fn add(bench: &Bench, name: &str, more: Json) -> i64 {
    bench.call("clients.create", fields(name, more))["id"].as_i64().unwrap()
}

fn names(rows: &Json) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// Whose name begins with what was typed stands first; everybody else with the words follows, and nobody is lost.
#[test]
fn k2_the_picker_begins_with_those_whose_name_begins_so() {
    let bench = Bench::new();
    for (name, more) in [
        ("Ірина Яремко", json!({ "phones": ["050 123-45-67"], "notes": "Марія телефонує" })),
        ("Ґудзь Ірина", json!({ "city": "Нове Місто" })),
        ("Ірина Абрамова", json!({ "emails": ["abr@x.example", "second_ira@x.example"] })),
        ("Гай Петро", json!({ "city": "ІРИНА-ДОЛИНА", "phones": ["067 111-22-33", "050 123-99-99"] })),
        ("Лук’яненко", json!({ "city": "Кам`янець" })),
        ("Єва", json!({})),
        ("Евеліна", json!({})),
        ("7 днів", json!({})),
        ("Фірма 0123", json!({})),
    ] {
        add(&bench, name, more);
    }
    let all = [
        "7 днів",
        "Гай Петро",
        "Ґудзь Ірина",
        "Евеліна",
        "Єва",
        "Ірина Абрамова",
        "Ірина Яремко",
        "Лук’яненко",
        "Фірма 0123",
    ];
    for (words, limit, found) in [
        ("", 50, all.to_vec()),
        ("  ", 2, all[..2].to_vec()),
        ("ІРИНА", 50, vec!["Ірина Абрамова", "Ірина Яремко", "Гай Петро", "Ґудзь Ірина"]),
        ("ірина", 3, vec!["Ірина Абрамова", "Ірина Яремко", "Гай Петро"]),
        ("ірина", 1, vec!["Ірина Абрамова"]),
        ("ірина гай", 50, vec!["Гай Петро"]),
        ("гай ірина", 50, vec!["Гай Петро"]),
        ("ірина я", 50, vec!["Ірина Яремко"]),
        ("і", 50, vec!["Ірина Абрамова", "Ірина Яремко", "Ґудзь Ірина"]),
        ("е", 50, vec!["Евеліна"]),
        ("є", 50, vec!["Єва"]),
        ("м", 50, vec![]),
        ("67", 50, vec![]),
        ("0123", 50, vec!["Гай Петро", "Ірина Яремко", "Фірма 0123"]),
        ("7", 50, vec!["7 днів"]),
        ("місто нове", 50, vec!["Ґудзь Ірина"]),
        ("second_ira", 50, vec!["Ірина Абрамова"]),
        ("050 123", 50, vec!["Гай Петро", "Ірина Яремко"]),
        ("+38050123 петро", 50, vec!["Гай Петро"]),
        ("лук'я", 50, vec!["Лук’яненко"]),
        ("лукʼяненко кам´ян", 50, vec!["Лук’яненко"]),
        ("марія", 50, vec![]),
        ("нікого", 50, vec![]),
        ("%", 50, vec![]),
    ] {
        let suggested = bench.call("clients.suggest", json!({ "search": words, "limit": limit }));
        assert_eq!(names(&suggested), found, "{words}");
        if limit == 50 && words != "марія" {
            // Here a client is found by the same words as in the list.
            let listed = bench.call("clients.list", json!({ "search": words }));
            let (mut listed, mut suggested) = (names(&listed["rows"]), names(&suggested));
            listed.sort_unstable();
            suggested.sort_unstable();
            assert_eq!(suggested, listed, "{words}");
        }
    }
}

/// What clients are chosen by follows their cards, whatever changes them.
#[test]
fn k2_the_picker_knows_every_change_of_a_card() {
    let bench = Bench::new();
    let agree = |step: &str| assert_eq!(bench.number(UNLIKE), 0, "{step}");
    let found = |words: &str| {
        let suggested = bench.call("clients.suggest", json!({ "search": words }));
        names(&suggested).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let words = json!({ "city": "Суми", "phones": ["050 111-22-33", "067 111-22-33"], "emails": ["a@x.example", "b@x.example"] });
    let a = add(&bench, "Їжак Ганна", words);
    let b = add(&bench, "Їжак Ганна", json!({ "phones": ["093 444-55-66"], "emails": ["c@x.example"] }));
    agree("two cards");
    let words = json!({ "city": "Львів", "phones": ["067 111-22-33", "099 777-88-99"], "emails": ["b@x.example", "d@x.example"] });
    bench.call("clients.update", json!({ "id": a, "fields": fields("Вовк Ганна", words) }));
    agree("a card written anew");
    assert_eq!((found("вовк льв d@x 0997778899"), found("суми")), (vec!["Вовк Ганна".to_owned()], vec![]));
    assert!(found("a@x").is_empty() && found("0501112233").is_empty());
    bench.wait(1000);
    let merged = bench.call("clients.merge", json!({ "keep": b, "others": [a], "fields": { "city": a } }));
    agree("a merge");
    assert_eq!(found("їжак льв d@x 0997778899"), ["Їжак Ганна"]);
    assert!(found("вовк").is_empty());
    bench.wait(1000);
    let undone = bench.call("deeds.undo", json!({ "id": merged["deed_id"] }));
    agree("a merge undone");
    assert_eq!((found("вовк").len(), found("їжак льв").len()), (1, 0));
    bench.call("deeds.undo", json!({ "id": undone["deed_id"] }));
    agree("a merge done again");
    let removed = bench.call("clients.bulk", json!({ "target": { "ids": [b] }, "act": { "act": "remove" } }));
    agree("a removal");
    assert!(found("").is_empty());
    bench.call("deeds.undo", json!({ "id": removed["deed_id"] }));
    agree("a removal undone");
    assert_eq!(found("їжак льв d@x 0997778899"), ["Їжак Ганна"]);
    let text = "Ім'я;Телефон;E-mail;Місто\nКіт Олег;0501234567;k@x.example;Рівне\nЇжак Ганна;0934445566;e@x.example;\n";
    let file = bench.open_file(&bench.file("люди.csv", text));
    let imported = bench.call("imports.run", plan(&file, "complete"));
    agree("an import");
    assert_eq!((found("кіт рів k@x 0501234567").len(), found("їжак e@x").len()), (1, 1));
    bench.wait(DAY);
    let undone = bench.call("deeds.undo", json!({ "id": imported["deed_id"] }));
    assert_eq!(undone["kept"], json!([]));
    agree("an import undone");
    assert!(found("кіт").is_empty());
    bench.call("clients.erase", json!({ "id": b, "name": "Їжак Ганна", "letters": false }));
    agree("an erasure");
    assert_eq!(bench.number("SELECT count(*) AS n FROM client_face"), 0);
}
