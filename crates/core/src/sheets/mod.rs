//! Tables as files: one writer for everything that is exported, as CSV or XLSX; [`read`] takes in what others wrote.
//!
//! Rows stream through: a table of any length takes the memory of one row. It is written beside its place and moved
//! there when it is whole, so that nobody finds half a table and an older file stays until then.

mod csv;
mod guard;
pub mod read;
#[cfg(test)]
mod tests;
mod xlsx;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use tempfile::NamedTempFile;

pub use guard::{guarded, unguarded};

use crate::words::Language;
use crate::{Error, Result, beside};

/// What stands between the cells of a CSV line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    /// As Excel wants it where the decimal sign is a comma; numbers are written with a comma then.
    Semicolon,
    Tab,
}

impl Delimiter {
    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv(Delimiter),
    Xlsx,
}

impl Format {
    /// The format that a file's ending names, with the delimiter that Excel of that language opens by a double click;
    /// CSV where the ending names none.
    pub fn of(path: &Path, language: Language) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Self::Xlsx,
            "tsv" | "tab" => Self::Csv(Delimiter::Tab),
            _ if language == Language::En => Self::Csv(Delimiter::Comma),
            _ => Self::Csv(Delimiter::Semicolon),
        }
    }
}

/// One cell. Text is text wherever it is opened: never a formula, and in XLSX never a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(f64),
    /// A sum of money: two digits after the point.
    Sum(f64),
    Day(NaiveDate),
    /// By the clock on the office's wall.
    Time(NaiveDateTime),
}

impl Cell<'_> {
    /// An instant (unix milliseconds) by the clock of a zone.
    pub fn at(instant: i64, zone: Tz) -> Self {
        DateTime::from_timestamp_millis(instant)
            .map_or(Self::Empty, |at| Self::Time(at.with_timezone(&zone).naive_local()))
    }

    /// A stored day, `YYYY-MM-DD`; anything else stays the text that it is.
    pub fn day(text: &str) -> Cell<'_> {
        match text.parse() {
            Ok(day) => Cell::Day(day),
            Err(_) => Cell::from(text),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

enum Body {
    Csv(Box<csv::Body>),
    Xlsx(Box<xlsx::Body>),
}

/// A table being written: rows, then [`Writer::finish`]. Dropped before that, it leaves nothing behind.
pub struct Writer {
    path: PathBuf,
    file: NamedTempFile,
    body: Body,
    rows: u64,
}

impl Writer {
    /// Begins a table at a path, with its titles as the first row. `name` is the sheet's name in XLSX.
    pub fn create(path: &Path, format: Format, name: &str, titles: &[&str]) -> Result<Self> {
        let file = beside::begin(path)?;
        let body = match format {
            Format::Csv(delimiter) => {
                let file = file.reopen().map_err(|error| Error::io(path, error))?;
                Body::Csv(Box::new(csv::Body::begin(file, delimiter, titles).map_err(|e| e.at(path))?))
            }
            Format::Xlsx => Body::Xlsx(Box::new(
                xlsx::Body::begin(beside::folder(path), name, titles).map_err(|e| e.at(path))?,
            )),
        };
        Ok(Self { path: path.to_owned(), file, body, rows: 0 })
    }

    /// Writes the next row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        match &mut self.body {
            Body::Csv(body) => body.row(cells),
            Body::Xlsx(body) => body.row(cells),
        }
        .map_err(|failure| failure.at(&self.path))?;
        self.rows += 1;
        Ok(())
    }

    /// Ends the table, moves it to its place and tells how many rows it has, the titles aside.
    pub fn finish(self) -> Result<u64> {
        let Self { path, file, body, rows } = self;
        match body {
            Body::Csv(body) => body.finish(),
            Body::Xlsx(body) => body.finish(&file),
        }
        .map_err(|failure| failure.at(&path))?;
        beside::finish(file, &path)?;
        Ok(rows)
    }
}

/// A name from its parts, as it is said: with a patronymic the family comes first.
pub(crate) fn full_name(family: &str, given: &str, patronymic: &str) -> String {
    let parts = if patronymic.is_empty() { [given, family, ""] } else { [family, given, patronymic] };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Writes a whole table and tells how many rows it has. The first error ends it and leaves what was at the path.
pub fn write<'a>(
    path: &Path,
    format: Format,
    name: &str,
    titles: &[&str],
    rows: impl IntoIterator<Item = Result<Vec<Cell<'a>>>>,
) -> Result<u64> {
    let mut writer = Writer::create(path, format, name, titles)?;
    for row in rows {
        writer.row(&row?)?;
    }
    writer.finish()
}

/// Why a row could not be written.
enum Failure {
    Io(std::io::Error),
    Xlsx(rust_xlsxwriter::XlsxError),
}

impl Failure {
    fn at(self, path: &Path) -> Error {
        use rust_xlsxwriter::XlsxError;
        match self {
            Self::Io(error) | Self::Xlsx(XlsxError::IoError(error)) => Error::io(path, error),
            Self::Xlsx(XlsxError::ZipError(error)) => Error::io(path, error.into()),
            Self::Xlsx(error) => Error::BadData(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<rust_xlsxwriter::XlsxError> for Failure {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Xlsx(error)
    }
}
