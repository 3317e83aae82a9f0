//! What clients are interested in, as a list to filter by (K1, K4). The card keeps the words as they were typed, with
//! commas between; here each is a row of its own, so that a million contacts are filtered by an index.

mod sql;

use std::collections::BTreeMap;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Result;

/// More of an interest is not kept apart: nobody filters by an essay, and PostgreSQL's indexes take no long text.
const MOST_SIGNS: usize = 100;

/// An interest and how many clients have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Interest {
    pub name: String,
    pub clients: i64,
}

/// Every interest, by its name.
pub fn list(reader: &mut Reader) -> Result<Vec<Interest>> {
    sql::list(reader)
}

/// Keeps the interests of a client's card apart. Whoever changes `client.interests` calls this after it.
pub fn keep(tx: &mut Tx, client_id: i64, interests: &str) -> Result<()> {
    sql::keep(tx, client_id, &names(interests))
}

/// The interests of a card, each once: by the form in which they are compared, as they were written.
pub(crate) fn names(interests: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for name in interests.split([',', ';', '\n']) {
        let name: String = name.trim().chars().take(MOST_SIGNS).collect();
        if !name.is_empty() {
            names.entry(folded(&name)).or_insert(name);
        }
    }
    names
}

/// The form in which interests are compared.
pub fn folded(name: &str) -> String {
    name.trim().chars().take(MOST_SIGNS).collect::<String>().to_lowercase()
}
