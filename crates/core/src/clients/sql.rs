//! SQL of the directory.

use deskbell_store::{Reader, Row, Tx, params};

use super::consent::Consents;
use super::{CardLanguage, CardPhone, ClientCard, ClientFields, ClientRow, Kind};
use crate::Result;
use crate::conditions::holding;
use crate::employees::EmployeeRef;
use crate::phones::{self, Phone};

/// The employee in the columns `<prefix>_id` and `<prefix>_name`.
pub fn employee_of(row: &Row, id: &str, name: &str) -> Result<Option<EmployeeRef>> {
    let id: Option<i64> = row.get(id)?;
    let name: Option<String> = row.get(name)?;
    Ok(id.map(|id| EmployeeRef { id, name: name.unwrap_or_default() }))
}

fn kind(row: &Row) -> Result<Kind> {
    Ok(if row.get::<String>("kind")? == "company" { Kind::Company } else { Kind::Person })
}

const MATCHES: &str = "(?1 = '' OR client_name.folded LIKE ?1
    OR lower(client.city) LIKE ?1
    OR EXISTS (SELECT 1 FROM client_email WHERE client_email.client_id = client.id AND client_email.email LIKE ?1)
    OR (?2 <> '' AND EXISTS (SELECT 1 FROM client_phone WHERE client_phone.client_id = client.id AND client_phone.number LIKE ?2)))";

/// What is looked for, as the two patterns of [`MATCHES`]: text anywhere, and digits where it looks like a phone.
fn patterns(search: Option<&str>) -> (String, String) {
    (holding(search.unwrap_or_default()), phone_pattern(search).unwrap_or_default())
}

/// The pattern of stored phones for what looks like a part of one; none where it does not.
pub fn phone_pattern(search: Option<&str>) -> Option<String> {
    phones::pattern(search?)
}

pub fn list(
    reader: &mut Reader,
    search: Option<&str>,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<ClientRow>> {
    let (text, phone) = patterns(search);
    let (after_id, after_name) = after.unwrap_or((0, ""));
    let rows = reader.all(
        &format!(
            "SELECT client.id, client.kind, client.name, client.city, client.manager_id,
                employee.name AS manager_name,
                (SELECT shown FROM client_phone WHERE client_id = client.id ORDER BY position LIMIT 1) AS phone,
                (SELECT email FROM client_email WHERE client_id = client.id ORDER BY position LIMIT 1) AS email,
                (SELECT max(last_at) FROM request WHERE request.client_id = client.id) AS request_at,
                (SELECT max(at) FROM contact WHERE contact.client_id = client.id) AS contact_at,
                (SELECT count(*) FROM request WHERE request.client_id = client.id AND request.open = 1) AS open_requests
             FROM client_name JOIN client ON client.id = client_name.client_id
             LEFT JOIN employee ON employee.id = client.manager_id
             WHERE {MATCHES} AND (client_name.folded > ?3 OR (client_name.folded = ?3 AND client.id > ?4))
             ORDER BY client_name.folded, client_name.client_id LIMIT ?5"
        ),
        params![text, phone, after_name, after_id, limit],
    )?;
    rows.iter()
        .map(|row| {
            let last: [Option<i64>; 2] = [row.get("request_at")?, row.get("contact_at")?];
            Ok(ClientRow {
                id: row.get("id")?,
                kind: kind(row)?,
                name: row.get("name")?,
                phone: row.get::<Option<String>>("phone")?.unwrap_or_default(),
                email: row.get::<Option<String>>("email")?.unwrap_or_default(),
                city: row.get("city")?,
                manager: employee_of(row, "manager_id", "manager_name")?,
                last_at: last.into_iter().flatten().max(),
                open_requests: row.get("open_requests")?,
            })
        })
        .collect()
}

pub fn count(reader: &mut Reader, search: Option<&str>) -> Result<i64> {
    let (text, phone) = patterns(search);
    let row = reader.one(
        &format!(
            "SELECT count(*) AS total FROM client_name JOIN client ON client.id = client_name.client_id WHERE {MATCHES}"
        ),
        params![text, phone],
    )?;
    Ok(row.get("total")?)
}

pub fn card(reader: &mut Reader, id: i64) -> Result<Option<ClientCard>> {
    let row = reader.maybe(
        "SELECT client.*, employee.name AS manager_name FROM client
         LEFT JOIN employee ON employee.id = client.manager_id WHERE client.id = ?1",
        params![id],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ClientCard {
        id,
        kind: kind(&row)?,
        name: row.get("name")?,
        phones: Vec::new(),
        emails: Vec::new(),
        city: row.get("city")?,
        address: row.get("address")?,
        interests: row.get("interests")?,
        tags: Vec::new(),
        discount: row.get("discount")?,
        terms: row.get("terms")?,
        notes: row.get("notes")?,
        manager: employee_of(&row, "manager_id", "manager_name")?,
        language: CardLanguage::of_code(&row.get::<String>("language")?),
        birthday: row.get("birthday")?,
        next_birthday: None,
        do_not_write: row.get("do_not_write")?,
        consents: Consents::default(),
        own: Vec::new(),
        created_at: row.get("created_at")?,
        requests: Vec::new(),
        reminders: Vec::new(),
        last_contacts: Vec::new(),
    }))
}

pub fn phones(reader: &mut Reader, id: i64) -> Result<Vec<CardPhone>> {
    let rows = reader
        .all("SELECT number, shown FROM client_phone WHERE client_id = ?1 ORDER BY position", params![id])?;
    rows.iter().map(|row| Ok(CardPhone { number: row.get("number")?, shown: row.get("shown")? })).collect()
}

pub fn emails(reader: &mut Reader, id: i64) -> Result<Vec<String>> {
    let rows =
        reader.all("SELECT email FROM client_email WHERE client_id = ?1 ORDER BY position", params![id])?;
    rows.iter().map(|row| Ok(row.get("email")?)).collect()
}

pub fn by_email(reader: &mut Reader, email: &str) -> Result<Option<(i64, Option<i64>)>> {
    let row = reader.maybe(
        "SELECT client.id, employee.id AS manager_id FROM client_email JOIN client ON client.id = client_email.client_id
         LEFT JOIN employee ON employee.id = client.manager_id AND employee.active = 1
         WHERE client_email.email = ?1 ORDER BY client.id LIMIT 1",
        params![email],
    )?;
    row.map(|row| Ok((row.get("id")?, row.get("manager_id")?))).transpose()
}

pub fn insert(tx: &mut Tx, now: i64, fields: &ClientFields) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO client (kind, name, city, address, interests, discount, terms, notes, manager_id, language,
            birthday, do_not_write, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
        ],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, fields: &ClientFields) -> Result<()> {
    tx.run(
        "UPDATE client SET kind = ?2, name = ?3, city = ?4, address = ?5, interests = ?6, discount = ?7, terms = ?8,
            notes = ?9, manager_id = ?10, language = ?11, birthday = ?12, do_not_write = ?13 WHERE id = ?1",
        params![
            id,
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
            fields.do_not_write
        ],
    )?;
    Ok(())
}

pub fn write_name(tx: &mut Tx, id: i64, folded: &str) -> Result<()> {
    tx.run(
        "INSERT INTO client_name (client_id, folded) VALUES (?1, ?2)
         ON CONFLICT (client_id) DO UPDATE SET folded = excluded.folded",
        params![id, folded],
    )?;
    Ok(())
}

pub fn write_phones(tx: &mut Tx, id: i64, phones: &[Phone]) -> Result<()> {
    tx.run("DELETE FROM client_phone WHERE client_id = ?1", params![id])?;
    for (position, phone) in phones.iter().enumerate() {
        tx.run(
            "INSERT INTO client_phone (client_id, position, number, shown) VALUES (?1, ?2, ?3, ?4)",
            params![id, position as i64, phone.number.as_str(), phone.shown.as_str()],
        )?;
    }
    Ok(())
}

pub fn write_emails(tx: &mut Tx, id: i64, emails: &[String]) -> Result<()> {
    tx.run("DELETE FROM client_email WHERE client_id = ?1", params![id])?;
    for (position, email) in emails.iter().enumerate() {
        tx.run(
            "INSERT INTO client_email (client_id, position, email) VALUES (?1, ?2, ?3)",
            params![id, position as i64, email.as_str()],
        )?;
    }
    Ok(())
}

pub fn set_manager(tx: &mut Tx, id: i64, manager_id: Option<i64>) -> Result<()> {
    tx.run("UPDATE client SET manager_id = ?2 WHERE id = ?1", params![id, manager_id])?;
    Ok(())
}

pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE client SET sample = 1 WHERE id = ?1", params![id])?;
    Ok(())
}

/// The next phones of all cards, to go through them piece by piece.
pub fn phones_after(reader: &mut Reader, after: i64, limit: i64) -> Result<Vec<(i64, CardPhone)>> {
    let rows = reader.all(
        "SELECT id, number, shown FROM client_phone WHERE id > ?1 ORDER BY id LIMIT ?2",
        params![after, limit],
    )?;
    rows.iter()
        .map(|row| Ok((row.get("id")?, CardPhone { number: row.get("number")?, shown: row.get("shown")? })))
        .collect()
}

pub fn show_phone(tx: &mut Tx, id: i64, shown: &str) -> Result<()> {
    tx.run("UPDATE client_phone SET shown = ?2 WHERE id = ?1", params![id, shown])?;
    Ok(())
}
