//! The article of a page → blocks; what is not the article's → the list of what was left out.

use super::article::{Article, Mark, text_of};
use super::hints;
use super::tree::{Node, Tag};
use crate::brief::InlineStyle;
use crate::read::compose::{BlockText, is_safe_link};
use crate::read::decode::is_visible;
use crate::read::keys::Keys;
use crate::read::layout;
use crate::read::outline::{Outline, Part};
use crate::read::references::{Place, decode, decoded};
use crate::read::words;

/// Writes the blocks of an article, and lists the rest of its page.
pub fn write(nodes: &[Node<'_>], article: &Article, is_document: bool) -> Outline {
    let mut writer = Writer {
        nodes,
        article,
        is_document,
        outline: Outline::default(),
        block: BlockText::default(),
        first: 0,
        linked: 0,
        gap: false,
        breaks: 0,
        open: Vec::new(),
        lists: Vec::new(),
        item: None,
        heading: None,
        counts: [0; COUNTS],
        are_keys_listed: false,
        starts: [None; STYLES],
        link: None,
        table: None,
        places: Places::of(nodes, article),
        note: None,
        row_of_credits: u32::MAX,
        aside: String::new(),
    };
    writer.run();
    writer.outline
}

/// The most bytes of text in a heading.
const MAX_HEADING: u32 = 300;

/// What ends with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Block,
    List,
    Item,
    Heading,
    Table,
    Link,
    Note,
    Quotation,
    /// A string of its own among what is left out.
    Aside,
    /// One of what is counted.
    Count(usize),
}

// What may be nested, and is counted: the styles first.
const STRONG: usize = 0;
const EMPHASIS: usize = 1;
const DELETED: usize = 2;
const CODE: usize = 3;
const STYLES: usize = 4;
const QUOTE: usize = 4;
const CAPTION: usize = 5;
const PRE: usize = 6;
const KEY: usize = 7;
/// Inside what is left out.
const OUT: usize = 8;
/// Raised: exponents would otherwise be read as part of the number before them.
const RAISED: usize = 9;
const COUNTS: usize = 10;

#[derive(Debug, Clone, Copy)]
struct List {
    ordered: bool,
    /// As an editor states it, where lists are not nested.
    depth: Option<u8>,
}

struct Link {
    start: usize,
    /// Empty where it leads nowhere that is safe.
    url: String,
    /// Whether it leads away from the page.
    leads_away: bool,
}

struct Table {
    cells: usize,
    /// The columns that the last cell took beyond its own.
    spanned: usize,
}

struct Note {
    label: String,
    /// Whether a block has it.
    is_begun: bool,
    /// Whether it ends with its first block: where it is known by its mark alone.
    is_block: bool,
}

struct Writer<'p, 't> {
    nodes: &'p [Node<'t>],
    article: &'p Article,
    is_document: bool,
    outline: Outline,
    block: BlockText,
    /// The node with which the block begins.
    first: usize,
    /// How many bytes of the block are in links that lead away.
    linked: usize,
    /// Whether blanks came since the last word.
    gap: bool,
    /// How many `<br>` came since.
    breaks: usize,
    open: Vec<(u32, Ending)>,
    lists: Vec<List>,
    /// A paragraph that is an item although no list is around it.
    item: Option<List>,
    heading: Option<u8>,
    counts: [u16; COUNTS],
    /// Whether the box of key points that is open has a list in it.
    are_keys_listed: bool,
    /// Where in the block the styles began that are open.
    starts: [Option<usize>; STYLES],
    link: Option<Link>,
    table: Option<Table>,
    /// The places that the marks of footnotes lead to.
    places: Places<'t>,
    /// The footnote that is open.
    note: Option<Note>,
    /// The block in which author and date stand beside each other, each in an element of its own.
    row_of_credits: u32,
    /// Text that is left out, under construction.
    aside: String,
}

impl<'t> Writer<'_, 't> {
    fn run(&mut self) {
        let mut index = 1;
        while let Some(node) = self.nodes.get(index) {
            self.leave(index);
            if self.article.marks[index] == Mark::Hidden {
                index = node.end as usize;
            } else if self.counts[OUT] == 0 && self.is_out(index) {
                self.flush();
                self.flush_aside();
                self.begin(node.end, Ending::Count(OUT));
                self.aside(index);
                index += 1;
            } else if self.counts[OUT] > 0 {
                self.aside(index);
                index += 1;
            } else if let Some(label) = self.note_mark(index) {
                self.note_place(label);
                index = node.end as usize;
            } else {
                self.first_of_block(index);
                index = self.enter(index);
            }
        }
        self.leave(self.nodes.len());
        self.flush();
        self.flush_aside();
    }

    /// Whether a node, in what is read so far, is left out.
    fn is_out(&self, index: usize) -> bool {
        let Article { root, title, marks, .. } = self.article;
        if marks[index] == Mark::Junk {
            return true;
        }
        let holds = |inner: usize| index <= inner && inner < self.nodes[index].end as usize;
        // Outside the root, and before the title in it.
        let is_outside = index >= self.nodes[*root].end as usize || index < *root && !holds(*root);
        let is_before_title = !self.is_document && title.is_some_and(|title| index < title && !holds(title));
        is_outside || is_before_title && self.date_of(index).is_none()
    }

    /// The date that a short subtree states: above a title it is read, not left out.
    fn date_of(&self, index: usize) -> Option<()> {
        let text = self.article.weights[index].text;
        let is_short = (6..=40).contains(&text) && self.nodes[index].tag != Tag::A;
        let text = is_short.then(|| text_of(self.nodes, &self.article.marks, index, 80))?;
        layout::head_line(&text)?.date.map(drop)
    }

    fn begin(&mut self, end: u32, ending: Ending) {
        if let Ending::Count(what) = ending {
            self.counts[what] += 1;
        }
        self.open.push((end, ending));
    }

    /// Ends what ends before a node.
    fn leave(&mut self, index: usize) {
        while let Some((end, ending)) = self.open.last().copied()
            && end as usize <= index
        {
            self.open.pop();
            match ending {
                Ending::Block => self.flush(),
                Ending::List => {
                    self.flush();
                    self.lists.pop();
                }
                Ending::Item => {
                    self.flush();
                    self.item = None;
                }
                Ending::Heading => {
                    self.flush();
                    self.heading = None;
                }
                Ending::Table => {
                    self.flush_as(Part::Table);
                    self.table = None;
                }
                Ending::Link => self.end_link(),
                Ending::Note => {
                    self.flush();
                    self.note = None;
                }
                Ending::Quotation => {
                    self.gap = false;
                    self.piece("”");
                }
                Ending::Aside => self.flush_aside(),
                Ending::Count(what) => {
                    if what == OUT {
                        self.flush_aside();
                    } else if what >= STYLES && what != RAISED {
                        self.flush();
                    }
                    self.counts[what] -= 1;
                    if what < STYLES && self.counts[what] == 0 {
                        self.end_style(what);
                    }
                }
            }
        }
    }

    /// Reads a node; gives the next to be read.
    fn enter(&mut self, index: usize) -> usize {
        let node = self.nodes[index];
        let (tag, end) = (node.tag, node.end);
        let hints = self.article.hints[index];
        if tag.is_text() {
            self.text(&node);
            return index + 1;
        }
        if self.row_of_credits == node.parent {
            self.flush();
            self.begin(end, Ending::Block);
        } else if tag.is_block() && self.is_row_of_credits(index) {
            self.row_of_credits = index as u32;
        }
        if hints & hints::KEY != 0 && self.counts[KEY] == 0 && self.is_part(index) {
            self.flush();
            self.begin(end, Ending::Count(KEY));
            self.are_keys_listed = self.nodes[index..end as usize].iter().any(|node| node.tag == Tag::Li);
        }
        if self.article.title == Some(index) {
            self.flush();
            self.heading = Some(0);
            self.begin(end, Ending::Heading);
            return index + 1;
        }
        // A heading that was never closed has swallowed the text below it.
        let is_swallowing = tag.level().is_some()
            && (self.article.weights[index].text > MAX_HEADING
                || self.nodes[index..end as usize].iter().filter(|node| node.tag == Tag::P).count() > 1);
        if self.heading.is_none()
            && let Some(level) = tag.level().filter(|_| !is_swallowing)
        {
            self.flush();
            self.heading = Some(level);
            self.begin(end, Ending::Heading);
            return index + 1;
        }
        if matches!(tag, Tag::Li | Tag::P | Tag::Div | Tag::Dd)
            && let Some(label) = self.label_of(index)
        {
            self.flush();
            self.note = Some(Note { label, is_begun: false, is_block: false });
            self.begin(end, Ending::Note);
            return index + 1;
        }
        match tag {
            Tag::Br => self.breaks += 1,
            Tag::Hr => self.flush(),
            Tag::Img => {
                if let Some(alternative) = node.attribute("alt") {
                    let alternative = decoded(alternative, Place::Attribute);
                    self.outline.leave_out(&alternative);
                }
            }
            Tag::A => self.begin_link(&node),
            Tag::Abbr | Tag::Acronym => {}
            Tag::Strong | Tag::B => self.stress(&node, STRONG),
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => self.stress(&node, EMPHASIS),
            Tag::Span | Tag::Font if self.styled(index) => return end as usize,
            Tag::S | Tag::Strike | Tag::Del => self.begin_style(end, DELETED),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt if self.counts[PRE] == 0 => self.begin_style(end, CODE),
            Tag::Sup => self.begin(end, Ending::Count(RAISED)),
            Tag::Q => {
                self.piece("“");
                self.begin(end, Ending::Quotation);
            }
            Tag::Pre | Tag::Xmp => self.begin_block(end, PRE),
            Tag::Blockquote => self.begin_block(end, QUOTE),
            Tag::Figcaption | Tag::Figure | Tag::Caption => self.begin_block(end, CAPTION),
            Tag::Table if self.article.tables.binary_search(&index).is_ok() && self.table.is_none() => {
                self.flush();
                self.table = Some(Table { cells: 0, spanned: 0 });
                self.begin(end, Ending::Table);
            }
            Tag::Tr if self.table.is_some() => self.row(),
            Tag::Td | Tag::Th if self.table.is_some() => self.cell(&node),
            _ if tag.is_list() => {
                self.flush();
                self.lists.push(List { ordered: tag == Tag::Ol, depth: list_depth(&node) });
                self.begin(end, Ending::List);
            }
            Tag::Li => {
                self.flush();
                if let Some(list) = self.lists.last_mut() {
                    list.depth = item_depth(&node).or(list.depth);
                }
                self.begin(end, Ending::Block);
            }
            _ if hints & hints::CAPTION != 0 && tag.is_block() => self.begin_block(end, CAPTION),
            Tag::P => self.paragraph(&node),
            Tag::Summary => {
                self.flush();
                self.heading = Some(4);
                self.begin(end, Ending::Heading);
            }
            _ if tag.is_block() => {
                self.flush();
                self.begin(end, Ending::Block);
            }
            _ => {}
        }
        index + 1
    }

    /// Whether an element is a part of the page rather than nearly all of it, whatever it is called.
    fn is_part(&self, index: usize) -> bool {
        let weights = &self.article.weights;
        u64::from(weights[index].prose) * 10 <= u64::from(weights[0].prose) * 4
    }

    /// Whether a short block near the title consists of elements of which one states date or author, with
    /// nothing but marks between them.
    fn is_row_of_credits(&self, index: usize) -> bool {
        let node = &self.nodes[index];
        if self.outline.len() > 6 || !(8..=120).contains(&self.article.weights[index].text) {
            return false;
        }
        let (mut children, mut states) = (0, false);
        let mut at = index + 1;
        while at < node.end as usize {
            let child = &self.nodes[at];
            if child.tag.is_block() || child.tag.is_text() && child.source.contains(char::is_alphanumeric) {
                return false;
            }
            if !child.tag.is_text() {
                children += 1;
                states |= is_credit(&text_of(self.nodes, &self.article.marks, at, 80));
            }
            at = child.end as usize;
        }
        children > 1 && states
    }

    fn begin_block(&mut self, end: u32, what: usize) {
        self.flush();
        self.begin(end, Ending::Count(what));
    }

    /// A paragraph: in what word processors write, it may be a title or an item.
    fn paragraph(&mut self, node: &Node<'t>) {
        self.flush();
        let class = node.attribute("class").unwrap_or_default();
        let style = node.attribute("style").unwrap_or_default();
        if let Some(level) = words::split(style, "mso-list:").and_then(|(_, rest)| words::split(rest, "level")) {
            let depth = level.1.bytes().next().filter(u8::is_ascii_digit).map_or(0, |digit| digit.saturating_sub(b'1'));
            self.item = Some(List { ordered: false, depth: Some(depth) });
            self.begin(node.end, Ending::Item);
        } else if class.starts_with("MsoHeading") || class.starts_with("MsoSubtitle") || class == "subtitle" {
            self.heading = Some(2);
            self.begin(node.end, Ending::Heading);
        } else if class.starts_with("MsoCaption") {
            self.begin_block(node.end, CAPTION);
        } else {
            self.begin(node.end, Ending::Block);
        }
    }

    /// Markup that stresses, unless its style takes that back.
    fn stress(&mut self, node: &Node<'t>, what: usize) {
        let style = node.attribute("style").unwrap_or_default();
        if !words::contains(style, "font-weight:normal") && !words::contains(style, "font-weight: normal") {
            self.begin_style(node.end, what);
        }
    }

    /// A span that is bold or italic by its style alone, as editors write them. Whether it is but the number or
    /// bullet that Word writes before an item.
    fn styled(&mut self, index: usize) -> bool {
        let node = self.nodes[index];
        let Some(style) = node.attribute("style").filter(|style| style.len() < 4000) else { return false };
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            match (name.trim(), value.trim()) {
                ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => {
                    self.begin_style(node.end, STRONG);
                }
                ("font-style", "italic" | "oblique") => self.begin_style(node.end, EMPHASIS),
                ("text-decoration", "line-through") => self.begin_style(node.end, DELETED),
                ("mso-list", "Ignore") => {
                    let mark = text_of(self.nodes, &self.article.marks, index, 12);
                    if let Some(item) = &mut self.item {
                        // A lone “o” is a bullet of the second level.
                        item.ordered = mark.trim_end_matches(char::is_whitespace).ends_with(['.', ')']);
                    }
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    fn begin_style(&mut self, end: u32, what: usize) {
        if self.counts[what] == 0 {
            self.close_gap();
            self.starts[what] = Some(self.block.text().len());
        }
        self.begin(end, Ending::Count(what));
    }

    fn end_style(&mut self, what: usize) {
        if let Some(start) = self.starts[what].take() {
            let style = match what {
                STRONG => InlineStyle::Strong,
                EMPHASIS => InlineStyle::Emphasis,
                DELETED => InlineStyle::Deleted,
                _ => InlineStyle::Code,
            };
            self.block.mark(start, style);
        }
    }

    fn begin_link(&mut self, node: &Node<'t>) {
        // Links do not nest; one that is still open was never closed.
        let Some(href) = node.attribute("href").filter(|_| self.link.is_none()) else { return };
        if href.len() > 4000 {
            return;
        }
        let url = decoded(href, Place::Attribute).trim().to_owned();
        // The places of the page that a fragment names are not those of the brief.
        let leads_away = !url.starts_with('#');
        let url = if leads_away && is_safe_link(&url) { url } else { String::new() };
        self.close_gap();
        self.link = Some(Link { start: self.block.text().len(), url, leads_away });
        self.begin(node.end, Ending::Link);
    }

    fn end_link(&mut self) {
        if let Some(link) = self.link.take() {
            self.mark_link(&link);
        }
    }

    fn mark_link(&mut self, link: &Link) {
        if link.leads_away {
            self.linked += self.block.text().len().saturating_sub(link.start);
        }
        if !link.url.is_empty() {
            self.block.mark(link.start, InlineStyle::Link(link.url.clone()));
        }
    }

    fn row(&mut self) {
        if let Some(table) = &mut self.table {
            (table.cells, table.spanned) = (0, 0);
            (self.gap, self.breaks) = (false, 0);
            if !self.block.text().is_empty() {
                self.block.push("\n");
            }
        }
    }

    fn cell(&mut self, node: &Node<'t>) {
        if let Some(table) = &mut self.table {
            (self.gap, self.breaks) = (false, 0);
            for _ in 0..std::mem::take(&mut table.spanned) + usize::from(table.cells > 0) {
                self.block.push("\t");
            }
            table.cells += 1;
            // A cell over several columns keeps those after it in theirs; no table has more than a hundred.
            let span = node.attribute("colspan").and_then(|span| span.trim().parse::<usize>().ok());
            table.spanned = span.unwrap_or(1).clamp(1, 100) - 1;
        }
    }

    fn first_of_block(&mut self, index: usize) {
        if self.block.text().is_empty() {
            self.first = index;
        }
    }

    fn text(&mut self, node: &Node<'t>) {
        if node.tag == Tag::RawText {
            self.piece(node.source);
        } else {
            // Out of `self`: what is found is written to it.
            let source = node.source;
            decode(source, Place::Text, |piece| self.piece(piece));
        }
    }

    /// Writes the blank that stands between words.
    fn close_gap(&mut self) {
        if self.gap {
            let text = self.block.text();
            if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
                self.block.push(" ");
            }
            self.gap = false;
        }
    }

    /// Writes text, blanks as one space each. The references in it are characters by now, and may be such as
    /// are not seen.
    fn piece(&mut self, piece: &str) {
        if self.counts[PRE] > 0 && self.table.is_none() {
            for _ in 0..std::mem::take(&mut self.breaks) {
                self.block.push("\n");
            }
            self.push_visible(piece);
            return;
        }
        let mut rest = piece;
        while !rest.is_empty() {
            let word = rest.trim_ascii_start();
            self.gap |= word.len() < rest.len();
            let length = word.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(word.len());
            let (word, after) = word.split_at(length);
            if !word.is_empty() {
                if self.breaks > 0 {
                    self.break_line(word);
                }
                self.close_gap();
                self.push_visible(word);
            }
            rest = after;
        }
    }

    fn push_visible(&mut self, text: &str) {
        if self.counts[RAISED] > 0 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            const RAISED_DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
            for byte in text.bytes() {
                self.block.push(RAISED_DIGITS[usize::from(byte - b'0')].encode_utf8(&mut [0; 4]));
            }
            return;
        }
        let is_plain = |byte: u8| (b' '..0x7F).contains(&byte) || byte == b'\n';
        if text.bytes().all(is_plain) || text.len() > 4 {
            // Longer pieces are the file's own, and were cleaned with it.
            self.block.push(text);
            return;
        }
        for c in text.chars().filter(|c| is_visible(*c)) {
            let before = self.block.text().len();
            self.block.push_composed(c);
            let after = self.block.text().len();
            if self.block.text().ends_with(c) {
                continue;
            }
            // The character became one with that before it, and what begins here begins behind both.
            let link = self.link.iter_mut().map(|link| &mut link.start);
            for start in self.starts.iter_mut().flatten().chain(link).filter(|start| **start == before) {
                *start = after;
            }
        }
    }

    /// Ends the line at a `<br>`: two make a paragraph, and so does one before a bullet. One in the middle of
    /// a sentence is where somebody's window ended.
    fn break_line(&mut self, next: &str) {
        let breaks = std::mem::take(&mut self.breaks);
        let text = self.block.text();
        let last = text.chars().next_back();
        if self.heading.is_some() || self.table.is_some() || last.is_none() {
            self.gap = true;
            return;
        }
        let is_bullet = |word: &str| matches!(word, "•" | "‣" | "◦" | "▪" | "●" | "·" | "-" | "–" | "*");
        // A line that is bold from end to end is a heading, and a heading ends with its line.
        if breaks > 1 || self.block.is_all_strong() || is_bullet(next) || next.starts_with(['•', '▪', '●']) {
            self.flush();
            return;
        }
        let goes_on = last.is_some_and(|c| c.is_lowercase() || c == ',') && next.starts_with(char::is_lowercase);
        self.gap = goes_on;
        if !goes_on {
            self.block.push("\n");
        }
    }

    /// Ends the block, as what is around it says it is.
    fn flush(&mut self) {
        if self.table.is_some() && self.counts[CAPTION] == 0 {
            self.gap = true;
            return;
        }
        let list = self.item.or_else(|| self.lists.last().copied());
        let depth = || u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let item = list.map(|list| Part::Item { ordered: list.ordered, depth: list.depth.unwrap_or_else(depth) });
        let part = match self.heading {
            Some(0) => Part::Title,
            Some(level) => Part::Heading(level),
            None if self.note.is_some() => Part::Footnote,
            None if self.counts[PRE] > 0 => Part::Code,
            // Beside a list of key points, a paragraph introduces it.
            None if self.counts[KEY] > 0 && (item.is_some() || !self.are_keys_listed) => Part::KeyPoint,
            None => match item {
                Some(item) => item,
                None if self.counts[QUOTE] > 0 => Part::Quote,
                None if self.counts[CAPTION] > 0 => Part::Caption,
                None => Part::Paragraph,
            },
        };
        self.flush_as(part);
    }

    fn flush_as(&mut self, part: Part) {
        (self.gap, self.breaks) = (false, 0);
        if self.block.text().is_empty() {
            self.begin_again();
            return;
        }
        for what in 0..STYLES {
            self.end_style(what);
        }
        if let Some(link) = self.link.take() {
            self.mark_link(&link);
            self.link = Some(link);
        }
        let mut block = std::mem::take(&mut self.block);
        if let Some(note) = self.note.as_mut().filter(|_| part == Part::Footnote) {
            if !note.is_begun {
                block.begin_note(&note.label);
                note.is_begun = true;
            }
            if note.is_block {
                self.note = None;
            }
        }
        let linked = std::mem::take(&mut self.linked);
        self.begin_again();
        let part = self.key_part(part, &block);
        if self.is_wanted(part, &block, linked) {
            self.outline.push(part, block);
        } else {
            self.outline.leave_out(block.text());
        }
    }

    /// What is open goes on in the next block, from its beginning.
    fn begin_again(&mut self) {
        for what in 0..STYLES {
            self.starts[what] = (self.counts[what] > 0).then_some(0);
        }
        if let Some(link) = &mut self.link {
            link.start = 0;
        }
    }

    /// In a box of key points, a line that announces them is its heading, and paragraphs beside a list introduce it.
    fn key_part(&self, part: Part, block: &BlockText) -> Part {
        if part != Part::KeyPoint {
            return part;
        }
        let text = block.text().trim();
        let is_heading = layout::is_key_points_heading(text)
            || block.is_all_strong() && self.lists.is_empty() && words::count(text) <= 6;
        if is_heading { Part::Heading(2) } else { part }
    }

    /// Whether a block of the article's root is the article's.
    fn is_wanted(&self, part: Part, block: &BlockText, linked: usize) -> bool {
        let text = block.text().trim();
        match part {
            Part::Title | Part::KeyPoint | Part::Table | Part::Code | Part::Footnote => return true,
            _ if hints::is_junk_line(text) => return false,
            _ if self.is_document => return true,
            // A paragraph that is nothing but a link leads to another article.
            Part::Paragraph if linked * 10 >= text.len() * 9 && text.len() < 160 => return false,
            _ => {}
        }
        let Article { body, title, .. } = *self.article;
        let in_body = body <= self.first && self.first < self.nodes[body].end as usize;
        let is_before = self.first < body && title.is_none_or(|title| title < self.first);
        if in_body || !is_before {
            return true;
        }
        // Between title and body stand the author, the date, a summary, a picture; and sharing and tools.
        let count = words::count(text);
        match part {
            Part::Caption | Part::Quote => true,
            Part::Heading(_) => count >= 5 || layout::is_key_points_heading(text),
            Part::Item { .. } => count >= 5 && linked * 2 < text.len(),
            _ => is_credit(text) || count >= 8 && linked * 2 < text.len(),
        }
    }

    /// What stands in the mark of a footnote, or nothing in the way back from one. Neither is part of the text.
    fn note_mark(&self, index: usize) -> Option<String> {
        let node = &self.nodes[index];
        if !matches!(node.tag, Tag::A | Tag::Sup) || self.article.weights[index].text > 8 {
            return None;
        }
        place_of(self.nodes, index)?;
        let text = text_of(self.nodes, &self.article.marks, index, 24);
        if ["↩", "↑", "^", "⤴", "↵"].iter().any(|arrow| text.starts_with(arrow)) {
            return Some(String::new());
        }
        label_in(&text, node.tag == Tag::Sup).map(str::to_owned)
    }

    /// A mark at the beginning of a block is that of the footnote itself; elsewhere the text refers to one.
    fn note_place(&mut self, label: String) {
        if label.is_empty() || self.heading.is_some() {
            return;
        }
        if !self.block.text().is_empty() {
            self.block.note_reference(&label);
        } else if self.note.is_none() && !self.places.places.is_empty() {
            self.note = Some(Note { label, is_begun: false, is_block: true });
        }
    }

    /// The label of the footnote that an element is.
    fn label_of(&self, index: usize) -> Option<String> {
        if self.places.places.is_empty() || self.note.is_some() || self.article.weights[index].text > 3000 {
            return None;
        }
        let id = self.nodes[index].attribute("id")?;
        self.places.label(id).map(str::to_owned)
    }

    /// Gathers a node of what is left out.
    fn aside(&mut self, index: usize) {
        let node = self.nodes[index];
        if node.tag.is_text() {
            let aside = &mut self.aside;
            decode(node.source, Place::Text, |piece| aside.push_str(piece));
        } else if node.tag.is_block() || node.tag.is_control() || node.tag == Tag::A && self.is_among_links(index) {
            self.flush_aside();
            self.begin(node.end, Ending::Aside);
        } else if node.tag == Tag::Br {
            self.flush_aside();
        }
    }

    /// Whether a link is one of many rather than words of a sentence.
    fn is_among_links(&self, index: usize) -> bool {
        let mut block = index;
        while block != 0 && !self.nodes[block].tag.is_block() {
            block = self.nodes[block].parent as usize;
        }
        let weight = self.article.weights[block];
        (weight.linked + weight.anchored) * 2 >= weight.text
    }

    fn flush_aside(&mut self) {
        if !self.aside.trim().is_empty() {
            let text = words::joined(&self.aside);
            self.outline.leave_out(&text);
        }
        self.aside.clear();
    }
}

/// The depth of a list whose nesting its class states, as Google Docs writes it: `lst-kix_x-1`.
fn list_depth(node: &Node<'_>) -> Option<u8> {
    let class = node.attribute("class")?;
    let name = class.split_ascii_whitespace().find(|name| name.starts_with("lst-"))?;
    name.rsplit_once('-')?.1.parse().ok()
}

/// The depth of an item that states it: `aria-level="2"`.
fn item_depth(node: &Node<'_>) -> Option<u8> {
    node.attribute("aria-level")?.parse::<u8>().ok()?.checked_sub(1)
}

/// The place on the page that a link, or the link in a superscript, leads to.
fn place_of<'t>(nodes: &[Node<'t>], index: usize) -> Option<&'t str> {
    // The anchor is in the superscript, or it is the other way round.
    let end = (nodes[index].end as usize).min(index + 4);
    let anchor = nodes[index..end].iter().find(|node| node.tag == Tag::A)?;
    // A browser that saves a page may have written the page's own address before it.
    let (_, place) = anchor.attribute("href")?.rsplit_once('#')?;
    (!place.is_empty()).then_some(place)
}

/// The label in the text of a mark: a number or a sign, and in a superscript a letter.
fn label_in(text: &str, is_raised: bool) -> Option<&str> {
    let label = text.trim_matches(['[', ']', '(', ')', ' ']);
    let is_number = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = ["*", "**", "†", "‡", "§"].contains(&label) || is_raised && label.len() <= 3;
    (!label.is_empty() && (is_number || is_sign)).then_some(label)
}

/// The places that the marks of footnotes lead to, and what stands in the mark of each.
struct Places<'t> {
    places: Keys<'t>,
    labels: Vec<String>,
}

impl<'t> Places<'t> {
    /// A lone number may lead to a chapter; that of a footnote is raised, in brackets, or leads to a place that
    /// is named for what it is.
    fn of(nodes: &[Node<'t>], article: &Article) -> Self {
        let (mut places, mut labels) = (Vec::new(), Vec::new());
        for (index, node) in nodes.iter().enumerate() {
            if node.tag != Tag::A || article.weights[index].text > 8 || article.marks[index] != Mark::Kept {
                continue;
            }
            let Some(place) = place_of(nodes, index) else { continue };
            let text = text_of(nodes, &article.marks, index, 24);
            let is_raised = nodes[node.parent as usize].tag == Tag::Sup
                || nodes[index..node.end as usize].iter().any(|inner| inner.tag == Tag::Sup);
            let is_named = || ["fn", "ftn", "edn", "note"].iter().any(|name| words::contains(place, name));
            if let Some(label) = label_in(&text, is_raised).filter(|_| is_raised || text.starts_with('[') || is_named())
            {
                places.push(place);
                labels.push(label.to_owned());
            }
        }
        Self { places: Keys::new(places), labels }
    }

    fn label(&self, place: &str) -> Option<&str> {
        self.places.find(place).map(|index| self.labels[index].as_str())
    }
}

/// Whether a line states the author, or the date.
pub fn is_credit(text: &str) -> bool {
    layout::head_line(text).is_some_and(|line| line.date.is_some() || line.author.is_some())
}
