//! SQL of the office's own fields.

use deskbell_store::{Reader, Row, Tx, params};

use super::{CardField, ClientField, FieldKind, FieldValue};
use crate::{Error, Result};

fn kind(row: &Row) -> Result<FieldKind> {
    Ok(match row.get::<String>("kind")?.as_str() {
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        "list" => FieldKind::List,
        "checkbox" => FieldKind::Checkbox,
        _ => FieldKind::Text,
    })
}

pub fn list(reader: &mut Reader) -> Result<Vec<ClientField>> {
    let rows =
        reader.all("SELECT id, name, kind, choices, active FROM client_field ORDER BY position, id", &[])?;
    rows.iter()
        .map(|row| {
            let choices: String = row.get("choices")?;
            Ok(ClientField {
                id: row.get("id")?,
                name: row.get("name")?,
                kind: kind(row)?,
                choices: serde_json::from_str(&choices)
                    .map_err(|error| Error::BadData(format!("choices of a client field: {error}")))?,
                active: row.get("active")?,
            })
        })
        .collect()
}

pub fn insert(tx: &mut Tx, name: &str, kind: FieldKind, choices: &str) -> Result<i64> {
    let last: i64 =
        tx.one("SELECT coalesce(max(position), 0) AS last FROM client_field", &[])?.get("last")?;
    Ok(tx.insert(
        "INSERT INTO client_field (name, kind, choices, position) VALUES (?1, ?2, ?3, ?4)",
        params![name, kind.code(), choices, last + 1],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, name: &str, choices: &str, active: bool) -> Result<()> {
    tx.run(
        "UPDATE client_field SET name = ?2, choices = ?3, active = ?4 WHERE id = ?1",
        params![id, name, choices, active],
    )?;
    Ok(())
}

pub fn set_position(tx: &mut Tx, id: i64, position: i64) -> Result<()> {
    tx.run("UPDATE client_field SET position = ?2 WHERE id = ?1", params![id, position])?;
    Ok(())
}

pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<FieldValue>> {
    let rows = reader.all(
        "SELECT client_field_value.field_id, client_field_value.value FROM client_field_value
         JOIN client_field ON client_field.id = client_field_value.field_id
         WHERE client_field_value.client_id = ?1 ORDER BY client_field.position, client_field.id",
        params![client_id],
    )?;
    rows.iter()
        .map(|row| Ok(FieldValue { field_id: row.get("field_id")?, value: row.get("value")? }))
        .collect()
}

pub fn of_card(reader: &mut Reader, client_id: i64) -> Result<Vec<CardField>> {
    let rows = reader.all(
        "SELECT client_field.id, client_field.name, client_field.kind, client_field_value.value
         FROM client_field_value JOIN client_field ON client_field.id = client_field_value.field_id
         WHERE client_field_value.client_id = ?1 AND client_field.active = 1
         ORDER BY client_field.position, client_field.id",
        params![client_id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(CardField {
                field_id: row.get("id")?,
                name: row.get("name")?,
                kind: kind(row)?,
                value: row.get("value")?,
            })
        })
        .collect()
}

pub fn write(tx: &mut Tx, client_id: i64, values: &[FieldValue]) -> Result<()> {
    tx.run("DELETE FROM client_field_value WHERE client_id = ?1", params![client_id])?;
    for value in values {
        tx.run(
            "INSERT INTO client_field_value (client_id, field_id, value) VALUES (?1, ?2, ?3)",
            params![client_id, value.field_id, value.value.as_str()],
        )?;
    }
    Ok(())
}
