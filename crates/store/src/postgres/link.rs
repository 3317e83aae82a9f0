//! One PostgreSQL connection: each statement is translated and prepared once.

use std::collections::HashMap;
use std::sync::Arc;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Statement};

use super::explain;
use super::value::Column;
use crate::dialect;
use crate::error::StoreError;
use crate::link::{Flow, Purpose, returned_id};
use crate::row::Row;
use crate::value::Value;

/// Statements kept prepared on the server before all are given up.
const REMEMBERED: usize = 500;
/// The advisory lock that makes writers come one after another, so that ids of changes are in commit order.
const WRITER: i64 = 0x6465_736b_6265_6c6c;

struct Prepared {
    statement: Statement,
    null_tests: Vec<usize>,
    columns: Arc<[String]>,
}

impl Prepared {
    /// The caller's parameters and those that the translation added.
    fn all<'a>(&self, params: &'a [Value]) -> Vec<&'a Value> {
        let tests = self.null_tests.iter().map(|number| match params.get(number.saturating_sub(1)) {
            None | Some(Value::Null) => &Value::Null,
            Some(_) => &Value::Int(1),
        });
        params.iter().chain(tests).collect()
    }
}

pub(crate) struct PostgresLink {
    client: Client,
    statements: HashMap<String, Arc<Prepared>>,
    returning: HashMap<String, Arc<str>>,
}

impl PostgresLink {
    pub(crate) fn new(client: Client) -> PostgresLink {
        PostgresLink { client, statements: HashMap::new(), returning: HashMap::new() }
    }

    /// The database must hold any letter and know its small and great form.
    pub(crate) fn refuse_unsuitable(&mut self) -> Result<(), StoreError> {
        let mut suitable = false;
        self.query(
            "SELECT lower('ЇЖАК') = 'їжак' AND getdatabaseencoding() = 'UTF8' AS suitable",
            &[],
            &mut |row| {
                suitable = row.get("suitable").unwrap_or(false);
                Flow::Stop
            },
        )?;
        if suitable {
            return Ok(());
        }
        let detail = "it must be made with ENCODING 'UTF8' and a locale that knows Cyrillic, such as C.UTF-8";
        Err(StoreError::Unsuitable { detail: detail.to_owned() })
    }

    pub(crate) fn begin(&mut self, purpose: Purpose) -> Result<(), StoreError> {
        match purpose {
            Purpose::Read => self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            // READ COMMITTED: with the lock taken nobody else writes, and what the last writer did is seen.
            Purpose::Write => {
                let begun = self.batch(&format!(
                    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({WRITER})"
                ));
                if begun.is_err() {
                    self.rollback();
                }
                begun
            }
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.batch("COMMIT")
    }

    pub(crate) fn rollback(&mut self) -> bool {
        !self.client.is_closed() && self.client.batch_execute("ROLLBACK").is_ok()
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(|error| explain(&error, sql))
    }

    pub(crate) fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let prepared = self.prepare(sql, params.len())?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let outcome = self.client.execute(&prepared.statement, &params);
        outcome.map_err(|error| self.failed(&error, sql))
    }

    pub(crate) fn insert(&mut self, sql: &str, params: &[Value]) -> Result<i64, StoreError> {
        let returning = match self.returning.get(sql) {
            Some(known) => Arc::clone(known),
            None => {
                let made: Arc<str> = format!("{sql} RETURNING id").into();
                if self.returning.len() >= REMEMBERED {
                    self.returning.clear();
                }
                self.returning.insert(sql.to_owned(), Arc::clone(&made));
                made
            }
        };
        let mut first = None;
        self.query(&returning, params, &mut |row| {
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
        let prepared = self.prepare(sql, params.len())?;
        let outcome = rows(&mut self.client, &prepared, params, each);
        outcome.map_err(|error| self.failed(&error, sql))
    }

    fn prepare(&mut self, sql: &str, given: usize) -> Result<Arc<Prepared>, StoreError> {
        let prepared = match self.statements.get(sql) {
            Some(known) => Arc::clone(known),
            None => {
                let translated = dialect::statement(sql);
                let statement = self.client.prepare(&translated.sql).map_err(|error| explain(&error, sql))?;
                let columns = statement.columns().iter().map(|column| column.name().to_owned()).collect();
                let made = Arc::new(Prepared { statement, null_tests: translated.null_tests, columns });
                if self.statements.len() >= REMEMBERED {
                    self.statements.clear();
                }
                self.statements.insert(sql.to_owned(), Arc::clone(&made));
                made
            }
        };
        let wanted = prepared.statement.params().len().saturating_sub(prepared.null_tests.len());
        if wanted != given {
            let detail = format!("{wanted} parameters are wanted, {given} given");
            return Err(StoreError::Sql { sql: sql.to_owned(), detail });
        }
        Ok(prepared)
    }

    /// Explains a failure, and forgets statements that another program's change of the schema made stale.
    fn failed(&mut self, error: &postgres::Error, sql: &str) -> StoreError {
        if error.code() == Some(&postgres::error::SqlState::FEATURE_NOT_SUPPORTED) {
            self.statements.clear();
        }
        explain(error, sql)
    }
}

fn rows(
    client: &mut Client,
    prepared: &Prepared,
    params: &[Value],
    each: &mut dyn FnMut(Row) -> Flow,
) -> Result<(), postgres::Error> {
    let mut rows = client.query_raw(&prepared.statement, prepared.all(params))?;
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(row.len());
        for index in 0..row.len() {
            values.push(row.try_get::<_, Column>(index)?.0);
        }
        if each(Row::new(Arc::clone(&prepared.columns), values)) == Flow::Stop {
            break;
        }
    }
    Ok(())
}
