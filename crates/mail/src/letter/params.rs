//! `type/subtype; name=value` of Content-Type and Content-Disposition (RFC 2045, RFC 2231).
//!
//! Written here and not left to mail-parser because its continuations are decoded piece by piece: a file name in
//! windows-1251 or cut inside a character would be lost.

use super::transfer::hex_pair;
use super::{charset, words};

/// Bytes of one header that are read.
const LONGEST: usize = 64 * 1024;

/// A structured MIME header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structured {
    /// Before the first semicolon, lower case.
    pub(super) value: String,
    parameters: Vec<(String, String)>,
}

/// One segment of a parameter that may be cut in several (RFC 2231 section 3).
struct Segment {
    name: String,
    number: u32,
    encoded: bool,
    value: Vec<u8>,
}

impl Structured {
    /// The decoded value of a parameter; `name` in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a header's value. `hint` is the letter's charset, for raw 8-bit names.
pub(super) fn read(value: &[u8], hint: Option<&str>) -> Structured {
    let value = value.get(..LONGEST).unwrap_or(value);
    let mut pieces = split(value).into_iter();
    let first = pieces.next().unwrap_or_default();
    let (main, loose) = apart(&first);
    let segments: Vec<Segment> =
        segment(loose).into_iter().chain(pieces.take(200).filter_map(|piece| segment(&piece))).collect();
    Structured { value: token(main), parameters: assemble(segments, hint) }
}

/// The value and the parameter behind it where some forget the semicolon between them: `text/html charset=utf-8`,
/// `attachment, filename=a.pdf`; or a parameter alone.
fn apart(first: &[u8]) -> (&[u8], &[u8]) {
    const NAMES: &[&[u8]] = &[b"charset", b"boundary", b"filename", b"name"];
    let Some(equals) = first.iter().position(|b| *b == b'=') else { return (first, &[]) };
    let before = first.get(..equals).unwrap_or_default().trim_ascii_end();
    let lower = before.to_ascii_lowercase();
    let blank = before.iter().rposition(|b| b.is_ascii_whitespace() || *b == b',').map(|at| at + 1);
    // A line that was folded there may have been joined without its blank.
    let joined = || NAMES.iter().find(|name| lower.ends_with(name)).map(|name| before.len() - name.len());
    let whole = if before.contains(&b'/') { first.len() } else { 0 };
    first.split_at_checked(blank.or_else(joined).unwrap_or(whole)).unwrap_or((first, &[]))
}

/// `Text / HTML` as `text/html`: blanks count only beside the slash.
fn token(main: &[u8]) -> String {
    let main = String::from_utf8_lossy(main).to_ascii_lowercase().replace('"', "");
    let mut token = String::new();
    for word in main.split_whitespace() {
        if !token.is_empty() && !token.ends_with('/') && !word.starts_with('/') {
            break;
        }
        token.push_str(word);
    }
    token.trim_end_matches([',', ':']).to_owned()
}

/// Cuts at semicolons outside quotes and comments; also after a closing quote, where some forget the semicolon.
fn split(value: &[u8]) -> Vec<Vec<u8>> {
    let (mut pieces, mut piece) = (Vec::new(), Vec::new());
    let (mut quoted, mut depth, mut at) = (false, 0_u32, 0);
    while let Some(byte) = value.get(at) {
        at += 1;
        match byte {
            b'\\' if quoted && matches!(value.get(at), Some(b'"' | b'\\')) => {
                piece.push(b'\\');
                piece.extend(value.get(at));
                at += 1;
            }
            b'"' if depth == 0 => {
                piece.push(b'"');
                if quoted && value.get(at).is_some_and(|next| next.is_ascii_whitespace()) {
                    pieces.push(std::mem::take(&mut piece));
                }
                quoted = !quoted;
            }
            b';' if !quoted && depth == 0 => pieces.push(std::mem::take(&mut piece)),
            // A comment may stand between tokens; inside `name=scan(1).pdf` the bracket is part of the name.
            b'(' if !quoted && (depth > 0 || !piece.contains(&b'=')) => depth += 1,
            b')' if !quoted && depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ => piece.push(*byte),
        }
    }
    pieces.push(piece);
    pieces
}

fn segment(piece: &[u8]) -> Option<Segment> {
    let equals = piece.iter().position(|b| *b == b'=')?;
    let (name, value) = piece.split_at_checked(equals)?;
    let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
    let value = value.get(1..)?.trim_ascii();
    // `filename='a.pdf'`; in other parameters the quotes may be meant.
    let bare = value.strip_prefix(b"'").and_then(|rest| rest.strip_suffix(b"'"));
    let is_name = matches!(name.as_str(), "filename" | "name");
    let value = unquote(bare.filter(|bare| is_name && !bare.is_empty()).unwrap_or(value));
    let mut stars = name.split('*');
    let base = stars.next().unwrap_or("").trim().to_owned();
    let (mut number, mut encoded) = (0, false);
    for mark in stars {
        match mark.trim().parse() {
            Ok(position) => number = position,
            Err(_) => encoded = true,
        }
    }
    let encoded = encoded || name.ends_with('*');
    (!base.is_empty()).then_some(Segment { name: base, number, encoded, value })
}

fn unquote(value: &[u8]) -> Vec<u8> {
    let Some(inner) = value.strip_prefix(b"\"") else { return value.to_vec() };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    let mut out = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        at += 1;
        match (byte, inner.get(at)) {
            (b'\\', Some(next @ (b'"' | b'\\'))) => {
                out.push(*next);
                at += 1;
            }
            _ => out.push(*byte),
        }
    }
    out
}

fn assemble(mut segments: Vec<Segment>, hint: Option<&str>) -> Vec<(String, String)> {
    segments.sort_by_key(|segment| segment.number);
    let mut names: Vec<&str> = Vec::new();
    for segment in &segments {
        if !names.contains(&segment.name.as_str()) {
            names.push(&segment.name);
        }
    }
    let values = names.iter().map(|name| {
        let mine: Vec<&Segment> = segments.iter().filter(|segment| segment.name == *name).collect();
        ((*name).to_owned(), joined(&mine, hint))
    });
    values.collect()
}

fn joined(segments: &[&Segment], hint: Option<&str>) -> String {
    // `filename*=` says it better than the plain `filename=` beside it.
    let starred: Vec<&&Segment> = segments.iter().filter(|s| s.encoded || s.number > 0).collect();
    if !starred.iter().any(|segment| segment.encoded) {
        let mut bytes = Vec::new();
        let several = segments.iter().any(|segment| segment.number > 0);
        for segment in segments.iter().take(if several { usize::MAX } else { 1 }) {
            bytes.extend_from_slice(&segment.value);
        }
        return words::decode(&bytes, hint).trim().to_owned();
    }
    let several = segments.iter().any(|segment| segment.number > 0);
    let (mut label, mut bytes, mut first) = (None, Vec::new(), true);
    for segment in segments.iter().filter(|segment| segment.encoded || several) {
        let mut value = segment.value.as_slice();
        if std::mem::take(&mut first) && segment.encoded {
            let mut parts = value.splitn(3, |b| *b == b'\'');
            if let (Some(name), Some(_), Some(rest)) = (parts.next(), parts.next(), parts.next()) {
                label = Some(String::from_utf8_lossy(name).into_owned());
                value = rest;
            }
        }
        if segment.encoded { percent(value, &mut bytes) } else { bytes.extend_from_slice(value) }
    }
    let label = label.filter(|name| !name.is_empty());
    let text = charset::decode(label.as_deref().or(hint), &bytes);
    // Some encode twice: an encoded word inside the encoded parameter.
    if text.contains("=?") { words::decode(text.as_bytes(), hint) } else { text.trim().to_owned() }
}

fn percent(value: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        match hex_pair(value, at + 1) {
            Some(decoded) if *byte == b'%' => {
                out.push(decoded);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
}
