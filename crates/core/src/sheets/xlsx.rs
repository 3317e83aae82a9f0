//! A table as XLSX: text as text, numbers as numbers, days as days, the titles bold and staying in sight.

use std::io::{BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use tempfile::NamedTempFile;

use super::{Cell, Failure};

/// Rows that a sheet holds (ECMA-376, Excel's own limit); further ones go on on another sheet.
const MOST_ROWS: u32 = 1_048_576;
/// Columns that a sheet holds.
const MOST_COLUMNS: usize = 16_384;
/// Signs that a cell holds; Excel refuses a file with more.
const MOST_SIGNS: usize = 32_767;
/// Widths in signs, between which a column takes that of its longest text.
const WIDTHS: (usize, usize) = (6, 60);

pub struct Body {
    workbook: Workbook,
    name: String,
    titles: Vec<String>,
    widths: Vec<usize>,
    sheets: usize,
    next_row: u32,
    formats: Formats,
}

struct Formats {
    title: Format,
    sum: Format,
    day: Format,
    time: Format,
}

impl Body {
    pub fn begin(folder: &Path, name: &str, titles: &[&str]) -> Result<Self, Failure> {
        let mut workbook = Workbook::new();
        // Where the table itself goes there is room; the system's folder for such things may be memory.
        workbook.set_tempdir(folder)?;
        let formats = Formats {
            title: Format::new().set_bold(),
            sum: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        };
        let titles: Vec<String> = titles.iter().map(|title| fitting(title)).collect();
        let widths = titles.iter().map(|title| width(title)).collect();
        let mut body =
            Self { workbook, name: sheet_name(name), titles, widths, sheets: 0, next_row: 0, formats };
        body.new_sheet()?;
        Ok(body)
    }

    fn new_sheet(&mut self) -> Result<(), Failure> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        self.sheets += 1;
        if self.sheets == 1 {
            sheet.set_name(&self.name)?;
        } else {
            sheet.set_name(format!("{} {}", self.name, self.sheets))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0_u16..).zip(&self.titles) {
            sheet.write_string_with_format(0, column, title, &self.formats.title)?;
        }
        self.next_row = 1;
        Ok(())
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        if self.next_row >= MOST_ROWS {
            self.new_sheet()?;
        }
        let (row, formats) = (self.next_row, &self.formats);
        let sheet = self.workbook.worksheet_from_index(self.sheets.saturating_sub(1))?;
        // The crate panics where its own file cannot be written: the disk is full.
        let written = catch_unwind(AssertUnwindSafe(|| {
            (0_u16..)
                .zip(cells.iter().take(MOST_COLUMNS))
                .try_for_each(|(c, cell)| put(sheet, row, c, cell, formats))
        }));
        written.map_err(|_| disk_full())??;
        for (index, cell) in cells.iter().enumerate() {
            if index >= self.widths.len() {
                self.widths.push(WIDTHS.0);
            }
            if let Some(known) = self.widths.get_mut(index) {
                *known = (*known).max(cell_width(cell));
            }
        }
        self.next_row += 1;
        Ok(())
    }

    pub fn finish(mut self, file: &NamedTempFile) -> Result<(), Failure> {
        for index in 0..self.sheets {
            let sheet = self.workbook.worksheet_from_index(index)?;
            for (column, width) in (0_u16..).zip(&self.widths) {
                sheet.set_column_width(column, (*width).clamp(WIDTHS.0, WIDTHS.1) as f64 + 1.5)?;
            }
        }
        let mut out = BufWriter::new(file.as_file());
        let saved = catch_unwind(AssertUnwindSafe(|| self.workbook.save_to_writer(&mut out)));
        saved.map_err(|_| disk_full())??;
        Ok(out.flush()?)
    }
}

fn disk_full() -> Failure {
    Failure::Io(std::io::ErrorKind::StorageFull.into())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
        }
        Cell::Number(value) | Cell::Sum(value) if !value.is_finite() => {}
        Cell::Number(value) => {
            sheet.write_number(row, column, *value)?;
        }
        Cell::Sum(value) => {
            sheet.write_number_with_format(row, column, *value, &formats.sum)?;
        }
        Cell::Day(day) => match excel_day(*day) {
            Some(value) => {
                sheet.write_datetime_with_format(row, column, &value, &formats.day)?;
            }
            None => {
                sheet.write_string(row, column, day.to_string())?;
            }
        },
        Cell::Time(time) => match excel_time(*time) {
            Some(value) => {
                sheet.write_datetime_with_format(row, column, &value, &formats.time)?;
            }
            None => {
                sheet.write_string(row, column, time.format("%Y-%m-%d %H:%M").to_string())?;
            }
        },
    }
    Ok(())
}

/// Excel's calendar begins in 1900; an older day is written as text.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

fn excel_time(time: NaiveDateTime) -> Option<ExcelDateTime> {
    excel_day(time.date())?.and_hms(time.hour() as u16, time.minute() as u8, time.second() as f64).ok()
}

/// The text as a cell takes it, in Excel's own count of UTF-16 units.
fn fitting(text: &str) -> String {
    if text.len() <= MOST_SIGNS || text.encode_utf16().count() <= MOST_SIGNS {
        return text.to_owned();
    }
    let mut units = 0;
    let mut cut: String = text
        .chars()
        .take_while(|sign| {
            units += sign.len_utf16();
            units < MOST_SIGNS
        })
        .collect();
    cut.push('…');
    cut
}

fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().take(WIDTHS.1).count()).max().unwrap_or(0)
}

fn cell_width(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => width(text),
        Cell::Number(_) => 8,
        Cell::Sum(_) => 12,
        Cell::Day(_) => 10,
        Cell::Time(_) => 16,
    }
}

/// A name that Excel takes for a sheet: no brackets, slashes or colons, room for a number behind it.
fn sheet_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|sign| if "[]:*?/\\'".contains(sign) || sign.is_control() { ' ' } else { sign })
        .take(26)
        .collect();
    match clean.trim() {
        "" => "Deskbell".to_owned(),
        name => name.to_owned(),
    }
}
