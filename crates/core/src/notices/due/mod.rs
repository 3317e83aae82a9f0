//! Deadlines that come near or pass, and letters of ours that stay without an answer: found by the clock, each told once.
//! What was told is noted on the request itself, for whoever switched all ways off is not to be looked for again.

mod sql;

use deskbell_store::Tx;

use super::{DAY, Event, working_address};
use crate::office::Desk;
use crate::{Result, settings};

/// Since when deadlines and silence are told in this office.
const SINCE: &str = "notices_since";

const HOUR: i64 = 60 * 60 * 1000;
/// So many of each kind in one transaction; the rest comes with the next look.
const MOST: i64 = 200;

/// Begins to tell in an office that has lived without: of what is overdue already everybody knows.
pub fn begin(desk: &Desk) -> Result<()> {
    if desk.read(|reader| settings::value::<i64>(reader, SINCE))?.is_some() {
        return Ok(());
    }
    desk.write(|tx| {
        let (general, _) = desk.general(tx)?;
        sql::hush_all(tx, desk.now(), desk.now() - general.no_reply_days * DAY)?;
        begin_anew(tx)
    })
}

/// In a new office everything is told from its first day on.
pub(crate) fn begin_anew(tx: &mut Tx) -> Result<()> {
    let at = tx.stamp().at;
    settings::set(tx, SINCE, &at)
}

/// Tells what has become due. Reads first: nothing is written where nothing is.
pub fn tell_due(desk: &Desk) -> Result<()> {
    let now = desk.now();
    let (near, silent, days, due) = desk.read(|reader| {
        let (general, _) = desk.general(reader)?;
        let near = now + working_address::office(reader)?.near_hours * HOUR;
        let silent = now - general.no_reply_days * DAY;
        let due = sql::is_due(reader, now, near, silent)?;
        Ok((near, silent, general.no_reply_days, due))
    })?;
    if !due {
        return Ok(());
    }
    desk.write(|tx| {
        for (request_id, deadline) in sql::take_past(tx, now, MOST)? {
            super::tell(tx, &Event::DeadlinePast { request_id, deadline })?;
        }
        for (request_id, deadline) in sql::take_near(tx, near, MOST)? {
            super::tell(tx, &Event::DeadlineNear { request_id, deadline })?;
        }
        for (request_id, answered_at) in sql::take_silent(tx, silent, MOST)? {
            super::tell(tx, &Event::NoReply { request_id, answered_at, days })?;
        }
        Ok(())
    })
}

/// A letter of ours that a first sync or a file brings was without an answer long before the office came to be: nobody is
/// told of that any more.
pub(crate) fn hush(desk: &Desk, tx: &mut Tx, request_id: i64) -> Result<()> {
    let (general, _) = desk.general(tx)?;
    sql::hush_silent(tx, request_id, desk.now() - general.no_reply_days * DAY)
}

/// Somebody sets a deadline that is near already: where the request is theirs, they know.
pub(crate) fn know_deadline(tx: &mut Tx, request_id: i64) -> Result<()> {
    let stamp = tx.stamp();
    let Some(me) = stamp.employee_id else { return Ok(()) };
    let near = stamp.at + working_address::office(tx)?.near_hours * HOUR;
    sql::know_near(tx, request_id, me, near)
}
