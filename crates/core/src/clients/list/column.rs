//! The columns of the list of clients: what is shown, sorted by and exported goes by the same names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Error;

/// A column by its name, `field-7` for the office's own field of that id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub enum Column {
    #[default]
    Name,
    Kind,
    Phone,
    Email,
    City,
    Address,
    Manager,
    Interests,
    Tags,
    Language,
    Birthday,
    Discount,
    Notes,
    DoNotWrite,
    ConsentEmail,
    ConsentSms,
    Open,
    Last,
    Created,
    Field(i64),
}

const NAMES: [(Column, &str); 19] = [
    (Column::Name, "name"),
    (Column::Kind, "kind"),
    (Column::Phone, "phone"),
    (Column::Email, "email"),
    (Column::City, "city"),
    (Column::Address, "address"),
    (Column::Manager, "manager"),
    (Column::Interests, "interests"),
    (Column::Tags, "tags"),
    (Column::Language, "language"),
    (Column::Birthday, "birthday"),
    (Column::Discount, "discount"),
    (Column::Notes, "notes"),
    (Column::DoNotWrite, "do_not_write"),
    (Column::ConsentEmail, "consent_email"),
    (Column::ConsentSms, "consent_sms"),
    (Column::Open, "open"),
    (Column::Last, "last"),
    (Column::Created, "created"),
];
const FIELD: &str = "field-";

impl fmt::Display for Column {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(id) => write!(out, "{FIELD}{id}"),
            known => {
                out.write_str(NAMES.iter().find(|(column, _)| column == known).map_or("", |(_, name)| name))
            }
        }
    }
}

impl FromStr for Column {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        if let Some(id) = name.strip_prefix(FIELD).and_then(|id| id.parse().ok()) {
            return Ok(Self::Field(id));
        }
        let known = NAMES.iter().find(|(_, known)| *known == name).map(|(column, _)| *column);
        known.ok_or_else(|| Error::BadRequest(format!("no such column: {name}")))
    }
}

impl TryFrom<String> for Column {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse().map_err(|error: Error| error.to_string())
    }
}

impl From<Column> for String {
    fn from(column: Column) -> Self {
        column.to_string()
    }
}

/// By which column, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "ClientSort")]
pub struct Sort {
    pub by: Column,
    /// From the last to the first.
    pub down: bool,
}
