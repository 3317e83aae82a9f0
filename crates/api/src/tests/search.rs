//! R3: the search over letters, notes, numbers and people, whatever is typed.

use serde_json::json;

use super::{Bench, mail};

fn office() -> (Bench, i64, i64) {
    let bench = Bench::new();
    let one = bench.request_of(
        &mail("a@x", "Ірина Мельник <ira_m@melnyk.example>", "Латунна шильда")
            .text("Потрібна табличка з гравіюванням, 100% латунь."),
    );
    let two = bench.request_of(
        &mail("b@x", "Петро <petro@other.example>", "Вивіска").text("Світлова вивіска над дверима."),
    );
    (bench, one, two)
}

#[test]
fn r3_words_by_their_beginning_in_cyrillic_and_whatever_their_case() {
    let (bench, one, two) = office();
    for (words, found) in
        [("граві", one), ("ГРАВІЮВАННЯМ", one), ("лат шиль", one), ("світлова две", two), ("вивіс", two)]
    {
        assert_eq!(bench.find(words), [found], "{words}");
    }
    assert!(bench.find("кравіювання").is_empty());
    assert!(bench.find("латунна вивіска").is_empty(), "all words, not any");
}

#[test]
fn r3_a_phrase_stands_together() {
    let (bench, one, two) = office();
    assert_eq!(bench.find("\"табличка з гравіюванням\""), [one]);
    assert!(bench.find("\"гравіюванням табличка\"").is_empty());
    assert_eq!(bench.find("«світлова вивіска»"), [two]);
}

#[test]
fn r3_by_number_and_by_the_clients_name() {
    let (bench, one, two) = office();
    let number = bench.request(one)["number"].as_str().unwrap().to_owned();
    for words in [
        number.clone(),
        format!("#{number}"),
        format!("№ {number}"),
        number.rsplit('-').next().unwrap().to_owned(),
    ] {
        assert_eq!(bench.find(&words), [one], "{words}");
    }
    let card = json!({ "kind": "company", "name": "ТОВ «Світанок»", "phones": [], "emails": [], "city": "", "address": "",
        "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    let client = bench.call("clients.create", card)["id"].clone();
    bench.call("requests.link_client", json!({ "id": two, "client_id": client }));
    assert_eq!(bench.find("світанок"), [two]);
    assert_eq!(bench.find("Мельник"), [one], "the sender of a letter");
    assert_eq!(bench.find("petro@other.example"), [two]);
}

#[test]
fn r3_notes_comments_and_a_changed_subject_are_found() {
    let (bench, one, _) = office();
    let note =
        bench.call("requests.note", json!({ "request_id": one, "text": "Передзвонити у вівторок" }))["id"]
            .clone();
    assert_eq!(bench.find("вівторок"), [one]);
    bench.call("notes.update", json!({ "id": note, "text": "Передзвонити в середу", "pinned": true }));
    assert!(bench.find("вівторок").is_empty());
    bench.call("notes.remove", json!({ "id": note }));
    assert!(bench.find("середу").is_empty());
    bench.call("requests.update", json!({ "id": one, "subject": "Пам’ятна дошка" }));
    assert_eq!(bench.find("пам'ятна дошка"), [one]);
    let made = bench.call(
        "requests.create",
        json!({ "subject": "Дзвінок", "name": "Остап", "comment": "Різати фанеру" }),
    )["id"]
        .clone();
    assert_eq!(json!(bench.find("остап")), json!([made]));
    assert_eq!(json!(bench.find("фанер")), json!([made]));
}

#[test]
fn r3_the_match_is_marked_in_the_snippet() {
    let (bench, _, _) = office();
    let page = bench.call("requests.list", json!({ "view": "all", "search": "гравіюв" }));
    let snippet = page["rows"][0]["snippet"].as_str().unwrap();
    assert!(snippet.contains("\u{2}гравіюванням\u{3}"), "{snippet:?}");
}

/// Whatever is typed is words: no error, and no joker that finds everything.
#[test]
fn r3_hostile_words_are_only_words() {
    let (bench, ..) = office();
    for words in [
        "%",
        "_",
        "%%",
        "2026_",
        "\\",
        "'",
        "\"",
        "\"\"",
        "(",
        "латунь OR",
        "NEAR(",
        "*",
        "a* b:",
        "-",
        "^x",
        "; DROP TABLE",
        "{{x}}",
        "\u{2}\u{3}",
    ] {
        let found = bench.find(words);
        assert!(found.len() < 2, "{words:?} finds {found:?}");
    }
    assert_eq!(bench.find("ira_m@melnyk.example").len(), 1);
    let endless = "слово ".repeat(50_000);
    assert!(bench.find(&endless).is_empty());
    assert!(bench.find(&"а".repeat(300_000)).is_empty());
}

/// A view narrows what a search finds, and pages of a search go on where they stopped.
#[test]
fn r3_a_search_within_a_view_and_in_pages() {
    let bench = Bench::new();
    let all: Vec<i64> = (0..5)
        .map(|index| bench.request_of(&mail(&format!("{index}@x"), "ira@melnyk.example", "Шильда")))
        .collect();
    bench.call("requests.status", json!({ "ids": [all[0]], "status": "done" }));
    let page = bench.call("requests.list", json!({ "view": "open", "search": "шильда", "limit": 3 }));
    assert_eq!(super::ids(&page), all[1..4]);
    let page = bench.call(
        "requests.list",
        json!({ "view": "open", "search": "шильда", "limit": 3, "after": page["next"] }),
    );
    assert_eq!((super::ids(&page), page["next"].clone()), (all[4..].to_vec(), json!(null)));
}
