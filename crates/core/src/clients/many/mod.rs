//! Many cards at once, for imports and exports: written and read by the hundred, so that a hundred thousand take seconds.

mod sql;

use std::collections::BTreeMap;

use deskbell_store::{Reader, Tx};

use super::{Checked, ClientFields};
use crate::Result;

/// Adds clients whose fields were checked and gives their ids in the same order. The caller records the change.
pub(crate) fn insert(tx: &mut Tx, now: i64, cards: &[Checked]) -> Result<Vec<i64>> {
    let ids = sql::insert_clients(tx, now, cards)?;
    let paired: Vec<(i64, &Checked)> = ids.iter().copied().zip(cards).collect();
    sql::insert_parts(tx, &paired)?;
    Ok(ids)
}

/// The fields of many clients in their stored form, by id; those that are not there are left out.
pub(crate) fn fields(reader: &mut Reader, ids: &[i64]) -> Result<BTreeMap<i64, ClientFields>> {
    let mut found = BTreeMap::new();
    for ids in ids.chunks(sql::MOST_IDS) {
        sql::fields(reader, ids, &mut found)?;
    }
    Ok(found)
}
