//! Letters that cannot be read: listed with the error and their source, never lost (M4).

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Arrival, Place, Source, Taken, body, place, raw};
use crate::office::Desk;
use crate::{Error, Result, WireError};

/// A letter under "Unreadable letters".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct UnreadableRow {
    pub id: i64,
    pub at: i64,
    /// The folder or file that it came from.
    pub folder: String,
    pub size: i64,
    pub error: WireError,
    pub tries: i64,
    /// Whether its raw source is here (a letter over the size limit stays on the server).
    pub has_source: bool,
}

/// What is noted of a letter that cannot be read.
#[derive(Debug)]
pub struct Unread<'a> {
    pub raw_id: Option<i64>,
    /// Folder and UID on the server.
    pub server: Option<(i64, u32)>,
    /// The folder's or file's name, for people.
    pub origin: &'a str,
    pub at: i64,
    pub size: i64,
    /// Letters older than this come in as archive from there, also when they can be read only later.
    pub archive_before: Option<i64>,
    pub error: &'a Error,
}

/// Notes a letter that cannot be read, once however often it is tried.
pub fn note_unreadable(tx: &mut Tx, unread: &Unread) -> Result<i64> {
    let error = crate::settings::json(&unread.error.wire())?.to_string();
    if let Some(id) = sql::find(tx, unread)? {
        sql::tried_again(tx, id, &error)?;
        return Ok(id);
    }
    let id = sql::insert(tx, unread, &error)?;
    tx.record("unreadable", id, "created", None, None)?;
    Ok(id)
}

/// All letters that could not be read, newest first.
pub fn list_unreadable(reader: &mut Reader) -> Result<Vec<UnreadableRow>> {
    sql::list(reader)
}

/// The UIDs of a folder's letters that the server refused and that are to be asked for again: after a day, then after four,
/// nine and so on.
pub(crate) fn refused_due(reader: &mut Reader, folder_id: i64, now: i64) -> Result<Vec<u32>> {
    let mut due = Vec::new();
    for (uid, error) in sql::due(reader, folder_id, now)? {
        // One over the size limit would be read in vain.
        let error: WireError =
            serde_json::from_str(&error).map_err(|error| Error::BadData(error.to_string()))?;
        due.extend(Some(uid).filter(|_| error.code != "too_big"));
    }
    Ok(due)
}

/// Reads a letter anew, after the reader improved or by hand; true when it is in its place now.
pub fn retry_unreadable(desk: &Desk, tx: &mut Tx, id: i64) -> Result<bool> {
    let found = sql::found(tx, id)?.ok_or(Error::NotFound { noun: "unreadable", id })?;
    let server = found.server;
    let Some(raw_id) = found.raw_id else {
        // One that the server would not give is asked for again by the next pass. One over the size limit stays there.
        if let Some((folder_id, uid)) = server {
            crate::mailbox::fetch_again(tx, folder_id, uid)?;
        }
        return Ok(false);
    };
    let bytes = raw::load(tx, raw_id)?;
    match deskbell_mail::letter::read(&bytes) {
        Err(unreadable) => {
            let error = Error::Unreadable { code: unreadable.code.to_owned(), detail: unreadable.detail };
            sql::tried_again(tx, id, &crate::settings::json(&error.wire())?.to_string())?;
            Ok(false)
        }
        Ok(letter) => {
            let folder = server
                .map(|(folder_id, _)| crate::mailbox::folder_context(tx, folder_id, desk.now()))
                .transpose()?;
            let arrival = Arrival {
                place: match &folder {
                    Some(folder) if folder.sent => Place::Sent,
                    Some(_) => Place::Inbox,
                    None => Place::File,
                },
                received_at: found.at,
                seen: false,
                archive_before: found.archive_before,
                news: false,
                own_address: crate::mailbox::own_address(tx)?,
                sample: false,
            };
            let taken: Taken = place(desk, tx, raw_id, &letter, &arrival)?;
            if let Some((folder_id, uid)) = server {
                crate::mailbox::link(tx, folder_id, uid, taken.letter_id())?;
            }
            sql::remove(tx, id)?;
            tx.record("unreadable", id, "removed", None, None)?;
            Ok(true)
        }
    }
}

/// The raw source of an unreadable letter, as far as it can be shown.
pub fn source_unreadable(reader: &mut Reader, id: i64) -> Result<Source> {
    Ok(body::source_of(&bytes_of(reader, id)?))
}

/// Writes an unreadable letter's raw bytes to a file.
pub fn save_unreadable(reader: &mut Reader, id: i64, path: &std::path::Path) -> Result<()> {
    let bytes = bytes_of(reader, id)?;
    crate::beside::save_bytes(path, &bytes)
}

fn bytes_of(reader: &mut Reader, id: i64) -> Result<Vec<u8>> {
    let missing = Error::NotFound { noun: "unreadable", id };
    let found = sql::found(reader, id)?.ok_or(missing)?;
    raw::load(reader, found.raw_id.ok_or(Error::NotFound { noun: "letter_raw", id })?)
}
