//! Tags before the engine sees them: only variables, conditions and a fallback pass.

use super::{Broken, Fault};

/// What may begin a `{% … %}`.
const WORDS: [&str; 4] = ["if", "elif", "else", "endif"];

/// One piece of a template's source.
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// A whole tag with its braces; `closed` is false where its end is missing.
    Tag {
        text: &'a str,
        closed: bool,
    },
}

/// Cuts a source into text and tags. A quotation mark inside a tag hides braces until the next one.
pub(super) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = source;
    while let Some(at) = start(rest) {
        let (text, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let end = end(tag);
        let (tag, after) = tag.split_at_checked(end.unwrap_or(tag.len())).unwrap_or((tag, ""));
        pieces.push(Piece::Tag { text: tag, closed: end.is_some() });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn start(text: &str) -> Option<usize> {
    text.as_bytes().windows(2).position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))
}

/// The length of the tag that a text begins with.
fn end(tag: &str) -> Option<usize> {
    let closing: &[u8] = match tag.as_bytes().get(1) {
        Some(b'{') => b"}}",
        Some(b'%') => b"%}",
        _ => b"#}",
    };
    let mut quote = None;
    let bytes = tag.as_bytes();
    for at in 2..bytes.len() {
        let sign = bytes.get(at).copied();
        match (quote, sign) {
            (None, Some(b'"' | b'\'')) => quote = sign,
            (Some(_), _) if quote == sign => quote = None,
            (None, _) if bytes.get(at..).is_some_and(|rest| rest.starts_with(closing)) => {
                return Some(at + 2);
            }
            _ => {}
        }
    }
    None
}

/// A source of plain text as the engine takes it: editors put other blanks than the usual one into a tag.
pub(super) fn plain(source: &str) -> Result<String, Broken> {
    let mut out = String::with_capacity(source.len());
    for piece in pieces(source) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag { text, .. } => out.push_str(&text.replace('\u{a0}', " ")),
        }
    }
    Ok(out)
}

/// Refuses every tag that is not a variable, a condition or its parts.
pub(super) fn check(source: &str) -> Result<(), Broken> {
    let mut offset = 0;
    for piece in pieces(source) {
        let (Piece::Text(text) | Piece::Tag { text, .. }) = piece;
        if let Piece::Tag { text, closed } = piece {
            if !closed {
                return Err(at(source, offset, Fault::Syntax, "the end of the tag is missing"));
            }
            if let Some(word) = not_allowed(text) {
                return Err(at(source, offset, Fault::NotAllowed, word));
            }
        }
        offset += text.len();
    }
    Ok(())
}

/// What in a tag is left out of the language.
fn not_allowed(tag: &str) -> Option<&str> {
    let inside = tag.get(2..tag.len().saturating_sub(2)).unwrap_or_default();
    let inside = inside.trim_start_matches(['-', '+']).trim_end_matches(['-', '+']);
    if tag.starts_with("{#") {
        return Some("{#");
    }
    if tag.starts_with("{%") {
        let word = inside.split_whitespace().next().unwrap_or_default();
        if !WORDS.contains(&word) {
            return Some(word);
        }
    }
    let mut quote = None;
    for (at, sign) in inside.char_indices() {
        match quote {
            Some(open) if sign == open => quote = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'') => quote = Some(sign),
            None if sign.is_alphanumeric() || sign.is_whitespace() || "_.[]()|=!<>,-".contains(sign) => {}
            None => return inside.get(at..at + sign.len_utf8()),
        }
    }
    None
}

/// A broken template at a byte of its source.
pub(super) fn at(source: &str, offset: usize, fault: Fault, detail: &str) -> Broken {
    let before = source.get(..offset).unwrap_or(source);
    Broken {
        fault,
        line: before.matches('\n').count() + 1,
        place: around(source, offset),
        detail: detail.to_owned(),
    }
}

/// The tag at or before a byte, or the text that follows it.
pub(super) fn around(source: &str, offset: usize) -> String {
    let mut begins = 0;
    for piece in pieces(source) {
        let (Piece::Text(text) | Piece::Tag { text, .. }) = piece;
        let ends = begins + text.len();
        if matches!(piece, Piece::Tag { .. }) && offset < ends {
            return text.chars().take(80).collect();
        }
        begins = ends;
    }
    source.get(offset..).unwrap_or_default().trim().chars().take(80).collect()
}

/// A broken template whose place was not known to whom it broke: the first tag stands for it.
pub(super) fn placed(source: &str, broken: Broken) -> Broken {
    if broken.place.is_empty() { Broken { place: around(source, 0), ..broken } } else { broken }
}

/// The refusal of a variable that there is not.
pub(super) fn unknown(source: &str, name: &str) -> Broken {
    let mut offset = 0;
    for piece in pieces(source) {
        let (Piece::Text(text) | Piece::Tag { text, .. }) = piece;
        if matches!(piece, Piece::Tag { .. }) && names_in(text).any(|known| known == name) {
            break;
        }
        offset += text.len();
    }
    Broken { detail: name.to_owned(), ..at(source, offset, Fault::Unknown, "") }
}

/// The dotted names in a tag.
fn names_in(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '.')))
        .filter(|word| !word.is_empty())
}
