//! Markdown: CommonMark with tables, footnotes, task lists, strikethrough and callouts, and its front matter.

mod recognise;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use sidelight_text::letters;

use super::compose::{BlockText, is_path_beside, is_safe_link, push_block, push_text};
use super::{ReadError, front_matter, head, layout};
use crate::brief::{BlockKind, Brief, Date, InlineStyle};

pub use recognise::looks_like_markdown;

/// A bold line of more words is a sentence.
const MAX_HEADING_WORDS: usize = 14;
/// Callouts that hold what a hurried reader must know.
const SUMMARIES: [&str; 4] = ["abstract", "summary", "tldr", "bluf"];

/// Reads Markdown.
///
/// # Errors
/// Where the front matter is never closed or not valid.
pub fn read(text: &str) -> Result<Brief, ReadError> {
    let (front, body) = front_matter::split(text)?;
    let mut brief = Brief::default();
    if let Some((language, source)) = front {
        front_matter::apply(&mut brief, language, source)?;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::new(brief);
    for event in Parser::new_ext(body, options) {
        reader.event(event);
    }
    Ok(reader.finish())
}

/// Turns the parser's events into blocks.
struct Reader {
    brief: Brief,
    block: BlockText,
    /// Where the lines of the block end.
    breaks: Vec<usize>,
    heading: Option<u8>,
    /// One entry a list that is open: whether it is ordered.
    lists: Vec<bool>,
    quotes: usize,
    is_code: bool,
    table_cells: Option<usize>,
    /// The block is an item with a bullet that Markdown does not know: “• One”.
    has_bullet: bool,
    /// Alternative texts of pictures, which are not the author's running text.
    image: Option<String>,
    /// A picture stands in the block or right before it.
    is_below_image: bool,
    /// Inside a footnote, which stands where its author put it: its label, until a block has taken it.
    note: Option<Option<String>>,
    /// The blocks of footnotes; they go to the end.
    notes: Vec<(BlockKind, BlockText)>,
    /// Markup of other kinds, as it stands in the source.
    html: String,
    /// Nothing of the body has come yet.
    in_head: bool,
    /// The day of a later change; it counts where there is no other.
    updated: Option<Date>,
}

impl Reader {
    fn new(brief: Brief) -> Self {
        Self {
            brief,
            block: BlockText::default(),
            breaks: Vec::new(),
            heading: None,
            lists: Vec::new(),
            quotes: 0,
            is_code: false,
            table_cells: None,
            has_bullet: false,
            image: None,
            is_below_image: false,
            note: None,
            notes: Vec::new(),
            html: String::new(),
            in_head: true,
            updated: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.block.open(InlineStyle::Code);
                self.text(&text);
                self.block.close();
            }
            Event::SoftBreak => self.line_break(" "),
            Event::HardBreak => self.line_break("\n"),
            // Markup from outside is never passed on; its text arrives as text events of its own.
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.brief.removed.push(html.trim().to_owned()),
            Event::FootnoteReference(label) if self.image.is_none() => self.block.note_reference(&label),
            Event::TaskListMarker(is_done) => self.block.push(if is_done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(_) | Event::Rule => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(alternative) = &mut self.image {
            alternative.push_str(text);
            return;
        }
        let is_line_start = self.breaks.last().map_or(0, |end| end + 1) == self.block.text().len();
        if is_line_start
            && !self.is_code
            && !text.is_ascii()
            && text.starts_with(|c: char| !c.is_alphanumeric())
            && let Some(item) = layout::without_bullet(text).filter(|_| !text.starts_with(['–', '—', '―']))
        {
            self.flush();
            self.has_bullet = true;
            self.block.push(item);
            return;
        }
        self.block.push(text);
    }

    fn line_break(&mut self, separator: &str) {
        if self.image.is_some() {
            return self.text(" ");
        }
        let text = self.block.text().trim();
        // What announces key points is a heading also where its text follows on the next line, and the
        // title of a callout is one in any case.
        let is_heading = text.len() <= 80
            && (self.quotes > 0 && text.starts_with("[!")
                || self.block.is_all_strong() && layout::is_key_points_heading(text));
        if is_heading {
            return self.flush();
        }
        self.breaks.push(self.block.text().len());
        self.block.push(separator);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level_number(level));
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first.is_some());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.is_code = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.table_cells = Some(0);
            }
            Tag::TableRow => {
                self.block.push("\n");
                self.table_cells = Some(0);
            }
            Tag::TableCell => {
                if let Some(cells) = &mut self.table_cells {
                    if *cells > 0 {
                        self.block.push("\t");
                    }
                    *cells += 1;
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(Some(label.into_string()));
            }
            Tag::Paragraph | Tag::Item | Tag::HtmlBlock => self.flush(),
            Tag::Emphasis => self.block.open(InlineStyle::Emphasis),
            Tag::Strong => self.block.open(InlineStyle::Strong),
            Tag::Strikethrough => self.block.open(InlineStyle::Deleted),
            Tag::Link { dest_url, .. } => {
                self.block.open(match dest_url.into_string() {
                    url if is_safe_link(&url) => InlineStyle::Link(url),
                    path if is_path_beside(&path) => InlineStyle::Beside(path),
                    _ => InlineStyle::Link(String::new()),
                });
            }
            Tag::Image { .. } => self.image = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes -= 1;
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.is_code = false;
            }
            TagEnd::Table => {
                self.flush();
                self.table_cells = None;
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::HtmlBlock => {
                self.flush();
                let html = std::mem::take(&mut self.html);
                if !html.trim().is_empty() {
                    self.brief.removed.push(html.trim().to_owned());
                }
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => self.block.close(),
            TagEnd::Image => {
                let alternative = self.image.take().unwrap_or_default();
                if !alternative.trim().is_empty() {
                    self.brief.removed.push(alternative.trim().to_owned());
                }
                self.is_below_image = true;
            }
            _ => {}
        }
    }

    /// Ends the block under construction.
    fn flush(&mut self) {
        let mut block = self.block.take();
        let breaks = std::mem::take(&mut self.breaks);
        let has_bullet = std::mem::take(&mut self.has_bullet);
        let text = block.text().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let is_below_image = std::mem::take(&mut self.is_below_image);
        if self.quotes > 0 && text.starts_with("[!") && self.push_callout(&text) {
            return;
        }
        if !self.is_code && (layout::is_boilerplate(&text) || layout::is_separator(&text)) {
            self.brief.removed.push(text);
            return;
        }
        if let Some(label) = &mut self.note {
            let kind = match (self.is_code, self.table_cells) {
                (true, _) => BlockKind::Code,
                (_, Some(_)) => BlockKind::Table,
                _ => BlockKind::Footnote,
            };
            if kind == BlockKind::Footnote
                && let Some(label) = label.take()
            {
                block.begin_note(&label);
            }
            self.notes.push((kind, block));
            return;
        }
        if let Some(level) = self.heading {
            self.push_heading(level, &text, block);
            return;
        }
        let is_paragraph = !self.is_code && self.table_cells.is_none() && self.lists.is_empty() && !has_bullet;
        if self.in_head && !self.is_code && self.table_cells.is_none() && self.take_head(&block, &breaks) {
            return;
        }
        let is_bold_line = is_paragraph && is_bold_heading(&block, &text);
        if is_bold_line
            && self.brief.blocks.is_empty()
            && self.brief.title.is_none()
            && self.quotes == 0
            && !layout::is_key_points_heading(&text)
        {
            block.drop_strong();
            self.push_heading(1, &text, block);
            return;
        }
        self.ensure_title();
        if is_bold_line {
            block.drop_strong();
            let has_headings = self
                .brief
                .blocks
                .iter()
                .skip(1)
                .rev()
                .take(64)
                .any(|block| matches!(block.kind, BlockKind::Heading { .. }));
            self.push_heading(if has_headings { 3 } else { 2 }, &text, block);
            return;
        }
        let is_caption = is_paragraph
            && (layout::is_caption(&text)
                || is_below_image && block.is_all_emphasised()
                || self.in_head && !self.brief.blocks.is_empty() && layout::is_credit(&text));
        self.in_head &= is_caption;
        let kind = if self.is_code {
            BlockKind::Code
        } else if self.table_cells.is_some() {
            BlockKind::Table
        } else if has_bullet && self.lists.is_empty() {
            BlockKind::ListItem { ordered: false, depth: 0 }
        } else if let Some(ordered) = self.lists.last() {
            BlockKind::ListItem { ordered: *ordered, depth: u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX) }
        } else if is_caption {
            BlockKind::Caption
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        push_block(&mut self.brief, kind, block);
    }

    /// The first line of a callout, “[!summary] In a minute”: its own title, or what it calls itself.
    fn push_callout(&mut self, text: &str) -> bool {
        let Some((name, title)) = text[2..].split_once(']') else { return false };
        let title = title.trim_start_matches(['+', '-']).trim();
        let is_summary = SUMMARIES.iter().any(|summary| summary.eq_ignore_ascii_case(name));
        if title.is_empty() && !is_summary {
            self.brief.removed.push(text.to_owned());
            return true;
        }
        self.ensure_title();
        let level = BlockKind::Heading { level: 2 };
        if is_summary && !layout::is_key_points_heading(title) {
            // Its title may be anything; that it is a summary is what its name says.
            let mut heading = name.to_ascii_lowercase();
            heading[..1].make_ascii_uppercase();
            push_text(&mut self.brief, level, &heading);
            push_text(&mut self.brief, BlockKind::Quote, title);
        } else {
            push_text(&mut self.brief, level, title);
        }
        true
    }

    /// Takes the date, authors and series from the lines around the title, where all lines are such lines.
    fn take_head(&mut self, block: &BlockText, breaks: &[usize]) -> bool {
        let text = block.text();
        if text.len() > 600 {
            return false;
        }
        let ends = breaks.iter().copied().chain([text.len()]);
        let mut start = 0;
        let mut lines = Vec::new();
        for end in ends {
            let Some(line) = layout::head_line(&text[start..end]) else { return false };
            // “**Kind:** fog” in a list says something of the subject.
            if !self.lists.is_empty() && !text[start..end].contains(':') {
                return false;
            }
            lines.push((line, &text[start..end]));
            start = end;
        }
        for (line, text) in lines {
            let mut is_whole = head::take(&mut self.brief, &line, text, &mut self.updated);
            if let Some(title) = line.title.filter(|_| self.brief.title.is_none()) {
                self.brief.title = Some(title.to_owned());
                is_whole = true;
            }
            if !is_whole {
                self.brief.removed.push(text.trim().to_owned());
            }
        }
        true
    }

    fn push_heading(&mut self, level: u8, text: &str, block: BlockText) {
        if self.brief.blocks.is_empty() && level == 1 {
            let split = layout::split_series(text, self.brief.series.as_deref());
            let (series, title) = split.map_or((None, text), |(series, title)| (Some(series), title));
            if self.brief.title.as_deref().is_none_or(|known| is_same_title(known, title) || is_same_title(known, text))
            {
                self.brief.title = Some(title.to_owned());
                if self.brief.series.is_none() {
                    self.brief.series = series.map(str::to_owned);
                }
                let block = if series.is_some() { BlockText::plain(title) } else { block };
                push_block(&mut self.brief, BlockKind::Heading { level: 1 }, block);
                return;
            }
        }
        // A date below a first heading of the body is part of the body.
        self.in_head &= self.brief.title.is_none() && self.brief.blocks.is_empty();
        self.ensure_title();
        push_block(&mut self.brief, BlockKind::Heading { level: level.max(2) }, block);
    }

    /// A title that only the front matter has is the first block all the same.
    fn ensure_title(&mut self) {
        if self.brief.blocks.is_empty()
            && let Some(title) = self.brief.title.clone()
        {
            push_text(&mut self.brief, BlockKind::Heading { level: 1 }, &title);
        }
    }

    fn finish(mut self) -> Brief {
        self.flush();
        self.ensure_title();
        for (kind, block) in std::mem::take(&mut self.notes) {
            push_block(&mut self.brief, kind, block);
        }
        self.brief.date = self.brief.date.or(self.updated);
        if self.brief.title.is_none() {
            raise_lone_heading(&mut self.brief);
        }
        if self.brief.date.is_none() {
            let first = self.brief.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
            self.brief.date = first.and_then(|block| layout::dateline(self.brief.block_text(block)));
        }
        // Links that lead nowhere safe were opened to keep the nesting and are dropped here.
        self.brief.inlines.retain(|inline| inline.style != InlineStyle::Link(String::new()));
        self.brief
    }
}

/// Makes a first heading the title where no other is as high: “## Fog” above “### Outlook”.
fn raise_lone_heading(brief: &mut Brief) {
    let level = |kind: BlockKind| if let BlockKind::Heading { level } = kind { Some(level) } else { None };
    let Some(first) = brief.blocks.first().and_then(|block| level(block.kind)) else { return };
    let text = brief.block_text(&brief.blocks[0]);
    let is_lone = brief.blocks.len() > 1
        && brief.blocks[1..].iter().all(|block| level(block.kind).is_none_or(|other| other > first));
    if is_lone && !layout::is_key_points_heading(text) {
        brief.title = Some(text.to_owned());
        brief.blocks[0].kind = BlockKind::Heading { level: 1 };
    }
}

/// A short line in bold that does not end as a sentence does.
fn is_bold_heading(block: &BlockText, text: &str) -> bool {
    text.len() <= 160
        && block.is_all_strong()
        && !text.ends_with(['.', '!', ';', ','])
        && text.split_whitespace().count() <= MAX_HEADING_WORDS
        && layout::key_points_label(text).is_none()
}

/// Whether two titles differ only in case and spacing.
fn is_same_title(a: &str, b: &str) -> bool {
    let folded = |title: &str| letters::in_small(&title.split_whitespace().collect::<Vec<_>>().join(" "));
    folded(a) == folded(b)
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "---\nid: fog\ntitle: Ships in the Fog\nseries: Harbour Notes\ndate: 2025-06-03\nauthor: [A. Pilot, B. Mate]\nlang: en\ntags: [sea]\n---\n\n\
        # Ships in the fog\n\n## Key points\n\n- Ships *wait* off [the port](https://example.org).\n- Pilots are few.\n\n## Why\n\n\
        Trade needs **pilots**\nand [more](javascript:x).[^1]\n\n> Quoted.\n\n1. First\n   - Inner\n\n| Port | Ships |\n| --- | --- |\n| A | 3 |\n\n```\ncode\n```\n\n![A ship](s.png)\n\n<b>bold</b>\n\n[^1]: A note.\n";

    #[test]
    fn structure_is_kept() {
        let brief = read(BRIEF).expect("the brief is valid");
        assert_eq!((brief.id.as_deref(), brief.language.as_deref()), (Some("fog"), Some("en")));
        assert_eq!(
            (brief.series.as_deref(), brief.author.as_deref()),
            (Some("Harbour Notes"), Some("A. Pilot, B. Mate"))
        );
        assert_eq!(brief.date.map(|date| date.to_string()).as_deref(), Some("2025-06-03"));
        let outline: Vec<String> =
            brief.blocks.iter().map(|block| format!("{:?}: {:?}", block.kind, brief.block_text(block))).collect();
        insta::assert_snapshot!(outline.join("\n"), @r#"
        Heading { level: 1 }: "Ships in the fog"
        Heading { level: 2 }: "Key points"
        ListItem { ordered: false, depth: 0 }: "Ships wait off the port."
        ListItem { ordered: false, depth: 0 }: "Pilots are few."
        Heading { level: 2 }: "Why"
        Paragraph: "Trade needs pilots and more."
        Quote: "Quoted."
        ListItem { ordered: true, depth: 0 }: "First"
        ListItem { ordered: false, depth: 1 }: "Inner"
        Table: "Port\tShips\nA\t3"
        Code: "code"
        Paragraph: "bold"
        Footnote: "A note."
        "#);
        let inlines: Vec<(&str, &InlineStyle)> =
            brief.inlines.iter().map(|inline| (&brief.text[inline.range.clone()], &inline.style)).collect();
        assert_eq!(
            inlines,
            [
                ("wait", &InlineStyle::Emphasis),
                ("the port", &InlineStyle::Link("https://example.org".into())),
                ("pilots", &InlineStyle::Strong),
                ("", &InlineStyle::NoteReference("1".into())),
                ("", &InlineStyle::NoteLabel("1".into())),
            ]
        );
        assert_eq!(brief.removed, ["A ship", "<b>", "</b>"]);
    }

    #[test]
    fn a_title_only_in_the_front_matter_is_the_first_block() {
        let brief = read("---\ntitle: Fog\n---\nText.").expect("the brief is valid");
        assert_eq!(brief.text, "Fog\n\nText.");
    }
}
