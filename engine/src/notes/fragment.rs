//! Links to words: text fragments (WICG, “URL Fragment Text Directives”, 2024), which browsers find and light up by
//! themselves.

use std::ops::Range;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Scalars, TextPosition};

/// Words beyond which a link names the first and the last of them instead of all.
const MAX_WORDS: usize = 12;
/// How many it names then, and how many beside words that the text has more than once.
const ENDS: usize = 5;
const BESIDE: usize = 3;

/// What follows the `#` of an address that leads to these words of a text: `:~:text=…`. Parts of words are made whole,
/// since browsers find whole ones only. `None` where the range reaches beyond the text.
pub fn text_fragment(text: &Scalars<'_>, position: TextPosition) -> Option<String> {
    let range = whole_words(text.text(), text.byte(position.start)?..text.byte(position.end)?);
    let words = text.text().get(range.clone())?;
    let is_long = words.contains('\n') || words.split_whitespace().count() > MAX_WORDS;
    let (first, last) = if is_long { ends(words) } else { (words, "") };
    let (before, after) = (&text.text()[..range.start], &text.text()[range.end..]);
    let (mut prefix, mut suffix) = ("", "");
    if is_repeated(text.text(), first) {
        prefix = last_words(before.rsplit('\n').next().unwrap_or_default(), BESIDE);
        suffix = first_words(after.split('\n').next().unwrap_or_default(), BESIDE);
    }
    let encoded = |part: &str| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string();
    let mut parts = vec![encoded(first)];
    if !prefix.is_empty() {
        parts.insert(0, encoded(prefix) + "-");
    }
    if !last.is_empty() {
        parts.push(encoded(last));
    }
    if !suffix.is_empty() {
        parts.push(format!("-{}", encoded(suffix)));
    }
    Some(format!(":~:text={}", parts.join(",")))
}

/// The range with the whole of the words in which it begins and ends.
fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let is_in_word = |c: char| c.is_alphanumeric();
    let (mut start, mut end) = (range.start, range.end);
    if text[start..].starts_with(is_in_word) {
        start = text[..start].trim_end_matches(is_in_word).len();
    }
    if text[..end].ends_with(is_in_word) {
        end = text.len() - text[end..].trim_start_matches(is_in_word).len();
    }
    start..end
}

/// The first words of the first block, and the last ones of the last.
fn ends(words: &str) -> (&str, &str) {
    let (first, last) = (words.split('\n').next(), words.rsplit('\n').next());
    (first_words(first.unwrap_or_default(), ENDS), last_words(last.unwrap_or_default(), ENDS))
}

fn first_words(text: &str, count: usize) -> &str {
    let text = text.trim();
    let end = text.match_indices(char::is_whitespace).nth(count - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last_words(text: &str, count: usize) -> &str {
    let text = text.trim();
    let start = text.rmatch_indices(char::is_whitespace).nth(count - 1).map_or(0, |(at, space)| at + space.len());
    &text[start..]
}

/// Whether a text has these words more than once, in whatever case: browsers take the first place.
fn is_repeated(text: &str, words: &str) -> bool {
    text.to_lowercase().matches(&words.to_lowercase()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Pilots wait\n\nThe harbour office counted forty days of fog last winter, and fog closes the port \
                        twice as often, as it did in 1990.\n\nPilots, however, are the narrower passage — says she.";

    fn check(words: &str, expected: &str) {
        let text = Scalars::new(TEXT);
        let start = text.scalar(TEXT.rfind(words).expect("the text has them"));
        let position = TextPosition { start, end: start + words.chars().count() };
        assert_eq!(text_fragment(&text, position).as_deref(), Some(format!(":~:text={expected}").as_str()), "{words}");
    }

    #[test]
    fn a_link_names_the_words() {
        check("forty days", "forty%20days");
        check("often, as", "often%2C%20as");
        check("passage — says", "passage%20%E2%80%94%20says");
    }

    #[test]
    fn parts_of_words_are_made_whole() {
        check("orty day", "forty%20days");
        check("wait", "wait");
    }

    #[test]
    fn many_words_are_named_by_their_ends() {
        check(
            "The harbour office counted forty days of fog last winter, and fog closes the port",
            "The%20harbour%20office%20counted%20forty,and%20fog%20closes%20the%20port",
        );
        check("as it did in 1990.\n\nPilots, however", "as%20it%20did%20in%201990%2E,Pilots%2C%20however");
    }

    #[test]
    fn words_that_come_twice_are_told_apart_by_their_neighbours() {
        check("Pilots", "Pilots,-%2C%20however%2C%20are");
        check("fog", "last%20winter%2C%20and-,fog,-closes%20the%20port");
    }

    #[test]
    fn nothing_beyond_the_text() {
        assert_eq!(text_fragment(&Scalars::new(TEXT), TextPosition { start: 0, end: 4000 }), None);
    }
}
