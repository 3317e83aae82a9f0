//! The directory of clients.

mod sql;

pub(crate) use sql::{employee_of, phone_pattern};

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contacts::ContactRow;
use crate::employees::{self, EmployeeRef};
use crate::office::Desk;
use crate::phones::{self, Phone};
use crate::reminders::ReminderRow;
use crate::requests::RequestRef;
use crate::{Error, Result, settings};

/// A person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ClientKind")]
pub enum Kind {
    #[default]
    Person,
    Company,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
        }
    }
}

/// One phone on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardPhone {
    /// E.164.
    pub number: String,
    /// As people of the office's country write it.
    pub shown: String,
}

/// A client's card with what stands beside a conversation (C1, R17).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClientCard {
    pub id: i64,
    pub kind: Kind,
    pub name: String,
    pub phones: Vec<CardPhone>,
    pub emails: Vec<String>,
    pub city: String,
    pub address: String,
    pub interests: String,
    /// Percent.
    pub discount: f64,
    pub terms: String,
    pub notes: String,
    pub manager: Option<EmployeeRef>,
    pub created_at: i64,
    pub requests: Vec<RequestRef>,
    pub reminders: Vec<ReminderRow>,
    pub last_contacts: Vec<ContactRow>,
}

/// A client in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClientRow {
    pub id: i64,
    pub kind: Kind,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub city: String,
    pub manager: Option<EmployeeRef>,
    pub last_at: Option<i64>,
    pub open_requests: i64,
}

/// A page of clients, by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClientPage {
    pub rows: Vec<ClientRow>,
    pub next: Option<String>,
    pub total: i64,
}

/// Which page of clients.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ClientList {
    pub search: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// What is typed into a card.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ClientFields {
    pub kind: Kind,
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub city: String,
    pub address: String,
    pub interests: String,
    pub discount: f64,
    pub terms: String,
    pub notes: String,
    pub manager_id: Option<i64>,
}

/// Fields that have been checked and brought into their stored form.
struct Checked {
    fields: ClientFields,
    phones: Vec<Phone>,
    emails: Vec<String>,
}

/// A page of the directory, sorted by name.
pub fn list(reader: &mut Reader, list: &ClientList) -> Result<ClientPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let search = list.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let after = list.after.as_deref().and_then(|key| key.split_once('\u{1f}'));
    let after = after.and_then(|(id, name)| Some((id.parse::<i64>().ok()?, name)));
    let mut rows = sql::list(reader, search, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("{}\u{1f}{}", row.id, row.name.to_lowercase()));
    Ok(ClientPage { rows, next, total: sql::count(reader, search)? })
}

/// A client's card.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ClientCard> {
    let mut card = sql::card(reader, id)?.ok_or(Error::NotFound { noun: "client", id })?;
    card.phones = sql::phones(reader, id)?;
    card.emails = sql::emails(reader, id)?;
    card.requests = crate::requests::of_client(reader, id)?;
    card.reminders = crate::reminders::open_of_client(desk, reader, id)?;
    card.last_contacts = crate::contacts::last_of_client(desk, reader, id)?;
    Ok(card)
}

/// Adds a client.
pub fn create(desk: &Desk, tx: &mut Tx, fields: ClientFields) -> Result<i64> {
    let checked = check(desk, tx, fields)?;
    employees::check_active(tx, checked.fields.manager_id, None)?;
    let id = sql::insert(tx, desk.now(), &checked.fields)?;
    write_lists(tx, id, &checked)?;
    tx.record("client", id, "created", None, Some(settings::json(&checked.fields)?))?;
    Ok(id)
}

/// Changes a client's card.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: ClientFields) -> Result<()> {
    let before = fields_of(tx, id)?;
    let checked = check(desk, tx, fields)?;
    employees::check_active(tx, checked.fields.manager_id, before.manager_id)?;
    sql::update(tx, id, &checked.fields)?;
    write_lists(tx, id, &checked)?;
    tx.record(
        "client",
        id,
        "updated",
        Some(settings::json(&before)?),
        Some(settings::json(&checked.fields)?),
    )?;
    Ok(())
}

/// A client's fields as they would be typed.
pub fn fields_of(reader: &mut Reader, id: i64) -> Result<ClientFields> {
    let card = sql::card(reader, id)?.ok_or(Error::NotFound { noun: "client", id })?;
    Ok(ClientFields {
        kind: card.kind,
        name: card.name,
        phones: sql::phones(reader, id)?.into_iter().map(|phone| phone.shown).collect(),
        emails: sql::emails(reader, id)?,
        city: card.city,
        address: card.address,
        interests: card.interests,
        discount: card.discount,
        terms: card.terms,
        notes: card.notes,
        manager_id: card.manager.map(|manager| manager.id),
    })
}

/// The client with this e-mail address, and its manager where they still work here. The oldest card wins where two
/// have it.
pub fn by_email(reader: &mut Reader, email: &str) -> Result<Option<(i64, Option<i64>)>> {
    sql::by_email(reader, &email.to_lowercase())
}

/// Makes somebody the client's manager.
pub fn set_manager(tx: &mut Tx, id: i64, manager_id: Option<i64>) -> Result<()> {
    sql::set_manager(tx, id, manager_id)?;
    tx.record("client", id, "updated", None, Some(serde_json::json!({ "manager_id": manager_id })))?;
    Ok(())
}

/// Makes anew what is derived from a card, after its rows were put back as they were; nothing where it is gone.
pub(crate) fn settle(tx: &mut Tx, id: i64) -> Result<()> {
    if let Some(card) = sql::card(tx, id)? {
        sql::write_name(tx, id, &card.name.to_lowercase())?;
    }
    Ok(())
}

/// Marks a card as belonging to the sample office.
pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    sql::mark_sample(tx, id)
}

fn write_lists(tx: &mut Tx, id: i64, checked: &Checked) -> Result<()> {
    sql::write_name(tx, id, &checked.fields.name.to_lowercase())?;
    crate::interests::keep(tx, id, &checked.fields.interests)?;
    sql::write_phones(tx, id, &checked.phones)?;
    sql::write_emails(tx, id, &checked.emails)
}

fn check(desk: &Desk, reader: &mut Reader, mut fields: ClientFields) -> Result<Checked> {
    let (general, _) = desk.general(reader)?;
    fields.name = fields.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if fields.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    check_length("name", &fields.name)?;
    if !fields.discount.is_finite() || !(0.0..=100.0).contains(&fields.discount) {
        return Err(Error::BadRequest("discount".to_owned()));
    }
    let mut phones: Vec<Phone> = Vec::new();
    for typed in fields.phones.iter().filter(|typed| !typed.trim().is_empty()) {
        let phone = phones::read(typed, &general.country).ok_or_else(|| Error::BadPhone(typed.clone()))?;
        if !phones.iter().any(|known| known.number == phone.number) {
            phones.push(phone);
        }
    }
    let mut emails: Vec<String> = Vec::new();
    for typed in
        fields.emails.iter().map(|typed| typed.trim().to_lowercase()).filter(|typed| !typed.is_empty())
    {
        if !looks_like_address(&typed) {
            return Err(Error::BadEmail(typed));
        }
        if !emails.contains(&typed) {
            emails.push(typed);
        }
    }
    Ok(Checked { fields, phones, emails })
}

/// The longest name: nobody has a longer one, and PostgreSQL's indexes take no long text.
pub const MOST_SIGNS: usize = 300;

/// Refuses a name that is too long.
pub fn check_length(field: &'static str, text: &str) -> Result<()> {
    let long = text.chars().nth(MOST_SIGNS).is_some();
    if long { Err(Error::TooLong { field, most: MOST_SIGNS as i64 }) } else { Ok(()) }
}

/// The form of an address, as far as a card needs it; sending checks it fully.
pub fn looks_like_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let clean = |part: &str| {
        !part.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','))
    };
    text.len() <= 254
        && !name.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && clean(text)
}
