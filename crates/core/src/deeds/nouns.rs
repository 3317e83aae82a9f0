//! What of the office's nouns deeds have to know: whose part a row is, which columns stand and fall together, what is
//! derived from rows and has to be made anew, and who may undo.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deskbell_store::{Reader, Table, Tables, Tx, Value};

use super::pieces::{Key, key};
use crate::employees::Right;
use crate::{Result, clients, requests};

/// Things of their own although the schema has them as parts of another.
const OWN: [&str; 1] = ["note"];
/// Tables that repeat another's words for searching, by the same id.
const TEXTS: [(&str, &str); 2] = [("request_text", "request"), ("letter_text", "letter")];

/// A thing that people know, of which rows are parts: a client with phones and tags.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    pub noun: String,
    /// 0 where the thing has no number.
    pub id: i64,
    /// What tells it apart where it has no number.
    pub name: String,
}

impl Thing {
    /// Whether people know it: rows of the log, the bytes of letters and the addresses in them come and go with what they are of.
    pub fn is_told(&self) -> bool {
        !["change", "correspondent", "letter_raw"].contains(&self.noun.as_str())
    }

    fn new(noun: &str, key: &[Value]) -> Self {
        let name = |value: &Value| match value {
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        match key {
            [Value::Int(id)] => Self { noun: noun.to_owned(), id: *id, name: String::new() },
            key => {
                let name = key.iter().map(name).collect::<Vec<_>>().join(" ");
                Self { noun: noun.to_owned(), id: 0, name }
            }
        }
    }
}

/// Finds the thing that rows are parts of, asking for each owner once.
#[derive(Default)]
pub struct Things {
    owners: HashMap<(String, Key), Thing>,
}

impl Things {
    /// The thing of a row, of which the primary key and the owner are known.
    pub fn of(
        &mut self,
        reader: &mut Reader,
        tables: &Tables,
        table: &Table,
        key_values: &[Value],
        owner: &Value,
    ) -> Result<Thing> {
        if let Some((_, noun)) = TEXTS.iter().find(|(text, _)| *text == table.name) {
            return Ok(Thing::new(noun, key_values));
        }
        let reference = table.owner().filter(|_| !OWN.contains(&table.name.as_str()));
        let Some(reference) = reference.filter(|_| !matches!(owner, Value::Null)) else {
            return Ok(Thing::new(&table.name, key_values));
        };
        let parent = tables.get(&reference.table)?;
        if parent.owner().is_none() || OWN.contains(&parent.name.as_str()) {
            return Ok(Thing::new(&parent.name, std::slice::from_ref(owner)));
        }
        let place = (parent.name.clone(), key(std::slice::from_ref(owner))?);
        if let Some(known) = self.owners.get(&place) {
            return Ok(known.clone());
        }
        let row = reader.rows_with(&parent.name, &reference.to, std::slice::from_ref(owner))?;
        let thing = match row.first() {
            Some(row) => self.of_row(reader, tables, parent, row)?,
            None => Thing::new(&parent.name, std::slice::from_ref(owner)),
        };
        self.owners.insert(place, thing.clone());
        Ok(thing)
    }

    /// The thing of a whole row.
    pub fn of_row(
        &mut self,
        reader: &mut Reader,
        tables: &Tables,
        table: &Table,
        row: &[Value],
    ) -> Result<Thing> {
        let owner = table.owner().map_or(Value::Null, |owner| table.value(row, &owner.column).clone());
        self.of(reader, tables, table, &table.key_of(row), &owner)
    }
}

/// The noun by which the log and the windows know a thing.
pub fn known_as(noun: &str) -> &str {
    if noun == "saved_view" { "view" } else { noun }
}

/// Columns that say one thing together: where one of them was changed since, none of them goes back alone.
pub fn together(table: &str) -> &'static [&'static [&'static str]] {
    match table {
        "request" => {
            &[&["status", "open", "archive", "closed_at"], &["letters", "snippet", "last_at", "answered_at"]]
        }
        "reminder" => &[
            &["done", "done_at"],
            &["day", "time", "notified", "snoozed_until", "repeats", "repeats_from", "repeats_on"],
        ],
        "client_phone" => &[&["number", "shown"]],
        "client_interest" | "client_tag" => &[&["folded", "name"]],
        _ => &[],
    }
}

/// The right of whoever does or undoes something with a noun.
pub fn right(noun: &str) -> Right {
    match noun {
        "client" => Right::EditClients,
        "mailing" => Right::SendMailings,
        "draft" | "letter" => Right::AnswerLetters,
        "role" | "employee" => Right::ManageEmployees,
        "contact" | "reminder" | "request" | "note" | "task" | "view" => Right::Work,
        _ => Right::ManageSettings,
    }
}

/// Makes anew what is derived from the rows of things that were touched.
pub fn settle(tx: &mut Tx, touched: &BTreeMap<Thing, super::undo::Touch>) -> Result<()> {
    let mut texts = BTreeSet::new();
    for (thing, touch) in touched {
        match thing.noun.as_str() {
            "client" => clients::settle(tx, thing.id)?,
            "request" => {
                texts.insert(thing.id);
            }
            "note" => texts.extend(touch.owner),
            _ => {}
        }
    }
    for id in texts {
        requests::settle(tx, id)?;
    }
    Ok(())
}
