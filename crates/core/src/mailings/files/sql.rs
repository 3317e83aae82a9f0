//! SQL of the files that go with a mailing's letters.

use deskbell_store::{Reader, Tx, params};

use crate::Result;
use crate::mailings::File;

pub fn files(reader: &mut Reader, id: i64) -> Result<Vec<File>> {
    let rows = reader.all(
        "SELECT id, name, type, size FROM mailing_file WHERE mailing_id = ?1 ORDER BY id",
        params![id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(File {
                id: row.get("id")?,
                name: row.get("name")?,
                content_type: row.get("type")?,
                size: row.get("size")?,
            })
        })
        .collect()
}

pub fn insert_file(
    tx: &mut Tx,
    mailing_id: i64,
    name: &str,
    kind: &str,
    size: i64,
    sha256: &str,
) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO mailing_file (mailing_id, name, type, size, sha256) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![mailing_id, name, kind, size, sha256],
    )?)
}

pub fn insert_piece(tx: &mut Tx, file_id: i64, position: i64, piece: &[u8]) -> Result<()> {
    tx.run(
        "INSERT INTO mailing_file_piece (file_id, position, body) VALUES (?1, ?2, ?3)",
        params![file_id, position, piece],
    )?;
    Ok(())
}

pub fn pieces(reader: &mut Reader, file_id: i64) -> Result<Vec<Vec<u8>>> {
    let rows = reader
        .all("SELECT body FROM mailing_file_piece WHERE file_id = ?1 ORDER BY position", params![file_id])?;
    rows.iter().map(|row| Ok(row.get("body")?)).collect()
}

/// Gives another mailing the same file.
pub fn copy_file(tx: &mut Tx, file_id: i64, mailing_id: i64) -> Result<()> {
    let copy = tx.insert(
        "INSERT INTO mailing_file (mailing_id, name, type, size, sha256)
         SELECT ?2, name, type, size, sha256 FROM mailing_file WHERE id = ?1",
        params![file_id, mailing_id],
    )?;
    tx.run(
        "INSERT INTO mailing_file_piece (file_id, position, body)
         SELECT ?2, position, body FROM mailing_file_piece WHERE file_id = ?1",
        params![file_id, copy],
    )?;
    Ok(())
}

pub fn remove_file(tx: &mut Tx, mailing_id: i64, file_id: i64) -> Result<()> {
    tx.run("DELETE FROM mailing_file WHERE id = ?2 AND mailing_id = ?1", params![mailing_id, file_id])?;
    Ok(())
}
