//! Whether a run of capitalised words is a name, and of what: a linear classifier over hashed features.
//!
//! Averaged perceptron (Collins, “Discriminative training methods for hidden Markov models”, EMNLP 2002)
//! with feature hashing (Weinberger et al., ICML 2009), its weights rounded to one byte each. It is trained
//! by `cargo xtask train`; [`train`](super::train) says on what.

use sidelight_text::features::Feature;
use sidelight_text::scan::Shape;
use sidelight_text::word_set::WordSet;

use super::chunks::Chunk;
use super::lore::Class;
use super::lore::LoreTable;
use super::words::Word;
use crate::knowledge::Kind;

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

/// Rows of weights: a power of two.
pub const ROWS: usize = 1 << 15;
/// Recognises names that nobody listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Recogniser {
    /// Words that the training text has in small letters.
    pub(super) common: WordSet,
    /// Given names of persons.
    pub(super) given: WordSet,
    /// [`ROWS`] × classes.
    pub(super) weights: Vec<i8>,
    /// What is known of single words.
    pub(super) lore: LoreTable,
}

impl Recogniser {
    /// The whole in bytes: two sets, each after its length; the weights, class by class, since those of one class
    /// resemble each other more than those of one row; and lists of words, ended by a NUL.
    pub fn write(&self, to: &mut Vec<u8>) {
        for set in [&self.common, &self.given] {
            to.extend((set.bits().len() as u32).to_le_bytes());
            to.extend(set.bits());
        }
        for class in 0..CLASSES.len() {
            to.extend(self.weights.iter().skip(class).step_by(CLASSES.len()).map(|weight| weight.to_le_bytes()[0]));
        }
        to.extend(self.lore.text().bytes());
        to.push(0);
    }

    /// Reads what [`write`](Self::write) wrote, and leaves the rest.
    pub fn read(from: &mut &[u8]) -> Option<Self> {
        let (common, given) = (word_set(from)?, word_set(from)?);
        let (columns, rest) = from.split_at_checked(ROWS * CLASSES.len())?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let lore = LoreTable::of(std::str::from_utf8(&rest[..end]).ok()?)?;
        *from = &rest[end + 1..];
        let mut weights = vec![0; columns.len()];
        for (class, column) in columns.chunks_exact(ROWS).enumerate() {
            for (row, weight) in column.iter().enumerate() {
                weights[row * CLASSES.len() + class] = i8::from_le_bytes([*weight]);
            }
        }
        Some(Self { common, given, weights, lore })
    }

    /// Whether a word, in small letters, is an ordinary one.
    pub fn is_common(&self, lower: &str) -> bool {
        self.common.contains(lower)
    }

    /// What is known of single words.
    pub fn lore(&self) -> &LoreTable {
        &self.lore
    }

    /// Whether a word is a given name.
    pub fn is_given(&self, word: &str) -> bool {
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

fn word_set(from: &mut &[u8]) -> Option<WordSet> {
    let (length, rest) = from.split_first_chunk::<4>()?;
    let (bits, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *from = rest;
    Some(WordSet::from_bits(bits.to_vec()))
}

/// Gives each feature's hash, and whether it tells the words of the name themselves: those are left out now
/// and then in training, so that the rest learns to do without them.
pub(super) fn features(model: &Recogniser, words: &[Word<'_>], chunk: &Chunk, mut emit: impl FnMut(u32, bool)) {
    let run = &words[chunk.words.clone()];
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let at = |offset: isize| chunk.words.start.checked_add_signed(offset).and_then(|index| words.get(index));
    let before = |back: isize| at(-back).map_or("^", |word| word.text);
    let after = |ahead: usize| words.get(chunk.words.end - 1 + ahead).map_or("$", |word| word.text);
    let joined = Feature::joined;
    let mut emit = |feature: Feature, is_name: bool| emit(feature.hash(), is_name);

    let count = run.iter().filter(|word| word.is_named()).count().min(5);
    let length = ["0", "1", "2", "3", "4", "5"][count];
    emit(joined(b'b', &[]), false);
    emit(joined(b'n', &[length]), false);

    // The words themselves.
    emit(joined(b'f', &[first.text, length]), true);
    emit(joined(b'l', &[last.text, length]), true);
    let mut whole = Feature::of(b'w');
    for word in run {
        whole = whole.and(word.text);
        emit(joined(b'a', &[word.text]), true);
    }
    emit(whole, true);
    for (tag, word, suffix) in [(b'1', last, 2), (b'2', last, 3), (b'3', last, 4), (b'4', first, 3)] {
        emit(joined(tag, &[ending(word.text, suffix), length]), false);
    }
    emit(joined(b'5', &[beginning(first.text, 3), length]), false);

    // What stands around them.
    emit(joined(b'p', &[before(1)]), false);
    emit(joined(b'q', &[before(2), before(1)]), false);
    emit(joined(b'r', &[before(2)]), false);
    emit(joined(b's', &[after(1)]), false);
    emit(joined(b't', &[after(1), after(2)]), false);
    emit(joined(b'u', &[after(2)]), false);
    emit(joined(b'v', &[before(1), after(1)]), false);
    emit(joined(b'x', &[before(1), length]), false);
    emit(joined(b'y', &[after(1), length]), false);
    if matches!(after(1), ",") && matches!(after(2), "a" | "an" | "the" | "its" | "whose" | "who" | "which" | "where") {
        for ahead in 2..6 {
            emit(joined(b'c', &[after(ahead)]), false);
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
    emit(joined(b'd', &[neighbour(at(-1)), neighbour(next), before(1), neighbour(at(-2))]), false);

    // How they are written.
    let mut shape = Feature::of(b'h');
    let mut commonness = Feature::of(b'o');
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
        shape = shape.and(sign);
        if word.is_named() {
            let is_common = word.is_ordinary;
            let sign = match (word.lore.head, word.lore.is(Class::Demonym), is_common) {
                (Some(kind), ..) => kind.word(),
                (_, true, _) => "d",
                (_, _, true) => "c",
                _ => "u",
            };
            commonness = commonness.and(sign);
        }
    }
    emit(shape, false);
    emit(commonness, false);
    let start_of = if first.starts_sentence { "^" } else { "-" };
    let common_of = if first.is_ordinary { "c" } else { "u" };
    emit(joined(b'e', &[start_of, common_of, length]), false);
    emit(joined(b'g', &[last_head(run), length]), false);
    let given = |word: Option<&Word<'_>>| word.is_some_and(|word| model.given.contains(word.text));
    emit(
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
            emit(joined(tag, &[length]), false);
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
    use super::super::lore::KEPT;
    use super::*;

    fn sample() -> Recogniser {
        let mut common = WordSet::for_words(2);
        common.insert("bank");
        let mut weights = vec![0; ROWS * CLASSES.len()];
        (weights[0], weights[ROWS]) = (-7, 127);
        Recogniser { common, given: WordSet::for_words(0), weights, lore: KEPT.clone() }
    }

    #[test]
    fn what_was_written_is_read() {
        let mut bytes = Vec::new();
        sample().write(&mut bytes);
        bytes.push(7);
        let mut rest = bytes.as_slice();
        assert_eq!((Recogniser::read(&mut rest), rest), (Some(sample()), &[7][..]));
        assert!(sample().is_common("bank") && !sample().is_given("Ann"));
        for length in 0..bytes.len() - 1 {
            assert_eq!(Recogniser::read(&mut &bytes[..length]), None, "cut to {length} bytes");
        }
    }
}
