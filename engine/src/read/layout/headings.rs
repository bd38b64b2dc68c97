//! The headings under which briefs put what a hurried reader must know, and the labels before it.

use super::boilerplate::begins;
use super::markers::{Marker, marker};
use super::openings::Openings;

/// Longer lines say something themselves. In bytes.
const MAX_BYTES: usize = 80;
/// No such heading has more words: “BLUF (Bottom Line Up Front) and key takeaways”.
const MAX_WORDS: usize = 9;

/// Whole headings, in lower case, without punctuation, and without “the” before them.
const PHRASES: [&str; 21] = [
    "at a glance",
    "big takeaways",
    "bottom line",
    "bottom line up front",
    "bottom line upfront",
    "bottom lines",
    "gist",
    "in a nutshell",
    "in brief",
    "in short",
    "need to know",
    "takeaway",
    "things to know",
    "tl dr",
    "top line",
    "top lines",
    "upshot",
    "what to know",
    "what we know in brief",
    "what you need to know",
    "what you should know",
];

/// Words of which any sequence is such a heading as long as one stands for the points themselves:
/// “Summary of key findings”, “Executive summary and main messages”, “Five key takeaways”.
const WORDS: [(&str, Sense); 61] = {
    use Sense::{Link, Modifier, Noun, Whole};
    [
        ("abstract", Whole),
        ("aways", Whole),
        ("bluf", Whole),
        ("highlights", Whole),
        ("summary", Whole),
        ("takeaways", Whole),
        ("tldr", Whole),
        ("topline", Whole),
        ("toplines", Whole),
        ("assessments", Noun),
        ("conclusions", Noun),
        ("facts", Noun),
        ("finding", Noun),
        ("findings", Noun),
        ("insights", Noun),
        ("judgement", Noun),
        ("judgements", Noun),
        ("judgment", Noun),
        ("judgments", Noun),
        ("lessons", Noun),
        ("message", Noun),
        ("messages", Noun),
        ("point", Noun),
        ("points", Noun),
        ("takeaway", Noun),
        ("away", Noun),
        ("central", Modifier),
        ("core", Modifier),
        ("exec", Modifier),
        ("executive", Modifier),
        ("headline", Modifier),
        ("key", Modifier),
        ("main", Modifier),
        ("major", Modifier),
        ("policy", Link),
        ("primary", Modifier),
        ("principal", Modifier),
        ("top", Modifier),
        ("two", Link),
        ("three", Link),
        ("four", Link),
        ("five", Link),
        ("six", Link),
        ("seven", Link),
        ("eight", Link),
        ("nine", Link),
        ("ten", Link),
        ("and", Link),
        ("at", Link),
        ("brief", Link),
        ("bottom", Link),
        ("front", Link),
        ("glance", Link),
        ("line", Link),
        ("of", Link),
        ("our", Link),
        ("short", Link),
        ("take", Link),
        ("the", Link),
        ("up", Link),
        ("for", Link),
    ]
};

/// What such headings and their words begin with.
const OPENINGS: Openings = {
    let mut openings = Openings::NONE.with(&PHRASES);
    let mut at = 0;
    while at < WORDS.len() {
        openings = openings.with(&[WORDS[at].0]);
        at += 1;
    }
    openings
};

#[derive(Clone, Copy, PartialEq)]
enum Sense {
    /// Is such a heading by itself.
    Whole,
    /// Is one beside a modifier: “points” are many things, “key points” are not.
    Noun,
    Modifier,
    /// May stand between the others.
    Link,
}

/// Whether a heading announces the brief's own key points: in any case, with a colon or number or not.
pub fn is_key_points_heading(line: &str) -> bool {
    let mut words = [""; MAX_WORDS];
    let Some(words) = heading_words(line, &mut words) else { return false };
    let phrase = if words[0].eq_ignore_ascii_case("the") { &words[1..] } else { words };
    let first = phrase.first().copied().unwrap_or_default();
    let is_phrase = |known: &str| begins(known, first) && same_words(phrase, known);
    if OPENINGS.may_begin(first) && PHRASES.iter().any(|known| is_phrase(known)) {
        return true;
    }
    let (mut nouns, mut modifiers, mut is_whole) = (false, false, false);
    for word in words {
        match sense(word) {
            Some(Sense::Whole) => is_whole = true,
            Some(Sense::Noun) => nouns = true,
            Some(Sense::Modifier) => modifiers = true,
            Some(Sense::Link) => {}
            None => return false,
        }
    }
    is_whole || nouns && modifiers
}

/// What a word is in such a heading; two letters tell of most words that they are none of its.
fn sense(word: &str) -> Option<Sense> {
    if word.eq_ignore_ascii_case("a") || word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Sense::Link);
    }
    let is_known = |(known, _): &&(&str, Sense)| known.eq_ignore_ascii_case(word);
    OPENINGS.may_begin(word).then(|| WORDS.iter().find(is_known))?.map(|(_, sense)| *sense)
}

/// The words of a line without the number and punctuation around them, if they are few.
fn heading_words<'l, 'w>(line: &'l str, words: &'w mut [&'l str; MAX_WORDS]) -> Option<&'w [&'l str]> {
    let line = line.trim();
    if line.len() > MAX_BYTES {
        return None;
    }
    let line = match marker(line) {
        Some((Marker::Ordered(_), rest)) => rest,
        _ => line,
    };
    let mut count = 0;
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.get_mut(count)? = word;
        count += 1;
    }
    (count > 0).then_some(&words[..count])
}

fn same_words(words: &[&str], phrase: &str) -> bool {
    let mut known = phrase.split(' ');
    words.iter().all(|word| known.next().is_some_and(|known| known.eq_ignore_ascii_case(word)))
        && known.next().is_none()
}

/// The bytes of a label that announces the key points at the start of a paragraph, with its mark:
/// “BLUF: ”, “Bottom line – ”, “1. SUMMARY. ”.
pub fn key_points_label(text: &str) -> Option<usize> {
    let head = text[..text.floor_char_boundary(MAX_BYTES)].trim_end();
    let from = match marker(head) {
        Some((Marker::Ordered(_), rest)) => head.len() - rest.len(),
        _ => 0,
    };
    let (at, mark) = head[from..].char_indices().find(|(_, c)| matches!(c, ':' | '.' | '–' | '—'))?;
    let at = from + at;
    let label = head[from..at].trim_end();
    let end = at + mark.len_utf8();
    let is_capital = !label.contains(char::is_lowercase);
    let is_label = match mark {
        ':' => true,
        '.' => is_capital,
        _ => head[from..at].ends_with(' '),
    };
    let rest = text[end..].trim_start();
    let is_followed = text[end..].starts_with(char::is_whitespace) && rest.split_whitespace().nth(2).is_some();
    (is_label && is_followed && is_key_points_heading(label)).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_key_points() {
        for line in [
            "Bottom Line Up Front:",
            "BLUF",
            "BLUF (Bottom Line Up Front)",
            "Bottom-line up front (BLUF):",
            "1. SUMMARY",
            "I. Executive Summary",
            "Key points",
            "Key take away",
            "KEY TAKE-AWAYS",
            "Key judgements",
            "Key Judgments:",
            "Main messages",
            "Five key takeaways",
            "5 key takeaways",
            "Summary of key findings",
            "Executive summary and key messages",
            "Highlights",
            "At a glance",
            "In brief",
            "What you need to know",
            "The upshot",
            "The Bottom Line",
            "TL;DR",
            "**Key points**",
            "Top takeaways",
            "In short",
            "Key policy messages",
        ] {
            assert!(is_key_points_heading(line), "{line}");
        }
        for line in [
            "Findings",
            "Messages",
            "Points of order",
            "Key figures of the movement",
            "Situation summary",
            "Summary of events",
            "Main",
            "Bottom",
            "Conclusions",
            "What happened",
            "A line",
            "1.",
            "",
            "The key points of the treaty were agreed in the summer of last year by all states",
        ] {
            assert!(!is_key_points_heading(line), "{line}");
        }
    }

    #[test]
    fn labels_before_key_points() {
        for (text, expected) in [
            ("BLUF: Ships wait in fog.", Some("Ships wait in fog.")),
            ("Bottom line – ships wait in fog.", Some("ships wait in fog.")),
            ("1. SUMMARY. Ships wait in fog.", Some("Ships wait in fog.")),
            ("The bottom line: ships wait in fog.", Some("ships wait in fog.")),
            ("Summary. Ships wait in fog.", None),
            ("Summary:", None),
            ("BLUF:Ships wait in fog", None),
            ("He said: the ships wait.", None),
            ("Situation: the ships wait.", None),
        ] {
            assert_eq!(key_points_label(text).map(|at| &text[at..]), expected, "{text}");
        }
    }
}
