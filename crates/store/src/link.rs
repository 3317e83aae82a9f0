//! One connection to either engine, with the few verbs that transactions are made of.

use crate::error::StoreError;
use crate::fulltext::Folded;
use crate::postgres::PostgresLink;
use crate::row::Row;
use crate::sqlite::SqliteLink;
use crate::value::Value;

/// Which engine a database stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What a connection is for: readers may not write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

/// Whether the caller of a streamed answer wants more rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Go,
    Stop,
}

/// A connection. Boxed, since it moves between pool, transaction and back.
pub(crate) enum Link {
    Sqlite(Box<SqliteLink>),
    Postgres(Box<PostgresLink>),
}

impl Link {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction: a snapshot for a reader, the only writer's turn for a writer.
    pub(crate) fn begin(&mut self, purpose: Purpose) -> Result<(), StoreError> {
        match self {
            Link::Sqlite(link) => link.begin(purpose),
            Link::Postgres(link) => link.begin(purpose),
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        match self {
            Link::Sqlite(link) => link.commit(),
            Link::Postgres(link) => link.commit(),
        }
    }

    /// Ends the transaction without its changes. False: the connection is of no more use.
    pub(crate) fn rollback(&mut self) -> bool {
        match self {
            Link::Sqlite(link) => link.rollback(),
            Link::Postgres(link) => link.rollback(),
        }
    }

    /// Runs statements that take no parameters and give no rows.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Link::Sqlite(link) => link.batch(sql),
            Link::Postgres(link) => link.batch(sql),
        }
    }

    /// Runs a statement and tells how many rows it changed.
    pub(crate) fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        match self {
            Link::Sqlite(link) => link.run(sql, params),
            Link::Postgres(link) => link.run(sql, params),
        }
    }

    /// Remembers the indexed form of a text until the end of the transaction, where the engine asks for it.
    pub(crate) fn fold_known(&mut self, column: String, id: i64, folded: Folded) {
        if let Link::Sqlite(link) = self {
            link.fold_known(column, id, folded);
        }
    }

    /// Runs a query and hands over its rows until there are no more or the caller stops.
    pub(crate) fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(Row) -> Flow,
    ) -> Result<(), StoreError> {
        match self {
            Link::Sqlite(link) => link.query(sql, params, each),
            Link::Postgres(link) => link.query(sql, params, each),
        }
    }

    /// Runs an INSERT and gives the new row's `id`.
    pub(crate) fn insert(&mut self, sql: &str, params: &[Value]) -> Result<i64, StoreError> {
        match self {
            Link::Sqlite(link) => link.insert(sql, params),
            Link::Postgres(link) => link.insert(sql, params),
        }
    }

    /// All rows of a small answer.
    pub(crate) fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.query(sql, params, &mut |row| {
            rows.push(row);
            Flow::Go
        })?;
        Ok(rows)
    }
}

/// Reads the `id` of the single row that `INSERT … RETURNING id` gave.
pub(crate) fn returned_id(row: Option<Row>) -> Result<i64, StoreError> {
    row.ok_or(StoreError::NotFound)?.get("id")
}
