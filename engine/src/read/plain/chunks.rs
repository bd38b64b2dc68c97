//! Lines → runs of lines that belong together: paragraphs, items, lines that stand alone.

use std::borrow::Cow;

use super::super::layout::{self, Marker, Order};
use super::footnotes;
use super::hyphens::{Hyphens, push_line};
use super::lines::{Gap, Line, ends_sentence};

/// A run of lines that belong together.
#[derive(Debug, Clone)]
pub struct Chunk<'t> {
    /// The text, with a number or letter before it, without a bullet.
    pub text: Cow<'t, str>,
    /// What it is, as far as its own lines tell.
    pub form: Form,
    /// The number of its lines.
    pub lines: u32,
    /// The white space before its first line.
    pub indent: u32,
    /// What stands before it.
    pub gap: Gap,
}

/// What a run of lines is by its own looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    /// An item; for numbers and letters, the bytes before its text.
    Item(Marker, usize),
    /// Lines marked as quoted.
    Quote,
    /// Rows of cells, already joined by tabs and line feeds.
    Table,
    /// A line underlined by another, of this sign.
    Underlined(char),
}

/// A line that says who, when or in which series is such a line only near the top.
const HEAD_LINES: usize = 30;
/// Where most lines are longer than this, a line is a paragraph: no mail or page is so wide.
const WIDEST_PAGE: u32 = 160;
/// In a text whose lines are broken to a width, few lines end where a sentence does; where more than three
/// of five do, each line is a paragraph.
const SENTENCES: (u32, u32) = (3, 5);
/// Where no paragraph shows how wide the page is.
const USUAL_WIDTH: u32 = 60;
/// A title or heading has no more words.
const MAX_HEADING_WORDS: usize = 20;

/// Puts the lines together.
pub fn chunks<'t>(lines: &[Line<'t>]) -> Vec<Chunk<'t>> {
    let page = Page { width: page_width(lines), hyphens: Hyphens::new(lines) };
    let mut chunks: Vec<Chunk<'t>> = Vec::with_capacity(lines.len());
    let mut index = 0;
    let mut was_alone = true;
    while let Some(line) = lines.get(index) {
        let is_alone = stands_alone(line, index);
        if !is_alone && let Some((rows, length)) = table(&lines[index..]) {
            chunks.push(Chunk { lines: length as u32, ..chunk_of(line, Cow::Owned(rows), Form::Table) });
            index += length;
            was_alone = true;
            continue;
        }
        let above = index.checked_sub(1).map(|above| &lines[above]);
        let marker = layout::marker(line.text);
        let goes_on = match (chunks.last(), above) {
            (Some(chunk), Some(above)) if !is_alone && !was_alone => page.goes_on(chunk, above, line, marker),
            _ => false,
        };
        if goes_on && let Some(chunk) = chunks.last_mut() {
            let text = match chunk.form {
                Form::Quote => line.text.trim_start_matches(['>', ' ']),
                _ => line.text,
            };
            push_line(&mut chunk.text, text, &page.hyphens);
            chunk.lines += 1;
        } else {
            chunks.push(begin(line, marker));
        }
        was_alone = is_alone;
        index += 1;
    }
    chunks
}

fn chunk_of<'t>(line: &Line<'t>, text: Cow<'t, str>, form: Form) -> Chunk<'t> {
    Chunk { text, form, lines: 1, indent: line.indent, gap: line.gap }
}

fn begin<'t>(line: &Line<'t>, marker: Option<(Marker, &'t str)>) -> Chunk<'t> {
    let (text, form) = match (line.underline, marker) {
        (Some(sign), _) => (line.text, Form::Underlined(sign)),
        (None, Some((marker @ Marker::Bullet(_), item))) => (item, Form::Item(marker, 0)),
        (None, Some((marker, item))) => (line.text, Form::Item(marker, line.text.len() - item.len())),
        (None, None) if line.text.starts_with('>') => (line.text.trim_start_matches(['>', ' ']), Form::Quote),
        (None, None) => (line.text, Form::Text),
    };
    chunk_of(line, Cow::Borrowed(text), form)
}

/// Whether a line is never part of a longer run.
fn stands_alone(line: &Line<'_>, index: usize) -> bool {
    line.text.len() <= 200
        && (line.underline.is_some()
            || layout::is_key_points_heading(line.text)
            || layout::is_boilerplate(line.text) && !ends_sentence(line.text)
            || index < HEAD_LINES && layout::head_line(line.text).is_some())
}

/// What tells where a paragraph ends.
struct Page {
    /// The width to which the lines are broken, in scalar values.
    width: u32,
    hyphens: Hyphens,
}

impl Page {
    /// Whether a line belongs to the run that the line above it ended so far.
    fn goes_on(&self, chunk: &Chunk<'_>, above: &Line<'_>, line: &Line<'_>, marker: Option<(Marker, &str)>) -> bool {
        if chunk.text.is_empty() && line.gap == Gap::None {
            // A bullet on a line of its own.
            return marker.is_none();
        }
        let starts_small = line.text.starts_with(char::is_lowercase);
        let ends = ends_sentence(above.text);
        match line.gap {
            Gap::Page => return marker.is_none() && starts_small && (!ends || above.text.ends_with('-')),
            Gap::Blank => {
                // A second paragraph of an item stands exactly below its text.
                return matches!(chunk.form, Form::Item(..))
                    && marker.is_none()
                    && line.indent >= chunk.indent + 2
                    && (line.indent == above.indent && chunk.lines > 1 || self.is_below_text(chunk, above, line));
            }
            Gap::None => {}
        }
        if (chunk.form == Form::Quote) != line.text.starts_with('>') {
            return false;
        }
        let is_full = self.is_full(above, line);
        if footnotes::begins_next(&chunk.text, line.text) && (ends || !is_full) {
            return false;
        }
        match marker {
            Some((Marker::Bullet(sign), _)) => {
                // A dash may begin a line in the middle of a sentence.
                let is_dash = matches!(sign, '–' | '—' | '-' | '+' | '·');
                return is_dash && is_full && !ends && line.indent == above.indent && chunk.form == Form::Text;
            }
            Some((Marker::Ordered(order), _)) if !continues_list(chunk, order) && order.value > 1 => {
                return is_full && !ends;
            }
            Some((Marker::Ordered(_), _)) => return is_full && !ends && chunk.form == Form::Text,
            None => {}
        }
        if matches!(chunk.form, Form::Item(..)) && line.indent > chunk.indent {
            return true;
        }
        if self.width > WIDEST_PAGE {
            return !ends && starts_small;
        }
        let is_first = chunk.lines == 1;
        if is_full {
            let is_indented = line.indent >= above.indent + 2 && chunk.lines > 1;
            let heading_ends = is_first && is_in_capitals(above.text) && !is_in_capitals(line.text);
            return !(heading_ends || is_indented && ends && !starts_small);
        }
        if ends {
            return starts_small && !above.text.ends_with(':');
        }
        let heading_ends = is_first
            && chunk.form == Form::Text
            && !starts_small
            && looks_like_heading(above.text)
            && !breaks_off(above.text)
            && (line.width > above.width || is_in_capitals(above.text) != is_in_capitals(line.text));
        !heading_ends
    }

    /// Whether the first word of a line would not have fitted on the line above it.
    fn is_full(&self, above: &Line<'_>, line: &Line<'_>) -> bool {
        let word = line.text.split(char::is_whitespace).next().unwrap_or_default().chars().count() as u32;
        (above.width + 1 + word) * 100 > self.width * 86
    }

    fn is_below_text(&self, chunk: &Chunk<'_>, above: &Line<'_>, line: &Line<'_>) -> bool {
        chunk.lines == 1 && {
            let marked =
                layout::marker(above.text).map_or(0, |(_, item)| above.text.chars().count() - item.chars().count());
            line.indent == above.indent + marked as u32
        }
    }
}

/// Whether a number or letter is the one that follows an item's own.
fn continues_list(chunk: &Chunk<'_>, order: Order) -> bool {
    matches!(chunk.form, Form::Item(Marker::Ordered(before), _)
        if before.style == order.style && (before.value + 1 == order.value
            || before.letter.zip(order.letter).is_some_and(|(before, letter)| before + 1 == letter)))
}

/// The width to which most lines are broken: that which nine of ten lines that go on keep to.
fn page_width(lines: &[Line<'_>]) -> u32 {
    let mut counts = [0u32; WIDEST_PAGE as usize + 2];
    let (mut total, mut ended) = (0, 0);
    for pair in lines.windows(2) {
        if pair[1].gap == Gap::None && pair[0].width >= 30 && layout::marker(pair[1].text).is_none() {
            counts[pair[0].width.min(WIDEST_PAGE + 1) as usize] += 1;
            total += 1;
            ended += u32::from(ends_sentence(pair[0].text));
        }
    }
    if ended * SENTENCES.1 > total * SENTENCES.0 {
        return WIDEST_PAGE + 1;
    }
    let mut below = 0;
    let width = counts.iter().position(|count| {
        below += count;
        below * 10 >= total * 9 && below > 0
    });
    width.map_or(USUAL_WIDTH, |width| width as u32)
}

/// A line in capitals: at least one letter, and none of them small.
pub fn is_in_capitals(text: &str) -> bool {
    text.len() <= 200 && text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// A short line that does not end as a sentence does.
pub fn looks_like_heading(text: &str) -> bool {
    text.len() <= 250
        && !text.ends_with(['.', '!', ';', ',', '…', '”', '"'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'".contains(c))
        && text.split_whitespace().count() <= MAX_HEADING_WORDS
}

/// Whether a line ends in a word that a title does not end in, so that it must go on.
fn breaks_off(line: &str) -> bool {
    const LINKS: [&str; 26] = [
        "a", "after", "against", "an", "and", "as", "at", "between", "but", "by", "for", "from", "in", "into", "is",
        "its", "of", "on", "or", "over", "that", "the", "their", "to", "vs", "with",
    ];
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    line.ends_with([':', '-', '–', '—', '&', ',']) || LINKS.iter().any(|link| link.eq_ignore_ascii_case(last))
}

/// The rows at the start of these lines, where at least two have the same number of cells.
fn table(lines: &[Line<'_>]) -> Option<(String, usize)> {
    let first = lines.first()?;
    let head = cells(first.text).count();
    let below = lines.get(1).filter(|line| line.gap == Gap::None).map_or(0, |line| cells(line.text).count());
    // A head without a word above the first column.
    let is_short = first.indent > 2 && below == head + 1;
    let columns = if is_short { below } else { head };
    if columns < 2 || layout::marker(first.text).is_some() {
        return None;
    }
    let is_row = |line: &&Line<'_>| line.text.len() <= 2000 && cells(line.text).count() == columns;
    let length = 1 + lines[1..].iter().take_while(|line| line.gap == Gap::None && is_row(line)).count();
    if length < 2 {
        return None;
    }
    let mut rows = String::from(if is_short { "\t" } else { "" });
    for line in &lines[..length] {
        // “| --- | --- |”
        if line.text.contains("--") && !line.text.contains(char::is_alphanumeric) {
            continue;
        }
        if !rows.is_empty() && rows != "\t" {
            rows.push('\n');
        }
        for (index, cell) in cells(line.text).enumerate() {
            if index > 0 {
                rows.push('\t');
            }
            rows.push_str(cell);
        }
    }
    Some((rows, length))
}

/// The cells of a row: between bars, tabs or wide gaps.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let has_bars = line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    let line = if has_bars { &line[1..line.len() - 1] } else { line };
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = if has_bars { text.find('|').map(|at| (at, at + 1)) } else { wide_gap(text) };
        let (cell, after) = end.map_or((text, None), |(at, next)| (&text[..at], Some(&text[next..])));
        rest = after;
        Some(cell.trim())
    })
}

/// A tab, or three spaces and more.
fn wide_gap(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let at = (0..bytes.len()).find(|at| bytes[*at] == b'\t' || bytes[*at..].starts_with(b"   "))?;
    let next = text[at..].find(|c: char| !c.is_whitespace()).map_or(text.len(), |length| at + length);
    Some((at, next))
}
