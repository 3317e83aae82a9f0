//! Letters from files: .eml, mbox and Maildir, by the same intake as from the server (M16).

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use deskbell_mail::MailError;
use deskbell_mail::letter::Letter;
use deskbell_mail::server::Limits;
use serde::Serialize;

use super::{Arrival, Place, Taken, Unread, body, note_unreadable, place, raw};
use crate::office::Desk;
use crate::{Error, Result};

/// What became of the letters of some files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TakenCounts {
    pub letters: u64,
    pub placed: u64,
    pub known: u64,
    pub ignored: u64,
    pub unreadable: u64,
}

/// Takes in a file or a folder. A folder gives its .eml and mbox files and Maildirs, whatever its depth; what else lies
/// there is no letter.
pub fn take(desk: &Desk, path: &Path) -> Result<TakenCounts> {
    let mut counts = TakenCounts::default();
    let (own_address, archive_before) = desk.read(|reader| {
        let (general, _) = desk.general(reader)?;
        let days = general.archive_days * 24 * 60 * 60 * 1000;
        Ok((crate::mailbox::own_address(reader)?, desk.now() - days))
    })?;
    let arrival = Arrival {
        place: Place::File,
        received_at: desk.now(),
        seen: false,
        archive_before: Some(archive_before),
        news: false,
        own_address,
        sample: false,
    };
    if path.is_dir() {
        folder(desk, path, &arrival, &mut counts)?;
    } else {
        file(desk, path, &arrival, &mut counts, true)?;
    }
    Ok(counts)
}

fn folder(desk: &Desk, path: &Path, arrival: &Arrival, counts: &mut TakenCounts) -> Result<()> {
    let io = |error| Error::io(path, error);
    let mut entries: Vec<_> =
        std::fs::read_dir(path).map_err(io)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let of_maildir = path.file_name().is_some_and(|name| name == "cur" || name == "new");
    for entry in entries {
        if entry.is_dir() {
            folder(desk, &entry, arrival, counts)?;
        } else {
            let eml = entry.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
            file(desk, &entry, arrival, counts, of_maildir || eml)?;
        }
    }
    Ok(())
}

/// One file: an mbox, or a letter where `named` or its place says that it is one.
fn file(desk: &Desk, path: &Path, arrival: &Arrival, counts: &mut TakenCounts, named: bool) -> Result<()> {
    let io = |error| Error::io(path, error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = std::fs::File::open(path).map_err(io)?;
    let mut input = BufReader::with_capacity(256 * 1024, file);
    let starts_as_mbox = input.fill_buf().map_err(io)?.starts_with(b"From ");
    let many = starts_as_mbox && !name.to_lowercase().ends_with(".eml");
    let arrival = Arrival {
        seen: name.rsplit_once(":2,").is_some_and(|(_, flags)| flags.contains('S')),
        ..arrival.clone()
    };
    if !many {
        return if named { letter(desk, input, path, &arrival, counts) } else { Ok(()) };
    }
    mbox(&mut input, &mut |bytes| one(desk, bytes, &name, &arrival, counts)).map_err(|error| match error {
        MboxError::Io(error) => io(error),
        MboxError::Office(error) => error,
    })
}

/// One letter of a file of its own; one that is larger than the sync would take is listed with its name.
fn letter(
    desk: &Desk,
    input: impl BufRead,
    path: &Path,
    arrival: &Arrival,
    counts: &mut TakenCounts,
) -> Result<()> {
    let most = Limits::default().letter;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut bytes = Vec::new();
    input.take(most + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 <= most {
        return one(desk, &bytes, &name, arrival, counts);
    }
    counts.letters += 1;
    counts.unreadable += 1;
    let error = Error::Mail(MailError::TooBig { what: "letter".to_owned(), limit: most });
    let size = path.metadata().map_or(0, |file| file.len() as i64);
    let unread = Unread {
        raw_id: None,
        server: None,
        origin: &name,
        at: desk.now(),
        size,
        archive_before: arrival.archive_before,
        error: &error,
    };
    desk.write(|tx| note_unreadable(tx, &unread).map(drop))
}

enum MboxError {
    Io(std::io::Error),
    Office(Error),
}

/// Gives each letter of an mbox: divided by "From " after an empty line, with ">From " unquoted (mboxrd).
fn mbox(
    input: &mut impl BufRead,
    each: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> std::result::Result<(), MboxError> {
    let mut letter: Vec<u8> = Vec::new();
    let mut line: Vec<u8> = Vec::new();
    let mut after_empty = true;
    loop {
        line.clear();
        let count = input.read_until(b'\n', &mut line).map_err(MboxError::Io)?;
        let starts = after_empty && line.starts_with(b"From ");
        if (starts || count == 0) && !letter.is_empty() {
            each(&letter).map_err(MboxError::Office)?;
            letter.clear();
        }
        if count == 0 {
            return Ok(());
        }
        after_empty = matches!(line.as_slice(), b"\n" | b"\r\n");
        if starts {
            continue;
        }
        let quoted = line.iter().position(|&byte| byte != b'>').filter(|&marks| marks > 0);
        let unquoted =
            quoted.and_then(|marks| line.get(marks..)).is_some_and(|rest| rest.starts_with(b"From "));
        letter.extend_from_slice(line.get(usize::from(unquoted)..).unwrap_or_default());
    }
}

/// A file that holds nothing of a letter's header is no letter, whatever its name.
fn with_a_header(letter: Letter) -> Result<Letter> {
    let bare = letter.from.is_none()
        && letter.to.is_empty()
        && letter.date.is_none()
        && letter.subject.trim().is_empty()
        && letter.message_id_made;
    let refused = || Error::Unreadable { code: "no_header".to_owned(), detail: String::new() };
    if bare { Err(refused()) } else { Ok(letter) }
}

fn one(desk: &Desk, bytes: &[u8], name: &str, arrival: &Arrival, counts: &mut TakenCounts) -> Result<()> {
    counts.letters += 1;
    let packed = raw::pack(bytes)?;
    let size = packed.size;
    let raw_id = desk.write(|tx| raw::store(tx, packed))?;
    match body::read(bytes).and_then(with_a_header) {
        Ok(letter) => match desk.write(|tx| place(desk, tx, raw_id, &letter, arrival))? {
            Taken::Known { .. } => counts.known += 1,
            Taken::Placed { .. } => counts.placed += 1,
            Taken::Ignored { .. } => counts.ignored += 1,
        },
        Err(error) => {
            let unread = Unread {
                raw_id: Some(raw_id),
                server: None,
                origin: name,
                at: desk.now(),
                size,
                archive_before: arrival.archive_before,
                error: &error,
            };
            desk.write(|tx| note_unreadable(tx, &unread))?;
            counts.unreadable += 1;
        }
    }
    Ok(())
}
