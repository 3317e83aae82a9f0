//! A logged-in session: the `imap` crate for single commands, our own for those whose answers are long.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use chrono::DateTime;
use imap::extensions::idle::WaitOutcome;
use imap::types::Flag;

use super::login::{LoggedIn, login};
use super::select::{Reading, quoted};
use super::tap::{Tap, lock};
use super::wire::{Wire, verb};
use super::{
    Fetched, Flags, Flow, Folder, Idle, QResync, Selected, Status, fetch, names, scan, select, sets,
};
use crate::MailError;
use crate::server::socket::Switch;
use crate::server::{Limits, Server};

/// More letters than any mailbox has: where a hostile server claims more, we stop counting.
const MOST: usize = 10_000_000;

/// Ends a session, or only its waiting, from another thread.
#[derive(Clone)]
pub struct Stopper(Switch);

impl Stopper {
    /// Shuts the socket: whatever the session does ends with `MailError::Stopped`.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Ends only the waiting ([`Session::idle`], the present or else the next) within half a second; the session
    /// stays usable.
    pub fn wake(&self) {
        self.0.woken.store(true, Ordering::SeqCst);
    }
}

/// A logged-in session. After any error but `MailError::Command` it is of no more use.
pub struct Session {
    session: imap::Session<Tap>,
    wire: Arc<Mutex<Wire>>,
    capabilities: BTreeSet<String>,
    stopper: Stopper,
    qresync_on: bool,
}

impl Session {
    /// Connects, secures and logs in.
    pub fn open(server: &Server, password: &str, limits: &Limits) -> Result<Session, MailError> {
        let LoggedIn { crate_session, wire, capabilities } = login(server, password, limits)?;
        let stopper = Stopper(lock(&wire).line.switch());
        Ok(Session { session: crate_session, wire, capabilities, stopper, qresync_on: false })
    }

    fn wire(&self) -> MutexGuard<'_, Wire> {
        lock(&self.wire)
    }

    /// What an error of the crate means: the line's own failure, or the server's refusal in its own words.
    fn told<T>(&self, command: &str, result: imap::Result<T>) -> Result<T, MailError> {
        let error = match result {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let mut wire = self.wire();
        if let Some(failure) = &wire.failure {
            return Err(failure.clone());
        }
        Err(match error {
            imap::Error::No(_) | imap::Error::Bad(_) | imap::Error::Append => {
                MailError::Command { command: verb(command), answer: wire.said.clone() }
            }
            imap::Error::Validate(_) => MailError::Command { command: verb(command), answer: String::new() },
            other => {
                let detail: String = other.to_string().chars().take(200).collect();
                wire.broken(MailError::Protocol { detail: format!("{command}: {detail}") })
            }
        })
    }

    /// A handle that ends this session from another thread.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Whether the server has a capability (any letter case).
    pub fn has(&self, capability: &str) -> bool {
        self.capabilities.contains(&capability.to_ascii_uppercase())
    }

    /// Whether the session has failed: open a new one.
    pub fn is_broken(&self) -> bool {
        self.wire().failure.is_some()
    }

    /// All folders.
    pub fn folders(&mut self) -> Result<Vec<Folder>, MailError> {
        let list = self.session.list(Some(""), Some("*"));
        let list = self.told("LIST", list)?;
        let folders = list.iter().map(|entry| {
            let attributes: Vec<String> =
                entry.attributes().iter().map(|attribute| names::attribute(attribute)).collect();
            let name = names::decode(entry.name());
            Folder {
                role: names::role(&attributes, entry.name(), &name),
                selectable: !attributes
                    .iter()
                    .any(|word| matches!(word.as_str(), "\\noselect" | "\\nonexistent")),
                raw_name: entry.name().to_owned(),
                name,
            }
        });
        Ok(folders.collect())
    }

    /// Opens a folder. With `known`, and where the server has QRESYNC, what vanished and changed since comes along.
    pub fn select(&mut self, raw_name: &str, known: Option<QResync>) -> Result<Selected, MailError> {
        if self.has("QRESYNC") && !self.qresync_on {
            // Once, before the first SELECT (RFC 7162, section 3.2.3). The ENABLED list is not to be trusted:
            // what counts is the HIGHESTMODSEQ that SELECT gives.
            match self.wire().run("ENABLE QRESYNC", &mut |_| {}) {
                Err(MailError::Command { .. }) => {}
                other => other?,
            }
            self.qresync_on = true;
        }
        let selected = match known {
            Some(known) if self.has("QRESYNC") => {
                let (uidvalidity, modseq) = (known.uidvalidity.max(1), known.modseq.max(1));
                let command = format!("SELECT {} (QRESYNC ({uidvalidity} {modseq}))", quoted(raw_name)?);
                let mut reading = Reading::default();
                self.wire().run(&command, &mut |data| reading.take(data))?;
                reading.selected
            }
            _ => {
                quoted(raw_name)?;
                let mailbox = self.session.select(raw_name);
                let mailbox = self.told("SELECT", mailbox)?;
                Selected {
                    uidvalidity: mailbox.uid_validity.unwrap_or_default(),
                    uidnext: mailbox.uid_next.unwrap_or_default(),
                    exists: mailbox.exists,
                    modseq: mailbox.highest_mod_seq.filter(|&modseq| modseq > 0),
                    ..Selected::default()
                }
            }
        };
        self.wire().news = false;
        Ok(selected)
    }

    /// A folder's numbers without opening it; works for the open one too.
    pub fn status(&mut self, raw_name: &str) -> Result<Status, MailError> {
        let modseq = if self.has("CONDSTORE") { " HIGHESTMODSEQ" } else { "" };
        let command = format!("STATUS {} (MESSAGES UIDNEXT UIDVALIDITY{modseq})", quoted(raw_name)?);
        let mut status = Status::default();
        self.wire().run(&command, &mut |data| {
            if scan::data_name(data).0 == "STATUS" {
                status = select::status(data);
            }
        })?;
        Ok(status)
    }

    /// The UIDs in a range (`None`: to the end), ascending.
    pub fn uids(&mut self, from: u32, to: Option<u32>) -> Result<Vec<u32>, MailError> {
        let from = from.max(1);
        let to_text = to.map_or_else(|| "*".to_owned(), |to| to.to_string());
        // ESEARCH (RFC 4731) answers a million letters with a few ranges.
        let kind = if self.has("ESEARCH") { "RETURN (ALL) " } else { "" };
        let mut uids = Vec::new();
        self.wire().run(&format!("UID SEARCH {kind}UID {from}:{to_text}"), &mut |data| {
            uids.extend(select::search(data, MOST));
        })?;
        // `5:*` gives the last letter even when it is older than 5.
        uids.retain(|&uid| uid >= from && to.is_none_or(|to| uid <= to));
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// Letters of the open folder, one at a time, as they come from the line. The list's order is kept by groups of
    /// 200: give it newest first and new letters come first. UIDs that are gone are left out in silence. `known`: letters
    /// of the folder that the server gave before; they tell one that refuses some letters from one that refuses all.
    ///
    /// # Errors
    /// `MailError::Command` where the server gives no letter at all; the refused ones are not handed over then.
    pub fn fetch(
        &mut self,
        uids: &[u32],
        known: &[u32],
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        self.wire().fetch(uids, known, each)
    }

    /// Flags of all letters, or of those changed since a modification sequence (CONDSTORE), ascending by UID.
    pub fn flags(&mut self, since: Option<u64>) -> Result<Vec<(u32, Flags)>, MailError> {
        let changed = since.map(|modseq| format!(" (CHANGEDSINCE {})", modseq.max(1))).unwrap_or_default();
        let mut all = Vec::new();
        self.wire().run(&format!("UID FETCH 1:* (UID FLAGS){changed}"), &mut |data| {
            if all.len() < MOST {
                all.extend(fetch::flags(data));
            }
        })?;
        all.sort_unstable_by_key(|(uid, _)| *uid);
        all.dedup_by_key(|(uid, _)| *uid);
        Ok(all)
    }

    /// Sets or removes a flag such as `\Seen`.
    pub fn mark(&mut self, uids: &[u32], flag: &str, on: bool) -> Result<(), MailError> {
        let query = format!("{}FLAGS.SILENT ({flag})", if on { '+' } else { '-' });
        for chunk in sets::chunks(uids, usize::MAX) {
            let stored = self.session.uid_store(&chunk.set, &query);
            self.told("UID STORE", stored)?;
        }
        Ok(())
    }

    /// Stores a letter; gives its UID where the server tells it (UIDPLUS).
    pub fn append(
        &mut self,
        raw_name: &str,
        raw: &[u8],
        seen: bool,
        at_ms: i64,
    ) -> Result<Option<u32>, MailError> {
        let name = select::escaped(raw_name)?;
        let mut append = self.session.append(&name, raw);
        if seen {
            append.flag(Flag::Seen);
        }
        if let Some(at) = DateTime::from_timestamp_millis(at_ms) {
            append.internal_date(at.fixed_offset());
        }
        let appended = append.finish();
        let appended = self.told("APPEND", appended)?;
        let first = appended.uids.and_then(|uids| uids.into_iter().next());
        Ok(first.map(|member| select::first_uid(&member)))
    }

    /// UIDs of letters with this Message-ID (no <>), in a folder (which is then the open one) or in the open one.
    pub fn find(&mut self, raw_name: Option<&str>, message_id: &str) -> Result<Vec<u32>, MailError> {
        if let Some(raw_name) = raw_name {
            self.select(raw_name, None)?;
        }
        let query = format!("HEADER Message-ID {}", quoted(message_id)?);
        let found = self.session.uid_search(query);
        let mut uids: Vec<u32> = self.told("UID SEARCH", found)?.into_iter().collect();
        uids.sort_unstable();
        Ok(uids)
    }

    /// Waits for news in the open folder; without IDLE it only waits. News that came with the answer to an earlier
    /// command end it at once. Compare UIDNEXT ([`Session::status`]) after it whatever it says.
    pub fn idle(&mut self, max: Duration) -> Result<Idle, MailError> {
        if std::mem::take(&mut self.wire().news) {
            return Ok(Idle::Changed);
        }
        let outcome = if self.has("IDLE") { self.wait_by_idle(max) } else { self.wait_blind(max) };
        let switch = &self.stopper.0;
        if switch.stopped.load(Ordering::SeqCst) {
            return Ok(Idle::Stopped);
        }
        let changed = outcome?;
        if std::mem::take(&mut self.wire().news) || changed {
            return Ok(Idle::Changed);
        }
        let woken = switch.woken.swap(false, Ordering::SeqCst);
        Ok(if woken { Idle::Woken } else { Idle::TimedOut })
    }

    fn wait_by_idle(&mut self, max: Duration) -> Result<bool, MailError> {
        let outcome = {
            let mut handle = self.session.idle();
            handle.timeout(max).keepalive(false);
            handle.wait_while(|_| false)
            // The handle says DONE when it is dropped, and hides whether that failed.
        };
        if let Some(failure) = &self.wire().failure {
            return Err(failure.clone());
        }
        let outcome = self.told("IDLE", outcome)?;
        Ok(outcome == WaitOutcome::MailboxChanged)
    }

    /// Sleeps in slices; a stop or a call ends it.
    fn wait_blind(&mut self, max: Duration) -> Result<bool, MailError> {
        const SLICE: Duration = Duration::from_millis(250);
        let until = Instant::now() + max;
        let switch = &self.stopper.0;
        while !switch.stopped.load(Ordering::SeqCst) && !switch.woken.load(Ordering::SeqCst) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            std::thread::sleep(left.min(SLICE));
        }
        Ok(false)
    }

    /// Asks for a sign of life, and for news.
    pub fn noop(&mut self) -> Result<(), MailError> {
        let result = self.session.noop();
        self.told("NOOP", result)
    }

    /// Logs out; errors no longer matter.
    pub fn close(self) {
        let mut wire = self.wire();
        wire.limits.answer = Duration::from_secs(2);
        // The server answers BYE first, which ends the reading.
        let _ = wire.run("LOGOUT", &mut |_| {});
    }
}
