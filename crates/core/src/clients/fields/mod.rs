//! Fields of the office's own on every card (C1): defined in Settings, filled on the cards. None is ever removed, so
//! that nothing that was written is lost; one that is no longer wanted is switched off.

mod sql;
mod value;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::check_length;
use crate::{Error, Result, settings};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    Text,
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// One of the field's choices.
    List,
    /// `1` where it is ticked; no value otherwise.
    Checkbox,
}

impl FieldKind {
    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::List => "list",
            Self::Checkbox => "checkbox",
        }
    }
}

/// A field of the office's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientField {
    pub id: i64,
    pub name: String,
    pub kind: FieldKind,
    /// What a list offers; empty for other kinds.
    pub choices: Vec<String>,
    /// Shown on cards.
    pub active: bool,
}

/// What a client has in a field, in its stored form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldValue {
    pub field_id: i64,
    pub value: String,
}

/// A field on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardField {
    pub field_id: i64,
    pub name: String,
    pub kind: FieldKind,
    pub value: String,
}

/// All fields in their order, those switched off among them.
pub fn list(reader: &mut Reader) -> Result<Vec<ClientField>> {
    sql::list(reader)
}

/// Adds a field at the end.
pub fn create(tx: &mut Tx, name: &str, kind: FieldKind, choices: &[String]) -> Result<i64> {
    let name = check_name(tx, name, None)?;
    let choices = check_choices(kind, choices)?;
    let id = sql::insert(tx, &name, kind, &json!(choices).to_string())?;
    let field = ClientField { id, name, kind, choices, active: true };
    tx.record("client_field", id, "created", None, Some(settings::json(&field)?))?;
    Ok(id)
}

/// Renames a field, changes what a list offers, switches it on or off. Its kind stays: what was written in it would
/// not fit another. A value that is offered no longer stays where it is.
pub fn update(tx: &mut Tx, id: i64, name: &str, choices: &[String], active: bool) -> Result<()> {
    let before = get(tx, id)?;
    let name = check_name(tx, name, Some(id))?;
    let choices = check_choices(before.kind, choices)?;
    sql::update(tx, id, &name, &json!(choices).to_string(), active)?;
    let after = ClientField { name, choices, active, ..before.clone() };
    tx.record("client_field", id, "updated", Some(settings::json(&before)?), Some(settings::json(&after)?))?;
    Ok(())
}

/// Puts the fields into an order; those not named follow in the order they had.
pub fn order(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let before: Vec<i64> = sql::list(tx)?.into_iter().map(|field| field.id).collect();
    if let Some(&id) = ids.iter().find(|id| !before.contains(id)) {
        return Err(Error::NotFound { noun: "client_field", id });
    }
    let mut after: Vec<i64> = Vec::with_capacity(before.len());
    for &id in ids.iter().chain(&before) {
        if !after.contains(&id) {
            after.push(id);
        }
    }
    for (position, &id) in after.iter().enumerate() {
        sql::set_position(tx, id, position as i64 + 1)?;
    }
    tx.record("client_field", 0, "ordered", Some(json!(before)), Some(json!(after)))?;
    Ok(())
}

/// Everything a client has in such fields, those switched off as well.
pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Vec<FieldValue>> {
    sql::of_client(reader, client_id)
}

/// What a client's card shows of them.
pub fn of_card(reader: &mut Reader, client_id: i64) -> Result<Vec<CardField>> {
    sql::of_card(reader, client_id)
}

/// Typed values in their stored form, in the fields' order. `before` is what the client has, or those have who are merged:
/// a field that is switched off keeps it where nothing else is given, and a list keeps what it offers no longer.
pub fn check(fields: &[ClientField], typed: &[FieldValue], before: &[FieldValue]) -> Result<Vec<FieldValue>> {
    if let Some(stray) = typed.iter().find(|value| !fields.iter().any(|field| field.id == value.field_id)) {
        return Err(Error::NotFound { noun: "client_field", id: stray.field_id });
    }
    fn of(values: &[FieldValue], id: i64) -> Vec<&str> {
        values.iter().filter(|value| value.field_id == id).map(|value| value.value.as_str()).collect()
    }
    let mut checked = Vec::new();
    for field in fields {
        let kept = of(before, field.id);
        let value = match of(typed, field.id).last() {
            Some(typed) => value::check(field, typed, &kept)?,
            None if field.active => None,
            None => kept.last().map(|value| (*value).to_owned()),
        };
        checked.extend(value.map(|value| FieldValue { field_id: field.id, value }));
    }
    Ok(checked)
}

/// Gives a client exactly these values, which have been checked. The caller records the change.
pub fn write(tx: &mut Tx, client_id: i64, values: &[FieldValue]) -> Result<()> {
    sql::write(tx, client_id, values)
}

fn get(reader: &mut Reader, id: i64) -> Result<ClientField> {
    sql::list(reader)?
        .into_iter()
        .find(|field| field.id == id)
        .ok_or(Error::NotFound { noun: "client_field", id })
}

/// A field's name: there, not too long, and no other field's.
fn check_name(reader: &mut Reader, name: &str, own: Option<i64>) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    check_length("name", &name)?;
    let folded = name.to_lowercase();
    let taken = |field: &ClientField| Some(field.id) != own && field.name.to_lowercase() == folded;
    if sql::list(reader)?.iter().any(taken) {
        return Err(Error::FieldNamed { name });
    }
    Ok(name)
}

/// What a list offers: each choice once; a list without any is no list. Other kinds offer nothing.
fn check_choices(kind: FieldKind, typed: &[String]) -> Result<Vec<String>> {
    if kind != FieldKind::List {
        return Ok(Vec::new());
    }
    let mut choices: Vec<String> = Vec::new();
    for choice in typed {
        let choice = choice.split_whitespace().collect::<Vec<_>>().join(" ");
        check_length("choice", &choice)?;
        if !choice.is_empty() && !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if choices.is_empty() { Err(Error::EmptyText { field: "choices" }) } else { Ok(choices) }
}
