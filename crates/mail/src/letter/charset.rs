//! Bytes to text, when the label tells the truth, lies or is missing.
//!
//! A declared charset is believed unless the bytes contradict it: programs that send windows-1251 as `utf-8` or
//! `iso-8859-1` are common, and showing their letters as question marks helps nobody.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;
use simdutf8::basic::from_utf8;

use super::{cyrillic, dos, seven, transfer};

/// How much of a text is looked at to guess its charset.
const SAMPLE: usize = 64 * 1024;

/// Names in use that the WHATWG table does not know.
const ALIASES: &[(&str, &str)] = &[
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("cp-1251", "windows-1251"),
    ("cp_1251", "windows-1251"),
    ("cp1251", "windows-1251"),
    ("win-1251", "windows-1251"),
    ("win1251", "windows-1251"),
    ("windows1251", "windows-1251"),
    ("windows-1251-1", "windows-1251"),
    ("ansi-1251", "windows-1251"),
    ("windows1252", "windows-1252"),
    ("windows-1252http-equiv", "windows-1252"),
    ("cp-1252", "windows-1252"),
    ("cp-866", "ibm866"),
    ("cp_866", "ibm866"),
    ("dos-866", "ibm866"),
    ("koi8u", "koi8-u"),
    ("koi8-ru", "koi8-u"),
    ("koi8", "koi8-r"),
    ("koi8r", "koi8-r"),
    ("koi-8", "koi8-r"),
    ("mac-cyrillic", "x-mac-cyrillic"),
    ("maccyrillic", "x-mac-cyrillic"),
    ("x-mac-cyrillic", "x-mac-cyrillic"),
    ("mac-ukrainian", "x-mac-cyrillic"),
    ("macroman", "macintosh"),
    ("mac-roman", "macintosh"),
    ("x-mac", "macintosh"),
    ("utf8mb4", "utf-8"),
    ("utf-8mb4", "utf-8"),
    ("utf_8", "utf-8"),
    ("unicode", "utf-8"),
    ("latin-1", "iso-8859-1"),
    ("latin-2", "iso-8859-2"),
    ("iso8859_1", "iso-8859-1"),
    ("8859-1", "iso-8859-1"),
    ("8859_1", "iso-8859-1"),
    ("gb-2312", "gbk"),
    ("shift-jis", "shift_jis"),
    ("sjis", "shift_jis"),
    ("ujis", "euc-jp"),
    ("iso-2022-jp-1", "iso-2022-jp"),
    ("iso-2022-jp-2", "iso-2022-jp"),
    ("iso-2022-jp-ms", "iso-2022-jp"),
    ("cp50220", "iso-2022-jp"),
    ("cp50221", "iso-2022-jp"),
    ("ks_c_5601", "euc-kr"),
    ("cp1250", "windows-1250"),
];

/// Labels that say nothing.
const NO_LABEL: &[&str] = &[
    "",
    "us-ascii",
    "usascii",
    "us",
    "ascii",
    "iso-646",
    "iso646-us",
    "646",
    "ansi_x3.4-1968",
    "ansi_x3.4-1986",
    "ansi",
    "unknown-8bit",
    "unknown8bit",
    "x-unknown",
    "unknown",
    "default",
    "default_charset",
    "_default",
    "x-user-defined",
    "user-defined",
    "binary",
    "8bit",
    "none",
    "charset",
    "foo",
];

/// Decodes text by its declared charset, or by the look of the bytes where that is missing or plainly wrong.
pub(super) fn decode(label: Option<&str>, bytes: &[u8]) -> String {
    let (label, bytes) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => ("utf-8".to_owned(), rest),
        [0xFF, 0xFE, rest @ ..] => return UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => return UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        _ => (normal(label.unwrap_or("")), bytes),
    };
    if is_utf7(&label) {
        return utf7(bytes);
    }
    if label.starts_with("utf-16") || label == "ucs-2" || label.starts_with("iso-10646-ucs-2") {
        let encoding = if label.ends_with("le") { UTF_16LE } else { UTF_16BE };
        return utf16(encoding, bytes);
    }
    if let Some(text) = seven::decode(&label, bytes).or_else(|| dos::decode(&label, bytes)) {
        return text;
    }
    if !NO_LABEL.contains(&label.as_str()) {
        if let Some(encoding) = Encoding::for_label(label.as_bytes()).filter(|e| e.name() != "replacement") {
            return by_encoding(encoding, bytes);
        }
        if let Some(decode) = charset_decoder(label.as_bytes())
            && from_utf8(bytes).is_err()
        {
            return decode(bytes);
        }
    }
    detected(bytes)
}

/// Decodes raw 8-bit bytes of a header, which carry no label of their own.
pub(super) fn header(hint: Option<&str>, bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            match hint.map(normal).filter(|label| !NO_LABEL.contains(&label.as_str()) && label != "utf-8") {
                Some(label) => decode(Some(&label), bytes),
                None => detected(bytes),
            }
        }
    }
}

fn normal(label: &str) -> String {
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | ',' | '='));
    let label = label.to_ascii_lowercase();
    let label = label.strip_prefix("charset=").unwrap_or(&label).to_owned();
    ALIASES.iter().find(|(alias, _)| *alias == label).map_or(label, |(_, name)| (*name).to_owned())
}

fn is_utf7(label: &str) -> bool {
    matches!(label, "utf-7" | "utf7" | "unicode-1-1-utf-7" | "csunicode11utf7" | "x-unicode-1-1-utf-7")
}

/// UTF-7 (RFC 2152). mail-parser's loses the character that ends a run without `-`.
fn utf7(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut rest = bytes;
    while let Some(plus) = rest.iter().position(|b| *b == b'+') {
        let (before, run) = rest.split_at_checked(plus).unwrap_or((rest, &[]));
        out.push_str(&String::from_utf8_lossy(before));
        let run = run.get(1..).unwrap_or_default();
        let end = run.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')));
        let (letters, after) = run.split_at_checked(end.unwrap_or(run.len())).unwrap_or((run, &[]));
        if letters.is_empty() {
            out.push('+');
        } else {
            let units = transfer::base64_lines(letters);
            let even = units.get(..units.len() / 2 * 2).unwrap_or_default();
            out.push_str(&UTF_16BE.decode_without_bom_handling(even).0);
        }
        rest = after.strip_prefix(b"-").unwrap_or(after);
    }
    out.push_str(&String::from_utf8_lossy(rest));
    out
}

fn utf16(encoding: &'static Encoding, bytes: &[u8]) -> String {
    // "utf-16" without an order mark is big-endian by the book and little-endian in life: zeros tell.
    let even = bytes.iter().step_by(2).take(512).filter(|b| **b == 0).count();
    let odd = bytes.iter().skip(1).step_by(2).take(512).filter(|b| **b == 0).count();
    match even.cmp(&odd) {
        std::cmp::Ordering::Less => UTF_16LE,
        std::cmp::Ordering::Greater => UTF_16BE,
        // No zeros at all: the label lies, the bytes are not UTF-16.
        std::cmp::Ordering::Equal if even == 0 && bytes.is_ascii() => {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        std::cmp::Ordering::Equal => encoding,
    }
    .decode_without_bom_handling(bytes)
    .0
    .into_owned()
}

fn by_encoding(encoding: &'static Encoding, bytes: &[u8]) -> String {
    if encoding == UTF_8 {
        return utf8_or_better(bytes);
    }
    if encoding != ISO_2022_JP && !bytes.is_ascii() {
        // Real single-byte text is practically never valid UTF-8 with several multi-byte characters, and Chinese or
        // Japanese text not with a character of three bytes.
        if let Ok(text) = from_utf8(bytes)
            && text.chars().filter(|c| !c.is_ascii()).take(2).count() >= 2
            && (encoding.is_single_byte() || text.chars().any(|c| c > '\u{7ff}'))
        {
            return text.to_owned();
        }
        if cyrillic::NAMES.contains(&encoding.name()) {
            return cyrillic::best(encoding, bytes.get(..SAMPLE).unwrap_or(bytes), cyrillic::DECLARED)
                .decode_without_bom_handling(bytes)
                .0
                .into_owned();
        }
        if encoding == WINDOWS_1252 && looks_cyrillic(bytes) {
            return detected(bytes);
        }
    }
    if encoding == ISO_2022_JP && !bytes.is_ascii() && !bytes.contains(&0x1b) {
        return detected(bytes);
    }
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-8 with some damage stays UTF-8; bytes that are mostly not UTF-8 are something else under a wrong label.
fn utf8_or_better(bytes: &[u8]) -> String {
    if let Ok(text) = from_utf8(bytes) {
        return text.to_owned();
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    if good >= bad { String::from_utf8_lossy(bytes).into_owned() } else { detected(bytes) }
}

/// Latin text has lone accented letters; Cyrillic text under a Latin label has whole words of high bytes.
fn looks_cyrillic(bytes: &[u8]) -> bool {
    let (mut high, mut runs, mut inside) = (0_usize, 0_usize, false);
    for byte in bytes.iter().take(SAMPLE) {
        let letter = *byte >= 0xC0 || matches!(byte, 0xA8 | 0xB8 | 0xB3 | 0xBF | 0xBA | 0xB2 | 0xAF | 0xAA);
        if letter {
            high += 1;
            runs += usize::from(!inside);
        }
        inside = letter;
    }
    high >= 6 && high >= runs * 3
}

/// The most likely reading of bytes without a label.
fn detected(bytes: &[u8]) -> String {
    if let Ok(text) = from_utf8(bytes)
        && !bytes.contains(&0x1b)
    {
        return text.to_owned();
    }
    guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
}

/// The charset of an office's own file that is not UTF-8: Cyrillic wherever it looks like that, for short texts are often
/// taken for something Western. `None` where nothing beyond ASCII stands in it.
pub(super) fn of_file(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.is_ascii() {
        return None;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let guessed = guess(sample);
    if cyrillic::NAMES.contains(&guessed.name()) || !looks_cyrillic(sample) {
        return Some(guessed);
    }
    Some(cyrillic::best(WINDOWS_1251, sample, cyrillic::GUESSED))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample: Cow<'_, [u8]> = match bytes.get(..SAMPLE) {
        Some(sample) => Cow::Borrowed(sample),
        None => Cow::Borrowed(bytes),
    };
    let zeros = sample.iter().filter(|b| **b == 0).count();
    if zeros * 3 > sample.len() {
        let even = sample.iter().step_by(2).filter(|b| **b == 0).count();
        return if even * 2 > zeros { UTF_16BE } else { UTF_16LE };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&sample, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Allow);
    if cyrillic::NAMES.contains(&guessed.name()) {
        return cyrillic::best(guessed, &sample, cyrillic::GUESSED);
    }
    if guessed == UTF_8 && std::str::from_utf8(bytes).is_err() { WINDOWS_1252 } else { guessed }
}
