//! Bullets, and the numbers and letters before the items of lists.

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// Any sign; each is a level of its own where a list has several.
    Bullet(char),
    /// A number or letter in an order.
    Ordered(Order),
}

/// The place that a number or letter gives an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The digits or letters, and what encloses them: items of one list share it.
    pub style: (Digits, Enclosure),
    /// From 1.
    pub value: u16,
    /// The value as a letter, where `value` reads it as a Roman number.
    pub letter: Option<u16>,
}

/// What counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// 1, 2, 3
    Arabic,
    /// a, b, c and i, ii, iii
    Small,
    /// A, B, C and I, II, III
    Capital,
}

/// What stands around what counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosure {
    /// “1.”
    Point,
    /// “1)”
    Bracket,
    /// “(1)”
    Brackets,
}

/// Signs that are bullets wherever a line begins with them. The last five are what Wingdings and Symbol
/// bullets become when text is copied out of a document.
const SURE: [char; 24] = [
    '•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '◆', '◇', '►', '▶', '➢', '➤', '✓', '✔', '⁃', '∙', '\u{f0b7}',
    '\u{f0a7}', '\u{f0d8}', '\u{f076}', '\u{f0fc}',
];
/// Signs that are bullets when a space follows.
const SPACED: [char; 8] = ['-', '–', '—', '―', '·', '*', '→', '+'];

/// Text without its bullet, if it begins with one.
pub fn without_bullet(line: &str) -> Option<&str> {
    match marker(line.trim_start())? {
        (Marker::Bullet(_), rest) => Some(rest),
        (Marker::Ordered(_), _) => None,
    }
}

/// What a line's item is marked with, and the item. The line begins with the marker.
pub fn marker(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    if SURE.contains(&first) {
        return Some((Marker::Bullet(first), rest.trim()));
    }
    if SPACED.contains(&first) {
        // “- ENDS -” is set between two dashes.
        let is_bullet = rest.starts_with(char::is_whitespace) && !rest.ends_with(first);
        return is_bullet.then(|| (Marker::Bullet(first), rest.trim()));
    }
    // In mails, “o” is what the hollow bullet of the second level becomes.
    if first == 'o' && (rest.starts_with('\t') || rest.starts_with("  ") || rest.starts_with(" \u{a0}")) {
        return Some((Marker::Bullet('◦'), rest.trim()));
    }
    let (order, rest) = order(line)?;
    Some((Marker::Ordered(order), rest))
}

fn order(line: &str) -> Option<(Order, &str)> {
    let (inside, is_open) = line.strip_prefix('(').map_or((line, false), |inside| (inside, true));
    let length = inside.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let (word, rest) = inside.split_at(length);
    let enclosure = match (is_open, rest.as_bytes().first()?) {
        (false, b'.') => Enclosure::Point,
        (false, b')') => Enclosure::Bracket,
        (true, b')') => Enclosure::Brackets,
        _ => return None,
    };
    let rest = &rest[1..];
    if !rest.starts_with(char::is_whitespace) || rest.trim().is_empty() {
        return None;
    }
    let first = *word.as_bytes().first()?;
    let letter =
        (word.len() == 1 && first.is_ascii_alphabetic()).then(|| u16::from(first.to_ascii_lowercase() - b'a') + 1);
    let (digits, value) = if first.is_ascii_digit() {
        // No list has a thousand items; “2024.” ends a sentence.
        (Digits::Arabic, word.parse().ok().filter(|value| *value < 1000)?)
    } else {
        let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_small && !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        (if is_small { Digits::Small } else { Digits::Capital }, roman(word).or(letter)?)
    };
    Some((Order { style: (digits, enclosure), value, letter }, rest.trim()))
}

/// A Roman number up to 39.
fn roman(word: &str) -> Option<u16> {
    let tens = word.bytes().take_while(|byte| byte.eq_ignore_ascii_case(&b'x')).count();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let one = ones.iter().position(|one| one.eq_ignore_ascii_case(&word[tens..]))?;
    u16::try_from(tens * 10 + one).ok().filter(|value| (1..40).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets() {
        for (line, expected) in [
            ("  • One", Some("One")),
            ("•One", Some("One")),
            ("- One", Some("One")),
            ("— One", Some("One")),
            ("→ One", Some("One")),
            ("o\tOne", Some("One")),
            ("o   One", Some("One")),
            ("\u{f0b7} One", Some("One")),
            ("o One", None),
            ("*One*", None),
            ("- ENDS -", None),
            ("-5 degrees", None),
            ("One", None),
            ("1. One", None),
        ] {
            assert_eq!(without_bullet(line), expected, "{line}");
        }
    }

    #[test]
    fn numbers_and_letters() {
        for (line, expected) in [
            ("1. One", Some((1, None))),
            ("12) One", Some((12, None))),
            ("(3) One", Some((3, None))),
            ("a. One", Some((1, Some(1)))),
            ("(b) One", Some((2, Some(2)))),
            ("iv) One", Some((4, None))),
            ("i. One", Some((1, Some(9)))),
            ("XII. One", Some((12, None))),
            ("2024. One", None),
            ("1.5 percent", None),
            ("Ab. One", None),
            ("No. 5", None),
            ("(see) it", None),
            ("1.", None),
        ] {
            let found = marker(line).map(|(marker, rest)| match marker {
                Marker::Ordered(order) => (order.value, order.letter, rest),
                Marker::Bullet(_) => panic!("{line} has no bullet"),
            });
            let expected = expected.map(|(value, letter)| (value, letter, "One"));
            assert_eq!(found, expected, "{line}");
        }
    }
}
