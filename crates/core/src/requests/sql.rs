//! SQL of requests.

use deskbell_store::{Reader, Row as DbRow, Tx, params};

use super::{Before, Kind, RequestChange, RequestRef, Row, StatusRef};
use crate::Result;

/// A request about to be stored.
pub struct New<'a> {
    pub subject: &'a str,
    pub status: &'a str,
    pub open: bool,
    pub archive: bool,
    pub source: &'a str,
    pub client_id: Option<i64>,
    pub name: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
    pub comment: &'a str,
    pub assignee_id: Option<i64>,
    pub urgent: bool,
    pub deadline: Option<i64>,
    pub previous_id: Option<i64>,
    pub sample: bool,
    pub at: i64,
    /// When what it began with reached us.
    pub last_at: i64,
    /// The letter that it began with, counted already.
    pub letter: Option<Beginning<'a>>,
}

/// What a request's first letter means for its row.
pub struct Beginning<'a> {
    pub snippet: &'a str,
    pub has_files: bool,
    pub answered_at: Option<i64>,
    pub unread: bool,
}

pub fn status(row: &DbRow) -> Result<StatusRef> {
    Ok(StatusRef { code: row.get("status")?, kind: Kind::of(&row.get::<String>("status_kind")?) })
}

pub fn row(reader: &mut Reader, id: i64) -> Result<Option<Row>> {
    let row = reader.maybe(
        "SELECT request.*, status.kind AS status_kind FROM request JOIN status ON status.code = request.status
         WHERE request.id = ?1",
        params![id],
    )?;
    row.map(|row| {
        Ok(Row {
            id,
            number: row.get("number")?,
            subject: row.get("subject")?,
            status: status(&row)?,
            archive: row.get("archive")?,
            client_id: row.get("client_id")?,
            name: row.get("name")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
            assignee_id: row.get("assignee_id")?,
            created_at: row.get("created_at")?,
            last_at: row.get("last_at")?,
            answered_at: row.get("answered_at")?,
            touched: row.get("touched")?,
            urgent: row.get("urgent")?,
            deadline: row.get("deadline")?,
            previous_id: row.get("previous_id")?,
            sample: row.get("sample")?,
        })
    })
    .transpose()
}

pub fn by_number(reader: &mut Reader, number: &str) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT id FROM request WHERE number = ?1", params![number])?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<RequestRef>> {
    let rows = reader.all(
        "SELECT request.id, request.number, request.subject, request.status, request.last_at, status.kind AS status_kind
         FROM request JOIN status ON status.code = request.status
         WHERE request.client_id = ?1 ORDER BY request.last_at DESC LIMIT 20",
        params![client_id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(RequestRef {
                id: row.get("id")?,
                number: row.get("number")?,
                subject: row.get("subject")?,
                status: status(row)?,
                last_at: row.get("last_at")?,
            })
        })
        .collect()
}

pub fn count_of_client(reader: &mut Reader, client_id: i64) -> Result<i64> {
    let row = reader.one("SELECT count(*) AS count FROM request WHERE client_id = ?1", params![client_id])?;
    Ok(row.get("count")?)
}

/// The requests that followed on one, newest first, and whether each is open.
pub fn successors(reader: &mut Reader, id: i64) -> Result<Vec<(i64, bool)>> {
    let rows = reader
        .all("SELECT id, open FROM request WHERE previous_id = ?1 ORDER BY id DESC LIMIT 20", params![id])?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("open")?))).collect()
}

pub fn kind_of(reader: &mut Reader, status: &str) -> Result<Option<Kind>> {
    let row = reader.maybe("SELECT kind FROM status WHERE code = ?1", params![status])?;
    row.map(|row| Ok(Kind::of(&row.get::<String>("kind")?))).transpose()
}

pub fn insert(tx: &mut Tx, number: &str, new: &New) -> Result<i64> {
    let id = tx.insert(
        "INSERT INTO request (number, subject, status, open, archive, source, client_id, name, email, phone, comment,
            assignee_id, urgent, deadline, previous_id, sample, created_at, last_at, closed_at, letters, snippet,
            has_files, answered_at, unread)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24)",
        params![
            number,
            new.subject,
            new.status,
            new.open,
            new.archive,
            new.source,
            new.client_id,
            new.name,
            new.email,
            new.phone,
            new.comment,
            new.assignee_id,
            new.urgent,
            new.deadline,
            new.previous_id,
            new.sample,
            new.at,
            new.last_at,
            (!new.open).then_some(new.at),
            i64::from(new.letter.is_some()),
            new.letter.as_ref().map_or("", |letter| letter.snippet),
            new.letter.as_ref().is_some_and(|letter| letter.has_files),
            new.letter.as_ref().and_then(|letter| letter.answered_at),
            new.letter.as_ref().is_some_and(|letter| letter.unread)
        ],
    )?;
    if new.client_id.is_some() {
        touch_client(tx, id)?;
    }
    Ok(id)
}

pub fn set_unread(tx: &mut Tx, id: i64, unread: bool) -> Result<()> {
    tx.run("UPDATE request SET unread = ?2 WHERE id = ?1", params![id, unread])?;
    Ok(())
}

pub fn set_status(tx: &mut Tx, id: i64, status: &str, open: bool, closed_at: Option<i64>) -> Result<()> {
    tx.run(
        "UPDATE request SET status = ?2, open = ?3, closed_at = ?4, archive = CASE WHEN ?5 = 1 THEN 0 ELSE archive END
         WHERE id = ?1",
        // Twice the same: PostgreSQL takes a parameter beside a column and one beside a number for two types.
        params![id, status, open, closed_at, open],
    )?;
    Ok(())
}

pub fn set_assignee(tx: &mut Tx, id: i64, employee_id: Option<i64>) -> Result<()> {
    tx.run("UPDATE request SET assignee_id = ?2 WHERE id = ?1", params![id, employee_id])?;
    Ok(())
}

/// Tells the client of a request that came to be, or came back, how late it is. Of what changes later triggers know.
pub fn touch_client(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(
        "INSERT INTO client_touch (client_id, at)
         SELECT client_id, last_at FROM request WHERE id = ?1 AND client_id IS NOT NULL
         ON CONFLICT (client_id) DO UPDATE SET at = excluded.at WHERE client_touch.at < excluded.at",
        params![id],
    )?;
    Ok(())
}

pub fn touch(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE request SET touched = 1 WHERE id = ?1 AND touched = 0", params![id])?;
    Ok(())
}

pub fn before(reader: &mut Reader, id: i64) -> Result<Before> {
    let row = reader.one(
        "SELECT status, assignee_id, answered_at, last_at, snippet, has_files, unread, closed_at FROM request WHERE id = ?1",
        params![id],
    )?;
    let (status, assignee_id): (String, Option<i64>) = (row.get("status")?, row.get("assignee_id")?);
    Ok(Before {
        answered_at: row.get("answered_at")?,
        last_at: row.get("last_at")?,
        snippet: row.get("snippet")?,
        has_files: row.get("has_files")?,
        unread: row.get("unread")?,
        closed_at: row.get("closed_at")?,
        given_status: status.clone(),
        given_assignee_id: assignee_id,
        given: None,
        status,
        assignee_id,
    })
}

/// The letter of the instant `at` is gone. Where another came after it, the dates and the snippet are that one's and
/// stay.
pub fn restore(tx: &mut Tx, id: i64, at: i64, assignee_id: Option<i64>, before: &Before) -> Result<()> {
    tx.run(
        "UPDATE request SET assignee_id = ?3, letters = letters - 1,
            has_files = CASE WHEN ?7 = 1 OR EXISTS (SELECT 1 FROM file JOIN letter ON letter.id = file.letter_id
                WHERE letter.request_id = request.id AND file.inline = 0) THEN 1 ELSE 0 END,
            unread = CASE WHEN unread = 1 OR ?8 = 1 THEN 1 ELSE 0 END,
            answered_at = CASE WHEN last_at > ?2 THEN answered_at ELSE ?4 END,
            snippet = CASE WHEN last_at > ?2 THEN snippet ELSE ?6 END,
            last_at = CASE WHEN last_at > ?2 THEN last_at ELSE ?5 END
         WHERE id = ?1",
        params![
            id,
            at,
            assignee_id,
            before.answered_at,
            before.last_at,
            before.snippet.as_str(),
            before.has_files,
            before.unread
        ],
    )?;
    Ok(())
}

pub fn set_client(tx: &mut Tx, id: i64, client_id: i64) -> Result<()> {
    tx.run("UPDATE request SET client_id = ?2 WHERE id = ?1", params![id, client_id])?;
    Ok(())
}

/// A request and those of the same address that have no client.
pub fn without_client(reader: &mut Reader, id: i64, email: &str) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT id FROM request WHERE client_id IS NULL AND (id = ?1 OR (email = ?2 AND ?2 <> '')) ORDER BY id",
        params![id, email],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Takes a client away from requests that are still theirs; gives those.
pub fn untie_client(tx: &mut Tx, client_id: i64, ids: &[i64]) -> Result<Vec<i64>> {
    let mut untied = Vec::with_capacity(ids.len());
    for id in ids {
        let sql = "UPDATE request SET client_id = NULL WHERE id = ?1 AND client_id = ?2";
        if tx.run(sql, params![*id, client_id])? > 0 {
            untied.push(*id);
        }
    }
    Ok(untied)
}

pub fn set_client_by_email(tx: &mut Tx, email: &str, client_id: i64) -> Result<()> {
    tx.run(
        "UPDATE request SET client_id = ?2 WHERE email = ?1 AND client_id IS NULL",
        params![email, client_id],
    )?;
    Ok(())
}

pub fn update(tx: &mut Tx, id: i64, change: &RequestChange) -> Result<()> {
    if let Some(subject) = &change.subject {
        tx.run("UPDATE request SET subject = ?2 WHERE id = ?1", params![id, subject.trim()])?;
    }
    if let Some(urgent) = change.urgent {
        tx.run("UPDATE request SET urgent = ?2 WHERE id = ?1", params![id, urgent])?;
    }
    if let Some(deadline) = change.deadline {
        tx.run(
            "UPDATE request SET deadline = ?2 WHERE id = ?1",
            params![id, Some(deadline).filter(|at| *at != 0)],
        )?;
    }
    Ok(())
}

/// Moves everything of one request into another and removes it.
pub fn join(tx: &mut Tx, from: i64, into: i64) -> Result<()> {
    // Whatever the schema ties to a request, so that nothing that comes to be is forgotten. Notices followed already: of
    // two about one thing only one stays.
    let tables = tx.tables()?;
    for (table, reference) in tables.referrers("request").filter(|(table, _)| table.name != "notice") {
        let (table, column) = (table.name.as_str(), reference.column.as_str());
        tx.run(&format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1"), params![from, into])?;
    }
    tx.run(
        "UPDATE request SET
            letters = letters + (SELECT letters FROM request WHERE id = ?1),
            unread = CASE WHEN unread = 1 OR (SELECT unread FROM request WHERE id = ?1) = 1 THEN 1 ELSE 0 END,
            has_files = CASE WHEN has_files = 1 OR (SELECT has_files FROM request WHERE id = ?1) = 1 THEN 1 ELSE 0 END,
            snippet = CASE WHEN (SELECT last_at FROM request WHERE id = ?1) > last_at
                THEN (SELECT snippet FROM request WHERE id = ?1) ELSE snippet END,
            last_at = CASE WHEN (SELECT last_at FROM request WHERE id = ?1) > last_at
                THEN (SELECT last_at FROM request WHERE id = ?1) ELSE last_at END
         WHERE id = ?2",
        params![from, into],
    )?;
    // A matter that is on the desk stays there, whatever it is joined to.
    tx.run(
        "UPDATE request SET open = 1, archive = 0, closed_at = NULL,
            status = (SELECT status FROM request WHERE id = ?1),
            answered_at = (SELECT answered_at FROM request WHERE id = ?1),
            assignee_id = coalesce(assignee_id, (SELECT assignee_id FROM request WHERE id = ?1))
         WHERE id = ?2 AND open = 0 AND (SELECT open FROM request WHERE id = ?1) = 1",
        params![from, into],
    )?;
    tx.run("DELETE FROM request WHERE id = ?1", params![from])?;
    if tx.run("DELETE FROM request_text WHERE id = ?1", params![from])? > 0 {
        write_text(tx, into)?;
    }
    Ok(())
}

/// Brings what people typed into a request into the full text.
pub fn write_text(tx: &mut Tx, id: i64) -> Result<()> {
    let row = tx
        .one("SELECT number, subject, name, email, phone, comment FROM request WHERE id = ?1", params![id])?;
    let text = |column: &str| -> Result<String> { Ok(row.get(column)?) };
    let notes = tx.all("SELECT text FROM note WHERE request_id = ?1 ORDER BY id", params![id])?;
    let mut body = text("comment")?;
    for note in &notes {
        body.push('\n');
        body.push_str(&note.get::<String>("text")?);
    }
    // SMS are short and few: they are found as what was typed into the request is.
    let sms = tx.all(
        "SELECT text FROM message WHERE request_id = ?1 AND way = 'sms' AND mailing_id IS NULL ORDER BY id",
        params![id],
    )?;
    for sms in &sms {
        body.push('\n');
        body.push_str(&sms.get::<String>("text")?);
    }
    let people = format!("{} {} {}", text("name")?, text("email")?, text("phone")?);
    tx.run(
        "INSERT INTO request_text (id, subject, people, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, people = excluded.people, body = excluded.body",
        params![id, text("subject")?, people, body],
    )?;
    Ok(())
}

pub fn remove_text(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM request_text WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn insert_note(
    tx: &mut Tx,
    request_id: i64,
    employee_id: i64,
    text: &str,
    pinned: bool,
    at: i64,
) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO note (request_id, employee_id, text, pinned, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![request_id, employee_id, text, pinned, at],
    )?)
}

pub fn note(reader: &mut Reader, id: i64) -> Result<Option<(i64, String, bool)>> {
    let row = reader.maybe("SELECT request_id, text, pinned FROM note WHERE id = ?1", params![id])?;
    row.map(|row| Ok((row.get("request_id")?, row.get("text")?, row.get("pinned")?))).transpose()
}

pub fn update_note(tx: &mut Tx, id: i64, text: &str, pinned: bool) -> Result<()> {
    tx.run("UPDATE note SET text = ?2, pinned = ?3 WHERE id = ?1", params![id, text, pinned])?;
    Ok(())
}

pub fn remove_note(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM note WHERE id = ?1", params![id])?;
    Ok(())
}
