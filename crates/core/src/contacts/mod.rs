//! The log of contacts: every touch with a client, in or out (K1–K3).

mod sql;
#[cfg(test)]
mod tests;
pub(crate) mod words;

pub(crate) use sql::{counted, interested, who};

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clients::consent::Way;
use crate::deeds::{self, Kind};
use crate::employees::{EmployeeRef, Right};
use crate::office::Desk;
use crate::reminders::{self, ReminderFields, ReminderRow};
use crate::settings::parts::{self, Part};
use crate::{Error, Result, settings, zone};
use words::{By, COUNTED, List, Words};

/// Which way a contact went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Incoming,
    Outgoing,
}

impl Direction {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// The direction of a stored word.
    pub fn of(code: &str) -> Self {
        if code == "outgoing" { Self::Outgoing } else { Self::Incoming }
    }
}

/// How one got in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Call,
    Letter,
    Sms,
    Visit,
    Other,
}

impl Channel {
    fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Letter => "letter",
            Self::Sms => "sms",
            Self::Visit => "visit",
            Self::Other => "other",
        }
    }

    pub(crate) fn of(code: &str) -> Self {
        match code {
            "call" => Self::Call,
            "letter" => Self::Letter,
            "sms" => Self::Sms,
            "visit" => Self::Visit,
            _ => Self::Other,
        }
    }
}

/// A contact as the list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContactRow {
    pub id: i64,
    pub at: i64,
    pub client_id: Option<i64>,
    pub who: String,
    pub request_id: Option<i64>,
    pub direction: Direction,
    pub channel: Channel,
    pub information: String,
    pub phone: String,
    pub email: String,
    pub city: String,
    pub employee: Option<EmployeeRef>,
    /// The phone or e-mail that a message went to.
    pub address: String,
    /// What a message that was sent is filed under; none of what was logged by hand.
    pub category_id: Option<i64>,
    pub reminder: Option<ReminderRow>,
    pub done: bool,
}

/// A page of contacts, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContactPage {
    pub rows: Vec<ContactRow>,
    pub next: Option<String>,
    /// None where there are so many that counting takes longer than the page: `contacts.counts` counts them.
    pub total: Option<i64>,
}

/// Which contacts or reminders: a period of days, a client, an employee, words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Filter {
    pub from: Option<String>,
    pub to: Option<String>,
    pub client_id: Option<i64>,
    pub employee_id: Option<i64>,
    pub search: Option<String>,
    /// With clients who are interested in any of these.
    pub interests: Option<Vec<String>>,
    /// Contacts alone: with or without a reminder.
    pub has_reminder: Option<bool>,
    /// Reminders alone.
    pub category_id: Option<i64>,
    /// Reminders alone.
    pub state: Option<reminders::State>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// What is typed into a contact.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct ContactFields {
    pub client_id: Option<i64>,
    pub request_id: Option<i64>,
    /// Now where it is not given.
    pub at: Option<i64>,
    pub direction: Direction,
    pub channel: Channel,
    pub information: String,
    #[serde(default)]
    #[ts(as = "bool")]
    pub done: bool,
    pub reminder: Option<ReminderFields>,
}

/// Counts on the two tabs for one filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactCounts {
    pub contacts: i64,
    pub reminders: i64,
}

/// A page of contacts of a period, newest first.
pub fn list(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<ContactPage> {
    let limit = filter.limit.unwrap_or(100).clamp(1, 500);
    desk.check_client(filter.client_id)?;
    let span = span(desk, reader, filter)?;
    check_interests(desk, filter)?;
    if filter.has_reminder.is_some() || filter.interests.is_some() {
        parts::need(reader, Part::ClientInteraction)?;
    }
    let after = filter.after.as_deref().and_then(|key| key.split_once(':'));
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let words = Words::of(desk, reader, List::Contacts, filter.search.as_deref())?;
    let (mut rows, way) = words::page(reader, words.as_ref(), limit + 1, |reader, way| {
        sql::list(reader, filter, span, after, limit + 1, way, desk.sees_clients())
    })?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    if parts::is_on(reader, Part::ClientInteraction)? {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut reminders = reminders::of_contacts(desk, reader, &ids)?;
        for row in &mut rows {
            row.reminder = reminders.remove(&row.id);
        }
    }
    let next = rows.last().filter(|_| more).map(|row| format!("{}:{}", row.at, row.id));
    // A first page that holds all has counted them.
    let total = match (&filter.after, &way) {
        (None, _) if !more => Some(rows.len() as i64),
        (_, By::Each(_)) => None,
        _ => Some(sql::count(reader, filter, span, &way, Some(COUNTED))?).filter(|total| *total <= COUNTED),
    };
    Ok(ContactPage { rows, next, total })
}

/// The counts of both tabs.
pub fn counts(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<ContactCounts> {
    desk.check_client(filter.client_id)?;
    let span = span(desk, reader, filter)?;
    check_interests(desk, filter)?;
    let words = Words::of(desk, reader, List::Contacts, filter.search.as_deref())?;
    let way = words.as_ref().map_or(Ok(By::Plain), |words| words.way(reader))?;
    let contacts = sql::count(reader, filter, span, &way, None)?;
    let on = parts::is_on(reader, Part::ClientInteraction)?;
    Ok(ContactCounts { contacts, reminders: if on { reminders::count(desk, reader, filter)? } else { 0 } })
}

/// One contact.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ContactRow> {
    let mut row =
        sql::get(reader, id, desk.sees_clients())?.ok_or(Error::NotFound { noun: "contact", id })?;
    if parts::is_on(reader, Part::ClientInteraction)? {
        row.reminder = reminders::of_contact(desk, reader, id)?;
    }
    Ok(row)
}

/// A contact as the log of changes keeps it, whoever acts: it is undone by that.
fn in_full(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ContactRow> {
    get(&desk.seeing(), reader, id)
}

/// The last few contacts of a client.
pub fn last_of_client(desk: &Desk, reader: &mut Reader, client_id: i64) -> Result<Vec<ContactRow>> {
    let filter = Filter { client_id: Some(client_id), limit: Some(5), ..Filter::default() };
    Ok(list(desk, reader, &filter)?.rows)
}

/// Logs a contact, with its reminder where the switch is on.
pub fn create(desk: &Desk, tx: &mut Tx, fields: &ContactFields) -> Result<i64> {
    check(fields)?;
    if fields.reminder.is_some() {
        parts::need(tx, Part::ClientInteraction)?;
    }
    let fields = &ContactFields {
        client_id: client_for(desk, tx, fields.client_id, fields.request_id)?,
        ..fields.clone()
    };
    let me = desk.me()?;
    let at = fields.at.unwrap_or_else(|| desk.now());
    let id = sql::insert(tx, fields, at, me)?;
    if let Some(reminder) = &fields.reminder {
        reminders::create(&desk.seeing(), tx, Some(id), fields.client_id, fields.request_id, reminder)?;
    }
    tx.record("contact", id, "created", None, Some(settings::json(fields)?))?;
    Ok(id)
}

/// Changes a contact and its reminder. While reminders are switched off, one that is there stays as it is.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: &ContactFields) -> Result<()> {
    check(fields)?;
    if fields.reminder.is_some() {
        parts::need(tx, Part::ClientInteraction)?;
    }
    let before = in_full(desk, tx, id)?;
    // Whoever may not see the client leaves it as it is.
    desk.check_client(fields.client_id)?;
    let client_id = if desk.sees_clients() { fields.client_id } else { before.client_id };
    let fields = &ContactFields { client_id, ..fields.clone() };
    sql::update(tx, id, fields, fields.at.unwrap_or(before.at))?;
    match (&before.reminder, &fields.reminder) {
        (Some(old), Some(new)) => reminders::update(&desk.seeing(), tx, old.id, fields.client_id, new)?,
        (Some(old), None) => reminders::switch_off(desk, tx, id, old.id)?,
        (None, Some(new)) => {
            reminders::create(&desk.seeing(), tx, Some(id), fields.client_id, fields.request_id, new)?;
        }
        (None, None) => {}
    }
    tx.record("contact", id, "updated", Some(settings::json(&before)?), Some(settings::json(fields)?))?;
    Ok(())
}

/// Removes a contact with its reminder, as a deed that can be undone.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let before = in_full(desk, tx, id)?;
    let mut deed = deeds::begin(Kind::Removal, "contact", serde_json::json!({ "count": 1 }));
    deed.removes(tx, "contact", "id", [id])?;
    sql::remove(tx, id)?;
    tx.record("contact", id, "removed", Some(settings::json(&before)?), None)?;
    deed.finish(desk, tx)
}

/// Logs a letter that went out as a contact (K3).
pub fn log_letter(tx: &mut Tx, letter: &SentLetter) -> Result<()> {
    let id = sql::insert_letter(tx, letter)?;
    tx.record("contact", id, "created", None, Some(serde_json::json!({ "letter_id": letter.letter_id })))?;
    Ok(())
}

/// Takes the contact of a letter back that did not leave after all (K3). A reminder that somebody tied to it stays.
pub fn unlog_letter(tx: &mut Tx, letter_id: i64) -> Result<()> {
    if let Some(id) = sql::of_letter(tx, letter_id)? {
        reminders::untie(tx, id)?;
        sql::remove(tx, id)?;
        tx.record("contact", id, "removed", Some(serde_json::json!({ "letter_id": letter_id })), None)?;
    }
    Ok(())
}

/// Gives the contacts of a request its client: whoever was logged before the person was in the directory is theirs.
pub fn link_client(tx: &mut Tx, request_id: i64, client_id: i64) -> Result<()> {
    for id in sql::without_client(tx, request_id)? {
        sql::set_client(tx, id, client_id)?;
        let after = serde_json::json!({ "client_id": client_id });
        tx.record("contact", id, "client", None, Some(after))?;
    }
    Ok(())
}

/// The contacts of a request that are nobody's, and their reminders.
pub(crate) fn without_client(reader: &mut Reader, request_id: i64) -> Result<(Vec<i64>, Vec<i64>)> {
    let contacts = sql::without_client(reader, request_id)?;
    let mut reminders = Vec::new();
    for &id in &contacts {
        reminders.extend(sql::reminders_without_client(reader, id)?);
    }
    Ok((contacts, reminders))
}

/// Takes a client away from contacts that are still theirs, and from these of their reminders.
pub(crate) fn untie_client(tx: &mut Tx, client_id: i64, ids: &[i64], reminders: &[i64]) -> Result<()> {
    for &id in ids {
        if sql::untie_client(tx, id, client_id, reminders)? {
            let before = serde_json::json!({ "client_id": client_id });
            tx.record("contact", id, "client", Some(before), None)?;
        }
    }
    Ok(())
}

/// A letter of ours, as the log of contacts keeps it.
#[derive(Debug)]
pub struct SentLetter<'a> {
    pub client_id: Option<i64>,
    pub request_id: Option<i64>,
    pub letter_id: i64,
    pub at: i64,
    pub information: &'a str,
    pub address: &'a str,
    pub employee_id: Option<i64>,
}

/// Logs a message of a mailing, or a single SMS, that a server took (S8); the contact's id.
pub fn log_message(tx: &mut Tx, message: &SentMessage) -> Result<i64> {
    let id = sql::insert_message(tx, message)?;
    tx.record("contact", id, "created", None, Some(serde_json::json!({ "client_id": message.client_id })))?;
    Ok(id)
}

/// Logs an SMS that came (S8); the contact's id.
pub fn log_sms_came(tx: &mut Tx, sms: &SmsCame) -> Result<i64> {
    let id = sql::insert_sms_came(tx, sms)?;
    tx.record("contact", id, "created", None, Some(serde_json::json!({ "client_id": sms.client_id })))?;
    Ok(id)
}

/// An SMS that came, as the log of contacts keeps it.
#[derive(Debug)]
pub struct SmsCame<'a> {
    pub client_id: Option<i64>,
    pub request_id: Option<i64>,
    pub at: i64,
    pub text: &'a str,
    pub from: &'a str,
}

/// A message of ours, as the log of contacts keeps it.
#[derive(Debug)]
pub struct SentMessage<'a> {
    pub client_id: i64,
    pub request_id: Option<i64>,
    pub at: i64,
    pub way: Way,
    pub information: &'a str,
    pub address: &'a str,
    pub employee_id: Option<i64>,
    /// "Message sent".
    pub category_id: Option<i64>,
}

/// Marks a contact as part of the sample office, with the employee it belongs to.
pub fn mark_sample(tx: &mut Tx, id: i64, employee_id: i64, address: &str) -> Result<()> {
    sql::mark_sample(tx, id, employee_id, address)
}

/// The client that a new contact or reminder is tied to. Whoever may not see clients names none: the request's own is
/// meant (E2).
pub(crate) fn client_for(
    desk: &Desk,
    reader: &mut Reader,
    client_id: Option<i64>,
    request_id: Option<i64>,
) -> Result<Option<i64>> {
    desk.check_client(client_id)?;
    match request_id {
        Some(request_id) if !desk.sees_clients() => Ok(crate::requests::row(reader, request_id)?.client_id),
        _ => Ok(client_id),
    }
}

/// Refuses to tell by a filter what only the card tells: whose interests these are.
pub(crate) fn check_interests(desk: &Desk, filter: &Filter) -> Result<()> {
    if filter.interests.is_none() || desk.sees_clients() {
        return Ok(());
    }
    Err(Error::Forbidden(Right::SeeClients.code()))
}

fn check(fields: &ContactFields) -> Result<()> {
    if let Some(at) = fields.at {
        zone::check_instant(at, "at")?;
    }
    if fields.information.trim().is_empty() { Err(Error::EmptyText { field: "information" }) } else { Ok(()) }
}

/// The instants that a filter's days span in the office's zone.
fn span(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<(Option<i64>, Option<i64>)> {
    let (_, tz) = desk.general(reader)?;
    let from = filter.from.as_deref().map(|day| zone::instant(day, "", tz)).transpose()?;
    let to = filter.to.as_deref().map(|day| zone::end_of_day(day, tz)).transpose()?;
    Ok((from, to))
}
