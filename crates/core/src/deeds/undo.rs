//! Undoing a deed: rows that were removed come back with their ids, columns that were changed go back where they still
//! stand as the deed left them, rows that were made go. Whatever somebody changed since stays and is told.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use deskbell_store::{StoreError, Table, Tables, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::nouns::{self, Thing, Things};
use super::pieces::{ChangedRow, Images, Key, What, key, print, same};
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
/// employees; `deed_lasting` for an undo that cannot be taken back.
pub fn undo(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Undone> {
    let header = sql::get(tx, id)?.ok_or(Error::NotFound { noun: "deed", id })?;
    check(desk, &header)?;
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
            ties: Vec::new(),
        })
    }

    fn all(&mut self, tx: &mut Tx) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        for piece in self.of(What::Removed) {
            let mut images = Images::unpack(&sql::body(tx, piece.id)?)?;
            let table = tables.get(&piece.table)?;
            let born = self.born_before(tx, &piece)?;
            if !born.is_empty() {
                let keys: Vec<Key> = images
                    .removed
                    .iter()
                    .map(|row| key(&images.key_of(table, row)))
                    .collect::<Result<_>>()?;
                let mut keys = keys.into_iter();
                images.removed.retain(|_| keys.next().is_none_or(|key| !born.contains(&key)));
            }
            self.put_back(tx, table, &images)?;
        }
        for (table, key, column, value) in std::mem::take(&mut self.ties) {
            self.tie(tx, &table, &key, &column, value)?;
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

    fn of(&self, what: What) -> Vec<PieceRef> {
        self.pieces.iter().filter(|piece| piece.what == what).cloned().collect()
    }

    /// Rows that an earlier part of the deed made and this one removed: they were not there when it began.
    fn born_before(&self, tx: &mut Tx, removed: &PieceRef) -> Result<HashSet<Key>> {
        let mut born = HashSet::new();
        for piece in self.of(What::Made) {
            if piece.table == removed.table && piece.id < removed.id {
                for row in Images::unpack(&sql::body(tx, piece.id)?)?.made {
                    born.insert(key(&row.key)?);
                }
            }
        }
        Ok(born)
    }

    /// Removed rows of one table, inserted again.
    fn put_back(&mut self, tx: &mut Tx, table: &Table, images: &Images) -> Result<()> {
        for rows in images.removed.chunks(BATCH) {
            let keys: Vec<Vec<Value>> = rows.iter().map(|row| images.key_of(table, row)).collect();
            let standing = by_key(tx, table, &keys)?;
            let parents = self.parents(tx, table, images, rows)?;
            let mut ready = Vec::new();
            for (row, key_values) in rows.iter().zip(&keys) {
                let thing = self.thing_of_removed(tx, table, images, row)?;
                self.total.insert(thing.clone());
                if let Some(now) = standing.get(&key(key_values)?) {
                    let alike = images.columns.iter().zip(row).all(|(column, value)| {
                        table.column(column).is_none() || same(table.value(now, column), value)
                    });
                    if !alike {
                        self.hold(thing, Reason::Taken);
                    }
                    continue;
                }
                let (columns, mut values) = images.row_of(table, row);
                if self.bind(table, (&columns, &mut values), key_values, &parents, &thing)? {
                    ready.push((columns, values, thing));
                }
            }
            self.insert_all(tx, table, ready)?;
        }
        Ok(())
    }

    fn thing_of_removed(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        images: &Images,
        row: &[Value],
    ) -> Result<Thing> {
        let owner = table.owner().map_or(&Value::Null, |owner| images.value(row, &owner.column));
        let tables = Arc::clone(&self.tables);
        self.things.of(tx, &tables, table, &images.key_of(table, row), owner)
    }

    /// Which rows that these refer to are there, by column.
    fn parents(
        &self,
        tx: &mut Tx,
        table: &Table,
        images: &Images,
        rows: &[Vec<Value>],
    ) -> Result<HashMap<String, HashSet<Vec<u8>>>> {
        let mut there = HashMap::new();
        for reference in &table.references {
            let named: Vec<Value> = rows
                .iter()
                .map(|row| images.value(row, &reference.column).clone())
                .filter(|value| !matches!(value, Value::Null))
                .collect();
            let mut found = HashSet::new();
            for (_, value) in tx.keys_with(&reference.table, &reference.to, &named)? {
                found.insert(key(std::slice::from_ref(&value))?);
            }
            there.insert(reference.column.clone(), found);
        }
        Ok(there)
    }

    /// Makes a row fit what is there: references within its own table are tied when all rows are back, one to a row
    /// that is gone becomes null or, where the column takes none, keeps the row out.
    fn bind(
        &mut self,
        table: &Table,
        (columns, values): (&[&str], &mut [Value]),
        key_values: &[Value],
        parents: &HashMap<String, HashSet<Vec<u8>>>,
        thing: &Thing,
    ) -> Result<bool> {
        for reference in &table.references {
            let Some(index) = columns.iter().position(|column| *column == reference.column) else { continue };
            let Some(value) = values.get_mut(index) else { continue };
            if matches!(value, Value::Null) {
                continue;
            }
            if reference.table == table.name && !reference.required {
                let tied = std::mem::take(value);
                self.ties.push((table.name.clone(), key_values.to_vec(), reference.column.clone(), tied));
                continue;
            }
            let place = key(std::slice::from_ref(value))?;
            if parents.get(&reference.column).is_some_and(|there| there.contains(&place)) {
                continue;
            }
            if reference.required {
                self.hold(thing.clone(), Reason::Missing);
                return Ok(false);
            }
            *value = Value::Null;
            self.hold(thing.clone(), Reason::Untied);
        }
        Ok(true)
    }

    /// Inserts rows in one go; where that fails one by one, and what still fails is tried again at the end.
    fn insert_all(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        ready: Vec<(Vec<&str>, Vec<Value>, Thing)>,
    ) -> Result<()> {
        let whole = tx.attempt(|tx| {
            ready.iter().try_for_each(|(columns, values, _)| tx.insert_row(&table.name, columns, values))
        });
        for (columns, values, thing) in ready {
            let outcome = match &whole {
                Ok(()) => Ok(()),
                Err(error) if !is_refusal(error) => return Err(error.clone().into()),
                Err(_) => tx.attempt(|tx| tx.insert_row(&table.name, &columns, &values)),
            };
            match outcome {
                Ok(()) => self.came(table, &columns, &values, &thing),
                Err(error) if is_refusal(&error) => self.later.push(Later::Insert {
                    table: table.name.clone(),
                    columns: columns.into_iter().map(str::to_owned).collect(),
                    values,
                    thing,
                }),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn came(&mut self, table: &Table, columns: &[&str], values: &[Value], thing: &Thing) {
        let value = |wanted: &str| {
            let index = columns.iter().position(|column| *column == wanted);
            index.and_then(|index| values.get(index)).cloned().unwrap_or_default()
        };
        if let Some(redo) = &mut self.redo {
            let key = table.key.iter().map(|column| value(column)).collect();
            redo.put_back.entry(table.name.clone()).or_default().push(key);
        }
        let touch = self.touched.entry(thing.clone()).or_default();
        if table.name == thing.noun {
            touch.came = true;
            touch.owner = table.owner().and_then(|owner| number(&value(&owner.column)));
        }
    }

    fn tie(
        &mut self,
        tx: &mut Tx,
        table: &str,
        key_values: &[Value],
        column: &str,
        value: Value,
    ) -> Result<()> {
        let tied = tx.attempt(|tx| tx.update_row(table, key_values, &[column], &[value]));
        match tied {
            Ok(_) => Ok(()),
            Err(error) if is_refusal(&error) => {
                let thing = self.thing_by_key(tx, table, key_values)?;
                self.hold(thing, Reason::Untied);
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn thing_by_key(&mut self, tx: &mut Tx, table: &str, key_values: &[Value]) -> Result<Thing> {
        let tables = Arc::clone(&self.tables);
        let table = tables.get(table)?;
        match tx.rows_of_keys(&table.name, &[key_values.to_vec()])?.first() {
            Some(row) => self.things.of_row(tx, &tables, table, row),
            None => self.things.of(tx, &tables, table, key_values, &Value::Null),
        }
    }

    /// Changed columns, back where they still stand as the deed left them.
    fn change_back(&mut self, tx: &mut Tx, table: &Table, rows: &[ChangedRow]) -> Result<()> {
        let keys: Vec<Vec<Value>> = rows.iter().map(|row| row.key.clone()).collect();
        let standing = by_key(tx, table, &keys)?;
        let tables = Arc::clone(&self.tables);
        for row in rows {
            let Some(now) = standing.get(&key(&row.key)?) else {
                let thing = self.things.of(tx, &tables, table, &row.key, &Value::Null)?;
                self.total.insert(thing.clone());
                self.hold(thing, Reason::Gone);
                continue;
            };
            let thing = self.things.of_row(tx, &tables, table, now)?;
            self.total.insert(thing.clone());
            let (back, left) = sorted_out(table, now, row);
            if left {
                self.hold(thing.clone(), Reason::Changed);
            }
            if back.is_empty() {
                continue;
            }
            let columns: Vec<&str> = back.iter().map(|change| change.column.as_str()).collect();
            let values: Vec<Value> = back.iter().map(|change| change.before.clone()).collect();
            match tx.attempt(|tx| tx.update_row(&table.name, &row.key, &columns, &values)) {
                Ok(_) => self.went_back(table, now, &columns, &values, &thing)?,
                Err(error) if is_refusal(&error) => self.later.push(Later::Update {
                    table: table.name.clone(),
                    key: row.key.clone(),
                    columns: columns.into_iter().map(str::to_owned).collect(),
                    values,
                    thing,
                }),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn went_back(
        &mut self,
        table: &Table,
        now: &[Value],
        columns: &[&str],
        values: &[Value],
        thing: &Thing,
    ) -> Result<()> {
        if let Some(redo) = &mut self.redo {
            let kept = redo.kept.entry(table.name.clone()).or_default();
            kept.entry(key(&table.key_of(now))?).or_insert_with(|| now.to_vec());
        }
        let touch = self.touched.entry(thing.clone()).or_default();
        for (column, value) in columns.iter().zip(values) {
            touch.before.insert((*column).to_owned(), shown(table.value(now, column)));
            touch.after.insert((*column).to_owned(), shown(value));
        }
        if table.name == thing.noun {
            touch.owner = table.owner().and_then(|owner| number(table.value(now, &owner.column)));
        }
        Ok(())
    }

    fn once_more(&mut self, tx: &mut Tx, later: Later) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        match later {
            Later::Insert { table, columns, values, thing } => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                match tx.attempt(|tx| tx.insert_row(&table, &columns, &values)) {
                    Ok(()) => self.came(tables.get(&table)?, &columns, &values, &thing),
                    Err(error) => self.refused(thing, error)?,
                }
            }
            Later::Update { table, key, columns, values, thing } => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                let known = tables.get(&table)?;
                let now = tx.rows_of_keys(&table, std::slice::from_ref(&key))?.into_iter().next();
                match tx.attempt(|tx| tx.update_row(&table, &key, &columns, &values)) {
                    Ok(_) => self.went_back(known, &now.unwrap_or_default(), &columns, &values, &thing)?,
                    Err(error) => self.refused(thing, error)?,
                }
            }
        }
        Ok(())
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
