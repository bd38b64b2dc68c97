//! Sentence boundaries.
//!
//! Unicode's default rules (UAX #29) end a sentence after every “U.S.” before a capital; briefs are full
//! of such abbreviations, so the rules here know them.

use std::ops::Range;

use sidelight_text::marks::Marks;

use super::Mention;
use crate::brief::{BlockKind, Brief};

/// Where a sentence may end; the last is the first byte of “…”.
const MARKS: Marks = Marks::of(b".!?\n\t\xe2");

/// Abbreviations that are followed by a name or number rather than by a new sentence; sorted.
const BEFORE_NAMES: [&str; 81] = [
    "Adm", "Amb", "Approx", "Apr", "Art", "Aug", "Brig", "Capt", "Cf", "Ch", "Cmdr", "Col", "Cpl", "Dec", "Det", "Dr",
    "Eds", "Est", "Feb", "Fig", "Figs", "Ft", "Gen", "Gov", "Hon", "Insp", "Jan", "Jul", "Jun", "Lt", "Maj", "Mar",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Nov", "Oct", "Op", "Para", "Paras", "Prof", "Pvt", "Rep", "Rev",
    "Sec", "Sen", "Sep", "Sept", "Sgt", "St", "Supt", "Vol", "al", "approx", "art", "ca", "cf", "e.g", "ed", "eds",
    "eg", "esp", "est", "fig", "i.e", "ie", "incl", "nr", "p", "para", "paras", "pp", "resp", "v", "viz", "vol", "vs",
];

/// Abbreviations that may end a sentence or stand in it, as initials do; sorted.
const ANYWHERE: [&str; 11] = ["Bros", "Co", "Corp", "Inc", "Jr", "Ltd", "Ph.D", "Sr", "a.m", "etc", "p.m"];

/// Words that begin a sentence even after an abbreviation such as “U.S.”, because no name begins with them;
/// sorted.
const OPENERS: [&str; 41] = [
    "A",
    "After",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Both",
    "But",
    "By",
    "During",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "If",
    "In",
    "It",
    "Its",
    "Meanwhile",
    "Most",
    "On",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "These",
    "They",
    "This",
    "Those",
    "What",
    "When",
    "While",
];

/// The most labels in a row.
const MAX_LABELS: usize = 4;

/// The sentences of all blocks, in order; a boundary never falls inside a mention. The label of a numbered
/// paragraph (“3. (ctd.) c.”) belongs to none.
pub fn find(brief: &Brief, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut mentions = mentions.iter().peekable();
    let mut is_inside_mention = |offset: usize| {
        while mentions.next_if(|mention| mention.range.end < offset).is_some() {}
        mentions.peek().is_some_and(|mention| mention.range.start < offset && offset < mention.range.end)
    };
    let mut sentences = Vec::with_capacity(brief.blocks.len());
    for block in &brief.blocks {
        let text = brief.block_text(block);
        let base = block.range.start;
        let is_prose = !matches!(block.kind, BlockKind::Table | BlockKind::Code);
        let label = |start: usize| if is_prose { label_length(&text[start..]) } else { 0 };
        let mut start = label(0);
        let mut from = 0;
        while let Some(index) = MARKS.next(text, from) {
            from = index + 1;
            let mark = match text.as_bytes()[index] {
                0xe2 if text[index..].starts_with('…') => '…',
                0xe2 => continue,
                mark => char::from(mark),
            };
            let end = match mark {
                '\n' | '\t' => (mark == '\n' || !is_prose).then_some(index + 1),
                _ if is_prose => end_after(text, index, mark),
                _ => None,
            };
            if let Some(end) = end
                && end > start
                && !is_inside_mention(base + end)
            {
                push_trimmed(&mut sentences, text, base, start..end);
                start = end + label(end);
            }
        }
        push_trimmed(&mut sentences, text, base, start..text.len());
    }
    sentences
}

fn push_trimmed(sentences: &mut Vec<Range<usize>>, text: &str, base: usize, range: Range<usize>) {
    let sentence = &text[range.clone()];
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        let start = base + range.start + (sentence.len() - sentence.trim_start().len());
        sentences.push(start..start + trimmed.len());
    }
}

/// The bytes of the labels at the start of a text, with the spaces around them: “1. ”, “3. (ctd.) c. ”,
/// “(b) ”; 0 where there is none, or nothing after it.
fn label_length(text: &str) -> usize {
    let mut rest = text.trim_start();
    // “3. (ctd.) c.”; longer chains are no labels, and following them from each full stop would take time in
    // the square of their length.
    for _ in 0..MAX_LABELS {
        match after_label(rest) {
            Some(after) => rest = after,
            None => break,
        }
    }
    let is_label = begins_sentence(rest) && rest.len() < text.trim_start().len();
    if is_label { text.len() - rest.len() } else { 0 }
}

/// What follows one label and its space.
fn after_label(text: &str) -> Option<&str> {
    let (inner, is_bracketed) = match text.strip_prefix('(') {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (label, rest) = inner.split_at(end);
    let is_numeral = (1..=2).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = label.len() == 1 && (is_bracketed || label.bytes().all(|byte| byte.is_ascii_lowercase()));
    let is_roman = (1..=4).contains(&label.len()) && label.bytes().all(|byte| b"ivx".contains(&byte));
    let is_continued = is_bracketed && matches!(label, "ctd" | "cont" | "contd" | "continued");
    let rest = match (is_bracketed, is_continued) {
        (true, true) => rest.strip_prefix('.').unwrap_or(rest).strip_prefix(')')?,
        (true, false) => rest.strip_prefix(')')?,
        _ => rest.strip_prefix(['.', ')'])?,
    };
    let after = rest.trim_start();
    let is_label = is_numeral || is_letter || is_roman || is_continued;
    (is_label && after.len() < rest.len()).then_some(after)
}

fn begins_sentence(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'([«".contains(c))
}

/// The end of the sentence that the mark at `index` closes, if it closes one: after the mark and the quotes
/// and brackets that follow it.
fn end_after(text: &str, index: usize, mark: char) -> Option<usize> {
    let after_mark = index + mark.len_utf8();
    let rest = text[after_mark..].trim_start_matches(['”', '’', '"', '\'', ')', ']', '»']);
    let end = text.len() - rest.len();
    let next = rest.trim_start();
    if next.is_empty() || next.len() == rest.len() || !begins_sentence(next) && label_length(next) == 0 {
        return None;
    }
    if mark != '.' || end > after_mark {
        return Some(end);
    }
    let word = text[..index].rsplit(|c: char| c.is_whitespace() || "([“‘\"'".contains(c)).next().unwrap_or_default();
    let next_word = next.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    if BEFORE_NAMES.binary_search(&word).is_ok() {
        None
    } else if is_initials || ANYWHERE.binary_search(&word).is_ok() {
        OPENERS.binary_search(&next_word).is_ok().then_some(end)
    } else {
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(BEFORE_NAMES.is_sorted() && ANYWHERE.is_sorted() && OPENERS.is_sorted());
    }

    /// In each case the sentences stand between bars; what is in braces belongs to none.
    #[test]
    fn sentences_end_where_readers_end_them() {
        for case in [
            "One ended. | Two began.",
            "The U.S. withdrawal was chaotic. | It hurt.",
            "He left the U.S. Central Command in May. | Then he rested.",
            "They attacked the U.S. | The Taliban denied it.",
            "General Michel E. Kurilla spoke. | Dr. No replied.",
            "“Stop.” | They did (at once). | He asked: “Why?” and left.",
            "It rose by 3.5 percent. | 20 people died.",
            "At approx. 5 km from No. 10, they met.",
            "At 5 p.m. Monday, in ports (e.g. Lome), Fog Inc. Chairman Doe et al. (2020) met.",
            "Really?! | Yes.",
            "a. small letters do not begin. sentences",
            "{1. }Numbered paragraphs lose their number.",
            "{2. }HARBOUR. | {a. }Ships wait. | {b. }35 more come. | {(c) }Pilots rest.",
            "{3. (ctd.) c. }Fog stays. | {iv. }It lifts. | {(B) }Ships leave.",
        ] {
            let plain = case.replace(['{', '}'], "").replace("| ", "");
            let outside =
                |case: &str| case.split('{').map(|part| part.rsplit('}').next().unwrap_or_default()).collect();
            let expected: String = outside(case);
            let brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
            let found: Vec<&str> = find(&brief, &[]).into_iter().map(|range| &brief.text[range]).collect();
            assert_eq!(found.join(" | "), expected);
        }
    }
}
