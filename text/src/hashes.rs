//! Texts by their hashes of 64 bits: in a brief of a million words, two of them meet by chance once in a million
//! briefs.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The hash of a string: FNV-1a, by Fowler, Noll and Vo.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(FNV_START, fnv)
}

/// The hash of a string in whatever case, as far as ASCII has cases.
pub fn hash_of_any_case(text: &str) -> u64 {
    text.bytes().fold(FNV_START, |state, byte| fnv(state, byte.to_ascii_lowercase()))
}

/// The hash of nothing.
pub const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what was hashed before and one byte more.
pub fn fnv(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// A map by hashes, which need no hashing, to numbers: one such map for all is one in the wasm file.
pub type HashMap64 = HashMap<u64, u64, BuildHasherDefault<AsItIs>>;

/// Takes a hash for its own hash.
#[derive(Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().copied().fold(self.0, fnv);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
