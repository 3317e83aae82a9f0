//! Sending mailings: every message is committed as `submitting` before its first byte, and once more when the server has
//! answered, so that nobody gets one twice, whatever breaks (S4).
//!
//! The next people are decided of and read some at once, which costs a part of what each would alone; a message is begun in
//! a transaction of its own, or with one other. Letters go out over one connection. While the server stores one, the next are
//! written down and made: the disk and the line work at once, and of a fast server's messages at most three are on their way at
//! any moment. SMS go to the office's
//! gateway in the same manner, as many together as it takes, on a thread of their own: neither waits for the other. A third
//! thread asks gateways that have to be asked what became of SMS.

mod ahead;
mod email;
mod line;
mod pace;
mod progress;
mod server;
mod sms;
mod states;

use std::time::Duration;

use serde::Serialize;

use super::{Signal, Woken, incoming};
use crate::mailings::message::Way;
use crate::mailings::sending;
use crate::mailings::work::{self, Outcome, Who};
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Error, Office, Result};

use sms::Mood;

pub use progress::{MailingProgress, Waiting};

/// How long the job sleeps where nobody tells it anything: the longest that a mailing paused on another desk goes on.
const LONGEST_SLEEP: i64 = 60_000;

/// Seconds before a line that broke is opened anew.
const BACKOFF: [i64; 6] = [3, 10, 30, 60, 120, 300];

/// What a pass over the mailings did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MailingCounts {
    pub accepted: u64,
    pub retry: u64,
    pub refused: u64,
    pub uncertain: u64,
    pub left_out: u64,
}

impl MailingCounts {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Accepted(_) => self.accepted += 1,
            Outcome::Refused { .. } | Outcome::OptedOut { .. } => self.refused += 1,
            Outcome::Later { .. } | Outcome::Again { .. } => self.retry += 1,
            Outcome::Uncertain { .. } => self.uncertain += 1,
            Outcome::Untried => {}
        }
    }
}

/// The job that sends letters: works what is due, then sleeps until more is or somebody nudges.
pub fn run(office: &Office, signal: &Signal) {
    let mut failures = 0;
    keep(office, signal, || Ok(letters(office, signal, &mut failures)?.until));
}

/// The job that sends SMS.
pub fn run_sms(office: &Office, signal: &Signal) {
    let mut mood = Mood::default();
    keep(office, signal, || Ok(texts(office, signal, &mut mood)?.until));
}

/// The job that asks gateways what became of SMS.
pub fn run_states(office: &Office, signal: &Signal) {
    keep(office, signal, || states::pass(office, signal));
}

fn keep(office: &Office, signal: &Signal, mut pass: impl FnMut() -> Result<Option<i64>>) {
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let until = pass().unwrap_or_else(|error| {
            log::warn!("mailings: {error}");
            Some(office.now() + LONGEST_SLEEP)
        });
        let wait = until.map_or(LONGEST_SLEEP, |at| (at - office.now()).clamp(50, LONGEST_SLEEP));
        if signal.wait(seen, Duration::from_millis(wait as u64)) == Woken::Stopped {
            return;
        }
    }
}

/// Sends every message that is due now, once, and asks what became of those that are to be asked about.
pub fn send_due(office: &Office, signal: &Signal) -> Result<MailingCounts> {
    let mut counts = letters(office, signal, &mut 0)?.counts;
    let sms = incoming::beside(office, || texts(office, signal, &mut Mood::default()))?.counts;
    counts.accepted += sms.accepted;
    counts.retry += sms.retry;
    counts.refused += sms.refused;
    counts.uncertain += sms.uncertain;
    counts.left_out += sms.left_out;
    states::pass(office, signal)?;
    Ok(counts)
}

/// What a pass did, and when there will be more to do.
#[derive(Debug, Default)]
struct Pass {
    counts: MailingCounts,
    until: Option<i64>,
}

fn letters(office: &Office, signal: &Signal, failures: &mut usize) -> Result<Pass> {
    let desk = office.desk();
    clear_stranded(&desk, Way::Email)?;
    if !desk.read(|reader| parts::is_on(reader, Part::MassMailing))? || desk.read(work::running)?.is_empty() {
        return Ok(Pass::default());
    }
    email::pass(office, signal, failures)
}

fn texts(office: &Office, signal: &Signal, mood: &mut Mood) -> Result<Pass> {
    let desk = office.desk();
    clear_stranded(&desk, Way::Sms)?;
    if !desk.read(|reader| parts::is_on(reader, Part::MassMailing))? || desk.read(work::running)?.is_empty() {
        return Ok(Pass::default());
    }
    sms::pass(office, signal, mood)
}

/// Nothing of the mailings is on its way by this way when a pass begins: what is taken for it was left by a database that
/// could not note how the sending ended. Single SMS are another job's.
fn clear_stranded(desk: &Desk, way: Way) -> Result<()> {
    if desk.read(|reader| work::is_stranded(reader, way, Who::Mailings))? {
        desk.write(|tx| work::recover(tx, way, Who::Mailings))?;
    }
    Ok(())
}

/// Pauses every mailing of which messages wait to go by a way: the settings have to be mended first.
fn pause_all(desk: &Desk, way: Way, error: &Error) -> Result<()> {
    let wire = error.wire();
    desk.write(|tx| {
        for running in work::running(tx)? {
            if work::due_at(tx, running.id, way)?.is_some() {
                sending::pause_because(tx, running.id, &wire)?;
            }
        }
        Ok(())
    })
}
