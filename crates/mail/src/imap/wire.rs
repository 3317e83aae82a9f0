//! The guarded line under an IMAP session, and our own tagged commands on it.
//!
//! The `imap` crate reads through [`super::tap::Tap`]; the bulk commands are run here. Both see only what passed the
//! guard: lines, literals, nesting, time and the length of a whole answer are bounded.

use std::time::{Duration, Instant};

use super::scan::{self, Kind, Scan};
use super::tap::TapState;
use crate::MailError;
use crate::server::Limits;
use crate::server::line::Line;

/// The shared state of a session's line.
pub(super) struct Wire {
    pub(super) line: Line,
    pub(super) limits: Limits,
    pub(super) tap: TapState,
    /// Once set, the line is of no more use.
    pub(super) failure: Option<MailError>,
    /// The text of the last tagged answer, as it came.
    pub(super) said: String,
    /// Something changed in the folder since somebody asked.
    pub(super) news: bool,
    /// Bytes that the present answer may still have.
    budget: u64,
    tags: u32,
}

impl Wire {
    pub(super) fn new(line: Line, limits: Limits) -> Wire {
        Wire {
            line,
            limits,
            tap: TapState::default(),
            failure: None,
            said: String::new(),
            news: false,
            budget: 0,
            tags: 0,
        }
    }

    /// Gives the next answer its time and length.
    pub(super) fn begin(&mut self, bytes: u64) {
        self.budget = bytes;
        let answer = self.limits.answer;
        self.renew(answer);
    }

    /// Moves the deadline.
    pub(super) fn renew(&mut self, time: Duration) {
        self.line.set_deadline(Some(Instant::now() + time));
    }

    /// Remembers a failure after which the line is of no use.
    pub(super) fn broken(&mut self, error: MailError) -> MailError {
        self.failure.get_or_insert(error).clone()
    }

    /// One guarded line, appended; gives the literal announced at its end.
    pub(super) fn line(&mut self, into: &mut Vec<u8>, scan: &mut Scan) -> Result<Option<u64>, MailError> {
        let start = into.len();
        self.line.read_line(into, self.limits.line)?;
        let line = into.get(start..).unwrap_or_default();
        self.budget = self.budget.checked_sub(line.len() as u64).ok_or_else(|| MailError::TooBig {
            what: "answer".to_owned(),
            limit: self.limits.answer_bytes,
        })?;
        // Only data has literals and nesting; the text of a status is for people and may hold anything.
        if start == 0 && !matches!(scan::kind(line), Kind::Data(_)) {
            return Ok(None);
        }
        if scan.line(line) > self.limits.depth {
            return Err(MailError::TooBig { what: "nesting".to_owned(), limit: self.limits.depth as u64 });
        }
        Ok(scan::literal(line).map(|(length, _)| length))
    }

    /// Checks a literal that is not a letter's body.
    pub(super) fn small_literal(&mut self, length: u64) -> Result<(), MailError> {
        if length > self.limits.literal || length > self.budget {
            return Err(MailError::TooBig { what: "literal".to_owned(), limit: self.limits.literal });
        }
        self.budget -= length;
        Ok(())
    }

    /// One whole response; literals outside bodies are replaced by `""`, for our commands need none of them.
    fn response(&mut self, into: &mut Vec<u8>) -> Result<(), MailError> {
        let mut scan = Scan::default();
        into.clear();
        while let Some(length) = self.line(into, &mut scan)? {
            self.small_literal(length)?;
            self.line.read_bytes(length, |_| {})?;
            elide(into);
        }
        Ok(())
    }

    /// Sends a command of ours; gives its tag.
    pub(super) fn send(&mut self, command: &str) -> Result<String, MailError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        self.tags += 1;
        let tag = format!("d{}", self.tags);
        let line = format!("{tag} {command}\r\n");
        self.renew(self.limits.answer);
        self.line.write(line.as_bytes()).map_err(|error| self.broken(error))?;
        Ok(tag)
    }

    /// Runs a command; `each` gets the data after `* ` and the text of untagged OKs.
    pub(super) fn run(&mut self, command: &str, each: &mut dyn FnMut(&[u8])) -> Result<(), MailError> {
        let tag = self.send(command)?;
        self.begin(self.limits.answer_bytes);
        let result = self.until(&tag, command, each);
        self.settle(result)
    }

    /// Keeps failures after which the line is of no use, and lifts the deadline.
    pub(super) fn settle<T>(&mut self, result: Result<T, MailError>) -> Result<T, MailError> {
        self.line.set_deadline(None);
        result.map_err(|error| match error {
            refused @ MailError::Command { .. } => refused,
            fatal => self.broken(fatal),
        })
    }

    fn until(&mut self, tag: &str, command: &str, each: &mut dyn FnMut(&[u8])) -> Result<(), MailError> {
        let mut response = Vec::new();
        loop {
            self.response(&mut response)?;
            match scan::kind(&response) {
                Kind::Data(data) => {
                    self.news |= is_news(data);
                    each(data);
                }
                Kind::Status("BYE", text) => return Err(MailError::Bye { answer: scan::lossy(text) }),
                Kind::Status(_, text) => each(text),
                Kind::Tagged(answered, status, text) => {
                    return self.answered(tag, command, answered, status, text);
                }
                Kind::Continue | Kind::Unknown => return Err(unexpected(&response)),
            }
        }
    }

    /// What a tagged line means for the command with the tag.
    pub(super) fn answered(
        &mut self,
        tag: &str,
        command: &str,
        answered: &[u8],
        status: &str,
        text: &[u8],
    ) -> Result<(), MailError> {
        self.said = scan::lossy(text);
        if answered != tag.as_bytes() {
            return Err(MailError::Protocol { detail: format!("tag {} for {tag}", scan::lossy(answered)) });
        }
        match status {
            "OK" => Ok(()),
            "BYE" => Err(MailError::Bye { answer: self.said.clone() }),
            _ => Err(MailError::Command { command: verb(command), answer: self.said.clone() }),
        }
    }
}

/// Replaces the literal's announcement at the end by an empty string.
pub(super) fn elide(line: &mut Vec<u8>) {
    if let Some((_, at)) = scan::literal(line) {
        line.truncate(at);
        line.extend_from_slice(b"\"\"");
    }
}

/// Whether untagged data says that the folder's letters are no longer the same.
pub(super) fn is_news(data: &[u8]) -> bool {
    let (name, _) = scan::data_name(data);
    match name.as_str() {
        "EXISTS" | "EXPUNGE" => true,
        "VANISHED" => !scan::word(data).1.to_ascii_uppercase().starts_with(b"(EARLIER)"),
        _ => false,
    }
}

/// The command's name without its arguments, which may be private.
pub(super) fn verb(command: &str) -> String {
    let mut words = command.split(' ');
    match (words.next(), words.next()) {
        (Some("UID"), Some(second)) => format!("UID {second}"),
        (first, _) => first.unwrap_or_default().to_owned(),
    }
}

pub(super) fn unexpected(line: &[u8]) -> MailError {
    MailError::Protocol { detail: scan::lossy(line).chars().take(200).collect() }
}
