//! The article in the page: its blocks, what is selected in it, its marks.

use std::ops::Range;

use sidelight_dom::text::{pieces, place_name, text_nodes, unwrap, wrap};
use sidelight_engine::notes::{Scalars, Selectors};
use web_sys::{Element, Node};

use super::text::DocumentText;
use crate::platform::page;

/// A brief as it stands in the page.
pub struct Article {
    /// The whole of it.
    pub root: Element,
    blocks: Vec<Element>,
    document: DocumentText,
}

/// Words that the reader has selected.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What a note on them keeps.
    pub selectors: Selectors,
    /// The lines they stand on, in the coordinates of the page.
    pub lines: Lines,
}

/// A box around lines, in CSS pixels from the page's beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lines {
    pub top: f64,
    pub bottom: f64,
    pub middle: f64,
}

impl Article {
    /// The article of this page, if it has one.
    pub fn here() -> Option<Self> {
        let root: Element = page::by_id("brief")?.into();
        let blocks = page::all(&root, "[data-block]");
        let texts: Vec<_> = blocks.iter().map(|block| block.text_content().unwrap_or_default()).collect();
        Some(Self { root, blocks, document: DocumentText::of(&texts) })
    }

    /// The document text.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// The words that are selected, if they are words of the brief.
    pub fn chosen(&self) -> Option<Chosen> {
        let selection = page::window().get_selection().ok()??;
        if selection.is_collapsed() || selection.range_count() == 0 {
            return None;
        }
        let selected = selection.get_range_at(0).ok()?;
        let range = self.range(&selected)?;
        let scalars = Scalars::new(self.text());
        let first = self.document.first_block(range.clone())?;
        let block = self.blocks.get(first)?.get_attribute("data-block")?;
        Some(Chosen { selectors: Selectors::of(&scalars, range, &block)?, lines: lines(&selected)? })
    }

    /// A range of the page as scalar values of the document text. What it covers beside the blocks (a line
    /// of metadata, the references of a key point) is no text of the author's and does not count.
    fn range(&self, selected: &web_sys::Range) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for (block, place) in self.blocks.iter().zip(&self.document.blocks) {
            if !selected.intersects_node(block).unwrap_or(false) {
                continue;
            }
            let start = offset(block, &selected.start_container().ok()?, selected.start_offset().ok()?).unwrap_or(0);
            let end = offset(block, &selected.end_container().ok()?, selected.end_offset().ok()?);
            let end = place.start + end.unwrap_or(place.len());
            found = Some(found.map_or(place.start + start, |range| range.start)..end);
        }
        found
    }

    /// How a reader would name the place of a range, and the id to link to.
    pub fn place(&self, range: Range<usize>) -> Option<(String, String)> {
        let block = self.blocks.get(self.document.first_block(range)?)?;
        Some((place_name(block), block.id()))
    }

    /// Marks a range for a note.
    pub fn mark(&self, id: &str, range: Range<usize>) {
        for (number, within) in self.document.in_blocks(range) {
            let nodes = self.blocks.get(number).map(text_nodes).unwrap_or_default();
            let texts: Vec<_> = nodes.iter().map(|node| node.data()).collect();
            for piece in pieces(&texts, within) {
                if let Some(mark) = new_mark(id) {
                    let _ = wrap(&nodes[piece.node], piece.units, &mark);
                }
            }
        }
    }

    /// Takes the marks of a note away, and leaves the page as it was.
    pub fn unmark(&self, id: &str) {
        self.marks(id).iter().for_each(unwrap);
    }

    /// The marks of a note. (Compared here rather than in a selector: a note's id comes from storage.)
    pub fn marks(&self, id: &str) -> Vec<Element> {
        let mut marks = page::all(&self.root, "mark[data-mark]");
        marks.retain(|mark| mark.get_attribute("data-mark").as_deref() == Some(id));
        marks
    }
}

/// How many scalar values of a block's text stand before a place in it; `None` for places elsewhere.
fn offset(block: &Element, container: &Node, offset: u32) -> Option<usize> {
    if !block.contains(Some(container)) {
        return None;
    }
    let before = page::document().create_range().ok()?;
    before.select_node_contents(block).ok()?;
    before.set_end(container, offset).ok()?;
    Some(String::from(before.to_string()).chars().count())
}

fn lines(selected: &web_sys::Range) -> Option<Lines> {
    let whole = selected.get_bounding_client_rect();
    let down = page::window().scroll_y().ok()?;
    Some(Lines { top: whole.top() + down, bottom: whole.bottom() + down, middle: (whole.left() + whole.right()) / 2.0 })
}

/// An element that marks words of a note.
fn new_mark(id: &str) -> Option<Element> {
    let mark = page::element("mark", "hl", "")?;
    mark.set_attribute("data-mark", id).ok()?;
    Some(mark.into())
}
