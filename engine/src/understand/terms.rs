//! Terms: the glossary's, and those that the brief abbreviates itself.

use sidelight_text::fold::{Folded, kebab_case};

use super::lexicon::{Lexicon, Patterns, leftmost_longest};
use super::variants::{is_in_capitals, plural};
use super::{Abbreviation, Mention, Origin, TermUse, names};
use crate::brief::Brief;

/// The glossary's terms, in order and without overlaps.
pub fn known(folded: &Folded, lexicon: &Lexicon<'_>) -> Vec<TermUse> {
    let known = lexicon.terms(folded).into_iter().map(|(range, term)| TermUse {
        range: folded.original(range),
        term: term.id.clone(),
        name: term.name.clone(),
        origin: Origin::Knowledge,
    });
    without_overlaps(known.collect())
}

/// All terms, in order, without overlaps, and not inside mentions: the `known` ones and the brief's own.
pub fn find(
    brief: &Brief,
    folded: &Folded,
    abbreviations: &[Abbreviation],
    known: Vec<TermUse>,
    mentions: &[Mention],
) -> Vec<TermUse> {
    let own = Patterns::new(abbreviated_terms(abbreviations, &known));
    let own_uses =
        own.whole_words(folded.text()).map(|(range, term)| TermUse { range: folded.original(range), ..term.clone() });
    // Of two equal ranges the first stays: what the brief defines goes before what is known in general.
    let mut uses = without_overlaps(own_uses.chain(known.iter().cloned()).collect());
    // “Islamic State” explains itself better than “state” inside it would.
    let mut mentions = mentions.iter().peekable();
    uses.retain(|term| {
        while mentions.next_if(|mention| mention.range.end <= term.range.start).is_some() {}
        // “Ponzi scheme” may hold a name, and be more than it.
        mentions.peek().is_none_or(|mention| {
            mention.range.start >= term.range.end
                || term.range.start <= mention.range.start
                    && mention.range.end <= term.range.end
                    && mention.range.len() < term.range.len()
        })
    });
    debug_assert!(uses.iter().all(|term| brief.text.get(term.range.clone()).is_some()));
    uses
}

fn without_overlaps(uses: Vec<TermUse>) -> Vec<TermUse> {
    let ranged = uses.into_iter().map(|term| (term.range.clone(), term)).collect();
    leftmost_longest(ranged).into_iter().map(|(_, term)| term).collect()
}

/// The short forms of what is not a name: of a glossary term, or of words that the brief makes a term by
/// abbreviating them.
fn abbreviated_terms(abbreviations: &[Abbreviation], known: &[TermUse]) -> Vec<(String, TermUse)> {
    let mut terms = Vec::new();
    for abbreviation in abbreviations {
        let range = abbreviation.long_range.clone();
        let at = known.binary_search_by_key(&range.start, |term| term.range.start);
        let known = at.ok().map(|at| &known[at]).filter(|term| term.range == range);
        // A name, unless the glossary says otherwise: “El Niño–Southern Oscillation (ENSO)”.
        if known.is_none() && names::is_proper_name(&abbreviation.long) {
            continue;
        }
        let own = match known {
            Some(term) => term.clone(),
            None => {
                let (term, name) = (kebab_case(&abbreviation.long), abbreviation.long.clone());
                let term = TermUse { range, term, name, origin: Origin::Document };
                let long = Folded::new(&abbreviation.long).into_text();
                // At the start of a sentence. ASCII only: the other letters would weigh twelve kilobytes in the browser.
                let mut capital = long.clone();
                if let Some(first) = capital.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                terms.extend([plural(&long), long, plural(&capital), capital].map(|form| (form, term.clone())));
                term
            }
        };
        let short = Folded::new(&abbreviation.short).into_text();
        let singular = short.strip_suffix('s').filter(|singular| is_in_capitals(singular)).unwrap_or(&short);
        terms.extend([plural(singular), singular.to_owned()].map(|form| (form, own.clone())));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::super::understand;
    use super::*;
    use crate::knowledge::{Entity, Kind, Knowledge, Term};

    fn check(text: &str, expected: &[(&str, &str)]) {
        let term = |id: &str, forms: &[&str]| Term {
            id: id.into(),
            name: id.replace('-', " "),
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            definition: String::new(),
            field: String::new(),
            related: Vec::new(),
        };
        let ponzi = Entity {
            id: "ponzi".into(),
            name: "Ponzi".into(),
            kind: Kind::Person,
            role: String::new(),
            aliases: Vec::new(),
            shared: Vec::new(),
            cues: Vec::new(),
            summary: String::new(),
            well_known: false,
            facts: Vec::new(),
            relations: Vec::new(),
            sources: Vec::new(),
            at: None,
        };
        let terms = vec![term("ceasefire", &["cease-fire"]), term("pilot-boat", &["PB"]), term("ponzi-scheme", &[])];
        let knowledge = Knowledge { entities: vec![ponzi], terms };
        let brief = crate::read::read(format!("Fog\n\n{text}").as_bytes(), "a.txt").expect("it is text");
        let reading = understand(&brief, &Lexicon::new(&knowledge));
        let found: Vec<(&str, &str)> =
            reading.terms.iter().map(|term| (&brief.text[term.range.clone()], term.term.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_glossarys_terms() {
        check("A Cease fire held, and ceasefires last.", &[("Cease fire", "ceasefire"), ("ceasefires", "ceasefire")]);
        check("The pb and the PBs met pilot-boats.", &[("PBs", "pilot-boat"), ("pilot-boats", "pilot-boat")]);
        check("A Ponzi scheme of Ponzi.", &[("Ponzi scheme", "ponzi-scheme")]);
    }

    #[test]
    fn terms_that_the_brief_abbreviates() {
        check(
            "Fog signal stations (FSSs) fell silent. One FSS remains. Fog signal station keepers left.",
            &[
                ("Fog signal stations", "fog-signal-stations"),
                ("FSSs", "fog-signal-stations"),
                ("FSS", "fog-signal-stations"),
            ],
        );
        check(
            "The last pilot boat (PLB) sank. A PLB is dear; all PLBs are.",
            &[("pilot boat", "pilot-boat"), ("PLB", "pilot-boat"), ("PLB", "pilot-boat"), ("PLBs", "pilot-boat")],
        );
    }
}
