//! How many bytes of letters may be in memory at once: the line waits while the disk is behind.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A number of bytes that can be held, and a gate that closes when the writer fails.
#[derive(Debug)]
pub struct Ration {
    state: Mutex<State>,
    changed: Condvar,
    most: usize,
}

#[derive(Debug, Default)]
struct State {
    held: usize,
    closed: bool,
    waited: Duration,
}

impl Ration {
    pub fn new(most: usize) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), most }
    }

    /// Waits until so many bytes fit; one letter larger than the whole ration goes alone. False when the gate closed.
    pub fn take(&self, bytes: usize) -> bool {
        let begun = Instant::now();
        let full = |state: &mut State| !state.closed && state.held > 0 && state.held + bytes > self.most;
        let guard = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.changed.wait_while(guard, full).unwrap_or_else(PoisonError::into_inner);
        state.waited += begun.elapsed();
        state.held += bytes;
        !state.closed
    }

    /// Whether so many bytes can be had without waiting.
    pub fn has(&self, bytes: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.held == 0 || state.held + bytes <= self.most
    }

    /// Gives bytes back.
    pub fn give(&self, bytes: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.held = state.held.saturating_sub(bytes);
        self.changed.notify_all();
    }

    /// Lets nobody wait any longer.
    pub fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }

    /// How long was waited for the disk.
    pub fn waited(&self) -> Duration {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).waited
    }
}
