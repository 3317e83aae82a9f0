//! Commands and answers of SMTP (RFC 5321) on our guarded line.
//!
//! The commands are lettre's. Its connection is not used: it keeps bytes that arrive between STARTTLS and the
//! handshake and takes them for protected answers, it knows no deadline for a server that dribbles, and it hides the
//! socket from whoever has to stop it.

use std::fmt::Display;
use std::time::{Duration, Instant};

use crate::MailError;
use crate::server::Limits;
use crate::server::line::Line;

/// RFC 5321 has 512; real servers answer longer.
const LINE: usize = 8 * 1024;
/// A whole answer: EHLO lists and multi-line refusals.
const ANSWER: usize = 64 * 1024;

/// A server's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: u16,
    /// The lines without their codes.
    pub(super) lines: Vec<String>,
}

impl Answer {
    /// All lines as one text for people.
    pub(super) fn text(&self) -> String {
        self.lines.join(" ").trim().to_owned()
    }

    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.code)
    }
}

/// A line with a conversation on it.
pub(super) struct Talk {
    pub(super) line: Line,
    pub(super) limits: Limits,
}

impl Talk {
    /// Reads one answer, at most that long.
    pub(super) fn answer(&mut self, patience: Duration) -> Result<Answer, MailError> {
        let stall = self.line.set_stall(patience);
        self.line.set_deadline(Some(Instant::now() + patience));
        let answer = self.lines();
        self.line.set_deadline(None);
        self.line.set_stall(stall);
        answer
    }

    fn lines(&mut self) -> Result<Answer, MailError> {
        let mut lines = Vec::new();
        let mut length = 0;
        let mut raw = Vec::new();
        loop {
            raw.clear();
            self.line.read_line(&mut raw, LINE)?;
            length += raw.len();
            if length > ANSWER {
                return Err(MailError::TooBig { what: "answer".to_owned(), limit: ANSWER as u64 });
            }
            let (code, more, text) = parse(&raw).ok_or_else(|| not_understood(&raw))?;
            lines.push((code, text));
            if !more {
                // The last line's code counts; some servers put another into the lines before.
                let lines = lines.into_iter().map(|(_, text)| text).collect();
                return Ok(Answer { code, lines });
            }
        }
    }

    /// Sends a command (its line end is part of it) and reads the answer.
    pub(super) fn command(&mut self, command: impl Display) -> Result<Answer, MailError> {
        self.say(&command.to_string())?;
        self.answer(self.limits.stall)
    }

    /// Sends commands whose answers are read later.
    pub(super) fn say(&mut self, commands: &str) -> Result<(), MailError> {
        self.line.set_deadline(Some(Instant::now() + self.limits.answer));
        self.line.write(commands.as_bytes())
    }
}

fn not_understood(raw: &[u8]) -> MailError {
    let detail = String::from_utf8_lossy(raw).chars().filter(|c| !c.is_control()).take(200).collect();
    MailError::Protocol { detail }
}

/// `250-text`, `250 text` or `250`.
fn parse(raw: &[u8]) -> Option<(u16, bool, String)> {
    let text = String::from_utf8_lossy(raw);
    let (code, rest) = text.trim_end().split_at_checked(3)?;
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let code = code.parse().ok().filter(|code| (200..600).contains(code))?;
    let more = rest.starts_with('-');
    if !(rest.is_empty() || more || rest.starts_with(' ')) {
        return None;
    }
    let text = rest.chars().skip(1).filter(|c| !c.is_control()).collect();
    Some((code, more, text))
}

/// What EHLO told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    pub(super) start_tls: bool,
    pub(super) eight_bit: bool,
    pub(super) utf8: bool,
    /// Several commands may be sent before the first is answered (RFC 2920).
    pub(super) pipelining: bool,
    /// SIZE is offered; the number is the largest letter where one is told.
    pub(super) size: Option<u64>,
    pub(super) plain: bool,
    pub(super) login: bool,
}

impl Offers {
    /// Reads the lines of an EHLO answer.
    pub(super) fn read(answer: &Answer) -> Offers {
        let mut offers = Offers::default();
        for line in answer.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase();
            // Old servers write AUTH=LOGIN.
            let mut words = line.split([' ', '=']);
            match words.next() {
                Some("STARTTLS") => offers.start_tls = true,
                Some("8BITMIME") => offers.eight_bit = true,
                Some("SMTPUTF8") => offers.utf8 = true,
                Some("PIPELINING") => offers.pipelining = true,
                Some("SIZE") => offers.size = Some(words.next().and_then(|n| n.parse().ok()).unwrap_or(0)),
                Some("AUTH") => {
                    for word in words {
                        offers.plain |= word == "PLAIN";
                        offers.login |= word == "LOGIN";
                    }
                }
                _ => {}
            }
        }
        offers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        assert_eq!(parse(b"250-a b\r\n"), Some((250, true, "a b".to_owned())));
        assert_eq!(parse(b"250\r\n"), Some((250, false, String::new())));
        for bad in
            [&b"25\r\n"[..], b"HTTP/1.1 400\r\n", b"250x\r\n", b"999 x\r\n", b"\xd0\xbf\xd1\x80\r\n", b""]
        {
            assert_eq!(parse(bad), None);
        }
    }

    #[test]
    fn offers_are_read() {
        let lines =
            ["me", "SIZE 100", "auth=LOGIN", "AUTH PLAIN XOAUTH2", "8BITMIME", "PIPELINING", "STARTTLS"];
        let answer = Answer { code: 250, lines: lines.map(str::to_owned).to_vec() };
        let offers = Offers::read(&answer);
        assert!(offers.plain && offers.login && offers.eight_bit && offers.start_tls && !offers.utf8);
        assert!(offers.pipelining && !Offers::default().pipelining);
        assert_eq!(offers.size, Some(100));
    }
}
