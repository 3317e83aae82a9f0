//! Stop and nudge: how jobs are woken and ended.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use deskbell_store::Claim;

/// Why a job woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    Stopped,
    Nudged,
    TimedOut,
}

/// One signal for all jobs of a runner.
#[derive(Debug, Default)]
pub struct Signal {
    state: Mutex<State>,
    changed: Condvar,
    claim: Option<Claim>,
}

#[derive(Debug, Default)]
struct State {
    stopped: bool,
    nudges: u64,
}

impl Signal {
    /// The signal of jobs that may work as long as a claim holds.
    pub fn of(claim: Claim) -> Self {
        Self { claim: Some(claim), ..Self::default() }
    }

    /// Ends every job.
    pub fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Wakes every job.
    pub fn nudge(&self) {
        self.state().nudges += 1;
        self.changed.notify_all();
    }

    /// Whether the jobs are to end. They ask before they take anything: another program may have the office by now.
    pub fn is_stopped(&self) -> bool {
        if self.state().stopped {
            return true;
        }
        let lost = self.claim.as_ref().is_some_and(|claim| !claim.holds());
        if lost {
            log::warn!("the claim on the database is lost: the jobs end");
            self.stop();
        }
        lost
    }

    /// How often was nudged so far.
    pub fn nudges(&self) -> u64 {
        self.state().nudges
    }

    /// Waits until stopped, until there are more nudges than `seen`, or until the time is over.
    pub fn wait(&self, seen: u64, most: Duration) -> Woken {
        let waiting = |state: &mut State| !state.stopped && state.nudges <= seen;
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), most, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        match *state {
            State { stopped: true, .. } => Woken::Stopped,
            State { nudges, .. } if nudges > seen => Woken::Nudged,
            State { .. } => Woken::TimedOut,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
