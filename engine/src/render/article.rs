//! The region “Brief”: head, key points, text.

use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::footnotes;
use super::marks::{Mark, Marks};
use super::nest::{Point, Wrap, wrap};
use super::timeline::is_relative;
use super::{LinkedBrief, Survey, block_start, day, is_linked, minutes};
use crate::brief::{BlockKind, Brief, InlineStyle};
use crate::order::sort_by_numbers;
use crate::understand::{KeyPoint, KeyPointOrigin, Reading, Relation};

/// Everything that the blocks of one brief are rendered with.
struct Article<'r> {
    brief: &'r Brief,
    reading: &'r Reading,
    survey: &'r Survey<'r>,
    /// All wraps, in the order of their starts.
    wraps: Vec<Wrap>,
    /// The marks of footnotes and the numbers of key points, in the order of the text.
    points: Vec<Point>,
}

/// Bytes of HTML after which a brief may be cut: what a browser takes in well within the time of a frame or two.
const SLICE: usize = 32 << 10;

/// The region, and the places, in bytes, where it may be cut between two of its children.
pub fn render(brief: &Brief, reading: &Reading, survey: &Survey<'_>, marks: &Marks) -> (String, Vec<usize>) {
    let mut wraps = wraps(brief, reading, survey, marks);
    sort_by_numbers(&mut wraps, |wrap| [wrap.range.start]);
    let mut points = footnotes::points(brief);
    let passages = &survey.passages;
    points.extend((passages.iter().enumerate()).map(|(index, passage)| numbers(brief, passage, &passages[..index])));
    sort_by_numbers(&mut points, |point| [point.at]);
    let article = Article { brief, reading, survey, wraps, points };
    let title_end = usize::from(brief.blocks.first().is_some_and(|block| is_title(block.kind)));
    let begun = html! {
        section #brief .brief aria-label="Brief" lang=[brief.language.as_deref()] {
            header .head {
                @if let Some(series) = &brief.series { p .kicker { (series) } }
                @if title_end == 1 { h1 #b0 data-block="b0" { (article.block_text(0)) } }
                p .meta {
                    @if let Some(date) = brief.date { time datetime=(date) { (day(date)) } }
                    @if let Some(author) = &brief.author { span .author { (author) } }
                    span { (minutes(brief)) @if minutes(brief) == 1 { " minute" } @else { " minutes" } }
                }
            }
            @if reading.key_points.iter().any(|point| point.origin == KeyPointOrigin::Extracted) {
                (article.extracted_points())
            }
        }
    };
    const END: &str = "</section>";
    let mut page = begun.into_string();
    page.truncate(page.len() - END.len());
    let (mut cuts, mut last) = (Vec::new(), 0);
    article.blocks(title_end, &mut |PreEscaped(part)| {
        if page.len() - last > SLICE {
            last = page.len();
            cuts.push(last);
        }
        page.push_str(&part);
    });
    page.push_str(END);
    (page, cuts)
}

fn is_title(kind: BlockKind) -> bool {
    kind == BlockKind::Heading { level: 1 }
}

impl Article<'_> {
    /// The blocks from `first` on, for `each`; key points and list items are gathered into lists.
    fn blocks(&self, first: usize, each: &mut dyn FnMut(Markup)) {
        let blocks = &self.brief.blocks;
        let mut at = first;
        while let Some(block) = blocks.get(at) {
            let run =
                |is_same: fn(BlockKind) -> bool| blocks[at..].iter().take_while(|block| is_same(block.kind)).count();
            let length = match block.kind {
                BlockKind::KeyPoint => run(|kind| kind == BlockKind::KeyPoint),
                BlockKind::ListItem { .. } => run(|kind| matches!(kind, BlockKind::ListItem { .. })),
                BlockKind::Quote => run(|kind| kind == BlockKind::Quote),
                BlockKind::Footnote => run(|kind| kind == BlockKind::Footnote),
                _ => 1,
            };
            let is_heading_of_points = matches!(block.kind, BlockKind::Heading { .. })
                && blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::KeyPoint);
            if is_heading_of_points {
                at += 1;
                continue;
            }
            each(match block.kind {
                BlockKind::KeyPoint => self.points(at..at + length),
                BlockKind::ListItem { ordered, .. } => self.list(at..at + length, ordered),
                BlockKind::Quote => html! { blockquote { @for index in at..at + length { (self.paragraph(index)) } } },
                BlockKind::Footnote => html! {
                    section .footnotes aria-label="Footnotes" { @for index in at..at + length { (self.paragraph(index)) } }
                },
                _ => self.block(at),
            });
            at += length;
        }
    }

    fn block(&self, index: usize) -> Markup {
        let id = block_id(index);
        let text = self.block_text(index);
        match self.brief.blocks[index].kind {
            BlockKind::Heading { level: 1 | 2 } => html! { h2 id=(id) data-block=(id) { (text) } },
            BlockKind::Heading { level: 3 } => html! { h3 id=(id) data-block=(id) { (text) } },
            BlockKind::Heading { .. } => html! { h4 id=(id) data-block=(id) { (text) } },
            BlockKind::Caption => html! { p .caption id=(id) data-block=(id) { (text) } },
            BlockKind::Code => html! { pre id=(id) data-block=(id) { (text) } },
            BlockKind::Table => self.table(index),
            _ => self.paragraph(index),
        }
    }

    fn paragraph(&self, index: usize) -> Markup {
        let id = block_id(index);
        html! { p id=(id) data-block=(id) data-n=[self.survey.paragraphs[index]] { (self.block_text(index)) } }
    }

    fn points(&self, range: Range<usize>) -> Markup {
        let heading = range.start.checked_sub(1).filter(|index| {
            let kind = self.brief.blocks[*index].kind;
            // The title stands at the head of the page already.
            matches!(kind, BlockKind::Heading { .. }) && !(*index == 0 && is_title(kind))
        });
        html! {
            section .points aria-label="Key points" {
                @match heading {
                    Some(index) => { h2 id=(block_id(index)) data-block=(block_id(index)) { (self.block_text(index)) } }
                    None => { h2 { "Key points" } }
                }
                ol {
                    @for index in range {
                        @let place = &self.brief.blocks[index].range;
                        @let number = self.reading.key_points.iter().position(|point| point.range == *place);
                        li .point id=[number.map(|number| format!("k{}", number + 1))] {
                            p id=(block_id(index)) data-block=(block_id(index)) { (self.block_text(index)) }
                            @if let Some(number) = number { (self.related(&self.reading.key_points[number])) }
                        }
                    }
                }
            }
        }
    }

    /// Key points for a brief that states none: its own sentences, and said to be so.
    fn extracted_points(&self) -> Markup {
        html! {
            section .points .extracted aria-label="Key points" {
                h2 { "Key points" }
                p .label { "This brief states none. These sentences of its text were picked by Sidelight." }
                ol {
                    @for (index, point) in self.reading.key_points.iter().enumerate() {
                        li .point id=(format!("k{}", index + 1)) {
                            p { (&self.brief.text[point.range.clone()]) }
                            (self.related(point))
                        }
                    }
                }
            }
        }
    }

    /// The links from a key point to its passages: one a block, to the best passage in it, with what the
    /// block does to the key point; then the words by which the body is more cautious.
    fn related(&self, point: &KeyPoint) -> Markup {
        let mut places: Vec<(usize, u8, Vec<String>)> = Vec::new();
        for evidence in &point.evidence {
            let block = self.brief.blocks.partition_point(|block| block.range.end <= evidence.range.start);
            let Some(id) = self.survey.passage_id(&evidence.range) else { continue };
            let rank = relation_rank(&evidence.relation);
            match places.iter_mut().find(|(place, ..)| *place == block) {
                Some((_, first, ids)) => {
                    *first = rank.max(*first);
                    ids.push(id);
                }
                None => places.push((block, rank, vec![id])),
            }
        }
        let qualified = point.evidence.iter().find_map(|evidence| match &evidence.relation {
            Relation::Qualifies(words) => Some(&self.brief.text[words.clone()]),
            Relation::Repeats | Relation::Adds => None,
        });
        // Stable: places of one relation keep their order, best first.
        sort_by_numbers(&mut places, |(_, rank, _)| [usize::from(*rank)]);
        html! {
            @if !places.is_empty() {
                p .related {
                    span .related-label { "Related in the text:" }
                    @for (index, (block, rank, ids)) in places.iter().enumerate() {
                        @if index == 0 || places[index - 1].1 != *rank {
                            @if index > 0 { ";" }
                            " " (RELATIONS[usize::from(*rank)])
                        } @else { "," }
                        " " a href=(format!("#{}", ids[0])) data-passage=(ids.join(" ")) {
                            (self.survey.place_name(self.brief, *block))
                        }
                    }
                    @if let Some(words) = qualified { ". The body adds: " em { (words) } }
                }
            }
        }
    }

    fn list(&self, range: Range<usize>, ordered: bool) -> Markup {
        let items = html! {
            @for index in range {
                @let id = block_id(index);
                @let depth = match self.brief.blocks[index].kind { BlockKind::ListItem { depth, .. } => depth, _ => 0 };
                li id=(id) data-block=(id) data-depth=[(depth > 0).then_some(depth)] { (self.block_text(index)) }
            }
        };
        if ordered {
            html! { ol .list { (items) } }
        } else {
            html! { ul .list { (items) } }
        }
    }

    /// Cells are separated by the tabs and line feeds of the block's own text, so that the element's
    /// `textContent` is that text.
    fn table(&self, index: usize) -> Markup {
        let id = block_id(index);
        let range = self.brief.blocks[index].range.clone();
        let mut rows = Vec::new();
        let mut row_start = range.start;
        for line in self.brief.text[range].split('\n') {
            let mut cells = Vec::new();
            let mut cell_start = row_start;
            for cell in line.split('\t') {
                cells.push(self.text(cell_start..cell_start + cell.len()));
                cell_start += cell.len() + 1;
            }
            rows.push(cells);
            row_start += line.len() + 1;
        }
        let row = |cells: &[Markup], is_head: bool| {
            html! {
                @for (index, cell) in cells.iter().enumerate() {
                    @if index > 0 { "\t" }
                    @if is_head { th scope="col" { (cell) } } @else { td { (cell) } }
                }
            }
        };
        html! {
            // A wide table scrolls by itself; the page never does. Focusable, so that keys can scroll it.
            div .table role="group" aria-label="Table" tabindex="0" {
                table id=(id) data-block=(id) {
                    @for (index, cells) in rows.iter().enumerate() {
                        @if index > 0 { "\n" }
                        tr { (row(cells, index == 0)) }
                    }
                }
            }
        }
    }

    fn block_text(&self, index: usize) -> Markup {
        self.text(self.brief.blocks[index].range.clone())
    }

    fn text(&self, range: Range<usize>) -> Markup {
        let until = self.wraps.partition_point(|wrap| wrap.range.start < range.end);
        // No wrap is longer than a block, so those that reach into the range begin in its block.
        let first = block_start(self.brief, range.start);
        let from = self.wraps.partition_point(|wrap| wrap.range.start < first);
        let wraps: Vec<&Wrap> = self.wraps[from..until].iter().filter(|wrap| wrap.range.end > range.start).collect();
        let points = self.points.partition_point(|point| point.at < range.start)
            ..self.points.partition_point(|point| point.at <= range.end);
        wrap(&self.brief.text, range, &wraps, &self.points[points])
    }
}

/// What a place does to a key point, by the rank of its relation.
const RELATIONS: [&str; 3] = ["same words in", "adds in", "more cautious in"];

fn relation_rank(relation: &Relation) -> u8 {
    match relation {
        Relation::Repeats => 0,
        Relation::Adds => 1,
        Relation::Qualifies(_) => 2,
    }
}

fn block_id(index: usize) -> String {
    format!("b{index}")
}

/// Sentences and passages outermost, then the author's links, then mentions and terms, then emphasis.
fn wraps(brief: &Brief, reading: &Reading, survey: &Survey<'_>, marks: &Marks) -> Vec<Wrap> {
    let mut wraps = Vec::new();
    for (index, (range, _)) in survey.passages.iter().enumerate() {
        let tag = |id: Option<String>| html! { span .passage id=[id] {} };
        wraps.push(element(range.clone(), 0, tag(Some(format!("p{}", index + 1))), tag(None), "</span>"));
    }
    let is_passage = |range: &Range<usize>| {
        let next = survey.passages.partition_point(|(passage, _)| passage.end <= range.start);
        survey.passages.get(next).is_some_and(|(passage, _)| passage == range)
    };
    for sentence in reading.sentences.iter().filter(|sentence| !is_passage(sentence)) {
        let tag = || html! { span .sentence {} };
        wraps.push(element(sentence.clone(), 0, tag(), tag(), "</span>"));
    }
    let numbers = Survey::numbers(&survey.entities, reading.mentions.len());
    for (index, mention) in reading.mentions.iter().enumerate().filter(|(_, mention)| !is_linked(brief, &mention.range))
    {
        let mark = marks.mentions[index];
        let tag = |id: Option<String>| {
            html! {
                a .{ "mention" (mark.class()) } href=(format!("#entity-{}", mention.entity))
                    data-entity=(mention.entity) data-ref=[id.as_ref().and(numbers[index])] id=[id] tabindex=[tab_index(mark)] {}
            }
        };
        wraps.push(element(mention.range.clone(), 2, tag(Some(format!("m{index}"))), tag(None), "</a>"));
    }
    let numbers = Survey::numbers(&survey.terms, reading.terms.len());
    for (index, term) in reading.terms.iter().enumerate().filter(|(_, term)| !is_linked(brief, &term.range)) {
        let mark = marks.terms[index];
        let tag = |id: Option<String>| {
            html! {
                a .{ "term" (mark.class()) } href=(format!("#term-{}", term.term))
                    data-term=(term.term) data-ref=[id.as_ref().and(numbers[index])] id=[id] tabindex=[tab_index(mark)] {}
            }
        };
        wraps.push(element(term.range.clone(), 2, tag(Some(format!("t{index}"))), tag(None), "</a>"));
    }
    // A link inside a link is not HTML: what is a mention or a term already is nothing else, nor is a date a hedge.
    let is_free = |range: &Range<usize>| {
        !is_linked(brief, range)
            && is_apart(&reading.mentions, |mention| &mention.range, range)
            && is_apart(&reading.terms, |term| &term.range, range)
    };
    for (index, date) in reading.dates.iter().enumerate() {
        let Some(number) = survey.timeline.number(date) else { continue };
        let is_link = is_free(&date.range) && is_relative(brief, date);
        let tag = |id: Option<String>| {
            html! {
                @if is_link { a .when href=(format!("#d{number}")) id=[id] data-date=(number) tabindex="-1" {} }
                @else { span id=[id] {} }
            }
        };
        let close = if is_link { "</a>" } else { "</span>" };
        wraps.push(element(date.range.clone(), 2, tag(Some(format!("w{index}"))), tag(None), close));
    }
    for (index, hedge) in reading.hedges.iter().enumerate() {
        if is_free(&hedge.range) && is_apart(&reading.dates, |date| &date.range, &hedge.range) {
            let number = survey.judgements.number(index);
            let tag = || html! { a .hedge.silent href=(format!("#h{number}")) data-hedge=(number) tabindex="-1" {} };
            wraps.push(element(hedge.range.clone(), 2, tag(), tag(), "</a>"));
        }
    }
    for inline in &brief.inlines {
        let range = inline.range.clone();
        let (rank, tag, close) = match &inline.style {
            InlineStyle::Link(url) => {
                match survey.linked.iter().find(|other| LinkedBrief::slug_at(url) == Some(&other.slug)) {
                    Some(other) => (1, html! { a .to-brief href=(url) data-brief=(other.slug) {} }, "</a>"),
                    None => (1, html! { a .link href=(url) rel="noreferrer" {} }, "</a>"),
                }
            }
            InlineStyle::Emphasis => (3, html! { em {} }, "</em>"),
            InlineStyle::Strong => (3, html! { strong {} }, "</strong>"),
            InlineStyle::Deleted => (3, html! { s {} }, "</s>"),
            InlineStyle::Code => (3, html! { code {} }, "</code>"),
            InlineStyle::Beside(_) | InlineStyle::NoteReference(_) | InlineStyle::NoteLabel(_) => continue,
        };
        wraps.push(element(range, rank, tag.clone(), tag, close));
    }
    wraps
}

/// The numbers of the key points that a passage belongs to, for the margin beside its beginning. Where one `before` it
/// in the same block has the same number, keys pass it by, and those who hear the page hear it once.
fn numbers(
    brief: &Brief,
    (passage, points): &(Range<usize>, Vec<usize>),
    before: &[(Range<usize>, Vec<usize>)],
) -> Point {
    let block = block_start(brief, passage.start);
    let in_block = before.partition_point(|(other, _)| other.start < block);
    let is_known = |point| before[in_block..].iter().any(|(_, points)| points.contains(point));
    let numbers = html! {
        span .of-points {
            @for point in points {
                @let again = is_known(point);
                a href=(format!("#k{point}")) aria-label=(format!("Key point {point}")) data-label=(point)
                    tabindex=[again.then_some("-1")] aria-hidden=[again.then_some("true")] {}
            }
        }
    };
    Point { at: passage.start, html: numbers.into_string() }
}

/// Whether a range meets none of these, which come in the order of the text without overlaps.
fn is_apart<T>(others: &[T], range_of: fn(&T) -> &Range<usize>, range: &Range<usize>) -> bool {
    let next = others.partition_point(|other| range_of(other).end <= range.start);
    others.get(next).is_none_or(|other| range.end <= range_of(other).start)
}

/// A wrap from empty elements: what maud wrote before the closing tag is the opening one.
fn element(range: Range<usize>, rank: u8, open: Markup, again: Markup, close: &'static str) -> Wrap {
    let opening = |PreEscaped(html): Markup| html.strip_suffix(close).unwrap_or(&html).to_owned();
    Wrap { range, rank, open: opening(open), again: opening(again), close }
}

/// Only marked places are tab stops; all others still answer to the pointer.
fn tab_index(mark: Mark) -> Option<i8> {
    (mark != Mark::Shown).then_some(-1)
}
