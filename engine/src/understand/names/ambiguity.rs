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

fn choose<'k>(claims: &[NameMatch<'k>], sure: &HashMap64, cues: &Cues<'_>) -> Option<&'k Entity> {
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
struct Cues<'a> {
    knowledge: &'a Knowledge,
    /// For the hash of each cue its number, and for each number whether the cue is there.
    numbers: HashMap64,
    is_there: Vec<bool>,
    /// For the hash of the id of each whole, how many of its names and cues are there: many towns have one state's.
    wholes: HashMap64,
}

impl<'a> Cues<'a> {
    fn of<'k>(entities: impl Iterator<Item = &'k Entity>, knowledge: &'a Knowledge, text: &str) -> Self {
        let mut cues =
            Self { knowledge, numbers: HashMap64::default(), is_there: Vec::new(), wholes: HashMap64::default() };
        let mut phrases = Phrases::default();
        let mut wanted = |cues: &mut Self, cue: &str| {
            let number = cues.is_there.len();
            if *cues.numbers.entry(hash(cue)).or_insert(number as u64) as usize == number {
                cues.is_there.push(false);
                phrases.push(Folded::new(cue).text());
            }
        };
        let mut wholes = Vec::new();
        for entity in entities {
            entity.cues.iter().for_each(|cue| wanted(&mut cues, cue));
            for whole in wholes_of(entity, knowledge) {
                if cues.wholes.insert(hash(&whole.id), 0).is_none() {
                    names_of(whole).for_each(|name| wanted(&mut cues, name));
                    wholes.push(whole);
                }
            }
        }
        for (_, number) in phrases.whole_words(text) {
            cues.is_there[number] = true;
        }
        for whole in wholes {
            let count = names_of(whole).filter(|name| cues.has(name)).count();
            cues.wholes.insert(hash(&whole.id), count as u64);
        }
        cues
    }

    /// How many there are of an entity's own, and of the names and cues of what it is part of: “Malian” speaks for a
    /// town in Mali.
    fn count(&self, entity: &Entity) -> usize {
        let own = entity.cues.iter().filter(|cue| self.has(cue)).count();
        let of_whole = |whole: &Entity| self.wholes.get(&hash(&whole.id)).copied().unwrap_or_default() as usize;
        own + wholes_of(entity, self.knowledge).map(of_whole).sum::<usize>()
    }

    fn has(&self, cue: &str) -> bool {
        self.numbers.get(&hash(cue)).is_some_and(|number| self.is_there[*number as usize])
    }
}

fn wholes_of<'k>(entity: &Entity, knowledge: &'k Knowledge) -> impl Iterator<Item = &'k Entity> {
    let wholes = entity.relations.iter().filter(|relation| relation.kind == PART_OF);
    wholes.filter_map(|relation| knowledge.entity(&relation.to))
}

fn names_of(whole: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&whole.name).chain(&whole.aliases).chain(&whole.cues)
}
