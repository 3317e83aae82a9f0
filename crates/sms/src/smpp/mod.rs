//! A message centre by SMPP 3.4: bound as transceiver, several messages on their way at once, receipts and SMS to the
//! office on the same line.
//!
//! A refusal is a good answer with a status, so each answer's status is read. A message that was written to the line
//! and got no answer before it broke is uncertain.

mod line;
mod pdus;
mod session;
mod words;

use std::time::{Duration, Instant};

use native_tls::Certificate;

use crate::http::Values;
use crate::{
    Balance, Capabilities, Delivery, Gateway, Outcome, Outgoing, Report, SmsError, Stopper, Submission,
    Submitted, Take, Tested,
};
use pdus::{Answer, half, of_answer, submit, untakeable};
use session::Session;
use words::parts;

/// Written before an address, it asks for TLS.
const TLS: &str = "tls://";
/// How often a part is offered again whose message has begun to leave.
const TRIES: usize = 10;

/// What is waited for, how long and how much of it.
#[derive(Clone)]
pub struct Bounds {
    pub connect: Duration,
    /// For the answers to what was handed over.
    pub answer: Duration,
    /// A line that was silent for so long is asked whether it still is one before a message is given to it; so long
    /// it may take to answer.
    pub silent: Duration,
    /// How often a waiting line is asked.
    pub enquire: Duration,
    /// Before a part that was put off is offered again.
    pub pause: Duration,
    /// Messages on their way at once.
    pub window: usize,
    /// Certificates that are trusted besides the system's.
    pub roots: Vec<Certificate>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            silent: Duration::from_secs(10),
            enquire: Duration::from_secs(30),
            pause: Duration::from_secs(1),
            window: 10,
            roots: Vec::new(),
        }
    }
}

/// Where the centre is and who we are to it.
struct Account {
    host: String,
    port: u16,
    tls: bool,
    login: String,
    password: String,
    system_type: String,
}

impl Account {
    fn address(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// An account at a message centre.
pub struct SmppGateway {
    session: Session,
    reference: u8,
}

impl SmppGateway {
    pub fn new(fields: &Values, bounds: Bounds) -> Result<Self, SmsError> {
        let field = |key: &str| fields.get(key).map(|value| value.trim().to_owned()).unwrap_or_default();
        let needed = |key: &str| match field(key) {
            empty if empty.is_empty() => Err(SmsError::Missing { field: key.to_owned() }),
            value => Ok(value),
        };
        let host = needed("host")?;
        let (host, tls) = host.strip_prefix(TLS).map_or((host.as_str(), false), |bare| (bare, true));
        let port = field("port");
        let port = if port.is_empty() { Ok(2775) } else { port.parse() };
        let account = Account {
            host: host.trim_end_matches('/').to_owned(),
            port: port.map_err(|_| SmsError::Missing { field: "port".to_owned() })?,
            tls,
            login: needed("login")?,
            password: needed("password")?,
            system_type: field("system_type"),
        };
        Ok(Self {
            session: Session::new(account, bounds),
            // Parts of two messages to one phone must not be taken for one another, neither after a restart.
            reference: std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as u8),
        })
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
        let answers = self.session.exchange(pdus);
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
            let mut answer = self.session.exchange(vec![pdu.clone()]).pop();
            // Once a part is taken, one that is only put off is tried again here.
            for _ in 0..TRIES {
                if index == 0 || !matches!(answer, Some(Answer::Refused(0x58 | 0x14))) {
                    break;
                }
                self.session.stopper.pause(self.session.bounds.pause);
                answer = self.session.exchange(vec![pdu.clone()]).pop();
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
}

fn long(message: &Outgoing) -> bool {
    crate::segments::segments(&message.text).parts > 1
}

impl Gateway for SmppGateway {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            batch: self.session.bounds.window,
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
        let mut wait: Option<Outcome> = None;
        let window = self.session.bounds.window.max(1);
        let same = batch.chunk_by(|one, next| !long(one) && !long(next));
        for group in same.flat_map(|same| same.chunks(window)) {
            if let Some(halt) = &all.halt {
                all.outcomes.extend(Submission::halted(group, halt.clone()).outcomes);
                continue;
            }
            if let Some(wait) = &wait {
                all.outcomes.extend(vec![wait.clone(); group.len()]);
                continue;
            }
            let done = match (self.session.bind(), group) {
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
        self.session.bind()?;
        // Who does not wait still gets what has come.
        let until = Instant::now() + wait.max(Duration::from_millis(50));
        loop {
            let taken = self.session.hand_over(take)?;
            if taken > 0 || Instant::now() >= until {
                return Ok(taken);
            }
            self.session.listen(until)?;
        }
    }

    fn balance(&mut self) -> Result<Option<Balance>, SmsError> {
        Ok(None)
    }

    fn test(&mut self) -> Result<Tested, SmsError> {
        self.session.bind()?;
        self.session.enquire()?;
        Ok(Tested { balance: None, words: String::new() })
    }

    fn rest(&mut self) {
        self.session.unbind();
    }

    fn stopper(&self) -> Stopper {
        self.session.stopper.clone()
    }
}

impl Drop for SmppGateway {
    fn drop(&mut self) {
        self.session.unbind();
    }
}

/// Everything that reads bytes of a centre, for the fuzzer: frames, and the news in them.
#[doc(hidden)]
pub fn read_bytes(bytes: &[u8]) {
    let mut buffer = bytes.to_vec();
    while let Ok(Some(frame)) = line::frame(&mut buffer) {
        pdus::answer_of(&frame);
        if let Some(rusmpp_core::pdus::owned::Pdu::DeliverSm(sm)) =
            frame.command.as_ref().and_then(|command| command.pdu())
        {
            words::came(sm);
        }
    }
}
