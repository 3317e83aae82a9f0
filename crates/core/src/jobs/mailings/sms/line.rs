//! The one line to the gateway, on a thread of its own: batches come in by a channel, and what the gateway said of them goes
//! back by another, in the same order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Scope;
use std::time::{Duration, Instant};

use deskbell_sms::{Gateway, Outgoing, Stopper, Submission};

use super::{LOOK, Signal};
use crate::jobs::incoming;
use crate::office::Desk;

/// What is on its way when the program ends gets so long for its answer.
const PARTING: Duration = Duration::from_secs(7);

/// Reports that a message centre brings on this line are taken so often.
const REPORTS: Duration = Duration::from_secs(1);

/// What became of a batch.
pub struct Told {
    /// Nothing where it was not begun: the sending was halted.
    pub submission: Option<Submission>,
    /// How long the gateway took.
    pub took: Duration,
}

/// A gateway that is handed batches.
pub struct Line<'a> {
    pub desk: Desk<'a>,
    pub gateway_id: i64,
    pub gateway: Box<dyn Gateway>,
    /// The gateway's rate: the least time from one submission to the next.
    pub apart: Duration,
    /// What comes goes back as it came. Set here too, when the gateway takes nothing more.
    pub halted: Arc<AtomicBool>,
}

impl<'a> Line<'a> {
    /// Hands over what comes until the channel closes. When the program ends meanwhile, the gateway has a few seconds for
    /// its answer.
    pub fn start<'scope>(
        mut self,
        scope: &'scope Scope<'scope, '_>,
        signal: &'scope Signal,
        batches: Receiver<Vec<Outgoing>>,
        told: Sender<Told>,
    ) -> std::io::Result<()>
    where
        'a: 'scope,
    {
        let stopper = self.gateway.stopper();
        let (done, over) = channel::<()>();
        let watching = std::thread::Builder::new().name("sms-watch".to_owned());
        watching.spawn_scoped(scope, move || watch(signal, &over, &stopper))?;
        let working = std::thread::Builder::new().name("sms-line".to_owned());
        working.spawn_scoped(scope, move || {
            self.work(&batches, &told);
            drop(done);
        })?;
        Ok(())
    }

    fn work(&mut self, batches: &Receiver<Vec<Outgoing>>, told: &Sender<Told>) {
        let mut not_before: Option<Instant> = None;
        let mut reports: Option<Instant> = None;
        for batch in batches {
            if let Some(at) = not_before {
                // The gateway's own rate is shorter than anybody waits for.
                std::thread::sleep(at.saturating_duration_since(Instant::now()));
            }
            let begun = Instant::now();
            let submission = (!self.halted.load(Ordering::SeqCst)).then(|| self.gateway.submit(&batch));
            if submission.as_ref().is_some_and(|done| done.halt.is_some()) {
                self.halted.store(true, Ordering::SeqCst);
            }
            not_before = Some(Instant::now() + self.apart);
            let took = begun.elapsed();
            let untaken = *reports.get_or_insert(begun);
            if told.send(Told { submission, took }).is_err() {
                return;
            }
            if untaken.elapsed() >= REPORTS {
                incoming::take_reports(&self.desk, self.gateway_id, self.gateway.as_mut(), Duration::ZERO);
                reports = Some(Instant::now());
            }
        }
        // Those on the last SMS.
        if reports.is_some() {
            incoming::take_reports(&self.desk, self.gateway_id, self.gateway.as_mut(), REPORTS);
        }
    }
}

fn watch(signal: &Signal, over: &Receiver<()>, stopper: &Stopper) {
    while !signal.is_stopped() {
        if over.recv_timeout(LOOK) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
    if over.recv_timeout(PARTING) == Err(RecvTimeoutError::Timeout) {
        stopper.stop();
    }
}
