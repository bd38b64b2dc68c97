//! What the author wrote: one string of text, and everything else as ranges into it.

use std::ops::Range;

pub use jiff::civil::Date;

/// A brief as its author wrote it, free of the form it arrived in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brief {
    /// The identity that notes are kept under, where the front matter gives one.
    pub id: Option<String>,
    /// The title, without the name of the series before it.
    pub title: Option<String>,
    /// The series that the brief appeared in.
    pub series: Option<String>,
    /// The day the brief carries; relative dates count from it.
    pub date: Option<Date>,
    /// Who wrote it, as the brief says it.
    pub author: Option<String>,
    /// The language as a BCP 47 tag, where the brief says it.
    pub language: Option<String>,
    /// The text of the blocks, in order, joined by one blank line; in Unicode normalisation form C.
    pub text: String,
    /// The blocks, in order, without overlaps; together with the blank lines they cover `text`.
    pub blocks: Vec<Block>,
    /// Emphasis, links and other markup inside the blocks, outermost first.
    pub inlines: Vec<Inline>,
    /// What was taken for boilerplate and left out of `text`.
    pub removed: Vec<String>,
}

/// One block of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its bytes in [`Brief::text`].
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; level 1 is the brief's title.
    Heading {
        /// From 1 (the title) to 6.
        level: u8,
    },
    /// A paragraph of the body.
    Paragraph,
    /// One of the brief's own key points.
    KeyPoint,
    /// An item of any other list.
    ListItem {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// 0 for the outermost list.
        depth: u8,
    },
    /// A paragraph inside a quotation.
    Quote,
    /// A caption or picture credit.
    Caption,
    /// A table: rows joined by a line feed, cells by a tab; the first row is the header.
    Table,
    /// Preformatted text.
    Code,
    /// A paragraph of a footnote or endnote. The first of a note's paragraphs carries an
    /// [`InlineStyle::NoteLabel`].
    Footnote,
}

impl BlockKind {
    /// Whether the block belongs to the body: what bears out key points and is counted as ¶.
    pub fn is_body(self) -> bool {
        !matches!(self, Self::Heading { .. } | Self::KeyPoint | Self::Caption | Self::Footnote)
    }
}

/// Markup inside a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// The marked bytes in [`Brief::text`]; empty for the marks of footnotes, which stand between characters.
    pub range: Range<usize>,
    /// What the markup says.
    pub style: InlineStyle,
}

/// What inline markup says.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineStyle {
    /// Stressed, or a title or foreign words.
    Emphasis,
    /// Strongly stressed.
    Strong,
    /// Struck out.
    Deleted,
    /// Code or a literal string.
    Code,
    /// A link to this address: only `http`, `https`, `mailto` or a fragment ever gets here.
    Link(String),
    /// A link to a file beside the brief's own, as its author wrote it: “harbour-notes.md”. Plain text, unless
    /// whoever publishes the two together makes a [`Link`](Self::Link) of it.
    Beside(String),
    /// Where the text refers to the footnote with this label. The mark itself is not part of the text.
    NoteReference(String),
    /// Where the footnote with this label begins: at the start of its first block.
    NoteLabel(String),
}

impl InlineStyle {
    /// Whether it marks a place between two characters rather than characters.
    pub fn is_place(&self) -> bool {
        matches!(self, Self::NoteReference(_) | Self::NoteLabel(_))
    }
}

impl Brief {
    /// The text of one block.
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// The number of words, as a reader would count them.
    pub fn word_count(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
    }
}
