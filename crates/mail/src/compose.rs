//! The RFC 5322 bytes of an outgoing letter.

use crate::letter::Address;

/// A letter to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub from: Address,
    pub reply_to: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub subject: String,
    pub date_ms: i64,
    pub zone_offset_minutes: i32,
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub html: String,
    pub text: String,
    pub attachments: Vec<OutFile>,
    pub automatic: bool,
    pub headers: Vec<(String, String)>,
}

/// A file of an outgoing letter.
#[derive(Clone, Debug)]
pub struct OutFile {
    pub name: String,
    pub content_type: String,
    pub content_id: Option<String>,
    pub body: Vec<u8>,
}

/// Why a letter cannot be composed; `value` names what is wrong.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{code}: {value}")]
pub struct ComposeError {
    pub code: &'static str,
    pub value: String,
}

impl ComposeError {
    /// Every code, for the translations.
    pub fn codes() -> &'static [&'static str] {
        &["bad_address"]
    }
}

/// The bytes of the letter.
pub fn compose(letter: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    Err(ComposeError { code: "bad_address", value: letter.from.address.clone() })
}

/// A Message-ID, without angle brackets.
pub fn message_id(domain_of: &str, random: &[u8]) -> String {
    format!("{random:?}@{domain_of}")
}

/// Sender and every recipient, BCC too.
pub fn envelope(letter: &Outgoing) -> (String, Vec<String>) {
    (letter.from.address.clone(), Vec::new())
}
