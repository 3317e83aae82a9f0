//! The log of a mailing: one line a person, with state, time and the server's answer (S4, S5), as a list and as a file.

mod sql;

use std::path::Path;

use deskbell_store::Reader;
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::message::{MessageState, Reason, Way};
use crate::office::Desk;
use crate::sheets::{Cell, Format, Writer};
use crate::words::{self, Language};
use crate::{Result, WireError, phones, settings};

/// One person's message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MessageRow {
    pub id: i64,
    pub mailing_id: Option<i64>,
    pub request_id: Option<i64>,
    pub client_id: Option<i64>,
    /// The client's name, or what an import called them.
    pub who: String,
    pub way: Way,
    /// Where it goes; of one who is left out where it would have gone.
    pub address: String,
    /// The address as people read it: a phone as the office writes it (C1).
    pub shown: String,
    pub state: MessageState,
    pub reason: Option<Reason>,
    pub attempts: i64,
    /// Of one that is tried again: when.
    pub retry_at: Option<i64>,
    pub error: Option<WireError>,
    /// The server's or gateway's last words.
    pub answer: String,
    pub parts: i64,
    pub cost: f64,
    pub submitted_at: Option<i64>,
    pub accepted_at: Option<i64>,
    /// When it was delivered, failed or was refused.
    pub done_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub auto_reply_at: Option<i64>,
}

/// A page of messages, in the order in which people were chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MessagePage {
    pub rows: Vec<MessageRow>,
    pub next: Option<String>,
    pub total: i64,
}

/// Which messages of a mailing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct MessageList {
    #[ts(as = "i64")]
    pub id: i64,
    pub states: Option<Vec<MessageState>>,
    pub reason: Option<Reason>,
    /// People or machines answered.
    pub answered: Option<bool>,
    pub search: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// So many are left out for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReasonCount {
    pub reason: Reason,
    pub count: i64,
}

/// How many messages came to a state in an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HourCount {
    /// The first instant of the hour.
    pub at: i64,
    pub accepted: i64,
    pub delivered: i64,
    pub failed: i64,
}

/// What the chart of a mailing shows (S5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingReport {
    pub counts: super::message::MessageCounts,
    pub left_out: Vec<ReasonCount>,
    pub hours: Vec<HourCount>,
    pub parts: i64,
    pub cost: f64,
    /// Of the cost; empty where none is known, or several gateways were used.
    pub currency: String,
    /// Addresses that this mailing found to be dead, and people who opted out by it.
    pub bounced: i64,
    pub opted_out: i64,
}

/// A page of the log.
pub fn list(reader: &mut Reader, list: &MessageList) -> Result<MessagePage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let after = list.after.as_deref().and_then(|key| key.parse().ok());
    let mut rows = sql::list(reader, list, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let home = settings::general(reader)?.country;
    for row in &mut rows {
        row.shown = phones::shown(&row.address, &home).unwrap_or_else(|| row.address.clone());
    }
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    Ok(MessagePage { rows, next, total: sql::count(reader, list)? })
}

/// How many are left out, by reason; those that do not occur are absent.
pub fn left_out(reader: &mut Reader, mailing_id: i64) -> Result<Vec<ReasonCount>> {
    sql::left_out(reader, mailing_id)
}

/// Figures for the chart.
pub fn report(reader: &mut Reader, mailing_id: i64) -> Result<MailingReport> {
    super::get(reader, mailing_id)?;
    let (parts, cost) = sql::sums(reader, mailing_id)?;
    let (bounced, opted_out) = sql::stops(reader, mailing_id)?;
    Ok(MailingReport {
        counts: super::message::counts(reader, mailing_id)?,
        left_out: left_out(reader, mailing_id)?,
        hours: sql::hours(reader, mailing_id)?,
        parts,
        // A sum of ten-thousandths as floating numbers.
        cost: (cost * 10_000.0).round() / 10_000.0,
        currency: sql::currency(reader, mailing_id)?,
        bounced,
        opted_out,
    })
}

/// Writes the log as a table; how many rows it has.
pub fn export(desk: &Desk, reader: &mut Reader, list: &MessageList, path: &Path) -> Result<i64> {
    let (general, zone) = desk.general(reader)?;
    let language = general.language;
    let word = |key: &str| words::text(language, key, &[]);
    let titles: Vec<String> = [
        "who",
        "way",
        "address",
        "state",
        "reason",
        "submitted",
        "accepted",
        "done",
        "attempts",
        "parts",
        "cost",
        "answer",
    ]
    .iter()
    .map(|name| word(&format!("message-column-{name}")))
    .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let name = super::get(reader, list.id)?.fields.name;
    let mut writer = Writer::create(path, Format::of(path, language), &name, &titles)?;
    let mut after = None;
    loop {
        let rows = sql::list(reader, list, after, 1000)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
        for row in rows {
            let at = |at: Option<i64>| at.map_or(Cell::Empty, |at| Cell::at(at, zone));
            let state = word(&key("message-state", row.state.code()));
            let reason = row.reason.map(|reason| word(&key("left-out", reason.code()))).unwrap_or_default();
            let way = word(&key("message-way", row.way.code()));
            let answer = if row.answer.is_empty() { said(language, row.error.as_ref()) } else { row.answer };
            writer.row(&[
                Cell::Text(row.who.into()),
                Cell::Text(way.into()),
                Cell::Text(row.address.into()),
                Cell::Text(state.into()),
                Cell::Text(reason.into()),
                at(row.submitted_at),
                at(row.accepted_at),
                at(row.done_at),
                Cell::Number(row.attempts as f64),
                Cell::Number(row.parts as f64),
                Cell::Sum(row.cost),
                Cell::Text(answer.into()),
            ])?;
        }
    }
    Ok(writer.finish()? as i64)
}

fn key(noun: &str, code: &str) -> String {
    format!("{noun}-{}", code.replace('_', "-"))
}

/// An error in words.
pub(super) fn said(language: Language, error: Option<&WireError>) -> String {
    let Some(error) = error else { return String::new() };
    let values: Vec<(&str, FluentValue)> = error
        .params
        .iter()
        .map(|(name, value)| {
            let value = match value {
                serde_json::Value::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
                serde_json::Value::String(text) => FluentValue::from(text.clone()),
                other => FluentValue::from(other.to_string()),
            };
            (name.as_str(), value)
        })
        .collect();
    words::text(language, &key("error", &error.code), &values)
}
