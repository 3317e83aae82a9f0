//! SQL of what comes back from a mailing.

use deskbell_store::{Reader, Row, Tx, params};

use crate::Result;

/// A message that something came back from.
#[derive(Debug, Clone)]
pub struct Sent {
    pub id: i64,
    pub mailing_id: Option<i64>,
    pub request_id: Option<i64>,
    /// In small letters.
    pub address: String,
}

fn sent(row: &Row) -> Result<Sent> {
    Ok(Sent {
        id: row.get("id")?,
        mailing_id: row.get("mailing_id")?,
        request_id: row.get("request_id")?,
        address: row.get("address")?,
    })
}

const COLUMNS: &str = "id, mailing_id, request_id, address";

pub fn by_message_id(reader: &mut Reader, message_id: &str) -> Result<Option<Sent>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE message_id = ?1 AND message_id <> '' LIMIT 1");
    let row = reader.maybe(&sql, params![message_id])?;
    row.as_ref().map(sent).transpose()
}

pub fn by_token(reader: &mut Reader, id: i64, token: &str) -> Result<Option<Sent>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1 AND token = ?2 AND way = 'email'");
    let row = reader.maybe(&sql, params![id, token])?;
    row.as_ref().map(sent).transpose()
}

/// The latest letter of a mailing to an address that nothing is known of yet.
pub fn latest_to(reader: &mut Reader, address: &str, since: i64) -> Result<Option<Sent>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE address = ?1 AND way = 'email' AND accepted_at >= ?2 AND state = 'accepted'
         ORDER BY accepted_at DESC, id DESC LIMIT 1"
    );
    let row = reader.maybe(&sql, params![address, since])?;
    row.as_ref().map(sent).transpose()
}

pub fn latest_sms_to(reader: &mut Reader, number: &str) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT id FROM message WHERE address = ?1 AND way = 'sms' AND accepted_at IS NOT NULL
         ORDER BY accepted_at DESC, id DESC LIMIT 1",
        params![number],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

/// It did not arrive, whatever was known before.
pub fn set_failed(tx: &mut Tx, id: i64, error: &str, answer: &str, at: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'failed', error = ?2, answer = ?3, done_at = ?4 WHERE id = ?1",
        params![id, error, answer, at],
    )?;
    Ok(())
}

/// It is there; whether nobody knew until now that it had left.
pub fn set_arrived(tx: &mut Tx, id: i64) -> Result<bool> {
    let now = tx.stamp().at;
    let late = tx.run(
        "UPDATE message SET state = 'delivered', done_at = ?2, error = NULL, accepted_at = coalesce(submitted_at, ?2)
         WHERE id = ?1 AND state IN ('uncertain', 'failed') AND accepted_at IS NULL",
        params![id, now],
    )?;
    tx.run(
        "UPDATE message SET state = 'delivered', done_at = ?2, error = NULL
         WHERE id = ?1 AND state IN ('accepted', 'failed')",
        params![id, now],
    )?;
    Ok(late > 0)
}

pub fn set_auto_reply(tx: &mut Tx, id: i64, at: i64) -> Result<()> {
    tx.run("UPDATE message SET auto_reply_at = coalesce(auto_reply_at, ?2) WHERE id = ?1", params![id, at])?;
    Ok(())
}

/// The first answer makes the request in which the next ones are.
pub fn set_answered(tx: &mut Tx, id: i64, at: i64, request_id: Option<i64>) -> Result<()> {
    tx.run(
        "UPDATE message SET answered_at = coalesce(answered_at, ?2), request_id = coalesce(?3, request_id) WHERE id = ?1",
        params![id, at, request_id],
    )?;
    Ok(())
}
