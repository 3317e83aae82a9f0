//! Files that go with every letter of a mailing, kept in pieces.

mod sql;

pub(super) use sql::{copy_file, files as of};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_store::{Reader, Tx};
use sha2::{Digest, Sha256};

use super::{File, draft};
use crate::drafts::{FileBytes, MOST_FILES, type_of};
use crate::office::Desk;
use crate::{Error, Result};

/// Bytes in a piece.
const PIECE: usize = 1024 * 1024;

/// Attaches a file to a draft.
pub fn attach(desk: &Desk, tx: &mut Tx, id: i64, file: &FileBytes) -> Result<()> {
    let mailing = draft(tx, id)?;
    let sum: i64 = mailing.files.iter().map(|file| file.size).sum();
    if sum + file.body.len() as i64 > MOST_FILES {
        return Err(Error::FilesTooBig { most: MOST_FILES });
    }
    let kind = if file.content_type.is_empty() { type_of(&file.name) } else { &file.content_type };
    let digest = Sha256::digest(&file.body);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let file_id = sql::insert_file(tx, id, &file.name, kind, file.body.len() as i64, &sha256)?;
    for (position, piece) in file.body.chunks(PIECE).enumerate() {
        sql::insert_piece(tx, file_id, position as i64, piece)?;
    }
    super::sql::touch(tx, id, desk.now())?;
    tx.record("mailing", id, "attached", None, Some(serde_json::json!({ "name": file.name })))?;
    Ok(())
}

/// Attaches bytes that were dropped or pasted.
pub fn attach_base64(desk: &Desk, tx: &mut Tx, id: i64, name: &str, kind: &str, base64: &str) -> Result<()> {
    let body = STANDARD.decode(base64).map_err(|error| Error::BadRequest(error.to_string()))?;
    attach(desk, tx, id, &FileBytes { name: name.to_owned(), content_type: kind.to_owned(), body })
}

/// Takes a file off a draft.
pub fn detach(desk: &Desk, tx: &mut Tx, id: i64, file_id: i64) -> Result<()> {
    draft(tx, id)?;
    sql::remove_file(tx, id, file_id)?;
    super::sql::touch(tx, id, desk.now())?;
    tx.record("mailing", id, "detached", None, None)?;
    Ok(())
}

/// The bytes of a file, put together from its pieces.
pub(super) fn body(reader: &mut Reader, file: &File) -> Result<Vec<u8>> {
    let mut body = Vec::with_capacity(usize::try_from(file.size).unwrap_or(0));
    for piece in sql::pieces(reader, file.id)? {
        body.extend(piece);
    }
    Ok(body)
}
