//! SQL of imports.

use deskbell_store::{Reader, Tx, Value, params};

use super::find::Namesake;
use super::guess::Remembered;
use super::told::{Before, Counts, Mode};
use crate::Result;

/// Things asked for in one statement.
const MOST: usize = 256;
/// Headers that are remembered.
const MOST_HEADERS: i64 = 200;

/// Asks a question about many texts, some hundred at a time; `#` stands for their places.
fn ask<T>(
    reader: &mut Reader,
    sql: &str,
    texts: &[&str],
    read: impl Fn(&deskbell_store::Row) -> Result<T>,
) -> Result<Vec<T>> {
    let mut wanted: Vec<&str> = texts.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = Vec::new();
    for chunk in wanted.chunks(MOST) {
        // Filled up by the last one, so that there are few statements of different lengths.
        let length = chunk.len().next_power_of_two();
        let last = chunk.last().copied().unwrap_or_default();
        let values: Vec<Value> =
            chunk.iter().copied().chain(std::iter::repeat(last)).take(length).map(Value::from).collect();
        let places: Vec<String> = (1..=length).map(|place| format!("?{place}")).collect();
        for row in reader.all(&sql.replace('#', &places.join(", ")), &values)? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

pub fn by_phones(reader: &mut Reader, numbers: &[&str]) -> Result<Vec<(String, i64)>> {
    ask(reader, "SELECT number, client_id FROM client_phone WHERE number IN (#)", numbers, |row| {
        Ok((row.get("number")?, row.get("client_id")?))
    })
}

pub fn by_emails(reader: &mut Reader, emails: &[&str]) -> Result<Vec<(String, i64)>> {
    ask(reader, "SELECT email, client_id FROM client_email WHERE email IN (#)", emails, |row| {
        Ok((row.get("email")?, row.get("client_id")?))
    })
}

/// Namesakes with their cities. Of those that nothing tells apart the oldest, as many as there are rows that may mean one.
pub fn by_names(
    reader: &mut Reader,
    names: &[&str],
    rows: usize,
) -> Result<Vec<(String, String, Namesake<i64>)>> {
    let has = |table: &str, which: &str| {
        format!(
            "CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE {table}.client_id = client.id{which}) THEN 1 ELSE 0 END"
        )
    };
    ask(
        reader,
        &format!(
            "SELECT folded, city, id, phones, emails FROM (
                SELECT folded, city, id, phones, emails,
                    row_number() OVER (PARTITION BY folded, lower(trim(city)), phones, emails ORDER BY id) AS place
                FROM (SELECT client_name.folded, client.city, client.id, {} AS phones, {} AS emails
                    FROM client_name JOIN client ON client.id = client_name.client_id
                    WHERE client_name.folded IN (#)) AS namesake) AS placed
             WHERE place <= {rows}",
            has("client_phone", " AND number LIKE '+%'"),
            has("client_email", "")
        ),
        names,
        |row| {
            let namesake = Namesake {
                who: row.get("id")?,
                has_phone: row.get::<i64>("phones")? > 0,
                has_email: row.get::<i64>("emails")? > 0,
            };
            Ok((row.get("folded")?, row.get("city")?, namesake))
        },
    )
}

pub fn names(reader: &mut Reader, ids: &[i64]) -> Result<Vec<(i64, String)>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(MOST) {
        let places: Vec<String> = chunk.iter().map(i64::to_string).collect();
        let sql = format!("SELECT id, name FROM client WHERE id IN ({})", places.join(", "));
        for row in reader.all(&sql, &[])? {
            found.push((row.get("id")?, row.get("name")?));
        }
    }
    Ok(found)
}

/// The last time when the same file was imported, and not taken back since. A crash leaves one that is neither done nor
/// stopped: what it brought, its deed knows, as that of one that goes on at another desk.
pub fn before(reader: &mut Reader, sha256: &str) -> Result<Option<Before>> {
    let row = reader.maybe(
        "SELECT import.state, import.started_at, import.added, import.completed, deed.summary FROM import
         LEFT JOIN deed ON deed.id = import.deed_id
         WHERE import.sha256 = ?1 AND deed.undone_at IS NULL
            AND (import.added + import.completed > 0 OR import.state = 'running' AND deed.id IS NOT NULL)
         ORDER BY import.id DESC LIMIT 1",
        params![sha256],
    )?;
    row.map(|row| {
        let at = row.get("started_at")?;
        if row.get::<String>("state")? != "running" {
            return Ok(Before { at, added: row.get("added")?, completed: row.get("completed")? });
        }
        let summary: serde_json::Value =
            serde_json::from_str(&row.get::<String>("summary")?).unwrap_or_default();
        let of = |name: &str| summary.get(name).and_then(serde_json::Value::as_i64).unwrap_or(0);
        Ok(Before { at, added: of("added"), completed: of("completed") })
    })
    .transpose()
}

pub fn start(
    tx: &mut Tx,
    file: &str,
    sha256: &str,
    mode: Mode,
    employee_id: Option<i64>,
    now: i64,
) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO import (file, sha256, mode, state, employee_id, started_at) VALUES (?1, ?2, ?3, 'running', ?4, ?5)",
        params![file, sha256, mode.code(), employee_id, now],
    )?)
}

pub fn set_deed(tx: &mut Tx, id: i64, deed_id: Option<i64>) -> Result<()> {
    tx.run("UPDATE import SET deed_id = ?2 WHERE id = ?1", params![id, deed_id])?;
    Ok(())
}

pub fn end(tx: &mut Tx, id: i64, state: &str, counts: &Counts, now: i64) -> Result<()> {
    tx.run(
        "UPDATE import SET state = ?2, added = ?3, completed = ?4, ended_at = ?5 WHERE id = ?1",
        params![id, state, counts.added, counts.completed, now],
    )?;
    Ok(())
}

/// What was chosen for earlier files, the latest first.
pub fn remembered(reader: &mut Reader) -> Result<Vec<Remembered>> {
    let rows = reader.all(
        "SELECT mapping FROM import_mapping ORDER BY used_at DESC, titles LIMIT ?1",
        params![MOST_HEADERS],
    )?;
    let mut found = Vec::new();
    for row in rows {
        // One that an other version wrote is no help, and no harm.
        found.extend(serde_json::from_str(&row.get::<String>("mapping")?).ok());
    }
    Ok(found)
}

pub fn remember(tx: &mut Tx, key: &str, mapping: &str, now: i64) -> Result<()> {
    tx.run(
        "INSERT INTO import_mapping (titles, mapping, used_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (titles) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
        params![key, mapping, now],
    )?;
    tx.run(
        "DELETE FROM import_mapping WHERE titles NOT IN
            (SELECT titles FROM import_mapping ORDER BY used_at DESC, titles LIMIT ?1)",
        params![MOST_HEADERS],
    )?;
    Ok(())
}
