//! Taking clients in from a file of another program (C4): the file is looked at, its columns are mapped, every row is
//! checked for what it would become, and then it is run piece by piece. What cannot be taken is told line by line; the
//! rest goes in. A second run of the same file adds nothing, and the whole can be undone as one deed.

pub mod export;
mod find;
mod guess;
mod piece;
mod record;
mod spill;
mod sql;
mod target;
#[cfg(test)]
mod tests;
mod titles;
mod told;
mod values;
mod work;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

pub use find::FoundBy;
pub use target::Target;
pub use told::{
    BadRow, Before, Counts, DelimiterName, ImportColumn, ImportFile, Mode, Outcome, Plan, PreviewRow,
    Progress, ReadAs, SavedRows, Stage,
};

use crate::clients::fields;
use crate::office::Desk;
use crate::sheets::read::{self, FileKind, MOST_COLUMNS, Row, Source};
use crate::{Error, Result};
use record::{Column, Context};
use work::Work;

/// Rows that are looked at to find the titles and what stands under them.
const HEAD: usize = 200;
/// Cells of a column that are shown.
const SAMPLES: usize = 3;
/// Signs of such a cell.
const SAMPLE_SIGNS: usize = 80;
/// Files that are open at once; the one not touched longest is closed, where its clients are not being taken in.
const MOST_OPEN: usize = 8;

/// Files that are open for import in this program.
#[derive(Default)]
pub struct Opened {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    last: i64,
    files: VecDeque<(i64, Arc<Mutex<Session>>)>,
}

/// An opened file of one employee.
struct Session {
    id: i64,
    employee_id: Option<i64>,
    source: Source,
    head: Vec<Row>,
    /// The place of the titles in `head`.
    header: Option<usize>,
    columns: Vec<ImportColumn>,
    before: Option<Before>,
    work: Option<Work>,
}

impl Opened {
    fn add(&self, mut session: Session) -> Arc<Mutex<Session>> {
        let mut inner = lock(&self.inner);
        inner.last += 1;
        session.id = inner.last;
        let id = session.id;
        while inner.files.len() >= MOST_OPEN
            && let Some(place) = inner.files.iter().position(|(_, session)| !is_running(session))
        {
            inner.files.remove(place);
        }
        let session = Arc::new(Mutex::new(session));
        inner.files.push_back((id, Arc::clone(&session)));
        session
    }

    fn of(&self, desk: &Desk, id: i64) -> Result<Arc<Mutex<Session>>> {
        let mut inner = lock(&self.inner);
        let place = inner.files.iter().position(|(known, _)| *known == id).ok_or(Error::ImportGone)?;
        let (_, session) = inner.files.remove(place).ok_or(Error::ImportGone)?;
        inner.files.push_back((id, Arc::clone(&session)));
        drop(inner);
        if lock(&session).employee_id == desk.employee_id { Ok(session) } else { Err(Error::ImportGone) }
    }

    fn remove(&self, id: i64) {
        lock(&self.inner).files.retain(|(known, _)| *known != id);
    }
}

/// Whether a file's clients are being taken in; one that somebody works on at this moment counts as such.
fn is_running(session: &Mutex<Session>) -> bool {
    match session.try_lock() {
        Ok(session) => session.work.as_ref().is_some_and(Work::is_running),
        Err(TryLockError::Poisoned(_)) => false,
        Err(TryLockError::WouldBlock) => true,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a file: its kind, charset and delimiter are found, its columns guessed. Errors: those of [`read::open`].
pub fn open(desk: &Desk, path: &Path) -> Result<ImportFile> {
    let source = read::open(path)?;
    let before = desk.read(|reader| sql::before(reader, &source.sha256))?;
    let mut session = Session {
        id: 0,
        employee_id: desk.employee_id,
        source,
        head: Vec::new(),
        header: None,
        columns: Vec::new(),
        before,
        work: None,
    };
    session.look(desk, None)?;
    let session = desk.office.imports.add(session);
    Ok(lock(&session).shown())
}

/// Reads an open file in another way than it was found.
pub fn read_as(desk: &Desk, wanted: &ReadAs) -> Result<ImportFile> {
    let session = desk.office.imports.of(desk, wanted.id)?;
    let mut session = lock(&session);
    if let Some(label) = &wanted.encoding {
        session.source.encoding = read::encoding(label)?;
    }
    if let Some(delimiter) = wanted.delimiter {
        session.source.delimiter = delimiter.into();
    }
    if let Some(sheet) = wanted.sheet {
        let sheet = usize::try_from(sheet).ok().filter(|sheet| *sheet < session.source.sheets.len());
        session.source.sheet = sheet.ok_or_else(|| Error::BadRequest("no such sheet".to_owned()))?;
    }
    session.work = None;
    session.look(desk, wanted.header)?;
    Ok(session.shown())
}

/// Goes through the file without changing anything and tells what each row would become.
pub fn check(desk: &Desk, plan: &Plan) -> Result<Progress> {
    go(desk, plan, Stage::Check)
}

/// Takes the file's clients in, piece by piece: each call goes on where the last one stopped.
pub fn run(desk: &Desk, plan: &Plan) -> Result<Progress> {
    go(desk, plan, Stage::Run)
}

fn go(desk: &Desk, plan: &Plan, stage: Stage) -> Result<Progress> {
    let session = desk.office.imports.of(desk, plan.id)?;
    let mut session = lock(&session);
    let going_on = session.work.as_ref().is_some_and(|work| work.is_of(stage, plan));
    if !going_on || plan.again == Some(true) {
        if session.work.as_ref().is_some_and(Work::is_running) {
            return Err(Error::ImportRunning);
        }
        let work = session.begin(desk, plan, stage)?;
        session.work = Some(work);
    }
    let work = session.work.as_mut().ok_or(Error::ImportGone)?;
    work.go_on(desk, plan.whole == Some(true))?;
    Ok(work.progress())
}

/// Ends a run before its end; what is in stays, and can be undone.
pub fn stop(desk: &Desk, id: i64) -> Result<Progress> {
    let session = desk.office.imports.of(desk, id)?;
    let mut session = lock(&session);
    let work = session.work.as_mut().ok_or(Error::ImportGone)?;
    work.stop(desk)?;
    Ok(work.progress())
}

/// Writes the rows that could not be taken into a table, each with its line and the reason: mended, it is a file to
/// import.
pub fn save_bad(desk: &Desk, id: i64, path: &Path) -> Result<SavedRows> {
    let session = desk.office.imports.of(desk, id)?;
    let mut session = lock(&session);
    let language = desk.read(|reader| desk.general(reader))?.0.language;
    let titles: Vec<String> = session.columns.iter().map(|column| column.title.clone()).collect();
    let work = session.work.as_mut().ok_or(Error::ImportGone)?;
    let count = work.save_bad(path, language, &titles)?;
    Ok(SavedRows { path: path.display().to_string(), count: count as i64 })
}

/// Forgets an open file. A run that is not at its end is stopped.
pub fn close(desk: &Desk, id: i64) -> Result<()> {
    let session = match desk.office.imports.of(desk, id) {
        Ok(session) => session,
        Err(Error::ImportGone) => return Ok(()),
        Err(error) => return Err(error),
    };
    if let Some(work) = lock(&session).work.as_mut() {
        work.stop(desk)?;
    }
    desk.office.imports.remove(id);
    Ok(())
}

impl Session {
    /// Reads the beginning and finds titles and columns; `header` is the line that somebody says holds the titles.
    fn look(&mut self, desk: &Desk, header: Option<i64>) -> Result<()> {
        self.head = self.source.head(HEAD)?;
        if self.head.is_empty() {
            return Err(Error::FileEmpty);
        }
        let (own, remembered, country) = desk.read(|reader| {
            Ok((fields::list(reader)?, sql::remembered(reader)?, desk.general(reader)?.0.country))
        })?;
        if self.source.kind == FileKind::Vcard {
            self.header = None;
            let titles: Vec<String> = read::CARD_COLUMNS.iter().map(|title| (*title).to_owned()).collect();
            let targets = guess::targets(&titles, &self.head, &own, &remembered, &country);
            self.columns = columns(titles, targets, &self.head);
            return Ok(());
        }
        self.header = match header {
            Some(0) => None,
            Some(line) => self.head.iter().position(|row| row.line as i64 == line),
            None => guess::title_row(&self.head, &own, &remembered, &country),
        };
        let content = self.head.get(self.header.map_or(0, |place| place + 1)..).unwrap_or_default();
        let widest = self.head.iter().map(|row| row.cells.len()).max().unwrap_or_default().min(MOST_COLUMNS);
        let mut titles = match self.header.and_then(|place| self.head.get(place)) {
            Some(row) => row.cells.iter().map(|cell| cell.trim().to_owned()).collect(),
            None => Vec::new(),
        };
        titles.resize(widest, String::new());
        let targets = guess::targets(&titles, content, &own, &remembered, &country);
        self.columns = columns(titles, targets, content);
        Ok(())
    }

    fn shown(&self) -> ImportFile {
        let source = &self.source;
        let name = source.path.file_name().map(|name| name.to_string_lossy().into_owned());
        ImportFile {
            id: self.id,
            name: name.unwrap_or_default(),
            kind: source.kind,
            size: source.size as i64,
            encoding: source.encoding.name().to_lowercase(),
            delimiter: source.delimiter.into(),
            sheets: source.sheets.clone(),
            sheet: source.sheet as i64,
            header: self.title_line() as i64,
            columns: self.columns.clone(),
            before: self.before.clone(),
        }
    }

    /// The line of the titles; 0 where there is none.
    fn title_line(&self) -> u64 {
        self.header.and_then(|place| self.head.get(place)).map_or(0, |row| row.line)
    }

    fn begin(&self, desk: &Desk, plan: &Plan, stage: Stage) -> Result<Work> {
        if plan.columns.len() != self.columns.len() {
            return Err(Error::BadRequest("columns".to_owned()));
        }
        if !plan.columns.iter().any(|target| target.names_a_client()) {
            return Err(Error::NobodyNamed);
        }
        let content = self.head.get(self.header.map_or(0, |place| place + 1)..).unwrap_or_default();
        let columns: Vec<Column> = self
            .columns
            .iter()
            .zip(&plan.columns)
            .enumerate()
            .map(|(place, (column, target))| Column {
                title: column.title.clone(),
                target: *target,
                days: values::day_order(
                    &column.title,
                    content.iter().filter_map(|row| row.cells.get(place)).map(String::as_str),
                ),
            })
            .collect();
        let name = self.shown().name;
        let context = desk.read(|reader| Context::of(desk, reader, columns, &name))?;
        Work::begin(desk, &self.source, self.title_line(), name, context, plan, stage)
    }
}

fn columns(titles: Vec<String>, targets: Vec<Target>, content: &[Row]) -> Vec<ImportColumn> {
    titles
        .into_iter()
        .zip(targets)
        .enumerate()
        .map(|(place, (title, target))| {
            let samples = content
                .iter()
                .filter_map(|row| row.cells.get(place))
                .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|cell| !cell.is_empty())
                .take(SAMPLES)
                .map(|cell| cell.chars().take(SAMPLE_SIGNS).collect())
                .collect();
            ImportColumn { title, samples, target }
        })
        .collect()
}
