//! Who is next in a mailing, read some people at once. They are still queued: each is begun in a transaction of its own.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::Result;
use crate::mailings::Mailing;
use crate::mailings::message::Way;
use crate::mailings::text::Receiver;
use crate::mailings::work;
use crate::office::Desk;

/// So many are read at once.
const TOGETHER: usize = 20;
/// What was decided longer ago is decided anew.
const FRESH: Duration = Duration::from_millis(250);

/// The next people of one mailing.
#[derive(Default)]
pub struct Queue {
    mailing_id: i64,
    people: VecDeque<Receiver>,
    read: Option<Instant>,
    /// What was known when they were read; for who begins them.
    pub seen: i64,
}

impl Queue {
    /// The next people, `want` at most, and how many were left out while looking for them.
    pub fn next(
        &mut self,
        desk: &Desk,
        mailing: &Mailing,
        way: Way,
        want: usize,
    ) -> Result<(Vec<Receiver>, usize)> {
        let fresh = self.mailing_id == mailing.id && self.read.is_some_and(|read| read.elapsed() < FRESH);
        let mut left_out = 0;
        if !fresh || self.people.is_empty() {
            // One that goes at a pace is decided of when its turn comes.
            let together = if mailing.fields.per_minute > 0 { want } else { TOGETHER.max(want) };
            let ahead = desk.write(|tx| work::look_ahead(desk, tx, mailing, way, together))?;
            left_out = ahead.left_out;
            *self = Queue {
                mailing_id: mailing.id,
                people: ahead.people.into(),
                read: Some(Instant::now()),
                seen: ahead.seen,
            };
        }
        let count = want.min(self.people.len());
        Ok((self.people.drain(..count).collect(), left_out))
    }

    /// Forgets them: their mailing has changed, or somebody said a word since.
    pub fn forget(&mut self) {
        self.people.clear();
    }
}
