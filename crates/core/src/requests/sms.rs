//! What an SMS means for its request: it opens one, comes into one, or answers one (R27).

use deskbell_store::Tx;

use super::{Coming, insert, letter_came, row, sql};
use crate::contacts::Direction;
use crate::letters::{self, Person};
use crate::office::Desk;
use crate::{Result, clients};

/// Who an SMS comes from.
pub(crate) struct Sender<'a> {
    pub client_id: Option<i64>,
    /// As people read it.
    pub phone: &'a str,
}

/// Puts an SMS that came into a request, or makes one of it; the request, and whether it is new.
pub(crate) fn sms_came(
    desk: &Desk,
    tx: &mut Tx,
    sender: &Sender,
    text: &str,
    request_id: Option<i64>,
) -> Result<(i64, bool)> {
    let snippet = letters::snippet(text, 200);
    let id = match request_id {
        Some(id) => id,
        None => {
            let manager_id = match sender.client_id {
                Some(client_id) => clients::fields_of(tx, client_id)?.manager_id,
                None => None,
            };
            let name = match sender.client_id {
                Some(client_id) => clients::fields_of(tx, client_id)?.name,
                None => sender.phone.to_owned(),
            };
            let subject: String = text.lines().next().unwrap_or_default().trim().chars().take(100).collect();
            let new = sql::New {
                subject: if subject.is_empty() { "SMS" } else { &subject },
                status: "new",
                open: true,
                archive: false,
                source: "sms",
                client_id: sender.client_id,
                name: &name,
                email: "",
                phone: sender.phone,
                comment: "",
                assignee_id: manager_id,
                urgent: false,
                deadline: None,
                previous_id: None,
                sample: false,
                at: desk.now(),
                last_at: desk.now(),
                letter: None,
            };
            insert(desk, tx, &new)?
        }
    };
    letter_came(tx, id, &coming(desk, Direction::Incoming, snippet))?;
    Ok((id, request_id.is_none()))
}

/// The request after we answered it by SMS, as after a letter.
pub(crate) fn answered_by_sms(desk: &Desk, tx: &mut Tx, id: i64, text: &str, me: i64) -> Result<()> {
    letter_came(tx, id, &coming(desk, Direction::Outgoing, letters::snippet(text, 200)))?;
    super::reply::move_on(desk, tx, id, false, me)?;
    row(tx, id).map(drop)
}

fn coming(desk: &Desk, direction: Direction, snippet: String) -> Coming {
    Coming {
        other: Person::default(),
        subject: String::new(),
        snippet,
        at: desk.now(),
        came_at: desk.now(),
        direction,
        automatic: false,
        archive: false,
        seen: direction == Direction::Outgoing,
        has_files: false,
    }
}
