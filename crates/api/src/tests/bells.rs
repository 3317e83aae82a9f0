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
