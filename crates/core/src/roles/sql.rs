//! SQL of roles.

use deskbell_store::{Reader, Tx, params};

use super::Role;
use crate::Result;
use crate::employees::Right;

pub fn list(reader: &mut Reader) -> Result<Vec<Role>> {
    let rows = reader.all(
        "SELECT role.id, role.code, role.name,
            (SELECT count(*) FROM employee_role JOIN employee ON employee.id = employee_role.employee_id
             WHERE employee_role.role_id = role.id AND employee.active = 1) AS employees
         FROM role ORDER BY CASE WHEN role.code IS NULL THEN 1 ELSE 0 END, role.id",
        &[],
    )?;
    let granted = reader.all("SELECT role_id, granted FROM role_right", &[])?;
    let granted: Vec<(i64, String)> =
        granted.iter().map(|row| Ok((row.get("role_id")?, row.get("granted")?))).collect::<Result<_>>()?;
    rows.iter()
        .map(|row| {
            let id: i64 = row.get("id")?;
            let has = |right: &Right| granted.iter().any(|(role, name)| *role == id && name == right.code());
            Ok(Role {
                id,
                code: row.get("code")?,
                name: row.get("name")?,
                rights: Right::ALL.into_iter().filter(has).collect(),
                employees: row.get("employees")?,
            })
        })
        .collect()
}

/// Whether another role has this name.
pub fn is_named(reader: &mut Reader, name: &str, but: i64) -> Result<bool> {
    let row = reader.maybe(
        "SELECT 1 AS yes FROM role WHERE lower(name) = ?1 AND id <> ?2",
        params![name.to_lowercase(), but],
    )?;
    Ok(row.is_some())
}

/// How many employees have a role, deactivated ones included.
pub fn holders(reader: &mut Reader, id: i64) -> Result<i64> {
    let row = reader.one("SELECT count(*) AS total FROM employee_role WHERE role_id = ?1", params![id])?;
    Ok(row.get("total")?)
}

pub fn insert(tx: &mut Tx, name: &str) -> Result<i64> {
    Ok(tx.insert("INSERT INTO role (name) VALUES (?1)", params![name])?)
}

pub fn set_name(tx: &mut Tx, id: i64, name: &str) -> Result<()> {
    tx.run("UPDATE role SET name = ?2 WHERE id = ?1", params![id, name])?;
    Ok(())
}

pub fn set_rights(tx: &mut Tx, id: i64, rights: &[Right]) -> Result<()> {
    tx.run("DELETE FROM role_right WHERE role_id = ?1", params![id])?;
    for right in rights {
        tx.run("INSERT INTO role_right (role_id, granted) VALUES (?1, ?2)", params![id, right.code()])?;
    }
    Ok(())
}

pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run("DELETE FROM role WHERE id = ?1", params![id])?;
    Ok(())
}
