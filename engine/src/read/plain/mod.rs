//! Plain text in the layouts in which briefs reach people: mailed briefs, memoranda, situation reports, and
//! text that was copied out of a PDF.
//!
//! The order of work: [lines] without what stands on every page; the [chunks] that the lines form; the
//! [head]; [lists]; [footnotes]; and what the chunks of the body are.

mod chunks;
mod footnotes;
mod head;
mod hyphens;
mod lines;
mod lists;

use std::borrow::Cow;

use super::compose::push_block;
use super::layout::{self, Marker};
use crate::brief::{BlockKind, Brief};
use chunks::{Chunk, Form, is_in_capitals, looks_like_heading};
use footnotes::Notes;
use lines::{Gap, ends_sentence};
use lists::Item;

/// Beyond this many words a line is a heading only in capitals.
const MAX_HEADING_WORDS: usize = 14;
/// A label that introduces a list, rather than a sentence that does: “Recommendations:”.
const MAX_LABEL_WORDS: usize = 5;
/// A section about the authors has no more paragraphs.
const MAX_ABOUT: usize = 6;

/// Letters that printers set as one, as they come out of a PDF.
const LIGATURES: [(char, &str); 7] =
    [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];

/// Reads plain text. Never fails: what is not understood as layout is a paragraph.
pub fn read(text: &str) -> Brief {
    let text = without_ligatures(text);
    let mut brief = Brief::default();
    let lines = lines::lines(&text, &mut brief.removed);
    let mut chunks = chunks::chunks(&lines);
    chunks.retain(|chunk| {
        let is_boilerplate = chunk.form != Form::Table && layout::is_boilerplate(&chunk.text);
        if is_boilerplate {
            brief.removed.push(chunk.text.clone().into_owned());
        }
        !is_boilerplate && !chunk.text.is_empty()
    });
    remove_makers(&mut brief, &mut chunks);
    let body = head::read(&mut brief, &chunks);
    let chunks = &chunks[body..];
    if brief.date.is_none() {
        let first = chunks.iter().find(|chunk| chunk.form == Form::Text && chunk.text.len() > 80);
        // Or at the end, as a letter is signed.
        let last = || chunks.iter().rev().take(3).find_map(|chunk| layout::head_line(&chunk.text)?.date);
        brief.date = first.and_then(|chunk| layout::dateline(&chunk.text)).or_else(last);
    }
    read_body(&mut brief, chunks);
    brief
}

fn without_ligatures(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| ('ﬀ'..='ﬆ').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            Some((_, letters)) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// Takes out a section about the authors, which stands at the end.
fn remove_makers(brief: &mut Brief, chunks: &mut Vec<Chunk<'_>>) {
    let is_about = |chunk: &Chunk<'_>| chunk.text.len() <= 60 && layout::is_about_makers(&chunk.text);
    let Some(start) = chunks.iter().rposition(is_about).filter(|start| *start * 2 > chunks.len()) else { return };
    let is_over =
        |chunk: &Chunk<'_>| chunk.text.len() <= 60 && looks_like_heading(&chunk.text) && !ends_sentence(&chunk.text);
    let length = chunks[start + 1..].iter().take_while(|chunk| !is_over(chunk)).count();
    if length <= MAX_ABOUT {
        brief.removed.extend(chunks.drain(start..=start + length).map(|chunk| chunk.text.into_owned()));
    }
}

/// Everything that the parts of a body are told by.
struct Body<'c> {
    chunks: &'c [Chunk<'c>],
    items: Vec<Option<Item>>,
    notes: Notes,
}

fn read_body(brief: &mut Brief, chunks: &[Chunk<'_>]) {
    brief.blocks.reserve(chunks.len());
    let body = Body { chunks, items: lists::items(chunks), notes: footnotes::find(chunks) };
    let mut has_capitals = false;
    let mut at_notes = Vec::new();
    let mut index = 0;
    while let Some(chunk) = chunks.get(index) {
        if let Some((number, from)) = body.note(index) {
            at_notes.push((number, index, from));
            index += 1;
            continue;
        }
        let kind = body.kind(index, has_capitals);
        has_capitals |= matches!(kind, BlockKind::Heading { .. }) && is_in_capitals(&chunk.text);
        let from = match chunk.form {
            Form::Item(_, from) if body.items[index].is_some() => from,
            _ => 0,
        };
        let text = &chunk.text[from..];
        // The notes at the end of a page stand between the halves of a sentence.
        match body.second_half(index).filter(|_| kind == BlockKind::Paragraph) {
            Some(half) => {
                body.notes.push_block(brief, kind, &format!("{text} {}", chunks[half].text));
                at_notes
                    .extend((index + 1..half).filter_map(|at| body.note(at).map(|(number, from)| (number, at, from))));
                index = half + 1;
            }
            None => {
                body.notes.push_block(brief, kind, text);
                index += 1;
            }
        }
    }
    for (number, at, from) in at_notes {
        let mut block = super::compose::BlockText::plain(chunks[at].text[from..].trim_start());
        block.begin_note(&number.to_string());
        push_block(brief, BlockKind::Footnote, block);
    }
}

impl Body<'_> {
    /// The number of the note that a chunk is, and where its text begins.
    fn note(&self, index: usize) -> Option<(u16, usize)> {
        self.notes.notes.get(index).copied().flatten()
    }

    /// The chunk in which a sentence goes on that the notes of a page interrupt.
    fn second_half(&self, index: usize) -> Option<usize> {
        let next = (index + 1..self.chunks.len()).find(|next| self.note(*next).is_none())?;
        let half = &self.chunks[next];
        let goes_on = next > index + 1
            && half.gap == Gap::Page
            && half.form == Form::Text
            && half.text.starts_with(char::is_lowercase)
            && !ends_sentence(&self.chunks[index].text);
        goes_on.then_some(next)
    }

    fn kind(&self, index: usize, has_capitals: bool) -> BlockKind {
        let chunk = &self.chunks[index];
        if let Some(Item { is_ordered, depth }) = self.items[index] {
            return BlockKind::ListItem { ordered: is_ordered, depth };
        }
        match chunk.form {
            Form::Table => BlockKind::Table,
            Form::Quote => BlockKind::Quote,
            Form::Underlined(sign) => BlockKind::Heading { level: if sign == '=' || !has_capitals { 2 } else { 3 } },
            Form::Text | Form::Item(..) => match self.heading_level(index, has_capitals) {
                Some(level) => BlockKind::Heading { level },
                None if chunk.lines <= 3 && layout::is_caption(&chunk.text) => BlockKind::Caption,
                None => BlockKind::Paragraph,
            },
        }
    }

    /// The level of the heading that a chunk is, if it is one.
    fn heading_level(&self, index: usize, has_capitals: bool) -> Option<u8> {
        let chunk = &self.chunks[index];
        let text: &str = &chunk.text;
        if text.len() > 250 {
            return None;
        }
        let next = self.chunks.get(index + 1)?;
        if layout::is_key_points_heading(text) {
            return Some(2);
        }
        let words = text.split_whitespace().count();
        if is_in_capitals(text) && chunk.lines <= 2 && text.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
            let is_label = !text.ends_with(['.', ',', ';']) || words <= MAX_LABEL_WORDS;
            return is_label.then_some(2);
        }
        if chunk.lines > 2 || words > MAX_HEADING_WORDS || layout::is_caption(text) {
            return None;
        }
        if let Form::Item(Marker::Ordered(_), from) = chunk.form {
            let is_heading = looks_like_heading(&text[from..]) && !text.ends_with(':') && self.is_text(index + 1);
            return is_heading.then_some(2);
        }
        if let Some(depth) = section_depth(text) {
            return (looks_like_heading(text) && self.is_text(index + 1)).then_some(depth + 1);
        }
        let introduces = text.ends_with(':') && matches!(next.form, Form::Item(..));
        let is_heading = looks_like_heading(text)
            && (!introduces || words <= MAX_LABEL_WORDS)
            // Many short lines in a row are a list without marks.
            && (self.is_text(index + 1) || self.is_text(index + 2));
        is_heading.then_some(if has_capitals { 3 } else { 2 })
    }

    /// Whether a chunk is text below a heading rather than another short line.
    fn is_text(&self, index: usize) -> bool {
        self.chunks.get(index).is_some_and(|chunk| {
            !matches!(chunk.form, Form::Text)
                || chunk.lines > 2
                || chunk.text.len() > 120
                || ends_sentence(&chunk.text)
                || index + 1 == self.chunks.len()
        })
    }
}

/// The depth of a section by its number: “2.1 Background” is a section of the second level.
fn section_depth(text: &str) -> Option<u8> {
    let number = text.split(' ').next()?;
    let is_number = number.len() <= 8
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let depth = number.trim_end_matches('.').bytes().filter(|byte| *byte == b'.').count() + 1;
    (is_number && number.contains('.') && text.len() > number.len() + 2)
        .then(|| u8::try_from(depth.min(3)).unwrap_or(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "HARBOUR NOTES\n\nJune 3, 2025\n\nHarbour Notes: Ships in the Fog\n\nPort office via AP\n\n\
        Bottom Line Up Front:\n\n  • Ships wait.\n  • Pilots are\n    few.\n\nShips wait off the port, \nas they did in May.\n\n\
        Why it matters\n\nTrade needs pilots.\n\nSUBSCRIBE TO HARBOUR NOTES";

    fn outline(brief: &Brief) -> Vec<String> {
        brief.blocks.iter().map(|block| format!("{:?}: {}", block.kind, brief.block_text(block))).collect()
    }

    #[test]
    fn the_layout_of_a_mailed_brief() {
        let brief = read(BRIEF);
        assert_eq!(brief.series.as_deref(), Some("Harbour Notes"));
        assert_eq!(brief.title.as_deref(), Some("Ships in the Fog"));
        assert_eq!(brief.date.map(|date| date.to_string()).as_deref(), Some("2025-06-03"));
        assert_eq!(brief.removed, ["HARBOUR NOTES", "SUBSCRIBE TO HARBOUR NOTES"]);
        insta::assert_snapshot!(outline(&brief).join("\n"), @"
        Heading { level: 1 }: Ships in the Fog
        Caption: Port office via AP
        Heading { level: 2 }: Bottom Line Up Front:
        ListItem { ordered: false, depth: 0 }: Ships wait.
        ListItem { ordered: false, depth: 0 }: Pilots are few.
        Paragraph: Ships wait off the port, as they did in May.
        Heading { level: 2 }: Why it matters
        Paragraph: Trade needs pilots.
        ");
    }

    #[test]
    fn text_without_a_layout_is_paragraphs() {
        let brief = read("It rained all day, and nobody came to the market. It was a Tuesday.\n\nThe end.");
        assert_eq!(brief.title, None);
        assert!(brief.blocks.iter().all(|block| block.kind == BlockKind::Paragraph), "{:?}", outline(&brief));
    }

    #[test]
    fn a_lone_line_is_kept() {
        for text in ["HELLO", "Hello", "hello", "• Hello", "March 3, 2024\n\nHELLO"] {
            assert!(read(text).text.to_lowercase().contains("hello"), "{text}");
        }
    }
}
