//! The groups that were found last. Finding them means reading every name: it is done once, and again when a client
//! changed since. What changed tells the log, also of other programs on the same database.

use std::sync::{Arc, Mutex, PoisonError};

use deskbell_store::Reader;

use super::find::{self, Group};
use super::sql;
use crate::Result;

/// What was found last, for the whole program.
#[derive(Default)]
pub struct Found {
    last: Mutex<Option<Last>>,
}

struct Last {
    /// The newest change that was looked at.
    change: i64,
    groups: Arc<Vec<Group>>,
}

impl Found {
    /// All groups as they are now, the surest first. Who comes while they are looked for waits instead of looking too.
    pub(super) fn groups(&self, reader: &mut Reader) -> Result<Arc<Vec<Group>>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.as_ref().map_or(-1, |last| last.change);
        let (change, touched) = sql::changes_after(reader, known)?;
        if let Some(last) = last.as_mut().filter(|_| !touched) {
            last.change = change;
            return Ok(Arc::clone(&last.groups));
        }
        let groups = Arc::new(find::groups(reader)?);
        *last = Some(Last { change, groups: Arc::clone(&groups) });
        Ok(groups)
    }
}
