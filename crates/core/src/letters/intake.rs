//! Intake: a letter that was read gets its place (M4, M5, M7). What is decided here depends only on the letter and
//! on what is stored, so mail from the server, from files and of the sample office goes the same way.

use deskbell_mail::letter::Letter;
use deskbell_store::Tx;

use super::threading::{self, Found};
use super::{Kind, Person, Recipients, Stored, same, sql};
use crate::contacts::Direction;
use crate::mailings::arrivals;
use crate::office::Desk;
use crate::requests::{self, Coming};
use crate::{Result, notices};

/// A letter that came longer ago is no news. By its coming and not by its date: a sender's clock may be wrong for years.
const OLD: i64 = 14 * 24 * 60 * 60 * 1000;

/// Where a letter was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The mailbox's INBOX.
    Inbox,
    /// Its folder of sent letters.
    Sent,
    /// A file: who wrote it tells the direction.
    File,
}

/// What is known of a letter's arrival beside its bytes.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub place: Place,
    /// When the server took it in, or now.
    pub received_at: i64,
    pub seen: bool,
    /// Letters older than this instant come in as archive: closed, no notices (M3).
    pub archive_before: Option<i64>,
    /// It came when the office had the mailbox already: news, although the first sync still goes on.
    pub news: bool,
    /// The mailbox's own address, in lower case.
    pub own_address: String,
    pub sample: bool,
}

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It was stored before.
    Known { letter_id: i64 },
    /// It is in a request now. `fresh`: a client's letter that somebody should hear of.
    Placed { letter_id: i64, request_id: i64, fresh: bool },
    /// It is stored and kept out of every request by the named rule.
    Ignored { letter_id: i64, rule: &'static str },
}

impl Taken {
    /// The stored letter.
    pub fn letter_id(&self) -> i64 {
        match self {
            Self::Known { letter_id } | Self::Placed { letter_id, .. } | Self::Ignored { letter_id, .. } => {
                *letter_id
            }
        }
    }
}

/// Gives a letter, whose raw bytes are stored, its place.
pub fn place(desk: &Desk, tx: &mut Tx, raw_id: i64, letter: &Letter, arrival: &Arrival) -> Result<Taken> {
    if let Some(letter_id) = same::known(tx, raw_id, letter)? {
        return Ok(Taken::Known { letter_id });
    }
    let from = letter.from.as_ref().map(Person::from).unwrap_or_default();
    let direction = direction(&from, arrival);
    let kind = if direction == Direction::Outgoing { Kind::Letter } else { Kind::from(letter.kind) };
    if let Some(rule) = own_notice(tx, letter, arrival)? {
        let kind = if direction == Direction::Outgoing { kind } else { Kind::AutoReply };
        let at = instant(letter, arrival);
        let coming = coming(letter, &from, kind, direction, at, true, arrival);
        let found = Found::first(0);
        let letter_id = write(tx, raw_id, letter, &from, kind, direction, &found, None, Some(rule), &coming)?;
        tx.record("letter", letter_id, "ignored", None, None)?;
        return Ok(Taken::Ignored { letter_id, rule });
    }
    let arrived = arrivals::of(tx, letter, kind, direction)?;
    let children = threading::children(tx, letter)?;
    let found = match arrived.as_ref().and_then(arrivals::Arrived::request_id) {
        Some(request_id) => Some(Found::answer(request_id, letter)),
        None => threading::find(tx, letter, kind, direction, &arrival.own_address, &children)?,
    };
    let (found, previous_id) = match found {
        Some(found) if !threading::still_taken(tx, &found, direction, kind)? => {
            match requests::successor(tx, found.request_id)? {
                Some(request_id) => (Some(Found { request_id, ..found }), None),
                None => (None, Some(found.request_id)),
            }
        }
        found => (found, None),
    };
    let at = instant(letter, arrival);
    let archive = arrival.archive_before.is_some_and(|before| at < before);
    let coming = coming(letter, &from, kind, direction, at, archive, arrival);
    let (request_id, found, ignored) = match found {
        // Our own copies of a mailing, and whoever wants no more of them.
        _ if arrived.as_ref().is_some_and(|arrived| arrived.rule().is_some()) => {
            (None, Found::first(0), arrived.as_ref().and_then(arrivals::Arrived::rule))
        }
        Some(found) => (Some(found.request_id), found, None),
        // M7: an automatic letter opens nothing by itself.
        None if kind != Kind::Letter => (None, Found::first(0), Some(kind.code())),
        None => {
            let request_id = requests::from_letter(desk, tx, &coming, previous_id, arrival.sample)?;
            (Some(request_id), Found::first(request_id), None)
        }
    };
    let letter_id = write(tx, raw_id, letter, &from, kind, direction, &found, request_id, ignored, &coming)?;
    if let Some(arrived) = &arrived {
        arrivals::note(desk, tx, arrived, request_id, at)?;
    }
    let is_answer = found.rule != "first";
    let Some(request_id) = request_id else {
        tx.record("letter", letter_id, "ignored", None, None)?;
        return Ok(Taken::Ignored { letter_id, rule: ignored.unwrap_or(kind.code()) });
    };
    // A new request was made with its first letter counted.
    if is_answer {
        requests::letter_came(tx, request_id, &coming)?;
    }
    if kind == Kind::Bounce {
        mark_bounced(tx, letter, &found, arrival.sample)?;
    }
    threading::gather_children(tx, letter, letter_id, request_id, direction, &children)?;
    tx.record("letter", letter_id, "created", None, None)?;
    let fresh = direction == Direction::Incoming && kind == Kind::Letter && !archive && !arrival.seen;
    // M3: what a first sync brings is told to nobody.
    if arrival.archive_before.is_some() && !arrival.news {
        if direction == Direction::Outgoing && !archive {
            notices::hush(desk, tx, request_id)?;
        }
    } else if fresh && !arrival.sample && coming.came_at > desk.now() - OLD {
        let event = if is_answer {
            notices::Event::ClientAnswered { request_id, letter_id }
        } else {
            notices::Event::NewRequest { request_id }
        };
        notices::tell(tx, &event)?;
    }
    Ok(Taken::Placed { letter_id, request_id, fresh })
}

/// Deskbell's own notices open no request and join none, also those of an office that was here before (M13). In the
/// mailbox's INBOX anybody can write the mark: only this office's own word hides a letter, another's makes it automatic.
fn own_notice(tx: &mut Tx, letter: &Letter, arrival: &Arrival) -> Result<Option<&'static str>> {
    let Some(mark) = &letter.notice_of else { return Ok(None) };
    if arrival.place == Place::Sent || *mark == notices::mark(tx)? {
        return Ok(Some(super::NOTICE));
    }
    Ok(letter.automatic.then_some(Kind::AutoReply.code()))
}

fn direction(from: &Person, arrival: &Arrival) -> Direction {
    let ours = !arrival.own_address.is_empty() && from.address.to_lowercase() == arrival.own_address;
    match arrival.place {
        Place::Sent => Direction::Outgoing,
        // A form on the office's own site writes to the mailbox in the mailbox's name.
        Place::Inbox => Direction::Incoming,
        Place::File => {
            if ours {
                Direction::Outgoing
            } else {
                Direction::Incoming
            }
        }
    }
}

/// The letter's own date, unless it is missing or lies in the future of its arrival.
fn instant(letter: &Letter, arrival: &Arrival) -> i64 {
    letter.date.filter(|date| *date > 0).map_or(arrival.received_at, |date| date.min(arrival.received_at))
}

/// When a letter reached us. Files and a first sync bring old mail in any order, often with the time of a move to
/// another server: there the letter's own date decides.
fn came_at(at: i64, arrival: &Arrival) -> i64 {
    let old = arrival.place == Place::File || (arrival.archive_before.is_some() && !arrival.news);
    if old { at } else { arrival.received_at.max(at) }
}

fn coming(
    letter: &Letter,
    from: &Person,
    kind: Kind,
    direction: Direction,
    at: i64,
    archive: bool,
    arrival: &Arrival,
) -> Coming {
    // The other side of the letter: its sender, or whom we wrote to.
    let other = match direction {
        Direction::Incoming => from.clone(),
        Direction::Outgoing => letter.to.first().map(Person::from).unwrap_or_default(),
    };
    let text = if letter.visible_text.trim().is_empty() { &letter.text } else { &letter.visible_text };
    Coming {
        other,
        subject: if letter.base_subject.trim().is_empty() {
            letter.subject.clone()
        } else {
            letter.base_subject.clone()
        },
        snippet: super::snippet(text, 200),
        at,
        came_at: came_at(at, arrival),
        direction,
        automatic: kind != Kind::Letter,
        archive,
        seen: arrival.seen,
        has_files: letter.attachments.iter().any(|file| !file.inline),
    }
}

/// What an ignored letter means for the request that somebody makes of it: that of a letter, read already.
pub(super) fn by_hand(stored: &Stored, letter: &Letter, has_files: bool) -> Coming {
    Coming {
        other: stored.from.clone(),
        subject: if letter.base_subject.trim().is_empty() {
            stored.subject.clone()
        } else {
            letter.base_subject.clone()
        },
        snippet: super::snippet(&stored.text, 200),
        at: stored.at,
        came_at: stored.at,
        direction: Direction::Incoming,
        automatic: false,
        archive: false,
        seen: true,
        has_files,
    }
}

#[expect(clippy::too_many_arguments, reason = "one row, written in one place")]
fn write(
    tx: &mut Tx,
    raw_id: i64,
    letter: &Letter,
    from: &Person,
    kind: Kind,
    direction: Direction,
    found: &Found,
    request_id: Option<i64>,
    ignored: Option<&str>,
    coming: &Coming,
) -> Result<i64> {
    let people = |list: &[deskbell_mail::letter::Address]| list.iter().map(Person::from).collect::<Vec<_>>();
    let recipients = Recipients {
        to: people(&letter.to),
        cc: people(&letter.cc),
        bcc: people(&letter.bcc),
        reply_to: people(&letter.reply_to),
    };
    if kind == Kind::Letter && ignored.is_none() {
        super::keep_correspondents(tx, direction, from, &recipients, coming.at)?;
    }
    let body = super::stored_body(letter);
    let mut references: Vec<&str> = letter.references.iter().map(String::as_str).collect();
    references.extend(letter.in_reply_to.as_deref());
    references.extend(letter.bounce.as_ref().and_then(|bounce| bounce.message_id.as_deref()));
    sql::insert(
        tx,
        &sql::NewLetter {
            raw_id,
            request_id,
            ignored,
            direction,
            kind,
            message_id: &letter.message_id,
            from,
            recipients: &recipients,
            subject: &letter.subject,
            at: coming.at,
            came_at: coming.came_at,
            employee_id: None,
            has_html: letter.html.is_some(),
            seen: coming.seen || coming.archive || direction == Direction::Outgoing,
            rule: found.rule,
            header: found.header.as_deref(),
            body: &body,
            references: &references,
            files: &letter.attachments,
        },
    )
}

/// A bounce marks the letter of ours that it is about.
fn mark_bounced(tx: &mut Tx, letter: &Letter, found: &Found, sample: bool) -> Result<()> {
    let Some(bounce) = &letter.bounce else { return Ok(()) };
    let Some(letter_id) = found.letter_id else { return Ok(()) };
    let reason = match &bounce.status {
        Some(status) if !bounce.reason.contains(status.as_str()) => format!("{status} {}", bounce.reason),
        _ => bounce.reason.clone(),
    };
    let recipient = bounce.recipient.as_deref().unwrap_or_default();
    // Anybody who got a letter of ours can write a report about it: it speaks for those alone to whom the letter went.
    let sent = super::get(tx, letter_id)?.recipients;
    let went = |person: &Person| person.address.trim().to_lowercase() == recipient.trim().to_lowercase();
    let known = sent.to.iter().chain(&sent.cc).chain(&sent.bcc).any(went);
    if known && !recipient.is_empty() && !sample {
        // S5: what does not arrive here does not arrive by a mailing either.
        arrivals::stop_address(tx, recipient, bounce, true, None)?;
    }
    super::set_not_delivered(tx, letter_id, recipient, &reason)
}

/// Marks a letter of ours by a bounce that had come before it (at a first sync INBOX comes before Sent).
pub(super) fn apply_earlier_bounce(
    tx: &mut Tx,
    bounce: &Stored,
    letter_id: i64,
    request_id: i64,
) -> Result<()> {
    let raw = super::raw::load(tx, bounce.raw_id)?;
    if let Ok(letter) = deskbell_mail::letter::read(&raw) {
        let found = Found { request_id, letter_id: Some(letter_id), rule: "bounce", header: None };
        let sample = crate::requests::row(tx, request_id)?.sample;
        mark_bounced(tx, &letter, &found, sample)?;
    }
    Ok(())
}
