//! Who works here, and what they may do.

mod sql;
mod staff;

pub use staff::{
    EmployeeFields, EmployeeRow, activate, add, all, deactivate, set_my_password, set_password,
    store_password, update,
};

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::office::Desk;
use crate::{Error, Result};

/// What a command may need. Stored by its snake_case name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Sit at the desk at all: see requests, contacts and reminders.
    Work,
    AnswerLetters,
    SeeClients,
    EditClients,
    SendMailings,
    ManageSettings,
    ManageEmployees,
    /// See who changed what and when.
    SeeActivity,
    /// Give out and erase what is kept of one client.
    PersonalData,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 9] = [
        Self::Work,
        Self::AnswerLetters,
        Self::SeeClients,
        Self::EditClients,
        Self::SendMailings,
        Self::ManageSettings,
        Self::ManageEmployees,
        Self::SeeActivity,
        Self::PersonalData,
    ];

    /// Whether the right counts only together with that to see clients: a card that is changed is answered, and a mailing
    /// shows to whom it goes.
    pub fn means_seeing(self) -> bool {
        matches!(self, Self::EditClients | Self::SendMailings | Self::PersonalData)
    }

    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::AnswerLetters => "answer_letters",
            Self::SeeClients => "see_clients",
            Self::EditClients => "edit_clients",
            Self::SendMailings => "send_mailings",
            Self::ManageSettings => "manage_settings",
            Self::ManageEmployees => "manage_employees",
            Self::SeeActivity => "see_activity",
            Self::PersonalData => "personal_data",
        }
    }
}

/// An employee, as other things name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmployeeRef {
    pub id: i64,
    pub name: String,
}

/// What an employee may change about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Me {
    pub id: i64,
    pub name: String,
    /// Cleaned HTML, put under new letters.
    pub signature: String,
    pub email: String,
    pub login: String,
    /// Whether a password is asked of them.
    pub has_password: bool,
}

/// A new employee.
#[derive(Debug, Clone, Default)]
pub struct NewEmployee {
    pub login: String,
    pub name: String,
    pub signature: String,
    /// Role codes: `administrator`, `manager`, `specialist`.
    pub roles: Vec<String>,
    pub sample: bool,
}

/// All active employees by name.
pub fn list(reader: &mut Reader) -> Result<Vec<EmployeeRef>> {
    sql::list(reader)
}

/// Id, name and login of everybody who works here: for whoever looks somebody up by either.
pub(crate) fn names(reader: &mut Reader) -> Result<Vec<(i64, String, String)>> {
    sql::names(reader)
}

/// The active employee of a login.
pub fn by_login(reader: &mut Reader, login: &str) -> Result<Option<EmployeeRef>> {
    sql::by_login(reader, &login_key(login))
}

/// A login as it is stored and compared: large and small letters are the same.
pub fn login_key(login: &str) -> String {
    login.trim().to_lowercase().chars().take(64).collect()
}

/// The employee who sits down without logging in: the office's only one, who has no password (E1). The sample's
/// employees do not count.
pub fn without_login(reader: &mut Reader) -> Result<Option<i64>> {
    sql::without_login(reader)
}

/// The employee whom the administrator lets in by the computer's own login (E1). Windows names it with its domain or
/// computer: where the administrator wrote that too, a user of the same name elsewhere is somebody else.
pub fn by_os_login(reader: &mut Reader, os_login: &str) -> Result<Option<i64>> {
    let name = os_login.rsplit('\\').next().unwrap_or_default();
    if name.trim().is_empty() {
        return Ok(None);
    }
    match sql::by_os_login(reader, &login_key(os_login))? {
        Some(id) => Ok(Some(id)),
        None => sql::by_os_login(reader, &login_key(name)),
    }
}

/// Whether an employee works here; absent where there is no such employee.
pub fn is_active(reader: &mut Reader, id: i64) -> Result<Option<bool>> {
    sql::is_active(reader, id)
}

/// The active employees who have a right by any of their roles.
pub fn with_right(reader: &mut Reader, right: Right) -> Result<Vec<i64>> {
    sql::with_right(reader, right.code())
}

/// Name and e-mail address of an active employee; the address may be empty.
pub fn address_of(reader: &mut Reader, id: i64) -> Result<Option<(String, String)>> {
    sql::address_of(reader, id)
}

/// Refuses to give something to an employee who was deactivated. `before` has it already and may keep it.
pub fn check_active(reader: &mut Reader, id: Option<i64>, before: Option<i64>) -> Result<()> {
    match id.filter(|_| id != before) {
        Some(id) if sql::is_active(reader, id)? == Some(false) => Err(Error::Deactivated),
        _ => Ok(()),
    }
}

/// The first employee of the office: who sits down where nobody has to log in.
pub fn first(reader: &mut Reader) -> Result<Option<EmployeeRef>> {
    sql::first(reader)
}

/// The employee's rights through all their roles.
pub fn rights(reader: &mut Reader, employee_id: i64) -> Result<Vec<Right>> {
    let names = sql::rights(reader, employee_id)?;
    let has = |right: Right| names.iter().any(|name| name == right.code());
    let counts = |right: &Right| has(*right) && (!right.means_seeing() || has(Right::SeeClients));
    Ok(Right::ALL.into_iter().filter(counts).collect())
}

/// Adds an employee with roles.
pub fn create(tx: &mut Tx, now: i64, new: &NewEmployee) -> Result<i64> {
    if new.name.trim().is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    let signature = deskbell_mail::clean::outgoing(&new.signature);
    let id = sql::insert(tx, now, &new.login, new.name.trim(), &signature, new.sample)?;
    for role in &new.roles {
        sql::give_role(tx, id, role)?;
    }
    tx.record(
        "employee",
        id,
        "created",
        None,
        Some(serde_json::json!({ "name": new.name, "roles": new.roles })),
    )?;
    Ok(id)
}

/// The employee who is at the desk.
pub fn me(desk: &Desk, reader: &mut Reader) -> Result<Me> {
    sql::me(reader, desk.me()?)
}

/// Name, phone and e-mail of an employee, as a text names its sender.
pub fn contact_of(reader: &mut Reader, id: i64) -> Result<Option<(String, String, String)>> {
    sql::contact_of(reader, id)
}

/// Changes the own e-mail address; the caller has checked that it looks like one.
pub fn set_my_email(desk: &Desk, tx: &mut Tx, email: &str) -> Result<()> {
    let id = desk.me()?;
    let before = sql::me(tx, id)?;
    sql::set_email(tx, id, email)?;
    let json = |email: &str| Some(serde_json::json!({ "email": email }));
    tx.record("employee", id, "updated", json(&before.email), json(email))?;
    Ok(())
}

/// Changes the own name and signature. The signature is cleaned like any text that goes out.
pub fn update_me(desk: &Desk, tx: &mut Tx, name: &str, signature: &str) -> Result<Me> {
    let id = desk.me()?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    let before = sql::me(tx, id)?;
    sql::update_me(tx, id, name, &deskbell_mail::clean::outgoing(signature))?;
    let after = sql::me(tx, id)?;
    tx.record(
        "employee",
        id,
        "updated",
        Some(crate::settings::json(&before)?),
        Some(crate::settings::json(&after)?),
    )?;
    Ok(after)
}
