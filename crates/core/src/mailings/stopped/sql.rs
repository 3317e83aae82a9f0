//! SQL of stopped addresses.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Origin, Reason, Source, StoppedAddress, StoppedList};
use crate::Result;
use crate::clients::employee_of;
use crate::conditions::{Conditions, holding};
use crate::mailings::message::Way;

const COLUMNS: &str =
    "stopped_address.*, employee.name AS employee_name, message.mailing_id, mailing.name AS mailing_name";
const FROM: &str = "FROM stopped_address LEFT JOIN employee ON employee.id = stopped_address.employee_id
    LEFT JOIN message ON message.id = stopped_address.message_id
    LEFT JOIN mailing ON mailing.id = message.mailing_id";

fn stopped(row: &Row) -> Result<StoppedAddress> {
    Ok(StoppedAddress {
        id: row.get("id")?,
        way: Way::of(&row.get::<String>("way")?),
        address: row.get("address")?,
        shown: String::new(),
        reason: Reason::of(&row.get::<String>("reason")?),
        stopped: row.get("stopped")?,
        soft: row.get("soft")?,
        source: Source::of(&row.get::<String>("source")?),
        detail: row.get("detail")?,
        mailing_id: row.get("mailing_id")?,
        mailing: row.get::<Option<String>>("mailing_name")?.unwrap_or_default(),
        employee: employee_of(row, "employee_id", "employee_name")?,
        note: row.get("note")?,
        at: row.get("at")?,
    })
}

fn conditions(list: &StoppedList) -> Conditions {
    let mut all = Conditions::default();
    match list.client_id {
        Some(id) => {
            let id = all.value(id);
            all.plain(&format!(
                "((stopped_address.way = 'email' AND stopped_address.address IN
                    (SELECT email FROM client_email WHERE client_id = {id}))
                  OR (stopped_address.way = 'sms' AND stopped_address.address IN
                    (SELECT number FROM client_phone WHERE client_id = {id})))"
            ));
        }
        None => all.plain("stopped_address.stopped = 1"),
    }
    if let Some(reason) = list.reason {
        all.with("stopped_address.reason = ?", reason.code());
    }
    let words = holding(list.search.as_deref().unwrap_or_default());
    if !words.is_empty() {
        all.with("stopped_address.address LIKE ?", words);
    }
    all
}

pub fn list(
    reader: &mut Reader,
    list: &StoppedList,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<StoppedAddress>> {
    let mut all = conditions(list);
    if let Some((at, id)) = after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(stopped_address.at, stopped_address.id) < ({at}, {id})"));
    }
    let limit = all.value(limit);
    let sql = format!(
        "SELECT {COLUMNS} {FROM} WHERE {} ORDER BY stopped_address.at DESC, stopped_address.id DESC LIMIT {limit}",
        all.sql()
    );
    reader.all(&sql, all.values())?.iter().map(stopped).collect()
}

pub fn count(reader: &mut Reader, list: &StoppedList) -> Result<i64> {
    let all = conditions(list);
    let sql = format!("SELECT count(*) AS total FROM stopped_address WHERE {}", all.sql());
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

pub fn find(reader: &mut Reader, way: Way, address: &str, reason: Reason) -> Result<Option<StoppedAddress>> {
    let row = reader.maybe(
        &format!(
            "SELECT {COLUMNS} {FROM} WHERE stopped_address.way = ?1 AND stopped_address.address = ?2
                AND stopped_address.reason = ?3"
        ),
        params![way.code(), address, reason.code()],
    )?;
    row.as_ref().map(stopped).transpose()
}

/// Stops an address for a reason; its row's id.
pub fn stop(
    tx: &mut Tx,
    way: Way,
    address: &str,
    reason: Reason,
    origin: &Origin,
    note: &str,
) -> Result<i64> {
    let stamp = tx.stamp();
    let row = tx.one(
        "INSERT INTO stopped_address (way, address, reason, stopped, source, detail, message_id, employee_id, note, at)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (way, address, reason) DO UPDATE SET stopped = 1, source = excluded.source,
            detail = excluded.detail, message_id = excluded.message_id, employee_id = excluded.employee_id,
            note = excluded.note, at = excluded.at
         RETURNING id",
        params![
            way.code(),
            address,
            reason.code(),
            origin.source.code(),
            origin.detail,
            origin.message_id,
            stamp.employee_id,
            note,
            stamp.at
        ],
    )?;
    Ok(row.get("id")?)
}

/// Counts a passing failure; the row's id.
pub fn count_soft(
    tx: &mut Tx,
    way: Way,
    address: &str,
    origin: &Origin,
    soft: i64,
    stopped: bool,
) -> Result<i64> {
    let at = tx.stamp().at;
    let row = tx.one(
        "INSERT INTO stopped_address (way, address, reason, stopped, soft, source, detail, message_id, at)
         VALUES (?1, ?2, 'bounced', ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (way, address, reason) DO UPDATE SET stopped = excluded.stopped, soft = excluded.soft,
            source = excluded.source, detail = excluded.detail, message_id = excluded.message_id, at = excluded.at
         RETURNING id",
        params![
            way.code(),
            address,
            stopped,
            soft,
            origin.source.code(),
            origin.detail,
            origin.message_id,
            at
        ],
    )?;
    Ok(row.get("id")?)
}

/// Whether a message other than this one got through to an address since an instant.
pub fn got_through_since(
    reader: &mut Reader,
    way: Way,
    address: &str,
    since: i64,
    but: Option<i64>,
) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM message WHERE address = ?1 AND way = ?2 AND accepted_at > ?3
            AND state IN ('accepted', 'delivered') AND id <> ?4 LIMIT 1",
        params![address, way.code(), since, but.unwrap_or(0)],
    )?;
    Ok(row.is_some())
}

/// Allows an address again; the ids of the rows that stopped it.
pub fn allow(tx: &mut Tx, way: Way, address: &str, note: &str) -> Result<Vec<i64>> {
    let stamp = tx.stamp();
    let rows = tx.all(
        "SELECT id FROM stopped_address WHERE way = ?1 AND address = ?2 AND (stopped = 1 OR soft > 0) ORDER BY id",
        params![way.code(), address],
    )?;
    let ids: Vec<i64> = rows.iter().map(|row| Ok(row.get("id")?)).collect::<Result<_>>()?;
    for id in &ids {
        tx.run(
            "UPDATE stopped_address SET stopped = 0, soft = 0, employee_id = ?2, note = ?3, at = ?4 WHERE id = ?1",
            params![*id, stamp.employee_id, note, stamp.at],
        )?;
    }
    Ok(ids)
}
