//! Letters that a named rule kept out of every request (M4, M7): listed, and made a request of by hand.

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Person, Recipients, Stored, body, files, get, intake, raw, sql};
use crate::office::Desk;
use crate::{Result, requests, sample};

/// A letter that is in no request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IgnoredRow {
    pub id: i64,
    pub at: i64,
    pub from: Person,
    pub subject: String,
    /// The rule that kept it out: what kind of automatic letter it is, our own copy of a mailing, or an opt-out.
    #[ts(type = "'auto_reply' | 'bounce' | 'newsletter' | 'mailing' | 'opt_out'")]
    pub rule: String,
    pub snippet: String,
}

/// A page of such letters, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IgnoredPage {
    pub rows: Vec<IgnoredRow>,
    pub next: Option<String>,
}

/// Which page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct IgnoredList {
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A page of the letters in no request.
pub fn list_ignored(reader: &mut Reader, list: &IgnoredList) -> Result<IgnoredPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let after = list.after.as_deref().and_then(|key| key.split_once(':'));
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let mut letters = sql::ignored(reader, after, limit + 1)?;
    let more = letters.len() as i64 > limit;
    letters.truncate(limit as usize);
    let next = letters.last().filter(|_| more).map(|(letter, _)| format!("{}:{}", letter.at, letter.id));
    let row = |(letter, rule): (Stored, String)| IgnoredRow {
        id: letter.id,
        at: letter.at,
        from: letter.from,
        subject: letter.subject,
        rule,
        snippet: super::snippet(&letter.text, 200),
    };
    Ok(IgnoredPage { rows: letters.into_iter().map(row).collect(), next })
}

fn of_sample(letter: &Stored) -> bool {
    let Recipients { to, cc, .. } = &letter.recipients;
    to.iter().chain(cc).any(|person| person.address == sample::ADDRESS)
}

/// Makes a request of a letter that a rule kept out; the request's id. Where two people do it, both get the same one.
pub fn make_request(desk: &Desk, tx: &mut Tx, id: i64) -> Result<i64> {
    let letter = get(tx, id)?;
    if let Some(request_id) = letter.request_id {
        return Ok(request_id);
    }
    let read = body::read(&raw::load(tx, letter.raw_id)?)?;
    let has_files = files(tx, id)?.iter().any(|file| !file.inline);
    let coming = intake::by_hand(&letter, &read, has_files);
    let request_id = requests::from_letter(desk, tx, &coming, None, of_sample(&letter))?;
    sql::move_to(tx, id, request_id, "moved", None)?;
    // Somebody wants it for itself: it joins no other request.
    requests::touched(tx, request_id)?;
    let after = serde_json::json!({ "request_id": request_id });
    tx.record("letter", id, "moved", None, Some(after))?;
    Ok(request_id)
}
