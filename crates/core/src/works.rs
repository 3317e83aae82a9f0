//! Long work that somebody waits for: how far it has come is told as it goes, and it can be called off between two pieces.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::office::{Event, Office};

/// How far a work has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// The name that whoever waits gave it.
    pub work: String,
    pub done: i64,
    pub total: i64,
}

/// The works that are going on, by their names.
#[derive(Debug, Default)]
pub struct Works(Mutex<HashMap<String, Arc<AtomicBool>>>);

impl Works {
    /// Calls a work off: it ends after the piece it is at. One that has ended is none.
    pub fn cancel(&self, name: &str) {
        if let Some(stop) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

/// A work of somebody's, until dropped.
pub struct Work<'a> {
    office: &'a Office,
    name: Option<String>,
    stop: Arc<AtomicBool>,
}

impl<'a> Work<'a> {
    /// Begins a work; without a name nobody is told of it.
    pub fn begin(office: &'a Office, name: Option<&str>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let name = name.map(str::to_owned).filter(|name| !name.is_empty() && name.len() <= 100);
        if let Some(name) = &name {
            let mut all = office.works.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(name.clone(), Arc::clone(&stop));
        }
        Self { office, name, stop }
    }

    /// Tells how far it has come. Call it outside of transactions.
    pub fn at(&self, done: i64, total: i64) {
        if let Some(work) = &self.name {
            self.office.publish(&Event::Progress(Progress { work: work.clone(), done, total }));
        }
    }

    /// Whether somebody called it off.
    pub fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            self.office.works.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        }
    }
}
