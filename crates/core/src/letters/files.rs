//! The files of letters: saved, opened, looked at (M9). Their bytes lie in the raw letter and nowhere else.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_mail::letter;
use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{raw_of, sql};
use crate::office::Desk;
use crate::{Error, Result, beside, opened, previews};

/// The largest picture that is shown as a thumbnail.
const MOST_PREVIEW: usize = 5 * 1024 * 1024;

/// A picture for a thumbnail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preview {
    pub data_url: String,
}

/// A larger file is not looked at in the window: it is opened outside.
pub const MOST_SHOWN: usize = 50 * 1024 * 1024;

/// Bytes for looking at a file in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileBytes {
    pub base64: String,
}

/// The names under which the files of a letter were saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFiles {
    pub names: Vec<String>,
}

/// Writes one file of a letter where the user said.
pub fn save_file(reader: &mut Reader, letter_id: i64, position: i64, path: &Path) -> Result<()> {
    let (_, bytes) = bytes(reader, letter_id, position)?;
    beside::save_bytes(path, &bytes)
}

/// Writes all files of a letter into a folder; nothing there is overwritten.
pub fn save_all_files(reader: &mut Reader, letter_id: i64, folder: &Path) -> Result<SavedFiles> {
    let raw = raw_of(reader, letter_id)?;
    let mut ready = Vec::new();
    for file in sql::files(reader, letter_id)?.into_iter().filter(|file| !file.inline) {
        let bytes = usize::try_from(file.position).ok().and_then(|index| letter::attachment(&raw, index));
        // Before anything is written: an empty file in its place would pass for the file.
        let missing = Error::NotFound { noun: "file", id: file.position };
        ready.push((file, bytes.ok_or(missing)?));
    }
    let mut names = Vec::new();
    for (file, bytes) in ready {
        let path = free_path(folder, &file.name);
        beside::save_bytes(&path, &bytes)?;
        names.push(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    }
    Ok(SavedFiles { names })
}

/// Writes one file of a letter among those that are looked at outside, for opening it.
pub fn open_file(desk: &Desk, reader: &mut Reader, letter_id: i64, position: i64) -> Result<PathBuf> {
    let (name, bytes) = bytes(reader, letter_id, position)?;
    let write = |file: &mut File| file.write_all(&bytes).map_err(|error| Error::io(Path::new(&name), error));
    opened::place(desk.office, &name, write)
}

/// A thumbnail, made here: what a stranger sent never reaches the window as it came. `None` for whatever cannot be shown.
pub fn preview(desk: &Desk, letter_id: i64, position: i64) -> Result<Option<Preview>> {
    let (_, bytes) = desk.read(|reader| bytes(reader, letter_id, position))?;
    if bytes.len() > MOST_PREVIEW {
        return Ok(None);
    }
    Ok(previews::small(&bytes)
        .map(|small| Preview { data_url: format!("data:image/jpeg;base64,{}", STANDARD.encode(small)) }))
}

/// The bytes of a file, for looking at it in the window; `None` for one that is too large for that.
pub fn read_file(reader: &mut Reader, letter_id: i64, position: i64) -> Result<Option<FileBytes>> {
    let (_, bytes) = bytes(reader, letter_id, position)?;
    Ok((bytes.len() <= MOST_SHOWN).then(|| FileBytes { base64: STANDARD.encode(&bytes) }))
}

fn bytes(reader: &mut Reader, letter_id: i64, position: i64) -> Result<(String, Vec<u8>)> {
    let missing = || Error::NotFound { noun: "file", id: position };
    let file = sql::files(reader, letter_id)?.into_iter().find(|file| file.position == position);
    let file = file.ok_or_else(missing)?;
    let raw = raw_of(reader, letter_id)?;
    let index = usize::try_from(position).map_err(|_| missing())?;
    Ok((file.name, letter::attachment(&raw, index).ok_or_else(missing)?))
}

/// A path in the folder that is not taken: `name.pdf`, `name (2).pdf`, …
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let first = folder.join(name);
    if !first.exists() {
        return first;
    }
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    (2..10_000)
        .map(|n| folder.join(format!("{stem} ({n}){ending}")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}
