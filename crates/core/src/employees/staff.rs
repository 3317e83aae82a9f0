//! The employees as whoever manages them sees them: added, changed, deactivated, never deleted (E1).

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EmployeeRef, login_key, sql};
use crate::office::Desk;
use crate::{Error, Result, clients, logins, phones, roles, settings};

/// An employee with everything but the password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmployeeRow {
    pub id: i64,
    pub login: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Cleaned HTML.
    pub signature: String,
    pub department: String,
    pub supervisor: Option<EmployeeRef>,
    /// Ids of roles.
    pub roles: Vec<i64>,
    /// The name at the computer.
    pub os_login: String,
    /// Whether that name is enough to log in.
    pub os_allowed: bool,
    pub active: bool,
    pub has_password: bool,
    pub sample: bool,
}

/// What is typed into an employee.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct EmployeeFields {
    pub login: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub signature: String,
    pub department: String,
    pub supervisor_id: Option<i64>,
    /// Ids of roles; at least one.
    pub roles: Vec<i64>,
    pub os_login: String,
    pub os_allowed: bool,
}

/// All employees by name, deactivated ones included.
pub fn all(reader: &mut Reader) -> Result<Vec<EmployeeRow>> {
    sql::rows(reader, None)
}

fn get(reader: &mut Reader, id: i64) -> Result<EmployeeRow> {
    sql::rows(reader, Some(id))?.pop().ok_or(Error::NotFound { noun: "employee", id })
}

/// Adds an employee, with a password where one is given.
pub fn add(desk: &Desk, tx: &mut Tx, fields: &EmployeeFields, password: Option<&str>) -> Result<EmployeeRow> {
    let fields = checked(desk, tx, None, fields)?;
    let hash = password.filter(|password| !password.is_empty()).map(logins::hash).transpose()?;
    let id = sql::insert(tx, desk.now(), &fields.login, &fields.name, &fields.signature, false)?;
    sql::update(tx, id, &fields)?;
    sql::set_roles(tx, id, &fields.roles)?;
    sql::set_password(tx, id, hash.as_deref())?;
    tx.record("employee", id, "created", None, Some(settings::json(&fields)?))?;
    get(tx, id)
}

/// Changes an employee.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: &EmployeeFields) -> Result<EmployeeRow> {
    let before = get(tx, id)?;
    let administrators = sql::administrators(tx)?;
    let fields = checked(desk, tx, Some(&before), fields)?;
    sql::update(tx, id, &fields)?;
    sql::set_roles(tx, id, &fields.roles)?;
    keep_administrator(tx, administrators)?;
    tx.record("employee", id, "updated", Some(settings::json(&before)?), Some(settings::json(&fields)?))?;
    get(tx, id)
}

/// Closes the office to an employee from the next command on. What is theirs stays theirs.
pub fn deactivate(tx: &mut Tx, id: i64) -> Result<()> {
    let administrators = sql::administrators(tx)?;
    set_active(tx, id, false)?;
    keep_administrator(tx, administrators)
}

/// Lets a deactivated employee in again.
pub fn activate(tx: &mut Tx, id: i64) -> Result<()> {
    set_active(tx, id, true)
}

fn set_active(tx: &mut Tx, id: i64, active: bool) -> Result<()> {
    if get(tx, id)?.active != active {
        sql::set_active(tx, id, active)?;
        tx.record("employee", id, if active { "activated" } else { "deactivated" }, None, None)?;
    }
    Ok(())
}

/// Gives an employee a password, or none.
pub fn set_password(tx: &mut Tx, id: i64, password: Option<&str>) -> Result<()> {
    get(tx, id)?;
    let hash = password.filter(|password| !password.is_empty()).map(logins::hash).transpose()?;
    store_password(tx, id, hash.as_deref())
}

/// Changes the own password, after the old one was told. It is taken away only where nobody else works here.
pub fn set_my_password(desk: &Desk, old: &str, new: &str) -> Result<()> {
    let (me, alone) = desk.read(|reader| {
        let me = get(reader, desk.me()?)?;
        let others =
            sql::rows(reader, None)?.into_iter().any(|one| one.active && !one.sample && one.id != me.id);
        Ok((me, !others))
    })?;
    logins::check(desk.office, &me.login, old)?;
    let hash = if new.is_empty() && alone { None } else { Some(logins::hash(new)?) };
    desk.write(|tx| store_password(tx, me.id, hash.as_deref()))
}

/// Stores the hash of a password; neither it nor the password is in the log of changes.
pub fn store_password(tx: &mut Tx, id: i64, hash: Option<&str>) -> Result<()> {
    sql::set_password(tx, id, hash)?;
    let what = if hash.is_some() { "password" } else { "password_removed" };
    tx.record("employee", id, what, None, None)?;
    Ok(())
}

/// The office is not left without an administrator where it had one.
fn keep_administrator(reader: &mut Reader, before: i64) -> Result<()> {
    if before > 0 && sql::administrators(reader)? == 0 { Err(Error::LastAdministrator) } else { Ok(()) }
}

/// The fields as they are stored.
fn checked(
    desk: &Desk,
    reader: &mut Reader,
    before: Option<&EmployeeRow>,
    fields: &EmployeeFields,
) -> Result<EmployeeFields> {
    let id = before.map_or(0, |before| before.id);
    let (general, _) = desk.general(reader)?;
    let mut fields = fields.clone();
    fields.name = fields.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if fields.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    fields.department = fields.department.split_whitespace().collect::<Vec<_>>().join(" ");
    for (field, text) in [("name", &fields.name), ("department", &fields.department)] {
        clients::check_length(field, text)?;
    }
    fields.login = checked_login(&fields.login)?;
    fields.os_login = login_key(&fields.os_login);
    fields.os_allowed &= !fields.os_login.is_empty();
    for (column, login) in [("login", &fields.login), ("os_login", &fields.os_login)] {
        if !login.is_empty() && sql::is_taken(reader, column, login, id)? {
            return Err(Error::LoginTaken { login: login.clone() });
        }
    }
    fields.email = fields.email.trim().to_lowercase();
    if !fields.email.is_empty() && !clients::looks_like_address(&fields.email) {
        return Err(Error::BadEmail(fields.email));
    }
    if !fields.phone.trim().is_empty() {
        let phone = phones::read(&fields.phone, &general.country);
        fields.phone = phone.ok_or_else(|| Error::BadPhone(fields.phone.clone()))?.shown;
    }
    fields.signature = deskbell_mail::clean::outgoing(&fields.signature);
    fields.roles.sort_unstable();
    fields.roles.dedup();
    if fields.roles.is_empty() {
        return Err(Error::NoRole);
    }
    for role in &fields.roles {
        roles::get(reader, *role)?;
    }
    let had = before.and_then(|before| before.supervisor.as_ref()).map(|supervisor| supervisor.id);
    super::check_active(reader, fields.supervisor_id, had)?;
    check_supervisor(reader, id, fields.supervisor_id)?;
    Ok(fields)
}

/// A login is one word that can be typed on any keyboard of the office.
fn checked_login(typed: &str) -> Result<String> {
    let login = typed.trim().to_lowercase();
    let fits = (1..=64).contains(&login.chars().count())
        && !login.chars().any(|sign| sign.is_whitespace() || sign.is_control());
    if fits { Ok(login) } else { Err(Error::InvalidLogin(typed.to_owned())) }
}

/// Nobody is above themselves, by however many steps.
fn check_supervisor(reader: &mut Reader, id: i64, supervisor_id: Option<i64>) -> Result<()> {
    let mut above = supervisor_id;
    let mut seen = Vec::new();
    while let Some(one) = above {
        if one == id || seen.contains(&one) {
            return Err(Error::SupervisorCircle);
        }
        seen.push(one);
        above = sql::supervisor_of(reader, one)?;
    }
    Ok(())
}
