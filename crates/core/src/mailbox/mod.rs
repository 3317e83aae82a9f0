//! The office's one mailbox: its settings, its folders, and the accounts of what the server holds (M1, M2, M4).

mod sql;

use deskbell_mail::{MailError, Server, providers};
use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use sql::{
    FlagChange, Folder, OnServer, Pending, add_server_letter, came_after_all, drop_gone, fetch_again,
    flag_changes, folder, follow_seen, forget_flag, give_up_flag, given, inbox, known_uids, link, pending,
    reset_folder, set_erased, set_flags, set_folder_state, set_on_server, set_told, tried, upsert_folder,
};

use crate::office::Desk;
use crate::secrets::Place;
use crate::{Error, Result, WireError, clients, settings};

const SECRET: &str = "mailbox";

/// How a connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    Tls,
    StartTls,
    /// Only after an explicit warning.
    Plain,
}

/// One server of the mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "Server")]
pub struct Host {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: String,
    /// SHA-256 of a self-signed certificate that somebody trusted, in hex.
    pub fingerprint: Option<String>,
}

impl From<&Host> for Server {
    fn from(host: &Host) -> Self {
        use deskbell_mail::Security as Wire;
        let security = match host.security {
            Security::Tls => Wire::Tls,
            Security::StartTls => Wire::StartTls,
            Security::Plain => Wire::Plain,
        };
        Self {
            host: host.host.clone(),
            port: host.port,
            security,
            user: host.user.clone(),
            fingerprint: host.fingerprint.clone(),
        }
    }
}

impl From<Server> for Host {
    fn from(server: Server) -> Self {
        use deskbell_mail::Security as Wire;
        let security = match server.security {
            Wire::Tls => Security::Tls,
            Wire::StartTls => Security::StartTls,
            Wire::Plain => Security::Plain,
        };
        Self {
            host: server.host,
            port: server.port,
            security,
            user: server.user,
            fingerprint: server.fingerprint,
        }
    }
}

/// The mailbox. The password is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mailbox {
    pub address: String,
    /// Shown as the sender of our letters; the employee's and office's name where it is empty.
    pub name: String,
    pub imap: Host,
    pub smtp: Host,
    /// The folder for copies; found by its role where it is not named.
    pub sent_folder: Option<String>,
    /// The provider puts the copy into Sent itself.
    pub saves_sent: bool,
    #[serde(default)]
    pub has_password: bool,
    #[serde(default = "nowhere")]
    pub password_place: Place,
}

fn nowhere() -> Place {
    Place::None
}

/// What is known of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    pub known: bool,
    pub provider: Option<String>,
    pub app_password: bool,
    pub help_url: Option<String>,
    pub saves_sent: bool,
    pub imap: Host,
    pub smtp: Host,
}

/// What the connection test found; nothing where it went well.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TestReport {
    pub imap: Option<WireError>,
    pub smtp: Option<WireError>,
}

/// What the sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// No mailbox, or not running.
    #[default]
    Off,
    /// Connected, with nothing to do.
    Idle,
    Connecting,
    Syncing,
    /// After an error, until `retry_at`.
    Waiting,
}

/// Where the sync stands (M2).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncStatus {
    pub state: SyncState,
    /// Letters taken in of those to be taken in by this pass.
    pub done: i64,
    pub total: i64,
    /// Letters a second.
    pub rate: f64,
    pub seconds_left: Option<f64>,
    pub last_ok: Option<i64>,
    pub error: Option<WireError>,
    pub retry_at: Option<i64>,
    pub unreadable: i64,
}

/// The accounts of one folder: the last four add up to the first (M4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Account {
    pub folder: String,
    pub server: i64,
    pub in_requests: i64,
    pub ignored: i64,
    pub unreadable: i64,
    /// Still to be taken in.
    pub missing: i64,
}

/// The mailbox as it is stored; `None` before it is set up.
pub fn get(reader: &mut Reader) -> Result<Option<Mailbox>> {
    settings::value(reader, "mailbox")
}

/// The mailbox with where its password lies, for the settings page.
pub fn shown(desk: &Desk, reader: &mut Reader) -> Result<Option<Mailbox>> {
    let Some(mut mailbox) = get(reader)? else { return Ok(None) };
    // A locked or absent keyring is no reason to hide the settings.
    if let Ok(Some((_, place))) = desk.office.secrets.get(SECRET) {
        (mailbox.has_password, mailbox.password_place) = (true, place);
    }
    Ok(Some(mailbox))
}

/// The mailbox's own address in lower case; empty before it is set up.
pub fn own_address(reader: &mut Reader) -> Result<String> {
    Ok(get(reader)?.map(|mailbox| mailbox.address.to_lowercase()).unwrap_or_default())
}

/// The mailbox's password.
pub fn password(desk: &Desk) -> Result<String> {
    desk.office.secrets.get(SECRET)?.map(|(password, _)| password).ok_or(Error::NoPassword)
}

/// What servers an address is likely to have.
pub fn suggest(address: &str) -> Result<Suggestion> {
    let address = address.trim();
    if !clients::looks_like_address(address) {
        return Err(Error::BadEmail(address.to_owned()));
    }
    let found = providers::discover(address);
    Ok(Suggestion {
        known: found.known,
        provider: found.provider.map(str::to_owned),
        app_password: found.app_password,
        help_url: found.help_url.map(str::to_owned),
        saves_sent: found.saves_sent,
        imap: found.imap.into(),
        smtp: found.smtp.into(),
    })
}

/// Logs in to both servers and says what is wrong. Without a password the stored one is tried.
pub fn test(desk: &Desk, mailbox: &Mailbox, password: Option<&str>) -> Result<TestReport> {
    let password = match password {
        Some(typed) => typed.to_owned(),
        None => self::password(desk)?,
    };
    let wire =
        |result: std::result::Result<(), MailError>| result.err().map(|error| Error::Mail(error).wire());
    Ok(TestReport {
        imap: wire(deskbell_mail::test::imap(&Server::from(&mailbox.imap), &password)),
        smtp: wire(deskbell_mail::test::smtp(&Server::from(&mailbox.smtp), &password)),
    })
}

/// Stores the mailbox, and the password where one is given: first the password, so that no mailbox stands without. The
/// keyring may ask its user: nothing else waits for that.
pub fn save(desk: &Desk, mailbox: &Mailbox, password: Option<&str>, in_file: bool) -> Result<()> {
    let mailbox = checked(mailbox)?;
    if let Some(password) = password {
        desk.office.secrets.set(SECRET, password, in_file)?;
    }
    desk.write(|tx| {
        let before = get(tx)?;
        settings::set(tx, "mailbox", &mailbox)?;
        // Another account has other letters under the same folder names.
        if before
            .as_ref()
            .is_some_and(|old| old.imap.host != mailbox.imap.host || old.imap.user != mailbox.imap.user)
        {
            sql::forget_folders(tx)?;
        }
        let before = before.map(|mailbox| settings::json(&mailbox)).transpose()?;
        tx.record("mailbox", 0, "saved", before, Some(settings::json(&mailbox)?))?;
        Ok(())
    })
}

fn checked(mailbox: &Mailbox) -> Result<Mailbox> {
    let mut mailbox = mailbox.clone();
    mailbox.address = mailbox.address.trim().to_owned();
    if !clients::looks_like_address(&mailbox.address) {
        return Err(Error::BadEmail(mailbox.address));
    }
    for (field, host) in [("imap_host", &mailbox.imap), ("smtp_host", &mailbox.smtp)] {
        if host.host.trim().is_empty() {
            return Err(Error::EmptyText { field });
        }
    }
    (mailbox.has_password, mailbox.password_place) = (false, Place::None);
    Ok(mailbox)
}

/// Forgets the mailbox and its password. The letters stay.
pub fn remove(desk: &Desk) -> Result<()> {
    desk.write(|tx| {
        let before = get(tx)?.map(|mailbox| settings::json(&mailbox)).transpose()?;
        settings::unset(tx, "mailbox")?;
        sql::forget_folders(tx)?;
        tx.record("mailbox", 0, "removed", before, None)?;
        Ok(())
    })?;
    desk.office.secrets.remove(SECRET)
}

/// What placing a letter of a folder needs to know of the folder.
#[derive(Debug, Clone)]
pub(crate) struct FolderContext {
    pub id: i64,
    pub name: String,
    /// The folder of sent letters.
    pub sent: bool,
    /// While the folder is synced for the first time: older letters come in as archive (M3).
    pub archive_before: Option<i64>,
    /// While the folder is synced for the first time: letters from this UID on came after the office opened it.
    pub news_from: Option<u32>,
    pub own_address: String,
    /// Letters of it are listed as unreadable.
    pub has_listed: bool,
    /// Letters were erased here.
    pub has_erased: bool,
}

/// The context of a folder.
pub(crate) fn folder_context(reader: &mut Reader, folder_id: i64, now: i64) -> Result<FolderContext> {
    let general = settings::general(reader)?;
    let (name, sent, first_done, uidnext) =
        sql::folder_by_id(reader, folder_id)?.ok_or(Error::NotFound { noun: "folder", id: folder_id })?;
    let archive_before = (!first_done).then_some(now - general.archive_days * 24 * 60 * 60 * 1000);
    let news_from = u32::try_from(uidnext).ok().filter(|next| *next > 0 && !first_done);
    let (has_listed, has_erased) = sql::rarities(reader, folder_id)?;
    let own_address = own_address(reader)?;
    Ok(FolderContext {
        id: folder_id,
        name,
        sent,
        archive_before,
        news_from,
        own_address,
        has_listed,
        has_erased,
    })
}

/// The accounts of both folders.
pub fn accounting(reader: &mut Reader) -> Result<Vec<Account>> {
    sql::accounting(reader)
}
