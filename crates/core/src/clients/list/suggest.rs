//! Choosing a client by typed words (K2).

use deskbell_store::Reader;

use super::{ClientRow, rows, sql};
use crate::Result;
use crate::clients::words::words;

/// Clients who have all the typed words on the face of their card, not in the notes: first those whose name begins with the
/// first of the words, then the others, both by name. Without words the first by name. Nobody counts the rest.
pub fn suggest(reader: &mut Reader, search: Option<&str>, limit: i64) -> Result<Vec<ClientRow>> {
    let limit = limit.clamp(1, 100);
    let words = words(search.unwrap_or_default());
    let mut ids = sql::begun(reader, &words, limit)?;
    let left = limit - ids.len() as i64;
    if left > 0 && !words.is_empty() {
        let others = sql::others(reader, &words, &ids, left)?;
        ids.extend(others);
    }
    rows(reader, &ids)
}
