//! Books that are archives (XLSX, ODS), looked through before the library reads them: a small file may hold gigabytes, a
//! cell without an end, or say that it has more cells than there is memory. What passes here is read in bounded memory.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{FileKind, MOST_CELL, MOST_ROW};
use crate::{Error, Result};

/// The largest book as it lies on the disk.
const MOST_FILE: u64 = 256 * 1024 * 1024;
/// Files in an archive; a book has some dozens.
const MOST_PARTS: usize = 20_000;
/// What a part may hold when it is unpacked: sheets are streamed, texts and an ODS are held in memory.
const MOST_SHEET: u64 = 1024 * 1024 * 1024;
const MOST_HELD: u64 = 256 * 1024 * 1024;
/// Cells of an ODS, repeated ones counted as often as they are repeated.
const MOST_CELLS: u64 = 8_000_000;

/// Which kind of book it is; refuses what is none and what would burst.
pub fn look(path: &Path, file: &mut File) -> Result<FileKind> {
    let size = file.metadata().map_err(|error| Error::io(path, error))?.len();
    if size > MOST_FILE {
        return Err(Error::FileTooBig { most: MOST_FILE as i64 });
    }
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(Error::FileTooBig { most: MOST_FILE as i64 });
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let kind = if names.iter().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        FileKind::Xlsx
    } else if is_ods(&mut archive) {
        FileKind::Ods
    } else {
        return Err(Error::NotATable);
    };
    for name in names {
        if let Some(part) = Part::of(kind, &name) {
            check(&mut archive, &name, part)?;
        }
    }
    Ok(kind)
}

fn is_ods(archive: &mut ZipArchive<BufReader<&mut File>>) -> bool {
    let mut told = String::new();
    archive.by_name("mimetype").is_ok_and(|part| part.take(200).read_to_string(&mut told).is_ok())
        && told.trim_start().starts_with("application/vnd.oasis.opendocument.spreadsheet")
}

/// What a part of a book is to us.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Streamed cell by cell.
    Sheet,
    /// The texts of an XLSX.
    Strings,
    /// The sheets of an ODS.
    Content,
    Other,
}

impl Part {
    /// None of what is never read: pictures, macros.
    fn of(kind: FileKind, name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            return None;
        }
        Some(match kind {
            FileKind::Xlsx if name.ends_with("sharedstrings.xml") => Self::Strings,
            FileKind::Xlsx if name.contains("worksheets/") => Self::Sheet,
            FileKind::Ods if name == "content.xml" => Self::Content,
            _ => Self::Other,
        })
    }

    fn most(self) -> u64 {
        if self == Self::Sheet { MOST_SHEET } else { MOST_HELD }
    }
}

fn damaged(detail: String) -> Error {
    Error::FileDamaged(detail)
}

fn check(archive: &mut ZipArchive<BufReader<&mut File>>, name: &str, part: Part) -> Result<()> {
    let opened = match archive.by_name(name) {
        Ok(opened) => opened,
        Err(ZipError::UnsupportedArchive(detail)) if detail.to_lowercase().contains("password") => {
            return Err(Error::FileProtected);
        }
        Err(error) => return Err(damaged(error.to_string())),
    };
    let mut watched = Watched { inner: opened, read: 0, most: part.most(), run: 0, burst: false };
    let outcome = match part {
        Part::Other => std::io::copy(&mut watched, &mut std::io::sink())
            .map(|_| ())
            .map_err(|error| damaged(error.to_string())),
        _ => Count::default().walk(&mut watched, part),
    };
    if watched.burst {
        return Err(Error::FileTooBig { most: part.most() as i64 });
    }
    outcome
}

/// Bytes of a part, ended when there are too many, or when a text or a tag has no end.
struct Watched<R> {
    inner: R,
    read: u64,
    most: u64,
    run: usize,
    burst: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = buffer.get(..count).unwrap_or_default();
        self.read += count as u64;
        let mut at = 0;
        for end in memchr::memchr2_iter(b'<', b'>', bytes) {
            self.burst |= self.run + (end - at) > MOST_CELL;
            (self.run, at) = (0, end);
        }
        self.run += count - at;
        self.burst |= self.run > MOST_CELL || self.read > self.most;
        if self.burst { Err(std::io::Error::other("the part is too big")) } else { Ok(count) }
    }
}

/// What the cells of a part come to.
#[derive(Default)]
struct Count {
    cell: usize,
    texts: u64,
    told: u64,
    row_repeats: u64,
    row_cells: u64,
    empty: u64,
    cells: u64,
}

impl Count {
    fn walk(mut self, watched: &mut impl Read, part: Part) -> Result<()> {
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 * 1024, watched));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                Ok(Event::Start(tag)) => self.begin(&tag, true),
                Ok(Event::Empty(tag)) => self.begin(&tag, false),
                Ok(Event::End(tag)) if tag.name().as_ref() == "table:table-row" => {
                    self.cells =
                        self.cells.saturating_add(self.row_cells.saturating_mul(self.row_repeats.max(1)));
                }
                Ok(Event::Text(text)) => self.cell += text.len(),
                Ok(Event::CData(text)) => self.cell += text.len(),
                Ok(_) => {}
                Err(error) => return Err(damaged(error.to_string())),
            }
            if self.cell > MOST_ROW || self.cells.saturating_add(self.row_cells) > MOST_CELLS {
                return Err(Error::FileTooBig { most: MOST_HELD as i64 });
            }
        }
        // The library makes room for as many texts as the file says it has.
        if part == Part::Strings && self.told > self.texts.saturating_add(1000) {
            return Err(damaged("more texts are told than there are".to_owned()));
        }
        Ok(())
    }

    fn begin(&mut self, tag: &BytesStart, filled: bool) {
        match tag.name().as_ref() {
            "c" => self.cell = 0,
            "si" => {
                self.cell = 0;
                self.texts += 1;
            }
            "sst" => self.told = number(tag, "uniqueCount").unwrap_or_default(),
            "table:table-row" => {
                (self.row_cells, self.empty) = (0, 0);
                self.row_repeats = number(tag, "table:number-rows-repeated").unwrap_or(1);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = 0;
                let repeats = number(tag, "table:number-columns-repeated").unwrap_or(1);
                // Empty ones count only where another one stands to the right of them.
                self.empty = self.empty.saturating_add(repeats);
                if filled {
                    self.row_cells = self.row_cells.saturating_add(self.empty);
                    self.empty = 0;
                }
            }
            _ => {}
        }
    }
}

fn number(tag: &BytesStart, name: &str) -> Option<u64> {
    let value = tag.try_get_attribute(name).ok()??.value;
    // More digits than a number has is a number that is too big.
    let text = value.as_ref();
    Some(text.parse().unwrap_or(if text.bytes().all(|byte| byte.is_ascii_digit()) { u64::MAX } else { 0 }))
}
