//! SQL of the activity log.

use std::collections::HashMap;

use deskbell_store::{Change, Reader, Row, Value, params};

use super::{Noun, Shown};
use crate::Result;
use crate::conditions::Conditions;

/// Bookkeeping that is nobody's act: notices, the messages of a mailing, the steps of sending, of taking mail in and of
/// importing, and what a request says once more of its letters and notes.
const NOISE: &str = "NOT (change.noun IN ('notice', 'message', 'unreadable', 'import')
    OR (change.noun = 'request' AND change.what IN ('seen', 'letter', 'note'))
    OR (change.noun = 'outbox' AND change.what NOT IN ('unsent', 'marked_sent', 'cancelled', 'failed', 'copy_dropped'))
    OR (change.noun = 'letter' AND (change.what = 'ignored' OR (change.what = 'created' AND change.employee_id IS NULL)))
    OR (change.noun = 'draft' AND change.what <> 'removed')
    OR (change.noun = 'client' AND change.what = 'import_piece')
    OR (change.noun = 'gateway' AND change.what = 'tried')
    OR (change.noun = 'setting' AND change.what = 'seeded'))";

/// What is asked of the log, checked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub people: Option<bool>,
    pub employee_id: Option<i64>,
    pub noun: Option<&'static str>,
    pub noun_id: Option<i64>,
    pub what: Option<String>,
    pub at: Option<i64>,
    pub from: Option<i64>,
    pub to: Option<i64>,
    /// Nouns that the one who asks is not told of.
    pub hidden: Vec<&'static str>,
    /// Who asks, where it is no job: the private views of others are not told.
    pub me: Option<i64>,
}

fn conditions(asked: &Asked) -> Conditions {
    let mut all = Conditions::default();
    all.plain(NOISE);
    match asked.people {
        Some(true) => all.plain("change.employee_id IS NOT NULL"),
        Some(false) => all.plain("change.employee_id IS NULL"),
        None => {}
    }
    if let Some(id) = asked.employee_id {
        all.with("change.employee_id = ?", id);
    }
    if let Some(noun) = asked.noun {
        all.with("change.noun = ?", noun);
    }
    if let Some(id) = asked.noun_id {
        all.with("change.noun_id = ?", id);
    }
    if let Some(what) = &asked.what {
        all.with("change.what = ?", what.as_str());
    }
    if let Some(at) = asked.at {
        all.with("change.at = ?", at);
    }
    if let Some(from) = asked.from {
        all.with("change.at >= ?", from);
    }
    if let Some(to) = asked.to {
        all.with("change.at < ?", to);
    }
    if !asked.hidden.is_empty() {
        let places: Vec<String> = asked.hidden.iter().map(|noun| all.value(*noun)).collect();
        all.plain(&format!("change.noun NOT IN ({})", places.join(", ")));
    }
    if let Some(me) = asked.me {
        let me = all.value(me);
        all.plain(&format!(
            "NOT (change.noun = 'view' AND (
                EXISTS (SELECT 1 FROM saved_view
                    WHERE id = change.noun_id AND shared = 0 AND saved_view.employee_id <> {me})
                OR ((change.employee_id IS NULL OR change.employee_id <> {me})
                    AND coalesce(change.after, change.before, '') LIKE '%\"shared\":false%')))"
        ));
    }
    all
}

/// Whether anything was changed between two instants.
pub fn is_changed(reader: &mut Reader, from: i64, to: i64) -> Result<bool> {
    let sql = "SELECT 1 AS yes FROM change WHERE at >= ?1 AND at < ?2 LIMIT 1";
    Ok(reader.maybe(sql, params![from, to])?.is_some())
}

/// A row without what it holds: enough to see which stand together.
#[derive(Debug, Clone)]
pub struct Light {
    pub id: i64,
    pub at: i64,
    pub employee_id: Option<i64>,
    pub noun: String,
    pub what: String,
}

pub fn light(
    reader: &mut Reader,
    asked: &Asked,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Light>> {
    let mut all = conditions(asked);
    if let Some((at, id)) = after {
        let (at, id) = (all.value(at), all.value(id));
        all.plain(&format!("(change.at, change.id) < ({at}, {id})"));
    }
    let limit = all.value(limit);
    let sql = format!(
        "SELECT id, at, employee_id, noun, what FROM change WHERE {} ORDER BY at DESC, id DESC LIMIT {limit}",
        all.sql()
    );
    let of = |row: &Row| {
        Ok(Light {
            id: row.get("id")?,
            at: row.get("at")?,
            employee_id: row.get("employee_id")?,
            noun: row.get("noun")?,
            what: row.get("what")?,
        })
    };
    reader.all(&sql, all.values())?.iter().map(of).collect()
}

/// Changes as they stand in the log, by their ids.
pub fn changes(reader: &mut Reader, ids: &[i64]) -> Result<HashMap<i64, Change>> {
    let mut found = HashMap::new();
    for piece in ids.chunks(500) {
        let sql = format!("SELECT * FROM change WHERE id IN ({})", places(piece.len()));
        for row in reader.all(&sql, &values(piece))? {
            let change = Change::of_row(&row)?;
            found.insert(change.id, change);
        }
    }
    Ok(found)
}

fn places(count: usize) -> String {
    (1..=count).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ")
}

fn values(ids: &[i64]) -> Vec<Value> {
    ids.iter().map(|id| Value::Int(*id)).collect()
}

/// What a thing is called: a table, the expression of its name, and of its code where a shipped one has words instead.
fn named(noun: Noun) -> (&'static str, &'static str, &'static str) {
    match noun {
        Noun::Client => ("client", "name", "''"),
        Noun::Request => ("request", "number || ' ' || subject", "''"),
        Noun::Contact => ("contact", "information", "''"),
        Noun::Reminder => ("reminder", "text", "''"),
        Noun::Note => ("note", "text", "''"),
        Noun::Letter | Noun::Outbox => ("letter", "subject", "''"),
        Noun::Draft => ("draft", "subject", "''"),
        Noun::Employee => ("employee", "name", "''"),
        Noun::Role => ("role", "name", "coalesce(code, '')"),
        Noun::Category => ("category", "name", "coalesce(code, '')"),
        Noun::ClientField => ("client_field", "name", "''"),
        Noun::View => ("saved_view", "name", "''"),
        Noun::Mailing => ("mailing", "name", "''"),
        Noun::Gateway => ("gateway", "name", "''"),
        Noun::Address => ("stopped_address", "address", "''"),
        Noun::Deed | Noun::Setting | Noun::Mailbox | Noun::Backup | Noun::Session | Noun::Notices => {
            ("deed", "''", "''")
        }
    }
}

/// The names of things by their ids.
pub fn names(reader: &mut Reader, noun: Noun, ids: &[i64]) -> Result<HashMap<i64, Shown>> {
    let (table, name, code) = named(noun);
    let mut found = HashMap::new();
    for piece in ids.chunks(500) {
        let sql = format!(
            "SELECT id, {name} AS name, {code} AS code FROM {table} WHERE id IN ({})",
            places(piece.len())
        );
        for row in reader.all(&sql, &values(piece))? {
            let (name, code): (String, String) = (row.get("name")?, row.get("code")?);
            let shown = if name.is_empty() && !code.is_empty() {
                Shown::Word { key: format!("{}-{}", noun.code(), code.replace('_', "-")) }
            } else {
                Shown::text(&name)
            };
            found.insert(row.get("id")?, shown);
        }
    }
    Ok(found)
}

/// The requests in which letters or notes stand.
pub fn requests_of(reader: &mut Reader, noun: Noun, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let table = if noun == Noun::Note { "note" } else { "letter" };
    let mut found = HashMap::new();
    for piece in ids.chunks(500) {
        let sql = format!(
            "SELECT id, request_id FROM {table} WHERE request_id IS NOT NULL AND id IN ({})",
            places(piece.len())
        );
        for row in reader.all(&sql, &values(piece))? {
            found.insert(row.get("id")?, row.get("request_id")?);
        }
    }
    Ok(found)
}
