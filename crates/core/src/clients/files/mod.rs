//! Files of clients, the "layouts" of R17 (C1): listed, looked at, saved, opened, removed and brought back. How one comes
//! in stands in [`coming`].

mod coming;
mod sql;

pub use coming::{AddedFile, ComingFile, add, begin, cancel, coming, finish, piece};

use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::employees::EmployeeRef;
use crate::letters::{FileBytes, Preview};
use crate::office::Desk;
use crate::{Error, Result, activity, beside, opened};

/// Bytes in a piece: what is held in memory of a file at once.
pub const PIECE: usize = 1024 * 1024;
/// The largest file that is taken in. Larger ones belong beside the office's data, not into it: each backup holds them.
pub const MOST_BYTES: i64 = 300 * 1024 * 1024;
/// How long a removed file can be brought back (E5), and how long one that never came to its end is kept.
const KEPT: i64 = 30 * 86_400_000;
const ABANDONED: i64 = 86_400_000;
/// So many files stand on the card itself.
const ON_CARD: i64 = 6;

/// A file of a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientFile {
    pub id: i64,
    pub name: String,
    pub r#type: String,
    pub size: i64,
    /// Who added it.
    pub employee: Option<EmployeeRef>,
    pub at: i64,
    /// It can be looked at here.
    pub preview: bool,
    /// Opening it could run it.
    pub program: bool,
}

/// The files of a client, newest first.
pub fn list(reader: &mut Reader, client_id: i64) -> Result<Vec<ClientFile>> {
    sql::list(reader, client_id, i64::MAX)
}

/// The newest files, as the card shows them, and how many there are.
pub fn on_card(reader: &mut Reader, client_id: i64) -> Result<(Vec<ClientFile>, i64)> {
    Ok((sql::list(reader, client_id, ON_CARD)?, sql::count(reader, client_id)?))
}

/// What is shown of a file: the small picture of the list or the large one; `None` where there is none.
pub fn preview(reader: &mut Reader, id: i64, large: bool) -> Result<Option<Preview>> {
    here(reader, id)?;
    let picture = sql::preview(reader, id, large)?;
    Ok(picture
        .map(|bytes| Preview { data_url: format!("data:image/jpeg;base64,{}", STANDARD.encode(bytes)) }))
}

/// A piece of a file, for looking at it in the window; `None` after the last.
pub fn read(reader: &mut Reader, id: i64, position: i64) -> Result<Option<FileBytes>> {
    here(reader, id)?;
    let piece = sql::piece(reader, id, position)?;
    Ok(piece.map(|bytes| FileBytes { base64: STANDARD.encode(bytes) }))
}

/// Writes a file where the user said.
pub fn save(reader: &mut Reader, id: i64, path: &Path) -> Result<()> {
    here(reader, id)?;
    beside::save(path, |file| write(reader, id, file, path))
}

/// Writes a file among those that are looked at outside, for opening it.
pub fn open(desk: &Desk, reader: &mut Reader, id: i64) -> Result<PathBuf> {
    let name = here(reader, id)?.name;
    opened::place(desk.office, &name, |file| write(reader, id, file, Path::new(&name)))
}

/// Takes a file off the card; [`restore`] brings it back.
pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    let file = here(tx, id)?;
    let now = tx.stamp().at;
    sql::set_state(tx, id, "removed", now)?;
    let client_id = sql::client_of(tx, id)?;
    tx.record("client", client_id, "file_removed", Some(json!({ "file_id": id, "name": file.name })), None)?;
    sweep(tx)
}

/// Brings a removed file back.
pub fn restore(tx: &mut Tx, id: i64) -> Result<()> {
    let missing = || Error::NotFound { noun: "file", id };
    let file = sql::file(tx, id, "removed")?.ok_or_else(missing)?;
    let now = tx.stamp().at;
    sql::set_state(tx, id, "here", now)?;
    let client_id = sql::client_of(tx, id)?;
    tx.record("client", client_id, "file_restored", None, Some(json!({ "file_id": id, "name": file.name })))?;
    Ok(())
}

/// Removes for good what nobody brought back in time, and what never came to its end.
pub fn sweep(tx: &mut Tx) -> Result<()> {
    let now = tx.stamp().at;
    if activity::trusts_clock(tx, now)? {
        sql::sweep(tx, "removed", now - KEPT)?;
    }
    sql::sweep(tx, "coming", now - ABANDONED)
}

/// A file that is on a card.
fn here(reader: &mut Reader, id: i64) -> Result<ClientFile> {
    sql::file(reader, id, "here")?.ok_or(Error::NotFound { noun: "file", id })
}

pub(super) fn write(reader: &mut Reader, id: i64, to: &mut impl Write, path: &Path) -> Result<()> {
    let mut position = 0;
    while let Some(piece) = sql::piece(reader, id, position)? {
        to.write_all(&piece).map_err(|error| Error::io(path, error))?;
        position += 1;
    }
    Ok(())
}

/// The client whose file it is, as the one at the desk may name it.
pub(super) fn check_client(desk: &Desk, reader: &mut Reader, client_id: i64) -> Result<()> {
    desk.check_client(Some(client_id))?;
    super::fields_of(reader, client_id).map(|_| ())
}
