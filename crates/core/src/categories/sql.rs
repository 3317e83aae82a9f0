//! SQL of categories.

use deskbell_store::{Reader, params};

use super::Category;
use crate::Result;

pub fn list(reader: &mut Reader) -> Result<Vec<Category>> {
    let rows = reader.all("SELECT id, code, name FROM category ORDER BY position, id", params![])?;
    rows.iter()
        .map(|row| Ok(Category { id: row.get("id")?, code: row.get("code")?, name: row.get("name")? }))
        .collect()
}
