//! Who is at the desk and what office it is: the first thing a window asks.

use deskbell_core::employees::{self, EmployeeRef};
use deskbell_core::office::Desk;
use deskbell_core::settings::parts::{self, Parts};
use deskbell_core::words::Language;
use deskbell_core::{Error, logins, mailbox, sample, zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The session of a seat.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Session {
    pub employee: Option<EmployeeRef>,
    pub rights: Vec<String>,
    /// One logs in here, and so can lock and log out. Nobody does where one employee works alone without a password.
    pub login: bool,
    pub office_name: String,
    pub language: Language,
    /// No office was made yet.
    pub first_start: bool,
    /// Sample data is in the office.
    pub sample: bool,
    /// A mailbox is set up.
    pub mailbox: bool,
    pub version: String,
    /// The zone in which the office's days are counted.
    pub time_zone: String,
    pub today: String,
    /// Which optional parts are on (K9).
    pub parts: Parts,
    pub now: i64,
}

/// Lets an employee in by login and password (E1, E3). The seat follows the answer.
pub fn log_in(desk: &Desk, login: &str, password: &str) -> Result<Session, Error> {
    let id = logins::log_in(desk.office, login, password)?;
    let rights = desk.read(|reader| employees::rights(reader, id))?;
    get(&Desk { office: desk.office, employee_id: Some(id), rights })
}

/// The session of a desk.
pub fn get(desk: &Desk) -> Result<Session, Error> {
    desk.read(|reader| {
        let (general, tz) = desk.general(reader)?;
        let employee = match desk.employee_id {
            Some(_) => {
                let me = employees::me(desk, reader)?;
                Some(EmployeeRef { id: me.id, name: me.name })
            }
            None => None,
        };
        let first_start = employees::first(reader)?.is_none();
        Ok(Session {
            login: !first_start && employees::without_login(reader)?.is_none(),
            first_start,
            employee,
            rights: desk.rights.iter().map(|right| right.code().to_owned()).collect(),
            office_name: general.office_name,
            language: general.language,
            sample: sample::is_there(reader)?,
            mailbox: mailbox::get(reader)?.is_some(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            time_zone: tz.name().to_owned(),
            today: zone::day(desk.now(), tz),
            parts: parts::get(reader)?,
            now: desk.now(),
        })
    })
}
