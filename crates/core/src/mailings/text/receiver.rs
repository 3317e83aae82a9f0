//! One person with everything that a text may name.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use deskbell_store::Reader;

use super::sql;
use crate::mailings::Mailing;
use crate::mailings::message::Way;
use crate::office::Desk;
use crate::templates::Values;
use crate::words::Language;
use crate::{Result, employees, mailbox, zone};

/// Somebody who is written to.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// The message's.
    pub id: i64,
    pub client_id: Option<i64>,
    /// As the letter's To names them.
    pub who: String,
    pub way: Way,
    pub address: String,
    /// The Message-ID of a letter; empty before it is made.
    pub message_id: String,
    pub token: String,
    /// Tries so far.
    pub attempts: i64,
    pub language: Option<Language>,
    pub values: Values,
}

/// What a text may name of the office, whoever receives it.
fn common(desk: &Desk, reader: &mut Reader, mailing: &Mailing) -> Result<(Values, Tz)> {
    let (general, tz) = desk.general(reader)?;
    let mut values = Values::default();
    for group in super::OPEN {
        values.group(group);
    }
    values.set("office.name", &general.office_name);
    values.set("office.email", &mailbox::own_address(reader)?);
    values.set("mailing.name", &mailing.fields.name);
    values.set("date.today", &shown_day(&zone::day(desk.now(), tz)));
    let sender = match &mailing.employee {
        Some(employee) => employees::contact_of(reader, employee.id)?,
        None => None,
    };
    let (name, phone, email) = sender.unwrap_or_default();
    values.set("employee.name", &name);
    values.set("employee.phone", &phone);
    values.set("employee.email", &email);
    Ok((values, tz))
}

/// `31.12.2026`, and `31.12` where the year is not known.
fn shown_day(day: &str) -> String {
    match day.strip_prefix("--") {
        Some(rest) => rest.split('-').rev().collect::<Vec<_>>().join("."),
        None => day.split('-').rev().collect::<Vec<_>>().join("."),
    }
}

/// The people of these messages of a mailing, in the order of their ids.
pub fn of(desk: &Desk, reader: &mut Reader, mailing: &Mailing, ids: &[i64]) -> Result<Vec<Receiver>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (common, _) = common(desk, reader, mailing)?;
    let people = sql::people(reader, ids)?;
    let clients: Vec<i64> = people.iter().filter_map(|person| person.client_id).collect();
    let mut own = sql::own_fields(reader, &clients)?;
    Ok(people
        .into_iter()
        .map(|person| {
            let fields = person.client_id.and_then(|id| own.remove(&id)).unwrap_or_default();
            receiver(common.clone(), person, fields)
        })
        .collect())
}

fn receiver(mut values: Values, person: sql::PersonRow, fields: Vec<(String, String)>) -> Receiver {
    values.set("client.name", &person.who);
    values.set("client.city", &person.city);
    values.set("client.address", &person.home);
    values.set("client.phone", &person.phone);
    values.set("client.email", &person.email);
    values.set_number("client.discount", person.discount);
    values.set("client.interests", &person.interests);
    values.set("client.terms", &person.terms);
    values.set("client.birthday", &shown_day(&person.birthday));
    values.set("client.manager", &person.manager);
    values.set("message.address", &person.address);
    for (name, value) in fields {
        values.put("field", &name, &value);
    }
    let columns: BTreeMap<String, String> = serde_json::from_str(&person.columns).unwrap_or_default();
    for (title, value) in columns {
        values.put("column", &title, &value);
    }
    Receiver {
        id: person.id,
        client_id: person.client_id,
        who: person.who,
        way: person.way,
        address: person.address,
        message_id: person.message_id,
        token: person.token,
        attempts: person.attempts,
        language: Language::of(&person.language),
        values,
    }
}

/// Somebody invented, for a look at a mailing that has nobody yet and for the test to oneself.
pub fn sample(
    desk: &Desk,
    reader: &mut Reader,
    mailing: &Mailing,
    way: Way,
    address: &str,
) -> Result<Receiver> {
    let (values, _) = common(desk, reader, mailing)?;
    let me = match desk.employee_id {
        Some(_) => employees::me(desk, reader)?.name,
        None => String::new(),
    };
    let person = sql::PersonRow {
        who: me,
        way,
        address: address.to_owned(),
        email: if way == Way::Email { address.to_owned() } else { String::new() },
        phone: if way == Way::Sms { address.to_owned() } else { String::new() },
        ..sql::PersonRow::default()
    };
    Ok(receiver(values, person, Vec::new()))
}
