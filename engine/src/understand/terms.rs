//! Terms: the glossary's, and those that the brief abbreviates itself.

use super::fold::Folded;
use super::lexicon::{Lexicon, Patterns, leftmost_longest};
use super::{Abbreviation, Mention, Origin, TermUse, document_id, names};
use crate::brief::Brief;

/// Finds all terms, in order, without overlaps, and not inside mentions.
pub fn find(
    brief: &Brief,
    folded: &Folded,
    lexicon: &Lexicon<'_>,
    abbreviations: &[Abbreviation],
    mentions: &[Mention],
) -> Vec<TermUse> {
    let known = lexicon.terms(folded).into_iter().map(|(range, term)| TermUse {
        range: folded.original(range),
        term: term.id.clone(),
        name: term.name.clone(),
        origin: Origin::Knowledge,
    });
    let known = without_overlaps(known.collect());
    let own = Patterns::new(abbreviated_terms(abbreviations, &known));
    let own_uses = own
        .whole_words(folded, folded.text())
        .map(|(range, term)| TermUse { range: folded.original(range), ..term.clone() });
    // Of two equal ranges the first stays: what the brief defines goes before what is known in general.
    let mut uses = without_overlaps(own_uses.chain(known.iter().cloned()).collect());
    // “Islamic State” explains itself better than “state” inside it would.
    let mut mentions = mentions.iter().peekable();
    uses.retain(|term| {
        while mentions.next_if(|mention| mention.range.end <= term.range.start).is_some() {}
        mentions.peek().is_none_or(|mention| mention.range.start >= term.range.end)
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
    for abbreviation in abbreviations.iter().filter(|abbreviation| !names::is_proper_name(&abbreviation.long)) {
        let range = abbreviation.long_range.clone();
        if let Some(term) = known.iter().find(|term| term.range == range) {
            terms.push((Folded::new(&abbreviation.short).text().to_owned(), term.clone()));
            continue;
        }
        let id = document_id(&abbreviation.long);
        let term = TermUse { range, term: id, name: abbreviation.long.clone(), origin: Origin::Document };
        for form in [&abbreviation.long, &abbreviation.short] {
            terms.push((Folded::new(form).text().to_owned(), term.clone()));
        }
    }
    terms
}
