//! What can be undone: the deeds of thirty days, newest first.

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::{DAY, DeedFilter, Header, KEPT_DAYS, Kind, sql, undo};
use crate::Result;
use crate::employees::{EmployeeRef, Right};
use crate::office::Desk;

/// A page of deeds.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DeedList {
    /// Only those of one employee. Whoever does not manage employees sees their own alone.
    pub employee_id: Option<i64>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A deed as the list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeedRow {
    pub id: i64,
    pub kind: Kind,
    pub noun: String,
    /// How many, and what else the words about it need.
    #[ts(type = "Record<string, string | number>")]
    pub summary: Map<String, Json>,
    pub employee: Option<EmployeeRef>,
    pub at: i64,
    /// Until when it can be undone.
    pub until: i64,
    pub undone_at: Option<i64>,
    pub undone_by: String,
    /// How many of how many things its undoing restored.
    pub restored: Option<i64>,
    pub total: Option<i64>,
    /// Whether the one who asks may undo it.
    pub may: bool,
}

/// Deeds, newest first, and where the next page begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeedPage {
    pub rows: Vec<DeedRow>,
    pub next: Option<String>,
}

/// A page of the deeds that can be undone or were.
pub fn list(desk: &Desk, reader: &mut Reader, list: &DeedList) -> Result<DeedPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let all = desk.employee_id.is_none() || desk.may(Right::ManageEmployees);
    let employee_id = if all { list.employee_id } else { Some(desk.me()?) };
    let after = list.after.as_deref().and_then(|key| key.split_once(':'));
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let filter = DeedFilter { since: desk.now() - KEPT_DAYS * DAY, employee_id, after };
    let mut headers = sql::list(reader, &filter, limit + 1)?;
    let more = headers.len() as i64 > limit;
    headers.truncate(limit as usize);
    let next = headers.last().filter(|_| more).map(|deed| format!("{}:{}", deed.at, deed.id));
    Ok(DeedPage { rows: headers.into_iter().map(|header| row(desk, header)).collect(), next })
}

fn row(desk: &Desk, header: Header) -> DeedRow {
    let may = undo::may(desk, &header) && header.undone_at.is_none() && !header.lasting;
    let outcome: Json = serde_json::from_str(&header.outcome).unwrap_or_default();
    let employee = header.employee_id.map(|id| EmployeeRef { id, name: header.employee_name.clone() });
    DeedRow {
        id: header.id,
        kind: header.kind,
        summary: told(desk, header.summary),
        noun: header.noun,
        employee,
        at: header.at,
        until: header.at + KEPT_DAYS * DAY,
        undone_at: header.undone_at,
        undone_by: header.undone_by,
        restored: outcome.get("restored").and_then(Json::as_i64),
        total: outcome.get("total").and_then(Json::as_i64),
        may,
    }
}

/// The words of a summary that may be told: names of clients stand among them (E2).
fn told(desk: &Desk, summary: Json) -> Map<String, Json> {
    let Json::Object(map) = summary else { return Map::new() };
    map.into_iter().filter(|(_, value)| desk.sees_clients() || value.is_number()).collect()
}
