//! Sending a letter, step by step, so that the outbox knows at any moment whether it may be out.

mod open;
mod sender;
mod talk;
mod text;

pub use sender::Sender;

use crate::MailError;
use crate::server::{Limits, Server};
use talk::Answer;

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server greeted.
    Connected,
    /// TLS stands (not told on a plain line).
    Secured,
    LoggedIn,
    /// The sender was accepted.
    MailFrom,
    /// A recipient was accepted; told once for each.
    Recipient,
    /// 354 received: the server waits for the text.
    Data,
    /// Told before the first byte of text goes out: from now on the letter may be delivered.
    Text,
    /// 250 after the dot.
    Accepted,
}

/// What a failed sending means for the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Not sent; trying again may work.
    Temporary,
    /// Not sent; trying again is useless.
    Permanent,
    /// The line broke after the text went out and before the answer: nobody knows.
    Uncertain,
}

/// A letter that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The server's last answer, which often names its queue id.
    pub answer: String,
    /// Recipients that were refused although others were accepted.
    pub refused: Vec<Refused>,
}

/// A recipient that the server refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub address: String,
    /// Code and words of the answer.
    pub answer: String,
    /// The answer was 4xx: the server may take it later (a grey list, too many recipients at once).
    pub passing: bool,
}

/// A letter that was not (or perhaps not) accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct SendError {
    pub kind: Failure,
    /// The last step that was reached; `None` before the greeting.
    pub step: Option<Step>,
    pub error: MailError,
    /// The server's reply code where it gave one.
    pub code: Option<u16>,
    /// The server's words where it gave some.
    pub text: String,
}

/// Told of every step; an error stops the sending before anything more goes out.
pub type OnStep<'a> = &'a mut dyn FnMut(Step) -> Result<(), ()>;

/// Opens a connection, sends one letter and closes.
pub fn send(
    server: &Server,
    password: &str,
    from: &str,
    to: &[String],
    raw: &[u8],
    on: OnStep<'_>,
) -> Result<Sent, SendError> {
    let mut sender = Sender::open(server, password, &Limits::default(), on)?;
    let sent = sender.send(from, to, raw, on);
    sender.quit();
    sent
}

/// The error for a line that failed while nothing could have been delivered.
fn failed(step: Option<Step>, error: MailError) -> SendError {
    let passing = error.passing() || matches!(error, MailError::TooMany { .. });
    let kind = if passing { Failure::Temporary } else { Failure::Permanent };
    SendError { kind, step, error, code: None, text: String::new() }
}

/// The error for an answer that refuses: 4xx is temporary, 5xx permanent.
fn refused(step: Option<Step>, answer: &Answer) -> SendError {
    let kind = if answer.code >= 500 { Failure::Permanent } else { Failure::Temporary };
    let error = MailError::SmtpRefused { code: answer.code, answer: answer.text() };
    SendError { kind, step, error, code: Some(answer.code), text: answer.text() }
}
