//! Footnotes of text that was copied from a page: the notes at a page's end, and their marks in the text.
//!
//! Only what has both is taken for a footnote. A number that is glued to a word, or raised, or in square
//! brackets, is a mark only where a note with that number stands below.

use super::super::compose::{BlockText, push_block, push_text};
use super::super::layout::{Digits, Marker};
use super::chunks::{Chunk, Form};
use crate::brief::{BlockKind, Brief};

/// How a mark is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// “¹”
    Raised,
    /// “[1]”
    Square,
    /// “1”, which stood raised before it was copied.
    Plain,
}

/// A mark's style and its number, which is below 1000.
type Mark = (Style, u16);

/// A set of marks.
#[derive(Debug, Default)]
struct Marks(Vec<bool>);

impl Marks {
    fn contains(&self, (style, number): Mark) -> bool {
        self.0.get(usize::from(number) * 3 + style as usize) == Some(&true)
    }

    fn insert(&mut self, (style, number): Mark) {
        let at = usize::from(number) * 3 + style as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, false);
        }
        self.0[at] = true;
    }
}

/// The notes of a text.
#[derive(Debug, Default)]
pub struct Notes {
    /// For each chunk, the number of the note that it is, and where its text begins.
    pub notes: Vec<Option<(u16, usize)>>,
    marks: Marks,
}

const NOTE_HEADINGS: [&str; 7] =
    ["endnotes", "footnotes", "notes", "references", "sources", "notes and references", "works cited"];

/// Finds the notes among the chunks.
pub fn find(chunks: &[Chunk<'_>]) -> Notes {
    let starts: Vec<Option<(Style, u16, usize)>> = chunks.iter().map(|chunk| note_start(chunk)).collect();
    if starts.iter().all(Option::is_none) {
        return Notes::default();
    }
    // The first place of every mark.
    let mut marks = Marks::default();
    let mut notes = Vec::with_capacity(chunks.len());
    let mut taken = Marks::default();
    let mut in_notes = false;
    let mut last = 0;
    for (chunk, start) in chunks.iter().zip(&starts) {
        if chunk.text.len() < 40 {
            let bare = chunk.text.trim_matches(|c: char| !c.is_alphanumeric());
            in_notes |= NOTE_HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(bare));
        }
        let is_item = matches!(chunk.form, Form::Item(..));
        let mark = start.and_then(|(style, number, _)| {
            let styles: &[Style] = match style {
                Style::Plain if is_item && !in_notes => &[],
                Style::Plain => &[Style::Plain, Style::Raised, Style::Square],
                Style::Raised => &[Style::Raised],
                Style::Square => &[Style::Square],
            };
            let is_next = style != Style::Plain || number == last + 1;
            styles
                .iter()
                .map(|style| (*style, number))
                .find(|mark| is_next && marks.contains(*mark) && !taken.contains(*mark))
        });
        match (mark, start) {
            (Some(mark), Some((_, number, from))) => {
                taken.insert(mark);
                last = *number;
                notes.push(Some((*number, *from)));
            }
            _ => {
                references(&chunk.text).for_each(|(_, _, mark)| marks.insert(mark));
                notes.push(None);
            }
        }
    }
    Notes { notes, marks: taken }
}

impl Notes {
    /// Appends a block of this text, with the marks of the notes taken out of it.
    pub fn push_block(&self, brief: &mut Brief, kind: BlockKind, text: &str) {
        if self.marks.0.is_empty() {
            push_text(brief, kind, text);
            return;
        }
        let mut block = BlockText::default();
        let mut from = 0;
        for (start, end, mark) in references(text).filter(|(_, _, mark)| self.marks.contains(*mark)) {
            block.push(text[from..start].trim_end_matches(if mark.0 == Style::Square { ' ' } else { '\0' }));
            block.note_reference(&mark.1.to_string());
            from = end;
        }
        block.push(&text[from..]);
        push_block(brief, kind, block);
    }
}

/// Whether a line begins the note after the one that a run of lines began with.
pub fn begins_next(above: &str, line: &str) -> bool {
    match (start(above), start(line)) {
        (Some((style, number, _)), Some((next_style, next, _))) => style == next_style && next == number + 1,
        (None, Some((Style::Raised, ..))) => true,
        (_, Some((Style::Plain | Style::Square, number, _))) => number == 1,
        _ => false,
    }
}

fn note_start(chunk: &Chunk<'_>) -> Option<(Style, u16, usize)> {
    match chunk.form {
        Form::Text => start(&chunk.text),
        Form::Item(Marker::Ordered(order), from) if order.style.0 == Digits::Arabic => {
            Some((Style::Plain, order.value, from))
        }
        _ => None,
    }
}

/// The number that a note begins with, and where its text begins: “¹ See …”, “[1] See …”, “1 See …”.
fn start(text: &str) -> Option<(Style, u16, usize)> {
    let raised = text.len() - text.trim_start_matches(|c| raised_digit(c).is_some()).len();
    if raised > 0 {
        return Some((Style::Raised, raised_number(&text[..raised])?, raised)).filter(|_| text.len() > raised);
    }
    let (style, inside) = text.strip_prefix('[').map_or((Style::Plain, text), |inside| (Style::Square, inside));
    let length = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = inside[..length].parse().ok().filter(|_| length <= 3)?;
    let rest = match style {
        Style::Square => inside[length..].strip_prefix(']')?,
        // “1 See”, but not “1 million”.
        _ => inside[length..]
            .strip_prefix(' ')
            .filter(|rest| rest.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c)))?,
    };
    Some((style, number, text.len() - rest.len()))
}

/// The places in a text that may refer to a note.
fn references(text: &str) -> impl Iterator<Item = (usize, usize, Mark)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let rest = &text[at..];
            let start = at + rest.find(|c: char| c == '[' || c.is_ascii_digit() || raised_digit(c).is_some())?;
            let rest = &text[start..];
            if rest.starts_with('[') {
                let length = bytes[start + 1..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
                at = start + 1 + length;
                if (1..=3).contains(&length) && bytes.get(at) == Some(&b']') && start > 0 {
                    at += 1;
                    let number = text[start + 1..at - 1].parse().ok();
                    return number.map(|number| (start, at, (Style::Square, number)));
                }
                continue;
            }
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                at = start + length;
                if length <= 3
                    && is_glued(text, start, at)
                    && let Ok(number) = text[start..at].parse()
                {
                    return Some((start, at, (Style::Plain, number)));
                }
                continue;
            }
            let length = rest.len() - rest.trim_start_matches(|c| raised_digit(c).is_some()).len();
            at = start + length;
            // “km²” is an area.
            let is_unit = text[..start].ends_with('m') && matches!(&text[start..at], "²" | "³");
            if start > 0
                && !is_unit
                && let Some(number) = raised_number(&text[start..at])
            {
                return Some((start, at, (Style::Raised, number)));
            }
        }
        None
    })
}

/// Whether a number hangs on a word or its closing mark, and nothing hangs on it: “port.1 The”, “port1 and”.
fn is_glued(text: &str, start: usize, end: usize) -> bool {
    let after = text[end..].chars().next();
    if after.is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | ')' | '”' | '"')) {
        return false;
    }
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some(c) if c.is_lowercase() => true,
        Some(')' | '”' | '’' | '"' | '?' | '!' | ';') => true,
        // After a number it could be a decimal, unless that number is a year.
        Some('.' | ',') => match before.next() {
            Some(c) if c.is_ascii_digit() => {
                let year = text[..start - 1].bytes().rev().take_while(u8::is_ascii_digit).count();
                year == 4 && after.is_none_or(char::is_whitespace)
            }
            Some(c) => c.is_alphabetic() || matches!(c, ')' | '”' | '’' | '"'),
            None => false,
        },
        _ => false,
    }
}

fn raised_digit(c: char) -> Option<u16> {
    Some(match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => c as u16 - '⁴' as u16 + 4,
        _ => return None,
    })
}

fn raised_number(text: &str) -> Option<u16> {
    let digits = text.chars().filter_map(raised_digit);
    (text.chars().count() <= 3).then(|| digits.fold(0, |number, digit| number * 10 + digit))
}
