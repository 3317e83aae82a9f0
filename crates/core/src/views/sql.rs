//! SQL of saved views.

use deskbell_store::{Reader, Row, Tx, params};

use super::{Noun, SavedView, ViewFields, read, read_filter, written};
use crate::Result;
use crate::employees::EmployeeRef;

const COLUMNS: &str = "SELECT saved_view.*, employee.name AS employee_name
    FROM saved_view JOIN employee ON employee.id = saved_view.employee_id";

fn view(row: &Row) -> Result<SavedView> {
    Ok(SavedView {
        id: row.get("id")?,
        fields: ViewFields {
            noun: Noun::Client,
            name: row.get("name")?,
            shared: row.get("shared")?,
            filter: read_filter(&row.get::<String>("filter")?),
            columns: read(&row.get::<String>("columns")?),
            sort: read(&row.get::<String>("sort")?),
        },
        employee: EmployeeRef { id: row.get("employee_id")?, name: row.get("employee_name")? },
        editable: false,
    })
}

pub fn list(reader: &mut Reader, noun: Noun, me: i64) -> Result<Vec<SavedView>> {
    let rows = reader.all(
        &format!(
            "{COLUMNS} WHERE saved_view.noun = ?1 AND (saved_view.employee_id = ?2 OR saved_view.shared = 1)
             ORDER BY saved_view.position, saved_view.id"
        ),
        params![noun.code(), me],
    )?;
    rows.iter().map(view).collect()
}

pub fn get(reader: &mut Reader, id: i64) -> Result<Option<SavedView>> {
    reader
        .maybe(&format!("{COLUMNS} WHERE saved_view.id = ?1"), params![id])?
        .map(|row| view(&row))
        .transpose()
}

pub fn insert(tx: &mut Tx, me: i64, fields: &ViewFields) -> Result<i64> {
    let last: i64 = tx.one("SELECT coalesce(max(position), 0) AS last FROM saved_view", &[])?.get("last")?;
    Ok(tx.insert(
        "INSERT INTO saved_view (noun, name, employee_id, shared, filter, columns, sort, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            fields.noun.code(),
            fields.name.as_str(),
            me,
            fields.shared,
            written(&fields.filter)?,
            written(&fields.columns)?,
            written(&fields.sort)?,
            last + 1
        ],
    )?)
}

pub fn update(tx: &mut Tx, id: i64, fields: &ViewFields) -> Result<()> {
    tx.run(
        "UPDATE saved_view SET name = ?2, shared = ?3, filter = ?4, columns = ?5, sort = ?6 WHERE id = ?1",
        params![
            id,
            fields.name.as_str(),
            fields.shared,
            written(&fields.filter)?,
            written(&fields.columns)?,
            written(&fields.sort)?
        ],
    )?;
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM saved_view WHERE id = ?1", params![id])?;
    Ok(())
}
