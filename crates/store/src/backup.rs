//! Backups: always one SQLite file, proved before it counts, whichever engine the office works on.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use serde::Serialize;
use tempfile::TempPath;

use crate::db::{Db, Target};
use crate::error::StoreError;
use crate::fulltext;
use crate::ids;
use crate::link::{Engine, Flow, Link, Purpose};
use crate::migrate::{self, Migration};
use crate::source::Source;
use crate::sqlite::{Place, explain};
use crate::value::Value;

/// How long a backup or restore waits for a lock.
const PATIENCE: Duration = Duration::from_secs(15);
/// Problems that are told; a file with more of them is not helped by the rest.
const MOST_PROBLEMS: usize = 50;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupReport {
    /// Size of the file.
    pub bytes: u64,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether nothing was found amiss.
    pub ok: bool,
    /// What is amiss, in the engine's words.
    pub problems: Vec<String>,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
}

/// Checks a database from a snapshot of its own.
pub(crate) fn check(source: &Source) -> Result<CheckReport, StoreError> {
    let mut link = source.begin(None, Purpose::Read)?;
    examine(&mut link)
}

fn examine(link: &mut Link) -> Result<CheckReport, StoreError> {
    let problems = match link.engine() {
        Engine::Sqlite => sqlite_problems(link)?,
        Engine::Postgres => postgres_problems(link)?,
    };
    // A file too broken to be counted is described by its problems all the same.
    let tables = match counts(link) {
        Err(StoreError::Damaged { .. }) if !problems.is_empty() => BTreeMap::new(),
        counted => counted?,
    };
    Ok(CheckReport { ok: problems.is_empty(), problems, tables })
}

fn sqlite_problems(link: &mut Link) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::new();
    let integrity = link.rows(&format!("PRAGMA integrity_check({MOST_PROBLEMS})"), &[]);
    match integrity {
        Ok(rows) => {
            for row in rows {
                match row.values().first() {
                    Some(Value::Text(text)) if text != "ok" => problems.push(text.clone()),
                    _ => {}
                }
            }
        }
        Err(StoreError::Damaged { detail }) => problems.push(detail),
        Err(error) => return Err(error),
    }
    match link.rows("PRAGMA foreign_key_check", &[]) {
        Ok(rows) => {
            for row in rows.iter().take(MOST_PROBLEMS) {
                let (table, parent): (String, String) = (row.get("table")?, row.get("parent")?);
                let rowid: Option<i64> = row.get("rowid")?;
                problems.push(format!("{table} row {rowid:?} refers to a missing row of {parent}"));
            }
        }
        Err(StoreError::Damaged { detail }) => problems.push(detail),
        Err(error) => return Err(error),
    }
    // What is no database at all says the same to every question.
    problems.dedup();
    Ok(problems)
}

/// PostgreSQL keeps its pages and references itself; what can be seen from outside is what it has marked bad.
fn postgres_problems(link: &mut Link) -> Result<Vec<String>, StoreError> {
    let bad = link.rows(
        "SELECT 'index ' || CAST(indexrelid AS regclass)::text || ' is not valid' AS problem FROM pg_index WHERE NOT indisvalid \
         UNION ALL SELECT 'constraint ' || conname || ' is not validated' FROM pg_constraint WHERE NOT convalidated",
        &[],
    )?;
    bad.iter().map(|row| row.get("problem")).collect()
}

/// Rows of each table, without the engine's own and those of the full text.
fn counts(link: &mut Link) -> Result<BTreeMap<String, u64>, StoreError> {
    let names = match link.engine() {
        Engine::Sqlite => {
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
             AND name NOT LIKE 'sqlite\\_%' AND name NOT LIKE '%\\_fts\\_todo'"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
    };
    let mut counted = BTreeMap::new();
    for row in link.rows(names, &[])? {
        let name: String = row.get("name")?;
        let count = link.rows(&format!("SELECT COUNT(*) AS count FROM \"{name}\""), &[])?;
        let count = count.first().map_or(Ok(0), |row| row.get::<u64>("count"))?;
        counted.insert(name, count);
    }
    Ok(counted)
}

/// Copies the whole of `source`, as one snapshot, to the file `to`.
pub(crate) fn backup(
    source: &Source,
    migrations: &[Migration],
    to: &Path,
) -> Result<BackupReport, StoreError> {
    if let Source::Sqlite(place) = source {
        refuse_itself(&place.path, to)?;
    }
    let draft = Draft::beside(to)?;
    let mut link = source.begin(None, Purpose::Read)?;
    let expected = counts(&mut link)?;
    match &mut link {
        Link::Sqlite(from) => copy(&from.connection, &draft.path)?,
        Link::Postgres(_) => gather(&mut link, migrations, &draft.path)?,
    }
    drop(link);
    prove(&draft.path, &expected)?;
    let bytes = draft.take_the_place_of(to)?;
    Ok(BackupReport { bytes, tables: expected })
}

/// A copy in the place of the open file, or of what SQLite keeps beside it, would destroy what it is to save.
fn refuse_itself(source: &Path, to: &Path) -> Result<(), StoreError> {
    let real = |path: &Path| -> PathBuf {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        // Also by another name: a link to the file.
        fs::canonicalize(path).unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()))
    };
    let target = real(to);
    let taken =
        ["", "-wal", "-shm", "-journal"].iter().any(|ending| real(&with_ending(source, ending)) == target);
    if taken { Err(StoreError::OwnFile { path: to.display().to_string() }) } else { Ok(()) }
}

/// Copies page by page from the snapshot that `from` has open, and makes the copy one self-sufficient file.
fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let fail = |error: rusqlite::Error| explain(&error, "backup");
    // The snapshot begins with the first read; the counts have made that, a restore has not.
    from.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |_| Ok(())).map_err(fail)?;
    let mut copy = Connection::open(to).map_err(fail)?;
    {
        let backup = Backup::new(from, &mut copy).map_err(fail)?;
        match backup.step(-1).map_err(fail)? {
            StepResult::Done => {}
            other => return Err(StoreError::Locked { detail: format!("{other:?}") }),
        }
    }
    copy.execute_batch("PRAGMA journal_mode = DELETE").map_err(fail)
}

/// Copies row by row from PostgreSQL into a new SQLite file of the same schema.
fn gather(link: &mut Link, migrations: &[Migration], to: &Path) -> Result<(), StoreError> {
    let fail = |error: rusqlite::Error| explain(&error, "backup");
    drop(Db::open(&Target::File(to.to_owned()), migrations)?);
    let place = Place::file(to, PATIENCE);
    let mut copy = Link::Sqlite(Box::new(place.connect(Purpose::Write)?));
    copy.batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")?;
    let tables = counts(&mut copy)?;
    copy.begin(Purpose::Write)?;
    for table in tables.keys().filter(|table| *table != migrate::HISTORY) {
        gather_table(link, &mut copy, table)?;
    }
    ids::take_over(link, &mut copy)?;
    fulltext::settle(&mut copy, &migrate::full_text(migrations)?)?;
    copy.commit()?;
    if let Link::Sqlite(copy) = &copy {
        copy.connection.execute_batch("PRAGMA journal_mode = DELETE").map_err(fail)?;
    }
    Ok(())
}

fn gather_table(link: &mut Link, copy: &mut Link, table: &str) -> Result<(), StoreError> {
    let mut columns = Vec::new();
    for row in copy.rows(&format!("PRAGMA table_info(\"{table}\")"), &[])? {
        columns.push(format!("\"{}\"", row.get::<String>("name")?));
    }
    let marks: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
    let (columns, marks) = (columns.join(", "), marks.join(", "));
    // Rows that the migrations themselves put in are in PostgreSQL too, perhaps changed since.
    copy.run(&format!("DELETE FROM \"{table}\""), &[])?;
    let insert = format!("INSERT INTO \"{table}\" ({columns}) VALUES ({marks})");
    let mut failed = None;
    link.query(&format!("SELECT {columns} FROM \"{table}\""), &[], &mut |row| match copy
        .run(&insert, row.values())
    {
        Ok(_) => Flow::Go,
        Err(error) => {
            failed = Some(error);
            Flow::Stop
        }
    })?;
    failed.map_or(Ok(()), Err)
}

/// Checks the finished copy and compares its counts with those of the original.
fn prove(copy: &Path, expected: &BTreeMap<String, u64>) -> Result<CheckReport, StoreError> {
    let report = look_through(copy)?.1;
    if !report.ok {
        return Err(StoreError::CopyDiffers { detail: report.problems.join("; ") });
    }
    if report.tables != *expected {
        return Err(StoreError::CopyDiffers { detail: format!("{:?} for {expected:?}", report.tables) });
    }
    Ok(report)
}

fn look_through(file: &Path) -> Result<(Link, CheckReport), StoreError> {
    let missing =
        || StoreError::CannotOpen { path: file.display().to_string(), detail: "no such file".to_owned() };
    let look = Place::file(file, PATIENCE).connect_to_look()?.ok_or_else(missing)?;
    let mut link = Link::Sqlite(Box::new(look));
    link.begin(Purpose::Read)?;
    let report = examine(&mut link)?;
    Ok((link, report))
}

/// Puts the backup `from` in the place of `to`.
pub(crate) fn restore(from: &Path, to: &Path, migrations: &[Migration]) -> Result<CheckReport, StoreError> {
    let (mut link, report) = look_through(from)?;
    if !report.ok {
        let path = from.display().to_string();
        return Err(StoreError::BackupDamaged { path, detail: report.problems.join("; ") });
    }
    if migrate::newest_applied(&mut link)?.is_none() {
        return Err(StoreError::NotOurs { path: from.display().to_string() });
    }
    migrate::compare(&mut link, migrations)?;
    let draft = Draft::beside(to)?;
    if let Link::Sqlite(link) = &link {
        copy(&link.connection, &draft.path)?;
    }
    let report = prove(&draft.path, &report.tables)?;
    set_aside(to)?;
    draft.take_the_place_of(to)?;
    Ok(report)
}

/// Keeps what stands at `to` beside it. The file itself stays in its place until the new one replaces it in one
/// step; what SQLite had beside it must go first, or it would be read into the new file.
fn set_aside(to: &Path) -> Result<(), StoreError> {
    if !to.exists() {
        return Ok(());
    }
    let kept = free_name(to);
    let (log, kept_log) = (with_ending(to, "-wal"), with_ending(&kept, "-wal"));
    // SQLite may throw the log of a damaged file away when it opens it, so the log is kept first.
    if log.exists() {
        fs::copy(&log, &kept_log).map_err(|error| StoreError::file(&log, &error))?;
    } else {
        fs::remove_file(&kept_log).ok();
    }
    let closed = close_down(to);
    if !matches!(closed, Ok(Closed::Damaged)) {
        fs::remove_file(&kept_log).ok();
    }
    closed?;
    for ending in ["-wal", "-shm"] {
        let beside = with_ending(to, ending);
        if beside.exists() {
            fs::remove_file(&beside).map_err(|error| StoreError::file(&beside, &error))?;
        }
    }
    fs::hard_link(to, &kept)
        .or_else(|_| fs::copy(to, &kept).map(|_| ()))
        .map_err(|error| StoreError::file(&kept, &error))
}

/// Where a replaced database is kept: an earlier one, which may be the only good one, is never replaced in its turn.
fn free_name(to: &Path) -> PathBuf {
    let first = with_ending(to, ".before-restore");
    let later = (2..).map(|number| with_ending(to, &format!(".before-restore-{number}")));
    std::iter::once(first.clone()).chain(later.take(10_000)).find(|name| !name.exists()).unwrap_or(first)
}

enum Closed {
    /// Everything is in the one file.
    Whole,
    /// The file cannot be read; it is set aside as it is.
    Damaged,
}

/// Leaving WAL mode needs the file alone and brings everything into it.
fn close_down(to: &Path) -> Result<Closed, StoreError> {
    let left = Connection::open(to)
        .and_then(|connection| {
            connection.busy_timeout(Duration::from_secs(2))?;
            connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        })
        .map_err(|error| explain(&error, "PRAGMA journal_mode"));
    match left {
        Err(error @ (StoreError::Locked { .. } | StoreError::ReadOnly { .. })) => Err(error),
        Err(error) => {
            log::warn!("the database to be replaced cannot be closed properly: {error}");
            Ok(Closed::Damaged)
        }
        Ok(()) => Ok(Closed::Whole),
    }
}

/// A file being made beside the one it is to replace, under a name that nothing there has; removed unless it gets that far.
struct Draft {
    path: TempPath,
}

impl Draft {
    fn beside(to: &Path) -> Result<Draft, StoreError> {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".");
        let made = tempfile::Builder::new().prefix(&name).suffix(".part").make_in(folder, |path| {
            let mut options = File::options();
            options.write(true).create_new(true);
            // Letters are in it.
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(path)
        });
        made.map(|file| Draft { path: file.into_temp_path() }).map_err(|error| {
            match StoreError::file(&with_ending(to, ".part"), &error) {
                StoreError::Io { path, detail } => StoreError::CannotOpen { path, detail },
                other => other,
            }
        })
    }

    /// Makes the file safe on the disk and gives it its name, in one step. Its size in bytes.
    fn take_the_place_of(self, to: &Path) -> Result<u64, StoreError> {
        let fail = |error: std::io::Error| StoreError::file(to, &error);
        let file = File::options().write(true).open(&self.path).map_err(fail)?;
        file.sync_all().map_err(fail)?;
        let bytes = file.metadata().map_err(fail)?.len();
        drop(file);
        fs::rename(&self.path, to).map_err(fail)?;
        #[cfg(unix)]
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(fail)?;
        }
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        for ending in ["-wal", "-shm", "-journal"] {
            // Mostly there is nothing to remove.
            fs::remove_file(with_ending(&self.path, ending)).ok();
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
