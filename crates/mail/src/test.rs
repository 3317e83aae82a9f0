//! Real logins, so that the settings page can say in plain words what is wrong.

use crate::MailError;
use crate::imap::Session;
use crate::server::{Limits, Server};
use crate::smtp::Sender;

/// Logs in and looks into INBOX.
pub fn imap(server: &Server, password: &str) -> Result<(), MailError> {
    let mut session = Session::open(server, password, &Limits::default())?;
    session.select("INBOX", None)?;
    session.close();
    Ok(())
}

/// Logs in; sends nothing.
pub fn smtp(server: &Server, password: &str) -> Result<(), MailError> {
    let sender =
        Sender::open(server, password, &Limits::default(), &mut |_| Ok(())).map_err(|failed| failed.error)?;
    sender.quit();
    Ok(())
}
