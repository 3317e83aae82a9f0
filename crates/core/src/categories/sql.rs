//! SQL of categories.

use deskbell_store::{Reader, Tx, params};

use super::Category;
use crate::Result;

pub fn list(reader: &mut Reader) -> Result<Vec<Category>> {
    let rows = reader.all("SELECT id, code, name, active FROM category ORDER BY position, id", params![])?;
    rows.iter()
        .map(|row| {
            Ok(Category {
                id: row.get("id")?,
                code: row.get("code")?,
                name: row.get("name")?,
                active: row.get("active")?,
            })
        })
        .collect()
}

pub fn insert(tx: &mut Tx, name: &str) -> Result<i64> {
    let last: i64 = tx.one("SELECT coalesce(max(position), 0) AS last FROM category", &[])?.get("last")?;
    Ok(tx.insert("INSERT INTO category (name, position) VALUES (?1, ?2)", params![name, last + 1])?)
}

pub fn update(tx: &mut Tx, id: i64, name: &str, active: bool) -> Result<()> {
    tx.run("UPDATE category SET name = ?2, active = ?3 WHERE id = ?1", params![id, name, active])?;
    Ok(())
}

pub fn set_position(tx: &mut Tx, id: i64, position: i64) -> Result<()> {
    tx.run("UPDATE category SET position = ?2 WHERE id = ?1", params![id, position])?;
    Ok(())
}
