//! Sets of words in a fraction of their space.

use crate::features::Feature;

/// A set of words that may hold a few more than were put into it (Bloom 1970): twenty-four bits a word, eight
/// probes, hence one wrong answer in 25,000. At one in four hundred, every sixth brief had a name that was taken for
/// an ordinary word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordSet {
    bits: Vec<u8>,
}

impl WordSet {
    /// An empty set with room for so many words.
    pub fn for_words(count: usize) -> Self {
        Self { bits: vec![0; count * 3 + 1] }
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
    fn probes(&self, word: &str) -> [usize; 8] {
        let first = Feature::of(1).with(word).hash();
        let second = Feature::of(2).with(word).hash() | 1;
        [0, 1, 2, 3, 4, 5, 6, 7]
            .map(|step: u32| first.wrapping_add(step.wrapping_mul(second)) as usize % (self.bits.len() * 8))
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn it_holds_what_was_put_in_and_hardly_anything_else() {
        let word = |number: u32| format!("word{number}");
        let mut set = WordSet::for_words(10_000);
        (0..10_000).for_each(|number| set.insert(&word(number)));
        assert!((0..10_000).all(|number| set.contains(&word(number))));
        let wrong = (10_000..110_000).filter(|number| set.contains(&word(*number))).count();
        assert!(wrong < 20, "{wrong} of 100,000 words that were never put in");
        assert!(!WordSet::default().contains("word") && !WordSet::for_words(0).contains("word"));
        assert_eq!(WordSet::from_bits(set.bits().to_vec()), set);
    }
}
