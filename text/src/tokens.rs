//! Words, numbers and marks: a brief split once, for every grammar that reads it.

use std::ops::Range;

/// One token of a brief's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// Letters and digits, or one other character.
    pub text: &'t str,
    /// Its first byte in the brief's text.
    pub start: usize,
    /// The same for all tokens that differ only in the case of ASCII letters.
    hash: u32,
    /// What lies between it and the token before.
    pub gap: Gap,
}

/// What lies between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// The end of a line, a table's cell or a block.
    Break,
}

impl Token<'_> {
    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it follows the token before without a space.
    pub fn is_joined(&self) -> bool {
        self.gap == Gap::None
    }

    /// Whether it is one of these words, in either case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        match self.text.as_bytes() {
            [first, ..] if first.is_ascii() => first.is_ascii_uppercase(),
            _ => self.text.starts_with(char::is_uppercase),
        }
    }

    /// Whether it begins with a letter of no capital form in use: “of”, “said”.
    pub fn is_lowercase(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    /// Whether it is a word or number rather than a mark.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// Whether it begins with a digit.
    pub fn is_numeric(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// Its value, if it is a number of at most `digits` digits.
    pub fn number(&self, digits: usize) -> Option<i16> {
        number(self.text, digits)
    }
}

/// The value of a text of at most `digits` ASCII digits and nothing else.
pub fn number(text: &str, digits: usize) -> Option<i16> {
    let is_number = text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A brief's tokens, in order, block by block.
#[derive(Debug, Default)]
pub struct Tokens<'t>(Vec<Token<'t>>);

impl<'t> Tokens<'t> {
    /// No tokens yet, with room for those of a text of so many bytes.
    pub fn with_room_for(bytes: usize) -> Self {
        // Six bytes a token is what prose comes to; a wrong guess costs one more allocation.
        Self(Vec::with_capacity(bytes / 6))
    }

    /// Adds those of a block, which begins at `base` in the brief's text.
    pub fn push_block(&mut self, block: &'t str, base: usize) {
        split(block, base, &mut self.0);
    }

    /// A walk through them from the first.
    pub fn walk(&self) -> Walk<'_, 't> {
        Walk { rest: &self.0 }
    }
}

/// A walk through a brief's tokens, range by range.
#[derive(Debug)]
pub struct Walk<'a, 't> {
    rest: &'a [Token<'t>],
}

impl<'a, 't> Walk<'a, 't> {
    /// The tokens that begin inside a range of the brief's text; the ranges come in order.
    pub fn within(&mut self, range: &Range<usize>) -> &'a [Token<'t>] {
        let before = |offset: usize| move |token: &&Token<'_>| token.start < offset;
        let first = self.rest.iter().take_while(before(range.start)).count();
        let (within, rest) =
            self.rest[first..].split_at(self.rest[first..].iter().take_while(before(range.end)).count());
        self.rest = rest;
        within
    }
}

/// Splits a text that stands at `base` in the brief's.
fn split<'t>(text: &'t str, base: usize, tokens: &mut Vec<Token<'t>>) {
    let bytes = text.as_bytes();
    let mut gap = Gap::Break;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            gap = if matches!(byte, b'\n' | b'\t') { Gap::Break } else { gap.max_with_space() };
            at += 1;
            continue;
        }
        let start = at;
        let mut hash = Hash::new();
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            hash.add(byte);
            at += 1;
        } else {
            at = word_end(text, at, &mut hash);
        }
        // A character that is no part of a word stands alone; a wide blank is none at all.
        if at == start {
            let Some(c) = text[start..].chars().next() else { break };
            at += c.len_utf8();
            if c.is_whitespace() {
                gap = gap.max_with_space();
                continue;
            }
            text.as_bytes()[start..at].iter().for_each(|byte| hash.add(*byte));
        }
        tokens.push(Token { text: &text[start..at], start: base + start, hash: hash.0, gap });
        gap = Gap::None;
    }
}

/// The end of the letters and digits that begin at `at`, each added to the hash.
fn word_end(text: &str, mut at: usize, hash: &mut Hash) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            hash.add(byte);
            at += 1;
            continue;
        }
        if byte.is_ascii() {
            break;
        }
        let Some(c) = text[at..].chars().next().filter(|c| c.is_alphanumeric()) else { break };
        let end = at + c.len_utf8();
        bytes[at..end].iter().for_each(|byte| hash.add(*byte));
        at = end;
    }
    at
}

impl Gap {
    fn max_with_space(self) -> Self {
        if self == Self::None { Self::Space } else { self }
    }
}

/// FNV-1a over bytes whose ASCII capitals are made small (Fowler, Noll, Vo, 1991).
struct Hash(u32);

impl Hash {
    fn new() -> Self {
        Self(0x811c_9dc5)
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }

    fn of(word: &str) -> u32 {
        let mut hash = Self::new();
        word.bytes().for_each(|byte| hash.add(byte));
        hash.0
    }
}

/// Words by their numbers, found by a token without a copy of it.
#[derive(Debug)]
struct Words {
    /// Open addressing: positions in `entries` from 1, or 0. Small, for most words are in no table, and
    /// that should be found out in the nearest cache.
    slots: Vec<u16>,
    entries: Vec<(u32, &'static str)>,
}

impl Words {
    fn with_room_for(words: usize) -> Self {
        Self { slots: vec![0; (words * 3).next_power_of_two()], entries: Vec::with_capacity(words) }
    }

    /// The number of a word, new or not.
    fn number(&mut self, word: &'static str) -> usize {
        let hash = Hash::of(word);
        let slot = self.slot(hash, word);
        if self.slots[slot] == 0 {
            self.entries.push((hash, word));
            self.slots[slot] = u16::try_from(self.entries.len()).expect("no grammar has so many words");
        }
        usize::from(self.slots[slot]) - 1
    }

    fn find(&self, word: &str) -> Option<usize> {
        usize::from(self.slots[self.slot(Hash::of(word), word)]).checked_sub(1)
    }

    fn get(&self, token: &Token<'_>) -> Option<usize> {
        usize::from(self.slots[self.slot(token.hash, token.text)]).checked_sub(1)
    }

    /// The slot of a word, or the free one where it would go.
    fn slot(&self, hash: u32, word: &str) -> usize {
        let mask = self.slots.len() - 1;
        // The low bits of this hash are its best mixed ones only after the high ones are folded in.
        let mut at = (hash ^ hash >> 16) as usize & mask;
        while let Some((other, text)) = usize::from(self.slots[at]).checked_sub(1).map(|entry| self.entries[entry])
            && !(other == hash && text.eq_ignore_ascii_case(word))
        {
            at = (at + 1) & mask;
        }
        at
    }
}

/// What a grammar knows about words.
#[derive(Debug)]
pub struct WordTable<T> {
    words: Words,
    /// For each word, what is known about it.
    values: Vec<T>,
}

impl<T: Default> WordTable<T> {
    /// A table with room for this many words, of at most 65,535.
    pub fn with_room_for(words: usize) -> Self {
        Self { words: Words::with_room_for(words), values: Vec::with_capacity(words) }
    }

    /// What is known about a word; new words begin with nothing.
    pub fn entry(&mut self, word: &'static str) -> &mut T {
        let number = self.words.number(word);
        if number == self.values.len() {
            self.values.push(T::default());
        }
        &mut self.values[number]
    }

    /// What is known about a word, in whatever case.
    pub fn find(&self, word: &str) -> Option<&T> {
        self.words.find(word).map(|number| &self.values[number])
    }

    /// What is known about a token.
    pub fn get(&self, token: &Token<'_>) -> Option<&T> {
        self.words.get(token).map(|number| &self.values[number])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        split(text, 0, &mut tokens);
        tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(texts("mid-2023, “Mai’s” é"), ["mid", "-", "2023", ",", "“", "Mai", "’", "s", "”", "é"]);
        assert_eq!(texts("Fils-Aimé\u{a0}Çelik ☂ 5 %"), ["Fils", "-", "Aimé", "Çelik", "☂", "5", "%"]);
        assert!(texts(" \u{2003}\n\u{a0}").is_empty());
    }

    #[test]
    fn gaps_tell_joined_words_from_cells() {
        let mut tokens = Vec::new();
        split("a-b c\t d", 10, &mut tokens);
        let gaps: Vec<Gap> = tokens.iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::None, Gap::None, Gap::Space, Gap::Break]);
        assert_eq!((tokens[4].start, tokens[4].end()), (17, 18));
    }

    #[test]
    fn a_table_finds_words_in_either_case() {
        let mut table = WordTable::with_room_for(2);
        *table.entry("may") = 1;
        *table.entry("might") = 2;
        *table.entry("may") += 2;
        let mut tokens = Vec::new();
        split("May MIGHT must", 0, &mut tokens);
        let found: Vec<Option<&i32>> = tokens.iter().map(|token| table.get(token)).collect();
        assert_eq!(found, [Some(&3), Some(&2), None]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_cover_all_but_the_blanks(text in "\\PC{0,40}") {
            let joined: String = texts(&text).concat();
            let expected: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(joined, expected);
        }
    }
}
