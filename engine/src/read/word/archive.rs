//! The parts of a ZIP archive, unpacked one by one and within a limit.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use crate::read::{ErrorKind, MAX_BYTES, ReadError, decode};

/// The most bytes that the parts of one document may have together. A page of text takes some 10 KB of Word's
/// XML, so that a brief of any size is far below; what packs more into so small a file was made to harm.
pub const MAX_UNPACKED: usize = 4 * MAX_BYTES;

/// The most entries that are looked at; Word's own documents have some twenty, and one for each picture.
const MAX_ENTRIES: usize = 10_000;

/// An archive, and how much of it may still be unpacked.
pub struct Archive<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    left: usize,
}

impl<'a> Archive<'a> {
    /// The archive that some bytes are, if they are one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { archive: ZipArchive::from_slice(bytes).ok()?, left: MAX_UNPACKED })
    }

    /// The text of a part; nothing where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged, or more than may be unpacked.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let entries = self.archive.entries().take(MAX_ENTRIES).map_while(Result::ok);
        let mut named = entries.filter(|entry| entry.file_path().as_bytes().eq_ignore_ascii_case(name.as_bytes()));
        let Some(entry) = named.next() else { return Ok(None) };
        let damaged = || ReadError(ErrorKind::DamagedPart { name: name.to_owned() });
        let data = self.archive.get_entry(entry.wayfinder()).map_err(|_| damaged())?.data();
        let bytes = match entry.compression_method() {
            CompressionMethod::STORE if data.len() <= self.left => data.to_vec(),
            CompressionMethod::STORE => return Err(ReadError(ErrorKind::UnpacksTooLarge)),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(data, self.left).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ReadError(ErrorKind::UnpacksTooLarge),
                    _ => damaged(),
                })?
            }
            _ => return Err(damaged()),
        };
        self.left -= bytes.len();
        decode::decode(&bytes).map(Some).map_err(|_| damaged())
    }
}
