//! Everything the knowledge base can recognise, as automata built once for many briefs.

use std::ops::Range;

use aho_corasick::Input;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::noncontiguous::NFA;

use super::fold::Folded;
use super::names::Recogniser;
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
    recogniser: Option<&'k Recogniser>,
}

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
    /// Builds the automata: in time linear in the length of all names.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        let names = knowledge.entities.iter().enumerate().flat_map(|(index, entity)| {
            let own = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| (name, false));
            own.chain(entity.shared.iter().map(|name| (name, true))).map(move |(name, is_shared)| {
                (Folded::new(name).text().to_owned(), NameForm { entity: index, is_shared })
            })
        });
        let terms = knowledge.terms.iter().enumerate().flat_map(|(index, term)| {
            std::iter::once(&term.name).chain(&term.forms).flat_map(|form| variants::forms(form)).map(move |form| {
                let exact = variants::is_in_capitals(&form).then(|| form.clone());
                (variants::normal(Folded::new(&form).text()), TermForm { term: index, exact })
            })
        });
        Self { knowledge, names: Patterns::new(names), terms: Patterns::new(terms), recogniser: None }
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
        self.recogniser.is_some_and(|recogniser| recogniser.is_common(&word.to_lowercase()))
    }

    /// The one entity of which this, in whatever case, is the whole name.
    pub(super) fn entity_named(&self, name: &str) -> Option<&'k Entity> {
        let wanted = Folded::new(name);
        let is_it = |other: &String| {
            other.len().abs_diff(name.len()) < 4 && Folded::new(other).text().eq_ignore_ascii_case(wanted.text())
        };
        self.knowledge.entities.iter().find(|entity| is_it(&entity.name) || entity.aliases.iter().any(is_it))
    }

    /// The one person of this surname, where the brief also names what the person is known for: “PM Netanyahu”
    /// in a brief on Israel. A title and a surname alone could be anybody's.
    pub(super) fn person_surnamed(&self, surname: &str, brief: &Brief) -> Option<&'k Entity> {
        let surname = Folded::new(surname);
        let mut persons = self.knowledge.entities.iter().filter(|entity| {
            let bears = |name: &String| {
                Folded::new(name).text().rsplit_once(' ').is_some_and(|(_, last)| last == surname.text())
            };
            entity.kind == Kind::Person && (bears(&entity.name) || entity.aliases.iter().any(bears))
        });
        let (only, None) = (persons.next()?, persons.next()) else { return None };
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
        let matches = self.names.whole_words(folded, folded.text());
        matches.map(|(range, form)| NameMatch {
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
            .whole_words(folded, &normal)
            .filter(|(range, form)| form.exact.as_ref().is_none_or(|exact| folded.text()[range.clone()] == **exact))
            .map(|(range, form)| (range, &self.knowledge.terms[form.term]))
            .collect()
    }
}

/// Strings to find, each with what it stands for.
#[derive(Debug)]
pub struct Patterns<T> {
    automaton: Option<NFA>,
    values: Vec<T>,
}

impl<T> Patterns<T> {
    pub fn new(patterns: impl IntoIterator<Item = (String, T)>) -> Self {
        let (patterns, values): (Vec<String>, Vec<T>) =
            patterns.into_iter().filter(|(pattern, _)| !pattern.is_empty()).unzip();
        // The plain NFA rather than the crate's own choice among three automata and a prefilter: each of
        // those is code that the browser would load. It reports all overlaps, since leftmost-longest
        // matching would let “IS-Khorasan” hide “IS” although it fails the test for whole words. The build
        // fails only beyond 2³¹ states, which the size limit of a packed knowledge base keeps out of reach.
        let automaton = NFA::new(&patterns).ok();
        Self { automaton, values }
    }

    /// All matches in `haystack` that are whole words of `folded`, whose byte offsets it shares.
    pub fn whole_words<'a>(
        &'a self,
        folded: &'a Folded,
        haystack: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, &'a T)> + 'a {
        self.automaton
            .iter()
            .filter_map(move |automaton| automaton.try_find_overlapping_iter(Input::new(haystack)).ok())
            .flatten()
            .map(|found| (found.range(), &self.values[found.pattern().as_usize()]))
            .filter(|(range, _)| folded.is_whole_words(range))
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
