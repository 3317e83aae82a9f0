//! What the schema itself says of its tables: columns, primary keys, and who refers to whom. Whatever works on any table
//! alike asks here instead of keeping a second list that would fall behind the migrations.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::StoreError;
use crate::link::{Engine, Link};
use crate::value::Value;

/// What happens to a row when the row that it refers to is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDelete {
    /// The deletion is refused.
    Refused,
    /// The row goes with it.
    Cascade,
    /// The column becomes null.
    SetNull,
}

/// A column that names a row of another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub column: String,
    /// The table that is referred to, and its column.
    pub table: String,
    pub to: String,
    pub on_delete: OnDelete,
    /// The column takes no null.
    pub required: bool,
}

impl Reference {
    /// The row is a part of the one it refers to: it cannot be without it and goes with it.
    pub fn owns(&self) -> bool {
        self.required && self.on_delete == OnDelete::Cascade
    }
}

/// A table without the engine's own columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// In their order.
    pub columns: Vec<String>,
    /// The columns of the primary key, in the key's order.
    pub key: Vec<String>,
    pub references: Vec<Reference>,
}

impl Table {
    /// Where a column stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A row's value in a column; null where there is none.
    pub fn value<'a>(&self, row: &'a [Value], column: &str) -> &'a Value {
        self.column(column).and_then(|index| row.get(index)).unwrap_or(&Value::Null)
    }

    /// The primary key of a row that has all columns in the table's order.
    pub fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().map(|column| self.value(row, column).clone()).collect()
    }

    /// The reference that makes a row of this table a part of another.
    pub fn owner(&self) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.owns())
    }
}

/// All tables of a database.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    tables: BTreeMap<String, Table>,
}

impl Tables {
    /// One table. Errors: `Sql` where there is none of this name.
    pub fn get(&self, name: &str) -> Result<&Table, StoreError> {
        self.tables.get(name).ok_or_else(|| StoreError::Sql {
            sql: name.to_owned(),
            detail: "there is no such table".to_owned(),
        })
    }

    /// Every table, by name.
    pub fn all(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// Who refers to a table: each table with its reference.
    pub fn referrers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a Table, &'a Reference)> {
        self.tables.values().flat_map(move |table| {
            table
                .references
                .iter()
                .filter(move |reference| reference.table == name)
                .map(move |reference| (table, reference))
        })
    }

    /// The tables in an order in which each stands after those that it refers to, itself aside. In a circle the rest
    /// comes in the order of the names.
    pub fn in_order(&self) -> Vec<&str> {
        let mut ordered: Vec<&str> = Vec::with_capacity(self.tables.len());
        let mut placed: BTreeSet<&str> = BTreeSet::new();
        while ordered.len() < self.tables.len() {
            let ready = |table: &&Table| {
                table.references.iter().all(|reference| {
                    reference.table == table.name || placed.contains(reference.table.as_str())
                })
            };
            let left: Vec<&Table> =
                self.tables.values().filter(|table| !placed.contains(table.name.as_str())).collect();
            let mut next: Vec<&str> =
                left.iter().copied().filter(ready).map(|table| table.name.as_str()).collect();
            if next.is_empty() {
                next = left.iter().map(|table| table.name.as_str()).take(1).collect();
            }
            placed.extend(&next);
            ordered.extend(next);
        }
        ordered
    }
}

/// Reads the schema.
pub(crate) fn read(link: &mut Link) -> Result<Tables, StoreError> {
    let (columns, references) = match link.engine() {
        Engine::Sqlite => (SQLITE_COLUMNS, SQLITE_REFERENCES),
        Engine::Postgres => (POSTGRES_COLUMNS, POSTGRES_REFERENCES),
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let mut keys: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    let mut required: BTreeSet<(String, String)> = BTreeSet::new();
    for row in link.rows(columns, &[])? {
        let (name, column): (String, String) = (row.get("tbl")?, row.get("col")?);
        let place: i64 = row.get("pk")?;
        if place > 0 {
            keys.entry(name.clone()).or_default().push((place, column.clone()));
        }
        // SQLite does not call its integer primary keys NOT NULL, although they are.
        if place > 0 || row.get("required")? {
            required.insert((name.clone(), column.clone()));
        }
        let table =
            tables.entry(name.clone()).or_insert_with(|| Table { name: name.clone(), ..Table::default() });
        table.columns.push(column);
    }
    for (name, mut key) in keys {
        key.sort();
        if let Some(table) = tables.get_mut(&name) {
            table.key = key.into_iter().map(|(_, column)| column).collect();
        }
    }
    for row in link.rows(references, &[])? {
        let (name, column): (String, String) = (row.get("tbl")?, row.get("col")?);
        let on_delete = match row.get::<String>("on_delete")?.as_str() {
            "CASCADE" | "c" => OnDelete::Cascade,
            "SET NULL" | "n" => OnDelete::SetNull,
            _ => OnDelete::Refused,
        };
        let required = required.contains(&(name.clone(), column.clone()));
        let target: String = row.get("target")?;
        let key = tables.get(&target).and_then(|table| table.key.first()).cloned();
        let to = row.get::<Option<String>>("target_col")?.or(key).unwrap_or_default();
        if let Some(table) = tables.get_mut(&name) {
            table.references.push(Reference { column, table: target, to, on_delete, required });
        }
    }
    Ok(Tables { tables })
}

const SQLITE_COLUMNS: &str = "SELECT t.name AS tbl, c.name AS col, c.pk AS pk, c.\"notnull\" AS required
    FROM pragma_table_list t JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' AND t.name NOT LIKE '%\\_fts\\_todo'
    ORDER BY t.name, c.cid";

const SQLITE_REFERENCES: &str =
    "SELECT t.name AS tbl, f.\"from\" AS col, f.\"table\" AS target, f.\"to\" AS target_col,
        f.on_delete AS on_delete
    FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
    WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, f.id DESC, f.seq";

const POSTGRES_COLUMNS: &str = "SELECT CAST(c.relname AS TEXT) AS tbl, CAST(a.attname AS TEXT) AS col,
        CAST(coalesce(array_position(CAST(i.indkey AS int2[]), a.attnum) + 1, 0) AS BIGINT) AS pk,
        a.attnotnull AS required
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind = 'r' AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY c.relname, a.attnum";

const POSTGRES_REFERENCES: &str = "SELECT CAST(c.relname AS TEXT) AS tbl, CAST(a.attname AS TEXT) AS col,
        CAST(t.relname AS TEXT) AS target, CAST(b.attname AS TEXT) AS target_col, CAST(f.confdeltype AS TEXT) AS on_delete
    FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
    WHERE f.contype = 'f' AND c.relnamespace = CAST(current_schema() AS regnamespace) ORDER BY c.relname, f.oid";
