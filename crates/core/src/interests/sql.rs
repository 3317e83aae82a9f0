//! SQL of interests.

use std::collections::BTreeMap;

use deskbell_store::{Reader, Tx, params};

use super::Interest;
use crate::Result;

pub fn list(reader: &mut Reader) -> Result<Vec<Interest>> {
    let rows = reader.all(
        "SELECT min(name) AS name, count(*) AS clients FROM client_interest GROUP BY folded ORDER BY folded",
        &[],
    )?;
    rows.iter().map(|row| Ok(Interest { name: row.get("name")?, clients: row.get("clients")? })).collect()
}

pub fn keep(tx: &mut Tx, client_id: i64, names: &BTreeMap<String, String>) -> Result<()> {
    tx.run("DELETE FROM client_interest WHERE client_id = ?1", params![client_id])?;
    for (folded, name) in names {
        tx.run(
            "INSERT INTO client_interest (client_id, folded, name) VALUES (?1, ?2, ?3)",
            params![client_id, folded.as_str(), name.as_str()],
        )?;
    }
    Ok(())
}
