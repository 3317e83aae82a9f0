//! The copies of sent letters in the server's Sent folder.

use deskbell_store::{Reader, Tx};

use super::{OutboxRow, sql};
use crate::{Error, Result, WireError, letters};

/// A copy that the server refused so often is given up: the letter itself is sent and stays here.
const MOST_COPY_TRIES: i64 = 20;

/// A letter whose copy is still to be put into the Sent folder.
#[derive(Debug, Clone)]
pub struct Copy {
    pub letter_id: i64,
    pub message_id: String,
    pub at: i64,
    pub raw: Vec<u8>,
}

/// The sent letters whose copies are not in the Sent folder yet; those that were refused before come last.
pub fn copies(reader: &mut Reader) -> Result<Vec<i64>> {
    sql::copies(reader, MOST_COPY_TRIES)
}

/// What is to be put into the Sent folder.
pub fn copy(reader: &mut Reader, letter_id: i64) -> Result<Copy> {
    let letter = letters::get(reader, letter_id)?;
    let raw = letters::raw::load(reader, letter.raw_id)?;
    Ok(Copy { letter_id, message_id: letter.message_id, at: letter.at, raw })
}

/// Notes that the server refused a copy, and why. The last refusal is told: somebody may want to do something about it.
pub fn count_copy(tx: &mut Tx, letter_id: i64, error: &WireError) -> Result<()> {
    sql::count_copy(tx, letter_id, &crate::settings::json(error)?.to_string())?;
    if sql::is_refused_copy(tx, letter_id, MOST_COPY_TRIES)? {
        tx.record("outbox", letter_id, "copy_refused", None, None)?;
    }
    Ok(())
}

/// The sent letters whose copies the server does not take.
pub fn refused_copies(reader: &mut Reader) -> Result<Vec<OutboxRow>> {
    sql::refused_copies(reader, MOST_COPY_TRIES)
}

/// Tries a refused copy anew, by a person's word.
pub fn renew_copy(tx: &mut Tx, letter_id: i64) -> Result<()> {
    refused_copy(tx, letter_id)?;
    sql::renew_copy(tx, letter_id)?;
    tx.record("outbox", letter_id, "copy_renewed", None, None)?;
    Ok(())
}

/// Does without a refused copy, by a person's word: the letter is sent and stays here.
pub fn drop_copy(tx: &mut Tx, letter_id: i64) -> Result<()> {
    refused_copy(tx, letter_id)?;
    sql::drop_copy(tx, letter_id)?;
    tx.record("outbox", letter_id, "copy_dropped", None, None)?;
    Ok(())
}

fn refused_copy(tx: &mut Tx, letter_id: i64) -> Result<()> {
    if sql::is_refused_copy(tx, letter_id, MOST_COPY_TRIES)? { Ok(()) } else { Err(Error::TooLate) }
}

/// Notes that the copy is in the Sent folder.
pub fn set_copied(tx: &mut Tx, letter_id: i64) -> Result<()> {
    sql::set_copied(tx, letter_id)
}
