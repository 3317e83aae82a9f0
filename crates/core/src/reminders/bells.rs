//! When the bell of a reminder rings: at its minute, once; put off, later; not at all for what somebody knows (K7).
//!
//! The minute is the office's dial's, day and time compared as they are written. An hour that a change of the clock leaves
//! out has come when the dial stands beyond it; one that comes twice has come with the first. That a reminder rang is noted
//! on it in the transaction that finds it, so that no restart, no second look and no clock set back rings it again.

use deskbell_store::{Reader, Tx};

use super::{ReminderRow, Snooze, get, in_full, sql, today};
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Result, settings, zone};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// When a reminder without a time rings, by the office's clock: when people have come, not at midnight.
pub const RINGS_AT: &str = "09:00";

/// Puts the bell of reminders off (K7). Minutes are counted on the clock and not on the dial: ten minutes are ten also
/// in the night when the hour comes twice.
pub fn snooze(desk: &Desk, tx: &mut Tx, ids: &[i64], span: Snooze) -> Result<()> {
    let until = match span {
        Snooze::TenMinutes => desk.now() + 10 * MINUTE,
        Snooze::Hour => desk.now() + 60 * MINUTE,
        Snooze::Tomorrow => {
            let tomorrow = zone::add_days(&today(desk, tx)?, 1)?;
            for &id in ids {
                let time = get(desk, tx, id)?.time;
                super::many::move_to(desk, tx, &[id], &tomorrow, time.as_deref())?;
            }
            return Ok(());
        }
    };
    for &id in ids {
        let before = in_full(desk, tx, id)?;
        sql::set_snoozed(tx, id, until)?;
        let after = serde_json::json!({ "snoozed_until": until });
        tx.record("reminder", id, "snoozed", Some(settings::json(&before)?), Some(after))?;
    }
    Ok(())
}

/// Whether a bell is to ring: asked before anything is written.
pub fn is_due(desk: &Desk, reader: &mut Reader) -> Result<bool> {
    if !parts::is_on(reader, Part::ClientInteraction)? {
        return Ok(false);
    }
    let (_, tz) = desk.general(reader)?;
    sql::is_due(reader, &zone::day(desk.now(), tz), &zone::time(desk.now(), tz), desk.now())
}

/// The reminders that have come due and have not rung yet, those whose bell was put off until now among them; each is
/// marked as rung in the same transaction, so that none rings twice. One without a time rings at [`RINGS_AT`].
pub fn take_due(desk: &Desk, tx: &mut Tx) -> Result<Vec<ReminderRow>> {
    if !parts::is_on(tx, Part::ClientInteraction)? {
        return Ok(Vec::new());
    }
    let (_, tz) = desk.general(tx)?;
    let (day, time) = (zone::day(desk.now(), tz), zone::time(desk.now(), tz));
    let due = sql::due(tx, &day, &time, desk.now())?;
    for reminder in &due {
        sql::set_notified(tx, reminder.id)?;
    }
    Ok(due)
}

/// Marks what came due while reminders were off as rung: the list shows it.
pub fn silence_due(desk: &Desk, tx: &mut Tx) -> Result<()> {
    silence(desk, tx, None)
}

/// Marks what came due of an employee as rung: the dialog at launch tells it (K6).
pub fn silence_due_of(desk: &Desk, tx: &mut Tx, employee_id: i64) -> Result<()> {
    silence(desk, tx, Some(employee_id))
}

fn silence(desk: &Desk, tx: &mut Tx, employee_id: Option<i64>) -> Result<()> {
    let (_, tz) = desk.general(tx)?;
    sql::silence(tx, &zone::day(desk.now(), tz), &zone::time(desk.now(), tz), desk.now(), employee_id)
}

/// Marks what came due more than a day ago as rung: while no program ran, nobody rang it, and now it is missed. What came
/// due since then rings late rather than never: whoever has a window open was not told at a launch.
pub fn silence_old(desk: &Desk) -> Result<()> {
    let old = desk.now() - DAY;
    let (day, time, any) = desk.read(|reader| {
        let (_, tz) = desk.general(reader)?;
        let (day, time) = (zone::day(old, tz), zone::time(old, tz));
        let any = sql::is_due(reader, &day, &time, old)?;
        Ok((day, time, any))
    })?;
    if any { desk.write(|tx| sql::silence_old(tx, &day, &time, old)) } else { Ok(()) }
}

/// Whether a reminder needs no bell: it is for the whole of a day that has come, and whoever wrote it down knows.
pub(super) fn is_told(desk: &Desk, reader: &mut Reader, day: &str, time: Option<&str>) -> Result<bool> {
    Ok(time.is_none() && day <= today(desk, reader)?.as_str())
}
