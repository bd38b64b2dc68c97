//! The text of a Word document: paragraphs of runs, tables, notes.

use super::Relations;
use super::styles::{Lists, Numbering, Role, Styles, outline_role};
use crate::brief::InlineStyle;
use crate::read::compose::{BlockText, is_safe_link};
use crate::read::keys::Keys;
use crate::read::markup::{Dialect, Token, Tokens, attribute};
use crate::read::outline::{Outline, Part};
use crate::read::references::{Place, decode, decoded};
use crate::read::words;

/// Text boxes, and tables in tables, nest no deeper.
const MAX_DEPTH: usize = 16;

/// The most bytes of text in one cell of a table, on average, that is not a layout.
const MAX_CELL: usize = 300;

/// What is not part of the text: what was deleted or moved away, properties as they were before a change, the
/// version of a drawing for older programs, the reading aids above ruby text.
const SKIPPED: [&str; 8] =
    ["w:del", "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:sectPrChange", "w:rt"];

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    Foot,
    End,
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Run {
    strong: bool,
    emphasis: bool,
    deleted: bool,
    hidden: bool,
}

/// A paragraph under construction.
#[derive(Debug)]
struct Paragraph<'d> {
    block: BlockText,
    role: Role,
    numbering: Numbering<'d>,
    /// How the words since `since` are set.
    run: Run,
    since: usize,
    /// Where a link began, and where it leads.
    link: Option<(usize, String)>,
}

/// A table under construction.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    /// Whether it holds another one.
    has_table: bool,
}

#[derive(Debug, Default)]
struct Cell {
    parts: Vec<(Part, BlockText)>,
    /// How many columns it takes beyond its own.
    spanned: usize,
}

/// The reader of a document's parts.
pub struct Document<'s, 'd> {
    styles: &'s Styles<'d>,
    lists: &'s Lists<'d>,
    relations: Relations<'d>,
    pub outline: Outline,
    /// The notes that the text refers to, in the order of their marks: the first is note 1.
    references: Vec<(Note, &'d str)>,
    /// Of the part with notes that is read: the ids, and the number of each.
    ids: Keys<'d>,
    numbers: Vec<usize>,
    paragraphs: Vec<Paragraph<'d>>,
    tables: Vec<Table>,
    /// Tables that are nested deeper than any is kept.
    beyond: usize,
    run: Run,
    /// Inside the properties of a paragraph, or of its mark.
    in_properties: bool,
    in_text: bool,
    /// The instructions of the fields that are open, innermost last.
    fields: Vec<String>,
    in_instruction: bool,
    /// What is passed over, and how many of its kind are open.
    skipped: Option<(&'static str, usize)>,
    /// The note that is read: its label, until a block has it. Nothing for one that the text does not refer to.
    note: Option<Option<String>>,
    reads_notes: bool,
}

impl<'s, 'd> Document<'s, 'd> {
    pub fn new(styles: &'s Styles<'d>, lists: &'s Lists<'d>, relations: Relations<'d>) -> Self {
        Self {
            styles,
            lists,
            relations,
            outline: Outline::default(),
            references: Vec::new(),
            ids: Keys::new(Vec::new()),
            numbers: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            beyond: 0,
            run: Run::default(),
            in_properties: false,
            in_text: false,
            fields: Vec::new(),
            in_instruction: false,
            skipped: None,
            note: None,
            reads_notes: false,
        }
    }

    /// Reads a part that has paragraphs.
    pub fn read(&mut self, xml: &'d str) {
        for token in Tokens::new(xml, Dialect::Xml) {
            match token {
                Token::Open { name, attributes, is_closed } => {
                    if self.skipped.is_none() {
                        self.open(name, attributes, is_closed);
                    }
                    self.skip(name, is_closed);
                }
                Token::Close { name } => match &mut self.skipped {
                    None => self.close(name),
                    Some((skipped, depth)) if *skipped == name => {
                        *depth -= 1;
                        if *depth == 0 {
                            self.skipped = None;
                        }
                    }
                    Some(_) => {}
                },
                Token::Text { text, is_raw } if self.skipped.is_none() => self.text(text, is_raw),
                Token::Text { .. } => {}
            }
        }
        // What was never closed ends with the part.
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        (self.beyond, self.skipped) = (0, None);
    }

    /// Reads the notes that the text refers to.
    pub fn read_notes(&mut self, xml: &'d str, kind: Note, relations: Relations<'d>) {
        let of_kind = self.references.iter().enumerate().filter(|(_, (other, _))| *other == kind);
        let (numbers, ids) = of_kind.map(|(index, (_, id))| (index + 1, *id)).unzip();
        (self.numbers, self.ids) = (numbers, Keys::new(ids));
        (self.relations, self.reads_notes) = (relations, true);
        self.read(xml);
    }

    /// Passes over what is not text, from its start tag to its end tag.
    fn skip(&mut self, name: &str, is_closed: bool) {
        if is_closed {
            return;
        }
        match &mut self.skipped {
            Some((skipped, depth)) => *depth += usize::from(*skipped == name),
            None => self.skipped = SKIPPED.into_iter().find(|skipped| *skipped == name).map(|skipped| (skipped, 1)),
        }
    }

    fn open(&mut self, name: &'d str, attributes: &'d str, is_closed: bool) {
        let value = || attribute(attributes, "w:val");
        // `<w:b/>` is bold, `<w:b w:val="0"/>` is not.
        let is_on = || !matches!(value(), Some("0" | "false" | "off" | "none"));
        match name {
            "w:p" if !is_closed => self.begin_paragraph(),
            "w:pPr" => self.in_properties = !is_closed,
            "w:pStyle" | "w:outlineLvl" | "w:numId" | "w:ilvl" if self.in_properties => {
                self.paragraph_property(name, value());
            }
            "w:r" => self.run = Run::default(),
            "w:rStyle" if !self.in_properties => match value().map(|id| self.styles.role(id)) {
                Some(Role::Strong) => self.run.strong = true,
                Some(Role::Emphasis) => self.run.emphasis = true,
                _ => {}
            },
            "w:b" if !self.in_properties => self.run.strong = is_on(),
            "w:i" if !self.in_properties => self.run.emphasis = is_on(),
            "w:strike" | "w:dstrike" if !self.in_properties => self.run.deleted = is_on(),
            "w:vanish" if !self.in_properties => self.run.hidden = is_on(),
            "w:t" | "m:t" => self.in_text = !is_closed,
            // In properties, it is where a tab leads.
            "w:tab" | "w:ptab" if !self.in_properties => self.push(" "),
            "w:br" | "w:cr" => {
                let is_page = matches!(attribute(attributes, "w:type"), Some("page" | "column"));
                self.push(if is_page || !self.tables.is_empty() { " " } else { "\n" });
            }
            "w:noBreakHyphen" => self.push("-"),
            "w:hyperlink" if !is_closed => {
                let target = attribute(attributes, "r:id").and_then(|id| self.relations.target(id));
                self.begin_link(target.map(|target| decoded(target, Place::Attribute)));
            }
            "w:fldChar" => self.field(attribute(attributes, "w:fldCharType").unwrap_or_default()),
            "w:instrText" => self.in_instruction = !is_closed,
            "w:footnoteReference" | "w:endnoteReference" => {
                let kind = if name == "w:footnoteReference" { Note::Foot } else { Note::End };
                if let (Some(id), Some(paragraph)) = (attribute(attributes, "w:id"), self.paragraphs.last_mut()) {
                    self.references.push((kind, id));
                    paragraph.block.note_reference(&self.references.len().to_string());
                }
            }
            "w:footnote" | "w:endnote" => {
                let found = attribute(attributes, "w:id").and_then(|id| self.ids.find(id));
                self.note = found.map(|index| Some(self.numbers[index].to_string()));
            }
            "w:tbl" if !is_closed => {
                if self.tables.len() == MAX_DEPTH {
                    self.beyond += 1;
                } else {
                    if let Some(table) = self.tables.last_mut() {
                        table.has_table = true;
                    }
                    self.tables.push(Table::default());
                }
            }
            "w:tr" if self.beyond == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "w:tc" if self.beyond == 0 => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(Cell::default());
                }
            }
            "w:gridSpan" => {
                let span = value().and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
                if let Some(cell) = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
                    // No table has more than a hundred columns.
                    cell.spanned = span.clamp(1, 100) - 1;
                }
            }
            "wp:docPr" => {
                if let Some(alternative) = attribute(attributes, "descr") {
                    self.outline.leave_out(&decoded(alternative, Place::Attribute));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:p" => self.end_paragraph(),
            "w:pPr" => self.in_properties = false,
            "w:t" | "m:t" => self.in_text = false,
            "w:instrText" => self.in_instruction = false,
            "w:hyperlink" => self.end_link(),
            "w:tbl" if self.beyond > 0 => self.beyond -= 1,
            "w:tbl" => self.end_table(),
            "w:footnote" | "w:endnote" => self.note = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, is_raw: bool) {
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut().filter(|field| field.len() < 4000) {
                field.push_str(text);
            }
        } else if self.in_text && is_raw {
            self.push(text);
        } else if self.in_text {
            decode(text, Place::Text, |piece| self.push(piece));
        }
    }

    fn push(&mut self, text: &str) {
        let run = self.run;
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !run.hidden) else { return };
        if paragraph.run != run {
            paragraph.end_run();
            paragraph.run = run;
        }
        paragraph.block.push(text);
    }

    fn begin_paragraph(&mut self) {
        self.in_properties = false;
        if self.paragraphs.len() < MAX_DEPTH {
            self.paragraphs.push(Paragraph {
                block: BlockText::default(),
                role: Role::None,
                numbering: Numbering::default(),
                run: Run::default(),
                since: 0,
                link: None,
            });
        }
    }

    fn paragraph_property(&mut self, name: &str, value: Option<&'d str>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match (name, value) {
            ("w:pStyle", Some(style)) => {
                paragraph.role = self.styles.role(style);
                paragraph.numbering = self.styles.numbering(style);
            }
            ("w:outlineLvl", level) if paragraph.role == Role::None => paragraph.role = outline_role(level),
            ("w:numId", id) => paragraph.numbering.id = id,
            ("w:ilvl", Some(level)) => paragraph.numbering.level = level.parse().ok(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        paragraph.end_link();
        paragraph.end_run();
        let Paragraph { mut block, role, numbering, .. } = paragraph;
        if block.text().trim().is_empty() {
            return;
        }
        let level = numbering.level.unwrap_or(0);
        let list = numbering.id.filter(|id| *id != "0");
        let part = match role {
            Role::Contents => return self.outline.leave_out(block.text()),
            _ if self.reads_notes => {
                match &mut self.note {
                    None => return,
                    Some(label) => {
                        if let Some(label) = label.take() {
                            block.begin_note(&label);
                        }
                    }
                }
                Part::Footnote
            }
            Role::Title => Part::Title,
            Role::Heading(level) => Part::Heading(level.min(6)),
            _ if list.is_some() => {
                let ordered = list.is_some_and(|id| self.lists.is_numbered(id, level));
                Part::Item { ordered, depth: level }
            }
            Role::Quote => Part::Quote,
            Role::Caption => Part::Caption,
            Role::Code => Part::Code,
            Role::None | Role::Strong | Role::Emphasis => Part::Paragraph,
        };
        self.push_part(part, block);
    }

    /// Adds a block to the cell that is open, or to the document.
    fn push_part(&mut self, part: Part, block: BlockText) {
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            Some(cell) => cell.parts.push((part, block)),
            None => self.outline.push(part, block),
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if table.is_data() {
            self.push_part(Part::Table, table.into_text());
        } else {
            for (part, block) in table.rows.into_iter().flatten().flat_map(|cell| cell.parts) {
                self.push_part(part, block);
            }
        }
    }

    fn begin_link(&mut self, target: Option<String>) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && let Some(target) = target.filter(|target| is_safe_link(target) && !target.starts_with('#'))
        {
            paragraph.end_link();
            paragraph.link = Some((paragraph.block.text().len(), target));
        }
    }

    fn end_link(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.end_link();
        }
    }

    /// Older programs write links as fields: `HYPERLINK "https://…"`, what is shown, and the end.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < MAX_DEPTH => self.fields.push(String::new()),
            "separate" => {
                let instruction = self.fields.last().map(String::as_str).unwrap_or_default();
                let target = words::split(instruction, "HYPERLINK")
                    .and_then(|(_, rest)| rest.trim_start().strip_prefix('"')?.split('"').next())
                    .map(|target| decoded(target, Place::Attribute));
                if target.is_some() {
                    self.begin_link(target);
                }
            }
            "end" => {
                let instruction = self.fields.pop().unwrap_or_default();
                if words::contains(&instruction, "HYPERLINK") {
                    self.end_link();
                }
            }
            _ => {}
        }
    }
}

impl Paragraph<'_> {
    /// Marks the words since the last change of how they are set.
    fn end_run(&mut self) {
        let Run { strong, emphasis, deleted, .. } = self.run;
        for (is_set, style) in
            [(strong, InlineStyle::Strong), (emphasis, InlineStyle::Emphasis), (deleted, InlineStyle::Deleted)]
        {
            if is_set {
                self.block.mark(self.since, style);
            }
        }
        self.since = self.block.text().len();
    }

    fn end_link(&mut self) {
        if let Some((start, url)) = self.link.take() {
            self.block.mark(start, InlineStyle::Link(url));
        }
    }
}

impl Table {
    /// Whether it shows data: rows and columns of short cells. What has one cell, or holds tables, is a box.
    fn is_data(&self) -> bool {
        let cells: usize = self.rows.iter().map(Vec::len).sum();
        let parts = || self.rows.iter().flatten().flat_map(|cell| &cell.parts);
        let text: usize = parts().map(|(_, block)| block.text().len()).sum();
        let is_plain = |part: &Part| !matches!(part, Part::Title | Part::Table | Part::Code);
        !self.has_table
            && self.rows.len() >= 2
            // A heading over a whole row leaves it one cell.
            && cells * 2 >= self.rows.len() * 3
            && text <= cells * MAX_CELL
            && parts().all(|(part, _)| is_plain(part))
    }

    /// Rows joined by line feeds, cells by tabs.
    fn into_text(self) -> BlockText {
        let mut text = BlockText::default();
        for (index, row) in self.rows.into_iter().enumerate() {
            if index > 0 {
                text.push("\n");
            }
            let mut gap = 0;
            for cell in row {
                for _ in 0..gap {
                    text.push("\t");
                }
                for (index, (_, block)) in cell.parts.into_iter().enumerate() {
                    if index > 0 {
                        text.push(" ");
                    }
                    text.append(block);
                }
                gap = 1 + cell.spanned;
            }
        }
        text
    }
}
