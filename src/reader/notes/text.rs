//! The document text: the texts of a brief's blocks as one, counted in Unicode scalar values.

use std::ops::Range;

/// The texts of a brief's blocks, as one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentText {
    /// The blocks' texts, joined by one blank line.
    pub text: String,
    /// Where each block's text stands in it, in scalar values.
    pub blocks: Vec<Range<usize>>,
}

/// What separates two blocks.
const BLANK_LINE: &str = "\n\n";

impl DocumentText {
    /// Joins the blocks' texts.
    pub fn of(blocks: &[String]) -> Self {
        let (mut ranges, mut start) = (Vec::with_capacity(blocks.len()), 0);
        for block in blocks {
            let end = start + block.chars().count();
            ranges.push(start..end);
            start = end + BLANK_LINE.len();
        }
        Self { text: blocks.join(BLANK_LINE), blocks: ranges }
    }

    /// The blocks that a range touches, each with the part of its own text that lies in the range.
    pub fn in_blocks(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.blocks.iter().enumerate().filter_map(move |(number, block)| {
            let (start, end) = (range.start.max(block.start), range.end.min(block.end));
            (start < end).then(|| (number, start - block.start..end - block.start))
        })
    }

    /// The block in which a range begins: of two that it touches, the first with a character in it.
    pub fn first_block(&self, range: Range<usize>) -> Option<usize> {
        self.in_blocks(range).next().map(|(number, _)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn blocks_are_joined_by_a_blank_line() {
        let document = DocumentText::of(&strings(&["Türkiye", "", "😀 two"]));
        assert_eq!(document.text, "Türkiye\n\n\n\n😀 two");
        assert_eq!(document.blocks, [0..7, 9..9, 11..16]);
        assert_eq!(DocumentText::of(&[]), DocumentText::default());
    }

    #[test]
    fn a_range_in_its_blocks() {
        let document = DocumentText::of(&strings(&["first", "second", "third"]));
        let check = |range: Range<usize>, expected: &[(usize, Range<usize>)]| {
            assert_eq!(document.in_blocks(range.clone()).collect::<Vec<_>>(), expected);
            assert_eq!(document.first_block(range), expected.first().map(|(block, _)| *block));
        };
        check(0..5, &[(0, 0..5)]);
        check(2..9, &[(0, 2..5), (1, 0..2)]);
        check(2..17, &[(0, 2..5), (1, 0..6), (2, 0..2)]);
        check(5..7, &[]);
        check(90..99, &[]);
    }
}
