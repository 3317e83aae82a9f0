//! What a gateway says of SMS that it was given: by its call, by its own line, or because it was asked (S5).

mod sql;

use deskbell_sms::Submitted;
pub use deskbell_sms::{Report, State};
use deskbell_store::{Reader, Tx};
use serde_json::json;

use super::message::{MessageState, Way};
use super::stopped::{self, Origin, Source};
use super::work::{self, Accepted, Who};
use crate::office::Desk;
use crate::{Error, Result};

/// Seconds from one look at an SMS to the next, the last one from then on.
const LOOKS: [i64; 5] = [15, 60, 5 * 60, 15 * 60, 60 * 60];
/// After so long a state is not asked for any more: phones that were off get nothing later than this.
const LAST_LOOK: i64 = 72 * 60 * 60 * 1000;
/// A report by a name that never became known is kept so long.
const LONGEST_UNKNOWN: i64 = 60 * 60 * 1000;

/// An SMS whose state is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The message's.
    pub id: i64,
    pub gateway_id: i64,
    pub accepted_at: i64,
    pub polls: i64,
    pub submitted: Submitted,
}

/// What a message was when a report on it came.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub id: i64,
    pub mailing_id: Option<i64>,
    pub address: String,
    pub state: MessageState,
}

/// Notes a report of a gateway on one SMS, which it names by our id, by its own, or by both. False where no message is
/// known by these: either it is none of ours, or the answer to its submission is not noted yet and the report has to
/// come again.
pub fn reported(desk: &Desk, tx: &mut Tx, gateway_id: i64, report: &Report) -> Result<bool> {
    let ours = match report.id.as_deref().filter(|id| !id.is_empty()) {
        Some(token) => sql::by_token(tx, token)?,
        None => None,
    };
    let found = match (ours, report.gateway_id.as_deref().filter(|id| !id.is_empty())) {
        (None, Some(name)) => sql::by_gateway(tx, gateway_id, name)?,
        (ours, _) => ours,
    };
    let Some(told) = found else { return Ok(false) };
    note(desk, tx, gateway_id, &told, report)?;
    Ok(true)
}

fn note(desk: &Desk, tx: &mut Tx, gateway_id: i64, told: &Told, report: &Report) -> Result<()> {
    match told.state {
        // The answer to the submission comes first: it says the price and puts the SMS among the contacts.
        MessageState::Submitting if says_more(tx, told.id, report)? => {
            sql::keep_early(tx, told.id, &early(report)?)
        }
        MessageState::Submitting => Ok(()),
        MessageState::LeftOut | MessageState::Received => Ok(()),
        state => {
            let out = !matches!(report.state, State::Unknown);
            // One of which nobody knew whether it left has left.
            if out && matches!(state, MessageState::Uncertain | MessageState::Queued) {
                let named = report.gateway_id.as_deref().unwrap_or_default();
                work::accept_reported(desk, tx, told.id, gateway_id, named)?;
            }
            settle(desk, tx, told, report)
        }
    }
}

fn settle(desk: &Desk, tx: &mut Tx, told: &Told, report: &Report) -> Result<()> {
    let at = report.at.unwrap_or(desk.now()).min(desk.now());
    let changed = |tx: &mut Tx, what: &str| -> Result<()> {
        tx.record("message", told.id, what, None, Some(json!({ "mailing_id": told.mailing_id })))?;
        Ok(())
    };
    match report.state {
        State::Delivered if told.state != MessageState::Delivered => {
            sql::set_delivered(tx, told.id, &report.words, at)?;
            changed(tx, "delivered")
        }
        // What arrived has arrived: centres repeat themselves, and say of a part or a second try that it did not.
        State::Undelivered | State::Expired | State::Rejected
            if !matches!(told.state, MessageState::Failed | MessageState::Delivered) =>
        {
            let mut error = Error::NotDelivered.wire();
            error.detail = Some(report.words.clone()).filter(|words| !words.is_empty());
            sql::set_failed(tx, told.id, &crate::settings::json(&error)?.to_string(), &report.words, at)?;
            if report.state != State::Rejected {
                let origin =
                    Origin { source: Source::Server, detail: &report.words, message_id: Some(told.id) };
                stopped::failed_softly(tx, Way::Sms, &told.address, origin)?;
            }
            changed(tx, "not_delivered")
        }
        _ => Ok(()),
    }
}

/// Keeps a report by a name that no SMS has (yet), where SMS are being sent whose names are not noted: it is applied when
/// its name becomes known. False where none is, so that it concerns nothing of ours.
pub fn keep(desk: &Desk, tx: &mut Tx, gateway_id: i64, report: &Report) -> Result<bool> {
    let name = report.gateway_id.as_deref().unwrap_or_default();
    if name.is_empty() || !work::is_stranded(tx, Way::Sms, Who::All)? {
        return Ok(false);
    }
    sql::forget_unknown(tx, desk.now() - LONGEST_UNKNOWN)?;
    sql::keep_unknown(tx, gateway_id, name, &early(report)?, desk.now())?;
    Ok(true)
}

/// Whether a report says more than the one that waits already: gateways tell of each step, in no sure order.
fn says_more(tx: &mut Tx, id: i64, report: &Report) -> Result<bool> {
    let Some(kept) = sql::early(tx, id)? else { return Ok(true) };
    let rank = |state: State| match state {
        State::Unknown => 0,
        State::Queued => 1,
        State::Sent => 2,
        State::Undelivered | State::Expired | State::Rejected => 3,
        State::Delivered => 4,
    };
    Ok(rank(report.state) >= rank(as_kept(&kept)?.state))
}

/// A report as it waits for the answer to its submission.
fn early(report: &Report) -> Result<String> {
    let kept =
        json!({ "state": crate::settings::json(&report.state)?, "at": report.at, "words": report.words });
    Ok(kept.to_string())
}

/// Applies the reports that came before the answer to the submission was noted: by our id, or by the gateway's name.
pub(super) fn apply_early(desk: &Desk, tx: &mut Tx, id: i64, accepted: &Accepted) -> Result<()> {
    let mut kept = Vec::new();
    if let Some(gateway_id) = accepted.gateway_id.filter(|_| !accepted.gateway_message.is_empty()) {
        kept = sql::take_unknown(tx, gateway_id, &accepted.gateway_message)?;
    }
    kept.extend(sql::early(tx, id)?);
    if kept.is_empty() {
        return Ok(());
    }
    sql::forget_early(tx, id)?;
    for kept in kept {
        let told = sql::told_of(tx, id)?;
        if matches!(told.state, MessageState::Accepted | MessageState::Delivered | MessageState::Failed) {
            settle(desk, tx, &told, &as_kept(&kept)?)?;
        }
    }
    Ok(())
}

fn as_kept(kept: &str) -> Result<Report> {
    let bad = |error: serde_json::Error| Error::BadData(error.to_string());
    let kept: serde_json::Value = serde_json::from_str(kept).map_err(bad)?;
    Ok(Report {
        id: None,
        gateway_id: None,
        state: serde_json::from_value(kept.get("state").cloned().unwrap_or_default()).map_err(bad)?,
        at: kept.get("at").and_then(serde_json::Value::as_i64),
        words: kept.get("words").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned(),
    })
}

/// When an SMS that was taken now is first asked about.
pub fn first_look(now: i64) -> i64 {
    now + 15_000
}

/// When the next SMS is to be asked about; none where none is.
pub fn next_look(reader: &mut Reader) -> Result<Option<i64>> {
    sql::next_look(reader)
}

/// The SMS that are to be asked about now, those of one gateway.
pub fn due(reader: &mut Reader, now: i64, most: usize) -> Result<Vec<Asked>> {
    let due = sql::due(reader, now, most)?;
    let first = due.first().map(|one| one.gateway_id);
    Ok(due.into_iter().filter(|one| Some(one.gateway_id) == first).collect())
}

/// Notes that these were asked about: those of which nothing final is known come again, for three days.
pub fn looked(tx: &mut Tx, asked: &[Asked], now: i64) -> Result<()> {
    for one in asked {
        let next = usize::try_from(one.polls + 1).unwrap_or(usize::MAX).min(LOOKS.len() - 1);
        let at = now + LOOKS.get(next).copied().unwrap_or(3600) * 1000;
        let at = (at <= one.accepted_at + LAST_LOOK).then_some(at);
        sql::set_look(tx, one.id, at, one.polls + 1)?;
    }
    Ok(())
}

/// Puts off asking: the gateway did not answer.
pub fn put_off(tx: &mut Tx, asked: &[Asked], at: Option<i64>) -> Result<()> {
    for one in asked {
        sql::set_look(tx, one.id, at.filter(|at| *at <= one.accepted_at + LAST_LOOK), one.polls)?;
    }
    Ok(())
}
