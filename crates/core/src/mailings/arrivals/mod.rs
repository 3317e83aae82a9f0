//! What comes back from a mailing, told apart as letters come in: reports that a letter did not arrive, machines that
//! answer, people who answer or want no more, and our own copies in the Sent folder (S5, S6).

mod sql;
mod words;

use deskbell_mail::letter::{Bounce, Letter, is_no_such_address};
use deskbell_store::Tx;

pub use sql::Sent;

use super::message::{MessageState, Way};
use super::stopped::{self, Origin, Source};
use super::text::OPT_OUT_WORD;
use super::work;
use crate::contacts::Direction;
use crate::letters::{Kind, NotDelivered};
use crate::office::Desk;
use crate::{Error, Result};

/// Our Message-IDs have this in them: only those are looked for.
const OUR_MARK: &str = ".deskbell@";
/// So many ids of a letter are looked at.
const MOST_IDS: usize = 60;
/// A report that does not name its letter is about one of so many days.
const DAYS: i64 = 10 * 24 * 60 * 60 * 1000;

/// What a letter has to do with mailings.
#[derive(Debug, Clone)]
pub enum Arrived {
    /// A copy of a message of ours, in the Sent folder.
    Copy,
    /// Somebody wants no more.
    OptOut { way_in: Source, message: Sent },
    /// A message did not arrive. `certain`: the report names it; otherwise only its receiver is known.
    Bounce { message: Sent, bounce: Bounce, certain: bool },
    /// A machine answered.
    AutoReply { message: Sent },
    /// A person answered.
    Answer { message: Sent },
}

impl Arrived {
    /// The rule that keeps such a letter out of every request.
    pub fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Copy => Some("mailing"),
            Self::OptOut { .. } => Some("opt_out"),
            Self::Bounce { .. } | Self::AutoReply { .. } | Self::Answer { .. } => None,
        }
    }

    /// The request that earlier answers of the same person to the same message are in.
    pub fn request_id(&self) -> Option<i64> {
        match self {
            Self::Answer { message } => message.request_id,
            _ => None,
        }
    }
}

/// What a letter that came has to do with mailings; nothing for nearly all.
pub fn of(tx: &mut Tx, letter: &Letter, kind: Kind, direction: Direction) -> Result<Option<Arrived>> {
    if direction == Direction::Outgoing {
        let ours =
            letter.message_id.contains(OUR_MARK) && sql::by_message_id(tx, &letter.message_id)?.is_some();
        return Ok(ours.then_some(Arrived::Copy));
    }
    if let Some(message) = by_token(tx, &letter.subject)? {
        return Ok(Some(Arrived::OptOut { way_in: Source::ListUnsubscribe, message }));
    }
    let message = by_ids(tx, letter)?;
    Ok(match (kind, message) {
        (Kind::Bounce, message) => of_bounce(tx, letter, message)?,
        (_, None) => None,
        (Kind::AutoReply | Kind::Newsletter, Some(message)) => Some(Arrived::AutoReply { message }),
        (Kind::Letter, Some(message)) => {
            let from = letter.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
            // What was written to one person is opted out of by that person alone, and only their answers go together.
            if from != message.address {
                None
            } else if words::is_stop(said(letter)) {
                Some(Arrived::OptOut { way_in: Source::Answer, message })
            } else {
                Some(Arrived::Answer { message })
            }
        }
    })
}

fn said(letter: &Letter) -> &str {
    if letter.visible_text.trim().is_empty() { &letter.text } else { &letter.visible_text }
}

/// `unsubscribe TOKEN` as the letter's List-Unsubscribe has it. The token was told to the receiver alone.
fn by_token(tx: &mut Tx, subject: &str) -> Result<Option<Sent>> {
    let Some((word, token)) = subject.trim().split_once(char::is_whitespace) else { return Ok(None) };
    if !word.eq_ignore_ascii_case(OPT_OUT_WORD) {
        return Ok(None);
    }
    let token = token.trim();
    let Some(id) = token.split('-').next().and_then(|id| id.parse().ok()) else { return Ok(None) };
    sql::by_token(tx, id, token)
}

fn by_ids(tx: &mut Tx, letter: &Letter) -> Result<Option<Sent>> {
    let bounced = letter.bounce.iter().filter_map(|bounce| bounce.message_id.as_ref());
    let named = bounced.chain(letter.in_reply_to.iter()).chain(letter.references.iter().rev());
    for id in named.filter(|id| id.contains(OUR_MARK)).take(MOST_IDS) {
        if let Some(message) = sql::by_message_id(tx, id)? {
            return Ok(Some(message));
        }
    }
    Ok(None)
}

fn of_bounce(tx: &mut Tx, letter: &Letter, message: Option<Sent>) -> Result<Option<Arrived>> {
    let Some(bounce) = letter.bounce.clone() else { return Ok(None) };
    if let Some(message) = message {
        return Ok(Some(Arrived::Bounce { message, bounce, certain: true }));
    }
    // Reports of old servers name nothing but the receiver. Anybody can write one: it counts for little.
    let Some(recipient) = bounce.recipient.as_deref().filter(|_| bounce.message_id.is_none()) else {
        return Ok(None);
    };
    let since = tx.stamp().at - DAYS;
    let message = sql::latest_to(tx, &recipient.to_lowercase(), since)?;
    Ok(message.map(|message| Arrived::Bounce { message, bounce, certain: false }))
}

/// Notes what came. `request_id` is the request that the letter is in now.
pub fn note(desk: &Desk, tx: &mut Tx, arrived: &Arrived, request_id: Option<i64>, at: i64) -> Result<()> {
    match arrived {
        Arrived::Copy => Ok(()),
        Arrived::OptOut { way_in, message } => {
            let origin = Origin { source: *way_in, detail: "", message_id: Some(message.id) };
            is_there(desk, tx, message)?;
            stopped::opt_out(tx, Way::Email, &message.address, origin)
        }
        Arrived::Bounce { message, bounce, certain } => bounced(tx, message, bounce, *certain, at),
        Arrived::AutoReply { message } => {
            sql::set_auto_reply(tx, message.id, at)?;
            changed(tx, message, "auto_reply")
        }
        Arrived::Answer { message } => {
            sql::set_answered(tx, message.id, at, request_id)?;
            is_there(desk, tx, message)?;
            changed(tx, message, "answered")
        }
    }
}

/// Whoever says something about a letter has it.
fn is_there(desk: &Desk, tx: &mut Tx, message: &Sent) -> Result<()> {
    if sql::set_arrived(tx, message.id)? { work::log_late(desk, tx, &[message.id]) } else { Ok(()) }
}

fn changed(tx: &mut Tx, message: &Sent, what: &str) -> Result<()> {
    let after = serde_json::json!({ "mailing_id": message.mailing_id });
    tx.record("message", message.id, what, None, Some(after))?;
    Ok(())
}

fn bounced(tx: &mut Tx, message: &Sent, bounce: &Bounce, certain: bool, at: i64) -> Result<()> {
    let reason = reason_of(bounce);
    let told = NotDelivered { recipient: message.address.clone(), reason: reason.clone() };
    let mut error = Error::NotDelivered.wire();
    error.detail = Some(reason.clone());
    sql::set_failed(tx, message.id, &crate::settings::json(&error)?.to_string(), &reason, at)?;
    tx.record("message", message.id, "not_delivered", None, Some(crate::settings::json(&told)?))?;
    stop_address(tx, &message.address, bounce, certain, Some(message.id))
}

/// What a report says of an address that one wrote to, by a mailing or not.
pub fn stop_address(
    tx: &mut Tx,
    address: &str,
    bounce: &Bounce,
    certain: bool,
    message_id: Option<i64>,
) -> Result<()> {
    let address = address.to_lowercase();
    let reason = reason_of(bounce);
    let origin = Origin { source: Source::Bounce, detail: &reason, message_id };
    if certain && bounce.permanent && is_no_such_address(&reason) {
        stopped::bounced(tx, Way::Email, &address, origin)
    } else if !bounce.permanent || !certain {
        stopped::failed_softly(tx, Way::Email, &address, origin)
    } else {
        // The letter was refused, not the address: what it says, or who sent it.
        Ok(())
    }
}

fn reason_of(bounce: &Bounce) -> String {
    match &bounce.status {
        Some(status) if !bounce.reason.contains(status.as_str()) => format!("{status} {}", bounce.reason),
        _ => bounce.reason.clone(),
    }
}

/// Whether an SMS that came says that its sender wants no more; then that is noted. `from` is E.164.
pub fn sms_came(tx: &mut Tx, from: &str, text: &str) -> Result<bool> {
    if !words::is_stop(text) {
        return Ok(false);
    }
    let message_id = sql::latest_sms_to(tx, from)?;
    let origin = Origin { source: Source::Sms, detail: text.trim(), message_id };
    stopped::opt_out(tx, Way::Sms, from, origin)?;
    Ok(true)
}

/// What is known of a message whose state a gateway tells.
pub fn is_settled(state: MessageState) -> bool {
    matches!(state, MessageState::Delivered | MessageState::Failed | MessageState::Refused)
}
