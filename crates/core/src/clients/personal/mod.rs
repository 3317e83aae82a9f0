//! Personal data (E6): everything that is kept of one client, given out on request or erased for good.

mod erase;
mod export;
mod sql;

use std::collections::BTreeSet;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClientCard, get};
use crate::Result;
use crate::office::Desk;

pub use erase::{Erase, erase};
pub use export::{Exported, export};

/// How many of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PersonalCounts")]
pub struct Counts {
    pub contacts: i64,
    pub reminders: i64,
    pub requests: i64,
    pub letters: i64,
    pub notes: i64,
    pub drafts: i64,
    pub files: i64,
    pub messages: i64,
    /// Refusals of mailings and addresses that take nothing.
    pub stopped: i64,
    /// Rows of the activity log.
    pub changes: i64,
    /// Rows that could have been undone.
    pub undo: i64,
}

/// What an erasing removed, and what it kept and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PersonalReport")]
pub struct Report {
    pub removed: Counts,
    /// Requests whose number, status and days stay, without the person.
    pub kept_requests: Vec<String>,
    /// Letters that were to stay.
    pub kept_letters: i64,
    /// Addresses that stay in the list of those who refused mailings: otherwise they would be written to again.
    pub kept_addresses: Vec<String>,
    /// Letters that lie on the mail server as well: there they have to be deleted by hand.
    pub on_server: i64,
    /// Things of others in which the person is named.
    pub mentions: i64,
    /// Files that were opened on this computer and that another program still holds.
    pub still_open: Vec<String>,
    /// Where the bytes of what was deleted are.
    pub scrubbed: Scrubbed,
}

/// What became of the bytes that were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Scrubbed {
    /// They are gone from the office's file.
    File,
    /// The server keeps no old versions of the rows any more; their places and its own log it writes over in its time.
    Server,
    /// The file could not be written anew, or the server not be made to look after it at once.
    Later,
}

/// Everything that belongs to one client.
#[derive(Debug)]
struct Belongings {
    card: ClientCard,
    contacts: BTreeSet<i64>,
    reminders: BTreeSet<i64>,
    requests: BTreeSet<i64>,
    letters: BTreeSet<i64>,
    notes: BTreeSet<i64>,
    drafts: BTreeSet<i64>,
    files: BTreeSet<i64>,
    messages: BTreeSet<i64>,
    stopped: BTreeSet<i64>,
}

impl Belongings {
    fn of(desk: &Desk, reader: &mut Reader, id: i64) -> Result<Self> {
        let card = get(desk, reader, id)?;
        let addresses = addresses(&card);
        let requests = sql::requests(reader, id, &addresses)?;
        let contacts = sql::contacts(reader, id, &requests)?;
        Ok(Self {
            reminders: sql::reminders(reader, id, &contacts)?,
            letters: sql::letters(reader, &requests, &addresses)?,
            notes: sql::of_requests(reader, "note", &requests)?,
            drafts: sql::of_requests(reader, "draft", &requests)?,
            files: sql::files(reader, id)?,
            messages: sql::messages(reader, id, &addresses)?,
            stopped: sql::stopped(reader, id, &addresses)?,
            card,
            contacts,
            requests,
        })
    }

    fn counts(&self) -> Counts {
        let count = |ids: &BTreeSet<i64>| ids.len() as i64;
        Counts {
            contacts: count(&self.contacts),
            reminders: count(&self.reminders),
            requests: count(&self.requests),
            letters: count(&self.letters),
            notes: count(&self.notes),
            drafts: count(&self.drafts),
            files: count(&self.files),
            messages: count(&self.messages),
            stopped: count(&self.stopped),
            changes: 0,
            undo: 0,
        }
    }
}

/// The addresses at which the client is reached: e-mails in small letters, and phones.
fn addresses(card: &ClientCard) -> Vec<String> {
    let emails = card.emails.iter().map(|email| email.to_lowercase());
    emails.chain(card.phones.iter().map(|phone| phone.number.clone())).collect()
}

/// What there is of a client: what would be given out or erased.
pub fn look(desk: &Desk, reader: &mut Reader, id: i64) -> Result<Counts> {
    Ok(Belongings::of(desk, reader, id)?.counts())
}
