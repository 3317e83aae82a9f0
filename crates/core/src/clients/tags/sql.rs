//! SQL of tags.

use deskbell_store::{Reader, Tx, params};

use super::{Tag, folded};
use crate::Result;

pub fn list(reader: &mut Reader) -> Result<Vec<Tag>> {
    let rows = reader.all(
        "SELECT min(name) AS name, count(*) AS clients FROM client_tag GROUP BY folded ORDER BY folded",
        &[],
    )?;
    rows.iter().map(|row| Ok(Tag { name: row.get("name")?, clients: row.get("clients")? })).collect()
}

pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<String>> {
    let rows =
        reader.all("SELECT name FROM client_tag WHERE client_id = ?1 ORDER BY folded", params![client_id])?;
    rows.iter().map(|row| Ok(row.get("name")?)).collect()
}

pub fn write(tx: &mut Tx, client_id: i64, tags: &[String]) -> Result<()> {
    tx.run("DELETE FROM client_tag WHERE client_id = ?1", params![client_id])?;
    for name in tags {
        tx.run(
            "INSERT INTO client_tag (client_id, folded, name) VALUES (?1, ?2, ?3)",
            params![client_id, folded(name), name.as_str()],
        )?;
    }
    Ok(())
}
