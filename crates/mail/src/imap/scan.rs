//! Looks at raw IMAP lines before any parser does: where literals begin, how deep parentheses go, what a line is.

/// How far into a response (its lines and the literals between them) the scan has come.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) depth: usize,
    quoted: bool,
}

impl Scan {
    /// Takes one more line of the same response; gives the deepest nesting seen in it.
    pub(super) fn line(&mut self, line: &[u8]) -> usize {
        let mut deepest = self.depth;
        let mut escaped = false;
        for &byte in line {
            if self.quoted {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    // A quoted string cannot hold a line end: the server left it open.
                    b'"' | b'\n' => self.quoted = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.quoted = true,
                b'(' => {
                    self.depth += 1;
                    deepest = deepest.max(self.depth);
                }
                b')' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        deepest
    }
}

/// What a server's line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// `+ …`
    Continue,
    /// `* OK|NO|BAD|BYE|PREAUTH …`: the word in capitals and the text after it.
    Status(&'static str, &'a [u8]),
    /// `* …` anything else: data, with literals and nesting.
    Data(&'a [u8]),
    /// `tag OK|NO|BAD …`: tag, word, text.
    Tagged(&'a [u8], &'static str, &'a [u8]),
    Unknown,
}

const STATUSES: [&str; 5] = ["OK", "NO", "BAD", "BYE", "PREAUTH"];

/// Classifies a line, without its end.
pub(super) fn kind(line: &[u8]) -> Kind<'_> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.first() == Some(&b'+') {
        return Kind::Continue;
    }
    let (tag, rest) = word(line);
    let (status, text) = word(rest);
    let status = STATUSES.into_iter().find(|known| known.as_bytes().eq_ignore_ascii_case(status));
    match (tag, status) {
        (b"*", Some(status)) => Kind::Status(status, text),
        (b"*", None) => Kind::Data(rest),
        (_, Some(status)) if !tag.is_empty() => Kind::Tagged(tag, status, text),
        _ => Kind::Unknown,
    }
}

/// Splits at the first space.
pub(super) fn word(line: &[u8]) -> (&[u8], &[u8]) {
    match line.iter().position(|&byte| byte == b' ') {
        Some(at) => (line.get(..at).unwrap_or_default(), line.get(at + 1..).unwrap_or_default()),
        None => (line, &[]),
    }
}

/// Reads digits at the beginning: the number and what follows.
pub(super) fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((number, rest))
}

/// The length announced by a line's end: `{123}`, `{123+}` or `~{123}`, and where the announcement begins.
pub(super) fn literal(line: &[u8]) -> Option<(u64, usize)> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let inner = line.strip_suffix(b"}")?;
    let inner = inner.strip_suffix(b"+").unwrap_or(inner);
    let open = inner.iter().rposition(|&byte| byte == b'{')?;
    let digits = std::str::from_utf8(inner.get(open + 1..)?).ok()?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let open = if inner.get(..open).is_some_and(|before| before.ends_with(b"~")) { open - 1 } else { open };
    Some((digits.parse().unwrap_or(u64::MAX), open))
}

/// What the data after `* ` is: its name in capitals (`FETCH`, `EXISTS`, `LIST` …) and its number if it has one.
pub(super) fn data_name(data: &[u8]) -> (String, Option<u64>) {
    let (first, rest) = word(data);
    let (name, number) = match number(first) {
        Some((number, [])) => (word(rest).0, Some(number)),
        _ => (first, None),
    };
    (String::from_utf8_lossy(name).to_ascii_uppercase(), number)
}

/// Text for people: whatever the bytes are.
pub(super) fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).trim().chars().filter(|c| !c.is_control()).take(1000).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(kind(b"+ go ahead\r\n"), Kind::Continue);
        assert_eq!(kind(b"* ok [ALERT] hi\r\n"), Kind::Status("OK", b"[ALERT] hi"));
        assert_eq!(kind(b"* 5 EXISTS\r\n"), Kind::Data(b"5 EXISTS"));
        assert_eq!(kind(b"a1 NO\r\n"), Kind::Tagged(b"a1", "NO", b""));
        assert_eq!(kind(b"HTTP/1.1 400 Bad\r\n"), Kind::Unknown);
        assert_eq!(kind(b"\r\n"), Kind::Unknown);
    }

    #[test]
    fn literals_are_seen_at_the_end_only() {
        assert_eq!(literal(b"* 1 FETCH (BODY[] {12}\r\n"), Some((12, 18)));
        assert_eq!(literal(b"x ~{3+}\n"), Some((3, 2)));
        assert_eq!(literal(b"x {99999999999999999999999}\r\n"), Some((u64::MAX, 2)));
        assert_eq!(literal(b"x {a}\r\n"), None);
        assert_eq!(literal(b"x {12} \r\n"), None);
    }

    #[test]
    fn nesting_in_quotes_does_not_count() {
        let mut scan = Scan::default();
        assert_eq!(scan.line(b"* X (( \"((((\\\"((\" ) ("), 2);
        assert_eq!(scan.depth, 2);
    }
}
