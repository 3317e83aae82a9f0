//! Encoded words in headers (RFC 2047), joined before they are decoded.
//!
//! Many programs cut a multi-byte character in two words, so neighbours of one charset are decoded as one text.

use super::{charset, transfer};

/// The pieces of a header: bytes as they stand, or bytes of a charset.
struct Word<'a> {
    charset: &'a [u8],
    base64: bool,
    text: &'a [u8],
    /// Length of the whole word with its marks.
    length: usize,
}

/// Bytes decoded so far that still wait for their charset.
#[derive(Default)]
struct Waiting {
    charset: String,
    bytes: Vec<u8>,
    /// Base64 letters of a group that the sender cut between words.
    cut: Vec<u8>,
}

impl Waiting {
    fn release(&mut self, out: &mut String) {
        if !self.cut.is_empty() {
            self.bytes.extend(transfer::base64_lines(&std::mem::take(&mut self.cut)));
        }
        if !self.bytes.is_empty() {
            out.push_str(&charset::decode(Some(&self.charset), &std::mem::take(&mut self.bytes)));
        }
    }

    fn take(&mut self, word: &Word<'_>, out: &mut String) {
        let name = String::from_utf8_lossy(word.charset).to_ascii_lowercase();
        if name != self.charset || (!word.base64 && !self.cut.is_empty()) {
            self.release(out);
            self.charset = name;
        }
        if word.base64 {
            let mut letters = std::mem::take(&mut self.cut);
            letters.extend(word.text.iter().filter(|b| !b.is_ascii_whitespace()));
            let whole = if letters.contains(&b'=') { letters.len() } else { letters.len() / 4 * 4 };
            self.cut = letters.split_off(whole.min(letters.len()));
            self.bytes.extend(transfer::base64_lines(&letters));
        } else {
            self.bytes.extend(quoted(word.text));
        }
    }
}

/// Decodes a header's text. `hint` is the charset of the letter, for raw 8-bit bytes.
pub(super) fn decode(value: &[u8], hint: Option<&str>) -> String {
    if value.is_ascii() && !value.windows(2).any(|pair| pair == b"=?") {
        return String::from_utf8_lossy(value).into_owned();
    }
    let (mut out, mut plain, mut waiting) = (String::new(), Vec::new(), Waiting::default());
    let mut after_word = false;
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        let word = if *byte == b'=' { value.get(at..).and_then(word) } else { None };
        let Some(word) = word else {
            plain.push(*byte);
            at += 1;
            continue;
        };
        // White space between two words is not part of the text.
        if !(after_word && plain.iter().all(u8::is_ascii_whitespace)) {
            waiting.release(&mut out);
            out.push_str(&charset::header(hint, &plain));
        }
        plain.clear();
        waiting.take(&word, &mut out);
        at += word.length;
        after_word = true;
    }
    waiting.release(&mut out);
    out.push_str(&charset::header(hint, &plain));
    out
}

/// Replaces each run of encoded words by one word in UTF-8, and raw 8-bit text by UTF-8, so that a parser of the
/// header's grammar meets nothing unusual and cannot take decoded commas or quotes for grammar.
pub(super) fn uniform(value: &[u8], hint: Option<&str>) -> String {
    let mut out = String::new();
    let (mut at, mut run, mut gap): (usize, Vec<u8>, Vec<u8>) = (0, Vec::new(), Vec::new());
    while let Some(byte) = value.get(at) {
        let word = if *byte == b'=' { value.get(at..).and_then(word) } else { None };
        match word {
            Some(word) => {
                if run.is_empty() {
                    out.push_str(&charset::header(hint, &gap));
                } else {
                    run.push(b' ');
                }
                gap.clear();
                run.extend(value.get(at..at + word.length).unwrap_or_default());
                at += word.length;
            }
            None => {
                gap.push(*byte);
                if !byte.is_ascii_whitespace() && !run.is_empty() {
                    out.push_str(&encode(&decode(&std::mem::take(&mut run), hint)));
                }
                at += 1;
            }
        }
    }
    if !run.is_empty() {
        out.push_str(&encode(&decode(&run, hint)));
    }
    out.push_str(&charset::header(hint, &gap));
    out
}

fn encode(text: &str) -> String {
    use base64::Engine as _;
    // Control characters would become line breaks in a header made from this name.
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("=?utf-8?B?{}?=", base64::engine::general_purpose::STANDARD.encode(clean))
}

fn word(bytes: &[u8]) -> Option<Word<'_>> {
    let rest = bytes.strip_prefix(b"=?")?;
    let charset_end = rest.iter().take(80).position(|b| *b == b'?')?;
    let (charset, rest) = rest.split_at_checked(charset_end)?;
    if charset.iter().any(|b| b.is_ascii_whitespace() || *b == b'=') {
        return None;
    }
    let [b'?', method, b'?', text @ ..] = rest else { return None };
    let base64 = match method {
        b'B' | b'b' => true,
        b'Q' | b'q' => false,
        _ => return None,
    };
    let (end, marks) = match text.windows(2).position(|pair| pair == b"?=") {
        Some(end) => (end, 2),
        None => cut_off(text, base64)?,
    };
    let (text, _) = text.split_at_checked(end)?;
    // A language tag (RFC 2231 section 5) follows the charset after a star.
    let charset_name = charset.split(|b| *b == b'*').next().unwrap_or(charset);
    Some(Word { charset: charset_name, base64, text, length: 2 + charset.len() + 3 + text.len() + marks })
}

/// The length of a word whose end is missing because its field was cut, and how many marks of the end are left.
fn cut_off(text: &[u8], base64: bool) -> Option<(usize, usize)> {
    let inside = |b: &u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'"' | b',' | b';' | b'?');
    let end = text.iter().position(|b| !inside(b)).unwrap_or(text.len());
    let word = text.get(..end)?;
    let encoded = if base64 {
        end >= 4 && word.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
    } else {
        word.contains(&b'=')
    };
    encoded.then(|| (end, usize::from(text.get(end) == Some(&b'?'))))
}

fn quoted(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match (byte, transfer::hex_pair(text, at + 1)) {
            (b'=', Some(decoded)) => {
                out.push(decoded);
                at += 2;
            }
            (b'_', _) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    out
}
