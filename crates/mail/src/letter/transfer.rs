//! Content-Transfer-Encoding undone (RFC 2045 section 6), forgiving what real programs get wrong.

/// How the bytes of a part travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    QuotedPrintable,
    Base64,
    Uu,
}

impl Encoding {
    /// Reads the header's value; anything unknown means that the bytes are as they are.
    pub(super) fn named(value: &str) -> Encoding {
        let word = value.trim().trim_matches(|c| matches!(c, '"' | ';' | '\'')).to_ascii_lowercase();
        match word.split(|c: char| c.is_whitespace() || c == ';' || c == '(').next().unwrap_or("") {
            "quoted-printable" | "quotedprintable" | "qp" => Encoding::QuotedPrintable,
            "base64" | "base-64" => Encoding::Base64,
            "x-uuencode" | "uuencode" | "x-uue" | "uue" | "x-uu" => Encoding::Uu,
            _ => Encoding::Plain,
        }
    }

    /// The bytes as they were before travelling.
    pub(super) fn undo(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Encoding::Plain => bytes.to_vec(),
            Encoding::QuotedPrintable => quoted_printable(bytes),
            Encoding::Base64 if looks_base64(bytes) => base64_lines(bytes),
            Encoding::Base64 => bytes.to_vec(),
            Encoding::Uu => {
                uu_files(bytes).0.into_iter().next().map_or_else(|| bytes.to_vec(), |file| file.body)
            }
        }
    }
}

/// The value of a sign of base64.
fn sextet(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Text under a wrong base64 label shows itself by its spaces and punctuation.
fn looks_base64(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for byte in bytes.iter().take(1024) {
        match byte {
            b'\r' | b'\n' | b'\t' | b'=' => {}
            _ if sextet(*byte).is_some() => good += 1,
            _ => bad += 1,
        }
    }
    bad * 8 <= good && !is_prose(bytes)
}

/// Long words without punctuation look like base64, but its lines have no spaces inside.
fn is_prose(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    if memchr::memchr(b' ', head).is_none() {
        return false;
    }
    let inner =
        |three: &&[u8]| matches!(three, [a, b' ', b] if !a.is_ascii_whitespace() && !b.is_ascii_whitespace());
    let gaps = head.windows(3).filter(inner).count();
    let words = || head.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    // Short data with a remark behind it has few words, and one of them is long.
    let long = words().filter(|word| word.len() >= 24).count();
    gaps >= 3 && long * 5 < words().count() && head.len() < words().count() * 20
}

/// Base64 that skips what is not of the alphabet, starts anew after padding and stops at a text footer.
pub(super) fn base64_lines(bytes: &[u8]) -> Vec<u8> {
    base64_whole(bytes).unwrap_or_else(|| base64_torn(bytes))
}

/// Nearly every part is lines of the alphabet and nothing else: without their ends the library takes them in one go.
fn base64_whole(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(bytes.len());
    let mut rest = bytes.trim_ascii();
    let width = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    while !rest.is_empty() {
        // All lines but the last are as long as the first.
        let even = rest.split_at_checked(width).filter(|(line, _)| line.ends_with(b"\n"));
        let (line, after) = match even {
            Some(split) => split,
            None => rest.split_at_checked(memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1))?,
        };
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        packed.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        rest = after;
    }
    base64_simd::STANDARD.decode_to_vec(packed).ok()
}

fn base64_torn(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut word, mut count, mut padded) = (0_u32, 0_u32, false);
    for line in bytes.split(|b| *b == b'\n') {
        // A list server's footer stands as plain text behind the end.
        if !out.is_empty() && is_words(line, padded) {
            break;
        }
        let mut ended = false;
        for byte in line {
            // Words on the line of the padding are no data.
            if ended && *byte == b' ' {
                break;
            }
            if let Some(value) = sextet(*byte) {
                word = (word << 6) | value;
                count += 1;
                if count == 4 {
                    out.extend_from_slice(&[(word >> 16) as u8, (word >> 8) as u8, word as u8]);
                    (word, count) = (0, 0);
                }
            } else if *byte == b'=' {
                (padded, ended) = (true, true);
                flush(&mut out, word, count);
                (word, count) = (0, 0);
            }
        }
    }
    flush(&mut out, word, count);
    out
}

/// Whether a line is text and no base64: words with spaces, or mostly strange characters; behind the padded end one
/// strange character is enough.
fn is_words(line: &[u8], padded: bool) -> bool {
    let line = line.trim_ascii();
    let strange = line.iter().filter(|b| **b != b'=' && sextet(**b).is_none()).count();
    strange > 0 && (padded || strange * 4 > line.len() || line.contains(&b' '))
}

fn flush(out: &mut Vec<u8>, word: u32, count: u32) {
    match count {
        2 => out.push((word >> 4) as u8),
        3 => out.extend_from_slice(&[(word >> 10) as u8, (word >> 2) as u8]),
        _ => {}
    }
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    match byte? {
        digit @ b'0'..=b'9' => Some(digit - b'0'),
        letter @ b'A'..=b'F' => Some(letter - b'A' + 10),
        letter @ b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

/// Two hexadecimal digits at `at`.
pub(super) fn hex_pair(bytes: &[u8], at: usize) -> Option<u8> {
    Some(hex(bytes.get(at))? << 4 | hex(bytes.get(at + 1))?)
}

/// Quoted-printable; an equals sign that encodes nothing stays what it is.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let end = line.iter().rposition(|b| !b.is_ascii_whitespace()).map_or(0, |last| last + 1);
        let (text, rest) = line.split_at_checked(end).unwrap_or((line, &[]));
        let soft = text.last() == Some(&b'=');
        let text = if soft { text.split_last().map_or(text, |(_, text)| text) } else { text };
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            match hex_pair(text, at + 1) {
                Some(decoded) if *byte == b'=' => {
                    out.push(decoded);
                    at += 3;
                }
                _ => {
                    out.push(*byte);
                    at += 1;
                }
            }
        }
        if !soft {
            out.extend(rest.iter().filter(|b| matches!(b, b'\r' | b'\n')));
        }
    }
    out
}

/// A file written into the text by uuencode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UuFile {
    pub(super) name: Vec<u8>,
    pub(super) body: Vec<u8>,
}

/// Takes uuencoded files out of a text: the files, and the text without them.
pub(super) fn uu_files(bytes: &[u8]) -> (Vec<UuFile>, Vec<u8>) {
    let (mut files, mut text): (Vec<UuFile>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut lines = bytes.split_inclusive(|b| *b == b'\n');
    while let Some(line) = lines.next() {
        let Some(name) = uu_begin(line) else {
            text.extend_from_slice(line);
            continue;
        };
        let (mut body, mut ahead, mut ended) = (Vec::new(), lines.clone(), false);
        for line in ahead.by_ref() {
            if line.trim_ascii() == b"end" {
                ended = true;
                break;
            }
            if !uu_line(line, &mut body) {
                break;
            }
        }
        if ended && files.len() < 500 {
            files.push(UuFile { name, body });
            lines = ahead;
        } else {
            text.extend_from_slice(line);
        }
    }
    (files, text)
}

fn uu_begin(line: &[u8]) -> Option<Vec<u8>> {
    let rest = line.strip_prefix(b"begin ")?;
    let (mode, name) = rest.split_at_checked(rest.iter().position(|b| *b == b' ')?)?;
    let octal = (3..=4).contains(&mode.len()) && mode.iter().all(|b| (b'0'..=b'7').contains(b));
    let name = name.trim_ascii();
    (octal && !name.is_empty()).then(|| name.to_vec())
}

fn uu_line(line: &[u8], out: &mut Vec<u8>) -> bool {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let Some((first, data)) = line.split_first() else { return true };
    if !(32..=96).contains(first) || data.len() > 100 {
        return false;
    }
    let length = usize::from((first - 32) & 63);
    let mut decoded = Vec::with_capacity(length + 3);
    for group in data.chunks(4) {
        let value = |at: usize| u32::from(group.get(at).map_or(0, |b| b.wrapping_sub(32) & 63));
        let word = value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
        decoded.extend_from_slice(&[(word >> 16) as u8, (word >> 8) as u8, word as u8]);
    }
    decoded.resize(length, 0);
    out.extend_from_slice(&decoded);
    true
}
