//! Time comes from here and never from the system inside the core, so that tests can stand anywhere in it.

use std::sync::atomic::{AtomicI64, Ordering};

/// Where the office reads the time. Instants are unix milliseconds UTC.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> i64;
}

/// The machine's own clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        chrono::Utc::now().timestamp_millis()
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that stands at `at`.
    pub fn new(at: i64) -> Self {
        Self(AtomicI64::new(at))
    }

    /// Moves the hands.
    pub fn set(&self, at: i64) {
        self.0.store(at, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
