//! What sort of thing each name of a brief stands for, decided once for all its places.

use sidelight_text::hashes::{HashMap64, hash};

use super::candidates::{Candidate, best};
use super::lore::{Class, LoreTable};
use super::recogniser::CLASSES;
use crate::knowledge::Kind;

/// The kind of each name by its text as printed; absent where it is no name.
#[derive(Debug)]
pub struct Kinds(HashMap64);

impl Kinds {
    pub fn get(&self, name: &str) -> Option<Kind> {
        self.of(hash(name))
    }

    /// The kind of the name of this hash.
    pub fn of(&self, key: u64) -> Option<Kind> {
        self.0.get(&key).map(|kind| Kind::ALL[*kind as usize])
    }
}

/// What all places of one text say together.
#[derive(Default)]
struct Tally {
    scores: [i64; CLASSES.len()],
    titled: u32,
    /// Places where its capital means something.
    sure: u32,
    places: u32,
    /// Nouns beside it that say what it is, by kind.
    cues: [u32; Kind::ALL.len()],
    /// Those of them that an apposition gives.
    appositions: [u32; Kind::ALL.len()],
}

/// Decides for every candidate.
pub fn settle(candidates: &[Candidate<'_>], lore: &LoreTable) -> Kinds {
    let mut numbers = HashMap64::default();
    let mut tallies: Vec<(Tally, &Candidate<'_>)> = Vec::new();
    for candidate in candidates {
        let number = *numbers.entry(candidate.key).or_insert(tallies.len() as u64) as usize;
        if number == tallies.len() {
            tallies.push((Tally::default(), candidate));
        }
        let tally = &mut tallies[number].0;
        for (sum, score) in tally.scores.iter_mut().zip(candidate.scores) {
            *sum += i64::from(score);
        }
        tally.titled += u32::from(candidate.is_titled);
        tally.sure += u32::from(!candidate.is_doubtful);
        tally.places += 1;
        if let Some(kind) = candidate.cue {
            tally.cues[kind as usize] += 1;
        }
        if let Some(kind) = candidate.apposition {
            tally.appositions[kind as usize] += 1;
        }
    }
    let mut kinds = HashMap64::default();
    for (tally, candidate) in &tallies {
        if let Some(kind) = kind(candidate, tally, lore) {
            kinds.insert(candidate.key, kind as u64);
        }
    }
    Kinds(kinds)
}

fn kind(candidate: &Candidate<'_>, tally: &Tally, lore: &LoreTable) -> Option<Kind> {
    if tally.titled > 0 {
        return Some(Kind::Person);
    }
    // A capital only where a sentence begins, and the word is an ordinary one: nothing speaks for a name.
    if tally.sure == 0 && candidate.telling == 0 || candidate.is_general_head {
        return None;
    }
    let (class, margin) = best(&tally.scores);
    let most = |counts: &[u32; Kind::ALL.len()]| {
        Kind::ALL.into_iter().max_by_key(|kind| counts[*kind as usize]).filter(|kind| counts[*kind as usize] > 0)
    };
    if let Some(kind) = most(&tally.appositions) {
        return Some(kind);
    }
    if candidate.words > 1
        && let Some(kind) = kind_of_name(candidate.text, lore)
    {
        // “Victoria Banks” may be a person, “Victoria Bank” is not; the head decides all but clear cases.
        let is_clearly_person =
            class == Some(Kind::Person) && margin > 400 * i64::from(tally.places) && kind != Kind::Place;
        return Some(if is_clearly_person { Kind::Person } else { kind });
    }
    if let Some(kind) = most(&tally.cues) {
        return Some(kind);
    }
    if candidate.has_given_name {
        return Some(Kind::Person);
    }
    // Plurals begin sentences: “Sequences of the virus suggest …”.
    if tally.sure == 0 && candidate.words == 1 && candidate.text.ends_with('s') {
        return None;
    }
    match class {
        // Briefs introduce persons by full name or title: a lone word is seldom one.
        Some(Kind::Person) if candidate.words == 1 && margin < LONE_PERSON * i64::from(tally.places) => {
            best(&without(&tally.scores, Some(Kind::Person))).0.or(class)
        }
        // An unknown word with a capital in the middle of a sentence is a name, whatever the rest says.
        None if tally.sure > 0 && candidate.is_unheard => best(&without(&tally.scores, None)).0,
        class => class,
    }
}

/// How clearly the recogniser must take a lone word for a person, in its own units.
const LONE_PERSON: i64 = 300;

/// The scores with one class put last.
fn without(scores: &[i64; CLASSES.len()], class: Option<Kind>) -> [i64; CLASSES.len()] {
    let mut scores = *scores;
    if let Some(index) = CLASSES.iter().position(|other| *other == class) {
        scores[index] = i64::MIN;
    }
    scores
}

/// Whether every word but the small ones begins with a capital.
pub fn is_proper_name(long: &str) -> bool {
    long.split_whitespace().all(|word| {
        matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "to" | "de" | "du" | "des" | "la" | "al" | "&")
            || !word.starts_with(char::is_lowercase)
    }) && long.starts_with(char::is_uppercase)
}

/// Words that make a force an armed group rather than a state's.
const IRREGULAR: [&str; 20] = [
    "Allied",
    "Arakan",
    "Democratic",
    "Free",
    "Insurgent",
    "Jihad",
    "Liberation",
    "Mahdi",
    "National Liberation",
    "Patriotic",
    "Popular",
    "Protection",
    "Rapid",
    "Republican",
    "Resistance",
    "Revolutionary",
    "Salvation",
    "Self-Defense",
    "Self-Defence",
    "Volunteer",
];

/// What sort of thing a name of several words is by its head: the last word that tells, before any “of” or “for”.
pub fn kind_of_name(name: &str, lore: &LoreTable) -> Option<Kind> {
    let mut words: Vec<&str> = name.split_whitespace().map(|word| word.trim_end_matches([',', '.'])).collect();
    while words.len() > 1
        && words.last().is_some_and(|word| !word.contains(|c: char| c.is_alphabetic()) || word.starts_with('('))
    {
        words.pop();
    }
    if words.last().is_some_and(|word| {
        matches!(*word, "earthquake" | "genocide" | "massacre" | "massacres" | "pogrom" | "uprising")
    }) {
        return Some(Kind::Event);
    }
    let until = words
        .iter()
        .position(|word| matches!(*word, "of" | "for" | "on" | "in" | "against" | "to" | "with"))
        .unwrap_or(words.len());
    let opening = || lore.get(words[0]).opening.filter(|_| words.len() > 1);
    // The head ends the name (“Bank of Japan”, “Haitian National Police”); “Air France” has none.
    let index = until.checked_sub(1)?;
    let Some(kind) = lore.get(words[index]).head else { return opening() };
    let is_force =
        matches!(words[index], "Army" | "Force" | "Forces" | "Brigade" | "Brigades" | "Guard" | "Command" | "Units");
    let is_irregular = words[..index].iter().any(|word| IRREGULAR.contains(word))
        && !words[..index].iter().any(|word| {
            lore.get(word).is(Class::Demonym) && *word != "Democratic" && *word != "Republican" && *word != "Islamic"
        });
    Some(if is_force && is_irregular { Kind::Group } else { kind })
}

#[cfg(test)]
mod tests {
    use super::super::lore::KEPT;
    use super::{Kind, kind_of_name};

    #[test]
    fn heads_tell_the_kind() {
        for (name, expected) in [
            ("Ministry of Commerce", Some(Kind::Organisation)),
            ("Strait of Hormuz", Some(Kind::Place)),
            ("Haitian National Police", Some(Kind::Organisation)),
            ("Critical Raw Materials Act", Some(Kind::Work)),
            ("March 23 Movement", Some(Kind::Group)),
            ("Lebanese Armed Forces", Some(Kind::Organisation)),
            ("Rapid Support Forces", Some(Kind::Group)),
            ("People’s Liberation Army", Some(Kind::Group)),
            ("Pont-Sondé Massacre", Some(Kind::Event)),
            ("Sergei Lavrov", None),
        ] {
            assert_eq!(kind_of_name(name, &KEPT), expected, "{name}");
        }
    }
}
