//! Data files as they ship: four bytes that say what follows, then an LZMA stream.
//!
//! Compressed here because static hosts send files of an unknown type as they are, and by LZMA because for
//! names and definitions it is a fifth smaller than DEFLATE.

use std::fmt;

use lzma_rust2::{LzmaOptions, LzmaReader, LzmaWriter, Read, Write};

/// Why a packed file is none that this version can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnpackError {
    file: &'static str,
    why: &'static str,
}

impl UnpackError {
    /// It unpacks, to something else than was expected.
    pub(crate) fn other_version(file: &'static str) -> Self {
        Self { file, why: "its content is of another version" }
    }
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} cannot be used: {}; build the site again with this version", self.file, self.why)
    }
}

impl std::error::Error for UnpackError {}

/// Where the encoder writes to.
struct Sink(Vec<u8>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> lzma_rust2::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> lzma_rust2::Result<()> {
        Ok(())
    }
}

/// The bytes in the form that [`unpack`] reads; the same bytes always give the same file.
pub fn pack(magic: &[u8; 4], plain: &[u8]) -> Vec<u8> {
    let mut options = LzmaOptions::with_preset(9);
    // Text is of no alignment.
    (options.pb, options.nice_len) = (0, LzmaOptions::NICE_LEN_MAX);
    // No larger than what is packed: the reader sets aside as much.
    options.dict_size = u32::try_from(plain.len().next_power_of_two().clamp(4096, 1 << 24)).unwrap_or(1 << 24);
    let write = || {
        let mut writer = LzmaWriter::new_use_header(Sink(magic.to_vec()), &options, Some(plain.len() as u64))?;
        writer.write_all(plain)?;
        writer.finish()
    };
    write().expect("writing to memory always succeeds").0
}

/// Reads what [`pack`] wrote, at most `limit` bytes of it; `file` is what messages call it.
///
/// # Errors
/// Where the bytes are no such file.
pub fn unpack(file: &'static str, magic: &[u8; 4], packed: &[u8], limit: usize) -> Result<Vec<u8>, UnpackError> {
    plain(magic, packed, limit).map_err(|why| UnpackError { file, why })
}

fn plain(magic: &[u8; 4], packed: &[u8], limit: usize) -> Result<Vec<u8>, &'static str> {
    const DAMAGED: &str = "its compressed data is damaged";
    let body = packed.strip_prefix(magic).ok_or("it does not begin as one")?;
    // The header: a byte of properties, four of the dictionary's size, eight of the content's.
    let size =
        body.get(5..13).and_then(|size| size.try_into().ok()).map(u64::from_le_bytes).ok_or("it is cut short")?;
    let size = usize::try_from(size).ok().filter(|size| *size <= limit).ok_or(DAMAGED)?;
    let read = || {
        let mut reader = LzmaReader::new_mem_limit(body, (limit >> 10) as u32 + 64, None)?;
        let mut plain = vec![0; size];
        reader.read_exact(&mut plain).map(|()| plain)
    };
    read().map_err(|_| DAMAGED)
}
