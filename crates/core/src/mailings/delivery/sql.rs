//! SQL of what gateways say of SMS.

use deskbell_sms::Submitted;
use deskbell_store::{Reader, Row, Tx, params};

use super::{Asked, Told};
use crate::Result;
use crate::mailings::message::MessageState;

const TOLD: &str = "id, mailing_id, address, state";

fn told(row: &Row) -> Result<Told> {
    Ok(Told {
        id: row.get("id")?,
        mailing_id: row.get("mailing_id")?,
        address: row.get("address")?,
        state: MessageState::of(&row.get::<String>("state")?),
    })
}

/// The SMS that was submitted under an id of ours, which begins with the message's.
pub fn by_token(reader: &mut Reader, token: &str) -> Result<Option<Told>> {
    let Some(id) = token.split('-').next().and_then(|id| id.parse::<i64>().ok()) else { return Ok(None) };
    let row = reader.maybe(
        &format!("SELECT {TOLD} FROM message WHERE id = ?1 AND token = ?2 AND way = 'sms'"),
        params![id, token],
    )?;
    row.as_ref().map(told).transpose()
}

/// The last SMS that a gateway took under a name of its own.
pub fn by_gateway(reader: &mut Reader, gateway_id: i64, name: &str) -> Result<Option<Told>> {
    let row = reader.maybe(
        &format!(
            "SELECT {TOLD} FROM message WHERE gateway_id = ?1 AND gateway_message = ?2 AND way = 'sms'
             ORDER BY id DESC LIMIT 1"
        ),
        params![gateway_id, name],
    )?;
    row.as_ref().map(told).transpose()
}

pub fn keep_early(tx: &mut Tx, id: i64, report: &str) -> Result<()> {
    tx.run("UPDATE message SET early_report = ?2 WHERE id = ?1", params![id, report])?;
    Ok(())
}

pub fn early(reader: &mut Reader, id: i64) -> Result<Option<String>> {
    let row = reader
        .maybe("SELECT early_report FROM message WHERE id = ?1 AND early_report IS NOT NULL", params![id])?;
    row.map(|row| Ok(row.get("early_report")?)).transpose()
}

pub fn told_of(reader: &mut Reader, id: i64) -> Result<Told> {
    told(&reader.one(&format!("SELECT {TOLD} FROM message WHERE id = ?1"), params![id])?)
}

pub fn keep_unknown(tx: &mut Tx, gateway_id: i64, name: &str, report: &str, now: i64) -> Result<()> {
    tx.run(
        "INSERT INTO early_report (gateway_id, name, report, came_at) VALUES (?1, ?2, ?3, ?4)",
        params![gateway_id, name, report, now],
    )?;
    Ok(())
}

/// The reports that were kept by a name, in their order; they are kept no longer.
pub fn take_unknown(tx: &mut Tx, gateway_id: i64, name: &str) -> Result<Vec<String>> {
    let rows = tx.all(
        "SELECT report FROM early_report WHERE gateway_id = ?1 AND name = ?2 ORDER BY id",
        params![gateway_id, name],
    )?;
    if !rows.is_empty() {
        tx.run("DELETE FROM early_report WHERE gateway_id = ?1 AND name = ?2", params![gateway_id, name])?;
    }
    rows.iter().map(|row| Ok(row.get("report")?)).collect()
}

pub fn forget_unknown(tx: &mut Tx, before: i64) -> Result<()> {
    tx.run("DELETE FROM early_report WHERE came_at < ?1", params![before])?;
    Ok(())
}

pub fn forget_early(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("UPDATE message SET early_report = NULL WHERE id = ?1", params![id])?;
    Ok(())
}

pub fn set_delivered(tx: &mut Tx, id: i64, words: &str, at: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'delivered', done_at = ?3, error = NULL, poll_at = NULL,
            answer = CASE WHEN ?2 = '' THEN answer ELSE ?2 END WHERE id = ?1",
        params![id, words, at],
    )?;
    Ok(())
}

pub fn set_failed(tx: &mut Tx, id: i64, error: &str, words: &str, at: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'failed', done_at = ?4, error = ?2, poll_at = NULL,
            answer = CASE WHEN ?3 = '' THEN answer ELSE ?3 END WHERE id = ?1",
        params![id, error, words, at],
    )?;
    Ok(())
}

pub fn next_look(reader: &mut Reader) -> Result<Option<i64>> {
    Ok(reader.one("SELECT min(poll_at) AS at FROM message WHERE poll_at IS NOT NULL", &[])?.get("at")?)
}

pub fn due(reader: &mut Reader, now: i64, most: usize) -> Result<Vec<Asked>> {
    let rows = reader.all(
        "SELECT id, gateway_id, gateway_message, token, address, coalesce(accepted_at, 0) AS accepted_at, polls
         FROM message WHERE poll_at <= ?1 AND gateway_id IS NOT NULL ORDER BY poll_at, id LIMIT ?2",
        params![now, most],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Asked {
                id: row.get("id")?,
                gateway_id: row.get("gateway_id")?,
                accepted_at: row.get("accepted_at")?,
                polls: row.get("polls")?,
                submitted: Submitted {
                    id: row.get("token")?,
                    gateway_id: row.get("gateway_message")?,
                    to: row.get("address")?,
                },
            })
        })
        .collect()
}

/// When a state is asked for next; one that is settled meanwhile is not asked about any more.
pub fn set_look(tx: &mut Tx, id: i64, at: Option<i64>, polls: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET poll_at = ?2, polls = ?3 WHERE id = ?1 AND poll_at IS NOT NULL",
        params![id, at, polls],
    )?;
    Ok(())
}
