//! Requests: numbered matters, born of letters or by hand, open until somebody closes them.

mod bulk;
mod by_hand;
mod coming;
mod conversation;
mod declined;
mod list;
mod notes;
mod person;
mod reply;
mod sms;
mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use bulk::{assign_all, set_status_of};
pub use by_hand::{NewRequest, create};
pub use coming::{Coming, automatic_joined, from_letter, letter_came};
pub use conversation::{EventItem, Item, LetterItem, NoteItem, Request, SmsItem, get};
pub(crate) use declined::check_wanted;
pub use declined::{Ask, Declined, declined};
pub(crate) use list::who;
pub use list::{RequestCounts, RequestList, RequestPage, RequestRow, View, counts, list};
pub use notes::{note, remove_note, update_note};
pub use person::{add_client, link_client};
pub use reply::{Replied, Reply, reply};
pub(crate) use sms::{Sender, answered_by_sms, sms_came};
pub(crate) use sql::touch_client;

use crate::office::Desk;
use crate::settings::numbers;
use crate::{Error, Result, employees, notices, zone};

/// The kind of a status: what it means for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "StatusKind")]
pub enum Kind {
    Open,
    Waiting,
    Won,
    Lost,
    Spam,
}

impl Kind {
    fn of(code: &str) -> Self {
        match code {
            "waiting" => Self::Waiting,
            "won" => Self::Won,
            "lost" => Self::Lost,
            "spam" => Self::Spam,
            _ => Self::Open,
        }
    }

    /// Whether a request of this kind is still on the desk.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Waiting)
    }

    fn is_ended(self) -> bool {
        matches!(self, Self::Lost | Self::Spam)
    }
}

/// A status as other things name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatusRef {
    pub code: String,
    pub kind: Kind,
}

/// A request as other things name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestRef {
    pub id: i64,
    pub number: String,
    pub subject: String,
    pub status: StatusRef,
    pub last_at: i64,
}

/// What of a request can be changed by hand; what is absent stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RequestChange {
    pub subject: Option<String>,
    pub urgent: Option<bool>,
    /// Null keeps the deadline, 0 removes it.
    pub deadline: Option<i64>,
}

/// Everything of a request that stands in its own row.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: i64,
    pub number: String,
    pub subject: String,
    pub status: StatusRef,
    pub archive: bool,
    pub client_id: Option<i64>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub assignee_id: Option<i64>,
    pub created_at: i64,
    pub last_at: i64,
    pub answered_at: Option<i64>,
    pub touched: bool,
    pub urgent: bool,
    pub deadline: Option<i64>,
    pub previous_id: Option<i64>,
    pub sample: bool,
}

/// What of a request a reply changes, kept so that "undo send" can give it back; with the status and assignee that the
/// reply gave, to tell whether somebody changed them since.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Before {
    pub status: String,
    pub assignee_id: Option<i64>,
    pub answered_at: Option<i64>,
    pub last_at: i64,
    pub snippet: String,
    pub has_files: bool,
    pub unread: bool,
    pub closed_at: Option<i64>,
    pub given_status: String,
    pub given_assignee_id: Option<i64>,
    /// What the directory got.
    #[serde(default)]
    pub given: Option<person::Given>,
}

/// One request's row.
pub fn row(reader: &mut Reader, id: i64) -> Result<Row> {
    sql::row(reader, id)?.ok_or(Error::NotFound { noun: "request", id })
}

/// The request of a number.
pub fn by_number(reader: &mut Reader, number: &str) -> Result<Option<i64>> {
    sql::by_number(reader, number)
}

/// The newest requests of a client, and how many there are.
pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<(Vec<RequestRef>, i64)> {
    Ok((sql::of_client(reader, client_id)?, sql::count_of_client(reader, client_id)?))
}

/// Whether a request was closed as refused or spam: it takes no further letters (R12).
pub fn ended(reader: &mut Reader, id: i64) -> Result<bool> {
    Ok(row(reader, id)?.status.kind.is_ended())
}

/// The open request that followed on one that is refused or spam, directly or by others that ended as well: further
/// letters go there and make no third one (R12).
pub fn successor(reader: &mut Reader, ended: i64) -> Result<Option<i64>> {
    let mut known = vec![ended];
    let mut at = 0;
    while let Some(id) = known.get(at).copied().filter(|_| known.len() < MOST_SUCCESSORS) {
        let next = sql::successors(reader, id)?;
        if let Some((id, _)) = next.iter().find(|(_, open)| *open) {
            return Ok(Some(*id));
        }
        for (id, _) in next {
            if !known.contains(&id) {
                known.push(id);
            }
        }
        at += 1;
    }
    Ok(None)
}

/// More are not followed.
const MOST_SUCCESSORS: usize = 50;

fn insert(desk: &Desk, tx: &mut Tx, new: &sql::New) -> Result<i64> {
    let (general, zone) = desk.general(tx)?;
    let number = numbers::next(tx, &general.number_template, "R", new.at, zone)?;
    let id = sql::insert(tx, &number, new)?;
    tx.record(
        "request",
        id,
        "created",
        None,
        Some(serde_json::json!({ "number": number, "source": new.source })),
    )?;
    Ok(id)
}

/// Moves the letters of a request that was made only because an earlier letter was missing, and that nobody has
/// touched, into another request. A request that somebody worked on stays, and so does one that is apart on purpose,
/// because the other was refused or spam (R12).
pub fn join_untouched(tx: &mut Tx, from: i64, into: i64) -> Result<()> {
    let source = row(tx, from)?;
    if source.touched || source.previous_id.is_some() || ended(tx, into)? {
        return Ok(());
    }
    notices::follow_join(tx, from, into)?;
    sql::join(tx, from, into)?;
    tx.record("request", into, "joined", None, Some(serde_json::json!({ "number": source.number })))?;
    tx.record("request", from, "removed", None, Some(serde_json::json!({ "into": into })))?;
    Ok(())
}

/// Gives requests a status. One that closes is off the desk; its reminders stay.
pub fn set_statuses(desk: &Desk, tx: &mut Tx, ids: &[i64], status: &str) -> Result<()> {
    for &id in ids {
        let before = row(tx, id)?;
        if before.status.code != status {
            set_status(tx, &before, status, desk.now())?;
            sql::touch(tx, id)?;
        }
    }
    Ok(())
}

pub(super) fn set_status(tx: &mut Tx, before: &Row, status: &str, at: i64) -> Result<()> {
    let kind = sql::kind_of(tx, status)?.ok_or_else(|| Error::BadRequest(format!("no status {status}")))?;
    sql::set_status(tx, before.id, status, kind.is_open(), (!kind.is_open()).then_some(at))?;
    let change = |code: &str| Some(serde_json::json!({ "status": code }));
    tx.record("request", before.id, "status", change(&before.status.code), change(status))?;
    Ok(())
}

/// Gives requests to an employee, or to nobody.
pub fn assign(tx: &mut Tx, ids: &[i64], employee_id: Option<i64>) -> Result<()> {
    for &id in ids {
        let before = row(tx, id)?;
        if before.assignee_id == employee_id {
            continue;
        }
        employees::check_active(tx, employee_id, before.assignee_id)?;
        sql::set_assignee(tx, id, employee_id)?;
        sql::touch(tx, id)?;
        let change = |id: Option<i64>| Some(serde_json::json!({ "assignee_id": id }));
        tx.record("request", id, "assigned", change(before.assignee_id), change(employee_id))?;
        notices::tell(tx, &notices::Event::Assigned { request_id: id })?;
    }
    Ok(())
}

/// Marks a request as read or unread here and on the server.
pub fn set_seen(tx: &mut Tx, id: i64, seen: bool) -> Result<()> {
    row(tx, id)?;
    sql::set_unread(tx, id, !seen)?;
    if seen {
        crate::letters::mark_seen(tx, id)?;
        crate::sms::mark_seen(tx, id)?;
    } else {
        crate::letters::mark_unseen(tx, id)?;
        crate::sms::mark_unseen(tx, id)?;
    }
    tx.record("request", id, "seen", None, None)?;
    Ok(())
}

/// Changes what stands in a request's head.
pub fn update(tx: &mut Tx, id: i64, change: &RequestChange) -> Result<()> {
    let before = row(tx, id)?;
    if change.subject.as_deref().is_some_and(|subject| subject.trim().is_empty()) {
        return Err(Error::EmptyText { field: "subject" });
    }
    if let Some(deadline) = change.deadline {
        zone::check_instant(deadline, "deadline")?;
    }
    sql::update(tx, id, change)?;
    if change.deadline.is_some() {
        notices::know_deadline(tx, id)?;
    }
    sql::write_text(tx, id)?;
    sql::touch(tx, id)?;
    let old = RequestChange {
        subject: change.subject.is_some().then_some(before.subject),
        urgent: change.urgent.is_some().then_some(before.urgent),
        deadline: change.deadline.and(before.deadline),
    };
    let told = |change: &RequestChange| crate::settings::json(change).map(Some);
    tx.record("request", id, "updated", told(&old)?, told(change)?)?;
    Ok(())
}

/// The request as it stood before a reply of the instant `at` that was taken back. What changed since by other hands or
/// letters stays.
pub fn restore(tx: &mut Tx, id: i64, at: i64, before: &Before) -> Result<()> {
    let now = row(tx, id)?;
    if now.status.code == before.given_status && now.status.code != before.status {
        set_status(tx, &now, &before.status, before.closed_at.unwrap_or(before.last_at))?;
    }
    let assignee_id =
        if now.assignee_id == before.given_assignee_id { before.assignee_id } else { now.assignee_id };
    sql::restore(tx, id, at, assignee_id, before)?;
    if let Some(given) = &before.given {
        person::take_back(tx, given)?;
    }
    tx.record("request", id, "letter", None, None)?;
    Ok(())
}

/// Notes that somebody works on a request, so that it is not joined to another by itself.
pub fn touched(tx: &mut Tx, id: i64) -> Result<()> {
    sql::touch(tx, id)
}

/// Makes anew what is derived from a request's rows, after they were put back as they were.
pub(crate) fn settle(tx: &mut Tx, id: i64) -> Result<()> {
    sql::touch_client(tx, id)?;
    settle_text(tx, id)
}

/// Makes what a request's words are found by anew.
pub(crate) fn settle_text(tx: &mut Tx, id: i64) -> Result<()> {
    match sql::row(tx, id)? {
        Some(_) => sql::write_text(tx, id),
        None => sql::remove_text(tx, id),
    }
}
