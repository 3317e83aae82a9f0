//! Sending a letter, step by step, so that the outbox knows at any moment whether it may be out.

use crate::MailError;
use crate::server::{Limits, Server};

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
    /// Recipients that were refused although others were accepted: address and answer.
    pub refused: Vec<(String, String)>,
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

/// A logged-in connection kept for several letters.
pub struct Sender {}

impl Sender {
    /// Connects, secures and logs in.
    pub fn open(
        server: &Server,
        password: &str,
        limits: &Limits,
        on: OnStep<'_>,
    ) -> Result<Sender, SendError> {
        let _ = (server, password, limits, on);
        Ok(Sender {})
    }

    /// Sends one letter; RSET goes first when the connection has been used.
    pub fn send(&mut self, from: &str, to: &[String], raw: &[u8], on: OnStep<'_>) -> Result<Sent, SendError> {
        let _ = (from, to, raw, on);
        Err(SendError {
            kind: Failure::Temporary,
            step: None,
            error: MailError::Stopped,
            code: None,
            text: String::new(),
        })
    }

    /// Whether another letter can go over this connection.
    pub fn usable(&self) -> bool {
        false
    }

    /// Says goodbye.
    pub fn quit(self) {}
}
