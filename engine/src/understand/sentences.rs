//! Sentence boundaries.
//!
//! Unicode's default rules (UAX #29) end a sentence after every “U.S.” before a capital; briefs are full
//! of such abbreviations, so the rules here know them.

use std::ops::Range;

use super::Mention;
use crate::brief::{BlockKind, Brief};

/// Abbreviations that are followed by a name or number rather than by a new sentence.
const BEFORE_NAMES: [&str; 47] = [
    "Adm", "Approx", "Apr", "Aug", "Brig", "Capt", "Cf", "Cmdr", "Col", "Dec", "Dr", "Eds", "Est", "Feb", "Fig",
    "Figs", "Gen", "Gov", "Jan", "Jul", "Jun", "Lt", "Maj", "Mar", "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Nov", "Oct",
    "Prof", "Rep", "Rev", "Sen", "Sep", "Sept", "Sgt", "St", "approx", "cf", "ed", "eg", "ie", "incl", "vs",
];

/// Words that begin a sentence even after an abbreviation such as “U.S.”, because no name begins with them.
const OPENERS: [&str; 40] = [
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
    "While",
];

/// The sentences of all blocks, in order; a boundary never falls inside a mention.
pub fn find(brief: &Brief, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut mentions = mentions.iter().peekable();
    let mut is_inside_mention = |offset: usize| {
        while mentions.next_if(|mention| mention.range.end < offset).is_some() {}
        mentions.peek().is_some_and(|mention| mention.range.start < offset && offset < mention.range.end)
    };
    let mut sentences = Vec::new();
    for block in &brief.blocks {
        let text = brief.block_text(block);
        let base = block.range.start;
        let mut start = 0;
        for end in ends(text, block.kind) {
            if !is_inside_mention(base + end) {
                push_trimmed(&mut sentences, text, base, start..end);
                start = end;
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

/// Where sentences end in a block: after the closing mark and the quotes and brackets that follow it.
fn ends(text: &str, kind: BlockKind) -> Vec<usize> {
    match kind {
        BlockKind::Table | BlockKind::Code => text.match_indices(['\n', '\t']).map(|(index, _)| index + 1).collect(),
        _ => text
            .char_indices()
            .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '\n'))
            .filter_map(|(index, c)| end_after(text, index, c))
            .collect(),
    }
}

/// The end of the sentence that the mark at `index` closes, if it closes one.
fn end_after(text: &str, index: usize, mark: char) -> Option<usize> {
    let after_mark = index + mark.len_utf8();
    if mark == '\n' {
        return Some(after_mark);
    }
    let rest = text[after_mark..].trim_start_matches(['”', '’', '"', '\'', ')', ']', '»']);
    let end = text.len() - rest.len();
    let next = rest.trim_start();
    if next.is_empty() || next.len() == rest.len() {
        return None;
    }
    let begins_sentence = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'([«".contains(c));
    if !begins_sentence {
        return None;
    }
    if mark != '.' || end > after_mark {
        return Some(end);
    }
    let word = text[..index].rsplit(|c: char| c.is_whitespace() || "([“‘\"'".contains(c)).next().unwrap_or_default();
    let next_word = next.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    let is_list_number = index <= 3 && word.chars().all(|c| c.is_ascii_digit());
    if BEFORE_NAMES.contains(&word) || is_list_number {
        None
    } else if is_initials {
        OPENERS.contains(&next_word).then_some(end)
    } else {
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        for text in [
            "One ended. | Two began.",
            "The U.S. withdrawal was chaotic. | It hurt.",
            "He left the U.S. Central Command in May. | Then he rested.",
            "They attacked the U.S. | The Taliban denied it.",
            "General Michel E. Kurilla spoke. | Dr. No replied.",
            "“Stop.” | They did (at once). | He asked: “Why?” and left.",
            "It rose by 3.5 percent. | 20 people died.",
            "At approx. 5 km from No. 10, they met.",
            "Really?! | Yes.",
            "a. small letters do not begin. sentences",
            "1. Numbered paragraphs keep their number.",
        ] {
            let plain = text.replace("| ", "");
            let brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
            let found: Vec<&str> = find(&brief, &[]).into_iter().map(|range| &brief.text[range]).collect();
            assert_eq!(found.join(" | "), text);
        }
    }
}
