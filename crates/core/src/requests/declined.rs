//! Who asked not to be written to: what a personal message heeds, and what its writer is told beforehand (R27, M10).
//!
//! "Do not write" on the card means every message. Who declined mailings alone may still be answered: that is no mailing.

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::row;
use crate::mailings::message::Way;
use crate::mailings::stopped;
use crate::office::Desk;
use crate::{Error, Result, clients, phones};

/// Where somebody is about to write in a request.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "AskDeclined")]
pub struct Ask {
    pub id: i64,
    /// E-mails and phones, as they stand before the writer.
    pub addresses: Vec<String>,
}

/// What the writer should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Declined {
    /// "Do not write" stands on the client's card.
    pub do_not_write: bool,
    /// Those of the addresses whose owners want no mailings.
    pub opted_out: Vec<String>,
}

/// What is known of the addresses that somebody is about to write to.
pub fn declined(desk: &Desk, reader: &mut Reader, ask: &Ask) -> Result<Declined> {
    let client_id = row(reader, ask.id)?.client_id.filter(|_| desk.sees_clients());
    let (general, _) = desk.general(reader)?;
    let mut opted_out = Vec::new();
    for address in &ask.addresses {
        let (way, normal) = match address.contains('@') {
            true => (Way::Email, Some(address.trim().to_lowercase())),
            false => (Way::Sms, phones::read(address, &general.country).map(|phone| phone.number)),
        };
        if let Some(normal) = normal
            && stopped::is_opted_out(reader, way, &normal)?
        {
            opted_out.push(address.clone());
        }
    }
    Ok(Declined { do_not_write: wants_nothing(reader, client_id)?, opted_out })
}

fn wants_nothing(reader: &mut Reader, client_id: Option<i64>) -> Result<bool> {
    match client_id {
        Some(id) => Ok(clients::fields_of(reader, id)?.do_not_write),
        None => Ok(false),
    }
}

/// Refuses to write to a client on whose card "do not write" stands.
pub(crate) fn check_wanted(reader: &mut Reader, client_id: Option<i64>) -> Result<()> {
    if wants_nothing(reader, client_id)? { Err(Error::DoNotWrite) } else { Ok(()) }
}
