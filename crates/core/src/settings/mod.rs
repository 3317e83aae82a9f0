//! General settings of the office, its id, and what each employee's window remembers.

pub mod numbers;
pub mod parts;
mod sql;

use std::sync::{Mutex, PoisonError};

use deskbell_store::{Db, Reader, Stamp, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use crate::office::Desk;
use crate::words::Language;
use crate::{Error, Result, clients, phones};

/// How a conversation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ConversationOrder {
    /// As a page: the newest at the end.
    Oldest,
    /// The newest on top.
    Newest,
}

/// The general settings (X5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "GeneralSettings.ts", rename = "GeneralSettings")]
#[serde(default)]
pub struct General {
    /// The office's name, as letters and the window show it.
    pub office_name: String,
    pub language: Language,
    /// Such as `{yyyy}-{00000}`; see [`numbers`].
    pub number_template: String,
    pub conversation_order: ConversationOrder,
    /// Letters older than so many days come in closed at the first sync (M3).
    pub archive_days: i64,
    /// After so many days without an answer "no reply" is shown (R13).
    pub no_reply_days: i64,
    /// A name such as `Europe/Kyiv`; empty for the system's zone.
    pub time_zone: String,
    /// Two letters; phones without a country code are read as this country's.
    pub country: String,
    /// After so many minutes without keyboard and mouse the window asks for the password; 0 for never (E3).
    pub lock_minutes: i64,
}

impl Default for General {
    fn default() -> Self {
        Self {
            office_name: String::new(),
            language: Language::of_system(),
            number_template: "{yyyy}-{00000}".to_owned(),
            conversation_order: ConversationOrder::Oldest,
            archive_days: 14,
            no_reply_days: 5,
            time_zone: String::new(),
            country: "UA".to_owned(),
            lock_minutes: 15,
        }
    }
}

/// The general settings; what was never set has its default.
pub fn general(reader: &mut Reader) -> Result<General> {
    Ok(value(reader, "general")?.unwrap_or_default())
}

/// The general settings as they were read last, with the text that they stand in.
#[derive(Default)]
pub struct LastRead(Mutex<Option<(String, General)>>);

impl LastRead {
    /// The general settings, read anew only where their text is another: every letter asks for them.
    pub fn general(&self, reader: &mut Reader) -> Result<General> {
        let text = sql::value(reader, "general")?.unwrap_or_default();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, general)) if *known == text => Ok(general.clone()),
            _ => {
                let general = general(reader)?;
                *last = Some((text, general.clone()));
                Ok(general)
            }
        }
    }
}

/// Stores the general settings after checking what could break the desk later.
pub fn update_general(tx: &mut Tx, new: &General) -> Result<General> {
    numbers::check(&new.number_template)?;
    crate::zone::zone(&new.time_zone)?;
    if !phones::knows(&new.country) {
        return Err(Error::InvalidCountry(new.country.clone()));
    }
    if new.office_name.trim().is_empty() {
        return Err(Error::EmptyText { field: "office_name" });
    }
    if !(0..=1440).contains(&new.lock_minutes) {
        return Err(Error::BadRequest("minutes out of range".to_owned()));
    }
    if !(0..=3650).contains(&new.archive_days) || !(1..=3650).contains(&new.no_reply_days) {
        return Err(Error::BadRequest("days out of range".to_owned()));
    }
    let before = general(tx)?;
    set(tx, "general", new)?;
    if before.country != new.country {
        clients::show_phones(tx, &new.country)?;
    }
    tx.record("setting", 0, "updated", Some(json(&before)?), Some(json(new)?))?;
    Ok(new.clone())
}

/// A setting, read as the type it was stored as.
pub fn value<T: for<'de> Deserialize<'de>>(reader: &mut Reader, key: &str) -> Result<Option<T>> {
    let Some(text) = sql::value(reader, key)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| Error::BadData(format!("setting {key}: {error}")))
}

/// Stores a setting. The caller records the change.
pub fn set<T: Serialize>(tx: &mut Tx, key: &str, value: &T) -> Result<()> {
    sql::set(tx, key, &json(value)?.to_string())
}

/// Removes a setting.
pub fn unset(tx: &mut Tx, key: &str) -> Result<()> {
    sql::unset(tx, key)
}

/// The office's own id, made once: it tells two offices of one user apart in the keyring.
pub fn office_id(db: &Db, now: i64) -> Result<String> {
    if let Some(id) = db.read(|reader| value::<String>(reader, "office_id"))? {
        return Ok(id);
    }
    db.write(Stamp { at: now, employee_id: None }, |tx| {
        // Asked again inside: two programs may have opened the new file at once.
        if let Some(id) = value::<String>(tx, "office_id")? {
            return Ok(id);
        }
        let id = crate::letters::random_hex(8);
        set(tx, "office_id", &id)?;
        Ok(id)
    })
}

/// Under keys that begin so the window keeps what was typed and is not saved yet.
const UNSAVED: &str = "unsaved ";
/// Of a client's card: told to nobody who may not see clients by now (E2).
const UNSAVED_CARD: &str = "unsaved card ";
/// Bytes of a width or a filter, and of a text that somebody is writing, with pictures in it.
const MOST_REMEMBERED: usize = 20_000;
const MOST_UNSAVED: usize = 2_000_000;

/// What the employee's window remembers, by key.
pub fn memory(desk: &Desk, reader: &mut Reader) -> Result<Map<String, Json>> {
    let mut all = Map::new();
    for (key, text) in sql::memory(reader, desk.me()?)? {
        if key.starts_with(UNSAVED_CARD) && !desk.sees_clients() {
            continue;
        }
        all.insert(key, serde_json::from_str(&text).unwrap_or(Json::Null));
    }
    Ok(all)
}

/// Remembers one thing for the employee, or forgets it where it is null. Widths and filters are no business data: no change row.
pub fn remember(desk: &Desk, tx: &mut Tx, key: &str, value: &Json) -> Result<()> {
    let most = if key.starts_with(UNSAVED) { MOST_UNSAVED } else { MOST_REMEMBERED };
    if key.len() > 100 || value.to_string().len() > most {
        return Err(Error::BadRequest("memory too large".to_owned()));
    }
    if value.is_null() {
        return sql::forget(tx, desk.me()?, key);
    }
    sql::remember(tx, desk.me()?, key, &value.to_string())
}

/// Any value as JSON; an error where it cannot be (never for our own types).
pub fn json<T: Serialize>(value: &T) -> Result<Json> {
    serde_json::to_value(value).map_err(|error| Error::BadData(error.to_string()))
}
