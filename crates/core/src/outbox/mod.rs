//! The outbox: every letter of ours from the moment it is written until it is known what became of it (M11).
//!
//! queued → sending → sent, or retry at a later time, failed, or uncertain: the line broke after the text was handed
//! over. Nothing is sent twice by itself: a letter that may have left is never queued again except by a person's word.

mod copies;
mod sql;

use deskbell_mail::smtp::Refused;
use deskbell_mail::{MailError, compose, letter};
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use copies::{Copy, copies, copy, count_copy, drop_copy, refused_copies, renew_copy, set_copied};

use crate::drafts::{self, Draft, FileBytes};
use crate::letters::{self, Recipients};
use crate::office::Desk;
use crate::requests::Before;
use crate::{Error, Result, WireError, contacts, requests};

/// No letter waits longer for its next try, in milliseconds: the longest of the outbox job's waits and a little.
const LONGEST_WAIT: i64 = 130 * 60 * 1000;

/// Where a letter of ours stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "OutboxState")]
pub enum State {
    Queued,
    Sending,
    Sent,
    Retry,
    Failed,
    Uncertain,
}

impl State {
    fn of(code: &str) -> Self {
        match code {
            "sending" => Self::Sending,
            "sent" => Self::Sent,
            "retry" => Self::Retry,
            "failed" => Self::Failed,
            "uncertain" => Self::Uncertain,
            _ => Self::Queued,
        }
    }
}

/// What the conversation says of a letter of ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delivery {
    pub state: Option<State>,
    pub undo_until: Option<i64>,
    pub retry_at: Option<i64>,
    pub error: Option<WireError>,
}

/// A letter in the outbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OutboxRow {
    pub letter_id: i64,
    pub request_id: Option<i64>,
    pub number: String,
    pub to: String,
    pub subject: String,
    /// A notice of Deskbell's own: `to` is its addressee's name, and what it says is for them.
    pub notice: bool,
    pub state: State,
    pub attempts: i64,
    pub retry_at: Option<i64>,
    pub error: Option<WireError>,
    pub at: i64,
}

/// What "undo" gives back.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Undo {
    draft: Draft,
    employee_id: i64,
    before: Before,
}

/// A letter taken for sending.
#[derive(Debug, Clone)]
pub struct Leaving {
    pub letter_id: i64,
    pub message_id: String,
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// How often it was taken, this time included: who has it by now is told by it.
    turn: i64,
}

/// Puts a stored letter into the outbox; it leaves when the time for undo is over.
pub fn queue(
    desk: &Desk,
    tx: &mut Tx,
    letter_id: i64,
    undo_until: i64,
    draft: &Draft,
    before: Before,
    saves_sent: bool,
) -> Result<()> {
    let undo = Undo { draft: draft.clone(), employee_id: desk.me()?, before };
    let undo = crate::settings::json(&undo)?.to_string();
    sql::insert(
        tx,
        letter_id,
        desk.now(),
        undo_until,
        &undo,
        if saves_sent { "not_needed" } else { "pending" },
    )?;
    tx.record("outbox", letter_id, "queued", None, None)?;
    Ok(())
}

/// Puts a stored letter that no person sent into the outbox, and counts it for its address (M7). No copy of it goes into
/// the Sent folder.
pub fn queue_automatic(desk: &Desk, tx: &mut Tx, letter_id: i64, address: &str) -> Result<()> {
    sql::insert_automatic(tx, letter_id, address, desk.now())?;
    tx.record("outbox", letter_id, "queued", None, None)?;
    Ok(())
}

/// How many letters that no person sent went to an address within the last hour (M7).
pub fn automatic_to(reader: &mut Reader, address: &str, now: i64) -> Result<i64> {
    sql::automatic_to(reader, address, now)
}

/// Removes Deskbell's own letters that went out before an instant.
pub(crate) fn remove_automatic(tx: &mut Tx, before: i64) -> Result<()> {
    sql::remove_automatic(tx, before)
}

/// Where a letter of ours stands; `None` for one that another program sent.
pub fn delivery(reader: &mut Reader, letter_id: i64) -> Result<Option<Delivery>> {
    sql::delivery(reader, letter_id)
}

/// Everything that has not left, oldest first.
pub fn list(reader: &mut Reader) -> Result<Vec<OutboxRow>> {
    sql::list(reader)
}

/// How many letters have not left.
pub fn waiting_count(reader: &mut Reader) -> Result<i64> {
    sql::waiting_count(reader)
}

/// Takes a letter back before it leaves: the draft returns, and the request is as before.
pub fn unsend(desk: &Desk, tx: &mut Tx, letter_id: i64) -> Result<Draft> {
    let (state, undo) = waiting(tx, letter_id)?;
    if state != State::Queued {
        return Err(Error::TooLate);
    }
    if undo.employee_id != desk.me()? {
        return Err(Error::Forbidden("answer_letters"));
    }
    let id = take_back(tx, letter_id, &undo)?;
    tx.record("outbox", letter_id, "unsent", None, None)?;
    drafts::get(desk, tx, id)
}

/// A letter that has not left, and what undo would give back.
fn waiting(tx: &mut Tx, letter_id: i64) -> Result<(State, Undo)> {
    let (state, json) =
        sql::undo_of(tx, letter_id)?.ok_or(Error::NotFound { noun: "letter", id: letter_id })?;
    let undo = serde_json::from_str(&json.ok_or(Error::TooLate)?)
        .map_err(|error| Error::BadData(error.to_string()))?;
    Ok((state, undo))
}

/// Removes a letter that did not leave and makes it the draft it was, its writer's. Gives the draft's id.
fn take_back(tx: &mut Tx, letter_id: i64, undo: &Undo) -> Result<i64> {
    let files = files_of(tx, letter_id)?;
    let letter = letters::get(tx, letter_id)?;
    contacts::unlog_letter(tx, letter_id)?;
    sql::remove_letter(tx, letter_id)?;
    if let Some(answered) = undo.draft.letter_id {
        letters::unmark_answered(tx, answered)?;
    }
    if let Some(request_id) = letter.request_id {
        requests::restore(tx, request_id, letter.at, &undo.before)?;
    }
    drafts::restore(tx, &undo.draft, undo.employee_id, &files)
}

fn files_of(tx: &mut Tx, letter_id: i64) -> Result<Vec<FileBytes>> {
    let raw = letters::raw_of(tx, letter_id)?;
    let files = letters::files(tx, letter_id)?;
    Ok(files
        .into_iter()
        .filter(|file| !file.inline)
        .filter_map(|file| {
            let body = letter::attachment(&raw, usize::try_from(file.position).ok()?)?;
            Some(FileBytes { name: file.name, content_type: file.content_type, body })
        })
        .collect())
}

/// Queues a letter that failed or is uncertain once more, by a person's word.
pub fn retry(tx: &mut Tx, letter_id: i64) -> Result<()> {
    by_hand(tx, letter_id, &[State::Failed, State::Uncertain, State::Retry])?;
    sql::set_queued(tx, letter_id)?;
    tx.record("outbox", letter_id, "retry", None, None)?;
    Ok(())
}

/// Notes a person's word that an uncertain letter did arrive.
pub fn mark_sent(desk: &Desk, tx: &mut Tx, letter_id: i64) -> Result<()> {
    by_hand(tx, letter_id, &[State::Uncertain, State::Failed])?;
    sql::set_sent(tx, letter_id, desk.now())?;
    tx.record("outbox", letter_id, "marked_sent", None, None)?;
    Ok(())
}

/// Gives a letter up that has not left: it is a draft of its writer again.
pub fn cancel(tx: &mut Tx, letter_id: i64) -> Result<()> {
    by_hand(tx, letter_id, &[State::Queued, State::Retry, State::Failed])?;
    // Deskbell's own letter was nobody's draft.
    if sql::is_automatic(tx, letter_id)? {
        sql::remove_letter(tx, letter_id)?;
        tx.record("outbox", letter_id, "cancelled", None, None)?;
        return Ok(());
    }
    let (_, undo) = waiting(tx, letter_id)?;
    take_back(tx, letter_id, &undo)?;
    tx.record("outbox", letter_id, "cancelled", None, None)?;
    Ok(())
}

fn by_hand(reader: &mut Reader, letter_id: i64, allowed: &[State]) -> Result<()> {
    let delivery =
        sql::delivery(reader, letter_id)?.ok_or(Error::NotFound { noun: "letter", id: letter_id })?;
    if delivery.state.is_some_and(|state| allowed.contains(&state)) { Ok(()) } else { Err(Error::TooLate) }
}

/// Takes the next letter that is due. The attempt is counted before it begins.
pub fn take_next(desk: &Desk, tx: &mut Tx) -> Result<Option<Leaving>> {
    let Some(sql::Due { letter_id, attempts, taken, left }) = sql::next(tx, desk.now(), LONGEST_WAIT)? else {
        return Ok(None);
    };
    sql::set_sending(tx, letter_id)?;
    let letter = letters::leaving(tx, letter_id)?;
    let Recipients { to, cc, bcc, .. } = letter.recipients;
    let all = || to.iter().chain(&cc).chain(&bcc).map(|person| person.address.as_str());
    let to = serde_json::from_str(&left).unwrap_or_else(|_| compose::envelope(all()));
    tx.record("outbox", letter_id, "sending", None, None)?;
    Ok(Some(Leaving {
        letter_id,
        message_id: letter.message_id,
        from: compose::envelope([letter.from.address.as_str()]).remove(0),
        to,
        raw: letters::raw::load(tx, letter.raw_id)?,
        attempts: attempts + 1,
        turn: taken + 1,
    }))
}

/// When the next letter is due.
pub fn next_at(reader: &mut Reader) -> Result<Option<i64>> {
    sql::next_at(reader)
}

/// Whether a letter is due now.
pub fn is_due(reader: &mut Reader, now: i64) -> Result<bool> {
    Ok(sql::next(reader, now, LONGEST_WAIT)?.is_some())
}

/// Whether a letter is noted as being sent.
pub fn is_stranded(reader: &mut Reader) -> Result<bool> {
    Ok(!sql::sending(reader)?.is_empty())
}

/// Ends the time for undo of somebody's letters, or of all, for their window is closing; tells how many letters leave by it.
pub fn end_undo(desk: &Desk, tx: &mut Tx, employee_id: Option<i64>) -> Result<u64> {
    sql::end_undo(tx, employee_id, desk.now())
}

/// Whether letters are on their way that are not waiting for another try.
pub fn is_leaving(desk: &Desk, reader: &mut Reader) -> Result<bool> {
    Ok(is_due(reader, desk.now())? || is_stranded(reader)?)
}

/// Notes that the text is about to be handed over: from here on the letter may have left. The error `too_late` where the
/// letter was given to somebody else since it was taken.
pub fn set_handed(tx: &mut Tx, leaving: &Leaving) -> Result<()> {
    if sql::set_handed(tx, leaving.letter_id, leaving.turn)? { Ok(()) } else { Err(Error::TooLate) }
}

/// Whether a letter is still as it was taken, or at most in doubt: then what became of it is this program's to tell.
pub fn is_taken_by(reader: &mut Reader, leaving: &Leaving) -> Result<bool> {
    sql::is_taken(reader, leaving.letter_id, leaving.turn)
}

/// Puts a letter back that was taken and whose text was not handed over.
pub fn give_back(tx: &mut Tx, letter_id: i64) -> Result<()> {
    sql::set_queued(tx, letter_id)?;
    tx.record("outbox", letter_id, "queued", None, None)?;
    Ok(())
}

/// Notes that the server took the letter; addresses that it refused are told on the letter.
pub fn set_sent(desk: &Desk, tx: &mut Tx, letter_id: i64, refused: &[Refused]) -> Result<()> {
    sql::set_sent(tx, letter_id, desk.now())?;
    tell_refused(tx, letter_id, refused)?;
    tx.record("outbox", letter_id, "sent", None, None)?;
    Ok(())
}

fn tell_refused(tx: &mut Tx, letter_id: i64, refused: &[Refused]) -> Result<()> {
    refused.iter().try_for_each(|one| letters::set_not_delivered(tx, letter_id, &one.address, &one.answer))
}

/// Notes that the server took the letter for some and asks to try others later: those alone are tried again.
pub fn set_partly(tx: &mut Tx, letter_id: i64, refused: &[Refused], retry_at: i64) -> Result<()> {
    let (later, never): (Vec<Refused>, Vec<Refused>) = refused.iter().cloned().partition(|one| one.passing);
    let answers: Vec<String> = later.iter().map(|one| format!("{}: {}", one.address, one.answer)).collect();
    let error = Error::Mail(MailError::RecipientsRefused { answer: answers.join("; ") }).wire();
    let error = crate::settings::json(&error)?.to_string();
    let receivers: Vec<&str> = later.iter().map(|one| one.address.as_str()).collect();
    let receivers = crate::settings::json(&receivers)?.to_string();
    sql::set_partly(tx, letter_id, &receivers, retry_at, &error)?;
    tell_refused(tx, letter_id, &never)?;
    tx.record("outbox", letter_id, "retry_at", None, None)?;
    Ok(())
}

/// Notes that the server could not be reached: the letter goes when it can, and this was no attempt at it.
pub fn set_unreached(tx: &mut Tx, letter_id: i64, error: &WireError, retry_at: i64) -> Result<()> {
    sql::set_unreached(tx, letter_id, retry_at, &crate::settings::json(error)?.to_string())?;
    tx.record("outbox", letter_id, "retry_at", None, None)?;
    Ok(())
}

/// Whether letters wait for nothing but the line.
pub fn waits_for_line(reader: &mut Reader) -> Result<bool> {
    Ok(!sql::unreached(reader)?.is_empty())
}

/// The line is back: letters that only waited for it go at once. Tells whether there are any.
pub fn line_is_back(tx: &mut Tx) -> Result<bool> {
    let waiting = sql::unreached(tx)?;
    for &letter_id in &waiting {
        sql::set_due(tx, letter_id)?;
        tx.record("outbox", letter_id, "retry_at", None, None)?;
    }
    Ok(!waiting.is_empty())
}

/// Notes that a letter did not leave: it is tried again at `retry_at`, or has failed.
pub fn set_failed(tx: &mut Tx, letter_id: i64, error: &WireError, retry_at: Option<i64>) -> Result<()> {
    let json = crate::settings::json(error)?.to_string();
    match retry_at {
        Some(at) => sql::set_retry(tx, letter_id, at, &json)?,
        None => sql::set_failed(tx, letter_id, &json)?,
    }
    tx.record("outbox", letter_id, if retry_at.is_some() { "retry_at" } else { "failed" }, None, None)?;
    Ok(())
}

/// Notes that nobody knows whether a letter left.
pub fn set_uncertain(tx: &mut Tx, letter_id: i64) -> Result<()> {
    let error = crate::settings::json(&Error::Uncertain.wire())?.to_string();
    sql::set_uncertain(tx, letter_id, &error)?;
    tx.record("outbox", letter_id, "uncertain", None, None)?;
    Ok(())
}

/// After a crash: what was being sent is queued again where its text had not been handed over, and uncertain where it
/// had. Only the program that holds the outbox may call this.
pub fn recover(tx: &mut Tx) -> Result<()> {
    for (letter_id, handed) in sql::sending(tx)? {
        if handed {
            set_uncertain(tx, letter_id)?;
        } else {
            give_back(tx, letter_id)?;
        }
    }
    Ok(())
}

/// After a backup was put in place: whether what waited in it left since then, nobody knows.
pub fn doubt(tx: &mut Tx) -> Result<()> {
    let error = crate::settings::json(&Error::Restored.wire())?.to_string();
    for letter_id in sql::unsent(tx)? {
        sql::set_uncertain(tx, letter_id, &error)?;
        tx.record("outbox", letter_id, "uncertain", None, None)?;
    }
    Ok(())
}

/// The uncertain letters, which may be looked for in the Sent folder.
pub fn uncertain(reader: &mut Reader) -> Result<Vec<(i64, String)>> {
    sql::uncertain(reader)
}
