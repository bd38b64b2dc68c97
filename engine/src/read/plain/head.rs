//! The head of a brief: series, date, title, authors, the fields of a memorandum, in any order.

use super::super::compose::push_text;
use super::super::{head, layout};
use super::chunks::{Chunk, Form, is_in_capitals, looks_like_heading};
use crate::brief::{BlockKind, Brief, Date};

/// A head has no more parts than this.
const MAX_PARTS: usize = 25;

/// A head as it is read.
#[derive(Default)]
struct Head<'c> {
    /// A few words in capitals above the title, which are a series if a title follows.
    line: Option<&'c str>,
    updated: Option<Date>,
    /// The line that names the series, where it says more than the name.
    series: Option<&'c str>,
    /// The publisher, where a title follows.
    publisher: Option<&'c str>,
    /// What stands in the head and belongs to the text; it comes below the title.
    kept: Vec<(BlockKind, &'c str)>,
    /// What a brief has no place for.
    removed: Vec<String>,
}

/// Takes the head from the first chunks; returns where the body begins.
pub fn read(brief: &mut Brief, chunks: &[Chunk<'_>]) -> usize {
    let mut head = Head::default();
    let mut at = 0;
    while at < MAX_PARTS && chunks.get(at).is_some_and(|_| head.take(brief, &chunks[at..])) {
        at += 1;
    }
    brief.date = brief.date.or(head.updated);
    if brief.series.is_none() {
        brief.series = head.publisher.map(str::to_owned);
    }
    if brief.title.is_none()
        && let Some(line) = head.line.take().or(head.series)
    {
        // A line in capitals with nothing below it that could be a title is the title.
        brief.title = Some(line.to_owned());
        if brief.series.as_deref() == Some(line) {
            brief.series = None;
        }
        head.removed.retain(|removed| removed != line);
    }
    if let Some(title) = brief.title.clone() {
        push_text(brief, BlockKind::Heading { level: 1 }, &title);
    }
    if let Some(line) = head.line {
        head.removed.insert(0, line.to_owned());
    }
    head.removed.append(&mut brief.removed);
    brief.removed = head.removed;
    for (kind, text) in head.kept {
        push_text(brief, kind, text);
    }
    at
}

impl<'c> Head<'c> {
    /// Takes the first of these chunks, if it belongs to the head.
    fn take(&mut self, brief: &mut Brief, chunks: &'c [Chunk<'_>]) -> bool {
        let chunk = &chunks[0];
        let text: &'c str = &chunk.text;
        if !matches!(chunk.form, Form::Text | Form::Underlined(_))
            || layout::is_key_points_heading(text)
            || layout::key_points_label(text).is_some()
        {
            return false;
        }
        let has_more = chunks.len() > 1;
        if let Some(line) = layout::head_line(text) {
            self.take_line(brief, text, &line, chunks);
        } else if layout::is_period_line(text) {
            self.kept.push((BlockKind::Caption, text));
        } else if let Some(date) = group_line(text) {
            brief.date = brief.date.or(Some(date));
            self.kept.push((BlockKind::Paragraph, text));
        } else if brief.title.is_none()
            && self.line.is_none()
            && has_more
            && is_series_line(text)
            && is_series_of(text, &chunks[1..])
        {
            self.line = Some(text);
        } else if brief.title.is_none()
            && self.publisher.is_none()
            && layout::is_publisher(text)
            && is_above_title(&chunks[1..])
        {
            self.publisher = Some(text);
            self.removed.push(text.to_owned());
        } else if brief.title.is_none() && chunk.lines <= 3 && looks_like_heading(text) {
            self.take_title(brief, text);
        } else if brief.author.is_none()
            && brief.title.is_some()
            && let Some(author) = name_and_house(text)
        {
            brief.author = Some(author.to_owned());
            self.removed.push(text.to_owned());
        } else if brief.title.is_some()
            && head::is_name(text)
            && text.len() <= 40
            && chunks.get(1).is_some_and(|next| is_in_capitals(&next.text) || layout::is_key_points_heading(&next.text))
        {
            // Perhaps the author; a region would look the same.
            self.kept.push((BlockKind::Caption, text));
        } else if brief.title.is_some() && (layout::is_credit(text) || layout::is_caption(text)) {
            self.kept.push((BlockKind::Caption, text));
        } else if brief.title.is_some() && chunk.lines <= 3 && text.len() <= 250 && more_head_follows(&chunks[1..]) {
            // What stands between the title and the authors or date is a second title.
            self.kept.push((BlockKind::Paragraph, text));
        } else {
            return false;
        }
        true
    }

    fn take_title(&mut self, brief: &mut Brief, text: &str) {
        let known = self.line.or(brief.series.as_deref());
        let (series, title) =
            layout::split_series(text, known).map_or((None, text), |(series, title)| (Some(series), title));
        if let Some(series) = series.or(self.line.map(layout::without_issue)) {
            brief.series = Some(series.to_owned());
        }
        brief.title = Some(title.to_owned());
    }

    fn take_line(&mut self, brief: &mut Brief, text: &'c str, line: &layout::HeadLine<'c>, chunks: &[Chunk<'_>]) {
        let had_series = brief.series.is_some();
        let is_whole = head::take(brief, line, text, &mut self.updated);
        if let Some(title) = line.title.filter(|_| brief.title.is_none()) {
            self.take_title(brief, layout::without_reply_marks(title));
        }
        if !had_series && line.series.is_some() && line.date.is_none() {
            self.series = Some(text);
        }
        let is_bare = line.date.is_none() && line.series.is_some_and(|series| series.len() == text.len());
        if !had_series && is_bare && self.line.is_none() && brief.title.is_none() {
            self.line = Some(text);
            return;
        }
        if let Some(rest) = line.rest.filter(|_| brief.title.is_none() && !is_whole) {
            let next = chunks.get(1);
            if rest.split_whitespace().nth(2).is_some() && !next.is_some_and(|next| looks_like_heading(&next.text)) {
                self.take_title(brief, rest);
                return;
            }
        }
        if !is_whole {
            self.removed.push(text.to_owned());
        }
    }
}

/// “Jan Kowalski | Harbour Studies Institute”
fn name_and_house(text: &str) -> Option<&str> {
    let (name, house) = text.split_once(['|', ',', '–'])?;
    (text.len() <= 120 && head::is_name(name) && layout::is_publisher(house.trim())).then(|| name.trim())
}

/// “DTG: 120600ZNOV24. PERIOD COVERED: …”
fn group_line(text: &str) -> Option<Date> {
    let says_so =
        text.len() <= 200 && ["DTG", "Date-time group", "Date/time group"].iter().any(|label| text.starts_with(label));
    says_so.then(|| layout::date_time_group(text)).flatten()
}

/// A few words in capitals: the name of a series above the date and the title.
fn is_series_line(text: &str) -> bool {
    text.len() <= 80 && is_in_capitals(text) && text.split_whitespace().count() <= 5 && !text.contains([':', '.'])
}

/// Whether a line in capitals names the series of the title below it, rather than being the title above a
/// first heading.
fn is_series_of(line: &str, below: &[Chunk<'_>]) -> bool {
    let next = below.iter().take(MAX_PARTS).find(|chunk| layout::head_line(&chunk.text).is_none());
    let Some(next) = next.filter(|next| matches!(next.form, Form::Text | Form::Underlined(_))) else { return false };
    let words = next.text.split_whitespace().take(3).count();
    looks_like_heading(&next.text)
        && !layout::is_key_points_heading(&next.text)
        && (layout::split_series(&next.text, Some(line)).is_some()
            || layout::is_series(line)
            || line.split_whitespace().count() <= 3 && words > 2)
}

/// Whether a title comes before the body begins: a line of some words that is no line of the head.
fn is_above_title(below: &[Chunk<'_>]) -> bool {
    let title = below.iter().take(MAX_PARTS).find(|chunk| layout::head_line(&chunk.text).is_none());
    title.is_some_and(|title| {
        title.form == Form::Text
            && looks_like_heading(&title.text)
            && !layout::is_key_points_heading(&title.text)
            && title.text.split_whitespace().nth(2).is_some()
    })
}

/// Whether a line of the head comes within the next two chunks.
fn more_head_follows(chunks: &[Chunk<'_>]) -> bool {
    chunks.iter().take(2).any(|chunk| layout::head_line(&chunk.text).is_some() || name_and_house(&chunk.text).is_some())
}
