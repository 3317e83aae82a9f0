//! A row of an answer, read by column name. All rows of an answer share one list of names.

use std::sync::Arc;

use crate::error::StoreError;
use crate::value::{FromValue, Value};

/// A row that owns its values.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Row {
        Row { columns, values }
    }

    /// The column's value as `T`. Errors: `Column` when the answer has none of this name, `Type` when it holds
    /// something else.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, StoreError> {
        let value = self.value(column)?;
        T::from_value(value).ok_or_else(|| StoreError::Type {
            column: column.to_owned(),
            wanted: T::WANTED,
            found: value.kind(),
        })
    }

    /// The column's text or blob moved out without a copy; the column is Null afterwards.
    pub fn take(&mut self, column: &str) -> Result<Value, StoreError> {
        let index = self.index(column)?;
        Ok(self.values.get_mut(index).map(std::mem::take).unwrap_or_default())
    }

    /// The column's value, borrowed.
    pub fn value(&self, column: &str) -> Result<&Value, StoreError> {
        let index = self.index(column)?;
        self.values.get(index).ok_or_else(|| StoreError::Column { name: column.to_owned() })
    }

    /// The names of the columns, in the answer's order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The values, in the answer's order.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    fn index(&self, column: &str) -> Result<usize, StoreError> {
        self.columns
            .iter()
            .position(|name| name == column)
            .ok_or_else(|| StoreError::Column { name: column.to_owned() })
    }
}
