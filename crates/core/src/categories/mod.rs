//! Categories of contacts and reminders (K5): shipped ones with a code, own ones with a name. None is ever removed, so
//! that nothing under it loses its name; one that is no longer wanted is switched off.

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::{Error, Result, clients, settings};

/// A category. A shipped one has a code that the window translates until it is given a name; an own one its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Category {
    pub id: i64,
    pub code: Option<String>,
    pub name: String,
    /// Offered for new reminders.
    pub active: bool,
}

/// All categories in their order, those switched off among them: old reminders still show them.
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

/// Adds a category at the end.
pub fn create(tx: &mut Tx, name: &str) -> Result<i64> {
    let name = check(name)?;
    if name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    let id = sql::insert(tx, &name)?;
    tx.record("category", id, "created", None, Some(json!({ "name": name })))?;
    Ok(id)
}

/// Renames a category and switches it on or off. Without a name a shipped one is called as it was shipped.
pub fn update(tx: &mut Tx, id: i64, name: &str, active: bool) -> Result<()> {
    let name = check(name)?;
    let before = get(tx, id)?;
    if name.is_empty() && before.code.is_none() {
        return Err(Error::EmptyText { field: "name" });
    }
    sql::update(tx, id, &name, active)?;
    let after = Category { name, active, ..before.clone() };
    tx.record("category", id, "updated", Some(settings::json(&before)?), Some(settings::json(&after)?))?;
    Ok(())
}

/// Puts the categories into an order; those not named follow in the order they had.
pub fn order(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let before: Vec<i64> = sql::list(tx)?.into_iter().map(|category| category.id).collect();
    if let Some(&id) = ids.iter().find(|id| !before.contains(id)) {
        return Err(Error::NotFound { noun: "category", id });
    }
    let mut after: Vec<i64> = Vec::with_capacity(before.len());
    for &id in ids.iter().chain(&before) {
        if !after.contains(&id) {
            after.push(id);
        }
    }
    for (position, &id) in after.iter().enumerate() {
        sql::set_position(tx, id, position as i64 + 1)?;
    }
    tx.record("category", 0, "ordered", Some(json!(before)), Some(json!(after)))?;
    Ok(())
}

fn get(reader: &mut Reader, id: i64) -> Result<Category> {
    sql::list(reader)?
        .into_iter()
        .find(|category| category.id == id)
        .ok_or(Error::NotFound { noun: "category", id })
}

fn check(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    clients::check_length("name", &name)?;
    Ok(name)
}
