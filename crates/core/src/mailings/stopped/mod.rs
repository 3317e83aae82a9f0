//! Addresses that no mailing goes to: whose owner opted out, or where letters do not arrive (S5, S6). Only a person, with a
//! note, allows one again.

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::message::Way;
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::{Error, Result, clients, phones, settings};

/// So many passing failures one after another are as good as one that lasts.
const MOST_SOFT: i64 = 5;

/// Why an address is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StopReason")]
pub enum Reason {
    OptedOut,
    Bounced,
}

impl Reason {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::OptedOut => "opted_out",
            Self::Bounced => "bounced",
        }
    }

    fn of(code: &str) -> Self {
        if code == "opted_out" { Self::OptedOut } else { Self::Bounced }
    }
}

/// How it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StopSource")]
pub enum Source {
    /// The letter's own "unsubscribe".
    ListUnsubscribe,
    /// An answer of one word: "STOP", "відписатися".
    Answer,
    Sms,
    /// Somebody of the office noted it.
    Hand,
    /// A report came back.
    Bounce,
    /// The server or gateway would not take the message.
    Server,
}

impl Source {
    /// All of them.
    const ALL: [Self; 6] =
        [Self::ListUnsubscribe, Self::Answer, Self::Sms, Self::Hand, Self::Bounce, Self::Server];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::ListUnsubscribe => "list_unsubscribe",
            Self::Answer => "answer",
            Self::Sms => "sms",
            Self::Hand => "hand",
            Self::Bounce => "bounce",
            Self::Server => "server",
        }
    }

    fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|source| source.code() == code).unwrap_or(Self::Hand)
    }
}

/// An address with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoppedAddress {
    pub id: i64,
    pub way: Way,
    /// An e-mail in small letters, or a phone as E.164.
    pub address: String,
    /// The address as people read it: a phone as the office writes it (C1).
    pub shown: String,
    pub reason: Reason,
    /// No mailing goes there; otherwise it was allowed again, or has only failed in passing so far.
    pub stopped: bool,
    /// Passing failures in a row.
    pub soft: i64,
    pub source: Source,
    /// The server's words.
    pub detail: String,
    /// The mailing that it came from.
    pub mailing_id: Option<i64>,
    pub mailing: String,
    /// Who noted it or allowed it again, and why.
    pub employee: Option<EmployeeRef>,
    pub note: String,
    pub at: i64,
}

/// A page of them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoppedPage {
    pub rows: Vec<StoppedAddress>,
    pub next: Option<String>,
    pub total: i64,
}

/// Which page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct StoppedList {
    pub search: Option<String>,
    pub reason: Option<Reason>,
    /// Of the addresses on this card alone, those that were allowed again among them.
    pub client_id: Option<i64>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// An opt-out that somebody of the office notes, or its end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ByHand {
    pub way: Way,
    pub address: String,
    /// How it is known, or why one may write again.
    pub note: String,
}

/// Where a stop comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    pub source: Source,
    pub detail: &'a str,
    pub message_id: Option<i64>,
}

/// A page of stopped addresses.
pub fn list(reader: &mut Reader, list: &StoppedList) -> Result<StoppedPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let after = list.after.as_deref().and_then(|key| key.split_once(':'));
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let mut rows = sql::list(reader, list, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let home = settings::general(reader)?.country;
    for row in &mut rows {
        row.shown = phones::shown(&row.address, &home).unwrap_or_else(|| row.address.clone());
    }
    let next = rows.last().filter(|_| more).map(|row| format!("{}:{}", row.at, row.id));
    Ok(StoppedPage { rows, next, total: sql::count(reader, list)? })
}

/// Whether the owner of an address wants no mailings.
pub fn is_opted_out(reader: &mut Reader, way: Way, address: &str) -> Result<bool> {
    Ok(sql::find(reader, way, address, Reason::OptedOut)?.is_some_and(|known| known.stopped))
}

/// Notes that the owner of an address wants no more; told once, a second time changes nothing.
pub fn opt_out(tx: &mut Tx, way: Way, address: &str, origin: Origin) -> Result<()> {
    if is_opted_out(tx, way, address)? {
        return Ok(());
    }
    let id = sql::stop(tx, way, address, Reason::OptedOut, &origin, "")?;
    record(tx, id, "opted_out", way, address, origin.source.code())
}

/// Notes that an address does not exist or takes nothing any more.
pub fn bounced(tx: &mut Tx, way: Way, address: &str, origin: Origin) -> Result<()> {
    let id = sql::stop(tx, way, address, Reason::Bounced, &origin, "")?;
    record(tx, id, "bounced", way, address, origin.detail)
}

/// Notes a failure that may pass (a full mailbox). After too many in a row the address is stopped; a message that got
/// through since the last one begins the count anew.
pub fn failed_softly(tx: &mut Tx, way: Way, address: &str, origin: Origin) -> Result<()> {
    let known = sql::find(tx, way, address, Reason::Bounced)?;
    let before = match &known {
        Some(known) if known.stopped => return Ok(()),
        Some(known) if !sql::got_through_since(tx, way, address, known.at, origin.message_id)? => known.soft,
        _ => 0,
    };
    let soft = before + 1;
    let stopped = soft >= MOST_SOFT;
    let id = sql::count_soft(tx, way, address, &origin, soft, stopped)?;
    if stopped {
        record(tx, id, "bounced", way, address, origin.detail)?;
    }
    Ok(())
}

/// Notes by hand that somebody wants no more.
pub fn opt_out_by_hand(desk: &Desk, tx: &mut Tx, it: &ByHand) -> Result<()> {
    let address = normal(desk, tx, it)?;
    let origin = Origin { source: Source::Hand, detail: "", message_id: None };
    let id = sql::stop(tx, it.way, &address, Reason::OptedOut, &origin, it.note.trim())?;
    record(tx, id, "opted_out", it.way, &address, it.note.trim())
}

/// Allows an address again, whatever stopped it. The note says how that is known.
pub fn allow(desk: &Desk, tx: &mut Tx, it: &ByHand) -> Result<()> {
    let note = it.note.trim();
    if note.is_empty() {
        return Err(Error::EmptyText { field: "note" });
    }
    clients::check_length("note", note)?;
    let address = normal(desk, tx, it)?;
    for id in sql::allow(tx, it.way, &address, note)? {
        record(tx, id, "allowed", it.way, &address, note)?;
    }
    Ok(())
}

fn normal(desk: &Desk, reader: &mut Reader, it: &ByHand) -> Result<String> {
    match it.way {
        Way::Email => {
            let address = it.address.trim().to_lowercase();
            if clients::looks_like_address(&address) { Ok(address) } else { Err(Error::BadEmail(address)) }
        }
        Way::Sms => {
            let (general, _) = desk.general(reader)?;
            let phone = phones::read(&it.address, &general.country);
            phone.map(|phone| phone.number).ok_or_else(|| Error::BadPhone(it.address.clone()))
        }
    }
}

fn record(tx: &mut Tx, id: i64, what: &str, way: Way, address: &str, why: &str) -> Result<()> {
    let after = serde_json::json!({ "way": way.code(), "address": address, "why": why });
    tx.record("stopped_address", id, what, None, Some(after))?;
    Ok(())
}
