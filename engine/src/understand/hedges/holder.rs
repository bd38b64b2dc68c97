//! Who says so: the words that name the holder of a claim in the claim's own sentence.

use std::ops::Range;

use super::Sentence;
use super::phrases::{AUXILIARIES, BETWEEN};
use crate::knowledge::Kind;

/// The most words that are taken for one holder.
const MAX_TOKENS: usize = 10;

/// Where the phrase before a verb begins at the latest.
const BOUNDARIES: [&str; 24] = [
    ",", ";", ":", "—", "–", "(", ")", "“", "”", "\"", "and", "as", "because", "but", "than", "that", "though", "when",
    "where", "which", "while", "who", "whom", ".",
];
const PRONOUNS: [&str; 8] = ["he", "her", "him", "it", "she", "them", "they", "who"];

impl Sentence<'_> {
    /// The phrase after “according to”, up to the next mark.
    pub(super) fn holder_after(&self, at: usize) -> Option<Range<usize>> {
        let start = at + usize::from(self.is(at, &["the", "a", "an"]));
        let end = (start..self.tokens.len())
            .find(|index| self.is(*index, &[",", ";", ":", "(", ")", "—", "–"]) || self.is_full_stop(*index))
            .unwrap_or(self.tokens.len());
        (start < end && end - start <= MAX_TOKENS).then(|| self.bytes(&(start..end)))
    }

    /// The subject of the verb at this token. A participle (“…, saying that”) shares the sentence's.
    pub(super) fn holder_before(&self, verb: usize, is_participle: bool) -> Option<Range<usize>> {
        if is_participle || self.tokens.get(verb.checked_sub(1)?)?.is_any(&PRONOUNS) {
            return self.actor_before(verb);
        }
        let mut end = verb;
        // “Islamic State (IS) claimed …”: the subject stands before the bracket.
        if self.is(end - 1, &[")"]) {
            end = (0..end).rev().find(|index| self.is(*index, &["("]))?;
        }
        // “Kurilla, the commander, said …”: an apposition between commas is not the subject.
        let mut start = end;
        while start > 0 && end - start < MAX_TOKENS && !self.is_boundary(start - 1, end) {
            start -= 1;
        }
        start += usize::from(self.is(start, &["the", "a", "an"]));
        if start >= end || self.is(start, &PRONOUNS) && end - start == 1 {
            return None;
        }
        let range = self.bytes(&(start..end));
        // A title before a name (“President”) is not part of it; “the mission to Yemen” is more than Yemen.
        let is_title = |index: usize| self.tokens[index].text.starts_with(char::is_uppercase);
        let named = self.mentions.iter().find(|mention| {
            mention.range.end == range.end
                && is_actor(mention.kind)
                && (start..end)
                    .take_while(|index| self.tokens[*index].start < mention.range.start)
                    .all(|index| is_title(index) || self.is(index, &["."]))
        });
        Some(named.map_or(range, |mention| mention.range.clone()))
    }

    /// The first person of the sentence so far, or failing that the first group or organisation.
    fn actor_before(&self, verb: usize) -> Option<Range<usize>> {
        let before = self.bytes(&(verb..verb + 1)).start;
        let mentions = || self.mentions.iter().filter(move |mention| mention.range.end <= before);
        let of = |kinds: &[Kind]| {
            mentions().find(|mention| kinds.contains(&mention.kind)).map(|mention| mention.range.clone())
        };
        of(&[Kind::Person]).or_else(|| of(&[Kind::Group, Kind::Organisation]))
    }

    fn is_boundary(&self, index: usize, end: usize) -> bool {
        // “analysts and experts” is one holder; “and” after a comma or a verb is not asked about so finely.
        let is_pair = self.is(index, &["and"]) && index > 0 && end - index <= 2 && !self.is(index - 1, &[","]);
        !is_pair && (self.is(index, &BOUNDARIES) && !self.is_abbreviation_dot(index))
            || self.is(index, &AUXILIARIES)
            || self.is(index, &BETWEEN)
    }

    fn is_full_stop(&self, index: usize) -> bool {
        self.is(index, &["."]) && !self.is_abbreviation_dot(index)
    }

    /// The dots of “U.S.” belong to a word.
    fn is_abbreviation_dot(&self, index: usize) -> bool {
        self.is(index, &["."])
            && index > 0
            && self.tokens[index].is_joined()
            && self.tokens[index - 1].text.chars().count() == 1
            && index + 1 < self.tokens.len()
    }
}

fn is_actor(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Group | Kind::Organisation | Kind::Place)
}
