//! K4: reminders that come again, and the filter by interests.

use serde_json::{Value as Json, json};

use super::reminders::fields;
use super::{Bench, ids};

fn repeating(bench: &Bench, day: &str, time: Option<&str>, repeat: &str) -> i64 {
    let mut words = fields(day, time, "звіт");
    words["repeat"] = json!(repeat);
    let words = json!({ "client_id": null, "request_id": null, "fields": words });
    bench.call("reminders.create", words)["id"].as_i64().unwrap()
}

fn days(bench: &Bench, state: &str) -> Vec<String> {
    let page = bench.call("reminders.list", json!({ "state": state }));
    page["rows"].as_array().unwrap().iter().map(|row| row["day"].as_str().unwrap().to_owned()).collect()
}

/// K4: done makes the next one exactly once, whoever says it how often, and undo takes it back.
#[test]
fn k4_done_makes_the_next_once_and_undo_takes_it_back() {
    let bench = Bench::new();
    let (_, seat) = bench.hire("taras", &["manager"]);
    let id = repeating(&bench, "2026-11-20", Some("10:00"), "weekly");
    let done = |done: bool| json!({ "ids": [id, id], "done": done });
    bench.call("reminders.done", done(true));
    seat.dispatch("reminders.done", done(true)).unwrap();
    assert_eq!(
        (days(&bench, "open"), days(&bench, "done")),
        (vec!["2026-11-27".into()], vec!["2026-11-20".into()])
    );
    let next = bench.call("reminders.list", json!({ "state": "open" }))["rows"][0].clone();
    for (field, value) in [("time", json!("10:00")), ("repeat", json!("weekly")), ("text", json!("звіт"))]
    {
        assert_eq!(next[field], value, "{field}");
    }
    bench.call("reminders.done", done(false));
    assert_eq!(days(&bench, "all"), ["2026-11-20"], "undo takes the next one back");
    bench.call("reminders.done", done(true));
    // The next was done as well before somebody takes the first one back: neither is lost nor made again.
    let next = ids(&bench.call("reminders.list", json!({ "state": "open" })));
    bench.call("reminders.done", json!({ "ids": next, "done": true }));
    bench.call("reminders.done", done(false));
    bench.call("reminders.done", done(true));
    assert_eq!(days(&bench, "all"), ["2026-11-20", "2026-11-27", "2026-12-04"]);
}

/// K4: a next one that was changed meanwhile is somebody's own; undo leaves it, and no other is made beside it.
#[test]
fn k4_undo_keeps_a_next_one_that_was_changed() {
    let bench = Bench::new();
    let id = repeating(&bench, "2026-11-20", None, "daily");
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    let next = ids(&bench.call("reminders.list", json!({ "state": "open" })))[0];
    let mut changed = fields("2026-11-21", None, "звіт і акт");
    changed["repeat"] = json!("daily");
    bench.call("reminders.update", json!({ "id": next, "client_id": null, "fields": changed }));
    bench.call("reminders.done", json!({ "ids": [id], "done": false }));
    assert_eq!(days(&bench, "open"), ["2026-11-20", "2026-11-21"]);
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    assert_eq!(days(&bench, "open"), ["2026-11-21"]);
}

/// K4: a reminder and its next, ticked together and taken back together: the next is gone, and undone it is back.
#[test]
fn k4_taken_back_together_with_its_next() {
    let bench = Bench::new();
    let id = repeating(&bench, "2026-11-20", None, "daily");
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    let next = ids(&bench.call("reminders.list", json!({ "state": "open" })))[0];
    let back = bench.call("reminders.done", json!({ "ids": [id, next], "done": false }));
    assert_eq!(days(&bench, "open"), ["2026-11-20"]);
    bench.call("deeds.undo", json!({ "id": back["deed_id"] }));
    assert_eq!(
        (days(&bench, "open"), days(&bench, "done")),
        (vec!["2026-11-21".to_owned()], vec!["2026-11-20".to_owned()])
    );
}

/// K4: two of a chain that are both done, taken back in whichever order they were ticked: both are open again.
#[test]
fn k4_two_done_ones_taken_back_in_any_order() {
    for turned in [false, true] {
        let bench = Bench::new();
        let id = repeating(&bench, "2026-11-20", None, "daily");
        bench.call("reminders.done", json!({ "ids": [id], "done": true }));
        let next = ids(&bench.call("reminders.list", json!({ "state": "open" })))[0];
        bench.call("reminders.done", json!({ "ids": [next], "done": true }));
        let both = if turned { json!([next, id]) } else { json!([id, next]) };
        bench.call("reminders.done", json!({ "ids": both, "done": false }));
        assert_eq!(days(&bench, "open"), ["2026-11-20", "2026-11-21"], "turned: {turned}");
    }
}

/// K4: the 31st through a whole winter, done at each month's end; moving one of them moves no other.
#[test]
fn k4_the_last_day_of_the_month_stays_the_last() {
    let bench = Bench::new();
    let mut id = repeating(&bench, "2026-12-31", None, "monthly");
    let mut seen = Vec::new();
    for moved in [None, None, Some("2027-03-02"), None] {
        if let Some(day) = moved {
            bench.call("reminders.move", json!({ "ids": [id], "day": day, "time": null }));
        }
        bench.call("reminders.done", json!({ "ids": [id], "done": true }));
        let next = bench.call("reminders.list", json!({ "state": "open" }))["rows"][0].clone();
        seen.push(next["day"].as_str().unwrap().to_owned());
        id = next["id"].as_i64().unwrap();
    }
    assert_eq!(seen, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
    // Moved to an earlier day, the same turn does not come twice.
    bench.call("reminders.move", json!({ "ids": [id], "day": "2027-04-28", "time": null }));
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    assert_eq!(days(&bench, "open"), ["2027-05-31"]);
}

/// K4: a new day is a new beginning; without a rule there is no next; words that are no rule are refused.
#[test]
fn k4_a_rule_is_changed_and_dropped() {
    let bench = Bench::new();
    let id = repeating(&bench, "2026-11-30", None, "monthly");
    let mut words = fields("2026-11-29", None, "звіт");
    words["repeat"] = json!("monthly");
    bench.call("reminders.update", json!({ "id": id, "client_id": null, "fields": words }));
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    assert_eq!(days(&bench, "open"), ["2026-12-29"]);
    let next = ids(&bench.call("reminders.list", json!({ "state": "open" })))[0];
    let once = fields("2026-12-29", None, "востаннє");
    bench.call("reminders.update", json!({ "id": next, "client_id": null, "fields": once }));
    bench.call("reminders.done", json!({ "ids": [next], "done": true }));
    assert!(days(&bench, "open").is_empty());
    words["repeat"] = json!("hourly");
    let words = json!({ "client_id": null, "request_id": null, "fields": words });
    assert_eq!(bench.fail("reminders.create", words).code, "bad_request");
}

/// K4: a repeating reminder of a contact goes on beside it; switched off, what was done stays in the list.
#[test]
fn k4_the_reminder_of_a_contact_repeats() {
    let bench = Bench::new();
    let mut reminder = fields("2026-11-20", None, "звіт");
    reminder["repeat"] = json!("yearly");
    let mut contact = json!({ "client_id": null, "request_id": null, "at": null, "direction": "incoming", "channel": "call",
        "information": "Просили щороку", "done": false, "reminder": reminder });
    let id = bench.call("contacts.create", contact.clone())["id"].clone();
    let first = bench.call("contacts.get", json!({ "id": id }))["reminder"]["id"].clone();
    bench.call("reminders.done", json!({ "ids": [first], "done": true }));
    let shown = bench.call("contacts.get", json!({ "id": id }))["reminder"].clone();
    assert_eq!((shown["day"].clone(), shown["done"].clone()), (json!("2027-11-20"), json!(false)));
    contact["reminder"] = Json::Null;
    let off = bench.call("contacts.update", json!({ "id": id, "fields": contact }));
    assert!(off["reminder"].is_null());
    assert_eq!((days(&bench, "open"), days(&bench, "done")), (vec![], vec!["2026-11-20".to_owned()]));
}

fn interested(bench: &Bench, name: &str, interests: &str) -> Json {
    let card = json!({ "kind": "person", "name": name, "phones": [], "emails": [], "city": "", "address": "",
        "interests": interests, "discount": 0, "terms": "", "notes": "", "manager_id": null });
    bench.call("clients.create", card)
}

/// K1, K4: both lists by the interests of the client, several at once, in whatever letters they were written.
#[test]
fn k4_filters_by_interests() {
    let bench = Bench::new();
    let people =
        [("Ірина", "акрил, Шильди"), ("Дуб", "Фанера; акрил"), ("Анна", "гравіювання"), ("Ніхто", "")];
    let mut all = Vec::new();
    for (name, interests) in people {
        let card = interested(&bench, name, interests);
        let words = json!({ "client_id": card["id"], "request_id": null, "fields": fields("2026-11-20", None, name) });
        let reminder = bench.call("reminders.create", words)["id"].as_i64().unwrap();
        let contact = json!({ "client_id": card["id"], "request_id": null, "at": null, "direction": "incoming",
            "channel": "call", "information": name, "done": false, "reminder": null });
        all.push((card, reminder, bench.call("contacts.create", contact)["id"].as_i64().unwrap()));
    }
    let found = |interests: Json| {
        let mut contacts = ids(&bench.call("contacts.list", json!({ "interests": interests })));
        contacts.sort_unstable();
        (ids(&bench.call("reminders.list", json!({ "interests": interests }))), contacts)
    };
    let of = |places: &[usize]| {
        (
            places.iter().map(|&at| all[at].1).collect::<Vec<_>>(),
            places.iter().map(|&at| all[at].2).collect::<Vec<_>>(),
        )
    };
    assert_eq!(found(json!(["АКРИЛ"])), of(&[0, 1]));
    assert_eq!(found(json!(["шильди", " гравіювання "])), of(&[0, 2]));
    assert_eq!(found(json!(["акри"])), of(&[]), "a whole word, not a part of it");
    assert_eq!(found(json!([])), of(&[0, 1, 2, 3]));
    assert_eq!(
        bench.call("interests.list", json!({})),
        json!([{ "name": "акрил", "clients": 2 }, { "name": "гравіювання", "clients": 1 },
            { "name": "Фанера", "clients": 1 }, { "name": "Шильди", "clients": 1 }])
    );
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    for name in ["contacts.list", "contacts.counts", "reminders.list", "reminders.export"] {
        let filter = json!({ "interests": ["акрил"] });
        let words = if name == "reminders.export" {
            json!({ "filter": filter, "path": "/tmp/x.ics" })
        } else {
            filter
        };
        let error = specialist.dispatch(name, words).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.params["right"].clone()),
            ("forbidden", json!("see_clients")),
            "{name}"
        );
    }
    let mut card = all[2].0.clone();
    for gone in ["id", "created_at", "requests", "reminders", "last_contacts", "manager"] {
        card.as_object_mut().unwrap().remove(gone);
    }
    (card["interests"], card["manager_id"]) = (json!("акрил"), Json::Null);
    bench.call("clients.update", json!({ "id": all[2].0["id"], "fields": card }));
    assert_eq!(found(json!(["акрил"])), of(&[0, 1, 2]), "a changed card counts at once");
}
