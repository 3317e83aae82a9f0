//! Undoing a deed: rows that were removed come back with their ids, columns that were changed go back where they still
//! stand as the deed left them, rows that were made go. Whatever somebody changed since stays and is told.

mod back;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use deskbell_store::{Reference, StoreError, Table, Tables, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::nouns::{self, Thing, Things};
use super::order;
use super::pieces::{ChangedRow, Images, What, key, print, same};
use super::sql::{self, PieceRef};
use super::{BATCH, Deed, Header, KEPT_DAYS, Kind, begin};
use crate::employees::Right;
use crate::office::Desk;
use crate::{Error, Result};

/// Things that an answer names; of more it tells how many.
const MOST_NAMED: usize = 50;

/// Why something stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "KeptReason")]
pub enum Reason {
    /// Somebody changed it since.
    Changed,
    /// Something that came since belongs to it.
    Used,
    /// Something else stands in its place, such as the same login.
    Taken,
    /// It was removed since.
    Gone,
    /// What it belongs to is not there any more.
    Missing,
    /// It came back, without something that it named and that is not there any more.
    Untied,
}

/// A thing that did not go back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "KeptThing")]
pub struct Kept {
    pub noun: String,
    pub id: i64,
    pub reason: Reason,
}

/// What undoing a deed came to: `restored` of `total` things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Undone {
    /// The undoing as a deed of its own: undone in its turn it brings the deed back. Absent where it cannot be.
    pub deed_id: Option<i64>,
    pub total: i64,
    pub restored: i64,
    /// The first of those that stay.
    pub kept: Vec<Kept>,
}

/// What an undo did to a thing, for the log and for what is derived.
#[derive(Debug, Clone, Default)]
pub struct Touch {
    /// The row that the thing's own row is a part of.
    pub owner: Option<i64>,
    before: Map<String, Json>,
    after: Map<String, Json>,
    came: bool,
    pub(super) went: bool,
}

/// Undoes a deed. Errors: `already_undone`; `not_your_deed` for whoever neither did it and may still do it nor manages
/// employees; `deed_lasting` for an undo that cannot be taken back; those of [`order::check`].
pub fn undo(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Undone> {
    let header = sql::get(tx, id)?.ok_or(Error::NotFound { noun: "deed", id })?;
    check(desk, &header)?;
    order::check(tx, &header)?;
    let mut run = Run::new(desk, tx, header)?;
    run.all(tx)?;
    run.end(tx)
}

/// Whether somebody may undo a deed.
pub(super) fn may(desk: &Desk, header: &Header) -> bool {
    let own = header.employee_id == desk.employee_id
        && desk.rights.iter().any(|right| right.code() == header.needs);
    desk.employee_id.is_none() || own || desk.may(Right::ManageEmployees)
}

fn check(desk: &Desk, header: &Header) -> Result<()> {
    if !may(desk, header) {
        return Err(Error::NotYourDeed);
    }
    if header.undone_at.is_some() {
        return Err(Error::AlreadyUndone);
    }
    if header.at < desk.now() - KEPT_DAYS * super::DAY {
        return Err(Error::NotFound { noun: "deed", id: header.id });
    }
    if header.lasting { Err(Error::DeedLasting) } else { Ok(()) }
}

/// A change of rows that another row's unique value kept from being made; tried again at the end.
enum Later {
    Insert { table: String, columns: Vec<String>, values: Vec<Value>, thing: Thing },
    Update { table: String, key: Vec<Value>, columns: Vec<String>, values: Vec<Value>, thing: Thing },
}

/// One undoing while it goes on.
pub(super) struct Run<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) tables: Arc<Tables>,
    header: Header,
    pieces: Vec<PieceRef>,
    pub(super) redo: Option<Deed>,
    pub(super) things: Things,
    pub(super) total: BTreeSet<Thing>,
    pub(super) held: BTreeMap<Thing, Reason>,
    pub(super) touched: BTreeMap<Thing, Touch>,
    later: Vec<Later>,
    /// Rows that stand where a removed one stood and are not that one, by table and key: nothing is tied to them.
    strangers: HashSet<(String, Vec<u8>)>,
    /// Columns that name a row of the same table: set when all rows are there.
    ties: Vec<(String, Vec<Value>, String, Value)>,
}

impl<'a> Run<'a> {
    fn new(desk: &'a Desk<'a>, tx: &mut Tx, header: Header) -> Result<Self> {
        let tables = tx.tables()?;
        let order: HashMap<String, usize> =
            tables.in_order().into_iter().enumerate().map(|(place, name)| (name.to_owned(), place)).collect();
        let mut pieces = sql::pieces(tx, header.id)?;
        // A table that a later program has no more cannot be brought back.
        pieces.retain(|piece| order.contains_key(&piece.table));
        pieces.sort_by_key(|piece| (order.get(&piece.table).copied(), piece.id));
        // A deed that is brought back needs no second record: it has its own.
        let redo = (header.kind != Kind::Undo).then(|| {
            let mut redo = begin(Kind::Undo, &header.noun, header.summary.clone());
            redo.undoes_id = Some(header.id);
            redo.needs =
                Right::ALL.into_iter().find(|right| right.code() == header.needs).unwrap_or(redo.needs);
            redo
        });
        Ok(Self {
            desk,
            tables,
            header,
            pieces,
            redo,
            things: Things::default(),
            total: BTreeSet::new(),
            held: BTreeMap::new(),
            touched: BTreeMap::new(),
            later: Vec::new(),
            strangers: HashSet::new(),
            ties: Vec::new(),
        })
    }

    fn all(&mut self, tx: &mut Tx) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        for piece in self.of(What::Removed) {
            let images = Images::unpack(&sql::body(tx, piece.id)?)?;
            self.put_back(tx, tables.get(&piece.table)?, &images)?;
        }
        for (table, key_values, column, value) in std::mem::take(&mut self.ties) {
            let place = (table.clone(), key(std::slice::from_ref(&value))?);
            if self.strangers.contains(&place) {
                let thing = self.thing_by_key(tx, &table, &key_values)?;
                self.hold(thing, Reason::Untied);
                continue;
            }
            self.tie(tx, &table, &key_values, &column, value)?;
        }
        for piece in self.of(What::Changed) {
            let images = Images::unpack(&sql::body(tx, piece.id)?)?;
            for rows in images.changed.chunks(BATCH) {
                self.change_back(tx, tables.get(&piece.table)?, rows)?;
            }
        }
        let made = self.of(What::Made);
        self.unmake(tx, &made)?;
        for later in std::mem::take(&mut self.later) {
            self.once_more(tx, later)?;
        }
        Ok(())
    }

    /// Whether a column's value names a row that only stands in the place of the one that was meant.
    fn is_stranger(&self, reference: &Reference, value: &Value) -> Result<bool> {
        let place = key(std::slice::from_ref(value))?;
        Ok(self.strangers.contains(&(reference.table.clone(), place)))
    }

    fn of(&self, what: What) -> Vec<PieceRef> {
        self.pieces.iter().filter(|piece| piece.what == what).cloned().collect()
    }

    fn refused(&mut self, thing: Thing, error: StoreError) -> Result<()> {
        match error {
            StoreError::Unique { .. } => self.hold(thing, Reason::Taken),
            StoreError::ForeignKey { .. } | StoreError::Constraint { .. } => {
                self.hold(thing, Reason::Missing)
            }
            error => return Err(error.into()),
        }
        Ok(())
    }

    /// Notes that a thing stays, wholly or in part. The gravest reason is the one that is told.
    pub(super) fn hold(&mut self, thing: Thing, reason: Reason) {
        self.total.insert(thing.clone());
        let told = self.held.entry(thing).or_insert(reason);
        *told = (*told).min(reason);
    }

    /// Mends what is derived, writes the log and marks the deed.
    fn end(mut self, tx: &mut Tx) -> Result<Undone> {
        let touched = std::mem::take(&mut self.touched);
        nouns::settle(tx, &touched)?;
        let kept: Vec<Kept> = self
            .held
            .iter()
            .take(MOST_NAMED)
            .map(|(thing, reason)| Kept { noun: thing.noun.clone(), id: thing.id, reason: *reason })
            .collect();
        let away = self.held.values().filter(|reason| **reason != Reason::Untied).count();
        let total = self.total.len();
        let mut undone = Undone { deed_id: None, total: total as i64, restored: (total - away) as i64, kept };
        if touched.is_empty() && away > 0 {
            // Nothing went back: it may be tried again when what is in the way is gone.
            return Ok(undone);
        }
        let outcome = crate::settings::json(&undone)?;
        if let (Kind::Undo, Some(id)) = (self.header.kind, self.header.undoes_id) {
            sql::set_standing(tx, id)?;
        }
        sql::set_undone(tx, self.header.id, self.desk.now(), self.desk.employee_id, &outcome)?;
        for (thing, touch) in touched {
            record(tx, &thing, touch)?;
        }
        let redone = self.header.kind == Kind::Undo;
        let (id, what) = match self.header.undoes_id.filter(|_| redone) {
            Some(id) => (id, "redone"),
            None => (self.header.id, "undone"),
        };
        let about = serde_json::json!({ "noun": self.header.noun, "summary": self.header.summary,
            "total": undone.total, "restored": undone.restored });
        tx.record("deed", id, what, None, Some(about))?;
        if let Some(redo) = self.redo {
            undone.deed_id = redo.finish(self.desk, tx)?;
        }
        Ok(undone)
    }
}

/// Writes what became of a thing into the log, which also wakes the windows that show it.
fn record(tx: &mut Tx, thing: &Thing, touch: Touch) -> Result<()> {
    let map = |map: Map<String, Json>| (!map.is_empty()).then_some(Json::Object(map));
    let what = match (touch.came, touch.went) {
        (true, _) => "restored",
        (false, true) => "unmade",
        (false, false) => "undone",
    };
    tx.record(&thing.noun, thing.id, what, map(touch.before), map(touch.after))?;
    if thing.noun == "note"
        && let Some(request_id) = touch.owner
    {
        tx.record("request", request_id, "note", None, None)?;
    }
    Ok(())
}

/// Of a row's changed columns those that go back, and whether some stay because somebody changed them since.
fn sorted_out<'a>(
    table: &Table,
    now: &[Value],
    row: &'a ChangedRow,
) -> (Vec<&'a super::pieces::ColumnChange>, bool) {
    let known: Vec<_> = row.columns.iter().filter(|change| table.column(&change.column).is_some()).collect();
    let stays = |change: &super::pieces::ColumnChange| {
        let now = table.value(now, &change.column);
        !same(now, &change.after) && !same(now, &change.before)
    };
    let changed: HashSet<&str> =
        known.iter().filter(|change| stays(change)).map(|change| change.column.as_str()).collect();
    let bound = |column: &str| {
        nouns::together(&table.name)
            .iter()
            .any(|group| group.contains(&column) && group.iter().any(|other| changed.contains(other)))
    };
    let back = known
        .into_iter()
        .filter(|change| {
            let column = change.column.as_str();
            !changed.contains(column) && !bound(column) && !same(table.value(now, column), &change.before)
        })
        .collect();
    (back, !changed.is_empty())
}

pub(super) fn by_key(
    tx: &mut Tx,
    table: &Table,
    keys: &[Vec<Value>],
) -> Result<HashMap<Vec<u8>, Vec<Value>>> {
    let mut found = HashMap::new();
    for row in tx.rows_of_keys(&table.name, keys)? {
        found.insert(key(&table.key_of(&row))?, row);
    }
    Ok(found)
}

/// Whether a row as it stands has a print.
pub(super) fn is_as_made(table: &Table, row: &[Value], columns: &[String], made: [u8; 16]) -> Result<bool> {
    Ok(print(table, row, columns)? == made)
}

/// An error that says no to one row and not to all.
fn is_refusal(error: &StoreError) -> bool {
    matches!(error, StoreError::Unique { .. } | StoreError::ForeignKey { .. } | StoreError::Constraint { .. })
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

fn shown(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Int(number) => Json::from(*number),
        Value::Real(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
    }
}
