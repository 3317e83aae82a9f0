//! Optional parts of the program (K9). What is switched off is not shown, does not ring, and its commands refuse.

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::office::Desk;
use crate::{Error, Result, reminders};

const KEY: &str = "parts";

/// Which parts are on. Both are at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Parts {
    /// "Client interaction": reminders and interests.
    pub client_interaction: bool,
    /// "Mass SMS and e-mail".
    pub mass_mailing: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { client_interaction: true, mass_mailing: true }
    }
}

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    ClientInteraction,
    MassMailing,
}

impl Part {
    /// The part's name, as settings and errors have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::ClientInteraction => "client_interaction",
            Self::MassMailing => "mass_mailing",
        }
    }

    /// The part that a command belongs to, by the noun before its dot.
    pub fn of_command(name: &str) -> Option<Self> {
        match name.split('.').next() {
            Some("reminders" | "interests") => Some(Self::ClientInteraction),
            Some("mailings" | "gateways" | "callbacks") => Some(Self::MassMailing),
            _ => None,
        }
    }
}

/// Which parts are on.
pub fn get(reader: &mut Reader) -> Result<Parts> {
    Ok(super::value(reader, KEY)?.unwrap_or_default())
}

/// Switches parts on or off. What came due while reminders were off does not ring all at once: the list shows it.
pub fn update(desk: &Desk, tx: &mut Tx, new: Parts) -> Result<Parts> {
    let before = get(tx)?;
    if new.client_interaction && !before.client_interaction {
        reminders::silence_due(desk, tx)?;
    }
    super::set(tx, KEY, &new)?;
    tx.record("setting", 0, "updated", Some(super::json(&before)?), Some(super::json(&new)?))?;
    Ok(new)
}

/// Whether a part is on.
pub fn is_on(reader: &mut Reader, part: Part) -> Result<bool> {
    let parts = get(reader)?;
    Ok(match part {
        Part::ClientInteraction => parts.client_interaction,
        Part::MassMailing => parts.mass_mailing,
    })
}

/// Refuses what belongs to a part that is off.
pub fn need(reader: &mut Reader, part: Part) -> Result<()> {
    if is_on(reader, part)? { Ok(()) } else { Err(Error::PartOff(part.code())) }
}
