//! Sending mailings: every message is committed as `submitting` before its first byte, and once more when the server has
//! answered, so that nobody gets one twice, whatever breaks (S4).
//!
//! Letters go out over one connection. While the server stores one, the next is written down and made: the disk and the
//! line work at once, and of a fast server's messages at most three are on their way at any moment.

mod email;
mod line;
mod pace;
mod progress;
mod server;

use std::time::Duration;

use serde::Serialize;

use super::{Signal, Woken};
use crate::mailings::message::Way;
use crate::mailings::work;
use crate::settings::parts::{self, Part};
use crate::{Office, Result};

pub use progress::{MailingProgress, Waiting};

/// How long the job sleeps where nobody tells it anything: the longest that a mailing paused on another desk goes on.
const LONGEST_SLEEP: i64 = 60_000;

/// What a pass over the mailings did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MailingCounts {
    pub accepted: u64,
    pub retry: u64,
    pub refused: u64,
    pub uncertain: u64,
    pub left_out: u64,
}

/// The job that sends letters: works what is due, then sleeps until more is or somebody nudges.
pub fn run(office: &Office, signal: &Signal) {
    let mut failures = 0;
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let until = match letters(office, signal, &mut failures) {
            Ok(pass) => pass.until,
            Err(error) => {
                log::warn!("mailings: {error}");
                Some(office.now() + LONGEST_SLEEP)
            }
        };
        let wait = until.map_or(LONGEST_SLEEP, |at| (at - office.now()).clamp(50, LONGEST_SLEEP));
        if signal.wait(seen, Duration::from_millis(wait as u64)) == Woken::Stopped {
            return;
        }
    }
}

/// Sends every message that is due now, once.
pub fn send_due(office: &Office, signal: &Signal) -> Result<MailingCounts> {
    let mut failures = 0;
    Ok(letters(office, signal, &mut failures)?.counts)
}

/// What a pass did, and when there will be more to do.
#[derive(Debug, Default)]
struct Pass {
    counts: MailingCounts,
    until: Option<i64>,
}

fn letters(office: &Office, signal: &Signal, failures: &mut usize) -> Result<Pass> {
    let desk = office.desk();
    if !desk.read(|reader| parts::is_on(reader, Part::MassMailing))? || desk.read(work::running)?.is_empty() {
        return Ok(Pass::default());
    }
    // Nothing of this program's is on its way here: what is taken for it was left by a database that could not note how
    // the sending ended.
    if desk.read(|reader| work::is_stranded(reader, Way::Email))? {
        desk.write(|tx| work::recover(tx, Way::Email))?;
    }
    email::pass(office, signal, failures)
}
