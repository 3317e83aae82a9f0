//! What goes to the desktop of whoever sits here: taken once, gathered where there is much of it, silent in quiet hours.

use deskbell_store::{Reader, Tx};

use super::centre::{NoticeRow, named};
use super::{sql, ways};
use crate::office::Desk;
use crate::{Result, reminders};

/// More at once are told by one.
const MOST: i64 = 3;
/// What has waited longer (quiet hours, a locked window, sleep) is told along with all the rest as one.
const STALE: i64 = 5 * 60 * 1000;

/// What one notification of the desktop shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    One(Box<NoticeRow>),
    /// The first few of so many.
    Many {
        rows: Vec<NoticeRow>,
        count: i64,
        /// They are reminders alone.
        reminders: bool,
    },
}

/// Whether something is to be shown now.
pub fn is_waiting(desk: &Desk, reader: &mut Reader) -> Result<bool> {
    let Some(me) = desk.employee_id else { return Ok(false) };
    Ok(sql::is_waiting(reader, me)? && !is_quiet(desk, reader, me)?)
}

fn is_quiet(desk: &Desk, reader: &mut Reader, me: i64) -> Result<bool> {
    let (_, tz) = desk.general(reader)?;
    Ok(ways::quiet(reader, me)?.is_some_and(|quiet| quiet.holds(desk.now(), tz)))
}

/// Takes what is to be shown now: nobody else shows it again. What is being looked at is read and not shown.
pub fn take(desk: &Desk, tx: &mut Tx) -> Result<Vec<Shown>> {
    let me = desk.me()?;
    if is_quiet(desk, tx, me)? {
        return Ok(Vec::new());
    }
    if let Some((noun, id)) = desk.office.looked_at(me)
        && sql::read_about(tx, me, &noun, id, desk.now())? > 0
    {
        tx.record("notice", me, "read", None, None)?;
    }
    let (count, others) = sql::desktop_counts(tx, me)?;
    let found = sql::for_desktop(tx, me, MOST, desk.sees_clients())?;
    let rows = named(tx, found, desk.sees_clients())?;
    sql::set_shown(tx, me)?;
    let stale = rows.first().is_some_and(|row| desk.now() - row.at > STALE);
    if count > MOST || (count > 1 && stale) {
        return Ok(vec![Shown::Many { rows, count, reminders: others == 0 }]);
    }
    Ok(rows.into_iter().map(|row| Shown::One(Box::new(row))).collect())
}

/// Somebody sits down: the dialog at launch tells them of every reminder until now and of those of the whole day (K6);
/// the desktop does not tell them once more.
pub fn arrive(desk: &Desk) -> Result<()> {
    let me = desk.me()?;
    desk.write(|tx| {
        reminders::silence_due_of(desk, tx, me)?;
        sql::set_reminders_shown(tx, me)
    })
}
