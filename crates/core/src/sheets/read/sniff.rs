//! What kind of file it is, by its bytes and not by its name; for texts the charset and the delimiter as well.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use sha2::{Digest, Sha256};

use super::{FileKind, MOST_BYTES, Source, archive, book, delimiter, old_book, text};
use crate::sheets::Delimiter;
use crate::{Error, Result};

const PIECE: usize = 128 * 1024;
/// Bytes of lines with letters beyond ASCII, by which the charset is found.
const SAMPLE: usize = 128 * 1024;
/// The first bytes of old Office files (MS-CFB 2.2).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The first bytes of what is surely no table: PDF, pictures, RTF, archives, sound.
const OTHERS: [&[u8]; 11] = [
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B",
    b"RIFF",
    b"SQLite format 3\0",
    b"MZ",
];

pub fn look(path: &Path) -> Result<Source> {
    let fail = |error| Error::io(path, error);
    let about = std::fs::metadata(path).map_err(fail)?;
    if !about.is_file() {
        return Err(Error::NotATable);
    }
    if about.len() == 0 {
        return Err(Error::FileEmpty);
    }
    if about.len() > MOST_BYTES {
        return Err(Error::FileTooBig { most: MOST_BYTES as i64 });
    }
    let mut file = File::open(path).map_err(fail)?;
    let mut start = [0; 16];
    let length = file.read(&mut start).map_err(fail)?;
    let start = start.get(..length).unwrap_or_default();
    file.rewind().map_err(fail)?;
    let mut source = Source {
        path: path.to_owned(),
        kind: FileKind::Csv,
        size: about.len(),
        sha256: String::new(),
        encoding: UTF_8,
        delimiter: Delimiter::Comma,
        sheets: Vec::new(),
        sheet: 0,
        changed_at: about.modified().ok(),
    };
    if OTHERS.iter().any(|other| start.starts_with(other)) {
        return Err(Error::NotATable);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        source.kind = archive::look(path, &mut file)?;
    } else if start.starts_with(COMPOUND) {
        old_book::look(&mut file)?;
        source.kind = FileKind::Xls;
    }
    file.rewind().map_err(fail)?;
    if source.kind == FileKind::Csv {
        look_at_text(&mut source, &mut file)?;
    } else {
        source.sha256 = hash(&mut file).map_err(fail)?;
        source.sheets = book::sheets(&source)?;
    }
    Ok(source)
}

fn hash(file: &mut File) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(hex(hasher));
        }
        hasher.update(piece.get(..read).unwrap_or_default());
    }
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn look_at_text(source: &mut Source, file: &mut File) -> Result<()> {
    let fail = |error| Error::io(&source.path, error);
    let mut hasher = Sha256::new();
    let mut look = Look::default();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).map_err(fail)?;
        if read == 0 {
            break;
        }
        let bytes = piece.get(..read).unwrap_or_default();
        hasher.update(bytes);
        look.take(bytes);
    }
    source.sha256 = hex(hasher);
    source.encoding = look.encoding()?;
    let beginning = text::beginning(&source.path, source.encoding)?;
    let trimmed = beginning.trim_start();
    if trimmed.is_empty() && source.size < PIECE as u64 {
        return Err(Error::FileEmpty);
    }
    // Pages and Excel's XML of 2003, which go about as .xls, and letters.
    if trimmed.starts_with('<') {
        return Err(Error::NotATable);
    }
    if trimmed.lines().take(20).any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD")) {
        source.kind = FileKind::Vcard;
        return Ok(());
    }
    source.delimiter = delimiter::find(&beginning);
    Ok(())
}

/// What is gathered of a text in one pass.
#[derive(Default)]
struct Look {
    first: Vec<u8>,
    count: u64,
    zeros: u64,
    controls: u64,
    /// Bytes at even and odd places that the upper half of a UTF-16 unit has in our languages.
    halves: [u64; 2],
    good: u64,
    bad: u64,
    carried: Vec<u8>,
    sample: Vec<u8>,
}

impl Look {
    fn take(&mut self, bytes: &[u8]) {
        if self.first.len() < 4 {
            self.first.extend(bytes.iter().take(4));
        }
        for (index, byte) in (self.count..).zip(bytes) {
            match byte {
                0 => self.zeros += 1,
                0x01..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F => self.controls += 1,
                _ => {}
            }
            if matches!(byte, 0 | 4)
                && let Some(half) = self.halves.get_mut((index % 2) as usize)
            {
                *half += 1;
            }
        }
        self.count += bytes.len() as u64;
        self.take_letters(bytes);
        self.take_sample(bytes);
    }

    /// Counts signs beyond ASCII that are good UTF-8, and bytes that are not.
    fn take_letters(&mut self, bytes: &[u8]) {
        let mut text = std::mem::take(&mut self.carried);
        text.extend_from_slice(bytes);
        let mut chunks = text.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.good += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count() as u64;
            // What is cut off at the end of a piece goes on in the next one.
            if chunks.peek().is_none() && chunk.invalid().len() < 4 {
                self.carried = chunk.invalid().to_vec();
            } else {
                self.bad += chunk.invalid().len() as u64;
            }
        }
    }

    fn take_sample(&mut self, bytes: &[u8]) {
        if self.sample.len() >= SAMPLE {
            return;
        }
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if !line.is_ascii() {
                self.sample.extend(line.iter().take(4096));
            }
            if self.sample.len() >= SAMPLE {
                return;
            }
        }
    }

    fn encoding(&self) -> Result<&'static Encoding> {
        match self.first.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => return Ok(UTF_8),
            [0xFF, 0xFE, ..] => return Ok(UTF_16LE),
            [0xFE, 0xFF, ..] => return Ok(UTF_16BE),
            _ => {}
        }
        // Text in UTF-16 without its mark: nearly every second byte says which page of letters it is.
        let pairs = self.count / 2;
        let [even, odd] = self.halves;
        if self.zeros > 0 && pairs > 1 {
            if odd * 10 >= pairs * 9 && odd > even {
                return Ok(UTF_16LE);
            }
            if even * 10 >= pairs * 9 {
                return Ok(UTF_16BE);
            }
        }
        if self.zeros * 50 > self.count || self.controls * 20 > self.count {
            return Err(Error::NotATable);
        }
        let bad = self.bad + self.carried.len() as u64;
        if bad == 0 || self.good > bad * 4 {
            return Ok(UTF_8);
        }
        // A single letter tells little; here it is Cyrillic rather than anything else.
        Ok(deskbell_mail::letter::charset_of(&self.sample).unwrap_or(WINDOWS_1251))
    }
}
