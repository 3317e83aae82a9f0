//! Merges that built on one another go back in the opposite order: of a card that went into a further one, nothing could
//! be put back as it was. Whoever tries it is told what to do first.

use std::collections::BTreeSet;

use deskbell_store::{Tx, Value};

use super::pieces::{Images, What};
use super::{Header, Kind, sql};
use crate::{Error, Result};

/// Errors: `merged_since` where a later merge of the same clients stands; `unmerged_since` where an earlier one, on which
/// the merge that is to be done again was built, does not stand any more.
pub fn check(tx: &mut Tx, header: &Header) -> Result<()> {
    if !sql::is_of_merge(tx, header.id)? {
        return Ok(());
    }
    let own = clients(tx, header)?;
    for later in sql::standing_merges_after(tx, header.id)? {
        // An undo of what came later still: both together are as if nothing had been.
        let cancels = later.undoes_id.is_some_and(|undone| undone > header.id);
        if cancels || clients(tx, &later)?.is_disjoint(&own) {
            continue;
        }
        return Err(if later.kind == Kind::Undo { Error::UnmergedSince } else { Error::MergedSince });
    }
    Ok(())
}

/// The clients that a merge, or the undoing of one, made one of or apart again.
fn clients(tx: &mut Tx, header: &Header) -> Result<BTreeSet<i64>> {
    let mut ids: BTreeSet<i64> =
        header.summary.get("id").and_then(serde_json::Value::as_i64).into_iter().collect();
    for piece in sql::pieces(tx, header.id)?.into_iter().filter(|piece| piece.table == "client") {
        let images = Images::unpack(&sql::body(tx, piece.id)?)?;
        let keys: Vec<&Value> = match piece.what {
            What::Removed => images.removed.iter().map(|row| images.value(row, "id")).collect(),
            What::Changed => images.changed.iter().filter_map(|row| row.key.first()).collect(),
            What::Made => images.made.iter().filter_map(|row| row.key.first()).collect(),
        };
        ids.extend(keys.into_iter().filter_map(|key| match key {
            Value::Int(id) => Some(*id),
            _ => None,
        }));
    }
    Ok(ids)
}
