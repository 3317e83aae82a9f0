//! The door to the office: every command once, with its right, its request and its answer.
//!
//! The window, the command line and the tests all come in by [`Api::dispatch`]; nothing else reaches the core.

mod args;
mod backup;
mod seat;
mod session;
mod table;
#[cfg(test)]
mod tests;
mod typescript;
mod wire;

use std::sync::Arc;

use deskbell_core::employees::{self, Right};
use deskbell_core::office::Desk;
use deskbell_core::settings::parts::{self, Part};
use deskbell_core::{Error, Office};
use serde_json::Value as Json;

use seat::Seat;

pub use deskbell_core::WireError;
pub use session::Session;
pub use table::{CommandInfo, commands};
pub use typescript::typescript;
pub use wire::{ChangedRow, OpenPlace};

/// What a command needs of the one who calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it works before anybody is logged in, and shows nothing of the office's data.
    Nothing,
    /// A right of the employee at the desk.
    Of(Right),
}

impl Need {
    /// The right's stored name, `nothing` where none is needed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Of(right) => right.code(),
        }
    }
}

/// Takes NUL out of every text: nobody types it, PostgreSQL keeps no text with it, and both engines are to do the same.
fn without_nul(args: &mut Json) {
    match args {
        Json::String(text) if text.contains('\0') => text.retain(|sign| sign != '\0'),
        Json::Array(list) => list.iter_mut().for_each(without_nul),
        Json::Object(map) => map.values_mut().for_each(without_nul),
        _ => {}
    }
}

/// One seat at the office: the window's, or a run of the command line.
pub struct Api {
    office: Arc<Office>,
    seat: Seat,
    strict: bool,
}

impl Api {
    /// The seat of a command line; with a login, that employee's, otherwise the first one's.
    pub fn new(office: Arc<Office>, login: Option<String>) -> Self {
        Self { office, seat: Seat::by_hand(login), strict: false }
    }

    /// The same seat for requests that somebody types: a key that the command does not know is refused, for it is misspelt.
    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// The seat of a window, where one logs in (E1), with the name that its user has at this computer.
    pub fn window(office: Arc<Office>, os_login: Option<String>) -> Self {
        Self { office, seat: Seat::window(os_login), strict: false }
    }

    /// The office behind the door.
    pub fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// Who sits here, or sat here before it was locked.
    pub fn sat_last(&self) -> Option<i64> {
        self.seat.last()
    }

    /// Runs a command by name. The right is checked here, anew at every call: one that was taken away while the
    /// window is open counts at once.
    pub fn dispatch(&self, name: &str, args: Json) -> Result<Json, WireError> {
        self.run(name, args).map_err(|error| {
            log::debug!("{name}: {error}");
            error.wire()
        })
    }

    fn run(&self, name: &str, args: Json) -> Result<Json, Error> {
        let desk = self.desk()?;
        let need = table::need(name).ok_or_else(|| Error::NoSuchCommand(name.to_owned()))?;
        if let Need::Of(right) = need {
            desk.me()?;
            if !desk.may(right) {
                return Err(Error::Forbidden(right.code()));
            }
        }
        if let Some(part) = Part::of_command(name) {
            desk.read(|reader| parts::need(reader, part))?;
        }
        let mut args = if args.is_null() { Json::Object(serde_json::Map::new()) } else { args };
        without_nul(&mut args);
        let answer = table::run(&desk, name, args, self.strict)?;
        if name.starts_with("session.") {
            self.office.db.read(|reader| self.seat.follow(reader, name, &answer))?;
        }
        Ok(answer)
    }

    /// The desk of whoever sits here now.
    pub fn desk(&self) -> Result<Desk<'_>, Error> {
        let office: &Office = &self.office;
        let (employee_id, rights) = office.db.read(|reader| {
            let Some(id) = self.seat.employee(reader)? else { return Ok((None, Vec::new())) };
            Ok::<_, Error>((Some(id), employees::rights(reader, id)?))
        })?;
        Ok(Desk { office, employee_id, rights })
    }
}
