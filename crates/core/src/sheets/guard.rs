//! Text of strangers in a CSV file: a cell that begins with certain signs is run as a formula by Excel and LibreOffice
//! (CWE-1236, OWASP "CSV Injection"). XLSX needs none of this: its cells say themselves that they are text.
//!
//! An apostrophe before such a cell makes it text, as one types it into Excel; our own reader takes it off again. A phone
//! is spared: `+380501234567` would become the number 3.8E+11, so it is written in groups, `+380 50 123 4567`, which
//! every program leaves as text and every reader of phones understands. A number with its sign is no danger and stays.

use std::borrow::Cow;

use crate::phones;

/// With what a formula may begin, the wide forms of East Asian keyboards included.
const SIGNS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
/// What makes a cell text.
const MARK: char = '\'';

/// The text as it is safe in a CSV cell.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let Some(first) = text.chars().next() else { return Cow::Borrowed(text) };
    // A text of its own that looks guarded gets a mark too, so that taking marks off gives back exactly what was there.
    if !SIGNS.contains(&first) && !is_guarded(text) {
        return Cow::Borrowed(text);
    }
    if is_number(text) {
        return Cow::Borrowed(text);
    }
    match phones::in_groups(text) {
        Some(phone) => Cow::Owned(phone),
        None => Cow::Owned(format!("{MARK}{text}")),
    }
}

/// The text without the apostrophe that made it safe.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix(MARK) {
        Some(rest) if is_guarded(text) => rest,
        _ => text,
    }
}

/// Marks, and then one of the signs.
fn is_guarded(text: &str) -> bool {
    text.starts_with(MARK) && text.trim_start_matches(MARK).starts_with(SIGNS)
}

/// A number with its sign: `-5`, `-12,5`. With a plus it rather is a phone.
fn is_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('-') else { return false };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}
