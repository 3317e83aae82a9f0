//! The groups that were found last. Finding them means reading every name: it is done once, and again when a client
//! changed since. What changed tells the log, also of other programs on the same database.

use std::sync::{Arc, Mutex, PoisonError};

use deskbell_store::Reader;
use serde_json::Value as Json;

use super::find::{self, Group};
use super::sql::{self, Change};
use crate::Result;

/// Of more changes nobody asks what each of them was.
const MOST_CHANGES: usize = 500;

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
        let (change, changes) = sql::changes_after(reader, known, MOST_CHANGES)?;
        let same = changes.len() < MOST_CHANGES && changes.iter().all(leaves_all_alike);
        if let Some(last) = last.as_mut().filter(|_| same) {
            last.change = change;
            return Ok(Arc::clone(&last.groups));
        }
        let groups = Arc::new(find::groups(reader)?);
        *last = Some(Last { change, groups: Arc::clone(&groups) });
        Ok(groups)
    }
}

/// Whether a change of a client leaves it alike to whom it was alike: most are of notes, words, files and consents.
fn leaves_all_alike(change: &Change) -> bool {
    let same = |(before, after): (&Json, &Json)| {
        before.is_object() && ["name", "phones", "emails"].iter().all(|key| before.get(key) == after.get(key))
    };
    match change.what.as_str() {
        "updated" => change.before.as_ref().zip(change.after.as_ref()).is_some_and(same),
        "file_added" | "file_removed" | "file_restored" | "exported" => true,
        _ => false,
    }
}
