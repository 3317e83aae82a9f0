//! What other programs write into the same database: found by looking at the table of changes, and published like
//! one's own.

use std::sync::{Mutex, PoisonError};

use crate::change::Change;
use crate::db::Db;
use crate::error::StoreError;
use crate::link::{Engine, Link, Purpose};
use crate::reader::Reader;

/// Changes fetched at once; more are fetched in further pieces.
const PIECE: usize = 1_000;

/// The changes of this program, which it published itself: spans of ids. Writers come one after another, also those of
/// other programs, so that between the first and the last id of a transaction stands no other's.
#[derive(Default)]
pub(crate) struct Own {
    state: Mutex<Spans>,
}

#[derive(Default)]
struct Spans {
    /// Nobody follows: nothing is kept.
    followed: bool,
    /// Committed, in the order of their ids.
    done: Vec<(i64, i64)>,
    /// In the database already or not: its commit is under way.
    coming: Option<(i64, i64)>,
}

impl Own {
    /// Before a commit, by whoever has the writer's turn.
    pub(crate) fn begin(&self, changes: &[Change]) {
        if let (Some(first), Some(last)) = (changes.first(), changes.last()) {
            self.spans(|spans| spans.coming = Some((first.id, last.id)));
        }
    }

    /// After it. What was not committed may become another's id.
    pub(crate) fn end(&self, committed: bool) {
        self.spans(|spans| {
            let Some((first, last)) = spans.coming.take() else { return };
            if !committed || !spans.followed {
                return;
            }
            match spans.done.last_mut() {
                Some((_, end)) if end.saturating_add(1) == first => *end = last,
                _ => spans.done.push((first, last)),
            }
        });
    }

    fn spans<T>(&self, f: impl FnOnce(&mut Spans) -> T) -> T {
        f(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The id up to which nothing of others can stand, from `last` on; spans before it are forgotten.
    fn skip(&self, mut last: i64) -> i64 {
        self.spans(|spans| {
            spans.done.retain(|(first, end)| {
                if *first <= last.saturating_add(1) {
                    last = last.max(*end);
                    return false;
                }
                true
            });
        });
        last
    }

    /// Keeps of a snapshot's changes those of others, and tells the last id that was judged. What comes after a commit
    /// that is under way waits for the next look: whose it is cannot be told yet.
    fn sift(&self, changes: &mut Vec<Change>) -> Sifted {
        self.spans(|spans| {
            let found = changes.len();
            if let Some((coming, _)) = spans.coming {
                changes.retain(|change| change.id < coming);
            }
            let waits = changes.len() < found;
            let last = changes.last().map(|change| change.id);
            let is_own = |id: i64| spans.done.iter().any(|(first, end)| (*first..=*end).contains(&id));
            changes.retain(|change| !is_own(change.id));
            Sifted { last, waits }
        })
    }
}

struct Sifted {
    last: Option<i64>,
    /// Some were left for the next look.
    waits: bool,
}

/// Follows the table of changes from the moment it was made.
pub struct Follower {
    db: Db,
    last: i64,
    /// SQLite: a connection that stays, and the number of the file's version that it saw last.
    seen: Option<(Link, i64)>,
    /// The last look did not get to the end of what was there.
    behind: bool,
}

impl Follower {
    pub(crate) fn new(db: &Db) -> Result<Follower, StoreError> {
        // First the own ones are kept, then the end is looked up: what is committed between is kept and passed over.
        db.own().spans(|spans| spans.followed = true);
        let last = db.read(|reader| {
            reader.one("SELECT COALESCE(MAX(id), 0) AS last FROM change", &[])?.get::<i64>("last")
        })?;
        Ok(Follower { db: db.clone(), last, seen: None, behind: false })
    }

    /// Publishes what other programs have committed since the last look. Cheap when there is nothing. After an error
    /// (the server is away) the next look goes on where this one stopped.
    pub fn look(&mut self) -> Result<(), StoreError> {
        self.behind |= self.is_moved()?;
        while self.behind {
            self.last = self.db.own().skip(self.last);
            let last = self.last;
            let mut found = self.db.read(|reader| after(reader, last))?;
            let full = found.len() >= PIECE;
            let sifted = self.db.own().sift(&mut found);
            self.last = sifted.last.unwrap_or(self.last);
            self.db.publish(found);
            if sifted.waits {
                return Ok(());
            }
            self.behind = full;
        }
        Ok(())
    }

    /// Whether anything may have been written. SQLite keeps a number of the file that costs next to nothing to read; a
    /// server is asked outright.
    fn is_moved(&mut self) -> Result<bool, StoreError> {
        if self.db.engine() == Engine::Postgres {
            return Ok(true);
        }
        let (mut link, before) = match self.seen.take() {
            Some((link, version)) => (link, Some(version)),
            None => (self.db.connect(Purpose::Read)?, None),
        };
        let rows = link.rows("PRAGMA data_version", &[])?;
        let version = rows.first().map_or(Ok(0), |row| row.get::<i64>("data_version"))?;
        self.seen = Some((link, version));
        Ok(before != Some(version))
    }
}

fn after(reader: &mut Reader, last: i64) -> Result<Vec<Change>, StoreError> {
    let sql = format!(
        "SELECT id, at, employee_id, noun, noun_id, what, before, after FROM change WHERE id > ?1 ORDER BY id LIMIT {PIECE}"
    );
    reader.all(&sql, crate::params![last])?.iter().map(Change::of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(id: i64) -> Change {
        let noun = "person".to_owned();
        Change {
            id,
            at: 0,
            employee_id: None,
            noun,
            noun_id: id,
            what: String::new(),
            before: None,
            after: None,
        }
    }

    fn sifted(own: &Own, ids: impl Iterator<Item = i64>) -> (Vec<i64>, Option<i64>, bool) {
        let mut changes: Vec<Change> = ids.map(change).collect();
        let Sifted { last, waits } = own.sift(&mut changes);
        (changes.iter().map(|change| change.id).collect(), last, waits)
    }

    #[test]
    fn what_is_being_committed_waits_until_its_owner_is_known() {
        let own = Own::default();
        own.spans(|spans| spans.followed = true);
        own.begin(&[change(3), change(4)]);
        assert_eq!(sifted(&own, 1..=6), (vec![1, 2], Some(2), true));
        own.end(true);
        assert_eq!(sifted(&own, 1..=6), (vec![1, 2, 5, 6], Some(6), false));
        // A commit that failed leaves its ids to whoever writes next.
        own.begin(&[change(7)]);
        own.end(false);
        assert_eq!(sifted(&own, 5..=7), (vec![5, 6, 7], Some(7), false));
    }

    #[test]
    fn own_changes_alone_are_passed_over_unread_and_forgotten() {
        let own = Own::default();
        own.spans(|spans| spans.followed = true);
        for first in [1, 3, 9] {
            own.begin(&[change(first), change(first + 1)]);
            own.end(true);
        }
        assert_eq!(own.skip(0), 4);
        assert_eq!(own.skip(4), 4);
        assert_eq!(own.skip(8), 10);
        assert!(own.spans(|spans| spans.done.is_empty()));
    }
}
