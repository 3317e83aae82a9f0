//! The directory of clients.

pub mod activity;
mod birthday;
pub mod bulk;
mod card;
pub mod consent;
mod deed;
pub mod fields;
pub mod files;
pub mod filter;
mod join;
pub mod list;
pub(crate) mod many;
pub mod personal;
mod sql;
pub mod tags;
pub mod timeline;
pub(crate) mod words;

pub use birthday::NextBirthday;
pub(crate) use card::{Checked, Rules, check, stored_form, write_lists};
pub use card::{ClientCard, ClientFields, create, fields_of, get, update};
pub use deed::{PARTS, TIED};
pub(crate) use deed::{keep_cards, made_parts, put};
pub(crate) use join::complete;
pub use list::{ClientList, ClientPage, ClientRow};
pub(crate) use sql::{employee_of, phone_digits};

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::{Error, Result, phones};

/// A person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ClientKind")]
pub enum Kind {
    #[default]
    Person,
    Company,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
        }
    }
}

/// The language that a client is written to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum CardLanguage {
    /// Nobody knows; the office's own is taken.
    #[default]
    #[serde(rename = "")]
    Unknown,
    Uk,
    Ru,
    En,
}

impl CardLanguage {
    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language of a stored name.
    pub fn of_code(code: &str) -> Self {
        match code {
            "uk" => Self::Uk,
            "ru" => Self::Ru,
            "en" => Self::En,
            _ => Self::Unknown,
        }
    }
}

/// One phone on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardPhone {
    /// E.164, with `;ext=12` behind it where there is an extension; digits alone where it is no full number.
    pub number: String,
    /// As people of the office's country write it.
    pub shown: String,
    /// Whether an SMS can reach it.
    pub sms: bool,
}

impl CardPhone {
    /// A phone in its stored form.
    pub fn new(number: String, shown: String) -> Self {
        Self { sms: phones::takes_sms(&number), number, shown }
    }
}

/// The client with this e-mail address, and its manager where they still work here. The oldest card wins where two
/// have it.
pub fn by_email(reader: &mut Reader, email: &str) -> Result<Option<(i64, Option<i64>)>> {
    sql::by_email(reader, &email.to_lowercase())
}

/// Makes somebody the client's manager.
pub fn set_manager(tx: &mut Tx, id: i64, manager_id: Option<i64>) -> Result<()> {
    let before = fields_of(tx, id)?.manager_id;
    sql::set_manager(tx, id, manager_id)?;
    let told = |manager_id: Option<i64>| Some(json!({ "manager_id": manager_id }));
    tx.record("client", id, "updated", told(before), told(manager_id))?;
    Ok(())
}

/// Makes anew what is derived from a card, after its rows were put back as they were; nothing where it is gone.
pub(crate) fn settle(tx: &mut Tx, id: i64) -> Result<()> {
    if let Some(card) = sql::card(tx, id)? {
        sql::write_name(tx, id, &card.name.to_lowercase())?;
    }
    Ok(())
}

/// Writes all phones anew as people of a country write them: the office says that it is in another.
pub(crate) fn show_phones(tx: &mut Tx, country: &str) -> Result<()> {
    let mut after = 0;
    loop {
        let piece = sql::phones_after(tx, after, 1000)?;
        let Some((last, ..)) = piece.last() else { return Ok(()) };
        after = *last;
        for (id, number, before) in piece {
            if let Some(shown) = phones::shown(&number, country).filter(|shown| *shown != before) {
                sql::show_phone(tx, id, &shown)?;
            }
        }
    }
}

/// Whether anything but what is known, by its table, is tied to a client.
pub(crate) fn has_others<'a>(
    reader: &mut Reader,
    id: i64,
    known: impl Fn(&str) -> &'a [i64],
) -> Result<bool> {
    for (table, column) in TIED {
        if sql::tied(reader, table, column, id)?.iter().any(|id| !known(table).contains(id)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes a card to which nothing is tied.
pub(crate) fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    let before = crate::settings::json(&fields_of(tx, id)?)?;
    sql::remove(tx, id)?;
    tx.record("client", id, "removed", Some(before), None)?;
    Ok(())
}

/// Marks a card as belonging to the sample office.
pub fn mark_sample(tx: &mut Tx, id: i64) -> Result<()> {
    sql::mark_sample(tx, id)
}

/// The longest name: nobody has a longer one, and PostgreSQL's indexes take no long text.
pub const MOST_SIGNS: usize = 300;

/// Refuses a name that is too long.
pub fn check_length(field: &'static str, text: &str) -> Result<()> {
    let long = text.chars().nth(MOST_SIGNS).is_some();
    if long { Err(Error::TooLong { field, most: MOST_SIGNS as i64 }) } else { Ok(()) }
}

/// The form of an address, as far as a card needs it; sending checks it fully.
pub fn looks_like_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let clean = |part: &str| {
        !part.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','))
    };
    text.len() <= 254
        && !name.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && clean(text)
}
