//! SQL that counts letters in their request.

use deskbell_store::{Tx, params};

use super::Coming;
use crate::Result;

/// What a letter changes in its request's row beside the status.
pub struct Counted<'a> {
    pub coming: &'a Coming,
    /// It is what the list shows of the request.
    pub newest: bool,
    /// When it answers the client; `Some(None)`: the client waits for an answer.
    pub answered: Option<Option<i64>>,
    pub unread: bool,
}

/// Counts a letter. The oldest letter names the matter, where it has a name for it (an SMS has none); the newest gives the snippet and the date of the row.
pub fn count_letter(tx: &mut Tx, id: i64, counted: &Counted) -> Result<()> {
    let Counted { coming, newest, answered, unread } = counted;
    tx.run(
        "UPDATE request SET letters = letters + 1,
            has_files = CASE WHEN ?2 = 1 THEN 1 ELSE has_files END,
            subject = CASE WHEN ?3 < created_at AND touched = 0 AND ?4 <> '' THEN ?4 ELSE subject END,
            created_at = CASE WHEN ?3 < created_at THEN ?3 ELSE created_at END,
            snippet = CASE WHEN ?5 = 1 OR snippet = '' THEN ?6 ELSE snippet END,
            last_at = CASE WHEN ?5 = 1 AND ?10 > last_at THEN ?10 ELSE last_at END,
            answered_at = CASE WHEN ?7 = 1 THEN ?8 ELSE answered_at END,
            unread = CASE WHEN ?9 = 1 THEN 1 ELSE unread END
         WHERE id = ?1",
        params![
            id,
            coming.has_files,
            coming.at,
            coming.subject.as_str(),
            *newest,
            coming.snippet.as_str(),
            answered.is_some(),
            answered.flatten(),
            *unread,
            coming.came_at
        ],
    )?;
    Ok(())
}

pub fn count_automatic(tx: &mut Tx, id: i64, has_files: bool) -> Result<()> {
    tx.run(
        "UPDATE request SET letters = letters + 1, has_files = CASE WHEN ?2 = 1 THEN 1 ELSE has_files END WHERE id = ?1",
        params![id, has_files],
    )?;
    Ok(())
}
