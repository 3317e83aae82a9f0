//! Tags: small words that the office gives its clients, to find and choose them by (C1).

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

/// A longer one is a note, and PostgreSQL's indexes take no long text.
const MOST_SIGNS: usize = 100;

/// A tag and how many clients have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tag {
    pub name: String,
    pub clients: i64,
}

/// Every tag, by its name.
pub fn list(reader: &mut Reader) -> Result<Vec<Tag>> {
    sql::list(reader)
}

/// The tags of a client, by name.
pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<String>> {
    sql::of_client(reader, client_id)
}

/// Typed tags in their stored form: each once, however its letters are written, in alphabetical order. A comma parts
/// two of them.
pub fn check(typed: &[String]) -> Result<Vec<String>> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for name in typed.iter().flat_map(|typed| typed.split([',', ';', '\n'])) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().nth(MOST_SIGNS).is_some() {
            return Err(Error::TooLong { field: "tag", most: MOST_SIGNS as i64 });
        }
        let key = folded(&name);
        if !name.is_empty() && !tags.iter().any(|(known, _)| *known == key) {
            tags.push((key, name));
        }
    }
    tags.sort();
    Ok(tags.into_iter().map(|(_, name)| name).collect())
}

/// Gives a client exactly these tags, which have been checked. The caller records the change.
pub fn write(tx: &mut Tx, client_id: i64, tags: &[String]) -> Result<()> {
    sql::write(tx, client_id, tags)
}

/// The form in which tags are compared.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
