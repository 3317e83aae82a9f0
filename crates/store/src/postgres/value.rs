//! Values on their way to and from PostgreSQL. SQLite converts by itself where PostgreSQL is strict; here a value
//! takes the type that the statement wants as long as nothing is lost.

use std::error::Error;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::number;
use crate::value::Value;

type Outcome<T> = Result<T, Box<dyn Error + Sync + Send>>;

impl ToSql for Value {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Int(number) => integer(*number, wanted, out)?,
            Value::Real(number) => real(*number, wanted, out)?,
            Value::Text(text) => string(text, wanted, out)?,
            Value::Blob(bytes) if *wanted == Type::BYTEA => out.extend_from_slice(bytes),
            Value::Blob(_) => return Err(unfit(self, wanted)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        // What fits is known only with the value.
        true
    }

    to_sql_checked!();
}

fn unfit(value: &Value, wanted: &Type) -> Box<dyn Error + Sync + Send> {
    format!("{} does not fit a parameter of type {wanted}", value.kind()).into()
}

fn integer(number: i64, wanted: &Type, out: &mut BytesMut) -> Outcome<()> {
    match *wanted {
        Type::INT8 => out.extend_from_slice(&number.to_be_bytes()),
        Type::INT4 => out.extend_from_slice(&i32::try_from(number)?.to_be_bytes()),
        Type::INT2 => out.extend_from_slice(&i16::try_from(number)?.to_be_bytes()),
        Type::BOOL if number == 0 || number == 1 => out.extend_from_slice(&[u8::from(number == 1)]),
        Type::FLOAT8 | Type::FLOAT4 => real(number as f64, wanted, out)?,
        Type::NUMERIC => number::write(&number.to_string(), out)?,
        Type::TEXT | Type::VARCHAR | Type::UNKNOWN => out.extend_from_slice(number.to_string().as_bytes()),
        _ => return Err(unfit(&Value::Int(number), wanted)),
    }
    Ok(())
}

fn real(number: f64, wanted: &Type, out: &mut BytesMut) -> Outcome<()> {
    match *wanted {
        Type::FLOAT8 => out.extend_from_slice(&number.to_be_bytes()),
        Type::FLOAT4 => out.extend_from_slice(&(number as f32).to_be_bytes()),
        Type::NUMERIC if number.is_finite() => number::write(&number.to_string(), out)?,
        Type::TEXT | Type::VARCHAR | Type::UNKNOWN => out.extend_from_slice(number.to_string().as_bytes()),
        _ => return Err(unfit(&Value::Real(number), wanted)),
    }
    Ok(())
}

fn string(text: &str, wanted: &Type, out: &mut BytesMut) -> Outcome<()> {
    match *wanted {
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
            // PostgreSQL has no way to keep a NUL in a text; a letter that holds one must still be taken in.
            if text.contains('\0') {
                out.extend_from_slice(text.replace('\0', "\u{fffd}").as_bytes());
            } else {
                out.extend_from_slice(text.as_bytes());
            }
            Ok(())
        }
        _ => Err(unfit(&Value::Text(String::new()), wanted)),
    }
}

/// A column of any type that the store's statements can give.
pub(crate) struct Column(pub(crate) Value);

impl<'a> FromSql<'a> for Column {
    fn from_sql(given: &Type, raw: &'a [u8]) -> Outcome<Column> {
        Ok(Column(match *given {
            Type::INT8 => Value::Int(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Value::Int(i64::from(i32::from_be_bytes(raw.try_into()?))),
            Type::INT2 => Value::Int(i64::from(i16::from_be_bytes(raw.try_into()?))),
            Type::OID => Value::Int(i64::from(u32::from_be_bytes(raw.try_into()?))),
            Type::BOOL => Value::Int(i64::from(raw.first().is_some_and(|byte| *byte != 0))),
            Type::FLOAT8 => Value::Real(f64::from_be_bytes(raw.try_into()?)),
            Type::FLOAT4 => Value::Real(f64::from(f32::from_be_bytes(raw.try_into()?))),
            Type::NUMERIC => number::read(raw)?,
            Type::TEXT
            | Type::VARCHAR
            | Type::BPCHAR
            | Type::NAME
            | Type::UNKNOWN
            | Type::CHAR
            | Type::JSON => Value::Text(std::str::from_utf8(raw)?.to_owned()),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            // `void` of a called function, and the index column that `*` brings along.
            Type::VOID | Type::TS_VECTOR => Value::Null,
            _ => return Err(format!("a column of type {given} cannot be read").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Outcome<Column> {
        Ok(Column(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
