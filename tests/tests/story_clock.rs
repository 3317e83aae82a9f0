//! K7: the real program over a clock that jumps: each reminder is told exactly once, whatever the machine's time does.

use deskbell_tests::faketime::Hands;
use deskbell_tests::office::{Engine, Office, rows};
use deskbell_tests::process::Running;
use deskbell_tests::{ports, skip, skip_if, wait_for};
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(60);
/// Longer than the clock's job sleeps between two looks.
const A_LOOK: Duration = Duration::from_secs(13);

/// In Kyiv 03:00 becomes 04:00.
const SPRING: i64 = 1_932_598_800;
/// In Kyiv 04:00 becomes 03:00.
const AUTUMN: i64 = 1_950_742_800;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Which reminders were told, by notice: the list keeps 90 days, so it is looked at all the time.
#[derive(Default)]
struct Told(BTreeMap<(i64, i64), i64>);

impl Told {
    fn look(&mut self, office: &Office) -> Vec<i64> {
        let page = office.call("notices.list", json!({"limit": 500}));
        for row in rows(&page["rows"]).iter().filter(|row| row["event"] == "reminder") {
            let number = |key: &str| row[key].as_i64().expect("a number");
            self.0.insert((number("at"), number("id")), number("noun_id"));
        }
        self.0.values().copied().collect()
    }

    fn wait(&mut self, office: &Office, what: &str, expected: &[i64]) {
        wait_for(what, LIMIT, || (self.look(office) == expected).then_some(()));
    }

    /// For as long as a look of the clock takes nothing more is told.
    fn stays(&mut self, office: &Office, what: &str, expected: &[i64]) {
        let until = Instant::now() + A_LOOK;
        while Instant::now() < until {
            assert_eq!(self.look(office), expected, "{what}");
            std::thread::sleep(Duration::from_millis(500));
        }
    }
}

#[test]
fn k7_the_machines_clock_jumps_and_each_reminder_is_told_once() {
    skip_if!(skip::no_faketime());
    let office = Office::new(Engine::chosen());
    let mut general = office.call("office.settings", json!({}));
    general["time_zone"] = json!("Europe/Kyiv");
    office.call("office.update", general);
    // The jobs run for an office with a mailbox; nobody answers at this one.
    let closed = ports::free();
    office.connect("office", closed, closed);
    let remind = |day: &str, time: &str| {
        let fields = json!({"day": day, "time": time, "text": time, "category_id": null, "priority": "normal",
            "employee_id": null});
        let made =
            office.call("reminders.create", json!({"client_id": null, "request_id": null, "fields": fields}));
        made["id"].as_i64().expect("an id")
    };
    let missing_hour = remind("2031-03-30", "03:30");
    let double_hour = remind("2031-10-26", "03:30");
    let evening = remind("2031-10-26", "23:59");
    let midnight = remind("2031-10-27", "00:00");

    let hands = Hands::new(office.folder());
    let start = |log: &str| {
        let mut program = office.cli(&["sync"]);
        hands.give(&mut program);
        Running::start(&mut program, &office.folder().join(log))
    };
    let mut told = Told::default();
    hands.set(SPRING - 5);
    let mut first = start("first.log");
    told.wait(&office, "the hour that spring leaves out", &[missing_hour]);
    // Asleep until autumn.
    hands.set(AUTUMN - 30 * MINUTE - 5);
    let mut all = vec![missing_hour, double_hour];
    told.wait(&office, "the hour that autumn gives twice, at its first time", &all);
    hands.set(AUTUMN - 45 * MINUTE);
    told.stays(&office, "a clock set back", &all);
    hands.set(AUTUMN + 30 * MINUTE);
    told.stays(&office, "half past three for the second time", &all);
    // Over midnight: 23:59:55 in Kyiv.
    hands.set(AUTUMN + 21 * HOUR - 5);
    all.extend([evening, midnight]);
    told.wait(&office, "the evening and the new day", &all);

    let mut second = start("second.log");
    wait_for("the second program to give way", LIMIT, || (!second.alive()).then_some(()));
    assert!(first.alive());
    first.kill();
    hands.set(AUTUMN + 20 * HOUR);
    let _third = start("third.log");
    told.stays(&office, "a restart at an earlier time", &all);
    hands.set(AUTUMN + 22 * HOUR);
    told.stays(&office, "and forth again", &all);
}
