//! Everything the knowledge base can recognise, as tables built once for many briefs.

use std::ops::Range;

use super::fold::Folded;
use super::names::Recogniser;
use super::variants;
use crate::brief::Brief;
use crate::hashes::{FNV_START, HashMap64, fnv, hash};
use crate::knowledge::{Entity, Kind, Knowledge, Term};
use crate::letters;
use crate::order::sort_by_numbers;

/// The names and terms of a knowledge base, ready for matching.
#[derive(Debug)]
pub struct Lexicon<'k> {
    knowledge: &'k Knowledge,
    names: Patterns<NameForm>,
    terms: Patterns<TermForm>,
    /// For the hash of each name in small letters, its entity's number.
    whole_names: HashMap64,
    /// For the hash of each surname the number of the person, or [`SEVERAL`].
    surnames: HashMap64,
    recogniser: Option<&'k Recogniser>,
}

/// Stands for no number: a surname that several persons bear.
const SEVERAL: u64 = u64::MAX;

/// One name of an entity.
#[derive(Debug, Clone, Copy)]
struct NameForm {
    entity: usize,
    is_shared: bool,
}

/// A place where a name of an entity stands.
#[derive(Debug, Clone)]
pub struct NameMatch<'k> {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    pub entity: &'k Entity,
    /// The name belongs to other things as well.
    pub is_shared: bool,
}

/// One form under which a term is found.
#[derive(Debug, Clone)]
struct TermForm {
    term: usize,
    /// For a form in capitals (“FTF”): how it must be printed; any other form matches in either case.
    exact: Option<String>,
}

impl<'k> Lexicon<'k> {
    /// Builds the tables: in time linear in the length of all names.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        let mut names = Vec::new();
        let (mut whole_names, mut surnames) = (HashMap64::default(), HashMap64::default());
        for (index, entity) in knowledge.entities.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let name = Folded::new(name).into_text();
                whole_names.entry(hash_of_any_case(&name)).or_insert(index as u64);
                if entity.kind == Kind::Person
                    && let Some((_, surname)) = name.rsplit_once(' ')
                {
                    let person = surnames.entry(hash(surname)).or_insert(index as u64);
                    if *person != index as u64 {
                        *person = SEVERAL;
                    }
                }
                names.push((name, NameForm { entity: index, is_shared: false }));
            }
            let shared = entity.shared.iter().map(|name| Folded::new(name).into_text());
            names.extend(shared.map(|name| (name, NameForm { entity: index, is_shared: true })));
        }
        let terms = knowledge.terms.iter().enumerate().flat_map(|(index, term)| {
            std::iter::once(&term.name).chain(&term.forms).flat_map(|form| variants::forms(form)).map(move |form| {
                let exact = variants::is_in_capitals(&form).then(|| form.clone());
                (variants::normal(Folded::new(&form).text()), TermForm { term: index, exact })
            })
        });
        Self {
            knowledge,
            names: Patterns::new(names),
            terms: Patterns::new(terms),
            whole_names,
            surnames,
            recogniser: None,
        }
    }

    /// With a recogniser for the names that nobody listed.
    #[must_use]
    pub fn recognising(self, recogniser: &'k Recogniser) -> Self {
        Self { recogniser: Some(recogniser), ..self }
    }

    pub(super) fn recogniser(&self) -> Option<&'k Recogniser> {
        self.recogniser
    }

    /// Whether a capitalised word is an ordinary one in small letters.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.recogniser.is_some_and(|recogniser| recogniser.is_common(&letters::in_small(word)))
    }

    /// The first entity of which this, in whatever case, is the whole name.
    pub(super) fn entity_named(&self, name: &str) -> Option<&'k Entity> {
        let index = self.whole_names.get(&hash_of_any_case(Folded::new(name).text()))?;
        self.knowledge.entities.get(*index as usize)
    }

    /// The one person of this surname, where the brief also names what the person is known for: “PM Netanyahu”
    /// in a brief on Israel. A title and a surname alone could be anybody's.
    pub(super) fn person_surnamed(&self, surname: &str, brief: &Brief) -> Option<&'k Entity> {
        let index = self.surnames.get(&hash(Folded::new(surname).text()))?;
        let only = self.knowledge.entities.get(*index as usize)?;
        let names = only.role.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
        let mut telling = names.filter(|word| word.len() > 3);
        telling.any(|word| brief.text.contains(word)).then_some(only)
    }

    /// The knowledge base behind it.
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// The entities named in a folded text, with overlaps; ranges count the folded text's bytes.
    pub(super) fn names<'a>(&'a self, folded: &'a Folded) -> impl Iterator<Item = NameMatch<'k>> + 'a {
        self.names.whole_words(folded.text()).map(|(range, form)| NameMatch {
            range,
            entity: &self.knowledge.entities[form.entity],
            is_shared: form.is_shared,
        })
    }

    /// The terms used in a folded text, with overlaps; ranges count the folded text's bytes.
    pub(super) fn terms(&self, folded: &Folded) -> Vec<(Range<usize>, &'k Term)> {
        // ASCII case only: lower-casing all of Unicode would shift the offsets.
        let normal = variants::normal(folded.text());
        self.terms
            .whole_words(&normal)
            .filter(|(range, form)| form.exact.as_ref().is_none_or(|exact| folded.text()[range.clone()] == **exact))
            .map(|(range, form)| (range, &self.knowledge.terms[form.term]))
            .collect()
    }
}

/// The same for all texts that differ only in the case of ASCII letters.
fn hash_of_any_case(text: &str) -> u64 {
    text.bytes().fold(FNV_START, |state, byte| fnv(state, byte.to_ascii_lowercase()))
}

/// Strings to find, each with what it stands for.
#[derive(Debug)]
pub struct Patterns<T> {
    phrases: Phrases,
    values: Vec<T>,
}

impl<T> Patterns<T> {
    pub fn new(patterns: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut phrases = Phrases::default();
        let values = patterns.into_iter().map(|(pattern, value)| {
            phrases.push(&pattern);
            value
        });
        Self { values: values.collect(), phrases }
    }

    /// All matches that are whole words, with overlaps; of equal ranges in the order of the patterns.
    pub fn whole_words(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &T)> {
        self.phrases.whole_words(text).into_iter().map(|(range, number)| (range, &self.values[number]))
    }
}

/// Strings to find, by their numbers.
///
/// A walk begins at every word of a text and goes on, word by word, while what it has passed is the beginning
/// of a phrase. Whole words are all that is looked for, so this needs neither an automaton nor the time to
/// build one; compiled once for all sorts of patterns.
#[derive(Debug, Default)]
struct Phrases {
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
    fn push(&mut self, phrase: &str) {
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

    fn whole_words(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
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

/// Keeps the longest match at the leftmost place, then the longest after it; of equal ranges the first.
pub fn leftmost_longest<T>(mut matches: Vec<(Range<usize>, T)>) -> Vec<(Range<usize>, T)> {
    sort_by_numbers(&mut matches, |(range, _)| [range.start, !range.end]);
    let mut end = 0;
    matches.retain(|(range, _)| {
        let is_free = range.start >= end;
        if is_free {
            end = range.end;
        }
        is_free
    });
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`Patterns`] should find, looked for at every byte.
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
        let found = Patterns::new(patterns.iter().cloned().zip(0..));
        let mut found: Vec<(Range<usize>, usize)> =
            found.whole_words(text).map(|(range, number)| (range, *number)).collect();
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

    #[test]
    fn the_longest_name_wins() {
        let matches = vec![(0..2, "IS"), (0..4, "IS-K"), (3..4, "K"), (6..8, "IS")];
        assert_eq!(leftmost_longest(matches), [(0..4, "IS-K"), (6..8, "IS")]);
    }
}
