//! Roles: named bundles of rights. Three are shipped; offices change them and add their own (E2).

mod sql;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::employees::Right;
use crate::{Error, Result, clients, settings};

/// The shipped role that keeps the office governable.
pub const ADMINISTRATOR: &str = "administrator";

/// A role with what it allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Role {
    pub id: i64,
    /// Of a shipped role: `administrator`, `manager` or `specialist`. It is named by the window's language unless the
    /// office gave it a name.
    pub code: Option<String>,
    pub name: String,
    pub rights: Vec<Right>,
    /// How many active employees have it.
    pub employees: i64,
}

/// What is typed into a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleFields {
    /// May be empty for a shipped role.
    pub name: String,
    pub rights: Vec<Right>,
}

/// All roles, the shipped ones first.
pub fn list(reader: &mut Reader) -> Result<Vec<Role>> {
    sql::list(reader)
}

/// One role.
pub fn get(reader: &mut Reader, id: i64) -> Result<Role> {
    sql::list(reader)?.into_iter().find(|role| role.id == id).ok_or(Error::NotFound { noun: "role", id })
}

/// Adds a role of the office's own.
pub fn create(tx: &mut Tx, fields: &RoleFields) -> Result<Role> {
    let fields = checked(tx, None, None, fields)?;
    let id = sql::insert(tx, &fields.name)?;
    sql::set_rights(tx, id, &fields.rights)?;
    tx.record("role", id, "created", None, Some(settings::json(&fields)?))?;
    get(tx, id)
}

/// Changes a role; its employees have the new rights with their next command.
pub fn update(tx: &mut Tx, id: i64, fields: &RoleFields) -> Result<Role> {
    let before = get(tx, id)?;
    let fields = checked(tx, Some(id), before.code.as_deref(), fields)?;
    sql::set_name(tx, id, &fields.name)?;
    sql::set_rights(tx, id, &fields.rights)?;
    tx.record("role", id, "updated", Some(settings::json(&before)?), Some(settings::json(&fields)?))?;
    get(tx, id)
}

/// Removes a role of the office's own that no employee has.
pub fn remove(tx: &mut Tx, id: i64) -> Result<()> {
    let before = get(tx, id)?;
    if before.code.is_some() {
        return Err(Error::RoleShipped);
    }
    let count = sql::holders(tx, id)?;
    if count > 0 {
        return Err(Error::RoleInUse { count });
    }
    sql::remove(tx, id)?;
    tx.record("role", id, "removed", Some(settings::json(&before)?), None)?;
    Ok(())
}

/// The fields as they are stored: every role lets one sit at the desk, and editing clients or writing to them in a mailing
/// means seeing them. The administrator's role always manages employees and never writes to clients: whoever does both
/// has two roles.
fn checked(
    reader: &mut Reader,
    id: Option<i64>,
    code: Option<&str>,
    fields: &RoleFields,
) -> Result<RoleFields> {
    let name = fields.name.split_whitespace().collect::<Vec<_>>().join(" ");
    clients::check_length("name", &name)?;
    if name.is_empty() && code.is_none() {
        return Err(Error::EmptyText { field: "name" });
    }
    if !name.is_empty() && sql::is_named(reader, &name, id.unwrap_or(0))? {
        return Err(Error::RoleNamed { name });
    }
    let given = |right: Right| fields.rights.contains(&right);
    let writes = given(Right::AnswerLetters) || given(Right::SendMailings);
    if code == Some(ADMINISTRATOR) && (!given(Right::ManageEmployees) || writes) {
        return Err(Error::RoleFixed);
    }
    let rights = Right::ALL
        .into_iter()
        .filter(|right| match right {
            Right::Work => true,
            Right::SeeClients => {
                given(Right::SeeClients) || fields.rights.iter().any(|right| right.means_seeing())
            }
            right => given(*right),
        })
        .collect();
    Ok(RoleFields { name, rights })
}
