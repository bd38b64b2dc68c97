//! Where on a page the article is, and what in it is not the article's.
//!
//! In the spirit of Mozilla's Readability: prose is what has length and commas and few links; the article is
//! the innermost element that has nearly all of the prose; and what hangs around it goes by name, by
//! density of links, and by what its heading says. Unlike there, the tree is never changed: every node gets a mark.

use super::blocks::is_credit;
use super::hints::{self, HeadingHint};
use super::tree::{Node, Tag};
use crate::read::references::{Place, decoded};
use crate::read::{layout, words};

/// What becomes of a node, and with it of its subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is read.
    Kept,
    /// It is left out, and its text listed.
    Junk,
    /// It is not shown.
    Hidden,
}

/// How much of what is in a subtree, in bytes that are no blanks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// All text.
    pub text: u32,
    /// What of it is in links to elsewhere.
    pub linked: u32,
    /// What of it is in links to places on the page.
    pub anchored: u32,
    /// What of it is running text, by blocks, a comma counting twenty.
    pub prose: u32,
    /// Text of the block that is still open.
    own: u32,
    own_linked: u32,
    commas: u32,
}

/// The least bytes of text, outside links, that make a block prose.
const LEAST_PROSE: u32 = 60;

/// A page, measured and marked.
#[derive(Debug)]
pub struct Article {
    /// What each node says of itself.
    pub hints: Vec<u16>,
    /// What becomes of each node; below a node that is left out it says nothing.
    pub marks: Vec<Mark>,
    pub weights: Vec<Weight>,
    /// The element that is read.
    pub root: usize,
    /// The element in it that has the prose: what stands in the root outside this must prove itself.
    pub body: usize,
    /// The heading that is the title.
    pub title: Option<usize>,
    /// The tables that are tables, and no scaffolding of the page.
    pub tables: Vec<usize>,
}

/// Boxes in which links are what one expects.
const NOT_LINKS: u16 = hints::NOTES | hints::BYLINE | hints::CAPTION;

/// Finds the article. `titles` is what the page states as its title; a document, unlike a page of a site, is
/// all article.
pub fn find(nodes: &[Node<'_>], titles: &[String], is_document: bool) -> Article {
    let hints: Vec<u16> = nodes.iter().map(|node| if node.tag.is_text() { 0 } else { hints::of(node) }).collect();
    let mut marks = vec![Mark::Kept; nodes.len()];
    hide(nodes, &hints, &mut marks, hints::HIDDEN);
    let mut weights = weigh(nodes, &marks);
    if weights[0].prose == 0 {
        // Pages that show their text only once a script has run.
        marks.fill(Mark::Kept);
        hide(nodes, &hints, &mut marks, 0);
        weights = weigh(nodes, &marks);
    }
    let title = title(nodes, &marks, &weights, titles, is_document);
    let mut article = Article { hints, marks, weights, root: 0, body: 0, title, tables: Vec::new() };
    article.mark_junk(nodes, is_document);
    if !is_document {
        let whole = std::mem::take(&mut article.weights);
        article.weights = weigh(nodes, &article.marks);
        article.choose(nodes);
        article.mark_tail(nodes);
        article.weights = whole;
    }
    article
}

/// Marks what no reader sees.
fn hide(nodes: &[Node<'_>], hints: &[u16], marks: &mut [Mark], invisible: u16) {
    let mut index = 1;
    while let Some(node) = nodes.get(index) {
        let is_hidden = node.tag.is_unseen() || node.tag == Tag::Head || hints[index] & invisible != 0;
        if is_hidden {
            marks[index] = Mark::Hidden;
        }
        index = if is_hidden { node.end as usize } else { index + 1 };
    }
}

/// Measures every subtree, from the last node to the first: each adds to the one around it.
fn weigh(nodes: &[Node<'_>], marks: &[Mark]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); nodes.len()];
    for (index, node) in nodes.iter().enumerate().rev() {
        let mut weight = weights[index];
        if node.tag.is_text() {
            for byte in node.source.bytes() {
                weight.text += u32::from(!byte.is_ascii_whitespace());
                weight.commas += u32::from(byte == b',');
            }
            weight.own = weight.text;
        } else if node.tag == Tag::A {
            if node.attribute("href").is_some_and(|href| href.contains('#')) {
                weight.anchored = weight.text;
            } else {
                (weight.linked, weight.own_linked) = (weight.text, weight.own);
            }
        } else if node.tag.is_block() {
            let own = weight.own.saturating_sub(weight.own_linked);
            if own >= LEAST_PROSE {
                weight.prose += own + 20 * weight.commas;
            }
            (weight.own, weight.own_linked, weight.commas) = (0, 0, 0);
        }
        weights[index] = weight;
        let parent = node.parent as usize;
        if parent != index && marks[index] == Mark::Kept {
            let around = &mut weights[parent];
            around.text += weight.text;
            around.linked += weight.linked;
            around.anchored += weight.anchored;
            around.prose += weight.prose;
            around.own += weight.own;
            around.own_linked += weight.own_linked;
            around.commas += weight.commas;
        }
    }
    weights
}

/// The text of a subtree, blanks as one space each, up to `limit` bytes.
pub fn text_of(nodes: &[Node<'_>], marks: &[Mark], index: usize, limit: usize) -> String {
    let mut text = String::new();
    let mut at = index;
    while at < nodes[index].end as usize && text.len() < limit {
        let node = &nodes[at];
        if marks[at] != Mark::Kept {
            at = node.end as usize;
            continue;
        }
        if node.tag.is_text() {
            let from = node.source.as_bytes();
            let cut = node.source.floor_char_boundary(limit);
            let decoded = decoded(&node.source[..cut], Place::Text);
            let gap = |has: bool| has && !text.is_empty() && !text.ends_with(' ');
            if gap(from.first().is_some_and(u8::is_ascii_whitespace)) {
                text.push(' ');
            }
            for (count, word) in decoded.split_ascii_whitespace().enumerate() {
                if count > 0 {
                    text.push(' ');
                }
                text.push_str(word);
            }
            if from.last().is_some_and(u8::is_ascii_whitespace) && !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if (node.tag.is_block() || node.tag == Tag::Br) && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        at += 1;
    }
    text.truncate(text.trim_end().len());
    text
}

/// Whether a word processor calls a paragraph the title.
fn is_titled(node: &Node<'_>) -> bool {
    node.tag == Tag::P && node.attribute("class").is_some_and(|class| class == "MsoTitle" || class == "title")
}

/// The longest text that is looked at as a title.
const MAX_TITLE: usize = 400;

/// The heading, or failing that the block, that is the page's title.
fn title(
    nodes: &[Node<'_>],
    marks: &[Mark],
    weights: &[Weight],
    titles: &[String],
    is_document: bool,
) -> Option<usize> {
    let titles: Vec<String> =
        titles.iter().map(|title| words::folded(title)).filter(|title| !title.is_empty()).collect();
    let mut best: Option<(u32, usize)> = None;
    // What was read before: in a document, a title may have a series and a date above it.
    let (mut has_prose, mut before) = (false, 0);
    let mut index = 1;
    while let Some(node) = nodes.get(index) {
        if marks[index] != Mark::Kept {
            index = node.end as usize;
            continue;
        }
        let is_leaf = weights[index].prose == 0 || node.tag.level().is_some();
        let text = weights[index].text;
        if node.tag.is_block() && is_leaf && (3..=300).contains(&text) {
            let level = u32::from(node.tag.level().unwrap_or(7));
            let text = words::folded(&text_of(nodes, marks, index, MAX_TITLE));
            let is_stated = |title: &String| *title == text;
            let is_part =
                |title: &String| text.len() >= 10 && (words::contains(title, &text) || words::contains(&text, title));
            let is_first = !has_prose && !text.is_empty();
            let score = if titles.iter().any(is_stated) {
                100 - level
            } else if is_document && before < 200 && is_titled(node) {
                95
            } else if level < 7 && titles.iter().any(is_part) {
                80 - level
            } else if level == 1 && titles.iter().any(|title| title.starts_with(&text) || title.ends_with(&text)) {
                70
            } else if level == 1 && is_first && (titles.is_empty() || is_document) {
                60
            } else if level == 1 && text.len() >= 12 {
                40 - u32::from(!is_first)
            } else if level < 4 && before < 100 && !text.is_empty() && is_document && best.is_none() {
                20 - level
            } else {
                0
            };
            if score > 0 && best.is_none_or(|(other, _)| other < score) {
                best = Some((score, index));
            }
            // Inner blocks of a heading say nothing more.
            if node.tag.level().is_some() {
                index = node.end as usize;
                continue;
            }
        }
        if node.tag.is_text() {
            has_prose |= text > 200;
            before += text;
        }
        index += 1;
    }
    best.map(|(_, index)| index)
}

impl Article {
    /// Takes back all that was decided.
    pub fn keep_all(&mut self) {
        for mark in self.marks.iter_mut().filter(|mark| **mark == Mark::Junk) {
            *mark = Mark::Kept;
        }
        (self.root, self.body, self.title) = (0, 0, None);
    }

    fn holds_title(&self, nodes: &[Node<'_>], index: usize) -> bool {
        self.title.is_some_and(|title| index <= title && title < nodes[index].end as usize)
    }

    /// Marks what is not the article's by its name, by its links, and by the heading above it.
    fn mark_junk(&mut self, nodes: &[Node<'_>], is_document: bool) {
        let total = u64::from(self.weights[0].prose);
        let keys = key_headings(nodes, &self.marks, &self.weights);
        // A document may well be a list of links; only what scaffolds a mail is looked at there.
        let may_be_links =
            |tag: Tag| is_container(tag) && (!is_document || matches!(tag, Tag::Table | Tag::Tr | Tag::Td));
        let mut index = 1;
        while let Some(node) = nodes.get(index) {
            let end = node.end as usize;
            if self.marks[index] != Mark::Kept {
                index = end;
                continue;
            }
            if node.tag.is_text() || node.tag == Tag::Body {
                index += 1;
                continue;
            }
            let hints = self.hints[index];
            let Weight { text, linked, anchored, prose, .. } = self.weights[index];
            let (text, linked, anchored, prose) =
                (u64::from(text), u64::from(linked), u64::from(anchored), u64::from(prose));
            let first_key = keys.partition_point(|key| *key < index);
            // A box that a publisher calls a sidebar may hold them; one that he calls an advertisement does not.
            let has_keys = hints & hints::KEY != 0
                || hints & hints::JUNK == 0 && keys.get(first_key).is_some_and(|key| *key < end);
            let is_doubtful = || text < 150 || linked * 10 >= text * 4 || prose * 10 < text * 3;
            let is_cited = node.tag == Tag::Footer && nodes[node.parent as usize].tag == Tag::Blockquote;
            let is_box_of_form = || {
                let mut children = children(nodes, index);
                is_container(node.tag)
                    && (1..=400).contains(&text)
                    && children.any(|child| nodes[child].tag == Tag::Form)
            };
            let is_named = is_box_of_form()
                || hints & hints::JUNK != 0 && hints & hints::NOTES == 0 && !is_cited
                || hints & hints::DOUBTFUL != 0 && hints & NOT_LINKS == 0 && is_doubtful()
                || hints & hints::VEILED != 0 && text < 100;
            // A page may wrap all it has in a form, or call its columns by any name; comments may be longer
            // than what they are about.
            let is_most = prose * 10 > total * 4 && !(hints & hints::COMMENTS != 0 && total - prose >= 300);
            let is_junk =
                if self.holds_title(nodes, index) || has_keys || node.tag == Tag::Article && prose * 10 > total {
                    false
                } else if is_named {
                    !is_most
                } else if hints & NOT_LINKS == 0 && may_be_links(node.tag) && prose == 0 && text > 0 {
                    // Lists of links, teasers, and tables of contents.
                    (linked * 10 >= text * 6 || node.tag.is_list() && anchored * 10 >= text * 8)
                        && !is_credit(&text_of(nodes, &self.marks, index, 200))
                } else {
                    false
                };
            if node.tag == Tag::Table && !is_junk && is_data(nodes, &self.marks, &self.hints, &self.weights, index) {
                self.tables.push(index);
                index = end;
                continue;
            }
            if is_junk {
                self.marks[index] = Mark::Junk;
                index = end;
                continue;
            }
            if node.tag.level().is_some() {
                self.mark_section(nodes, index, total);
            }
            index += 1;
        }
    }

    /// Marks what follows a heading that announces nothing of the article's, and the heading.
    fn mark_section(&mut self, nodes: &[Node<'_>], heading: usize, total: u64) {
        let text = self.weights[heading].text;
        if !(3..=60).contains(&text) {
            return;
        }
        let hint = hints::heading(&text_of(nodes, &self.marks, heading, 80));
        if hint == HeadingHint::None {
            return;
        }
        // A heading may have a box of its own.
        let mut head = heading;
        loop {
            let parent = nodes[head].parent as usize;
            if parent == 0 || self.weights[parent].text > text || nodes[parent].tag == Tag::Body {
                break;
            }
            head = parent;
        }
        let level = nodes[heading].tag.level();
        let around = nodes[nodes[head].parent as usize].end as usize;
        let mut at = nodes[head].end as usize;
        let mut count = 0;
        while at < around {
            let node = &nodes[at];
            let Weight { text, linked, anchored, prose, .. } = self.weights[at];
            let is_next = node.tag.level().is_some_and(|next| Some(next) <= level);
            let is_most = u64::from(prose) * 10 > total * 3;
            let is_links = (linked + anchored) * 2 >= text;
            if is_next || is_most || text > 0 && hint == HeadingHint::Links && !is_links {
                break;
            }
            if text > 0 {
                count += 1;
            }
            if self.marks[at] == Mark::Kept {
                self.marks[at] = Mark::Junk;
            }
            at = node.end as usize;
        }
        if count > 0 || hint == HeadingHint::Junk {
            self.marks[head] = Mark::Junk;
            self.marks[heading] = Mark::Junk;
        }
    }

    /// Chooses the body and the root.
    fn choose(&mut self, nodes: &[Node<'_>]) {
        let mut body = 0;
        loop {
            let prose = u64::from(self.weights[body].prose);
            let mut best = body;
            let mut at = body + 1;
            while at < nodes[body].end as usize {
                let is_candidate =
                    self.marks[at] == Mark::Kept && is_container(nodes[at].tag) && !nodes[at].tag.is_list();
                if is_candidate && (best == body || self.weights[at].prose > self.weights[best].prose) {
                    best = at;
                }
                at = nodes[at].end as usize;
            }
            if best == body || prose == 0 || u64::from(self.weights[best].prose) * 100 < prose * 85 {
                break;
            }
            body = best;
        }
        self.body = body;
        if let Some(title) = self.title.filter(|title| body < *title) {
            // What comes after a good part of the text is the title of something else.
            let before =
                nodes[body..title].iter().zip(&self.weights[body..title]).filter(|(node, _)| node.tag.is_text());
            let before: u32 = before.map(|(_, weight)| weight.text).sum();
            if u64::from(before) * 10 > u64::from(self.weights[body].text) * 3 {
                self.title = None;
            }
        }
        let article = self.around(nodes, body, |index| nodes[index].tag == Tag::Article);
        let main = || {
            self.around(nodes, body, |index| nodes[index].tag == Tag::Main || self.hints[index] & hints::ARTICLE != 0)
        };
        let mut root = article.or_else(main).unwrap_or(body);
        while let Some(title) = self.title
            && !(root <= title && title < nodes[root].end as usize)
            && root != 0
        {
            root = nodes[root].parent as usize;
        }
        self.root = root;
    }

    /// The innermost element around a node, or the node itself, of which something holds.
    fn around(&self, nodes: &[Node<'_>], from: usize, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut index = from;
        while index != 0 {
            if is_it(index) {
                return Some(index);
            }
            index = nodes[index].parent as usize;
        }
        None
    }

    /// Marks what follows the body in the root, unless it is prose as well, or notes.
    fn mark_tail(&mut self, nodes: &[Node<'_>]) {
        let mut inner = self.body;
        while inner != self.root {
            let outer = nodes[inner].parent as usize;
            let mut at = nodes[inner].end as usize;
            while at < nodes[outer].end as usize {
                let Weight { text, linked, prose, .. } = self.weights[at];
                let is_prose = prose * 2 >= text && linked * 3 < text;
                let is_notes = self.hints[at] & hints::NOTES != 0;
                if self.marks[at] == Mark::Kept && text > 0 && !is_prose && !is_notes && !self.holds_title(nodes, at) {
                    self.marks[at] = Mark::Junk;
                }
                at = nodes[at].end as usize;
            }
            inner = outer;
        }
    }
}

/// The nodes right below one.
fn children(nodes: &[Node<'_>], index: usize) -> impl Iterator<Item = usize> {
    let end = nodes[index].end as usize;
    let next = move |at: usize| Some(at).filter(|at| *at < end);
    std::iter::successors(next(index + 1), move |at| next(nodes[*at].end as usize))
}

/// Whether an element is a box for others rather than a piece of text.
fn is_container(tag: Tag) -> bool {
    tag.is_block()
        && tag.level().is_none()
        && !matches!(
            tag,
            Tag::P
                | Tag::Li
                | Tag::Dt
                | Tag::Dd
                | Tag::Blockquote
                | Tag::Pre
                | Tag::Figure
                | Tag::Figcaption
                | Tag::Summary
        )
}

/// The most bytes of text in one cell of a table, on average, that is not a layout.
const MAX_CELL: usize = 300;

/// Whether a table shows data: rows and columns of short cells, without blocks of other kinds in them.
fn is_data(nodes: &[Node<'_>], marks: &[Mark], hints: &[u16], weights: &[Weight], table: usize) -> bool {
    let (mut rows, mut cells, mut heads, mut is_plain) = (0_usize, 0_usize, 0_usize, true);
    let mut index = table + 1;
    while index < nodes[table].end as usize && is_plain {
        let node = &nodes[index];
        if marks[index] == Mark::Hidden {
            index = node.end as usize;
            continue;
        }
        match node.tag {
            Tag::Tr => rows += 1,
            Tag::Td => cells += 1,
            Tag::Th => heads += 1,
            Tag::Table | Tag::Form | Tag::Article | Tag::Section | Tag::Blockquote | Tag::H1 | Tag::H2 | Tag::H3 => {
                is_plain = false;
            }
            _ => {}
        }
        index += 1;
    }
    is_plain
        && hints[table] & hints::PRESENTATION == 0
        && rows >= 2
        // A heading over a whole row leaves it one cell.
        && (cells + heads) * 2 >= rows * 3
        && weights[table].text as usize <= (cells + heads) * MAX_CELL
}

/// The headings of the brief's own key points.
fn key_headings(nodes: &[Node<'_>], marks: &[Mark], weights: &[Weight]) -> Vec<usize> {
    let is_short = |index: &usize| {
        let tag = nodes[*index].tag;
        (tag.level().is_some() || matches!(tag, Tag::Strong | Tag::B | Tag::P | Tag::Dt | Tag::Summary))
            && (4..=40).contains(&weights[*index].text)
    };
    (1..nodes.len())
        .filter(is_short)
        .filter(|index| layout::is_key_points_heading(&text_of(nodes, marks, *index, 60)))
        .collect()
}
