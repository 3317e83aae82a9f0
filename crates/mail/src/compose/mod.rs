//! The RFC 5322 bytes of an outgoing letter.
//!
//! The header block is written here, field by field, because every value comes from people or from strangers'
//! letters: `address` and `field` refuse or fold what would break a line. The MIME parts below it are lettre's.

mod address;
mod field;
mod parts;

use std::fmt;

pub use parts::{Enclosure, pictures_apart};
use sha2::{Digest, Sha256};

use crate::letter::Address;

/// A letter to be sent.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outgoing {
    pub from: Address,
    pub reply_to: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    /// Receive the letter without being named in it.
    pub bcc: Vec<Address>,
    pub subject: String,
    /// Unix milliseconds.
    pub date_ms: i64,
    /// East of Greenwich.
    pub zone_offset_minutes: i32,
    /// Without angle brackets, as are the two below.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    /// Oldest first.
    pub references: Vec<String>,
    /// Already passed through `clean::outgoing`; `data:` pictures become parts of the letter.
    pub html: String,
    pub text: String,
    pub attachments: Vec<OutFile>,
    /// No person pressed "send": other machines must not answer.
    pub automatic: bool,
    /// Further fields, for example `X-Deskbell-Request`.
    pub headers: Vec<(String, String)>,
}

/// A file of an outgoing letter.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct OutFile {
    pub name: String,
    pub content_type: String,
    /// When the HTML shows the file by `cid:`.
    pub content_id: Option<String>,
    pub body: Vec<u8>,
}

/// Why a letter cannot be composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposeError {
    /// One of [`ComposeError::codes`].
    pub code: &'static str,
    /// What is wrong: the address, the name of the field.
    pub value: String,
}

impl ComposeError {
    /// Every code there is, for the translations.
    pub fn codes() -> &'static [&'static str] {
        &["bad_address", "address_not_latin", "no_recipient", "bad_header", "bad_message_id", "bad_date"]
    }

    /// The code, for the translations.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Named values of the translated message.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        let name = match self.code {
            "bad_address" | "address_not_latin" => "address",
            "bad_header" => "header",
            _ => return Vec::new(),
        };
        vec![(name, self.value.clone())]
    }

    fn new(code: &'static str, value: &str) -> ComposeError {
        // The value is shown: without line ends and not longer than a line.
        ComposeError { code, value: value.chars().filter(|c| !c.is_control()).take(200).collect() }
    }
}

impl fmt::Display for ComposeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.code, self.value)
    }
}

impl std::error::Error for ComposeError {}

/// The letter as it goes to the server: CRLF line ends, 7-bit, no line above 998 bytes, no Bcc.
///
/// # Errors
/// When an address, an additional field, the Message-ID or the date cannot stand in a letter, or nobody gets it.
pub fn compose(letter: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    let mut bytes = head(letter)?;
    bytes.extend(parts::body(letter));
    Ok(bytes)
}

/// As [`compose`] for one of many letters that carry the same files, which were encoded once. The letter's own
/// attachments are not looked at, and the pictures of its HTML are those of the enclosure.
///
/// # Errors
/// As those of [`compose`].
pub fn compose_with(letter: &Outgoing, enclosure: &Enclosure) -> Result<Vec<u8>, ComposeError> {
    let mut bytes = head(letter)?;
    bytes.extend(parts::body_with(letter, enclosure));
    Ok(bytes)
}

fn head(letter: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    if letter.to.is_empty() && letter.cc.is_empty() && letter.bcc.is_empty() {
        return Err(ComposeError::new("no_recipient", ""));
    }
    for hidden in &letter.bcc {
        address::ascii(&hidden.address)?;
    }
    let mut head = field::Block::default();
    head.date(letter.date_ms, letter.zone_offset_minutes)?;
    head.addresses("From", std::slice::from_ref(&letter.from))?;
    head.addresses("Reply-To", letter.reply_to.as_slice())?;
    head.addresses("To", &letter.to)?;
    head.addresses("Cc", &letter.cc)?;
    if letter.to.is_empty() && letter.cc.is_empty() {
        head.raw("To", "undisclosed-recipients:;");
    }
    head.text("Subject", &letter.subject);
    if !field::is_message_id(&letter.message_id) {
        return Err(ComposeError::new("bad_message_id", &letter.message_id));
    }
    head.ids("Message-ID", std::slice::from_ref(&letter.message_id));
    head.ids("In-Reply-To", letter.in_reply_to.as_slice());
    head.ids("References", &letter.references);
    if letter.automatic {
        head.raw("Auto-Submitted", "auto-generated");
        head.raw("X-Auto-Response-Suppress", "All");
    }
    for (name, value) in &letter.headers {
        head.further(name, value)?;
    }
    head.raw("MIME-Version", "1.0");
    Ok(head.into_bytes())
}

/// A Message-ID, without angle brackets: random, and under the sender's own domain, never the machine's name.
pub fn message_id(domain_of: &str, random: &[u8]) -> String {
    // The hash spreads short or biased randomness and gives every caller the same length.
    let digest = Sha256::digest(random);
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let domain = address::ascii(domain_of)
        .ok()
        .and_then(|address| address.rsplit_once('@').map(|(_, d)| d.to_owned()));
    format!("{hex}.deskbell@{}", domain.as_deref().unwrap_or("deskbell.invalid"))
}

/// The addresses of an envelope (those of To, Cc and Bcc): each once, domains in ASCII. One that has no such form stays
/// as it is: some servers take it.
pub fn envelope<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut envelope: Vec<String> = Vec::new();
    for address in addresses {
        let address = address::ascii(address).unwrap_or_else(|_| address.to_owned());
        if !envelope.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
            envelope.push(address);
        }
    }
    envelope
}
