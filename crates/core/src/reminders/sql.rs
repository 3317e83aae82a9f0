//! SQL of reminders.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Priority, ReminderFields, ReminderRow, State};
use crate::Result;
use crate::clients::employee_of;
use crate::conditions::Conditions;
use crate::contacts::{Filter, name_looked_in, pattern, who};

const COLUMNS: &str =
    "reminder.id, reminder.contact_id, reminder.client_id, reminder.request_id, reminder.employee_id,
    reminder.day, reminder.time, reminder.text, reminder.category_id, reminder.priority, reminder.done,
    reminder.done_at, employee.name AS employee_name";

const JOINS: &str = "LEFT JOIN client ON client.id = reminder.client_id
    LEFT JOIN request ON request.id = reminder.request_id
    LEFT JOIN employee ON employee.id = reminder.employee_id";

/// What stands for no time: the end of the day, so that such a reminder comes after the timed ones.
pub const WHOLE_DAY: &str = "24:00";

fn reminder(row: &Row, today: &str, sees: bool) -> Result<ReminderRow> {
    let (day, done): (String, bool) = (row.get("day")?, row.get("done")?);
    Ok(ReminderRow {
        id: row.get("id")?,
        contact_id: row.get("contact_id")?,
        client_id: row.get::<Option<i64>>("client_id")?.filter(|_| sees),
        who: row.get("who")?,
        request_id: row.get("request_id")?,
        time: Some(row.get::<String>("time")?).filter(|time| time != WHOLE_DAY),
        text: row.get("text")?,
        category_id: row.get("category_id")?,
        priority: Priority::of(&row.get::<String>("priority")?),
        employee: employee_of(row, "employee_id", "employee_name")?,
        done,
        done_at: row.get("done_at")?,
        missed: !done && day.as_str() < today,
        day,
        phone: row.get("phone")?,
        email: row.get("email")?,
        city: row.get("city")?,
    })
}

fn conditions(filter: &Filter, sees: bool) -> Conditions {
    let mut all = Conditions::default();
    if let Some(day) = filter.from.as_deref() {
        all.with("reminder.day >= ?", day);
    }
    if let Some(day) = filter.to.as_deref() {
        all.with("reminder.day <= ?", day);
    }
    if let Some(id) = filter.client_id {
        all.with("reminder.client_id = ?", id);
    }
    if let Some(id) = filter.employee_id {
        all.with("reminder.employee_id = ?", id);
    }
    if let Some(id) = filter.category_id {
        all.with("reminder.category_id = ?", id);
    }
    match filter.state.unwrap_or_default() {
        State::All => {}
        State::Done => all.plain("reminder.done = 1"),
        State::Open => all.plain("reminder.done = 0"),
    }
    let words = pattern(filter.search.as_deref());
    if !words.is_empty() {
        all.with(&format!("(lower(reminder.text) LIKE ? OR {} LIKE ?)", name_looked_in(sees)), words);
    }
    all
}

pub fn list(
    reader: &mut Reader,
    filter: &Filter,
    after: (&str, &str, i64),
    limit: i64,
    today: &str,
    sees: bool,
) -> Result<Vec<ReminderRow>> {
    let (sql, all) = page(filter, after, limit, sees);
    reader.all(&sql, all.values())?.iter().map(|row| reminder(row, today, sees)).collect()
}

/// The query of a page and its values.
pub fn page(
    filter: &Filter,
    (day, time, id): (&str, &str, i64),
    limit: i64,
    sees: bool,
) -> (String, Conditions) {
    let mut all = conditions(filter, sees);
    let (day, time, id) = (all.value(day), all.value(time), all.value(id));
    all.plain(&format!("(reminder.day, reminder.time, reminder.id) > ({day}, {time}, {id})"));
    let limit = all.value(limit);
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE {}
         ORDER BY reminder.day, reminder.time, reminder.id LIMIT {limit}",
        who(sees),
        all.sql()
    );
    (sql, all)
}

pub fn count(reader: &mut Reader, filter: &Filter, sees: bool) -> Result<i64> {
    let (sql, all) = total(filter, sees);
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

/// The query of a count and its values.
pub fn total(filter: &Filter, sees: bool) -> (String, Conditions) {
    let all = conditions(filter, sees);
    // The names are joined only where words are looked for: K6 counts 100,000 reminders at launch.
    let joins = if pattern(filter.search.as_deref()).is_empty() { "" } else { JOINS };
    (format!("SELECT count(*) AS total FROM reminder {joins} WHERE {}", all.sql()), all)
}

pub fn get(reader: &mut Reader, id: i64, today: &str, sees: bool) -> Result<Option<ReminderRow>> {
    let row = reader.maybe(
        &format!("SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE reminder.id = ?1", who(sees)),
        params![id],
    )?;
    row.map(|row| reminder(&row, today, sees)).transpose()
}

pub fn of_contact(
    reader: &mut Reader,
    contact_id: i64,
    today: &str,
    sees: bool,
) -> Result<Option<ReminderRow>> {
    let row = reader.maybe(
        &format!(
            "SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE reminder.contact_id = ?1 ORDER BY reminder.id LIMIT 1",
            who(sees)
        ),
        params![contact_id],
    )?;
    row.map(|row| reminder(&row, today, sees)).transpose()
}

pub fn due(reader: &mut Reader, day: &str, time: &str) -> Result<Vec<ReminderRow>> {
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS}, {} FROM reminder {JOINS}
             WHERE reminder.done = 0 AND reminder.notified = 0 AND reminder.time <> ?3
               AND (reminder.day < ?1 OR (reminder.day = ?1 AND reminder.time <= ?2))
             ORDER BY reminder.day, reminder.time, reminder.id LIMIT 50",
            who(true)
        ),
        params![day, time, WHOLE_DAY],
    )?;
    rows.iter().map(|row| reminder(row, day, true)).collect()
}

pub fn silence(tx: &mut Tx, day: &str, time: &str) -> Result<()> {
    tx.run(
        "UPDATE reminder SET notified = 1 WHERE done = 0 AND notified = 0 AND time <> ?3
           AND (day < ?1 OR (day = ?1 AND time <= ?2))",
        params![day, time, WHOLE_DAY],
    )?;
    Ok(())
}

pub fn insert(
    tx: &mut Tx,
    contact_id: Option<i64>,
    client_id: Option<i64>,
    request_id: Option<i64>,
    employee_id: i64,
    fields: &ReminderFields,
) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO reminder (contact_id, client_id, request_id, employee_id, day, time, text, category_id, priority)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            contact_id,
            client_id,
            request_id,
            employee_id,
            fields.day.as_str(),
            fields.time.as_deref().unwrap_or(WHOLE_DAY),
            fields.text.trim(),
            fields.category_id,
            fields.priority.code()
        ],
    )?)
}

pub fn update(
    tx: &mut Tx,
    id: i64,
    client_id: Option<i64>,
    employee_id: i64,
    fields: &ReminderFields,
) -> Result<()> {
    let time = fields.time.as_deref().unwrap_or(WHOLE_DAY);
    tx.run(
        "UPDATE reminder SET client_id = ?2, employee_id = ?3, text = ?4, category_id = ?5, priority = ?6,
            notified = CASE WHEN day = ?7 AND time = ?8 THEN notified ELSE 0 END, day = ?7, time = ?8
         WHERE id = ?1",
        params![
            id,
            client_id,
            employee_id,
            fields.text.trim(),
            fields.category_id,
            fields.priority.code(),
            fields.day.as_str(),
            time
        ],
    )?;
    Ok(())
}

pub fn set_done(tx: &mut Tx, id: i64, at: Option<i64>) -> Result<()> {
    tx.run("UPDATE reminder SET done = ?2, done_at = ?3 WHERE id = ?1", params![id, at.is_some(), at])?;
    Ok(())
}

pub fn set_notified(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET notified = 1 WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn move_to(tx: &mut Tx, id: i64, day: &str, time: Option<&str>) -> Result<()> {
    let time = time.unwrap_or(WHOLE_DAY);
    tx.run("UPDATE reminder SET day = ?2, time = ?3, notified = 0 WHERE id = ?1", params![id, day, time])?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM reminder WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET sample = 1 WHERE id = ?1", params![id])?;
    Ok(())
}
