//! Joins lines, and the words that a printer divided between them.

use std::borrow::Cow;

use sidelight_text::hashes::{HashMap64, hash};
use sidelight_text::letters;

use super::lines::{Line, halves, pair};

/// First parts of compounds that keep their hyphen at the end of a line: “long-term”.
const COMPOUNDING: [&str; 60] = [
    "all", "anti", "best", "counter", "cross", "decision", "double", "early", "eight", "ex", "far", "fifth", "first",
    "five", "four", "fourth", "free", "full", "ground", "half", "hard", "high", "large", "late", "lesser", "long",
    "low", "medium", "mid", "middle", "near", "nine", "non", "one", "open", "policy", "post", "pro", "quasi", "quick",
    "right", "second", "self", "semi", "seven", "short", "six", "small", "so", "socio", "soft", "state", "ten",
    "third", "three", "twenty", "two", "vice", "well", "year",
];

/// Second parts that are endings rather than words: “state-ment”, “high-ly”.
const ENDINGS: [&str; 44] = [
    "able", "ably", "age", "ages", "al", "als", "ally", "ance", "ances", "ate", "ated", "ating", "cial", "cally", "ed",
    "ence", "er", "ers", "est", "ful", "fully", "ible", "ied", "ies", "ing", "ings", "ish", "ism", "ist", "ists",
    "ity", "less", "ly", "ment", "mental", "ments", "ner", "ners", "ness", "sion", "sions", "tion", "tions", "y",
];

/// How the words of this text are written that end a line with a hyphen.
#[derive(Debug, Default)]
pub struct Hyphens {
    /// By the hash of the whole word in small letters without its hyphen: how often it stands with and without one.
    written: HashMap64,
}

impl Hyphens {
    /// Looks for the divided words of a text elsewhere in it.
    pub fn new(lines: &[Line<'_>]) -> Self {
        let mut written = HashMap64::default();
        let mut longest = 0;
        for pair in lines.windows(2) {
            if let Some((left, right)) = divided(pair[0].text, pair[1].text) {
                let whole = joined(left, right);
                longest = longest.max(whole.len());
                written.insert(hash(&whole), 0);
            }
        }
        if written.is_empty() {
            return Self::default();
        }
        let mut key = String::new();
        for line in lines {
            for word in line.text.split(|c: char| !c.is_alphanumeric() && c != '-') {
                if word.len() > longest + 1 || word.len() < 4 || word.ends_with('-') {
                    continue;
                }
                key.clear();
                key.extend(word.chars().filter(|c| *c != '-').map(letters::small));
                if let Some(written) = written.get_mut(&hash(&key)) {
                    *written += if word.contains('-') { pair(1, 0) } else { pair(0, 1) };
                }
            }
        }
        Self { written }
    }

    /// Whether the hyphen at the end of a line belongs to the word.
    fn keeps(&self, left: &str, right: &str) -> bool {
        if let Some((with, without)) = self.written.get(&hash(&joined(left, right))).copied().map(halves)
            && with != without
        {
            return with > without;
        }
        let is_ending = ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(right));
        !is_ending && COMPOUNDING.iter().any(|first| first.eq_ignore_ascii_case(left))
    }
}

/// The parts of a word that may be divided between two lines: letters, a hyphen, small letters.
fn divided<'t>(above: &'t str, below: &'t str) -> Option<(&'t str, &'t str)> {
    let left = above.strip_suffix(['-', '\u{2010}'])?;
    let start = left
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8));
    // In “so-called” and “state-of-the-art” the part before the hyphen is itself hyphenated.
    let is_compound = left[..start].ends_with('-');
    let end = below.find(|c: char| !c.is_alphabetic()).unwrap_or(below.len());
    let (left, right) = (&left[start..], &below[..end]);
    let is_word = left.chars().next_back().is_some_and(char::is_lowercase) && right.starts_with(char::is_lowercase);
    // Longer than any word: nothing to look for.
    let is_short = left.len() + right.len() <= 60;
    (is_word && !is_compound && is_short && !is_suspended(right)).then_some((left, right))
}

/// “Pre- and post-war”: the hyphen stands for a second part that comes later.
fn is_suspended(right: &str) -> bool {
    matches!(right, "and" | "or" | "to")
}

fn joined(left: &str, right: &str) -> String {
    left.chars().chain(right.chars()).map(letters::small).collect()
}

/// Adds a line to the text above it, with what belongs between them: a space, nothing, or nothing instead
/// of a hyphen.
pub fn push_line(text: &mut Cow<'_, str>, line: &str, hyphens: &Hyphens) {
    let text = text.to_mut();
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    let before_last = text.chars().rev().nth(1);
    let ends_in = |signs: &[char]| text.ends_with(signs) && before_last.is_some_and(char::is_alphanumeric);
    if let Some((left, right)) = divided(text, line) {
        if !hyphens.keeps(left, right) {
            text.pop();
        }
    } else if !ends_in(&['-', '\u{2010}', '—', '/'])
        || !line.starts_with(char::is_alphanumeric)
        || text.ends_with('-') && is_suspended(line.split(' ').next().unwrap_or_default())
    {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn divided_words_are_whole_again() {
        for (text, expected) in [
            ("The minis-\nters met.", "The ministers met."),
            ("The long-\nterm aim.", "The long-term aim."),
            ("A high-\nly paid pilot.", "A highly paid pilot."),
            ("The al-\nQaeda cell.", "The al-Qaeda cell."),
            ("Fog-bound ships, the fog-\nbound port.", "Fog-bound ships, the fog-bound port."),
            ("Nonetheless, none-\ntheless.", "Nonetheless, nonetheless."),
            ("The pre-\nvented and the prevented.", "The prevented and the prevented."),
            ("A state-of-the-\nart port.", "A state-of-the-art port."),
            ("The port —\nand the town.", "The port — and the town."),
            ("The port—\nand the town.", "The port—and the town."),
            ("Ships and/\nor boats.", "Ships and/or boats."),
            ("In the years 2019-\n2024 it grew.", "In the years 2019-2024 it grew."),
            ("pre- and post-\nwar ports.", "pre- and post-war ports."),
            ("Two pre-\nand three post-war ports.", "Two pre- and three post-war ports."),
        ] {
            assert_eq!(read(text).text, expected);
        }
    }
}
