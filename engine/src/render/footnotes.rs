//! The marks of footnotes: from the text to the note, and back.
//!
//! A mark is an empty element that the style sheet fills, so that the `textContent` of its block stays the
//! block's text. Its accessible name says in words where it leads.

use maud::html;
use sidelight_text::hashes::{HashMap64, hash};

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
    let mut notes: Vec<Note> = Vec::new();
    // Where the note of a label is among them.
    let mut by_label = HashMap64::default();
    for inline in &brief.inlines {
        if let InlineStyle::NoteLabel(label) = &inline.style {
            let block = brief.blocks.partition_point(|block| block.range.end <= inline.range.start);
            if *by_label.entry(hash(label)).or_insert(notes.len() as u64) == notes.len() as u64 {
                notes.push(Note { block, reference: None });
            }
        }
    }
    let references = brief.inlines.iter().filter_map(|inline| match &inline.style {
        InlineStyle::NoteReference(label) => Some(label.as_str()),
        _ => None,
    });
    for (index, label) in references.enumerate() {
        if let Some(note) = by_label.get(&hash(label)) {
            notes[*note as usize].reference.get_or_insert(index);
        }
    }
    let note = |label: &str| by_label.get(&hash(label)).map(|note| &notes[*note as usize]);
    let mut index = 0;
    let mut points = Vec::new();
    for inline in &brief.inlines {
        let html = match &inline.style {
            InlineStyle::NoteReference(label) => {
                let target = note(label).map(|note| format!("#b{}", note.block));
                let name = target.is_some().then(|| format!("Footnote {label}"));
                let id = format!("r{index}");
                index += 1;
                html! { a .note-reference id=(id) href=[target] aria-label=[name] data-label=(label) {} }
            }
            InlineStyle::NoteLabel(label) => {
                // Of two notes with one label, only the first is what the text refers to.
                let block = brief.blocks.partition_point(|block| block.range.end <= inline.range.start);
                let reference = note(label).filter(|note| note.block == block);
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
