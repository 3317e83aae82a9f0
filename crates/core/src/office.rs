//! The office: the only context there is. It owns the database, the clock, the secrets and the events.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono_tz::Tz;
use deskbell_store::{Change, Db, Migration, Reader, Stamp, Target, Tx};
use include_dir::{Dir, include_dir};

use crate::employees::Right;
use crate::jobs::MailingProgress;
use crate::mailbox::SyncStatus;
use crate::secrets::Secrets;
use crate::settings::{self, General};
use crate::works::{Progress, Works};
use crate::{Clock, Error, Result};

static MIGRATIONS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../migrations");

/// The name of the office's file inside the data folder.
pub const FILE: &str = "deskbell.db";
/// Ending of the mark beside an office's file that was just put in place from a backup.
const RESTORED: &str = "restored";

/// What the office tells whoever listens. Published only after the change it speaks of is committed.
#[derive(Debug, Clone)]
pub enum Event {
    /// Rows changed; the window refetches what it shows of them.
    Changed(Vec<Change>),
    /// Where the sync of the mailbox stands.
    Sync(SyncStatus),
    /// How far a long work has come that somebody waits for.
    Progress(Progress),
    /// The calendar day of the office's zone changed.
    NewDay,
    /// Where a mailing on its way stands.
    Mailing(Box<MailingProgress>),
    /// An employee is told of something; the desktop takes what waits for it (N1).
    Notice { employee_id: i64 },
}

type Nudges = Arc<Mutex<Vec<Box<dyn Fn() + Send>>>>;
type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// Everything the core needs from outside, passed in.
pub struct Office {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Passwords.
    pub secrets: Secrets,
    /// The folder with the office's file.
    pub data: PathBuf,
    /// Where the sync stands, for whoever asks.
    pub sync_status: Mutex<SyncStatus>,
    /// Letters at which the sync's line breaks.
    pub suspects: crate::jobs::sync::Suspects,
    /// Where the mailings stand that are sent from here.
    pub mailing_progress: Mutex<BTreeMap<i64, MailingProgress>>,
    /// The general settings as they were read last.
    general: settings::LastRead,
    looked_at: Mutex<HashMap<i64, (String, i64)>>,
    /// Files that are open for import.
    pub imports: crate::imports::Opened,
    /// Who is perhaps one and the same client.
    pub duplicates: crate::duplicates::Found,
    /// The lines to gateways that are open.
    pub lines: crate::gateways::lines::Lines,
    /// The long works that somebody waits for.
    pub works: Works,
    listeners: Arc<Mutex<Vec<Listener>>>,
    nudge: Nudges,
}

impl Office {
    /// Opens the office in a data folder, or the one on a PostgreSQL server (the folder then holds only what is
    /// this machine's own). Makes the folder and the database where they are missing.
    pub fn open(data: &Path, server: Option<&str>, clock: Arc<dyn Clock>) -> Result<Arc<Self>> {
        std::fs::create_dir_all(data).map_err(|error| Error::io(data, error))?;
        let target = match server {
            Some(url) => Target::Postgres(url.to_owned()),
            None => Target::File(data.join(FILE)),
        };
        let db = Db::open(&target, &migrations())?;
        let id = settings::office_id(&db, clock.now())?;
        after_restore(data, &db, clock.now())?;
        Ok(Self::with(db, clock, Secrets::system(data, &id), data))
    }

    /// An office over a database that is open already.
    pub fn with(db: Db, clock: Arc<dyn Clock>, secrets: Secrets, data: &Path) -> Arc<Self> {
        let listeners: Arc<Mutex<Vec<Listener>>> = Arc::default();
        let told = Arc::clone(&listeners);
        let nudge = Nudges::default();
        let woken = Arc::clone(&nudge);
        db.subscribe(move |changes| {
            // After the commit: a job that is woken before it looks, finds nothing and sleeps on.
            if changes.iter().any(wakes) {
                wake(&woken);
            }
            tell(&told, &Event::Changed(changes.to_vec()));
            let mut employees: Vec<i64> = changes
                .iter()
                .filter(|change| change.noun == "notice" && change.what == "made")
                .map(|change| change.noun_id)
                .collect();
            employees.sort_unstable();
            employees.dedup();
            for employee_id in employees {
                tell(&told, &Event::Notice { employee_id });
            }
        });
        Arc::new(Self {
            db,
            clock,
            secrets,
            data: data.to_owned(),
            sync_status: Mutex::default(),
            suspects: crate::jobs::sync::Suspects::default(),
            mailing_progress: Mutex::default(),
            general: settings::LastRead::default(),
            looked_at: Mutex::default(),
            imports: crate::imports::Opened::default(),
            duplicates: crate::duplicates::Found::default(),
            lines: crate::gateways::lines::Lines::default(),
            works: Works::default(),
            listeners,
            nudge,
        })
    }

    /// The present instant.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Calls `listener` with every event from now on.
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(listener));
    }

    /// Tells an event to all who listen. Call it outside of transactions.
    pub fn publish(&self, event: &Event) {
        tell(&self.listeners, event);
    }

    /// Calls `wake` whenever a job may have something to do.
    pub fn on_nudge(&self, wake: impl Fn() + Send + 'static) {
        self.nudge.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(wake));
    }

    /// Wakes the jobs. What they may have to do has to be committed before.
    pub fn nudge(&self) {
        wake(&self.nudge);
    }

    /// Notes what an employee looks at in this program, by noun and id; `None` when they look away.
    pub fn look_at(&self, employee_id: i64, place: Option<(&str, i64)>) {
        let mut looked_at = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        match place {
            Some((noun, id)) => looked_at.insert(employee_id, (noun.to_owned(), id)),
            None => looked_at.remove(&employee_id),
        };
    }

    /// What an employee looks at in this program.
    pub fn looked_at(&self, employee_id: i64) -> Option<(String, i64)> {
        self.looked_at.lock().unwrap_or_else(PoisonError::into_inner).get(&employee_id).cloned()
    }

    /// Removes the files that were opened by other programs; gives the names of what cannot be removed.
    pub fn sweep_opened(&self) -> Vec<String> {
        crate::opened::sweep(self)
    }

    /// The desk of nobody: what jobs do, they do as the office.
    pub fn desk(&self) -> Desk<'_> {
        Desk { office: self, employee_id: None, rights: Vec::new() }
    }
}

/// Whether a change may give a job something to do, whoever made it: another desk writes an SMS as well. What the jobs note
/// of their own sending wakes nobody.
fn wakes(change: &Change) -> bool {
    match change.noun.as_str() {
        "outbox" | "mailbox" | "mailing" | "setting" => true,
        "message" => matches!(change.what.as_str(), "created" | "sent_again"),
        _ => false,
    }
}

fn wake(nudges: &Nudges) {
    for wake in nudges.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        wake();
    }
}

fn tell(listeners: &Mutex<Vec<Listener>>, event: &Event) {
    // Copied, so that a listener may itself add listeners or publish.
    let listeners = listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for listener in listeners {
        listener(event);
    }
}

/// The migrations in `migrations/`, in order.
pub fn migrations() -> Vec<Migration> {
    let mut found: Vec<(u32, Migration)> = MIGRATIONS
        .files()
        .filter_map(|file| {
            let name = file.path().file_stem()?.to_str()?.to_owned();
            let version = name.strip_prefix('V')?.split("__").next()?.parse().ok()?;
            Some((version, Migration { name, sql: file.contents_utf8()?.to_owned() }))
        })
        .collect();
    found.sort_by_key(|(version, _)| *version);
    found.into_iter().map(|(_, migration)| migration).collect()
}

/// Puts a checked snapshot in the place of an office's file; what was there is kept beside it.
pub fn restore(from: &Path, to: &Path, migrations: &[Migration]) -> Result<deskbell_store::CheckReport> {
    let mark = to.with_extension(RESTORED);
    std::fs::write(&mark, b"").map_err(|error| Error::io(&mark, error))?;
    let restored = Db::restore(from, to, migrations);
    if restored.is_err() {
        std::fs::remove_file(&mark).map_err(|error| Error::io(&mark, error))?;
    }
    Ok(restored?)
}

/// What a backup holds in its outbox may have left since it was made: before anything is sent from it, that is noted.
/// The mark was set before the restore, so that no crash gets past it.
fn after_restore(data: &Path, db: &Db, now: i64) -> Result<()> {
    let mark = data.join(FILE).with_extension(RESTORED);
    if mark.exists() {
        db.write(Stamp { at: now, employee_id: None }, |tx| {
            crate::outbox::doubt(tx)?;
            crate::notices::doubt(tx)?;
            crate::mailings::work::doubt(tx)
        })?;
        std::fs::remove_file(&mark).map_err(|error| Error::io(&mark, error))?;
    }
    Ok(())
}

/// The system's place for an office's data, where nobody names another.
pub fn data_folder() -> PathBuf {
    match directories::ProjectDirs::from("app", "", "Deskbell") {
        Some(places) => places.data_dir().to_owned(),
        None => PathBuf::from("Deskbell"),
    }
}

/// One desk at work: the office and who sits at it.
pub struct Desk<'a> {
    /// The office.
    pub office: &'a Office,
    /// Who acts; nobody for jobs and the first start.
    pub employee_id: Option<i64>,
    /// What they may do.
    pub rights: Vec<Right>,
}

impl Desk<'_> {
    /// The present instant.
    pub fn now(&self) -> i64 {
        self.office.now()
    }

    /// Who acts; an error where nobody is logged in.
    pub fn me(&self) -> Result<i64> {
        self.employee_id.ok_or(Error::NotLoggedIn)
    }

    /// Whether the one who acts has a right.
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// Whether what stands in the directory may be told to the one who acts (E2). The office itself, whose jobs act as
    /// nobody, sees it.
    pub fn sees_clients(&self) -> bool {
        self.employee_id.is_none() || self.may(Right::SeeClients)
    }

    /// The same desk with the right to see clients: for what the core does or keeps by itself in somebody's name, and
    /// never for an answer.
    pub(crate) fn seeing(&self) -> Self {
        let mut rights = self.rights.clone();
        rights.push(Right::SeeClients);
        Self { office: self.office, employee_id: self.employee_id, rights }
    }

    /// Refuses whoever names a client without the right to see clients.
    pub fn check_client(&self, client_id: Option<i64>) -> Result<()> {
        if client_id.is_none() || self.sees_clients() {
            Ok(())
        } else {
            Err(Error::Forbidden(Right::SeeClients.code()))
        }
    }

    /// Reads in one snapshot.
    pub fn read<T>(&self, read: impl FnOnce(&mut Reader) -> Result<T>) -> Result<T> {
        self.office.db.read(read)
    }

    /// Writes in one transaction, stamped with the time and who acts.
    pub fn write<T>(&self, write: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        self.office.db.write(self.stamp(), write)
    }

    /// As [`Desk::write`] for mail that the server still holds: faster, and after a power cut fetched anew.
    pub fn bulk<T>(&self, write: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        self.office.db.bulk(self.stamp(), write)
    }

    /// The general settings and the zone they name.
    pub fn general(&self, reader: &mut Reader) -> Result<(General, Tz)> {
        let general = self.office.general.general(reader)?;
        let zone = crate::zone::zone(&general.time_zone)?;
        Ok((general, zone))
    }

    fn stamp(&self) -> Stamp {
        Stamp { at: self.now(), employee_id: self.employee_id }
    }
}
