//! The words that a reader selects, and where a text has them.

use std::ops::Range;

use crate::correction::MAX_NAME;

/// Selected words without what a hand takes along: space, quotation marks, the comma after them.
///
/// # Errors
/// Where nothing is left, or too much, in a sentence for the reader.
pub fn tidy(selected: &str) -> Result<String, String> {
    let words = selected.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(|c: char| c.is_whitespace() || ",;:!?“”\"‘’'()[]–—…".contains(c));
    // The end of a sentence, but not of “U.S.”
    let words = if words.matches('.').count() == 1 { words.trim_end_matches('.') } else { words };
    match words.chars().count() {
        0 => Err("Select a name or a term first.".into()),
        length if length > MAX_NAME => {
            Err(format!("These are {length} characters: a name or a term has at most {MAX_NAME}."))
        }
        _ if !words.chars().any(char::is_alphanumeric) => Err("Select a name or a term first.".into()),
        _ => Ok(words.to_owned()),
    }
}

/// Where a text has these words as whole words, in Unicode scalar values: as they are written for a name, in any case
/// for a term. Any run of white space is one space.
pub fn occurrences(text: &str, words: &str, is_any_case: bool) -> Vec<Range<usize>> {
    let text: Vec<char> = text.chars().collect();
    let words: Vec<char> = words.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        match end_of_match(&text, start, &words, is_any_case).filter(|end| is_whole(&text, start..*end)) {
            Some(end) => {
                found.push(start..end);
                start = end;
            }
            None => start += 1,
        }
    }
    found
}

fn end_of_match(text: &[char], start: usize, words: &[char], is_any_case: bool) -> Option<usize> {
    let mut at = start;
    for wanted in words {
        if wanted.is_whitespace() {
            let blank = text[at..].iter().take_while(|c| c.is_whitespace()).count();
            at += Some(blank).filter(|blank| *blank > 0)?;
        } else {
            text.get(at).filter(|c| *c == wanted || is_any_case && lower(**c) == lower(*wanted))?;
            at += 1;
        }
    }
    (at > start).then_some(at)
}

/// Whether no word goes on at either end.
fn is_whole(text: &[char], range: Range<usize>) -> bool {
    let goes_on =
        |outer: Option<&char>, inner: char| inner.is_alphanumeric() && outer.is_some_and(|c| c.is_alphanumeric());
    let before = range.start.checked_sub(1).and_then(|before| text.get(before));
    !goes_on(before, text[range.start]) && !goes_on(text.get(range.end), text[range.end - 1])
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// An id for a name whose accents stand apart from their letters (Unicode's form NFKD), in kebab case; `otherwise`
/// where the name has no letter that an id can have.
pub fn id_of(decomposed: &str, otherwise: &str) -> String {
    let mut id = String::new();
    for c in decomposed.chars().filter(|c| !is_accent(*c)) {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

/// The accents that NFKD takes off Latin letters.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_hand_takes_along_is_left_out() {
        for (selected, expected) in [
            (" toll paper, ", "toll paper"),
            ("“Varn\n  Front”", "Varn Front"),
            ("the end.", "the end"),
            ("U.S.", "U.S."),
            ("(VCF)", "VCF"),
            ("rock ’n’ roll", "rock ’n’ roll"),
        ] {
            assert_eq!(tidy(selected).as_deref(), Ok(expected));
        }
        for (selected, expected) in [
            ("", "Select a name"),
            (" – ", "Select a name"),
            ("*", "Select a name"),
            (&"x ".repeat(60), "119 characters"),
        ] {
            let why = tidy(selected).expect_err(selected);
            assert!(why.contains(expected), "{why}");
        }
    }

    #[test]
    fn whole_words_only() {
        let check = |text: &str, words: &str, is_any_case, expected: &[(usize, usize)]| {
            let found: Vec<_> = occurrences(text, words, is_any_case).iter().map(|at| (at.start, at.end)).collect();
            assert_eq!(found, expected, "{words:?} in {text:?}");
        };
        check("Varn and Varnia, Varn’s Varn", "Varn", false, &[(0, 4), (17, 21), (24, 28)]);
        check("Toll paper and toll\n paper", "toll paper", true, &[(0, 10), (15, 26)]);
        check("Toll paper and toll paper", "toll paper", false, &[(15, 25)]);
        check("«Étaples» étaples", "étaples", true, &[(1, 8), (10, 17)]);
        check("a C++ b C+++", "C++", false, &[(2, 5), (8, 11)]);
        check("xVarn Varnx 1Varn", "Varn", false, &[]);
        check("😀 Varn", "Varn", false, &[(2, 6)]);
        check("aa", "", false, &[]);
        check("", "a", true, &[]);
    }

    #[test]
    fn ids() {
        for (name, expected) in [
            ("Varn Coastal Front", "varn-coastal-front"),
            ("  Lome\u{301} (port)", "lome-port"),
            ("G-7 & co.", "g-7-co"),
            ("Варн", "x7"),
        ] {
            assert_eq!(id_of(name, "x7"), expected);
        }
    }
}
