//! Clients who are perhaps one and the same (C3): found by phone, e-mail and name, set apart, or merged.

mod find;
mod found;
mod merge;
mod names;
mod spelling;
mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::deeds::{self, Did, Kind};
use crate::office::Desk;
use crate::{Error, Result};

pub use found::Found;
pub use merge::{Chosen, Merge, OwnChosen, merge};

/// Clients of one group that are named; of more it tells how many.
const MOST_NAMED: usize = 20;
/// Nobody takes more apart or together by hand.
const MOST_AT_ONCE: usize = 50;

/// Why clients are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum AlikeBy {
    Phone,
    Email,
    Name,
}

/// A reason with what is the same; of a name nothing, for the names are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct AlikeReason {
    pub by: AlikeBy,
    pub value: String,
}

/// A client of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AlikeClient {
    pub id: i64,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub city: String,
    pub created_at: i64,
    pub requests: i64,
    pub contacts: i64,
}

/// Clients who are perhaps one; nobody in it was set apart from another in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuplicateGroup {
    /// Tells it apart from the other groups: a client may stand in several.
    pub key: String,
    /// The oldest client's id.
    pub id: i64,
    pub reasons: Vec<AlikeReason>,
    pub total: i64,
    /// The first of them.
    pub clients: Vec<AlikeClient>,
}

/// A page of groups, the surest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuplicatePage {
    pub rows: Vec<DuplicateGroup>,
    pub next: Option<String>,
    pub total: i64,
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DuplicateList {
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// How many groups there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuplicateCount {
    pub groups: i64,
}

/// A page of the groups. Errors: `bad_request` for a page that is none.
pub fn list(desk: &Desk, reader: &mut Reader, list: &DuplicateList) -> Result<DuplicatePage> {
    let after = list.after.as_deref().map(find::Place::read).transpose()?;
    let limit = list.limit.unwrap_or(50).clamp(1, 200) as usize;
    let groups = desk.office.duplicates.groups(reader)?;
    let total = groups.len() as i64;
    let mut left = groups.iter().filter(|group| after.is_none_or(|after| group.place() > after));
    let shown: Vec<&find::Group> = left.by_ref().take(limit).collect();
    let more = left.next().is_some();
    let next = shown.last().filter(|_| more).map(|group| group.place().write());
    let mut rows = Vec::with_capacity(shown.len());
    for group in shown {
        let named: Vec<i64> = group.ids.iter().copied().take(MOST_NAMED).collect();
        rows.push(DuplicateGroup {
            key: group.place().key(),
            id: group.ids.first().copied().unwrap_or_default(),
            total: group.ids.len() as i64,
            clients: sql::clients(reader, &named)?,
            reasons: group.reasons.clone(),
        });
    }
    Ok(DuplicatePage { rows, next, total })
}

/// How many groups there are.
pub fn count(desk: &Desk, reader: &mut Reader) -> Result<DuplicateCount> {
    Ok(DuplicateCount { groups: desk.office.duplicates.groups(reader)?.len() as i64 })
}

/// Remembers that none of these is the same as another of them: for good, whatever changes on their cards, until it is
/// undone. Somebody looked at them and knows. Errors: `bad_request` for fewer than two or too many;
/// `not_found`.
pub fn dismiss(desk: &Desk, tx: &mut Tx, ids: &[i64]) -> Result<Did> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if !(2..=MOST_AT_ONCE).contains(&ids.len()) {
        return Err(Error::BadRequest("two clients or more, not too many".to_owned()));
    }
    let there = sql::there(tx, &ids)?;
    if let Some(&id) = ids.iter().find(|id| !there.contains(id)) {
        return Err(Error::NotFound { noun: "client", id });
    }
    let mut deed = deeds::begin(Kind::Bulk, "client", json!({ "count": ids.len(), "field": "apart" }));
    deed.keep(tx, "client_apart", "one_id", ids.iter().copied())?;
    for (place, one) in ids.iter().enumerate() {
        for other in ids.iter().skip(place + 1) {
            sql::set_apart(tx, *one, *other)?;
        }
    }
    deed.made(tx, "client_apart", "one_id", ids.iter().copied())?;
    for id in &ids {
        tx.record("client", *id, "apart", None, Some(json!({ "ids": ids })))?;
    }
    Ok(Did { deed_id: deed.finish(desk, tx)? })
}
