//! SQL of the outbox.

use deskbell_store::{Reader, Row, Tx, Value, params};

use super::{Delivery, OutboxRow, State};
use crate::conditions::Conditions;
use crate::letters::{NOTICE, Recipients};
use crate::{Result, WireError};

/// What has not left. Every state by its name, so that the index of states is asked and not every letter that was ever sent.
const OPEN: &str = "state IN ('queued', 'sending', 'retry', 'failed', 'uncertain')";

fn error(row: &Row) -> Result<Option<WireError>> {
    let json: Option<String> = row.get("error")?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

pub fn insert(tx: &mut Tx, letter_id: i64, now: i64, undo_until: i64, draft: &str, copy: &str) -> Result<()> {
    tx.run(
        "INSERT INTO outbox (letter_id, state, next_at, undo_until, draft, copy, queued_at)
         VALUES (?1, 'queued', ?2, ?2, ?3, ?4, ?5)",
        params![letter_id, undo_until, draft, copy, now],
    )?;
    Ok(())
}

/// It leaves at once: nobody takes it back.
pub fn insert_automatic(tx: &mut Tx, letter_id: i64, address: &str, now: i64) -> Result<()> {
    tx.run(
        "INSERT INTO outbox (letter_id, state, copy, queued_at) VALUES (?1, 'queued', 'not_needed', ?2)",
        params![letter_id, now],
    )?;
    tx.run(
        "INSERT INTO automatic_letter (letter_id, address, at) VALUES (?1, ?2, ?3)",
        params![letter_id, address, now],
    )?;
    Ok(())
}

pub fn is_automatic(reader: &mut Reader, letter_id: i64) -> Result<bool> {
    let row =
        reader.maybe("SELECT 1 AS yes FROM automatic_letter WHERE letter_id = ?1", params![letter_id])?;
    Ok(row.is_some())
}

pub fn automatic_to(reader: &mut Reader, address: &str, now: i64) -> Result<i64> {
    let row = reader.one(
        "SELECT count(*) AS total FROM automatic_letter WHERE address = ?1 AND at > ?2 AND at <= ?3",
        params![address, now - 60 * 60 * 1000, now],
    )?;
    Ok(row.get("total")?)
}

/// Those that the server holds stay: without them it would be read anew.
pub fn remove_automatic(tx: &mut Tx, before: i64) -> Result<()> {
    let old = format!(
        "SELECT letter.id, letter.raw_id FROM letter JOIN outbox ON outbox.letter_id = letter.id
         WHERE letter.ignored = '{NOTICE}' AND outbox.state = 'sent' AND letter.at < ?1
           AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.letter_id = letter.id
                OR server_letter.raw_id = letter.raw_id) LIMIT 1000"
    );
    for row in tx.all(&old, params![before])? {
        remove_letter(tx, row.get("id")?)?;
    }
    Ok(())
}

pub fn delivery(reader: &mut Reader, letter_id: i64) -> Result<Option<Delivery>> {
    let row = reader.maybe(
        "SELECT state, undo_until, next_at, error FROM outbox WHERE letter_id = ?1",
        params![letter_id],
    )?;
    row.map(|row| {
        let state = State::of(&row.get::<String>("state")?);
        let next_at: Option<i64> = row.get("next_at")?;
        Ok(Delivery {
            state: Some(state),
            undo_until: row.get::<Option<i64>>("undo_until")?.filter(|_| state == State::Queued),
            retry_at: next_at.filter(|_| state == State::Retry),
            error: error(&row)?,
        })
    })
    .transpose()
}

pub fn list(reader: &mut Reader) -> Result<Vec<OutboxRow>> {
    rows(reader, "outbox.attempts, outbox.error", &format!("outbox.{OPEN}"), &[])
}

pub fn waiting_count(reader: &mut Reader) -> Result<i64> {
    let row = reader.one(&format!("SELECT count(*) AS total FROM outbox WHERE {OPEN}"), &[])?;
    Ok(row.get("total")?)
}

/// The sent letters whose copies were refused so often that they are not tried any more.
pub fn refused_copies(reader: &mut Reader, most_tries: i64) -> Result<Vec<OutboxRow>> {
    let given_up = "outbox.state = 'sent' AND outbox.copy = 'pending' AND outbox.copy_tries >= ?1";
    rows(reader, "outbox.copy_tries AS attempts, outbox.copy_error AS error", given_up, params![most_tries])
}

/// Whether a letter's copy is one of those.
pub fn is_refused_copy(reader: &mut Reader, letter_id: i64, most_tries: i64) -> Result<bool> {
    let found = reader.maybe(
        "SELECT letter_id FROM outbox WHERE letter_id = ?1 AND state = 'sent' AND copy = 'pending' AND copy_tries >= ?2",
        params![letter_id, most_tries],
    )?;
    Ok(found.is_some())
}

fn rows(reader: &mut Reader, tries: &str, which: &str, values: &[Value]) -> Result<Vec<OutboxRow>> {
    let sql = format!(
        "SELECT outbox.letter_id, outbox.state, outbox.next_at, outbox.queued_at, {tries},
            letter.subject, letter.recipients, letter.request_id, letter.ignored, request.number
         FROM outbox JOIN letter ON letter.id = outbox.letter_id LEFT JOIN request ON request.id = letter.request_id
         WHERE {which} ORDER BY outbox.queued_at, outbox.letter_id LIMIT 1000"
    );
    let rows = reader.all(&sql, values)?;
    rows.iter()
        .map(|row| {
            let recipients: Recipients =
                serde_json::from_str(&row.get::<String>("recipients")?).unwrap_or_default();
            let notice = row.get::<Option<String>>("ignored")?.as_deref() == Some(NOTICE);
            let to: Vec<String> = recipients
                .to
                .into_iter()
                .chain(recipients.cc)
                .map(|person| if notice { person.name } else { person.address })
                .collect();
            let state = State::of(&row.get::<String>("state")?);
            Ok(OutboxRow {
                letter_id: row.get("letter_id")?,
                request_id: row.get("request_id")?,
                number: row.get::<Option<String>>("number")?.unwrap_or_default(),
                to: to.join(", "),
                subject: if notice { String::new() } else { row.get("subject")? },
                notice,
                state,
                attempts: row.get("attempts")?,
                retry_at: row.get::<Option<i64>>("next_at")?.filter(|_| state == State::Retry),
                error: error(row)?,
                at: row.get("queued_at")?,
            })
        })
        .collect()
}

/// Where a letter stands and what undo gives back, as long as it may not have left.
pub fn undo_of(reader: &mut Reader, letter_id: i64) -> Result<Option<(State, Option<String>)>> {
    let row = reader.maybe("SELECT state, draft FROM outbox WHERE letter_id = ?1", params![letter_id])?;
    row.map(|row| Ok((State::of(&row.get::<String>("state")?), row.get("draft")?))).transpose()
}

/// Removes a letter of ours that never left, with everything that was stored along with it.
pub fn remove_letter(tx: &mut Tx, letter_id: i64) -> Result<()> {
    let raw_id: i64 = tx.one("SELECT raw_id FROM letter WHERE id = ?1", params![letter_id])?.get("raw_id")?;
    tx.run("DELETE FROM letter_text WHERE id = ?1", params![letter_id])?;
    tx.run("DELETE FROM letter WHERE id = ?1", params![letter_id])?;
    tx.run("DELETE FROM letter_raw WHERE id = ?1", params![raw_id])?;
    Ok(())
}

/// The letter that is due.
pub struct Due {
    pub letter_id: i64,
    /// How often the server was asked to take it.
    pub attempts: i64,
    /// How often it was taken for that, also where the server was not reached.
    pub taken: i64,
    /// To whom it still has to go.
    pub left: String,
}

/// No letter waits longer than `longest`: one that seems to do so saw the clock set back.
pub fn next(reader: &mut Reader, now: i64, longest: i64) -> Result<Option<Due>> {
    let row = reader.maybe(
        "SELECT letter_id, attempts - unreached AS attempts, attempts AS taken, receivers FROM outbox
         WHERE state IN ('queued', 'retry') AND (next_at IS NULL OR next_at <= ?1 OR next_at > ?2)
         ORDER BY queued_at, letter_id LIMIT 1",
        params![now, now + longest],
    )?;
    row.map(|row| {
        Ok(Due {
            letter_id: row.get("letter_id")?,
            attempts: row.get("attempts")?,
            taken: row.get("taken")?,
            left: row.get("receivers")?,
        })
    })
    .transpose()
}

/// Ends the time for undo of somebody's letters that wait for it, or of all; tells how many.
pub fn end_undo(tx: &mut Tx, employee_id: Option<i64>, now: i64) -> Result<u64> {
    let mut all = Conditions::default();
    let now = all.value(now);
    all.plain("state = 'queued' AND undo_until IS NOT NULL");
    if let Some(id) = employee_id {
        all.with("letter_id IN (SELECT id FROM letter WHERE employee_id = ?)", id);
    }
    let sql = format!("UPDATE outbox SET next_at = {now}, undo_until = NULL WHERE {}", all.sql());
    Ok(tx.run(&sql, all.values())?)
}

/// Everything that has not left for certain.
pub fn unsent(reader: &mut Reader) -> Result<Vec<i64>> {
    let rows =
        reader.all("SELECT letter_id FROM outbox WHERE state IN ('queued', 'retry', 'sending')", &[])?;
    rows.iter().map(|row| Ok(row.get("letter_id")?)).collect()
}

pub fn next_at(reader: &mut Reader) -> Result<Option<i64>> {
    let row = reader
        .one("SELECT min(coalesce(next_at, 0)) AS at FROM outbox WHERE state IN ('queued', 'retry')", &[])?;
    Ok(row.get("at")?)
}

pub fn set_sending(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'sending', handed = 0, attempts = attempts + 1, waits_for_line = 0
         WHERE letter_id = ?1",
        params![letter_id],
    )?;
    Ok(())
}

/// False where the letter is not on its way by this turn any more.
pub fn set_handed(tx: &mut Tx, letter_id: i64, turn: i64) -> Result<bool> {
    let changed = tx.run(
        "UPDATE outbox SET handed = 1 WHERE letter_id = ?1 AND state = 'sending' AND attempts = ?2",
        params![letter_id, turn],
    )?;
    Ok(changed > 0)
}

pub fn is_taken(reader: &mut Reader, letter_id: i64, turn: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM outbox WHERE letter_id = ?1 AND state IN ('sending', 'uncertain') AND attempts = ?2",
        params![letter_id, turn],
    )?;
    Ok(row.is_some())
}

pub fn set_queued(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'queued', handed = 0, next_at = NULL, undo_until = NULL, error = NULL
         WHERE letter_id = ?1",
        params![letter_id],
    )?;
    Ok(())
}

pub fn set_sent(tx: &mut Tx, letter_id: i64, at: i64) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'sent', sent_at = ?2, error = NULL, next_at = NULL, draft = NULL WHERE letter_id = ?1",
        params![letter_id, at],
    )?;
    Ok(())
}

pub fn set_retry(tx: &mut Tx, letter_id: i64, at: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'retry', handed = 0, next_at = ?2, error = ?3 WHERE letter_id = ?1",
        params![letter_id, at, error],
    )?;
    Ok(())
}

pub fn set_unreached(tx: &mut Tx, letter_id: i64, at: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'retry', handed = 0, unreached = unreached + 1, waits_for_line = 1, next_at = ?2,
            error = ?3 WHERE letter_id = ?1",
        params![letter_id, at, error],
    )?;
    Ok(())
}

pub fn unreached(reader: &mut Reader) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT letter_id FROM outbox WHERE state = 'retry' AND waits_for_line = 1 ORDER BY queued_at, letter_id",
        &[],
    )?;
    rows.iter().map(|row| Ok(row.get("letter_id")?)).collect()
}

pub fn set_due(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run("UPDATE outbox SET next_at = NULL WHERE letter_id = ?1", params![letter_id])?;
    Ok(())
}

/// Some receivers have the letter and others are to be tried again: it cannot be taken back any more.
pub fn set_partly(tx: &mut Tx, letter_id: i64, receivers: &str, at: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'retry', handed = 0, receivers = ?2, next_at = ?3, error = ?4, draft = NULL
         WHERE letter_id = ?1",
        params![letter_id, receivers, at, error],
    )?;
    Ok(())
}

pub fn set_failed(tx: &mut Tx, letter_id: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'failed', handed = 0, error = ?2 WHERE letter_id = ?1",
        params![letter_id, error],
    )?;
    Ok(())
}

pub fn set_uncertain(tx: &mut Tx, letter_id: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'uncertain', error = ?2 WHERE letter_id = ?1",
        params![letter_id, error],
    )?;
    Ok(())
}

pub fn sending(reader: &mut Reader) -> Result<Vec<(i64, bool)>> {
    let rows = reader.all("SELECT letter_id, handed FROM outbox WHERE state = 'sending'", &[])?;
    rows.iter().map(|row| Ok((row.get("letter_id")?, row.get("handed")?))).collect()
}

pub fn uncertain(reader: &mut Reader) -> Result<Vec<(i64, String)>> {
    let rows = reader.all(
        "SELECT outbox.letter_id, letter.message_id FROM outbox JOIN letter ON letter.id = outbox.letter_id
         WHERE outbox.state = 'uncertain'",
        &[],
    )?;
    rows.iter().map(|row| Ok((row.get("letter_id")?, row.get("message_id")?))).collect()
}

pub fn copies(reader: &mut Reader, most_tries: i64) -> Result<Vec<i64>> {
    let rows = reader.all(
        "SELECT letter_id FROM outbox WHERE state = 'sent' AND copy = 'pending' AND copy_tries < ?1
         ORDER BY copy_tries, queued_at, letter_id LIMIT 1000",
        params![most_tries],
    )?;
    rows.iter().map(|row| Ok(row.get("letter_id")?)).collect()
}

pub fn count_copy(tx: &mut Tx, letter_id: i64, error: &str) -> Result<()> {
    tx.run(
        "UPDATE outbox SET copy_tries = copy_tries + 1, copy_error = ?2 WHERE letter_id = ?1",
        params![letter_id, error],
    )?;
    Ok(())
}

/// Lets a copy be tried anew.
pub fn renew_copy(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run("UPDATE outbox SET copy_tries = 0, copy_error = NULL WHERE letter_id = ?1", params![letter_id])?;
    Ok(())
}

/// Does without a copy.
pub fn drop_copy(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run("UPDATE outbox SET copy = 'not_needed' WHERE letter_id = ?1", params![letter_id])?;
    Ok(())
}

pub fn set_copied(tx: &mut Tx, letter_id: i64) -> Result<()> {
    tx.run("UPDATE outbox SET copy = 'done' WHERE letter_id = ?1", params![letter_id])?;
    Ok(())
}
