//! SQL of the log of contacts.

use deskbell_store::{Reader, Row, Tx, params};

use super::words::By;
use super::{Channel, ContactFields, ContactRow, Direction, Filter, SentLetter, SentMessage, SmsCame};
use crate::Result;
use crate::clients::consent::Way;
use crate::clients::employee_of;
use crate::conditions::Conditions;
use crate::interests::folded;

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

const COLUMNS: &str = "contact.id, contact.at, contact.client_id, contact.request_id, contact.direction,
    contact.channel, contact.information, contact.address, contact.employee_id, contact.category_id, contact.done,
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
        category_id: row.get("category_id")?,
        reminder: None,
        done: row.get("done")?,
    })
}

/// With more clients than these, a filter by interests walks the list and asks of each row whether it belongs; with
/// fewer it begins with the clients. The other way round either would read a million contacts for one page.
const FEW_CLIENTS: i64 = 500;

/// The clients with a filter's interests, as a query; none where the filter names no interest.
fn clients_of(all: &mut Conditions, filter: &Filter) -> Option<String> {
    let wanted: Vec<String> = filter
        .interests
        .iter()
        .flatten()
        .map(|interest| folded(interest))
        .filter(|interest| !interest.is_empty())
        .map(|interest| all.value(interest))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    Some(format!("SELECT client_id FROM client_interest WHERE folded IN ({})", wanted.join(", ")))
}

/// The condition of a filter's interests on the rows of a table with a client.
pub fn interested(all: &mut Conditions, filter: &Filter, table: &str) {
    if let Some(clients) = clients_of(all, filter) {
        all.plain(&format!("{table}.client_id IN ({clients})"));
    }
}

/// Whether the clients with a filter's interests are few.
pub fn are_few(reader: &mut Reader, filter: &Filter) -> Result<bool> {
    let mut all = Conditions::default();
    let Some(clients) = clients_of(&mut all, filter) else { return Ok(false) };
    let most = all.value(FEW_CLIENTS + 1);
    let sql = format!("SELECT count(*) AS total FROM ({clients} LIMIT {most}) AS found");
    Ok(reader.one(&sql, all.values())?.get::<i64>("total")? <= FEW_CLIENTS)
}

fn conditions(filter: &Filter, (from, to): (Option<i64>, Option<i64>)) -> Conditions {
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
    all
}

/// The query of a page and its values; `few` as [`are_few`] tells.
pub fn page(
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    after: Option<(i64, i64)>,
    limit: i64,
    (few, way): (bool, &By<'_>),
    sees: bool,
) -> (String, Conditions) {
    let mut all = conditions(filter, span);
    // A plus hides a column from the index that is not to be used.
    if let Some(clients) = clients_of(&mut all, filter) {
        all.plain(&format!("{}contact.client_id IN ({clients})", if few { "" } else { "+" }));
    }
    let reminder = "EXISTS (SELECT 1 FROM reminder WHERE reminder.contact_id = contact.id)";
    match filter.has_reminder {
        Some(true) => all.plain(reminder),
        Some(false) => all.plain(&format!("NOT {reminder}")),
        None => {}
    }
    if let Some((at, id)) = after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(contact.at, contact.id) < ({at}, {id})"));
    }
    let limit = all.value(limit);
    let aside = few || way.is_few();
    let order = if aside { "+contact.at DESC, +contact.id DESC" } else { "contact.at DESC, contact.id DESC" };
    let from = way.narrow(&mut all, "contact", order);
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM {from} {JOINS} WHERE {} ORDER BY {order} LIMIT {limit}",
        who(sees),
        all.sql()
    );
    (sql, all)
}

pub fn list(
    reader: &mut Reader,
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    after: Option<(i64, i64)>,
    limit: i64,
    way: &By<'_>,
    sees: bool,
) -> Result<Vec<ContactRow>> {
    let few = are_few(reader, filter)?;
    let (sql, all) = page(filter, span, after, limit, (few, way), sees);
    reader.all(&sql, all.values())?.iter().map(|row| contact(row, sees)).collect()
}

/// The query of a count, as far as `most`, and its values. Those without a reminder are counted by [`count`].
pub fn total(
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    way: &By<'_>,
    most: Option<i64>,
) -> (String, Conditions) {
    let mut all = conditions(filter, span);
    interested(&mut all, filter, "contact");
    let plain = matches!(way, By::Plain);
    if filter.has_reminder == Some(true) && plain && all.is_empty() {
        // No other condition: the reminders alone know how many.
        let sql = "SELECT count(*) AS total FROM
            (SELECT DISTINCT contact_id FROM reminder WHERE contact_id IS NOT NULL) AS reminded";
        return (sql.to_owned(), all);
    }
    if filter.has_reminder == Some(true) {
        // Begun with the reminders: they are ten times fewer.
        all.plain("contact.id IN (SELECT contact_id FROM reminder WHERE contact_id IS NOT NULL)");
    }
    // The names are joined only where words are looked for.
    let joins = if plain { "" } else { JOINS };
    let from = way.narrow(&mut all, "contact", "contact.id");
    (counted(&mut all, &format!("{from} {joins}"), most), all)
}

/// The query that counts the rows of some tables; with `most` it ends when it has found so many.
pub fn counted(all: &mut Conditions, tables: &str, most: Option<i64>) -> String {
    let Some(most) = most else {
        return format!("SELECT count(*) AS total FROM {tables} WHERE {}", all.sql());
    };
    let most = all.value(most);
    let found = format!("SELECT 1 AS one FROM {tables} WHERE {} LIMIT {most}", all.sql());
    format!("SELECT count(*) AS total FROM ({found}) AS found")
}

/// How many there are; more than `most` are counted as that and one more.
pub fn count(
    reader: &mut Reader,
    filter: &Filter,
    span: (Option<i64>, Option<i64>),
    way: &By<'_>,
    most: Option<i64>,
) -> Result<i64> {
    if filter.has_reminder == Some(false) {
        let with = count(reader, &Filter { has_reminder: Some(true), ..filter.clone() }, span, way, None)?;
        let most = most.map(|most| most.saturating_add(with));
        return Ok(count(reader, &Filter { has_reminder: None, ..filter.clone() }, span, way, most)? - with);
    }
    let (sql, all) = total(filter, span, way, most.map(|most| most.saturating_add(1)));
    Ok(reader.one(&sql, all.values())?.get("total")?)
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

pub fn insert_message(tx: &mut Tx, message: &SentMessage) -> Result<i64> {
    let channel = match message.way {
        Way::Email => Channel::Letter,
        Way::Sms => Channel::Sms,
    };
    Ok(tx.insert(
        "INSERT INTO contact (client_id, request_id, at, direction, channel, information, address, employee_id,
            category_id, done)
         VALUES (?1, ?2, ?3, 'outgoing', ?4, ?5, ?6, ?7, ?8, 1)",
        params![
            message.client_id,
            message.request_id,
            message.at,
            channel.code(),
            message.information,
            message.address,
            message.employee_id,
            message.category_id
        ],
    )?)
}

pub fn insert_sms_came(tx: &mut Tx, sms: &SmsCame) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO contact (client_id, request_id, at, direction, channel, information, address, done)
         VALUES (?1, ?2, ?3, 'incoming', 'sms', ?4, ?5, 1)",
        params![sms.client_id, sms.request_id, sms.at, sms.text, sms.from],
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

pub fn of_letter(reader: &mut Reader, letter_id: i64) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT id FROM contact WHERE letter_id = ?1", params![letter_id])?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn without_client(reader: &mut Reader, request_id: i64) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT id FROM contact WHERE request_id = ?1 AND client_id IS NULL ORDER BY id",
        params![request_id],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// The reminders that a contact's client will be given with it.
pub fn reminders_without_client(reader: &mut Reader, id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM reminder WHERE contact_id = ?1 AND client_id IS NULL ORDER BY id";
    reader.all(sql, params![id])?.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Takes a client away from a contact that is still theirs, and from these of its reminders; whether it was.
pub fn untie_client(tx: &mut Tx, id: i64, client_id: i64, reminders: &[i64]) -> Result<bool> {
    let sql = "UPDATE contact SET client_id = NULL WHERE id = ?1 AND client_id = ?2";
    let was_theirs = tx.run(sql, params![id, client_id])? > 0;
    for &reminder in reminders {
        tx.run(
            "UPDATE reminder SET client_id = NULL WHERE id = ?1 AND contact_id = ?2 AND client_id = ?3",
            params![reminder, id, client_id],
        )?;
    }
    Ok(was_theirs)
}

/// Gives a contact and its reminders a client.
pub fn set_client(tx: &mut Tx, id: i64, client_id: i64) -> Result<()> {
    tx.run("UPDATE contact SET client_id = ?2 WHERE id = ?1", params![id, client_id])?;
    tx.run(
        "UPDATE reminder SET client_id = ?2 WHERE contact_id = ?1 AND client_id IS NULL",
        params![id, client_id],
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
