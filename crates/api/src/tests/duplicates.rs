//! C3: duplicates found by phone, e-mail and name, and set apart; what becomes of them when they are merged stands in `merges`.

mod merges;

use std::collections::BTreeSet;
use std::sync::Mutex;

use deskbell_core::Office;
use deskbell_core::secrets::Secrets;
use deskbell_store::Value;
use serde_json::{Value as Json, json};

use super::{Bench, ids};
use crate::Api;

/// Every row of every table as text, but for the logs of what was done and what the next import is reminded of.
pub fn dump(bench: &Bench) -> String {
    let logs = ["change", "deed", "deed_piece", "import", "import_mapping"];
    let tables = bench.office.desk().write(|tx| Ok(tx.tables()?)).unwrap();
    let mut all = String::new();
    for table in tables.all().filter(|table| !logs.contains(&table.name.as_str())) {
        let mut rows: Vec<String> = bench
            .rows(&format!("SELECT * FROM {}", table.name), &[])
            .iter()
            .map(|row| {
                let shown = |(name, value): (&String, &Value)| match name.as_str() {
                    "full_text" => String::new(),
                    _ => format!("{name}={value:?}"),
                };
                row.columns().iter().zip(row.values()).map(shown).collect::<Vec<_>>().join(" ")
            })
            .collect();
        rows.sort();
        all.push_str(&format!("{}\n{}\n", table.name, rows.join("\n")));
    }
    all
}

/// Tells the first line that differs instead of two whole offices.
#[track_caller]
pub fn assert_same(now: &str, before: &str) {
    let (now_lines, lines): (BTreeSet<&str>, BTreeSet<&str>) =
        (now.lines().collect(), before.lines().collect());
    let more: Vec<_> = now_lines.difference(&lines).take(5).collect();
    let less: Vec<_> = lines.difference(&now_lines).take(5).collect();
    assert!(now == before, "there is\n{more:#?}\nthere was\n{less:#?}");
}

fn add(bench: &Bench, name: &str, more: Json) -> i64 {
    let mut fields = json!({ "kind": "person", "name": name, "phones": [], "emails": [] });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    bench.call("clients.create", fields)["id"].as_i64().unwrap()
}

/// A merge of these, the first of them kept.
fn merge(bench: &Bench, all: &[i64], fields: Json) -> i64 {
    let did = bench.call("clients.merge", json!({ "keep": all[0], "others": all[1..], "fields": fields }));
    did["deed_id"].as_i64().unwrap()
}

fn undo(bench: &Bench, deed: i64) -> Json {
    bench.call("deeds.undo", json!({ "id": deed }))
}

fn groups(bench: &Bench) -> Vec<Json> {
    let page = bench.call("duplicates.list", json!({}));
    let rows = page["rows"].as_array().unwrap().clone();
    assert_eq!(page["total"], json!(rows.len()));
    assert_eq!(bench.call("duplicates.count", json!({}))["groups"], page["total"]);
    rows
}

/// The clients of each group, and why.
fn found(bench: &Bench) -> Vec<(Vec<i64>, Vec<String>)> {
    let reason = |one: &Json| one["by"].as_str().unwrap().to_owned();
    let each = |group: &Json| {
        let clients = group["clients"].as_array().unwrap();
        let ids = clients.iter().map(|client| client["id"].as_i64().unwrap()).collect();
        (ids, group["reasons"].as_array().unwrap().iter().map(reason).collect())
    };
    groups(bench).iter().map(each).collect()
}

#[test]
fn c3_duplicates_are_found_however_people_write() {
    let bench = Bench::new();
    let phone = [
        add(&bench, "Перший", json!({ "phones": ["050 111-22-33"] })),
        add(&bench, "Другий", json!({ "phones": ["044 222-33-44", "+38 (050) 1112233"] })),
    ];
    let email = [
        add(&bench, "Третій", json!({ "emails": ["Ira@Melnyk.example"] })),
        add(&bench, "Четвертий", json!({ "emails": ["ira@melnyk.EXAMPLE"] })),
    ];
    let name = [add(&bench, "Семёнова Альона", json!({})), add(&bench, "Альона Семенова", json!({}))];
    let form = [
        add(&bench, "ТОВ «Промінь Плюс»", json!({ "kind": "company" })),
        add(&bench, "Проминь плюс, ООО", json!({ "kind": "company" })),
    ];
    let slip = [add(&bench, "Дем’янчук Остап", json!({})), add(&bench, "Остап Демянчцук", json!({}))];
    let all = [
        add(&bench, "Коваль Іван", json!({ "phones": ["067 111-22-33"], "emails": ["koval@x.example"] })),
        add(&bench, "Коваль Иван", json!({ "phones": ["067 111-22-33"], "emails": ["koval@x.example"] })),
        add(&bench, "Іван Коваль", json!({})),
    ];
    // An inner number, and people who are not alike.
    add(&bench, "Сидоренко Галина", json!({ "phones": ["101"] }));
    add(&bench, "Остапенко Юрій", json!({ "phones": ["101"] }));
    let named = |by: &[&str]| by.iter().map(|by| (*by).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        found(&bench),
        [
            (all.to_vec(), named(&["phone", "email", "name"])),
            (phone.to_vec(), named(&["phone"])),
            (email.to_vec(), named(&["email"])),
            (name.to_vec(), named(&["name"])),
            (form.to_vec(), named(&["name"])),
            (slip.to_vec(), named(&["name"])),
        ]
    );
    let first = &groups(&bench)[0];
    assert_eq!(first["reasons"][0], json!({ "by": "phone", "value": "067 111-22-33" }), "{first}");
    assert_eq!(first["total"], 3);
    // Page by page the same.
    let mut paged = Vec::new();
    let mut after = json!(null);
    loop {
        let page = bench.call("duplicates.list", json!({ "limit": 4, "after": after }));
        paged.extend(ids(&page));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(paged, [all[0], phone[0], email[0], name[0], form[0], slip[0]]);
    assert_eq!(bench.fail("duplicates.list", json!({ "after": "x" })).code, "bad_request");
    // What changes on a card is seen at once.
    let mut card = bench.call("clients.get", json!({ "id": phone[1] }));
    card["phones"] = json!(["044 222-33-44"]);
    card["own"] = json!([]);
    bench.call("clients.update", json!({ "id": phone[1], "fields": card }));
    assert!(!found(&bench).iter().any(|(ids, _)| ids == &phone));
    bench.call("clients.bulk", json!({ "target": { "ids": [email[0]] }, "act": { "act": "remove" } }));
    assert!(!found(&bench).iter().any(|(ids, _)| ids == &email));
}

#[test]
fn c3_those_set_apart_do_not_come_back_until_it_is_undone() {
    let bench = Bench::new();
    let phone = json!({ "phones": ["050 111-22-33"] });
    let (a, b) = (add(&bench, "Олена Шевченко", phone.clone()), add(&bench, "Шевченко Олена", phone.clone()));
    assert_eq!(found(&bench).len(), 1);
    let before = dump(&bench);
    for (words, code) in [
        (json!({ "ids": [a] }), "bad_request"),
        (json!({ "ids": [a, a] }), "bad_request"),
        (json!({ "ids": (1..52).collect::<Vec<i64>>() }), "bad_request"),
        (json!({ "ids": [a, 777] }), "not_found"),
    ] {
        assert_eq!(bench.fail("duplicates.dismiss", words.clone()).code, code, "{words}");
    }
    let did = bench.call("duplicates.dismiss", json!({ "ids": [b, a] }));
    assert_eq!(found(&bench), []);
    // Twice is no second deed.
    assert_eq!(bench.call("duplicates.dismiss", json!({ "ids": [a, b] }))["deed_id"], json!(null));
    // A card that changes, also in the phone itself, does not bring them back.
    bench.call("clients.update", json!({ "id": b, "fields": { "name": "Олена Шевченко", "phones": ["050 111-22-33"], "emails": ["o@x.example"] } }));
    assert_eq!(found(&bench), []);
    // A third one who is like both may be either of them: the two never stand in one group to be merged.
    let c = add(&bench, "Олена  Шевченко", phone);
    let pairs = || found(&bench).into_iter().map(|(ids, _)| ids).collect::<Vec<_>>();
    assert_eq!(pairs(), [vec![a, c], vec![b, c]]);
    assert_eq!(found(&bench)[0].1, ["phone", "name"]);
    // Merged into one of them, that one stays apart from the other.
    let merged = merge(&bench, &[c, a], json!({}));
    assert_eq!(found(&bench), []);
    undo(&bench, merged);
    assert_eq!(pairs(), [vec![a, c], vec![b, c]]);
    // Page by page each once, although both hang together.
    let first = bench.call("duplicates.list", json!({ "limit": 1 }));
    let second = bench.call("duplicates.list", json!({ "limit": 1, "after": first["next"] }));
    assert_eq!((ids(&first), ids(&second), second["next"].clone()), (vec![a], vec![b], json!(null)));
    assert_ne!(first["rows"][0]["key"], second["rows"][0]["key"]);
    bench.call("clients.bulk", json!({ "target": { "ids": [c] }, "act": { "act": "remove" } }));
    bench.call(
        "clients.update",
        json!({ "id": b, "fields": { "name": "Шевченко Олена", "phones": ["050 111-22-33"] } }),
    );
    let undone = undo(&bench, did["deed_id"].as_i64().unwrap());
    assert_eq!((undone["restored"].clone(), undone["kept"].clone()), (json!(1), json!([])));
    assert_same(&dump(&bench), &before);
    assert_eq!(found(&bench).len(), 1);
    undo(&bench, undone["deed_id"].as_i64().unwrap());
    assert_eq!(found(&bench), []);
}

/// Of four of whom one is set apart from another, each two who may be one still stand together, and never those two.
#[test]
fn c3_who_is_set_apart_is_never_offered_in_one_group() {
    let bench = Bench::new();
    let phone = json!({ "phones": ["050 111-22-33"] });
    let all: Vec<i64> =
        ["Аліна", "Борис", "Вікторія", "Григорій"].map(|name| add(&bench, name, phone.clone())).into();
    let mail = add(&bench, "Дмитро", json!({ "emails": ["a@x.example"] }));
    let same_mail = add(&bench, "Ерік", json!({ "emails": ["a@x.example"] }));
    bench.call("duplicates.dismiss", json!({ "ids": [all[1], all[2]] }));
    let by_phone = vec!["phone".to_owned()];
    assert_eq!(
        found(&bench),
        [
            (vec![all[0], all[1], all[3]], by_phone.clone()),
            (vec![all[0], all[2], all[3]], by_phone.clone()),
            (vec![mail, same_mail], vec!["email".to_owned()]),
        ]
    );
    // Two and two of whom nobody is the other: each two by themselves, with the reason.
    let cross: Vec<Json> = [(0, 2), (0, 3), (1, 3)]
        .map(|(one, other)| bench.call("duplicates.dismiss", json!({ "ids": [all[one], all[other]] })))
        .into();
    let two = [(vec![all[0], all[1]], by_phone.clone()), (vec![all[2], all[3]], by_phone.clone())];
    assert_eq!(found(&bench)[..2], two);
    cross.iter().for_each(|did| drop(undo(&bench, did["deed_id"].as_i64().unwrap())));
    assert_eq!(found(&bench).len(), 3);
    // One of two groups is merged: who was set apart from one of them is so from the card they came to, and the rest goes on.
    merge(&bench, &[all[0], all[1]], json!({}));
    assert_eq!(found(&bench)[0].0, [all[0], all[3]]);
    assert_eq!(found(&bench)[1].0, [all[2], all[3]]);
    // What changes besides name, phones and addresses leaves them as they are; a phone does not.
    let mut card = bench.call("clients.get", json!({ "id": all[3] }));
    card["phones"] = json!(["050 111-22-33"]);
    card["own"] = json!([]);
    card["notes"] = json!("Нова нотатка");
    bench.call("clients.update", json!({ "id": all[3], "fields": card }));
    assert_eq!(found(&bench)[1].0, [all[2], all[3]]);
    card["phones"] = json!(["050 999-22-33"]);
    bench.call("clients.update", json!({ "id": all[3], "fields": card }));
    assert_eq!(found(&bench).len(), 1);
}

/// What cannot be merged at all without the right, and of what whoever may not see clients learns nothing.
#[test]
fn c3_merging_needs_its_rights_and_tells_nobody_else() {
    let bench = Bench::new();
    let phone = json!({ "phones": ["050 111-22-33"] });
    let (a, b) = (add(&bench, "Златозара", phone.clone()), add(&bench, "Любозара", phone));
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    let (_, manager) = bench.hire("oksana", &["manager"]);
    for (name, words) in [
        ("duplicates.list", json!({})),
        ("duplicates.count", json!({})),
        ("duplicates.dismiss", json!({ "ids": [a, b] })),
        ("clients.merge", json!({ "keep": a, "others": [b] })),
    ] {
        assert_eq!(specialist.dispatch(name, words).unwrap_err().code, "forbidden", "{name}");
    }
    let seer = bench.call("roles.create", json!({ "name": "Глядач", "rights": ["work", "see_clients"] }));
    let (_, looker) = bench.hire("ivan", &["specialist"]);
    let who = bench.call("employees.all", json!({}));
    let ivan = who.as_array().unwrap().iter().find(|one| one["login"] == "ivan").unwrap()["id"].clone();
    bench
        .office
        .desk()
        .write(|tx| {
            tx.run(
                "INSERT INTO employee_role (employee_id, role_id) VALUES (?1, ?2)",
                deskbell_store::params![ivan.as_i64(), seer["id"].as_i64()],
            )?;
            Ok(())
        })
        .unwrap();
    assert_eq!(looker.dispatch("duplicates.count", json!({})).unwrap(), json!({ "groups": 1 }));
    assert_eq!(
        looker.dispatch("clients.merge", json!({ "keep": a, "others": [b] })).unwrap_err().code,
        "forbidden"
    );
    assert_eq!(
        looker.dispatch("duplicates.dismiss", json!({ "ids": [a, b] })).unwrap_err().code,
        "forbidden"
    );
    let did = manager.dispatch("clients.merge", json!({ "keep": a, "others": [b] })).unwrap();
    assert_eq!(
        looker.dispatch("deeds.undo", json!({ "id": did["deed_id"] })).unwrap_err().code,
        "not_your_deed"
    );
    manager.dispatch("deeds.undo", json!({ "id": did["deed_id"] })).unwrap();
    assert_eq!(manager.dispatch("duplicates.count", json!({})).unwrap(), json!({ "groups": 1 }));
}

/// What many share tells nothing of any of them: a switchboard, a made-up address.
#[test]
fn c3_what_too_many_share_is_no_reason() {
    let bench = Bench::new();
    for index in 0..51 {
        add(&bench, &format!("Клієнт {index:03}"), json!({ "phones": ["044 111-22-33"] }));
    }
    assert_eq!(found(&bench), []);
    bench.call("clients.bulk", json!({ "target": { "ids": [1] }, "act": { "act": "remove" } }));
    let group = &groups(&bench)[0];
    assert_eq!((group["total"].clone(), group["clients"].as_array().unwrap().len()), (json!(50), 20));
}

/// What another program writes into the same database is seen at once.
#[test]
fn c3_clients_of_another_program_are_found_too() {
    let bench = Bench::new();
    add(&bench, "Олена Шевченко", json!({}));
    assert_eq!(found(&bench), []);
    let office = Office::with(
        bench.office.db.clone(),
        bench.clock.clone(),
        Secrets::Memory(Mutex::default()),
        bench.folder.path(),
    );
    let other = Api::new(office, None);
    let words = json!({ "kind": "person", "name": "Шевченко Олена", "phones": [], "emails": [] });
    other.dispatch("clients.create", words).unwrap();
    assert_eq!(groups(&bench).len(), 1);
    assert_eq!(other.dispatch("duplicates.count", json!({})).unwrap(), json!({ "groups": 1 }));
}
