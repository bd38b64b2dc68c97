//! Text folded for matching: accents dropped, typographic quotes, dashes and spaces made plain, with a
//! way back to the original's bytes.

use std::ops::Range;

use crate::letters::in_small;
use icu_normalizer::properties::{CanonicalCombiningClassMapBorrowed, CanonicalDecompositionBorrowed, Decomposed};

/// A text folded scalar value by scalar value. Case is kept: “IS” is not “is”.
#[derive(Debug)]
pub struct Folded {
    text: String,
    /// Where a character is shorter or longer than its plain form: the byte after it in `text`, and in the
    /// original. From there on, offsets run side by side up to the next such place.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut shifts = Vec::new();
        let mut rest = original;
        while let Some(first) = rest.chars().next() {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            if ascii > 0 {
                text.push_str(&rest[..ascii]);
                rest = &rest[ascii..];
                continue;
            }
            rest = &rest[first.len_utf8()..];
            let before = text.len();
            text.extend(plain(first));
            if text.len() - before != first.len_utf8() {
                shifts.push((text.len(), original.len() - rest.len()));
            }
        }
        Self { text, shifts }
    }

    /// What came out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, to keep.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The original's bytes for a range of the folded text that lies on its character boundaries.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let origin = |offset: usize| match self.shifts.partition_point(|(folded, _)| *folded <= offset).checked_sub(1) {
            Some(last) => self.shifts[last].1 + (offset - self.shifts[last].0),
            None => offset,
        };
        origin(range.start)..origin(range.end)
    }
}

/// A name as an id: its letters without accents and its digits, small, a hyphen between words.
pub fn kebab_case(name: &str) -> String {
    let folded = Folded::new(name);
    let words = folded.text().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(in_small).collect::<Vec<String>>().join("-")
}

/// A character's plain form, so that “Sa’ar” and "Sa'ar" are one name; an accent of its own has none.
fn plain(c: char) -> Option<char> {
    let plain = match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | '′' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        'ı' => 'i',
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'Đ' => 'D',
        other => return without_accents(other),
    };
    Some(plain)
}

/// The letter under a character's accents. Hangul syllables and Indic vowel signs are composed too, but of no
/// accents, so they stay whole.
fn without_accents(c: char) -> Option<char> {
    // Up to 9 the canonical combining classes are of signs that make another word (virama, nukta), or of none.
    let is_accent = |c: char| CanonicalCombiningClassMapBorrowed::new().get_u8(c) > 9;
    let mut plain = c;
    loop {
        match CanonicalDecompositionBorrowed::new().decompose(plain) {
            Decomposed::Singleton(same) => plain = same,
            Decomposed::Expansion(letter, accent) if is_accent(accent) => plain = letter,
            _ => return Some(plain).filter(|c| !is_accent(*c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_ranges_lead_back_to_the_original() {
        let original = "in Türkiye’s north — Hawkʼs";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), "in Turkiye's north - Hawk's");
        let start = folded.text().find("Turkiye").expect("it is there");
        assert_eq!(&original[folded.original(start..start + 7)], "Türkiye");
        assert_eq!(folded.original(0..folded.text().len()), 0..original.len());
    }

    #[test]
    fn accents_are_dropped_and_letters_kept() {
        for (original, expected) in [
            ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
            ("Tu\u{308}rkiye", "Turkiye"),
            ("Łódź, Ærø", "Lodz, Æro"),
            ("Ångström \u{212b}", "Angstrom A"),
            ("й한국क्या", "и한국क्या"),
        ] {
            assert_eq!(Folded::new(original).text(), expected, "{original}");
        }
    }

    #[test]
    fn names_as_ids() {
        for (name, id) in [("Pilots’ Guild of Lomé", "pilots-guild-of-lome"), ("U.S. – Ærø 2", "u-s-æro-2"), ("…", "")]
        {
            assert_eq!(kebab_case(name), id);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_folds(original in "\\PC{0,40}") {
            let folded = Folded::new(&original);
            for (start, c) in folded.text().char_indices() {
                let range = folded.original(start..start + c.len_utf8());
                assert!(original.get(range).is_some());
            }
        }
    }
}
