//! SQL of the directory.

use deskbell_store::{Reader, Row, Tx, Value, params};

use super::consent::Consents;
use super::{CardLanguage, CardPhone, ClientCard, ClientFields, Kind};
use crate::Result;
use crate::employees::EmployeeRef;
use crate::phones::{self, Phone};

/// The employee in the columns `<prefix>_id` and `<prefix>_name`.
pub fn employee_of(row: &Row, id: &str, name: &str) -> Result<Option<EmployeeRef>> {
    let id: Option<i64> = row.get(id)?;
    let name: Option<String> = row.get(name)?;
    Ok(id.map(|id| EmployeeRef { id, name: name.unwrap_or_default() }))
}

pub fn kind(row: &Row) -> Result<Kind> {
    Ok(if row.get::<String>("kind")? == "company" { Kind::Company } else { Kind::Person })
}

/// The part of stored phones for what looks like a part of one; none where it does not.
pub fn phone_digits(text: &str) -> Option<String> {
    Some(phones::pattern(text)?.trim_matches('%').to_owned())
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
        files: Vec::new(),
        files_total: 0,
        created_at: row.get("created_at")?,
        requests: Vec::new(),
        requests_total: 0,
        reminders: Vec::new(),
        last_contacts: Vec::new(),
    }))
}

pub fn phones(reader: &mut Reader, id: i64) -> Result<Vec<CardPhone>> {
    let rows = reader
        .all("SELECT number, shown FROM client_phone WHERE client_id = ?1 ORDER BY position", params![id])?;
    rows.iter().map(|row| Ok(CardPhone::new(row.get("number")?, row.get("shown")?))).collect()
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
    let rows = phones.iter().map(|phone| vec![phone.number.as_str(), phone.shown.as_str()]).collect();
    write_rows(tx, id, ("client_phone", &["number", "shown"]), rows)
}

pub fn write_emails(tx: &mut Tx, id: i64, emails: &[String]) -> Result<()> {
    write_rows(
        tx,
        id,
        ("client_email", &["email"]),
        emails.iter().map(|email| vec![email.as_str()]).collect(),
    )
}

/// Gives a card exactly these rows, in this order. What it has already, by the first column, stays the same row, so that
/// an undo of something earlier knows it again although the card was saved since.
fn write_rows(
    tx: &mut Tx,
    client_id: i64,
    (table, columns): (&str, &[&str]),
    rows: Vec<Vec<&str>>,
) -> Result<()> {
    let mut standing: Vec<(i64, i64, Vec<String>)> = Vec::new();
    for row in
        tx.all(&format!("SELECT * FROM {table} WHERE client_id = ?1 ORDER BY id"), params![client_id])?
    {
        let texts = columns.iter().map(|column| Ok(row.get(column)?)).collect::<Result<_>>()?;
        standing.push((row.get("id")?, row.get("position")?, texts));
    }
    let sets: Vec<String> =
        columns.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 3)).collect();
    let update = format!("UPDATE {table} SET position = ?2, {} WHERE id = ?1", sets.join(", "));
    let places: Vec<String> = (3..columns.len() + 3).map(|at| format!("?{at}")).collect();
    let insert = format!(
        "INSERT INTO {table} (client_id, position, {}) VALUES (?1, ?2, {})",
        columns.join(", "),
        places.join(", ")
    );
    for (position, texts) in rows.iter().enumerate() {
        let position = position as i64;
        let known =
            standing.iter().position(|(.., old)| old.first().map(String::as_str) == texts.first().copied());
        let values = |id: i64| -> Vec<Value> {
            params![id, position].iter().cloned().chain(texts.iter().map(|text| Value::from(*text))).collect()
        };
        match known.map(|at| standing.swap_remove(at)) {
            Some((_, old_position, old)) if old_position == position && old == *texts => {}
            Some((id, ..)) => {
                tx.run(&update, &values(id))?;
            }
            None => {
                tx.run(&insert, &values(client_id))?;
            }
        }
    }
    for (id, ..) in standing {
        tx.run(&format!("DELETE FROM {table} WHERE id = ?1"), params![id])?;
    }
    Ok(())
}

pub fn set_manager(tx: &mut Tx, id: i64, manager_id: Option<i64>) -> Result<()> {
    tx.run("UPDATE client SET manager_id = ?2 WHERE id = ?1", params![id, manager_id])?;
    Ok(())
}

/// The rows of a table that are tied to a client by a column.
pub fn tied(reader: &mut Reader, table: &str, column: &str, id: i64) -> Result<Vec<i64>> {
    let rows = reader.all(&format!("SELECT id FROM {table} WHERE {column} = ?1"), params![id])?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM client WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE client SET sample = 1 WHERE id = ?1", params![id])?;
    Ok(())
}

/// The next phones of all cards, to go through them piece by piece.
pub fn phones_after(reader: &mut Reader, after: i64, limit: i64) -> Result<Vec<(i64, String, String)>> {
    let rows = reader.all(
        "SELECT id, number, shown FROM client_phone WHERE id > ?1 ORDER BY id LIMIT ?2",
        params![after, limit],
    )?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("number")?, row.get("shown")?))).collect()
}

pub fn show_phone(tx: &mut Tx, id: i64, shown: &str) -> Result<()> {
    tx.run("UPDATE client_phone SET shown = ?2 WHERE id = ?1", params![id, shown])?;
    Ok(())
}
