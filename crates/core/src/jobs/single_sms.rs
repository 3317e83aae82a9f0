//! Sends the SMS that somebody wrote to one client, one at a time: committed as being sent before the first byte leaves, so
//! that after any crash none goes twice (R27).

use std::time::Duration;

use deskbell_sms::{Delivery, Gateway, Outcome as Said, Outgoing, Refusal, SmsError};

use super::{Signal, Woken, incoming};
use crate::mailings::delivery;
use crate::mailings::work::{self, Accepted, Outcome, Settled};
use crate::sms::{self, Waiting};
use crate::{Error, Office, Result, WireError, gateways};

/// How long the job sleeps where nobody tells it anything.
const LONGEST_SLEEP: i64 = 60_000;

/// A report that comes on the line of its SMS is waited for so long.
const REPORT: Duration = Duration::from_secs(1);

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
    let mut sent = 0;
    while !signal.is_stopped() {
        let Some(waiting) = desk.write(|tx| sms::take(&desk, tx))? else { break };
        let outcome = hand_over(office, &waiting)?;
        let settled = [Settled { id: waiting.id, outcome }];
        desk.write(|tx| {
            work::settle(&desk, tx, &settled)?;
            sms::settled(tx, waiting.id)
        })?;
        sent += 1;
    }
    Ok(sent)
}

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
    incoming::take_reports(&desk, chosen, gateway.as_mut(), REPORT);
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
