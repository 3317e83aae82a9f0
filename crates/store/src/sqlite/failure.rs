//! SQLite's result codes sorted into the store's errors.

use rusqlite::{Error, ErrorCode, ffi};

use crate::error::StoreError;

/// The store's error for one of SQLite's.
pub(crate) fn explain(error: &Error, sql: &str) -> StoreError {
    let detail = match error {
        Error::SqliteFailure(code, Some(message)) => format!("{message} ({})", code.extended_code),
        other => other.to_string(),
    };
    let Error::SqliteFailure(code, message) = error else {
        return StoreError::Sql { sql: sql.to_owned(), detail };
    };
    match code.code {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged { detail },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked { detail },
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
            StoreError::ReadOnly { detail }
        }
        ErrorCode::DiskFull => StoreError::DiskFull { detail },
        // The shared-memory file beside the database is the first that a full disk has no room for.
        ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
            StoreError::DiskFull { detail }
        }
        // A page that is announced but not there: the file has been cut short.
        ErrorCode::SystemIoFailure if code.extended_code == ffi::SQLITE_IOERR_SHORT_READ => {
            StoreError::Damaged { detail }
        }
        ErrorCode::ConstraintViolation => constraint(code.extended_code, message.as_deref(), detail),
        _ => StoreError::Sql { sql: sql.to_owned(), detail },
    }
}

fn constraint(extended: i32, message: Option<&str>, detail: String) -> StoreError {
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            // "UNIQUE constraint failed: client.email"
            let columns = message.and_then(|text| text.split_once(": ")).map_or("", |(_, columns)| columns);
            let table = columns.split('.').next().unwrap_or_default().to_owned();
            StoreError::Unique { table, detail }
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::ForeignKey { detail },
        _ => StoreError::Constraint { detail },
    }
}
