//! One program at a time runs the jobs of an office: on this machine, and of all that share a server's database.

use std::fs::{File, TryLockError};
use std::path::Path;

use deskbell_store::Claim;

use crate::{Error, Office, Result};

/// Held while the jobs run; the system frees it when the program ends, however it ends.
pub struct Lock {
    _file: File,
    claim: Option<Claim>,
}

impl Lock {
    /// Takes the lock of an office, or says `busy`.
    pub fn of(office: &Office) -> Result<Self> {
        let held = Self::take(&office.data)?;
        let claim = office.db.claim()?.ok_or(Error::Busy)?;
        Ok(Self { claim: Some(claim), ..held })
    }

    /// Takes the lock of a data folder alone, whose database is not open; or says `busy`.
    pub fn take(data: &Path) -> Result<Self> {
        let path = data.join("jobs.lock");
        let file = File::create(&path).map_err(|error| Error::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, claim: None }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(Error::io(&path, error)),
        }
    }

    /// The claim on the database, for whoever looks after it.
    pub(super) fn take_claim(&mut self) -> Option<Claim> {
        self.claim.take()
    }
}
