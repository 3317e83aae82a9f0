//! Reading one letter: its cleaned HTML, its text, its source (M8). What is shown is made from the raw bytes.

use std::cell::Cell;
use std::collections::HashMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_mail::clean::{self, Options};
use deskbell_mail::letter::{self, Letter, quote};
use deskbell_mail::pictures::{self, Reach, bring_in};
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{get, raw, sql};
use crate::office::Desk;
use crate::{Error, Result, beside};

/// Inline pictures above this are left out of what is shown; they stay among the files.
const MOST_INLINE: usize = 12 * 1024 * 1024;
/// How much of a source is shown; the rest is saved as .eml.
const MOST_SOURCE: usize = 512 * 1024;

/// A link whose text names another place than its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MismatchedLink {
    pub shown: String,
    pub target: String,
}

/// A letter's body, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LetterBody")]
pub struct Body {
    /// Cleaned HTML of what is read at once.
    pub html: String,
    /// Cleaned HTML of the folded quote.
    pub quoted: Option<String>,
    /// How many remote pictures the letter names.
    pub remote_pictures: i64,
    /// Whether this sender's pictures are always shown.
    pub pictures_always: bool,
    pub mismatched: Vec<MismatchedLink>,
    pub text: String,
    pub quoted_text: String,
}

/// A letter's raw source, as far as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LetterSource")]
pub struct Source {
    pub text: String,
    pub truncated: bool,
}

/// A letter's body. `pictures`: show remote pictures this once; they are fetched here, outside of any transaction.
pub fn body(desk: &Desk, id: i64, pictures: bool) -> Result<Body> {
    let (always, raw) = desk.read(|reader| {
        let stored = get(reader, id)?;
        let always = sql::pictures_always(reader, &stored.from.address)?;
        let raw = raw::load(reader, stored.raw_id)?;
        Ok((always, raw))
    })?;
    let letter = read(&raw)?;
    let show = pictures || always;
    let (html, remote_pictures, mismatched) = match &letter.html {
        Some(html) => cleaned(&raw, &letter, html, show),
        None => (clean::text_to_html(&letter.text), 0, Vec::new()),
    };
    let html = if show { bring_in(&html, Reach::Public) } else { html };
    let (visible, quoted) = match &letter.html {
        // What a forwarded letter carries is its message, not a quote to fold.
        Some(_) if !letter.forwarded => quote::split_html(&html, letter.is_answer()),
        Some(_) => (html, None),
        None if letter.quoted_text.is_empty() => (html, None),
        None => (clean::text_to_html(&letter.visible_text), Some(clean::text_to_html(&letter.quoted_text))),
    };
    Ok(Body {
        html: visible,
        quoted,
        remote_pictures,
        pictures_always: always,
        mismatched,
        text: letter.visible_text,
        quoted_text: letter.quoted_text,
    })
}

fn cleaned(raw: &[u8], letter: &Letter, html: &str, pictures: bool) -> (String, i64, Vec<MismatchedLink>) {
    let by_cid: HashMap<&str, usize> = letter
        .attachments
        .iter()
        .enumerate()
        .filter_map(|(position, file)| Some((file.content_id.as_deref()?, position)))
        .collect();
    let left = Cell::new(MOST_INLINE);
    let inline = |cid: &str| -> Option<String> {
        let position = *by_cid.get(cid.trim_matches(['<', '>']))?;
        let bytes = letter::attachment(raw, position)?;
        let kind = pictures::raster(&bytes)?;
        left.set(left.get().checked_sub(bytes.len())?);
        Some(format!("data:{kind};base64,{}", STANDARD.encode(&bytes)))
    };
    let cleaned = clean::clean(html, &Options { pictures, inline: &inline });
    let mismatched = cleaned
        .mismatched_links
        .into_iter()
        .map(|link| MismatchedLink { shown: link.shown, target: link.target })
        .collect();
    (cleaned.html, cleaned.remote_pictures as i64, mismatched)
}

pub(super) fn read(raw: &[u8]) -> Result<Letter> {
    letter::read(raw).map_err(|unreadable| Error::Unreadable {
        code: unreadable.code.to_owned(),
        detail: unreadable.detail,
    })
}

/// Always shows, or no longer shows, the remote pictures of a sender.
pub fn set_pictures_from(tx: &mut Tx, address: &str, always: bool) -> Result<()> {
    sql::set_pictures_from(tx, address, always)?;
    tx.record(
        "setting",
        0,
        "pictures_from",
        None,
        Some(serde_json::json!({ "address": address, "always": always })),
    )?;
    Ok(())
}

/// The raw bytes of a letter.
pub fn raw_of(reader: &mut Reader, id: i64) -> Result<Vec<u8>> {
    let stored = get(reader, id)?;
    raw::load(reader, stored.raw_id)
}

/// The source of a letter for reading.
pub fn source(reader: &mut Reader, id: i64) -> Result<Source> {
    Ok(source_of(&raw_of(reader, id)?))
}

pub(super) fn source_of(bytes: &[u8]) -> Source {
    let shown = bytes.get(..MOST_SOURCE).unwrap_or(bytes);
    let text = String::from_utf8_lossy(shown).replace('\0', "\u{2400}");
    Source { text, truncated: bytes.len() > MOST_SOURCE }
}

/// Writes a letter to an .eml file.
pub fn save(reader: &mut Reader, id: i64, path: &Path) -> Result<()> {
    let bytes = raw_of(reader, id)?;
    beside::save_bytes(path, &bytes)
}

/// A letter as HTML for quoting it in an answer: cleaned as anything that goes out.
pub fn quote_of(reader: &mut Reader, id: i64) -> Result<String> {
    let stored = get(reader, id)?;
    let letter = read(&raw::load(reader, stored.raw_id)?)?;
    Ok(match &letter.html {
        Some(html) => {
            let cleaned = clean::clean(html, &Options { pictures: false, inline: &|_| None });
            clean::outgoing(&cleaned.html)
        }
        None => clean::text_to_html(&letter.text),
    })
}
