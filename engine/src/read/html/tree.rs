//! A light tree of a page: its elements and texts in the order of the page, each with the end of its subtree.
//!
//! No recursion anywhere: a subtree is a range of the list, so walking, measuring and dropping it are loops.

use crate::read::markup::{Dialect, Token, Tokens, attribute};

/// Elements nest no deeper; what is opened inside the innermost belongs to that. Browsers stop at 512.
const MAX_DEPTH: usize = 256;

/// What an element's name says of how it is read.
mod trait_bits {
    /// It has no content and no end tag.
    pub const VOID: u8 = 1;
    /// It begins and ends a block of text.
    pub const BLOCK: u8 = 2;
    /// Nothing in it is ever shown as text.
    pub const UNSEEN: u8 = 4;
    /// No end tag reaches out of it, save those of tables.
    pub const CELL: u8 = 8;
    /// It belongs to a page's head.
    pub const HEAD: u8 = 16;
    /// A control: each is a string of its own, and none is the author's.
    pub const CONTROL: u8 = 32;
}
use trait_bits::{BLOCK, CELL, CONTROL, HEAD, UNSEEN, VOID};

macro_rules! tags {
    ($($name:literal $tag:ident $traits:expr;)*) => {
        /// The elements that make a difference to a reader.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag {
            $(#[doc = $name] $tag,)*
            /// Any other element.
            Other,
            /// No element but a piece of text.
            Text,
            /// Text in which nothing is a character reference.
            RawText,
        }

        /// Names, sorted, in the order of the tags.
        const NAMES: &[&str] = &[$($name),*];
        const TRAITS: &[u8] = &[$($traits),*, 0, 0, 0];
        const TAGS: &[Tag] = &[$(Tag::$tag),*];
    };
}

tags! {
    "a" A 0;
    "abbr" Abbr 0;
    "acronym" Acronym 0;
    "address" Address BLOCK;
    "area" Area VOID;
    "article" Article BLOCK;
    "aside" Aside BLOCK;
    "audio" Audio UNSEEN;
    "b" B 0;
    "base" Base VOID | HEAD;
    "blockquote" Blockquote BLOCK;
    "body" Body BLOCK;
    "br" Br VOID;
    "button" Button CONTROL;
    "canvas" Canvas UNSEEN;
    "caption" Caption BLOCK | CELL;
    "center" Center BLOCK;
    "cite" Cite 0;
    "code" Code 0;
    "col" Col VOID;
    "colgroup" Colgroup BLOCK;
    "datalist" Datalist UNSEEN;
    "dd" Dd BLOCK;
    "del" Del 0;
    "details" Details BLOCK;
    "dfn" Dfn 0;
    "dialog" Dialog BLOCK;
    "dir" Dir BLOCK;
    "div" Div BLOCK;
    "dl" Dl BLOCK;
    "dt" Dt BLOCK;
    "em" Em 0;
    "embed" Embed VOID;
    "fieldset" Fieldset BLOCK;
    "figcaption" Figcaption BLOCK;
    "figure" Figure BLOCK;
    "font" Font 0;
    "footer" Footer BLOCK;
    "form" Form BLOCK;
    "h1" H1 BLOCK;
    "h2" H2 BLOCK;
    "h3" H3 BLOCK;
    "h4" H4 BLOCK;
    "h5" H5 BLOCK;
    "h6" H6 BLOCK;
    "head" Head BLOCK;
    "header" Header BLOCK;
    "hgroup" Hgroup BLOCK;
    "hr" Hr VOID | BLOCK;
    "html" Html BLOCK | CELL;
    "i" I 0;
    "iframe" Iframe UNSEEN;
    "img" Img VOID;
    "input" Input VOID | CONTROL;
    "ins" Ins 0;
    "kbd" Kbd 0;
    "label" Label CONTROL;
    "legend" Legend BLOCK;
    "li" Li BLOCK;
    "link" Link VOID | HEAD;
    "main" Main BLOCK;
    "map" Map UNSEEN;
    "mark" Mark 0;
    "math" Math 0;
    "menu" Menu BLOCK;
    "meta" Meta VOID | HEAD;
    "nav" Nav BLOCK;
    "noembed" Noembed UNSEEN;
    "noframes" Noframes UNSEEN;
    "noscript" Noscript UNSEEN | HEAD;
    "object" Object UNSEEN;
    "ol" Ol BLOCK;
    "optgroup" Optgroup CONTROL;
    "option" Option CONTROL;
    "p" P BLOCK;
    "param" Param VOID;
    "picture" Picture 0;
    "pre" Pre BLOCK;
    "q" Q 0;
    "rp" Rp UNSEEN;
    "rt" Rt UNSEEN;
    "s" S 0;
    "samp" Samp 0;
    "script" Script UNSEEN | HEAD;
    "search" Search BLOCK;
    "section" Section BLOCK;
    "select" Select CONTROL;
    "small" Small 0;
    "source" Source VOID;
    "span" Span 0;
    "strike" Strike 0;
    "strong" Strong 0;
    "style" Style UNSEEN | HEAD;
    "sub" Sub 0;
    "summary" Summary BLOCK;
    "sup" Sup 0;
    "svg" Svg UNSEEN;
    "table" Table BLOCK | CELL;
    "tbody" Tbody BLOCK;
    "td" Td BLOCK | CELL;
    "template" Template UNSEEN | HEAD;
    "textarea" Textarea UNSEEN;
    "tfoot" Tfoot BLOCK;
    "th" Th BLOCK | CELL;
    "thead" Thead BLOCK;
    "time" Time 0;
    "title" Title UNSEEN | HEAD;
    "tr" Tr BLOCK;
    "track" Track VOID;
    "tt" Tt 0;
    "u" U 0;
    "ul" Ul BLOCK;
    "var" Var 0;
    "video" Video UNSEEN;
    "wbr" Wbr VOID;
    "xmp" Xmp BLOCK;
}

const CELLS: &[Tag] = &[Tag::Td, Tag::Th];
const ROWS: &[Tag] = &[Tag::Tr, Tag::Caption];
const ROW_GROUPS: &[Tag] = &[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Caption];
const HEADINGS: &[Tag] = &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];

impl Tag {
    /// The element of a name, in any case.
    pub fn of(name: &str) -> Self {
        let mut buffer = [0; 10];
        let Some(lower) = buffer.get_mut(..name.len()) else { return Self::Other };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        NAMES
            .binary_search_by(|known| known.bytes().cmp(lower.iter().copied()))
            .map_or(Self::Other, |index| TAGS[index])
    }

    fn has(self, bit: u8) -> bool {
        TRAITS[self as usize] & bit != 0
    }

    pub fn is_block(self) -> bool {
        self.has(BLOCK)
    }

    pub fn is_unseen(self) -> bool {
        self.has(UNSEEN)
    }

    pub fn is_control(self) -> bool {
        self.has(CONTROL)
    }

    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::RawText)
    }

    /// The level of a heading.
    pub fn level(self) -> Option<u8> {
        (Self::H1..=Self::H6).contains(&self).then(|| self as u8 - Self::H1 as u8 + 1)
    }

    pub fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Menu | Self::Dir | Self::Dl)
    }
}

/// An element or a piece of text.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    pub tag: Tag,
    /// The element around it; the root is its own.
    pub parent: u32,
    /// The end of its subtree in the list.
    pub end: u32,
    /// An element's attributes, or the text, as they are written.
    pub source: &'t str,
}

impl<'t> Node<'t> {
    /// The value of an attribute, with its character references.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        if self.tag.is_text() { None } else { attribute(self.source, name) }
    }
}

/// The nodes of a text; the first is the root.
pub fn tree(text: &str) -> Vec<Node<'_>> {
    let mut builder = Builder {
        nodes: vec![Node { tag: Tag::Html, parent: 0, end: 0, source: "" }],
        open: vec![0],
        counts: [0; TRAITS.len()],
        beyond: 0,
    };
    for token in Tokens::new(text, Dialect::Html) {
        match token {
            Token::Text { text, is_raw } => builder.text(text, is_raw),
            Token::Open { name, attributes, is_closed } => builder.open(Tag::of(name), attributes, is_closed),
            Token::Close { name } => builder.close(Tag::of(name)),
        }
    }
    builder.close_to(0);
    builder.nodes
}

struct Builder<'t> {
    nodes: Vec<Node<'t>>,
    /// The elements that are open, outermost first.
    open: Vec<u32>,
    /// How many of each are open.
    counts: [u16; TRAITS.len()],
    /// How many were opened deeper than any is kept.
    beyond: u32,
}

impl<'t> Builder<'t> {
    fn top(&self) -> Tag {
        self.tag_at(self.open.len() - 1)
    }

    fn tag_at(&self, depth: usize) -> Tag {
        self.nodes[self.open[depth] as usize].tag
    }

    fn push(&mut self, tag: Tag, source: &'t str) {
        let parent = self.open[self.open.len() - 1];
        // Texts end at 10 MB, far below the limit of u32.
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { tag, parent, end, source });
    }

    /// Closes elements until only so many are open.
    fn close_to(&mut self, depth: usize) {
        for index in self.open.drain(depth..) {
            let end = self.nodes.len() as u32;
            let node = &mut self.nodes[index as usize];
            node.end = end;
            let count = &mut self.counts[node.tag as usize];
            *count = count.saturating_sub(1);
        }
    }

    /// Closes the innermost element that is one of `tags`, unless one of `bounds` is around it, or a cell.
    fn close_within(&mut self, tags: &[Tag], bounds: &[Tag]) {
        self.close_inside(tags, |tag| bounds.contains(&tag) || tag.has(CELL));
    }

    /// The same for the parts of a table, which cells do not bound but the table alone.
    fn close_part(&mut self, tags: &[Tag]) {
        self.close_inside(tags, |tag| tag == Tag::Table);
    }

    fn close_inside(&mut self, tags: &[Tag], is_bound: impl Fn(Tag) -> bool) {
        if tags.iter().all(|tag| self.counts[*tag as usize] == 0) {
            return;
        }
        for depth in (1..self.open.len()).rev() {
            let tag = self.tag_at(depth);
            if tags.contains(&tag) {
                return self.close_to(depth);
            }
            if is_bound(tag) {
                return;
            }
        }
    }

    fn text(&mut self, text: &'t str, is_raw: bool) {
        if self.top() == Tag::Head && !text.trim_ascii().is_empty() {
            self.close_to(self.open.len() - 1);
        }
        self.push(if is_raw { Tag::RawText } else { Tag::Text }, text);
    }

    fn open(&mut self, tag: Tag, attributes: &'t str, is_closed: bool) {
        if self.top() == Tag::Head && !tag.has(HEAD) {
            self.close_to(self.open.len() - 1);
        }
        match tag {
            Tag::Html => {
                let root = &mut self.nodes[0];
                if root.source.is_empty() {
                    root.source = attributes;
                }
                return;
            }
            Tag::Body | Tag::Head if self.counts[tag as usize] > 0 => return,
            Tag::Li => self.close_within(&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir]),
            Tag::Dt | Tag::Dd => self.close_within(&[Tag::Dt, Tag::Dd], &[Tag::Dl]),
            Tag::Option | Tag::Optgroup => self.close_within(&[Tag::Option], &[Tag::Select]),
            Tag::A => self.close_inline(Tag::A),
            Tag::Td | Tag::Th => self.close_part(CELLS),
            Tag::Tr => self.close_part(ROWS),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => self.close_part(ROW_GROUPS),
            _ => {}
        }
        if tag.is_block() {
            self.close_within(&[Tag::P], &[Tag::Button]);
        }
        if tag.level().is_some() && self.top().level().is_some() {
            self.close_to(self.open.len() - 1);
        }
        if tag.has(VOID) || is_closed && matches!(tag, Tag::Other | Tag::Svg | Tag::Math) {
            self.push(tag, attributes);
        } else if self.open.len() > MAX_DEPTH {
            self.beyond += 1;
        } else {
            self.open.push(self.nodes.len() as u32);
            let parent = self.open[self.open.len() - 2];
            let end = self.nodes.len() as u32 + 1;
            self.nodes.push(Node { tag, parent, end, source: attributes });
            self.counts[tag as usize] += 1;
        }
    }

    /// Ends inline markup. Where a block has begun inside it, the end tag is astray: what the block was
    /// opened in goes on to that block's end.
    fn close_inline(&mut self, tag: Tag) {
        self.close_inside(&[tag], Tag::is_block);
    }

    fn close(&mut self, tag: Tag) {
        if tag == Tag::Br {
            // Browsers take `</br>` for `<br>`.
            return self.push(Tag::Br, "");
        }
        if tag.has(VOID) {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match tag {
            Tag::Html | Tag::Body => {}
            Tag::Table => self.close_inside(&[Tag::Table], |_| false),
            Tag::Td | Tag::Th => self.close_part(CELLS),
            Tag::Tr => self.close_part(ROWS),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => self.close_part(ROW_GROUPS),
            Tag::Caption => self.close_part(&[Tag::Caption]),
            _ if tag.level().is_some() => {
                self.close_within(HEADINGS, &[]);
            }
            _ if tag.is_block() || tag.has(UNSEEN | CONTROL) => self.close_within(&[tag], &[]),
            _ => self.close_inline(tag),
        }
    }
}
