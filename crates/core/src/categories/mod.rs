//! Categories of contacts and reminders (K5).

mod sql;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Result;

/// A category. A shipped one has a code that the window translates, an own one its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Category {
    pub id: i64,
    pub code: Option<String>,
    pub name: String,
}

/// All categories in their order.
pub fn list(reader: &mut Reader) -> Result<Vec<Category>> {
    sql::list(reader)
}

/// The id of a shipped category.
pub fn by_code(reader: &mut Reader, code: &str) -> Result<Option<i64>> {
    Ok(sql::list(reader)?
        .into_iter()
        .find(|category| category.code.as_deref() == Some(code))
        .map(|found| found.id))
}
