//! Reading: one snapshot of the database, asked with SQL.

use std::sync::{Arc, OnceLock};

use crate::error::StoreError;
use crate::fulltext::{self, FullText, Hit, Holding};
use crate::link::{Engine, Flow, Link};
use crate::row::Row;
use crate::schema::Tables;
use crate::value::Value;

/// A page of a longer answer.
#[derive(Debug, Clone)]
pub struct Page {
    pub rows: Vec<Row>,
    /// Whether rows follow after these.
    pub more: bool,
}

/// A transaction that reads. Everything asked through one reader comes from the same snapshot.
pub struct Reader {
    pub(crate) link: Link,
    pub(crate) failed: bool,
    pub(crate) known: Arc<Known>,
}

/// What a database tells of itself once.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) full_text: Vec<FullText>,
    pub(crate) tables: OnceLock<Arc<Tables>>,
}

impl Reader {
    pub(crate) fn new(link: Link, known: Arc<Known>) -> Reader {
        Reader { link, failed: false, known }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.link.engine()
    }

    /// Every row of the answer.
    pub fn all(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.checked(|link| link.rows(sql, params))
    }

    /// The first row of the answer, if there is one.
    pub fn maybe(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, StoreError> {
        self.checked(|link| {
            let mut first = None;
            link.query(sql, params, &mut |row| {
                first = Some(row);
                Flow::Stop
            })?;
            Ok(first)
        })
    }

    /// The first row of the answer. Errors: `NotFound` when there is none.
    pub fn one(&mut self, sql: &str, params: &[Value]) -> Result<Row, StoreError> {
        self.maybe(sql, params)?.ok_or(StoreError::NotFound)
    }

    /// The first `limit` rows of the answer and whether more follow. `sql` has no LIMIT of its own.
    pub fn page(&mut self, sql: &str, params: &[Value], limit: usize) -> Result<Page, StoreError> {
        let mut rows = self.all(&format!("{sql} LIMIT {}", limit.saturating_add(1)), params)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Page { rows, more })
    }

    /// Hands over the rows one by one, for answers too big to hold. An error of `each` ends the walk.
    pub fn each<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut stopped = None;
        self.checked(|link| {
            link.query(sql, params, &mut |row| match each(row) {
                Ok(()) => Flow::Go,
                Err(error) => {
                    stopped = Some(error);
                    Flow::Stop
                }
            })
        })?;
        stopped.map_or(Ok(()), Err)
    }

    /// Rows of `table` whose full text has every word of `query` (the beginning of a word is enough) and every
    /// "phrase in quotes"; newest id first, below `before`. The table is one that a migration's line
    /// `-- full text: table(column, …)` names. Whatever stands in `query`, it is never a syntax error.
    pub fn search(
        &mut self,
        table: &str,
        query: &str,
        limit: usize,
        before: Option<i64>,
    ) -> Result<Vec<Hit>, StoreError> {
        let full_text = self.full_text_of(table)?;
        self.checked(|link| fulltext::search(link, &full_text, query, limit, before))
    }

    /// As `search`, without the texts: quick also for thousands of rows.
    pub fn matching(&mut self, table: &str, query: &str, limit: usize) -> Result<Vec<i64>, StoreError> {
        let full_text = self.full_text_of(table)?;
        self.checked(|link| fulltext::matching(link, &full_text, query, limit))
    }

    /// What `matching` asks as a test of single rows; none where no word is asked for.
    pub fn holding(&mut self, table: &str, query: &str) -> Result<Option<Holding>, StoreError> {
        Ok(fulltext::holding(self.engine(), self.full_text_of(table)?, query))
    }

    /// A piece of one row's text around what matches, as in [`Hit`].
    pub fn snippet(&mut self, table: &str, query: &str, id: i64) -> Result<String, StoreError> {
        let full_text = self.full_text_of(table)?;
        self.checked(|link| fulltext::snippet(link, &full_text, query, id))
    }

    fn full_text_of(&self, table: &str) -> Result<FullText, StoreError> {
        let known = self.known.full_text.iter().find(|known| known.table == table);
        known.cloned().ok_or_else(|| StoreError::Sql {
            sql: table.to_owned(),
            detail: "the table has no full text".to_owned(),
        })
    }

    /// Lets a statement run unless an earlier one failed, and remembers a failure.
    pub(crate) fn checked<T>(
        &mut self,
        statement: impl FnOnce(&mut Link) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.failed {
            return Err(StoreError::Aborted);
        }
        let outcome = statement(&mut self.link);
        if let Err(error) = &outcome {
            // An INSERT that met ON CONFLICT DO NOTHING has not failed: there just is no new row.
            self.failed =
                !matches!(error, StoreError::NotFound | StoreError::Column { .. } | StoreError::Type { .. });
        }
        outcome
    }
}
