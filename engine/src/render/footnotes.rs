//! The marks of footnotes: from the text to the note, and back.
//!
//! A mark is an empty element that the style sheet fills, so that the `textContent` of its block stays the
//! block's text. Its accessible name says in words where it leads.

use std::collections::HashMap;

use maud::html;

use super::nest::Point;
use crate::brief::{Brief, InlineStyle};

/// A note that stands in the brief.
struct Note {
    block: usize,
    /// The mark in the text that the way back leads to: the first that names the note.
    reference: Option<usize>,
}

/// The marks of all references and notes, in the order of the text.
pub fn points(brief: &Brief) -> Vec<Point> {
    let mut notes: HashMap<&str, Note> = HashMap::new();
    for inline in &brief.inlines {
        if let InlineStyle::NoteLabel(label) = &inline.style {
            let block = brief.blocks.partition_point(|block| block.range.end <= inline.range.start);
            notes.entry(label).or_insert(Note { block, reference: None });
        }
    }
    let references = brief.inlines.iter().filter_map(|inline| match &inline.style {
        InlineStyle::NoteReference(label) => Some(label.as_str()),
        _ => None,
    });
    for (index, label) in references.enumerate() {
        if let Some(note) = notes.get_mut(label) {
            note.reference.get_or_insert(index);
        }
    }
    let mut index = 0;
    let mut points = Vec::new();
    for inline in &brief.inlines {
        let html = match &inline.style {
            InlineStyle::NoteReference(label) => {
                let target = notes.get(label.as_str()).map(|note| format!("#b{}", note.block));
                let name = target.is_some().then(|| format!("Footnote {label}"));
                let id = format!("r{index}");
                index += 1;
                html! { a .note-reference id=(id) href=[target] aria-label=[name] data-label=(label) {} }
            }
            InlineStyle::NoteLabel(label) => {
                // Of two notes with one label, only the first is what the text refers to.
                let block = brief.blocks.partition_point(|block| block.range.end <= inline.range.start);
                let reference = notes.get(label.as_str()).filter(|note| note.block == block);
                let target = reference.and_then(|note| note.reference).map(|index| format!("#r{index}"));
                let name = target.is_some().then(|| format!("Footnote {label}, back to the text"));
                html! { a .note-label href=[target] aria-label=[name] data-label=(label) {} }
            }
            _ => continue,
        };
        points.push(Point { at: inline.range.start, html: html.into_string() });
    }
    points
}
