//! SQL of what SMS come to.

use deskbell_store::{Reader, params};

use crate::Result;

/// The next SMS of a mailing that wait to go.
pub fn waiting(reader: &mut Reader, mailing_id: i64, after: i64, limit: usize) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT id FROM message WHERE mailing_id = ?1 AND id > ?2 AND state = 'queued' AND way = 'sms'
         ORDER BY id LIMIT ?3",
        params![mailing_id, after, limit],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}
