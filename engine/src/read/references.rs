//! Character references: `&amp;`, `&#8217;`, `&eacute;`.

use pulldown_cmark::{Event, Parser};

use super::decode::windows_1252;

/// The names that nearly all references in running text have; the Markdown parser knows all others.
const FREQUENT: [(&str, char); 16] = [
    ("amp", '&'),
    ("apos", '\''),
    ("copy", '©'),
    ("gt", '>'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("quot", '"'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
];

/// Longer than the longest name, `CounterClockwiseContourIntegral`.
const MAX_NAME: usize = 32;

/// Where references stand: in an attribute, `&copy=` is a parameter of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Between tags.
    Text,
    /// In the value of an attribute.
    Attribute,
}

/// Calls `found` with the pieces of a text in which the references are replaced by their characters.
pub fn decode(text: &str, place: Place, mut found: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found(&rest[..at]);
        rest = &rest[at..];
        match reference(rest, place) {
            Some((Replacement::Char(c), length)) => {
                found(c.encode_utf8(&mut [0; 4]));
                rest = &rest[length..];
            }
            Some((Replacement::Text(text), length)) => {
                found(&text);
                rest = &rest[length..];
            }
            None => {
                found("&");
                rest = &rest[1..];
            }
        }
    }
    found(rest);
}

/// A text with its references replaced.
pub fn decoded(text: &str, place: Place) -> String {
    let mut result = String::with_capacity(text.len());
    decode(text, place, |piece| result.push_str(piece));
    result
}

enum Replacement {
    Char(char),
    /// A few names stand for two characters.
    Text(String),
}

/// What the reference at the beginning of a text stands for, and its length in bytes.
fn reference(text: &str, place: Place) -> Option<(Replacement, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().position(|byte| !char::from(byte).is_digit(radix)).unwrap_or(digits.len());
        if length == 0 {
            return None;
        }
        // What overflows is no character either way.
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let end = before + length + usize::from(digits[length..].starts_with(';'));
        return Some((Replacement::Char(character(code)), end));
    }
    let name = &text[1..];
    let length = name
        .bytes()
        .take(MAX_NAME)
        .position(|byte| !byte.is_ascii_alphanumeric())
        .or((name.len() <= MAX_NAME).then_some(name.len()))?;
    let (name, after) = name.split_at(length);
    let is_ended = after.starts_with(';');
    let replacement = match FREQUENT.iter().find(|(frequent, _)| *frequent == name) {
        Some((_, c)) => Replacement::Char(*c),
        None if length < 2 => return None,
        None => rare(name)?,
    };
    // In an address a name may go on: `?a=1&copy=2`.
    let is_parameter = place == Place::Attribute && after.starts_with('=');
    let is_latin_1 = matches!(replacement, Replacement::Char(..='\u{ff}'));
    if !is_ended && (is_parameter || !is_latin_1 || !may_lack_semicolon(name)) {
        return None;
    }
    Some((replacement, 1 + length + usize::from(is_ended)))
}

/// Whether a name stands for its character without a semicolon, as browsers have it for those of HTML 2. Of
/// the rarer ones among them, such as `&yen`, nobody leaves it out.
fn may_lack_semicolon(name: &str) -> bool {
    const MARKS: [&str; 9] = ["acute", "cedil", "circ", "grave", "lig", "ring", "slash", "tilde", "uml"];
    let is_letter = || {
        name.starts_with(['A', 'C', 'E', 'I', 'N', 'O', 'U', 'Y', 'a', 'c', 'e', 'i', 'n', 'o', 's', 'u', 'y'])
            && MARKS.contains(&&name[1..])
    };
    ["amp", "copy", "gt", "lt", "nbsp", "quot", "reg"].contains(&name) || is_letter()
}

fn rare(name: &str) -> Option<Replacement> {
    let text = format!("&{name};");
    let mut events = Parser::new(&text);
    let found = events.find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    let mut chars = found.chars();
    match (chars.next(), chars.next()) {
        (Some('&'), Some(_)) | (None, _) => None,
        (Some(c), None) => Some(Replacement::Char(c)),
        _ => Some(Replacement::Text(found)),
    }
}

/// The character of a numeric reference; those of Windows-1252 are meant where C1 controls are named.
fn character(code: u32) -> char {
    match u8::try_from(code) {
        Ok(0) => char::REPLACEMENT_CHARACTER,
        Ok(byte) => windows_1252(byte),
        Err(_) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}
