//! Erasing one client everywhere (E6): the card, what was logged and sent, on request the letters, and what the log, the
//! undo and the index of words hold of them. It is final, and the report says what stays and why.

use std::collections::{BTreeSet, HashMap};

use deskbell_store::{Engine, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::sql::{self, Ids};
use super::{Belongings, Report, Scrubbed, addresses};
use crate::clients::ClientCard;
use crate::deeds::{self, Gone};
use crate::office::Desk;
use crate::{Error, Result, requests, settings};

/// Whom, and what of theirs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(rename = "EraseClient")]
pub struct Erase {
    pub id: i64,
    /// The client's name, typed once more: there is no way back.
    pub name: String,
    /// The letters, notes and subjects of their requests as well.
    pub letters: bool,
}

/// Shorter words name too many others.
const SHORTEST: usize = 5;

/// Erases a client. Errors: `type_the_name` where the name is not that of the client.
pub fn erase(desk: &Desk, it: &Erase) -> Result<Report> {
    let mut report = desk.write(|tx| erase_all(desk, tx, it))?;
    report.still_open = desk.office.sweep_opened();
    // What was deleted is gone for good only when the file is written anew. Where that fails, as on a full disk, the
    // client is erased all the same.
    match desk.office.db.scrub() {
        Ok(()) if desk.office.db.engine() == Engine::Sqlite => report.scrubbed = Scrubbed::File,
        Ok(()) => report.scrubbed = Scrubbed::Server,
        Err(error) => log::warn!("the office's data could not be written anew: {error}"),
    }
    Ok(report)
}

fn erase_all(desk: &Desk, tx: &mut Tx, it: &Erase) -> Result<Report> {
    let all = Belongings::of(desk, tx, it.id)?;
    if it.name.trim().to_lowercase() != all.card.name.trim().to_lowercase() {
        return Err(Error::TypeTheName);
    }
    let none = BTreeSet::new();
    let letters = if it.letters { &all.letters } else { &none };
    let notes = if it.letters { &all.notes } else { &none };
    let refused = sql::refused(tx, &all.stopped)?;
    let stopped: BTreeSet<i64> =
        all.stopped.iter().copied().filter(|id| refused.iter().all(|(kept, _)| kept != id)).collect();
    let words = words(&all.card);
    let mut removed = all.counts();
    removed.letters = letters.len() as i64;
    removed.notes = notes.len() as i64;
    removed.stopped = stopped.len() as i64;
    let on_server = sql::on_server(tx, letters)?;
    let kept_requests = sql::numbers(tx, &all.requests)?;
    let ids = Ids {
        client: it.id,
        contacts: &all.contacts,
        reminders: &all.reminders,
        requests: &all.requests,
        letters,
        notes,
        drafts: &all.drafts,
        messages: &all.messages,
        stopped: &stopped,
    };
    // What was said by SMS is found in its request, whosever that is.
    let said_in = sql::requests_of_messages(tx, &all.messages)?;
    removed.undo = deeds::forget(tx, &gone(&ids, &all.files, words.clone()))? as i64;
    removed.changes = sql::erase_changes(tx, &ids)?;
    crate::letters::mark_erased(tx, &letters.iter().copied().collect::<Vec<_>>())?;
    sql::erase(tx, &ids, it.letters)?;
    sql::erase_stopped(tx, &stopped)?;
    sql::erase_addresses(tx, &addresses(&all.card))?;
    removed.changes += sql::erase_mentions(tx, &words)?;
    for id in said_in {
        requests::settle_text(tx, id)?;
    }
    for id in &all.requests {
        requests::settle_text(tx, *id)?;
        tx.record("request", *id, "updated", None, None)?;
    }
    // Nothing of the person stands in this row: it says that somebody was erased, when and by whom.
    let told = json!({ "letters": it.letters, "removed": settings::json(&removed)? });
    tx.record("client", it.id, "erased", None, Some(told))?;
    Ok(Report {
        removed,
        kept_requests,
        kept_letters: if it.letters { 0 } else { all.letters.len() as i64 },
        kept_addresses: refused.into_iter().map(|(_, address)| address).collect(),
        on_server,
        mentions: sql::mentions(tx, &words)?,
        still_open: Vec::new(),
        scrubbed: Scrubbed::Later,
    })
}

/// Words that name this person and hardly anybody else, in small letters.
fn words(card: &ClientCard) -> Vec<String> {
    let phones = card
        .phones
        .iter()
        .flat_map(|phone| [phone.number.trim_start_matches('+').to_owned(), phone.shown.clone()]);
    let full = Some(card.name.clone()).filter(|name| name.trim().contains(' '));
    let mut words: Vec<String> = full
        .into_iter()
        .chain(card.emails.iter().cloned())
        .chain(phones)
        .map(|word| word.trim().to_lowercase())
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect();
    words.sort();
    words.dedup();
    words
}

fn gone(ids: &Ids, files: &BTreeSet<i64>, words: Vec<String>) -> Gone {
    let ids = HashMap::from([
        ("client", BTreeSet::from([ids.client])),
        ("contact", ids.contacts.clone()),
        ("reminder", ids.reminders.clone()),
        ("request", ids.requests.clone()),
        ("letter", ids.letters.clone()),
        ("note", ids.notes.clone()),
        ("draft", ids.drafts.clone()),
        ("message", ids.messages.clone()),
        ("client_file", files.clone()),
    ]);
    Gone { ids, words }
}
