//! SQL of the jobs that send messages.

use std::collections::HashMap;

use deskbell_store::{Reader, Tx, params};

use super::{Accepted, Running, Who};
use crate::Result;
use crate::mailings::State;
use crate::mailings::message::{MessageState, Way};
use crate::mailings::people::{PERSON, Person, person};
use crate::mailings::sms::Made;

/// What noting an outcome needs of a message.
pub struct Known {
    pub mailing_id: Option<i64>,
    /// Somebody stopped its mailing.
    pub stopped: bool,
    pub client_id: Option<i64>,
    pub request_id: Option<i64>,
    pub employee_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub submitted_at: Option<i64>,
    pub way: Way,
    pub address: String,
    pub attempts: i64,
    /// A gateway may have it from an earlier try.
    pub in_doubt: bool,
    pub state: MessageState,
    pub text: String,
}

pub fn running(reader: &mut Reader) -> Result<Vec<Running>> {
    let rows = reader.all(
        "SELECT id, updated_at, per_minute, quiet_from, quiet_to, start_at FROM mailing WHERE state = 'running' ORDER BY id",
        &[],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Running {
                id: row.get("id")?,
                updated_at: row.get("updated_at")?,
                per_minute: row.get("per_minute")?,
                quiet_from: row.get("quiet_from")?,
                quiet_to: row.get("quiet_to")?,
                start_at: row.get("start_at")?,
            })
        })
        .collect()
}

pub fn due_at(reader: &mut Reader, mailing_id: i64, way: Way) -> Result<Option<i64>> {
    let row = reader.one(
        "SELECT min(next_at) AS at FROM message WHERE mailing_id = ?1 AND state = 'queued' AND way = ?2",
        params![mailing_id, way.code()],
    )?;
    Ok(row.get("at")?)
}

pub fn last_submitted(reader: &mut Reader, mailing_id: i64, way: Way) -> Result<Option<i64>> {
    let row = reader.one(
        "SELECT max(submitted_at) AS at FROM message WHERE mailing_id = ?1 AND way = ?2",
        params![mailing_id, way.code()],
    )?;
    Ok(row.get("at")?)
}

pub fn submitted_since(reader: &mut Reader, since: i64) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT submitted_at FROM message WHERE way = 'email' AND submitted_at > ?1 ORDER BY submitted_at",
        params![since],
    )?;
    rows.iter().map(|row| Ok(row.get("submitted_at")?)).collect()
}

pub fn has_more(reader: &mut Reader, mailing_id: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message WHERE mailing_id = ?1 AND state IN ('queued', 'submitting') LIMIT 1",
        params![mailing_id],
    )?;
    Ok(row.is_some())
}

/// People whose message is due by a way.
pub fn due(reader: &mut Reader, mailing_id: i64, way: Way, now: i64, limit: usize) -> Result<Vec<Person>> {
    let rows = reader.all(
        &format!(
            "SELECT {PERSON} FROM message WHERE mailing_id = ?1 AND state = 'queued' AND way = ?2 AND next_at <= ?3
             ORDER BY next_at, id LIMIT ?4"
        ),
        params![mailing_id, way.code(), now, limit],
    )?;
    rows.iter().map(person).collect()
}

/// Whether another message of the same mailing has an address.
pub fn is_key_taken(reader: &mut Reader, id: i64, address: &str) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message JOIN message AS own ON own.mailing_id = message.mailing_id
         WHERE own.id = ?1 AND message.key = ?2 AND message.id <> ?1 LIMIT 1",
        params![id, address],
    )?;
    Ok(row.is_some())
}

/// Gives a message its names. A letter keeps its Message-ID over all its tries.
pub fn name(tx: &mut Tx, id: i64, message_id: &str, token: &str) -> Result<()> {
    tx.run(
        "UPDATE message SET message_id = CASE WHEN message_id = '' THEN ?2 ELSE message_id END,
            token = CASE WHEN token = '' THEN ?3 ELSE token END
         WHERE id = ?1 AND (message_id = '' OR token = '')",
        params![id, message_id, token],
    )?;
    Ok(())
}

/// The number of the last change that the log knows.
pub fn last_change(reader: &mut Reader) -> Result<i64> {
    Ok(reader.one("SELECT coalesce(max(id), 0) AS last FROM change", &[])?.get("last")?)
}

/// Whether anything was changed since but what mailings themselves write with every message.
pub fn is_changed(reader: &mut Reader, seen: i64) -> Result<bool> {
    let changed = "SELECT 1 AS yes FROM change WHERE id > ?1 AND noun NOT IN ('message', 'contact') LIMIT 1";
    Ok(reader.maybe(changed, params![seen])?.is_some())
}

/// The first byte may leave after this is committed; false where it may not.
pub fn begin(tx: &mut Tx, id: i64, now: i64) -> Result<bool> {
    let begun = tx.run(
        "UPDATE message SET state = 'submitting', attempts = attempts + 1, submitted_at = ?2, error = NULL
         WHERE id = ?1 AND state = 'queued' AND EXISTS
            (SELECT 1 FROM mailing WHERE mailing.id = message.mailing_id AND mailing.state = 'running')",
        params![id, now],
    )?;
    Ok(begun > 0)
}

/// Asked one by one: a statement that stays the same is read by the database once.
pub fn known(reader: &mut Reader, ids: &[i64]) -> Result<HashMap<i64, Known>> {
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        let row = reader.maybe(
            "SELECT message.mailing_id, message.client_id, message.request_id, message.contact_id, message.submitted_at,
                message.way, message.address, message.attempts, message.gateway_id, message.text, message.state,
                coalesce(mailing.state, '') AS mailing_state, coalesce(message.employee_id, mailing.employee_id) AS employee_id
             FROM message LEFT JOIN mailing ON mailing.id = message.mailing_id WHERE message.id = ?1",
            params![*id],
        )?;
        let Some(row) = row else { continue };
        let known = Known {
            mailing_id: row.get("mailing_id")?,
            stopped: row.get::<String>("mailing_state")? == State::Stopped.code(),
            client_id: row.get("client_id")?,
            request_id: row.get("request_id")?,
            employee_id: row.get("employee_id")?,
            contact_id: row.get("contact_id")?,
            submitted_at: row.get("submitted_at")?,
            way: Way::of(&row.get::<String>("way")?),
            address: row.get("address")?,
            attempts: row.get("attempts")?,
            in_doubt: row.get::<Option<i64>>("gateway_id")?.is_some(),
            state: MessageState::of(&row.get::<String>("state")?),
            text: row.get("text")?,
        };
        found.insert(*id, known);
    }
    Ok(found)
}

pub fn set_accepted(
    tx: &mut Tx,
    id: i64,
    accepted: &Accepted,
    contact_id: Option<i64>,
    now: i64,
) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'accepted', accepted_at = ?2, answer = ?3, parts = ?4, cost = ?5, gateway_id = ?6,
            gateway_message = ?7, poll_at = ?8, contact_id = ?9, error = NULL,
            text = CASE WHEN way = 'sms' THEN ?10 ELSE text END
         WHERE id = ?1 AND state IN ('submitting', 'uncertain')",
        params![
            id,
            now,
            accepted.answer.as_str(),
            accepted.parts,
            accepted.cost,
            accepted.gateway_id,
            accepted.gateway_message.as_str(),
            accepted.poll_at,
            contact_id,
            accepted.information.as_str()
        ],
    )?;
    Ok(())
}

pub fn set_refused(tx: &mut Tx, id: i64, error: &str, answer: &str, now: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'refused', error = ?2, answer = ?3, done_at = ?4
         WHERE id = ?1 AND state = 'submitting'",
        params![id, error, answer, now],
    )?;
    Ok(())
}

pub fn set_failed(tx: &mut Tx, id: i64, error: &str, answer: &str, now: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'failed', error = ?2, answer = ?3, done_at = ?4
         WHERE id = ?1 AND state = 'submitting'",
        params![id, error, answer, now],
    )?;
    Ok(())
}

pub fn set_later(tx: &mut Tx, id: i64, error: &str, answer: &str, at: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'queued', error = ?2, answer = ?3, next_at = ?4
         WHERE id = ?1 AND state = 'submitting'",
        params![id, error, answer, at],
    )?;
    Ok(())
}

pub fn set_uncertain(tx: &mut Tx, id: i64, error: &str, answer: &str) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'uncertain', error = ?2, answer = ?3 WHERE id = ?1 AND state = 'submitting'",
        params![id, error, answer],
    )?;
    Ok(())
}

/// Handed over again later, by this gateway alone: it may have the message already.
pub fn set_again(tx: &mut Tx, id: i64, error: &str, answer: &str, at: i64, gateway_id: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'queued', error = ?2, answer = ?3, next_at = ?4, gateway_id = ?5
         WHERE id = ?1 AND state = 'submitting'",
        params![id, error, answer, at, gateway_id],
    )?;
    Ok(())
}

pub fn doubt_others(tx: &mut Tx, mailing_id: i64, gateway_id: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'uncertain', error = ?3
         WHERE mailing_id = ?1 AND way = 'sms' AND state = 'queued' AND gateway_id <> ?2",
        params![mailing_id, gateway_id, error],
    )?;
    Ok(())
}

pub fn prepare(tx: &mut Tx, id: i64, made: &Made) -> Result<()> {
    tx.run(
        "UPDATE message SET text = ?2, parts = ?3, cost = ?4, early_report = NULL WHERE id = ?1",
        params![id, made.text.as_str(), made.parts, made.cost],
    )?;
    Ok(())
}

/// An SMS of which nobody knew whether it left did.
pub fn set_accepted_late(
    tx: &mut Tx,
    id: i64,
    gateway_id: i64,
    named: &str,
    contact_id: Option<i64>,
    now: i64,
) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'accepted', accepted_at = coalesce(submitted_at, ?5), gateway_id = ?2,
            gateway_message = CASE WHEN ?3 = '' THEN gateway_message ELSE ?3 END, contact_id = ?4, error = NULL
         WHERE id = ?1 AND state IN ('uncertain', 'queued')",
        params![id, gateway_id, named, contact_id, now],
    )?;
    Ok(())
}

pub fn set_contact(tx: &mut Tx, id: i64, contact_id: i64) -> Result<()> {
    tx.run("UPDATE message SET contact_id = ?2 WHERE id = ?1", params![id, contact_id])?;
    Ok(())
}

/// Back to where it was: this was no try.
pub fn set_untried(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'queued', attempts = attempts - 1 WHERE id = ?1 AND state = 'submitting'",
        params![id],
    )?;
    Ok(())
}

pub fn is_stranded(reader: &mut Reader, way: Way, who: Who) -> Result<bool> {
    let sql =
        format!("SELECT 1 AS yes FROM message WHERE state = 'submitting' AND way = ?1{} LIMIT 1", who.only());
    Ok(reader.maybe(&sql, params![way.code()])?.is_some())
}

pub fn doubt_submitting(tx: &mut Tx, way: Way, who: Who, error: &str) -> Result<u64> {
    let sql = format!(
        "UPDATE message SET state = 'uncertain', error = ?1 WHERE state = 'submitting' AND way = ?2{}",
        who.only()
    );
    Ok(tx.run(&sql, params![error, way.code()])?)
}

/// Whatever waited in mailings that were on their way is uncertain; the mailings.
pub fn doubt_waiting(tx: &mut Tx, error: &str) -> Result<Vec<i64>> {
    let rows = tx.all("SELECT id FROM mailing WHERE state IN ('running', 'paused') ORDER BY id", &[])?;
    let ids: Vec<i64> = rows.iter().map(|row| Ok(row.get("id")?)).collect::<Result<_>>()?;
    for id in &ids {
        tx.run(
            "UPDATE message SET state = 'uncertain', error = ?2
             WHERE mailing_id = ?1 AND state IN ('queued', 'submitting')",
            params![*id, error],
        )?;
    }
    Ok(ids)
}

/// Whatever waited that somebody wrote to one person is uncertain; the messages.
pub fn doubt_single(tx: &mut Tx, error: &str) -> Result<Vec<i64>> {
    let rows = tx.all(
        "SELECT id FROM message WHERE mailing_id IS NULL AND direction = 'outgoing' AND state IN ('queued', 'submitting')
         ORDER BY id",
        &[],
    )?;
    let ids: Vec<i64> = rows.iter().map(|row| Ok(row.get("id")?)).collect::<Result<_>>()?;
    for id in &ids {
        tx.run("UPDATE message SET state = 'uncertain', error = ?2 WHERE id = ?1", params![*id, error])?;
    }
    Ok(ids)
}
