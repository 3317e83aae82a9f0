//! K5: categories are added, renamed, put into order and switched off; none in use is ever lost.

use serde_json::{Value as Json, json};

use super::Bench;

fn list(bench: &Bench) -> Vec<Json> {
    bench.call("categories.list", json!({})).as_array().unwrap().clone()
}

#[test]
fn k5_categories_are_added_renamed_ordered_and_switched_off() {
    let bench = Bench::new();
    let id = bench.call("categories.create", json!({ "name": " Дзвінок   майстру " }))["id"].clone();
    let own = list(&bench).last().unwrap().clone();
    assert_eq!(own, json!({ "id": id, "code": null, "name": "Дзвінок майстру", "active": true }));
    let shipped = list(&bench)[0].clone();
    let update = |id: &Json, name: &str, active: bool| json!({ "id": id, "name": name, "active": active });
    bench.call("categories.update", update(&shipped["id"], "Рахунок", true));
    assert_eq!(
        (list(&bench)[0]["name"].clone(), list(&bench)[0]["code"].clone()),
        (json!("Рахунок"), json!("invoice_sent"))
    );
    bench.call("categories.update", update(&shipped["id"], "", false));
    assert_eq!(
        (list(&bench)[0]["name"].clone(), list(&bench)[0]["active"].clone()),
        (json!(""), json!(false))
    );
    let second = list(&bench)[1]["id"].clone();
    bench.call("categories.order", json!({ "ids": [id, second, id] }));
    let ids: Vec<Json> = list(&bench).iter().map(|one| one["id"].clone()).collect();
    assert_eq!(
        (ids[0].clone(), ids[1].clone(), ids[2].clone(), ids.len()),
        (id.clone(), second, shipped["id"].clone(), 13)
    );
    for (name, words, code) in [
        ("categories.create", json!({ "name": "  " }), "empty_text"),
        ("categories.create", json!({ "name": "я".repeat(301) }), "text_too_long"),
        ("categories.update", update(&id, " ", true), "empty_text"),
        ("categories.update", update(&json!(777), "x", true), "not_found"),
        ("categories.order", json!({ "ids": [777] }), "not_found"),
    ] {
        assert_eq!(bench.fail(name, words).code, code, "{name}");
    }
    let told = bench.rows("SELECT what FROM change WHERE noun = 'category' ORDER BY id", &[]);
    let told: Vec<String> = told.iter().map(|row| row.get("what").unwrap()).collect();
    assert_eq!(told, ["created", "updated", "updated", "ordered"]);
}

/// K5: what stands under a category keeps it when it is switched off, and is still found by it.
#[test]
fn k5_a_category_in_use_is_never_lost() {
    let bench = Bench::new();
    let category = list(&bench)[3]["id"].clone();
    let mut fields = super::reminders::fields("2026-11-21", None, "рахунок");
    fields["category_id"] = category.clone();
    let words = json!({ "client_id": null, "request_id": null, "fields": fields });
    let id = bench.call("reminders.create", words)["id"].clone();
    bench.call("categories.update", json!({ "id": category, "name": "Інакше", "active": false }));
    assert_eq!(bench.call("reminders.get", json!({ "id": id }))["category_id"], category);
    assert_eq!(bench.call("reminders.list", json!({ "category_id": category }))["total"], 1);
    assert!(list(&bench).iter().any(|one| one["id"] == category && one["name"] == "Інакше"));
    assert_eq!(bench.fail("categories.remove", json!({ "id": category })).code, "no_such_command");
}
