//! The one connection to the mail server, on a thread of its own: letters come in by a channel, and what became of them
//! goes back by another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender as Channel};
use std::time::{Duration, Instant};

use deskbell_mail::Server;
use deskbell_mail::server::Limits;
use deskbell_mail::smtp::{Failure, SendError, Sender};

use super::server::is_of_the_letter;

/// A connection is opened anew after so many letters.
const LETTERS: usize = 1000;

/// A letter on its way, which the database knows as `submitting`.
pub struct Letter {
    pub id: i64,
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

/// What became of it.
pub enum News {
    Taken {
        answer: String,
    },
    /// It was this letter that failed.
    Failed(SendError),
    /// The line failed before the letter's turn came.
    NoLine(SendError),
    /// It was not begun: the sending was halted.
    Halted,
}

/// A letter's news, and how long the server took.
pub struct Told {
    pub id: i64,
    pub news: News,
    pub took: Duration,
}

/// Sends what comes until the channel closes. Once halted, what comes goes back as it came.
pub fn work(
    server: &Server,
    password: &str,
    letters: &Receiver<Letter>,
    told: &Channel<Told>,
    halted: &AtomicBool,
) {
    let mut line: Option<(Sender, usize)> = None;
    for letter in letters {
        let begun = Instant::now();
        let id = letter.id;
        let news = if halted.load(Ordering::SeqCst) {
            News::Halted
        } else {
            send(server, password, letter, &mut line)
        };
        if told.send(Told { id, news, took: begun.elapsed() }).is_err() {
            break;
        }
    }
    if let Some((sender, _)) = line {
        sender.quit();
    }
}

fn send(server: &Server, password: &str, letter: Letter, line: &mut Option<(Sender, usize)>) -> News {
    if let Some((sender, count)) = line.take() {
        if sender.usable() && count < LETTERS {
            *line = Some((sender, count));
        } else {
            sender.quit();
        }
    }
    let rested = line.is_some();
    match attempt(server, password, &letter, line) {
        // Some servers end a connection after so many letters or so long, some of them without a word: that says nothing of
        // the server, and the letter's turn had not come.
        News::NoLine(error) if rested && error.kind == Failure::Temporary => {
            log::debug!("mailings: the server ended the connection: {:?}", error.error);
            attempt(server, password, &letter, line)
        }
        news => news,
    }
}

fn attempt(server: &Server, password: &str, letter: &Letter, line: &mut Option<(Sender, usize)>) -> News {
    if line.is_none() {
        match Sender::open(server, password, &Limits::default(), &mut |_| Ok(())) {
            Ok(sender) => *line = Some((sender, 0)),
            Err(error) => return News::NoLine(error),
        }
    }
    let Some((sender, count)) = line else { return News::Halted };
    *count += 1;
    match sender.send(&letter.from, &letter.to, &letter.raw, &mut |_| Ok(())) {
        Ok(sent) => News::Taken { answer: sent.answer },
        Err(error) if is_of_the_letter(&error) => {
            if !sender.usable() {
                *line = None;
            }
            News::Failed(error)
        }
        Err(error) => {
            *line = None;
            News::NoLine(error)
        }
    }
}
