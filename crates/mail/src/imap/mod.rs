//! Reading a mailbox over IMAP (RFC 3501, with 2177, 4731, 6154 and 7162 where the server has them).
//!
//! The server is not trusted: [`wire`] bounds what it can send, [`tap`] makes it fit for the `imap` crate, and
//! [`fetch`] reads letters past the crate for speed.

mod alone;
mod fetch;
mod login;
mod names;
mod scan;
mod select;
mod session;
mod sets;
mod tap;
mod wire;

pub use session::{Session, Stopper};

use crate::MailError;

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
    /// The server did not give it, although it was asked for it alone and several times: `raw` is empty.
    pub refused: Option<MailError>,
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
