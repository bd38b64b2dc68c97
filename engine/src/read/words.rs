//! Words and short strings in a text. The standard library's searches are fast on any needle and are compiled
//! into every place that has one; the needles here are short, and the browser loads all of this code.

use sidelight_text::letters;

/// The offset of the first occurrence of a short string.
#[inline(never)]
pub fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(offset) = text[from..].iter().position(|byte| *byte == first) {
        if text[from + offset..].starts_with(needle) {
            return Some(from + offset);
        }
        from += offset + 1;
    }
    None
}

/// Whether a text has a short string in it.
pub fn contains(text: &str, needle: &str) -> bool {
    find(text, needle).is_some()
}

/// What stands before and after the first occurrence of a short string.
pub fn split<'t>(text: &'t str, needle: &str) -> Option<(&'t str, &'t str)> {
    find(text, needle).map(|at| (&text[..at], &text[at + needle.len()..]))
}

/// How many words a text has, as blanks separate them.
#[inline(never)]
pub fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A text with one space wherever it has blanks, and none at its ends.
#[inline(never)]
pub fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// A text by its letters and digits alone: publishers differ in quotation marks, dashes and spaces.
#[inline(never)]
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(letters::small).collect()
}
