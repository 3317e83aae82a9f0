//! A person who is erased (E6) is erased from what can be undone as well: their rows are taken out of the deeds that keep
//! them. The rest of each deed can be undone as before.

use std::collections::{BTreeSet, HashMap};

use deskbell_store::{Table, Tables, Tx, Value};
use serde_json::Value as Json;

use super::pieces::{ChangedRow, Images, MadeRow};
use super::sql;
use crate::{Result, settings};

/// What is gone: rows by table and number, and words in which the person is named, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Gone {
    pub ids: HashMap<&'static str, BTreeSet<i64>>,
    pub words: Vec<String>,
}

impl Gone {
    fn has(&self, table: &str, value: &Value) -> bool {
        let Value::Int(id) = value else { return false };
        self.ids.get(table).is_some_and(|ids| ids.contains(id))
    }

    /// Whether a text names the person.
    pub fn names(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.iter().any(|word| text.contains(word))
    }

    fn says(&self, value: &Value) -> bool {
        matches!(value, Value::Text(text) if self.names(text))
    }

    /// Whether a row is one of those that are gone, a part of one, or names the person.
    fn row(&self, table: &Table, columns: &[String], row: &[Value]) -> bool {
        let value = |column: &str| columns.iter().position(|name| name == column).and_then(|at| row.get(at));
        table.key.first().and_then(|key| value(key)).is_some_and(|id| self.has(&table.name, id))
            || table
                .references
                .iter()
                .any(|reference| value(&reference.column).is_some_and(|id| self.has(&reference.table, id)))
            || row.iter().any(|value| self.says(value))
    }

    fn key(&self, table: &Table, key: &[Value]) -> bool {
        let part = |at: usize, column: &String| {
            let Some(value) = key.get(at) else { return false };
            (at == 0 && self.has(&table.name, value))
                || self.says(value)
                || table
                    .references
                    .iter()
                    .any(|reference| reference.column == *column && self.has(&reference.table, value))
        };
        table.key.iter().enumerate().any(|(at, column)| part(at, column))
    }

    fn changed(&self, table: &Table, row: &ChangedRow) -> bool {
        self.key(table, &row.key)
            || row.columns.iter().any(|change| self.says(&change.before) || self.says(&change.after))
    }

    fn made(&self, table: &Table, row: &MadeRow) -> bool {
        self.key(table, &row.key) || table.owner().is_some_and(|owner| self.has(&owner.table, &row.owner))
    }
}

/// Takes what is gone out of every deed; how many rows that were.
pub(crate) fn forget(tx: &mut Tx, gone: &Gone) -> Result<usize> {
    let tables = tx.tables()?;
    let mut taken = 0;
    for deed in sql::all(tx)? {
        for piece in sql::pieces(tx, deed.id)? {
            let mut images = Images::unpack(&sql::body(tx, piece.id)?)?;
            let before = images.amount();
            take_out(&tables, &piece.table, &mut images, gone)?;
            if images.amount() == before {
                continue;
            }
            taken += before - images.amount();
            match images.amount() {
                0 => sql::remove_piece(tx, piece.id)?,
                amount => sql::set_body(tx, piece.id, amount, &images.pack()?)?,
            }
        }
        let Json::Object(mut summary) = deed.summary else { continue };
        let known = summary.len();
        summary.retain(|_, value| !value.as_str().is_some_and(|text| gone.names(text)));
        if summary.len() != known {
            sql::set_summary(tx, deed.id, &settings::json(&summary)?)?;
        }
    }
    Ok(taken)
}

fn take_out(tables: &Tables, table: &str, images: &mut Images, gone: &Gone) -> Result<()> {
    let Ok(table) = tables.get(table) else { return Ok(()) };
    let columns = images.columns.clone();
    images.removed.retain(|row| !gone.row(table, &columns, row));
    images.changed.retain(|row| !gone.changed(table, row));
    images.made.retain(|row| !gone.made(table, row));
    Ok(())
}
