//! E4: the activity log tells who changed what and when, with the old and the new value, to whom the rights allow.

use serde_json::{Value as Json, json};

use super::{Bench, HOUR, MINUTE, mail};
use crate::{Api, commands};

fn log(bench: &Bench, filter: Json) -> Vec<Json> {
    let page = bench.call("activity.list", json!({ "filter": filter, "whole": true }));
    page["rows"].as_array().unwrap().clone()
}

/// The old and the new value of a field in a row.
fn field(row: &Json, name: &str) -> (Json, Json) {
    let fields = row["fields"].as_array().unwrap();
    let field =
        fields.iter().find(|field| field["field"] == name).unwrap_or_else(|| panic!("no {name} in {row}"));
    (field["before"].clone(), field["after"].clone())
}

fn text(text: &str) -> Json {
    json!({ "kind": "text", "text": text })
}

fn card(name: &str, manager: Option<i64>) -> Json {
    json!({ "kind": "person", "name": name, "phones": ["050 111-22-33"], "emails": ["ira@dub.example"], "city": "Київ",
        "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": manager })
}

#[test]
fn e4_a_change_is_told_with_who_when_the_old_and_the_new_value() {
    let bench = Bench::new();
    let (oksana, seat) = bench.hire("oksana", &["manager"]);
    let id = bench.call("clients.create", card("Ірина Дуб", None))["id"].clone();
    bench.wait(HOUR);
    seat.dispatch("clients.update", json!({ "id": id, "fields": card("Ірина Дубова", Some(oksana)) }))
        .unwrap();
    let rows = log(&bench, json!({ "noun": "client", "noun_id": id }));
    assert_eq!(rows.len(), 2, "{rows:?}");
    let row = &rows[0];
    assert_eq!((row["what"].clone(), row["at"].clone()), (json!("updated"), json!(bench.now())));
    assert_eq!(
        (row["employee"]["name"].clone(), row["name"].clone()),
        (json!("oksana"), text("Ірина Дубова"))
    );
    assert_eq!(row["place"], json!({ "noun": "client", "id": id }));
    assert_eq!(field(row, "name"), (text("Ірина Дуб"), text("Ірина Дубова")));
    // An employee's number is told as their name.
    assert_eq!(field(row, "manager_id"), (json!(null), text("oksana")));
    assert_eq!(row["fields"].as_array().unwrap().len(), 2, "only what changed: {row}");
    assert_eq!(rows[1]["what"], "created");

    let request = bench.request_of(&mail("a@x", "Ірина <ira@dub.example>", "Шильда"));
    bench.call(
        "requests.update",
        json!({ "id": request, "subject": "Табличка", "urgent": true, "deadline": bench.now() + HOUR }),
    );
    let row = log(&bench, json!({ "noun": "request", "noun_id": request })).remove(0);
    assert_eq!(field(&row, "subject"), (text("Шильда"), text("Табличка")));
    assert_eq!(
        field(&row, "urgent"),
        (json!({ "kind": "flag", "on": false }), json!({ "kind": "flag", "on": true }))
    );
    assert_eq!(field(&row, "deadline").1, json!({ "kind": "at", "at": bench.now() + HOUR }));
    bench.call("requests.status", json!({ "ids": [request], "status": "in_work" }));
    let rows = log(&bench, json!({ "noun": "request", "noun_id": request }));
    let row = rows.iter().find(|row| row["what"] == "status").unwrap();
    assert_eq!(field(row, "status").1, json!({ "kind": "word", "key": "status-in-work" }));

    let mut general = bench.call("office.settings", json!({}));
    general["office_name"] = json!("Світло");
    bench.call("office.update", general);
    let row = log(&bench, json!({ "noun": "setting" })).remove(0);
    assert_eq!(field(&row, "office_name"), (text("Промінь"), text("Світло")));
}

#[test]
fn e4_the_log_is_filtered_by_employee_noun_period_and_paged_without_a_gap() {
    let bench = Bench::new();
    let (oksana, seat) = bench.hire("oksana", &["manager"]);
    for at in 0..7 {
        bench.wait(MINUTE);
        seat.dispatch("clients.create", card(&format!("Клієнт {at}"), None)).unwrap();
    }
    bench.wait(48 * HOUR);
    bench.call("clients.create", card("Пізній", None));
    bench.call("categories.create", json!({ "name": "Макет" }));
    let of_oksana = json!({ "employee_id": oksana, "noun": "client" });
    assert_eq!(log(&bench, of_oksana.clone()).len(), 7);
    assert_eq!(
        log(&bench, json!({ "by": "people", "period": { "preset": "today" }, "noun": "client" })).len(),
        1
    );
    assert_eq!(log(&bench, json!({ "noun": "category" })).len(), 1);
    assert!(log(&bench, json!({ "by": "itself", "noun": "client" })).is_empty());
    let (mut seen, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = bench.call("activity.list", json!({ "filter": of_oksana, "after": after, "limit": 3 }));
        seen.extend(page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    let all: Vec<i64> = log(&bench, of_oksana).iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(seen, all);
}

/// What one act changed a hundred times is one row, which opens into its parts; bookkeeping stands nowhere.
#[test]
fn e4_noise_is_folded_away() {
    let bench = Bench::new();
    let ids: Vec<i64> = (0..12)
        .map(|at| {
            bench.wait(MINUTE);
            bench.call("clients.create", card(&format!("Клієнт {at}"), None))["id"].as_i64().unwrap()
        })
        .collect();
    bench.wait(HOUR);
    bench.call(
        "clients.bulk",
        json!({ "target": { "ids": ids }, "act": { "act": "add_tag", "name": "VIP" } }),
    );
    let page = bench.call("activity.list", json!({ "limit": 3 }));
    let rows = page["rows"].as_array().unwrap();
    let folded = rows.iter().find(|row| row["noun"] == "client" && row["what"] == "updated").unwrap();
    assert_eq!((folded["count"].clone(), folded["fields"].clone()), (json!(12), json!([])));
    let deed = rows.iter().find(|row| row["noun"] == "deed").unwrap();
    assert_eq!(deed["summary"]["count"], 12);
    let parts = log(&bench, json!({ "noun": "client", "what": "updated", "at": folded["at"] }));
    assert_eq!(parts.len(), 12);
    assert_eq!(field(&parts[0], "tags").1, json!({ "kind": "list", "items": [text("VIP")] }));
    let request = bench.request_of(&mail("a@x", "Ірина <ira@dub.example>", "Шильда"));
    bench.call("requests.seen", json!({ "id": request, "seen": true }));
    assert!(log(&bench, json!({})).iter().all(|row| row["noun"] != "notice" && row["what"] != "seen"));
}

/// Without the right to see clients the log tells nothing of them, and nobody reads of what they have no screen for.
#[test]
fn e4_the_log_tells_nobody_more_than_the_screens() {
    let bench = Bench::new();
    bench.call("roles.create", json!({ "name": "Ревізор", "rights": ["work", "see_activity"] }));
    let roles = bench.call("roles.list", json!({}));
    let role = roles.as_array().unwrap().iter().find(|role| role["name"] == "Ревізор").unwrap()["id"].clone();
    let (id, seat) = bench.hire("revizor", &["specialist"]);
    let fields = json!({ "login": "revizor", "name": "Ревізор", "email": "", "phone": "", "signature": "", "department": "",
        "supervisor_id": null, "roles": [role], "os_login": "", "os_allowed": false });
    bench.call("employees.update", json!({ "id": id, "fields": fields }));
    let client = bench.call("clients.create", card("Златозара", None))["id"].clone();
    bench.call(
        "contacts.create",
        json!({ "client_id": client, "request_id": null, "direction": "incoming",
        "channel": "call", "information": "Питала про ціни", "done": false, "reminder": null }),
    );
    let request = bench.request_of(&mail("a@x", "Зара <ira@dub.example>", "Шильда"));
    bench.call("requests.link_client", json!({ "id": request, "client_id": client }));
    bench.call("mailings.opt_out", json!({ "way": "email", "address": "ira@dub.example", "note": "" }));
    let answer = seat.dispatch("activity.list", json!({ "whole": true, "limit": 500 })).unwrap().to_string();
    for secret in ["Златозара", "ira@dub.example", "111-22-33", "Київ\"", "Промінь", "oksana"]
    {
        assert!(!answer.contains(secret), "{secret}: {answer}");
    }
    assert!(answer.contains("Питала про ціни"));
    let path = bench.folder.path().join("x.csv");
    seat.dispatch("activity.export", json!({ "filter": {}, "path": path.display().to_string() })).unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    assert!(file.contains("Питала про ціни") && !file.contains("Златозара") && !file.contains("ira@dub"));
    for noun in ["client", "employee", "setting"] {
        let refused = seat.dispatch("activity.list", json!({ "filter": { "noun": noun } })).unwrap_err();
        assert_eq!(refused.code, "forbidden", "{noun}");
    }
    // Nor does it tell a secret to anybody.
    let all = bench.call("activity.list", json!({ "whole": true, "limit": 500 })).to_string();
    assert!(all.contains("Златозара") && !all.contains("сезам"));
    let (_, plain) = bench.hire("maksym", &["specialist"]);
    assert_eq!(plain.dispatch("activity.list", json!({})).unwrap_err().code, "forbidden");
}

/// E4, E2: of a private view its owner alone reads, of a shared one whoever sees clients.
#[test]
fn e4_views_are_told_to_those_who_have_them() {
    let bench = Bench::new();
    let view = |name: &str, shared: bool| json!({ "noun": "client", "name": name, "shared": shared, "filter": {}, "columns": [], "sort": {} });
    let auditor = |login: &str, rights: Json| {
        let role = bench.call("roles.create", json!({ "name": login, "rights": rights }))["id"].clone();
        let (id, seat) = bench.hire(login, &["specialist"]);
        let fields = json!({ "login": login, "name": login, "email": "", "phone": "", "signature": "",
            "department": "", "supervisor_id": null, "roles": [role], "os_login": "", "os_allowed": false });
        bench.call("employees.update", json!({ "id": id, "fields": fields }));
        seat
    };
    let sees = auditor("ivan", json!(["work", "see_activity", "see_clients"]));
    let blind = auditor("maksym", json!(["work", "see_activity"]));
    let told = |seat: &Api| {
        let page = seat.dispatch("activity.list", json!({ "whole": true, "limit": 500 })).unwrap();
        let (page, names) = (page.to_string(), ["Власне", "Колишнє", "Спільне", "Зникле"]);
        names.into_iter().filter(|name| page.contains(name)).collect::<Vec<_>>()
    };
    bench.call("views.create", view("Власне", false));
    let gone = bench.call("views.create", view("Колишнє", false));
    bench.call("views.remove", json!({ "id": gone["id"] }));
    let both = bench.call("views.create", view("Спільне", true));
    let gone = bench.call("views.create", view("Зникле", true));
    bench.call("views.remove", json!({ "id": gone["id"] }));
    assert_eq!(told(&bench.api), ["Власне", "Колишнє", "Спільне", "Зникле"]);
    assert_eq!(told(&sees), ["Спільне", "Зникле"]);
    assert_eq!(told(&blind), Vec::<&str>::new());
    // What is private now is so under every name that it had.
    bench.call("views.update", json!({ "id": both["id"], "fields": view("Власне ще", false) }));
    assert_eq!(told(&sees), ["Зникле"]);
}

#[test]
fn e4_the_log_is_written_to_csv_and_xlsx_in_words() {
    let bench = Bench::new();
    let id = bench.call("clients.create", card("=2+2", None))["id"].clone();
    bench.wait(HOUR);
    bench.call("clients.update", json!({ "id": id, "fields": card("Ірина", None) }));
    let path = |name: &str| bench.folder.path().join(name).display().to_string();
    let filter = json!({ "noun": "client", "noun_id": id });
    let lines = bench.call("activity.export", json!({ "filter": filter, "path": path("log.csv") }))["rows"]
        .as_i64()
        .unwrap();
    let text = std::fs::read_to_string(path("log.csv")).unwrap();
    assert!(text.contains("Олена;змінено;Клієнт;Ірина;назва;"), "{text}");
    assert!(!text.contains(";=2+2"), "a formula");
    assert_eq!(text.lines().count() as i64, lines + 1);
    bench.call("activity.export", json!({ "filter": filter, "path": path("log.xlsx") }));
    assert_eq!(&std::fs::read(path("log.xlsx")).unwrap()[..2], b"PK");
}

/// Whatever any command writes into the log has its words in all three languages.
#[test]
fn e4_every_noun_act_and_field_has_words() {
    let bench = Bench::bare();
    bench.start(true);
    for command in commands() {
        if command.name.starts_with("session.") || command.name.contains("export") {
            continue;
        }
        let words = json!({ "id": 1, "ids": [1], "text": "е", "name": "Ні", "done": true, "seen": true, "status": "in_work",
            "day": "2026-11-21", "employee_id": 1, "subject": "x", "position": 0, "view": "all" });
        let _ = bench.api.dispatch(command.name, words);
    }
    for row in bench.rows("SELECT DISTINCT noun, what FROM change", &[]) {
        let (noun, what): (String, String) = (row.get("noun").unwrap(), row.get("what").unwrap());
        let known = ["notice", "message", "unreadable"].contains(&noun.as_str());
        let noise =
            ["seen", "letter", "note", "queued", "seeded", "tried", "ignored"].contains(&what.as_str());
        for language in ["uk", "ru", "en"] {
            let language = deskbell_core::words::Language::of(language).unwrap();
            for key in [format!("change-noun-{noun}"), format!("change-what-{what}")] {
                let key = key.replace('_', "-");
                assert!(known || noise || deskbell_core::words::has(language, &key), "{key}");
            }
        }
    }
    let page = bench.call("activity.list", json!({ "whole": true, "limit": 500 }));
    let mut told = 0;
    for row in page["rows"].as_array().unwrap() {
        for field in row["fields"].as_array().unwrap() {
            let key = format!("change-field-{}", field["field"].as_str().unwrap().replace('_', "-"));
            assert!(deskbell_core::words::has(deskbell_core::words::Language::Uk, &key), "{key}");
            for value in
                [&field["before"], &field["after"]].into_iter().filter(|value| value["kind"] == "word")
            {
                let key = value["key"].as_str().unwrap();
                assert!(deskbell_core::words::has(deskbell_core::words::Language::Uk, key), "{key}");
            }
            told += 1;
        }
    }
    assert!(told > 20, "{told}");
}
