//! Which numbered and lettered lines are a list, and how deep their items and those of bullets stand.

use super::super::layout::{self, Marker, Order};
use super::chunks::{Chunk, Form, is_in_capitals};

/// What an item is, once its neighbours are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub is_ordered: bool,
    pub depth: u8,
}

/// A longer numbered paragraph is the text itself, and its number is what others cite it by. In bytes.
const MAX_ITEM: usize = 500;
/// No list is deeper.
const MAX_DEPTH: usize = 8;

/// A list that is open.
struct Level {
    indent: u32,
    marker: Marker,
    /// The list it belongs to, where it is ordered.
    run: usize,
}

/// Items in one order.
#[derive(Default)]
struct Run {
    count: u32,
    has_paragraphs: bool,
}

/// For each chunk, the item that it is. A numbered line that is none keeps its number as part of its
/// text: where it stands alone, where the count does not begin at one or is interrupted, so that a list
/// would count it wrongly, and where it is a numbered paragraph (“1. SITUATION. …”).
pub fn items(chunks: &[Chunk<'_>]) -> Vec<Option<Item>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    let mut found: Vec<Option<(Item, Option<usize>)>> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let form = if layout::is_key_points_heading(&chunk.text) { Form::Text } else { chunk.form };
        found.push(match form {
            Form::Item(marker @ Marker::Bullet(_), _) => {
                let same =
                    open.iter().rposition(|level| level.marker == marker && level.indent.abs_diff(chunk.indent) <= 1);
                enter(&mut open, same, Level { indent: chunk.indent, marker, run: usize::MAX });
                Some((Item { is_ordered: false, depth: depth(&open) }, None))
            }
            Form::Item(Marker::Ordered(order), from) => {
                let next = open.iter().rposition(|level| follows(level.marker, order).is_some());
                let value = next.and_then(|at| follows(open[at].marker, order)).unwrap_or(order.value);
                let first = [Some(order.value), order.letter].contains(&Some(1));
                if next.is_none() && !first {
                    open.clear();
                    None
                } else {
                    let run = next.map_or(runs.len(), |at| open[at].run);
                    if run == runs.len() {
                        runs.push(Run::default());
                    }
                    runs[run].count += 1;
                    runs[run].has_paragraphs |= is_numbered_paragraph(&chunk.text[from..]);
                    let value = if next.is_none() && order.letter == Some(1) { 1 } else { value };
                    let marker = Marker::Ordered(Order { value, ..order });
                    enter(&mut open, next, Level { indent: chunk.indent, marker, run });
                    Some((Item { is_ordered: true, depth: depth(&open) }, Some(run)))
                }
            }
            _ => {
                open.clear();
                None
            }
        });
    }
    let is_list = |run: &Run| run.count > 1 && !run.has_paragraphs;
    // Letters below a numbered paragraph are cited with its number.
    let mut in_paragraphs = false;
    let mut items = Vec::with_capacity(chunks.len());
    for found in found {
        items.push(match found {
            Some((item, Some(run))) => {
                in_paragraphs = in_paragraphs && item.depth > 0 || runs[run].has_paragraphs;
                (is_list(&runs[run]) && !in_paragraphs).then_some(item)
            }
            Some((item, None)) => Some(item),
            None => {
                in_paragraphs = false;
                None
            }
        });
    }
    items
}

fn depth(open: &[Level]) -> u8 {
    u8::try_from(open.len().saturating_sub(1)).unwrap_or(u8::MAX)
}

/// Opens the level of an item: the one it continues, or a new one inside those that stand further left.
fn enter(open: &mut Vec<Level>, same: Option<usize>, level: Level) {
    match same {
        Some(at) => open.truncate(at),
        None => {
            while open.last().is_some_and(|last| last.indent > level.indent) || open.len() >= MAX_DEPTH {
                open.pop();
            }
        }
    }
    open.push(level);
}

/// The value by which an item follows another in the same style.
fn follows(marker: Marker, order: Order) -> Option<u16> {
    let Marker::Ordered(last) = marker else { return None };
    let next = last.value + 1;
    (last.style == order.style && (order.value == next || order.letter == Some(next))).then_some(next)
}

/// Whether an item has a label in capitals before its text, or is as long as a paragraph.
fn is_numbered_paragraph(text: &str) -> bool {
    let label = text.split_once(['.', ':']).map(|(label, _)| label);
    text.len() > MAX_ITEM
        || label.is_some_and(|label| {
            label.len() >= 3 && label.len() < 60 && label.len() + 2 < text.len() && is_in_capitals(label)
        })
}
