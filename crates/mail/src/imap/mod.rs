//! Reading a mailbox over IMAP.

use std::time::Duration;

use crate::MailError;
use crate::server::{Limits, Server};

/// A folder of the mailbox.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Folder {
    /// The name for people, decoded.
    pub name: String,
    /// The name for the server.
    pub raw_name: String,
    pub role: Option<Role>,
    /// False for a mere branch that holds no letters.
    pub selectable: bool,
}

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Inbox,
    Sent,
    Drafts,
    Trash,
    Junk,
    Archive,
    /// Gmail's "All Mail": everything once more.
    All,
}

/// The two flags that Deskbell keeps in step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    pub seen: bool,
    pub answered: bool,
}

/// What a client knows of a folder from the last time (RFC 7162).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QResync {
    pub uidvalidity: u32,
    pub modseq: u64,
}

/// A folder as it was when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    pub uidvalidity: u32,
    pub uidnext: u32,
    pub exists: u32,
    pub modseq: Option<u64>,
    /// With QRESYNC: UIDs gone since.
    pub vanished: Vec<u32>,
    /// With QRESYNC: flags changed since.
    pub flags: Vec<(u32, Flags)>,
}

/// A folder's numbers without opening it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    pub uidvalidity: u32,
    pub uidnext: u32,
    pub exists: u32,
    pub modseq: Option<u64>,
}

/// One letter as the server gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    pub uid: u32,
    pub seen: bool,
    pub answered: bool,
    /// All flags as the server wrote them.
    pub flags: Vec<String>,
    /// When the server received it, unix milliseconds.
    pub internal_ms: i64,
    /// RFC822.SIZE, or the bytes received where the server gave none.
    pub size: u32,
    pub raw: Vec<u8>,
    /// Larger than `Limits::letter`: drained, `raw` is empty.
    pub too_big: bool,
}

/// Whether to go on with the next letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    Go,
    Stop,
}

/// Why waiting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Something happened in the folder.
    Changed,
    /// The given time is over: renew.
    TimedOut,
    /// `Stopper::wake` was called: the session goes on.
    Woken,
    /// `Stopper::stop` was called: the session is over.
    Stopped,
}

/// Ends a session, or only its waiting, from another thread.
#[derive(Clone)]
pub struct Stopper {}

impl Stopper {
    /// Shuts the socket: whatever the session does ends with `MailError::Stopped`.
    pub fn stop(&self) {}

    /// Ends only the waiting (`Session::idle`) within half a second; the session stays usable.
    pub fn wake(&self) {}
}

/// A logged-in session.
pub struct Session {}

impl Session {
    /// Connects, secures and logs in.
    pub fn open(server: &Server, password: &str, limits: &Limits) -> Result<Session, MailError> {
        let _ = (server, password, limits);
        Err(MailError::Stopped)
    }

    /// A handle that ends this session from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper {}
    }

    /// Whether the server has a capability (any letter case).
    pub fn has(&self, capability: &str) -> bool {
        let _ = capability;
        false
    }

    /// All folders.
    pub fn folders(&mut self) -> Result<Vec<Folder>, MailError> {
        Err(MailError::Stopped)
    }

    /// Opens a folder.
    pub fn select(&mut self, raw_name: &str, known: Option<QResync>) -> Result<Selected, MailError> {
        let _ = (raw_name, known);
        Err(MailError::Stopped)
    }

    /// A folder's numbers without opening it; works for the open one too.
    pub fn status(&mut self, raw_name: &str) -> Result<Status, MailError> {
        let _ = raw_name;
        Err(MailError::Stopped)
    }

    /// The UIDs in a range (`None`: to the end), ascending.
    pub fn uids(&mut self, from: u32, to: Option<u32>) -> Result<Vec<u32>, MailError> {
        let _ = (from, to);
        Err(MailError::Stopped)
    }

    /// Letters of the open folder, one at a time.
    pub fn fetch(&mut self, uids: &[u32], each: &mut dyn FnMut(Fetched) -> Flow) -> Result<(), MailError> {
        let _ = (uids, each);
        Err(MailError::Stopped)
    }

    /// Flags of all letters, or of those changed since a modification sequence (CONDSTORE).
    pub fn flags(&mut self, since: Option<u64>) -> Result<Vec<(u32, Flags)>, MailError> {
        let _ = since;
        Err(MailError::Stopped)
    }

    /// Sets or removes a flag such as `\Seen`.
    pub fn mark(&mut self, uids: &[u32], flag: &str, on: bool) -> Result<(), MailError> {
        let _ = (uids, flag, on);
        Err(MailError::Stopped)
    }

    /// Stores a letter; gives its UID where the server tells it (UIDPLUS).
    pub fn append(
        &mut self,
        raw_name: &str,
        raw: &[u8],
        seen: bool,
        at_ms: i64,
    ) -> Result<Option<u32>, MailError> {
        let _ = (raw_name, raw, seen, at_ms);
        Err(MailError::Stopped)
    }

    /// UIDs of letters with this Message-ID (no <>), in a folder or in the open one.
    pub fn find(&mut self, raw_name: Option<&str>, message_id: &str) -> Result<Vec<u32>, MailError> {
        let _ = (raw_name, message_id);
        Err(MailError::Stopped)
    }

    /// Waits for news in the open folder.
    pub fn idle(&mut self, max: Duration) -> Result<Idle, MailError> {
        let _ = max;
        Err(MailError::Stopped)
    }

    /// Asks for a sign of life.
    pub fn noop(&mut self) -> Result<(), MailError> {
        Err(MailError::Stopped)
    }

    /// Logs out; errors no longer matter.
    pub fn close(self) {}
}
