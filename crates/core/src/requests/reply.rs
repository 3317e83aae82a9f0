//! The reply: a draft becomes a letter of ours in the outbox, and the request moves on (M10, R16).

use deskbell_mail::clean;
use deskbell_mail::compose::{self, OutFile, Outgoing};
use deskbell_mail::letter::Address;
use deskbell_store::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::person::Given;
use super::{Coming, row, sql};
use crate::contacts::{self, Direction, SentLetter};
use crate::drafts::{self, Draft, FileBytes};
use crate::letters::{self, NewLetter, Person, Recipients};
use crate::office::Desk;
use crate::{Error, Result, employees, mailbox, outbox, zone};

/// How long a letter waits for "undo".
pub const UNDO: i64 = 10_000;

/// The words of "send".
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Reply {
    #[ts(as = "i64")]
    pub draft_id: i64,
    /// The newest letter that the writer has seen; a newer one stops the sending.
    pub last_letter_id: Option<i64>,
    /// The request's next status.
    pub status: Option<String>,
    pub assign_me: Option<bool>,
    /// Also to a client on whose card "do not write" stands: they asked, and this is the answer.
    pub anyway: Option<bool>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Replied {
    pub letter_id: i64,
    pub undo_until: i64,
}

/// Sends a draft of a request. The sender of the answered letter becomes a client when nobody answered them before,
/// and whoever answers becomes the client's manager.
pub fn reply(desk: &Desk, tx: &mut Tx, reply: &Reply) -> Result<Replied> {
    let me = desk.me()?;
    let draft = drafts::get(desk, tx, reply.draft_id)?;
    let request_id = draft.request_id.ok_or(Error::NotFound { noun: "request", id: 0 })?;
    if let Some(newest) = letters::last_of(tx, request_id)?
        && reply.last_letter_id != Some(newest)
    {
        return Err(Error::NewerLetter { letter_id: newest });
    }
    if reply.anyway != Some(true) {
        let client_id = row(tx, request_id)?.client_id;
        super::check_wanted(tx, client_id)?;
    }
    let mailbox = mailbox::get(tx)?.ok_or(Error::NoMailbox)?;
    let files = drafts::file_bytes(tx, draft.id)?;
    let outgoing = outgoing(desk, tx, &draft, &mailbox, &files)?;
    let raw = compose::compose(&outgoing)?;
    let mut before = sql::before(tx, request_id)?;
    // First the chosen status, so that the letter itself moves the request no further.
    if let Some(status) = &reply.status {
        super::set_statuses(desk, tx, &[request_id], status)?;
    }
    let letter_id = store(desk, tx, &draft, &outgoing, &raw, request_id, me)?;
    if let Some(answered) = draft.letter_id {
        letters::mark_answered(tx, answered)?;
    }
    before.given = move_on(desk, tx, request_id, reply.assign_me == Some(true), me)?;
    let given = row(tx, request_id)?;
    (before.given_status, before.given_assignee_id) = (given.status.code, given.assignee_id);
    let undo_until = desk.now() + UNDO;
    outbox::queue(desk, tx, letter_id, undo_until, &draft, before, mailbox.saves_sent)?;
    let client_id = row(tx, request_id)?.client_id;
    log(tx, &draft, letter_id, client_id, me, desk.now())?;
    drafts::remove(desk, tx, draft.id)?;
    Ok(Replied { letter_id, undo_until })
}

/// The letter in the form that is sent.
fn outgoing(
    desk: &Desk,
    tx: &mut Tx,
    draft: &Draft,
    mailbox: &mailbox::Mailbox,
    files: &[FileBytes],
) -> Result<Outgoing> {
    let people = |list: &[Person]| -> Vec<Address> {
        list.iter().filter(|person| !person.address.trim().is_empty()).map(Address::from).collect()
    };
    let (to, cc, bcc) = (people(&draft.to), people(&draft.cc), people(&draft.bcc));
    if to.is_empty() && cc.is_empty() && bcc.is_empty() {
        return Err(Error::NoRecipient);
    }
    let answered = draft.letter_id.map(|id| letters::get(tx, id)).transpose()?;
    let references = match &answered {
        Some(letter) => letters::reference_chain(tx, letter)?,
        None => Vec::new(),
    };
    let (general, tz) = desk.general(tx)?;
    let name = if mailbox.name.trim().is_empty() {
        let me = employees::me(desk, tx)?.name;
        if general.office_name.is_empty() { me } else { format!("{me}, {}", general.office_name) }
    } else {
        mailbox.name.clone()
    };
    let html = clean::outgoing(&draft.html);
    Ok(Outgoing {
        from: Address { name, address: mailbox.address.clone() },
        reply_to: None,
        to,
        cc,
        bcc,
        subject: draft.subject.clone(),
        date_ms: desk.now(),
        zone_offset_minutes: zone::offset_minutes(desk.now(), tz),
        message_id: compose::message_id(&mailbox.address, &letters::random_bytes(16)),
        in_reply_to: answered.map(|letter| letter.message_id),
        references,
        text: clean::to_text(&html),
        html,
        attachments: files
            .iter()
            .map(|file| OutFile {
                name: file.name.clone(),
                content_type: file.content_type.clone(),
                content_id: None,
                body: file.body.clone(),
            })
            .collect(),
        automatic: false,
        headers: Vec::new(),
    })
}

/// Stores the letter before anything is sent, read back from its own bytes: what we show is what went out.
fn store(
    desk: &Desk,
    tx: &mut Tx,
    draft: &Draft,
    outgoing: &Outgoing,
    raw: &[u8],
    request_id: i64,
    me: i64,
) -> Result<i64> {
    let letter = deskbell_mail::letter::read(raw)
        .map_err(|error| Error::Unreadable { code: error.code.to_owned(), detail: error.detail })?;
    let raw_id = letters::raw::store(tx, letters::raw::pack(raw)?)?;
    let people = |list: &[Address]| list.iter().map(Person::from).collect::<Vec<_>>();
    let recipients = Recipients {
        to: people(&outgoing.to),
        cc: people(&outgoing.cc),
        bcc: people(&outgoing.bcc),
        reply_to: Vec::new(),
    };
    let body = letters::stored_body(&letter);
    let references: Vec<&str> = outgoing.references.iter().map(String::as_str).collect();
    let letter_id = letters::insert_letter(
        tx,
        &NewLetter {
            raw_id,
            request_id: Some(request_id),
            ignored: None,
            direction: Direction::Outgoing,
            kind: letters::Kind::Letter,
            message_id: &outgoing.message_id,
            from: &Person::from(&outgoing.from),
            recipients: &recipients,
            // As it is read back: the copy in Sent is known by it.
            subject: &letter.subject,
            at: desk.now(),
            came_at: desk.now(),
            employee_id: Some(me),
            has_html: true,
            seen: true,
            rule: "ours",
            header: None,
            body: &body,
            references: &references,
            files: &letter.attachments,
        },
    )?;
    letters::keep_correspondents(
        tx,
        Direction::Outgoing,
        &Person::from(&outgoing.from),
        &recipients,
        desk.now(),
    )?;
    tx.record("letter", letter_id, "created", None, Some(serde_json::json!({ "draft_id": draft.id })))?;
    let coming = Coming {
        other: recipients.to.first().cloned().unwrap_or_default(),
        subject: outgoing.subject.clone(),
        snippet: letters::snippet(&letter.visible_text, 200),
        at: desk.now(),
        came_at: desk.now(),
        direction: Direction::Outgoing,
        automatic: false,
        archive: false,
        seen: true,
        has_files: !outgoing.attachments.is_empty(),
    };
    super::letter_came(tx, request_id, &coming)?;
    Ok(letter_id)
}

/// The request after an answer: its client, manager and assignee (R16). Gives what the directory got by it.
pub(super) fn move_on(
    desk: &Desk,
    tx: &mut Tx,
    request_id: i64,
    assign_me: bool,
    me: i64,
) -> Result<Option<Given>> {
    let given = super::person::answered(desk, tx, request_id, me)?;
    let request = row(tx, request_id)?;
    if request.assignee_id.is_none() || assign_me {
        super::assign(tx, &[request_id], Some(me))?;
    }
    sql::set_unread(tx, request_id, false)?;
    letters::mark_seen(tx, request_id)?;
    crate::sms::mark_seen(tx, request_id)?;
    sql::touch(tx, request_id)?;
    Ok(given)
}

/// K3: a letter sent from Deskbell is a contact by itself.
fn log(tx: &mut Tx, draft: &Draft, letter_id: i64, client_id: Option<i64>, me: i64, at: i64) -> Result<()> {
    let text = clean::to_text(&draft.html);
    let addresses: Vec<&str> = draft.to.iter().map(|person| person.address.as_str()).collect();
    contacts::log_letter(
        tx,
        &SentLetter {
            client_id,
            request_id: draft.request_id,
            letter_id,
            at,
            information: &letters::snippet(&text, 500),
            address: &addresses.join(", "),
            employee_id: Some(me),
        },
    )
}
