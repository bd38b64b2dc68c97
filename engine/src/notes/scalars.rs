//! From bytes to Unicode scalar values and back, for many positions in one text.

use std::ops::Range;

/// Every how many scalar values the index remembers a byte offset: a step costs at most this many
/// characters of walking, and the index of a 1 MB text stays at 32 KB.
const STRIDE: usize = 256;

/// A text whose positions are asked for in Unicode scalar values.
#[derive(Debug, Clone)]
pub struct Scalars<'a> {
    text: &'a str,
    /// The byte offset of every [`STRIDE`]th scalar value.
    marks: Vec<usize>,
    len: usize,
}

impl<'a> Scalars<'a> {
    /// Indexes a text, in one pass over it.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut len = 0;
        for (byte, _) in text.char_indices() {
            if len % STRIDE == 0 {
                marks.push(byte);
            }
            len += 1;
        }
        Self { text, marks, len }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many scalar values the text has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Has the text no character at all?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The byte at which the scalar value of this number begins; the text's end has a number too.
    pub fn byte(&self, scalar: usize) -> Option<usize> {
        if scalar == self.len {
            return Some(self.text.len());
        }
        let mark = *self.marks.get(scalar / STRIDE)?;
        self.text[mark..].char_indices().nth(scalar % STRIDE).map(|(byte, _)| mark + byte)
    }

    /// The number of the scalar value that begins at this byte, which must be a character's boundary.
    pub fn scalar(&self, byte: usize) -> usize {
        let nearest = self.marks.partition_point(|&mark| mark <= byte).saturating_sub(1);
        let mark = self.marks.get(nearest).copied().unwrap_or(0);
        nearest * STRIDE + self.text[mark..byte].chars().count()
    }

    /// The characters of a range of scalar values; `None` where the range reaches beyond the text or
    /// ends before it starts.
    pub fn slice(&self, range: Range<usize>) -> Option<&'a str> {
        let (start, end) = (self.byte(range.start)?, self.byte(range.end)?);
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_is_a_position_and_beyond_it_is_none() {
        let scalars = Scalars::new("Türkiye");
        assert_eq!(scalars.len(), 7);
        assert_eq!(scalars.byte(2), Some(3));
        assert_eq!(scalars.byte(7), Some(8));
        assert_eq!(scalars.byte(8), None);
        assert_eq!(scalars.slice(1..3), Some("ür"));
        assert_eq!(scalars.slice(Range { start: 3, end: 1 }), None);
        assert!(Scalars::new("").is_empty());
        assert_eq!(Scalars::new("").slice(0..0), Some(""));
    }

    proptest! {
        #[test]
        fn bytes_and_scalars_agree_everywhere(text in "(?s).{0,600}") {
            let scalars = Scalars::new(&text);
            prop_assert_eq!(scalars.len(), text.chars().count());
            for (number, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(scalars.byte(number), Some(byte));
                prop_assert_eq!(scalars.scalar(byte), number);
            }
            prop_assert_eq!(scalars.scalar(text.len()), scalars.len());
        }
    }
}
