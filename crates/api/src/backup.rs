//! The backup by one button: a checked snapshot, and when the last one was made (X1).

use std::path::Path;

use deskbell_core::office::Desk;
use deskbell_core::{Error, settings};
use serde::{Deserialize, Serialize};

use crate::args::{BackupMade, LastBackup};

#[derive(Serialize, Deserialize)]
struct Made {
    at: i64,
    path: String,
}

/// Writes a snapshot of the office to a file and checks it.
pub fn make(desk: &Desk, path: &Path) -> Result<BackupMade, Error> {
    // Remembered for whoever looks from another folder.
    let path = std::path::absolute(path).map_err(|error| Error::io(path, error))?;
    let report = desk.office.db.backup(&path)?;
    let at = desk.now();
    let made = Made { at, path: path.display().to_string() };
    desk.write(|tx| {
        settings::set(tx, "last_backup", &made)?;
        tx.record("backup", 0, "made", None, Some(settings::json(&made)?))?;
        Ok(())
    })?;
    Ok(BackupMade {
        path: made.path,
        bytes: report.bytes as i64,
        tables: report.tables.len() as i64,
        rows: report.tables.values().sum::<u64>() as i64,
        at,
    })
}

/// When and where the last backup was made, and whether its file is still there.
pub fn last(desk: &Desk) -> Result<LastBackup, Error> {
    let made: Option<Made> = desk.read(|reader| settings::value(reader, "last_backup"))?;
    Ok(match made {
        Some(made) => {
            LastBackup { at: Some(made.at), ok: Path::new(&made.path).is_file(), path: Some(made.path) }
        }
        None => LastBackup { at: None, path: None, ok: false },
    })
}
