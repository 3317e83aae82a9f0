//! The working address (M13): where the office's own notices go, and what of deadlines holds for the whole office.

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, Event, Kind, Ways, sql};
use crate::{Error, Result, clients, settings};

const KEY: &str = "notices";

/// What of notices is the office's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OfficeNotices {
    /// Empty where the office wants no letters.
    pub address: String,
    /// Of new requests as well; of failed syncs and approvals always.
    pub new_requests: bool,
    /// So many hours before a deadline it is near.
    pub near_hours: i64,
    /// So many letters at most go to one address in an hour (M7); the rest comes in the next.
    pub letters_an_hour: i64,
}

impl Default for OfficeNotices {
    fn default() -> Self {
        Self { address: String::new(), new_requests: true, near_hours: 24, letters_an_hour: 10 }
    }
}

/// The office's settings of notices.
pub fn office(reader: &mut Reader) -> Result<OfficeNotices> {
    Ok(settings::value(reader, KEY)?.unwrap_or_default())
}

/// Stores them.
pub fn update_office(tx: &mut Tx, new: &OfficeNotices) -> Result<OfficeNotices> {
    let new = OfficeNotices { address: new.address.trim().to_lowercase(), ..new.clone() };
    if !new.address.is_empty() && !clients::looks_like_address(&new.address) {
        return Err(Error::BadEmail(new.address));
    }
    if !(1..=720).contains(&new.near_hours) || !(1..=100).contains(&new.letters_an_hour) {
        return Err(Error::BadRequest("hours or letters out of range".to_owned()));
    }
    let before = office(tx)?;
    settings::set(tx, KEY, &new)?;
    tx.record("setting", 0, "updated", Some(settings::json(&before)?), Some(settings::json(&new)?))?;
    Ok(new)
}

/// Tells the office what concerns it as a whole.
pub(super) fn tell(tx: &mut Tx, event: &Event, draft: &Draft) -> Result<()> {
    let kind = match event {
        // Also one that somebody made by hand, of which the assignee is told as of a gift.
        Event::NewRequest { .. } => Kind::NewRequest,
        Event::SyncFailed { .. } => Kind::SyncFailed,
        Event::Approval { .. } => Kind::Approval,
        _ => return Ok(()),
    };
    let office = office(tx)?;
    if office.address.is_empty() || (kind == Kind::NewRequest && !office.new_requests) {
        return Ok(());
    }
    let by_letter = Ways { event: kind, window: false, desktop: false, email: true };
    let draft = Draft { kind, params: draft.params.clone(), occasion: draft.occasion.clone(), ..*draft };
    sql::insert(tx, None, &draft, &by_letter)?;
    Ok(())
}
