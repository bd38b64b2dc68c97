//! Names that mean several things: the brief decides which, or none.

use std::ops::Range;

use super::Known;
use crate::knowledge::Entity;
use crate::order::sort_by_numbers;
use crate::understand::lexicon::{NameMatch, leftmost_longest};
use sidelight_text::fold::Folded;
use sidelight_text::hashes::{HashMap64, hash};

/// Chooses one entity for each place; a place whose name no entity can claim is left out.
///
/// In this order: an entity that the brief names by a name of its own; the one for which most of its cues
/// speak; the one whose own name it is. “Georgia” is the state in the Caucasus unless Atlanta or Fulton
/// County is spoken of; “Congo” is the republic that is named in full.
pub fn settle<'k>(folded: &Folded, mut matches: Vec<NameMatch<'k>>) -> Vec<Known<'k>> {
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
    let mut cues = Cues { text: folded.text(), found: HashMap64::default() };
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

/// How many of an entity's cues the brief has; looked up once an entity.
struct Cues<'t> {
    text: &'t str,
    found: HashMap64,
}

impl Cues<'_> {
    fn count(&mut self, entity: &Entity) -> usize {
        let key = hash(&entity.id);
        if let Some(count) = self.found.get(&key) {
            return *count as usize;
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
        self.found.insert(key, count as u64);
        count
    }
}
