//! SQL of reminders.

use std::collections::HashMap;

use deskbell_store::{Reader, Row, Tx, params};

use super::{Priority, RINGS_AT, ReminderFields, ReminderRow, Repeat, State};
use crate::Result;
use crate::clients::employee_of;
use crate::conditions::Conditions;
use crate::contacts::words::By;
use crate::contacts::{Filter, counted, interested, who};

const COLUMNS: &str =
    "reminder.id, reminder.contact_id, reminder.client_id, reminder.request_id, reminder.employee_id,
    reminder.day, reminder.time, reminder.text, reminder.category_id, reminder.priority, reminder.done,
    reminder.done_at, reminder.repeats, reminder.snoozed_until, employee.name AS employee_name";

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
        repeat: row.get::<Option<String>>("repeats")?.as_deref().and_then(Repeat::of),
        snoozed_until: row.get("snoozed_until")?,
    })
}

fn conditions(filter: &Filter) -> Conditions {
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
    interested(&mut all, filter, "reminder");
    match filter.state.unwrap_or_default() {
        State::All => {}
        State::Done => all.plain("reminder.done = 1"),
        State::Open => all.plain("reminder.done = 0"),
    }
    all
}

pub fn list(
    reader: &mut Reader,
    filter: &Filter,
    after: (&str, &str, i64),
    limit: i64,
    way: &By<'_>,
    (today, sees): (&str, bool),
) -> Result<Vec<ReminderRow>> {
    let (sql, all) = page(filter, after, limit, way, sees);
    reader.all(&sql, all.values())?.iter().map(|row| reminder(row, today, sees)).collect()
}

/// The query of a page and its values.
pub fn page(
    filter: &Filter,
    (day, time, id): (&str, &str, i64),
    limit: i64,
    way: &By<'_>,
    sees: bool,
) -> (String, Conditions) {
    let mut all = conditions(filter);
    let (day, time, id) = (all.value(day), all.value(time), all.value(id));
    all.plain(&format!("(reminder.day, reminder.time, reminder.id) > ({day}, {time}, {id})"));
    let limit = all.value(limit);
    // What is reckoned hides a column from the index that is not to be used.
    let aside = if way.is_few() { " || ''" } else { "" };
    let order = format!("reminder.day{aside}, reminder.time, reminder.id");
    let from = way.narrow(&mut all, "reminder", &order);
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM {from} {JOINS} WHERE {} ORDER BY {order} LIMIT {limit}",
        who(sees),
        all.sql()
    );
    (sql, all)
}

/// How many there are; more than `most` are counted as that and one more.
pub fn count(reader: &mut Reader, filter: &Filter, way: &By<'_>, most: Option<i64>) -> Result<i64> {
    let (sql, all) = total(filter, way, most.map(|most| most.saturating_add(1)));
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

/// The query of a count, as far as `most`, and its values.
pub fn total(filter: &Filter, way: &By<'_>, most: Option<i64>) -> (String, Conditions) {
    let mut all = conditions(filter);
    // The names are joined only where words are looked for: K6 counts 100,000 reminders at launch.
    let joins = if matches!(way, By::Plain) { "" } else { JOINS };
    let from = way.narrow(&mut all, "reminder", "reminder.id");
    (counted(&mut all, &format!("{from} {joins}"), most), all)
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
            "SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE reminder.contact_id = ?1 ORDER BY reminder.id DESC LIMIT 1",
            who(sees)
        ),
        params![contact_id],
    )?;
    row.map(|row| reminder(&row, today, sees)).transpose()
}

pub fn of_contacts(reader: &mut Reader, ids: &[i64], today: &str, sees: bool) -> Result<Vec<ReminderRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Conditions::default();
    let places: Vec<String> = ids.iter().map(|&id| all.value(id)).collect();
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE reminder.contact_id IN ({}) ORDER BY reminder.id",
        who(sees),
        places.join(", ")
    );
    reader.all(&sql, all.values())?.iter().map(|row| reminder(row, today, sees)).collect()
}

/// What has come by the wall clock, and what was put off until now.
pub fn due(reader: &mut Reader, day: &str, time: &str, now: i64) -> Result<Vec<ReminderRow>> {
    let mut found = Vec::new();
    for (condition, values) in [
        (come(), params![day, time, WHOLE_DAY, RINGS_AT]),
        // A plus hides a column from the index that is not to be used.
        ("reminder.snoozed_until <= ?1 AND +reminder.done = 0".to_owned(), params![now]),
    ] {
        let rows = reader.all(
            &format!(
                "SELECT {COLUMNS}, {} FROM reminder {JOINS} WHERE {condition}
                 ORDER BY reminder.day, reminder.time, reminder.id LIMIT 50",
                who(true)
            ),
            values,
        )?;
        for row in &rows {
            found.push(reminder(row, day, true)?);
        }
    }
    Ok(found)
}

/// Open, not rung, not put off, and its minute is there: ?1 the day, ?2 the time, ?3 no time, ?4 when such a one rings.
fn come() -> String {
    "reminder.done = 0 AND reminder.notified = 0 AND reminder.snoozed_until IS NULL AND reminder.day <= ?1
       AND (reminder.day < ?1 OR CASE WHEN reminder.time = ?3 THEN ?4 ELSE reminder.time END <= ?2)"
        .to_owned()
}

/// Whether [`due`] finds anything.
pub fn is_due(reader: &mut Reader, day: &str, time: &str, now: i64) -> Result<bool> {
    let come = format!("SELECT 1 AS yes FROM reminder WHERE {} LIMIT 1", come());
    if reader.maybe(&come, params![day, time, WHOLE_DAY, RINGS_AT])?.is_some() {
        return Ok(true);
    }
    let put_off = "SELECT 1 AS yes FROM reminder WHERE snoozed_until <= ?1 AND +done = 0 LIMIT 1";
    Ok(reader.maybe(put_off, params![now])?.is_some())
}

/// The dialog at launch tells of the whole day, also of what would ring later in it without a time of its own.
pub fn silence(tx: &mut Tx, day: &str, time: &str, now: i64, employee_id: Option<i64>) -> Result<()> {
    let whose = employee_id.map_or_else(String::new, |id| format!(" AND employee_id = {id}"));
    tx.run(
        &format!(
            "UPDATE reminder SET notified = 1 WHERE done = 0 AND notified = 0 AND snoozed_until IS NULL AND day <= ?1
               AND (day < ?1 OR time = ?3 OR time <= ?2){whose}"
        ),
        params![day, time, WHOLE_DAY],
    )?;
    tx.run(
        &format!(
            "UPDATE reminder SET notified = 1, snoozed_until = NULL
             WHERE done = 0 AND notified = 0 AND snoozed_until <= ?1{whose}"
        ),
        params![now],
    )?;
    Ok(())
}

/// What [`due`] would find is as good as rung.
pub fn silence_old(tx: &mut Tx, day: &str, time: &str, now: i64) -> Result<()> {
    tx.run(
        &format!("UPDATE reminder SET notified = 1 WHERE {}", come()),
        params![day, time, WHOLE_DAY, RINGS_AT],
    )?;
    tx.run(
        "UPDATE reminder SET notified = 1, snoozed_until = NULL WHERE done = 0 AND snoozed_until <= ?1",
        params![now],
    )?;
    Ok(())
}

pub fn named(reader: &mut Reader, ids: &[i64], sees: bool) -> Result<HashMap<i64, (String, String)>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut all = Conditions::default();
    let places: Vec<String> = ids.iter().map(|&id| all.value(id)).collect();
    let sql = format!(
        "SELECT reminder.id, reminder.text, {} FROM reminder {JOINS} WHERE reminder.id IN ({})",
        who(sees),
        places.join(", ")
    );
    let rows = reader.all(&sql, all.values())?;
    rows.iter().map(|row| Ok((row.get("id")?, (row.get("who")?, row.get("text")?)))).collect()
}

/// How a reminder repeats: the rule, the day it began with, and the day it gave this time.
pub fn rule(reader: &mut Reader, id: i64) -> Result<Option<(Repeat, String, String)>> {
    let row = reader
        .maybe("SELECT repeats, repeats_from, repeats_on, day FROM reminder WHERE id = ?1", params![id])?;
    let Some(row) = row else { return Ok(None) };
    let Some(repeat) = row.get::<Option<String>>("repeats")?.as_deref().and_then(Repeat::of) else {
        return Ok(None);
    };
    let day: String = row.get("day")?;
    let from = row.get::<Option<String>>("repeats_from")?.unwrap_or_else(|| day.clone());
    let on = row.get::<Option<String>>("repeats_on")?.unwrap_or(day);
    Ok(Some((repeat, from, on)))
}

pub fn set_rule(tx: &mut Tx, id: i64, repeat: Option<Repeat>, from: &str, on: &str) -> Result<()> {
    tx.run(
        "UPDATE reminder SET repeats = ?2, repeats_from = ?3, repeats_on = ?4 WHERE id = ?1",
        params![id, repeat.map(Repeat::code), repeat.map(|_| from), repeat.map(|_| on)],
    )?;
    Ok(())
}

/// The reminder that was made when this one was done.
pub fn following(reader: &mut Reader, id: i64) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT id FROM reminder WHERE previous_id = ?1", params![id])?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn set_previous(tx: &mut Tx, id: i64, previous_id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET previous_id = ?2 WHERE id = ?1", params![id, previous_id])?;
    Ok(())
}

pub fn set_snoozed(tx: &mut Tx, id: i64, until: i64) -> Result<()> {
    tx.run("UPDATE reminder SET snoozed_until = ?2, notified = 0 WHERE id = ?1", params![id, until])?;
    Ok(())
}

pub fn untie(tx: &mut Tx, contact_id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET contact_id = NULL WHERE contact_id = ?1", params![contact_id])?;
    Ok(())
}

/// Unties the reminders of a contact that are done: they stay when its switch is turned off.
pub fn untie_done(tx: &mut Tx, contact_id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET contact_id = NULL WHERE contact_id = ?1 AND done = 1", params![contact_id])?;
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
            notified = CASE WHEN day = ?7 AND time = ?8 THEN notified ELSE 0 END,
            snoozed_until = CASE WHEN day = ?7 AND time = ?8 THEN snoozed_until ELSE NULL END, day = ?7, time = ?8
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
    tx.run(
        "UPDATE reminder SET done = ?2, done_at = ?3, snoozed_until = NULL WHERE id = ?1",
        params![id, at.is_some(), at],
    )?;
    Ok(())
}

pub fn set_notified(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE reminder SET notified = 1, snoozed_until = NULL WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn move_to(tx: &mut Tx, id: i64, day: &str, time: Option<&str>) -> Result<()> {
    let time = time.unwrap_or(WHOLE_DAY);
    tx.run(
        "UPDATE reminder SET day = ?2, time = ?3, notified = 0, snoozed_until = NULL WHERE id = ?1",
        params![id, day, time],
    )?;
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
