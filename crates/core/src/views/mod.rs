//! Saved views: a filter with a name, its columns and its order, for oneself or for everybody (C2, R1). Of clients a view is
//! a segment as well: mailings go to it. The table knows of which noun a view is, so that every list keeps its views here.

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use ts_rs::TS;

use crate::clients::filter;
use crate::clients::list::{Column, Sort};
use crate::deeds::{self, Kind};
use crate::employees::{EmployeeRef, Right};
use crate::office::Desk;
use crate::{Error, Result, settings};

const MOST_SIGNS: usize = 60;
const MOST_COLUMNS: usize = 200;

/// Of what a view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ViewNoun")]
pub enum Noun {
    Client,
}

impl Noun {
    fn code(self) -> &'static str {
        match self {
            Self::Client => "client",
        }
    }

    /// Refuses whoever may not see what the view is of: names and filters tell of it.
    fn check(self, desk: &Desk) -> Result<()> {
        match self {
            Self::Client if desk.sees_clients() => Ok(()),
            Self::Client => Err(Error::Forbidden(Right::SeeClients.code())),
        }
    }
}

/// What is kept under a view's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ViewFields {
    pub noun: Noun,
    pub name: String,
    /// For everybody who may see the list.
    pub shared: bool,
    pub filter: filter::Filter,
    /// The columns in their order; the usual ones where there are none.
    pub columns: Vec<Column>,
    pub sort: Sort,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedView {
    pub id: i64,
    #[serde(flatten)]
    pub fields: ViewFields,
    /// Who made it.
    pub employee: EmployeeRef,
    /// Whether the one who asks may change it.
    pub editable: bool,
}

/// How many a view finds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViewCount {
    pub id: i64,
    /// Absent where its filter can no longer be asked: it names a field or a part that is gone.
    pub count: Option<i64>,
}

/// The own views of a noun and the shared ones, in the order in which they were made.
pub fn list(desk: &Desk, reader: &mut Reader, noun: Noun) -> Result<Vec<SavedView>> {
    noun.check(desk)?;
    let me = desk.me()?;
    let mut views = sql::list(reader, noun, me)?;
    for view in &mut views {
        view.editable = may_change(desk, view.employee.id, view.fields.shared);
    }
    Ok(views)
}

/// How many each of these views finds.
pub fn counts(desk: &Desk, reader: &mut Reader, noun: Noun) -> Result<Vec<ViewCount>> {
    let mut counts = Vec::new();
    for view in list(desk, reader, noun)? {
        let count = match filter::count(desk, reader, &view.fields.filter) {
            Ok(count) => Some(count),
            Err(Error::Store(error)) => return Err(error.into()),
            Err(_) => None,
        };
        counts.push(ViewCount { id: view.id, count });
    }
    Ok(counts)
}

/// Saves a view.
pub fn create(desk: &Desk, tx: &mut Tx, fields: ViewFields) -> Result<SavedView> {
    let me = desk.me()?;
    let fields = check(desk, tx, fields)?;
    let id = sql::insert(tx, me, &fields)?;
    tx.record("view", id, "created", None, Some(settings::json(&fields)?))?;
    get(desk, tx, id)
}

/// Changes a view: one's own, or a shared one by whoever manages settings.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: ViewFields) -> Result<SavedView> {
    let before = changeable(desk, tx, id)?;
    let fields = check(desk, tx, ViewFields { noun: before.fields.noun, ..fields })?;
    sql::update(tx, id, &fields)?;
    tx.record("view", id, "updated", Some(settings::json(&before.fields)?), Some(settings::json(&fields)?))?;
    get(desk, tx, id)
}

/// Removes a view; whom it found stays. The deed brings it back.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let before = changeable(desk, tx, id)?;
    let mut deed = deeds::begin(Kind::Removal, "view", json!({ "count": 1, "name": before.fields.name }));
    deed.removes(tx, "saved_view", "id", [id])?;
    sql::remove(tx, id)?;
    tx.record("view", id, "removed", Some(settings::json(&before.fields)?), None)?;
    deed.finish(desk, tx)
}

fn may_change(desk: &Desk, owner: i64, shared: bool) -> bool {
    desk.employee_id == Some(owner) || (shared && desk.may(Right::ManageSettings))
}

/// A view that one may see: a private one of somebody else is none.
fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<SavedView> {
    let view = sql::get(reader, id)?.ok_or(Error::NotFound { noun: "view", id })?;
    view.fields.noun.check(desk)?;
    if !view.fields.shared && desk.me()? != view.employee.id {
        return Err(Error::NotFound { noun: "view", id });
    }
    let editable = may_change(desk, view.employee.id, view.fields.shared);
    Ok(SavedView { editable, ..view })
}

fn changeable(desk: &Desk, reader: &mut Reader, id: i64) -> Result<SavedView> {
    let view = get(desk, reader, id)?;
    if view.editable { Ok(view) } else { Err(Error::Forbidden(Right::ManageSettings.code())) }
}

fn check(desk: &Desk, reader: &mut Reader, mut fields: ViewFields) -> Result<ViewFields> {
    fields.noun.check(desk)?;
    fields.name = fields.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if fields.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    if fields.name.chars().nth(MOST_SIGNS).is_some() {
        return Err(Error::TooLong { field: "name", most: MOST_SIGNS as i64 });
    }
    if fields.columns.len() > MOST_COLUMNS {
        return Err(Error::BadRequest("too many columns".to_owned()));
    }
    filter::check(desk, reader, &fields.filter)?;
    Ok(fields)
}

/// A stored filter. One that cannot be read is replaced by one that cannot be asked: no condition at all would find everybody.
fn read_filter(text: &str) -> filter::Filter {
    let lost = filter::FieldIs { field_id: 0, value: None, from: None, to: None, empty: None };
    serde_json::from_str(text)
        .unwrap_or_else(|_| filter::Filter { fields: Some(vec![lost]), ..filter::Filter::default() })
}

/// What else a stored JSON holds; a view of another version is shown as well as it can be.
fn read<T: for<'de> Deserialize<'de> + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}

fn written<T: Serialize>(value: &T) -> Result<String> {
    let json: Json = settings::json(value)?;
    Ok(json.to_string())
}
