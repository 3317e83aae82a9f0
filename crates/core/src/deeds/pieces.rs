//! How a deed keeps rows: images of one table and one way of change, packed by the thousand. Of a row that was removed
//! the whole is kept, of one that was changed the columns that differ, of one that was made only a print by which a
//! later change is noticed.

use std::collections::BTreeMap;

use deskbell_store::{Table, Tx, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sql;
use crate::{Error, Result};

/// Rows in a piece at most; 100,000 made clients are some dozens of pieces.
const MOST_ROWS: usize = 4_000;
/// Bytes in a piece, about: a row with a file in it is a piece of its own.
const MOST_BYTES: usize = 1 << 20;
/// A level that costs little time; text of one kind packs to a fifth.
const LEVEL: i32 = 3;
/// No piece is larger unpacked; a damaged one must not take the memory.
const MOST_UNPACKED: usize = 1 << 30;

/// A primary key in a form that can be compared and looked up.
pub type Key = Vec<u8>;

/// The form of a key's values for looking up.
pub fn key(values: &[Value]) -> Result<Key> {
    postcard::to_allocvec(values).map_err(|error| Error::BadData(error.to_string()))
}

/// How a deed touched rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Removed,
    Changed,
    Made,
}

impl What {
    pub fn code(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Made => "made",
        }
    }

    pub fn of(code: &str) -> Self {
        match code {
            "removed" => Self::Removed,
            "changed" => Self::Changed,
            _ => Self::Made,
        }
    }
}

/// A column that a deed changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnChange {
    pub column: String,
    pub before: Value,
    pub after: Value,
}

/// A row that a deed changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangedRow {
    pub key: Vec<Value>,
    pub columns: Vec<ColumnChange>,
}

/// A row that a deed made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MadeRow {
    pub key: Vec<Value>,
    /// The row that it is a part of; null where it stands by itself.
    pub owner: Value,
    pub print: [u8; 16],
}

/// The contents of a piece. Columns are named, so that a piece outlives a migration that adds some.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Images {
    pub columns: Vec<String>,
    pub removed: Vec<Vec<Value>>,
    pub changed: Vec<ChangedRow>,
    pub made: Vec<MadeRow>,
}

impl Images {
    pub fn of(columns: &[String]) -> Self {
        Self { columns: columns.to_vec(), removed: Vec::new(), changed: Vec::new(), made: Vec::new() }
    }

    pub fn amount(&self) -> usize {
        self.removed.len() + self.changed.len() + self.made.len()
    }

    pub fn pack(&self) -> Result<Vec<u8>> {
        let bytes = postcard::to_allocvec(self).map_err(|error| Error::BadData(error.to_string()))?;
        zstd::bulk::compress(&bytes, LEVEL).map_err(|error| Error::BadData(error.to_string()))
    }

    pub fn unpack(body: &[u8]) -> Result<Self> {
        let bad = |detail: String| Error::BadData(format!("a deed's rows: {detail}"));
        let bytes = zstd::bulk::decompress(body, MOST_UNPACKED).map_err(|error| bad(error.to_string()))?;
        postcard::from_bytes(&bytes).map_err(|error| bad(error.to_string()))
    }

    /// The removed rows of this table as it is today, each with its values in the table's order: columns that are gone
    /// are left out, and `None` stands where a column came since.
    pub fn row_of<'a>(&'a self, table: &'a Table, row: &'a [Value]) -> (Vec<&'a str>, Vec<Value>) {
        self.columns
            .iter()
            .zip(row)
            .filter(|(column, _)| table.column(column).is_some())
            .map(|(column, value)| (column.as_str(), value.clone()))
            .unzip()
    }

    /// The value of a removed row in a column; null where there was none.
    pub fn value<'a>(&self, row: &'a [Value], column: &str) -> &'a Value {
        let index = self.columns.iter().position(|name| name == column);
        index.and_then(|index| row.get(index)).unwrap_or(&Value::Null)
    }

    /// The primary key of a removed row.
    pub fn key_of(&self, table: &Table, row: &[Value]) -> Vec<Value> {
        table.key.iter().map(|column| self.value(row, column).clone()).collect()
    }
}

/// The print of a row in some of its columns: equal prints mean that nobody changed it.
pub fn print(table: &Table, row: &[Value], columns: &[String]) -> Result<[u8; 16]> {
    let values: Vec<&Value> = columns.iter().map(|column| table.value(row, column)).collect();
    let bytes = postcard::to_allocvec(&values).map_err(|error| Error::BadData(error.to_string()))?;
    let mut print = [0; 16];
    for (slot, byte) in print.iter_mut().zip(Sha256::digest(&bytes)) {
        *slot = byte;
    }
    Ok(print)
}

/// Whether two values are the same to the bit.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Real(one), Value::Real(other)) => one.to_bits() == other.to_bits(),
        _ => one == other,
    }
}

/// Gathers images and stores a piece whenever one is full.
pub struct Writer {
    deed_id: i64,
    open: BTreeMap<(String, What), (Images, usize)>,
    /// How many rows were taken in.
    pub taken: usize,
}

impl Writer {
    pub fn new(deed_id: i64) -> Self {
        Self { deed_id, open: BTreeMap::new(), taken: 0 }
    }

    pub fn removed(&mut self, tx: &mut Tx, table: &Table, row: Vec<Value>) -> Result<()> {
        let bytes = weight(&row);
        self.put(tx, table, What::Removed, bytes, |images| images.removed.push(row))
    }

    pub fn changed(&mut self, tx: &mut Tx, table: &Table, row: ChangedRow) -> Result<()> {
        let weigh = |change: &ColumnChange| weight(&[change.before.clone(), change.after.clone()]);
        let bytes = row.columns.iter().map(weigh).sum();
        self.put(tx, table, What::Changed, bytes, |images| images.changed.push(row))
    }

    /// A row that was made, as it stands now.
    pub fn made(&mut self, tx: &mut Tx, table: &Table, row: &[Value]) -> Result<()> {
        let owner = table.owner().map_or(Value::Null, |owner| table.value(row, &owner.column).clone());
        let made = MadeRow { key: table.key_of(row), owner, print: print(table, row, &table.columns)? };
        self.put(tx, table, What::Made, 32, |images| images.made.push(made))
    }

    fn put(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        what: What,
        bytes: usize,
        put: impl FnOnce(&mut Images),
    ) -> Result<()> {
        let place = (table.name.clone(), what);
        let (images, weight) =
            self.open.entry(place.clone()).or_insert_with(|| (Images::of(&table.columns), 0));
        put(images);
        *weight += bytes;
        self.taken += 1;
        if images.amount() >= MOST_ROWS || *weight >= MOST_BYTES {
            self.open.remove(&place).map_or(Ok(()), |(images, _)| self.store(tx, &place, &images))?;
        }
        Ok(())
    }

    fn store(&self, tx: &mut Tx, (table, what): &(String, What), images: &Images) -> Result<()> {
        sql::insert_piece(tx, self.deed_id, table, *what, images.amount(), &images.pack()?)
    }

    /// Stores what is not stored yet.
    pub fn finish(&mut self, tx: &mut Tx) -> Result<()> {
        for (place, (images, _)) in std::mem::take(&mut self.open) {
            self.store(tx, &place, &images)?;
        }
        Ok(())
    }
}

fn weight(values: &[Value]) -> usize {
    let each = |value: &Value| match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 8,
    };
    values.iter().map(each).sum()
}
