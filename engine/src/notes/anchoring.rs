//! Finding the words of a note in the text as it is now.
//!
//! This is the exact half: the words are still in the text, letter for letter. What remains to be told
//! apart is *where*, since short quotes stand in many places: the context decides, the position where
//! the context cannot, and where neither can, nobody guesses. (Words that were themselves edited are
//! orphaned here; approximate matching is the other half.)

use std::ops::Range;

use super::{Scalars, Selectors};

/// How much context must agree before it tells one place from another. A shorter agreement is common by
/// chance: “of the ” alone is seven scalar values.
const TELLING: usize = 8;

/// Where the words of a note are now, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// They are here.
    Kept {
        /// The words in the text as it is now.
        range: Range<usize>,
    },
    /// They stand in several places, and nothing tells which one is meant.
    Ambiguous {
        /// The places that come into question, in the text's order.
        candidates: Vec<Range<usize>>,
    },
    /// They are not in the text.
    Orphaned,
}

impl Anchor {
    /// The place of the words, if it is known.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::Kept { range } => Some(range.clone()),
            Self::Ambiguous { .. } | Self::Orphaned => None,
        }
    }
}

/// Finds the words that the selectors describe.
pub fn anchor(selectors: &Selectors, text: &Scalars<'_>) -> Anchor {
    let position = selectors.position.start..selectors.position.end;
    let exact = selectors.quote.exact.as_str();
    // The page is the one the note was made on: by far the most frequent case, and the cheapest.
    if text.slice(position.clone()) == Some(exact) && agreement(selectors, text, &position) == whole_context(selectors)
    {
        return Anchor::Kept { range: position };
    }
    let places: Vec<_> = occurrences(exact, text).collect();
    match places.as_slice() {
        [] => Anchor::Orphaned,
        [only] => Anchor::Kept { range: only.clone() },
        _ => told_apart(selectors, text, &places, &position),
    }
}

/// Chooses among several places the one with the most context, if that is enough to go by.
fn told_apart(selectors: &Selectors, text: &Scalars<'_>, places: &[Range<usize>], position: &Range<usize>) -> Anchor {
    let scores: Vec<_> = places.iter().map(|place| agreement(selectors, text, place)).collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    let mut leaders = places.iter().zip(&scores).filter(|(_, score)| **score == best).map(|(place, _)| place);
    let (first, second) = (leaders.next(), leaders.next());
    let is_telling = best >= TELLING.min(whole_context(selectors));
    match (first, second) {
        (Some(only), None) if is_telling => Anchor::Kept { range: only.clone() },
        // Several places agree equally well, or equally badly: then the one that has not moved.
        _ if places.iter().zip(&scores).any(|(place, score)| place == position && *score == best) => {
            Anchor::Kept { range: position.clone() }
        }
        _ if is_telling => {
            let leading = places.iter().zip(&scores).filter(|(_, score)| **score == best);
            Anchor::Ambiguous { candidates: leading.map(|(place, _)| place.clone()).collect() }
        }
        _ => Anchor::Ambiguous { candidates: places.to_vec() },
    }
}

/// Every place where the words stand, also where one overlaps the next.
fn occurrences<'t>(exact: &'t str, text: &'t Scalars<'_>) -> impl Iterator<Item = Range<usize>> {
    let width = exact.chars().count();
    let step = exact.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let byte = from + text.text().get(from..)?.find(exact)?;
        from = byte + step;
        let start = text.scalar(byte);
        Some(start..start + width)
    })
    // An empty quote is everywhere, which is to say nowhere.
    .take_while(move |_| width > 0)
}

/// How many scalar values of context, counted outwards from the words, are the same here.
fn agreement(selectors: &Selectors, text: &Scalars<'_>, place: &Range<usize>) -> usize {
    let (Some(start), Some(end)) = (text.byte(place.start), text.byte(place.end)) else { return 0 };
    let before = text.text()[..start].chars().rev().zip(selectors.quote.prefix.chars().rev());
    let after = text.text()[end..].chars().zip(selectors.quote.suffix.chars());
    before.take_while(|(here, there)| here == there).count() + after.take_while(|(here, there)| here == there).count()
}

fn whole_context(selectors: &Selectors) -> usize {
    selectors.quote.prefix.chars().count() + selectors.quote.suffix.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A note on the words between ⟦ and ⟧ in the old text. In the new text, ⟦ ⟧ stand around every place
    /// that must be found: none (orphaned), one (kept) or several (ambiguous).
    fn check(old: &str, new: &str) {
        let (old, made_on) = unbracketed(old);
        let [range] = made_on.as_slice() else { panic!("the old text brackets one place") };
        let selectors = Selectors::of(&Scalars::new(&old), range.clone(), "b0").expect("the brackets hold words");
        let (new, places) = unbracketed(new);
        let expected = match places.as_slice() {
            [] => Anchor::Orphaned,
            [range] => Anchor::Kept { range: range.clone() },
            _ => Anchor::Ambiguous { candidates: places },
        };
        assert_eq!(anchor(&selectors, &Scalars::new(&new)), expected, "\nold: {old}\nnew: {new}");
    }

    fn unbracketed(bracketed: &str) -> (String, Vec<Range<usize>>) {
        let (mut text, mut places, mut len, mut start) = (String::new(), Vec::new(), 0, 0);
        for character in bracketed.chars() {
            match character {
                '⟦' => start = len,
                '⟧' => places.push(start..len),
                _ => {
                    text.push(character);
                    len += 1;
                }
            }
        }
        (text, places)
    }

    #[test]
    fn the_same_text() {
        check("The ⟦Moscow⟧ attack", "The ⟦Moscow⟧ attack");
        check("IS-K and IS-K and ⟦IS-K⟧", "IS-K and IS-K and ⟦IS-K⟧");
        check("aaaa⟦aa⟧aaaa", "aaaa⟦aa⟧aaaa");
        check("One paragraph ⟦ends.\n\nAnother begins⟧ here.", "One paragraph ⟦ends.\n\nAnother begins⟧ here.");
    }

    #[test]
    fn text_inserted_or_removed_before_the_words() {
        check("The ⟦Moscow⟧ attack", "In March, the ⟦Moscow⟧ attack");
        check("In March, the ⟦Moscow⟧ attack", "⟦Moscow⟧ attack");
        check("Türkiye 😀 and ⟦Iran⟧", "Iraq, Türkiye 😀😀 and ⟦Iran⟧");
    }

    #[test]
    fn context_tells_the_places_apart() {
        check(
            "IS-K is large. According to the report, ⟦IS-K⟧ expands its reach.",
            "As others say, IS-K is large. According to the report, ⟦IS-K⟧ expands its reach.",
        );
        // The words that now stand at the old position are others of the same spelling.
        check(
            "Few speak. According to the UN, ⟦IS-K⟧ expands its reach.",
            "Nobody here at all, though, but IS-K speaks. According to the UN, ⟦IS-K⟧ expands its reach.",
        );
    }

    #[test]
    fn a_changed_context_does_not_matter_where_the_words_are_unique() {
        check("The director of ⟦Crocus City Hall⟧ said so", "⟦Crocus City Hall⟧, a music venue");
    }

    #[test]
    fn nothing_tells_the_places_apart() {
        check("When ⟦IS-K⟧ strikes.", "One ⟦IS-K⟧, two ⟦IS-K⟧, three.");
        check(
            "The report says that ⟦IS-K⟧ expands its reach.",
            "What? The report says that ⟦IS-K⟧ expands its reach. The report says that ⟦IS-K⟧ expands its reach.",
        );
    }

    #[test]
    fn a_chance_agreement_of_few_letters_is_not_enough() {
        check("Officials in Moscow said the ⟦attack⟧ was planned.", "By the ⟦attack⟧; an ⟦attack⟧, again.");
    }

    #[test]
    fn the_words_are_gone() {
        check("The ⟦Moscow⟧ attack", "The Petersburg attack");
        check("The ⟦Moscow⟧ attack", "");
        check("The ⟦Moscow⟧ attack", "The moscow attack");
    }

    #[test]
    fn selectors_that_were_never_made_from_a_text_find_nothing_and_do_no_harm() {
        let of_nothing = |exact: &str, start, end| Selectors {
            quote: super::super::TextQuote { exact: exact.into(), prefix: String::new(), suffix: String::new() },
            position: super::super::TextPosition { start, end },
            block: "b0".into(),
        };
        let text = Scalars::new("The Moscow attack");
        assert_eq!(anchor(&of_nothing("", 900, 4), &text), Anchor::Orphaned);
        assert_eq!(anchor(&of_nothing("Kabul", usize::MAX, 0), &text), Anchor::Orphaned);
        assert_eq!(anchor(&of_nothing("Moscow", 900, 4), &text), Anchor::Kept { range: 4..10 });
    }

    proptest! {
        #[test]
        fn an_unchanged_text_gives_the_place_back(text in "(?s)[ab \n\u{e9}]{1,60}", start in 0usize..60, len in 1usize..20) {
            let scalars = Scalars::new(&text);
            if let Some(selectors) = Selectors::of(&scalars, start..start + len, "b0") {
                let range = selectors.position.start..selectors.position.end;
                prop_assert_eq!(anchor(&selectors, &scalars), Anchor::Kept { range });
            }
        }

        #[test]
        fn what_is_found_is_what_was_quoted(old in "[ab ]{1,60}", new in "[ab ]{0,60}", start in 0usize..60, len in 1usize..8) {
            let Some(selectors) = Selectors::of(&Scalars::new(&old), start..start + len, "b0") else { return Ok(()) };
            let new = Scalars::new(&new);
            let places = match anchor(&selectors, &new) {
                Anchor::Kept { range } => vec![range],
                Anchor::Ambiguous { candidates } => {
                    prop_assert!(candidates.len() > 1);
                    candidates
                }
                Anchor::Orphaned => {
                    prop_assert!(!new.text().contains(&selectors.quote.exact));
                    vec![]
                }
            };
            for place in places {
                prop_assert_eq!(new.slice(place), Some(selectors.quote.exact.as_str()));
            }
        }
    }
}
