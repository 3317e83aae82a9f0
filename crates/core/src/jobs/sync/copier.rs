//! The companion of a sync's writer: it brings into the database's file what the writer has committed to the log beside it,
//! so that the writer need not wait for the disk.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Office;

/// Pages that many transactions write are copied once in so long: the upper ones of every index.
const COPY_EVERY: Duration = Duration::from_millis(200);
/// Pages of a log that is to begin anew. In a short one the same places of the disk's memory are written over and over; to get
/// new ones, and to give them back at the end, costs more than the copying.
const LONG_LOG: u64 = 6_000;
/// So many pages are copied while the writer waits.
const SHORT_REST: u64 = 800;
/// A writer that is quicker than the disk does not keep the copier from its end.
const MOST_PASSES: usize = 4;

/// Copies whenever the writer has committed. A long log is copied again and again until little of it is left, and that little
/// while the writer waits for its turn: the log begins anew then. By itself the writer would copy all of it, and wait ten
/// times as long. What is lacking at the end the closing of the file copies.
pub fn copy(office: &Office, copying: &Receiver<()>, turn: &Mutex<()>) {
    let pass = || {
        office.db.checkpoint().unwrap_or_else(|error| {
            log::warn!("the log is not copied beside the writer: {error}");
            0
        })
    };
    while copying.recv().is_ok() {
        let copied = Instant::now();
        let mut pages = pass();
        if pages > LONG_LOG {
            for _ in 0..MOST_PASSES {
                let before = std::mem::replace(&mut pages, pass());
                if pages < before.saturating_add(SHORT_REST) {
                    break;
                }
            }
            let _alone = turn.lock().unwrap_or_else(PoisonError::into_inner);
            pass();
        }
        loop {
            match copying.recv_timeout(COPY_EVERY.saturating_sub(copied.elapsed())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}
