//! Which clients: one filter for the list and its counts, saved views, bulk actions, exports, and the recipients of
//! mailings (C2, S2). What it keeps is what people say ("created this month", "mine"); what that means is found when one
//! looks, so that a saved filter stays true.

mod asked;
pub(crate) mod sql;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CardLanguage, Kind};
use crate::Result;
use crate::office::Desk;
use crate::period::Period;

pub(crate) use asked::Asked;

/// Whose clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Manager {
    /// Of this employee.
    Of(i64),
    Word(ManagerWord),
}

/// Whose clients, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ManagerWord {
    /// Of whoever looks: in a shared view each sees their own.
    Me,
    /// Of nobody.
    None,
}

/// What a client said about one way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    Given,
    Refused,
    NotAsked,
}

/// What a client has in a field of the office's own. Without anything but the field: anything at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct FieldIs {
    pub field_id: i64,
    /// A text holds it; a list and a number is it; a date is that day; a checkbox is ticked (`1`).
    pub value: Option<String>,
    /// Numbers and dates: not less, not earlier.
    pub from: Option<String>,
    /// Numbers and dates: not more, not later.
    pub to: Option<String>,
    /// Nothing stands there.
    pub empty: Option<bool>,
}

/// Which clients. What is absent is no condition; the rest must all be true.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "ClientFilter", optional_fields = nullable)]
pub struct Filter {
    /// Words of which each is found in the name, city, notes, an e-mail address, or a phone in any writing.
    pub search: Option<String>,
    pub kind: Option<Kind>,
    pub manager: Option<Manager>,
    /// In any of these.
    pub cities: Option<Vec<String>>,
    /// Interested in any of these.
    pub interests: Option<Vec<String>>,
    /// With any of these.
    pub tags: Option<Vec<String>>,
    pub language: Option<CardLanguage>,
    /// With the birthday today or within so many days.
    pub birthday_days: Option<i64>,
    /// With the birthday in this month, 1 to 12.
    pub birthday_month: Option<i64>,
    pub consent_email: Option<ConsentState>,
    pub consent_sms: Option<ConsentState>,
    pub do_not_write: Option<bool>,
    pub has_phone: Option<bool>,
    pub has_email: Option<bool>,
    pub fields: Option<Vec<FieldIs>>,
    /// When the card was made.
    pub created: Option<Period>,
    /// With whom nobody had to do for at least so many days; since the card was made where nobody ever had.
    pub silent_days: Option<i64>,
    pub open_requests: Option<bool>,
    /// With a reminder that is not done.
    pub has_reminder: Option<bool>,
}

/// The clients that a filter finds, by their ids. The filter is checked: errors are `bad_request` and `invalid_day` for what
/// is none, `not_found` for a field that is not there, `part_off` for interests and reminders while they are switched off.
pub fn ids(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<Vec<i64>> {
    let asked = Asked::of(desk, reader, filter)?;
    sql::ids(reader, &asked, None)
}

/// Refuses a filter that cannot be asked. Errors as of [`ids`].
pub fn check(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<()> {
    Asked::of(desk, reader, filter).map(|_| ())
}

/// How many clients a filter finds. Errors as of [`ids`].
pub fn count(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<i64> {
    let asked = Asked::of(desk, reader, filter)?;
    sql::count(reader, &asked)
}

/// A city and how many clients are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct City {
    pub name: String,
    pub clients: i64,
}

/// The cities of the directory, by name; two writings of one count as one.
pub fn cities(reader: &mut Reader) -> Result<Vec<City>> {
    let mut found: Vec<City> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for city in sql::cities(reader)? {
        let place = *known.entry(city.name.trim().to_lowercase()).or_insert(found.len());
        match found.get_mut(place) {
            Some(same) => same.clients += city.clients,
            None => found.push(city),
        }
    }
    Ok(found)
}
