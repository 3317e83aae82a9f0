//! SQL of gateways and their prices.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Gateway, GatewayFields, Price};
use crate::{Error, Result, settings};

const COLUMNS: &str = "id, name, preset, template, fields, sender, currency, chosen, token, tried_at";

fn read(row: &Row) -> Result<Gateway> {
    let fields: String = row.get("fields")?;
    Ok(Gateway {
        id: row.get("id")?,
        name: row.get("name")?,
        preset: row.get("preset")?,
        template: row.get("template")?,
        fields: serde_json::from_str(&fields)
            .map_err(|error| Error::BadData(format!("gateway.fields: {error}")))?,
        secrets: Vec::new(),
        sender: row.get("sender")?,
        currency: row.get("currency")?,
        chosen: row.get("chosen")?,
        tried_at: row.get("tried_at")?,
        prices: Vec::new(),
        token: row.get("token")?,
    })
}

pub fn list(reader: &mut Reader) -> Result<Vec<Gateway>> {
    let rows = reader.all(&format!("SELECT {COLUMNS} FROM gateway ORDER BY chosen DESC, name, id"), &[])?;
    rows.iter().map(read).collect()
}

pub fn get(reader: &mut Reader, id: i64) -> Result<Option<Gateway>> {
    let row = reader.maybe(&format!("SELECT {COLUMNS} FROM gateway WHERE id = ?1"), params![id])?;
    row.as_ref().map(read).transpose()
}

pub fn insert(tx: &mut Tx, new: &GatewayFields, token: &str, chosen: bool, now: i64) -> Result<i64> {
    let fields = settings::json(&new.fields)?.to_string();
    Ok(tx.insert(
        "INSERT INTO gateway (name, preset, template, fields, sender, currency, chosen, token, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        params![
            new.name.as_str(),
            new.preset.as_str(),
            new.template.as_str(),
            fields,
            new.sender.as_str(),
            new.currency.as_str(),
            chosen,
            token,
            now
        ],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, new: &GatewayFields, now: i64) -> Result<()> {
    let fields = settings::json(&new.fields)?.to_string();
    tx.run(
        "UPDATE gateway SET name = ?2, preset = ?3, template = ?4, fields = ?5, sender = ?6, currency = ?7,
            updated_at = ?8 WHERE id = ?1",
        params![
            id,
            new.name.as_str(),
            new.preset.as_str(),
            new.template.as_str(),
            fields,
            new.sender.as_str(),
            new.currency.as_str(),
            now
        ],
    )?;
    Ok(())
}

pub fn choose(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE gateway SET chosen = CASE WHEN id = ?1 THEN 1 ELSE 0 END", params![id])?;
    Ok(())
}

pub fn set_tried(tx: &mut Tx, id: i64, at: i64) -> Result<()> {
    tx.run("UPDATE gateway SET tried_at = ?2 WHERE id = ?1", params![id, at])?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM gateway WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn prices(reader: &mut Reader, gateway_id: i64) -> Result<Vec<Price>> {
    let rows = reader.all(
        "SELECT prefix, price FROM gateway_price WHERE gateway_id = ?1 ORDER BY prefix",
        params![gateway_id],
    )?;
    rows.iter().map(|row| Ok(Price { prefix: row.get("prefix")?, price: row.get("price")? })).collect()
}

pub fn set_prices(tx: &mut Tx, gateway_id: i64, prices: &[Price]) -> Result<()> {
    tx.run("DELETE FROM gateway_price WHERE gateway_id = ?1", params![gateway_id])?;
    for price in prices {
        tx.run(
            "INSERT INTO gateway_price (gateway_id, prefix, price) VALUES (?1, ?2, ?3)",
            params![gateway_id, price.prefix.as_str(), price.price],
        )?;
    }
    Ok(())
}
