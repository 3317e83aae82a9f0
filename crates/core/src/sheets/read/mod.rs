//! Reading tables and vCards that other programs made: what kind of file it is, in what charset, with what between its
//! cells, and then row by row. Files come from strangers: whatever they hold, memory stays bounded and what is wrong
//! with them is an error with a sentence.

mod archive;
mod book;
mod cards;
mod delimiter;
mod lines;
mod old_book;
mod sniff;
#[cfg(test)]
mod tests;
mod text;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::SystemTime;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use cards::COLUMNS as CARD_COLUMNS;

use super::Delimiter;
use crate::{Error, Result};

/// The largest file that is looked at.
pub const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// The longest cell; a file with a longer one has a quotation mark that is never closed.
pub const MOST_CELL: usize = 1024 * 1024;
/// The longest row, all its cells together.
pub const MOST_ROW: usize = 4 * 1024 * 1024;
/// The most columns; nobody maps more by hand.
pub const MOST_COLUMNS: usize = 1000;

/// Rows that are handed over at once, by number and by bytes.
const BATCH: (usize, usize) = (256, 256 * 1024);
/// Batches that may wait for whoever takes them.
const AHEAD: usize = 4;

/// What a file is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    Csv,
    Xlsx,
    Xls,
    Ods,
    Vcard,
}

/// A row as it stands in the file.
#[derive(Debug, Default)]
pub struct Row {
    /// The line of a text file or the row of a sheet where it begins, from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// Why it cannot be used.
    pub broken: Option<Error>,
}

impl Row {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.broken.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn weight(&self) -> usize {
        self.cells.iter().map(|cell| cell.len() + 24).sum()
    }
}

/// A file that was looked at, and how it is read.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: PathBuf,
    pub kind: FileKind,
    pub size: u64,
    /// SHA-256 of the whole file, by which it is known again.
    pub sha256: String,
    /// The charset of a text.
    pub encoding: &'static Encoding,
    /// What stands between the cells of a CSV.
    pub delimiter: Delimiter,
    /// The sheets of a book.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: usize,
    changed_at: Option<SystemTime>,
}

/// Looks at a file. Errors: `file_empty`, `file_too_big`, `file_protected`, `file_damaged`, `not_a_table`, `io`.
pub fn open(path: &Path) -> Result<Source> {
    sniff::look(path)
}

/// A charset by its label; the error `bad_request` where there is none such.
pub fn encoding(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| Error::BadRequest(format!("no charset {label}")))
}

/// One who takes rows: each with how much of the file is done. Answers whether more are wanted.
type Taker<'a> = dyn FnMut(Row, u64) -> bool + 'a;

impl Source {
    /// The file's rows, read ahead by a thread of their own, which ends with what is given back here.
    pub fn rows(&self) -> Result<Rows> {
        self.check_unchanged()?;
        let (sender, receiver) = sync_channel(AHEAD);
        let source = self.clone();
        std::thread::Builder::new()
            .name("rows".to_owned())
            .spawn(move || source.send(&sender))
            .map_err(|error| Error::io(&self.path, error))?;
        Ok(Rows { receiver, waiting: VecDeque::new(), done: 0, ended: false })
    }

    /// The first rows.
    pub fn head(&self, count: usize) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let mut all = self.rows()?;
        while rows.len() < count
            && let Some(row) = all.next()?
        {
            rows.push(row);
        }
        Ok(rows)
    }

    /// What [`Rows::done`] is when all is read: bytes of a text, rows of a sheet where it tells.
    pub fn whole(&self) -> u64 {
        match self.kind {
            FileKind::Csv | FileKind::Vcard => self.size,
            FileKind::Xlsx | FileKind::Xls | FileKind::Ods => 1000,
        }
    }

    fn check_unchanged(&self) -> Result<()> {
        let now = std::fs::metadata(&self.path).map_err(|error| Error::io(&self.path, error))?;
        if now.len() == self.size && now.modified().ok() == self.changed_at {
            Ok(())
        } else {
            Err(Error::FileChanged)
        }
    }

    fn each(&self, take: &mut Taker) -> Result<()> {
        match self.kind {
            FileKind::Csv => lines::each(self, take),
            FileKind::Vcard => cards::each(self, take),
            FileKind::Xlsx | FileKind::Xls | FileKind::Ods => book::each(self, take),
        }
    }

    fn send(&self, sender: &SyncSender<Result<Batch>>) {
        let mut batch = Batch::default();
        let mut weight = 0;
        let outcome = self.each(&mut |row, done| {
            weight += row.weight();
            batch.rows.push(row);
            batch.done = done;
            if batch.rows.len() < BATCH.0 && weight < BATCH.1 {
                return true;
            }
            weight = 0;
            sender.send(Ok(std::mem::take(&mut batch))).is_ok()
        });
        batch.done = self.whole();
        batch.last = outcome.is_ok();
        // Whoever no longer listens wants no end either.
        let _ = sender.send(Ok(batch));
        if let Err(error) = outcome {
            let _ = sender.send(Err(error));
        }
    }
}

#[derive(Default)]
struct Batch {
    rows: Vec<Row>,
    done: u64,
    last: bool,
}

/// Rows on their way.
pub struct Rows {
    receiver: Receiver<Result<Batch>>,
    waiting: VecDeque<Row>,
    done: u64,
    ended: bool,
}

impl Rows {
    /// The next row that holds something; nothing after the last.
    #[allow(clippy::should_implement_trait, reason = "a row can fail to come, which is no item")]
    pub fn next(&mut self) -> Result<Option<Row>> {
        loop {
            while let Some(row) = self.waiting.pop_front() {
                if !row.is_empty() {
                    return Ok(Some(row));
                }
            }
            if self.ended {
                return Ok(None);
            }
            // A reader that is gone without a word came to grief over the file.
            let batch =
                self.receiver.recv().map_err(|_| Error::FileDamaged("the reader failed".to_owned()))??;
            self.waiting.extend(batch.rows);
            self.done = batch.done;
            self.ended = batch.last;
        }
    }

    /// How far the file is read, of [`Source::whole`].
    pub fn done(&self) -> u64 {
        self.done
    }
}
