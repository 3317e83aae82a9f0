//! K4, K6, K7: reminders, the look at launch, and that each rings exactly once.

use std::sync::Mutex;

use deskbell_core::{Error, reminders};
use deskbell_store::params;
use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, MINUTE, NOW, ids};

pub fn fields(day: &str, time: Option<&str>, text: &str) -> Json {
    json!({ "day": day, "time": time, "text": text, "category_id": null, "priority": "normal", "employee_id": null })
}

pub fn add(bench: &Bench, day: &str, time: Option<&str>, text: &str) -> i64 {
    let words = json!({ "client_id": null, "request_id": null, "fields": fields(day, time, text) });
    bench.call("reminders.create", words)["id"].as_i64().unwrap()
}

/// What rings at this instant: the reminders of which the clock makes notices.
pub fn rings(bench: &Bench) -> Vec<i64> {
    let newest = bench.number("SELECT coalesce(max(id), 0) AS n FROM notice");
    deskbell_core::jobs::tick(&bench.office);
    let rows = bench.rows(
        "SELECT reminder_id FROM notice WHERE event = 'reminder' AND id > ?1 ORDER BY id",
        params![newest],
    );
    rows.iter().map(|row| row.get("reminder_id").unwrap()).collect()
}

#[test]
fn k4_filters_order_and_pages() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let category = bench.call("categories.list", json!({}))[2]["id"].clone();
    let late = add(&bench, "2026-11-22", None, "пізніше");
    let timed = add(&bench, "2026-11-21", Some("09:30"), "з часом");
    let whole = add(&bench, "2026-11-21", None, "увесь день");
    let same = add(&bench, "2026-11-21", Some("09:30"), "о тій самій");
    let mut his = fields("2026-11-20", None, "Тарасове");
    (his["employee_id"], his["category_id"], his["priority"]) =
        (json!(taras), category.clone(), json!("high"));
    let his = bench.call("reminders.create", json!({ "client_id": null, "request_id": null, "fields": his }))
        ["id"]
        .as_i64()
        .unwrap();
    let found = |filter: Json| ids(&bench.call("reminders.list", filter));
    assert_eq!(found(json!({})), [his, timed, same, whole, late]);
    assert_eq!(
        found(json!({ "from": "2026-11-21", "to": "2026-11-21" })),
        [timed, same, whole],
        "one for the whole day comes after the timed ones"
    );
    assert_eq!(found(json!({ "employee_id": taras })), [his]);
    assert_eq!(found(json!({ "category_id": category })), [his]);
    assert_eq!(found(json!({ "search": "ЧАСОМ" })), [timed]);
    bench.call("reminders.done", json!({ "ids": [timed, late], "done": true }));
    assert_eq!(found(json!({ "state": "open" })), [his, same, whole]);
    assert_eq!(found(json!({ "state": "done" })), [timed, late]);
    assert_eq!(bench.call("reminders.get", json!({ "id": timed }))["done_at"], NOW);
    bench.call("reminders.done", json!({ "ids": [timed], "done": false }));
    assert!(bench.call("reminders.get", json!({ "id": timed }))["done_at"].is_null());
    let (mut all, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = bench.call("reminders.list", json!({ "limit": 1, "after": after }));
        assert_eq!(page["total"], 5);
        all.extend(ids(&page));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(all, [his, timed, same, whole, late]);
    assert_eq!(bench.fail("reminders.list", json!({ "to": "2026-13-01" })).code, "invalid_day");
}

#[test]
fn k4_changing_moving_and_removing() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let id = add(&bench, "2026-11-21", None, "рахунок");
    let mut new = fields("2026-11-23", Some("10:00"), "рахунок і акт");
    new["employee_id"] = json!(taras);
    let changed = bench.call("reminders.update", json!({ "id": id, "client_id": null, "fields": new }));
    assert_eq!(
        (changed["day"].clone(), changed["time"].clone(), changed["employee"]["id"].clone()),
        (json!("2026-11-23"), json!("10:00"), json!(taras))
    );
    new["employee_id"] = Json::Null;
    let changed = bench.call("reminders.update", json!({ "id": id, "client_id": null, "fields": new }));
    assert_eq!(changed["employee"]["id"], taras, "it stays theirs where nobody is named");
    bench.call("reminders.move", json!({ "ids": [id], "day": "2026-11-27", "time": null }));
    let moved = bench.call("reminders.get", json!({ "id": id }));
    assert_eq!((moved["day"].clone(), moved["time"].clone()), (json!("2026-11-27"), Json::Null));
    for (day, time) in [("27.11.2026", Json::Null), ("2026-11-27", json!("9:00"))] {
        assert_eq!(
            bench.fail("reminders.move", json!({ "ids": [id], "day": day, "time": time })).code,
            "invalid_day"
        );
    }
    bench.call("reminders.remove", json!({ "id": id }));
    assert_eq!(bench.fail("reminders.get", json!({ "id": id })).code, "not_found");
}

/// K6: today's and the missed ones, of me alone; "Look" shows exactly those.
#[test]
fn k6_the_look_is_mine_and_exactly_what_look_shows() {
    let bench = Bench::new();
    let (taras, seat) = bench.hire("taras", &["manager"]);
    assert_eq!(
        bench.call("reminders.look", json!({})),
        json!({ "total": 0, "today": 0, "missed": 0, "first": [] })
    );
    let missed = add(&bench, "2026-11-19", Some("18:00"), "вчора");
    let older = add(&bench, "2025-01-02", None, "давно");
    let today = add(&bench, "2026-11-20", Some("23:59"), "сьогодні ввечері");
    let whole = add(&bench, "2026-11-20", None, "сьогодні");
    add(&bench, "2026-11-21", None, "завтра");
    let done = add(&bench, "2026-11-20", None, "зроблено");
    bench.call("reminders.done", json!({ "ids": [done], "done": true }));
    let mut his = fields("2026-11-20", None, "Тарасове");
    his["employee_id"] = json!(taras);
    bench.call("reminders.create", json!({ "client_id": null, "request_id": null, "fields": his }));
    let look = bench.call("reminders.look", json!({}));
    assert_eq!(
        (look["total"].clone(), look["today"].clone(), look["missed"].clone()),
        (json!(4), json!(2), json!(2))
    );
    let first: Vec<i64> =
        look["first"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(first, [older, missed, today]);
    assert_eq!(look["first"][0]["missed"], true);
    assert_eq!(look["first"][2]["missed"], false);
    let shown = bench
        .call("reminders.list", json!({ "to": "2026-11-20", "employee_id": bench.me(), "state": "open" }));
    assert_eq!(
        (ids(&shown), shown["total"].clone()),
        (vec![older, missed, today, whole], look["total"].clone())
    );
    assert_eq!(bench.call("requests.counts", json!({}))["reminders_due"], 4);
    assert_eq!(seat.dispatch("reminders.look", json!({})).unwrap()["total"], 1);
    // 22:00 UTC is the next day in Kyiv.
    bench.clock.set(NOW + 12 * HOUR);
    let look = bench.call("reminders.look", json!({}));
    assert_eq!((look["today"].clone(), look["missed"].clone()), (json!(1), json!(4)));
}

#[test]
fn k7_a_reminder_rings_once_at_its_minute() {
    let bench = Bench::new();
    let id = add(&bench, "2026-11-20", Some("12:01"), "дзвінок");
    let early = add(&bench, "2026-11-19", Some("09:00"), "вчорашній");
    add(&bench, "2026-11-20", None, "без часу дзвонить діалог");
    let done = add(&bench, "2026-11-20", Some("12:00"), "зроблено");
    bench.call("reminders.done", json!({ "ids": [done], "done": true }));
    assert_eq!(rings(&bench), [early]);
    bench.wait(MINUTE);
    assert_eq!(rings(&bench), [id]);
    assert!(rings(&bench).is_empty());
    bench.wait(DAY);
    assert!(rings(&bench).is_empty());
}

/// K7: a clock set back, and back again, rings nothing twice; what was rung is in the database, so a restart neither.
#[test]
fn k7_a_clock_set_back_and_a_restart_ring_nothing_twice() {
    let bench = Bench::new();
    let id = add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    assert_eq!(rings(&bench), [id]);
    bench.clock.set(NOW - DAY);
    assert!(rings(&bench).is_empty());
    bench.clock.set(NOW);
    assert!(rings(&bench).is_empty());
    let again = deskbell_core::Office::with(
        bench.office.db.clone(),
        bench.clock.clone(),
        deskbell_core::secrets::Secrets::Memory(Mutex::default()),
        bench.folder.path(),
    );
    deskbell_core::jobs::tick(&again);
    assert_eq!(bench.number("SELECT count(*) AS n FROM notice WHERE event = 'reminder'"), 1);
}

/// K7: the hour that spring leaves out rings when the clocks have moved; the hour that autumn gives twice rings once.
#[test]
fn k7_the_hours_of_the_clock_change() {
    let bench = Bench::new();
    // 29 March 2026, 03:00 becomes 04:00 in Kyiv, at 01:00 UTC.
    let spring = 1_774_746_000_000_i64;
    bench.clock.set(spring - MINUTE);
    let id = add(&bench, "2026-03-29", Some("03:30"), "весна");
    assert!(rings(&bench).is_empty());
    bench.clock.set(spring);
    assert_eq!(rings(&bench), [id]);
    // 25 October 2026, 04:00 becomes 03:00 in Kyiv, at 01:00 UTC.
    let autumn = 1_792_890_000_000_i64;
    bench.clock.set(autumn - 31 * MINUTE);
    let id = add(&bench, "2026-10-25", Some("03:30"), "осінь");
    assert!(rings(&bench).is_empty());
    bench.clock.set(autumn - 30 * MINUTE);
    assert_eq!(rings(&bench), [id]);
    bench.clock.set(autumn + 30 * MINUTE);
    assert!(rings(&bench).is_empty(), "half past three a second time");
}

/// K7: moved to another time it rings again there; saved without a new time it does not.
#[test]
fn k7_a_moved_reminder_rings_again() {
    let bench = Bench::new();
    let id = add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    assert_eq!(rings(&bench), [id]);
    bench.call(
        "reminders.update",
        json!({ "id": id, "client_id": null, "fields": fields("2026-11-20", Some("12:00"), "інший текст") }),
    );
    assert!(rings(&bench).is_empty(), "only its text is new");
    bench.call("reminders.move", json!({ "ids": [id], "day": "2026-11-20", "time": "12:10" }));
    assert!(rings(&bench).is_empty());
    bench.wait(10 * MINUTE);
    assert_eq!(rings(&bench), [id]);
    bench.call(
        "reminders.update",
        json!({ "id": id, "client_id": null, "fields": fields("2026-11-20", Some("12:11"), "ще") }),
    );
    bench.wait(MINUTE);
    assert_eq!(rings(&bench), [id]);
}

/// K7: what came due while the program was closed is told by the dialog alone; what comes due later rings.
#[test]
fn k7_what_came_due_while_closed_does_not_ring() {
    let bench = Bench::new();
    add(&bench, "2026-11-20", Some("11:00"), "поки було вимкнено");
    let next = add(&bench, "2026-11-20", Some("12:05"), "згодом");
    let desk = bench.office.desk();
    desk.write(|tx| reminders::silence_due(&desk, tx)).unwrap();
    bench.wait(5 * MINUTE);
    assert_eq!(rings(&bench), [next]);
    assert_eq!(bench.call("reminders.look", json!({}))["total"], 2);
}

/// K7: a ring whose transaction fails is not lost.
#[test]
fn k7_a_ring_that_failed_comes_again() {
    let bench = Bench::new();
    let id = add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    let desk = bench.office.desk();
    let failed: Result<(), Error> = desk.write(|tx| {
        reminders::take_due(&desk, tx)?;
        Err(Error::Stopped)
    });
    assert!(failed.is_err());
    assert_eq!(rings(&bench), [id]);
}

/// More than one tick can tell are told by the next ones, each once.
#[test]
fn k7_many_at_once_ring_each_once() {
    let bench = Bench::new();
    let all: Vec<i64> =
        (0..120).map(|index| add(&bench, "2026-11-20", Some("12:00"), &format!("{index}"))).collect();
    let mut rung = Vec::new();
    for _ in 0..4 {
        rung.extend(rings(&bench));
    }
    assert_eq!(rung, all);
}
