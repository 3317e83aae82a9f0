//! What another program writes into the same office (the command line, another desk) is heard here too: a thread looks
//! about every second. Every window runs it, whether its program has the jobs or not.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use deskbell_store::Follower;

use super::{Signal, Woken, spawn};
use crate::{Office, Result};

const EVERY: Duration = Duration::from_millis(800);

/// The thread that follows; it ends when this is dropped.
pub struct Following {
    signal: Arc<Signal>,
    thread: Option<JoinHandle<()>>,
}

impl Following {
    /// Follows from now on: what others change is told as [`crate::office::Event::Changed`], as one's own is.
    pub fn start(office: &Office) -> Result<Self> {
        let follower = office.db.follow()?;
        let signal = Arc::new(Signal::default());
        let ended = Arc::clone(&signal);
        Ok(Self { signal, thread: spawn("follow", move || follow(follower, &ended)) })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.signal.stop();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            log::error!("following others ended by a panic");
        }
    }
}

fn follow(mut follower: Follower, signal: &Signal) {
    let mut failed = false;
    while signal.wait(signal.nudges(), EVERY) != Woken::Stopped {
        let looked = follower.look();
        // A server that is away stays away for a while: that is said once.
        if let Err(error) = &looked
            && !failed
        {
            log::warn!("changes of others cannot be seen: {error}");
        }
        failed = looked.is_err();
    }
}
