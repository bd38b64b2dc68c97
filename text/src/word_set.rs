//! Sets of words in a fraction of their space.

use crate::features::Feature;

/// A set of words that may hold a few more than were put into it (Bloom 1970): sixteen bits a word, four
/// probes, hence one wrong answer in four hundred.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordSet {
    bits: Vec<u8>,
}

impl WordSet {
    /// An empty set with room for so many words.
    pub fn for_words(count: usize) -> Self {
        Self { bits: vec![0; count * 2 + 1] }
    }

    /// Adds a word.
    pub fn insert(&mut self, word: &str) {
        for bit in self.probes(word) {
            self.bits[bit / 8] |= 1 << (bit % 8);
        }
    }

    /// The set whose [`bits`](Self::bits) these were.
    pub fn from_bits(bits: Vec<u8>) -> Self {
        Self { bits }
    }

    /// The whole set, to be kept and read again.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// Whether a word was put in.
    pub fn contains(&self, word: &str) -> bool {
        !self.bits.is_empty() && self.probes(word).iter().all(|bit| self.bits[bit / 8] & 1 << (bit % 8) != 0)
    }

    /// Double hashing (Kirsch and Mitzenmacher 2006).
    fn probes(&self, word: &str) -> [usize; 4] {
        let first = Feature::of(1).with(word).hash();
        let second = Feature::of(2).with(word).hash() | 1;
        [0, 1, 2, 3].map(|step: u32| first.wrapping_add(step.wrapping_mul(second)) as usize % (self.bits.len() * 8))
    }
}
