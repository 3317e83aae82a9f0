//! One SQLite connection: statements are prepared once, names of columns are looked up once.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError};

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, Statement};

use super::explain;
use super::functions::{self, FoldedTexts};
use crate::error::StoreError;
use crate::fulltext::Folded;
use crate::link::{Flow, Purpose, returned_id};
use crate::row::Row;
use crate::value::Value;

/// Texts of statements that are remembered; programs write their SQL by hand, so there are some hundreds.
const REMEMBERED: usize = 2_000;
/// A longer text holds a list of its own, such as what a search found: it will not come again.
const LONGEST_REMEMBERED: usize = 4_000;
/// Pages in the log before a bulk writer itself copies them into the file; where it has a companion, that does
/// so with `Db::checkpoint` long before.
const BULK_WAL: u32 = 24_000;
/// Bytes of the log that a bulk writer keeps to write over: to cut them off and get them back costs more than the copying.
const BULK_KEPT: u32 = 512 * 1024 * 1024;

pub(crate) struct SqliteLink {
    pub(crate) connection: Connection,
    columns: HashMap<String, Arc<[String]>>,
    synchronous: &'static str,
    bulk: bool,
    folded: FoldedTexts,
}

impl SqliteLink {
    pub(crate) fn new(connection: Connection, synchronous: &'static str) -> Result<SqliteLink, StoreError> {
        let folded = FoldedTexts::default();
        functions::register(&connection, &folded).map_err(|error| explain(&error, "functions"))?;
        Ok(SqliteLink { connection, columns: HashMap::new(), synchronous, bulk: false, folded })
    }

    /// Remembers the indexed form of a text until the end of the transaction.
    pub(crate) fn fold_known(&mut self, column: String, id: i64, folded: Folded) {
        self.folded.lock().unwrap_or_else(PoisonError::into_inner).insert((column, id), folded);
    }

    fn forget_folded(&mut self) {
        self.folded.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether the coming transactions may be committed without waiting for the disk. The setting cannot be
    /// changed inside a transaction.
    pub(crate) fn set_bulk(&mut self, bulk: bool) {
        if self.bulk != bulk && self.synchronous == "FULL" {
            let (synchronous, pages, kept) =
                if bulk { ("NORMAL", BULK_WAL, BULK_KEPT) } else { ("FULL", super::WAL, super::KEPT) };
            let settings = format!(
                "PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = {pages};
                 PRAGMA journal_size_limit = {kept}"
            );
            if self.connection.execute_batch(&settings).is_ok() {
                self.bulk = bulk;
            }
        }
    }

    pub(crate) fn begin(&mut self, purpose: Purpose) -> Result<(), StoreError> {
        self.quick(match purpose {
            Purpose::Read => "BEGIN",
            Purpose::Write => "BEGIN IMMEDIATE",
        })
    }

    /// Copies what is committed from the log into the file, as far as nobody has to wait for it. Gives how many pages the log
    /// held then.
    pub(crate) fn checkpoint(&mut self) -> Result<u64, StoreError> {
        let mut pages = 0;
        self.query("PRAGMA wal_checkpoint(PASSIVE)", &[], &mut |row| {
            pages = row.get::<i64>("log").unwrap_or(0);
            Flow::Go
        })?;
        Ok(u64::try_from(pages).unwrap_or(0))
    }

    /// Writes the file anew without its free places and empties the log beside it. The copy that is made for it lies on the
    /// disk and not in memory: it is as large as the office. The error `database_locked` where somebody reads what was there
    /// before for longer than a writer waits: the log keeps it then.
    pub(crate) fn rewrite(&mut self) -> Result<(), StoreError> {
        self.batch("PRAGMA temp_store = FILE; VACUUM")?;
        let mut busy = Ok(0);
        self.query("PRAGMA wal_checkpoint(TRUNCATE)", &[], &mut |row| {
            busy = row.get::<i64>("busy");
            Flow::Go
        })?;
        match busy? {
            0 => Ok(()),
            _ => Err(StoreError::Locked { detail: "the log is still read".to_owned() }),
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.forget_folded();
        self.quick("COMMIT")
    }

    pub(crate) fn rollback(&mut self) -> bool {
        self.forget_folded();
        // After a full disk SQLite may have rolled back by itself.
        self.connection.is_autocommit() || self.quick("ROLLBACK").is_ok()
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|error| explain(&error, sql))
    }

    pub(crate) fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let mut statement = bound(&self.connection, sql, params)?;
        let changed = if statement.column_count() == 0 {
            statement.raw_execute()
        } else {
            // A RETURNING whose rows nobody wants still has to run to its end.
            let mut rows = statement.raw_query();
            let mut count = 0_usize;
            loop {
                match rows.next() {
                    Ok(Some(_)) => count = count.saturating_add(1),
                    Ok(None) => break Ok(count),
                    Err(error) => break Err(error),
                }
            }
        };
        let changed = changed.map_err(|error| explain(&error, sql))?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    pub(crate) fn insert(&mut self, sql: &str, params: &[Value]) -> Result<i64, StoreError> {
        // RETURNING gathers its rows in a table of its own, which costs more than many an insert. Only an upsert
        // needs it: a row that was there already leaves the last id as it was.
        if !sql.contains("ON CONFLICT") {
            self.run(sql, params)?;
            return Ok(self.connection.last_insert_rowid());
        }
        let mut first = None;
        self.query(&format!("{sql} RETURNING id"), params, &mut |row| {
            first.get_or_insert(row);
            Flow::Go
        })?;
        returned_id(first)
    }

    pub(crate) fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> Flow,
    ) -> Result<(), StoreError> {
        let mut statement = bound(&self.connection, sql, params)?;
        let count = statement.column_count();
        let columns = match self.columns.get(sql) {
            // Another program may have brought the schema forward: `*` may mean more columns than before.
            Some(known) if known.len() == count => Arc::clone(known),
            _ => {
                let names: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
                remember(&mut self.columns, sql, Arc::clone(&names));
                names
            }
        };
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| explain(&error, sql))? {
            let mut values = Vec::with_capacity(count);
            for index in 0..count {
                values.push(owned(row.get_ref(index).map_err(|error| explain(&error, sql))?));
            }
            if each(Row::new(Arc::clone(&columns), values)) == Flow::Stop {
                break;
            }
        }
        Ok(())
    }

    fn quick(&self, sql: &str) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| explain(&error, sql))?;
        statement.raw_execute().map(|_| ()).map_err(|error| explain(&error, sql))
    }
}

fn remember<T>(known: &mut HashMap<String, T>, sql: &str, value: T) {
    if sql.len() > LONGEST_REMEMBERED {
        return;
    }
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(sql.to_owned(), value);
}

/// A statement that goes back to those that are kept, or not.
enum Prepared<'a> {
    Kept(CachedStatement<'a>),
    Once(Statement<'a>),
}

impl<'a> Deref for Prepared<'a> {
    type Target = Statement<'a>;

    fn deref(&self) -> &Statement<'a> {
        match self {
            Prepared::Kept(statement) => statement,
            Prepared::Once(statement) => statement,
        }
    }
}

impl<'a> DerefMut for Prepared<'a> {
    fn deref_mut(&mut self) -> &mut Statement<'a> {
        match self {
            Prepared::Kept(statement) => statement,
            Prepared::Once(statement) => statement,
        }
    }
}

fn bound<'a>(connection: &'a Connection, sql: &str, params: &[Value]) -> Result<Prepared<'a>, StoreError> {
    let prepared = if sql.len() > LONGEST_REMEMBERED {
        connection.prepare(sql).map(Prepared::Once)
    } else {
        connection.prepare_cached(sql).map(Prepared::Kept)
    };
    let mut statement = prepared.map_err(|error| explain(&error, sql))?;
    let wanted = statement.parameter_count();
    if wanted != params.len() {
        let detail = format!("{wanted} parameters are wanted, {} given", params.len());
        return Err(StoreError::Sql { sql: sql.to_owned(), detail });
    }
    for (index, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(index.saturating_add(1), value).map_err(|error| explain(&error, sql))?;
    }
    Ok(statement)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A column's value. Text in a damaged file may be anything: it is shown as well as it can be.
fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}
