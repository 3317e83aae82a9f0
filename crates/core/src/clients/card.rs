//! A client's card: reading it, checking what was typed, and writing it with everything that hangs on it (C1).

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::birthday::{self, NextBirthday};
use super::consent::{self, Consents};
use super::fields::{self, CardField, FieldValue};
use super::files::{self, ClientFile};
use super::{CardLanguage, CardPhone, Kind, check_length, looks_like_address, sql, tags};
use crate::conditions::composed;
use crate::contacts::ContactRow;
use crate::employees::{self, EmployeeRef};
use crate::office::Desk;
use crate::phones::{self, Phone};
use crate::reminders::ReminderRow;
use crate::requests::RequestRef;
use crate::{Error, Result, settings, zone};

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
    pub tags: Vec<String>,
    /// Percent.
    pub discount: f64,
    pub terms: String,
    pub notes: String,
    pub manager: Option<EmployeeRef>,
    pub language: CardLanguage,
    /// `YYYY-MM-DD`, `--MM-DD` where the year is not known; empty where the day is not.
    pub birthday: String,
    pub next_birthday: Option<NextBirthday>,
    /// Nobody writes to this client, whatever they agreed to.
    pub do_not_write: bool,
    pub consents: Consents,
    /// The office's own fields that hold something, without those switched off.
    pub own: Vec<CardField>,
    /// The newest files, and how many there are.
    pub files: Vec<ClientFile>,
    pub files_total: i64,
    pub created_at: i64,
    /// The newest requests, and how many there are.
    pub requests: Vec<RequestRef>,
    pub requests_total: i64,
    pub reminders: Vec<ReminderRow>,
    pub last_contacts: Vec<ContactRow>,
}

/// What is typed into a card. Whoever changes a card gives all of it.
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
    pub tags: Vec<String>,
    pub discount: f64,
    pub terms: String,
    pub notes: String,
    pub manager_id: Option<i64>,
    pub language: CardLanguage,
    /// `YYYY-MM-DD` or `--MM-DD`.
    pub birthday: String,
    pub do_not_write: bool,
    pub consents: Consents,
    /// Values of the office's own fields. One that is switched off keeps its value where none is given.
    pub own: Vec<FieldValue>,
}

/// Fields in their stored form: what the change log keeps as well.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub fields: ClientFields,
    pub phones: Vec<Phone>,
}

/// What cards are checked against: asked for once, for one card or for a hundred thousand.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub country: String,
    pub today: String,
    pub own: Vec<fields::ClientField>,
}

impl Rules {
    pub fn of(desk: &Desk, reader: &mut Reader) -> Result<Self> {
        let (general, tz) = desk.general(reader)?;
        Ok(Self { country: general.country, today: zone::day(desk.now(), tz), own: fields::list(reader)? })
    }
}

/// A client's card.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<ClientCard> {
    let mut card = sql::card(reader, id)?.ok_or(Error::NotFound { noun: "client", id })?;
    let (_, tz) = desk.general(reader)?;
    card.next_birthday = birthday::next(&card.birthday, &zone::day(desk.now(), tz));
    card.phones = sql::phones(reader, id)?;
    card.emails = sql::emails(reader, id)?;
    card.tags = tags::of_client(reader, id)?;
    card.consents = consent::of_client(reader, id)?;
    card.own = fields::of_card(reader, id)?;
    (card.files, card.files_total) = files::on_card(reader, id)?;
    (card.requests, card.requests_total) = crate::requests::of_client(reader, id)?;
    card.reminders = crate::reminders::open_of_client(desk, reader, id)?;
    card.last_contacts = crate::contacts::last_of_client(desk, reader, id)?;
    Ok(card)
}

/// Adds a client.
pub fn create(desk: &Desk, tx: &mut Tx, fields: ClientFields) -> Result<i64> {
    let checked = check(&Rules::of(desk, tx)?, fields, &[])?;
    employees::check_active(tx, checked.fields.manager_id, None)?;
    let id = sql::insert(tx, desk.now(), &checked.fields)?;
    write_lists(tx, id, &checked)?;
    tx.record("client", id, "created", None, Some(settings::json(&checked.fields)?))?;
    Ok(id)
}

/// Changes a client's card.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: ClientFields) -> Result<()> {
    let before = fields_of(tx, id)?;
    let checked = check(&Rules::of(desk, tx)?, fields, &before.own)?;
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

/// A client's fields in their stored form, all of them: given back to [`update`] they change nothing.
pub fn fields_of(reader: &mut Reader, id: i64) -> Result<ClientFields> {
    let card = sql::card(reader, id)?.ok_or(Error::NotFound { noun: "client", id })?;
    Ok(ClientFields {
        kind: card.kind,
        name: card.name,
        phones: sql::phones(reader, id)?
            .into_iter()
            .map(|phone| stored_form(Phone { number: phone.number, shown: phone.shown }))
            .collect(),
        emails: sql::emails(reader, id)?,
        city: card.city,
        address: card.address,
        interests: card.interests,
        tags: tags::of_client(reader, id)?,
        discount: card.discount,
        terms: card.terms,
        notes: card.notes,
        manager_id: card.manager.map(|manager| manager.id),
        language: card.language,
        birthday: card.birthday,
        do_not_write: card.do_not_write,
        consents: consent::of_client(reader, id)?,
        own: fields::of_client(reader, id)?,
    })
}

/// A phone as the change log keeps it: the number itself, so that it is read alike in every country; what is no number
/// anywhere as it was typed.
pub(crate) fn stored_form(phone: Phone) -> String {
    if phone.is_full() { phone.number } else { phone.shown }
}

pub(crate) fn write_lists(tx: &mut Tx, id: i64, checked: &Checked) -> Result<()> {
    let fields = &checked.fields;
    sql::write_name(tx, id, &fields.name.to_lowercase())?;
    crate::interests::keep(tx, id, &fields.interests)?;
    tags::write(tx, id, &fields.tags)?;
    consent::write(tx, id, &fields.consents)?;
    fields::write(tx, id, &fields.own)?;
    sql::write_phones(tx, id, &checked.phones)?;
    sql::write_emails(tx, id, &fields.emails)
}

/// Typed fields in their stored form. `own_before` is what the card has in the office's own fields.
pub(crate) fn check(rules: &Rules, mut fields: ClientFields, own_before: &[FieldValue]) -> Result<Checked> {
    fields.name = composed(&fields.name).split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [&mut fields.city, &mut fields.address, &mut fields.interests, &mut fields.notes] {
        *text = composed(text);
    }
    if fields.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    check_length("name", &fields.name)?;
    if !fields.discount.is_finite() || !(0.0..=100.0).contains(&fields.discount) {
        return Err(Error::BadRequest("discount".to_owned()));
    }
    fields.birthday = birthday::check(&fields.birthday, &rules.today)?;
    fields.tags = tags::check(&fields.tags)?;
    consent::check(&mut fields.consents, &rules.today)?;
    fields.own = fields::check(&rules.own, &fields.own, own_before)?;
    fields.emails = check_emails(&fields.emails)?;
    let phones = check_phones(&fields.phones, &rules.country)?;
    fields.phones = phones.iter().cloned().map(stored_form).collect();
    Ok(Checked { fields, phones })
}

fn check_phones(typed: &[String], country: &str) -> Result<Vec<Phone>> {
    let mut phones: Vec<Phone> = Vec::new();
    for typed in typed.iter().filter(|typed| !typed.trim().is_empty()) {
        let phone = phones::read(typed, country).ok_or_else(|| Error::BadPhone(typed.clone()))?;
        if !phones.iter().any(|known| known.number == phone.number) {
            phones.push(phone);
        }
    }
    Ok(phones)
}

fn check_emails(typed: &[String]) -> Result<Vec<String>> {
    let mut emails: Vec<String> = Vec::new();
    for typed in typed.iter().map(|typed| typed.trim().to_lowercase()).filter(|typed| !typed.is_empty()) {
        if !looks_like_address(&typed) {
            return Err(Error::BadEmail(typed));
        }
        if !emails.contains(&typed) {
            emails.push(typed);
        }
    }
    Ok(emails)
}
