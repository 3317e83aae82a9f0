//! What the office tells a window by itself.

use deskbell_store::Change;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A record that changed: the window fetches anew what it shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "Change")]
pub struct ChangedRow {
    pub noun: String,
    pub id: i64,
    pub what: String,
}

impl From<&Change> for ChangedRow {
    fn from(change: &Change) -> Self {
        Self { noun: change.noun.clone(), id: change.noun_id, what: change.what.clone() }
    }
}

/// A place that the window is to open: from a notification, the tray or a second start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "Open")]
pub struct OpenPlace {
    #[ts(type = "'request' | 'reminders' | 'reminder' | 'mailing' | 'mailbox' | 'notices'")]
    pub screen: String,
    pub id: Option<i64>,
}
