//! Names that mean several things: the brief decides which, or none.

use std::ops::Range;

use sidelight_text::fold::Folded;
use sidelight_text::hashes::{HashMap64, hash};
use sidelight_text::phrases::Phrases;

use super::Known;
use crate::knowledge::{Entity, Knowledge, PART_OF};
use crate::order::sort_by_numbers;
use crate::understand::lexicon::{NameMatch, leftmost_longest};

/// Chooses one entity for each place; a place whose name no entity can claim is left out.
///
/// In this order: an entity that the brief names by a name of its own; the one for which most of its cues
/// speak; the one whose own name it is. “Georgia” is the state in the Caucasus unless Atlanta or Fulton
/// County is spoken of; “Congo” is the republic that is named in full.
pub fn settle<'k>(folded: &Folded, mut matches: Vec<NameMatch<'k>>, knowledge: &'k Knowledge) -> Vec<Known<'k>> {
    // All claims to one place stand beside each other; the longest place wins, whoever claims it.
    sort_by_numbers(&mut matches, |found| [found.range.start, !found.range.end]);
    let mut places: Vec<(Range<usize>, &[NameMatch<'k>])> = Vec::new();
    let mut rest = matches.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|found| found.range == first.range).count();
        places.push((first.range.clone(), &rest[..count]));
        rest = &rest[count..];
    }
    // The entities that are named by a name which nothing else has.
    let mut sure = HashMap64::default();
    for (_, claims) in &places {
        if claims.iter().all(|claim| !claim.is_shared) {
            sure.extend(claims.iter().map(|claim| (hash(&claim.entity.id), 1)));
        }
    }
    let places = leftmost_longest(places);
    let doubtful = places.iter().filter(|(_, claims)| sole(claims).is_none());
    let claimants = doubtful.flat_map(|(_, claims)| claims.iter()).map(|claim| claim.entity);
    let cues = Cues::of(claimants, knowledge, folded.text());
    places
        .into_iter()
        .filter_map(|(range, claims)| {
            let entity = sole(claims).or_else(|| choose(claims, &sure, &cues));
            Some((folded.original(range), entity?))
        })
        .collect()
}

/// The one entity of that name.
fn sole<'k>(claims: &[NameMatch<'k>]) -> Option<&'k Entity> {
    match claims {
        [only] if !only.is_shared => Some(only.entity),
        _ => None,
    }
}

fn choose<'k>(claims: &[NameMatch<'k>], sure: &HashMap64, cues: &Cues<'k>) -> Option<&'k Entity> {
    let mut named = claims.iter().filter(|claim| sure.contains_key(&hash(&claim.entity.id)));
    if let (Some(only), None) = (named.next(), named.next()) {
        return Some(only.entity);
    }
    let owner = claims.iter().find(|claim| !claim.is_shared).map(|claim| claim.entity);
    let counts: Vec<usize> = claims.iter().map(|claim| cues.count(claim.entity)).collect();
    let most = counts.iter().copied().max().filter(|most| *most > 0);
    let mut best = claims.iter().zip(&counts).filter(|(_, count)| Some(**count) == most);
    match (best.next(), best.next()) {
        (Some((claim, _)), None) => Some(claim.entity),
        _ => owner,
    }
}

/// Which cues the brief has. All that may be asked for are looked for at once: one walk through the text, however
/// many there are.
struct Cues<'k> {
    knowledge: &'k Knowledge,
    /// For the hash of each cue, its number.
    numbers: HashMap64,
    is_there: Vec<bool>,
}

impl<'k> Cues<'k> {
    fn of(entities: impl Iterator<Item = &'k Entity>, knowledge: &'k Knowledge, text: &str) -> Self {
        let (mut numbers, mut phrases, mut count) = (HashMap64::default(), Phrases::default(), 0);
        for cue in entities.flat_map(|entity| cues_of(entity, knowledge)) {
            if *numbers.entry(hash(cue)).or_insert(count) == count {
                phrases.push(Folded::new(cue).text());
                count += 1;
            }
        }
        let mut is_there = vec![false; count as usize];
        for (_, number) in phrases.whole_words(text) {
            is_there[number] = true;
        }
        Self { knowledge, numbers, is_there }
    }

    /// How many of an entity's cues there are.
    fn count(&self, entity: &'k Entity) -> usize {
        let is_there = |cue: &&str| self.numbers.get(&hash(cue)).is_some_and(|number| self.is_there[*number as usize]);
        cues_of(entity, self.knowledge).iter().filter(|cue| is_there(cue)).count()
    }
}

/// An entity's own cues, and the names and cues of what it is part of: “Malian” speaks for a town in Mali.
fn cues_of<'k>(entity: &'k Entity, knowledge: &'k Knowledge) -> Vec<&'k str> {
    let mut cues: Vec<&str> = Vec::new();
    let mut add = |more: &'k [String]| cues.extend(more.iter().map(String::as_str));
    add(&entity.cues);
    for relation in entity.relations.iter().filter(|relation| relation.kind == PART_OF) {
        if let Some(whole) = knowledge.entity(&relation.to) {
            [std::slice::from_ref(&whole.name), &whole.aliases, &whole.cues].into_iter().for_each(&mut add);
        }
    }
    cues
}
