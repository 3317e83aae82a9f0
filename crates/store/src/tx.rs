//! Writing: one transaction of the only writer, with its change log.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde_json::Value as Json;

use crate::change::{Change, Stamp};
use crate::error::StoreError;
use crate::fulltext::{self, Folded};
use crate::link::Link;
use crate::reader::{Known, Reader};
use crate::value::Value;

/// A transaction that writes. It reads like a [`Reader`] and sees its own changes.
pub struct Tx {
    reader: Reader,
    stamp: Stamp,
    changes: Vec<Change>,
    depth: u32,
}

impl Tx {
    pub(crate) fn new(link: Link, known: Arc<Known>, stamp: Stamp) -> Tx {
        Tx { reader: Reader::new(link, known), stamp, changes: Vec::new(), depth: 0 }
    }

    /// When and by whom the transaction is made.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Runs a statement and tells how many rows it changed.
    pub fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.reader.checked(|link| link.run(sql, params))
    }

    /// Runs an INSERT and gives the new row's `id` (` RETURNING id` is appended). Errors: `NotFound` when
    /// ON CONFLICT DO NOTHING made no row.
    pub fn insert(&mut self, sql: &str, params: &[Value]) -> Result<i64, StoreError> {
        self.reader.checked(|link| link.insert(sql, params))
    }

    /// Gives the indexed form of a text that this transaction wrote into a row, so that it need not be made again
    /// while others wait for their turn to write.
    pub fn folded(&mut self, table: &str, column: &str, id: i64, folded: Folded) {
        self.reader.link.fold_known(format!("{table}.{column}"), id, folded);
    }

    /// Writes down what was changed: in the same commit into the table `change`, after it to the subscribers.
    pub fn record(
        &mut self,
        noun: &str,
        noun_id: i64,
        what: &str,
        before: Option<Json>,
        after: Option<Json>,
    ) -> Result<(), StoreError> {
        let Stamp { at, employee_id } = self.stamp;
        let id = self.insert(
            "INSERT INTO change (at, employee_id, noun, noun_id, what, before, after) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            crate::params![at, employee_id, noun, noun_id, what, &before, &after],
        )?;
        let (noun, what) = (noun.to_owned(), what.to_owned());
        self.changes.push(Change { id, at, employee_id, noun, noun_id, what, before, after });
        Ok(())
    }

    /// Runs `f` so that its failure undoes only what `f` did, and the transaction can go on: for a unique value
    /// that may be taken, or for one bad letter in a batch.
    pub fn attempt<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let name = format!("attempt_{}", self.depth);
        self.reader.checked(|link| link.batch(&format!("SAVEPOINT {name}")))?;
        self.depth = self.depth.saturating_add(1);
        let recorded = self.changes.len();
        let outcome = f(self);
        self.depth = self.depth.saturating_sub(1);
        let outcome = match outcome {
            Ok(_) if self.reader.failed => Err(E::from(StoreError::Aborted)),
            other => other,
        };
        match outcome {
            Ok(value) => {
                self.reader.checked(|link| link.batch(&format!("RELEASE SAVEPOINT {name}")))?;
                Ok(value)
            }
            Err(error) => {
                self.changes.truncate(recorded);
                let undo = format!("ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}");
                // Where even this fails (disk full, connection lost), the whole transaction is lost.
                self.reader.failed = self.reader.link.batch(&undo).is_err();
                Err(error)
            }
        }
    }

    /// What was recorded so far.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Commits and gives the connection back, if it is of further use, with the changes to publish.
    pub(crate) fn commit(mut self) -> (Option<Link>, Result<Vec<Change>, StoreError>) {
        if self.reader.failed {
            return (self.rollback(), Err(StoreError::Aborted));
        }
        let settled = fulltext::settle(&mut self.reader.link, &self.reader.known.full_text);
        match settled.and_then(|()| self.reader.link.commit()) {
            Ok(()) => (Some(self.reader.link), Ok(self.changes)),
            Err(error) => (self.rollback(), Err(error)),
        }
    }

    /// Undoes everything and gives the connection back, if it is of further use.
    pub(crate) fn rollback(mut self) -> Option<Link> {
        self.reader.link.rollback().then_some(self.reader.link)
    }
}

impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}
