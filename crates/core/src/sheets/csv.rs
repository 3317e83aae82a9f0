//! A table as CSV (RFC 4180), with the mark at its start by which Excel knows UTF-8.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};

use super::{Cell, Delimiter, Failure, guarded};

pub struct Body {
    lines: csv::Writer<BufWriter<File>>,
    delimiter: Delimiter,
    columns: usize,
}

impl Body {
    pub fn begin(file: File, delimiter: Delimiter, titles: &[&str]) -> Result<Self, Failure> {
        let mut file = BufWriter::new(file);
        file.write_all("\u{feff}".as_bytes())?;
        let lines = csv::WriterBuilder::new()
            .delimiter(delimiter.byte())
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(file);
        let mut body = Self { lines, delimiter, columns: titles.len() };
        body.line(titles.iter().map(|title| guarded(title)))?;
        Ok(body)
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        let delimiter = self.delimiter;
        // A row that ends early has its empty cells nevertheless: some programs count them.
        let missing = self.columns.saturating_sub(cells.len());
        let cells = cells.iter().map(|cell| text(cell, delimiter));
        self.line(cells.chain(std::iter::repeat_n(Cow::Borrowed(""), missing)))
    }

    fn line<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> Result<(), Failure> {
        for cell in cells {
            self.lines.write_field(cell.as_bytes()).map_err(failure)?;
        }
        self.lines.write_record(None::<&[u8]>).map_err(failure)
    }

    pub fn finish(self) -> Result<(), Failure> {
        let mut file = self.lines.into_inner().map_err(|error| Failure::Io(error.into_error()))?;
        Ok(file.flush()?)
    }
}

fn failure(error: csv::Error) -> Failure {
    Failure::Io(error.into())
}

fn text<'a>(cell: &'a Cell, delimiter: Delimiter) -> Cow<'a, str> {
    let number = |digits: String| {
        Cow::Owned(if delimiter == Delimiter::Semicolon { digits.replace('.', ",") } else { digits })
    };
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => guarded(text),
        Cell::Number(value) | Cell::Sum(value) if !value.is_finite() => Cow::Borrowed(""),
        Cell::Number(value) => number(value.to_string()),
        Cell::Sum(value) => number(format!("{value:.2}")),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Time(time) => Cow::Owned(time.format("%Y-%m-%d %H:%M").to_string()),
    }
}
