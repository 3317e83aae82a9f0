//! Notices: what an employee is told of, by which ways, and when not (N1, N2, M13).
//!
//! A notice is a row: whom it is for, what happened, what it is about. It is made in the transaction of what caused it
//! or by the clock job, and never twice: an employee, an event, a thing and an occasion make one row at most. Its words
//! and names are made where it is shown, so that the language and the rights of that moment count.
//!
//! Who is told by default, the one who did it always left out:
//!
//! | event | told to |
//! | --- | --- |
//! | new request | its assignee, who is the client's manager; without one, everybody who may answer letters |
//! | assigned | the new assignee |
//! | client answered, client approved, deadline near | the assignee, otherwise the client's manager, otherwise everybody who may answer letters |
//! | deadline past | the same, and the assignee's supervisor |
//! | no reply | the client's manager, otherwise the assignee, otherwise everybody who may answer letters (R13) |
//! | reminder | its employee |
//! | mention | whoever is named |
//! | mailing finished | whoever started it |
//! | sync failed | everybody who may manage settings |
//!
//! The working address of the office (M13) hears of new requests, approvals and failed syncs. An employee who was
//! deactivated hears of nothing; one's work falls to the next in the row. Of the invented requests of the sample office
//! the window alone tells.
//!
//! The ways: the window's list of notices (kept 90 days), the desktop, e-mail. In an employee's quiet hours the last two
//! wait, and come as one. Letters wait two minutes, so that nobody is written to about what they read at once.

mod by_email;
mod centre;
mod desktop;
mod due;
mod mentions;
mod recipients;
mod sql;
#[cfg(test)]
mod tests;
mod trouble;
mod ways;
mod wording;
mod working_address;

use deskbell_store::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use by_email::mark;
pub use by_email::send_due;
pub use centre::{
    NoticeCount, NoticeList, NoticePage, NoticeRow, count, leave, list, look_at, read, read_all, unread_again,
};
pub use desktop::{Shown, arrive, is_waiting, take};
pub use due::{begin, tell_due};
pub(crate) use due::{begin_anew, hush, know_deadline};
pub(crate) use mentions::tell_mentioned;
pub(crate) use trouble::{sync_failed, sync_good};
pub use ways::{MyNotices, Quiet, Ways, mine, update_mine};
pub use wording::{body, title};
pub use working_address::{OfficeNotices, office, update_office};

use crate::{Result, WireError, activity, settings};

/// What can be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "NoticeEvent")]
pub enum Kind {
    NewRequest,
    Assigned,
    ClientAnswered,
    DeadlineNear,
    DeadlinePast,
    NoReply,
    Reminder,
    Mention,
    MailingFinished,
    SyncFailed,
    /// A client approved or declined what was sent to them: chosen along with their answers.
    Approval,
}

impl Kind {
    /// Everything that an employee can choose the ways of, in the order of the settings.
    pub const CHOSEN: [Self; 10] = [
        Self::NewRequest,
        Self::Assigned,
        Self::ClientAnswered,
        Self::DeadlineNear,
        Self::DeadlinePast,
        Self::NoReply,
        Self::Reminder,
        Self::Mention,
        Self::MailingFinished,
        Self::SyncFailed,
    ];

    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::NewRequest => "new_request",
            Self::Assigned => "assigned",
            Self::ClientAnswered => "client_answered",
            Self::DeadlineNear => "deadline_near",
            Self::DeadlinePast => "deadline_past",
            Self::NoReply => "no_reply",
            Self::Reminder => "reminder",
            Self::Mention => "mention",
            Self::MailingFinished => "mailing_finished",
            Self::SyncFailed => "sync_failed",
            Self::Approval => "approval",
        }
    }

    fn of(code: &str) -> Option<Self> {
        Self::CHOSEN.into_iter().chain([Self::Approval]).find(|kind| kind.code() == code)
    }

    /// The event whose ways count for this one.
    fn chosen_as(self) -> Self {
        if self == Self::Approval { Self::ClientAnswered } else { self }
    }
}

/// Something that happened and that somebody should hear of.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A request came to be: by a letter, or by the hand of whoever writes the transaction.
    NewRequest {
        request_id: i64,
    },
    /// A request was given to its present assignee.
    Assigned {
        request_id: i64,
    },
    /// A further letter of the client came into a request.
    ClientAnswered {
        request_id: i64,
        letter_id: i64,
    },
    /// An SMS of the client came into a request.
    ClientWrote {
        request_id: i64,
        message_id: i64,
    },
    DeadlineNear {
        request_id: i64,
        deadline: i64,
    },
    DeadlinePast {
        request_id: i64,
        deadline: i64,
    },
    /// Our letter of that instant has been without an answer for so many days.
    NoReply {
        request_id: i64,
        answered_at: i64,
        days: i64,
    },
    Reminder {
        reminder_id: i64,
        employee_id: i64,
    },
    Mention {
        request_id: i64,
        note_id: i64,
        employees: &'a [i64],
    },
    /// A mailing came to its end; `employee_id` started it.
    MailingFinished {
        mailing_id: i64,
        employee_id: Option<i64>,
        name: &'a str,
        sent: i64,
        failed: i64,
    },
    /// A client approved or declined what a letter sent to them.
    Approval {
        request_id: i64,
        letter_id: i64,
        approved: bool,
    },
    /// The mailbox could not be synced since that instant.
    SyncFailed {
        since: i64,
        error: &'a WireError,
    },
}

/// What is known of an event at its moment alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Params {
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<WireError>,
}

/// A notice about to be made, for everybody alike.
struct Draft {
    kind: Kind,
    noun: &'static str,
    noun_id: i64,
    occasion: String,
    request_id: Option<i64>,
    reminder_id: Option<i64>,
    note_id: Option<i64>,
    params: Params,
}

/// Tells an event to whoever is to hear of it, by the ways that they chose. It becomes true with the transaction.
pub fn tell(tx: &mut Tx, event: &Event) -> Result<()> {
    let found = recipients::of(tx, event)?;
    let mut draft = draft(event, tx.stamp().at);
    draft.kind = found.kind;
    for employee_id in found.employees {
        let mut ways = ways::of(tx, employee_id, draft.kind.chosen_as())?;
        if found.sample {
            (ways.desktop, ways.email) = (false, false);
        }
        if ways.any() && sql::insert(tx, Some(employee_id), &draft, &ways)? {
            tx.record("notice", employee_id, "made", None, None)?;
        }
    }
    if !found.sample {
        working_address::tell(tx, event, &draft)?;
    }
    Ok(())
}

/// Takes back what was told about a thing that is gone. Requests, reminders and notes take theirs along by themselves.
pub fn forget(tx: &mut Tx, noun: &str, id: i64) -> Result<()> {
    sql::forget(tx, noun, id)
}

/// Notices of a request follow it into the one that it is joined to.
pub(crate) fn follow_join(tx: &mut Tx, from: i64, into: i64) -> Result<()> {
    sql::follow_join(tx, from, into)
}

/// Removes what nobody looks at any more: notices after 90 days with the letters that told of them, and the marks that
/// woke windows and desks.
pub fn clean(tx: &mut Tx, now: i64) -> Result<()> {
    sql::remove_marks(tx, now - DAY)?;
    if !activity::trusts_clock(tx, now)? {
        return Ok(());
    }
    sql::remove_old(tx, now - KEPT)?;
    crate::outbox::remove_automatic(tx, now - KEPT)
}

/// What a backup holds as waiting for a letter or the desktop was told since it was made: it stays in the list alone.
pub fn doubt(tx: &mut Tx) -> Result<()> {
    sql::forget_waiting(tx)
}

const DAY: i64 = 24 * 60 * 60 * 1000;
/// How long a notice stays.
const KEPT: i64 = 90 * DAY;

fn draft(event: &Event, at: i64) -> Draft {
    let request = |kind: Kind, id: i64, occasion: String, params: Params| Draft {
        kind,
        noun: "request",
        noun_id: id,
        occasion,
        request_id: Some(id),
        reminder_id: None,
        note_id: None,
        params,
    };
    let about = |kind: Kind, noun: &'static str, noun_id: i64, occasion: String, params: Params| Draft {
        kind,
        noun,
        noun_id,
        occasion,
        request_id: None,
        reminder_id: None,
        note_id: None,
        params,
    };
    let none = Params::default;
    match *event {
        Event::NewRequest { request_id } => request(Kind::NewRequest, request_id, String::new(), none()),
        // The same request may be given to the same employee again.
        Event::Assigned { request_id } => request(Kind::Assigned, request_id, at.to_string(), none()),
        Event::ClientAnswered { request_id, letter_id } => {
            request(Kind::ClientAnswered, request_id, letter_id.to_string(), none())
        }
        Event::ClientWrote { request_id, message_id } => {
            request(Kind::ClientAnswered, request_id, format!("sms-{message_id}"), none())
        }
        Event::DeadlineNear { request_id, deadline } => {
            let params = Params { deadline: Some(deadline), ..none() };
            request(Kind::DeadlineNear, request_id, deadline.to_string(), params)
        }
        Event::DeadlinePast { request_id, deadline } => {
            let params = Params { deadline: Some(deadline), ..none() };
            request(Kind::DeadlinePast, request_id, deadline.to_string(), params)
        }
        Event::NoReply { request_id, answered_at, days } => {
            let params = Params { days: Some(days), ..none() };
            request(Kind::NoReply, request_id, answered_at.to_string(), params)
        }
        Event::Mention { request_id, note_id, .. } => Draft {
            note_id: Some(note_id),
            ..request(Kind::Mention, request_id, note_id.to_string(), none())
        },
        Event::Approval { request_id, letter_id, approved } => {
            let params = Params { approved: Some(approved), ..none() };
            request(Kind::Approval, request_id, letter_id.to_string(), params)
        }
        // Put off or moved it rings again: the reminder itself knows whether it rang.
        Event::Reminder { reminder_id, .. } => Draft {
            reminder_id: Some(reminder_id),
            ..about(Kind::Reminder, "reminder", reminder_id, at.to_string(), none())
        },
        Event::MailingFinished { mailing_id, name, sent, failed, .. } => {
            let params =
                Params { name: Some(name.to_owned()), sent: Some(sent), failed: Some(failed), ..none() };
            about(Kind::MailingFinished, "mailing", mailing_id, at.to_string(), params)
        }
        Event::SyncFailed { since, error } => {
            let params = Params { error: Some(error.clone()), ..none() };
            about(Kind::SyncFailed, "mailbox", 0, since.to_string(), params)
        }
    }
}

fn json(params: &Params) -> Result<String> {
    Ok(settings::json(params)?.to_string())
}
