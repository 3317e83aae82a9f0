//! The door of the crate: opening a database, and its read and write transactions.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crate::backup::{self, BackupReport, CheckReport};
use crate::change::{Change, Publisher, Stamp};
use crate::error::StoreError;
use crate::follow::{Follower, Own};
use crate::link::{Engine, Link, Purpose};
use crate::migrate::{self, Migration};
use crate::postgres::Server;
use crate::reader::{Known, Reader};
use crate::source::Source;
use crate::sqlite::Place;
use crate::tx::Tx;

/// Idle readers that are kept for the next call; more are opened when more read at once.
const IDLE_READERS: usize = 4;
/// How long a writer waits for another process before it says `Locked`.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which database to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A database for a test, gone with its last handle. It stands in a private temporary folder, since SQLite's
    /// own memory databases let readers and the writer lock each other out as a file never does.
    Memory,
    /// A SQLite file, made when it is missing. Its folder must be there.
    File(PathBuf),
    /// A PostgreSQL database, by connection URL or key=value string.
    Postgres(String),
}

/// A database. Cheap to clone and to share between threads.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    // Connections stand before the source: they close before a private folder is removed.
    writer: Writer,
    readers: Mutex<Vec<Link>>,
    source: Source,
    known: Arc<Known>,
    migrations: Vec<Migration>,
    publisher: Publisher,
    own: Own,
}

impl Db {
    /// Connects and brings the schema forward, in one transaction. Errors: `NewerSchema` before anything is
    /// written; `Damaged`, `Locked`, `ReadOnly`, `CannotOpen`, `Connection` by what is met.
    pub fn open(target: &Target, migrations: &[Migration]) -> Result<Db, StoreError> {
        Db::open_patiently(target, migrations, PATIENCE)
    }

    pub(crate) fn open_patiently(
        target: &Target,
        migrations: &[Migration],
        patience: Duration,
    ) -> Result<Db, StoreError> {
        let source = match target {
            Target::Memory => Source::Sqlite(Place::private(patience)?),
            Target::File(path) => Source::Sqlite(Place::file(path, patience)),
            Target::Postgres(url) => Source::Postgres(Box::new(Server::parse(url, patience)?)),
        };
        if let Source::Sqlite(place) = &source {
            migrate::refuse_newer(place, migrations)?;
        }
        let full_text = migrate::full_text(migrations)?;
        let mut link = source.connect(Purpose::Write)?;
        migrate::run(&mut link, migrations)?;
        let inner = Inner {
            writer: Writer { link: Mutex::new(Some(link)), holder: Mutex::new(None) },
            readers: Mutex::new(Vec::new()),
            source,
            known: Arc::new(Known { full_text, ..Known::default() }),
            migrations: migrations.to_vec(),
            publisher: Publisher::default(),
            own: Own::default(),
        };
        Ok(Db { inner: Arc::new(inner) })
    }

    /// Which engine the database stands on.
    pub fn engine(&self) -> Engine {
        self.inner.source.engine()
    }

    /// Reads from one snapshot. Any number of readers work at once, also beside the writer.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Reader) -> Result<T, E>) -> Result<T, E> {
        let inner = &*self.inner;
        let kept = lock(&inner.readers).pop();
        let link = inner.source.begin(kept, Purpose::Read)?;
        // When `f` panics the connection is dropped with its snapshot; the next reader opens another.
        let mut reader = Reader::new(link, Arc::clone(&inner.known));
        let outcome = f(&mut reader);
        if reader.link.rollback() {
            let mut readers = lock(&inner.readers);
            if readers.len() < IDLE_READERS {
                readers.push(reader.link);
            }
        }
        outcome
    }

    /// Writes in one transaction and then publishes what it recorded. One writer works at a time. When `f` gives
    /// an error or panics nothing is changed and nothing published. Errors besides those of `f`: `Nested` inside
    /// another write, `Aborted` when `f` passed over the failure of a statement.
    pub fn write<T, E: From<StoreError>>(
        &self,
        stamp: Stamp,
        f: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(stamp, false, f)
    }

    /// As `write`, for what can be fetched again: on SQLite the commit does not wait for the disk, so a power
    /// loss may take the last of these transactions, each of them whole.
    pub fn bulk<T, E: From<StoreError>>(
        &self,
        stamp: Stamp,
        f: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(stamp, true, f)
    }

    fn transact<T, E: From<StoreError>>(
        &self,
        stamp: Stamp,
        bulk: bool,
        f: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let inner = &*self.inner;
        let outcome = {
            let mut turn = inner.writer.turn()?;
            let mut kept = turn.link.take();
            set_bulk(kept.as_mut(), bulk);
            let link = inner.source.begin(kept, Purpose::Write)?;
            // When `f` panics the connection is dropped before the turn ends, which rolls back.
            let mut tx = Tx::new(link, Arc::clone(&inner.known), stamp);
            match f(&mut tx) {
                Ok(value) => {
                    inner.own.begin(tx.changes());
                    let (link, committed) = tx.commit();
                    inner.own.end(committed.is_ok());
                    *turn.link = link;
                    let changes = committed.map_err(E::from)?;
                    inner.publisher.enqueue(changes);
                    Ok(value)
                }
                Err(error) => {
                    *turn.link = tx.rollback();
                    Err(error)
                }
            }
        };
        inner.publisher.deliver();
        outcome
    }

    /// Claims the database for one program's own work; `None` where another has it. On PostgreSQL the server keeps the
    /// claim as long as its connection stands. A SQLite file stands on one machine: there the caller's own lock does.
    pub fn claim(&self) -> Result<Option<Claim>, StoreError> {
        let mut link = match &self.inner.source {
            Source::Sqlite(_) => return Ok(Some(Claim { link: None })),
            source @ Source::Postgres(_) => source.connect(Purpose::Write)?,
        };
        // A server notices a moment later that the connection of an earlier claim is closed.
        for _ in 0..CLAIM_TRIES {
            let rows =
                link.rows("SELECT pg_try_advisory_lock(7283, hashtext(current_schema())) AS taken", &[])?;
            if rows.first().map_or(Ok(false), |row| row.get::<bool>("taken"))? {
                return Ok(Some(Claim { link: Some(Mutex::new(link)) }));
            }
            std::thread::sleep(CLAIM_PAUSE);
        }
        Ok(None)
    }

    /// Brings what is committed into the file's own place, beside the writer, which would otherwise do it between two
    /// transactions. For the companion of a long `bulk`. Gives how many pages the log held then: if nobody writes meanwhile it
    /// begins anew with the next transaction. Nothing to do on PostgreSQL, whose server does so itself.
    pub fn checkpoint(&self) -> Result<u64, StoreError> {
        let Source::Sqlite(place) = &self.inner.source else { return Ok(0) };
        place.connect(Purpose::Write)?.checkpoint()
    }

    /// Makes sure that nothing of what was deleted is left in the file: the index of words is merged, the file written anew
    /// without its free places, and the log beside it emptied; the error `Locked` where somebody reads from the log. Slow on a
    /// large office. On PostgreSQL the old versions of
    /// rows are removed for good; the places that they stood in, and its own log, the server writes over in its time: to
    /// write the tables anew would keep everybody else waiting.
    pub fn scrub(&self) -> Result<(), StoreError> {
        let inner = &*self.inner;
        let place = match &inner.source {
            Source::Sqlite(place) => place,
            source @ Source::Postgres(_) => return vacuum(&mut source.connect(Purpose::Write)?),
        };
        let mut turn = inner.writer.turn()?;
        // A connection of its own: a failure leaves the writer's as it is.
        let mut link = place.connect(Purpose::Write)?;
        for index in &inner.known.full_text {
            let table = &index.table;
            link.batch(&format!("INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')"))?;
        }
        *turn.link = None;
        link.rewrite()
    }

    /// Calls `f` after every commit with what it recorded, in commit order, on the thread of a writer; of other programs'
    /// commits too where somebody follows them. `f` may
    /// read and write; a `Db` that it owns keeps the database open for ever.
    pub fn subscribe(&self, f: impl Fn(&[Change]) + Send + Sync + 'static) {
        self.inner.publisher.subscribe(Arc::new(f));
    }

    /// Follows what other programs write into the same database from now on; [`Follower::look`] publishes it to the
    /// subscribers as this program's own changes are.
    pub fn follow(&self) -> Result<Follower, StoreError> {
        Follower::new(self)
    }

    pub(crate) fn own(&self) -> &Own {
        &self.inner.own
    }

    pub(crate) fn connect(&self, purpose: Purpose) -> Result<Link, StoreError> {
        self.inner.source.connect(purpose)
    }

    pub(crate) fn publish(&self, changes: Vec<Change>) {
        self.inner.publisher.enqueue(changes);
        self.inner.publisher.deliver();
    }

    /// Writes the whole database, as one snapshot, into one SQLite file at `to`, and proves the copy before it
    /// takes the place of an older file. Others read and write meanwhile.
    pub fn backup(&self, to: &Path) -> Result<BackupReport, StoreError> {
        backup::backup(&self.inner.source, &self.inner.migrations, to)
    }

    /// Checks the database: pages, indexes, references, and counts the rows of every table.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        backup::check(&self.inner.source)
    }

    /// Puts the backup `from` in the place of the SQLite file `to`, which nobody may have open. The backup is
    /// checked first; the old file stays beside as `….before-restore`.
    pub fn restore(from: &Path, to: &Path, migrations: &[Migration]) -> Result<CheckReport, StoreError> {
        backup::restore(from, to, migrations)
    }
}

const CLAIM_TRIES: u32 = 10;
const CLAIM_PAUSE: Duration = Duration::from_millis(50);

/// A claim on a database, given up when dropped.
pub struct Claim {
    link: Option<Mutex<Link>>,
}

impl Claim {
    /// Whether the database still keeps it: a server that was restarted, or that lost the line, has forgotten it. Costs a
    /// moment of the server; nothing on SQLite.
    pub fn holds(&self) -> bool {
        self.link.as_ref().is_none_or(|link| lock(link).rows("SELECT 1 AS yes", &[]).is_ok())
    }
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Claim").finish_non_exhaustive()
    }
}

/// Only SQLite syncs at a commit by its own choice; a failure here leaves the safer way in force.
fn set_bulk(link: Option<&mut Link>, bulk: bool) {
    if let Some(Link::Sqlite(link)) = link {
        link.set_bulk(bulk);
    }
}

/// The only writing connection and who has it.
struct Writer {
    link: Mutex<Option<Link>>,
    holder: Mutex<Option<ThreadId>>,
}

impl Writer {
    fn turn(&self) -> Result<Turn<'_>, StoreError> {
        let me = thread::current().id();
        if *lock(&self.holder) == Some(me) {
            return Err(StoreError::Nested);
        }
        let link = lock(&self.link);
        *lock(&self.holder) = Some(me);
        Ok(Turn { holder: &self.holder, link })
    }
}

/// The right to write, until dropped.
struct Turn<'a> {
    holder: &'a Mutex<Option<ThreadId>>,
    link: MutexGuard<'a, Option<Link>>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // Before the guard goes, so that the next holder's name is not wiped out.
        *lock(self.holder) = None;
    }
}

/// Locks also after a panic of another holder: what the lock guards is whole at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
/// Removes the old versions of rows from every table of a PostgreSQL database; each by a statement of its own, since none
/// of them may stand in a transaction.
fn vacuum(link: &mut Link) -> Result<(), StoreError> {
    let tables = link.rows(
        "SELECT CAST(quote_ident(relname) AS TEXT) AS tbl FROM pg_class
         WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind = 'r' ORDER BY relname",
        &[],
    )?;
    tables.iter().try_for_each(|row| link.batch(&format!("VACUUM {}", row.get::<String>("tbl")?)))
}
