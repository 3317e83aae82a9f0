//! What can be wrong with a gateway as a whole, told apart so that a person can be told what to do.
//!
//! A code is what the window translates; the parameters go into the translation; the detail is what the gateway or
//! the system said, shown beside it unchanged. No variant ever holds a token or a password.

use std::time::Duration;

/// Every way in which talking to a gateway fails.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    #[error("no such host: {host}")]
    UnknownHost { host: String },
    #[error("{host} refuses connections")]
    Refused { host: String },
    #[error("{host} cannot be reached: {detail}")]
    Unreachable { host: String, detail: String },
    #[error("{host} does not answer in time")]
    Timeout { host: String },
    #[error("{host} cut the line: {detail}")]
    Cut { host: String, detail: String },
    #[error("TLS with {host} failed: {detail}")]
    Tls { host: String, detail: String },
    #[error("the gateway does not know this login, password or token: {answer}")]
    Login { answer: String },
    #[error("the account may not do this: {answer}")]
    Blocked { answer: String },
    #[error("the account is empty: {answer}")]
    Balance { answer: String },
    #[error("the sender is not registered: {answer}")]
    Sender { sender: String, answer: String },
    #[error("nothing that sends SMS answers at {host} ({status})")]
    NotThere { host: String, status: u16 },
    #[error("the gateway is out of order: {answer}")]
    Broken { answer: String },
    #[error("too many requests: {answer}")]
    Limited { after: Option<Duration>, answer: String },
    #[error("the gateway refuses the request: {answer}")]
    Request { answer: String },
    #[error("answer not understood: {detail}")]
    Answer { detail: String },
    #[error("the answer is larger than {limit} bytes")]
    TooBig { limit: u64 },
    #[error("the template is wrong at {place}: {detail}")]
    Template { place: String, detail: String },
    #[error("{field} is empty")]
    Missing { field: String },
    #[error("the queue's database: {detail}")]
    Queue { detail: String },
    #[error("another program holds the queue's database: {detail}")]
    QueueBusy { detail: String },
    #[error("no database of gammu-smsd: {detail}")]
    QueueForeign { detail: String },
    #[error("port {port} is taken or not allowed: {detail}")]
    Listen { port: u16, detail: String },
    #[error("stopped")]
    Stopped,
}

impl SmsError {
    /// The snake_case code that the window translates.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownHost { .. } => "sms_unknown_host",
            Self::Refused { .. } => "sms_refused",
            Self::Unreachable { .. } => "sms_unreachable",
            Self::Timeout { .. } => "sms_timeout",
            Self::Cut { .. } => "sms_cut",
            Self::Tls { .. } => "sms_tls",
            Self::Login { .. } => "sms_login",
            Self::Blocked { .. } => "sms_blocked",
            Self::Balance { .. } => "sms_balance",
            Self::Sender { .. } => "sms_sender",
            Self::NotThere { .. } => "sms_not_there",
            Self::Broken { .. } => "sms_broken",
            Self::Limited { .. } => "sms_limited",
            Self::Request { .. } => "sms_request",
            Self::Answer { .. } => "sms_answer",
            Self::TooBig { .. } => "sms_too_big",
            Self::Template { .. } => "sms_template",
            Self::Missing { .. } => "sms_missing",
            Self::Queue { .. } => "sms_queue",
            Self::QueueBusy { .. } => "sms_queue_busy",
            Self::QueueForeign { .. } => "sms_queue_foreign",
            Self::Listen { .. } => "sms_listen",
            Self::Stopped => "stopped",
        }
    }

    /// All codes, so that a test can demand a translation for each.
    pub fn codes() -> &'static [&'static str] {
        &[
            "sms_unknown_host",
            "sms_refused",
            "sms_unreachable",
            "sms_timeout",
            "sms_cut",
            "sms_tls",
            "sms_login",
            "sms_blocked",
            "sms_balance",
            "sms_sender",
            "sms_not_there",
            "sms_broken",
            "sms_limited",
            "sms_request",
            "sms_answer",
            "sms_too_big",
            "sms_template",
            "sms_missing",
            "sms_queue",
            "sms_queue_busy",
            "sms_queue_foreign",
            "sms_listen",
            "stopped",
        ]
    }

    /// What the translation may name, by parameter name.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownHost { host }
            | Self::Refused { host }
            | Self::Unreachable { host, .. }
            | Self::Timeout { host }
            | Self::Cut { host, .. }
            | Self::Tls { host, .. } => vec![("host", host.clone())],
            Self::NotThere { host, status } => vec![("host", host.clone()), ("status", status.to_string())],
            Self::Sender { sender, .. } => vec![("sender", sender.clone())],
            Self::TooBig { limit } => vec![("limit", limit.to_string())],
            Self::Template { place, .. } => vec![("place", place.clone())],
            Self::Missing { field } => vec![("field", field.clone())],
            Self::Listen { port, .. } => vec![("port", port.to_string())],
            _ => Vec::new(),
        }
    }

    /// What the gateway or the system said, unchanged, for people who can read it.
    pub fn detail(&self) -> Option<String> {
        let said = match self {
            Self::Unreachable { detail, .. }
            | Self::Cut { detail, .. }
            | Self::Tls { detail, .. }
            | Self::Answer { detail }
            | Self::Template { detail, .. }
            | Self::Queue { detail }
            | Self::QueueBusy { detail }
            | Self::QueueForeign { detail }
            | Self::Listen { detail, .. } => detail,
            Self::Login { answer }
            | Self::Blocked { answer }
            | Self::Balance { answer }
            | Self::Sender { answer, .. }
            | Self::Broken { answer }
            | Self::Limited { answer, .. }
            | Self::Request { answer } => answer,
            _ => return None,
        };
        (!said.is_empty()).then(|| said.clone())
    }

    /// Whether waiting and trying again may help without anybody changing anything.
    pub fn passing(&self) -> bool {
        matches!(
            self,
            Self::UnknownHost { .. }
                | Self::Refused { .. }
                | Self::Unreachable { .. }
                | Self::Timeout { .. }
                | Self::Cut { .. }
                | Self::Broken { .. }
                | Self::Limited { .. }
                | Self::Answer { .. }
                | Self::Queue { .. }
                | Self::QueueBusy { .. }
                | Self::Stopped
        )
    }
}
