//! The list of notices in the window (N2): pages, the count of the unread, and reading them.

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Kind, by_email, sql};
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Error, Result, WireError, reminders};

/// A notice with what its words are made of, as far as whoever asks may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NoticeRow {
    pub id: i64,
    pub event: Kind,
    /// What it is about and what a click opens.
    #[ts(type = "'request' | 'reminder' | 'mailing' | 'mailbox'")]
    pub noun: String,
    pub noun_id: i64,
    pub at: i64,
    pub read: bool,
    /// The client or person; empty where there is none or it may not be seen.
    pub who: String,
    /// The request's number.
    pub number: String,
    /// The request's subject, the reminder's text, the mailing's name.
    pub what: String,
    /// The beginning of the letter, or the note.
    pub text: String,
    /// Who did it.
    pub by: Option<String>,
    pub days: Option<i64>,
    pub deadline: Option<i64>,
    pub sent: Option<i64>,
    pub failed: Option<i64>,
    pub approved: Option<bool>,
    pub error: Option<WireError>,
}

/// Which page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct NoticeList {
    /// Only those that were not read.
    pub unread: Option<bool>,
    /// `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A page of notices, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NoticePage {
    pub rows: Vec<NoticeRow>,
    pub next: Option<String>,
}

/// What stands at the sidebar's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticeCount {
    pub unread: i64,
    /// Why letters that are wanted cannot be written: no mailbox, or no address of whoever sits here.
    #[ts(type = "'no_mailbox' | 'no_address' | null")]
    pub trouble: Option<String>,
}

/// What a list is cut by.
pub(super) struct Cut {
    pub employee_id: i64,
    pub unread: bool,
    /// Reminders are switched on (K9).
    pub reminders: bool,
    pub after: Option<(i64, i64)>,
    pub limit: i64,
}

/// A page of the notices of whoever sits here.
pub fn list(desk: &Desk, reader: &mut Reader, list: &NoticeList) -> Result<NoticePage> {
    let limit = list.limit.unwrap_or(50).clamp(1, 500);
    let after = list.after.as_deref().and_then(|key| key.split_once(':'));
    let cut = Cut {
        employee_id: desk.me()?,
        unread: list.unread.unwrap_or(false),
        reminders: parts::is_on(reader, Part::ClientInteraction)?,
        after: after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
        limit: limit + 1,
    };
    let found = sql::page(reader, &cut, desk.sees_clients())?;
    let mut rows = named(reader, found, desk.sees_clients())?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("{}:{}", row.at, row.id));
    Ok(NoticePage { rows, next })
}

/// Looks the words of reminders up: by whom and what.
pub(super) fn named(
    reader: &mut Reader,
    found: Vec<(NoticeRow, Option<i64>)>,
    sees: bool,
) -> Result<Vec<NoticeRow>> {
    let ids: Vec<i64> = found.iter().filter_map(|(_, reminder)| *reminder).collect();
    let mut names = reminders::named(reader, &ids, sees)?;
    let row = |(mut row, reminder): (NoticeRow, Option<i64>)| {
        if let Some((who, text)) = reminder.and_then(|id| names.remove(&id)) {
            (row.who, row.what) = (who, text);
        }
        row
    };
    Ok(found.into_iter().map(row).collect())
}

/// How many were not read.
pub fn count(desk: &Desk, reader: &mut Reader) -> Result<NoticeCount> {
    let cut = Cut {
        employee_id: desk.me()?,
        unread: true,
        reminders: parts::is_on(reader, Part::ClientInteraction)?,
        after: None,
        limit: 0,
    };
    let trouble = by_email::trouble(desk, reader)?.map(str::to_owned);
    Ok(NoticeCount { unread: sql::count(reader, &cut)?, trouble })
}

/// Marks notices as read.
pub fn read(desk: &Desk, tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let me = desk.me()?;
    if sql::read(tx, me, ids, desk.now())? > 0 {
        tx.record("notice", me, "read", None, None)?;
    }
    Ok(())
}

/// Marks every notice as read; gives the instant by which that can be taken back.
pub fn read_all(desk: &Desk, tx: &mut Tx) -> Result<i64> {
    let me = desk.me()?;
    if sql::read_all(tx, me, desk.now())? > 0 {
        tx.record("notice", me, "read", None, None)?;
    }
    Ok(desk.now())
}

/// Takes back that all were read at an instant.
pub fn unread_again(desk: &Desk, tx: &mut Tx, read_at: i64) -> Result<()> {
    let me = desk.me()?;
    if sql::unread_again(tx, me, read_at)? > 0 {
        tx.record("notice", me, "unread", None, None)?;
    }
    Ok(())
}

/// Whoever sits here leaves, and looks at nothing any more: what is told about the last thing is news to them again.
pub fn leave(desk: &Desk) {
    if let Ok(me) = desk.me() {
        desk.office.look_at(me, None);
    }
}

/// Notes what whoever sits here looks at, or that they look away. What was told about it is read with that, and while
/// they look nothing about it comes to the desktop.
pub fn look_at(desk: &Desk, place: Option<(&str, i64)>) -> Result<()> {
    let me = desk.me()?;
    if place.is_some_and(|(noun, _)| noun.len() > 40) {
        return Err(Error::BadRequest("noun too long".to_owned()));
    }
    desk.office.look_at(me, place);
    let Some((noun, id)) = place else { return Ok(()) };
    if !desk.read(|reader| sql::is_unread_about(reader, me, noun, id))? {
        return Ok(());
    }
    desk.write(|tx| {
        sql::read_about(tx, me, noun, id, desk.now())?;
        tx.record("notice", me, "read", None, None)?;
        Ok(())
    })
}
