//! What is done to several requests at once, each as a deed that can be undone (R2, E5).

use deskbell_store::Tx;
use serde_json::json;

use super::{assign, set_statuses};
use crate::Result;
use crate::deeds::{self, Deed, Kind};
use crate::office::Desk;

/// Gives requests a status. The deed's id.
pub fn set_status_of(desk: &Desk, tx: &mut Tx, ids: &[i64], status: &str) -> Result<Option<i64>> {
    let deed = begin(tx, ids, "status", json!(status))?;
    set_statuses(desk, tx, ids, status)?;
    deed.finish(desk, tx)
}

/// Gives requests to an employee, or to nobody. The deed's id.
pub fn assign_all(desk: &Desk, tx: &mut Tx, ids: &[i64], employee_id: Option<i64>) -> Result<Option<i64>> {
    let deed = begin(tx, ids, "assignee_id", json!(employee_id))?;
    assign(tx, ids, employee_id)?;
    deed.finish(desk, tx)
}

fn begin(tx: &mut Tx, ids: &[i64], field: &str, value: serde_json::Value) -> Result<Deed> {
    let mut deed =
        deeds::begin(Kind::Bulk, "request", json!({ "count": ids.len(), "field": field, "value": value }));
    deed.keep(tx, "request", "id", ids)?;
    Ok(deed)
}
