//! What the `imap` crate reads and writes: the guarded line, made fit for its parser.
//!
//! The crate's parser treats every line it does not know as a goodbye, dies of deep nesting, refuses text that is not
//! ASCII, panics when IDLE is answered with OK and takes an untagged line for the answer to APPEND. So it gets one
//! response at a time, only of the kinds that its present command asks for, and each tagged answer without its
//! human text, which is kept aside as it came.

use std::io::{self, Read, Write};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use imap::extensions::idle::SetReadTimeout;

use super::scan::{self, Kind, Scan};
use super::wire::{Wire, is_news, unexpected};
use crate::MailError;

/// How long a waiting IDLE sleeps before it looks whether somebody woke it.
const SLICE: Duration = Duration::from_millis(500);

/// The crate keeps whole answers in memory.
const ANSWER: u64 = 32 * 1024 * 1024;

/// Bytes a second below which a line is as good as dead.
const SLOWEST: u64 = 4096;

/// Where the crate's conversation stands.
#[derive(Default)]
pub(super) struct TapState {
    /// The command's name in capitals; empty between commands.
    verb: String,
    tag: Vec<u8>,
    /// The server is to answer `+` before anything else is told.
    awaits_go: bool,
    idle_until: Option<Instant>,
    out: Vec<u8>,
    told: usize,
}

/// The crate's end of the shared line.
pub(super) struct Tap(pub(super) Arc<Mutex<Wire>>);

/// A poisoned lock still guards a line that reports its own failure.
pub(super) fn lock(wire: &Mutex<Wire>) -> MutexGuard<'_, Wire> {
    wire.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Read for Tap {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut wire = lock(&self.0);
        if wire.tap.told >= wire.tap.out.len() {
            wire.tap.out.clear();
            wire.tap.told = 0;
            while wire.tap.out.is_empty() {
                if !wire.wait_idle()? {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                if let Err(error) = wire.next_for_crate() {
                    return Err(io::Error::other(wire.broken(error)));
                }
            }
        }
        let tap = &mut wire.tap;
        let mut rest = tap.out.get(tap.told..).unwrap_or_default();
        let count = rest.read(into)?;
        tap.told += count;
        Ok(count)
    }
}

impl Write for Tap {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut wire = lock(&self.0);
        if let Some(failure) = &wire.failure {
            return Err(io::Error::other(failure.clone()));
        }
        if wire.tap.verb.is_empty() {
            // After a refused IDLE the crate says DONE all the same: the server must not hear it.
            if bytes.starts_with(b"DONE") {
                let end = format!("{} OK -\r\n", scan::lossy(&wire.tap.tag));
                wire.tap.out.extend_from_slice(end.as_bytes());
                return Ok(bytes.len());
            }
            wire.tap.begin(bytes);
        }
        wire.begin(ANSWER);
        let upload = Duration::from_secs(bytes.len() as u64 / SLOWEST);
        let answer = wire.limits.answer;
        wire.renew(answer + upload);
        // The announcement of an APPEND's literal ends its command line; IDLE has nothing but its name.
        if bytes.ends_with(b"}\r\n") || (wire.tap.verb == "IDLE" && !bytes.starts_with(b"DONE")) {
            wire.tap.awaits_go = matches!(wire.tap.verb.as_str(), "IDLE" | "APPEND");
        }
        wire.line.write(bytes).map_err(|error| io::Error::other(wire.broken(error)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SetReadTimeout for Tap {
    fn set_read_timeout(&mut self, timeout: Option<Duration>) -> imap::Result<()> {
        lock(&self.0).tap.idle_until = timeout.map(|time| Instant::now() + time);
        Ok(())
    }
}

impl TapState {
    fn begin(&mut self, command: &[u8]) {
        let (tag, rest) = scan::word(command);
        let (first, rest) = scan::word(rest.trim_ascii_end());
        let name = if first.eq_ignore_ascii_case(b"UID") { scan::word(rest).0 } else { first };
        self.tag = tag.to_vec();
        self.verb = String::from_utf8_lossy(name).trim().to_ascii_uppercase();
        self.awaits_go = false;
    }

    /// Whether the crate's present command asks for data of this name.
    fn wants(&self, name: &str) -> bool {
        match self.verb.as_str() {
            "CAPABILITY" | "LIST" | "SEARCH" => self.verb == name,
            "SELECT" | "EXAMINE" => matches!(name, "FLAGS" | "EXISTS" | "RECENT"),
            _ => false,
        }
    }
}

impl Wire {
    /// While idling: waits in slices; false when the time is over or somebody called.
    fn wait_idle(&mut self) -> io::Result<bool> {
        let Some(until) = self.tap.idle_until else { return Ok(true) };
        let switch = self.line.switch();
        loop {
            self.line.set_deadline(None);
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || switch.woken.load(Ordering::SeqCst) {
                return Ok(false);
            }
            match self.line.wait(left.min(SLICE)) {
                Ok(true) => {
                    self.begin(ANSWER);
                    return Ok(true);
                }
                Ok(false) => {}
                Err(error) => return Err(io::Error::other(self.broken(error))),
            }
        }
    }

    /// Reads one response and puts what the crate may see of it into `tap.out`, perhaps nothing.
    fn next_for_crate(&mut self) -> Result<(), MailError> {
        let mut raw = Vec::new();
        let mut scan = Scan::default();
        while let Some(length) = self.line(&mut raw, &mut scan)? {
            self.small_literal(length)?;
            self.line.read_bytes(length, |bytes| raw.extend_from_slice(bytes))?;
        }
        match scan::kind(&raw) {
            Kind::Continue if self.tap.awaits_go || self.tap.verb == "AUTHENTICATE" => {
                self.tap.awaits_go = false;
                self.tap.out.extend_from_slice(b"+\r\n");
            }
            Kind::Tagged(tag, status, text) => self.tagged(tag, status, text)?,
            Kind::Status("BYE", text) => return Err(MailError::Bye { answer: scan::lossy(text) }),
            Kind::Status(_, text) => self.untagged_ok(text),
            Kind::Data(data) => self.data(data),
            Kind::Continue | Kind::Unknown => return Err(unexpected(&raw)),
        }
        Ok(())
    }

    fn tagged(&mut self, tag: &[u8], status: &str, text: &[u8]) -> Result<(), MailError> {
        if tag != self.tap.tag.as_slice() || self.tap.verb.is_empty() {
            return Err(MailError::Protocol { detail: format!("unasked tag {}", scan::lossy(tag)) });
        }
        self.said = scan::lossy(text);
        if self.tap.awaits_go && status == "OK" {
            return Err(MailError::Protocol {
                detail: format!("{} answered before its time", self.tap.verb),
            });
        }
        let code = text.split_inclusive(|&byte| byte == b']').next().unwrap_or_default().to_ascii_uppercase();
        let kept = [&b"[APPENDUID "[..], b"[READ-ONLY]", b"[READ-WRITE]"]
            .iter()
            .any(|known| code.starts_with(known));
        let code = if kept && code.is_ascii() { lossless(&code) } else { String::new() };
        let line = format!("{} {status} {code} -\r\n", scan::lossy(tag)).replace("  ", " ");
        self.tap.out.extend_from_slice(line.as_bytes());
        self.tap.verb.clear();
        self.tap.awaits_go = false;
        self.line.set_deadline(None);
        Ok(())
    }

    /// Of untagged OKs the crate needs only what SELECT tells.
    fn untagged_ok(&mut self, text: &[u8]) {
        const CODES: [&[u8]; 4] = [b"[UIDVALIDITY ", b"[UIDNEXT ", b"[HIGHESTMODSEQ ", b"[UNSEEN "];
        let text = text.to_ascii_uppercase();
        let code = text.split_inclusive(|&byte| byte == b']').next().unwrap_or_default();
        let wanted = matches!(self.tap.verb.as_str(), "SELECT" | "EXAMINE")
            && code.is_ascii()
            && CODES.iter().any(|known| code.starts_with(known));
        if wanted {
            self.tap.out.extend_from_slice(format!("* OK {} -\r\n", lossless(code)).as_bytes());
        }
    }

    fn data(&mut self, data: &[u8]) {
        let (name, _) = scan::data_name(data);
        if self.tap.verb == "IDLE" {
            let news = is_news(data) || name == "FETCH";
            self.news |= news;
            // Only a waiting crate is told, and only that something happened.
            if news && !self.tap.awaits_go && self.tap.idle_until.is_some() {
                self.tap.out.extend_from_slice(b"* 1 EXISTS\r\n");
            }
            return;
        }
        if self.tap.wants(&name) {
            self.tap.out.extend_from_slice(b"* ");
            // Literals may hold anything already.
            if data.is_ascii() || data.windows(3).any(|part| part == b"}\r\n") {
                self.tap.out.extend_from_slice(data);
            } else {
                self.tap.out.extend_from_slice(&as_literals(data));
            }
            self.tap.out.extend_from_slice(b"\r\n");
        } else {
            self.news |= is_news(data);
        }
    }
}

fn lossless(ascii: &[u8]) -> String {
    String::from_utf8_lossy(ascii).trim().to_owned()
}

/// The crate takes non-ASCII text in literals only: rewrites quoted strings that hold some (UTF-8 folder names).
fn as_literals(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 16);
    let mut bytes = data.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'"' {
            out.push(if byte.is_ascii() { byte } else { b'?' });
            continue;
        }
        let mut content = Vec::new();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => break,
                b'\\' => content.extend(bytes.next()),
                _ => content.push(byte),
            }
        }
        let content = String::from_utf8_lossy(&content).into_owned();
        if content.is_ascii() {
            let escaped = content.replace('\\', "\\\\").replace('"', "\\\"");
            out.extend_from_slice(format!("\"{escaped}\"").as_bytes());
        } else {
            out.extend_from_slice(format!("{{{}}}\r\n{content}", content.len()).as_bytes());
        }
    }
    out
}
