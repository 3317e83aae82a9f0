//! D1: the sample office: what is in it, that it comes by the real intake, and that nothing of it stays behind.

use std::collections::BTreeMap;

use deskbell_store::Engine;
use serde_json::{Value as Json, json};

use super::employees::{log_in, refused, who, window};
use super::{Bench, items, mail};

fn sample() -> Bench {
    let bench = Bench::bare();
    bench.start(true);
    let mut general = bench.call("office.settings", json!({}));
    general["time_zone"] = json!("Europe/Kyiv");
    bench.call("office.update", general);
    bench
}

/// The rows of every table that holds the office's data.
fn counts(bench: &Bench) -> BTreeMap<String, i64> {
    let tables = match bench.office.db.engine() {
        Engine::Sqlite => bench.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'", &[]),
        Engine::Postgres => bench.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'", &[]),
    };
    let names = tables.iter().map(|row| row.get::<String>("name").unwrap());
    names.map(|name| (name.clone(), bench.number(&format!("SELECT count(*) AS n FROM {name}")))).collect()
}

#[test]
fn d1_the_sample_office_is_full_of_life() {
    let bench = sample();
    let counts = bench.call("requests.counts", json!({}));
    assert_eq!((counts["open"].clone(), counts["reminders_due"].clone()), (json!(38), json!(5)));
    for view in ["mine", "unassigned", "overdue", "urgent", "no_reply"] {
        assert!(counts[view].as_i64().unwrap() > 0, "{view}");
        assert_eq!(counts[view], bench.view(view).len(), "{view}");
    }
    let look = bench.call("reminders.look", json!({}));
    assert_eq!(look["total"], 5);
    assert!(look["today"].as_i64().unwrap() > 0 && look["missed"].as_i64().unwrap() > 0, "{look}");
    assert!(bench.number("SELECT count(*) AS n FROM client") >= 35);
    assert!(bench.number("SELECT count(*) AS n FROM letter") >= 80);
    for kind in ["auto_reply", "bounce", "newsletter"] {
        assert!(
            bench.number(&format!("SELECT count(*) AS n FROM letter WHERE kind = '{kind}'")) > 0,
            "{kind}"
        );
    }
    assert!(bench.number("SELECT count(*) AS n FROM letter WHERE not_delivered IS NOT NULL") > 0);
    assert!(bench.number("SELECT count(*) AS n FROM file") > 0);
    assert!(bench.number("SELECT max(at) AS n FROM letter") <= bench.now(), "no letter from the future");
    assert!(bench.number("SELECT max(at) AS n FROM letter") > bench.now() - 2 * super::DAY, "it lives today");
    assert_eq!(bench.call("session.get", json!({}))["sample"], true);
}

/// D1: all tables are as if the sample had never been there, also after people worked in it.
#[test]
fn d1_nothing_of_the_sample_stays_behind() {
    let plain = Bench::bare();
    plain.start(false);
    let bench = sample();
    let work = bench.view("unassigned");
    bench.call("mailbox.save", json!({ "mailbox": super::mailbox(), "password": "x", "in_file": false }));
    bench.answer(work[0], "<p>Відповідь</p>");
    bench.draft(work[1], "<p>Чернетка</p>");
    bench.call("requests.note", json!({ "request_id": work[1], "text": "Нотатка" }));
    let reminder = json!({ "day": "2026-12-01", "time": null, "text": "x", "category_id": null, "priority": "low", "employee_id": null });
    bench.call("reminders.create", json!({ "client_id": null, "request_id": work[0], "fields": reminder }));
    let contact = json!({ "client_id": null, "request_id": work[1], "direction": "incoming", "channel": "call", "information": "x", "reminder": reminder });
    bench.call("contacts.create", contact);
    let ignored = bench.call("letters.ignored", json!({}))["rows"][0]["id"].clone();
    bench.call("letters.make_request", json!({ "id": ignored }));
    let names: Vec<String> = bench
        .rows("SELECT name FROM client WHERE sample = 1", &[])
        .iter()
        .map(|row| row.get("name").unwrap())
        .collect();
    bench.call("mailbox.remove", json!({}));
    bench.call("office.remove_sample", json!({}));
    let (mut left, mut clean) = (counts(&bench), counts(&plain));
    // The running number never goes down, and the log tells of the removal; employees that the log names stay.
    for table in ["counter", "change", "employee", "employee_role", "deed", "deed_piece"] {
        left.remove(table);
        clean.remove(table);
    }
    assert_eq!(left, clean);
    assert_eq!(bench.call("employees.list", json!({})).as_array().unwrap().len(), 1);
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM employee WHERE sample = 1"),
        0,
        "nobody real named them"
    );
    let log: String =
        bench.rows("SELECT before, after FROM change", &[]).iter().map(|row| format!("{row:?}")).collect();
    for name in names {
        assert!(!log.contains(&name), "{name} is in the log");
    }
    assert!(bench.find("а").is_empty(), "nothing is found by the search");
    assert_eq!(bench.call("session.get", json!({}))["sample"], false);
    assert_eq!(bench.call("outbox.list", json!({})), json!([]));
}

/// D1: whoever gave a name signs with nothing invented; the invented person's signature goes with the sample, and comes back
/// with it.
#[test]
fn d1_nobody_signs_real_letters_with_an_invented_signature() {
    let named = sample();
    assert_eq!(named.call("employees.me", json!({}))["signature"], "");
    let bench = Bench::bare();
    let unnamed = json!({ "language": "uk", "office_name": "", "employee_name": "", "sample": true });
    bench.call("office.start", unnamed);
    let signature = || bench.call("employees.me", json!({}))["signature"].clone();
    let invented = signature();
    assert!(invented.as_str().unwrap().contains("deskbell.example"), "{invented}");
    let did = bench.call("office.remove_sample", json!({}));
    assert_eq!(signature(), "");
    bench.call("deeds.undo", json!({ "id": did["deed_id"] }));
    assert_eq!(signature(), invented);
}

/// D1, E5: the removal is undone as everything: all tables and the log are as they were, what came meanwhile stays, and done
/// again nothing of the sample is left.
#[test]
fn e5_the_removed_sample_comes_back_whole() {
    let bench = sample();
    let work = bench.view("unassigned");
    bench.call("requests.note", json!({ "request_id": work[1], "text": "Нотатка" }));
    let log = || bench.number("SELECT count(*) AS n FROM change WHERE noun <> 'deed' AND noun <> 'setting'");
    let (before, told) = (super::duplicates::dump(&bench), log());
    let found = bench.find("вивіска");
    assert!(!found.is_empty());
    let did = bench.call("office.remove_sample", json!({}));
    assert_eq!(bench.call("session.get", json!({}))["sample"], false);
    let without = super::duplicates::dump(&bench);
    let listed = bench.call("deeds.list", json!({}))["rows"][0].clone();
    assert_eq!((listed["noun"].clone(), listed["kind"].clone()), (json!("sample"), json!("removal")));
    assert!(listed["summary"]["count"].as_i64().unwrap() > 70, "{listed}");
    let undone = bench.call("deeds.undo", json!({ "id": did["deed_id"] }));
    assert_eq!((undone["restored"].clone(), undone["kept"].clone()), (undone["total"].clone(), json!([])));
    super::duplicates::assert_same(&super::duplicates::dump(&bench), &before);
    assert!(log() >= told, "the log is there again");
    assert_eq!(bench.find("вивіска"), found);
    assert_eq!(bench.call("session.get", json!({}))["sample"], true);
    bench.call("deeds.undo", json!({ "id": undone["deed_id"] }));
    super::duplicates::assert_same(&super::duplicates::dump(&bench), &without);
    // What is real since is no hindrance, and stays.
    let real = bench.request_of(&mail("real@x", "Справжній <real@client.example>", "Справжня заявка"));
    let undone = bench.call("deeds.undo", json!({ "id": did["deed_id"] }));
    assert_eq!(undone["kept"], json!([]));
    assert!(bench.view("all").contains(&real) && bench.view("all").len() > 30);
}

/// What is real stays: requests, clients and contacts of one's own, with nothing pointing at what is gone.
#[test]
fn d1_removing_the_sample_keeps_what_is_real() {
    let bench = sample();
    let request = bench.request_of(&mail("real@x", "Справжній <real@client.example>", "Справжня заявка"));
    let client = bench.call("requests.add_client", json!({ "id": request }))["id"].clone();
    let colleague =
        bench.rows("SELECT id FROM employee WHERE sample = 1 ORDER BY id", &[])[0].get::<i64>("id").unwrap();
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": colleague }));
    bench.call("office.remove_sample", json!({}));
    assert_eq!(bench.view("all"), [request]);
    let page = bench.request(request);
    assert_eq!((page["client"]["id"].clone(), page["assignee"]["id"].clone()), (client, json!(colleague)));
    assert_eq!(items(&page, "letter").len(), 1);
    assert!(items(&page, "event").iter().all(|event| event["employee"]["name"] == "Олена"));
    let active: Json = bench.call("employees.list", json!({}));
    assert_eq!(
        active.as_array().unwrap().len(),
        1,
        "a colleague of the sample whom something names is deactivated"
    );
    let next = bench.call("requests.create", json!({ "subject": "Нова" }))["id"].as_i64().unwrap();
    assert!(items(&bench.request(next), "event").is_empty(), "no event of a sample request that had this id");
}

/// E1, D1: the sample's people have no passwords, and yet nobody gets in by their names. Whoever looks around sits down as
/// before, and one who was given a password is let in with it.
#[test]
fn e1_nobody_logs_in_as_an_invented_employee() {
    let bench = sample();
    assert_eq!(who(&window(&bench, "nobody")), "Олена");
    bench.call("employees.set_password", json!({ "id": bench.me(), "password": "сезам-сезам" }));
    let seat = window(&bench, "nobody");
    let invented = bench.rows("SELECT id, login FROM employee WHERE sample = 1 ORDER BY id", &[]);
    assert!(invented.len() > 1);
    for row in &invented {
        assert_eq!(log_in(&seat, &row.get::<String>("login").unwrap(), ""), Err(refused(1)));
    }
    bench.wait(1000);
    let id = invented[0].get::<i64>("id").unwrap();
    bench.call("employees.set_password", json!({ "id": id, "password": "приклад-сезам" }));
    log_in(&seat, &invented[0].get::<String>("login").unwrap(), "приклад-сезам").unwrap();
}

/// D1: whoever came back from connecting a mailbox may look around after all; an office with a mailbox takes none in.
#[test]
fn d1_sample_data_can_be_chosen_after_all() {
    let bench = Bench::bare();
    bench.start(false);
    assert_eq!(bench.call("session.get", json!({}))["sample"], false);
    bench.call("office.add_sample", json!({}));
    let session = bench.call("session.get", json!({}));
    assert_eq!((&session["sample"], &session["employee"]["name"]), (&json!(true), &json!("Олена")));
    assert!(bench.view("open").len() > 20);
    assert_eq!(bench.fail("office.add_sample", json!({})).code, "not_first_start");
    assert_eq!(Bench::new().fail("office.add_sample", json!({})).code, "not_first_start");
}
