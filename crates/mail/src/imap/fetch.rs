//! The bulk fetch: our own reader of letters, for the crate's one keeps whole answers and parses every byte.
//!
//! Bodies go from the line's buffer straight into the vector that the caller gets; everything else of a response is
//! short. The next command is sent while the answer to the present one is read, so that the server never waits.

use std::collections::HashSet;
use std::time::Duration;

use chrono::DateTime;

use super::scan::{self, Kind, Scan};
use super::sets::{Chunk, chunks};
use super::wire::{Wire, elide, is_news, unexpected};
use super::{Fetched, Flags, Flow};
use crate::MailError;

/// Letters of one command: a stop costs at most what two commands still bring.
const LETTERS: usize = 200;

/// Bytes a second below which a line is as good as dead.
const SLOWEST: u64 = 4096;

/// One is answered while the next is on its way.
const COMMANDS: usize = 2;

const ITEMS: &str = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])";

/// The body of a response as it came.
#[derive(Default)]
struct Body {
    raw: Option<Vec<u8>>,
    too_big: bool,
    length: u64,
}

/// A command that was sent.
struct Sent {
    tag: String,
    uids: Vec<u32>,
}

/// Commands sent and not yet answered.
pub(super) struct Ahead<'a> {
    waiting: std::vec::IntoIter<Chunk>,
    sent: Vec<Sent>,
    /// A server may work on both commands at once and mix their letters (RFC 3501, section 5.5): Dovecot does.
    asked: HashSet<u32>,
    pub(super) flow: Flow,
    /// What the server said no to, and which letters of it did not come.
    pub(super) refused: Option<MailError>,
    left: Vec<u32>,
    each: &'a mut dyn FnMut(Fetched) -> Flow,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(uids: &[u32], each: &'a mut dyn FnMut(Fetched) -> Flow) -> Self {
        Self {
            waiting: chunks(uids, LETTERS).into_iter(),
            sent: Vec::new(),
            asked: HashSet::new(),
            flow: Flow::Go,
            refused: None,
            left: Vec::new(),
            each,
        }
    }

    /// The server refused a command: what it has not given of it is asked for letter by letter.
    fn refuse(&mut self, uids: Vec<u32>, refused: MailError) {
        self.refused = Some(refused);
        self.left.extend(uids.into_iter().filter(|uid| self.asked.remove(uid)));
    }
}

impl Wire {
    /// Fetches letters by UID, in the order of the list as far as commands go, ascending within a command. One letter
    /// that the server will not give keeps none of the others back. `known`: letters that it gave before.
    pub(super) fn fetch(
        &mut self,
        uids: &[u32],
        known: &[u32],
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        let mut last = None;
        let mut noted = |letter: Fetched| {
            last = Some(letter.uid);
            each(letter)
        };
        let mut ahead = Ahead::new(uids, &mut noted);
        let result = self.letters(&mut ahead);
        self.settle(result)?;
        let Ahead { left, flow, .. } = ahead;
        if flow == Flow::Stop {
            return Ok(());
        }
        self.singly(left, last.map_or_else(|| known.to_vec(), |uid| vec![uid]), each)
    }

    pub(super) fn letters(&mut self, ahead: &mut Ahead<'_>) -> Result<(), MailError> {
        let mut text = Vec::new();
        loop {
            while ahead.flow == Flow::Go && ahead.sent.len() < COMMANDS {
                let Some(chunk) = ahead.waiting.next() else { break };
                let tag = self.send(&format!("UID FETCH {} {ITEMS}", chunk.set))?;
                ahead.asked.extend(chunk.uids.iter().copied());
                ahead.sent.push(Sent { tag, uids: chunk.uids });
                self.begin(self.limits.answer_bytes);
            }
            if ahead.sent.is_empty() {
                return Ok(());
            }
            text.clear();
            let body = self.one(&mut text)?;
            match scan::kind(&text) {
                Kind::Data(data) if body.raw.is_some() || body.too_big => self.hand_over(data, body, ahead),
                Kind::Data(data) => self.news |= is_news(data),
                Kind::Status("BYE", said) => return Err(MailError::Bye { answer: scan::lossy(said) }),
                Kind::Status(..) => {}
                Kind::Tagged(tag, status, said) => {
                    let at =
                        ahead.sent.iter().position(|sent| sent.tag.as_bytes() == tag).unwrap_or_default();
                    let name = ahead.sent.get(at).map(|sent| sent.tag.clone()).unwrap_or_default();
                    let answered = self.answered(&name, "UID FETCH", tag, status, said);
                    let command = ahead.sent.remove(at);
                    match answered {
                        Err(refused @ MailError::Command { .. }) => ahead.refuse(command.uids, refused),
                        other => other?,
                    }
                }
                Kind::Continue | Kind::Unknown => return Err(unexpected(&text)),
            }
        }
    }

    /// Gives a letter away if it was asked for, and only once: a hostile server could go on for ever.
    fn hand_over(&mut self, data: &[u8], body: Body, ahead: &mut Ahead<'_>) {
        let Some(letter) = letter(data, body).filter(|letter| ahead.asked.remove(&letter.uid)) else {
            return;
        };
        if ahead.flow == Flow::Go {
            ahead.flow = (ahead.each)(letter);
        }
        self.begin(self.limits.answer_bytes);
    }

    /// One response: its text with literals elided, and the body's bytes.
    fn one(&mut self, text: &mut Vec<u8>) -> Result<Body, MailError> {
        let mut body = Body::default();
        let mut scan = Scan::default();
        while let Some(length) = self.line(text, &mut scan)? {
            elide(text);
            let is_body = text.strip_suffix(b" \"\"").is_some_and(ends_with_body);
            if !is_body {
                self.small_literal(length)?;
                self.line.read_bytes(length, |_| {})?;
                continue;
            }
            self.renew(self.limits.answer + Duration::from_secs(length / SLOWEST));
            body.length = length;
            if length > self.limits.letter || body.raw.is_some() {
                body = Body { too_big: true, raw: None, length };
                self.line.read_bytes(length, |_| {})?;
            } else {
                let mut raw = Vec::with_capacity(usize::try_from(length).unwrap_or_default().min(RESERVE));
                self.line.read_bytes(length, |bytes| raw.extend_from_slice(bytes))?;
                body.raw = Some(raw);
            }
        }
        if body.raw.is_none() && !body.too_big {
            body.raw = quoted_body(text);
        }
        Ok(body)
    }
}

/// A length is only a promise: more than this is reserved as the bytes really come.
const RESERVE: usize = 1024 * 1024;

fn ends_with_body(text: &[u8]) -> bool {
    let start = text.len().saturating_sub(12);
    let tail = text.get(start..).unwrap_or_default().to_ascii_uppercase();
    tail.ends_with(b"BODY[]") || tail.ends_with(b"BODY[]<0>")
}

/// A server may give a short letter as a quoted string.
fn quoted_body(text: &[u8]) -> Option<Vec<u8>> {
    let at = text.windows(8).position(|part| part.eq_ignore_ascii_case(b"BODY[] \""))?;
    let mut raw = Vec::new();
    let mut escaped = false;
    for &byte in text.get(at + 8..)? {
        match byte {
            _ if escaped => {
                raw.push(byte);
                escaped = false;
            }
            b'\\' => escaped = true,
            b'"' => return Some(raw),
            _ => raw.push(byte),
        }
    }
    None
}

/// Puts a letter together from `12 FETCH (UID 5 FLAGS (…) INTERNALDATE "…" RFC822.SIZE 9 BODY[] "")`.
fn letter(data: &[u8], body: Body) -> Option<Fetched> {
    let items = items(data)?;
    let uid = items.uid?;
    let raw = body.raw.unwrap_or_default();
    let size = items.size.unwrap_or(body.length.max(raw.len() as u64));
    Some(Fetched {
        uid,
        seen: has(&items.flags, "\\Seen"),
        answered: has(&items.flags, "\\Answered"),
        flags: items.flags,
        internal_ms: items.internal_ms.unwrap_or_default(),
        size: u32::try_from(size).unwrap_or(u32::MAX),
        raw,
        too_big: body.too_big,
        refused: None,
    })
}

impl Fetched {
    /// A letter that the server will not give.
    pub fn refused(uid: u32, refused: MailError) -> Self {
        Self {
            uid,
            seen: false,
            answered: false,
            flags: Vec::new(),
            internal_ms: 0,
            size: 0,
            raw: Vec::new(),
            too_big: false,
            refused: Some(refused),
        }
    }
}

/// UID and flags of a FETCH response without a body.
pub(super) fn flags(data: &[u8]) -> Option<(u32, Flags)> {
    let items = items(data)?;
    let flags = Flags { seen: has(&items.flags, "\\Seen"), answered: has(&items.flags, "\\Answered") };
    Some((items.uid?, flags))
}

fn has(flags: &[String], flag: &str) -> bool {
    flags.iter().any(|known| known.eq_ignore_ascii_case(flag))
}

#[derive(Default)]
struct Items {
    uid: Option<u32>,
    flags: Vec<String>,
    internal_ms: Option<i64>,
    size: Option<u64>,
}

fn items(data: &[u8]) -> Option<Items> {
    let (_, rest) = scan::number(data)?;
    let (name, list) = scan::word(rest.strip_prefix(b" ")?);
    if !name.eq_ignore_ascii_case(b"FETCH") {
        return None;
    }
    let mut items = Items::default();
    let mut rest = list.strip_prefix(b"(").unwrap_or(list);
    while !rest.is_empty() && !rest.starts_with(b")") {
        let (name, value) = scan::word(rest);
        let (value, after) = value_of(value);
        match name.to_ascii_uppercase().as_slice() {
            b"UID" => items.uid = text(value).parse().ok().filter(|&uid| uid > 0),
            b"RFC822.SIZE" => items.size = text(value).parse().ok(),
            b"INTERNALDATE" => items.internal_ms = date(&text(value)),
            b"FLAGS" => {
                let list = text(value);
                items.flags = list.split(' ').filter(|flag| !flag.is_empty()).map(str::to_owned).collect();
            }
            _ => {}
        }
        rest = after.trim_ascii_start();
    }
    Some(items)
}

fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// One value without its brackets or quotes, and what follows.
fn value_of(text: &[u8]) -> (&[u8], &[u8]) {
    match text.first() {
        Some(b'(') => enclosed(text, b')'),
        Some(b'"') => enclosed(text, b'"'),
        _ => {
            let end = text.iter().position(|byte| matches!(byte, b' ' | b')')).unwrap_or(text.len());
            (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default())
        }
    }
}

/// Up to the closing byte; deeper lists end early, which costs us only items that we do not read.
fn enclosed(text: &[u8], close: u8) -> (&[u8], &[u8]) {
    let inner = text.get(1..).unwrap_or_default();
    let end = inner.iter().position(|&byte| byte == close).unwrap_or(inner.len());
    (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
}

/// `17-Jul-1996 02:44:25 -0700`, the day perhaps with a space before it.
fn date(text: &str) -> Option<i64> {
    DateTime::parse_from_str(text.trim(), "%d-%b-%Y %H:%M:%S %z").ok().map(|at| at.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_in_any_order() {
        let data = b"12 FETCH (FLAGS (\\Seen $Junk \\answered) INTERNALDATE \" 1-Jan-2026 00:00:00 +0200\" BODY[] \"\" RFC822.SIZE 9 UID 5)";
        let letter = letter(data, Body { raw: Some(vec![1]), too_big: false, length: 1 }).unwrap();
        assert_eq!((letter.uid, letter.seen, letter.answered, letter.size), (5, true, true, 9));
        assert_eq!(letter.internal_ms, 1_767_218_400_000);
    }

    #[test]
    fn strange_items_are_survived() {
        for data in [
            &b"12 FETCH (UID 99999999999)"[..],
            b"12 FETCH (UID 0)",
            b"12 FETCH",
            b"12 FETCH (",
            b"x FETCH (UID 1)",
            b"1 FETCH (FLAGS (",
            b"1 FETCH (MODSEQ (12) X \"",
        ] {
            assert!(flags(data).is_none());
        }
        assert_eq!(flags(b"1 FETCH (MODSEQ (12) UID 7 FLAGS ())"), Some((7, Flags::default())));
    }

    #[test]
    fn quoted_bodies_are_unescaped() {
        assert_eq!(quoted_body(b"* 1 FETCH (UID 1 BODY[] \"a\\\"b\")").unwrap(), b"a\"b");
        assert_eq!(quoted_body(b"* 1 FETCH (UID 1 BODY[] NIL)"), None);
    }
}
