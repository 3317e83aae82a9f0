//! Letters: how they come in, where they belong, and how they are read.

mod body;
mod correspondents;
mod files;
mod ignored;
mod intake;
pub mod raw;
mod same;
mod sql;
mod take;
mod threading;
mod unreadable;

use deskbell_mail::letter::Address;
use deskbell_store::{Folded, Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use body::{Body, MismatchedLink, Source, body, quote_of, raw_of, save, set_pictures_from, source};
pub use correspondents::suggest;
pub use files::{FileBytes, Preview, SavedFiles, open_file, preview, read_file, save_all_files, save_file};
pub use ignored::{IgnoredList, IgnoredPage, IgnoredRow, list_ignored, make_request};
pub use intake::{Arrival, Place, Taken, place};
pub use take::{TakenCounts, take};
pub use unreadable::{
    Unread, UnreadableRow, list_unreadable, note_unreadable, retry_unreadable, save_unreadable,
    source_unreadable,
};

pub(crate) use correspondents::keep_correspondents;
pub(crate) use sql::{NewLetter, insert as insert_letter};
pub(crate) use unreadable::refused_due;

use crate::contacts::Direction;
use crate::{Error, Result};

/// Between what is read at once and the quoted part in the stored text of a letter.
pub(crate) const QUOTE_MARK: char = '\u{1e}';

/// The rule that keeps Deskbell's own notices out of every request. Nobody reads these letters here: they were written for
/// one person's eyes and rights.
pub(crate) const NOTICE: &str = "notice";

/// A correspondent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[ts(rename = "Address")]
pub struct Person {
    #[serde(default)]
    pub name: String,
    pub address: String,
}

impl From<&Address> for Person {
    /// A name or address beyond any sense is cut: it would fit no index.
    fn from(address: &Address) -> Self {
        Self {
            name: address.name.chars().take(500).collect(),
            address: address.address.chars().take(320).collect(),
        }
    }
}

impl From<&Person> for Address {
    fn from(person: &Person) -> Self {
        Self { name: person.name.clone(), address: person.address.clone() }
    }
}

/// Whom a letter names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipients {
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    pub reply_to: Vec<Person>,
}

/// What a letter is, as the mail crate tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LetterKind")]
pub enum Kind {
    Letter,
    AutoReply,
    Bounce,
    Newsletter,
}

impl Kind {
    /// The stored word, which is also the name of the rule that ignores such a letter.
    pub fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::AutoReply => "auto_reply",
            Self::Bounce => "bounce",
            Self::Newsletter => "newsletter",
        }
    }

    /// The kind of a stored word.
    pub fn of(code: &str) -> Self {
        match code {
            "auto_reply" => Self::AutoReply,
            "bounce" => Self::Bounce,
            "newsletter" => Self::Newsletter,
            _ => Self::Letter,
        }
    }
}

impl From<deskbell_mail::letter::Kind> for Kind {
    fn from(kind: deskbell_mail::letter::Kind) -> Self {
        use deskbell_mail::letter::Kind as Read;
        match kind {
            Read::Letter => Self::Letter,
            Read::AutoReply => Self::AutoReply,
            Read::Bounce => Self::Bounce,
            Read::Newsletter => Self::Newsletter,
        }
    }
}

/// A file that came with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LetterFile")]
pub struct File {
    pub position: i64,
    pub name: String,
    #[serde(rename = "type")]
    pub content_type: String,
    pub size: i64,
    pub inline: bool,
    /// Opening it could run it: the window warns first.
    pub program: bool,
}

/// What could not be delivered, from the bounce that told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotDelivered {
    pub recipient: String,
    pub reason: String,
}

/// Why a letter is where it is (M6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Why {
    /// `first`, `in_reply_to`, `references`, `token`, `child`, `ours`, `moved` or `bounce`.
    #[ts(type = "'first' | 'in_reply_to' | 'references' | 'token' | 'child' | 'ours' | 'moved' | 'bounce'")]
    pub rule: String,
    /// The header's value that decided.
    pub header: Option<String>,
}

/// A letter as it stands in the database.
#[derive(Debug, Clone)]
pub struct Stored {
    pub id: i64,
    pub raw_id: i64,
    pub request_id: Option<i64>,
    pub direction: Direction,
    pub kind: Kind,
    pub message_id: String,
    pub from: Person,
    pub recipients: Recipients,
    pub subject: String,
    pub at: i64,
    pub employee_id: Option<i64>,
    pub employee_name: Option<String>,
    pub has_html: bool,
    pub seen: bool,
    pub why: Why,
    pub not_delivered: Option<NotDelivered>,
    /// What is read at once.
    pub text: String,
    /// The folded rest.
    pub quoted: String,
}

/// One letter by id. Deskbell's own notices are no letters to read.
pub fn get(reader: &mut Reader, id: i64) -> Result<Stored> {
    sql::get(reader, id)?.ok_or(Error::NotFound { noun: "letter", id })
}

/// A letter on its way out, one of Deskbell's own as well.
pub(crate) fn leaving(reader: &mut Reader, id: i64) -> Result<Stored> {
    sql::leaving(reader, id)?.ok_or(Error::NotFound { noun: "letter", id })
}

/// The letters of a request, oldest first.
pub fn of_request(reader: &mut Reader, request_id: i64) -> Result<Vec<Stored>> {
    sql::of_request(reader, request_id)
}

/// The files of a letter.
pub fn files(reader: &mut Reader, letter_id: i64) -> Result<Vec<File>> {
    sql::files(reader, letter_id)
}

/// The References chain that an answer to this letter carries: what it names, then itself.
pub fn reference_chain(reader: &mut Reader, letter: &Stored) -> Result<Vec<String>> {
    let mut chain = sql::references(reader, letter.id)?;
    chain.retain(|id| id != &letter.message_id);
    chain.push(letter.message_id.clone());
    Ok(chain)
}

/// Notes on a letter of ours that an address did not get it.
pub fn set_not_delivered(tx: &mut Tx, letter_id: i64, recipient: &str, reason: &str) -> Result<()> {
    // A letter to several may fail with one after another.
    let what = match get(tx, letter_id)?.not_delivered {
        Some(told) if told.recipient.split(", ").all(|known| known != recipient) => NotDelivered {
            recipient: format!("{}, {recipient}", told.recipient),
            reason: format!("{}; {reason}", told.reason),
        },
        _ => NotDelivered { recipient: recipient.to_owned(), reason: reason.to_owned() },
    };
    let json = crate::settings::json(&what)?;
    sql::set_not_delivered(tx, letter_id, &json.to_string())?;
    tx.record("letter", letter_id, "not_delivered", None, Some(json))?;
    Ok(())
}

/// The letter of a request that came last.
pub fn last_of(reader: &mut Reader, request_id: i64) -> Result<Option<i64>> {
    sql::last_of(reader, request_id)
}

/// Marks every letter of a request as read here, and notes that the server is to know.
pub fn mark_seen(tx: &mut Tx, request_id: i64) -> Result<()> {
    sql::mark_seen(tx, request_id)
}

/// Marks the newest letter of a client as not read here, and notes that the server is to know.
pub fn mark_unseen(tx: &mut Tx, request_id: i64) -> Result<()> {
    sql::mark_unseen(tx, request_id)
}

/// Keeps by what letters are known again that are erased: they must not come in once more when the server numbers its
/// letters anew (E6).
pub(crate) fn mark_erased(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    for part in ids.chunks(500) {
        for message_id in sql::message_ids(tx, part)? {
            sql::mark_erased(tx, &mark_of(&message_id))?;
        }
    }
    Ok(())
}

/// Whether a letter of this Message-ID was erased here.
pub(crate) fn was_erased(reader: &mut Reader, message_id: &str) -> Result<bool> {
    sql::is_erased(reader, &mark_of(message_id))
}

fn mark_of(message_id: &str) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    Sha256::digest(message_id.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Notes that a letter was answered, for the server's flag.
pub fn mark_answered(tx: &mut Tx, letter_id: i64) -> Result<()> {
    sql::note_flag(tx, letter_id, "answered")
}

/// Takes the note back, unless the server has the flag already.
pub fn unmark_answered(tx: &mut Tx, letter_id: i64) -> Result<()> {
    sql::forget_flag(tx, letter_id, "answered")
}

/// The full-text matches of a search in letters: request and letter, newest letter first.
pub fn search(reader: &mut Reader, words: &str, limit: i64) -> Result<Vec<(i64, i64)>> {
    let hits = reader.matching("letter_text", words, limit as usize)?;
    let mut found = Vec::with_capacity(hits.len());
    for part in hits.chunks(500) {
        found.extend(sql::requests_of(reader, part)?);
    }
    Ok(found)
}

/// The piece of a letter around what was searched for.
pub fn snippet_of(reader: &mut Reader, words: &str, letter_id: i64) -> Result<String> {
    Ok(reader.snippet("letter_text", words, letter_id)?.replace(QUOTE_MARK, " "))
}

/// Random bytes as hex, for ids that nobody is to guess or meet twice.
pub fn random_hex(bytes: usize) -> String {
    use std::fmt::Write;
    random_bytes(bytes).iter().fold(String::with_capacity(bytes * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Random bytes from the operating system.
pub(crate) fn random_bytes(count: usize) -> Vec<u8> {
    let mut bytes = vec![0_u8; count];
    if getrandom::fill(&mut bytes).is_err() {
        // No system that Deskbell runs on fails here; time and address still tell two letters apart.
        let seed = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |now| now.as_nanos());
        bytes.iter_mut().zip(seed.to_le_bytes().into_iter().cycle()).for_each(|(byte, seed)| *byte = seed);
    }
    bytes
}

/// A letter's text as it is stored: what is read at once, then the folded quote.
pub(crate) fn stored_body(letter: &deskbell_mail::letter::Letter) -> String {
    if letter.quoted_text.is_empty() {
        letter.text.clone()
    } else {
        format!("{}{QUOTE_MARK}{}", letter.visible_text, letter.quoted_text)
    }
}

/// A letter's text as the search will know it, for a stage that has time to fold it.
pub(crate) fn folded(letter: &deskbell_mail::letter::Letter) -> Folded {
    Folded::new(&stored_body(letter))
}

/// Hands on what `folded` made, in the transaction that stored the letter.
pub(crate) fn give_folded(tx: &mut Tx, letter_id: i64, folded: Folded) {
    tx.folded("letter_text", "body", letter_id, folded);
}

/// A one-line look at a text, at most `length` characters.
pub(crate) fn snippet(text: &str, length: usize) -> String {
    let (mut line, mut signs) = (String::new(), 0);
    for word in text.split_whitespace() {
        if signs > 0 {
            line.push(' ');
            signs += 1;
        }
        if signs >= length {
            break;
        }
        for sign in word.chars().filter(|sign| !sign.is_control()).take(length - signs) {
            line.push(sign);
            signs += 1;
        }
    }
    line
}
