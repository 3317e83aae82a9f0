//! One letter, from its raw bytes to what the office shows and decides by.
//!
//! Letters come from strangers: everything here is total (no input panics), iterative (no input overflows the
//! stack) and bounded (no input costs more than a small multiple of its own size).
//!
//! `parts` finds the MIME parts, `headers` their fields, `body` what is read and what is attached, `quote` folds
//! what is only repeated, `kind` tells people from machines and `bounce` says what was not delivered.

mod addresses;
mod body;
mod bounce;
mod charset;
mod cyrillic;
mod dates;
mod dos;
mod flowed;
mod headers;
mod ids;
mod kind;
mod media;
mod names;
mod params;
mod parts;
pub mod quote;
mod seven;
mod subject;
mod transfer;
mod words;

pub use bounce::is_no_such_address;
pub use names::safe as safe_name;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A person or machine in From, To, Cc, Bcc or Reply-To.
#[derive(Serialize, Clone, Debug, PartialEq, Eq, Default)]
pub struct Address {
    /// The decoded display name; empty when there is none.
    pub name: String,
    /// `local@domain` as written, without angle brackets.
    pub address: String,
}

/// A file of the letter: everything that is not shown as its text.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// A file name safe on every system; otherwise as the sender wrote it.
    pub name: String,
    /// The media type in lower case, such as `application/pdf`.
    #[serde(rename = "type")]
    pub content_type: String,
    /// Bytes after decoding.
    pub size: u64,
    /// Shown inside the text (by `cid:`) and not offered as a file of its own.
    pub inline: bool,
    /// The Content-ID without angle brackets.
    pub content_id: Option<String>,
    /// SHA-256 of the decoded bytes, lower-case hex, where [`read_with_digests`] was asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Who speaks in the letter.
#[derive(Serialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person wrote it.
    Letter,
    /// A machine answered: out of office, receipt, delay notice.
    AutoReply,
    /// A mail server gave a letter up.
    Bounce,
    /// Sent to many at once.
    Newsletter,
}

/// What a bounce says of the letter that did not arrive.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The address the office wrote to (the original recipient when the report names both).
    pub recipient: Option<String>,
    /// Enhanced status code (RFC 3463) such as `5.1.1`.
    pub status: Option<String>,
    /// Trying again cannot help.
    pub permanent: bool,
    /// One line for people.
    pub reason: String,
    /// Message-ID of the letter that was not delivered, without angle brackets.
    pub message_id: Option<String>,
}

/// A letter as read. Serialized, it is the answer of `deskbell-cli letter FILE`.
#[derive(Serialize, Clone, Debug, PartialEq)]
pub struct Letter {
    pub from: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    #[serde(skip)]
    pub bcc: Vec<Address>,
    pub reply_to: Vec<Address>,
    /// Decoded, on one line.
    pub subject: String,
    /// Unix milliseconds UTC; `None` when the header is missing or unusable.
    pub date: Option<i64>,
    /// Without angle brackets; made from the bytes when the letter has none.
    pub message_id: String,
    /// Whether `message_id` was made here.
    #[serde(skip)]
    pub message_id_made: bool,
    pub in_reply_to: Option<String>,
    /// Oldest first, each once.
    pub references: Vec<String>,
    /// The whole text, made from the HTML when the letter has no plain text.
    pub text: String,
    /// The HTML as sent: not cleaned.
    pub html: Option<String>,
    /// The part of `text` that is new.
    pub visible_text: String,
    /// The part of `text` that repeats earlier letters.
    pub quoted_text: String,
    pub attachments: Vec<Attachment>,
    pub kind: Kind,
    /// No person wrote it: nothing may be answered to it automatically.
    #[serde(skip)]
    pub automatic: bool,
    /// Set when `kind` is `Bounce`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounce: Option<Bounce>,
    /// The subject says that this is a forwarded letter.
    #[serde(skip)]
    pub forwarded: bool,
    /// The subject without reply and forward marks.
    #[serde(skip)]
    pub base_subject: String,
    /// The header or sign by which `automatic` was told.
    #[serde(skip)]
    pub auto_sign: Option<String>,
    /// A Deskbell wrote it by itself to its own people: the mark of that office.
    #[serde(skip)]
    pub notice_of: Option<String>,
}

/// Bytes of which nothing can be shown.
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
#[error("{code}: {detail}")]
pub struct Unreadable {
    /// A stable name of the reason, for translation.
    pub code: &'static str,
    /// What was found, in English, for the log and the curious.
    pub detail: String,
}

impl Letter {
    /// Whether the letter answers another one: only then are lines like `From:` and `Date:` those of a quote.
    pub fn is_answer(&self) -> bool {
        self.in_reply_to.is_some()
            || !self.references.is_empty()
            || self.kind == Kind::Bounce
            || subject::read(&self.subject).answer
    }
}

/// The charset of a text that carries no label, as far as its bytes tell. `None`: it is plain ASCII.
pub fn charset_of(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    charset::of_file(bytes)
}

/// Reads a letter. Never panics; time and memory grow with the size of `raw` only.
///
/// # Errors
/// Only when nothing at all can be shown: no bytes (`empty_letter`), or a defect of this program or of the MIME
/// library (caught, `reader_failed`).
pub fn read(raw: &[u8]) -> Result<Letter, Unreadable> {
    read_as(raw, false)
}

/// As [`read`], with the SHA-256 of each file, which costs as much again where files are large.
///
/// # Errors
/// As [`read`].
pub fn read_with_digests(raw: &[u8]) -> Result<Letter, Unreadable> {
    read_as(raw, true)
}

fn read_as(raw: &[u8], digests: bool) -> Result<Letter, Unreadable> {
    if raw.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Unreadable {
            code: "empty_letter",
            detail: format!("{} bytes without any text", raw.len()),
        });
    }
    guarded(|| letter(raw, digests))
}

/// The decoded bytes of `attachments[position]` of the same letter.
pub fn attachment(raw: &[u8], position: usize) -> Option<Vec<u8>> {
    let bytes = guarded(|| {
        let parts = parts::cut(raw);
        let body = body::read(&parts);
        body.files.get(position).map(|source| body::bytes(&parts, source).into_owned())
    });
    bytes.ok().flatten()
}

/// The last resort: a defect in reading one letter must not stop the mailbox.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| {
        let said = cause.downcast_ref::<String>().cloned();
        let said = said.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Unreadable { code: "reader_failed", detail: said.unwrap_or_default() }
    })
}

fn letter(raw: &[u8], digests: bool) -> Letter {
    let parts = parts::cut(raw);
    let nothing = headers::Fields::default();
    let fields = parts.root().map_or(&nothing, |root| &root.fields);
    let charset = fields.charset();
    let everyone = |name: &str| -> Vec<Address> {
        fields
            .all(name)
            .flat_map(|value| addresses::list(value, charset.as_deref()))
            .take(addresses::MOST)
            .collect()
    };
    let first =
        |name: &str| fields.raw(name).and_then(|value| sender(addresses::list(value, charset.as_deref())));
    let from = first("from").or_else(|| first("sender"));
    let to = everyone("to");
    let line = fields.text("subject").unwrap_or_default();
    let line = line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let subject = line.collect::<Vec<_>>().join(" ");
    let told = subject::read(&subject);
    let sent_id = fields.text("message-id").and_then(|value| ids::one(&value));
    let body = body::read(&parts);
    let evidence = kind::Evidence {
        parts: &parts,
        fields,
        from: from.as_ref(),
        to: &to,
        subject: &subject,
        text: &body.text,
    };
    let verdict = kind::judge(&evidence);
    let in_reply_to = fields.text("in-reply-to").and_then(|value| ids::list(&value).into_iter().next());
    let references = ids::list(&fields.texts("references"));
    // A report answers the letter that it brings back.
    let answer =
        told.answer || in_reply_to.is_some() || !references.is_empty() || verdict.kind == Kind::Bounce;
    let (visible_text, quoted_text) = quote::split(&body.text, told.forwarded, answer);
    let attachments = body::attachments(&parts, &body, digests);
    Letter {
        cc: everyone("cc"),
        bcc: everyone("bcc"),
        reply_to: everyone("reply-to"),
        date: fields.text("date").and_then(|value| dates::read(&value)),
        message_id_made: sent_id.is_none(),
        message_id: sent_id.unwrap_or_else(|| made_id(raw)),
        in_reply_to,
        references,
        text: body.text,
        html: body.html,
        visible_text,
        quoted_text,
        attachments,
        kind: verdict.kind,
        automatic: verdict.automatic,
        bounce: verdict.bounce,
        forwarded: told.forwarded,
        base_subject: told.base,
        auto_sign: verdict.sign,
        notice_of: fields.text("x-deskbell-notice").map(|mark| mark.trim().to_owned()),
        from,
        to,
        subject,
    }
}

/// The first author with an address, otherwise the first named at all.
fn sender(found: Vec<Address>) -> Option<Address> {
    let real = found.iter().position(|entry| entry.address.contains('@')).unwrap_or(0);
    found.into_iter().nth(real)
}

/// A letter without Message-ID gets one from its bytes, so that the same letter is known again.
fn made_id(raw: &[u8]) -> String {
    let digest = Sha256::digest(raw);
    format!("{}@made.deskbell", hex(digest.get(..20).unwrap_or_default()))
}

/// Bytes as lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}
