//! The raw bytes of letters: packed outside of transactions, stored before anything is read.

mod sql;

use deskbell_store::{Reader, Tx};

use crate::{Error, Result};

/// Raw bytes made ready for storing.
#[derive(Debug, Clone)]
pub struct Packed {
    /// Lower-case hex of the raw bytes' BLAKE3: quicker than SHA-256, and a sync hashes every byte.
    pub hash: String,
    /// Bytes before compression.
    pub size: i64,
    /// zstd.
    pub body: Vec<u8>,
}

/// The longest letter that is unpacked; guards against a damaged size field.
const MOST: usize = 512 * 1024 * 1024;

/// Makes letters ready for storing, one after another: its tables are made once.
pub struct Packer {
    zstd: zstd::bulk::Compressor<'static>,
}

impl Packer {
    /// Level 1: the base64 of attachments gives little more to slower levels.
    pub fn new() -> Result<Self> {
        let zstd = zstd::bulk::Compressor::new(1).map_err(|error| Error::BadData(error.to_string()))?;
        Ok(Self { zstd })
    }

    /// Hashes and compresses.
    pub fn pack(&mut self, raw: &[u8]) -> Result<Packed> {
        let hash = blake3::hash(raw).to_hex().to_string();
        let body = self.zstd.compress(raw).map_err(|error| Error::BadData(error.to_string()))?;
        Ok(Packed { hash, size: raw.len() as i64, body })
    }
}

/// Makes one letter ready for storing.
pub fn pack(raw: &[u8]) -> Result<Packed> {
    Packer::new()?.pack(raw)
}

/// Stores the bytes once; gives their id.
pub fn store(tx: &mut Tx, packed: Packed) -> Result<i64> {
    match sql::raw_id(tx, &packed.hash)? {
        Some(id) => Ok(id),
        None => sql::insert_raw(tx, packed),
    }
}

/// The raw bytes of an id.
pub fn load(reader: &mut Reader, id: i64) -> Result<Vec<u8>> {
    let (size, body) = sql::raw(reader, id)?.ok_or(Error::NotFound { noun: "letter_raw", id })?;
    let size = usize::try_from(size).unwrap_or(MOST).min(MOST);
    zstd::bulk::decompress(&body, size).map_err(|error| Error::BadData(format!("letter_raw {id}: {error}")))
}
