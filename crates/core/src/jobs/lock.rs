//! One program at a time runs the jobs of an office on this machine.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::{Error, Result};

/// Held while the jobs run; the system frees it when the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a data folder, or says `busy`.
    pub fn take(data: &Path) -> Result<Self> {
        let path = data.join("jobs.lock");
        let file = File::create(&path).map_err(|error| Error::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(Error::io(&path, error)),
        }
    }
}
