//! Names of what the log speaks of. A page is put into words twice: the first time tells which names it needs, the second
//! time they are known, so that a page costs a query a noun and not one a value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deskbell_store::Reader;

use super::{Noun, Shown, sql};
use crate::Result;

/// The names that are known, and those that were asked for in vain.
#[derive(Debug, Default)]
pub struct Names {
    known: HashMap<(Noun, i64), Option<Shown>>,
    missed: BTreeMap<Noun, BTreeSet<i64>>,
}

impl Names {
    /// The name of a thing; none where it is not known yet, or gone.
    pub fn get(&mut self, noun: Noun, id: i64) -> Option<Shown> {
        match self.known.get(&(noun, id)) {
            Some(name) => name.clone(),
            None => {
                self.missed.entry(noun).or_default().insert(id);
                None
            }
        }
    }

    /// Whether the thing is there, so that it can be opened.
    pub fn is_there(&mut self, noun: Noun, id: i64) -> bool {
        self.get(noun, id).is_some()
    }

    /// Whether a name was asked for in vain since the last reading.
    pub fn lacks(&self) -> bool {
        !self.missed.is_empty()
    }

    /// Reads what was asked for in vain.
    pub fn read(&mut self, reader: &mut Reader) -> Result<()> {
        for (noun, ids) in std::mem::take(&mut self.missed) {
            let ids: Vec<i64> = ids.into_iter().collect();
            let mut found = sql::names(reader, noun, &ids)?;
            for id in ids {
                self.known.insert((noun, id), found.remove(&id));
            }
        }
        Ok(())
    }
}
