//! SQL of drafts.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Draft, DraftFile, FileBytes};
use crate::letters::Recipients;
use crate::{Error, Result};

/// A draft about to be stored.
pub struct New<'a> {
    pub request_id: Option<i64>,
    pub letter_id: Option<i64>,
    pub employee_id: i64,
    pub recipients: &'a Recipients,
    pub subject: &'a str,
    pub html: &'a str,
    pub at: i64,
}

const COLUMNS: &str = "id, request_id, letter_id, recipients, subject, html, updated_at";

fn draft(reader: &mut Reader, row: &Row) -> Result<Draft> {
    let json: String = row.get("recipients")?;
    let recipients: Recipients =
        serde_json::from_str(&json).map_err(|error| Error::BadData(format!("draft: {error}")))?;
    let id: i64 = row.get("id")?;
    let files =
        reader.all("SELECT id, name, size FROM draft_file WHERE draft_id = ?1 ORDER BY id", params![id])?;
    let files = files
        .iter()
        .map(|row| Ok(DraftFile { id: row.get("id")?, name: row.get("name")?, size: row.get("size")? }))
        .collect::<Result<Vec<_>>>()?;
    Ok(Draft {
        id,
        request_id: row.get("request_id")?,
        letter_id: row.get("letter_id")?,
        to: recipients.to,
        cc: recipients.cc,
        bcc: recipients.bcc,
        subject: row.get("subject")?,
        html: row.get("html")?,
        files,
        updated_at: row.get("updated_at")?,
    })
}

pub fn of_request(reader: &mut Reader, request_id: i64, employee_id: i64) -> Result<Option<Draft>> {
    let row = reader.maybe(
        &format!(
            "SELECT {COLUMNS} FROM draft WHERE request_id = ?1 AND employee_id = ?2 ORDER BY id DESC LIMIT 1"
        ),
        params![request_id, employee_id],
    )?;
    row.map(|row| draft(reader, &row)).transpose()
}

pub fn get(reader: &mut Reader, id: i64, employee_id: i64) -> Result<Option<Draft>> {
    let row = reader.maybe(
        &format!("SELECT {COLUMNS} FROM draft WHERE id = ?1 AND employee_id = ?2"),
        params![id, employee_id],
    )?;
    row.map(|row| draft(reader, &row)).transpose()
}

fn json(recipients: &Recipients) -> Result<String> {
    serde_json::to_string(recipients).map_err(|error| Error::BadData(error.to_string()))
}

pub fn insert(tx: &mut Tx, new: &New) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO draft (request_id, letter_id, employee_id, recipients, subject, html, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.request_id,
            new.letter_id,
            new.employee_id,
            json(new.recipients)?,
            new.subject,
            new.html,
            new.at
        ],
    )?)
}

pub fn update(
    tx: &mut Tx,
    id: i64,
    recipients: &Recipients,
    subject: &str,
    html: &str,
    at: i64,
) -> Result<()> {
    tx.run(
        "UPDATE draft SET recipients = ?2, subject = ?3, html = ?4, updated_at = ?5 WHERE id = ?1",
        params![id, json(recipients)?, subject, html, at],
    )?;
    Ok(())
}

pub fn turn(tx: &mut Tx, id: i64, letter_id: i64, recipients: &Recipients, at: i64) -> Result<()> {
    tx.run(
        "UPDATE draft SET letter_id = ?2, recipients = ?3, updated_at = ?4 WHERE id = ?1",
        params![id, letter_id, json(recipients)?, at],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM draft WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn insert_file(tx: &mut Tx, draft_id: i64, name: &str, kind: &str, body: &[u8]) -> Result<()> {
    tx.run(
        "INSERT INTO draft_file (draft_id, name, type, size, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![draft_id, name, kind, body.len() as i64, body.to_vec()],
    )?;
    Ok(())
}

pub fn remove_file(tx: &mut Tx, draft_id: i64, file_id: i64) -> Result<()> {
    tx.run("DELETE FROM draft_file WHERE id = ?1 AND draft_id = ?2", params![file_id, draft_id])?;
    Ok(())
}

pub fn file_bytes(reader: &mut Reader, draft_id: i64) -> Result<Vec<FileBytes>> {
    let rows = reader
        .all("SELECT name, type, body FROM draft_file WHERE draft_id = ?1 ORDER BY id", params![draft_id])?;
    rows.iter()
        .map(|row| {
            Ok(FileBytes { name: row.get("name")?, content_type: row.get("type")?, body: row.get("body")? })
        })
        .collect()
}
