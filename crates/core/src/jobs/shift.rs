//! A shift of the jobs: as long as this program's claim on the database holds. A server that was restarted gives the claim
//! to whoever asks first; the jobs of the one that lost it end before they take anything more, and begin anew when the claim
//! is theirs again.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use deskbell_store::Claim;

use super::{Line, PARTING, Signal, Woken};
use super::{callbacks, clock, incoming, mailings, outbox, recover, single_sms, spawn, sync};
use crate::{Error, Office, Result};

/// How often is looked whether the claim still holds, and asked for it after it was lost.
const LOOK: Duration = Duration::from_secs(2);

/// What wakes the jobs of the present shift, and ends them.
#[derive(Clone, Default)]
pub(super) struct Reins {
    signal: Arc<Signal>,
    line: Line,
}

impl Reins {
    fn of(claim: Claim) -> Self {
        Self { signal: Arc::new(Signal::of(claim)), line: Line::default() }
    }

    pub(super) fn wake(&self) {
        self.signal.nudge();
        if let Some(stopper) = self.line.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            stopper.wake();
        }
    }

    fn stop(&self) {
        self.signal.stop();
        if let Some(stopper) = self.line.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            stopper.stop();
        }
    }
}

/// Runs shift after shift until `ended` says that it is over.
pub(super) fn keep(office: &Arc<Office>, ended: &Signal, reins: &Mutex<Reins>, first: Claim) {
    let mut claim = Some(first);
    loop {
        if let Some(claim) = claim.take() {
            let present = Reins::of(claim);
            *reins.lock().unwrap_or_else(PoisonError::into_inner) = present.clone();
            let threads = begin(office, &present);
            while !ended.is_stopped() && !present.signal.is_stopped() {
                ended.wait(u64::MAX, LOOK);
            }
            present.stop();
            end(threads, ended);
            // The claim goes with the last who knows the signal.
            *reins.lock().unwrap_or_else(PoisonError::into_inner) = Reins::default();
        }
        if ended.is_stopped() || ended.wait(u64::MAX, LOOK) == Woken::Stopped {
            return;
        }
        claim = claim_again(office).unwrap_or_else(|error| {
            log::warn!("the jobs do not run here: {error}");
            sync::cannot_run(office, &error);
            None
        });
    }
}

fn claim_again(office: &Office) -> Result<Option<Claim>> {
    let claim = office.db.claim()?.ok_or(Error::Busy)?;
    // What is noted as being on its way is this program's own, or that of one that has no claim any more.
    recover(office)?;
    Ok(Some(claim))
}

fn begin(office: &Arc<Office>, reins: &Reins) -> Vec<JoinHandle<()>> {
    type Job = fn(&Arc<Office>, &Signal);
    let jobs: [(&str, Job); 8] = [
        ("outbox", |office, signal| outbox::run(office, signal)),
        ("mailings", |office, signal| mailings::run(office, signal)),
        ("sms", |office, signal| mailings::run_sms(office, signal)),
        ("sms-states", |office, signal| mailings::run_states(office, signal)),
        ("single-sms", |office, signal| single_sms::run(office, signal)),
        ("sms-incoming", |office, signal| incoming::run(office, signal)),
        ("callbacks", |office, signal| callbacks::run(office, signal)),
        ("clock", |office, signal| clock::run(office, signal)),
    ];
    let mail = (Arc::clone(office), reins.clone());
    let mail = spawn("mail", move || sync::run(&mail.0, &mail.1.signal, &mail.1.line));
    let others = jobs.map(|(name, run)| {
        let (office, signal) = (Arc::clone(office), Arc::clone(&reins.signal));
        spawn(name, move || run(&office, &signal))
    });
    std::iter::once(mail).chain(others).flatten().collect()
}

/// Waits for the jobs' end. At the end of the program a server that hangs is not waited for: what it has of a letter is
/// uncertain then. Between two shifts it is, for nothing may be on its way when the next one begins.
fn end(threads: Vec<JoinHandle<()>>, ended: &Signal) {
    let mut until = None;
    for thread in threads {
        while !thread.is_finished() {
            if ended.is_stopped() && Instant::now() > *until.get_or_insert_with(|| Instant::now() + PARTING) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        if !thread.is_finished() {
            log::warn!("a job is left behind: its server does not answer");
        } else if thread.join().is_err() {
            log::error!("a job ended by a panic");
        }
    }
}
