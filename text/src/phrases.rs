//! Many phrases looked for at once, as whole words.

use std::ops::Range;

use crate::hashes::{FNV_START, HashMap64, fnv};

/// Strings to find, by their numbers.
///
/// A walk begins at every word of a text and goes on, word by word, while what it has passed is the beginning
/// of a phrase. Whole words are all that is looked for, so this needs neither an automaton nor the time to
/// build one; compiled once for all sorts of patterns.
#[derive(Debug, Default)]
pub struct Phrases {
    /// All phrases, one after another.
    text: String,
    /// For each phrase, where it ends in `text`.
    ends: Vec<usize>,
    /// For the hash of each beginning of a phrase that ends with a word or a mark: the last phrase that is no
    /// longer than it, counted from 1, or 0.
    beginnings: HashMap64,
    /// For each phrase, the one before it whose hash is the same, counted from 1, or 0.
    same: Vec<u64>,
}

/// Bytes of the longest phrase that is looked for. No name is so long; without a limit, “Bank Bank Bank …” would
/// take time in the square of its length.
pub const LONGEST: usize = 300;

impl Phrases {
    /// Adds a phrase; its number is that of phrases added before.
    pub fn push(&mut self, phrase: &str) {
        self.text.push_str(phrase);
        self.ends.push(self.text.len());
        self.same.push(0);
        if phrase.is_empty() || phrase.len() > LONGEST {
            return;
        }
        let (mut hash, mut at) = (FNV_START, 0);
        while at < phrase.len() {
            (hash, at) = step(phrase, at, hash);
            self.beginnings.entry(hash).or_default();
        }
        self.same.pop();
        self.same.extend(self.beginnings.insert(hash, self.ends.len() as u64));
    }

    /// All places where phrases stand, with their numbers, overlaps and all; of equal ranges in the order of the
    /// phrases.
    pub fn whole_words(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        // A brief that defines nothing of its own has nothing to look for.
        if self.beginnings.is_empty() {
            return found;
        }
        let (mut start, mut follows_word) = (0, false);
        while start < text.len() {
            let (mut hash, mut end) = step(text, start, FNV_START);
            let next = (end, text[start..end].starts_with(char::is_alphanumeric));
            while !follows_word && let Some(phrase) = self.beginnings.get(&hash) {
                self.report(*phrase, text, start..end, &mut found);
                if end == text.len() {
                    break;
                }
                (hash, end) = step(text, end, hash);
            }
            (start, follows_word) = next;
        }
        found
    }

    /// Reports a phrase, and those of the same hash, that stand at a place.
    fn report(&self, mut phrase: u64, text: &str, range: Range<usize>, found: &mut Vec<(Range<usize>, usize)>) {
        let from = found.len();
        while let Some(number) = (phrase as usize).checked_sub(1) {
            let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
            if self.text[start..self.ends[number]] == text[range.clone()] && ends_word(text, range.end) {
                found.push((range.clone(), number));
            }
            phrase = self.same[number];
        }
        found[from..].reverse();
    }
}

/// The hash and the end of the word or single mark at a byte, its hash continuing that of what stands before it.
fn step(text: &str, start: usize, mut hash: u64) -> (u64, usize) {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            hash = fnv(hash, byte);
            end += 1;
            continue;
        }
        let c = if byte.is_ascii() { char::from(byte) } else { text[end..].chars().next().unwrap_or_default() };
        let is_word = !c.is_ascii() && c.is_alphanumeric();
        if !is_word && end > start {
            break;
        }
        let after = end + c.len_utf8();
        hash = bytes[end..after].iter().copied().fold(hash, fnv);
        end = after;
        if !is_word {
            break;
        }
    }
    (hash, end)
}

/// Whether words end before a byte: no letter or digit follows, nor a currency sign that makes “US$” of it.
fn ends_word(text: &str, end: usize) -> bool {
    !text[end..].starts_with(|c: char| c.is_alphanumeric() || "$€£¥".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`Phrases`] should find, looked for at every byte.
    fn naive(patterns: &[String], text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        for (start, _) in text.char_indices().filter(|(start, _)| !text[..*start].ends_with(char::is_alphanumeric)) {
            for (number, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| !pattern.is_empty()) {
                if text[start..].starts_with(pattern.as_str()) && ends_word(text, start + pattern.len()) {
                    found.push((start..start + pattern.len(), number));
                }
            }
        }
        found
    }

    #[track_caller]
    fn check(patterns: &[String], text: &str) {
        let mut phrases = Phrases::default();
        patterns.iter().for_each(|pattern| phrases.push(pattern));
        let mut found = phrases.whole_words(text);
        let mut expected = naive(patterns, text);
        found.sort_by_key(|(range, _)| (range.start, range.end));
        expected.sort_by_key(|(range, number)| (range.start, range.end, *number));
        assert_eq!(found, expected, "{patterns:?} in {text:?}");
    }

    #[test]
    fn whole_words_are_found() {
        let patterns = ["IS-K", "IS", "Central Asia", "U.S.", ".NET", "Côte de", "IS", ""].map(str::to_owned);
        for (text, expected) in [
            ("IS-K, Central Asian, U.S. (IS), AU$5", "IS-K, IS, IS, U.S., IS, IS"),
            ("US$ IS$ (U.S.) U.S.$", "U.S."),
            ("é’IS é IS éIS ISé", "IS, IS, IS, IS"),
            (".NET and a.NET", ".NET"),
            ("Côte de, Côte", "Côte de"),
            ("", ""),
        ] {
            check(&patterns, text);
            let found: Vec<&str> = naive(&patterns, text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn all_that_is_there_is_found(
            patterns in proptest::collection::vec("[aAé.' $-]{0,4}|a a|a-é a", 0..8),
            text in "[aAé.' $-]{0,30}",
        ) {
            check(&patterns, &text);
        }
    }
}
