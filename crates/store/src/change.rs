//! The change log's rows and their way to the subscribers: after the commit, in commit order.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::Value as Json;

use crate::error::StoreError;
use crate::row::Row;

/// When and by whom a transaction is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Unix milliseconds.
    pub at: i64,
    /// None for the program itself.
    pub employee_id: Option<i64>,
}

/// One thing that a transaction changed, as it stands in the table `change`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub id: i64,
    /// Unix milliseconds.
    pub at: i64,
    pub employee_id: Option<i64>,
    pub noun: String,
    pub noun_id: i64,
    pub what: String,
    pub before: Option<Json>,
    pub after: Option<Json>,
}

impl Change {
    /// A row of the table `change`.
    pub fn of_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.get("id")?,
            at: row.get("at")?,
            employee_id: row.get("employee_id")?,
            noun: row.get("noun")?,
            noun_id: row.get("noun_id")?,
            what: row.get("what")?,
            before: row.get("before")?,
            after: row.get("after")?,
        })
    }
}

/// The table of changes, made by the store itself before the first migration.
pub(crate) const TABLE: &str = "
CREATE TABLE IF NOT EXISTS change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    employee_id INTEGER,
    noun TEXT NOT NULL,
    noun_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS change_noun ON change (noun, noun_id, id);
";

type Subscriber = Arc<dyn Fn(&[Change]) + Send + Sync>;

/// Delivers batches of changes one after another, never two at once and never inside a transaction.
#[derive(Default)]
pub(crate) struct Publisher {
    subscribers: Mutex<Vec<Subscriber>>,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    batches: VecDeque<Vec<Change>>,
    delivering: bool,
}

impl Publisher {
    pub(crate) fn subscribe(&self, subscriber: Subscriber) {
        lock(&self.subscribers).push(subscriber);
    }

    /// Takes a batch in. Called while the writer is still held, so that the order is the commits'.
    pub(crate) fn enqueue(&self, changes: Vec<Change>) {
        if !changes.is_empty() {
            lock(&self.queue).batches.push_back(changes);
        }
    }

    /// Delivers what is queued. When another thread, or a subscriber further up on this one, is at it already,
    /// that one delivers these too: nobody waits, so a subscriber may read and write as it likes.
    pub(crate) fn deliver(&self) {
        loop {
            let batch = {
                let mut queue = lock(&self.queue);
                if queue.batches.is_empty() || queue.delivering {
                    return;
                }
                queue.delivering = true;
                queue.batches.pop_front()
            };
            if let Some(batch) = batch {
                self.call(&batch);
            }
            lock(&self.queue).delivering = false;
        }
    }

    fn call(&self, batch: &[Change]) {
        let subscribers = lock(&self.subscribers).clone();
        for subscriber in subscribers {
            // The transaction is committed: a subscriber that fails must not make the writer believe otherwise.
            if catch_unwind(AssertUnwindSafe(|| subscriber(batch))).is_err() {
                log::error!("a subscriber to changes panicked");
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
