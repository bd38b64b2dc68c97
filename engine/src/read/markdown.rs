//! Markdown (CommonMark with tables, footnotes and strikethrough) and its YAML front matter.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::compose::{BlockText, is_safe_link, push_block};
use super::{ReadError, front_matter, layout};
use crate::brief::{BlockKind, Brief, InlineStyle};

/// Whether a text without a telling name is Markdown rather than plain text.
pub fn looks_like_markdown(text: &str) -> bool {
    text.starts_with("---\n")
        || text.lines().any(|line| {
            let hashes = line.len() - line.trim_start_matches('#').len();
            (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
        })
}

/// Reads Markdown.
///
/// # Errors
/// Where the front matter is never closed or not valid.
pub fn read(text: &str) -> Result<Brief, ReadError> {
    let (front, body) = front_matter::split(text)?;
    let mut brief = Brief::default();
    if let Some(yaml) = front {
        front_matter::apply(&mut brief, yaml)?;
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
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
    heading: Option<u8>,
    /// One entry a list that is open: whether it is ordered.
    lists: Vec<bool>,
    quotes: usize,
    is_code: bool,
    table_cells: Option<usize>,
    in_key_points: bool,
    has_key_points: bool,
    /// Alternative texts of pictures, which are not the author's running text.
    image: Option<String>,
    /// Inside a footnote, which stands where its author put it: its label, until a block has taken it.
    note: Option<Option<String>>,
    /// The blocks of footnotes; they go to the end.
    notes: Vec<(BlockKind, BlockText)>,
}

impl Reader {
    fn new(brief: Brief) -> Self {
        Self {
            brief,
            block: BlockText::default(),
            heading: None,
            lists: Vec::new(),
            quotes: 0,
            is_code: false,
            table_cells: None,
            in_key_points: false,
            has_key_points: false,
            image: None,
            note: None,
            notes: Vec::new(),
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
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Html(html) | Event::InlineHtml(html) => {
                // Markup from outside is never passed on; its text arrives as text events of its own.
                let html = html.trim();
                if !html.is_empty() {
                    self.brief.removed.push(html.to_owned());
                }
            }
            Event::FootnoteReference(label) if self.image.is_none() => self.block.note_reference(&label),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.image {
            Some(alternative) => alternative.push_str(text),
            None => self.block.push(text),
        }
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
                self.block.open(InlineStyle::Link(if is_safe_link(&dest_url) {
                    dest_url.into_string()
                } else {
                    String::new()
                }));
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
                if self.lists.is_empty() && self.has_key_points {
                    self.in_key_points = false;
                }
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
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => self.block.close(),
            TagEnd::Image => {
                let alternative = self.image.take().unwrap_or_default();
                if !alternative.trim().is_empty() {
                    self.brief.removed.push(alternative.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    /// Ends the block under construction.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        let text = block.text().trim().to_owned();
        if text.is_empty() {
            return;
        }
        if layout::is_boilerplate(&text) && !self.is_code {
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
        self.ensure_title();
        if self.table_cells.is_none() && self.lists.is_empty() {
            // A paragraph between the heading and its list introduces the list; one after it ends the section.
            self.in_key_points &= !self.has_key_points;
        }
        let kind = if self.is_code {
            BlockKind::Code
        } else if self.table_cells.is_some() {
            BlockKind::Table
        } else if let Some(ordered) = self.lists.last() {
            if self.in_key_points {
                self.has_key_points = true;
                BlockKind::KeyPoint
            } else {
                BlockKind::ListItem { ordered: *ordered, depth: u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX) }
            }
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        push_block(&mut self.brief, kind, block);
    }

    fn push_heading(&mut self, level: u8, text: &str, block: BlockText) {
        let is_first = self.brief.blocks.is_empty();
        if is_first && level == 1 && self.brief.title.as_deref().is_none_or(|title| is_same_title(title, text)) {
            self.brief.title = Some(text.to_owned());
            push_block(&mut self.brief, BlockKind::Heading { level: 1 }, block);
            return;
        }
        self.ensure_title();
        self.in_key_points = layout::is_key_points_heading(text) && !self.has_key_points;
        push_block(&mut self.brief, BlockKind::Heading { level: level.max(2) }, block);
    }

    /// A title that only the front matter has is the first block all the same.
    fn ensure_title(&mut self) {
        if self.brief.blocks.is_empty()
            && let Some(title) = self.brief.title.clone()
        {
            push_block(&mut self.brief, BlockKind::Heading { level: 1 }, BlockText::plain(&title));
        }
    }

    fn finish(mut self) -> Brief {
        self.flush();
        self.ensure_title();
        for (kind, block) in std::mem::take(&mut self.notes) {
            push_block(&mut self.brief, kind, block);
        }
        // Links that lead nowhere safe were opened to keep the nesting and are dropped here.
        self.brief.inlines.retain(|inline| inline.style != InlineStyle::Link(String::new()));
        self.brief
    }
}

/// Whether two titles differ only in case and spacing.
fn is_same_title(a: &str, b: &str) -> bool {
    let folded = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
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
        KeyPoint: "Ships wait off the port."
        KeyPoint: "Pilots are few."
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

    #[test]
    fn text_without_a_name_is_recognised() {
        for (text, expected) in
            [("# Title\n", true), ("---\na: b\n---\n", true), ("#hashtag\n", false), ("Title\n\n- item", false)]
        {
            assert_eq!(looks_like_markdown(text), expected, "{text}");
        }
    }
}
