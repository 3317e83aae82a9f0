//! C2: bulk actions on clients with their undo, saved views, the table in a file; C6: the analysis of activity.

use std::sync::{Arc, Mutex};

use deskbell_core::office::Event;
use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, NOW, ids, mail};

fn add(bench: &Bench, name: &str, more: Json) -> i64 {
    let mut fields = json!({ "kind": "person", "name": name, "phones": [], "emails": [] });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    bench.call("clients.create", fields)["id"].as_i64().unwrap()
}

fn cards(bench: &Bench) -> Vec<Json> {
    bench.call("clients.list", json!({ "sort": { "by": "created", "down": false } }))["rows"]
        .as_array()
        .unwrap()
        .clone()
}

fn bulk(bench: &Bench, target: Json, act: Json) -> Json {
    bench.call("clients.bulk", json!({ "target": target, "act": act }))
}

/// C2, E5: every action on the ticked rows changes who is another afterwards, and one undo brings all of it back.
#[test]
fn c2_each_bulk_action_is_done_and_undone_as_a_whole() {
    let bench = Bench::new();
    let me = bench.me();
    let a = add(&bench, "А", json!({ "tags": ["опт"], "interests": "акрил, шильди" }));
    let b = add(&bench, "Б", json!({ "manager_id": me, "do_not_write": true, "language": "uk" }));
    let c = add(&bench, "В", json!({}));
    let before = cards(&bench);
    for (act, changed, column, after) in [
        (json!({ "act": "manager", "manager_id": me }), 2, "manager", json!({ "id": me, "name": "Олена" })),
        (json!({ "act": "manager", "manager_id": null }), 1, "manager", json!(null)),
        (json!({ "act": "add_tag", "name": " ОПТ " }), 2, "tags", json!(null)),
        (json!({ "act": "remove_tag", "name": "Опт" }), 1, "tags", json!([])),
        (json!({ "act": "add_interest", "name": "Шильди" }), 2, "interests", json!(null)),
        (json!({ "act": "remove_interest", "name": "АКРИЛ" }), 1, "interests", json!(null)),
        (json!({ "act": "do_not_write", "on": true }), 2, "do_not_write", json!(true)),
        (json!({ "act": "language", "language": "uk" }), 2, "language", json!("uk")),
    ] {
        let done = bulk(&bench, json!({ "ids": [a, b, c, 777] }), act.clone());
        assert_eq!((done["changed"].clone(), done["left_out"].clone()), (json!(changed), json!(0)), "{act}");
        let now = cards(&bench);
        assert_ne!(now, before, "{act}");
        if !after.is_null() || column == "manager" {
            assert!(now.iter().all(|row| row[column] == after), "{act}: {now:?}");
        }
        let found = |words: Json| bench.call("clients.list", words)["total"].clone();
        match act["act"].as_str().unwrap() {
            "add_tag" => assert_eq!(found(json!({ "tags": ["опт"] })), 3),
            "add_interest" => assert_eq!(found(json!({ "interests": ["шильди"] })), 3),
            "remove_interest" => assert_eq!(
                (now[0]["interests"].clone(), found(json!({ "interests": ["акрил"] }))),
                (json!("шильди"), json!(0))
            ),
            _ => {}
        }
        bench.call("deeds.undo", json!({ "id": done["deed_id"] }));
        assert_eq!(cards(&bench), before, "{act} undone");
        assert_eq!(found(json!({ "interests": ["акрил"] })), 1, "{act} undone");
    }
    let nothing = bulk(&bench, json!({ "ids": [a] }), json!({ "act": "add_tag", "name": "опт" }));
    assert_eq!((nothing["changed"].clone(), nothing["deed_id"].clone()), (json!(0), json!(null)));
    for (act, code) in [
        (json!({ "act": "add_tag", "name": " " }), "empty_text"),
        (json!({ "act": "add_tag", "name": "а, б" }), "bad_request"),
        (json!({ "act": "manager", "manager_id": 777 }), "not_found"),
        (json!({ "act": "paint" }), "bad_request"),
    ] {
        let error = bench.fail("clients.bulk", json!({ "target": { "ids": [a] }, "act": act }));
        assert_eq!(error.code, code, "{act}");
    }
}

/// C2: of the chosen who go, whoever is tied to the office stays, each with the reason; the others come back by one undo.
#[test]
fn c2_removing_spares_whoever_is_tied_and_says_why() {
    let bench = Bench::new();
    let free = add(&bench, "Вільний", json!({ "phones": ["0671112233"], "tags": ["опт"], "notes": "x" }));
    let tied = add(&bench, "Зайнятий", json!({}));
    let filed = add(&bench, "З файлом", json!({}));
    let path = bench.file("ескіз.txt", "ескіз");
    bench.call("client_files.add", json!({ "client_id": filed, "path": path }));
    let written = add(&bench, "З повідомленням", json!({ "phones": ["0509998877"] }));
    bench.call("mailings.create", json!({ "name": "Розсилка", "channel": "sms", "client_ids": [written] }));
    bench.call("requests.create", json!({ "subject": "x", "client_id": tied }));
    bench.call("requests.create", json!({ "subject": "y", "client_id": tied }));
    bench.call(
        "contacts.create",
        json!({ "client_id": tied, "request_id": null, "direction": "incoming", "channel": "call",
        "information": "x", "done": false, "reminder": null }),
    );
    let before = cards(&bench);
    let done = bulk(&bench, json!({ "filter": {} }), json!({ "act": "remove" }));
    assert_eq!(done["changed"], 1);
    assert_eq!(
        done["reasons"],
        json!([
            { "id": tied, "name": "Зайнятий", "requests": 2, "contacts": 1, "reminders": 0, "files": 0, "messages": 0 },
            { "id": filed, "name": "З файлом", "requests": 0, "contacts": 0, "reminders": 0, "files": 1, "messages": 0 },
            { "id": written, "name": "З повідомленням", "requests": 0, "contacts": 0, "reminders": 0, "files": 0, "messages": 1 },
        ])
    );
    let mut left = ids(&bench.call("clients.list", json!({})));
    left.sort_unstable();
    assert_eq!(left, [tied, filed, written]);
    // A file that was taken off the card ties nobody, one that is still coming does, as long as somebody sends it.
    let coming = json!({ "client_id": filed, "name": "макет.pdf", "size": 2_000_000 });
    bench.call("client_files.begin", coming);
    let file = bench.call("client_files.list", json!({ "id": filed }))[0]["id"].clone();
    bench.call("client_files.remove", json!({ "id": file }));
    let held = bulk(&bench, json!({ "ids": [filed] }), json!({ "act": "remove" }));
    assert_eq!((held["changed"].clone(), held["reasons"][0]["files"].clone()), (json!(0), json!(1)));
    bench.wait(DAY + 1);
    let more = bulk(&bench, json!({ "ids": [filed] }), json!({ "act": "remove" }));
    assert_eq!((more["changed"].clone(), more["left_out"].clone()), (json!(1), json!(0)));
    bench.call("deeds.undo", json!({ "id": more["deed_id"] }));
    bench.call("client_files.restore", json!({ "id": file }));
    assert_eq!(bench.fail("clients.get", json!({ "id": free })).code, "not_found");
    bench.call("deeds.undo", json!({ "id": done["deed_id"] }));
    assert_eq!(cards(&bench), before);
    assert_eq!(ids(&bench.call("clients.list", json!({ "search": "067 111" }))), [free]);
}

/// C2: all that match but a few, in pieces that are told of; called off, what was done stays and is undone as a whole.
#[test]
fn c2_all_that_match_in_pieces_with_progress_and_cancel() {
    let bench = Bench::new();
    let count = 1200;
    bench
        .office
        .desk()
        .write(|tx| {
            for at in 0..count {
                let id = tx.insert(
                    &format!("INSERT INTO client (kind, name, created_at) VALUES ('person', 'К {at}', 0)"),
                    &[],
                )?;
                tx.run(&format!("INSERT INTO client_name (client_id, folded) VALUES ({id}, 'к {at}')"), &[])?;
            }
            Ok(())
        })
        .unwrap();
    let first = ids(&bench.call("clients.list", json!({})))[0];
    let told: Arc<Mutex<Vec<(i64, i64)>>> = Arc::default();
    let (heard, office) = (Arc::clone(&told), Arc::downgrade(&bench.office));
    bench.office.listen(move |event| {
        if let Event::Progress(progress) = event {
            heard.lock().unwrap().push((progress.done, progress.total));
            if progress.work == "halt" {
                office.upgrade().unwrap().works.cancel("halt");
            }
        }
    });
    let act = json!({ "act": "add_tag", "name": "усі" });
    let all = json!({ "filter": { "search": "к" }, "except": [first] });
    let done = bench.call("clients.bulk", json!({ "target": all, "act": act, "work": "whole" }));
    assert_eq!(
        (done["total"].clone(), done["changed"].clone(), done["cancelled"].clone()),
        (json!(count - 1), json!(count - 1), json!(false))
    );
    assert_eq!(*told.lock().unwrap(), [(500, 1199), (1000, 1199), (1199, 1199)]);
    assert_eq!(bench.call("clients.list", json!({ "tags": ["усі"] }))["total"], count - 1);
    bench.call("deeds.undo", json!({ "id": done["deed_id"] }));
    assert_eq!(bench.call("clients.list", json!({ "tags": ["усі"] }))["total"], 0);
    let halted =
        bench.call("clients.bulk", json!({ "target": { "filter": {} }, "act": act, "work": "halt" }));
    assert_eq!((halted["changed"].clone(), halted["cancelled"].clone()), (json!(500), json!(true)));
    bench.call("deeds.undo", json!({ "id": halted["deed_id"] }));
    assert_eq!(bench.call("clients.list", json!({ "tags": ["усі"] }))["total"], 0);
    bench.call("works.cancel", json!({ "work": "no such work" }));
}

/// C2: a view is one's own or everybody's, keeps filter, columns and order, and counts live.
#[test]
fn c2_views_are_private_or_shared_and_count_live() {
    let bench = Bench::new();
    let (_, manager) = bench.hire("oksana", &["manager"]);
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    let fields = |name: &str, shared: bool, filter: Json| {
        json!({ "noun": "client", "name": name, "shared": shared, "filter": filter, "columns": ["name", "tags"],
            "sort": { "by": "last", "down": true } })
    };
    let mine = bench
        .call("views.create", fields(" Мої   оптові ", false, json!({ "tags": ["опт"], "manager": "me" })));
    assert_eq!((mine["name"].clone(), mine["editable"].clone()), (json!("Мої оптові"), json!(true)));
    assert_eq!(
        (mine["filter"]["tags"].clone(), mine["columns"].clone()),
        (json!(["опт"]), json!(["name", "tags"]))
    );
    let shared =
        manager.dispatch("views.create", fields("Усі оптові", true, json!({ "tags": ["опт"] }))).unwrap();
    let named = |seat: &crate::Api| -> Vec<String> {
        let list = seat.dispatch("views.list", json!({ "noun": "client" })).unwrap();
        list.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(named(&bench.api), ["Мої оптові", "Усі оптові"]);
    assert_eq!(named(&manager), ["Усі оптові"]);
    for (name, words) in [
        ("views.list", json!({ "noun": "client" })),
        ("views.counts", json!({ "noun": "client" })),
        ("views.create", fields("x", false, json!({}))),
        ("views.remove", json!({ "id": shared["id"] })),
        ("views.update", json!({ "id": shared["id"], "fields": fields("x", true, json!({})) })),
    ] {
        assert_eq!(specialist.dispatch(name, words).unwrap_err().code, "forbidden", "{name}");
    }
    let counts = || bench.call("views.counts", json!({ "noun": "client" }));
    assert_eq!(counts(), json!([{ "id": mine["id"], "count": 0 }, { "id": shared["id"], "count": 0 }]));
    add(&bench, "А", json!({ "tags": ["опт"], "manager_id": bench.me() }));
    add(&bench, "Б", json!({ "tags": ["опт"] }));
    assert_eq!(counts(), json!([{ "id": mine["id"], "count": 1 }, { "id": shared["id"], "count": 2 }]));
    // Somebody else's private view is none; a shared one is changed by its owner and by whoever manages settings.
    assert_eq!(manager.dispatch("views.remove", json!({ "id": mine["id"] })).unwrap_err().code, "not_found");
    let (_, other) = bench.hire("petro", &["manager"]);
    assert_eq!(other.dispatch("views.remove", json!({ "id": shared["id"] })).unwrap_err().code, "forbidden");
    let renamed = bench.call(
        "views.update",
        json!({ "id": shared["id"], "fields": fields("Опт", true, json!({ "tags": ["роздріб"] })) }),
    );
    assert_eq!(
        (renamed["name"].clone(), renamed["employee"]["name"].clone()),
        (json!("Опт"), json!("oksana"))
    );
    for (change, code) in [
        (json!({ "name": " " }), "empty_text"),
        (json!({ "name": "я".repeat(61) }), "text_too_long"),
        (json!({ "filter": { "birthday_month": 13 } }), "bad_request"),
        (json!({ "columns": ["shoe"] }), "bad_request"),
    ] {
        let mut wrong = fields("x", false, json!({}));
        wrong.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(bench.fail("views.create", wrong).code, code, "{change}");
    }
    bench.call("views.remove", json!({ "id": mine["id"] }));
    assert_eq!(named(&bench.api), ["Опт"]);
    // What a view asks of a part that was switched off since is not counted, and spoils no other.
    bench.call("views.create", fields("Акрил", false, json!({ "interests": ["акрил"] })));
    let mut parts = bench.call("parts.get", json!({}));
    parts["client_interaction"] = json!(false);
    bench.call("parts.update", parts);
    assert_eq!(counts()[1]["count"], json!(null));
    // One whose filter cannot be read finds nobody rather than everybody, and can be removed.
    let strange = "UPDATE saved_view SET filter = '{\"kind\":\"alien\"}' WHERE name = 'Опт'";
    bench.office.desk().write(|tx| Ok(tx.run(strange, &[])?)).unwrap();
    assert_eq!(counts()[0]["count"], json!(null));
    let filter = bench.call("views.list", json!({ "noun": "client" }))[0]["filter"].clone();
    assert_eq!(bench.fail("clients.list", filter).code, "not_found");
    bench.call("views.remove", json!({ "id": shared["id"] }));
}

/// C2: what is shown goes into a file: the columns, the order and the filter, and no text of a client becomes a formula.
#[test]
fn c2_the_table_is_written_as_it_is_shown() {
    let bench = Bench::new();
    let field = bench
        .call("client_fields.create", json!({ "name": "Відстань", "kind": "number", "choices": [] }))["id"]
        .as_i64()
        .unwrap();
    add(
        &bench,
        "=HYPERLINK(\"http://evil\")",
        json!({ "city": "Київ", "phones": ["0671112233"], "tags": ["опт"] }),
    );
    let second = add(
        &bench,
        "Ґудзь; Олег",
        json!({ "city": "Львів", "discount": 7.5, "own": [{ "field_id": field, "value": "12,5" }], "birthday": "1980-03-01" }),
    );
    add(&bench, "Інший", json!({ "city": "Одеса" }));
    let column = format!("field-{field}");
    let write = |name: &str, more: Json| {
        let path = bench.folder.path().join(name);
        let mut words = json!({ "target": { "filter": { "search": "" }, "except": [] }, "columns": ["name", "city", "discount", "tags", column, "birthday"],
            "sort": { "by": "name", "down": true }, "path": path });
        words.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let told = bench.call("clients.export", words);
        (told["count"].as_i64().unwrap(), std::fs::read(path).unwrap())
    };
    let (count, bytes) = write("к.csv", json!({}));
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(count, 3);
    assert_eq!(
        lines,
        [
            "Ім’я;Місто;Знижка, %;Мітки;Відстань;День народження",
            "Інший;Одеса;;;;",
            "\"Ґудзь; Олег\";Львів;7,5;;12,5;1980-03-01",
            "\"'=HYPERLINK(\"\"http://evil\"\")\";Київ;;опт;;",
        ]
    );
    let (count, bytes) = write(
        "одна.csv",
        json!({ "delimiter": ",", "target": { "ids": [second] }, "columns": ["city", "name"] }),
    );
    assert_eq!(
        (count, String::from_utf8(bytes).unwrap()),
        (1, "\u{feff}Місто,Ім’я\r\nЛьвів,Ґудзь; Олег\r\n".to_owned())
    );
    let (count, bytes) = write("к.xlsx", json!({ "target": { "filter": { "cities": ["Київ", "Львів"] } } }));
    assert_eq!((count, bytes.get(..2)), (2, Some(&b"PK"[..])));
    for (wrong, code) in [
        (json!({ "columns": [] }), "bad_request"),
        (json!({ "delimiter": "|" }), "bad_request"),
        (json!({ "path": "/no/such/folder/x.csv" }), "io"),
    ] {
        let mut words = json!({ "target": { "filter": {} }, "columns": ["name"], "sort": {}, "path": bench.folder.path().join("x.csv") });
        words.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        assert_eq!(bench.fail("clients.export", words).code, code, "{wrong}");
    }
}

/// C6: who was last touched when, what there was in a period, and how many fall into each bar, by days of the office.
#[test]
fn c6_activity_by_last_touch_and_by_what_there_was_in_a_period() {
    let bench = Bench::new();
    let never = add(&bench, "Ніколи", json!({}));
    let long = add(&bench, "Давно", json!({}));
    let fresh = add(&bench, "Щойно", json!({}));
    let contact = |client: i64, at: i64| {
        bench.call(
            "contacts.create",
            json!({ "client_id": client, "request_id": null, "at": at, "direction": "outgoing",
            "channel": "call", "information": "x", "done": true, "reminder": null }),
        );
    };
    // 40 and 90 calendar days ago; at 23:30 in Kyiv it is another day in London.
    contact(long, NOW - 89 * DAY - 13 * HOUR - HOUR / 2);
    contact(long, NOW - 100 * DAY);
    contact(fresh, NOW - 2 * DAY);
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда").at(NOW - HOUR));
    bench.call("requests.link_client", json!({ "id": request, "client_id": fresh }));
    let all = json!({ "preset": "all" });
    let page = |more: Json| {
        let mut words = json!({ "period": all });
        words.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        bench.call("clients.activity", words)
    };
    let rows = page(json!({}));
    assert_eq!(ids(&rows), [never, long, fresh], "whom nobody ever had to do with first");
    let told = |at: usize| {
        let row = &rows["rows"][at];
        (row["silent_days"].clone(), row["contacts"].clone(), row["letters"].clone(), row["requests"].clone())
    };
    assert_eq!(told(0), (json!(null), json!(0), json!(0), json!(0)));
    assert_eq!(told(1), (json!(90), json!(2), json!(0), json!(0)));
    assert_eq!(told(2), (json!(0), json!(1), json!(1), json!(1)));
    let month = json!({ "period": { "preset": "this_month" } });
    assert_eq!(page(month)["rows"][1]["contacts"], 0);
    for (by, down, order) in [
        ("contacts", true, [long, fresh, never]),
        ("letters", false, [never, long, fresh]),
        ("requests", true, [fresh, long, never]),
        ("name", false, [long, never, fresh]),
        ("last", true, [fresh, long, never]),
    ] {
        let words = json!({ "by": by, "down": down });
        let whole = ids(&page(words.clone()));
        assert_eq!((whole.first(), whole.last()), (order.first(), order.last()), "{by} {down}");
        let mut found = Vec::new();
        let mut after = Json::Null;
        loop {
            let piece = page(json!({ "by": by, "down": down, "limit": 1, "after": after }));
            found.extend(ids(&piece));
            after = piece["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(found, whole, "{by} {down} page by page");
    }
    let bars = |filter: Json| -> Vec<i64> {
        let chart = bench.call("clients.activity_chart", filter);
        chart.as_array().unwrap().iter().map(|bar| bar["clients"].as_i64().unwrap()).collect()
    };
    assert_eq!(bars(json!({})), [1, 0, 0, 1, 0, 0, 0, 1]);
    assert_eq!(bars(json!({ "search": "давно" })), [0, 0, 0, 1, 0, 0, 0, 0]);
    for (ago, client) in [("today", fresh), ("quarter", long), ("never", never)] {
        let cut = page(json!({ "ago": ago }));
        assert_eq!((ids(&cut), cut["total"].clone()), (vec![client], json!(1)), "{ago}");
    }
    // A day later the last touch is a quarter of a year and a day ago.
    bench.wait(DAY);
    assert_eq!(bars(json!({})), [0, 1, 0, 0, 1, 0, 0, 1]);
    assert_eq!(page(json!({ "filter": { "silent_days": 91 } }))["rows"][0]["id"], long);
}
