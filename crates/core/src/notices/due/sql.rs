//! SQL of what of requests was told.

use deskbell_store::{Reader, Row, Tx, params};

use crate::Result;

// As the indexes have them, so that what was told is not gone through again and again.
const UNTOLD: &str = "open = 1 AND deadline IS NOT NULL AND (past_told IS NULL OR past_told <> deadline)";
const UNHEARD: &str =
    "open = 1 AND answered_at IS NOT NULL AND (silent_told IS NULL OR silent_told <> answered_at)";
const NOT_NEAR: &str = "(near_told IS NULL OR near_told <> deadline)";

/// Whether there is anything to tell: a deadline before `now`, one before `near`, or a letter of ours before `silent`.
pub fn is_due(reader: &mut Reader, now: i64, near: i64, silent: i64) -> Result<bool> {
    let row = reader.one(
        &format!(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM request WHERE {UNTOLD} AND deadline <= ?1)
                OR EXISTS (SELECT 1 FROM request WHERE {UNTOLD} AND deadline <= ?2 AND {NOT_NEAR})
                OR EXISTS (SELECT 1 FROM request WHERE {UNHEARD} AND answered_at <= ?3) THEN 1 ELSE 0 END AS due"
        ),
        params![now, near, silent],
    )?;
    Ok(row.get("due")?)
}

fn found(rows: &[Row]) -> Result<Vec<(i64, i64)>> {
    rows.iter().map(|row| Ok((row.get("id")?, row.get("told")?))).collect()
}

/// Notes and gives the deadlines that have passed.
pub fn take_past(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    let rows = tx.all(
        &format!(
            "SELECT id, deadline AS told FROM request WHERE {UNTOLD} AND deadline <= ?1 ORDER BY deadline, id LIMIT ?2"
        ),
        params![now, limit],
    )?;
    let found = found(&rows)?;
    for (id, deadline) in &found {
        tx.run("UPDATE request SET past_told = ?2, near_told = ?2 WHERE id = ?1", params![*id, *deadline])?;
    }
    Ok(found)
}

/// Notes and gives the deadlines that have come near.
pub fn take_near(tx: &mut Tx, near: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    let rows = tx.all(
        &format!(
            "SELECT id, deadline AS told FROM request WHERE {UNTOLD} AND deadline <= ?1 AND {NOT_NEAR}
             ORDER BY deadline, id LIMIT ?2"
        ),
        params![near, limit],
    )?;
    let found = found(&rows)?;
    for (id, deadline) in &found {
        tx.run("UPDATE request SET near_told = ?2 WHERE id = ?1", params![*id, *deadline])?;
    }
    Ok(found)
}

/// Notes and gives the letters of ours that have stayed without an answer.
pub fn take_silent(tx: &mut Tx, silent: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    let rows = tx.all(
        &format!(
            "SELECT id, answered_at AS told FROM request WHERE {UNHEARD} AND answered_at <= ?1
             ORDER BY answered_at, id LIMIT ?2"
        ),
        params![silent, limit],
    )?;
    let found = found(&rows)?;
    for (id, answered_at) in &found {
        tx.run("UPDATE request SET silent_told = ?2 WHERE id = ?1", params![*id, *answered_at])?;
    }
    Ok(found)
}

pub fn hush_silent(tx: &mut Tx, id: i64, silent: i64) -> Result<()> {
    tx.run(
        "UPDATE request SET silent_told = answered_at WHERE id = ?1 AND answered_at <= ?2",
        params![id, silent],
    )?;
    Ok(())
}

/// All that is due is as good as told.
pub fn hush_all(tx: &mut Tx, now: i64, silent: i64) -> Result<()> {
    tx.run(
        &format!(
            "UPDATE request SET past_told = deadline, near_told = deadline WHERE {UNTOLD} AND deadline <= ?1"
        ),
        params![now],
    )?;
    tx.run(
        &format!("UPDATE request SET silent_told = answered_at WHERE {UNHEARD} AND answered_at <= ?1"),
        params![silent],
    )?;
    Ok(())
}

pub fn know_near(tx: &mut Tx, id: i64, assignee_id: i64, near: i64) -> Result<()> {
    tx.run(
        "UPDATE request SET near_told = deadline WHERE id = ?1 AND assignee_id = ?2 AND deadline <= ?3",
        params![id, assignee_id, near],
    )?;
    Ok(())
}
