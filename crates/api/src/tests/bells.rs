//! K7: when the bell rings: put off, for a whole day, over changes of the clock, of the day and of the zone.

use deskbell_core::reminders;
use serde_json::{Value as Json, json};

use super::reminders::{add, rings};
use super::{Bench, DAY, HOUR, MINUTE, NOW};

/// K7: put off by ten minutes or an hour it rings then and once; its own day and time stay.
#[test]
fn k7_a_bell_put_off_rings_later_and_once() {
    let bench = Bench::new();
    let id = add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    assert_eq!(rings(&bench), [id]);
    let snooze = |span: &str| bench.call("reminders.snooze", json!({ "ids": [id], "span": span }));
    snooze("ten_minutes");
    assert_eq!(bench.call("reminders.get", json!({ "id": id }))["snoozed_until"], NOW + 10 * MINUTE);
    bench.wait(10 * MINUTE - 1);
    assert!(rings(&bench).is_empty());
    bench.wait(1);
    assert_eq!(rings(&bench), [id]);
    assert!(rings(&bench).is_empty());
    snooze("hour");
    bench.clock.set(NOW - DAY);
    assert!(rings(&bench).is_empty(), "a clock set back");
    bench.clock.set(NOW + 3 * DAY);
    assert_eq!(rings(&bench), [id], "after a long sleep");
    bench.clock.set(NOW);
    assert!(rings(&bench).is_empty());
    let row = bench.call("reminders.get", json!({ "id": id }));
    assert_eq!(
        (row["day"].clone(), row["time"].clone(), row["snoozed_until"].clone()),
        (json!("2026-11-20"), json!("12:00"), Json::Null)
    );
    snooze("tomorrow");
    let row = bench.call("reminders.get", json!({ "id": id }));
    assert_eq!((row["day"].clone(), row["time"].clone()), (json!("2026-11-21"), json!("12:00")));
    bench.clock.set(NOW + DAY);
    assert_eq!(rings(&bench), [id]);
    snooze("hour");
    bench.call("reminders.done", json!({ "ids": [id], "done": true }));
    bench.wait(DAY);
    assert!(rings(&bench).is_empty(), "done meanwhile");
    assert_eq!(bench.fail("reminders.snooze", json!({ "ids": [id], "span": "forever" })).code, "bad_request");
}

/// K7: ten minutes are ten on the clock also in the night when the hour comes twice, and a restart forgets none.
#[test]
fn k7_a_bell_put_off_over_the_clock_change_and_a_restart() {
    let bench = Bench::new();
    let autumn = 1_792_890_000_000_i64;
    bench.clock.set(autumn - 5 * MINUTE);
    let id = add(&bench, "2026-10-25", Some("03:50"), "03:55 за літнім часом");
    assert_eq!(rings(&bench), [id]);
    bench.call("reminders.snooze", json!({ "ids": [id], "span": "ten_minutes" }));
    bench.clock.set(autumn + 4 * MINUTE);
    assert!(rings(&bench).is_empty());
    bench.clock.set(autumn + 5 * MINUTE);
    assert_eq!(rings(&bench), [id]);
    bench.call("reminders.snooze", json!({ "ids": [id], "span": "hour" }));
    let desk = bench.office.desk();
    // Restarted before the hour is over: still to come. Restarted after it: the dialog at launch tells.
    desk.write(|tx| reminders::silence_due(&desk, tx)).unwrap();
    bench.wait(HOUR);
    assert_eq!(rings(&bench), [id]);
    bench.call("reminders.snooze", json!({ "ids": [id], "span": "hour" }));
    bench.wait(2 * HOUR);
    desk.write(|tx| reminders::silence_due(&desk, tx)).unwrap();
    assert!(rings(&bench).is_empty());
}

/// K7: one for a whole day rings in the morning of its day, once, whatever the day change met: running, asleep, or set.
#[test]
fn k7_a_whole_day_rings_in_the_morning_once() {
    let bench = Bench::new();
    let today = add(&bench, "2026-11-20", None, "про сьогодні знає, хто записав");
    let id = add(&bench, "2026-11-21", None, "на завтра");
    let slept = add(&bench, "2026-11-22", None, "післязавтра");
    assert!(rings(&bench).is_empty());
    // 09:00 in Kyiv is 21 hours after noon.
    bench.clock.set(NOW + 21 * HOUR - 1);
    assert!(rings(&bench).is_empty());
    bench.clock.set(NOW + 21 * HOUR);
    assert_eq!(rings(&bench), [id]);
    bench.clock.set(NOW);
    assert!(rings(&bench).is_empty(), "a clock set back over midnight");
    bench.clock.set(NOW + 21 * HOUR);
    assert!(rings(&bench).is_empty());
    bench.clock.set(NOW + 10 * DAY);
    assert_eq!(rings(&bench), [slept], "after ten days of sleep");
    bench.call("reminders.move", json!({ "ids": [today], "day": "2026-12-01", "time": null }));
    bench.clock.set(NOW + 11 * DAY);
    assert_eq!(rings(&bench), [today], "moved, it rings on its new day");
}

/// K7: the office moves to another zone: what has rung does not ring again, what has not rings by the new dial.
#[test]
fn k7_another_time_zone_rings_nothing_twice() {
    let bench = Bench::new();
    let rung = add(&bench, "2026-11-20", Some("11:30"), "уже дзвонило");
    let next = add(&bench, "2026-11-20", Some("12:30"), "ще ні");
    assert_eq!(rings(&bench), [rung]);
    let mut general = bench.call("office.settings", json!({}));
    general["time_zone"] = json!("Europe/London");
    bench.call("office.update", general.clone());
    assert!(rings(&bench).is_empty());
    bench.wait(90 * MINUTE);
    assert!(rings(&bench).is_empty(), "11:30 comes in London too");
    bench.wait(HOUR);
    assert_eq!(rings(&bench), [next]);
    general["time_zone"] = json!("Asia/Tokyo");
    bench.call("office.update", general);
    assert!(rings(&bench).is_empty());
}

/// K7: with nothing due the clock takes no writer: it looks while somebody writes.
#[test]
fn k7_the_clock_reads_first_and_writes_only_what_is_due() {
    let bench = Bench::new();
    add(&bench, "2026-11-20", Some("12:01"), "за хвилину");
    bench.call("requests.create", json!({ "subject": "x", "deadline": NOW + 40 * DAY }));
    deskbell_core::jobs::tick(&bench.office);
    let (done, looked) = std::sync::mpsc::channel();
    let office = std::sync::Arc::clone(&bench.office);
    let desk = bench.office.desk();
    let waited = desk
        .write(|_| {
            std::thread::spawn(move || {
                deskbell_core::jobs::tick(&office);
                done.send(()).unwrap();
            });
            Ok(looked.recv_timeout(std::time::Duration::from_secs(10)))
        })
        .unwrap();
    assert!(waited.is_ok(), "the clock waited for the writer");
    bench.wait(MINUTE);
    assert_eq!(rings(&bench).len(), 1);
}

/// K7: two programs on one office, side by side: each reminder rings in one of them, once. The jobs themselves run in one.
#[test]
fn k7_two_programs_ring_each_reminder_once() {
    let bench = Bench::new();
    for index in 0..60 {
        add(&bench, "2026-11-20", Some("11:00"), &format!("дзвінок {index}"));
    }
    let other = deskbell_core::Office::with(
        bench.office.db.clone(),
        bench.clock.clone(),
        deskbell_core::secrets::Secrets::Memory(std::sync::Mutex::default()),
        bench.folder.path(),
    );
    std::thread::scope(|scope| {
        for office in [&bench.office, &other] {
            scope.spawn(move || deskbell_core::jobs::tick(office));
        }
    });
    let count = |sql: &str| bench.number(sql);
    assert_eq!(count("SELECT count(*) AS n FROM notice WHERE event = 'reminder'"), 60);
    assert_eq!(count("SELECT count(DISTINCT reminder_id) AS n FROM notice WHERE event = 'reminder'"), 60);
    let _runner = deskbell_core::jobs::Runner::start(&bench.office).unwrap();
    let second = deskbell_core::jobs::Runner::start(&other);
    assert_eq!(second.err().map(|error| error.code().to_owned()), Some("busy".to_owned()));
}

/// K7: what came due while no program ran rings with the next one for whoever was told nothing by a dialog at launch, as at
/// another desk; what is more than a day old is missed and rings no more.
#[test]
fn k7_a_gap_between_two_programs_loses_no_bell() {
    let bench = Bench::new();
    let old = add(&bench, "2026-11-21", Some("10:00"), "давно минуло");
    let gap = add(&bench, "2026-11-22", Some("10:00"), "у перерві");
    let put_off = add(&bench, "2026-11-20", Some("12:00"), "відкладене");
    assert_eq!(rings(&bench), [put_off]);
    bench.call("reminders.snooze", json!({ "ids": [put_off], "span": "hour" }));
    // Two days later, 11:00: "10:00 the day before yesterday" is old, "10:00 today" is not.
    bench.clock.set(NOW + 2 * DAY - HOUR);
    let runner = deskbell_core::jobs::Runner::start(&bench.office).unwrap();
    let rung = |id: i64| {
        bench.number(&format!("SELECT count(*) AS n FROM notice WHERE reminder_id = {id} AND at > {NOW}"))
    };
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while rung(gap) == 0 && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(runner);
    assert_eq!((rung(gap), rung(old), rung(put_off)), (1, 0, 0));
    assert!(rings(&bench).is_empty());
    // Started again: nothing rings twice.
    drop(deskbell_core::jobs::Runner::start(&bench.office).unwrap());
    assert_eq!((rung(gap), rung(old)), (1, 0));
}

/// K7: the clock stepping back and forth over a time, over a day and over the change of the clock rings each once.
#[test]
fn k7_a_clock_that_wanders_rings_each_once() {
    let bench = Bench::new();
    let autumn = 1_792_890_000_000_i64;
    bench.clock.set(autumn - 3 * HOUR);
    let ids = [
        add(&bench, "2026-10-25", Some("02:30"), "до"),
        add(&bench, "2026-10-25", Some("03:15"), "двічі на циферблаті"),
        add(&bench, "2026-10-25", Some("23:59"), "увечері"),
        add(&bench, "2026-10-26", Some("00:00"), "опівночі"),
        add(&bench, "2026-10-26", None, "уранці"),
    ];
    let mut rung = Vec::new();
    for minutes in [
        -91,
        -90,
        -120,
        -45,
        -44,
        15,
        16,
        -45,
        59,
        60,
        20 * 60,
        21 * 60,
        0,
        22 * 60,
        31 * 60,
        21 * 60,
        40 * 60,
    ] {
        bench.clock.set(autumn + minutes * MINUTE);
        rung.extend(rings(&bench));
    }
    let mut once = rung.clone();
    once.sort_unstable();
    assert_eq!(once, ids, "each once: {rung:?}");
    // The third one of the list rang before midnight's, and that before the morning's.
    let place = |id: i64| rung.iter().position(|one| *one == id).unwrap();
    assert!(place(ids[2]) < place(ids[3]) && place(ids[3]) < place(ids[4]), "{rung:?}");
}

/// K7: the zone of the office changes to the west and back over a midnight: the day comes twice, the bells do not.
#[test]
fn k7_a_zone_changed_back_and_forth_over_midnight() {
    let bench = Bench::new();
    let zone = |name: &str| {
        let mut general = bench.call("office.settings", json!({}));
        general["time_zone"] = json!(name);
        bench.call("office.update", general);
    };
    let whole = add(&bench, "2026-11-21", None, "увесь день");
    let night = add(&bench, "2026-11-21", Some("00:30"), "уночі");
    let late = add(&bench, "2026-11-20", Some("23:30"), "пізно");
    // 00:40 on the 21st in Kyiv is 22:40 on the 20th in London.
    bench.clock.set(NOW + 12 * HOUR + 40 * MINUTE);
    let mut first = rings(&bench);
    first.sort_unstable();
    assert_eq!(first, [night, late]);
    zone("Europe/London");
    assert!(rings(&bench).is_empty());
    bench.wait(2 * HOUR);
    assert!(rings(&bench).is_empty(), "half past midnight comes in London too");
    zone("Europe/Kyiv");
    assert!(rings(&bench).is_empty());
    bench.clock.set(NOW + 21 * HOUR);
    assert_eq!(rings(&bench), [whole]);
    zone("Pacific/Honolulu");
    assert!(rings(&bench).is_empty());
    bench.wait(DAY);
    assert!(rings(&bench).is_empty(), "nine o'clock comes there too");
}
