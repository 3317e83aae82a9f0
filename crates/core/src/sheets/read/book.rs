//! The rows of a book: XLSX cell by cell, XLS and ODS, which the library holds whole, from memory.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsx};
use chrono::NaiveTime;

use super::{FileKind, MOST_COLUMNS, Row, Source, Taker};
use crate::{Error, Result};

type Input = BufReader<File>;

enum Book {
    Xlsx(Box<Xlsx<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::FileDamaged(error.to_string())
}

fn open(source: &Source) -> Result<Book> {
    let file = File::open(&source.path).map_err(|error| Error::io(&source.path, error))?;
    let input = BufReader::new(file);
    match source.kind {
        FileKind::Xls => Xls::new(input).map(|book| Book::Xls(Box::new(book))).map_err(|error| match error {
            calamine::XlsError::Password => Error::FileProtected,
            error => damaged(error),
        }),
        FileKind::Ods => Ods::new(input).map(|book| Book::Ods(Box::new(book))).map_err(|error| match error {
            calamine::OdsError::Password => Error::FileProtected,
            error => damaged(error),
        }),
        _ => Xlsx::new(input).map(|book| Book::Xlsx(Box::new(book))).map_err(|error| match error {
            calamine::XlsxError::Password => Error::FileProtected,
            error => damaged(error),
        }),
    }
}

/// The names of a book's sheets, hidden ones and charts aside.
pub fn sheets(source: &Source) -> Result<Vec<String>> {
    let named = guarded(|| {
        let book = open(source)?;
        let about = match &book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        let shown = about
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
        Ok(shown.map(|sheet| sheet.name.clone()).collect::<Vec<_>>())
    })?;
    if named.is_empty() { Err(Error::FileEmpty) } else { Ok(named) }
}

/// A library that panics over a stranger's file has found it damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Error::FileDamaged("the reader failed".to_owned())))
}

/// Hands over every row of the chosen sheet.
pub fn each(source: &Source, take: &mut Taker) -> Result<()> {
    let name = source.sheets.get(source.sheet).ok_or(Error::FileEmpty)?;
    guarded(|| match open(source)? {
        Book::Xlsx(mut book) => {
            let rows = stream(&mut book, name, take);
            rows.map_err(damaged)
        }
        Book::Xls(mut book) => held(&book.worksheet_range(name).map_err(damaged)?, take),
        Book::Ods(mut book) => held(&book.worksheet_range(name).map_err(damaged)?, take),
    })
}

/// Of a thousand.
fn share(row: u64, rows: u64) -> u64 {
    row.saturating_mul(1000).checked_div(rows).unwrap_or_default().min(999)
}

fn stream(
    book: &mut Xlsx<Input>,
    name: &str,
    take: &mut Taker,
) -> std::result::Result<(), calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let rows = u64::from(cells.dimensions().end.0).saturating_add(1);
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell()? {
        let (line, column) = cell.get_position();
        let line = u64::from(line) + 1;
        if line != row.line {
            let whole = std::mem::replace(&mut row, Row { line, ..Row::default() });
            if whole.line > 0 && !take(whole, share(line, rows)) {
                return Ok(());
            }
        }
        let value = text_of_ref(cell.get_value());
        if value.is_empty() {
            continue;
        }
        put(&mut row, column as usize, value);
    }
    if row.line > 0 {
        take(row, 999);
    }
    Ok(())
}

/// Puts a cell in its column; what is left out before it is empty.
fn put(row: &mut Row, column: usize, value: String) {
    if column >= MOST_COLUMNS {
        row.broken.get_or_insert(Error::TooManyColumns { most: MOST_COLUMNS as i64 });
        return;
    }
    if column >= row.cells.len() {
        row.cells.resize(column + 1, String::new());
    }
    if let Some(cell) = row.cells.get_mut(column) {
        *cell = value;
    }
}

fn held(range: &Range<Data>, take: &mut Taker) -> Result<()> {
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    let rows = range.height() as u64;
    for (index, cells) in (0_u64..).zip(range.rows()) {
        let mut row = Row { line: first + index + 1, ..Row::default() };
        for (column, value) in cells.iter().enumerate() {
            let value = text_of(value);
            if !value.is_empty() {
                put(&mut row, column, value);
            }
        }
        if !take(row, share(index, rows)) {
            break;
        }
    }
    Ok(())
}

fn text_of(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::String(text) | Data::DurationIso(text) => without_nul(text),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(date) => date_text(date),
        Data::DateTimeIso(text) => iso_text(text),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn text_of_ref(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => without_nul(text),
        DataRef::SharedString(text) => without_nul(text),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(date) => date_text(date),
        DataRef::DateTimeIso(text) => iso_text(text),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// A whole number without a point: most of them are phones and codes.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

fn date_text(date: &ExcelDateTime) -> String {
    match date.as_datetime() {
        Some(when) if date.is_duration() || date.as_f64() < 1.0 => when.format("%H:%M").to_string(),
        Some(when) if when.time() == NaiveTime::MIN => when.format("%Y-%m-%d").to_string(),
        Some(when) => when.format("%Y-%m-%d %H:%M").to_string(),
        None => number_text(date.as_f64()),
    }
}

/// `2026-11-20T00:00:00` as the day that it is.
fn iso_text(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_matches(['0', ':', '.', 'Z']).is_empty() => day.to_owned(),
        _ => text.replace('T', " "),
    }
}
