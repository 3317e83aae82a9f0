//! SQLite: where the file stands and how connections to it are set up.

mod failure;
mod functions;
mod link;

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

pub(crate) use failure::explain;
pub(crate) use link::SqliteLink;

use crate::error::StoreError;
use crate::link::Purpose;

/// Pages in the log before a writer copies them into the file.
const WAL: u32 = 8_000;
/// Bytes of the log that stay after its pages were copied.
const KEPT: u32 = 64 * 1024 * 1024;

/// The place of a SQLite database.
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    patience: Duration,
    /// A private place is a folder that goes with the last handle, and need not survive a power loss.
    private: Option<TempDir>,
}

impl Place {
    pub(crate) fn file(path: &Path, patience: Duration) -> Place {
        Place { path: path.to_owned(), patience, private: None }
    }

    pub(crate) fn private(patience: Duration) -> Result<Place, StoreError> {
        let folder = tempfile::Builder::new()
            .prefix("store-")
            .tempdir()
            .map_err(|error| StoreError::file(&std::env::temp_dir(), &error))?;
        Ok(Place { path: folder.path().join("memory.db"), patience, private: Some(folder) })
    }

    /// A connection with all its settings. The file is made when it is missing.
    pub(crate) fn connect(&self, purpose: Purpose) -> Result<SqliteLink, StoreError> {
        if purpose == Purpose::Write {
            self.make()?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = self.open(flags)?;
        let synchronous = if self.private.is_some() { "OFF" } else { "FULL" };
        let (journal, query_only, cache) = match purpose {
            Purpose::Write => ("PRAGMA journal_mode = WAL;", "OFF", 32_000),
            Purpose::Read => ("", "ON", 8_000),
        };
        // Letters are some pages long: larger pages are fewer frames of the log. Holds for new files only.
        let settings = format!(
            "PRAGMA page_size = 8192; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
             PRAGMA fullfsync = {mac}; PRAGMA checkpoint_fullfsync = {mac};
             {journal} PRAGMA synchronous = {synchronous}; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -{cache}; PRAGMA journal_size_limit = {KEPT}; PRAGMA wal_autocheckpoint = {WAL};
             PRAGMA query_only = {query_only};",
            mac = if cfg!(target_os = "macos") { "ON" } else { "OFF" },
        );
        connection.execute_batch(&settings).map_err(|error| explain(&error, &settings))?;
        SqliteLink::new(connection, synchronous)
    }

    /// A connection that cannot write, to look before anything is done; none when there is no file yet.
    pub(crate) fn connect_to_look(&self) -> Result<Option<SqliteLink>, StoreError> {
        if !std::fs::metadata(&self.path).is_ok_and(|file| file.len() > 0) {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match self.immutable() {
            Some(address) => Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)
                .map_err(|error| self.cannot_open(&error))?,
            None => self.open(flags)?,
        };
        SqliteLink::new(connection, "FULL").map(Some)
    }

    /// The address by which a file that nobody has open is looked at without a trace: even a reader otherwise
    /// leaves files beside a database in WAL mode. While a database is open its `-wal` stands beside it.
    fn immutable(&self) -> Option<String> {
        let path = self.path.to_str()?;
        if ["-wal", "-journal"]
            .iter()
            .any(|ending| std::fs::exists(format!("{path}{ending}")).unwrap_or(true))
        {
            return None;
        }
        let mut address = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        if cfg!(windows) {
            address = format!("/{}", address.replace('\\', "/"));
        }
        Some(format!("file:{address}?immutable=1"))
    }

    fn open(&self, flags: OpenFlags) -> Result<Connection, StoreError> {
        let connection =
            Connection::open_with_flags(&self.path, flags).map_err(|error| self.cannot_open(&error))?;
        connection.busy_timeout(self.patience).map_err(|error| self.cannot_open(&error))?;
        connection.set_prepared_statement_cache_capacity(256);
        // Without it every new value bound to a comparison may have the statement planned anew: a sixth of a sync.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| self.cannot_open(&error))?;
        Ok(connection)
    }

    /// Makes an empty file that only its owner may read: letters are in it. What SQLite puts beside takes the
    /// same rights. It also tells exactly why a file cannot be made, which SQLite does not.
    pub(crate) fn make(&self) -> Result<(), StoreError> {
        if self.path.exists() {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&self.path) {
            Ok(_) => Ok(()),
            Err(error) => Err(match StoreError::file(&self.path, &error) {
                StoreError::Io { path, detail } => StoreError::CannotOpen { path, detail },
                other => other,
            }),
        }
    }

    fn cannot_open(&self, error: &rusqlite::Error) -> StoreError {
        match explain(error, "open") {
            StoreError::Sql { detail, .. } => {
                StoreError::CannotOpen { path: self.path.display().to_string(), detail }
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_file_and_a_full_disk_are_told_apart() {
        let place = Place::private(Duration::from_millis(50)).unwrap();
        let mut one = place.connect(Purpose::Write).unwrap();
        let mut two = place.connect(Purpose::Write).unwrap();
        one.batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a BLOB) STRICT").unwrap();
        one.begin(Purpose::Write).unwrap();
        assert_eq!(two.begin(Purpose::Write).unwrap_err().code(), "database_locked");
        assert!(one.rollback());
        two.batch("PRAGMA max_page_count = 10").unwrap();
        two.begin(Purpose::Write).unwrap();
        let full = two.run("INSERT INTO t (a) VALUES (zeroblob(1000000))", &[]);
        assert_eq!(full.unwrap_err().code(), "disk_full");
        assert!(two.rollback());
        two.begin(Purpose::Write).unwrap();
        assert_eq!(two.insert("INSERT INTO t (a) VALUES (NULL)", &[]), Ok(1));
        two.commit().unwrap();
    }

    /// E6: what somebody still reads is in the log and not gone; the copy for the file is no matter of memory.
    #[test]
    fn e6_a_file_is_written_anew_on_the_disk_and_a_log_in_use_is_told() {
        let place = Place::private(Duration::from_millis(50)).unwrap();
        let mut writer = place.connect(Purpose::Write).unwrap();
        writer.batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT").unwrap();
        writer.run("INSERT INTO t (a) VALUES ('secret')", &[]).unwrap();
        let mut reader = place.connect(Purpose::Read).unwrap();
        reader.begin(Purpose::Read).unwrap();
        reader.query("SELECT a FROM t", &[], &mut |_| crate::link::Flow::Go).unwrap();
        writer.run("DELETE FROM t", &[]).unwrap();
        assert_eq!(writer.rewrite().unwrap_err().code(), "database_locked");
        assert!(reader.rollback());
        writer.rewrite().unwrap();
        let log = place.path.with_extension("db-wal");
        assert_eq!(std::fs::metadata(log).map_or(0, |log| log.len()), 0);
        let kept: i64 = writer.connection.query_row("PRAGMA temp_store", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1, "in files");
    }
}
