//! Fields of the header, encoded and folded so that no value can begin another field.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};

use super::{ComposeError, address};
use crate::letter::Address;

/// Width lines are folded at.
const WIDTH: usize = 76;
/// Ids in a References field: the first and the latest ones.
const MAX_REFERENCES: usize = 40;
/// Longest id that is passed on: it must fit in a line with its name.
const MAX_ID: usize = 900;

/// A header being written.
#[derive(Debug, Default)]
pub(super) struct Block {
    lines: String,
}

impl Block {
    /// A field whose value is known to be safe.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.lines.push_str(name);
        self.lines.push_str(": ");
        self.lines.push_str(value);
        self.lines.push_str("\r\n");
    }

    pub(super) fn date(&mut self, ms: i64, offset_minutes: i32) -> Result<(), ComposeError> {
        let zone = FixedOffset::east_opt(offset_minutes.saturating_mul(60));
        let date =
            zone.zip(DateTime::from_timestamp_millis(ms)).map(|(zone, date)| date.with_timezone(&zone));
        // RFC 5322 writes years of four digits.
        let date =
            date.map(|date| date.format("%a, %d %b %Y %H:%M:%S %z").to_string()).filter(|d| d.len() == 31);
        self.raw("Date", &date.ok_or_else(|| ComposeError::new("bad_date", &ms.to_string()))?);
        Ok(())
    }

    pub(super) fn addresses(&mut self, name: &str, addresses: &[Address]) -> Result<(), ComposeError> {
        let mut words = Vec::new();
        for (position, one) in addresses.iter().enumerate() {
            let mut address = format!("<{}>", address::ascii(&one.address)?);
            if position + 1 < addresses.len() {
                address.push(',');
            }
            words.extend(phrase(&one.name));
            words.push(address);
        }
        if !words.is_empty() {
            let value = folded(name.len() + 2, &words);
            self.raw(name, &value);
        }
        Ok(())
    }

    /// A field of free text: controls become blanks, everything but plain words is encoded.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let value = folded(name.len() + 2, &words(&one_line(text)));
        self.raw(name, &value);
    }

    /// Ids in angle brackets, one on a line. What is no id is left out: strangers wrote these.
    pub(super) fn ids(&mut self, name: &str, ids: &[String]) {
        let mut known: Vec<&str> = Vec::new();
        for id in ids.iter().map(|id| id.trim().trim_start_matches('<').trim_end_matches('>')) {
            if is_message_id(id) && !known.contains(&id) {
                known.push(id);
            }
            // A circle of 100,000 ids must not cost its square.
            if known.len() > 2_000 {
                known.drain(1..1_000);
            }
        }
        // RFC 5322, 3.6.4 lets a long chain be shortened; the first and the last ids are what threads hang on.
        if known.len() > MAX_REFERENCES {
            known.drain(1..known.len() - (MAX_REFERENCES - 1));
        }
        if !known.is_empty() {
            let lines: Vec<String> = known.iter().map(|id| format!("<{id}>")).collect();
            self.raw(name, &lines.join("\r\n "));
        }
    }

    /// A field of the caller's choice, unless it would break the header or speak for us.
    pub(super) fn further(&mut self, name: &str, value: &str) -> Result<(), ComposeError> {
        const OURS: &[&str] = &[
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "reply-to",
            "sender",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "return-path",
            "received",
            "resent-bcc",
        ];
        let right = !name.is_empty()
            && name.len() <= 60
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !OURS.contains(&name.to_ascii_lowercase().as_str())
            && !value.chars().any(|c| c.is_control() && c != '\t');
        if !right {
            return Err(ComposeError::new("bad_header", name));
        }
        // Addresses of a list (RFC 2369) are no text: programs read them as they stand.
        if name.to_ascii_lowercase().starts_with("list-") {
            if !value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
                return Err(ComposeError::new("bad_header", name));
            }
            let words: Vec<String> = value.split(' ').map(str::to_owned).collect();
            self.raw(name, &folded(name.len() + 2, &words));
        } else {
            self.text(name, value);
        }
        Ok(())
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.lines.into_bytes()
    }
}

/// `left@right` of visible ASCII without brackets.
pub(super) fn is_message_id(id: &str) -> bool {
    let halves = id.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    halves && id.len() <= MAX_ID && id.chars().all(|c| c.is_ascii_graphic() && c != '<' && c != '>')
}

/// Without controls and line ends of any kind.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A display name: as it is, in quotes, or encoded.
fn phrase(name: &str) -> Vec<String> {
    let name = one_line(name);
    let atoms = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~ ".contains(c);
    if name.is_empty() {
        Vec::new()
    } else if !is_plain(&name) || name.contains(['"', '\\']) {
        // Quotes within quotes are misread by more programs than encoded words are.
        encoded(&name)
    } else if name.chars().all(atoms) {
        name.split(' ').map(str::to_owned).collect()
    } else {
        let quoted = format!("\"{name}\"");
        if quoted.len() <= WIDTH { vec![quoted] } else { encoded(&name) }
    }
}

/// Free text as words between which a line may be folded.
fn words(text: &str) -> Vec<String> {
    if is_plain(text) { text.split(' ').map(str::to_owned).collect() } else { encoded(text) }
}

/// ASCII that survives folding and is not taken for encoded words.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        && !text.contains("=?")
        && !text.contains("  ")
        && text.split(' ').all(|word| word.len() < WIDTH - 20)
}

/// Encoded words of RFC 2047, none of which splits a character.
fn encoded(text: &str) -> Vec<String> {
    // They make 52 letters of base64; with its frame a word stays below the 75 that are allowed.
    const BYTES: usize = 39;
    let mut pieces = vec![String::new()];
    for c in text.chars() {
        if let Some(piece) = pieces.last_mut() {
            if piece.len() + c.len_utf8() > BYTES {
                pieces.push(c.to_string());
            } else {
                piece.push(c);
            }
        }
    }
    pieces.iter().map(|piece| format!("=?utf-8?B?{}?=", STANDARD.encode(piece))).collect()
}

/// Encoded words for a value in quotes, where Outlook reads them though RFC 2047 has them nowhere in quotes.
pub(super) fn parameter(text: &str) -> String {
    let text = one_line(text);
    let words = if is_plain(&text) { vec![text.replace(['"', '\\'], "_")] } else { encoded(&text) };
    words.join("\r\n ")
}

/// Words joined by blanks or folds.
fn folded(name_width: usize, words: &[String]) -> String {
    let mut value = String::new();
    let mut width = name_width;
    for (position, word) in words.iter().enumerate() {
        if position > 0 {
            if width + 1 + word.len() > WIDTH {
                value.push_str("\r\n");
                width = 0;
            }
            value.push(' ');
            width += 1;
        }
        value.push_str(word);
        width += word.len();
    }
    value
}
