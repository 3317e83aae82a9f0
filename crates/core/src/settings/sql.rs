//! SQL of settings and memory.

use deskbell_store::{Reader, Tx, params};

use crate::Result;

pub fn value(reader: &mut Reader, key: &str) -> Result<Option<String>> {
    let row = reader.maybe("SELECT value FROM setting WHERE key = ?1", params![key])?;
    Ok(row.map(|row| row.get("value")).transpose()?)
}

pub fn set(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    tx.run(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

pub fn unset(tx: &mut Tx, key: &str) -> Result<()> {
    tx.run("DELETE FROM setting WHERE key = ?1", params![key])?;
    Ok(())
}

pub fn memory(reader: &mut Reader, employee_id: i64) -> Result<Vec<(String, String)>> {
    let rows = reader
        .all("SELECT key, value FROM memory WHERE employee_id = ?1 ORDER BY key", params![employee_id])?;
    rows.iter().map(|row| Ok((row.get("key")?, row.get("value")?))).collect()
}

pub fn remember(tx: &mut Tx, employee_id: i64, key: &str, value: &str) -> Result<()> {
    tx.run(
        "INSERT INTO memory (employee_id, key, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (employee_id, key) DO UPDATE SET value = excluded.value",
        params![employee_id, key, value],
    )?;
    Ok(())
}

pub fn forget(tx: &mut Tx, employee_id: i64, key: &str) -> Result<()> {
    tx.run("DELETE FROM memory WHERE employee_id = ?1 AND key = ?2", params![employee_id, key])?;
    Ok(())
}

/// Raises a running number and gives its new value.
pub fn next_number(tx: &mut Tx, key: &str) -> Result<i64> {
    // Nearly always it is there: RETURNING gathers its row in a table of its own, which costs more than to ask.
    if tx.run("UPDATE counter SET value = value + 1 WHERE key = ?1", params![key])? == 1 {
        return Ok(tx.one("SELECT value FROM counter WHERE key = ?1", params![key])?.get("value")?);
    }
    let row = tx.one(
        "INSERT INTO counter (key, value) VALUES (?1, 1)
         ON CONFLICT (key) DO UPDATE SET value = counter.value + 1 RETURNING value",
        params![key],
    )?;
    Ok(row.get("value")?)
}

/// Whether a request has this number.
pub fn is_taken(reader: &mut Reader, number: &str) -> Result<bool> {
    Ok(reader.maybe("SELECT 1 AS yes FROM request WHERE number = ?1", params![number])?.is_some())
}
