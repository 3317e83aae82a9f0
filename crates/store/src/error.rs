//! What can go wrong in the store, told apart so that the window can say what to do about each.

use std::path::Path;

/// An error of the store. `detail` is the engine's own text, for the log and for a curious reader.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// The file is not a sound database: changed, truncated, or never one.
    #[error("the database is damaged: {detail}")]
    Damaged { detail: String },
    /// Another program holds the database longer than a writer waits.
    #[error("the database is locked by another program: {detail}")]
    Locked { detail: String },
    /// The file or its folder may not be written.
    #[error("the database cannot be written: {detail}")]
    ReadOnly { detail: String },
    /// No room is left for the database.
    #[error("the disk is full: {detail}")]
    DiskFull { detail: String },
    /// The place of the file does not exist or cannot be read.
    #[error("cannot open {path}: {detail}")]
    CannotOpen { path: String, detail: String },
    /// The file is a sound database of some other program.
    #[error("{path} is not a database of this program")]
    NotOurs { path: String },
    /// A newer program has already brought the database forward; nothing was written.
    #[error("the database has schema version {found}, this program knows {known}")]
    NewerSchema { found: i64, known: i64 },
    /// A migration that has been applied is no longer the one this program brings.
    #[error("the schema's history differs from this program's: {detail}")]
    SchemaDiffers { detail: String },
    /// A migration could not be applied; none of the open's migrations was.
    #[error("the schema could not be brought forward: {detail}")]
    Migration { detail: String },
    /// The PostgreSQL database lacks what the program counts on.
    #[error("the PostgreSQL database is not suitable: {detail}")]
    Unsuitable { detail: String },
    /// The connection to PostgreSQL could not be made or broke; the next call connects anew.
    #[error("no connection to the database: {detail}")]
    Connection { detail: String },
    /// `one` or `insert` found no row.
    #[error("no such row")]
    NotFound,
    /// A row with the same unique value stands in `table` already.
    #[error("the value is already there in {table}: {detail}")]
    Unique { table: String, detail: String },
    /// The row points to a missing row, or others point to it.
    #[error("a row refers to one that is missing: {detail}")]
    ForeignKey { detail: String },
    /// NOT NULL or CHECK refused the row.
    #[error("the row breaks a rule of its table: {detail}")]
    Constraint { detail: String },
    /// The statement is wrong or could not be run.
    #[error("{detail} in: {sql}")]
    Sql { sql: String, detail: String },
    /// The row has no column of this name.
    #[error("the row has no column {name}")]
    Column { name: String },
    /// The column holds another type of value than was asked for.
    #[error("column {column} holds {found}, not {wanted}")]
    Type { column: String, wanted: &'static str, found: &'static str },
    /// An earlier statement of this transaction failed, so it cannot go on.
    #[error("an earlier statement of the transaction failed")]
    Aborted,
    /// A write was begun inside a write on the same thread, which would wait for itself for ever.
    #[error("a transaction was begun inside another")]
    Nested,
    /// The copy made for a backup or restore differs from what was copied.
    #[error("the copy does not agree with the database: {detail}")]
    CopyDiffers { detail: String },
    /// The backup that was to be restored is damaged; the database is as it was.
    #[error("the backup {path} is damaged: {detail}")]
    BackupDamaged { path: String, detail: String },
    /// A backup was to be written over the database itself.
    #[error("{path} is the database itself")]
    OwnFile { path: String },
    /// The files of a backup or restore could not be handled.
    #[error("{path}: {detail}")]
    Io { path: String, detail: String },
}

const CODES: &[&str] = &[
    "database_damaged",
    "database_locked",
    "database_read_only",
    "disk_full",
    "cannot_open_database",
    "not_our_database",
    "newer_schema",
    "schema_differs",
    "migration_failed",
    "database_unsuitable",
    "no_database_connection",
    "row_not_found",
    "not_unique",
    "row_referred_to",
    "row_rule_broken",
    "sql",
    "sql_column",
    "sql_type",
    "transaction_aborted",
    "transaction_nested",
    "copy_differs",
    "backup_damaged",
    "own_file",
    "file",
];

impl StoreError {
    /// The name of the error for the window, which translates it.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Damaged { .. } => "database_damaged",
            StoreError::Locked { .. } => "database_locked",
            StoreError::ReadOnly { .. } => "database_read_only",
            StoreError::DiskFull { .. } => "disk_full",
            StoreError::CannotOpen { .. } => "cannot_open_database",
            StoreError::NotOurs { .. } => "not_our_database",
            StoreError::NewerSchema { .. } => "newer_schema",
            StoreError::SchemaDiffers { .. } => "schema_differs",
            StoreError::Migration { .. } => "migration_failed",
            StoreError::Unsuitable { .. } => "database_unsuitable",
            StoreError::Connection { .. } => "no_database_connection",
            StoreError::NotFound => "row_not_found",
            StoreError::Unique { .. } => "not_unique",
            StoreError::ForeignKey { .. } => "row_referred_to",
            StoreError::Constraint { .. } => "row_rule_broken",
            StoreError::Sql { .. } => "sql",
            StoreError::Column { .. } => "sql_column",
            StoreError::Type { .. } => "sql_type",
            StoreError::Aborted => "transaction_aborted",
            StoreError::Nested => "transaction_nested",
            StoreError::CopyDiffers { .. } => "copy_differs",
            StoreError::BackupDamaged { .. } => "backup_damaged",
            StoreError::OwnFile { .. } => "own_file",
            StoreError::Io { .. } => "file",
        }
    }

    /// Every code there is, for the test that demands a translation of each.
    pub fn codes() -> &'static [&'static str] {
        CODES
    }

    /// What the window fills into the translated text, by name.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            StoreError::CannotOpen { path, .. }
            | StoreError::NotOurs { path }
            | StoreError::OwnFile { path }
            | StoreError::BackupDamaged { path, .. }
            | StoreError::Io { path, .. } => {
                vec![("path", path.clone())]
            }
            StoreError::NewerSchema { found, known } => {
                vec![("found", found.to_string()), ("known", known.to_string())]
            }
            StoreError::Unique { table, .. } => vec![("table", table.clone())],
            _ => Vec::new(),
        }
    }

    /// Sorts an error of the file system: no right, no room, or some other trouble with `path`.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let detail = format!("{}: {error}", path.display());
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { detail },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull { detail },
            _ => StoreError::Io { path: path.display().to_string(), detail: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_from_one_another() {
        let mut codes = StoreError::codes().to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), StoreError::codes().len());
        assert!(codes.contains(&StoreError::Aborted.code()));
    }
}
