//! The clock: reminders that come due ring once, a new day is told, and waking from sleep nudges the other jobs.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Signal, Woken};
use crate::office::Event;
use crate::reminders::ReminderRow;
use crate::{Office, Result, deeds, reminders, zone};

const TICK: Duration = Duration::from_secs(10);
/// More reminders that come due at once are told by one notice.
const MOST_NOTICES: usize = 3;
/// A step of the wall clock beyond the tick that tells of sleep or of a clock set anew.
const JUMP: i64 = 45_000;

pub fn run(office: &Office, signal: &Signal) {
    // What came due while the program was closed is told by the dialog at launch (K6), not once more by the desktop.
    let desk = office.desk();
    if let Err(error) = desk.write(|tx| reminders::silence_due(&desk, tx)) {
        log::warn!("reminders: {error}");
    }
    forget(office);
    let mut day = today(office).unwrap_or_default();
    let mut before = office.now();
    loop {
        if let Err(error) = ring(office) {
            log::warn!("reminders: {error}");
        }
        if let Ok(now) = today(office)
            && now != day
        {
            day = now;
            forget(office);
            office.publish(&Event::NewDay);
        }
        let seen = signal.nudges();
        if signal.wait(seen, TICK) == Woken::Stopped {
            return;
        }
        let now = office.now();
        if now - before > JUMP + TICK.as_millis() as i64 || now < before {
            office.nudge();
        }
        before = now;
    }
}

/// Tells every reminder that has come due. It is marked in the same transaction that finds it, so a restart, a clock
/// set back or a second look cannot ring it again.
pub fn ring(office: &Office) -> Result<()> {
    let desk = office.desk();
    let mut due: BTreeMap<i64, Vec<ReminderRow>> = BTreeMap::new();
    for reminder in desk.write(|tx| reminders::take_due(&desk, tx))? {
        if let Some(employee) = &reminder.employee {
            due.entry(employee.id).or_default().push(reminder);
        }
    }
    for (employee_id, reminders) in due {
        // A heap of notices tells nobody anything: the morning of a full day is one.
        if reminders.len() > MOST_NOTICES {
            office.publish(&Event::RemindersDue { employee_id, count: reminders.len() as i64 });
            continue;
        }
        for ReminderRow { id, who, text, .. } in reminders {
            office.publish(&Event::ReminderDue { id, employee_id, who, text });
        }
    }
    Ok(())
}

/// Forgets the deeds that are too old to be undone (E5).
fn forget(office: &Office) {
    if let Err(error) = office.desk().write(|tx| deeds::clear(tx, office.now())) {
        log::warn!("deeds: {error}");
    }
}

fn today(office: &Office) -> Result<String> {
    let desk = office.desk();
    desk.read(|reader| {
        let (_, tz) = desk.general(reader)?;
        Ok(zone::day(office.now(), tz))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use deskbell_store::testing;

    use super::ring;
    use crate::clock::FixedClock;
    use crate::employees::{self, NewEmployee};
    use crate::office::{Event, migrations};
    use crate::reminders::{self, Priority, ReminderFields};
    use crate::secrets::Secrets;
    use crate::{Office, settings};

    const NOW: i64 = 1_795_168_800_000;

    /// K7: each employee hears of their own, three at most by a notice each, more by one that counts them; nothing twice.
    #[test]
    fn k7_a_heap_of_reminders_is_one_notice() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::Memory(Mutex::default());
        let clock = Arc::new(FixedClock::new(NOW));
        let office = Office::with(testing::open(&migrations()), clock, secrets, folder.path());
        let desk = office.desk();
        let (one, two) = desk
            .write(|tx| {
                let general = settings::General { time_zone: "Europe/Kyiv".to_owned(), ..Default::default() };
                settings::set(tx, "general", &general)?;
                let hire = |login: &str| NewEmployee {
                    login: login.to_owned(),
                    name: login.to_owned(),
                    ..NewEmployee::default()
                };
                Ok((employees::create(tx, NOW, &hire("one"))?, employees::create(tx, NOW, &hire("two"))?))
            })
            .unwrap();
        for (employee_id, count) in [(one, 3), (two, 4)] {
            for _ in 0..count {
                let fields = ReminderFields {
                    day: "2026-11-20".to_owned(),
                    time: Some("12:00".to_owned()),
                    text: "x".to_owned(),
                    category_id: None,
                    priority: Priority::Normal,
                    employee_id: Some(employee_id),
                    repeat: None,
                };
                desk.write(|tx| reminders::create(&desk, tx, None, None, None, &fields)).unwrap();
            }
        }
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        office.listen(move |event| match event {
            Event::ReminderDue { employee_id, .. } => heard.lock().unwrap().push((*employee_id, 1)),
            Event::RemindersDue { employee_id, count } => heard.lock().unwrap().push((*employee_id, *count)),
            _ => {}
        });
        ring(&office).unwrap();
        ring(&office).unwrap();
        assert_eq!(*told.lock().unwrap(), [(one, 1), (one, 1), (one, 1), (two, 4)]);
    }
}
