//! Requests: numbered matters, born of letters or by hand, open until somebody closes them.

mod conversation;
mod list;
mod notes;
mod reply;
mod sql;
#[cfg(test)]
mod tests;

use deskbell_mail::letter::Letter;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use conversation::{EventItem, Item, LetterItem, NoteItem, Request, get};
pub use list::{RequestCounts, RequestList, RequestPage, RequestRow, View, counts, list};
pub use notes::{note, remove_note, update_note};
pub use reply::{Reply, Replied, reply};

use crate::contacts::Direction;
use crate::letters::Person;
use crate::office::Desk;
use crate::settings::numbers;
use crate::{Error, Result, clients, phones};

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

/// What a coming letter means for its request.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The other side: who wrote, or whom we wrote to.
    pub other: Person,
    pub subject: String,
    pub snippet: String,
    pub at: i64,
    pub direction: Direction,
    /// An auto-reply, bounce or newsletter: it opens, reopens and answers nothing.
    pub automatic: bool,
    /// Comes from an archive: no life of the desk changes by it.
    pub archive: bool,
    pub seen: bool,
    pub has_files: bool,
}

/// What is typed into "+ Request" (R5).
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct NewRequest {
    #[ts(as = "String")]
    pub subject: String,
    pub client_id: Option<i64>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub comment: Option<String>,
    pub urgent: Option<bool>,
    pub deadline: Option<i64>,
    pub assignee_id: Option<i64>,
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
}

/// What of a request a reply changes, kept so that "undo send" can give it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Before {
    pub status: String,
    pub assignee_id: Option<i64>,
    pub answered_at: Option<i64>,
    pub last_at: i64,
    pub snippet: String,
    pub letters: i64,
    pub has_files: bool,
}

/// One request's row.
pub fn row(reader: &mut Reader, id: i64) -> Result<Row> {
    sql::row(reader, id)?.ok_or(Error::NotFound { noun: "request", id })
}

/// The request of a number.
pub fn by_number(reader: &mut Reader, number: &str) -> Result<Option<i64>> {
    sql::by_number(reader, number)
}

/// The requests of a client, newest first.
pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<RequestRef>> {
    sql::of_client(reader, client_id)
}

/// Whether a request was closed as refused or spam: it takes no further letters (R12).
pub fn ended(reader: &mut Reader, id: i64) -> Result<bool> {
    Ok(matches!(row(reader, id)?.status.kind, Kind::Lost | Kind::Spam))
}

/// Makes the request of a letter that starts a matter. A client's goes to the client's manager (R16).
pub fn from_letter(desk: &Desk, tx: &mut Tx, coming: &Coming, letter: &Letter, sample: bool) -> Result<i64> {
    let client = clients::by_email(tx, &coming.other.address)?;
    let previous_id = previous(tx, letter)?;
    let status = match (coming.archive, coming.direction) {
        (true, _) => "done",
        (false, Direction::Incoming) => "new",
        (false, Direction::Outgoing) => "waiting",
    };
    let new = sql::New {
        subject: &coming.subject,
        status,
        open: !coming.archive,
        archive: coming.archive,
        source: "mail",
        client_id: client.map(|(id, _)| id),
        name: &coming.other.name,
        email: &coming.other.address.to_lowercase(),
        phone: "",
        comment: "",
        assignee_id: client.and_then(|(_, manager)| manager),
        urgent: false,
        deadline: None,
        previous_id,
        sample,
        at: coming.at,
    };
    insert(desk, tx, &new)
}

/// The refused or spam request that an answer was to, so that the new one is linked to it (R12).
fn previous(tx: &mut Tx, letter: &Letter) -> Result<Option<i64>> {
    match &letter.in_reply_to {
        Some(id) => sql::request_of_message(tx, id),
        None => Ok(None),
    }
}

fn insert(desk: &Desk, tx: &mut Tx, new: &sql::New) -> Result<i64> {
    let (general, zone) = desk.general(tx)?;
    let number = numbers::next(tx, &general.number_template, "R", new.at, zone)?;
    let id = sql::insert(tx, &number, new)?;
    tx.record("request", id, "created", None, Some(serde_json::json!({ "number": number, "source": new.source })))?;
    Ok(id)
}

/// Makes a request by hand (R5). A person who is no client stays out of the directory.
pub fn create(desk: &Desk, tx: &mut Tx, new: &NewRequest) -> Result<i64> {
    let me = desk.me()?;
    let (general, _) = desk.general(tx)?;
    let subject = new.subject.trim();
    let comment = new.comment.as_deref().unwrap_or_default().trim();
    if subject.is_empty() && comment.is_empty() {
        return Err(Error::EmptyText { field: "subject" });
    }
    let email = new.email.as_deref().unwrap_or_default().trim().to_lowercase();
    if !email.is_empty() && !clients::looks_like_address(&email) {
        return Err(Error::BadEmail(email));
    }
    let phone = match new.phone.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => phones::read(typed, &general.country).ok_or_else(|| Error::BadPhone(typed.to_owned()))?.shown,
        None => String::new(),
    };
    let name = new.name.as_deref().unwrap_or_default().trim();
    let id = insert(
        desk,
        tx,
        &sql::New {
            subject: if subject.is_empty() { comment.lines().next().unwrap_or_default() } else { subject },
            status: "in_work",
            open: true,
            archive: false,
            source: "phone",
            client_id: new.client_id,
            name,
            email: &email,
            phone: &phone,
            comment,
            assignee_id: Some(new.assignee_id.unwrap_or(me)),
            urgent: new.urgent.unwrap_or(false),
            deadline: new.deadline,
            previous_id: None,
            sample: false,
            at: desk.now(),
        },
    )?;
    sql::write_text(tx, id)?;
    Ok(id)
}

/// Takes note of a letter in its request: counts, dates, what is unread, whether the client or we owe an answer. Gives
/// the request that the letter is in.
pub fn letter_came(tx: &mut Tx, id: i64, coming: &Coming) -> Result<i64> {
    let before = row(tx, id)?;
    let newest = coming.at >= before.last_at;
    let live = newest && !coming.archive && !coming.automatic;
    sql::count_letter(tx, id, coming, newest && !coming.automatic)?;
    match coming.direction {
        Direction::Incoming if live => {
            sql::set_answered(tx, id, None)?;
            let reopened = match before.status.kind {
                Kind::Open => None,
                _ if before.assignee_id.is_some() => Some("in_work"),
                _ => Some("new"),
            };
            if let Some(status) = reopened {
                set_status(tx, &before, status, coming.at)?;
            }
        }
        Direction::Outgoing if live => {
            sql::set_answered(tx, id, Some(coming.at))?;
            if before.status.code == "new" {
                set_status(tx, &before, "waiting", coming.at)?;
            }
        }
        Direction::Incoming | Direction::Outgoing => {}
    }
    if coming.direction == Direction::Incoming && !coming.archive && !coming.seen && !coming.automatic {
        sql::set_unread(tx, id, true)?;
    }
    tx.record("request", id, "letter", None, None)?;
    Ok(id)
}

/// Moves the letters of a request that was made only because an earlier letter was missing, and that nobody has
/// touched, into another request. A request that somebody worked on stays.
pub fn join_untouched(tx: &mut Tx, from: i64, into: i64) -> Result<()> {
    let source = row(tx, from)?;
    if source.touched {
        return Ok(());
    }
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
        sql::set_assignee(tx, id, employee_id)?;
        sql::touch(tx, id)?;
        let change = |id: Option<i64>| Some(serde_json::json!({ "assignee_id": id }));
        tx.record("request", id, "assigned", change(before.assignee_id), change(employee_id))?;
    }
    Ok(())
}

/// Marks a request as read or unread here and on the server.
pub fn set_seen(tx: &mut Tx, id: i64, seen: bool) -> Result<()> {
    row(tx, id)?;
    sql::set_unread(tx, id, !seen)?;
    if seen {
        crate::letters::mark_seen(tx, id)?;
    }
    tx.record("request", id, "seen", None, None)?;
    Ok(())
}

/// Changes what stands in a request's head.
pub fn update(tx: &mut Tx, id: i64, change: &RequestChange) -> Result<()> {
    row(tx, id)?;
    if change.subject.as_deref().is_some_and(|subject| subject.trim().is_empty()) {
        return Err(Error::EmptyText { field: "subject" });
    }
    sql::update(tx, id, change)?;
    sql::touch(tx, id)?;
    tx.record("request", id, "updated", None, Some(crate::settings::json(change)?))?;
    Ok(())
}

/// The request as it stood before a reply that was taken back.
pub fn restore(tx: &mut Tx, id: i64, before: &Before) -> Result<()> {
    let now = row(tx, id)?;
    if now.status.code != before.status {
        set_status(tx, &now, &before.status, before.last_at)?;
    }
    sql::restore(tx, id, before)?;
    tx.record("request", id, "letter", None, None)?;
    Ok(())
}

/// Notes that somebody works on a request, so that it is not joined to another by itself.
pub fn touched(tx: &mut Tx, id: i64) -> Result<()> {
    sql::touch(tx, id)
}

/// Adds the person of a request to the directory and ties them (R16); the one at the desk becomes the manager. Gives
/// the client's id. A client with that address is tied rather than doubled.
pub fn add_client(desk: &Desk, tx: &mut Tx, id: i64) -> Result<i64> {
    let request = row(tx, id)?;
    if let Some(client_id) = request.client_id {
        return Ok(client_id);
    }
    let known = match request.email.as_str() {
        "" => None,
        email => clients::by_email(tx, email)?,
    };
    let client_id = match known {
        Some((client_id, _)) => client_id,
        None => {
            let name = [&request.name, &request.email, &request.phone].into_iter().find(|name| !name.trim().is_empty());
            let fields = clients::ClientFields {
                name: name.cloned().ok_or(Error::EmptyText { field: "name" })?,
                emails: Some(request.email.clone()).filter(|email| clients::looks_like_address(email)).into_iter().collect(),
                phones: Some(request.phone.clone()).filter(|phone| !phone.is_empty()).into_iter().collect(),
                manager_id: desk.employee_id,
                ..clients::ClientFields::default()
            };
            clients::create(desk, tx, fields)?
        }
    };
    link_client(tx, id, client_id)?;
    Ok(client_id)
}

/// Ties a request to a client of the directory, and with it all requests of the same address that have no client.
pub fn link_client(tx: &mut Tx, id: i64, client_id: i64) -> Result<()> {
    let request = row(tx, id)?;
    sql::set_client(tx, id, client_id)?;
    if !request.email.is_empty() {
        sql::set_client_by_email(tx, &request.email, client_id)?;
    }
    tx.record("request", id, "client", None, Some(serde_json::json!({ "client_id": client_id })))?;
    Ok(())
}
