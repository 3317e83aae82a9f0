//! The list of requests: views, search, keyset pages, and the counts of the sidebar (R1, R3).

mod sql;

pub(crate) use sql::who;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::StatusRef;
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::{Result, letters};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// How many matches of a search are looked through for the requests of one page.
const MOST_HITS: i64 = 2000;

/// Which requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum View {
    #[default]
    Open,
    Mine,
    Unassigned,
    Overdue,
    Urgent,
    NoReply,
    Closed,
    Archive,
    Spam,
    All,
}

/// A page of the list that is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RequestList {
    #[ts(as = "View")]
    pub view: View,
    pub search: Option<String>,
    pub client_id: Option<i64>,
    /// Oldest first unless true.
    pub newest_first: Option<bool>,
    /// `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A request in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestRow {
    pub id: i64,
    pub number: String,
    pub subject: String,
    pub client_id: Option<i64>,
    /// The client, or the person's name or address.
    pub who: String,
    /// May hold U+0002 and U+0003 around matches of a search.
    pub snippet: String,
    pub status: StatusRef,
    pub assignee: Option<EmployeeRef>,
    pub unread: bool,
    pub urgent: bool,
    pub deadline: Option<i64>,
    /// Whole days past the deadline; 0 on its day.
    pub overdue_days: Option<i64>,
    /// Days since our last letter, once they reach the setting.
    pub no_reply_days: Option<i64>,
    pub created_at: i64,
    pub last_at: i64,
    #[ts(type = "'mail' | 'phone' | 'form' | 'sms'")]
    pub source: String,
    pub has_files: bool,
    pub letters: i64,
    /// `failed`, `uncertain` or `not_delivered`: one of our letters needs a look.
    #[ts(type = "'failed' | 'uncertain' | 'not_delivered' | null")]
    pub trouble: Option<String>,
}

/// A page of requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestPage {
    pub rows: Vec<RequestRow>,
    pub next: Option<String>,
}

/// The counts of the sidebar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestCounts {
    pub open: i64,
    pub mine: i64,
    pub unassigned: i64,
    pub overdue: i64,
    pub urgent: i64,
    pub no_reply: i64,
    pub reminders_due: i64,
    pub outbox: i64,
    pub unreadable: i64,
}

/// What a page is cut by.
pub(super) struct Cut {
    pub view: View,
    pub me: i64,
    pub now: i64,
    pub no_reply_before: i64,
    pub client_id: Option<i64>,
    pub newest_first: bool,
    pub after: Option<(i64, i64)>,
    pub limit: i64,
    /// A search: only these requests.
    pub ids: Option<Vec<i64>>,
}

/// A page of requests, oldest first unless asked otherwise. With words, the requests whose letters, notes, number or
/// person match them.
pub fn list(desk: &Desk, reader: &mut Reader, list: &RequestList) -> Result<RequestPage> {
    desk.check_client(list.client_id)?;
    let sees = desk.sees_clients();
    let limit = list.limit.unwrap_or(50).clamp(1, 500);
    let (general, _) = desk.general(reader)?;
    let now = desk.now();
    let words = list.search.as_deref().map(str::trim).filter(|words| !words.is_empty());
    let found = words.map(|words| search(reader, words, sees)).transpose()?;
    let cut = Cut {
        view: list.view,
        me: desk.employee_id.unwrap_or(0),
        now,
        no_reply_before: now - general.no_reply_days * DAY,
        client_id: list.client_id,
        newest_first: list.newest_first.unwrap_or(false),
        after: list
            .after
            .as_deref()
            .and_then(|key| key.split_once(':'))
            .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
        limit: limit + 1,
        ids: found.as_ref().map(|found| found.iter().map(|(id, _)| *id).collect()),
    };
    let mut rows = sql::page(reader, &cut, sees)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    for row in &mut rows {
        finish(row, now, general.no_reply_days);
        let hit = found.as_ref().and_then(|found| found.iter().find(|(id, _)| *id == row.id));
        if let (Some((_, hit)), Some(words)) = (hit, words) {
            match hit {
                Hit::Head => {}
                Hit::Typed => row.snippet = reader.snippet("request_text", words, row.id)?,
                Hit::Letter(id) => row.snippet = letters::snippet_of(reader, words, *id)?,
            }
        }
    }
    let next = rows.last().filter(|_| more).map(|row| format!("{}:{}", row.last_at, row.id));
    Ok(RequestPage { rows, next })
}

/// One request as the list shows it.
pub(super) fn one(desk: &Desk, reader: &mut Reader, id: i64) -> Result<Option<RequestRow>> {
    let (general, _) = desk.general(reader)?;
    let mut row = sql::one(reader, id, desk.sees_clients())?;
    if let Some(row) = &mut row {
        finish(row, desk.now(), general.no_reply_days);
    }
    Ok(row)
}

/// Where a request matches what was searched for.
#[derive(Debug, Clone, Copy)]
enum Hit {
    /// Its number, or its client's or person's name; or what may not be shown.
    Head,
    /// What people typed into it.
    Typed,
    /// One of its letters.
    Letter(i64),
}

/// The requests that match words, each with its first match. Without the right to see clients their names, phones and
/// addresses in the directory find nothing.
fn search(reader: &mut Reader, words: &str, sees: bool) -> Result<Vec<(i64, Hit)>> {
    let mut found: Vec<(i64, Hit)> = Vec::new();
    let head = sql::by_head(reader, words, sees)?.into_iter().map(|id| (id, Hit::Head));
    found.extend(head);
    for id in reader.matching("request_text", words, MOST_HITS as usize)? {
        // The phone and e-mail that were typed into a client's request are the client's (E2).
        let hidden = !sees && sql::is_of_client(reader, id)?;
        if !hidden {
            found.push((id, Hit::Typed));
        } else if sql::is_in_text(reader, id, words)? {
            found.push((id, Hit::Head));
        }
    }
    let letters = letters::search(reader, words, MOST_HITS)?;
    found.extend(letters.into_iter().map(|(id, letter_id)| (id, Hit::Letter(letter_id))));
    let mut seen = std::collections::HashSet::new();
    found.retain(|(id, _)| seen.insert(*id));
    Ok(found)
}

/// What depends on the time of looking.
fn finish(row: &mut RequestRow, now: i64, no_reply_days: i64) {
    let open = row.status.kind.is_open();
    row.overdue_days =
        row.deadline.filter(|deadline| open && *deadline < now).map(|deadline| (now - deadline) / DAY);
    let waited = row.no_reply_days.map(|answered_at| (now - answered_at) / DAY);
    row.no_reply_days = waited.filter(|days| open && *days >= no_reply_days);
}

/// The counts of the sidebar.
pub fn counts(desk: &Desk, reader: &mut Reader) -> Result<RequestCounts> {
    let (general, _) = desk.general(reader)?;
    let now = desk.now();
    let me = desk.employee_id.unwrap_or(0);
    let mut counts = sql::counts(reader, me, now, now - general.no_reply_days * DAY)?;
    counts.reminders_due = crate::reminders::count_due(desk, reader, me)?;
    Ok(counts)
}
