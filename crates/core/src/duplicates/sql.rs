//! SQL of duplicates.

use deskbell_store::{Reader, Row, Tx, params};
use serde_json::Value as Json;

use super::{AlikeBy, AlikeClient, AlikeReason};
use crate::Result;
use crate::conditions::listed;

use super::find::MOST_SHARING;

/// Phones or addresses that several clients have, each with who.
pub fn shared(reader: &mut Reader, by: AlikeBy) -> Result<Vec<(AlikeReason, Vec<i64>)>> {
    // An inner number belongs to many.
    let (table, column, shown, full) = match by {
        AlikeBy::Email => ("client_email", "email", "email", ""),
        _ => ("client_phone", "number", "shown", "WHERE substr(number, 1, 1) = '+'"),
    };
    let rows = reader.all(
        &format!(
            "SELECT {column} AS held, min({shown}) AS shown, client_id FROM {table} WHERE {column} IN
                (SELECT {column} FROM {table} {full} GROUP BY {column}
                 HAVING count(DISTINCT client_id) BETWEEN 2 AND {MOST_SHARING})
             GROUP BY {column}, client_id ORDER BY {column}, client_id"
        ),
        &[],
    )?;
    let mut found: Vec<(String, AlikeReason, Vec<i64>)> = Vec::new();
    for row in rows {
        let (held, id): (String, i64) = (row.get("held")?, row.get("client_id")?);
        match found.last_mut().filter(|(known, ..)| *known == held) {
            Some((_, _, ids)) => ids.push(id),
            None => found.push((held, AlikeReason { by, value: row.get("shown")? }, vec![id])),
        }
    }
    Ok(found.into_iter().map(|(_, reason, ids)| (reason, ids)).collect())
}

/// Everybody's name in small letters.
pub fn names(reader: &mut Reader) -> Result<Vec<(i64, String)>> {
    let rows = reader.all("SELECT client_id, folded FROM client_name ORDER BY client_id", &[])?;
    rows.iter().map(|row| Ok((row.get("client_id")?, row.get("folded")?))).collect()
}

/// A change that may be of who is alike.
pub struct Change {
    pub what: String,
    pub before: Option<Json>,
    pub after: Option<Json>,
}

/// The newest change, and those after `known` that are of a client, or of the country by which phones are shown; no more
/// than `most`.
pub fn changes_after(reader: &mut Reader, known: i64, most: usize) -> Result<(i64, Vec<Change>)> {
    let newest =
        reader.one("SELECT COALESCE(MAX(id), ?1) AS newest FROM change WHERE id > ?1", params![known])?;
    let rows = reader.all(
        "SELECT noun, what, before, after FROM change WHERE id > ?1 AND noun IN ('client', 'setting') ORDER BY id LIMIT ?2",
        params![known, most],
    )?;
    let json = |row: &Row, column: &str| -> Result<Option<Json>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    };
    let changes: Result<Vec<Change>> = rows
        .iter()
        .map(|row| {
            Ok(Change { what: row.get("what")?, before: json(row, "before")?, after: json(row, "after")? })
        })
        .collect();
    Ok((newest.get("newest")?, changes?))
}

pub fn apart(reader: &mut Reader) -> Result<Vec<(i64, i64)>> {
    let rows = reader.all("SELECT one_id, other_id FROM client_apart", &[])?;
    rows.iter().map(|row| Ok((row.get("one_id")?, row.get("other_id")?))).collect()
}

pub fn set_apart(tx: &mut Tx, one: i64, other: i64) -> Result<()> {
    tx.run(
        "INSERT INTO client_apart (one_id, other_id) VALUES (?1, ?2) ON CONFLICT (one_id, other_id) DO NOTHING",
        params![one.min(other), one.max(other)],
    )?;
    Ok(())
}

pub fn there(reader: &mut Reader, ids: &[i64]) -> Result<Vec<i64>> {
    let rows = reader.all(&format!("SELECT id FROM client WHERE id IN ({})", listed(ids)), &[])?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

pub fn clients(reader: &mut Reader, ids: &[i64]) -> Result<Vec<AlikeClient>> {
    let rows = reader.all(
        &format!(
            "SELECT client.id, client.name, client.city, client.created_at,
                (SELECT shown FROM client_phone WHERE client_id = client.id ORDER BY position LIMIT 1) AS phone,
                (SELECT email FROM client_email WHERE client_id = client.id ORDER BY position LIMIT 1) AS email,
                (SELECT count(*) FROM request WHERE client_id = client.id) AS requests,
                (SELECT count(*) FROM contact WHERE client_id = client.id) AS contacts
             FROM client WHERE client.id IN ({}) ORDER BY client.id",
            listed(ids)
        ),
        &[],
    )?;
    rows.iter()
        .map(|row| {
            Ok(AlikeClient {
                id: row.get("id")?,
                name: row.get("name")?,
                phone: row.get::<Option<String>>("phone")?.unwrap_or_default(),
                email: row.get::<Option<String>>("email")?.unwrap_or_default(),
                city: row.get("city")?,
                created_at: row.get("created_at")?,
                requests: row.get("requests")?,
                contacts: row.get("contacts")?,
            })
        })
        .collect()
}

/// Rows of these clients in a table, by id where it has one.
pub fn tied(reader: &mut Reader, table: &str, column: &str, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let sql = format!(
        "SELECT id, {column} AS client_id FROM {table} WHERE {column} IN ({}) ORDER BY id",
        listed(ids)
    );
    let rows = reader.all(&sql, &[])?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("client_id")?))).collect()
}

pub fn move_to(tx: &mut Tx, table: &str, column: &str, ids: &[i64], keep: i64) -> Result<()> {
    tx.run(&format!("UPDATE {table} SET {column} = ?1 WHERE {column} IN ({})", listed(ids)), params![keep])?;
    Ok(())
}

/// The card exists since the oldest of all, and is of the sample only where all are.
pub fn settle_age(tx: &mut Tx, keep: i64, all: &[i64]) -> Result<()> {
    tx.run(
        &format!(
            "UPDATE client SET created_at = (SELECT min(created_at) FROM client WHERE id IN ({0})),
                sample = (SELECT min(sample) FROM client WHERE id IN ({0})) WHERE id = ?1",
            listed(all)
        ),
        params![keep],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    tx.run(&format!("DELETE FROM client WHERE id IN ({})", listed(ids)), &[])?;
    Ok(())
}
