//! SQL of the raw bytes.

use deskbell_store::{Reader, Tx, params};

use super::Packed;
use crate::Result;

pub fn raw_id(reader: &mut Reader, hash: &str) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT id FROM letter_raw WHERE hash = ?1", params![hash])?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn insert_raw(tx: &mut Tx, packed: Packed) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO letter_raw (hash, size, body) VALUES (?1, ?2, ?3)",
        params![packed.hash, packed.size, packed.body],
    )?)
}

pub fn raw(reader: &mut Reader, id: i64) -> Result<Option<(i64, Vec<u8>)>> {
    let row = reader.maybe("SELECT size, body FROM letter_raw WHERE id = ?1", params![id])?;
    row.map(|row| Ok((row.get("size")?, row.get("body")?))).transpose()
}
