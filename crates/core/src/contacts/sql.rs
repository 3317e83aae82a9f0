//! SQL of the log of contacts.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Channel, ContactFields, ContactRow, Direction, Filter, SentLetter};
use crate::Result;
use crate::clients::employee_of;
use crate::conditions::{Conditions, holding};

/// Who a contact or reminder is with: the client's card, otherwise the request's own name, phone and e-mail.
const WHO: &str = "coalesce(client.name, nullif(request.name, ''), nullif(request.email, ''), request.phone, '') AS who,
    coalesce((SELECT shown FROM client_phone WHERE client_phone.client_id = client.id ORDER BY position LIMIT 1), request.phone, '') AS phone,
    coalesce((SELECT email FROM client_email WHERE client_email.client_id = client.id ORDER BY position LIMIT 1), request.email, '') AS email,
    coalesce(client.city, '') AS city";

/// The same for whoever may not see clients: the request's own words. Of a request that is tied to a client the name in
/// its letters stays, since one answers them; what was written down by hand gave way to the card.
const OWN_WHO: &str = "CASE WHEN client.id IS NULL AND request.client_id IS NULL
        THEN coalesce(nullif(request.name, ''), nullif(request.email, ''), request.phone, '')
        WHEN request.source = 'mail' THEN request.name ELSE '' END AS who,
    CASE WHEN client.id IS NULL AND request.client_id IS NULL THEN coalesce(request.phone, '') ELSE '' END AS phone,
    CASE WHEN client.id IS NULL AND request.client_id IS NULL THEN coalesce(request.email, '') ELSE '' END AS email,
    '' AS city";

/// The columns that tell with whom, for whoever may see clients or not (E2).
pub fn who(sees: bool) -> &'static str {
    if sees { WHO } else { OWN_WHO }
}

/// The name that words are looked for in, by the same rule.
pub fn name_looked_in(sees: bool) -> &'static str {
    if sees {
        "lower(coalesce(client.name, request.name, ''))"
    } else {
        "lower(CASE WHEN request.client_id IS NULL OR request.source = 'mail' THEN coalesce(request.name, '') ELSE '' END)"
    }
}

const COLUMNS: &str = "contact.id, contact.at, contact.client_id, contact.request_id, contact.direction,
    contact.channel, contact.information, contact.address, contact.employee_id, contact.done,
    employee.name AS employee_name,
    CASE WHEN contact.client_id IS NULL AND request.client_id IS NULL THEN 0 ELSE 1 END AS tied";

const JOINS: &str = "LEFT JOIN client ON client.id = contact.client_id
    LEFT JOIN request ON request.id = contact.request_id
    LEFT JOIN employee ON employee.id = contact.employee_id";

fn contact(row: &Row, sees: bool) -> Result<ContactRow> {
    let tied: bool = row.get("tied")?;
    Ok(ContactRow {
        id: row.get("id")?,
        at: row.get("at")?,
        client_id: row.get::<Option<i64>>("client_id")?.filter(|_| sees),
        who: row.get("who")?,
        request_id: row.get("request_id")?,
        direction: Direction::of(&row.get::<String>("direction")?),
        channel: Channel::of(&row.get::<String>("channel")?),
        information: row.get("information")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        city: row.get("city")?,
        employee: employee_of(row, "employee_id", "employee_name")?,
        address: if sees || !tied { row.get("address")? } else { String::new() },
        reminder: None,
        done: row.get("done")?,
    })
}

/// The words of a filter as a LIKE pattern; empty where there are none.
pub fn pattern(search: Option<&str>) -> String {
    holding(search.unwrap_or_default())
}

fn conditions(filter: &Filter, (from, to): (Option<i64>, Option<i64>), sees: bool) -> Conditions {
    let mut all = Conditions::default();
    if let Some(at) = from {
        all.with("contact.at >= ?", at);
    }
    if let Some(at) = to {
        all.with("contact.at < ?", at);
    }
    if let Some(id) = filter.client_id {
        all.with("contact.client_id = ?", id);
    }
    if let Some(id) = filter.employee_id {
        all.with("contact.employee_id = ?", id);
    }
    let words = pattern(filter.search.as_deref());
    if !words.is_empty() {
        all.with(&format!("(lower(contact.information) LIKE ? OR {} LIKE ?)", name_looked_in(sees)), words);
    }
    let reminder = "EXISTS (SELECT 1 FROM reminder WHERE reminder.contact_id = contact.id)";
    match filter.has_reminder {
        Some(true) => all.plain(reminder),
        Some(false) => all.plain(&format!("NOT {reminder}")),
        None => {}
    }
    all
}

pub fn list(
    reader: &mut Reader,
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    after: Option<(i64, i64)>,
    limit: i64,
    sees: bool,
) -> Result<Vec<ContactRow>> {
    let mut all = conditions(filter, span, sees);
    if let Some((at, id)) = after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(contact.at, contact.id) < ({at}, {id})"));
    }
    let limit = all.value(limit);
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS}, {} FROM contact {JOINS} WHERE {} ORDER BY contact.at DESC, contact.id DESC LIMIT {limit}",
            who(sees),
            all.sql()
        ),
        all.values(),
    )?;
    rows.iter().map(|row| contact(row, sees)).collect()
}

pub fn count(
    reader: &mut Reader,
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    sees: bool,
) -> Result<i64> {
    let all = conditions(filter, span, sees);
    let row = reader
        .one(&format!("SELECT count(*) AS total FROM contact {JOINS} WHERE {}", all.sql()), all.values())?;
    Ok(row.get("total")?)
}

pub fn get(reader: &mut Reader, id: i64, sees: bool) -> Result<Option<ContactRow>> {
    let row = reader.maybe(
        &format!("SELECT {COLUMNS}, {} FROM contact {JOINS} WHERE contact.id = ?1", who(sees)),
        params![id],
    )?;
    row.map(|row| contact(&row, sees)).transpose()
}

pub fn insert(tx: &mut Tx, fields: &ContactFields, at: i64, employee_id: i64) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO contact (client_id, request_id, at, direction, channel, information, employee_id, done)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            fields.client_id,
            fields.request_id,
            at,
            fields.direction.code(),
            fields.channel.code(),
            fields.information.trim(),
            employee_id,
            fields.done
        ],
    )?)
}

pub fn insert_letter(tx: &mut Tx, letter: &SentLetter) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO contact (client_id, request_id, letter_id, at, direction, channel, information, address, employee_id, done)
         VALUES (?1, ?2, ?3, ?4, 'outgoing', 'letter', ?5, ?6, ?7, 1)",
        params![
            letter.client_id,
            letter.request_id,
            letter.letter_id,
            letter.at,
            letter.information,
            letter.address,
            letter.employee_id
        ],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, fields: &ContactFields, at: i64) -> Result<()> {
    tx.run(
        "UPDATE contact SET client_id = ?2, request_id = ?3, at = ?4, direction = ?5, channel = ?6, information = ?7,
            done = ?8 WHERE id = ?1",
        params![
            id,
            fields.client_id,
            fields.request_id,
            at,
            fields.direction.code(),
            fields.channel.code(),
            fields.information.trim(),
            fields.done
        ],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM contact WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn mark_sample(tx: &mut Tx, id: i64, employee_id: i64, address: &str) -> Result<()> {
    tx.run(
        "UPDATE contact SET sample = 1, employee_id = ?2, address = ?3 WHERE id = ?1",
        params![id, employee_id, address],
    )?;
    Ok(())
}
