//! Abbreviations that a brief defines itself: “foreign terrorist fighters (FTFs)”.
//!
//! Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions in biomedical
//! text”, Pacific Symposium on Biocomputing 2003.

use std::collections::HashSet;

use super::Abbreviation;
use crate::brief::Brief;

/// How far a bracket is searched for its end, and the text before it for a long form: without such
/// limits a text of brackets alone would take time in the square of its length.
const MAX_SHORT_BYTES: usize = 48;
const MAX_LONG_BYTES: usize = 240;

/// Finds the definitions of all blocks. A short form means what its first definition says.
pub fn find(brief: &Brief) -> Vec<Abbreviation> {
    let mut defined = HashSet::new();
    let mut found = Vec::new();
    for block in &brief.blocks {
        let text = brief.block_text(block);
        for (open, _) in text.match_indices('(') {
            let inside = up_to(&text[open + 1..], MAX_SHORT_BYTES);
            let Some(close) = inside.find([')', ';', ',']) else { continue };
            let short = inside[..close].trim();
            if !is_short_form(short) || inside[..close].contains('(') {
                continue;
            }
            let window = text.ceil_char_boundary(open.saturating_sub(MAX_LONG_BYTES));
            let Some(start) = long_form(&text[window..open], short).map(|start| window + start) else { continue };
            let long = without_possessive(text[start..open].trim_end());
            if long.split_whitespace().any(|word| word == short) || !defined.insert(short.to_owned()) {
                continue;
            }
            let base = block.range.start;
            let short_start = base + open + 1 + (inside.len() - inside.trim_start().len());
            found.push(Abbreviation {
                short: short.to_owned(),
                long: long.to_owned(),
                range: base + start..short_start + short.len(),
                long_range: base + start..base + start + long.len(),
            });
        }
    }
    found
}

/// The first `bytes` of a text, or a little less where that would cut a character.
fn up_to(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// Two to ten characters in at most two words, one of them a capital letter, the first a letter or digit.
fn is_short_form(text: &str) -> bool {
    (2..=10).contains(&text.chars().count())
        && text.split_whitespace().count() <= 2
        && text.starts_with(char::is_alphanumeric)
        && text.chars().any(char::is_uppercase)
}

/// Where the long form begins in the text before the bracket: each letter of the short form, from the
/// last to the first, is looked for leftwards, and the first must begin a word.
fn long_form(before: &str, short: &str) -> Option<usize> {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // At most min(|A| + 5, 2 |A|) words, as the paper has it.
    let max_words = (letters.len() + 5).min(letters.len() * 2);
    let before = before.trim_end();
    let first_word = before
        .rmatch_indices(char::is_whitespace)
        .nth(max_words.saturating_sub(1))
        .map_or(0, |(index, space)| index + space.len());
    let mut rest = before[first_word..].char_indices().rev().peekable();
    let mut start = None;
    for (index, letter) in letters.iter().enumerate().rev() {
        loop {
            let (offset, c) = rest.next()?;
            let begins_word = rest.peek().is_none_or(|(_, previous)| !previous.is_alphanumeric());
            if c.to_lowercase().eq([*letter]) && (index > 0 || begins_word) {
                start = Some(first_word + offset);
                break;
            }
        }
    }
    let start = start?;
    // A long form is longer than its short form, and does not end a sentence on its way.
    let long = &before[start..];
    let ends_sentence = long.contains(". ") && !long.contains("U.S. ") || long.contains(['!', '?', ';', '(', ')']);
    (long.chars().count() > short.chars().count() && !ends_sentence).then_some(start)
}

fn without_possessive(text: &str) -> &str {
    text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions() {
        let cases: [(&str, &[(&str, &str)]); 10] = [
            ("the World Health Organization (WHO) said", &[("WHO", "World Health Organization")]),
            ("Islamic State Khorasan Province’s (IS-K) capability", &[("IS-K", "Islamic State Khorasan Province")]),
            ("foreign terrorist fighters (FTFs) came", &[("FTFs", "foreign terrorist fighters")]),
            ("the March 23 Movement (M23), backed", &[("M23", "March 23 Movement")]),
            ("the Gang Suppression Force (GSF; formerly MSS)", &[("GSF", "Gang Suppression Force")]),
            ("a man (aka John the Elder) and others", &[]),
            ("the results (see Annex 1) were", &[]),
            ("They left in May (2024) for", &[]),
            ("Nothing fits (XQZ) here", &[]),
            ("an (A", &[]),
        ];
        for (text, expected) in cases {
            let brief = crate::read::read(format!("{text} and so on.").as_bytes(), "a.txt").expect("it is text");
            let found = find(&brief);
            let pairs: Vec<(&str, &str)> = found.iter().map(|a| (a.short.as_str(), a.long.as_str())).collect();
            assert_eq!(pairs, expected, "{text}");
            for abbreviation in &found {
                assert_eq!(brief.text[abbreviation.long_range.clone()], abbreviation.long);
                assert!(brief.text[abbreviation.range.clone()].ends_with(&abbreviation.short));
            }
        }
    }
}
