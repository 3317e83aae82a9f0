//! SQL of many cards at once: statements of many rows, of few different lengths so that they stay prepared.

use std::collections::BTreeMap;

use deskbell_store::{Reader, Row, Tx, Value, params};

use crate::clients::consent::{Consent, Way};
use crate::clients::fields::FieldValue;
use crate::clients::sql::kind;
use crate::clients::{CardLanguage, Checked, ClientFields, stored_form, tags};
use crate::phones::Phone;
use crate::{Result, interests};

/// Ids in one statement.
pub const MOST_IDS: usize = 256;
/// Rows in one statement; the rest goes in statements of half as many, and half of that.
const MOST_ROWS: usize = 64;

const CLIENT: [&str; 13] = [
    "kind",
    "name",
    "city",
    "address",
    "interests",
    "discount",
    "terms",
    "notes",
    "manager_id",
    "language",
    "birthday",
    "do_not_write",
    "created_at",
];

pub fn insert_clients(tx: &mut Tx, now: i64, cards: &[Checked]) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(cards.len());
    for chunk in chunks(cards) {
        let values = chunk.iter().flat_map(|card| client_values(card, now)).collect::<Vec<_>>();
        let sql = format!("{} RETURNING id", statement("client", &CLIENT, chunk.len()));
        let mut made: Vec<i64> = Vec::with_capacity(chunk.len());
        for row in tx.all(&sql, &values)? {
            made.push(row.get("id")?);
        }
        // Ids grow in the order of the rows; the order in which they are returned is not promised.
        made.sort_unstable();
        ids.extend(made);
    }
    Ok(ids)
}

fn client_values(card: &Checked, now: i64) -> Vec<Value> {
    let fields = &card.fields;
    params![
        fields.kind.code(),
        fields.name.as_str(),
        fields.city.as_str(),
        fields.address.as_str(),
        fields.interests.as_str(),
        fields.discount,
        fields.terms.as_str(),
        fields.notes.as_str(),
        fields.manager_id,
        fields.language.code(),
        fields.birthday.as_str(),
        fields.do_not_write,
        now
    ]
    .to_vec()
}

pub fn insert_parts(tx: &mut Tx, cards: &[(i64, &Checked)]) -> Result<()> {
    let mut names = Vec::new();
    let mut phones = Vec::new();
    let mut emails = Vec::new();
    let mut labels = Vec::new();
    let mut wishes = Vec::new();
    let mut consents = Vec::new();
    let mut own = Vec::new();
    for (id, card) in cards {
        let fields = &card.fields;
        names.push(params![*id, fields.name.to_lowercase()].to_vec());
        for (position, phone) in card.phones.iter().enumerate() {
            phones.push(params![*id, position, phone.number.as_str(), phone.shown.as_str()].to_vec());
        }
        for (position, email) in fields.emails.iter().enumerate() {
            emails.push(params![*id, position, email.as_str()].to_vec());
        }
        for name in &fields.tags {
            labels.push(params![*id, tags::folded(name), name.as_str()].to_vec());
        }
        for (folded, name) in interests::names(&fields.interests) {
            wishes.push(params![*id, folded, name].to_vec());
        }
        for (way, consent) in [(Way::Email, &fields.consents.email), (Way::Sms, &fields.consents.sms)] {
            if let Some(consent) = consent {
                let row =
                    params![*id, way.code(), consent.given, consent.source.as_str(), consent.day.as_str()];
                consents.push(row.to_vec());
            }
        }
        for value in &fields.own {
            own.push(params![*id, value.field_id, value.value.as_str()].to_vec());
        }
    }
    insert_rows(tx, "client_phone", &["client_id", "position", "number", "shown"], &phones)?;
    insert_rows(tx, "client_email", &["client_id", "position", "email"], &emails)?;
    insert_rows(tx, "client_tag", &["client_id", "folded", "name"], &labels)?;
    insert_rows(tx, "client_interest", &["client_id", "folded", "name"], &wishes)?;
    insert_rows(tx, "client_consent", &["client_id", "way", "given", "source", "day"], &consents)?;
    insert_rows(tx, "client_field_value", &["client_id", "field_id", "value"], &own)?;
    // At the end: with the name the database makes what the client is chosen by, once.
    insert_rows(tx, "client_name", &["client_id", "folded"], &names)
}

fn insert_rows(tx: &mut Tx, table: &str, columns: &[&str], rows: &[Vec<Value>]) -> Result<()> {
    for chunk in chunks(rows) {
        let values: Vec<Value> = chunk.iter().flatten().cloned().collect();
        tx.run(&statement(table, columns, chunk.len()), &values)?;
    }
    Ok(())
}

/// Pieces of 64 rows, and of the rest pieces of 32, 16 and so on: seven statements do for any number.
fn chunks<T>(mut rows: &[T]) -> Vec<&[T]> {
    let mut found = Vec::new();
    let mut size = MOST_ROWS;
    while !rows.is_empty() && size > 0 {
        match rows.split_at_checked(size) {
            Some((chunk, rest)) => {
                found.push(chunk);
                rows = rest;
            }
            None => size /= 2,
        }
    }
    found
}

fn statement(table: &str, columns: &[&str], rows: usize) -> String {
    let mut next = 0;
    let tuples: Vec<String> = (0..rows)
        .map(|_| {
            let places: Vec<String> = columns
                .iter()
                .map(|_| {
                    next += 1;
                    format!("?{next}")
                })
                .collect();
            format!("({})", places.join(", "))
        })
        .collect();
    format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), tuples.join(", "))
}

/// The ids as a list of placeholders, filled up to the next power of two by the last one.
fn listed(ids: &[i64]) -> (String, Vec<Value>) {
    let last = ids.last().copied().unwrap_or_default();
    let length = ids.len().max(1).next_power_of_two();
    let values: Vec<Value> =
        ids.iter().copied().chain(std::iter::repeat(last)).take(length).map(Value::from).collect();
    let places: Vec<String> = (1..=length).map(|place| format!("?{place}")).collect();
    (places.join(", "), values)
}

pub fn fields(reader: &mut Reader, ids: &[i64], found: &mut BTreeMap<i64, ClientFields>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let (places, values) = listed(ids);
    let mut here: BTreeMap<i64, ClientFields> = BTreeMap::new();
    for row in reader.all(&format!("SELECT * FROM client WHERE id IN ({places})"), &values)? {
        here.insert(row.get("id")?, card(&row)?);
    }
    let mut each = |sql: &str, put: fn(&mut ClientFields, &Row) -> Result<()>| -> Result<()> {
        for row in reader.all(&sql.replace("#", &places), &values)? {
            if let Some(fields) = here.get_mut(&row.get::<i64>("client_id")?) {
                put(fields, &row)?;
            }
        }
        Ok(())
    };
    each(
        "SELECT client_id, number, shown FROM client_phone WHERE client_id IN (#) ORDER BY client_id, position",
        |fields, row| {
            let phone = Phone { number: row.get("number")?, shown: row.get("shown")? };
            fields.phones.push(stored_form(phone));
            Ok(())
        },
    )?;
    each(
        "SELECT client_id, email FROM client_email WHERE client_id IN (#) ORDER BY client_id, position",
        |fields, row| {
            fields.emails.push(row.get("email")?);
            Ok(())
        },
    )?;
    each(
        "SELECT client_id, name FROM client_tag WHERE client_id IN (#) ORDER BY client_id, folded",
        |fields, row| {
            fields.tags.push(row.get("name")?);
            Ok(())
        },
    )?;
    each(
        "SELECT client_id, way, given, source, day FROM client_consent WHERE client_id IN (#)",
        |fields, row| {
            let consent =
                Consent { given: row.get("given")?, source: row.get("source")?, day: row.get("day")? };
            match row.get::<String>("way")?.as_str() {
                "email" => fields.consents.email = Some(consent),
                _ => fields.consents.sms = Some(consent),
            }
            Ok(())
        },
    )?;
    each(
        "SELECT client_field_value.client_id, client_field_value.field_id, client_field_value.value
         FROM client_field_value JOIN client_field ON client_field.id = client_field_value.field_id
         WHERE client_field_value.client_id IN (#) ORDER BY client_field.position, client_field.id",
        |fields, row| {
            fields.own.push(FieldValue { field_id: row.get("field_id")?, value: row.get("value")? });
            Ok(())
        },
    )?;
    found.append(&mut here);
    Ok(())
}

fn card(row: &Row) -> Result<ClientFields> {
    Ok(ClientFields {
        kind: kind(row)?,
        name: row.get("name")?,
        city: row.get("city")?,
        address: row.get("address")?,
        interests: row.get("interests")?,
        discount: row.get("discount")?,
        terms: row.get("terms")?,
        notes: row.get("notes")?,
        manager_id: row.get("manager_id")?,
        language: CardLanguage::of_code(&row.get::<String>("language")?),
        birthday: row.get("birthday")?,
        do_not_write: row.get("do_not_write")?,
        ..ClientFields::default()
    })
}
