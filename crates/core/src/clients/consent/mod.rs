//! Whether a client agreed to be written to, by each way, how that is known and since when (C1). Mailings ask here.

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check_length;
use crate::{Result, zone};

/// A way by which one writes to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ConsentWay")]
pub enum Way {
    Email,
    Sms,
}

impl Way {
    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// The way of a stored name.
    pub fn of(code: &str) -> Self {
        if code == "sms" { Self::Sms } else { Self::Email }
    }
}

/// What a client said about one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Consent {
    /// Agreed; otherwise refused.
    pub given: bool,
    /// How that is known: "by phone", "form on the site".
    pub source: String,
    /// `YYYY-MM-DD`; today where it is left empty.
    pub day: String,
}

/// What a client said about each way; nothing where nobody asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Consents {
    pub email: Option<Consent>,
    pub sms: Option<Consent>,
}

/// What a client said.
pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Consents> {
    sql::of_client(reader, client_id)
}

/// Brings what was typed into its stored form; refuses a day that is none, or is still to come.
pub fn check(consents: &mut Consents, today: &str) -> Result<()> {
    for consent in [&mut consents.email, &mut consents.sms].into_iter().flatten() {
        consent.source = consent.source.split_whitespace().collect::<Vec<_>>().join(" ");
        check_length("source", &consent.source)?;
        if consent.day.trim().is_empty() {
            consent.day = today.to_owned();
        }
        zone::parse_day(&consent.day)?;
        if consent.day.as_str() > today {
            return Err(crate::Error::InvalidDay(consent.day.clone()));
        }
    }
    Ok(())
}

/// Keeps what a client said, which has been checked. The caller records the change.
pub fn write(tx: &mut Tx, client_id: i64, consents: &Consents) -> Result<()> {
    for (way, consent) in [(Way::Email, &consents.email), (Way::Sms, &consents.sms)] {
        sql::write(tx, client_id, way, consent.as_ref())?;
    }
    Ok(())
}
