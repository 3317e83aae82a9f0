//! SQL of clients' files.

use deskbell_store::{Reader, Row, Tx, params};

use super::{ClientFile, ComingFile};
use crate::clients::employee_of;
use crate::{Error, Result, opened};

const COLUMNS: &str = "SELECT client_file.id, client_file.name, client_file.type, client_file.size, client_file.at,
        client_file.employee_id, employee.name AS employee_name,
        (SELECT count(*) FROM client_file_preview WHERE client_file_preview.file_id = client_file.id) AS previews
    FROM client_file LEFT JOIN employee ON employee.id = client_file.employee_id";

const COMING: &str = "SELECT client_file.id, client_file.name, client_file.size,
        CAST(coalesce((SELECT sum(length(body)) FROM client_file_piece
            WHERE client_file_piece.file_id = client_file.id), 0) AS INTEGER) AS done
    FROM client_file";

fn shown(row: &Row) -> Result<ClientFile> {
    let name: String = row.get("name")?;
    Ok(ClientFile {
        id: row.get("id")?,
        r#type: row.get("type")?,
        size: row.get("size")?,
        employee: employee_of(row, "employee_id", "employee_name")?,
        at: row.get("at")?,
        preview: row.get::<i64>("previews")? > 0,
        program: opened::is_program(&name),
        name,
    })
}

fn still_coming(row: &Row) -> Result<ComingFile> {
    Ok(ComingFile {
        id: row.get("id")?,
        name: row.get("name")?,
        size: row.get("size")?,
        done: row.get("done")?,
    })
}

pub fn list(reader: &mut Reader, client_id: i64, limit: i64) -> Result<Vec<ClientFile>> {
    let rows = reader.all(
        &format!(
            "{COLUMNS} WHERE client_file.client_id = ?1 AND client_file.state = 'here'
             ORDER BY client_file.at DESC, client_file.id DESC LIMIT ?2"
        ),
        params![client_id, limit],
    )?;
    rows.iter().map(shown).collect()
}

pub fn count(reader: &mut Reader, client_id: i64) -> Result<i64> {
    let row = reader.one(
        "SELECT count(*) AS n FROM client_file WHERE client_id = ?1 AND state = 'here'",
        params![client_id],
    )?;
    Ok(row.get("n")?)
}

pub fn file(reader: &mut Reader, id: i64, state: &str) -> Result<Option<ClientFile>> {
    let row = reader.maybe(
        &format!("{COLUMNS} WHERE client_file.id = ?1 AND client_file.state = ?2"),
        params![id, state],
    )?;
    row.as_ref().map(shown).transpose()
}

pub fn client_of(reader: &mut Reader, id: i64) -> Result<i64> {
    let row = reader.maybe("SELECT client_id FROM client_file WHERE id = ?1", params![id])?;
    Ok(row.ok_or(Error::NotFound { noun: "file", id })?.get("client_id")?)
}

/// The file of a client with this name and these bytes.
pub fn same(reader: &mut Reader, client_id: i64, name: &str, sha256: &str) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT id FROM client_file WHERE client_id = ?1 AND state = 'here' AND name = ?2 AND sha256 = ?3 LIMIT 1",
        params![client_id, name, sha256],
    )?;
    row.map(|row| Ok(row.get("id")?)).transpose()
}

pub fn coming(reader: &mut Reader, id: i64) -> Result<Option<ComingFile>> {
    let row = reader.maybe(
        &format!("{COMING} WHERE client_file.id = ?1 AND client_file.state = 'coming'"),
        params![id],
    )?;
    row.as_ref().map(still_coming).transpose()
}

pub fn all_coming(reader: &mut Reader, client_id: i64) -> Result<Vec<ComingFile>> {
    let rows = reader.all(
        &format!(
            "{COMING} WHERE client_file.client_id = ?1 AND client_file.state = 'coming' ORDER BY client_file.id"
        ),
        params![client_id],
    )?;
    rows.iter().map(still_coming).collect()
}

pub fn insert(
    tx: &mut Tx,
    client_id: i64,
    name: &str,
    kind: &str,
    size: i64,
    employee_id: Option<i64>,
    now: i64,
) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO client_file (client_id, name, type, size, sha256, state, changed_at, employee_id, at)
         VALUES (?1, ?2, ?3, ?4, '', 'coming', ?5, ?6, ?5)",
        params![client_id, name, kind, size, now, employee_id],
    )?)
}

pub fn arrive(tx: &mut Tx, id: i64, sha256: &str, kind: &str, now: i64) -> Result<()> {
    tx.run(
        "UPDATE client_file SET state = 'here', sha256 = ?2, type = ?3, at = ?4, changed_at = ?4 WHERE id = ?1",
        params![id, sha256, kind, now],
    )?;
    Ok(())
}

pub fn set_state(tx: &mut Tx, id: i64, state: &str, now: i64) -> Result<()> {
    tx.run("UPDATE client_file SET state = ?2, changed_at = ?3 WHERE id = ?1", params![id, state, now])?;
    Ok(())
}

pub fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM client_file WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn sweep(tx: &mut Tx, state: &str, before: i64) -> Result<()> {
    tx.run("DELETE FROM client_file WHERE state = ?1 AND changed_at < ?2", params![state, before])?;
    Ok(())
}

pub fn pieces(reader: &mut Reader, id: i64) -> Result<i64> {
    let row = reader.one("SELECT count(*) AS n FROM client_file_piece WHERE file_id = ?1", params![id])?;
    Ok(row.get("n")?)
}

pub fn piece(reader: &mut Reader, id: i64, position: i64) -> Result<Option<Vec<u8>>> {
    let row = reader.maybe(
        "SELECT body FROM client_file_piece WHERE file_id = ?1 AND position = ?2",
        params![id, position],
    )?;
    row.map(|row| Ok(row.get("body")?)).transpose()
}

pub fn insert_piece(tx: &mut Tx, id: i64, position: i64, body: &[u8]) -> Result<()> {
    tx.run(
        "INSERT INTO client_file_piece (file_id, position, body) VALUES (?1, ?2, ?3)",
        params![id, position, body],
    )?;
    Ok(())
}

pub fn preview(reader: &mut Reader, id: i64, large: bool) -> Result<Option<Vec<u8>>> {
    let column = if large { "large" } else { "small" };
    let row = reader.maybe(
        &format!("SELECT {column} AS picture FROM client_file_preview WHERE file_id = ?1"),
        params![id],
    )?;
    row.map(|row| Ok(row.get("picture")?)).transpose()
}

pub fn insert_preview(tx: &mut Tx, id: i64, small: &[u8], large: &[u8]) -> Result<()> {
    tx.run(
        "INSERT INTO client_file_preview (file_id, small, large) VALUES (?1, ?2, ?3)",
        params![id, small, large],
    )?;
    Ok(())
}
