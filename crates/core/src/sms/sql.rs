//! SQL of single SMS.

use deskbell_sms::Incoming;
use deskbell_store::{Reader, Tx, params};

use crate::Result;
use crate::mailings::{NEW_TOKEN, again};

/// An SMS that somebody wrote.
pub struct Written<'a> {
    pub request_id: Option<i64>,
    pub client_id: Option<i64>,
    pub employee_id: i64,
    pub address: &'a str,
    pub text: &'a str,
    pub parts: i64,
    pub cost: f64,
    pub now: i64,
}

/// An SMS that came.
pub struct Received<'a> {
    pub request_id: Option<i64>,
    pub client_id: Option<i64>,
    pub contact_id: i64,
    pub address: &'a str,
    pub text: &'a str,
    pub gateway_id: i64,
    /// The gateway's name for it; empty where it gives none.
    pub named: &'a str,
    pub at: i64,
}

/// An SMS whose turn it is.
pub(crate) struct Waiting {
    pub id: i64,
    pub address: String,
    pub text: String,
    pub token: String,
    pub parts: i64,
    pub cost: f64,
    pub attempts: i64,
    /// A gateway that may have it from an earlier try.
    pub gateway_id: Option<i64>,
}

pub fn insert_written(tx: &mut Tx, sms: &Written) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO message (request_id, client_id, employee_id, direction, way, address, state, text, parts, cost,
            created_at)
         VALUES (?1, ?2, ?3, 'outgoing', 'sms', ?4, 'queued', ?5, ?6, ?7, ?8)",
        params![sms.request_id, sms.client_id, sms.employee_id, sms.address, sms.text, sms.parts, sms.cost, sms.now],
    )?)
}

/// Whose an SMS of ours to one person is.
pub struct Ours {
    pub request_id: Option<i64>,
    pub client_id: Option<i64>,
}

pub fn ours(reader: &mut Reader, id: i64) -> Result<Option<Ours>> {
    let row = reader.maybe(
        "SELECT request_id, client_id FROM message
         WHERE id = ?1 AND mailing_id IS NULL AND way = 'sms' AND direction = 'outgoing'",
        params![id],
    )?;
    row.map(|row| Ok(Ours { request_id: row.get("request_id")?, client_id: row.get("client_id")? }))
        .transpose()
}

/// Puts an SMS that did not arrive back among those that wait; false where it is none of these (any more). One that may
/// have arrived keeps the id by which its gateway may know it; one that is known not to have gets another.
pub fn queue_again(tx: &mut Tx, id: i64) -> Result<bool> {
    let again = again();
    let changed = tx.run(
        &format!(
            "UPDATE message SET state = 'queued', attempts = {again}, next_at = 0, error = NULL, answer = '',
                accepted_at = NULL, done_at = NULL, poll_at = NULL, polls = 0, gateway_id = NULL, gateway_message = '',
                early_report = NULL, token = CASE WHEN {NEW_TOKEN} THEN '' ELSE token END
             WHERE id = ?1 AND state IN ('failed', 'refused', 'uncertain') AND address <> ''"
        ),
        params![id],
    )?;
    Ok(changed > 0)
}

pub fn set_client(tx: &mut Tx, id: i64, client_id: Option<i64>) -> Result<()> {
    tx.run("UPDATE message SET client_id = ?2 WHERE id = ?1", params![id, client_id])?;
    Ok(())
}

pub fn insert_received(tx: &mut Tx, sms: &Received) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO message (request_id, client_id, contact_id, direction, way, address, state, text, gateway_id,
            gateway_message, created_at, unread)
         VALUES (?1, ?2, ?3, 'incoming', 'sms', ?4, 'received', ?5, ?6, ?7, ?8, ?9)",
        params![
            sms.request_id,
            sms.client_id,
            sms.contact_id,
            sms.address,
            sms.text,
            sms.gateway_id,
            sms.named,
            sms.at,
            sms.request_id.is_some()
        ],
    )?)
}

pub fn mark_seen(tx: &mut Tx, request_id: i64) -> Result<()> {
    tx.run("UPDATE message SET unread = 0 WHERE request_id = ?1 AND unread = 1", params![request_id])?;
    Ok(())
}

/// The newest SMS of a request, where no letter of the client came after it.
pub fn mark_unseen(tx: &mut Tx, request_id: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET unread = 1 WHERE id = (SELECT max(id) FROM message
                WHERE request_id = ?1 AND direction = 'incoming' AND way = 'sms')
            AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.request_id = message.request_id
                AND letter.direction = 'incoming' AND letter.kind = 'letter'
                AND coalesce(letter.came_at, letter.at) > message.created_at)",
        params![request_id],
    )?;
    Ok(())
}

pub fn is_known(reader: &mut Reader, gateway_id: i64, named: &str) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message WHERE gateway_id = ?1 AND gateway_message = ?2 AND direction = 'incoming' LIMIT 1",
        params![gateway_id, named],
    )?;
    Ok(row.is_some())
}

/// Whether the SMS of this name is this one.
pub fn was_taken(
    reader: &mut Reader,
    gateway_id: i64,
    named: &str,
    address: &str,
    text: &str,
) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message WHERE gateway_id = ?1 AND gateway_message = ?2 AND direction = 'incoming'
            AND address = ?3 AND text = ?4 LIMIT 1",
        params![gateway_id, named, address, text],
    )?;
    Ok(row.is_some())
}

/// The client with a phone; of several the one that was in touch last.
pub fn client_of(reader: &mut Reader, number: &str) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT client_phone.client_id FROM client_phone
         LEFT JOIN client_touch ON client_touch.client_id = client_phone.client_id
         WHERE client_phone.number = ?1 ORDER BY coalesce(client_touch.at, 0) DESC, client_phone.client_id LIMIT 1",
        params![number],
    )?;
    Ok(row.map(|row| row.get("client_id")).transpose()?)
}

pub fn open_of_client(reader: &mut Reader, client_id: i64) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT id FROM request WHERE client_id = ?1 AND open = 1 ORDER BY last_at DESC, id DESC LIMIT 1",
        params![client_id],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn open_of_phone(reader: &mut Reader, number: &str, shown: &str) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT request.id, request.last_at FROM request WHERE request.open = 1 AND (request.phone = ?2 OR request.id IN
            (SELECT request_id FROM message WHERE address = ?1 AND way = 'sms' AND request_id IS NOT NULL))
         ORDER BY request.last_at DESC, request.id DESC LIMIT 1",
        params![number, shown],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn phones_of(reader: &mut Reader, client_id: i64) -> Result<Vec<String>> {
    let rows = reader
        .all("SELECT number FROM client_phone WHERE client_id = ?1 ORDER BY position", params![client_id])?;
    rows.iter().map(|row| Ok(row.get("number")?)).collect()
}

pub fn due(reader: &mut Reader, now: i64) -> Result<Option<Waiting>> {
    let row = reader.maybe(
        "SELECT id, address, text, token, parts, cost, attempts, gateway_id FROM message
         WHERE mailing_id IS NULL AND way = 'sms' AND state = 'queued' AND next_at <= ?1 ORDER BY next_at, id LIMIT 1",
        params![now],
    )?;
    row.map(|row| {
        Ok(Waiting {
            id: row.get("id")?,
            address: row.get("address")?,
            text: row.get("text")?,
            token: row.get("token")?,
            parts: row.get("parts")?,
            cost: row.get("cost")?,
            attempts: row.get("attempts")?,
            gateway_id: row.get("gateway_id")?,
        })
    })
    .transpose()
}

pub fn next_at(reader: &mut Reader) -> Result<Option<i64>> {
    let row = reader.one(
        "SELECT min(next_at) AS at FROM message WHERE mailing_id IS NULL AND way = 'sms' AND state = 'queued'",
        &[],
    )?;
    Ok(row.get("at")?)
}

pub fn take(tx: &mut Tx, id: i64, token: &str, now: i64) -> Result<()> {
    tx.run(
        "UPDATE message SET state = 'submitting', attempts = attempts + 1, submitted_at = ?3, token = ?2, error = NULL,
            early_report = NULL WHERE id = ?1",
        params![id, token, now],
    )?;
    Ok(())
}

/// What the parts of one SMS have in common.
pub struct Whole {
    pub gateway_id: i64,
    pub sender: String,
    pub reference: i64,
    pub count: i64,
}

const OF_WHOLE: &str = "gateway_id = ?1 AND sender = ?2 AND reference = ?3 AND count = ?4";

/// Keeps a part in its place.
pub fn put_part(tx: &mut Tx, whole: &Whole, number: i64, part: &Incoming, now: i64) -> Result<()> {
    tx.run(
        &format!("DELETE FROM sms_part WHERE {OF_WHOLE} AND number = ?5"),
        params![whole.gateway_id, whole.sender.as_str(), whole.reference, whole.count, number],
    )?;
    tx.run(
        "INSERT INTO sms_part (gateway_id, sender, reference, count, number, receiver, text, at, came_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            whole.gateway_id,
            whole.sender.as_str(),
            whole.reference,
            whole.count,
            number,
            part.to.as_str(),
            part.text.as_str(),
            part.at,
            now
        ],
    )?;
    Ok(())
}

/// The parts that are there, in their order.
pub fn parts(reader: &mut Reader, whole: &Whole) -> Result<Vec<Incoming>> {
    let rows = reader.all(
        &format!("SELECT sender, receiver, text, at FROM sms_part WHERE {OF_WHOLE} ORDER BY number"),
        params![whole.gateway_id, whole.sender.as_str(), whole.reference, whole.count],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Incoming {
                gateway_id: String::new(),
                from: row.get("sender")?,
                to: row.get("receiver")?,
                text: row.get("text")?,
                at: row.get("at")?,
            })
        })
        .collect()
}

pub fn remove_parts(tx: &mut Tx, whole: &Whole) -> Result<()> {
    tx.run(
        &format!("DELETE FROM sms_part WHERE {OF_WHOLE}"),
        params![whole.gateway_id, whole.sender.as_str(), whole.reference, whole.count],
    )?;
    Ok(())
}

/// SMS whose first part came before an instant.
pub fn old_wholes(reader: &mut Reader, before: i64) -> Result<Vec<Whole>> {
    let rows = reader.all(
        "SELECT gateway_id, sender, reference, count FROM sms_part
         GROUP BY gateway_id, sender, reference, count HAVING min(came_at) < ?1 ORDER BY min(came_at) LIMIT 100",
        params![before],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Whole {
                gateway_id: row.get("gateway_id")?,
                sender: row.get("sender")?,
                reference: row.get("reference")?,
                count: row.get("count")?,
            })
        })
        .collect()
}
