//! Books of Excel 97 (XLS), looked through before the library reads them: it makes room for as many cells as the file
//! says it has, from the first to the last of them.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use cfb::CompoundFile;

use crate::{Error, Result};

/// The largest book of this kind; its format holds 65,536 rows.
const MOST_FILE: u64 = 128 * 1024 * 1024;
/// Cells between the first and the last one of all sheets together: they are held in memory.
const MOST_CELLS: u64 = 8_000_000;
/// What the format itself can hold (MS-XLS 2.4.90): room is only promised for these, not filled.
const MOST_TOLD: u64 = 65_536 * 256;

/// Records of cells that hold something (MS-XLS 2.3): each begins with its row and column.
const CELLS: [u16; 9] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0207];
const DIMENSIONS: u16 = 0x0200;
const BEGIN: u16 = 0x0809;
/// The workbook is enciphered (MS-XLS 2.4.117).
const PASSWORD: u16 = 0x002F;

/// Refuses what is no such book, what a password protects, and what would burst.
pub fn look(file: &mut File) -> Result<()> {
    if file.metadata().map_err(damaged)?.len() > MOST_FILE {
        return Err(Error::FileTooBig { most: MOST_FILE as i64 });
    }
    let mut parts = CompoundFile::open(&mut *file).map_err(damaged)?;
    if parts.exists("EncryptedPackage") {
        return Err(Error::FileProtected);
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| parts.is_stream(name)).ok_or(Error::NotATable)?;
    let stream = parts.open_stream(name).map_err(damaged)?;
    walk(&mut BufReader::with_capacity(64 * 1024, stream))
}

fn damaged(error: std::io::Error) -> Error {
    Error::FileDamaged(error.to_string())
}

/// The cells of a sheet, from the first to the last.
#[derive(Default)]
struct Extent {
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn take(&mut self, row: u16, column: u16) {
        let wider = |known: Option<(u16, u16)>, place: u16| {
            Some(known.map_or((place, place), |(first, last)| (first.min(place), last.max(place))))
        };
        self.rows = wider(self.rows, row);
        self.columns = wider(self.columns, column);
    }

    fn cells(&self) -> u64 {
        let span = |known: Option<(u16, u16)>| known.map_or(0, |(first, last)| u64::from(last - first) + 1);
        span(self.rows) * span(self.columns)
    }
}

fn walk(stream: &mut (impl Read + Seek)) -> Result<()> {
    let (mut extent, mut cells, mut told) = (Extent::default(), 0_u64, 0_u64);
    while let Some((kind, length)) = header(stream)? {
        let mut start = [0; 14];
        let taken = start.len().min(usize::from(length));
        let start = start.get_mut(..taken).unwrap_or_default();
        // A file that ends inside a record is the library's to complain about.
        if stream.read_exact(start).is_err() {
            break;
        }
        stream.seek(SeekFrom::Current(i64::from(length) - taken as i64)).map_err(damaged)?;
        match kind {
            PASSWORD => return Err(Error::FileProtected),
            BEGIN => {
                cells += extent.cells();
                extent = Extent::default();
            }
            DIMENSIONS => told += promised(start),
            _ if CELLS.contains(&kind) => {
                extent.take(word(start, 0), word(start, 2));
            }
            _ => {}
        }
        if told > MOST_TOLD * 4 || cells + extent.cells() > MOST_CELLS {
            return Err(Error::FileTooBig { most: MOST_FILE as i64 });
        }
    }
    Ok(())
}

fn header(stream: &mut impl Read) -> Result<Option<(u16, u16)>> {
    let mut header = [0; 4];
    match stream.read_exact(&mut header) {
        Ok(()) => Ok(Some((word(&header, 0), word(&header, 2)))),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(damaged(error)),
    }
}

/// How many cells a sheet says it has: two rows and two columns, of four bytes or of two.
fn promised(record: &[u8]) -> u64 {
    let long = |at: usize| u64::from(word(record, at)) | (u64::from(word(record, at + 2)) << 16);
    let (first, last, left, right) = if record.len() >= 14 {
        (long(0), long(4), word(record, 8), word(record, 10))
    } else {
        (word(record, 0).into(), word(record, 2).into(), word(record, 4), word(record, 6))
    };
    // The library takes a start that makes no sense for the first column.
    let left = if left > 0xFF || right < left { 0 } else { left };
    // An end before its start would wrap around in the library.
    if first > last {
        return u64::MAX / 8;
    }
    (last - first).saturating_mul(u64::from(right - left))
}

fn word(bytes: &[u8], at: usize) -> u16 {
    let byte = |index: usize| u16::from(bytes.get(index).copied().unwrap_or_default());
    byte(at) | (byte(at + 1) << 8)
}
