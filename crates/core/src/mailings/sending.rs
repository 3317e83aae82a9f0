//! From the draft to the end of a mailing, as a person decides it: check, send, pause, resume, stop, retry (S3, S4).

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::log::{self, ReasonCount};
use super::message::{Reason, Way};
use super::{Mailing, State, Text, draft, get, people, settings, sql, text, work};
use crate::office::Desk;
use crate::{Error, Result, WireError, gateways, mailbox};

/// What is known before a mailing goes out (S3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingCheck {
    /// Everybody who was chosen.
    pub total: i64,
    /// Messages that will go, and of these by each way.
    pub to_send: i64,
    pub emails: i64,
    pub sms: i64,
    pub left_out: Vec<ReasonCount>,
    /// Above so many messages their number is typed.
    pub confirm_above: i64,
    /// Whether an answer to an SMS reaches the office: only then does it help to be told of the word that opts out.
    pub sms_answered: bool,
    /// What keeps it from going.
    pub problems: Vec<WireError>,
}

/// The word to send.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct SendMailing {
    pub id: i64,
    /// The number of messages as somebody typed it; asked for where there are many.
    pub confirmed: Option<i64>,
}

/// Which messages are tried once more.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct RetryMessages {
    pub id: i64,
    /// These alone; all that failed or were refused where none are named.
    pub message_ids: Option<Vec<i64>>,
    /// Also those of which nobody knows whether they left: somebody looked, and they did not.
    pub uncertain: Option<bool>,
}

/// Decides of everybody anew and tells what would happen.
pub fn check(desk: &Desk, tx: &mut Tx, id: i64) -> Result<MailingCheck> {
    let mailing = get(tx, id)?;
    if mailing.state == State::Draft {
        people::judge_all(desk, tx, &mailing)?;
    }
    let counts = super::message::counts(tx, id)?;
    let (emails, sms) = sql::ways(tx, id)?;
    Ok(MailingCheck {
        total: counts.total,
        to_send: emails + sms,
        emails,
        sms,
        left_out: log::left_out(tx, id)?,
        confirm_above: settings::get(tx)?.confirm_above,
        sms_answered: gateways::receives(tx)?,
        problems: problems(tx, &mailing, emails, sms)?.iter().map(Error::wire).collect(),
    })
}

/// What keeps a mailing from going, the first thing to mend first.
fn problems(reader: &mut Reader, mailing: &Mailing, emails: i64, sms: i64) -> Result<Vec<Error>> {
    let mut problems = Vec::new();
    if emails + sms == 0 {
        problems.push(Error::NobodyToWriteTo);
    }
    let has = |written: fn(&Text) -> bool| {
        mailing.fields.texts.iter().find(|text| text.language.is_none()).is_some_and(written)
    };
    if emails > 0 {
        if !has(|text| !text.subject.is_empty()) {
            problems.push(Error::EmptyText { field: "subject" });
        }
        if !has(|text| {
            !deskbell_mail::clean::to_text(&text.html).trim().is_empty() || text.html.contains("<img")
        }) {
            problems.push(Error::EmptyText { field: "text" });
        }
        if mailbox::get(reader)?.is_none() {
            problems.push(Error::NoMailbox);
        }
    }
    if sms > 0 && !has(|text| !text.sms.trim().is_empty()) {
        problems.push(Error::EmptyText { field: "sms" });
    }
    if sms > 0 && gateways::chosen(reader)?.is_none() {
        problems.push(Error::NoGateway);
    }
    Ok(problems)
}

/// Sends a draft: from here on it goes out by itself.
pub fn send(desk: &Desk, tx: &mut Tx, it: &SendMailing) -> Result<()> {
    let mailing = draft(tx, it.id)?;
    text::check(&mailing.fields)?;
    let check = check(desk, tx, it.id)?;
    if let Some(problem) = problems(tx, &mailing, check.emails, check.sms)?.into_iter().next() {
        return Err(problem);
    }
    if check.to_send > check.confirm_above && it.confirmed != Some(check.to_send) {
        return Err(Error::TypeTheNumber { count: check.to_send });
    }
    sql::begin(tx, it.id, desk.employee_id, desk.now())?;
    set_state(tx, it.id, State::Running, None)?;
    tx.record("mailing", it.id, "sent", None, Some(json!({ "to_send": check.to_send })))?;
    Ok(())
}

/// Pauses a mailing by a person's word.
pub fn pause(tx: &mut Tx, id: i64) -> Result<()> {
    need(tx, id, &[State::Running])?;
    set_state(tx, id, State::Paused, None)?;
    tx.record("mailing", id, "paused", None, None)?;
    Ok(())
}

/// Pauses a mailing that goes on running into the same wall; one that somebody stopped meanwhile stays so.
pub fn pause_because(tx: &mut Tx, id: i64, reason: &WireError) -> Result<()> {
    if sql::state(tx, id)? != Some(State::Running) {
        return Ok(());
    }
    let json = crate::settings::json(reason)?;
    set_state(tx, id, State::Paused, Some(&json.to_string()))?;
    tx.record("mailing", id, "paused", None, Some(json))?;
    Ok(())
}

/// Goes on with a paused mailing.
pub fn resume(tx: &mut Tx, id: i64) -> Result<()> {
    need(tx, id, &[State::Paused])?;
    set_state(tx, id, State::Running, None)?;
    tx.record("mailing", id, "resumed", None, None)?;
    Ok(())
}

/// Ends a mailing for good: whoever has not had their turn is left out.
pub fn stop(desk: &Desk, tx: &mut Tx, id: i64) -> Result<()> {
    need(tx, id, &[State::Running, State::Paused])?;
    people::leave_out_waiting(tx, id, None, Reason::Stopped)?;
    set_state(tx, id, State::Stopped, None)?;
    sql::end(tx, id, desk.now())?;
    tx.record("mailing", id, "stopped", None, None)?;
    Ok(())
}

/// Queues once more what failed or was refused; how many.
pub fn retry(tx: &mut Tx, it: &RetryMessages) -> Result<i64> {
    let mailing = need(tx, it.id, &[State::Running, State::Paused, State::Done, State::Stopped])?;
    let count = sql::retry(tx, it.id, it.message_ids.as_deref(), it.uncertain.unwrap_or(false))?;
    if count > 0 && matches!(mailing.state, State::Done | State::Stopped) {
        set_state(tx, it.id, State::Running, None)?;
    }
    tx.record("mailing", it.id, "retried", None, Some(json!({ "messages": count })))?;
    Ok(count)
}

/// Notes a person's word that uncertain messages did arrive.
pub fn mark_sent(desk: &Desk, tx: &mut Tx, id: i64, message_ids: &[i64]) -> Result<()> {
    get(tx, id)?;
    let marked = sql::mark_sent(tx, id, message_ids, desk.now())?;
    work::log_late(desk, tx, &marked)?;
    tx.record("mailing", id, "marked_sent", None, Some(json!({ "messages": message_ids })))?;
    Ok(())
}

/// A mailing in one of these states.
fn need(reader: &mut Reader, id: i64, states: &[State]) -> Result<Mailing> {
    let mailing = get(reader, id)?;
    if states.contains(&mailing.state) { Ok(mailing) } else { Err(Error::MailingState) }
}

pub(super) fn set_state(tx: &mut Tx, id: i64, state: State, pause_reason: Option<&str>) -> Result<()> {
    sql::set_state(tx, id, state, pause_reason)
}

/// By which way a look at a mailing is taken where nobody is chosen yet.
pub(super) fn main_way(mailing: &Mailing) -> Way {
    if mailing.fields.channel.has_email() { Way::Email } else { Way::Sms }
}
