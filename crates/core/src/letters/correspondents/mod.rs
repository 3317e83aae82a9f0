//! With whom letters were exchanged, for completing an address while it is typed (M10).

mod sql;

use deskbell_store::{Reader, Tx};

use super::{Person, Recipients};
use crate::Result;
use crate::contacts::Direction;
use crate::office::Desk;

/// Of a letter to more people only so many are kept.
const MOST_CORRESPONDENTS: usize = 20;

/// Keeps the addresses of a letter for completing them while somebody types (M10): who wrote it, or to whom we wrote.
pub(crate) fn keep_correspondents(
    tx: &mut Tx,
    direction: Direction,
    from: &Person,
    recipients: &Recipients,
    at: i64,
) -> Result<()> {
    match direction {
        Direction::Incoming => sql::keep(tx, from, at),
        Direction::Outgoing => {
            let people = recipients.to.iter().chain(&recipients.cc).take(MOST_CORRESPONDENTS);
            people.into_iter().try_for_each(|person| sql::keep(tx, person, at))
        }
    }
}

/// Correspondents whose name or address holds the words, for completion.
pub fn suggest(desk: &Desk, reader: &mut Reader, words: &str) -> Result<Vec<Person>> {
    sql::suggest(reader, words, desk.sees_clients())
}
