//! What a gateway's answer means: for each SMS, for its number, for the whole mailing.

use deskbell_sms::{Delivery, Outcome as Said, Refusal};

use super::*;
use crate::WireError;
use crate::mailings::work::Accepted;
use crate::mailings::{delivery, settings};

impl Sending<'_> {
    /// Takes in what the gateway said of a batch.
    pub(super) fn hear(&mut self, mailing_id: i64, batch: Vec<Flying>, submission: Submission) -> Result<()> {
        let Submission { outcomes, halt } = submission;
        // More asked than answered: of the rest nobody knows.
        let silent = std::iter::repeat_with(|| Said::Uncertain { words: String::new() });
        let mut put_off: Option<(Option<Duration>, String)> = None;
        let mut all_put_off = true;
        let mut last = None;
        for (flying, said) in batch.into_iter().zip(outcomes.into_iter().chain(silent)) {
            match &said {
                Said::Retry { after, words } => put_off = Some((*after, words.clone())),
                _ => all_put_off = false,
            }
            let id = flying.id;
            let outcome = self.outcome(flying, said, halt.is_some());
            self.pass.counts.add(&outcome);
            if !matches!(outcome, Outcome::Untried) {
                self.meter.settled(mailing_id);
            }
            last = self.count(mailing_id, &outcome).or(last);
            self.settled.push(Settled { id, outcome });
        }
        if let Some(halt) = halt {
            return if halt.passing() {
                let after = if let SmsError::Limited { after, .. } = &halt { *after } else { None };
                self.back_off(&halt, after)
            } else {
                self.note()?;
                self.ended = true;
                pause_all(&self.office.desk(), Way::Sms, &Error::Sms(halt))
            };
        }
        if let Some((after, answer)) = put_off.filter(|_| all_put_off) {
            return self.back_off(&SmsError::Limited { after, answer }, after);
        }
        match last {
            Some(error) => self.pause_where_senseless(mailing_id, &error),
            None => Ok(()),
        }
    }

    fn outcome(&self, flying: Flying, said: Said, halted: bool) -> Outcome {
        let Flying { made, attempts, .. } = flying;
        match said {
            Said::Accepted { gateway_id } => self.accepted(made, gateway_id),
            // What was handed over before, and its answer got lost, is there.
            Said::Refused { why: Refusal::Duplicate, .. } if attempts > 1 => {
                self.accepted(made, String::new())
            }
            Said::Refused { why, code, words, permanent } => {
                let answer = joined(&code, &words);
                let error = Error::SmsNotTaken { why: why.code(), answer: answer.clone() }.wire();
                match why {
                    Refusal::OptedOut => Outcome::OptedOut { error, answer },
                    _ => Outcome::Refused { error, answer, dead: why == Refusal::BadNumber && permanent },
                }
            }
            Said::Retry { .. } if halted => Outcome::Untried,
            Said::Retry { after, words } => {
                let error = Error::Sms(SmsError::Limited { after, answer: words.clone() }).wire();
                let wait = after.map(|after| i64::try_from(after.as_millis()).unwrap_or(i64::MAX / 2));
                let not_before = wait.map(|wait| self.office.now() + wait);
                Outcome::Later { error, answer: words, not_before }
            }
            Said::Uncertain { words } => {
                let error = WireError {
                    detail: Some(words.clone()).filter(|words| !words.is_empty()),
                    ..Error::SmsUncertain.wire()
                };
                if self.can.idempotent {
                    Outcome::Again { error, answer: words, gateway_id: self.account.id }
                } else {
                    Outcome::Uncertain { error, answer: words }
                }
            }
        }
    }

    fn accepted(&self, made: Made, gateway_message: String) -> Outcome {
        let asks = self.can.delivery == Delivery::Poll;
        Outcome::Accepted(Accepted {
            answer: gateway_message.clone(),
            information: made.text,
            parts: made.parts,
            cost: made.cost,
            gateway_id: Some(self.account.id),
            gateway_message,
            poll_at: asks.then(|| delivery::first_look(self.office.now())),
        })
    }

    /// Counts what goes wrong one after another; gives the reason where something did.
    fn count(&mut self, mailing_id: i64, outcome: &Outcome) -> Option<Error> {
        let unlucky = self.mood.unlucky.entry(mailing_id).or_default();
        let reason = match outcome {
            Outcome::Accepted(_) => {
                self.mood.failures = 0;
                *unlucky = 0;
                None
            }
            Outcome::Refused { dead: false, answer, .. } => {
                *unlucky += 1;
                Some(Error::TooManyRefusals { count: *unlucky, answer: answer.clone() })
            }
            Outcome::Uncertain { answer, .. } => {
                *unlucky += 1;
                Some(Error::GatewayUnclear { count: *unlucky, answer: answer.clone() })
            }
            Outcome::Refused { dead: true, .. }
            | Outcome::OptedOut { .. }
            | Outcome::Later { .. }
            | Outcome::Again { .. }
            | Outcome::Untried => None,
        };
        reason.filter(|_| *unlucky > 0)
    }

    /// Pauses a mailing of which too many SMS in a row went wrong: something is wrong with the sending itself.
    fn pause_where_senseless(&mut self, id: i64, error: &Error) -> Result<()> {
        let desk = self.office.desk();
        let count = self.mood.unlucky.get(&id).copied().unwrap_or(0);
        if count < desk.read(settings::get)?.most_errors {
            return Ok(());
        }
        self.note()?;
        self.mood.unlucky.remove(&id);
        let going = desk.read(work::running)?.iter().any(|it| it.id == id);
        if going && desk.read(|reader| work::has_more(reader, id))? {
            desk.write(|tx| sending::pause_because(tx, id, &error.wire()))?;
            self.close(id);
        }
        Ok(())
    }
}

/// A gateway's code and words as one answer.
fn joined(code: &str, words: &str) -> String {
    match (code.is_empty(), words.is_empty()) {
        (true, _) => words.to_owned(),
        (_, true) => code.to_owned(),
        _ if words.contains(code) => words.to_owned(),
        _ => format!("{code}: {words}"),
    }
}
