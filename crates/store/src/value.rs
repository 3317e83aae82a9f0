//! The values that go into statements and come out of rows, the same on both engines.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A value of a parameter or a column. Truth is `Int(0)` or `Int(1)`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Value {
    #[default]
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Value {
    /// The name of the value's type, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Real(_) => "real",
            Value::Text(_) => "text",
            Value::Blob(_) => "blob",
        }
    }
}

macro_rules! from_small_integer {
    ($($kind:ty),*) => { $(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Value {
                Value::Int(i64::from(value))
            }
        }
    )* };
}
from_small_integer!(i64, i32, i16, i8, u32, u16, u8, bool);

/// Sizes and counts: nothing that an office counts comes near `i64::MAX`, where this stops.
impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Value {
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Real(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.to_owned())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Value {
        Value::Blob(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Value {
        Value::Blob(value.to_vec())
    }
}

/// JSON is kept as text.
impl From<Json> for Value {
    fn from(value: Json) -> Value {
        Value::Text(value.to_string())
    }
}

macro_rules! from_reference {
    ($($kind:ty),*) => { $(
        impl From<&$kind> for Value {
            fn from(value: &$kind) -> Value {
                Value::from(value.clone())
            }
        }
    )* };
}
from_reference!(i64, i32, u32, bool, f64, String, Vec<u8>, Json, Value);

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

macro_rules! from_reference_to_option {
    ($($kind:ty),*) => { $(
        impl From<&Option<$kind>> for Value {
            fn from(value: &Option<$kind>) -> Value {
                value.clone().map_or(Value::Null, Value::from)
            }
        }
    )* };
}
from_reference_to_option!(i64, i32, u32, bool, f64, String, Vec<u8>, Json);

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// What is asked for, in a message about a column that holds something else.
    const WANTED: &'static str;

    /// The value as this type; `None` when it is of another.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    const WANTED: &'static str = "an integer";

    fn from_value(value: &Value) -> Option<i64> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

macro_rules! narrow_integer {
    ($($kind:ty),*) => { $(
        impl FromValue for $kind {
            const WANTED: &'static str = concat!("an integer of type ", stringify!($kind));

            fn from_value(value: &Value) -> Option<$kind> {
                i64::from_value(value).and_then(|number| number.try_into().ok())
            }
        }
    )* };
}
narrow_integer!(i32, u32, u16, u8, u64, usize);

impl FromValue for bool {
    const WANTED: &'static str = "0 or 1";

    fn from_value(value: &Value) -> Option<bool> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for f64 {
    const WANTED: &'static str = "a number";

    fn from_value(value: &Value) -> Option<f64> {
        match value {
            Value::Real(number) => Some(*number),
            // A sum that happens to be whole comes as an integer from one engine and not from the other.
            Value::Int(number) => Some(*number as f64),
            _ => None,
        }
    }
}

impl FromValue for String {
    const WANTED: &'static str = "text";

    fn from_value(value: &Value) -> Option<String> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const WANTED: &'static str = "a blob";

    fn from_value(value: &Value) -> Option<Vec<u8>> {
        match value {
            Value::Blob(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

/// Text that holds JSON.
impl FromValue for Json {
    const WANTED: &'static str = "JSON text";

    fn from_value(value: &Value) -> Option<Json> {
        match value {
            Value::Text(text) => serde_json::from_str(text).ok(),
            _ => None,
        }
    }
}

impl FromValue for Value {
    const WANTED: &'static str = "any value";

    fn from_value(value: &Value) -> Option<Value> {
        Some(value.clone())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;

    fn from_value(value: &Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}
