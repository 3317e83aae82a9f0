//! Deeds: whatever changes much at once, such as a merge, an import, a bulk action or a deletion, kept with the rows as
//! they were, so that it can be undone for thirty days (E5). Built once for every noun:
//!
//! ```ignore
//! let mut deed = deeds::begin(Kind::Removal, "contact", json!({ "count": ids.len() }));
//! deed.removes(tx, "contact", "id", &ids)?;   // the rows and all that a deletion takes along by the schema
//! deed.keep(tx, "request", "client_id", &ids)?; // other rows, before they are changed
//! // … the change itself …
//! deed.made(tx, "client", "id", &new)?;       // rows that were inserted, their own parts go with them
//! let deed_id = deed.finish(desk, tx)?;       // compares, stores; None where nothing changed
//! ```
//!
//! All in one transaction. A deed that takes several, such as an import in pieces, goes on with [`resume`] in each; what
//! was committed before a crash can be undone. Of the change rows nothing is asked: what is compared are the rows.

mod forget;
mod list;
mod nouns;
mod order;
mod pieces;
mod sql;
mod undo;
mod unmake;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use deskbell_store::{OnDelete, Table, Tables, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::employees::Right;
use crate::office::Desk;
use crate::{Error, Result, activity};

pub(crate) use forget::{Gone, forget};
pub use list::{DeedList, DeedPage, DeedRow, list};
pub use undo::{Kept, Reason, Undone, undo};

use pieces::{ChangedRow, ColumnChange, Key, Writer, key, same};

/// How long a deed can be undone.
pub const KEPT_DAYS: i64 = 30;
const DAY: i64 = 86_400_000;
/// Keys that are asked for at once.
const BATCH: usize = 256;

/// What kind of deed it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "DeedKind")]
pub enum Kind {
    Merge,
    Import,
    Bulk,
    Removal,
    /// The undoing of another deed: undone in its turn it brings that one back.
    Undo,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Import => "import",
            Self::Bulk => "bulk",
            Self::Removal => "removal",
            Self::Undo => "undo",
        }
    }

    fn of(code: &str) -> Self {
        match code {
            "merge" => Self::Merge,
            "import" => Self::Import,
            "removal" => Self::Removal,
            "undo" => Self::Undo,
            _ => Self::Bulk,
        }
    }
}

/// The answer of a command that did a deed: its id, for Undo. Absent where nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Did {
    pub deed_id: Option<i64>,
}

/// A deed as it is stored.
#[derive(Debug, Clone)]
struct Header {
    id: i64,
    kind: Kind,
    noun: String,
    summary: Json,
    needs: String,
    employee_id: Option<i64>,
    employee_name: String,
    at: i64,
    undoes_id: Option<i64>,
    lasting: bool,
    undone_at: Option<i64>,
    undone_by: String,
    outcome: String,
}

/// Which deeds are asked for.
#[derive(Debug, Clone, Default)]
struct DeedFilter {
    since: i64,
    employee_id: Option<i64>,
    after: Option<(i64, i64)>,
}

/// A deed while it is done.
pub struct Deed {
    id: Option<i64>,
    kind: Kind,
    noun: String,
    summary: Json,
    needs: Right,
    undoes_id: Option<i64>,
    kept: AllRows,
    made: Vec<(String, String, Vec<Value>)>,
    /// Rows that an undo put back, by their keys.
    put_back: BTreeMap<String, Vec<Vec<Value>>>,
    writer: Option<Writer>,
}

/// Rows by table and primary key.
type AllRows = BTreeMap<String, HashMap<Key, Vec<Value>>>;

/// Begins a deed. `summary` is an object for the words about it: `count`, and where it helps `name` (withheld from
/// whoever may not see clients) or `file`. Nothing is written yet.
pub fn begin(kind: Kind, noun: &str, summary: Json) -> Deed {
    Deed {
        id: None,
        kind,
        noun: noun.to_owned(),
        summary,
        needs: nouns::right(noun),
        undoes_id: None,
        kept: AllRows::new(),
        made: Vec::new(),
        put_back: BTreeMap::new(),
        writer: None,
    }
}

/// Goes on with a deed in another transaction. Errors: `already_undone` when somebody undid it meanwhile, so that the
/// rest is not done.
pub fn resume(tx: &mut Tx, id: i64) -> Result<Deed> {
    let header = sql::get(tx, id)?.ok_or(Error::NotFound { noun: "deed", id })?;
    if header.undone_at.is_some() {
        return Err(Error::AlreadyUndone);
    }
    let mut deed = begin(header.kind, &header.noun, header.summary);
    deed.id = Some(id);
    Ok(deed)
}

/// Forgets the deeds that are too old to be undone.
pub fn clear(tx: &mut Tx, now: i64) -> Result<u64> {
    if !activity::trusts_clock(tx, now)? {
        return Ok(0);
    }
    sql::clear(tx, now - KEPT_DAYS * DAY)
}

impl Deed {
    /// The right of whoever undoes it, where it is not the noun's own.
    pub fn needs(&mut self, right: Right) {
        self.needs = right;
    }

    /// Changes the words about the deed: an import knows at its end how many it took.
    pub fn tell(&mut self, summary: Json) {
        self.summary = summary;
    }

    /// Remembers all rows of a table whose `column` holds one of `values`, before they are changed; each row once,
    /// as it stood first.
    pub fn keep<V: Into<Value>>(
        &mut self,
        tx: &mut Tx,
        table: &str,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<()> {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        self.keep_rows(tx, table, column, &values).map(|_| ())
    }

    /// Remembers rows that are going to be deleted, as [`Deed::keep`] does, with everything that goes along by the schema:
    /// parts, and references that become null.
    pub fn removes<V: Into<Value>>(
        &mut self,
        tx: &mut Tx,
        table: &str,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<()> {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        self.keep_going(tx, table, column, &values)
    }

    /// Names rows that were inserted: those whose `column` holds one of `values` and that were not remembered before.
    /// Their parts by the schema (a client's phones) are found by themselves.
    pub fn made<V: Into<Value>>(
        &mut self,
        tx: &mut Tx,
        table: &str,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<()> {
        tx.tables()?.get(table)?;
        let values = values.into_iter().map(Into::into).collect();
        self.made.push((table.to_owned(), column.to_owned(), values));
        Ok(())
    }

    /// The keys of a table's rows that this undo put back.
    fn came_back(&self, table: &str) -> Result<HashSet<Key>> {
        self.put_back.get(table).into_iter().flatten().map(|values| key(values)).collect()
    }

    fn keep_rows(
        &mut self,
        tx: &mut Tx,
        table: &str,
        column: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>> {
        let tables = tx.tables()?;
        let known = tables.get(table)?;
        let kept = self.kept.entry(table.to_owned()).or_default();
        let mut fresh = Vec::new();
        for row in tx.rows_with(table, column, values)? {
            if let Entry::Vacant(place) = kept.entry(key(&known.key_of(&row))?) {
                fresh.push(row.clone());
                place.insert(row);
            }
        }
        Ok(fresh)
    }

    fn keep_going(&mut self, tx: &mut Tx, table: &str, column: &str, values: &[Value]) -> Result<()> {
        let tables = tx.tables()?;
        let fresh = self.keep_rows(tx, table, column, values)?;
        let known = tables.get(table)?;
        for (other, reference) in tables.referrers(table) {
            let named: Vec<Value> = fresh.iter().map(|row| known.value(row, &reference.to).clone()).collect();
            match reference.on_delete {
                _ if named.is_empty() => {}
                OnDelete::Cascade => self.keep_going(tx, &other.name, &reference.column, &named)?,
                OnDelete::SetNull => {
                    self.keep_rows(tx, &other.name, &reference.column, &named)?;
                }
                OnDelete::Refused => {}
            }
        }
        Ok(())
    }

    /// Compares what was remembered with what stands now, and stores the difference in the same transaction. The deed's
    /// id; none where nothing changed.
    pub fn finish(mut self, desk: &Desk, tx: &mut Tx) -> Result<Option<i64>> {
        let tables = tx.tables()?;
        let kept = std::mem::take(&mut self.kept);
        for (name, rows) in &kept {
            self.compare(desk, tx, tables.get(name)?, rows)?;
        }
        let mut seen = HashSet::new();
        for (name, column, values) in std::mem::take(&mut self.made) {
            for chunk in values.chunks(BATCH) {
                let rows = tx.rows_with(&name, &column, chunk)?;
                self.take_made(desk, tx, (&tables, tables.get(&name)?), rows, (&kept, &mut seen))?;
            }
        }
        for (name, keys) in std::mem::take(&mut self.put_back) {
            for chunk in keys.chunks(BATCH) {
                for row in tx.rows_of_keys(&name, chunk)? {
                    self.writer(desk, tx)?.made(tx, tables.get(&name)?, &row)?;
                }
            }
        }
        if let Some(mut writer) = self.writer.take() {
            writer.finish(tx)?;
        }
        if let Some(id) = self.id {
            sql::set_summary(tx, id, &self.summary)?;
        }
        Ok(self.id)
    }

    /// The writer; the deed's own row is made with it.
    fn writer(&mut self, desk: &Desk, tx: &mut Tx) -> Result<&mut Writer> {
        let id = match self.id {
            Some(id) => id,
            None => self.store(desk, tx)?,
        };
        self.id = Some(id);
        Ok(self.writer.get_or_insert_with(|| Writer::new(id)))
    }

    fn store(&self, desk: &Desk, tx: &mut Tx) -> Result<i64> {
        let header = Header {
            id: 0,
            kind: self.kind,
            noun: self.noun.clone(),
            summary: self.summary.clone(),
            needs: self.needs.code().to_owned(),
            employee_id: desk.employee_id,
            employee_name: String::new(),
            at: desk.now(),
            undoes_id: self.undoes_id,
            lasting: false,
            undone_at: None,
            undone_by: String::new(),
            outcome: String::new(),
        };
        let id = sql::insert(tx, &header)?;
        if self.kind != Kind::Undo {
            let after = serde_json::json!({ "noun": self.noun, "summary": self.summary });
            tx.record("deed", id, self.kind.code(), None, Some(after))?;
        }
        Ok(id)
    }

    fn compare(
        &mut self,
        desk: &Desk,
        tx: &mut Tx,
        table: &Table,
        rows: &HashMap<Key, Vec<Value>>,
    ) -> Result<()> {
        let mut keys: Vec<Vec<Value>> = rows.values().map(|row| table.key_of(row)).collect();
        // By the key, so that one deed packs alike twice.
        keys.sort_by_cached_key(|values| key(values).unwrap_or_default());
        for chunk in keys.chunks(BATCH) {
            let mut now = HashMap::new();
            for row in tx.rows_of_keys(&table.name, chunk)? {
                now.insert(key(&table.key_of(&row))?, row);
            }
            for values in chunk {
                let place = key(values)?;
                let Some(before) = rows.get(&place) else { continue };
                let Some(after) = now.get(&place) else {
                    self.writer(desk, tx)?.removed(tx, table, before.clone())?;
                    continue;
                };
                let columns = differences(table, before, after);
                if !columns.is_empty() {
                    self.writer(desk, tx)?.changed(tx, table, ChangedRow { key: values.clone(), columns })?;
                }
            }
        }
        Ok(())
    }

    fn take_made(
        &mut self,
        desk: &Desk,
        tx: &mut Tx,
        (tables, table): (&Tables, &Table),
        rows: Vec<Vec<Value>>,
        (kept, seen): (&AllRows, &mut HashSet<(String, Key)>),
    ) -> Result<()> {
        let was_there = |place: &Key| kept.get(&table.name).is_some_and(|rows| rows.contains_key(place));
        let mut fresh = Vec::new();
        for row in rows {
            let place = key(&table.key_of(&row))?;
            if !was_there(&place) && seen.insert((table.name.clone(), place)) {
                self.writer(desk, tx)?.made(tx, table, &row)?;
                fresh.push(row);
            }
        }
        for (part, reference) in tables.referrers(&table.name).filter(|(_, reference)| reference.owns()) {
            let owners: Vec<Value> =
                fresh.iter().map(|row| table.value(row, &reference.to).clone()).collect();
            let parts = tx.rows_with(&part.name, &reference.column, &owners)?;
            if !parts.is_empty() {
                self.take_made(desk, tx, (tables, part), parts, (kept, seen))?;
            }
        }
        Ok(())
    }
}

fn differences(table: &Table, before: &[Value], after: &[Value]) -> Vec<ColumnChange> {
    let pairs = table.columns.iter().zip(before.iter().zip(after));
    pairs
        .filter(|(_, (before, after))| !same(before, after))
        .map(|(column, (before, after))| ColumnChange {
            column: column.clone(),
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}
