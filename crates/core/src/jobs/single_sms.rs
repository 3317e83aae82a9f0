//! Sends the SMS that somebody wrote to one client, one at a time: committed as being sent before the first byte leaves, so
//! that after any crash none goes twice (R27).

use std::time::Duration;

use deskbell_sms::{Delivery, Gateway, Outcome as Said, Outgoing, Refusal, SmsError};

use super::{Signal, Woken};
use crate::mailings::delivery;
use crate::mailings::message::Way;
use crate::mailings::work::{self, Accepted, Outcome, Settled, Who};
use crate::sms::{self, Waiting};
use crate::{Error, Office, Result, WireError, gateways};

/// How long the job sleeps where nobody tells it anything.
const LONGEST_SLEEP: i64 = 60_000;
/// So often is tried to note what became of an SMS, and so long lies between.
const SETTLED: usize = 10;
const AGAIN: Duration = Duration::from_secs(2);

/// Works what is due, then sleeps until more is or somebody nudges.
pub fn run(office: &Office, signal: &Signal) {
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let next = send_due(office, signal).and_then(|_| office.desk().read(sms::next_at));
        let until = next.unwrap_or_else(|error| {
            log::warn!("SMS: {error}");
            None
        });
        let wait = until.map_or(LONGEST_SLEEP, |at| (at - office.now()).clamp(50, LONGEST_SLEEP));
        if signal.wait(seen, Duration::from_millis(wait as u64)) == Woken::Stopped {
            return;
        }
    }
}

/// Sends every single SMS that is due now, once; how many were handed over.
pub fn send_due(office: &Office, signal: &Signal) -> Result<usize> {
    let desk = office.desk();
    // Nothing is on its way here: what is taken for it was left by a database that could not note how the sending ended.
    if desk.read(|reader| work::is_stranded(reader, Way::Sms, Who::Single))? {
        desk.write(|tx| work::recover(tx, Way::Sms, Who::Single))?;
    }
    let mut sent = 0;
    while !signal.is_stopped() {
        let Some(waiting) = desk.write(|tx| sms::take(&desk, tx))? else { break };
        let outcome = hand_over(office, &waiting).unwrap_or_else(|error| {
            log::warn!("SMS: {error}");
            Outcome::Later { error: error.wire(), answer: String::new(), not_before: None }
        });
        settle(office, signal, &Settled { id: waiting.id, outcome })?;
        sent += 1;
    }
    Ok(sent)
}

/// Notes what became of an SMS. A database that is busy is asked again: nobody could tell it later.
fn settle(office: &Office, signal: &Signal, settled: &Settled) -> Result<()> {
    let desk = office.desk();
    let mut tries = 0;
    loop {
        let noted = desk.write(|tx| {
            work::settle(&desk, tx, std::slice::from_ref(settled))?;
            sms::settled(tx, settled.id)
        });
        tries += 1;
        match noted {
            Err(error) if tries < SETTLED => {
                log::warn!("SMS: {error}");
                signal.wait(signal.nudges(), AGAIN);
            }
            noted => return noted,
        }
    }
}

/// Hands an SMS over. An error means that nothing of it has left: the database or the keyring did not say by what gateway.
fn hand_over(office: &Office, waiting: &Waiting) -> Result<Outcome> {
    let desk = office.desk();
    let Some(chosen) = desk.read(gateways::chosen)? else {
        return Ok(refused(Error::NoGateway.wire(), String::new()));
    };
    if waiting.gateway_id.is_some_and(|earlier| earlier != chosen) {
        // The other gateway may have it: this one is not to send it too.
        return Ok(Outcome::Uncertain { error: Error::SmsUncertain.wire(), answer: String::new() });
    }
    let sender = desk.read(|reader| gateways::get(reader, chosen))?.sender;
    let mut gateway = match gateways::open(&desk, chosen) {
        Ok(gateway) => gateway,
        // It may be there a moment later.
        Err(error @ Error::Store(_)) => return Err(error),
        Err(error) => return Ok(refused(error.wire(), String::new())),
    };
    let message = Outgoing {
        id: waiting.token.clone(),
        to: waiting.address.clone(),
        sender,
        text: waiting.text.clone(),
    };
    let mut submission = gateway.submit(std::slice::from_ref(&message));
    let said = submission.outcomes.pop().unwrap_or(Said::Uncertain { words: String::new() });
    let can = gateway.capabilities();
    Ok(match (submission.halt, said) {
        (Some(halt), Said::Retry { .. } | Said::Refused { .. }) => halted(halt),
        (_, said) => outcome(office, gateway.as_ref(), can.idempotent, chosen, waiting, said),
    })
}

/// Nothing was taken: what passes by itself is tried again, anything else is for somebody to mend.
fn halted(halt: SmsError) -> Outcome {
    let passing = halt.passing();
    let answer = halt.to_string();
    let error = Error::Sms(halt).wire();
    match passing {
        true => Outcome::Later { error, answer, not_before: None },
        false => refused(error, answer),
    }
}

fn refused(error: WireError, answer: String) -> Outcome {
    Outcome::Refused { error, answer, dead: false }
}

fn outcome(
    office: &Office,
    gateway: &dyn Gateway,
    idempotent: bool,
    gateway_id: i64,
    waiting: &Waiting,
    said: Said,
) -> Outcome {
    let accepted = |named: String| {
        let asks = gateway.capabilities().delivery == Delivery::Poll;
        Outcome::Accepted(Accepted {
            answer: named.clone(),
            information: waiting.text.clone(),
            parts: waiting.parts,
            cost: waiting.cost,
            gateway_id: Some(gateway_id),
            gateway_message: named,
            poll_at: asks.then(|| delivery::first_look(office.now())),
        })
    };
    match said {
        Said::Accepted { gateway_id } => accepted(gateway_id),
        Said::Refused { why: Refusal::Duplicate, .. } if waiting.attempts > 1 => accepted(String::new()),
        Said::Refused { why, code, words, permanent } => {
            let answer =
                [code, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
            let error = Error::SmsNotTaken { why: why.code(), answer: answer.clone() }.wire();
            match why {
                Refusal::OptedOut => Outcome::OptedOut { error, answer },
                _ => Outcome::Refused { error, answer, dead: why == Refusal::BadNumber && permanent },
            }
        }
        Said::Retry { after, words } => {
            let error = Error::Sms(SmsError::Limited { after, answer: words.clone() }).wire();
            let wait = after.map(|after| i64::try_from(after.as_millis()).unwrap_or(i64::MAX / 2));
            Outcome::Later { error, answer: words, not_before: wait.map(|wait| office.now() + wait) }
        }
        Said::Uncertain { words } => {
            let detail = Some(words.clone()).filter(|words| !words.is_empty());
            let error = WireError { detail, ..Error::SmsUncertain.wire() };
            match idempotent {
                true => Outcome::Again { error, answer: words, gateway_id },
                false => Outcome::Uncertain { error, answer: words },
            }
        }
    }
}
