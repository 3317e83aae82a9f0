//! A message centre by SMPP 3.4: bound as transceiver, several messages on their way at once, receipts and SMS to the
//! office on the same line.
//!
//! A refusal is a good answer with a status, so each answer's status is read. A message that was written to the line
//! and got no answer before it broke is uncertain.

mod join;
mod line;
mod pdus;
mod words;

use std::collections::VecDeque;
use std::io;
use std::net::Shutdown;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use rusmpp_core::pdus::owned::{DeliverSmResp, Pdu};
use rusmpp_core::types::owned::COctetString;

use crate::http::Values;
use crate::{
    Balance, Capabilities, Delivery, Gateway, News, Outcome, Outgoing, Report, SmsError, Stopper, Submission,
    Submitted, Take, Tested,
};
use join::Joining;
use line::{Frame, Line, Open};
use pdus::{Answer, answer_of, bind, bound, half, of_answer, submit, untakeable};
use pdus::{BIND_RESP, DELIVER, ENQUIRE_LINK, ENQUIRE_RESP, GENERIC_NACK, SUBMIT_RESP, UNBIND};
use words::{Came, came, parts};

const CONNECT: Duration = Duration::from_secs(15);
const ANSWER: Duration = Duration::from_secs(30);
/// A line that was silent for so long is asked whether it still is one before a message is given to it.
const SILENT: Duration = Duration::from_secs(10);
/// How often a waiting line is asked.
const ENQUIRE: Duration = Duration::from_secs(30);
/// Messages on their way at once.
const WINDOW: usize = 10;

/// An account at a message centre.
pub struct SmppGateway {
    host: String,
    port: u16,
    login: String,
    password: String,
    system_type: String,
    line: Option<Line>,
    open: Open,
    stopper: Stopper,
    heard: Instant,
    sequence: u32,
    reference: u8,
    /// What came while something else was waited for; not acknowledged yet.
    came: VecDeque<(u32, Option<Came>)>,
    joining: Joining,
}

impl SmppGateway {
    pub fn new(fields: &Values) -> Result<Self, SmsError> {
        let field = |key: &str| fields.get(key).map(|value| value.trim().to_owned()).unwrap_or_default();
        let needed = |key: &str| match field(key) {
            empty if empty.is_empty() => Err(SmsError::Missing { field: key.to_owned() }),
            value => Ok(value),
        };
        let port = field("port");
        let port = if port.is_empty() { Ok(2775) } else { port.parse() };
        let open: Open = Arc::default();
        let cut = Arc::clone(&open);
        let stopper = Stopper::new(move || {
            if let Some(tcp) = cut.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                // Closed already: nothing to cut.
                let _ = tcp.shutdown(Shutdown::Both);
            }
        });
        Ok(Self {
            host: needed("host")?,
            port: port.map_err(|_| SmsError::Missing { field: "port".to_owned() })?,
            login: needed("login")?,
            password: needed("password")?,
            system_type: field("system_type"),
            line: None,
            open,
            stopper,
            heard: Instant::now(),
            sequence: 0,
            // Parts of two messages to one phone must not be taken for one another, neither after a restart.
            reference: std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as u8),
            came: VecDeque::new(),
            joining: Joining::default(),
        })
    }

    fn next(&mut self) -> u32 {
        self.sequence = if self.sequence >= 0x7fff_fffe { 1 } else { self.sequence + 1 };
        self.sequence
    }

    /// Makes sure that there is a line which answers.
    fn bind(&mut self) -> Result<(), SmsError> {
        self.stopper.check()?;
        if self.line.is_some() && (self.heard.elapsed() < SILENT || self.enquire().is_ok()) {
            return Ok(());
        }
        self.line = None;
        self.came.clear();
        let mut line = Line::connect(&self.host, self.port, CONNECT, &self.open)?;
        let sequence = self.next();
        let cut = |error: io::Error| SmsError::Cut { host: String::new(), detail: error.to_string() };
        line.send(0, sequence, bind(&self.login, &self.password, &self.system_type)?)
            .map_err(|error| self.stopped_or(cut(error)))?;
        let until = Instant::now() + ANSWER;
        loop {
            match line.read(until).map_err(|error| self.stopped_or(cut(error)))? {
                None => return Err(SmsError::Timeout { host: line.host().to_owned() }),
                Some(frame)
                    if frame.sequence == sequence && [BIND_RESP, GENERIC_NACK].contains(&frame.id) =>
                {
                    bound(frame.status)?;
                    break;
                }
                Some(_) => {}
            }
        }
        self.line = Some(line);
        self.heard = Instant::now();
        Ok(())
    }

    /// An error of the line in our words; a stop shuts the line and is no failure of it.
    fn stopped_or(&self, error: SmsError) -> SmsError {
        match error {
            _ if self.stopper.is_stopped() => SmsError::Stopped,
            SmsError::Cut { detail, .. } => {
                SmsError::Cut { host: format!("{}:{}", self.host, self.port), detail }
            }
            other => other,
        }
    }

    fn enquire(&mut self) -> Result<(), SmsError> {
        let sequence = self.next();
        let cut = |detail: String| SmsError::Cut { host: String::new(), detail };
        let sent = match &mut self.line {
            Some(line) => line.send(0, sequence, Pdu::EnquireLink).map_err(|error| cut(error.to_string())),
            None => Err(cut("no line".to_owned())),
        };
        let until = Instant::now() + SILENT;
        let answered = sent.and_then(|()| {
            loop {
                match self.hear(until) {
                    Ok(Some(frame)) if frame.id == ENQUIRE_RESP && frame.sequence == sequence => break Ok(()),
                    Ok(Some(_)) => {}
                    Ok(None) => break Err(cut("no answer to enquire_link".to_owned())),
                    Err(error) => break Err(cut(error.to_string())),
                }
            }
        });
        answered.map_err(|error| {
            self.line = None;
            self.stopped_or(error)
        })
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
                    return Err(io::ErrorKind::ConnectionAborted.into());
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

    /// Writes parts and waits for the answer to each.
    fn exchange(&mut self, pdus: Vec<Pdu>) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::with_capacity(pdus.len());
        let mut sequences = Vec::with_capacity(pdus.len());
        let mut broken: Option<String> = None;
        for pdu in pdus {
            let sequence = self.next();
            sequences.push(sequence);
            let sent = match &mut self.line {
                None => Answer::Unsent("no line".to_owned()),
                Some(_) if broken.is_some() => Answer::Unsent(broken.clone().unwrap_or_default()),
                // A write that failed may have left in part.
                Some(line) => match line.send(0, sequence, pdu) {
                    Ok(()) => Answer::Silent("no answer".to_owned()),
                    Err(error) => {
                        broken = Some(error.to_string());
                        Answer::Silent(error.to_string())
                    }
                },
            };
            answers.push(sent);
        }
        let until = Instant::now() + ANSWER;
        let mut open = answers.iter().filter(|answer| matches!(answer, Answer::Silent(_))).count();
        while open > 0 && broken.is_none() {
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
                Ok(None) => broken = Some("no answer in time".to_owned()),
                Err(error) => broken = Some(error.to_string()),
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

    /// Messages of one part each, several on their way at once.
    fn submit_short(&mut self, batch: &[Outgoing]) -> Submission {
        let mut outcomes = vec![untakeable(); batch.len()];
        let mut pdus = Vec::new();
        let mut places = Vec::new();
        for (place, message) in batch.iter().enumerate() {
            let part = parts(&message.text, 0).pop();
            if let Some(pdu) = part.and_then(|part| submit(message, part, true)) {
                pdus.push(pdu);
                places.push((place, message));
            }
        }
        let mut halt = None;
        let answers = self.exchange(pdus);
        for ((place, message), answer) in places.into_iter().zip(answers) {
            let (outcome, all) = of_answer(answer, &message.sender);
            halt = halt.or(all);
            if let Some(slot) = outcomes.get_mut(place) {
                *slot = outcome;
            }
        }
        Submission { outcomes, halt }
    }

    /// A message of several parts: one after another, for a part that waits must not be overtaken.
    fn submit_long(&mut self, message: &Outgoing) -> (Outcome, Option<SmsError>) {
        self.reference = self.reference.wrapping_add(1);
        let parts = parts(&message.text, self.reference);
        let count = parts.len();
        let mut gateway_id = String::new();
        for (index, part) in parts.into_iter().enumerate() {
            let Some(pdu) = submit(message, part, index + 1 == count) else { return (untakeable(), None) };
            let mut answer = self.exchange(vec![pdu.clone()]).pop();
            // Once a part is taken, one that is only put off is tried again here.
            for _ in 0..10 {
                if index == 0 || !matches!(answer, Some(Answer::Refused(0x58 | 0x14))) {
                    break;
                }
                self.stopper.pause(Duration::from_secs(1));
                answer = self.exchange(vec![pdu.clone()]).pop();
            }
            match answer {
                Some(Answer::Taken(id)) => gateway_id = id,
                Some(answer) if index == 0 => return of_answer(answer, &message.sender),
                Some(Answer::Refused(status)) => return (half(index, count, &format!("{status:#x}")), None),
                Some(Answer::Silent(words) | Answer::Unsent(words)) => {
                    return (half(index, count, &words), None);
                }
                None => return (half(index, count, "no answer"), None),
            }
        }
        (Outcome::Accepted { gateway_id }, None)
    }

    /// Hands over what came; acknowledges it only when it was kept.
    fn hand_over(&mut self, take: Take<'_>) -> io::Result<usize> {
        let mut taken = 0;
        while let Some((sequence, what)) = self.came.pop_front() {
            let news = match what {
                Some(Came::Report(report)) => Some(News::Report(report)),
                Some(Came::Part { incoming, joint: None }) => Some(News::Incoming(incoming)),
                // Centres wait for one part's acknowledgement before they send the next.
                Some(Came::Part { incoming, joint: Some(joint) }) => {
                    self.joining.add(incoming, joint);
                    None
                }
                None => None,
            };
            let kept = news.as_ref().is_none_or(|news| take(news).is_ok());
            taken += usize::from(kept && news.is_some());
            // ESME_RX_T_APPN: bring it again later.
            let status = if kept { 0 } else { 0x64 };
            let response = DeliverSmResp::new(COctetString::empty(), Vec::new());
            match &mut self.line {
                Some(line) => line.send(status, sequence, response.into())?,
                None => return Err(io::ErrorKind::NotConnected.into()),
            }
        }
        Ok(taken + self.joining.hand_over(take))
    }
}

impl Gateway for SmppGateway {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            batch: WINDOW,
            apart: Duration::ZERO,
            idempotent: false,
            delivery: Delivery::Receive,
            receives: true,
            alpha_sender: true,
            unicode: true,
        }
    }

    fn submit(&mut self, batch: &[Outgoing]) -> Submission {
        let mut all = Submission { outcomes: Vec::with_capacity(batch.len()), halt: None };
        let long = |message: &Outgoing| crate::segments::segments(&message.text).parts > 1;
        let mut wait: Option<Outcome> = None;
        for group in
            batch.chunk_by(|one, next| !long(one) && !long(next)).flat_map(|same| same.chunks(WINDOW))
        {
            if let Some(halt) = &all.halt {
                all.outcomes.extend(Submission::halted(group, halt.clone()).outcomes);
                continue;
            }
            if let Some(wait) = &wait {
                all.outcomes.extend(vec![wait.clone(); group.len()]);
                continue;
            }
            let done = match (self.bind(), group) {
                (Err(error), _) => Submission::halted(group, error),
                (Ok(()), [one]) if long(one) => {
                    let (outcome, halt) = self.submit_long(one);
                    Submission { outcomes: vec![outcome], halt }
                }
                (Ok(()), several) => self.submit_short(several),
            };
            wait = done.outcomes.iter().find(|outcome| matches!(outcome, Outcome::Retry { .. })).cloned();
            all.outcomes.extend(done.outcomes);
            all.halt = done.halt;
        }
        all
    }

    fn poll(&mut self, _: &[Submitted]) -> Result<Vec<Report>, SmsError> {
        Ok(Vec::new())
    }

    fn receive(&mut self, wait: Duration, take: Take<'_>) -> Result<usize, SmsError> {
        self.bind()?;
        let until = Instant::now() + wait;
        let mut taken = 0;
        loop {
            let cut = |error: io::Error| SmsError::Cut { host: String::new(), detail: error.to_string() };
            let handed = self.hand_over(take);
            taken += handed.map_err(|error| {
                self.line = None;
                self.stopped_or(cut(error))
            })?;
            if taken > 0 || Instant::now() >= until {
                return Ok(taken);
            }
            if self.heard.elapsed() >= ENQUIRE {
                self.enquire()?;
            }
            match self.hear(until.min(Instant::now() + ENQUIRE)) {
                Ok(_) => {}
                Err(error) => {
                    self.line = None;
                    return Err(self.stopped_or(cut(error)));
                }
            }
        }
    }

    fn balance(&mut self) -> Result<Option<Balance>, SmsError> {
        Ok(None)
    }

    fn test(&mut self) -> Result<Tested, SmsError> {
        self.bind()?;
        self.enquire()?;
        Ok(Tested { balance: None, words: String::new() })
    }

    fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }
}

impl Drop for SmppGateway {
    fn drop(&mut self) {
        let sequence = self.next();
        if let Some(line) = &mut self.line {
            // Politeness: the line ends either way.
            let _ = line.send(0, sequence, Pdu::Unbind);
        }
    }
}
