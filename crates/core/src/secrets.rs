//! Passwords: in the keyring of the operating system; in a file only after an explicit word (M1).
//!
//! They never enter the database, an event, a log or an answer to the window.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use keyring::Entry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

const SERVICE: &str = "Deskbell";

/// Where a password lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The keyring of the operating system.
    Keyring,
    /// A file that this user alone can read, chosen by an explicit word.
    File,
    /// Nowhere: no password is stored.
    None,
}

/// The office's passwords.
#[derive(Debug)]
pub enum Secrets {
    /// The keyring, and beside it the file where that was chosen.
    System {
        /// Path of the file.
        file: PathBuf,
        /// Tells several offices of one user apart in the keyring.
        office: String,
        /// `DESKBELL_SECRETS=file`: the keyring is not asked at all (servers, tests).
        file_only: bool,
    },
    /// Kept in memory alone, for unit tests.
    Memory(Mutex<BTreeMap<String, String>>),
}

impl Secrets {
    /// The secrets of an office on this machine.
    pub fn system(data: &Path, office: &str) -> Self {
        let file_only = std::env::var("DESKBELL_SECRETS").is_ok_and(|value| value == "file");
        Self::System { file: data.join("secrets.json"), office: office.to_owned(), file_only }
    }

    /// The secret of a name, and where it was found.
    pub fn get(&self, name: &str) -> Result<Option<(String, Place)>> {
        match self {
            Self::Memory(map) => {
                let map = map.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(map.get(name).map(|secret| (secret.clone(), Place::Keyring)))
            }
            Self::System { file, office, file_only } => {
                if let Some(secret) = read_file(file)?.remove(name) {
                    return Ok(Some((secret, Place::File)));
                }
                if *file_only {
                    return Ok(None);
                }
                match entry(office, name).and_then(|entry| entry.get_password()) {
                    Ok(secret) => Ok(Some((secret, Place::Keyring))),
                    Err(keyring::Error::NoEntry) => Ok(None),
                    Err(error) => Err(Error::NoKeyring(error.to_string())),
                }
            }
        }
    }

    /// Stores a secret. `in_file` is the user's explicit word to use the file; without it a keyring that cannot be
    /// reached is the error `no_keyring` and nothing is written.
    pub fn set(&self, name: &str, secret: &str, in_file: bool) -> Result<Place> {
        match self {
            Self::Memory(map) => {
                let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
                map.insert(name.to_owned(), secret.to_owned());
                Ok(Place::Keyring)
            }
            Self::System { file, office, file_only } => {
                let mut kept = read_file(file)?;
                if in_file || *file_only {
                    kept.insert(name.to_owned(), secret.to_owned());
                    write_file(file, &kept)?;
                    return Ok(Place::File);
                }
                entry(office, name)
                    .and_then(|entry| entry.set_password(secret))
                    .map_err(|error| Error::NoKeyring(error.to_string()))?;
                if kept.remove(name).is_some() {
                    write_file(file, &kept)?;
                }
                Ok(Place::Keyring)
            }
        }
    }

    /// Forgets a secret wherever it lies.
    pub fn remove(&self, name: &str) -> Result<()> {
        match self {
            Self::Memory(map) => {
                map.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
                Ok(())
            }
            Self::System { file, office, file_only } => {
                let mut kept = read_file(file)?;
                if kept.remove(name).is_some() {
                    write_file(file, &kept)?;
                }
                if *file_only {
                    return Ok(());
                }
                match entry(office, name).and_then(|entry| entry.delete_credential()) {
                    // Where there is no keyring nothing can lie in it.
                    Ok(()) | Err(keyring::Error::NoEntry | keyring::Error::NoDefaultStore) => Ok(()),
                    Err(error) => Err(Error::NoKeyring(error.to_string())),
                }
            }
        }
    }
}

fn entry(office: &str, name: &str) -> keyring::Result<Entry> {
    Entry::new(SERVICE, &format!("{office}/{name}"))
}

fn read_file(file: &Path) -> Result<BTreeMap<String, String>> {
    match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| Error::BadData(error.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(Error::io(file, error)),
    }
}

/// Writes beside and renames, readable by this user alone from its first byte on.
fn write_file(file: &Path, kept: &BTreeMap<String, String>) -> Result<()> {
    use std::io::Write;
    let beside = file.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(&beside)?;
        out.write_all(&serde_json::to_vec(kept)?)?;
        out.sync_all()?;
        std::fs::rename(&beside, file)
    };
    write().map_err(|error| Error::io(file, error))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// M1: without a keyring nothing is written in silence; after the explicit word the file is this user's alone.
    #[test]
    fn m1_the_file_needs_an_explicit_word_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets.json");
        let secrets = Secrets::System { file: file.clone(), office: "test".into(), file_only: false };
        assert_eq!(secrets.set("mailbox", "secret", true).unwrap(), Place::File);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(secrets.get("mailbox").unwrap(), Some(("secret".into(), Place::File)));
    }
}
