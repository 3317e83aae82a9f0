//! What goes on by itself: the sync of the mailbox, the outbox, mailings, the clock.
//!
//! One runner for an office at a time, held by a lock in the data folder; each job is a thread of its own that can be
//! stopped and nudged. Threads, because every driver used is synchronous.

mod callbacks;
mod clock;
mod follow;
mod incoming;
mod lock;
mod mailings;
mod outbox;
mod signal;
mod single_sms;
pub mod sync;

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use callbacks::{Listening, listen};
pub use clock::tick;
pub use follow::Following;
pub use incoming::receive_due;
pub use lock::Lock;
pub use mailings::{MailingCounts, MailingProgress, Waiting, send_due as send_mailings};
pub use outbox::{SendCounts, send_due};
pub use signal::{Signal, Woken};
pub use single_sms::send_due as send_sms;

use crate::mailings::message::Way;
use crate::mailings::work::Who;
use crate::{Office, Result};

/// How long the end of the program may wait for a server.
const PARTING: Duration = Duration::from_secs(10);

/// The running jobs; they stop when it is dropped.
pub struct Runner {
    signal: Arc<Signal>,
    line: Line,
    threads: Vec<JoinHandle<()>>,
    _lock: Lock,
}

/// The connection that the sync waits on, so that a nudge can end the waiting.
pub(crate) type Line = Arc<Mutex<Option<deskbell_mail::imap::Stopper>>>;

impl Runner {
    /// Starts the jobs of an office; the error `busy` where another program runs them.
    pub fn start(office: &Arc<Office>) -> Result<Self> {
        let held = Lock::of(office)
            .and_then(|held| recover(office).map(|()| held))
            .inspect_err(|error| sync::cannot_run(office, error))?;
        let signal = Arc::new(Signal::default());
        let line: Line = Arc::default();
        let (woken, line_woken) = (Arc::clone(&signal), Arc::clone(&line));
        office.on_nudge(move || {
            woken.nudge();
            if let Some(stopper) = line_woken.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                stopper.wake();
            }
        });
        let mut threads = Vec::new();
        let (office_mail, signal_mail, line_mail) =
            (Arc::clone(office), Arc::clone(&signal), Arc::clone(&line));
        threads.push(spawn("mail", move || sync::run(&office_mail, &signal_mail, &line_mail)));
        let (office_out, signal_out) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("outbox", move || outbox::run(&office_out, &signal_out)));
        let (office_mass, signal_mass) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("mailings", move || mailings::run(&office_mass, &signal_mass)));
        let (office_sms, signal_sms) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("sms", move || mailings::run_sms(&office_sms, &signal_sms)));
        let (office_states, signal_states) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("sms-states", move || mailings::run_states(&office_states, &signal_states)));
        let (office_single, signal_single) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("single-sms", move || single_sms::run(&office_single, &signal_single)));
        let (office_in, signal_in) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("sms-incoming", move || incoming::run(&office_in, &signal_in)));
        let (office_calls, signal_calls) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("callbacks", move || callbacks::run(&office_calls, &signal_calls)));
        let (office_clock, signal_clock) = (Arc::clone(office), Arc::clone(&signal));
        threads.push(spawn("clock", move || clock::run(&office_clock, &signal_clock)));
        Ok(Self { signal, line, threads: threads.into_iter().flatten().collect(), _lock: held })
    }
}

impl Runner {
    /// Ends the jobs for good: what still waits for its time for undo leaves first, as far as the server is quick.
    pub fn finish(self, office: &Office) {
        let desk = office.desk();
        let leaving = desk.write(|tx| crate::outbox::end_undo(&desk, tx)).unwrap_or(0) > 0
            || desk.read(|reader| crate::outbox::is_leaving(&desk, reader)).unwrap_or(false);
        let until = Instant::now() + PARTING;
        office.nudge();
        while leaving
            && Instant::now() < until
            && desk.read(|reader| crate::outbox::is_leaving(&desk, reader)).unwrap_or(false)
        {
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.signal.stop();
        if let Some(stopper) = self.line.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            stopper.stop();
        }
        // A server that hangs must not keep the program from ending; what it has of a letter is uncertain then.
        let until = Instant::now() + PARTING;
        for thread in self.threads.drain(..) {
            while !thread.is_finished() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(10));
            }
            if !thread.is_finished() {
                log::warn!("a job is left behind: its server does not answer");
            } else if thread.join().is_err() {
                log::error!("a job ended by a panic");
            }
        }
    }
}

/// After a crash: what was on its way is sorted into what has to go again and what may have left. Only whoever holds the
/// lock may call this.
pub fn recover(office: &Office) -> Result<()> {
    office.desk().write(|tx| {
        crate::outbox::recover(tx)?;
        crate::mailings::work::recover(tx, Way::Email, Who::All)?;
        crate::mailings::work::recover(tx, Way::Sms, Who::All)
    })
}

fn spawn(name: &str, job: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(job);
    spawned.inspect_err(|error| log::error!("no thread for {name}: {error}")).ok()
}
