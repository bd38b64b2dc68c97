//! Mentions: who and what a brief names.
//!
//! Three sources, the surest first: the knowledge base's names; what the brief itself defines
//! (abbreviations, “aka”, surnames after full names, shortened names); and runs of capitalised words that
//! a small recogniser takes for names. Where a longer run holds a known name (“Israel Katz”), the longer
//! one is the mention. A doubtful link is never made: what cannot be settled stays detected.

mod ambiguity;
mod candidates;
mod chunks;
mod kinds;
mod lore;
mod recogniser;
mod referents;
#[cfg(all(test, feature = "model", feature = "knowledge-source"))]
mod tests;
#[cfg(feature = "train")]
pub mod train;
mod words;

use std::ops::Range;

pub use kinds::is_proper_name;
#[cfg(test)]
pub use lore::KEPT;
pub use lore::{Class, LoreTable};
pub use recogniser::Recogniser;

use sidelight_text::fold::Folded;
use sidelight_text::hashes::HashMap64;

use super::lexicon::{Lexicon, Patterns, leftmost_longest};
use super::{Abbreviation, Mention, TermUse};
use crate::brief::Brief;
use crate::knowledge::{Entity, Kind};
use candidates::Candidate;
use kinds::Kinds;
use referents::{Evidence, Referent, Referents};

/// A place where the knowledge base's name of an entity stands.
type Known<'k> = (Range<usize>, &'k Entity);

/// Finds all mentions, in order and without overlaps.
pub fn find(
    brief: &Brief,
    folded: &Folded,
    lexicon: &Lexicon<'_>,
    abbreviations: &[Abbreviation],
    terms: &[TermUse],
) -> Vec<Mention> {
    let mut candidates = candidates::collect(brief, lexicon.recogniser(), lexicon.lore());
    let mut known: Vec<Known<'_>> = ambiguity::settle(folded, lexicon.names(folded).collect(), lexicon.knowledge());
    // “El Niño” is a term, and “messenger RNA (mRNA)” defines one: what is part of either is no name.
    let defined: Vec<&Range<usize>> = abbreviations
        .iter()
        .filter(|abbreviation| !is_proper_name(&abbreviation.long))
        .map(|abbreviation| &abbreviation.long_range)
        .collect();
    candidates.found.retain(|candidate| {
        let (start, end) = (candidate.range.start, candidate.range.end);
        let is_in = |range: &Range<usize>| range.start <= start;
        let term = terms.get(terms.partition_point(|term| term.range.end < end));
        let definition = defined.get(defined.partition_point(|range| range.end < end));
        !term.is_some_and(|term| is_in(&term.range)) && !definition.is_some_and(|range| is_in(range))
    });
    drop_sentence_openings(&mut known, &candidates.found, lexicon);
    let kinds = kinds::settle(&candidates.found, lexicon.lore());
    let own: Vec<&Candidate<'_>> =
        candidates.found.iter().filter(|candidate| is_own(candidate, &known, &kinds, lexicon.lore())).collect();

    let referents = Referents::of(&Evidence {
        brief,
        lexicon,
        known: &known,
        own: &own,
        kinds: &kinds,
        abbreviations,
        terms,
        aliases: &candidates.aliases,
        runs: &hashes(&candidates.found, |candidate| !candidate.is_doubtful),
        titled: &hashes(&candidates.found, |candidate| candidate.is_titled),
    });
    let names = referents.names().map(|(name, referent)| (Folded::new(name).into_text(), referent));
    let patterns = Patterns::new(names);
    let mention = |range: Range<usize>, referent: &Referent| Mention {
        range,
        kind: referent.kind,
        entity: referent.entity.clone(),
        name: referent.name.clone(),
        origin: referent.origin,
    };
    let mut all: Vec<(Range<usize>, Mention)> = patterns
        .whole_words(folded.text())
        .map(|(range, referent)| (folded.original(range), *referent))
        .map(|(range, referent)| (range.clone(), mention(range, referent)))
        .collect();
    // Of two equal ranges the first stays: what the brief defines goes before what is known in general.
    all.extend(known.iter().map(|(range, entity)| (range.clone(), mention(range.clone(), &Referent::known(entity)))));
    for run in &candidates.shouted {
        let found = shouted(&brief.text[run.clone()], lexicon, &patterns);
        all.extend(found.into_iter().map(|(range, referent)| {
            let range = run.start + range.start..run.start + range.end;
            (range.clone(), mention(range, &referent))
        }));
    }
    leftmost_longest(all).into_iter().map(|(_, mention)| mention).collect()
}

/// Whether a candidate is a name by itself: nothing known stands there, or only a part of it.
fn is_own(candidate: &Candidate<'_>, known: &[Known<'_>], kinds: &Kinds, lore: &LoreTable) -> bool {
    let Some(kind) = kinds.of(candidate.key) else { return false };
    let (start, end) = (candidate.range.start, candidate.range.end);
    let first = known.partition_point(|(range, _)| range.end <= start);
    let mut inside = known[first..].iter().take_while(|(range, _)| range.start < end).peekable();
    if inside.peek().is_none() {
        return true;
    }
    let is_longer = inside.all(|(range, _)| start <= range.start && range.end <= end && range.len() < end - start);
    // “U.S. Geological Survey” has a head, “Israel Katz” is a person; “Kabul Monday” is neither.
    is_longer && (kind == Kind::Person || kinds::kind_of_name(candidate.text, lore).is_some() || candidate.telling > 0)
}

/// The hashes of the texts of some candidates.
fn hashes(candidates: &[Candidate<'_>], is_meant: impl Fn(&Candidate<'_>) -> bool) -> HashMap64 {
    let mut hashes = HashMap64::default();
    for candidate in candidates.iter().filter(|candidate| is_meant(candidate)) {
        hashes.insert(candidate.key, 1);
    }
    hashes
}

/// Drops known names that are ordinary words, where the only capital is that of a sentence's beginning.
fn drop_sentence_openings(known: &mut Vec<Known<'_>>, candidates: &[Candidate<'_>], lexicon: &Lexicon<'_>) {
    let sure = hashes(candidates, |candidate| !candidate.is_doubtful);
    known.retain(|(range, _)| {
        let candidate = candidates.binary_search_by_key(&range.start, |candidate| candidate.range.start);
        let candidate = candidate.ok().map(|index| &candidates[index]).filter(|candidate| candidate.range == *range);
        !candidate.is_some_and(|candidate| {
            candidate.is_doubtful && !sure.contains_key(&candidate.key) && lexicon.is_common(candidate.text)
        })
    });
}

/// The names in a stretch that is printed in capitals: it is read as if it were not.
fn shouted(text: &str, lexicon: &Lexicon<'_>, own: &Patterns<&Referent>) -> Vec<(Range<usize>, Referent)> {
    let folded = Folded::new(&with_small_letters(text));
    let known = lexicon.names(&folded).filter(|found| !found.is_shared);
    let known = known.map(|found| (folded.original(found.range), Referent::known(found.entity)));
    let own = own.whole_words(folded.text()).map(|(range, referent)| (folded.original(range), (*referent).clone()));
    // What is short in small letters as well is too likely another word.
    own.chain(known).filter(|(range, _)| range.len() >= 4).collect()
}

/// “SOUTHERN LEBANON” as “Southern Lebanon”; of the same length in bytes.
fn with_small_letters(text: &str) -> String {
    let mut is_first = true;
    text.chars()
        .map(|c| {
            let small = if is_first { c } else { c.to_ascii_lowercase() };
            is_first = !c.is_alphanumeric() && !matches!(c, '’' | '\'');
            small
        })
        .collect::<String>()
        .replace(" Of ", " of ")
        .replace(" The ", " the ")
        .replace(" And ", " and ")
        .replace(" In ", " in ")
        .replace(" For ", " for ")
}
