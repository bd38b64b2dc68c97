//! How a note describes the words it was made on.

use std::ops::Range;

use super::Scalars;

/// How many scalar values of context a quote keeps on either side.
pub const CONTEXT: usize = 32;

/// Words of a brief, described in several ways at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selectors {
    /// The words themselves and what stood around them.
    pub quote: TextQuote,
    /// Where they stood.
    pub position: TextPosition,
    /// The block in which they began, as the page names it: `b6`.
    pub block: String,
}

/// The words and what stood around them (Web Annotation Data Model, 4.2.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextQuote {
    /// The words, never empty; where they span blocks, with the blank lines between.
    pub exact: String,
    /// At most [`CONTEXT`] scalar values before them; fewer only at the text's beginning.
    pub prefix: String,
    /// At most [`CONTEXT`] scalar values after them; fewer only at the text's end.
    pub suffix: String,
}

/// Where the words stood in the document text, in Unicode scalar values, end exclusive (Web Annotation
/// Data Model, 4.2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextPosition {
    /// The first scalar value of the words.
    pub start: usize,
    /// The first one after them.
    pub end: usize,
}

impl Selectors {
    /// Describes a range of scalar values of a text. White space at the range's ends is left out: a
    /// double click takes the space after a word along, a triple click the break after a paragraph.
    /// `None` where nothing remains or the range reaches beyond the text.
    pub fn of(text: &Scalars<'_>, range: Range<usize>, block: &str) -> Option<Self> {
        let position = trimmed(text, range)?;
        let (start, end) = (position.start, position.end);
        let quote = TextQuote {
            exact: text.slice(start..end)?.to_owned(),
            prefix: text.slice(start.saturating_sub(CONTEXT)..start)?.to_owned(),
            suffix: text.slice(end..(end + CONTEXT).min(text.len()))?.to_owned(),
        };
        Some(Self { quote, position, block: block.to_owned() })
    }
}

fn trimmed(text: &Scalars<'_>, range: Range<usize>) -> Option<TextPosition> {
    let exact = text.slice(range.clone())?;
    let leading = exact.chars().take_while(|character| character.is_whitespace()).count();
    let kept = exact.trim().chars().count();
    (kept > 0).then_some(TextPosition { start: range.start + leading, end: range.start + leading + kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "The Moscow attack\n\nIS-K’s current leader, Sanaullah Ghafari, is believed to be an ethnic Tajik.";

    fn check(range: Range<usize>, expected: Option<(&str, &str, &str)>) {
        let selectors = Selectors::of(&Scalars::new(TEXT), range, "b1");
        let found = selectors.as_ref().map(|selectors| {
            (selectors.quote.prefix.as_str(), selectors.quote.exact.as_str(), selectors.quote.suffix.as_str())
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn words_with_their_context() {
        check(
            42..59,
            Some((" attack\n\nIS-K’s current leader, ", "Sanaullah Ghafari", ", is believed to be an ethnic Ta")),
        );
        check(4..10, Some(("The ", "Moscow", " attack\n\nIS-K’s current leader, ")));
    }

    #[test]
    fn white_space_at_the_ends_is_left_out() {
        check(3..11, Some(("The ", "Moscow", " attack\n\nIS-K’s current leader, ")));
        check(11..19, Some(("The Moscow ", "attack", "\n\nIS-K’s current leader, Sanaull")));
        check(17..19, None);
    }

    #[test]
    fn nothing_and_beyond_the_end() {
        check(5..5, None);
        check(90..1000, None);
        check(Range { start: 9, end: 4 }, None);
    }

    proptest! {
        #[test]
        fn position_and_quote_say_the_same(text in "(?s)[a-c \n\u{e9}\u{1F600}]{0,80}", start in 0usize..90, end in 0usize..90) {
            let scalars = Scalars::new(&text);
            if let Some(selectors) = Selectors::of(&scalars, start..end, "b0") {
                let TextPosition { start, end } = selectors.position;
                prop_assert_eq!(scalars.slice(start..end), Some(selectors.quote.exact.as_str()));
                prop_assert_eq!(selectors.quote.exact.trim(), selectors.quote.exact.as_str());
                let around = format!("{}{}{}", selectors.quote.prefix, selectors.quote.exact, selectors.quote.suffix);
                prop_assert!(text.contains(&around));
            }
        }
    }
}
