//! Puts a brief together block by block, so that its ranges are right by construction.

use std::ops::Range;

use icu_normalizer::properties::CanonicalCompositionBorrowed;

use crate::brief::{Block, BlockKind, Brief, Inline, InlineStyle};
use crate::order::sort_by_numbers;

/// The text of one block under construction, with its markup.
#[derive(Debug, Default)]
pub struct BlockText {
    text: String,
    inlines: Vec<Inline>,
    open: Vec<(usize, InlineStyle)>,
}

impl BlockText {
    /// A block of unmarked text.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a character; one that combines with the character before becomes one with it, and markup that ended
    /// there ends behind both.
    pub fn push_composed(&mut self, c: char) {
        let composition = CanonicalCompositionBorrowed::new();
        let composed = (c >= '\u{300}').then(|| composition.compose(self.text.chars().next_back()?, c)).flatten();
        let before = self.text.len();
        if composed.is_some() {
            self.text.pop();
        }
        self.text.push(composed.unwrap_or(c));
        if composed.is_some() {
            let after = self.text.len();
            let moved = |offset: usize| if offset == before { after } else { offset };
            // The latest end is that of the last.
            for Inline { range, .. } in self.inlines.iter_mut().rev().take_while(|inline| inline.range.end == before) {
                *range = moved(range.start)..after;
            }
        }
    }

    pub fn open(&mut self, style: InlineStyle) {
        self.open.push((self.text.len(), style));
    }

    /// Ends the markup that was opened last.
    pub fn close(&mut self) {
        if let Some((start, style)) = self.open.pop() {
            self.inlines.push(Inline { range: start..self.text.len(), style });
        }
    }

    /// The text refers here to the footnote with this label.
    pub fn note_reference(&mut self, label: &str) {
        let at = self.text.len();
        self.inlines.push(Inline { range: at..at, style: InlineStyle::NoteReference(label.to_owned()) });
    }

    /// The block is the first of the footnote with this label.
    pub fn begin_note(&mut self, label: &str) {
        self.inlines.push(Inline { range: 0..0, style: InlineStyle::NoteLabel(label.to_owned()) });
    }

    /// The block so far; markup that is open goes on in what follows.
    pub fn take(&mut self) -> Self {
        let open = self.open.iter().map(|(_, style)| (0, style.clone())).collect();
        let mut taken = std::mem::take(self);
        for (start, style) in std::mem::take(&mut taken.open) {
            taken.inlines.push(Inline { range: start..taken.text.len(), style });
        }
        self.open = open;
        taken
    }

    /// Whether all of the text is set bold; markup that is still open counts.
    pub fn is_all_strong(&self) -> bool {
        self.is_all(&InlineStyle::Strong)
    }

    /// Whether all of the text is stressed.
    pub fn is_all_emphasised(&self) -> bool {
        self.is_all(&InlineStyle::Emphasis)
    }

    fn is_all(&self, style: &InlineStyle) -> bool {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        let closed = self.inlines.iter().map(|inline| (&inline.style, inline.range.clone()));
        let open = self.open.iter().map(|(from, style)| (style, *from..self.text.len()));
        closed.chain(open).any(|(found, range)| found == style && range.start <= start && end <= range.end)
    }

    /// Drops bold markup, which a heading has of itself.
    pub fn drop_strong(&mut self) {
        self.inlines.retain(|inline| inline.style != InlineStyle::Strong);
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Marks what was pushed since the block had `start` bytes.
    pub fn mark(&mut self, start: usize, style: InlineStyle) {
        if start < self.text.len() {
            self.inlines.push(Inline { range: start..self.text.len(), style });
        }
    }

    /// Adds another block's text with its markup.
    pub fn append(&mut self, other: Self) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.inlines.extend(
            other
                .inlines
                .into_iter()
                .map(|Inline { range, style }| Inline { range: base + range.start..base + range.end, style }),
        );
    }

    /// Takes bytes off the beginning, such as a bullet.
    pub fn drop_start(&mut self, bytes: usize) {
        self.text.drain(..bytes);
        for Inline { range, .. } in &mut self.inlines {
            *range = range.start.saturating_sub(bytes)..range.end.saturating_sub(bytes);
        }
    }
}

/// The links that a page may carry (see Safety in the design); all else becomes text.
pub fn is_safe_link(url: &str) -> bool {
    let scheme = url.split([':', '/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let has_scheme = url[scheme.len()..].starts_with(':');
    (has_scheme && matches!(scheme.as_str(), "http" | "https" | "mailto")) || url.starts_with('#')
}

/// Whether an address is a path to a file beside the brief's own, or in a folder near it.
pub fn is_path_beside(url: &str) -> bool {
    !url.is_empty() && !url.contains([':', '\\']) && !url.starts_with(['/', '#', '?'])
}

/// Appends a block; one without visible text is left out.
pub fn push_block(brief: &mut Brief, kind: BlockKind, block: BlockText) {
    let Some((cut, place)) = push_text(brief, kind, &block.text) else { return };
    if block.inlines.is_empty() {
        return;
    }
    let shift = |offset: usize| place.start + offset.saturating_sub(cut).min(place.len());
    let shifted = |range: Range<usize>| shift(range.start)..shift(range.end);
    let mut inlines: Vec<Inline> = block
        .inlines
        .into_iter()
        .map(|inline| Inline { range: shifted(inline.range), style: inline.style })
        // Markup around nothing but blanks shows nothing.
        .filter(|inline| inline.style.is_place() || !brief.text[inline.range.clone()].trim().is_empty())
        .collect();
    // Markup closes from the inside out; the brief lists it from the outside in.
    sort_by_numbers(&mut inlines, |inline| [inline.range.start, !inline.range.end]);
    brief.inlines.extend(inlines);
}

/// Appends a block of unmarked text, if any of it is visible; gives the bytes cut off before it, and its place.
pub fn push_text(brief: &mut Brief, kind: BlockKind, text: &str) -> Option<(usize, Range<usize>)> {
    // A tab at either end of a table parts a cell that is empty.
    let is_outside = |c: char| c.is_whitespace() && (c != '\t' || kind != BlockKind::Table);
    let from_start = text.trim_start_matches(is_outside);
    let trimmed = from_start.trim_end_matches(is_outside);
    if trimmed.trim_start().is_empty() {
        return None;
    }
    if !brief.blocks.is_empty() {
        brief.text.push_str("\n\n");
    }
    let base = brief.text.len();
    brief.text.push_str(trimmed);
    brief.blocks.push(Block { kind, range: base..brief.text.len() });
    Some((text.len() - from_start.len(), base..brief.text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_blanks_is_none() {
        let mut brief = Brief::default();
        let mut block = BlockText::plain("a");
        block.open(InlineStyle::Code);
        block.push(" ");
        block.close();
        block.push("b");
        push_block(&mut brief, BlockKind::Paragraph, block);
        assert_eq!((brief.text.as_str(), brief.inlines.len()), ("a b", 0));
    }

    #[test]
    fn ranges_follow_the_trimmed_text() {
        let mut brief = Brief::default();
        push_block(&mut brief, BlockKind::Paragraph, BlockText::plain("First."));
        let mut block = BlockText::default();
        block.push("  a ");
        block.open(InlineStyle::Strong);
        block.push("bold ");
        block.close();
        push_block(&mut brief, BlockKind::Paragraph, block);
        assert_eq!(brief.text, "First.\n\na bold");
        assert_eq!(&brief.text[brief.inlines[0].range.clone()], "bold");
    }

    #[test]
    fn the_empty_cells_of_a_table_are_kept() {
        let mut brief = Brief::default();
        push_block(&mut brief, BlockKind::Table, BlockText::plain("\n\tShips\nVarn\t"));
        assert_eq!(brief.text, "\tShips\nVarn\t");
    }

    #[test]
    fn the_marks_of_footnotes_stand_between_characters() {
        let mut brief = Brief::default();
        let mut block = BlockText::default();
        block.push(" As said");
        block.note_reference("1");
        block.push(". ");
        push_block(&mut brief, BlockKind::Paragraph, block);
        let mut note = BlockText::default();
        note.begin_note("1");
        note.push(" By whom.");
        push_block(&mut brief, BlockKind::Footnote, note);
        assert_eq!(brief.text, "As said.\n\nBy whom.");
        assert_eq!(
            brief.inlines,
            [
                Inline { range: 7..7, style: InlineStyle::NoteReference("1".into()) },
                Inline { range: 10..10, style: InlineStyle::NoteLabel("1".into()) },
            ]
        );
    }

    #[test]
    fn only_harmless_links_are_kept() {
        for (url, expected) in [
            ("https://example.org/a:b", true),
            ("HTTP://example.org", true),
            ("mailto:a@example.org", true),
            ("#fn1", true),
            ("javascript:alert(1)", false),
            ("JavaScript:alert(1)", false),
            ("data:text/html,x", false),
            ("/relative", false),
            ("relative.html", false),
            ("//example.org", false),
            ("https", false),
            ("", false),
        ] {
            assert_eq!(is_safe_link(url), expected, "{url}");
        }
    }

    #[test]
    fn what_lies_beside_has_no_scheme_and_no_root() {
        for (url, expected) in [
            ("harbour-notes.md", true),
            ("../harbour-notes/", true),
            ("notes/a%20b.txt#why", true),
            ("https://example.org", false),
            ("javascript:alert(1)", false),
            ("/root.md", false),
            ("//example.org", false),
            ("a\\b.md", false),
            ("#why", false),
            ("?a", false),
            ("", false),
        ] {
            assert_eq!(is_path_beside(url), expected, "{url}");
        }
    }
}
