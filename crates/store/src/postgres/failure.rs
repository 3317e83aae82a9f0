//! PostgreSQL's SQLSTATE codes sorted into the store's errors.
//! Source: PostgreSQL manual, appendix A, "PostgreSQL Error Codes".

use postgres::Error;
use postgres::error::SqlState;

use crate::error::StoreError;

/// The store's error for one of the driver's.
pub(crate) fn explain(error: &Error, sql: &str) -> StoreError {
    let Some(server) = error.as_db_error() else {
        let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
        let detail = format!("{error}{cause}");
        // Without an answer of the server it is either the connection or a value that cannot be converted.
        let converting = detail.starts_with("error serializing") || detail.starts_with("error deserializing");
        return if converting {
            StoreError::Sql { sql: sql.to_owned(), detail }
        } else {
            StoreError::Connection { detail }
        };
    };
    let detail = match server.detail() {
        Some(more) => format!("{} ({more})", server.message()),
        None => server.message().to_owned(),
    };
    let code = server.code();
    match code.code().get(..2).unwrap_or_default() {
        "08" | "28" => return StoreError::Connection { detail },
        "53" if *code == SqlState::DISK_FULL => return StoreError::DiskFull { detail },
        "53" => return StoreError::Connection { detail },
        "57" if *code != SqlState::QUERY_CANCELED => return StoreError::Connection { detail },
        "XX" if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED => {
            return StoreError::Damaged { detail };
        }
        _ => {}
    }
    if *code == SqlState::UNIQUE_VIOLATION {
        StoreError::Unique { table: server.table().unwrap_or_default().to_owned(), detail }
    } else if *code == SqlState::FOREIGN_KEY_VIOLATION || *code == SqlState::RESTRICT_VIOLATION {
        StoreError::ForeignKey { detail }
    } else if code.code().starts_with("23") {
        StoreError::Constraint { detail }
    } else if *code == SqlState::LOCK_NOT_AVAILABLE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        StoreError::Locked { detail }
    } else if *code == SqlState::READ_ONLY_SQL_TRANSACTION || *code == SqlState::INSUFFICIENT_PRIVILEGE {
        StoreError::ReadOnly { detail }
    } else if *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        || *code == SqlState::INVALID_CATALOG_NAME
    {
        StoreError::Connection { detail }
    } else {
        StoreError::Sql { sql: sql.to_owned(), detail }
    }
}
