//! Reminders: what must be recalled on a day, and the look at them at launch (K4, K6).

mod bells;
mod calendar;
mod many;
mod repeat;
mod sql;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contacts::words::{self, By, COUNTED, List, Words};
use crate::contacts::{Filter, check_interests, client_for};
use crate::deeds::{self, Kind};
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Error, Result, employees, settings, zone};

pub use bells::{RINGS_AT, is_due, silence_due, silence_due_of, silence_old, snooze, take_due};
pub use calendar::{ExportedReminders, calendar, export};
pub use many::{move_all, set_done, set_done_of, snooze_all};
pub use repeat::Repeat;

/// How much a reminder presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}

impl Priority {
    fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }

    fn of(code: &str) -> Self {
        match code {
            "low" => Self::Low,
            "high" => Self::High,
            _ => Self::Normal,
        }
    }
}

/// Which reminders by their state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ReminderState")]
pub enum State {
    #[default]
    All,
    Done,
    Open,
}

/// A reminder as the list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReminderRow {
    pub id: i64,
    pub contact_id: Option<i64>,
    pub client_id: Option<i64>,
    pub who: String,
    pub request_id: Option<i64>,
    /// `YYYY-MM-DD` in the office's zone.
    pub day: String,
    /// `HH:MM`.
    pub time: Option<String>,
    pub text: String,
    pub category_id: Option<i64>,
    pub priority: Priority,
    pub employee: Option<EmployeeRef>,
    pub done: bool,
    pub done_at: Option<i64>,
    /// Not done, and its day is over.
    pub missed: bool,
    pub phone: String,
    pub email: String,
    pub city: String,
    /// It comes again so often when it is done.
    pub repeat: Option<Repeat>,
    /// The bell was put off until this instant.
    pub snoozed_until: Option<i64>,
}

/// A page of reminders by day and time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReminderPage {
    pub rows: Vec<ReminderRow>,
    pub next: Option<String>,
    /// None where so many hold the words that counting takes longer than the page: `contacts.counts` counts them.
    pub total: Option<i64>,
}

/// What is typed into a reminder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct ReminderFields {
    pub day: String,
    pub time: Option<String>,
    pub text: String,
    pub category_id: Option<i64>,
    #[serde(default)]
    #[ts(as = "Priority")]
    pub priority: Priority,
    /// Whoever writes it down where nobody is named.
    pub employee_id: Option<i64>,
    /// Once where it is not given.
    pub repeat: Option<Repeat>,
}

/// How long the bell of a reminder is put off (K7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Snooze {
    TenMinutes,
    Hour,
    /// The reminder itself moves to the next day, at its own time.
    Tomorrow,
}

/// What the dialog at launch says (K6).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Look {
    pub total: i64,
    pub today: i64,
    pub missed: i64,
    /// The first three.
    pub first: Vec<ReminderRow>,
}

/// A page of reminders, sorted by day and time.
pub fn list(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<ReminderPage> {
    check_days(filter)?;
    desk.check_client(filter.client_id)?;
    check_interests(desk, filter)?;
    let sees = desk.sees_clients();
    let limit = filter.limit.unwrap_or(100).clamp(1, 500);
    let mut key = filter.after.as_deref().unwrap_or_default().splitn(3, '|');
    let after =
        (key.next().unwrap_or_default(), key.next().unwrap_or_default(), key.next().unwrap_or_default());
    let after = (after.0, after.1, after.2.parse().unwrap_or(0));
    let today = today(desk, reader)?;
    let words = Words::of(desk, reader, List::Reminders, filter.search.as_deref())?;
    let (mut rows, way) = words::page(reader, words.as_ref(), limit + 1, |reader, way| {
        sql::list(reader, filter, after, limit + 1, way, (&today, sees))
    })?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| format!("{}|{}|{}", row.day, row.time.as_deref().unwrap_or(sql::WHOLE_DAY), row.id));
    // A first page that holds all has counted them.
    let total = match (&filter.after, &way) {
        (None, _) if !more => Some(rows.len() as i64),
        (_, By::Each(_)) => None,
        _ => Some(sql::count(reader, filter, &way, Some(COUNTED))?).filter(|total| *total <= COUNTED),
    };
    Ok(ReminderPage { rows, next, total })
}

/// How many reminders a filter finds.
pub fn count(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<i64> {
    check_days(filter)?;
    desk.check_client(filter.client_id)?;
    check_interests(desk, filter)?;
    let words = Words::of(desk, reader, List::Reminders, filter.search.as_deref())?;
    let way = words.as_ref().map_or(Ok(By::Plain), |words| words.way(reader))?;
    sql::count(reader, filter, &way, None)
}

/// One reminder.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ReminderRow> {
    let today = today(desk, reader)?;
    sql::get(reader, id, &today, desk.sees_clients())?.ok_or(Error::NotFound { noun: "reminder", id })
}

/// A reminder as the log of changes keeps it, whoever acts: it is undone by that.
fn in_full(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ReminderRow> {
    get(&desk.seeing(), reader, id)
}

/// By whom and what these reminders are, by their ids.
pub(crate) fn named(reader: &mut Reader, ids: &[i64], sees: bool) -> Result<HashMap<i64, (String, String)>> {
    sql::named(reader, ids, sees)
}

/// The newest reminder of each of these contacts, by the contact's id.
pub fn of_contacts(desk: &Desk, reader: &mut Reader, ids: &[i64]) -> Result<HashMap<i64, ReminderRow>> {
    let today = today(desk, reader)?;
    let rows = sql::of_contacts(reader, ids, &today, desk.sees_clients())?;
    // In the order of their ids: a later one takes the place of an earlier.
    Ok(rows.into_iter().filter_map(|row| Some((row.contact_id?, row))).collect())
}

/// The reminder of a contact.
pub fn of_contact(desk: &Desk, reader: &mut Reader, contact_id: i64) -> Result<Option<ReminderRow>> {
    let today = today(desk, reader)?;
    sql::of_contact(reader, contact_id, &today, desk.sees_clients())
}

/// A client's reminders that are still open; none where the part is off.
pub fn open_of_client(desk: &Desk, reader: &mut Reader, client_id: i64) -> Result<Vec<ReminderRow>> {
    if !parts::is_on(reader, Part::ClientInteraction)? {
        return Ok(Vec::new());
    }
    let filter =
        Filter { client_id: Some(client_id), state: Some(State::Open), limit: Some(5), ..Filter::default() };
    Ok(list(desk, reader, &filter)?.rows)
}

/// What is due today or was missed, of the employee at the desk (K6).
pub fn look(desk: &Desk, reader: &mut Reader) -> Result<Look> {
    let today = today(desk, reader)?;
    let filter = look_filter(desk.me()?, &today);
    let sees = desk.sees_clients();
    let total = sql::count(reader, &filter, &By::Plain, None)?;
    let yesterday = zone::add_days(&today, -1)?;
    let missed = sql::count(reader, &Filter { to: Some(yesterday), ..filter.clone() }, &By::Plain, None)?;
    let first = sql::list(reader, &filter, ("", "", 0), 3, &By::Plain, (&today, sees))?;
    Ok(Look { total, today: total - missed, missed, first })
}

/// How many the employee at the desk has to look at: what stands in the sidebar and on the tray.
pub fn count_due(desk: &Desk, reader: &mut Reader, employee_id: i64) -> Result<i64> {
    if !parts::is_on(reader, Part::ClientInteraction)? {
        return Ok(0);
    }
    let today = today(desk, reader)?;
    sql::count(reader, &look_filter(employee_id, &today), &By::Plain, None)
}

/// The filter that shows exactly what the dialog at launch counts.
pub fn look_filter(employee_id: i64, today: &str) -> Filter {
    Filter {
        to: Some(today.to_owned()),
        employee_id: Some(employee_id),
        state: Some(State::Open),
        ..Filter::default()
    }
}

/// Adds a reminder.
pub fn create(
    desk: &Desk,
    tx: &mut Tx,
    contact_id: Option<i64>,
    client_id: Option<i64>,
    request_id: Option<i64>,
    fields: &ReminderFields,
) -> Result<i64> {
    check(fields)?;
    let client_id = client_for(desk, tx, client_id, request_id)?;
    employees::check_active(tx, fields.employee_id, None)?;
    let employee_id = fields.employee_id.map_or_else(|| desk.me(), Ok)?;
    let id = sql::insert(tx, contact_id, client_id, request_id, employee_id, fields)?;
    sql::set_rule(tx, id, fields.repeat, &fields.day, &fields.day)?;
    if bells::is_told(desk, tx, &fields.day, fields.time.as_deref())? {
        sql::set_notified(tx, id)?;
    }
    tx.record("reminder", id, "created", None, Some(settings::json(fields)?))?;
    Ok(id)
}

/// Changes a reminder; a new day or time lets it ring again, a new day or rule begins its repetition anew.
pub fn update(
    desk: &Desk,
    tx: &mut Tx,
    id: i64,
    client_id: Option<i64>,
    fields: &ReminderFields,
) -> Result<()> {
    check(fields)?;
    let before = in_full(desk, tx, id)?;
    // Whoever may not see the client leaves it as it is.
    desk.check_client(client_id)?;
    let client_id = if desk.sees_clients() { client_id } else { before.client_id };
    let employee_id = match (fields.employee_id, &before.employee) {
        (Some(id), _) => id,
        (None, Some(employee)) => employee.id,
        (None, None) => desk.me()?,
    };
    employees::check_active(tx, Some(employee_id), before.employee.as_ref().map(|employee| employee.id))?;
    sql::update(tx, id, client_id, employee_id, fields)?;
    if fields.repeat != before.repeat || fields.day != before.day {
        sql::set_rule(tx, id, fields.repeat, &fields.day, &fields.day)?;
    }
    let moved = fields.day != before.day || fields.time != before.time;
    if moved && bells::is_told(desk, tx, &fields.day, fields.time.as_deref())? {
        sql::set_notified(tx, id)?;
    }
    tx.record("reminder", id, "updated", Some(settings::json(&before)?), Some(settings::json(fields)?))?;
    Ok(())
}

/// Removes a reminder, as a deed that can be undone.
pub fn discard(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let mut deed = deeds::begin(Kind::Removal, "reminder", serde_json::json!({ "count": 1 }));
    deed.removes(tx, "reminder", "id", [id])?;
    remove(desk, tx, id)?;
    deed.finish(desk, tx)
}

/// Removes a reminder.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64) -> Result<()> {
    let before = in_full(desk, tx, id)?;
    sql::remove(tx, id)?;
    tx.record("reminder", id, "removed", Some(settings::json(&before)?), None)?;
    Ok(())
}

/// Removes the reminder of a contact whose switch was turned off, as a deed that can be undone; those before it in a
/// repetition are done and stay.
pub fn switch_off(desk: &Desk, tx: &mut Tx, contact_id: i64, id: i64) -> Result<()> {
    let mut deed = deeds::begin(Kind::Removal, "reminder", serde_json::json!({ "count": 1 }));
    deed.removes(tx, "reminder", "id", [id])?;
    deed.keep(tx, "reminder", "contact_id", [contact_id])?;
    remove(desk, tx, id)?;
    sql::untie_done(tx, contact_id)?;
    deed.finish(desk, tx).map(|_| ())
}

/// Unties the reminders of a contact that is taken back: what was promised stays.
pub fn untie(tx: &mut Tx, contact_id: i64) -> Result<()> {
    sql::untie(tx, contact_id)
}

/// Marks a reminder as part of the sample office.
pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    sql::mark_sample(tx, id)
}

fn today(desk: &Desk, reader: &mut Reader) -> Result<String> {
    let (_, tz) = desk.general(reader)?;
    Ok(zone::day(desk.now(), tz))
}

fn check(fields: &ReminderFields) -> Result<()> {
    zone::parse_day(&fields.day)?;
    fields.time.as_deref().map(zone::parse_time).transpose()?;
    if fields.text.trim().is_empty() { Err(Error::EmptyText { field: "text" }) } else { Ok(()) }
}

fn check_days(filter: &Filter) -> Result<()> {
    for day in [&filter.from, &filter.to].into_iter().flatten() {
        zone::parse_day(day)?;
    }
    Ok(())
}
