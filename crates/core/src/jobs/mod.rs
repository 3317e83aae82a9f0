//! What goes on by itself: the sync of the mailbox, the outbox, mailings, the clock.
//!
//! One runner for an office at a time, held by a lock in the data folder and by a claim on the database; each job is a thread of its own that can be
//! stopped and nudged. Threads, because every driver used is synchronous.

mod callbacks;
mod clock;
mod follow;
mod incoming;
mod lock;
mod mailings;
mod outbox;
mod shift;
mod signal;
mod single_sms;
pub mod sync;

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use deskbell_store::Engine;

pub use callbacks::{Listening, listen};
pub use clock::tick;
pub use follow::Following;
pub use incoming::receive_due;
pub use lock::Lock;
pub use mailings::{MailingCounts, MailingProgress, Waiting, send_due as send_mailings};
pub use outbox::{SendCounts, send_due};
pub use signal::{Signal, Woken};
pub use single_sms::send_due as send_sms;

use shift::Reins;

use crate::mailings::message::Way;
use crate::mailings::work::Who;
use crate::{Error, Office, Result};

/// How long the end of the program may wait for a server.
const PARTING: Duration = Duration::from_secs(10);

/// The running jobs; they stop when it is dropped.
pub struct Runner {
    ended: Arc<Signal>,
    keeper: Option<JoinHandle<()>>,
    _lock: Lock,
}

/// The connection that the sync waits on, so that a nudge can end the waiting.
pub(crate) type Line = Arc<Mutex<Option<deskbell_mail::imap::Stopper>>>;

impl Runner {
    /// Starts the jobs of an office; the error `busy` where another program runs them.
    pub fn start(office: &Arc<Office>) -> Result<Self> {
        let (held, claim) = Lock::of(office)
            .and_then(|mut held| {
                let claim = held.take_claim().ok_or(Error::Busy)?;
                recover(office).map(|()| (held, claim))
            })
            .inspect_err(|error| sync::cannot_run(office, error))?;
        let reins: Arc<Mutex<Reins>> = Arc::default();
        let woken = Arc::clone(&reins);
        office.on_nudge(move || woken.lock().unwrap_or_else(PoisonError::into_inner).wake());
        let ended = Arc::new(Signal::default());
        let (kept, over) = (Arc::clone(office), Arc::clone(&ended));
        let keeper = spawn("jobs", move || shift::keep(&kept, &over, &reins, claim));
        Ok(Self { ended, keeper, _lock: held })
    }
}

impl Runner {
    /// Ends the jobs for good: what still waits for its undo leaves first, as far as the server is quick. At a server's office
    /// it is the letters of whoever closes: others go on at their own desks, and may still take theirs back. A file has one
    /// desk, and whoever sat there before has no other.
    pub fn finish(self, office: &Office, employee_id: Option<i64>) {
        let desk = office.desk();
        let whose = employee_id.filter(|_| office.db.engine() == Engine::Postgres);
        let ended = if whose.is_some() || office.db.engine() == Engine::Sqlite {
            desk.write(|tx| crate::outbox::end_undo(&desk, tx, whose)).unwrap_or_else(|error| {
                log::warn!("the time for undo is not ended: {error}");
                0
            })
        } else {
            0
        };
        let leaving =
            ended > 0 || desk.read(|reader| crate::outbox::is_leaving(&desk, reader)).unwrap_or(false);
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
        self.ended.stop();
        if let Some(keeper) = self.keeper.take()
            && keeper.join().is_err()
        {
            log::error!("the keeper of the jobs ended by a panic");
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
