//! Hashes by which a linear model finds its weights.

/// A feature of a run of words: a tag that says what it tells, and the texts that it is made of.
///
/// FNV-1a (Fowler, Noll and Vo) in 32 bits; mixed once more at the end, since only the low ones are used.
#[derive(Debug, Clone, Copy)]
pub struct Feature(u32);

impl Feature {
    /// One that tells nothing but its tag.
    pub fn of(tag: u8) -> Self {
        Self(0x811c_9dc5).byte(tag)
    }

    /// One of some words, in whatever case.
    pub fn joined(tag: u8, words: &[&str]) -> Self {
        words.iter().fold(Self::of(tag), |feature, word| feature.and(word))
    }

    /// The same, and these letters as they are.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte)
    }

    /// The same, and one word more, in whatever case.
    #[must_use]
    pub fn and(self, word: &str) -> Self {
        word.bytes().fold(self, |feature, byte| feature.byte(byte.to_ascii_lowercase())).byte(b'|')
    }

    /// Its hash.
    pub fn hash(self) -> u32 {
        let hash = (self.0 ^ self.0 >> 15).wrapping_mul(0x2c1b_3c6d);
        hash ^ hash >> 13
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}
