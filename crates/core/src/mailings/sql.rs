//! SQL of mailings, their texts and files.

use std::collections::BTreeMap;

use deskbell_store::{Reader, Row, Tx, params};

use super::message::{MessageCounts, MessageState};
use super::{Channel, Fields, Mailing, MailingList, MailingRow, State, Text};
use crate::clients::employee_of;
use crate::conditions::{Conditions, holding};
use crate::words::Language;
use crate::{Result, WireError};

fn pause_reason(row: &Row) -> Result<Option<WireError>> {
    let json: Option<String> = row.get("pause_reason")?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

const FROM: &str = "FROM mailing LEFT JOIN employee ON employee.id = mailing.employee_id";

pub fn list(
    reader: &mut Reader,
    list: &MailingList,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<MailingRow>> {
    let mut all = Conditions::default();
    let words = holding(list.search.as_deref().unwrap_or_default());
    if !words.is_empty() {
        let words = all.value(words);
        all.plain(&format!(
            "(mailing.name LIKE {words} OR EXISTS (SELECT 1 FROM mailing_text
                WHERE mailing_text.mailing_id = mailing.id
                  AND (mailing_text.subject LIKE {words} OR mailing_text.sms LIKE {words})))"
        ));
    }
    if let Some(state) = list.state {
        all.with("mailing.state = ?", state.code());
    }
    if let Some(after) = after {
        all.with("mailing.id < ?", after);
    }
    let limit = all.value(limit);
    let rows = reader.all(
        &format!(
            "SELECT mailing.*, employee.name AS employee_name, mailing_text.subject, mailing_text.sms {FROM}
             LEFT JOIN mailing_text ON mailing_text.mailing_id = mailing.id AND mailing_text.language = ''
             WHERE {} ORDER BY mailing.id DESC LIMIT {limit}",
            all.sql()
        ),
        all.values(),
    )?;
    rows.iter()
        .map(|row| {
            let subject: String = row.get::<Option<String>>("subject")?.unwrap_or_default();
            let sms: String = row.get::<Option<String>>("sms")?.unwrap_or_default();
            Ok(MailingRow {
                id: row.get("id")?,
                name: row.get("name")?,
                channel: Channel::of(&row.get::<String>("channel")?),
                state: State::of(&row.get::<String>("state")?),
                pause_reason: pause_reason(row)?,
                subject: if subject.is_empty() { crate::letters::snippet(&sms, 100) } else { subject },
                counts: MessageCounts::default(),
                employee: employee_of(row, "employee_id", "employee_name")?,
                created_at: row.get("created_at")?,
                start_at: row.get("start_at")?,
                started_at: row.get("started_at")?,
                ended_at: row.get("ended_at")?,
            })
        })
        .collect()
}

/// A mailing without its texts, files and counts.
pub fn get(reader: &mut Reader, id: i64) -> Result<Option<Mailing>> {
    let row = reader.maybe(
        &format!("SELECT mailing.*, employee.name AS employee_name {FROM} WHERE mailing.id = ?1"),
        params![id],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Mailing {
        id,
        fields: Fields {
            name: row.get("name")?,
            channel: Channel::of(&row.get::<String>("channel")?),
            texts: Vec::new(),
            consent_needed: row.get("consent_needed")?,
            not_within_days: row.get("not_within_days")?,
            opt_out_line: row.get("opt_out_line")?,
            opt_out_sms: row.get("opt_out_sms")?,
            per_minute: row.get("per_minute")?,
            quiet_from: row.get("quiet_from")?,
            quiet_to: row.get("quiet_to")?,
            start_at: row.get("start_at")?,
        },
        state: State::of(&row.get::<String>("state")?),
        pause_reason: pause_reason(&row)?,
        files: Vec::new(),
        counts: MessageCounts::default(),
        employee: employee_of(&row, "employee_id", "employee_name")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
    }))
}

/// The versions of a mailing, the one for everybody first.
pub fn texts(reader: &mut Reader, id: i64) -> Result<Vec<Text>> {
    let rows = reader.all(
        "SELECT language, subject, html, sms FROM mailing_text WHERE mailing_id = ?1 ORDER BY language",
        params![id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Text {
                language: Language::of(&row.get::<String>("language")?),
                subject: row.get("subject")?,
                html: row.get("html")?,
                sms: row.get("sms")?,
            })
        })
        .collect()
}

pub fn insert(tx: &mut Tx, fields: &Fields, employee_id: Option<i64>, now: i64) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO mailing (name, channel, consent_needed, not_within_days, opt_out_line, per_minute, quiet_from,
            quiet_to, start_at, employee_id, created_at, updated_at, opt_out_sms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12)",
        params![
            fields.name.as_str(),
            fields.channel.code(),
            fields.consent_needed,
            fields.not_within_days,
            fields.opt_out_line,
            fields.per_minute,
            fields.quiet_from.as_str(),
            fields.quiet_to.as_str(),
            fields.start_at,
            employee_id,
            now,
            fields.opt_out_sms
        ],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, fields: &Fields, now: i64) -> Result<()> {
    tx.run(
        "UPDATE mailing SET name = ?2, channel = ?3, consent_needed = ?4, not_within_days = ?5, opt_out_line = ?6,
            per_minute = ?7, quiet_from = ?8, quiet_to = ?9, start_at = ?10, updated_at = ?11, opt_out_sms = ?12
         WHERE id = ?1",
        params![
            id,
            fields.name.as_str(),
            fields.channel.code(),
            fields.consent_needed,
            fields.not_within_days,
            fields.opt_out_line,
            fields.per_minute,
            fields.quiet_from.as_str(),
            fields.quiet_to.as_str(),
            fields.start_at,
            now,
            fields.opt_out_sms
        ],
    )?;
    Ok(())
}

pub fn touch(tx: &mut Tx, id: i64, now: i64) -> Result<()> {
    tx.run("UPDATE mailing SET updated_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM mailing WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn write_texts(tx: &mut Tx, id: i64, texts: &[Text]) -> Result<()> {
    tx.run("DELETE FROM mailing_text WHERE mailing_id = ?1", params![id])?;
    for text in texts {
        tx.run(
            "INSERT INTO mailing_text (mailing_id, language, subject, html, sms) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                id,
                text.language.map_or("", Language::code),
                text.subject.as_str(),
                text.html.as_str(),
                text.sms.as_str()
            ],
        )?;
    }
    Ok(())
}

pub fn counts(reader: &mut Reader, mailing_id: i64) -> Result<BTreeMap<MessageState, i64>> {
    let rows = reader.all(
        "SELECT state, count(*) AS total FROM message WHERE mailing_id = ?1 GROUP BY state",
        params![mailing_id],
    )?;
    rows.iter().map(|row| Ok((MessageState::of(&row.get::<String>("state")?), row.get("total")?))).collect()
}

/// How many people and how many machines answered.
pub fn answers(reader: &mut Reader, mailing_id: i64) -> Result<(i64, i64)> {
    let row = reader.one(
        "SELECT count(answered_at) AS people, count(auto_reply_at) AS machines FROM message
         WHERE mailing_id = ?1 AND (answered_at IS NOT NULL OR auto_reply_at IS NOT NULL)",
        params![mailing_id],
    )?;
    Ok((row.get("people")?, row.get("machines")?))
}

/// Where a mailing stands.
pub fn state(reader: &mut Reader, id: i64) -> Result<Option<State>> {
    let row = reader.maybe("SELECT state FROM mailing WHERE id = ?1", params![id])?;
    row.map(|row| Ok(State::of(&row.get::<String>("state")?))).transpose()
}

/// How many letters and how many SMS wait to go.
pub fn ways(reader: &mut Reader, mailing_id: i64) -> Result<(i64, i64)> {
    let row = reader.one(
        "SELECT count(CASE WHEN way = 'email' THEN 1 END) AS emails, count(CASE WHEN way = 'sms' THEN 1 END) AS sms
         FROM message WHERE mailing_id = ?1 AND state = 'queued'",
        params![mailing_id],
    )?;
    Ok((row.get("emails")?, row.get("sms")?))
}

/// The first who is written to.
pub fn first_written_to(reader: &mut Reader, mailing_id: i64) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT min(id) AS id FROM message WHERE mailing_id = ?1 AND state <> 'left_out'",
        params![mailing_id],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?.flatten())
}

pub fn is_of(reader: &mut Reader, mailing_id: i64, message_id: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message WHERE id = ?1 AND mailing_id = ?2",
        params![message_id, mailing_id],
    )?;
    Ok(row.is_some())
}

/// A draft begins to go out, in somebody's name.
pub fn begin(tx: &mut Tx, id: i64, employee_id: Option<i64>, now: i64) -> Result<()> {
    tx.run(
        "UPDATE mailing SET started_at = ?2, employee_id = coalesce(?3, employee_id), updated_at = ?2 WHERE id = ?1",
        params![id, now, employee_id],
    )?;
    Ok(())
}

pub fn set_state(tx: &mut Tx, id: i64, state: State, pause_reason: Option<&str>) -> Result<()> {
    tx.run(
        "UPDATE mailing SET state = ?2, pause_reason = ?3, ended_at = NULL WHERE id = ?1",
        params![id, state.code(), pause_reason],
    )?;
    Ok(())
}

pub fn end(tx: &mut Tx, id: i64, now: i64) -> Result<()> {
    tx.run("UPDATE mailing SET ended_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

/// An SMS that is known not to have arrived, and that its gateway would otherwise take for the same.
pub const NEW_TOKEN: &str = "(state = 'refused' OR state = 'failed' AND accepted_at IS NOT NULL)";
/// The tries of an SMS that is queued once more: under an id that its gateway may have already it is not the first, so that
/// "duplicate" means that it is there.
pub fn again() -> String {
    format!("CASE WHEN way <> 'sms' OR token = '' OR {NEW_TOKEN} THEN 0 ELSE 1 END")
}

/// Queues messages once more; how many. An SMS keeps the id under which its gateway may have it already; one that is known
/// not to have arrived gets another.
pub fn retry(tx: &mut Tx, mailing_id: i64, ids: Option<&[i64]>, uncertain: bool) -> Result<i64> {
    let states = if uncertain { "'failed', 'refused', 'uncertain'" } else { "'failed', 'refused'" };
    let again = again();
    let set = format!(
        "UPDATE message SET state = 'queued', attempts = {again}, next_at = 0, error = NULL, answer = '', accepted_at = NULL,
            done_at = NULL, poll_at = NULL, polls = 0, gateway_id = NULL, gateway_message = '', early_report = NULL,
            token = CASE WHEN way = 'sms' AND {NEW_TOKEN} THEN '' ELSE token END
         WHERE mailing_id = ?1 AND state IN ({states})"
    );
    let Some(ids) = ids else { return Ok(tx.run(&set, params![mailing_id])? as i64) };
    let mut count = 0;
    for ids in ids.chunks(500) {
        let list: Vec<String> = ids.iter().map(i64::to_string).collect();
        count += tx.run(&format!("{set} AND id IN ({})", list.join(", ")), params![mailing_id])? as i64;
    }
    Ok(count)
}

/// Those of the messages of which nobody knew whether they left did; which.
pub fn mark_sent(tx: &mut Tx, mailing_id: i64, ids: &[i64], now: i64) -> Result<Vec<i64>> {
    let mut marked = Vec::new();
    for id in ids {
        let sent = tx.run(
            "UPDATE message SET state = 'accepted', accepted_at = coalesce(submitted_at, ?3), error = NULL
             WHERE mailing_id = ?1 AND state = 'uncertain' AND id = ?2",
            params![mailing_id, *id, now],
        )?;
        if sent > 0 {
            marked.push(*id);
        }
    }
    Ok(marked)
}

/// What clients are tied to.
#[derive(Debug, Clone, Copy)]
pub enum Tied {
    Contact,
    Reminder,
}

/// The clients of some contacts or reminders.
pub fn clients_of(reader: &mut Reader, tied: Tied, ids: &[i64]) -> Result<Vec<i64>> {
    let table = match tied {
        Tied::Contact => "contact",
        Tied::Reminder => "reminder",
    };
    let mut clients = Vec::new();
    for ids in ids.chunks(500) {
        let list: Vec<String> = ids.iter().map(i64::to_string).collect();
        let sql = format!(
            "SELECT DISTINCT client_id FROM {table} WHERE client_id IS NOT NULL AND id IN ({}) ORDER BY client_id",
            list.join(", ")
        );
        for row in reader.all(&sql, &[])? {
            clients.push(row.get("client_id")?);
        }
    }
    Ok(clients)
}

/// Mailings of which no copy is in the Sent folder yet, each with its first letter that left.
pub fn without_sample(reader: &mut Reader) -> Result<Vec<(i64, i64, i64)>> {
    let rows = reader.all(
        "SELECT mailing.id, message.id AS first, message.accepted_at FROM mailing
         JOIN message ON message.id = (SELECT min(sent.id) FROM message AS sent
            WHERE sent.mailing_id = mailing.id AND sent.way = 'email' AND sent.state IN ('accepted', 'delivered'))
         WHERE mailing.sample_put = 0 AND mailing.state <> 'draft' AND message.accepted_at IS NOT NULL
         ORDER BY mailing.id",
        &[],
    )?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("first")?, row.get("accepted_at")?))).collect()
}

pub fn set_sample_put(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE mailing SET sample_put = 1 WHERE id = ?1", params![id])?;
    Ok(())
}
