//! How a file comes to a client: piece by piece, so that none is ever held whole, each piece in a transaction of its own,
//! so that others write meanwhile. From this machine's disk by its path; from the window, where something is dropped or
//! pasted, by pieces. Until its last piece nobody sees it, and it can be stopped at any point.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_mail::{letter, pictures};
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::{ClientFile, MOST_BYTES, PIECE, check_client, sql, sweep};
use crate::drafts::type_of;
use crate::office::Desk;
use crate::previews::{self, Previews};
use crate::{Error, Result};

/// A file that is still coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComingFile {
    pub id: i64,
    pub name: String,
    pub size: i64,
    /// Bytes that are there already.
    pub done: i64,
}

/// A file that has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddedFile {
    pub file: ClientFile,
    /// The client had it already, by the same name and the same bytes: it is not there twice.
    pub known: bool,
}

/// What was read of a file that has come to its end.
struct Whole {
    client_id: i64,
    name: String,
    sha256: String,
    kind: String,
    previews: Option<Previews>,
}

/// Takes in a file of this machine.
pub fn add(desk: &Desk, client_id: i64, path: &Path) -> Result<AddedFile> {
    let io = |error| Error::io(path, error);
    let mut file = File::open(path).map_err(io)?;
    let about = file.metadata().map_err(io)?;
    if !about.is_file() {
        return Err(Error::io(path, std::io::ErrorKind::IsADirectory.into()));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = i64::try_from(about.len()).unwrap_or(i64::MAX);
    let id = desk.write(|tx| begin(desk, tx, client_id, &name, size))?;
    let mut read = || -> Result<AddedFile> {
        for position in 0.. {
            let mut bytes = Vec::with_capacity(PIECE);
            (&mut file).take(PIECE as u64).read_to_end(&mut bytes).map_err(io)?;
            if bytes.is_empty() {
                break;
            }
            desk.bulk(|tx| take_piece(tx, id, position, &bytes))?;
        }
        finish(desk, id)
    };
    let added = read();
    if added.is_err() {
        desk.write(|tx| cancel(tx, id))?;
    }
    added
}

/// Announces a file of so many bytes and gives its id.
pub fn begin(desk: &Desk, tx: &mut Tx, client_id: i64, name: &str, size: i64) -> Result<i64> {
    check_client(desk, tx, client_id)?;
    if !(0..=MOST_BYTES).contains(&size) {
        return Err(Error::ClientFileTooBig { most: MOST_BYTES });
    }
    sweep(tx)?;
    let name = letter::safe_name(name).unwrap_or_else(|| "file".to_owned());
    sql::insert(tx, client_id, &name, type_of(&name), size, desk.employee_id, desk.now())
}

/// Takes the next piece of a file, as base64. One that came already is passed over: the window asks again when it is not
/// sure.
pub fn piece(tx: &mut Tx, id: i64, position: i64, base64: &str) -> Result<()> {
    let bytes = STANDARD.decode(base64).map_err(|error| Error::BadRequest(error.to_string()))?;
    take_piece(tx, id, position, &bytes)
}

fn take_piece(tx: &mut Tx, id: i64, position: i64, bytes: &[u8]) -> Result<()> {
    // Somebody stopped it meanwhile.
    let file = sql::coming(tx, id)?.ok_or(Error::Stopped)?;
    let next = sql::pieces(tx, id)?;
    if position < next {
        return Ok(());
    }
    if position > next || bytes.len() > PIECE || file.done + bytes.len() as i64 > file.size {
        return Err(Error::BadRequest("the pieces of a file do not fit together".to_owned()));
    }
    sql::insert_piece(tx, id, position, bytes)
}

/// Ends the coming of a file: it is on the card.
pub fn finish(desk: &Desk, id: i64) -> Result<AddedFile> {
    let whole = desk.read(|reader| whole(reader, id))?;
    desk.write(|tx| {
        sql::coming(tx, id)?.ok_or(Error::Stopped)?;
        if let Some(known) = sql::same(tx, whole.client_id, &whole.name, &whole.sha256)? {
            sql::delete(tx, id)?;
            return Ok(AddedFile { file: super::here(tx, known)?, known: true });
        }
        sql::arrive(tx, id, &whole.sha256, &whole.kind, desk.now())?;
        if let Some(previews) = &whole.previews {
            sql::insert_preview(tx, id, &previews.small, &previews.large)?;
        }
        let file = super::here(tx, id)?;
        let told = json!({ "file_id": id, "name": file.name, "size": file.size });
        tx.record("client", whole.client_id, "file_added", None, Some(told))?;
        Ok(AddedFile { file, known: false })
    })
}

/// Stops the coming of a file: what had come of it goes.
pub fn cancel(tx: &mut Tx, id: i64) -> Result<()> {
    if sql::coming(tx, id)?.is_some() {
        sql::delete(tx, id)?;
    }
    Ok(())
}

/// The files that are coming to a client.
pub fn coming(reader: &mut Reader, client_id: i64) -> Result<Vec<ComingFile>> {
    sql::all_coming(reader, client_id)
}

/// Reads what has come, piece by piece; only what is to be looked at is put together.
fn whole(reader: &mut Reader, id: i64) -> Result<Whole> {
    let file = sql::coming(reader, id)?.ok_or(Error::Stopped)?;
    if file.done != file.size {
        return Err(Error::BadRequest("the file has not come to its end".to_owned()));
    }
    let mut digest = Sha256::new();
    let mut bytes: Option<Vec<u8>> = None;
    let mut kind = type_of(&file.name).to_owned();
    let mut position = 0;
    while let Some(piece) = sql::piece(reader, id, position)? {
        digest.update(&piece);
        if position == 0 {
            if let Some(raster) = pictures::raster(&piece) {
                kind = raster.to_owned();
            }
            bytes = (kind.starts_with("image/") && file.size <= previews::MOST_BYTES).then(Vec::new);
        }
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&piece);
        }
        position += 1;
    }
    Ok(Whole {
        client_id: sql::client_of(reader, id)?,
        name: file.name,
        sha256: digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        kind,
        previews: bytes.and_then(|bytes| previews::of(&bytes)),
    })
}
