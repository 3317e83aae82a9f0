//! SQL of employees, roles and rights.

use deskbell_store::{Reader, Row, Tx, params};

use super::{EmployeeRef, Me};
use crate::{Error, Result};

fn employee(row: &Row) -> Result<EmployeeRef> {
    Ok(EmployeeRef { id: row.get("id")?, name: row.get("name")? })
}

pub fn list(reader: &mut Reader) -> Result<Vec<EmployeeRef>> {
    let rows =
        reader.all("SELECT id, name FROM employee WHERE active = 1 ORDER BY lower(name), id", params![])?;
    rows.iter().map(employee).collect()
}

pub fn by_login(reader: &mut Reader, login: &str) -> Result<Option<EmployeeRef>> {
    let row =
        reader.maybe("SELECT id, name FROM employee WHERE active = 1 AND login = ?1", params![login])?;
    row.as_ref().map(employee).transpose()
}

pub fn first(reader: &mut Reader) -> Result<Option<EmployeeRef>> {
    let row =
        reader.maybe("SELECT id, name FROM employee WHERE active = 1 ORDER BY id LIMIT 1", params![])?;
    row.as_ref().map(employee).transpose()
}

pub fn rights(reader: &mut Reader, employee_id: i64) -> Result<Vec<String>> {
    let rows = reader.all(
        "SELECT DISTINCT role_right.granted FROM employee_role
         JOIN role_right ON role_right.role_id = employee_role.role_id
         WHERE employee_role.employee_id = ?1",
        params![employee_id],
    )?;
    rows.iter().map(|row| Ok(row.get("granted")?)).collect()
}

pub fn insert(tx: &mut Tx, now: i64, login: &str, name: &str, signature: &str, sample: bool) -> Result<i64> {
    Ok(tx.insert(
        "INSERT INTO employee (login, name, signature, sample, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![login, name, signature, sample, now],
    )?)
}

pub fn give_role(tx: &mut Tx, employee_id: i64, role: &str) -> Result<()> {
    tx.run(
        "INSERT INTO employee_role (employee_id, role_id) SELECT ?1, id FROM role WHERE code = ?2",
        params![employee_id, role],
    )?;
    Ok(())
}

pub fn me(reader: &mut Reader, id: i64) -> Result<Me> {
    let row = reader.maybe("SELECT id, name, signature, email FROM employee WHERE id = ?1", params![id])?;
    let row = row.ok_or(Error::NotFound { noun: "employee", id })?;
    Ok(Me { id, name: row.get("name")?, signature: row.get("signature")?, email: row.get("email")? })
}

pub fn update_me(tx: &mut Tx, id: i64, name: &str, signature: &str) -> Result<()> {
    tx.run("UPDATE employee SET name = ?2, signature = ?3 WHERE id = ?1", params![id, name, signature])?;
    Ok(())
}
