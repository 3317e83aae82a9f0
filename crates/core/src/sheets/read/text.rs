//! A text file as UTF-8, whatever charset it is in, piece by piece.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Decoder, Encoding};

use crate::{Error, Result};

const PIECE: usize = 64 * 1024;

/// Bytes of a file, decoded as they are asked for. What the charset does not know becomes U+FFFD, NUL is left out.
pub struct Text {
    file: File,
    path: std::path::PathBuf,
    decoder: Decoder,
    raw: Vec<u8>,
    held: usize,
    text: Vec<u8>,
    at: usize,
    /// Bytes of the file that were read.
    pub done: u64,
    ended: bool,
}

impl Text {
    pub fn open(path: &Path, encoding: &'static Encoding) -> Result<Self> {
        let file = File::open(path).map_err(|error| Error::io(path, error))?;
        Ok(Self {
            file,
            path: path.to_owned(),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; PIECE],
            held: 0,
            text: Vec::new(),
            at: 0,
            done: 0,
            ended: false,
        })
    }

    /// What is decoded and not yet used; empty at the end.
    pub fn piece(&mut self) -> Result<&[u8]> {
        while self.at >= self.text.len() && !self.ended {
            self.refill()?;
        }
        Ok(self.text.get(self.at..).unwrap_or_default())
    }

    /// Marks bytes of the piece as used.
    pub fn used(&mut self, count: usize) {
        self.at = (self.at + count).min(self.text.len());
    }

    fn refill(&mut self) -> Result<()> {
        let free = self.raw.get_mut(self.held..).unwrap_or_default();
        let read = self.file.read(free).map_err(|error| Error::io(&self.path, error))?;
        self.done += read as u64;
        self.held += read;
        let last = read == 0;
        // A byte of any charset gives three of UTF-8 at most.
        self.text.resize(self.held * 3 + 16, 0);
        self.at = 0;
        let raw = self.raw.get(..self.held).unwrap_or_default();
        let (_, used, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, last);
        self.text.truncate(written);
        if memchr::memchr(0, &self.text).is_some() {
            self.text.retain(|byte| *byte != 0);
        }
        self.raw.copy_within(used..self.held, 0);
        self.held -= used;
        self.ended = last;
        Ok(())
    }
}

/// The beginning of a text, as far as its last whole line.
pub fn beginning(path: &Path, encoding: &'static Encoding) -> Result<String> {
    let mut text = Text::open(path, encoding)?;
    let mut bytes = Vec::new();
    while bytes.len() < PIECE {
        let piece = text.piece()?;
        if piece.is_empty() {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        bytes.extend_from_slice(piece);
        let count = piece.len();
        text.used(count);
    }
    let whole = memchr::memrchr(b'\n', &bytes).map_or(bytes.len(), |end| end + 1);
    bytes.truncate(whole);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
