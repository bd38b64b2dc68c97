//! Names that mean several things: the brief decides which, or none.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Known;
use crate::knowledge::Entity;
use crate::understand::fold::Folded;
use crate::understand::lexicon::{NameMatch, leftmost_longest};

/// Chooses one entity for each place; a place whose name no entity can claim is left out.
///
/// In this order: an entity that the brief names by a name of its own; the one for which most of its cues
/// speak; the one whose own name it is. “Georgia” is the state in the Caucasus unless Atlanta or Fulton
/// County is spoken of; “Congo” is the republic that is named in full.
pub fn settle<'k>(folded: &Folded, matches: Vec<NameMatch<'k>>) -> Vec<Known<'k>> {
    let sure: HashSet<&str> = named_outright(&matches);
    let mut cues = Cues { text: folded.text(), found: HashMap::new() };
    // All claims to one place stand beside each other; the longest place wins, whoever claims it.
    let mut places: Vec<(Range<usize>, Vec<NameMatch<'k>>)> = Vec::new();
    let mut sorted: Vec<(Range<usize>, NameMatch<'k>)> =
        matches.into_iter().map(|found| (found.range.clone(), found)).collect();
    sorted.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    for (range, found) in sorted {
        match places.last_mut() {
            Some((place, claims)) if *place == range => claims.push(found),
            _ => places.push((range, vec![found])),
        }
    }
    leftmost_longest(places)
        .into_iter()
        .filter_map(|(range, claims)| {
            let entity = match claims.as_slice() {
                [only] if !only.is_shared => Some(only.entity),
                _ => choose(&claims, &sure, &mut cues),
            };
            Some((folded.original(range), entity?))
        })
        .collect()
}

/// The ids of entities that are named by a name which nothing else has.
fn named_outright<'k>(matches: &[NameMatch<'k>]) -> HashSet<&'k str> {
    let contested: HashSet<&Range<usize>> =
        matches.iter().filter(|found| found.is_shared).map(|found| &found.range).collect();
    let sure = matches.iter().filter(|found| !found.is_shared && !contested.contains(&found.range));
    sure.map(|found| found.entity.id.as_str()).collect()
}

fn choose<'k>(claims: &[NameMatch<'k>], sure: &HashSet<&str>, cues: &mut Cues<'_>) -> Option<&'k Entity> {
    let mut named = claims.iter().filter(|claim| sure.contains(claim.entity.id.as_str()));
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

/// How many of an entity's cues the brief has; looked up once an entity.
struct Cues<'t> {
    text: &'t str,
    found: HashMap<String, usize>,
}

impl Cues<'_> {
    fn count(&mut self, entity: &Entity) -> usize {
        if let Some(count) = self.found.get(&entity.id) {
            return *count;
        }
        let has = |cue: &&String| {
            let cue = Folded::new(cue);
            self.text.match_indices(cue.text()).any(|(start, cue)| {
                let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !is_part(self.text[..start].chars().next_back())
                    && !is_part(self.text[start + cue.len()..].chars().next())
            })
        };
        let count = entity.cues.iter().filter(has).count();
        self.found.insert(entity.id.clone(), count);
        count
    }
}
