//! The conditions of a list, gathered one by one with their values, so that a query names only what its filter has:
//! the database can then use the index of what is there.

use deskbell_store::Value;

/// Conditions joined by AND, with their values in the order of their placeholders.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition without a value.
    pub fn plain(&mut self, condition: &str) {
        self.parts.push(condition.to_owned());
    }

    /// Adds a condition; every `?` in it stands for the one value.
    pub fn with(&mut self, condition: &str, value: impl Into<Value>) {
        let place = self.value(value);
        self.parts.push(condition.replace('?', &place));
    }

    /// Adds a value and gives its placeholder.
    pub fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Everything after WHERE; true where there is no condition.
    pub fn sql(&self) -> String {
        if self.parts.is_empty() { "1 = 1".to_owned() } else { self.parts.join(" AND ") }
    }

    /// The values, in the order of their placeholders.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}
