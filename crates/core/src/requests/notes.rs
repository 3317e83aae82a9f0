//! Notes: texts inside a request that the client never sees (R18).

use deskbell_store::Tx;

use super::{row, sql};
use crate::deeds::{self, Kind};
use crate::office::Desk;
use crate::{Error, Result};

/// Writes a note into a request.
pub fn note(desk: &Desk, tx: &mut Tx, request_id: i64, text: &str, pinned: bool) -> Result<i64> {
    let text = checked(text)?;
    row(tx, request_id)?;
    let id = sql::insert_note(tx, request_id, desk.me()?, text, pinned, desk.now())?;
    sql::write_text(tx, request_id)?;
    sql::touch(tx, request_id)?;
    tx.record(
        "note",
        id,
        "created",
        None,
        Some(serde_json::json!({ "request_id": request_id, "text": text })),
    )?;
    tx.record("request", request_id, "note", None, None)?;
    Ok(id)
}

/// Changes a note or pins it.
pub fn update_note(tx: &mut Tx, id: i64, text: &str, pinned: bool) -> Result<()> {
    let text = checked(text)?;
    let (request_id, before, was_pinned) = sql::note(tx, id)?.ok_or(Error::NotFound { noun: "note", id })?;
    sql::update_note(tx, id, text, pinned)?;
    sql::write_text(tx, request_id)?;
    let change = |text: &str, pinned: bool| Some(serde_json::json!({ "text": text, "pinned": pinned }));
    tx.record("note", id, "updated", change(&before, was_pinned), change(text, pinned))?;
    tx.record("request", request_id, "note", None, None)?;
    Ok(())
}

/// Removes a note, as a deed that can be undone; its text stays in the change log.
pub fn remove_note(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let (request_id, text, _) = sql::note(tx, id)?.ok_or(Error::NotFound { noun: "note", id })?;
    let mut deed = deeds::begin(Kind::Removal, "note", serde_json::json!({ "count": 1 }));
    deed.removes(tx, "note", "id", [id])?;
    sql::remove_note(tx, id)?;
    sql::write_text(tx, request_id)?;
    tx.record(
        "note",
        id,
        "removed",
        Some(serde_json::json!({ "request_id": request_id, "text": text })),
        None,
    )?;
    tx.record("request", request_id, "note", None, None)?;
    deed.finish(desk, tx)
}

fn checked(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.is_empty() { Err(Error::EmptyText { field: "text" }) } else { Ok(text) }
}
