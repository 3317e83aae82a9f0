//! Messages among their clients' contacts (S8): when they are taken, and when it proves later that they had left.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use deskbell_store::Tx;

use super::sql;
use crate::contacts::{self, SentMessage};
use crate::mailings::message::{MessageState, Way};
use crate::mailings::text::{Words, receivers};
use crate::mailings::{self, Mailing, letter};
use crate::office::Desk;
use crate::{Result, categories};

/// A gateway reports on an SMS of which nobody knew whether it left: it did.
pub(in crate::mailings) fn accept_reported(
    desk: &Desk,
    tx: &mut Tx,
    id: i64,
    gateway_id: i64,
    named: &str,
) -> Result<()> {
    let Some(known) = sql::known(tx, &[id])?.remove(&id) else { return Ok(()) };
    let category_id = categories::by_code(tx, "message_sent")?;
    let contact_id = contact(tx, &known, &known.text, category_id, desk.now())?;
    sql::set_accepted_late(tx, id, gateway_id, named, contact_id, desk.now())
}

/// Messages of which nobody knew whether they left proved to have: they are among their clients' contacts as any other, on
/// the day on which they left (S8).
pub(in crate::mailings) fn log_late(desk: &Desk, tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let category_id = categories::by_code(tx, "message_sent")?;
    let mut texts = HashMap::new();
    for id in ids {
        let Some(known) = sql::known(tx, &[*id])?.remove(id) else { continue };
        let sent = matches!(known.state, MessageState::Accepted | MessageState::Delivered);
        if !sent || known.contact_id.is_some() || known.client_id.is_none() {
            continue;
        }
        let information = match (known.way, known.mailing_id) {
            // A text that cannot be made any more keeps no letter from its place.
            (Way::Email, Some(mailing_id)) => {
                said(desk, tx, &mut texts, mailing_id, *id).unwrap_or_else(|error| {
                    log::warn!("what a letter of a mailing said is not known: {error}");
                    String::new()
                })
            }
            _ => known.text.clone(),
        };
        let at = known.submitted_at.unwrap_or_else(|| desk.now());
        if let Some(contact_id) = contact(tx, &known, &information, category_id, at)? {
            sql::set_contact(tx, *id, contact_id)?;
        }
    }
    Ok(())
}

/// What a letter of a mailing says, as the log of contacts keeps it.
fn said(
    desk: &Desk,
    tx: &mut Tx,
    texts: &mut HashMap<i64, (Mailing, Words)>,
    mailing_id: i64,
    id: i64,
) -> Result<String> {
    let (mailing, words) = match texts.entry(mailing_id) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => {
            let mailing = mailings::get(tx, mailing_id)?;
            let words = Words::read(desk, tx, &mailing)?;
            place.insert((mailing, words))
        }
    };
    let receiver = receivers(desk, tx, mailing, &[id])?.pop();
    let letter = receiver.map(|receiver| words.letter(&receiver)).transpose()?.flatten();
    Ok(letter.map(|letter| letter::information(&letter)).unwrap_or_default())
}

/// Puts a message of ours among its client's contacts (S8).
pub(super) fn contact(
    tx: &mut Tx,
    known: &sql::Known,
    information: &str,
    category_id: Option<i64>,
    at: i64,
) -> Result<Option<i64>> {
    let Some(client_id) = known.client_id else { return Ok(None) };
    let message = SentMessage {
        client_id,
        request_id: known.request_id,
        at,
        way: known.way,
        information,
        address: &known.address,
        employee_id: known.employee_id,
        category_id,
    };
    contacts::log_message(tx, &message).map(Some)
}
