//! Whether a run of capitalised words is a name, and of what: a linear classifier over hashed features.
//!
//! Averaged perceptron (Collins, “Discriminative training methods for hidden Markov models”, EMNLP 2002)
//! with feature hashing (Weinberger et al., ICML 2009), its weights rounded to one byte each. It is trained
//! by `cargo xtask train`; [`train`](super::train) says on what.

use std::fmt;

use super::chunks::Chunk;
use super::language::Class;
use super::scan::{Shape, Word};
use crate::knowledge::Kind;
use crate::packed;

/// What a run can be, in the order of the scores; the first is no name.
pub const CLASSES: [Option<Kind>; 7] = [
    None,
    Some(Kind::Person),
    Some(Kind::Place),
    Some(Kind::Organisation),
    Some(Kind::Group),
    Some(Kind::Event),
    Some(Kind::Work),
];

/// One number a class.
pub type Scores = [i32; CLASSES.len()];

/// The first bytes of a packed model; the digit is the version of what follows.
const MAGIC: &[u8; 4] = b"SLR3";
/// Rows of weights: a power of two.
pub const ROWS: usize = 1 << 15;
/// Far above any real model; keeps a forged file from filling memory.
const MAX_UNPACKED_BYTES: usize = 4 << 20;

/// Recognises names that nobody listed. Made by [`Recogniser::unpack`] from the model that ships.
#[derive(Debug, Clone, PartialEq)]
pub struct Recogniser {
    /// Words that the training text has in small letters.
    pub(super) common: WordSet,
    /// Given names of persons.
    pub(super) given: WordSet,
    /// [`ROWS`] × classes.
    pub(super) weights: Vec<i8>,
}

/// Why a file is not a model that this version can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(&'static str);

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the model of names cannot be used: {}; build the site again with this version", self.0)
    }
}

impl std::error::Error for ModelError {}

impl Recogniser {
    /// The whole as one compact file. The same recogniser always gives the same bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        for set in [&self.common, &self.given] {
            plain.extend((set.bits.len() as u32).to_le_bytes());
            plain.extend(&set.bits);
        }
        // Class by class: the weights of one class resemble each other more than those of one row.
        for class in 0..CLASSES.len() {
            plain.extend(self.weights.iter().skip(class).step_by(CLASSES.len()).map(|weight| weight.to_le_bytes()[0]));
        }
        packed::pack(MAGIC, &plain)
    }

    /// Reads what [`pack`](Self::pack) wrote.
    ///
    /// # Errors
    /// Where the bytes are of another format or version, or damaged.
    pub fn unpack(packed: &[u8]) -> Result<Self, ModelError> {
        let plain = packed::unpack(MAGIC, packed, MAX_UNPACKED_BYTES).map_err(ModelError)?;
        let mut rest = plain.as_slice();
        let (common, given) = (WordSet::read(&mut rest)?, WordSet::read(&mut rest)?);
        if rest.len() != ROWS * CLASSES.len() {
            return Err(ModelError("its content is of another version"));
        }
        let mut weights = vec![0; rest.len()];
        for (class, column) in rest.chunks_exact(ROWS).enumerate() {
            for (row, weight) in column.iter().enumerate() {
                weights[row * CLASSES.len() + class] = i8::from_le_bytes([*weight]);
            }
        }
        Ok(Self { common, given, weights })
    }

    /// Whether a word, in small letters, is an ordinary one.
    pub fn is_common(&self, lower: &str) -> bool {
        self.common.contains(lower)
    }

    /// Whether a word is a given name.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// How well each class fits a run.
    pub(super) fn scores(&self, words: &[Word<'_>], chunk: &Chunk) -> Scores {
        let mut scores = Scores::default();
        features(self, words, chunk, |hash, _| {
            let row = hash as usize % ROWS * CLASSES.len();
            for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + CLASSES.len()]) {
                *score += i32::from(*weight);
            }
        });
        scores
    }
}

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

    pub fn insert(&mut self, word: &str) {
        for bit in self.probes(word) {
            self.bits[bit / 8] |= 1 << (bit % 8);
        }
    }

    fn read(from: &mut &[u8]) -> Result<Self, ModelError> {
        const SHORT: ModelError = ModelError("it is cut short");
        let (length, rest) = from.split_first_chunk::<4>().ok_or(SHORT)?;
        let (bits, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(SHORT)?;
        *from = rest;
        Ok(Self { bits: bits.to_vec() })
    }

    pub fn contains(&self, word: &str) -> bool {
        !self.bits.is_empty() && self.probes(word).iter().all(|bit| self.bits[bit / 8] & 1 << (bit % 8) != 0)
    }

    /// Double hashing (Kirsch and Mitzenmacher 2006).
    fn probes(&self, word: &str) -> [usize; 4] {
        let first = hash(1, word.as_bytes());
        let second = hash(2, word.as_bytes()) | 1;
        [0, 1, 2, 3].map(|step: u32| first.wrapping_add(step.wrapping_mul(second)) as usize % (self.bits.len() * 8))
    }
}

/// FNV-1a (Fowler, Noll and Vo) of a tag and some bytes, its bits mixed once more since only the low ones are used.
fn hash(tag: u8, bytes: &[u8]) -> u32 {
    finish(extend(start(tag), bytes))
}

fn start(tag: u8) -> u32 {
    (0x811c_9dc5 ^ u32::from(tag)).wrapping_mul(0x0100_0193)
}

fn extend(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn extend_lower(hash: u32, word: &str) -> u32 {
    let hash =
        word.bytes().fold(hash, |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    extend(hash, b"|")
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 13
}

/// Gives each feature's hash, and whether it tells the words of the name themselves: those are left out now
/// and then in training, so that the rest learns to do without them.
pub(super) fn features(model: &Recogniser, words: &[Word<'_>], chunk: &Chunk, mut emit: impl FnMut(u32, bool)) {
    let run = &words[chunk.words.clone()];
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let at = |offset: isize| chunk.words.start.checked_add_signed(offset).and_then(|index| words.get(index));
    let before = |back: isize| at(-back).map_or("^", |word| word.text);
    let after = |ahead: usize| words.get(chunk.words.end - 1 + ahead).map_or("$", |word| word.text);
    let mut emit_hash = |hash: u32, is_name: bool| emit(finish(hash), is_name);
    let joined = |tag: u8, parts: &[&str]| parts.iter().fold(start(tag), |hash, part| extend_lower(hash, part));

    let count = run.iter().filter(|word| word.is_named()).count().min(5);
    let length = ["0", "1", "2", "3", "4", "5"][count];
    emit_hash(joined(b'b', &[]), false);
    emit_hash(joined(b'n', &[length]), false);

    // The words themselves.
    emit_hash(joined(b'f', &[first.text, length]), true);
    emit_hash(joined(b'l', &[last.text, length]), true);
    let mut whole = start(b'w');
    for word in run {
        whole = extend_lower(whole, word.text);
        emit_hash(joined(b'a', &[word.text]), true);
    }
    emit_hash(whole, true);
    for (tag, word, suffix) in [(b'1', last, 2), (b'2', last, 3), (b'3', last, 4), (b'4', first, 3)] {
        emit_hash(joined(tag, &[ending(word.text, suffix), length]), false);
    }
    emit_hash(joined(b'5', &[beginning(first.text, 3), length]), false);

    // What stands around them.
    emit_hash(joined(b'p', &[before(1)]), false);
    emit_hash(joined(b'q', &[before(2), before(1)]), false);
    emit_hash(joined(b'r', &[before(2)]), false);
    emit_hash(joined(b's', &[after(1)]), false);
    emit_hash(joined(b't', &[after(1), after(2)]), false);
    emit_hash(joined(b'u', &[after(2)]), false);
    emit_hash(joined(b'v', &[before(1), after(1)]), false);
    emit_hash(joined(b'x', &[before(1), length]), false);
    emit_hash(joined(b'y', &[after(1), length]), false);
    if matches!(after(1), ",") && matches!(after(2), "a" | "an" | "the" | "its" | "whose" | "who" | "which" | "where") {
        for ahead in 2..6 {
            emit_hash(joined(b'c', &[after(ahead)]), false);
        }
    }
    let neighbour = |word: Option<&Word<'_>>| match word {
        Some(word) if word.is_named() => "N",
        Some(word) if word.shape == Shape::Number => "0",
        Some(word) if word.shape == Shape::Mark => "m",
        Some(_) => "s",
        None => "^",
    };
    let next = words.get(chunk.words.end);
    emit_hash(joined(b'd', &[neighbour(at(-1)), neighbour(next), before(1), neighbour(at(-2))]), false);

    // How they are written.
    let mut shape = start(b'h');
    let mut commonness = start(b'o');
    for word in run.iter().take(6) {
        let sign = match word.shape {
            Shape::Capital if word.text.contains(['-', '‑']) => "H",
            Shape::Capital => "C",
            Shape::Capitals if word.text.contains(|c: char| c.is_ascii_digit()) => "D",
            Shape::Capitals if word.text.contains('.') => "U",
            Shape::Capitals => "A",
            Shape::Initial => "I",
            Shape::Small => word.text,
            Shape::Number => "0",
            Shape::Mark => "m",
        };
        shape = extend_lower(shape, sign);
        if word.is_named() {
            let is_common = word.is_ordinary;
            let sign = match (word.lore.head, word.lore.is(Class::Demonym), is_common) {
                (Some(kind), ..) => kind.word(),
                (_, true, _) => "d",
                (_, _, true) => "c",
                _ => "u",
            };
            commonness = extend_lower(commonness, sign);
        }
    }
    emit_hash(shape, false);
    emit_hash(commonness, false);
    let start_of = if first.starts_sentence { "^" } else { "-" };
    let common_of = if first.is_ordinary { "c" } else { "u" };
    emit_hash(joined(b'e', &[start_of, common_of, length]), false);
    emit_hash(joined(b'g', &[last_head(run), length]), false);
    let given = |word: Option<&Word<'_>>| word.is_some_and(|word| model.given.contains(word.text));
    emit_hash(
        joined(b'i', &[if given(Some(first)) { "g" } else { "-" }, if given(run.get(1)) { "g" } else { "-" }, length]),
        false,
    );
    for (tag, is_so) in [
        (b'j', chunk.is_titled),
        (b'k', last.is_possessive),
        (b'm', last.is_closed),
        (
            b'z',
            run.iter().any(|word| {
                word.shape == Shape::Small && !matches!(word.text, "of" | "the" | "and" | "for" | "on" | "in" | "to")
            }),
        ),
    ] {
        if is_so {
            emit_hash(joined(tag, &[length]), false);
        }
    }
}

fn last_head(run: &[Word<'_>]) -> &'static str {
    run.iter().rev().find_map(|word| word.lore.head).map_or("-", Kind::word)
}

/// The last `count` characters of a word.
fn ending(word: &str, count: usize) -> &str {
    word.char_indices().rev().nth(count - 1).map_or(word, |(index, _)| &word[index..])
}

/// The first `count` characters of a word.
fn beginning(word: &str, count: usize) -> &str {
    word.char_indices().nth(count).map_or(word, |(index, _)| &word[..index])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Recogniser {
        let mut common = WordSet::for_words(2);
        common.insert("bank");
        let mut weights = vec![0; ROWS * CLASSES.len()];
        (weights[0], weights[ROWS]) = (-7, 127);
        Recogniser { common, given: WordSet::for_words(0), weights }
    }

    #[test]
    fn what_was_packed_unpacks() {
        assert_eq!(Recogniser::unpack(&sample().pack()), Ok(sample()));
        assert!(sample().is_common("bank") && !sample().is_given("Ann"));
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let packed = sample().pack();
        assert!(Recogniser::unpack(b"SLR2....").is_err());
        for length in 0..packed.len() {
            assert!(Recogniser::unpack(&packed[..length]).is_err(), "cut to {length} bytes");
        }
    }

    #[cfg(feature = "model")]
    #[test]
    fn the_model_that_ships_is_one() {
        let model =
            Recogniser::unpack(crate::understand::MODEL).expect("`cargo xtask train` made it with this version");
        assert!(model.is_common("because") && model.is_given("Maria"));
        assert!(crate::understand::MODEL.len() <= 150_000, "it is what a reader has to load");
    }
}
