//! One request as it is read: letters, notes and events in one line of time (R18).

mod sql;

use std::collections::BTreeMap;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::RequestRow;
use crate::clients::{self, ClientCard};
use crate::contacts::Direction;
use crate::drafts::{self, Draft};
use crate::employees::EmployeeRef;
use crate::letters::{self, File, NotDelivered, Person, Stored, Why};
use crate::mailings::message::MessageState;
use crate::office::Desk;
use crate::outbox::{self, Delivery};
use crate::{Error, Result, WireError, phones, settings};

/// A letter in the conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LetterItem {
    pub id: i64,
    pub at: i64,
    pub direction: Direction,
    pub kind: letters::Kind,
    pub from: Person,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub subject: String,
    /// What is read at once.
    pub text: String,
    pub has_quote: bool,
    pub has_html: bool,
    pub files: Vec<File>,
    pub employee: Option<EmployeeRef>,
    /// Of our letters: where the outbox has it.
    pub state: Option<outbox::State>,
    pub undo_until: Option<i64>,
    pub retry_at: Option<i64>,
    pub error: Option<WireError>,
    pub not_delivered: Option<NotDelivered>,
    pub seen: bool,
    pub why: Why,
}

/// A note in the conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NoteItem {
    pub id: i64,
    pub at: i64,
    pub employee: Option<EmployeeRef>,
    pub text: String,
    pub pinned: bool,
}

/// An SMS in the conversation (R27).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SmsItem {
    pub id: i64,
    pub at: i64,
    pub direction: Direction,
    pub text: String,
    /// The other side's phone as the office writes it; empty for whoever may not see clients.
    pub phone: String,
    pub employee: Option<EmployeeRef>,
    pub state: MessageState,
    pub parts: i64,
    /// When it is tried again.
    pub retry_at: Option<i64>,
    pub error: Option<WireError>,
}

/// Something that happened to the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EventItem {
    pub at: i64,
    /// `created`, `status`, `assigned`, `client` or `joined`.
    pub what: String,
    pub employee: Option<EmployeeRef>,
    pub params: BTreeMap<String, String>,
}

/// One line of the conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "item", rename_all = "lowercase")]
pub enum Item {
    Letter(Box<LetterItem>),
    Note(NoteItem),
    Sms(SmsItem),
    Event(EventItem),
}

impl Item {
    fn at(&self) -> i64 {
        match self {
            Self::Letter(letter) => letter.at,
            Self::Note(note) => note.at,
            Self::Sms(sms) => sms.at,
            Self::Event(event) => event.at,
        }
    }
}

/// A request with everything that its page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Request {
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: RequestRow,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub comment: Option<String>,
    /// Oldest first.
    pub items: Vec<Item>,
    /// Absent for whoever may not see clients.
    pub client: Option<ClientCard>,
    pub draft: Option<Draft>,
    pub last_letter_id: Option<i64>,
}

/// One request's page.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<Request> {
    let row = super::list::one(desk, reader, id)?.ok_or(Error::NotFound { noun: "request", id })?;
    let own = super::row(reader, id)?;
    let stored = letters::of_request(reader, id)?;
    let last_letter_id = letters::last_of(reader, id)?;
    let mut items = Vec::new();
    for letter in stored {
        items.push(Item::Letter(Box::new(letter_item(reader, letter)?)));
    }
    items.extend(sql::notes(reader, id)?.into_iter().map(Item::Note));
    let sees = desk.sees_clients();
    let shows_phone = sees || own.client_id.is_none();
    let home = settings::general(reader)?.country;
    for mut sms in sql::sms(reader, id, shows_phone)? {
        sms.phone = phones::shown(&sms.phone, &home).unwrap_or(sms.phone);
        // A gateway's own words name the phone.
        if let Some(error) = sms.error.as_mut().filter(|_| !shows_phone) {
            error.detail = None;
        }
        items.push(Item::Sms(sms));
    }
    items.extend(sql::events(reader, id, sees)?.into_iter().map(Item::Event));
    items.sort_by_key(Item::at);
    let client = match own.client_id.filter(|_| sees) {
        Some(client_id) => Some(clients::get(desk, reader, client_id)?),
        None => None,
    };
    let draft = drafts::of_request(desk, reader, id)?;
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    // Once tied to a client these are the card's, for those who may see it (R6, E2).
    let person = |text: String| filled(text).filter(|_| sees || own.client_id.is_none());
    Ok(Request {
        row,
        email: person(own.email),
        phone: person(own.phone),
        comment: filled(sql::comment(reader, id)?),
        items,
        client,
        draft,
        last_letter_id,
    })
}

fn letter_item(reader: &mut Reader, letter: Stored) -> Result<LetterItem> {
    let files = letters::files(reader, letter.id)?;
    let delivery = match letter.direction {
        Direction::Outgoing => outbox::delivery(reader, letter.id)?,
        Direction::Incoming => None,
    };
    let Delivery { state, undo_until, retry_at, error } = delivery.unwrap_or_default();
    Ok(LetterItem {
        id: letter.id,
        at: letter.at,
        direction: letter.direction,
        kind: letter.kind,
        from: letter.from,
        to: letter.recipients.to,
        cc: letter.recipients.cc,
        subject: letter.subject,
        text: letter.text,
        has_quote: !letter.quoted.is_empty(),
        has_html: letter.has_html,
        files,
        employee: letter
            .employee_id
            .map(|id| EmployeeRef { id, name: letter.employee_name.unwrap_or_default() }),
        state,
        undo_until,
        retry_at,
        error,
        not_delivered: letter.not_delivered,
        seen: letter.seen,
        why: letter.why,
    })
}
