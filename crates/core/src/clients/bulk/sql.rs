//! SQL of bulk actions on clients.

use std::collections::BTreeSet;

use deskbell_store::{Reader, Tx, Value, params};
use serde_json::{Value as Json, json};

use super::LeftOut;
use crate::Result;
use crate::conditions::listed;

/// Those of the clients who are still there.
pub fn there(reader: &mut Reader, ids: &[i64]) -> Result<Vec<i64>> {
    let rows =
        reader.all(&format!("SELECT id FROM client WHERE id IN ({}) ORDER BY id", listed(ids)), &[])?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// What each has in a column of its own row.
pub fn column(reader: &mut Reader, ids: &[i64], column: &str) -> Result<Vec<(i64, Json)>> {
    let sql = format!("SELECT id, {column} AS held FROM client WHERE id IN ({}) ORDER BY id", listed(ids));
    let rows = reader.all(&sql, &[])?;
    rows.iter()
        .map(|row| {
            let held = match row.get::<Value>("held")? {
                Value::Int(number) => json!(number),
                Value::Real(number) => json!(number),
                Value::Text(text) => json!(text),
                Value::Null | Value::Blob(_) => Json::Null,
            };
            Ok((row.get("id")?, held))
        })
        .collect()
}

pub fn set_column(tx: &mut Tx, ids: &[i64], column: &str, value: &Json) -> Result<()> {
    let value = match value {
        Json::Number(number) => Value::from(number.as_i64()),
        Json::String(text) => Value::from(text.as_str()),
        _ => Value::Null,
    };
    if !ids.is_empty() {
        tx.run(&format!("UPDATE client SET {column} = ?1 WHERE id IN ({})", listed(ids)), &[value])?;
    }
    Ok(())
}

/// Who of them has a word in a table of words.
pub fn having(reader: &mut Reader, table: &str, ids: &[i64], folded: &str) -> Result<BTreeSet<i64>> {
    let sql = format!("SELECT client_id FROM {table} WHERE folded = ?1 AND client_id IN ({})", listed(ids));
    reader.all(&sql, params![folded])?.iter().map(|row| Ok(row.get("client_id")?)).collect()
}

pub fn add_tag(tx: &mut Tx, id: i64, folded: &str, name: &str) -> Result<()> {
    tx.run(
        "INSERT INTO client_tag (client_id, folded, name) VALUES (?1, ?2, ?3)",
        params![id, folded, name],
    )?;
    Ok(())
}

pub fn remove_tag(tx: &mut Tx, id: i64, folded: &str) -> Result<()> {
    tx.run("DELETE FROM client_tag WHERE client_id = ?1 AND folded = ?2", params![id, folded])?;
    Ok(())
}

/// Who of them is tied to the office, and by what. A file that is still coming counts as well.
pub fn tied(reader: &mut Reader, ids: &[i64]) -> Result<Vec<LeftOut>> {
    let rows = reader.all(
        &format!(
            "SELECT * FROM (SELECT client.id, client.name,
                (SELECT count(*) FROM request WHERE request.client_id = client.id) AS requests,
                (SELECT count(*) FROM contact WHERE contact.client_id = client.id) AS contacts,
                (SELECT count(*) FROM reminder WHERE reminder.client_id = client.id) AS reminders,
                (SELECT count(*) FROM client_file WHERE client_file.client_id = client.id
                    AND client_file.state <> 'removed') AS files,
                (SELECT count(*) FROM message WHERE message.client_id = client.id) AS messages
             FROM client WHERE client.id IN ({})) AS held
             WHERE requests > 0 OR contacts > 0 OR reminders > 0 OR files > 0 OR messages > 0 ORDER BY id",
            listed(ids)
        ),
        &[],
    )?;
    rows.iter()
        .map(|row| {
            Ok(LeftOut {
                id: row.get("id")?,
                name: row.get("name")?,
                requests: row.get("requests")?,
                contacts: row.get("contacts")?,
                reminders: row.get("reminders")?,
                files: row.get("files")?,
                messages: row.get("messages")?,
            })
        })
        .collect()
}

pub fn remove(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    tx.run(&format!("DELETE FROM client WHERE id IN ({})", listed(ids)), &[])?;
    Ok(())
}
