//! SQL of unreadable letters.

use deskbell_store::{Reader, Tx, params};

use super::{Unread, UnreadableRow};
use crate::{Error, Result};

pub fn find(reader: &mut Reader, unread: &Unread) -> Result<Option<i64>> {
    let row = match unread.server {
        Some((folder_id, uid)) => reader.maybe(
            "SELECT id FROM unreadable WHERE folder_id = ?1 AND uid = ?2",
            params![folder_id, i64::from(uid)],
        )?,
        None => reader.maybe(
            "SELECT id FROM unreadable WHERE folder_id IS NULL AND raw_id = ?1",
            params![unread.raw_id],
        )?,
    };
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn insert(tx: &mut Tx, unread: &Unread, error: &str) -> Result<i64> {
    let folder_id = unread.server.map(|(folder_id, _)| folder_id);
    let uid = unread.server.map(|(_, uid)| i64::from(uid));
    Ok(tx.insert(
        "INSERT INTO unreadable (raw_id, folder_id, uid, origin, at, size, archive_before, error)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            unread.raw_id,
            folder_id,
            uid,
            unread.origin,
            unread.at,
            unread.size,
            unread.archive_before,
            error
        ],
    )?)
}

pub fn tried_again(tx: &mut Tx, id: i64, error: &str) -> Result<()> {
    tx.run("UPDATE unreadable SET tries = tries + 1, error = ?2 WHERE id = ?1", params![id, error])?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM unreadable WHERE id = ?1", params![id])?;
    Ok(())
}

/// Letters of a folder whose bytes are not here and whose next try is due, with the error.
pub fn due(reader: &mut Reader, folder_id: i64, now: i64) -> Result<Vec<(u32, String)>> {
    let rows = reader.all(
        "SELECT uid, error FROM unreadable WHERE folder_id = ?1 AND uid IS NOT NULL AND raw_id IS NULL
           AND at + tries * tries * 86400000 < ?2",
        params![folder_id, now],
    )?;
    rows.iter()
        .map(|row| Ok((u32::try_from(row.get::<i64>("uid")?).unwrap_or_default(), row.get("error")?)))
        .collect()
}

/// What a new try at a letter has to know.
pub struct Found {
    pub raw_id: Option<i64>,
    /// Folder and UID on the server.
    pub server: Option<(i64, u32)>,
    pub at: i64,
    pub archive_before: Option<i64>,
}

pub fn found(reader: &mut Reader, id: i64) -> Result<Option<Found>> {
    let row = reader.maybe(
        "SELECT raw_id, folder_id, uid, at, archive_before FROM unreadable WHERE id = ?1",
        params![id],
    )?;
    row.map(|row| {
        let (folder_id, uid): (Option<i64>, Option<i64>) = (row.get("folder_id")?, row.get("uid")?);
        let server = folder_id.zip(uid.and_then(|uid| u32::try_from(uid).ok()));
        Ok(Found {
            raw_id: row.get("raw_id")?,
            server,
            at: row.get("at")?,
            archive_before: row.get("archive_before")?,
        })
    })
    .transpose()
}

pub fn list(reader: &mut Reader) -> Result<Vec<UnreadableRow>> {
    let rows = reader.all(
        "SELECT id, at, origin, size, error, tries, raw_id FROM unreadable ORDER BY at DESC, id DESC LIMIT 1000",
        &[],
    )?;
    rows.iter()
        .map(|row| {
            let error: String = row.get("error")?;
            Ok(UnreadableRow {
                id: row.get("id")?,
                at: row.get("at")?,
                folder: row.get("origin")?,
                size: row.get("size")?,
                error: serde_json::from_str(&error).map_err(|error| Error::BadData(error.to_string()))?,
                tries: row.get("tries")?,
                has_source: row.get::<Option<i64>>("raw_id")?.is_some(),
            })
        })
        .collect()
}
