//! Letters whose bytes were stored and that were not read because the program ended between. A letter that ended the
//! program three times is listed as unreadable and left alone.

use super::SyncCounts;
use super::placing::{Read, store_read};
use crate::letters::{self, Unread, note_unreadable};
use crate::mailbox::{self, Pending};
use crate::{Error, Office, Result};

const MOST_TRIES: i64 = 3;

pub fn finish(office: &Office, counts: &mut SyncCounts) -> Result<()> {
    let desk = office.desk();
    loop {
        let found = desk.read(|reader| mailbox::pending(reader, 200))?;
        if found.is_empty() {
            return Ok(());
        }
        for letter in found {
            one(office, &letter, counts)?;
        }
    }
}

fn one(office: &Office, letter: &Pending, counts: &mut SyncCounts) -> Result<()> {
    let desk = office.desk();
    let (raw, folder) = desk.read(|reader| {
        let folder = mailbox::folder_context(reader, letter.folder_id, office.now())?;
        Ok((letters::raw::load(reader, letter.raw_id)?, folder))
    })?;
    if letter.tries >= MOST_TRIES {
        let error = Error::Unreadable {
            code: "crashed".to_owned(),
            detail: "the reader ended the program".to_owned(),
        };
        let unread = Unread {
            raw_id: Some(letter.raw_id),
            server: Some((letter.folder_id, letter.uid)),
            origin: "IMAP",
            at: office.now(),
            size: raw.len() as i64,
            archive_before: folder.archive_before,
            error: &error,
        };
        counts.unreadable += 1;
        desk.write(|tx| note_unreadable(tx, &unread))?;
        return Ok(());
    }
    // Counted and committed before the reading begins.
    desk.write(|tx| mailbox::tried(tx, letter.folder_id, letter.uid))?;
    let read = Read {
        uid: letter.uid,
        raw_id: letter.raw_id,
        size: raw.len(),
        seen: letter.seen,
        received_at: letter.received_at.unwrap_or_else(|| office.now()),
        archive_before: None,
        letter: deskbell_mail::letter::read(&raw),
        folded: None,
    };
    desk.write(|tx| store_read(&desk, tx, &folder, read, counts))
}
