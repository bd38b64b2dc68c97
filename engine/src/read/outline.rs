//! Blocks in the order in which they were written → a [`Brief`]: its title first, its key points found, its
//! date and series taken from the lines that state them. What HTML and Word documents have in common.

use super::compose::{BlockText, push_block};
use super::layout;
use crate::brief::{BlockKind, Brief, Date};

/// What a block was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The brief's title.
    Title,
    /// A heading, from 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// 0 for the outermost list.
        depth: u8,
    },
    /// One of the brief's key points, as the publisher marks them.
    KeyPoint,
    /// A paragraph of a quotation.
    Quote,
    /// A caption, a credit, or the line with author and date.
    Caption,
    /// Rows joined by line feeds, cells by tabs.
    Table,
    /// Preformatted text.
    Code,
    /// A paragraph of a footnote, which goes to the end.
    Footnote,
}

/// What is known of a brief apart from its blocks.
#[derive(Debug, Default)]
pub struct Head {
    /// Its title, as it is stated elsewhere than in the text.
    pub title: Option<String>,
    /// The series that it is said to be in.
    pub series: Option<String>,
    /// Other names that may stand before a colon in the title, and then are its series.
    pub prefixes: Vec<String>,
    pub date: Option<Date>,
    /// A date that is better than none.
    pub later_date: Option<Date>,
    pub author: Option<String>,
    pub language: Option<String>,
}

/// The blocks of a brief under construction.
#[derive(Debug, Default)]
pub struct Outline {
    parts: Vec<(Part, BlockText)>,
    removed: Vec<String>,
}

/// How many words a line may have that is a heading although nothing but its weight says so.
const MAX_STRONG_WORDS: usize = 12;
/// How many words a line may have that is a title although nothing says so.
const MAX_TITLE_WORDS: usize = 20;
/// How many paragraphs may stand under a heading of key points and be them, and how long each may be.
const MAX_KEY_PARAGRAPHS: usize = 8;
const MAX_KEY_WORDS: usize = 90;
/// How many blocks from the first are looked at for date and author.
const HEAD_BLOCKS: usize = 8;

impl Outline {
    /// Adds a block.
    pub fn push(&mut self, part: Part, mut block: BlockText) {
        let text = block.text().trim();
        if text.is_empty() {
            return;
        }
        let part = match part {
            Part::Paragraph | Part::Item { .. } | Part::KeyPoint if layout::is_boilerplate(text) => {
                self.removed.push(text.to_owned());
                return;
            }
            // A bullet that was typed, or that an editor wrote out.
            Part::Paragraph => match layout::without_bullet(block.text()).map(str::len) {
                Some(length) if length > 0 => {
                    block.drop_start(block.text().trim_end().len() - length);
                    Part::Item { ordered: false, depth: 0 }
                }
                _ => part,
            },
            _ => part,
        };
        self.parts.push((part, block));
    }

    /// Lists a text that is left out.
    pub fn leave_out(&mut self, text: &str) {
        for line in text.split('\n').map(str::trim).filter(|line| line.contains(char::is_alphanumeric)) {
            self.removed.push(line.to_owned());
        }
    }

    /// The brief.
    pub fn into_brief(mut self, head: Head) -> Brief {
        let mut brief = Brief { language: head.language, author: head.author, date: head.date, ..Brief::default() };
        let mut series_line = None;
        let title = self.take_title(head.title, &mut brief, &mut series_line);
        self.date_and_author(&mut brief);
        brief.date = brief.date.or(head.later_date);
        brief.series = head.series;
        if let Some((mut text, block)) = title {
            let mut known = series_line.iter().chain(&head.prefixes).chain(&brief.series);
            let found = known.find_map(|known| layout::split_series(&text, Some(known)));
            if let Some((series, rest)) = found.map(|(series, rest)| (series.to_owned(), rest.to_owned())) {
                brief.series = Some(series);
                text = rest;
                push_block(&mut brief, BlockKind::Heading { level: 1 }, BlockText::plain(&text));
            } else {
                brief.series = series_line.or(brief.series);
                push_block(&mut brief, BlockKind::Heading { level: 1 }, block);
            }
            brief.title = Some(text);
        }
        self.strong_lines();
        brief.removed = self.removed;
        push_parts(&mut brief, self.parts);
        brief
    }

    /// Takes the title from the blocks, with what stands above it; failing that, the title as it is stated, or
    /// the first line where that looks like one.
    fn take_title(
        &mut self,
        stated: Option<String>,
        brief: &mut Brief,
        series_line: &mut Option<String>,
    ) -> Option<(String, BlockText)> {
        let marked = self.parts.iter().position(|(part, _)| *part == Part::Title);
        let has_headings = self.parts.iter().any(|(part, _)| matches!(part, Part::Heading(_)));
        // The title as it is stated may have a series before it, or a site behind it.
        let in_first_lines = || {
            let stated = folded(stated.as_deref()?);
            self.parts.iter().take(4).position(|(part, block)| {
                let text = folded(block.text());
                matches!(part, Part::Paragraph | Part::Heading(_)) && text.len() >= 10 && stated.contains(&text)
            })
        };
        let index = marked.or_else(in_first_lines).or_else(|| {
            let is_unknown = stated.is_none() && !has_headings;
            is_unknown.then(|| self.parts.iter().take(4).position(|(part, block)| is_title_line(*part, block)))?
        });
        let Some(index) = index else { return stated.map(|title| (title.clone(), BlockText::plain(&title))) };
        let (_, mut block) = self.parts.remove(index);
        block.unstress();
        // What stands above a title: a series, a date, a classification. The date is taken, and short lines
        // go; a paragraph comes after the title.
        let mut at = 0;
        for _ in 0..index {
            let text = self.parts[at].1.text().trim().to_owned();
            if let Some(date) = date_in(&text) {
                brief.date = brief.date.or(Some(date));
            } else if text.split_whitespace().count() <= 8 && self.parts[at].0 != Part::Table {
                if text.split_whitespace().count() <= 5 && !text.chars().any(char::is_lowercase) {
                    *series_line = Some(text.clone());
                }
                self.removed.push(text);
            } else {
                at += 1;
                continue;
            }
            self.parts.remove(at);
        }
        let title = block.text().trim().to_owned();
        if let Some((prefix, rest)) = stated.as_deref().and_then(|stated| stated.split_once(": "))
            && series_line.is_none()
            && prefix.split_whitespace().count() <= 4
            && folded(rest) == folded(&title)
        {
            *series_line = Some(prefix.to_owned());
        }
        Some((title, block))
    }

    /// Reads date and author where the first blocks state them. The date that a reader sees is the brief's own
    /// where it is but a day from the one in the metadata, which may be that of another time zone.
    fn date_and_author(&mut self, brief: &mut Brief) {
        for (part, block) in self.parts.iter_mut().take(HEAD_BLOCKS) {
            let text = block.text().trim();
            if !matches!(part, Part::Paragraph | Part::Caption | Part::Heading(_)) || text.len() > 200 {
                continue;
            }
            let author = text
                .strip_prefix("By ")
                .filter(|author| author.split_whitespace().count() <= 25 && !author.ends_with('.'));
            let is_line = matches!(part, Part::Paragraph | Part::Caption);
            let date = date_in(text).or_else(|| date_among(text).filter(|_| is_line));
            if author.is_none() && date.is_none() {
                continue;
            }
            *part = Part::Caption;
            if let (None, Some(author)) = (&brief.author, author) {
                let name = author.split(['|', '•', '·']).next().unwrap_or_default().trim().trim_end_matches(',');
                brief.author = Some(name.to_owned());
            }
            if let Some(date) = date {
                let is_near = |stated: Date| {
                    stated.tomorrow().is_ok_and(|next| next == date) || date.tomorrow().is_ok_and(|next| next == stated)
                };
                if brief.date.is_none_or(is_near) {
                    brief.date = Some(date);
                }
            }
        }
    }

    /// Makes headings of short lines that are bold from end to end.
    fn strong_lines(&mut self) {
        let count = self.parts.len();
        let is_strong_line: Vec<bool> = self
            .parts
            .iter()
            .map(|(part, block)| {
                let text = block.text().trim();
                *part == Part::Paragraph
                    && block.is_strong()
                    && !text.ends_with(['.', '!', ';', ',', '…', '”', '"'])
                    && !text.contains('\n')
                    && text.split_whitespace().count() <= MAX_STRONG_WORDS
            })
            .collect();
        for (index, (part, block)) in self.parts.iter_mut().enumerate() {
            // Several in a row are an address or a table; the last of a brief is a signature.
            let is_alone =
                index + 1 < count && !is_strong_line[index + 1] && (index == 0 || !is_strong_line[index - 1]);
            if is_strong_line[index] && is_alone {
                *part = Part::Heading(3);
            }
            if matches!(part, Part::Heading(_)) {
                block.unstress();
            }
        }
    }
}

/// Whether a block without a heading's markup is a title: a line that does not end as a sentence does.
fn is_title_line(part: Part, block: &BlockText) -> bool {
    let text = block.text().trim();
    let words = text.split_whitespace().count();
    let is_series = words <= 5 && !text.chars().any(char::is_lowercase);
    part == Part::Paragraph
        && (2..=MAX_TITLE_WORDS).contains(&words)
        && !is_series
        && !text.contains('\n')
        && !text.ends_with(['.', '!', ';', ',', ':', '…', '”', '"'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'".contains(c))
        && !text.starts_with("By ")
        && !layout::is_key_points_heading(text)
        && date_in(text).is_none()
}

/// Turns parts into blocks.
fn push_parts(brief: &mut Brief, parts: Vec<(Part, BlockText)>) {
    let is_key_heading = |part: Part, block: &BlockText| {
        matches!(part, Part::Heading(_) | Part::Paragraph) && layout::is_key_points_heading(block.text())
    };
    let is_told = parts.iter().any(|(part, _)| *part == Part::KeyPoint);
    let mut key_paragraphs = if is_told { 0..0 } else { key_paragraphs(&parts, is_key_heading) };
    let (mut in_key_points, mut has_key_points) = (false, false);
    let mut notes = Vec::new();
    let mut parts = parts.into_iter().enumerate().peekable();
    while let Some((index, (part, block))) = parts.next() {
        if has_key_points && !in_key_points {
            key_paragraphs = 0..0;
        }
        let kind = match part {
            _ if is_key_heading(part, &block) => {
                in_key_points = !has_key_points;
                let level = if let Part::Heading(level) = part { level.max(2) } else { 2 };
                BlockKind::Heading { level }
            }
            Part::Title | Part::Heading(_) => {
                in_key_points = false;
                let level = if let Part::Heading(level) = part { level.max(2) } else { 2 };
                BlockKind::Heading { level }
            }
            Part::Paragraph if key_paragraphs.contains(&index) => BlockKind::KeyPoint,
            Part::Paragraph => {
                // A paragraph between the heading and its list introduces the list; one after it ends the section.
                in_key_points &= !has_key_points;
                BlockKind::Paragraph
            }
            Part::KeyPoint => BlockKind::KeyPoint,
            Part::Item { .. } if in_key_points && !is_told => BlockKind::KeyPoint,
            Part::Item { ordered, depth } => BlockKind::ListItem { ordered, depth },
            Part::Quote => BlockKind::Quote,
            Part::Caption => BlockKind::Caption,
            Part::Table => BlockKind::Table,
            Part::Code => BlockKind::Code,
            Part::Footnote => {
                notes.push(block);
                continue;
            }
        };
        let is_of_notes = matches!(parts.peek(), Some((_, (Part::Footnote, _))));
        if is_of_notes && matches!(kind, BlockKind::Heading { .. }) {
            // Notes have a section of their own, with its heading.
            brief.removed.push(block.text().trim().to_owned());
            continue;
        }
        has_key_points |= kind == BlockKind::KeyPoint;
        push_block(brief, kind, block);
    }
    for note in notes {
        push_block(brief, BlockKind::Footnote, note);
    }
}

/// The paragraphs under the first heading of key points, where they are few and short and no list is among them.
fn key_paragraphs(
    parts: &[(Part, BlockText)],
    is_key_heading: impl Fn(Part, &BlockText) -> bool,
) -> std::ops::Range<usize> {
    let Some(heading) = parts.iter().position(|(part, block)| is_key_heading(*part, block)) else { return 0..0 };
    let first = heading + 1;
    let is_short = |block: &BlockText| block.text().split_whitespace().count() <= MAX_KEY_WORDS;
    let length = parts[first..].iter().take_while(|(part, block)| *part == Part::Paragraph && is_short(block)).count();
    let is_bounded = matches!(parts.get(first + length), Some((Part::Heading(_), _)));
    if is_bounded && (1..=MAX_KEY_PARAGRAPHS).contains(&length) { first..first + length } else { 0..0 }
}

/// The day that a line states, alone or with words about it: “Published on 3 June 2025”, “3 June 2025 | 5 min
/// read”, “2025-06-03T10:00:00Z”, “Tue, 3 Jun 2025 10:00:00 GMT”.
pub fn date_in(line: &str) -> Option<Date> {
    const LABELS: [&str; 14] = [
        "first published",
        "published on",
        "published",
        "posted on",
        "posted",
        "updated on",
        "last updated",
        "updated",
        "released",
        "issued",
        "date of issue",
        "date",
        "on",
        "as of",
    ];
    let line = line.trim();
    if line.len() > 200 {
        return None;
    }
    // ISO 8601 with a time, or without hyphens; the day is the one that is written.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 || digits >= 8 {
        let day: String = line.chars().map(|c| if c == '/' || c == '.' { '-' } else { c }).take(10).collect();
        let compact = || {
            let day = line.get(..8).filter(|_| digits == 8 || digits == 14)?;
            layout::date_line(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))
        };
        if let Some(date) = layout::date_line(&day).or_else(compact) {
            return Some(date);
        }
    }
    line.split(['|', '•', '·', '–', '—', '\n']).find_map(|piece| {
        let mut piece = piece.trim();
        for label in LABELS {
            let rest = piece.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label));
            if let Some(rest) = rest.map(|_| &piece[label.len()..])
                && rest.starts_with([' ', ':', '\u{a0}'])
            {
                piece = rest.trim_start_matches([' ', ':', '\u{a0}']);
                break;
            }
        }
        layout::date_line(piece).or_else(|| without_time(piece))
    })
}

/// A day before a time: “3 June 2025 at 10:00”, “Tue, 3 Jun 2025 10:00:00 GMT”, “June 3, 2025, 10:00 AM”.
fn without_time(text: &str) -> Option<Date> {
    let text = text.split_once(" at ").map_or(text, |(day, _)| day);
    let words: Vec<&str> = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).take(8).collect();
    let skipped = usize::from(words.first().is_some_and(|word| is_weekday(word)));
    let day = words.get(skipped..skipped + 3)?;
    let is_time = |word: &&str| {
        word.contains(':')
            || word.len() <= 5 && !word.contains(char::is_lowercase)
            || *word == "a.m."
            || *word == "p.m."
    };
    if !words[skipped + 3..].iter().all(is_time) {
        return None;
    }
    let month = |word: &str| {
        let word = word.trim_end_matches('.');
        // “Sept” is the one short form of four letters.
        layout::MONTHS
            .iter()
            .find(|month| word.len() >= 3 && month.to_lowercase().starts_with(&word.to_lowercase()))
            .copied()
    };
    let day: Vec<&str> = day.iter().map(|word| month(word).unwrap_or(ordinal(word))).collect();
    layout::date_line(&day.join(" "))
}

/// A day among the words of a short line that is no sentence: “By A. Pilot, 3 June 2025, Lomé”.
fn date_among(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    if words.len() > 14 || text.ends_with(['.', '!', '?', '”']) {
        return None;
    }
    words.windows(3).find_map(|day| layout::date_line(&day.join(" ")))
}

/// A text by its letters and digits alone: publishers differ in quotation marks, dashes and spaces.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_weekday(word: &str) -> bool {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().any(|day| word.starts_with(day)) && word.len() <= 10
}

/// A day of the month without the letters behind it: “3rd”.
fn ordinal(word: &str) -> &str {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && ["st", "nd", "rd", "th"].contains(&&word[digits..]) { &word[..digits] } else { word }
}
