//! What is done with several reminders at once, as a deed that can be undone (K4, E5): done, moved, put off.

use deskbell_store::Tx;

use super::{Snooze, bells, in_full, repeat, sql};
use crate::deeds::{self, Deed, Kind};
use crate::office::Desk;
use crate::{Result, settings, zone};

/// Marks reminders as done or not done, as a deed that can be undone.
pub fn set_done_of(desk: &Desk, tx: &mut Tx, ids: &[i64], done: bool) -> Result<Option<i64>> {
    let mut deed = begin(ids, "done", serde_json::json!(i64::from(done)));
    // The next ones of a repetition that are taken back, and those that are made.
    deed.removes(tx, "reminder", "previous_id", ids)?;
    deed.keep(tx, "reminder", "id", ids)?;
    set_done(desk, tx, ids, done)?;
    deed.made(tx, "reminder", "previous_id", ids)?;
    deed.finish(desk, tx)
}

/// Moves reminders to another day, as a deed that can be undone.
pub fn move_all(desk: &Desk, tx: &mut Tx, ids: &[i64], day: &str, time: Option<&str>) -> Result<Option<i64>> {
    let mut deed = begin(ids, "day", serde_json::json!(day));
    deed.keep(tx, "reminder", "id", ids)?;
    move_to(desk, tx, ids, day, time)?;
    deed.finish(desk, tx)
}

fn begin(ids: &[i64], field: &str, value: serde_json::Value) -> Deed {
    let summary = serde_json::json!({ "count": ids.len(), "field": field, "value": value });
    deeds::begin(Kind::Bulk, "reminder", summary)
}

/// Marks reminders as done or not done. One that repeats is followed by its next, once; taken back, so is the next,
/// be it among those named or not.
pub fn set_done(desk: &Desk, tx: &mut Tx, ids: &[i64], done: bool) -> Result<()> {
    let mut gone = Vec::new();
    // The next of a repetition is younger than what it follows: whichever was ticked first, the first of them goes first.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for id in ids {
        if gone.contains(&id) {
            continue;
        }
        let before = in_full(desk, tx, id)?;
        if before.done != done {
            sql::set_done(tx, id, done.then(|| desk.now()))?;
            if done {
                repeat::follow(desk, tx, &before)?;
            } else {
                gone.extend(repeat::unfollow(desk, tx, &before)?);
            }
            let what = if done { "done" } else { "not_done" };
            tx.record("reminder", id, what, Some(settings::json(&before)?), None)?;
        }
    }
    Ok(())
}

/// Moves reminders to another day; they ring again there.
pub(super) fn move_to(desk: &Desk, tx: &mut Tx, ids: &[i64], day: &str, time: Option<&str>) -> Result<()> {
    zone::parse_day(day)?;
    time.map(zone::parse_time).transpose()?;
    for &id in ids {
        let before = in_full(desk, tx, id)?;
        sql::move_to(tx, id, day, time)?;
        if bells::is_told(desk, tx, day, time)? {
            sql::set_notified(tx, id)?;
        }
        let after = serde_json::json!({ "day": day, "time": time });
        tx.record("reminder", id, "moved", Some(settings::json(&before)?), Some(after))?;
    }
    Ok(())
}

/// Puts the bell of reminders off, as a deed that can be undone (K7).
pub fn snooze_all(desk: &Desk, tx: &mut Tx, ids: &[i64], span: Snooze) -> Result<Option<i64>> {
    let mut deed = begin(ids, "snoozed_until", settings::json(&span)?);
    deed.keep(tx, "reminder", "id", ids)?;
    bells::snooze(desk, tx, ids, span)?;
    deed.finish(desk, tx)
}
