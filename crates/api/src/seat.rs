//! Who sits at a seat: the window's, or a run of the command line. It lives as long as the process does.

use std::sync::{Mutex, PoisonError};

use deskbell_core::{Error, employees};
use deskbell_store::Reader;
use serde_json::Value as Json;

/// A seat and who has taken it.
pub(crate) struct Seat {
    by: By,
    state: Mutex<State>,
}

/// How one comes to sit here without a password.
enum By {
    /// Whoever starts the command line reads the office's data anyway: they name an employee, or act as the first.
    Hand(Option<String>),
    /// The window: the office's only employee without a password, or whom the computer's own login lets in.
    Window { os_login: Option<String> },
}

#[derive(Clone, Copy)]
enum State {
    /// Nobody has logged in or out here yet.
    Fresh,
    At(i64),
    /// Somebody, who is named where it is known, locked or logged out: from here on only a password helps.
    Left(Option<i64>),
}

impl Seat {
    pub(crate) fn by_hand(login: Option<String>) -> Self {
        Self { by: By::Hand(login), state: Mutex::new(State::Fresh) }
    }

    pub(crate) fn window(os_login: Option<String>) -> Self {
        Self { by: By::Window { os_login }, state: Mutex::new(State::Fresh) }
    }

    /// Who sits here now. An employee who was deactivated sits here no longer.
    pub(crate) fn employee(&self, reader: &mut Reader) -> Result<Option<i64>, Error> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::At(id) = *state {
            if employees::is_active(reader, id)? == Some(true) {
                return Ok(Some(id));
            }
            *state = State::Left(None);
        }
        match (&self.by, *state) {
            (By::Hand(Some(login)), _) => Ok(Some(
                employees::by_login(reader, login)?
                    .ok_or_else(|| Error::NoSuchLogin { login: login.clone() })?
                    .id,
            )),
            (By::Hand(None), _) => Ok(employees::first(reader)?.map(|first| first.id)),
            (By::Window { .. }, State::Left(_)) => Ok(None),
            (By::Window { os_login }, _) => {
                let mut found = employees::without_login(reader)?;
                if let (None, Some(os_login)) = (found, os_login) {
                    found = employees::by_os_login(reader, os_login)?;
                }
                // Whoever sits stays, though a second employee comes to be meanwhile.
                if let Some(id) = found {
                    *state = State::At(id);
                }
                Ok(found)
            }
        }
    }

    /// Follows a command that went well: the session is this process's alone, so that no table knows it. A seat by hand
    /// stays whose it is, and there is nothing to lock where nobody logs in.
    pub(crate) fn follow(&self, reader: &mut Reader, command: &str, answer: &Json) -> Result<(), Error> {
        if matches!(self.by, By::Hand(_)) {
            return Ok(());
        }
        let next = match command {
            "session.login" => {
                answer.pointer("/employee/id").and_then(Json::as_i64).map_or(State::Left(None), State::At)
            }
            "session.logout" | "session.lock" if employees::without_login(reader)?.is_none() => {
                State::Left(self.last())
            }
            _ => return Ok(()),
        };
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// Who sits here, or sat here last.
    pub(crate) fn last(&self) -> Option<i64> {
        match *self.state.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Fresh => None,
            State::At(id) => Some(id),
            State::Left(id) => id,
        }
    }
}
