//! SQL of one request's page.

use std::collections::BTreeMap;

use deskbell_store::{Reader, params};
use serde_json::Value as Json;

use super::{EventItem, NoteItem, SmsItem};
use crate::clients::employee_of;
use crate::contacts::Direction;
use crate::mailings::message::MessageState;
use crate::{Error, Result};

pub fn comment(reader: &mut Reader, id: i64) -> Result<String> {
    Ok(reader.one("SELECT comment FROM request WHERE id = ?1", params![id])?.get("comment")?)
}

pub fn notes(reader: &mut Reader, id: i64) -> Result<Vec<NoteItem>> {
    let rows = reader.all(
        "SELECT note.id, note.at, note.text, note.pinned, note.employee_id, employee.name AS employee_name FROM note
         LEFT JOIN employee ON employee.id = note.employee_id WHERE note.request_id = ?1 ORDER BY note.at, note.id",
        params![id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(NoteItem {
                id: row.get("id")?,
                at: row.get("at")?,
                employee: employee_of(row, "employee_id", "employee_name")?,
                text: row.get("text")?,
                pinned: row.get("pinned")?,
            })
        })
        .collect()
}

/// Single SMS of a request. Those of mailings are no part of its conversation.
pub fn sms(reader: &mut Reader, id: i64, shows_phone: bool) -> Result<Vec<SmsItem>> {
    let rows = reader.all(
        "SELECT message.id, message.created_at, message.direction, message.text, message.address, message.state,
            message.parts, message.next_at, message.error, message.employee_id, employee.name AS employee_name
         FROM message LEFT JOIN employee ON employee.id = message.employee_id
         WHERE message.request_id = ?1 AND message.way = 'sms' AND message.mailing_id IS NULL ORDER BY message.id",
        params![id],
    )?;
    rows.iter()
        .map(|row| {
            let state = MessageState::of(&row.get::<String>("state")?);
            let error: Option<String> = row.get("error")?;
            let error = error.map(|json| serde_json::from_str(&json)).transpose();
            let next_at: i64 = row.get("next_at")?;
            Ok(SmsItem {
                id: row.get("id")?,
                at: row.get("created_at")?,
                direction: Direction::of(&row.get::<String>("direction")?),
                text: row.get("text")?,
                phone: if shows_phone { row.get("address")? } else { String::new() },
                employee: employee_of(row, "employee_id", "employee_name")?,
                retry_at: (state == MessageState::Queued && next_at > 0).then_some(next_at),
                state,
                parts: row.get("parts")?,
                error: error.map_err(|error| Error::BadData(format!("message.error: {error}")))?,
            })
        })
        .collect()
}

/// What people did to the request, from the change log. What the office did by itself shows in its letters.
/// SQLite gives the id of a removed last row again, so what is older than the request is not its own.
pub fn events(reader: &mut Reader, id: i64, sees: bool) -> Result<Vec<EventItem>> {
    let rows = reader.all(
        "SELECT change.at, change.what, change.after, change.employee_id, employee.name AS employee_name FROM change
         JOIN employee ON employee.id = change.employee_id
         WHERE change.noun = 'request' AND change.noun_id = ?1
           AND change.what IN ('status', 'assigned', 'client', 'joined')
           AND change.id > coalesce((SELECT max(made.id) FROM change AS made
                WHERE made.noun = 'request' AND made.noun_id = ?1 AND made.what = 'created'), 0)
         ORDER BY change.id",
        params![id],
    )?;
    let mut events = Vec::new();
    for row in &rows {
        let after: Option<String> = row.get("after")?;
        let mut after: BTreeMap<String, Json> =
            after.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        if let Some(employee_id) = after.get("assignee_id").and_then(Json::as_i64) {
            let named = reader.maybe("SELECT name FROM employee WHERE id = ?1", params![employee_id])?;
            let name: String = named.map(|row| row.get("name")).transpose()?.unwrap_or_default();
            after.insert("name".to_owned(), Json::from(name));
        }
        if !sees {
            after.remove("client_id");
        }
        events.push(EventItem {
            at: row.get("at")?,
            what: row.get("what")?,
            employee: employee_of(row, "employee_id", "employee_name")?,
            params: after.into_iter().filter_map(|(key, value)| Some((key, text_of(&value)?))).collect(),
        });
    }
    Ok(events)
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
