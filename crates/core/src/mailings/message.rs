//! One message: a person's in a mailing, or a single SMS. Its states and what is told of them.

use std::collections::BTreeMap;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sql;
use crate::Result;
pub use crate::clients::consent::Way;

/// Where a message stands. `queued → submitting` (committed before its first byte leaves) `→ accepted`, and from there
/// `delivered` or `failed`; `refused` where the server would not have it, `uncertain` where nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    Queued,
    Submitting,
    Accepted,
    Delivered,
    Failed,
    Refused,
    Uncertain,
    /// Not written to, with a reason.
    LeftOut,
    /// An SMS that came in.
    Received,
}

impl MessageState {
    /// All of them, in the order of a message's life.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Submitting,
        Self::Accepted,
        Self::Delivered,
        Self::Failed,
        Self::Refused,
        Self::Uncertain,
        Self::LeftOut,
        Self::Received,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Submitting => "submitting",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
            Self::LeftOut => "left_out",
            Self::Received => "received",
        }
    }

    /// The state of a stored word.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Queued)
    }
}

/// Why somebody is left out of a mailing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LeftOutReason")]
pub enum Reason {
    /// No e-mail or phone that can be written to.
    NoAddress,
    OptedOut,
    /// Did not agree, where that is needed, or refused.
    NoConsent,
    /// "Do not write" stands on the card.
    DoNotWrite,
    Bounced,
    /// Another message of the mailing goes to the address.
    Duplicate,
    /// A mailing reached the address within the days that it asks for.
    Recent,
    /// Taken off the mailing by hand.
    Removed,
    /// The mailing was stopped before their turn.
    Stopped,
}

impl Reason {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::NoAddress,
        Self::OptedOut,
        Self::NoConsent,
        Self::DoNotWrite,
        Self::Bounced,
        Self::Duplicate,
        Self::Recent,
        Self::Removed,
        Self::Stopped,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::OptedOut => "opted_out",
            Self::NoConsent => "no_consent",
            Self::DoNotWrite => "do_not_write",
            Self::Bounced => "bounced",
            Self::Duplicate => "duplicate",
            Self::Recent => "recent",
            Self::Removed => "removed",
            Self::Stopped => "stopped",
        }
    }

    /// The reason of a stored word; none of an empty one.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// How many messages of a mailing stand where (S5).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageCounts {
    /// Everybody who was chosen.
    pub total: i64,
    pub queued: i64,
    pub submitting: i64,
    pub accepted: i64,
    pub delivered: i64,
    pub failed: i64,
    pub refused: i64,
    pub uncertain: i64,
    pub left_out: i64,
    /// People who answered, and machines that did.
    pub answered: i64,
    pub auto_replies: i64,
}

impl MessageCounts {
    fn add(&mut self, state: MessageState, count: i64) {
        self.total += count;
        match state {
            MessageState::Queued => self.queued += count,
            MessageState::Submitting => self.submitting += count,
            MessageState::Accepted => self.accepted += count,
            MessageState::Delivered => self.delivered += count,
            MessageState::Failed => self.failed += count,
            MessageState::Refused => self.refused += count,
            MessageState::Uncertain => self.uncertain += count,
            MessageState::LeftOut => self.left_out += count,
            MessageState::Received => {}
        }
    }
}

/// The counts of a mailing.
pub fn counts(reader: &mut Reader, mailing_id: i64) -> Result<MessageCounts> {
    let mut counts = MessageCounts::default();
    let by_state: BTreeMap<MessageState, i64> = sql::counts(reader, mailing_id)?;
    for (state, count) in by_state {
        counts.add(state, count);
    }
    (counts.answered, counts.auto_replies) = sql::answers(reader, mailing_id)?;
    Ok(counts)
}
