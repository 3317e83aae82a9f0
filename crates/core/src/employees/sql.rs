//! SQL of employees, roles and rights.

use deskbell_store::{Reader, Row, Tx, params};

use super::{EmployeeFields, EmployeeRef, EmployeeRow, Me};
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
    let row = reader.maybe(
        "SELECT id, name, signature, email, login, password_hash FROM employee WHERE id = ?1",
        params![id],
    )?;
    let row = row.ok_or(Error::NotFound { noun: "employee", id })?;
    Ok(Me {
        id,
        name: row.get("name")?,
        signature: row.get("signature")?,
        email: row.get("email")?,
        login: row.get("login")?,
        has_password: row.get::<Option<String>>("password_hash")?.is_some(),
    })
}

pub fn contact_of(reader: &mut Reader, id: i64) -> Result<Option<(String, String, String)>> {
    let row = reader.maybe("SELECT name, phone, email FROM employee WHERE id = ?1", params![id])?;
    row.map(|row| Ok((row.get("name")?, row.get("phone")?, row.get("email")?))).transpose()
}

pub fn update_me(tx: &mut Tx, id: i64, name: &str, signature: &str) -> Result<()> {
    tx.run("UPDATE employee SET name = ?2, signature = ?3 WHERE id = ?1", params![id, name, signature])?;
    Ok(())
}

pub fn without_login(reader: &mut Reader) -> Result<Option<i64>> {
    let rows = reader.all(
        "SELECT id, password_hash FROM employee WHERE active = 1 AND sample = 0 ORDER BY id LIMIT 2",
        &[],
    )?;
    match rows.as_slice() {
        [only] if only.get::<Option<String>>("password_hash")?.is_none() => Ok(Some(only.get("id")?)),
        _ => Ok(None),
    }
}

pub fn by_os_login(reader: &mut Reader, os_login: &str) -> Result<Option<i64>> {
    let row = reader.maybe(
        "SELECT id FROM employee WHERE active = 1 AND os_allowed = 1 AND os_login = ?1 ORDER BY id LIMIT 1",
        params![os_login],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

pub fn is_active(reader: &mut Reader, id: i64) -> Result<Option<bool>> {
    let row = reader.maybe("SELECT active FROM employee WHERE id = ?1", params![id])?;
    Ok(row.map(|row| row.get("active")).transpose()?)
}

/// All employees, or one.
pub fn rows(reader: &mut Reader, id: Option<i64>) -> Result<Vec<EmployeeRow>> {
    let select = "SELECT employee.*, boss.name AS supervisor_name FROM employee
        LEFT JOIN employee AS boss ON boss.id = employee.supervisor_id";
    let rows = match id {
        Some(id) => reader.all(&format!("{select} WHERE employee.id = ?1"), params![id])?,
        None => reader.all(&format!("{select} ORDER BY lower(employee.name), employee.id"), &[])?,
    };
    let given = reader.all("SELECT employee_id, role_id FROM employee_role ORDER BY role_id", &[])?;
    let given: Vec<(i64, i64)> =
        given.iter().map(|row| Ok((row.get("employee_id")?, row.get("role_id")?))).collect::<Result<_>>()?;
    rows.iter()
        .map(|row| {
            let id: i64 = row.get("id")?;
            Ok(EmployeeRow {
                id,
                login: row.get("login")?,
                name: row.get("name")?,
                email: row.get("email")?,
                phone: row.get("phone")?,
                signature: row.get("signature")?,
                department: row.get("department")?,
                supervisor: crate::clients::employee_of(row, "supervisor_id", "supervisor_name")?,
                roles: given.iter().filter(|(employee, _)| *employee == id).map(|(_, role)| *role).collect(),
                os_login: row.get("os_login")?,
                os_allowed: row.get("os_allowed")?,
                active: row.get("active")?,
                has_password: row.get::<Option<String>>("password_hash")?.is_some(),
                sample: row.get("sample")?,
            })
        })
        .collect()
}

pub fn update(tx: &mut Tx, id: i64, fields: &EmployeeFields) -> Result<()> {
    tx.run(
        "UPDATE employee SET login = ?2, name = ?3, email = ?4, phone = ?5, signature = ?6, department = ?7,
            supervisor_id = ?8, os_login = ?9, os_allowed = ?10 WHERE id = ?1",
        params![
            id,
            fields.login.as_str(),
            fields.name.as_str(),
            fields.email.as_str(),
            fields.phone.as_str(),
            fields.signature.as_str(),
            fields.department.as_str(),
            fields.supervisor_id,
            fields.os_login.as_str(),
            fields.os_allowed
        ],
    )?;
    Ok(())
}

pub fn set_roles(tx: &mut Tx, id: i64, roles: &[i64]) -> Result<()> {
    tx.run("DELETE FROM employee_role WHERE employee_id = ?1", params![id])?;
    for role in roles {
        tx.run("INSERT INTO employee_role (employee_id, role_id) VALUES (?1, ?2)", params![id, *role])?;
    }
    Ok(())
}

pub fn set_active(tx: &mut Tx, id: i64, active: bool) -> Result<()> {
    tx.run("UPDATE employee SET active = ?2 WHERE id = ?1", params![id, active])?;
    Ok(())
}

pub fn set_password(tx: &mut Tx, id: i64, hash: Option<&str>) -> Result<()> {
    tx.run("UPDATE employee SET password_hash = ?2 WHERE id = ?1", params![id, hash])?;
    Ok(())
}

/// Whether another employee has this login, or is let in by this login of the computer.
pub fn is_taken(reader: &mut Reader, column: &str, login: &str, but: i64) -> Result<bool> {
    let row = reader.maybe(
        &format!("SELECT 1 AS yes FROM employee WHERE {column} = ?1 AND id <> ?2"),
        params![login, but],
    )?;
    Ok(row.is_some())
}

/// How many active employees of the office itself have the administrator's role.
pub fn administrators(reader: &mut Reader) -> Result<i64> {
    let row = reader.one(
        "SELECT count(*) AS total FROM employee_role JOIN employee ON employee.id = employee_role.employee_id
         JOIN role ON role.id = employee_role.role_id
         WHERE role.code = 'administrator' AND employee.active = 1 AND employee.sample = 0",
        &[],
    )?;
    Ok(row.get("total")?)
}

pub fn supervisor_of(reader: &mut Reader, id: i64) -> Result<Option<i64>> {
    let row = reader.maybe("SELECT supervisor_id FROM employee WHERE id = ?1", params![id])?;
    Ok(row.map(|row| row.get::<Option<i64>>("supervisor_id")).transpose()?.flatten())
}
