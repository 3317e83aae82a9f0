//! SQL of the log of a mailing.

use deskbell_store::{Reader, Row, params};

use super::{HourCount, MessageList, MessageRow, ReasonCount};
use crate::Result;
use crate::conditions::{Conditions, holding};
use crate::mailings::message::{MessageState, Reason, Way};

const HOUR: i64 = 60 * 60 * 1000;

fn message(row: &Row) -> Result<MessageRow> {
    let state = MessageState::of(&row.get::<String>("state")?);
    let error: Option<String> = row.get("error")?;
    let next_at: i64 = row.get("next_at")?;
    Ok(MessageRow {
        id: row.get("id")?,
        mailing_id: row.get("mailing_id")?,
        request_id: row.get("request_id")?,
        client_id: row.get("client_id")?,
        who: row.get("who")?,
        way: Way::of(&row.get::<String>("way")?),
        address: row.get("address")?,
        shown: String::new(),
        state,
        reason: Reason::of(&row.get::<String>("reason")?),
        attempts: row.get("attempts")?,
        retry_at: (state == MessageState::Queued && next_at > 0).then_some(next_at),
        error: error.and_then(|json| serde_json::from_str(&json).ok()),
        answer: row.get("answer")?,
        parts: row.get("parts")?,
        cost: row.get("cost")?,
        submitted_at: row.get("submitted_at")?,
        accepted_at: row.get("accepted_at")?,
        done_at: row.get("done_at")?,
        answered_at: row.get("answered_at")?,
        auto_reply_at: row.get("auto_reply_at")?,
    })
}

fn conditions(list: &MessageList) -> Conditions {
    let mut all = Conditions::default();
    all.with("message.mailing_id = ?", list.id);
    if let Some(states) = &list.states {
        let states: Vec<String> = states.iter().map(|state| all.value(state.code())).collect();
        let states = if states.is_empty() { "''".to_owned() } else { states.join(", ") };
        all.plain(&format!("message.state IN ({states})"));
    }
    if let Some(reason) = list.reason {
        all.with("message.reason = ?", reason.code());
    }
    match list.answered {
        Some(true) => all.plain("(message.answered_at IS NOT NULL OR message.auto_reply_at IS NOT NULL)"),
        Some(false) => all.plain("message.answered_at IS NULL AND message.auto_reply_at IS NULL"),
        None => {}
    }
    let words = holding(list.search.as_deref().unwrap_or_default());
    if !words.is_empty() {
        let words = all.value(words);
        all.plain(&format!(
            "(coalesce(client.name, message.name) LIKE {words} OR message.address LIKE {words})"
        ));
    }
    all
}

const FROM: &str = "FROM message LEFT JOIN client ON client.id = message.client_id";

pub fn list(
    reader: &mut Reader,
    list: &MessageList,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<MessageRow>> {
    let mut all = conditions(list);
    if let Some(after) = after {
        all.with("message.id > ?", after);
    }
    let limit = all.value(limit);
    let sql = format!(
        "SELECT message.*, coalesce(client.name, nullif(message.name, ''), message.address) AS who {FROM}
         WHERE {} ORDER BY message.id LIMIT {limit}",
        all.sql()
    );
    reader.all(&sql, all.values())?.iter().map(message).collect()
}

pub fn count(reader: &mut Reader, list: &MessageList) -> Result<i64> {
    let all = conditions(list);
    let from = if list.search.is_some() { FROM } else { "FROM message" };
    let sql = format!("SELECT count(*) AS total {from} WHERE {}", all.sql());
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

pub fn left_out(reader: &mut Reader, mailing_id: i64) -> Result<Vec<ReasonCount>> {
    let rows = reader.all(
        "SELECT reason, count(*) AS total FROM message WHERE mailing_id = ?1 AND state = 'left_out' GROUP BY reason",
        params![mailing_id],
    )?;
    let mut counts = Vec::new();
    for row in &rows {
        if let Some(reason) = Reason::of(&row.get::<String>("reason")?) {
            counts.push(ReasonCount { reason, count: row.get("total")? });
        }
    }
    counts.sort_by_key(|count| count.reason);
    Ok(counts)
}

pub fn sums(reader: &mut Reader, mailing_id: i64) -> Result<(i64, f64)> {
    let row = reader.one(
        "SELECT coalesce(sum(parts), 0) AS parts, coalesce(sum(cost), 0.0) AS cost FROM message
         WHERE mailing_id = ?1 AND accepted_at IS NOT NULL",
        params![mailing_id],
    )?;
    Ok((row.get("parts")?, row.get("cost")?))
}

/// The currency of the gateway that a mailing's SMS went by.
pub fn currency(reader: &mut Reader, mailing_id: i64) -> Result<String> {
    let rows = reader.all(
        "SELECT DISTINCT currency FROM gateway WHERE id IN
            (SELECT gateway_id FROM message WHERE mailing_id = ?1 AND gateway_id IS NOT NULL)",
        params![mailing_id],
    )?;
    match rows.as_slice() {
        [row] => Ok(row.get("currency")?),
        _ => Ok(String::new()),
    }
}

/// Addresses that a mailing found to be dead, and people who opted out by it.
pub fn stops(reader: &mut Reader, mailing_id: i64) -> Result<(i64, i64)> {
    let row = reader.one(
        "SELECT count(CASE WHEN stopped_address.reason = 'bounced' THEN 1 END) AS bounced,
            count(CASE WHEN stopped_address.reason = 'opted_out' THEN 1 END) AS opted_out
         FROM message JOIN stopped_address ON stopped_address.message_id = message.id
         WHERE message.mailing_id = ?1 AND stopped_address.stopped = 1",
        params![mailing_id],
    )?;
    Ok((row.get("bounced")?, row.get("opted_out")?))
}

pub fn hours(reader: &mut Reader, mailing_id: i64) -> Result<Vec<HourCount>> {
    let mut hours: std::collections::BTreeMap<i64, HourCount> = std::collections::BTreeMap::new();
    let rows = reader.all(
        "SELECT accepted_at / 3600000 AS hour, count(*) AS total FROM message
         WHERE mailing_id = ?1 AND accepted_at IS NOT NULL GROUP BY accepted_at / 3600000",
        params![mailing_id],
    )?;
    let empty = |hour: i64| HourCount { at: hour * HOUR, accepted: 0, delivered: 0, failed: 0 };
    for row in &rows {
        let hour: i64 = row.get("hour")?;
        hours.entry(hour).or_insert_with(|| empty(hour)).accepted = row.get("total")?;
    }
    let rows = reader.all(
        "SELECT done_at / 3600000 AS hour, state, count(*) AS total FROM message
         WHERE mailing_id = ?1 AND done_at IS NOT NULL AND state IN ('delivered', 'failed', 'refused')
         GROUP BY done_at / 3600000, state",
        params![mailing_id],
    )?;
    for row in &rows {
        let hour: i64 = row.get("hour")?;
        let total: i64 = row.get("total")?;
        let entry = hours.entry(hour).or_insert_with(|| empty(hour));
        match MessageState::of(&row.get::<String>("state")?) {
            MessageState::Delivered => entry.delivered += total,
            _ => entry.failed += total,
        }
    }
    Ok(hours.into_values().collect())
}
