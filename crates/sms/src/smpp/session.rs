//! A line that is bound, kept alive, and on which several commands are answered in any order.

use std::collections::VecDeque;
use std::io;
use std::net::Shutdown;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use rusmpp_core::pdus::owned::{DeliverSmResp, Pdu};
use rusmpp_core::types::owned::COctetString;

use super::line::{Frame, Line, Open};
use super::pdus::{Answer, answer_of, bind, bound};
use super::pdus::{
    BIND_RESP, DELIVER, ENQUIRE_LINK, ENQUIRE_RESP, GENERIC_NACK, SUBMIT_RESP, UNBIND, UNBIND_RESP,
};
use super::words::{Came, came};
use super::{Account, Bounds};
use crate::{News, SmsError, Stopper, Take};

/// So much may wait to be kept; what comes beyond it is to be brought again.
const MOST: usize = 1000;

// Statuses that we answer a centre with (SMPP 3.4, 5.1.3).
const QUEUE_FULL: u32 = 0x14;
const LATER: u32 = 0x64;
const NEVER: u32 = 0x65;

/// An account's talk with its centre.
pub struct Session {
    pub account: Account,
    pub bounds: Bounds,
    pub stopper: Stopper,
    line: Option<Line>,
    open: Open,
    heard: Instant,
    sequence: u32,
    /// What came while something else was waited for; not acknowledged yet. None is what cannot be read.
    came: VecDeque<(u32, Option<Came>)>,
    /// The centre knew these words once: a refusal without a reason is none of them.
    known: bool,
}

impl Session {
    pub fn new(account: Account, bounds: Bounds) -> Self {
        let open: Open = Arc::default();
        let cut = Arc::clone(&open);
        let stopper = Stopper::new(move || {
            if let Some(tcp) = cut.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                // Closed already: nothing to cut.
                let _ = tcp.shutdown(Shutdown::Both);
            }
        });
        Self {
            account,
            bounds,
            stopper,
            line: None,
            open,
            heard: Instant::now(),
            sequence: 0,
            came: VecDeque::new(),
            known: false,
        }
    }

    fn next(&mut self) -> u32 {
        self.sequence = if self.sequence >= 0x7fff_fffe { 1 } else { self.sequence + 1 };
        self.sequence
    }

    /// Makes sure that there is a line which answers.
    pub fn bind(&mut self) -> Result<(), SmsError> {
        self.stopper.check()?;
        if self.line.is_some() && (self.heard.elapsed() < self.bounds.silent || self.enquire().is_ok()) {
            return Ok(());
        }
        self.line = None;
        // Unacknowledged, so the centre brings it again.
        self.came.clear();
        let mut line = Line::connect(&self.account, self.bounds.connect, &self.bounds.roots, &self.open)?;
        self.stopper.check()?;
        let sequence = self.next();
        let command = bind(&self.account)?;
        line.send(0, sequence, command).map_err(|error| self.failed(&error))?;
        let until = Instant::now() + self.bounds.answer;
        loop {
            match line.read(until).map_err(|error| self.failed(&error))? {
                None => return Err(SmsError::Timeout { host: line.host().to_owned() }),
                Some(frame) if [BIND_RESP, GENERIC_NACK].contains(&frame.id) => {
                    bound(frame.status, frame.id == BIND_RESP, self.known)?;
                    break;
                }
                Some(_) => {}
            }
        }
        self.line = Some(line);
        self.known = true;
        self.heard = Instant::now();
        Ok(())
    }

    /// A failure of the line in our words; a stop shuts the line and is no failure of it.
    fn failed(&self, error: &io::Error) -> SmsError {
        let (host, detail) = (self.account.address(), error.to_string());
        match error.kind() {
            _ if self.stopper.is_stopped() => SmsError::Stopped,
            io::ErrorKind::InvalidData => SmsError::Answer { detail },
            _ => SmsError::Cut { host, detail },
        }
    }

    fn broke(&mut self, error: &io::Error) -> SmsError {
        self.line = None;
        self.failed(error)
    }

    /// Asks the centre whether it is still there.
    pub fn enquire(&mut self) -> Result<(), SmsError> {
        let sequence = self.next();
        let sent = match &mut self.line {
            Some(line) => line.send(0, sequence, Pdu::EnquireLink),
            None => Err(io::ErrorKind::NotConnected.into()),
        };
        let until = Instant::now() + self.bounds.silent;
        let answered = sent.and_then(|()| {
            loop {
                match self.hear(until)? {
                    Some(frame) if frame.id == ENQUIRE_RESP && frame.sequence == sequence => return Ok(()),
                    Some(_) => {}
                    None => return Err(io::Error::other("no answer to enquire_link")),
                }
            }
        });
        answered.map_err(|error| self.broke(&error))
    }

    /// Waits until something comes, or until then; a line that stays silent is asked whether it still is one.
    pub fn listen(&mut self, until: Instant) -> Result<(), SmsError> {
        if self.heard.elapsed() >= self.bounds.enquire {
            self.enquire()?;
        }
        let until = until.min(Instant::now() + self.bounds.enquire);
        self.hear(until).map(drop).map_err(|error| self.broke(&error))
    }

    /// The next answer to something of ours; what the centre asks or brings meanwhile is answered or kept.
    fn hear(&mut self, until: Instant) -> io::Result<Option<Frame>> {
        loop {
            let Some(line) = &mut self.line else { return Err(io::ErrorKind::NotConnected.into()) };
            let Some(frame) = line.read(until)? else { return Ok(None) };
            self.heard = Instant::now();
            match frame.id {
                ENQUIRE_LINK => line.send(0, frame.sequence, Pdu::EnquireLinkResp)?,
                UNBIND => {
                    line.send(0, frame.sequence, Pdu::UnbindResp)?;
                    return Err(io::Error::new(io::ErrorKind::ConnectionAborted, "unbind"));
                }
                DELIVER if self.came.len() >= MOST => {
                    line.send(QUEUE_FULL, frame.sequence, acknowledgement())?;
                }
                DELIVER => {
                    let read = match frame.command.as_ref().and_then(|command| command.pdu()) {
                        Some(Pdu::DeliverSm(sm)) => Some(came(sm)),
                        _ => None,
                    };
                    self.came.push_back((frame.sequence, read));
                    return Ok(Some(frame));
                }
                _ => return Ok(Some(frame)),
            }
        }
    }

    /// Writes commands, then waits for the answer to each.
    pub fn exchange(&mut self, pdus: Vec<Pdu>) -> Vec<Answer> {
        let mut broken: Option<String> = None;
        let (sequences, mut answers): (Vec<u32>, Vec<Answer>) =
            pdus.into_iter().map(|pdu| self.hand_out(pdu, &mut broken)).unzip();
        let until = Instant::now() + self.bounds.answer;
        let mut open = answers.iter().filter(|answer| matches!(answer, Answer::Silent(_))).count();
        // A line that can no more be written to may still have answers in it.
        while open > 0 {
            match self.hear(until) {
                Ok(Some(frame)) if [SUBMIT_RESP, GENERIC_NACK].contains(&frame.id) => {
                    let place = sequences.iter().position(|sequence| *sequence == frame.sequence);
                    let Some(answer) = place.and_then(|place| answers.get_mut(place)) else { continue };
                    if matches!(answer, Answer::Silent(_)) {
                        open -= 1;
                        *answer = answer_of(&frame);
                    }
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    broken.get_or_insert_with(|| "no answer in time".to_owned());
                    break;
                }
                Err(error) => {
                    broken.get_or_insert_with(|| error.to_string());
                    break;
                }
            }
        }
        if let Some(words) = broken {
            self.line = None;
            for answer in &mut answers {
                if let Answer::Silent(said) = answer {
                    said.clone_from(&words);
                }
            }
        }
        answers
    }

    fn hand_out(&mut self, pdu: Pdu, broken: &mut Option<String>) -> (u32, Answer) {
        let sequence = self.next();
        let answer = match (&mut self.line, &broken) {
            (None, _) => Answer::Unsent("no line".to_owned()),
            (_, Some(words)) => Answer::Unsent(words.clone()),
            (Some(line), None) => match line.send(0, sequence, pdu) {
                Ok(()) => Answer::Silent("no answer".to_owned()),
                // A write that failed may have left in part.
                Err(error) => {
                    *broken = Some(error.to_string());
                    Answer::Silent(error.to_string())
                }
            },
        };
        (sequence, answer)
    }

    /// Hands over what came; acknowledges it only when it was kept.
    pub fn hand_over(&mut self, take: Take<'_>) -> Result<usize, SmsError> {
        let mut taken = 0;
        while let Some((sequence, what)) = self.came.pop_front() {
            let status = match what {
                Some(Came::Report(report)) => kept(&News::Report(report), take, &mut taken),
                Some(Came::Part { incoming, joint }) => {
                    let news = match joint {
                        Some(joint) => News::Part { incoming, joint },
                        None => News::Incoming(incoming),
                    };
                    kept(&news, take, &mut taken)
                }
                // Not ours to say that it was received.
                None => NEVER,
            };
            let sent = match &mut self.line {
                Some(line) => line.send(status, sequence, acknowledgement()),
                None => Err(io::ErrorKind::NotConnected.into()),
            };
            sent.map_err(|error| self.broke(&error))?;
        }
        Ok(taken)
    }

    /// Says good-bye.
    pub fn unbind(&mut self) {
        let sequence = self.next();
        let Some(line) = &mut self.line else { return };
        // Politeness: the line ends either way.
        if line.send(0, sequence, Pdu::Unbind).is_ok() {
            let until = Instant::now() + self.bounds.silent.min(std::time::Duration::from_secs(2));
            while let Ok(Some(frame)) = line.read(until) {
                if frame.id == UNBIND_RESP {
                    break;
                }
            }
        }
        self.line = None;
    }
}

/// The status that tells a centre whether a piece of news was kept.
fn kept(news: &News, take: Take<'_>, taken: &mut usize) -> u32 {
    if take(news).is_err() {
        return LATER;
    }
    *taken += 1;
    0
}

fn acknowledgement() -> Pdu {
    DeliverSmResp::new(COctetString::empty(), Vec::new()).into()
}
