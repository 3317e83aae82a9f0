//! C3: clients merged field by field with everything tied to any of them, undone exactly and in order.

use std::collections::BTreeSet;

use deskbell_core::clients::{PARTS, TIED};
use serde_json::{Value as Json, json};

use super::{add, assert_same, dump, found, merge, undo};
use crate::tests::{Bench, NOW, mail};

fn count(bench: &Bench, table: &str, column: &str, id: i64) -> i64 {
    bench.number(&format!("SELECT count(*) AS n FROM {table} WHERE {column} = {id}"))
}

/// A client with a row in every table that has rows of clients. `mark` is a letter of its own.
fn rich(bench: &Bench, own: i64, mark: &str, phone: &str) -> i64 {
    let email = format!("{mark}@melnyk.example");
    let id = add(
        bench,
        &format!("Ірина Мельник {mark}"),
        json!({ "phones": [phone], "emails": [email], "city": format!("Місто {mark}"), "address": format!("вул. {mark}, 1"),
            "interests": format!("акрил, {mark}"), "discount": 5.5, "terms": format!("умови {mark}"),
            "notes": format!("нотатка {mark}"), "manager_id": bench.me(), "tags": ["опт", format!("мітка {mark}")],
            "language": "uk", "birthday": "1980-03-09", "own": [{ "field_id": own, "value": format!("поле {mark}") }],
            "consents": { "email": { "given": true, "source": format!("договір {mark}"), "day": "2026-01-10" } } }),
    );
    let file = bench.folder.path().join(format!("ескіз {mark}.txt"));
    std::fs::write(&file, format!("ескіз {mark}")).unwrap();
    bench.call("client_files.add", json!({ "client_id": id, "path": file.display().to_string() }));
    let by_mail =
        bench.request_of(&mail(&format!("{mark}@x"), &format!("Ірина <{email}>"), &format!("Шильда {mark}")));
    bench.answer(by_mail, "<p>Добрий день</p>");
    bench.call("requests.link_client", json!({ "id": by_mail, "client_id": id }));
    bench.call(
        "requests.note",
        json!({ "request_id": by_mail, "text": format!("примітка {mark}"), "pinned": true }),
    );
    bench.call(
        "requests.create",
        json!({ "subject": format!("Вивіска {mark}"), "client_id": id, "comment": "Дуб", "assignee_id": bench.me() }),
    );
    bench.call(
        "contacts.create",
        json!({ "client_id": id, "request_id": null, "direction": "incoming", "channel": "call",
            "information": format!("Розмова {mark}"), "done": false,
            "reminder": { "day": "2026-11-23", "time": "10:00", "text": "Передзвонити", "priority": "high" } }),
    );
    bench
        .office
        .desk()
        .write(|tx| {
            tx.run(
                "INSERT INTO message (client_id, way, address, state, text, created_at) VALUES (?1, 'sms', ?2, 'accepted', ?3, ?4)",
                deskbell_store::params![id, phone, "Готово", NOW],
            )?;
            Ok(())
        })
        .unwrap();
    bench.wait(1000);
    id
}

/// C3: a value that its field offers no longer stands in no merge's way, whichever of the cards has it.
#[test]
fn c3_values_that_are_offered_no_longer_are_merged() {
    let bench = Bench::new();
    let words = json!({ "name": "Матеріал", "kind": "list", "choices": ["фанера", "акрил", "дуб"] });
    let own = bench.call("client_fields.create", words)["id"].clone();
    let [a, b, c] = ["фанера", "акрил", "дуб"]
        .map(|value| add(&bench, "Ірина", json!({ "own": [{ "field_id": own, "value": value }] })));
    let words = json!({ "id": own, "name": "Матеріал", "choices": ["скло"], "active": true });
    bench.call("client_fields.update", words);
    let before = dump(&bench);
    for keep in [a, b, c] {
        let all: Vec<i64> =
            std::iter::once(keep).chain([a, b, c].into_iter().filter(|id| *id != keep)).collect();
        let deed = merge(&bench, &all, json!({}));
        undo(&bench, deed);
        assert_same(&dump(&bench), &before);
    }
}

/// Whoever makes a table that names a client has to say what a merge does with it.
#[test]
fn c3_no_table_that_names_a_client_is_forgotten_by_a_merge() {
    let bench = Bench::bare();
    let tables = bench.office.desk().write(|tx| Ok(tx.tables()?)).unwrap();
    // Kept by the database itself, and the pairs that a merge carries over.
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::from([
        ("client_touch", "client_id"),
        ("client_face", "client_id"),
        ("client_apart", "one_id"),
        ("client_apart", "other_id"),
    ]);
    known.extend(TIED);
    known.extend(PARTS.map(|table| (table, "client_id")));
    let mut there = BTreeSet::new();
    for table in tables.all() {
        let referring = table.references.iter().filter(|reference| reference.table == "client");
        there.extend(referring.map(|reference| (table.name.as_str(), reference.column.as_str())));
        let named = table.columns.iter().filter(|column| column.ends_with("client_id"));
        there.extend(named.map(|column| (table.name.as_str(), column.as_str())));
    }
    assert_eq!(there, known);
}

#[test]
fn c3_a_merge_keeps_everything_and_its_undo_restores_both_exactly() {
    let bench = Bench::new();
    let own =
        bench.call("client_fields.create", json!({ "name": "Клуб", "kind": "text" }))["id"].as_i64().unwrap();
    let kept = rich(&bench, own, "a", "050 111-22-33");
    let other = rich(&bench, own, "b", "050 444-55-66");
    let stranger = rich(&bench, own, "v", "050 777-88-99");
    bench.call("duplicates.dismiss", json!({ "ids": [other, stranger] }));
    let of = |id: i64| TIED.map(|(table, column)| (table, count(&bench, table, column, id)));
    let (of_kept, of_other) = (of(kept), of(other));
    for (table, rows) in of_other {
        assert!(rows > 0, "the other one has nothing in {table}");
    }
    for table in PARTS {
        assert!(count(&bench, table, "client_id", other) > 0, "the other one has nothing in {table}");
    }
    let before = dump(&bench);
    let deed = merge(&bench, &[kept, other], json!({ "city": other, "terms": other, "name": other }));
    for ((table, rows), (_, more)) in of_kept.into_iter().zip(of_other) {
        assert_eq!(count(&bench, table, "client_id", kept), rows + more, "{table}");
    }
    let card = bench.call("clients.get", json!({ "id": kept }));
    assert_eq!(
        (card["name"].clone(), card["city"].clone(), card["terms"].clone(), card["address"].clone()),
        (json!("Ірина Мельник b"), json!("Місто b"), json!("умови b"), json!("вул. a, 1"))
    );
    assert_eq!(card["emails"], json!(["a@melnyk.example", "b@melnyk.example"]));
    let numbers: Vec<&Json> =
        card["phones"].as_array().unwrap().iter().map(|phone| &phone["number"]).collect();
    assert_eq!(numbers, ["+380501112233", "+380504445566"]);
    assert_eq!(card["tags"], json!(["мітка a", "мітка b", "опт"]));
    assert_eq!((card["interests"].clone(), card["files_total"].clone()), (json!("акрил, a, b"), json!(2)));
    assert_eq!(card["notes"], "нотатка a\n\nнотатка b");
    assert_eq!(card["own"][0]["value"], "поле a");
    assert_eq!(bench.fail("clients.get", json!({ "id": other })).code, "not_found");
    // Who is not the other one is not the kept one.
    assert_eq!(bench.rows("SELECT * FROM client_apart", &[]).len(), 1);
    assert_eq!(
        count(&bench, "client_apart", "one_id", kept) + count(&bench, "client_apart", "other_id", kept),
        1
    );
    let merged = dump(&bench);
    let undone = undo(&bench, deed);
    assert_eq!((undone["kept"].clone(), undone["restored"].clone()), (json!([]), undone["total"].clone()));
    assert_same(&dump(&bench), &before);
    // Done again, and undone again.
    undo(&bench, undone["deed_id"].as_i64().unwrap());
    assert_same(&dump(&bench), &merged);
    undo(&bench, deed);
    assert_same(&dump(&bench), &before);
    let own_field = json!([{ "field_id": own, "client_id": other }]);
    let deed = merge(&bench, &[kept, other], json!({ "own": own_field, "notes": kept }));
    let card = bench.call("clients.get", json!({ "id": kept }));
    assert_eq!(
        (card["own"][0]["value"].clone(), card["notes"].clone()),
        (json!("поле b"), json!("нотатка a"))
    );
    undo(&bench, deed);
    assert_same(&dump(&bench), &before);
}

/// A refusal on any card stays one; what the kept card lacks comes from the others, in their order.
#[test]
fn c3_a_refusal_stays_and_gaps_are_filled() {
    let bench = Bench::new();
    let yes = json!({ "email": { "given": true, "source": "сайт", "day": "2026-02-01" } });
    let no = json!({ "email": { "given": false, "source": "лист", "day": "2026-01-01" } });
    let a = add(&bench, "А", json!({ "consents": yes }));
    let b = add(&bench, "Б", json!({ "consents": no, "city": "Львів", "do_not_write": true }));
    let c =
        add(&bench, "В", json!({ "city": "Київ", "discount": 7.0, "birthday": "--05-01", "language": "ru" }));
    merge(&bench, &[a, b, c], json!({}));
    let card = bench.call("clients.get", json!({ "id": a }));
    assert_eq!(
        (card["do_not_write"].clone(), card["consents"]["email"]["given"].clone()),
        (json!(true), json!(false))
    );
    assert_eq!(
        (card["city"].clone(), card["discount"].clone(), card["birthday"].clone(), card["language"].clone()),
        (json!("Львів"), json!(7.0), json!("--05-01"), json!("ru"))
    );
    assert_eq!(bench.call("clients.list", json!({}))["total"], 1);
}

#[test]
fn c3_many_are_merged_at_once_and_what_makes_no_sense_is_refused() {
    let bench = Bench::new();
    let all: Vec<i64> = (0..6)
        .map(|index| {
            add(
                &bench,
                "Ірина Мельник",
                json!({ "phones": [format!("050 111-22-3{index}")], "tags": ["опт"] }),
            )
        })
        .collect();
    assert_eq!(found(&bench), [(all.clone(), vec!["name".to_owned()])]);
    let before = dump(&bench);
    let stranger = add(&bench, "Остап", json!({}));
    for (words, code) in [
        (json!({ "keep": all[0], "others": [] }), "bad_request"),
        (json!({ "keep": all[0], "others": [all[0]] }), "bad_request"),
        (json!({ "keep": all[0], "others": [all[1], all[1]] }), "bad_request"),
        (json!({ "keep": all[0], "others": (1000..1051).collect::<Vec<i64>>() }), "bad_request"),
        (json!({ "keep": all[0], "others": [777] }), "not_found"),
        (json!({ "keep": 777, "others": [all[0]] }), "not_found"),
        (json!({ "keep": all[0], "others": [all[1]], "fields": { "city": stranger } }), "bad_request"),
    ] {
        assert_eq!(bench.fail("clients.merge", words.clone()).code, code, "{words}");
    }
    bench.call("clients.bulk", json!({ "target": { "ids": [stranger] }, "act": { "act": "remove" } }));
    assert_same(&dump(&bench), &before);
    let deed = merge(&bench, &all, json!({}));
    assert_eq!(found(&bench), []);
    assert_eq!(bench.call("clients.get", json!({ "id": all[0] }))["phones"].as_array().unwrap().len(), 6);
    let row = bench.call("deeds.list", json!({}))["rows"][0].clone();
    assert_eq!(
        (row["kind"].clone(), row["noun"].clone(), row["summary"].clone()),
        (json!("merge"), json!("client"), json!({ "count": 6, "name": "Ірина Мельник", "id": all[0] }))
    );
    undo(&bench, deed);
    assert_same(&dump(&bench), &before);
    assert_eq!(found(&bench).len(), 1);
}

/// Merges that built on one another go back, and come again, in order alone; then exactly.
#[test]
fn c3_merges_of_merges_are_undone_in_order_or_refused() {
    let bench = Bench::new();
    let own =
        bench.call("client_fields.create", json!({ "name": "Клуб", "kind": "text" }))["id"].as_i64().unwrap();
    let (a, b, c) = (
        rich(&bench, own, "a", "050 111-22-33"),
        rich(&bench, own, "b", "050 444-55-66"),
        rich(&bench, own, "v", "050 777-88-99"),
    );
    let far = [rich(&bench, own, "g", "067 111-22-33"), rich(&bench, own, "h", "067 444-55-66")];
    let at_first = dump(&bench);
    // The kept one goes into a third, or takes a third in.
    for second in [[c, b], [b, c]] {
        let first_deed = merge(&bench, &[b, a], json!({}));
        let once = dump(&bench);
        let second_deed = merge(&bench, &second, json!({ "name": b }));
        let twice = dump(&bench);
        assert_eq!(bench.fail("deeds.undo", json!({ "id": first_deed })).code, "merged_since");
        assert_same(&dump(&bench), &twice);
        // Others are no matter.
        let of_others = merge(&bench, &far, json!({}));
        let second_undone = undo(&bench, second_deed);
        undo(&bench, of_others);
        assert_same(&dump(&bench), &once);
        let first_undone = undo(&bench, first_deed);
        assert_same(&dump(&bench), &at_first);
        let redo = |undone: &Json| json!({ "id": undone["deed_id"] });
        assert_eq!(bench.fail("deeds.undo", redo(&second_undone)).code, "unmerged_since");
        assert_same(&dump(&bench), &at_first);
        bench.call("deeds.undo", redo(&first_undone));
        assert_same(&dump(&bench), &once);
        bench.call("deeds.undo", redo(&second_undone));
        assert_same(&dump(&bench), &twice);
        assert_eq!(bench.fail("deeds.undo", json!({ "id": first_deed })).code, "merged_since");
        undo(&bench, second_deed);
        undo(&bench, first_deed);
        assert_same(&dump(&bench), &at_first);
    }
}

/// What came since stays with the kept one, what somebody changed since stays as it is, and nothing stands twice.
#[test]
fn c3_an_undo_after_the_card_was_saved_again_doubles_nothing() {
    let bench = Bench::new();
    let a =
        add(&bench, "А", json!({ "phones": ["050 111-22-33"], "emails": ["a@x.example"], "city": "Львів" }));
    let b = add(
        &bench,
        "Б",
        json!({ "phones": ["050 444-55-66"], "emails": ["b@x.example"], "terms": "по факту" }),
    );
    let deed = merge(&bench, &[a, b], json!({}));
    let card = bench.call("clients.get", json!({ "id": a }));
    let phones: Vec<&Json> =
        card["phones"].as_array().unwrap().iter().map(|phone| &phone["number"]).collect();
    let mut fields = json!({ "kind": "person", "name": "А", "phones": phones, "emails": card["emails"], "city": "Київ",
        "terms": card["terms"], "tags": ["нова"] });
    fields["phones"].as_array_mut().unwrap().push(json!("050 777-88-99"));
    bench.call("clients.update", json!({ "id": a, "fields": fields }));
    let undone = undo(&bench, deed);
    assert_eq!(undone["kept"], json!([]), "{undone}");
    let card = |id: i64| bench.call("clients.get", json!({ "id": id }));
    let numbers = |id: i64| {
        let phones = card(id)["phones"].as_array().unwrap().clone();
        phones.iter().map(|phone| phone["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(a), ["+380501112233", "+380507778899"]);
    assert_eq!(numbers(b), ["+380504445566"]);
    assert_eq!(
        (card(a)["emails"].clone(), card(b)["emails"].clone()),
        (json!(["a@x.example"]), json!(["b@x.example"]))
    );
    assert_eq!((card(a)["city"].clone(), card(a)["tags"].clone()), (json!("Київ"), json!(["нова"])));
    assert_eq!((card(a)["terms"].clone(), card(b)["terms"].clone()), (json!(""), json!("по факту")));
}
