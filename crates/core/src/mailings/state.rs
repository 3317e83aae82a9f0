//! By what way a mailing goes, and where it stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// By what way a mailing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "MailingChannel")]
pub enum Channel {
    Sms,
    Email,
    /// By SMS to whoever has no e-mail.
    EmailOrSms,
}

impl Channel {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::EmailOrSms => "email_or_sms",
        }
    }

    /// What a stored word means.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "sms" => Self::Sms,
            "email_or_sms" => Self::EmailOrSms,
            _ => Self::Email,
        }
    }

    /// Whether letters are among the messages.
    pub fn has_email(self) -> bool {
        self != Self::Sms
    }

    /// Whether SMS are among the messages.
    pub fn has_sms(self) -> bool {
        self != Self::Email
    }
}

/// Where a mailing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "MailingState")]
pub enum State {
    Draft,
    Running,
    Paused,
    Done,
    Stopped,
}

impl State {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// What a stored word means.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "running" => Self::Running,
            "paused" => Self::Paused,
            "done" => Self::Done,
            "stopped" => Self::Stopped,
            _ => Self::Draft,
        }
    }
}
