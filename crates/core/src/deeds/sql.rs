//! SQL of deeds.

use deskbell_store::{Reader, Row, Tx, params};

use super::pieces::What;
use super::{DeedFilter, Header, Kind};
use crate::Result;

pub fn insert(tx: &mut Tx, header: &Header) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO deed (kind, noun, summary, needs, employee_id, at, undoes_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            header.kind.code(),
            header.noun.as_str(),
            &header.summary,
            header.needs.as_str(),
            header.employee_id,
            header.at,
            header.undoes_id
        ],
    )?)
}

fn header(row: &Row) -> Result<Header> {
    Ok(Header {
        id: row.get("id")?,
        kind: Kind::of(&row.get::<String>("kind")?),
        noun: row.get("noun")?,
        summary: row.get("summary")?,
        needs: row.get("needs")?,
        employee_id: row.get("employee_id")?,
        employee_name: row.get::<Option<String>>("employee_name")?.unwrap_or_default(),
        at: row.get("at")?,
        undoes_id: row.get("undoes_id")?,
        lasting: row.get("lasting")?,
        undone_at: row.get("undone_at")?,
        undone_by: row.get::<Option<String>>("undone_by_name")?.unwrap_or_default(),
        outcome: row.get("outcome")?,
    })
}

const HEADERS: &str = "SELECT deed.*, employee.name AS employee_name, undoer.name AS undone_by_name FROM deed
    LEFT JOIN employee ON employee.id = deed.employee_id LEFT JOIN employee AS undoer ON undoer.id = deed.undone_by";

pub fn get(reader: &mut Reader, id: i64) -> Result<Option<Header>> {
    reader.maybe(&format!("{HEADERS} WHERE deed.id = ?1"), params![id])?.map(|row| header(&row)).transpose()
}

pub fn list(reader: &mut Reader, filter: &DeedFilter, limit: i64) -> Result<Vec<Header>> {
    let mut all = crate::conditions::Conditions::default();
    all.with("deed.at >= ?", filter.since);
    // An undo is told by the deed that it undid.
    all.plain("deed.kind <> 'undo'");
    if let Some(id) = filter.employee_id {
        all.with("deed.employee_id = ?", id);
    }
    if let Some((at, id)) = filter.after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(deed.at, deed.id) < ({at}, {id})"));
    }
    let limit = all.value(limit);
    let sql = format!("{HEADERS} WHERE {} ORDER BY deed.at DESC, deed.id DESC LIMIT {limit}", all.sql());
    reader.all(&sql, all.values())?.iter().map(header).collect()
}

/// Whether a deed is a merge or the undoing of one.
pub fn is_of_merge(reader: &mut Reader, id: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS one FROM deed LEFT JOIN deed AS source ON source.id = deed.undoes_id
         WHERE deed.id = ?1 AND (deed.kind = 'merge' OR source.kind = 'merge')",
        params![id],
    )?;
    Ok(row.is_some())
}

/// Merges, and undoings of merges, that came after a deed and stand; the newest first.
pub fn standing_merges_after(reader: &mut Reader, id: i64) -> Result<Vec<Header>> {
    let sql = format!(
        "{HEADERS} LEFT JOIN deed AS source ON source.id = deed.undoes_id
         WHERE deed.id > ?1 AND deed.undone_at IS NULL AND (deed.kind = 'merge' OR source.kind = 'merge')
         ORDER BY deed.id DESC"
    );
    reader.all(&sql, params![id])?.iter().map(header).collect()
}

pub fn set_summary(tx: &mut Tx, id: i64, summary: &serde_json::Value) -> Result<()> {
    tx.run("UPDATE deed SET summary = ?2 WHERE id = ?1", params![id, summary])?;
    Ok(())
}

pub fn set_undone(tx: &mut Tx, id: i64, at: i64, by: Option<i64>, outcome: &serde_json::Value) -> Result<()> {
    tx.run(
        "UPDATE deed SET undone_at = ?2, undone_by = ?3, outcome = ?4 WHERE id = ?1",
        params![id, at, by, outcome],
    )?;
    Ok(())
}

/// The undoing of a deed was itself undone: the deed stands again.
pub fn set_standing(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE deed SET undone_at = NULL, undone_by = NULL, outcome = '' WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn insert_piece(
    tx: &mut Tx,
    deed_id: i64,
    table: &str,
    what: What,
    amount: usize,
    body: &[u8],
) -> Result<()> {
    tx.insert(
        "INSERT INTO deed_piece (deed_id, table_name, what, amount, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![deed_id, table, what.code(), amount, body],
    )?;
    Ok(())
}

/// A piece without its rows.
#[derive(Debug, Clone)]
pub struct PieceRef {
    pub id: i64,
    pub table: String,
    pub what: What,
}

pub fn pieces(reader: &mut Reader, deed_id: i64) -> Result<Vec<PieceRef>> {
    let rows = reader.all(
        "SELECT id, table_name, what FROM deed_piece WHERE deed_id = ?1 ORDER BY id",
        params![deed_id],
    )?;
    rows.iter()
        .map(|row| {
            let what = What::of(&row.get::<String>("what")?);
            Ok(PieceRef { id: row.get("id")?, table: row.get("table_name")?, what })
        })
        .collect()
}

pub fn body(reader: &mut Reader, piece_id: i64) -> Result<Vec<u8>> {
    Ok(reader.one("SELECT body FROM deed_piece WHERE id = ?1", params![piece_id])?.get("body")?)
}

/// Every deed that is kept.
pub fn all(reader: &mut Reader) -> Result<Vec<Header>> {
    reader.all(HEADERS, &[])?.iter().map(header).collect()
}

pub fn set_body(tx: &mut Tx, piece_id: i64, amount: usize, body: &[u8]) -> Result<()> {
    tx.run("UPDATE deed_piece SET amount = ?2, body = ?3 WHERE id = ?1", params![piece_id, amount, body])?;
    Ok(())
}

pub fn remove_piece(tx: &mut Tx, piece_id: i64) -> Result<()> {
    tx.run("DELETE FROM deed_piece WHERE id = ?1", params![piece_id])?;
    Ok(())
}

/// Forgets what was done before an instant; tells how many deeds that were.
pub fn clear(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx.run("DELETE FROM deed WHERE at < ?1", params![before])?)
}
