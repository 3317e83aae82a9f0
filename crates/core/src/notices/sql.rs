//! SQL of notices.

use deskbell_store::{Reader, Row, Tx, params};

use super::centre::{Cut, NoticeRow};
use super::{Draft, Kind, Params, Quiet, Ways};
use crate::conditions::Conditions;
use crate::{Result, requests};

/// Whom a request concerns.
pub struct People {
    pub assignee_id: Option<i64>,
    pub manager_id: Option<i64>,
    /// The assignee's supervisor.
    pub supervisor_id: Option<i64>,
    pub sample: bool,
}

pub fn people(reader: &mut Reader, request_id: i64) -> Result<People> {
    let row = reader.one(
        "SELECT request.assignee_id, request.sample, client.manager_id, employee.supervisor_id FROM request
         LEFT JOIN client ON client.id = request.client_id LEFT JOIN employee ON employee.id = request.assignee_id
         WHERE request.id = ?1",
        params![request_id],
    )?;
    Ok(People {
        assignee_id: row.get("assignee_id")?,
        manager_id: row.get("manager_id")?,
        supervisor_id: row.get("supervisor_id")?,
        sample: row.get("sample")?,
    })
}

/// Stores a notice; false where it is there already.
pub fn insert(tx: &mut Tx, employee_id: Option<i64>, draft: &Draft, ways: &Ways) -> Result<bool> {
    let stamp = tx.stamp();
    let made = tx.run(
        "INSERT INTO notice (employee_id, event, noun, noun_id, occasion, request_id, reminder_id, note_id, by_id,
            params, at, listed, desktop, email)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO NOTHING",
        params![
            employee_id,
            draft.kind.code(),
            draft.noun,
            draft.noun_id,
            draft.occasion.as_str(),
            draft.request_id,
            draft.reminder_id,
            draft.note_id,
            stamp.employee_id,
            super::json(&draft.params)?,
            stamp.at,
            ways.window,
            ways.desktop,
            ways.email
        ],
    )?;
    Ok(made > 0)
}

const COLUMNS: &str = "notice.id, notice.event, notice.noun, notice.noun_id, notice.params, notice.at, notice.read_at,
    notice.reminder_id, request.number, request.subject, request.snippet, note.text AS note_text, employee.name AS by_name";

const FROM: &str = "FROM notice LEFT JOIN request ON request.id = notice.request_id
    LEFT JOIN client ON client.id = request.client_id LEFT JOIN note ON note.id = notice.note_id
    LEFT JOIN employee ON employee.id = notice.by_id";

/// A notice and the reminder that it is about, whose words are looked up for themselves. One of an event that this
/// program does not know is passed over.
fn notice(row: &Row) -> Result<Option<(NoticeRow, Option<i64>)>> {
    let Some(event) = Kind::of(&row.get::<String>("event")?) else { return Ok(None) };
    let params: Params = serde_json::from_str(&row.get::<String>("params")?).unwrap_or_default();
    let text =
        |column: &str| -> Result<String> { Ok(row.get::<Option<String>>(column)?.unwrap_or_default()) };
    let subject = text("subject")?;
    let found = NoticeRow {
        id: row.get("id")?,
        event,
        noun: row.get("noun")?,
        noun_id: row.get("noun_id")?,
        at: row.get("at")?,
        read: row.get::<Option<i64>>("read_at")?.is_some(),
        who: text("who")?,
        number: text("number")?,
        what: params.name.unwrap_or(subject),
        text: match event {
            Kind::Mention => text("note_text")?,
            Kind::ClientAnswered => text("snippet")?,
            _ => String::new(),
        },
        by: row.get("by_name")?,
        days: params.days,
        deadline: params.deadline,
        sent: params.sent,
        failed: params.failed,
        approved: params.approved,
        error: params.error,
    };
    Ok(Some((found, row.get("reminder_id")?)))
}

type Found = Vec<(NoticeRow, Option<i64>)>;

fn all(reader: &mut Reader, condition: &str, end: &str, values: &Conditions, sees: bool) -> Result<Found> {
    let sql = format!("SELECT {COLUMNS}, {} {FROM} WHERE {condition} {end}", requests::who(sees));
    let rows = reader.all(&sql, values.values())?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.extend(notice(row)?);
    }
    Ok(found)
}

fn listed(cut: &Cut) -> Conditions {
    let mut all = Conditions::default();
    all.plain("notice.listed = 1");
    all.with("notice.employee_id = ?", cut.employee_id);
    if cut.unread {
        all.plain("notice.read_at IS NULL");
    }
    if !cut.reminders {
        all.plain("notice.event <> 'reminder'");
    }
    all
}

/// A page, newest first.
pub fn page(reader: &mut Reader, cut: &Cut, sees: bool) -> Result<Found> {
    let mut conditions = listed(cut);
    if let Some((at, id)) = cut.after {
        let (at, id) = (conditions.value(at), conditions.value(id));
        conditions.plain(&format!("(notice.at, notice.id) < ({at}, {id})"));
    }
    let limit = conditions.value(cut.limit);
    let end = format!("ORDER BY notice.at DESC, notice.id DESC LIMIT {limit}");
    all(reader, &conditions.sql(), &end, &conditions, sees)
}

pub fn count(reader: &mut Reader, cut: &Cut) -> Result<i64> {
    let conditions = listed(cut);
    let sql = format!("SELECT count(*) AS total FROM notice WHERE {}", conditions.sql());
    Ok(reader.one(&sql, conditions.values())?.get("total")?)
}

/// Marks as read; what is read waits for no other way any more. Tells how many.
fn mark_read(tx: &mut Tx, conditions: &mut Conditions, at: i64) -> Result<u64> {
    let at = conditions.value(at);
    let sql = format!(
        "UPDATE notice SET read_at = {at}, desktop = 0, email = 0 WHERE read_at IS NULL AND {}",
        conditions.sql()
    );
    Ok(tx.run(&sql, conditions.values())?)
}

fn of_employee(employee_id: i64) -> Conditions {
    let mut all = Conditions::default();
    all.with("employee_id = ?", employee_id);
    all
}

pub fn read(tx: &mut Tx, employee_id: i64, ids: &[i64], at: i64) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let mut all = of_employee(employee_id);
    let places: Vec<String> = ids.iter().map(|&id| all.value(id)).collect();
    all.plain(&format!("id IN ({})", places.join(", ")));
    mark_read(tx, &mut all, at)
}

pub fn read_all(tx: &mut Tx, employee_id: i64, at: i64) -> Result<u64> {
    mark_read(tx, &mut of_employee(employee_id), at)
}

fn about(employee_id: i64, noun: &str, id: i64) -> Conditions {
    let mut all = of_employee(employee_id);
    all.with("noun = ?", noun);
    all.with("noun_id = ?", id);
    all
}

pub fn read_about(tx: &mut Tx, employee_id: i64, noun: &str, id: i64, at: i64) -> Result<u64> {
    mark_read(tx, &mut about(employee_id, noun, id), at)
}

pub fn is_unread_about(reader: &mut Reader, employee_id: i64, noun: &str, id: i64) -> Result<bool> {
    let mut all = about(employee_id, noun, id);
    all.plain("read_at IS NULL");
    let sql = format!("SELECT 1 AS yes FROM notice WHERE {} LIMIT 1", all.sql());
    Ok(reader.maybe(&sql, all.values())?.is_some())
}

pub fn unread_again(tx: &mut Tx, employee_id: i64, read_at: i64) -> Result<u64> {
    Ok(tx.run(
        "UPDATE notice SET read_at = NULL WHERE employee_id = ?1 AND read_at = ?2",
        params![employee_id, read_at],
    )?)
}

/// What waits for the desktop, oldest first.
pub fn for_desktop(reader: &mut Reader, employee_id: i64, limit: i64, sees: bool) -> Result<Found> {
    let mut conditions = Conditions::default();
    conditions.plain("notice.desktop = 1");
    conditions.with("notice.employee_id = ?", employee_id);
    let limit = conditions.value(limit);
    let end = format!("ORDER BY notice.at, notice.id LIMIT {limit}");
    all(reader, &conditions.sql(), &end, &conditions, sees)
}

/// How many wait for the desktop, and how many of them are no reminders.
pub fn desktop_counts(reader: &mut Reader, employee_id: i64) -> Result<(i64, i64)> {
    let row = reader.one(
        "SELECT count(*) AS total, coalesce(sum(CASE WHEN event = 'reminder' THEN 0 ELSE 1 END), 0) AS others
         FROM notice WHERE desktop = 1 AND employee_id = ?1",
        params![employee_id],
    )?;
    Ok((row.get("total")?, row.get("others")?))
}

pub fn is_waiting(reader: &mut Reader, employee_id: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM notice WHERE desktop = 1 AND employee_id = ?1 LIMIT 1",
        params![employee_id],
    )?;
    Ok(row.is_some())
}

pub fn set_shown(tx: &mut Tx, employee_id: i64) -> Result<()> {
    tx.run("UPDATE notice SET desktop = 0 WHERE desktop = 1 AND employee_id = ?1", params![employee_id])?;
    Ok(())
}

/// Nothing waits for a letter or the desktop any longer.
pub fn forget_waiting(tx: &mut Tx) -> Result<()> {
    tx.run("UPDATE notice SET email = 0, desktop = 0 WHERE email = 1 OR desktop = 1", &[])?;
    Ok(())
}

/// Reminders that the dialog at launch tells wait for the desktop no longer.
pub fn set_reminders_shown(tx: &mut Tx, employee_id: i64) -> Result<()> {
    tx.run(
        "UPDATE notice SET desktop = 0 WHERE desktop = 1 AND employee_id = ?1 AND event = 'reminder'",
        params![employee_id],
    )?;
    Ok(())
}

/// Who has notices that wait for a letter, with the instants of the oldest and the newest; nobody is the office.
pub fn for_letters(reader: &mut Reader) -> Result<Vec<(Option<i64>, i64, i64)>> {
    let rows = reader.all(
        "SELECT employee_id, min(at) AS oldest, max(at) AS newest FROM notice WHERE email = 1
         GROUP BY employee_id ORDER BY employee_id",
        &[],
    )?;
    rows.iter().map(|row| Ok((row.get("employee_id")?, row.get("oldest")?, row.get("newest")?))).collect()
}

fn waiting(employee_id: Option<i64>) -> Conditions {
    let mut all = Conditions::default();
    all.plain("notice.email = 1");
    match employee_id {
        Some(id) => all.with("notice.employee_id = ?", id),
        None => all.plain("notice.employee_id IS NULL"),
    }
    all
}

/// What waits for a letter, oldest first, and how many there are.
pub fn for_letter(
    reader: &mut Reader,
    employee_id: Option<i64>,
    limit: i64,
    sees: bool,
) -> Result<(Found, i64)> {
    let mut conditions = waiting(employee_id);
    let sql = format!("SELECT count(*) AS total FROM notice WHERE {}", conditions.sql());
    let total = reader.one(&sql, conditions.values())?.get("total")?;
    let limit = conditions.value(limit);
    let end = format!("ORDER BY notice.at, notice.id LIMIT {limit}");
    Ok((all(reader, &conditions.sql(), &end, &conditions, sees)?, total))
}

/// No letter tells these any more.
pub fn set_written(tx: &mut Tx, employee_id: Option<i64>) -> Result<()> {
    let conditions = waiting(employee_id);
    tx.run(&format!("UPDATE notice SET email = 0 WHERE {}", conditions.sql()), conditions.values())?;
    Ok(())
}

/// Notices too old for a letter.
pub fn give_up_letters(tx: &mut Tx, employee_id: Option<i64>, before: i64) -> Result<()> {
    let mut conditions = waiting(employee_id);
    conditions.with("notice.at < ?", before);
    tx.run(&format!("UPDATE notice SET email = 0 WHERE {}", conditions.sql()), conditions.values())?;
    Ok(())
}

pub fn ways(reader: &mut Reader, employee_id: i64, kind: Kind) -> Result<Option<Ways>> {
    let row = reader.maybe(
        "SELECT listed, desktop, email FROM notice_way WHERE employee_id = ?1 AND event = ?2",
        params![employee_id, kind.code()],
    )?;
    row.map(|row| {
        Ok(Ways {
            event: kind,
            window: row.get("listed")?,
            desktop: row.get("desktop")?,
            email: row.get("email")?,
        })
    })
    .transpose()
}

pub fn set_ways(tx: &mut Tx, employee_id: i64, ways: &Ways) -> Result<()> {
    tx.run(
        "INSERT INTO notice_way (employee_id, event, listed, desktop, email) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (employee_id, event) DO UPDATE SET listed = excluded.listed, desktop = excluded.desktop,
            email = excluded.email",
        params![employee_id, ways.event.code(), ways.window, ways.desktop, ways.email],
    )?;
    Ok(())
}

fn days_of(text: &str) -> Vec<u8> {
    text.chars().filter_map(|sign| sign.to_digit(10)).filter_map(|day| u8::try_from(day).ok()).collect()
}

pub fn quiet(reader: &mut Reader, employee_id: i64) -> Result<Option<Quiet>> {
    let row = reader.maybe(
        "SELECT from_time, to_time, days, whole FROM notice_quiet WHERE employee_id = ?1",
        params![employee_id],
    )?;
    row.map(|row| {
        Ok(Quiet {
            from: row.get("from_time")?,
            to: row.get("to_time")?,
            days: days_of(&row.get::<String>("days")?),
            whole: days_of(&row.get::<String>("whole")?),
        })
    })
    .transpose()
}

pub fn set_quiet(tx: &mut Tx, employee_id: i64, quiet: Option<&Quiet>) -> Result<()> {
    tx.run("DELETE FROM notice_quiet WHERE employee_id = ?1", params![employee_id])?;
    if let Some(quiet) = quiet {
        let text = |days: &[u8]| days.iter().map(u8::to_string).collect::<String>();
        tx.run(
            "INSERT INTO notice_quiet (employee_id, from_time, to_time, days, whole) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                employee_id,
                quiet.from.as_str(),
                quiet.to.as_str(),
                text(&quiet.days),
                text(&quiet.whole)
            ],
        )?;
    }
    Ok(())
}

pub fn forget(tx: &mut Tx, noun: &str, id: i64) -> Result<()> {
    tx.run("DELETE FROM notice WHERE noun = ?1 AND noun_id = ?2", params![noun, id])?;
    Ok(())
}

/// Where both requests told the same, one notice is enough.
pub fn follow_join(tx: &mut Tx, from: i64, into: i64) -> Result<()> {
    tx.run(
        "DELETE FROM notice WHERE request_id = ?1 AND EXISTS (SELECT 1 FROM notice AS kept WHERE kept.request_id = ?2
            AND coalesce(kept.employee_id, 0) = coalesce(notice.employee_id, 0) AND kept.event = notice.event
            AND kept.occasion = notice.occasion)",
        params![from, into],
    )?;
    tx.run(
        "UPDATE notice SET request_id = ?2, noun_id = CASE WHEN noun = 'request' THEN ?2 ELSE noun_id END
         WHERE request_id = ?1",
        params![from, into],
    )?;
    Ok(())
}

pub fn remove_old(tx: &mut Tx, before: i64) -> Result<()> {
    tx.run("DELETE FROM notice WHERE at < ?1", params![before])?;
    Ok(())
}

/// The log of changes needs no marks of what was told and read: they only woke the windows.
pub fn remove_marks(tx: &mut Tx, before: i64) -> Result<()> {
    tx.run("DELETE FROM change WHERE noun = 'notice' AND at < ?1", params![before])?;
    Ok(())
}
