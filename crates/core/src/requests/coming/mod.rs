//! What a letter that comes or goes means for its request: it begins one, or is counted in it.

mod sql;

use deskbell_store::Tx;

use super::{Kind, insert, row, set_status};
use crate::conditions::composed;
use crate::contacts::Direction;
use crate::letters::Person;
use crate::office::Desk;
use crate::{Result, clients};

/// What a coming letter means for its request.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The other side: who wrote, or whom we wrote to.
    pub other: Person,
    pub subject: String,
    pub snippet: String,
    pub at: i64,
    /// When it reached us. A sender's clock may be slow and a server may hold a letter back: whether it is news is
    /// decided by this.
    pub came_at: i64,
    pub direction: Direction,
    /// An auto-reply, bounce or newsletter: it opens, reopens and answers nothing.
    pub automatic: bool,
    /// Comes from an archive: no life of the desk changes by it.
    pub archive: bool,
    pub seen: bool,
    pub has_files: bool,
}

/// Makes the request of a letter that starts a matter. A client's goes to the client's manager (R16). `previous_id`: the
/// refused or spam request that the letter answers (R12).
pub fn from_letter(
    desk: &Desk,
    tx: &mut Tx,
    coming: &Coming,
    previous_id: Option<i64>,
    sample: bool,
) -> Result<i64> {
    let client = clients::by_email(tx, &coming.other.address)?;
    let incoming = coming.direction == Direction::Incoming;
    let status = match (coming.archive, coming.direction) {
        (true, _) => "done",
        (false, Direction::Incoming) => "new",
        (false, Direction::Outgoing) => "waiting",
    };
    let new = super::sql::New {
        subject: &coming.subject,
        status,
        open: !coming.archive,
        archive: coming.archive,
        source: "mail",
        client_id: client.map(|(id, _)| id),
        name: &composed(&coming.other.name),
        email: &coming.other.address.to_lowercase(),
        phone: "",
        comment: "",
        assignee_id: client.and_then(|(_, manager)| manager),
        urgent: false,
        deadline: None,
        previous_id,
        sample,
        at: coming.at,
        last_at: coming.came_at,
        letter: Some(super::sql::Beginning {
            snippet: &coming.snippet,
            has_files: coming.has_files,
            answered_at: (!coming.archive && !incoming).then_some(coming.at),
            unread: is_unread(coming),
        }),
    };
    insert(desk, tx, &new)
}

/// Whether somebody is still to read it.
fn is_unread(coming: &Coming) -> bool {
    coming.direction == Direction::Incoming && !coming.archive && !coming.seen && !coming.automatic
}

/// Counts an automatic letter that finds its place later than it came: nothing else of the request changes by it.
pub fn automatic_joined(tx: &mut Tx, id: i64, has_files: bool) -> Result<()> {
    sql::count_automatic(tx, id, has_files)?;
    tx.record("request", id, "letter", None, None)?;
    Ok(())
}

/// Takes note of a letter in its request: counts, dates, what is unread, whether the client or we owe an answer. Gives
/// the request that the letter is in.
pub fn letter_came(tx: &mut Tx, id: i64, coming: &Coming) -> Result<i64> {
    let before = row(tx, id)?;
    let newest = coming.came_at >= before.last_at;
    let live = newest && !coming.archive && !coming.automatic;
    let incoming = coming.direction == Direction::Incoming;
    sql::count_letter(
        tx,
        id,
        &sql::Counted {
            coming,
            newest: newest && !coming.automatic,
            answered: live.then_some((!incoming).then_some(coming.at)),
            unread: is_unread(coming),
        },
    )?;
    let status = match (before.status.kind, before.status.code.as_str()) {
        _ if !live => None,
        (_, "new") if !incoming => Some("waiting"),
        (Kind::Open, _) => None,
        _ if incoming && before.assignee_id.is_some() => Some("in_work"),
        _ if incoming => Some("new"),
        _ => None,
    };
    if let Some(status) = status {
        set_status(tx, &before, status, coming.at)?;
    }
    tx.record("request", id, "letter", None, None)?;
    Ok(id)
}
