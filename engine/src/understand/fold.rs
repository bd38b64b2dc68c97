//! Text folded for matching: accents dropped, typographic quotes, dashes and spaces made plain, with a
//! way back to the original's bytes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text folded scalar value by scalar value. Case is kept: “IS” is not “is”.
#[derive(Debug)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the first byte of the original character it came from; one more for the end.
    origins: Vec<usize>,
}

impl Folded {
    pub fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len() + 1);
        for (offset, c) in original.char_indices() {
            if c.is_ascii() {
                text.push(c);
                origins.push(offset);
                continue;
            }
            for plain in std::iter::once(plain(c)).nfd().filter(|c| !is_combining_mark(*c)) {
                text.push(plain);
                origins.resize(text.len(), offset);
            }
        }
        origins.push(original.len());
        Self { text, origins }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original's bytes for a range of the folded text that lies on its character boundaries.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.origins[range.start]..self.origins[range.end]
    }

    /// Whether a folded range is a whole word or several: no letter or digit touches it, nor a currency
    /// sign that makes “US$” of it.
    pub fn is_whole_words(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() || "$€£¥".contains(c))
    }
}

/// A character's plain form, so that “Sa’ar” and "Sa'ar" are one name.
fn plain(c: char) -> char {
    match c {
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
        other => other,
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
    fn words_end_where_letters_end() {
        let folded = Folded::new("IS-K, Central Asian, U.S. (IS), AU$5");
        for (word, expected) in
            [("IS-K", true), ("IS", true), ("Central Asia", false), ("U.S.", true), ("entral", false)]
        {
            let start = folded.text().find(word).expect(word);
            assert_eq!(folded.is_whole_words(&(start..start + word.len())), expected, "{word}");
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
