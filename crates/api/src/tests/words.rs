//! K1: contacts and reminders by words, where they are many: frequent or rare, new or old, the page is the newest of all
//! that hold them and the count is theirs.

use serde_json::{Value as Json, json};

use super::{Bench, NOW, ids};

const CONTACTS: i64 = 14_000;

/// Contacts a minute apart, the newest with the highest number: every one has a common word, the eleven thousand oldest one
/// of theirs, every hundredth one of its own, and each its number. Every seventh is with one of 40 clients.
fn filled() -> Bench {
    let bench = Bench::new();
    for at in 0..40 {
        let card = json!({ "kind": "person", "name": format!("Ірина {}", if at == 7 { "Дивовижна" } else { "Звичайна" }),
            "phones": [format!("+38050100{at:04}")], "emails": [], "city": "", "address": "", "interests": "",
            "discount": 0, "terms": "", "notes": "", "manager_id": null });
        bench.call("clients.create", card);
    }
    let first = NOW - CONTACTS * 60_000;
    let sql = format!(
        "INSERT INTO contact (client_id, at, direction, channel, information, address, employee_id)
         WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {CONTACTS})
         SELECT CASE WHEN n % 7 = 0 THEN 1 + n / 7 % 40 END, {first} + n * 60000, 'incoming', 'call',
            'розмова ' || n || CASE WHEN n <= 11000 THEN ', давня' ELSE '' END
                || CASE WHEN n % 100 = 0 THEN ': п''ятий макет' ELSE '' END,
            CASE WHEN n = 5 THEN '+380671112233' WHEN n = 6 THEN 'olena@import.example' ELSE '' END, {}
         FROM number",
        bench.me()
    );
    bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    bench
}

/// All pages of a filter; each is asked for as the window does.
fn all_pages(bench: &Bench, mut filter: Json) -> (Vec<i64>, Json) {
    let first = bench.call("contacts.list", filter.clone());
    let (mut found, total) = (ids(&first), first["total"].clone());
    let mut page = first;
    while let Some(next) = page["next"].as_str() {
        filter["after"] = json!(next);
        page = bench.call("contacts.list", filter.clone());
        found.extend(ids(&page));
    }
    (found, total)
}

/// The numbers of the contacts that are found, newest first, and whether the first page counted them.
fn numbers(bench: &Bench, filter: Json) -> (Vec<i64>, bool) {
    let (found, total) = all_pages(bench, filter.clone());
    let counted = bench.call("contacts.counts", filter)["contacts"].clone();
    assert_eq!(counted, json!(found.len()));
    assert!(total.is_null() || total == counted, "{total} of {counted}");
    (found, !total.is_null())
}

fn down(of: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut all: Vec<i64> = of.collect();
    all.reverse();
    all
}

/// K1: every way of finding gives the same rows in the same order.
#[test]
fn k1_words_among_many_contacts() {
    let bench = filled();
    let search = |words: &str| numbers(&bench, json!({ "search": words, "limit": 500 }));
    assert_eq!(search("розмова"), (down(1..=CONTACTS), false), "in every row");
    assert_eq!(search("давн"), (down(1..=11_000), false), "only in old ones, and in many");
    let hundredths = down((1..=CONTACTS).filter(|n| n % 100 == 0));
    for words in ["МАКЕТ", "п’ятий", "макет розмова", "\"п'ятий макет\""] {
        assert_eq!(search(words), (hundredths.clone(), true), "{words}");
    }
    assert_eq!(search("\"розмова 77\""), (vec![77], true));
    assert_eq!(search("\"макет п'ятий\""), (vec![], true));
    assert_eq!(search("нікого"), (vec![], true));
    let with = |client: i64| down((1..=CONTACTS).filter(move |n| n % 7 == 0 && 1 + n / 7 % 40 == client));
    assert_eq!(search("дивовижн"), (with(8), true), "by the client's name");
    assert_eq!(search("050 100 00 07"), (with(8), true), "by the client's phone");
    assert_eq!(search("ірина").0, down((1..=CONTACTS).filter(|n| n % 7 == 0)));
    for phone in ["067 111", "80671112233", "+38 (067) 111-22-33", "380671112"] {
        assert_eq!(search(phone), (vec![5], true), "{phone}");
    }
    assert_eq!(search("Olena@imp"), (vec![6], true));
    assert_eq!(search(":").0, hundredths, "a sign that is no word");
}

/// K1: words together with the other filters.
#[test]
fn k1_words_beside_other_filters() {
    let bench = filled();
    let hundredths = |more: fn(&i64) -> bool| down((1..=CONTACTS).filter(|n| n % 100 == 0).filter(more));
    let of_client = |words: &str| numbers(&bench, json!({ "search": words, "client_id": 1 })).0;
    assert_eq!(of_client("макет"), hundredths(|n| n % 7 == 0 && n / 7 % 40 == 0));
    assert_eq!(of_client("розмова"), down((1..=CONTACTS).filter(|n| n % 7 == 0 && n / 7 % 40 == 0)));
    let me = bench.me();
    assert_eq!(numbers(&bench, json!({ "search": "макет", "employee_id": me })).0, hundredths(|_| true));
    assert_eq!(numbers(&bench, json!({ "search": "макет", "has_reminder": true })).0, Vec::<i64>::new());
    assert_eq!(numbers(&bench, json!({ "search": "макет", "has_reminder": false })).0, hundredths(|_| true));
    let days = json!({ "search": "розмова", "from": "2026-11-18", "to": "2026-11-18", "limit": 500 });
    assert_eq!(numbers(&bench, days).0.len(), 24 * 60);
}

/// K4: reminders by their words, the client's name and phone, among many.
#[test]
fn k4_words_among_many_reminders() {
    let bench = filled();
    let sql = format!(
        "INSERT INTO reminder (employee_id, client_id, day, time, text)
         WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 8000)
         SELECT {}, CASE WHEN n % 50 = 0 THEN 8 END, '20' || (20 + n / 1000) || '-01-15', '24:00',
            'зателефонувати ' || n || CASE WHEN n > 7990 THEN ' рідкісне' ELSE '' END FROM number",
        bench.me()
    );
    bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    let found = |words: &str| {
        let page = bench.call("reminders.list", json!({ "search": words, "limit": 500 }));
        let counted = bench.call("contacts.counts", json!({ "search": words }))["reminders"].clone();
        assert!(page["total"].is_null() || page["total"] == counted, "{words}");
        (ids(&page), counted)
    };
    assert_eq!(found("рідкісн"), ((7991..=8000).collect(), json!(10)));
    assert_eq!(found("телефонувати"), (vec![], json!(0)), "words are found by their beginnings");
    assert_eq!(found("\"зателефонувати 4321\""), (vec![4321], json!(1)));
    assert_eq!(found("зателеф"), ((1..=500).collect(), json!(8000)));
    assert_eq!(found("дивовижна"), ((1..=160).map(|n| n * 50).collect(), json!(160)));
}
