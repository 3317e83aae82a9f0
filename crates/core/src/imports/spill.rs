//! Rows that could not be taken, kept in a file of their own until somebody saves them or closes the import: there may be
//! as many as the file has. It has no name, and is gone with the program.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek};
use std::path::Path;

use crate::error::WireError;
use crate::sheets::{Cell, Format, Writer};
use crate::words::{self, Language};
use crate::{Error, Result};

pub struct Spill {
    lines: csv::Writer<BufWriter<File>>,
    count: u64,
}

fn failed(error: impl Into<std::io::Error>) -> Error {
    Error::io(&std::env::temp_dir(), error.into())
}

impl Spill {
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(failed)?;
        Ok(Self {
            lines: csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(file)),
            count: 0,
        })
    }

    pub fn add(&mut self, line: u64, error: &WireError, cells: &[String]) -> Result<()> {
        self.lines.write_field(line.to_string()).map_err(failed)?;
        self.lines.write_field(crate::settings::json(error)?.to_string()).map_err(failed)?;
        self.lines.write_record(cells).map_err(failed)?;
        self.count += 1;
        Ok(())
    }

    /// Writes them as a table: the file's own columns, then line and reason.
    pub fn save(&mut self, path: &Path, language: Language, titles: &[String]) -> Result<u64> {
        self.lines.flush().map_err(failed)?;
        let mut file = self.lines.get_ref().get_ref().try_clone().map_err(failed)?;
        file.rewind().map_err(failed)?;
        let word = |key: &str| words::text(language, key, &[]);
        let (line, reason) = (word("imports-bad-line"), word("imports-bad-reason"));
        let mut columns: Vec<&str> = titles.iter().map(String::as_str).collect();
        columns.extend([line.as_str(), reason.as_str()]);
        let mut table =
            Writer::create(path, Format::of(path, language), &word("imports-bad-sheet"), &columns)?;
        let reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(BufReader::new(&file));
        for record in reader.into_records() {
            let record = record.map_err(failed)?;
            let mut fields = record.iter();
            let line = fields.next().and_then(|text| text.parse::<i64>().ok()).unwrap_or_default();
            let error: Option<WireError> = fields.next().and_then(|text| serde_json::from_str(text).ok());
            let mut cells: Vec<Cell> = fields.map(Cell::from).collect();
            cells.resize(titles.len(), Cell::Empty);
            cells.push(Cell::from(line));
            cells.push(Cell::from(error.map(|error| words::sentence(language, &error)).unwrap_or_default()));
            table.row(&cells)?;
        }
        file.seek(std::io::SeekFrom::End(0)).map_err(failed)?;
        table.finish()
    }
}
