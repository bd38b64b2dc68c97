//! One compact file: postcard, compressed.

use std::fmt;

use super::Knowledge;
use crate::packed;

/// The first bytes of a packed file; the digit is the version of what follows.
const MAGIC: &[u8; 4] = b"SLK3";

/// Far above any real knowledge base; keeps a forged file from filling memory.
const MAX_UNPACKED_BYTES: usize = 64 << 20;

/// Why a file is not a knowledge base that this version can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnpackError(&'static str);

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the knowledge file cannot be used: {}; build the site again with this version", self.0)
    }
}

impl std::error::Error for UnpackError {}

impl Knowledge {
    /// The whole as one compact file. The same knowledge always gives the same bytes.
    pub fn pack(&self) -> Vec<u8> {
        let plain = postcard::to_allocvec(self).expect("plain data always serialises");
        packed::pack(MAGIC, &plain)
    }

    /// Reads what [`pack`](Self::pack) wrote.
    ///
    /// # Errors
    /// Where the bytes are of another format or version, damaged, or unpack to more than 64 MiB.
    pub fn unpack(packed: &[u8]) -> Result<Self, UnpackError> {
        let plain = packed::unpack(MAGIC, packed, MAX_UNPACKED_BYTES).map_err(UnpackError)?;
        postcard::from_bytes(&plain).map_err(|_| UnpackError("its content is of another version"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Term;

    fn sample() -> Knowledge {
        let term = Term {
            id: "clade".into(),
            name: "clade".into(),
            forms: vec!["clades".into()],
            definition: "A branch of a family tree.".into(),
            field: "public health".into(),
            related: Vec::new(),
        };
        Knowledge { entities: Vec::new(), terms: vec![term] }
    }

    #[test]
    fn what_was_packed_unpacks() {
        assert_eq!(Knowledge::unpack(&sample().pack()), Ok(sample()));
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let packed = sample().pack();
        assert!(Knowledge::unpack(b"").is_err());
        assert!(Knowledge::unpack(b"SLK2....").is_err());
        for length in 0..packed.len() {
            assert!(Knowledge::unpack(&packed[..length]).is_err(), "cut to {length} bytes");
        }
    }
}
