//! Names that mean several things: the brief decides which, or none.

use std::ops::Range;

use sidelight_text::fold::Folded;
use sidelight_text::hashes::{HashMap64, hash};

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
    let mut cues = Cues { knowledge, text: folded.text(), found: HashMap64::default() };
    leftmost_longest(places)
        .into_iter()
        .filter_map(|(range, claims)| {
            let entity = match claims {
                [only] if !only.is_shared => Some(only.entity),
                _ => choose(claims, &sure, &mut cues),
            };
            Some((folded.original(range), entity?))
        })
        .collect()
}

fn choose<'k>(claims: &[NameMatch<'k>], sure: &HashMap64, cues: &mut Cues<'_>) -> Option<&'k Entity> {
    let mut named = claims.iter().filter(|claim| sure.contains_key(&hash(&claim.entity.id)));
    if let (Some(only), None) = (named.next(), named.next()) {
        return Some(only.entity);
    }
    let owner = claims.iter().find(|claim| !claim.is_shared).map(|claim| claim.entity);
    let count = |claim: &NameMatch<'k>, cues: &mut Cues<'_>| cues.count(claim.entity);
    let counts: Vec<usize> = claims.iter().map(|claim| count(claim, cues)).collect();
    let most = counts.iter().copied().max().filter(|most| *most > 0);
    let mut best = claims.iter().zip(&counts).filter(|(_, count)| Some(**count) == most);
    match (best.next(), best.next()) {
        (Some((claim, _)), None) => Some(claim.entity),
        _ => owner,
    }
}

/// How many of an entity's cues the brief has.
struct Cues<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
    /// For the hash of each cue that was looked for, whether it is there: many towns have one state's.
    found: HashMap64,
}

impl Cues<'_> {
    /// Its own cues, and the names and cues of what it is part of: “Malian” speaks for a town in Mali.
    fn count(&mut self, entity: &Entity) -> usize {
        let knowledge = self.knowledge;
        let own = entity.cues.iter().filter(|cue| self.has(cue)).count();
        let wholes = entity.relations.iter().filter(|relation| relation.kind == PART_OF);
        let wholes = wholes.filter_map(|relation| knowledge.entity(&relation.to));
        let names = wholes.flat_map(|whole| std::iter::once(&whole.name).chain(&whole.aliases).chain(&whole.cues));
        own + names.filter(|cue| self.has(cue)).count()
    }

    fn has(&mut self, cue: &str) -> bool {
        let key = hash(cue);
        if let Some(is_there) = self.found.get(&key) {
            return *is_there == 1;
        }
        let cue = Folded::new(cue);
        let is_there = self.text.match_indices(cue.text()).any(|(start, cue)| {
            let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_part(self.text[..start].chars().next_back()) && !is_part(self.text[start + cue.len()..].chars().next())
        });
        self.found.insert(key, u64::from(is_there));
        is_there
    }
}
