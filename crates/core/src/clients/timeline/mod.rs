//! Everything with a client, newest first (C5): letters, contacts, reminders that were done, requests, notes, files, and
//! what was changed on the card. A new source is one line in `sql.rs` and one kind here.

mod sql;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::contacts::{Channel, Direction};
use crate::employees::EmployeeRef;
use crate::{Error, Result};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum TimelineKind {
    Letter,
    Contact,
    Reminder,
    Request,
    Note,
    File,
    Change,
}

impl TimelineKind {
    /// All of them; the place in this list is the kind's number in a query.
    pub const ALL: [Self; 7] =
        [Self::Change, Self::Request, Self::Reminder, Self::File, Self::Note, Self::Contact, Self::Letter];
}

/// One thing that happened with a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineEntry {
    pub kind: TimelineKind,
    /// Of the letter, contact, reminder, request, note, file or change.
    pub id: i64,
    pub at: i64,
    /// A subject, or the name of a file.
    pub title: String,
    /// The beginning of its text.
    pub text: String,
    pub direction: Option<Direction>,
    pub channel: Option<Channel>,
    /// Who of the office.
    pub employee: Option<EmployeeRef>,
    pub request_id: Option<i64>,
    /// The number of that request.
    pub number: String,
    /// Of a change: `created`, `updated`, `merged` and the like.
    pub what: String,
    /// Of a change of the card: the parts that were changed, by their names in [`super::ClientFields`].
    pub fields: Vec<String>,
    /// Of a file: opening it could run it.
    pub program: bool,
}

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelinePage {
    pub rows: Vec<TimelineEntry>,
    pub next: Option<String>,
}

/// Which page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Timeline {
    #[ts(as = "i64")]
    pub client_id: i64,
    /// Only these; all where there are none.
    pub kinds: Option<Vec<TimelineKind>>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// The place behind which a page begins: the instant, the kind and the id of an entry.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    at: i64,
    kind: i64,
    id: i64,
}

impl Cursor {
    const START: Self = Self { at: i64::MAX, kind: i64::MAX, id: i64::MAX };

    fn read(text: &str) -> Result<Self> {
        let parts: Vec<i64> = text.split('.').filter_map(|part| part.parse().ok()).collect();
        match parts.as_slice() {
            [at, kind, id] => Ok(Self { at: *at, kind: *kind, id: *id }),
            _ => Err(Error::BadRequest("after".to_owned())),
        }
    }
}

/// A page of everything with a client.
pub fn list(reader: &mut Reader, wanted: &Timeline) -> Result<TimelinePage> {
    sql::check(reader, wanted.client_id)?;
    let limit = wanted.limit.unwrap_or(50).clamp(1, 200);
    let after = wanted.after.as_deref().map_or(Ok(Cursor::START), Cursor::read)?;
    let chosen = wanted.kinds.as_deref().filter(|kinds| !kinds.is_empty());
    let mut rows = sql::list(reader, wanted.client_id, chosen, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}.{}", row.at, number(row.kind), row.id));
    Ok(TimelinePage { rows, next })
}

/// The number of a kind in a query: entries of one instant stand in this order.
fn number(kind: TimelineKind) -> i64 {
    TimelineKind::ALL.iter().position(|one| *one == kind).map_or(0, |at| at as i64)
}

/// The parts of a card that differ between two states of it.
fn changed(before: Option<&Json>, after: Option<&Json>) -> Vec<String> {
    let (Some(Json::Object(before)), Some(Json::Object(after))) = (before, after) else { return Vec::new() };
    after.iter().filter(|(key, value)| before.get(*key) != Some(value)).map(|(key, _)| key.clone()).collect()
}
