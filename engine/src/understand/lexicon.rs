//! Everything the knowledge base can recognise, as tables built once for many briefs.

use std::ops::Range;

use sidelight_text::fold::Folded;
use sidelight_text::hashes::{HashMap64, hash, hash_of_any_case};
use sidelight_text::letters;
use sidelight_text::phrases::Phrases;
use sidelight_text::spelling;
use sidelight_text::words::Synonyms;

use super::language::Language;
use super::names::{LoreTable, Recogniser};
use super::variants;
use crate::brief::Brief;
use crate::knowledge::{Entity, Kind, Knowledge, Term};
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
    language: Option<&'k Language>,
    /// What is known of words without a language: nothing.
    no_lore: LoreTable,
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
            let own = std::iter::once(&entity.name).chain(&entity.aliases);
            for name in own.filter(|name| !entity.shared.contains(name)) {
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
                let folded = Folded::new(&form).into_text();
                let normal = spelling::normal(&folded);
                (normal, TermForm { term: index, exact: variants::is_in_capitals(&form).then_some(folded) })
            })
        });
        Self {
            knowledge,
            names: Patterns::new(names),
            terms: Patterns::new(terms),
            whole_names,
            surnames,
            language: None,
            no_lore: LoreTable::default(),
        }
    }

    /// With a language model: for the names that nobody listed, and what is said in other words.
    #[must_use]
    pub fn in_language(self, language: &'k Language) -> Self {
        Self { language: Some(language), ..self }
    }

    pub(super) fn recogniser(&self) -> Option<&'k Recogniser> {
        self.language.map(|language| &language.recogniser)
    }

    /// What is known of single words.
    pub(super) fn lore(&self) -> &LoreTable {
        self.recogniser().map_or(&self.no_lore, Recogniser::lore)
    }

    pub(super) fn synonyms(&self) -> Option<&'k Synonyms> {
        self.language.map(|language| &language.synonyms)
    }

    /// Whether a capitalised word is an ordinary one in small letters.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.recogniser().is_some_and(|recogniser| recogniser.is_common(&letters::in_small(word)))
    }

    /// The first entity of which this, in whatever case, is the whole name.
    pub(super) fn entity_named(&self, name: &str) -> Option<&'k Entity> {
        let index = self.whole_names.get(&hash_of_any_case(Folded::new(name).text()))?;
        self.knowledge.entities.get(*index as usize)
    }

    /// The entity of this short form, where the long form is part of one of its names: “China’s Ministry of Commerce
    /// (MOFCOM)” is what goes by “Chinese Ministry of Commerce” and MOFCOM.
    pub(super) fn entity_abbreviated(&self, short: &str, long: &str) -> Option<&'k Entity> {
        let long = Folded::new(long).into_text();
        let entity = self.entity_named(short)?;
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        names.any(|name| Folded::new(name).text().contains(&long)).then_some(entity)
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
    pub(crate) fn terms(&self, folded: &Folded) -> Vec<(Range<usize>, &'k Term)> {
        // ASCII case only: lower-casing all of Unicode would shift the offsets.
        let normal = spelling::normal(folded.text());
        self.terms
            .whole_words(&normal)
            .filter(|(range, form)| form.exact.as_ref().is_none_or(|exact| folded.text()[range.clone()] == **exact))
            .map(|(range, form)| (range, &self.knowledge.terms[form.term]))
            .collect()
    }
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

    #[test]
    fn the_longest_name_wins() {
        let matches = vec![(0..2, "IS"), (0..4, "IS-K"), (3..4, "K"), (6..8, "IS")];
        assert_eq!(leftmost_longest(matches), [(0..4, "IS-K"), (6..8, "IS")]);
    }
}
