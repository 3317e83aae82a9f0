//! Lines that an office holds to gateways with which it talks both ways on one: whoever sends borrows the line, and between
//! sendings the inbox listens on it.
//!
//! Accounts are often allowed one line, and centres bring reports on any of an account's lines and cut one that does not
//! answer them: a second line for sending alone would be refused, or be cut with what is on its way.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use deskbell_sms::http::Values;
use deskbell_sms::{
    Balance, Capabilities, Gateway, Outgoing, Report, SmsError, Stopper, Submission, Submitted, Take, Tested,
};

/// The inbox reads so long before it looks whether somebody waits to send.
const TURN: Duration = Duration::from_millis(250);
/// The same while SMS leave, one after another.
const BRISK_TURN: Duration = Duration::from_millis(50);
/// SMS leave as long as one left so lately.
const LATELY: Duration = Duration::from_secs(3);
/// How long the inbox lets those go first who wait to send, before it looks again.
const COURTESY: Duration = Duration::from_millis(1);

type Known = Arc<Mutex<HashMap<i64, Weak<Line>>>>;

/// The lines that are open, by their gateways' ids. A line lasts as long as somebody has it.
#[derive(Default)]
pub struct Lines {
    known: Known,
    saved: AtomicU64,
}

impl Lines {
    /// The line to a gateway with these fields: the one that is there, or a new one.
    pub(super) fn of(
        &self,
        id: i64,
        fields: Values,
        open: impl FnOnce(&Values) -> crate::Result<Box<dyn Gateway>>,
    ) -> crate::Result<Box<dyn Gateway>> {
        let mut known = lock(&self.known);
        let there = known.get(&id).and_then(Weak::upgrade);
        let line = match there.filter(|line| line.fields == fields && !line.stopper.is_stopped()) {
            Some(line) => line,
            None => {
                let gateway = open(&fields)?;
                let line = Arc::new(Line {
                    capabilities: gateway.capabilities(),
                    stopper: gateway.stopper(),
                    fields,
                    gateway: Mutex::new(gateway),
                    waiting: AtomicUsize::new(0),
                    sent: Mutex::default(),
                });
                known.insert(id, Arc::downgrade(&line));
                line
            }
        };
        Ok(Box::new(Shared { line, known: Arc::clone(&self.known) }))
    }

    /// Does something with a gateway while the office's own line to it, if there is one, is given up: an account may be
    /// allowed one line only.
    pub(super) fn without<T>(&self, id: i64, act: impl FnOnce() -> T) -> T {
        let there = lock(&self.known).get(&id).and_then(Weak::upgrade);
        let Some(line) = there else { return act() };
        let shared = Shared { line, known: Arc::clone(&self.known) };
        let mut held = shared.line.borrow();
        held.rest();
        let done = act();
        drop(held);
        done
    }

    /// Notes that a gateway's settings changed: whoever holds lines opens them anew.
    pub(super) fn change(&self) {
        self.saved.fetch_add(1, Ordering::SeqCst);
    }

    /// How often they changed.
    pub(crate) fn changes(&self) -> u64 {
        self.saved.load(Ordering::SeqCst)
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Line {
    fields: Values,
    capabilities: Capabilities,
    stopper: Stopper,
    gateway: Mutex<Box<dyn Gateway>>,
    /// So many wait for their turn to say something.
    waiting: AtomicUsize,
    /// When something was last sent.
    sent: Mutex<Option<Instant>>,
}

impl Line {
    /// The line for somebody who has something to say: the inbox lets them go first.
    fn borrow(&self) -> MutexGuard<'_, Box<dyn Gateway>> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let gateway = lock(&self.gateway);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        gateway
    }

    /// The line for the inbox, and how long it may keep it.
    fn spare(&self) -> (MutexGuard<'_, Box<dyn Gateway>>, Duration) {
        while self.waiting.load(Ordering::SeqCst) > 0 {
            std::thread::sleep(COURTESY);
        }
        let gateway = lock(&self.gateway);
        let brisk = lock(&self.sent).is_some_and(|at| at.elapsed() < LATELY);
        (gateway, if brisk { BRISK_TURN } else { TURN })
    }
}

/// A gateway that shares its line with others.
struct Shared {
    line: Arc<Line>,
    known: Known,
}

impl Gateway for Shared {
    fn capabilities(&self) -> Capabilities {
        self.line.capabilities.clone()
    }

    fn submit(&mut self, batch: &[Outgoing]) -> Submission {
        let mut gateway = self.line.borrow();
        let submission = gateway.submit(batch);
        *lock(&self.line.sent) = Some(Instant::now());
        submission
    }

    fn poll(&mut self, sent: &[Submitted]) -> Result<Vec<Report>, SmsError> {
        self.line.borrow().poll(sent)
    }

    fn receive(&mut self, wait: Duration, take: Take<'_>) -> Result<usize, SmsError> {
        let until = Instant::now() + wait;
        loop {
            let (mut gateway, turn) = self.line.spare();
            let left = until.saturating_duration_since(Instant::now());
            let taken = gateway.receive(left.min(turn), &mut *take)?;
            drop(gateway);
            if taken > 0 || Instant::now() >= until {
                return Ok(taken);
            }
        }
    }

    fn balance(&mut self) -> Result<Option<Balance>, SmsError> {
        self.line.borrow().balance()
    }

    fn test(&mut self) -> Result<Tested, SmsError> {
        self.line.borrow().test()
    }

    fn rest(&mut self) {
        self.line.borrow().rest();
    }

    fn stopper(&self) -> Stopper {
        self.line.stopper.clone()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // Whoever opens a line meanwhile waits until this one is gone: two at once may be one too many.
        let _known = lock(&self.known);
        if Arc::strong_count(&self.line) == 1 {
            lock(&self.line.gateway).rest();
        }
    }
}
