//! Blocks in the order in which they were written → a [`Brief`]: its title first, its notes last, its date and
//! series taken from the lines that state them. What HTML and Word documents have in common.

use super::compose::{BlockText, push_block, push_text};
use super::{head, layout, words};
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
    /// The day of its last change, which is better than none.
    pub updated: Option<Date>,
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
/// How many blocks from the first are looked at for date and author.
const HEAD_BLOCKS: usize = 8;
/// How many from the first are looked at for a title that nothing marks.
const TITLE_BLOCKS: usize = 4;

impl Outline {
    /// Adds a block.
    pub fn push(&mut self, part: Part, mut block: BlockText) {
        let text = block.text().trim();
        if text.is_empty() {
            return;
        }
        let part = match part {
            Part::Paragraph | Part::Item { .. } | Part::KeyPoint if layout::is_boilerplate(text) => {
                return self.leave_out(block.text());
            }
            Part::Paragraph if layout::is_caption(text) => Part::Caption,
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

    /// Makes the first heading the title where nothing but a few lines stands above it, and where no other
    /// heading is of its level: a document whose author knew one kind of heading only.
    pub fn title_from_headings(&mut self) {
        if self.parts.iter().any(|(part, _)| *part == Part::Title) {
            return;
        }
        let mut headings = self.parts.iter().enumerate().filter(|(_, (part, _))| matches!(part, Part::Heading(_)));
        let Some((first, (level, block))) = headings.next() else { return };
        let is_alone = headings.all(|(_, (other, _))| other != level);
        let are_lines = || self.parts[..first].iter().all(|(_, block)| words::count(block.text()) <= 12);
        if first < TITLE_BLOCKS && is_alone && are_lines() && !layout::is_key_points_heading(block.text()) {
            self.parts[first].0 = Part::Title;
        }
    }

    /// Whether one of the first blocks is this line.
    pub fn begins_with(&self, line: &str) -> bool {
        let line = words::folded(line);
        self.parts.iter().take(TITLE_BLOCKS).any(|(_, block)| words::folded(block.text()) == line)
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Lists the lines of a text that is left out.
    pub fn leave_out(&mut self, text: &str) {
        for line in text.split('\n').map(str::trim).filter(|line| line.contains(char::is_alphanumeric)) {
            self.removed.push(line.to_owned());
        }
    }

    /// The brief.
    pub fn into_brief(mut self, stated: Head) -> Brief {
        let Head { title, series, prefixes, date, updated, author, language } = stated;
        let mut brief = Brief { language, author, date, ..Brief::default() };
        let mut updated = updated;
        let mut above = None;
        let title = self.take_title(title, &mut brief, &mut above, &mut updated);
        self.take_head(&mut brief, &mut updated);
        brief.date = brief.date.or(updated);
        if let Some((mut text, block)) = title {
            let mut known = above.iter().chain(&prefixes).chain(&series);
            let found = known.find_map(|known| layout::split_series(&text, Some(known)));
            if let Some((series, rest)) = found.map(|(series, rest)| (series.to_owned(), rest.to_owned())) {
                brief.series = Some(series);
                text = rest;
                push_text(&mut brief, BlockKind::Heading { level: 1 }, &text);
            } else {
                push_block(&mut brief, BlockKind::Heading { level: 1 }, block);
            }
            brief.title = Some(text);
        }
        brief.series = brief.series.or(above).or(series);
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
        above: &mut Option<String>,
        updated: &mut Option<Date>,
    ) -> Option<(String, BlockText)> {
        let marked = self.parts.iter().position(|(part, _)| *part == Part::Title);
        // The title as it is stated may have a series before it, or a site behind it.
        let in_first_lines = || {
            let stated = words::folded(stated.as_deref()?);
            self.parts.iter().take(TITLE_BLOCKS).position(|(part, block)| {
                let text = words::folded(block.text());
                matches!(part, Part::Paragraph | Part::Heading(_))
                    && text.len() >= 10
                    && words::contains(&stated, &text)
            })
        };
        let has_headings = || self.parts.iter().any(|(part, _)| matches!(part, Part::Heading(_)));
        let first_line = || {
            let is_unknown = stated.is_none() && !has_headings();
            let mut first = self.parts.iter().take(if is_unknown { TITLE_BLOCKS } else { 0 });
            first.position(|(part, block)| is_title_line(*part, block))
        };
        let index = marked.or_else(in_first_lines).or_else(first_line);
        let Some(index) = index else { return stated.map(|title| (title.clone(), BlockText::plain(&title))) };
        let (_, mut block) = self.parts.remove(index);
        block.drop_strong();
        // What stands above a title: a series, a date, a classification. A paragraph comes after the title.
        let mut at = 0;
        for _ in 0..index {
            let (part, block) = &self.parts[at];
            let text = block.text().trim().to_owned();
            let is_whole = layout::head_line(&text).map(|line| head::take(brief, &line, &text, updated));
            if is_whole.is_none() && (words::count(&text) > 8 || *part == Part::Table) {
                at += 1;
                continue;
            }
            self.parts.remove(at);
            let is_capital = !text.contains(char::is_lowercase) && !layout::is_classification(&text);
            if is_whole.is_none() && (is_capital && words::count(&text) <= 5 || layout::is_series(&text)) {
                *above = Some(layout::without_issue(&text).to_owned());
            }
            if is_whole != Some(true) {
                self.removed.push(text);
            }
        }
        let title = block.text().trim().to_owned();
        if let Some((prefix, rest)) = stated.as_deref().and_then(|stated| words::split(stated, ": "))
            && above.is_none()
            && words::count(prefix) <= 4
            && words::folded(rest) == words::folded(&title)
        {
            *above = Some(prefix.to_owned());
        }
        Some((title, block))
    }

    /// Reads date and author where the first blocks state them; they stay, as lines of their own kind. The date
    /// that a reader sees is the brief's own where it is but a day from the one in the metadata, which may be
    /// that of another time zone.
    fn take_head(&mut self, brief: &mut Brief, updated: &mut Option<Date>) {
        let is_line = |part: Part| matches!(part, Part::Paragraph | Part::Caption | Part::Heading(_));
        for (part, block) in self.parts.iter_mut().take(HEAD_BLOCKS).filter(|(part, _)| is_line(*part)) {
            let text = block.text().trim();
            let Some(line) = layout::head_line(text) else { continue };
            if line.date.is_none() && line.author.is_none() {
                continue;
            }
            let is_near = |stated: Date, shown: Date| {
                let is_before = |a: Date, b: Date| a.tomorrow().is_ok_and(|next| next == b);
                is_before(stated, shown) || is_before(shown, stated)
            };
            if let (Some(stated), Some(shown), false) = (brief.date, line.date, line.is_update)
                && is_near(stated, shown)
            {
                brief.date = Some(shown);
            }
            head::take(brief, &line, text, updated);
            *part = Part::Caption;
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
                    && block.is_all_strong()
                    && !text.ends_with(['.', '!', ';', ',', '…', '”', '"'])
                    && !text.contains('\n')
                    && words::count(text) <= MAX_STRONG_WORDS
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
                block.drop_strong();
            }
        }
    }
}

/// Whether a block without a heading's markup is a title: a line that does not end as a sentence does.
fn is_title_line(part: Part, block: &BlockText) -> bool {
    let text = block.text().trim();
    let length = words::count(text);
    let is_series = length <= 5 && !text.contains(char::is_lowercase);
    part == Part::Paragraph
        && (2..=MAX_TITLE_WORDS).contains(&length)
        && !is_series
        && !text.contains('\n')
        && !text.ends_with(['.', '!', ';', ',', ':', '…', '”', '"'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'".contains(c))
        && !layout::is_key_points_heading(text)
        && layout::head_line(text).is_none()
}

/// Turns parts into blocks.
fn push_parts(brief: &mut Brief, parts: Vec<(Part, BlockText)>) {
    let mut notes = Vec::new();
    let mut parts = parts.into_iter().peekable();
    while let Some((part, block)) = parts.next() {
        let kind = match part {
            Part::Title => BlockKind::Heading { level: 2 },
            Part::Heading(level) => BlockKind::Heading { level: level.max(2) },
            Part::Paragraph => BlockKind::Paragraph,
            Part::KeyPoint => BlockKind::KeyPoint,
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
        if matches!(kind, BlockKind::Heading { .. }) && matches!(parts.peek(), Some((Part::Footnote, _))) {
            // Notes have a section of their own, with its heading.
            brief.removed.push(block.text().trim().to_owned());
            continue;
        }
        push_block(brief, kind, block);
    }
    for note in notes {
        push_block(brief, BlockKind::Footnote, note);
    }
}
