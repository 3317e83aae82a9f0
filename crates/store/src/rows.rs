//! Whole rows of any table, as values: read by a column, put back, changed and deleted by primary key. For whoever works
//! on all tables alike. Names of tables and columns come from code; each is looked up in the schema before it gets into
//! a statement.

use std::sync::Arc;

use crate::error::StoreError;
use crate::reader::Reader;
use crate::schema::{Table, Tables};
use crate::tx::Tx;
use crate::value::Value;

/// Values in one statement. A short list is filled up to the next of these, so that few statements are prepared.
const BATCHES: [usize; 3] = [1, 16, 256];
/// Keys of several columns in one statement.
const KEYS: usize = 64;

impl Reader {
    /// The tables of the database.
    pub fn tables(&mut self) -> Result<Arc<Tables>, StoreError> {
        let known = Arc::clone(&self.known);
        if let Some(tables) = known.tables.get() {
            return Ok(Arc::clone(tables));
        }
        let read = Arc::new(self.checked(crate::schema::read)?);
        Ok(Arc::clone(known.tables.get_or_init(|| read)))
    }

    /// The rows of a table whose `column` holds one of `values`, each with all columns in the table's order.
    pub fn rows_with(
        &mut self,
        table: &str,
        column: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        known(table, column)?;
        let mut found = Vec::new();
        for chunk in values.chunks(BATCHES[2]) {
            let (sql, chunk) = select(table, &quoted(&table.columns), column, chunk);
            for row in self.all(&sql, &chunk)? {
                found.push(row.values().to_vec());
            }
        }
        Ok(found)
    }

    /// The rows of a table with these primary keys, each with all columns in the table's order; what is not there is
    /// left out.
    pub fn rows_of_keys(&mut self, table: &str, keys: &[Vec<Value>]) -> Result<Vec<Vec<Value>>, StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        if let [column] = table.key.as_slice() {
            let values: Vec<Value> = keys.iter().filter_map(|key| key.first().cloned()).collect();
            return self.rows_with(&table.name, column, &values);
        }
        let mut found = Vec::new();
        for chunk in keys.chunks(KEYS) {
            let (condition, values) = by_keys(table, chunk)?;
            let sql = format!("SELECT {} FROM \"{}\" WHERE {condition}", quoted(&table.columns), table.name);
            for row in self.all(&sql, &values)? {
                found.push(row.values().to_vec());
            }
        }
        Ok(found)
    }

    /// Of the rows whose `column` holds one of `values`: the primary key of each, and what it holds.
    pub fn keys_with(
        &mut self,
        table: &str,
        column: &str,
        values: &[Value],
    ) -> Result<Vec<(Vec<Value>, Value)>, StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        known(table, column)?;
        let mut wanted = table.key.clone();
        wanted.push(column.to_owned());
        let mut found = Vec::new();
        for chunk in values.chunks(BATCHES[2]) {
            let (sql, chunk) = select(table, &quoted(&wanted), column, chunk);
            for row in self.all(&sql, &chunk)? {
                let mut key = row.values().to_vec();
                let value = key.pop().unwrap_or_default();
                found.push((key, value));
            }
        }
        Ok(found)
    }
}

impl Tx {
    /// Puts a row into a table, its id among the values.
    pub fn insert_row(&mut self, table: &str, columns: &[&str], values: &[Value]) -> Result<(), StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        columns.iter().try_for_each(|column| known(table, column))?;
        let sql = format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            table.name,
            quoted(columns),
            marks(1, columns.len())
        );
        self.run(&sql, values).map(|_| ())
    }

    /// Changes columns of the row with a primary key; tells whether there is such a row.
    pub fn update_row(
        &mut self,
        table: &str,
        key: &[Value],
        columns: &[&str],
        values: &[Value],
    ) -> Result<bool, StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        columns.iter().try_for_each(|column| known(table, column))?;
        let set: Vec<String> =
            columns.iter().zip(1..).map(|(column, number)| format!("\"{column}\" = ?{number}")).collect();
        let next = columns.len().saturating_add(1);
        let condition = by_key(table, next)?;
        let sql = format!("UPDATE \"{}\" SET {} WHERE {condition}", table.name, set.join(", "));
        let all: Vec<Value> = values.iter().chain(key).cloned().collect();
        Ok(self.run(&sql, &all)? > 0)
    }

    /// Deletes the rows with these primary keys.
    pub fn delete_rows(&mut self, table: &str, keys: &[Vec<Value>]) -> Result<u64, StoreError> {
        let tables = self.tables()?;
        let table = tables.get(table)?;
        let mut deleted = 0_u64;
        if let [column] = table.key.as_slice() {
            let values: Vec<Value> = keys.iter().filter_map(|key| key.first().cloned()).collect();
            for chunk in values.chunks(BATCHES[2]) {
                let (condition, chunk) = one_of(column, chunk);
                let sql = format!("DELETE FROM \"{}\" WHERE {condition}", table.name);
                deleted = deleted.saturating_add(self.run(&sql, &chunk)?);
            }
            return Ok(deleted);
        }
        for chunk in keys.chunks(KEYS) {
            let (condition, values) = by_keys(table, chunk)?;
            let sql = format!("DELETE FROM \"{}\" WHERE {condition}", table.name);
            deleted = deleted.saturating_add(self.run(&sql, &values)?);
        }
        Ok(deleted)
    }
}

fn known(table: &Table, column: &str) -> Result<(), StoreError> {
    match table.column(column) {
        Some(_) => Ok(()),
        None => Err(StoreError::Column { name: format!("{}.{column}", table.name) }),
    }
}

fn quoted<T: AsRef<str>>(columns: &[T]) -> String {
    columns.iter().map(|column| format!("\"{}\"", column.as_ref())).collect::<Vec<_>>().join(", ")
}

fn marks(first: usize, count: usize) -> String {
    (first..first.saturating_add(count)).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ")
}

fn select(table: &Table, wanted: &str, column: &str, values: &[Value]) -> (String, Vec<Value>) {
    let (condition, values) = one_of(column, values);
    (format!("SELECT {wanted} FROM \"{}\" WHERE {condition}", table.name), values)
}

/// `column IN (…)` with the list filled up by its last value.
fn one_of(column: &str, values: &[Value]) -> (String, Vec<Value>) {
    let size = BATCHES.into_iter().find(|size| *size >= values.len()).unwrap_or(values.len());
    let mut values = values.to_vec();
    if let Some(last) = values.last().cloned() {
        values.resize(size.max(values.len()), last);
    }
    (format!("\"{column}\" IN ({})", marks(1, values.len())), values)
}

fn by_key(table: &Table, first: usize) -> Result<String, StoreError> {
    if table.key.is_empty() {
        let detail = "the table has no primary key".to_owned();
        return Err(StoreError::Sql { sql: table.name.clone(), detail });
    }
    let each: Vec<String> =
        table.key.iter().zip(first..).map(|(column, number)| format!("\"{column}\" = ?{number}")).collect();
    Ok(each.join(" AND "))
}

fn by_keys(table: &Table, keys: &[Vec<Value>]) -> Result<(String, Vec<Value>), StoreError> {
    let mut conditions = Vec::with_capacity(keys.len());
    let mut values = Vec::with_capacity(keys.len().saturating_mul(table.key.len()));
    for key in keys {
        conditions.push(format!("({})", by_key(table, values.len().saturating_add(1))?));
        values.extend(key.iter().cloned());
    }
    Ok((conditions.join(" OR "), values))
}
