//! The clock: reminders that come due ring once, a new day is told, and waking from sleep nudges the other jobs.

use std::time::Duration;

use super::{Signal, Woken};
use crate::office::Event;
use crate::{Office, Result, reminders, zone};

const TICK: Duration = Duration::from_secs(10);
/// A step of the wall clock beyond the tick that tells of sleep or of a clock set anew.
const JUMP: i64 = 45_000;

pub fn run(office: &Office, signal: &Signal) {
    // What came due while the program was closed is told by the dialog at launch (K6), not once more by the desktop.
    let desk = office.desk();
    if let Err(error) = desk.write(|tx| reminders::silence_due(&desk, tx)) {
        log::warn!("reminders: {error}");
    }
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
    for reminder in desk.write(|tx| reminders::take_due(&desk, tx))? {
        if let Some(employee) = reminder.employee {
            office.publish(&Event::ReminderDue {
                id: reminder.id,
                employee_id: employee.id,
                who: reminder.who,
                text: reminder.text,
            });
        }
    }
    Ok(())
}

fn today(office: &Office) -> Result<String> {
    let desk = office.desk();
    desk.read(|reader| {
        let (_, tz) = desk.general(reader)?;
        Ok(zone::day(office.now(), tz))
    })
}
