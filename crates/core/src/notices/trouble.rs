//! A mailbox that cannot be synced is told once, until it is good again. A line that breaks and comes back is nothing to
//! tell of; what nobody but a person can mend is told at once.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::{Error, Office, Result, settings};

const KEY: &str = "sync_trouble";
/// So long a server or a network may be away before somebody is told.
const PATIENCE: i64 = 15 * 60 * 1000;
/// Errors that no waiting mends.
const BY_HAND: [&str; 12] = [
    "wrong_password",
    "app_password_needed",
    "browser_login_needed",
    "login_disabled",
    "imap_off",
    "certificate",
    "no_password",
    "no_keyring",
    "keyring_locked",
    "not_imap",
    "unknown_host",
    "start_tls_missing",
];

/// Kept in the office, so that a restart does not tell it anew.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Trouble {
    since: i64,
    told: bool,
}

/// Notes that the mailbox could not be synced, for the `failures`th time in a row.
pub(crate) fn sync_failed(office: &Office, error: &Error, failures: usize) -> Result<()> {
    let desk = office.desk();
    let now = desk.now();
    let known: Option<Trouble> = desk.read(|reader| settings::value(reader, KEY))?;
    // An unknown host is a missing network as often as a mistyped name.
    let by_hand = BY_HAND.contains(&error.code()) && (error.code() != "unknown_host" || failures > 3);
    if known.is_none() && failures < 3 && !by_hand {
        return Ok(());
    }
    let trouble = known.unwrap_or(Trouble { since: now, told: false });
    // A clock that was set back does not make it new.
    let since = trouble.since.min(now);
    let tell = !trouble.told && (by_hand || now - since >= PATIENCE);
    if known.is_some() && !tell {
        return Ok(());
    }
    desk.write(|tx| {
        if tell {
            super::tell(tx, &Event::SyncFailed { since: trouble.since, error: &error.wire() })?;
        }
        settings::set(tx, KEY, &Trouble { told: tell || trouble.told, ..trouble })
    })
}

/// Notes that the mailbox was synced.
pub(crate) fn sync_good(office: &Office) -> Result<()> {
    let desk = office.desk();
    let known: Option<Trouble> = desk.read(|reader| settings::value(reader, KEY))?;
    if known.is_some() { desk.write(|tx| settings::unset(tx, KEY)) } else { Ok(()) }
}
