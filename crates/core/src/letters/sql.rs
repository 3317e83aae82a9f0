//! SQL of letters.

use deskbell_mail::letter::Attachment;
use deskbell_store::{Reader, Row, Tx, params};

use super::{File, Kind, NOTICE, NotDelivered, Person, QUOTE_MARK, Recipients, Stored, Why};
use crate::contacts::Direction;
use crate::{Error, Result};

/// A letter about to be stored.
pub(crate) struct NewLetter<'a> {
    pub raw_id: i64,
    pub request_id: Option<i64>,
    pub ignored: Option<&'a str>,
    pub direction: Direction,
    pub kind: Kind,
    pub message_id: &'a str,
    pub from: &'a Person,
    pub recipients: &'a Recipients,
    pub subject: &'a str,
    pub at: i64,
    /// When it reached us.
    pub came_at: i64,
    pub employee_id: Option<i64>,
    pub has_html: bool,
    pub seen: bool,
    pub rule: &'a str,
    pub header: Option<&'a str>,
    pub body: &'a str,
    pub references: &'a [&'a str],
    pub files: &'a [Attachment],
}

const COLUMNS: &str =
    "letter.id, letter.raw_id, letter.request_id, letter.direction, letter.kind, letter.message_id,
    letter.from_name, letter.from_address, letter.recipients, letter.subject, letter.at, letter.employee_id,
    letter.has_html, letter.seen, letter.rule, letter.header, letter.not_delivered";

/// A letter without its text.
fn stored(row: &Row) -> Result<Stored> {
    let json: String = row.get("recipients")?;
    let not_delivered: Option<String> = row.get("not_delivered")?;
    Ok(Stored {
        id: row.get("id")?,
        raw_id: row.get("raw_id")?,
        request_id: row.get("request_id")?,
        direction: Direction::of(&row.get::<String>("direction")?),
        kind: Kind::of(&row.get::<String>("kind")?),
        message_id: row.get("message_id")?,
        from: Person { name: row.get("from_name")?, address: row.get("from_address")? },
        recipients: serde_json::from_str(&json).unwrap_or_default(),
        subject: row.get("subject")?,
        at: row.get("at")?,
        employee_id: row.get("employee_id")?,
        employee_name: None,
        has_html: row.get("has_html")?,
        seen: row.get("seen")?,
        why: Why { rule: row.get("rule")?, header: row.get("header")? },
        not_delivered: not_delivered.and_then(|json| serde_json::from_str::<NotDelivered>(&json).ok()),
        text: String::new(),
        quoted: String::new(),
    })
}

fn with_text(row: &Row) -> Result<Stored> {
    let mut letter = stored(row)?;
    let body: String = row.get::<Option<String>>("body")?.unwrap_or_default();
    let (text, quoted) = body.split_once(QUOTE_MARK).unwrap_or((&body, ""));
    (letter.text, letter.quoted) = (text.to_owned(), quoted.to_owned());
    letter.employee_name = row.get("employee_name")?;
    Ok(letter)
}

const WITH_TEXT: &str = "FROM letter LEFT JOIN letter_text ON letter_text.id = letter.id
    LEFT JOIN employee ON employee.id = letter.employee_id";

pub fn get(reader: &mut Reader, id: i64) -> Result<Option<Stored>> {
    one(reader, id, &format!("AND (letter.ignored IS NULL OR letter.ignored <> '{NOTICE}')"))
}

pub fn leaving(reader: &mut Reader, id: i64) -> Result<Option<Stored>> {
    one(reader, id, "")
}

fn one(reader: &mut Reader, id: i64, condition: &str) -> Result<Option<Stored>> {
    let row = reader.maybe(
        &format!(
            "SELECT {COLUMNS}, letter_text.body, employee.name AS employee_name {WITH_TEXT}
             WHERE letter.id = ?1 {condition}"
        ),
        params![id],
    )?;
    row.as_ref().map(with_text).transpose()
}

pub fn of_request(reader: &mut Reader, request_id: i64) -> Result<Vec<Stored>> {
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS}, letter_text.body, employee.name AS employee_name {WITH_TEXT}
             WHERE letter.request_id = ?1 ORDER BY letter.at, letter.id"
        ),
        params![request_id],
    )?;
    rows.iter().map(with_text).collect()
}

/// The letters in no request, newest first, each with the rule that kept it out.
pub fn ignored(reader: &mut Reader, after: Option<(i64, i64)>, limit: i64) -> Result<Vec<(Stored, String)>> {
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS}, letter.ignored, letter_text.body, employee.name AS employee_name {WITH_TEXT}
             WHERE letter.request_id IS NULL AND letter.ignored IS NOT NULL AND letter.ignored <> '{NOTICE}'
               AND (letter.at, letter.id) < (?1, ?2)
             ORDER BY letter.at DESC, letter.id DESC LIMIT ?3"
        ),
        params![at, id, limit],
    )?;
    rows.iter().map(|row| Ok((with_text(row)?, row.get("ignored")?))).collect()
}

pub fn by_raw(reader: &mut Reader, raw_id: i64) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT id FROM letter WHERE raw_id = ?1 LIMIT 1", params![raw_id])?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn by_message_id(reader: &mut Reader, message_id: &str) -> Result<Vec<Stored>> {
    let rows = reader.all(
        &format!("SELECT {COLUMNS} FROM letter WHERE message_id = ?1 ORDER BY id LIMIT 20"),
        params![message_id],
    )?;
    rows.iter().map(stored).collect()
}

/// The letters that name a Message-ID, oldest first.
pub fn children(reader: &mut Reader, message_id: &str) -> Result<Vec<Stored>> {
    let rows = reader.all(
        &format!(
            "SELECT {COLUMNS} FROM letter_reference JOIN letter ON letter.id = letter_reference.letter_id
             WHERE letter_reference.message_id = ?1 ORDER BY letter.at, letter.id LIMIT 200"
        ),
        params![message_id],
    )?;
    rows.iter().map(stored).collect()
}

/// Whether an address takes part in a request: as its person, on its client's card, or in one of its letters.
pub fn takes_part(reader: &mut Reader, request_id: i64, address: &str) -> Result<bool> {
    if address.is_empty() {
        return Ok(false);
    }
    let row = reader.maybe(
        "SELECT 1 AS yes FROM request WHERE request.id = ?1 AND (lower(request.email) = ?2
           OR EXISTS (SELECT 1 FROM client_email WHERE client_email.client_id = request.client_id AND client_email.email = ?2)
           OR EXISTS (SELECT 1 FROM letter WHERE letter.request_id = request.id AND lower(letter.from_address) = ?2))",
        params![request_id, address],
    )?;
    if row.is_some() {
        return Ok(true);
    }
    let rows = reader.all("SELECT recipients FROM letter WHERE request_id = ?1", params![request_id])?;
    for row in &rows {
        let Recipients { to, cc, bcc, .. } =
            serde_json::from_str(&row.get::<String>("recipients")?).unwrap_or_default();
        if to.iter().chain(&cc).chain(&bcc).any(|person| person.address.to_lowercase() == address) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(crate) fn insert(tx: &mut Tx, letter: &NewLetter) -> Result<i64> {
    let recipients =
        serde_json::to_string(letter.recipients).map_err(|error| Error::BadData(error.to_string()))?;
    let id = tx.insert(
        "INSERT INTO letter (raw_id, request_id, ignored, direction, kind, message_id, from_name, from_address, recipients,
            subject, at, employee_id, has_html, seen, rule, header, came_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        params![
            letter.raw_id,
            letter.request_id,
            letter.ignored,
            letter.direction.code(),
            letter.kind.code(),
            letter.message_id,
            letter.from.name.as_str(),
            letter.from.address.as_str(),
            recipients,
            letter.subject,
            letter.at,
            letter.employee_id,
            letter.has_html,
            letter.seen,
            letter.rule,
            letter.header,
            Some(letter.came_at).filter(|came_at| *came_at != letter.at)
        ],
    )?;
    insert_text(tx, id, letter)?;
    let mut seen: Vec<&str> = Vec::new();
    for &reference in letter.references {
        // The first and the last hundred are enough of a list that somebody made endless.
        if !seen.contains(&reference) && seen.len() < 200 {
            seen.push(reference);
        }
    }
    for (position, reference) in seen.iter().enumerate() {
        tx.run(
            "INSERT INTO letter_reference (letter_id, position, message_id) VALUES (?1, ?2, ?3)",
            params![id, position as i64, *reference],
        )?;
    }
    for (position, file) in letter.files.iter().enumerate() {
        insert_file(tx, id, position as i64, file)?;
    }
    Ok(id)
}

fn insert_text(tx: &mut Tx, id: i64, letter: &NewLetter) -> Result<()> {
    let mut people = format!("{} {}", letter.from.name, letter.from.address);
    for person in letter.recipients.to.iter().chain(&letter.recipients.cc).take(50) {
        people.push(' ');
        people.push_str(&person.name);
        people.push(' ');
        people.push_str(&person.address);
    }
    // NUL has no place in a text of PostgreSQL, and nobody reads it.
    let body =
        if letter.body.contains('\0') { letter.body.replace('\0', "") } else { letter.body.to_owned() };
    tx.run(
        "INSERT INTO letter_text (id, subject, people, body) VALUES (?1, ?2, ?3, ?4)",
        params![id, letter.subject, people, body],
    )?;
    Ok(())
}

fn insert_file(tx: &mut Tx, letter_id: i64, position: i64, file: &Attachment) -> Result<()> {
    tx.run(
        "INSERT INTO file (letter_id, position, name, type, size, inline, content_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            letter_id,
            position,
            file.name.as_str(),
            file.content_type.as_str(),
            file.size as i64,
            file.inline,
            file.content_id.as_deref()
        ],
    )?;
    Ok(())
}

pub fn files(reader: &mut Reader, letter_id: i64) -> Result<Vec<File>> {
    let rows = reader.all(
        "SELECT position, name, type, size, inline FROM file WHERE letter_id = ?1 ORDER BY position",
        params![letter_id],
    )?;
    rows.iter()
        .map(|row| {
            let name: String = row.get("name")?;
            Ok(File {
                position: row.get("position")?,
                program: crate::opened::is_program(&name),
                name,
                content_type: row.get("type")?,
                size: row.get("size")?,
                inline: row.get("inline")?,
            })
        })
        .collect()
}

pub fn references(reader: &mut Reader, letter_id: i64) -> Result<Vec<String>> {
    let rows = reader.all(
        "SELECT message_id FROM letter_reference WHERE letter_id = ?1 ORDER BY position",
        params![letter_id],
    )?;
    rows.iter().map(|row| Ok(row.get("message_id")?)).collect()
}

/// By what came last: the date of a letter that was held back lies before ours.
pub fn last_of(reader: &mut Reader, request_id: i64) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT id FROM letter WHERE request_id = ?1 ORDER BY coalesce(came_at, at) DESC, id DESC LIMIT 1",
        params![request_id],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

/// The requests of letters, in the order of the ids from above; letters in no request are left out.
pub fn requests_of(reader: &mut Reader, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let list: Vec<String> = ids.iter().map(i64::to_string).collect();
    let rows = reader.all(
        &format!(
            "SELECT id, request_id FROM letter WHERE request_id IS NOT NULL AND id IN ({}) ORDER BY id DESC",
            list.join(", ")
        ),
        &[],
    )?;
    rows.iter().map(|row| Ok((row.get("request_id")?, row.get("id")?))).collect()
}

/// Puts a letter into a request by a rule of M5, with the header that decided.
pub fn move_to(tx: &mut Tx, letter_id: i64, request_id: i64, rule: &str, header: Option<&str>) -> Result<()> {
    tx.run(
        "UPDATE letter SET request_id = ?2, ignored = NULL, rule = ?3, header = ?4 WHERE id = ?1",
        params![letter_id, request_id, rule, header],
    )?;
    Ok(())
}

pub fn set_not_delivered(tx: &mut Tx, letter_id: i64, json: &str) -> Result<()> {
    tx.run("UPDATE letter SET not_delivered = ?2 WHERE id = ?1", params![letter_id, json])?;
    Ok(())
}

pub fn mark_seen(tx: &mut Tx, request_id: i64) -> Result<()> {
    tx.run(
        "INSERT INTO flag_change (letter_id, flag, on_server)
         SELECT id, 'seen', 1 FROM letter WHERE request_id = ?1 AND seen = 0
         ON CONFLICT (letter_id, flag) DO UPDATE SET on_server = excluded.on_server",
        params![request_id],
    )?;
    tx.run("UPDATE letter SET seen = 1 WHERE request_id = ?1 AND seen = 0", params![request_id])?;
    Ok(())
}

/// The newest letter of the client is not read, here and on the server.
pub fn mark_unseen(tx: &mut Tx, request_id: i64) -> Result<()> {
    let newest = tx.maybe(
        "SELECT id FROM letter WHERE request_id = ?1 AND direction = 'incoming' AND kind = 'letter' AND seen = 1
         ORDER BY at DESC, id DESC LIMIT 1",
        params![request_id],
    )?;
    let Some(row) = newest else { return Ok(()) };
    let id: i64 = row.get("id")?;
    tx.run(
        "INSERT INTO flag_change (letter_id, flag, on_server) VALUES (?1, 'seen', 0)
         ON CONFLICT (letter_id, flag) DO UPDATE SET on_server = excluded.on_server",
        params![id],
    )?;
    tx.run("UPDATE letter SET seen = 0 WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn note_flag(tx: &mut Tx, letter_id: i64, flag: &str) -> Result<()> {
    tx.run(
        "INSERT INTO flag_change (letter_id, flag, on_server) VALUES (?1, ?2, 1)
         ON CONFLICT (letter_id, flag) DO UPDATE SET on_server = excluded.on_server",
        params![letter_id, flag],
    )?;
    Ok(())
}

pub fn forget_flag(tx: &mut Tx, letter_id: i64, flag: &str) -> Result<()> {
    tx.run("DELETE FROM flag_change WHERE letter_id = ?1 AND flag = ?2", params![letter_id, flag])?;
    Ok(())
}

pub fn message_ids(reader: &mut Reader, ids: &[i64]) -> Result<Vec<String>> {
    let list: Vec<String> = ids.iter().map(i64::to_string).collect();
    let rows =
        reader.all(&format!("SELECT message_id FROM letter WHERE id IN ({})", list.join(", ")), &[])?;
    rows.iter().map(|row| Ok(row.get("message_id")?)).collect()
}

pub fn mark_erased(tx: &mut Tx, mark: &str) -> Result<()> {
    tx.run("INSERT INTO erased_letter (mark) VALUES (?1) ON CONFLICT (mark) DO NOTHING", params![mark])?;
    Ok(())
}

pub fn is_erased(reader: &mut Reader, mark: &str) -> Result<bool> {
    Ok(reader.maybe("SELECT 1 AS yes FROM erased_letter WHERE mark = ?1", params![mark])?.is_some())
}

pub fn pictures_always(reader: &mut Reader, address: &str) -> Result<bool> {
    let row = reader
        .maybe("SELECT 1 AS yes FROM pictures_from WHERE address = ?1", params![address.to_lowercase()])?;
    Ok(row.is_some())
}

pub fn set_pictures_from(tx: &mut Tx, address: &str, always: bool) -> Result<()> {
    let address = address.to_lowercase();
    tx.run("DELETE FROM pictures_from WHERE address = ?1", params![address.as_str()])?;
    if always {
        tx.run("INSERT INTO pictures_from (address) VALUES (?1)", params![address.as_str()])?;
    }
    Ok(())
}
