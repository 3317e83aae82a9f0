//! What the writer of a sync does with each letter: its bytes are stored, and when it was read it gets its place.

use deskbell_mail::imap::Fetched;
use deskbell_mail::letter::{Letter, Unreadable};
use deskbell_store::{Folded, Tx};

use super::SyncCounts;
use crate::letters::raw::{self, Packed};
use crate::letters::{self, Arrival, Place, Taken, Unread, note_unreadable};
use crate::mailbox::{self, FolderContext};
use crate::office::Desk;
use crate::{Error, Result};

/// A letter that was read.
pub struct Read {
    pub uid: u32,
    pub raw_id: i64,
    pub size: usize,
    pub seen: bool,
    pub received_at: i64,
    /// Noted when the server would not give it: it is as old as when it first came (M3).
    pub archive_before: Option<i64>,
    pub letter: std::result::Result<Letter, Unreadable>,
    /// The text as the search will know it.
    pub folded: Option<Folded>,
}

/// A letter whose bytes are packed.
pub struct Ready {
    pub fetched: Fetched,
    pub packed: Option<Packed>,
}

/// A letter whose bytes are committed and that is to be read.
pub struct Stored {
    pub fetched: Fetched,
    pub raw_id: i64,
    pub archive_before: Option<i64>,
}

/// When the server took a letter in; now where it does not say.
pub fn received_at(fetched: &Fetched, now: i64) -> i64 {
    if fetched.internal_ms > 0 { fetched.internal_ms } else { now }
}

/// Stores the bytes of a letter; one over the size limit, and one that the server does not give, is listed instead.
pub fn store_raw(
    desk: &Desk,
    tx: &mut Tx,
    folder: &FolderContext,
    ready: Ready,
    counts: &mut SyncCounts,
) -> Result<Option<Stored>> {
    let Ready { fetched, packed } = ready;
    let raw_id = packed.map(|packed| raw::store(tx, packed)).transpose()?;
    let place = mailbox::OnServer {
        folder_id: folder.id,
        uid: fetched.uid,
        seen: fetched.seen,
        answered: fetched.answered,
        received_at: received_at(&fetched, desk.now()),
    };
    mailbox::add_server_letter(tx, &place, raw_id)?;
    let Some(raw_id) = raw_id else {
        let error = Error::Mail(fetched.refused.unwrap_or_else(|| deskbell_mail::MailError::TooBig {
            what: "letter".to_owned(),
            limit: deskbell_mail::server::Limits::default().letter,
        }));
        let unread = Unread {
            raw_id: None,
            server: Some((folder.id, fetched.uid)),
            origin: &folder.name,
            at: desk.now(),
            size: i64::from(fetched.size),
            archive_before: folder.archive_before,
            error: &error,
        };
        note_unreadable(tx, &unread)?;
        counts.unreadable += 1;
        return Ok(None);
    };
    let archive_before =
        if folder.has_listed { mailbox::came_after_all(tx, folder.id, fetched.uid)? } else { None };
    Ok(Some(Stored { fetched, raw_id, archive_before }))
}

/// Gives a letter that was read its place; one that cannot be read is listed.
pub fn store_read(
    desk: &Desk,
    tx: &mut Tx,
    folder: &FolderContext,
    read: Read,
    counts: &mut SyncCounts,
) -> Result<()> {
    let letter = match &read.letter {
        Ok(letter) => letter,
        Err(unreadable) => {
            let error =
                Error::Unreadable { code: unreadable.code.to_owned(), detail: unreadable.detail.clone() };
            let unread = Unread {
                raw_id: Some(read.raw_id),
                server: Some((folder.id, read.uid)),
                origin: &folder.name,
                at: read.received_at,
                size: read.size as i64,
                archive_before: folder.archive_before,
                error: &error,
            };
            note_unreadable(tx, &unread)?;
            counts.unreadable += 1;
            return Ok(());
        }
    };
    if folder.has_erased && letters::was_erased(tx, &letter.message_id)? {
        mailbox::set_erased(tx, folder.id, read.uid, read.raw_id)?;
        counts.ignored += 1;
        return Ok(());
    }
    let arrival = Arrival {
        place: if folder.sent { Place::Sent } else { Place::Inbox },
        received_at: read.received_at,
        seen: read.seen,
        archive_before: folder.archive_before.or(read.archive_before),
        news: folder.news_from.is_some_and(|first| read.uid >= first),
        own_address: folder.own_address.clone(),
        sample: false,
    };
    let taken = letters::place(desk, tx, read.raw_id, letter, &arrival)?;
    mailbox::link(tx, folder.id, read.uid, taken.letter_id())?;
    if let (Some(folded), false) = (read.folded, matches!(taken, Taken::Known { .. })) {
        letters::give_folded(tx, taken.letter_id(), folded);
    }
    match taken {
        Taken::Known { .. } => {
            counts.known += 1;
            // Read elsewhere while its number was another. Unread says nothing: archive is read here from the start, and a
            // mailbox that was moved has often lost its flags. Nor does a copy in Sent, which nobody has yet to read.
            if read.seen && !folder.sent {
                mailbox::follow_seen(tx, folder.id, read.uid, true)?;
            }
        }
        Taken::Ignored { .. } => counts.ignored += 1,
        Taken::Placed { .. } => counts.placed += 1,
    }
    Ok(())
}
