//! The sync of the mailbox (M2): newest letters first, resumable at any point, then only what changed.

mod copier;
mod copies;
mod flags;
mod folder;
mod pending;
mod pipeline;
mod placing;
mod ration;
mod suspects;

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use deskbell_mail::imap::{Folder, Idle, Role, Session};
use deskbell_mail::server::Limits;
use deskbell_mail::{MailError, Server};
use serde::Serialize;

pub use suspects::Suspects;

use super::{Line, Signal, Woken};
use crate::mailbox::{self, Mailbox, SyncState, SyncStatus};
use crate::office::Event;
use crate::{Error, Office, Result, notices, outbox};

/// How long the waiting for news lasts before it is renewed; servers cut an IDLE after 29 minutes, routers sooner.
const RENEW: Duration = Duration::from_secs(9 * 60);
/// How often is looked where the server cannot tell by itself.
const POLL: Duration = Duration::from_secs(120);
/// So many passes follow one another at once where letters keep coming; a server whose numbers never agree is then waited
/// for like any other.
const MOST_HURRIED: u32 = 5;
/// Seconds before the line is opened anew after an error.
const BACKOFF: [u64; 6] = [3, 10, 30, 60, 120, 300];

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SyncCounts {
    /// Letters fetched from the server.
    pub letters: u64,
    pub placed: u64,
    pub known: u64,
    pub ignored: u64,
    pub unreadable: u64,
    /// Letters that the server no longer holds.
    pub gone: u64,
    /// Seconds of the whole sync.
    pub seconds: f64,
    /// Seconds of those in which letters were read from the line, without the waiting for the disk.
    pub network_seconds: f64,
}

/// The job: keeps a line to the server, takes in what comes, and opens a new one when it breaks.
pub fn run(office: &Office, signal: &Signal, line: &Line) {
    let mut failures = 0_usize;
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let outcome = session(office, signal, line, &mut failures);
        *line.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match outcome {
            Ok(()) => {
                // No mailbox, or its settings changed: look again when somebody says so.
                set_status(office, |status| {
                    *status = SyncStatus { last_ok: status.last_ok, ..SyncStatus::default() }
                });
                if signal.wait(seen, Duration::from_secs(60)) == Woken::Stopped {
                    return;
                }
            }
            Err(_) if signal.is_stopped() => return,
            Err(error) => {
                log::warn!("sync: {error}");
                if let Err(error) = notices::sync_failed(office, &error, failures) {
                    log::warn!("notices: {error}");
                }
                let seconds = BACKOFF.get(failures.min(BACKOFF.len() - 1)).copied().unwrap_or(300);
                failures += 1;
                let retry_at = office.now() + seconds as i64 * 1000;
                set_status(office, |status| {
                    status.state = SyncState::Waiting;
                    status.error = Some(error.wire());
                    status.retry_at = Some(retry_at);
                });
                if signal.wait(seen, Duration::from_secs(seconds)) == Woken::Stopped {
                    return;
                }
            }
        }
    }
}

/// One line to the server, from login until it breaks or the settings change.
fn session(office: &Office, signal: &Signal, line: &Line, failures: &mut usize) -> Result<()> {
    let desk = office.desk();
    let Some(mailbox) = desk.read(mailbox::get)? else { return Ok(()) };
    set_status(office, |status| status.state = SyncState::Connecting);
    let mut session = open(office, &mailbox)?;
    *line.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.stopper());
    if signal.is_stopped() {
        return Err(Error::Stopped);
    }
    let mut hurried = 0;
    let mut first = true;
    loop {
        pass(office, &mailbox, &mut session)?;
        *failures = 0;
        notices::sync_good(office)?;
        if std::mem::take(&mut first)
            && desk.read(outbox::waits_for_line)?
            && desk.write(outbox::line_is_back)?
        {
            signal.nudge();
        }
        let wait = if session.has("IDLE") { RENEW } else { POLL };
        // What came while the pass was elsewhere is no news any more to the waiting: the server has told it already.
        if has_more(office, &mut session)? && hurried < MOST_HURRIED {
            hurried += 1;
            continue;
        }
        hurried = 0;
        if session.idle(wait)? == Idle::Stopped {
            return Err(Error::Stopped);
        }
        if desk.read(mailbox::get)?.as_ref() != Some(&mailbox) {
            session.close();
            return Ok(());
        }
    }
}

/// Syncs once over a line of its own, until nothing is left to take in.
pub fn once(office: &Office) -> Result<SyncCounts> {
    let desk = office.desk();
    let mailbox = desk.read(mailbox::get)?.ok_or(Error::NoMailbox)?;
    set_status(office, |status| status.state = SyncState::Connecting);
    let outcome = open(office, &mailbox).and_then(|mut session| {
        let counts = pass(office, &mailbox, &mut session)?;
        session.close();
        Ok(counts)
    });
    if let Err(error) = &outcome {
        set_status(office, |status| {
            status.state = SyncState::Waiting;
            status.error = Some(error.wire());
        });
    }
    outcome
}

/// After sending by the command line: puts the copies into Sent and looks for uncertain letters.
pub fn copies_once(office: &Office) -> Result<()> {
    let desk = office.desk();
    let Some(mailbox) = desk.read(mailbox::get)? else { return Ok(()) };
    let mut session = open(office, &mailbox)?;
    let folders = session.folders()?;
    if let Some(sent) = sent_folder(&mailbox, &folders) {
        copies::put(office, &mut session, sent)?;
    }
    session.close();
    Ok(())
}

fn open(office: &Office, mailbox: &Mailbox) -> Result<Session> {
    let password = mailbox::password(&office.desk())?;
    Ok(Session::open(&Server::from(&mailbox.imap), &password, &Limits::default())?)
}

/// One pass over both folders.
fn pass(office: &Office, mailbox: &Mailbox, session: &mut Session) -> Result<SyncCounts> {
    let begun = Instant::now();
    let mut counts = SyncCounts::default();
    pending::finish(office, &mut counts)?;
    let folders = session.folders()?;
    let inbox = folders.iter().find(|folder| folder.role == Some(Role::Inbox));
    let inbox = inbox.ok_or_else(|| MailError::Protocol { detail: "no INBOX".to_owned() })?;
    let known = folder::sync(office, session, inbox, "inbox", &mut counts)?;
    let mut synced = vec![(inbox, known)];
    let mut outcome = Ok(());
    if let Some(sent) = sent_folder(mailbox, &folders) {
        if let Err(error) = copies::put(office, session, sent) {
            // A copy that cannot be put is no failure to send: the next pass tries again.
            log::warn!("copy to Sent: {error}");
            if session.is_broken() {
                return Err(error);
            }
        }
        match folder::sync(office, session, sent, "sent", &mut counts) {
            Err(error) if session.is_broken() => return Err(error),
            Err(error) => outcome = Err(error),
            Ok(known) => synced.push((sent, known)),
        }
    }
    flags::push(office, session, &synced)?;
    outcome?;
    counts.seconds = begun.elapsed().as_secs_f64();
    let unreadable =
        office.desk().read(|reader| Ok(crate::letters::list_unreadable(reader)?.len() as i64))?;
    set_status(office, |status| {
        *status = SyncStatus {
            state: SyncState::Idle,
            last_ok: Some(office.now()),
            unreadable,
            ..SyncStatus::default()
        };
    });
    Ok(counts)
}

fn sent_folder<'a>(mailbox: &Mailbox, folders: &'a [Folder]) -> Option<&'a Folder> {
    let named = mailbox.sent_folder.as_deref().filter(|name| !name.is_empty());
    match named {
        Some(name) => folders.iter().find(|folder| folder.name == name || folder.raw_name == name),
        None => folders.iter().find(|folder| folder.role == Some(Role::Sent) && folder.selectable),
    }
}

/// Opens INBOX for the waiting, and tells whether it holds something else than the last pass found.
fn has_more(office: &Office, session: &mut Session) -> Result<bool> {
    let selected = session.select("INBOX", None)?;
    let known = office.desk().read(mailbox::inbox)?;
    Ok(known.is_some_and(|known| {
        let next = i64::from(selected.uidnext);
        (next > 0 && next != known.uidnext) || i64::from(selected.exists) != known.on_server
    }))
}

/// Tells that the jobs cannot run here for now: another program has them, or the database is locked.
pub(super) fn cannot_run(office: &Office, error: &Error) {
    set_status(office, |status| {
        status.state = SyncState::Waiting;
        status.error = Some(error.wire());
    });
}

/// Changes the status and tells it.
fn set_status(office: &Office, change: impl FnOnce(&mut SyncStatus)) {
    let mut status = office.sync_status.lock().unwrap_or_else(PoisonError::into_inner);
    let before = status.clone();
    change(&mut status);
    let now = status.clone();
    drop(status);
    if now != before {
        office.publish(&Event::Sync(now));
    }
}
