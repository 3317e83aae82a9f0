//! What is done to many clients at once: those that are ticked, or all that a filter means (C2). It goes in pieces, each a
//! transaction of its own, so that nobody waits for the whole; one deed undoes all of it (E5).

mod acts;
mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::filter::{self, Filter};
use super::{CardLanguage, tags};
use crate::deeds::{self, Kind};
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::works::Work;
use crate::{Error, Result, employees};

/// Clients of one transaction.
const PIECE: usize = 500;
/// More of those who were left out are not named one by one.
const MOST_NAMED: usize = 200;
/// Nobody ticks more by hand.
const MOST_TICKED: usize = 100_000;

/// Whom it concerns: the ticked ones, or all that a filter means but a few.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "ClientTarget", optional_fields = nullable)]
pub struct Target {
    pub ids: Option<Vec<i64>>,
    pub filter: Option<Filter>,
    /// Of those the filter means: not these.
    pub except: Option<Vec<i64>>,
}

impl Target {
    /// The clients, each once. Errors: those of [`filter::ids`].
    pub fn ids(&self, desk: &Desk, reader: &mut Reader) -> Result<Vec<i64>> {
        let mut ids = match (&self.ids, &self.filter) {
            (Some(ids), _) if ids.len() > MOST_TICKED => {
                return Err(Error::BadRequest("too many clients".to_owned()));
            }
            (Some(ids), _) => ids.clone(),
            (None, Some(filter)) => filter::ids(desk, reader, filter)?,
            (None, None) => Vec::new(),
        };
        if let Some(except) = &self.except {
            let except: std::collections::HashSet<i64> = except.iter().copied().collect();
            ids.retain(|id| !except.contains(id));
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(rename = "ClientAct")]
pub enum Act {
    Manager {
        manager_id: Option<i64>,
    },
    AddTag {
        name: String,
    },
    RemoveTag {
        name: String,
    },
    AddInterest {
        name: String,
    },
    RemoveInterest {
        name: String,
    },
    DoNotWrite {
        on: bool,
    },
    Language {
        language: CardLanguage,
    },
    /// Those who are tied to requests, contacts, reminders, files or messages stay.
    Remove,
}

/// A bulk action as it is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ClientBulk", optional_fields = nullable)]
pub struct Bulk {
    pub target: Target,
    pub act: Act,
    /// A name of one's own for the work, to be told of its progress and to call it off.
    pub work: Option<String>,
}

/// Why a client was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    pub id: i64,
    pub name: String,
    /// What ties the client to the office, each by its number.
    pub requests: i64,
    pub contacts: i64,
    pub reminders: i64,
    pub files: i64,
    /// SMS and messages of mailings.
    pub messages: i64,
}

/// What came of a bulk action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BulkDone {
    /// Clients that were meant.
    pub total: i64,
    /// Clients that are another than before.
    pub changed: i64,
    /// Clients that were left out, and the first of them with the reason.
    pub left_out: i64,
    pub reasons: Vec<LeftOut>,
    /// Called off before its end: what was done by then stays done.
    pub cancelled: bool,
    /// Undoes the whole; absent where nothing changed.
    pub deed_id: Option<i64>,
}

/// Does it. Errors: those of [`filter::ids`]; `employee_deactivated` for a manager who left; `part_off` for interests that
/// are switched off; `empty_text` and `text_too_long` for a tag or interest that is none.
pub fn run(desk: &Desk, bulk: &Bulk) -> Result<BulkDone> {
    let (act, ids) = desk.read(|reader| Ok((check(reader, &bulk.act)?, bulk.target.ids(desk, reader)?)))?;
    let work = Work::begin(desk.office, bulk.work.as_deref());
    let total = ids.len() as i64;
    let mut done = BulkDone { total, ..BulkDone::default() };
    let mut seen = 0;
    for piece in ids.chunks(PIECE) {
        if work.is_cancelled() {
            done.cancelled = true;
            break;
        }
        let (changed, left_out, deed_id) = desk.write(|tx| {
            let changed = done.changed;
            in_one_piece(desk, tx, &act, piece, (changed, done.deed_id))
        })?;
        done.changed += changed;
        done.left_out += left_out.len() as i64;
        done.deed_id = deed_id;
        let room = MOST_NAMED.saturating_sub(done.reasons.len());
        done.reasons.extend(left_out.into_iter().take(room));
        seen += piece.len() as i64;
        work.at(seen, total);
    }
    Ok(done)
}

/// One piece: what changed, who was left out, and the deed that keeps it.
fn in_one_piece(
    desk: &Desk,
    tx: &mut Tx,
    act: &Act,
    ids: &[i64],
    (before, deed_id): (i64, Option<i64>),
) -> Result<(i64, Vec<LeftOut>, Option<i64>)> {
    let kind = if *act == Act::Remove { Kind::Removal } else { Kind::Bulk };
    let mut deed = match deed_id {
        Some(id) => deeds::resume(tx, id)?,
        None => deeds::begin(kind, "client", json!({ "count": 0 })),
    };
    let (changed, left_out) = acts::act(tx, &mut deed, act, ids)?;
    deed.tell(json!({ "count": before + changed }));
    Ok((changed, left_out, deed.finish(desk, tx)?))
}

/// The action in the form in which it is done.
fn check(reader: &mut Reader, act: &Act) -> Result<Act> {
    let tag = |name: &str| {
        let mut names = tags::check(&[name.to_owned()])?;
        if names.len() > 1 {
            Err(Error::BadRequest("one tag at a time".to_owned()))
        } else {
            names.pop().ok_or(Error::EmptyText { field: "tag" })
        }
    };
    Ok(match act {
        Act::Manager { manager_id } => {
            employees::check_active(reader, *manager_id, None)?;
            if let Some(id) = *manager_id {
                employees::is_active(reader, id)?.ok_or(Error::NotFound { noun: "employee", id })?;
            }
            act.clone()
        }
        Act::AddTag { name } => Act::AddTag { name: tag(name)? },
        Act::RemoveTag { name } => Act::RemoveTag { name: tag(name)? },
        Act::AddInterest { name } => {
            parts::need(reader, Part::ClientInteraction)?;
            Act::AddInterest { name: tag(name)? }
        }
        Act::RemoveInterest { name } => {
            parts::need(reader, Part::ClientInteraction)?;
            Act::RemoveInterest { name: tag(name)? }
        }
        Act::DoNotWrite { .. } | Act::Language { .. } | Act::Remove => act.clone(),
    })
}
