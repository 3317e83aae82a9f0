//! The clock: reminders that come due ring once, deadlines and silence are told once, notices become letters, a new day is
//! told, and waking from sleep nudges the other jobs.

use std::time::Duration;

use super::{Signal, Woken};
use crate::office::Event;
use crate::{Office, Result, deeds, notices, reminders, zone};

const TICK: Duration = Duration::from_secs(10);
/// Turns of at most a hundred bells in one tick: a heap of them must not keep the writer.
const MOST_TURNS: usize = 10;
/// A step of the wall clock beyond the tick that tells of sleep or of a clock set anew.
const JUMP: i64 = 45_000;

pub fn run(office: &Office, signal: &Signal) {
    attempt("reminders", reminders::silence_old(&office.desk()));
    attempt("notices", notices::begin(&office.desk()));
    forget(office);
    let mut day = None;
    let mut before = office.now();
    loop {
        tick(office);
        if let Ok(now) = today(office)
            && day.as_ref() != Some(&now)
        {
            attempt("notices", office.desk().write(|tx| notices::clean(tx, office.now())));
            forget(office);
            if day.replace(now).is_some() {
                office.publish(&Event::NewDay);
            }
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

/// What a look at the clock finds to do. Each part reads first and takes the writer only where something is due.
pub fn tick(office: &Office) {
    attempt("reminders", ring(office));
    attempt("deadlines", notices::tell_due(&office.desk()));
    attempt("letters of notices", notices::send_due(&office.desk()));
}

fn attempt(what: &str, outcome: Result<()>) {
    if let Err(error) = outcome {
        log::warn!("{what}: {error}");
    }
}

/// Tells every reminder that has come due. It is marked in the same transaction that finds and tells it, so a restart, a
/// clock set back, a second look or a second program cannot ring it again.
fn ring(office: &Office) -> Result<()> {
    let desk = office.desk();
    for _ in 0..MOST_TURNS {
        if !desk.read(|reader| reminders::is_due(&desk, reader))? {
            break;
        }
        desk.write(|tx| {
            for reminder in reminders::take_due(&desk, tx)? {
                if let Some(employee) = &reminder.employee {
                    let (reminder_id, employee_id) = (reminder.id, employee.id);
                    notices::tell(tx, &notices::Event::Reminder { reminder_id, employee_id })?;
                }
            }
            Ok(())
        })?;
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
