//! [`Reading`] → HTML: the article, the reference section behind it, and the list for the rail.
//!
//! The page is complete without scripts: a mention is an ordinary link to its entry in the reference
//! section, and a card is that entry brought to the pointer. One promise binds this module to the notes:
//! **the `textContent` of an element with `data-block` is that block's text, character for character**,
//! and those elements stand in the order of the blocks.

mod article;
mod footnotes;
mod judgement;
mod linked;
mod maps;
mod marks;
mod nest;
pub mod places;
mod rail;
mod reference;
mod timeline;

pub use linked::LinkedBrief;
#[cfg(feature = "maps")]
pub use maps::{Outlines, OutlinesError};
pub use reference::{facts, kind_singular, relations};

use sidelight_text::hashes::{HashMap64, hash};

use crate::brief::{BlockKind, Brief, Date, Inline, InlineStyle};
use crate::knowledge::{Kind, Knowledge};
use crate::order::sort_by_numbers;
use crate::read::{MONTHS, date_line};
use crate::understand::Reading;

/// Words a minute at which people read dense prose; Brysbaert 2019 measures 238 for plain non-fiction.
const WORDS_PER_MINUTE: usize = 220;

/// Where the links of a page lead outside the page itself.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The relative way to the site's root: `../../`.
    pub root: String,
    /// Entities that have a dossier on the site, by id and in its order, each with the number of briefs that
    /// mention it.
    pub dossiers: Vec<(String, usize)>,
    /// The briefs of the site that others link to, in the order of their slugs.
    pub briefs: Vec<LinkedBrief>,
}

impl Links {
    /// In how many briefs an entity is mentioned, if it has a dossier.
    fn briefs_with(&self, id: &str) -> Option<usize> {
        let place = self.dossiers.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        Some(self.dossiers[place].1)
    }

    /// The brief that an address is the way to, from another brief's page.
    fn brief_at(&self, url: &str) -> Option<&LinkedBrief> {
        let slug = LinkedBrief::slug_at(url)?;
        let place = self.briefs.binary_search_by(|brief| brief.slug.as_str().cmp(slug)).ok()?;
        Some(&self.briefs[place])
    }
}

/// A brief's page, in the parts that the shell has places for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The region “Brief”.
    pub brief: String,
    /// The places in `brief`, in bytes, where a long one may be cut between two children of the region.
    pub cuts: Vec<usize>,
    /// The regions “Entities”, “Glossary”, “Words of judgement”, “Timeline” and “Map”, with an entry for everything that is
    /// mentioned.
    pub reference: String,
    /// The entities as a short list for the rail.
    pub rail: String,
}

/// Renders a brief's page. The same input always gives the same bytes.
pub fn page(brief: &Brief, reading: &Reading, knowledge: &Knowledge, links: &Links) -> Page {
    page_of(brief, reading, knowledge, links, &Survey::new(brief, reading, links))
}

/// Renders a brief's page with maps of the places that it names.
#[cfg(feature = "maps")]
pub fn page_with_maps(
    brief: &Brief,
    reading: &Reading,
    knowledge: &Knowledge,
    links: &Links,
    outlines: &Outlines,
) -> Page {
    let mut survey = Survey::new(brief, reading, links);
    survey.maps = maps::Maps::of(brief, &survey, knowledge, outlines);
    page_of(brief, reading, knowledge, links, &survey)
}

fn page_of(brief: &Brief, reading: &Reading, knowledge: &Knowledge, links: &Links, survey: &Survey<'_>) -> Page {
    let marks = marks::Marks::choose(brief, reading, knowledge);
    let (article, cuts) = article::render(brief, reading, survey, &marks);
    Page {
        brief: article,
        cuts,
        reference: reference::render(brief, reading, knowledge, links, survey).into_string(),
        rail: rail::render(survey).into_string(),
    }
}

/// What the parts of a page have in common: numbers, anchors, and who is mentioned where.
struct Survey<'r> {
    /// For each block, its ¶ number, if it has one.
    paragraphs: Vec<Option<usize>>,
    /// Every entity, in the order of first mention.
    entities: Vec<Subject<'r>>,
    /// Every term, in the order of first use.
    terms: Vec<Subject<'r>>,
    /// The sentences that belong to key points, in the order of the text: range and key points, from 1.
    passages: Vec<(std::ops::Range<usize>, Vec<usize>)>,
    timeline: timeline::Timeline<'r>,
    judgements: judgement::Judgements,
    maps: maps::Maps,
    linked: Vec<&'r LinkedBrief>,
}

/// One entity or term, and where the brief speaks of it.
struct Subject<'r> {
    id: &'r str,
    name: &'r str,
    kind: Option<Kind>,
    /// The places, as indices into [`Reading::mentions`] or [`Reading::terms`].
    places: Vec<usize>,
    /// The block of each place.
    blocks: Vec<usize>,
    /// The key points that name it, or one of whose passages does; from 1.
    key_points: Vec<usize>,
    /// The page's anchor of the first place.
    anchor: String,
    /// The number of its entry in the reference section, from 1; print shows it at the first place.
    number: usize,
}

impl<'r> Survey<'r> {
    fn new(brief: &Brief, reading: &'r Reading, links: &'r Links) -> Self {
        let mut number = 0;
        let paragraphs = brief
            .blocks
            .iter()
            .map(|block| {
                let is_numbered = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
                number += usize::from(is_numbered);
                is_numbered.then_some(number)
            })
            .collect();
        let mut passages: Vec<(std::ops::Range<usize>, Vec<usize>)> = Vec::new();
        for (index, point) in reading.key_points.iter().enumerate() {
            for evidence in &point.evidence {
                match passages.iter_mut().find(|(range, _)| *range == evidence.range) {
                    Some((_, points)) => points.push(index + 1),
                    None => passages.push((evidence.range.clone(), vec![index + 1])),
                }
            }
        }
        sort_by_numbers(&mut passages, |(range, _)| [range.start]);
        let mentions = reading
            .mentions
            .iter()
            .map(|mention| (mention.entity.as_str(), mention.name.as_str(), Some(mention.kind), mention.range.clone()));
        let terms = reading.terms.iter().map(|term| (term.term.as_str(), term.name.as_str(), None, term.range.clone()));
        let mut entities = subjects(brief, reading, &passages, mentions);
        let mut terms = subjects(brief, reading, &passages, terms);
        let mut number = 0;
        let mut give_number = |subject: &mut Subject<'_>| {
            number += 1;
            subject.number = number;
        };
        for kind in Kind::ALL {
            entities.iter_mut().filter(|entity| entity.kind == Some(kind)).for_each(&mut give_number);
        }
        terms.iter_mut().for_each(give_number);
        Self {
            paragraphs,
            entities,
            terms,
            passages,
            timeline: timeline::Timeline::of(brief, reading),
            judgements: judgement::Judgements::of(brief, reading),
            maps: maps::Maps::default(),
            linked: linked::of(brief, links),
        }
    }

    /// For each place of these subjects the number of the entry, where it is the first that leads there.
    fn numbers(subjects: &[Subject<'_>], places: usize) -> Vec<Option<usize>> {
        let mut numbers = vec![None; places];
        subjects.iter().for_each(|subject| numbers[subject.places[0]] = Some(subject.number));
        numbers
    }

    /// The page's anchor for a passage.
    fn passage_id(&self, range: &std::ops::Range<usize>) -> Option<String> {
        self.passages.iter().position(|(passage, _)| passage == range).map(|index| format!("p{}", index + 1))
    }

    /// “¶ 3”, or what the block is where it has no number.
    fn place_name(&self, brief: &Brief, block: usize) -> String {
        match (self.paragraphs[block], brief.blocks[block].kind) {
            (Some(number), _) => format!("¶ {number}"),
            (None, BlockKind::Heading { level: 1 }) => "the title".into(),
            (None, BlockKind::Heading { .. }) => "a heading".into(),
            (None, BlockKind::KeyPoint) => "the key points".into(),
            (None, BlockKind::Caption) => "a caption".into(),
            (None, BlockKind::Table) => "a table".into(),
            (None, BlockKind::Footnote) => "a footnote".into(),
            (None, _) => "a list".into(),
        }
    }
}

fn subjects<'r>(
    brief: &Brief,
    reading: &Reading,
    passages: &[(std::ops::Range<usize>, Vec<usize>)],
    places: impl Iterator<Item = (&'r str, &'r str, Option<Kind>, std::ops::Range<usize>)>,
) -> Vec<Subject<'r>> {
    let mut by_id = HashMap64::default();
    let mut subjects: Vec<Subject<'r>> = Vec::new();
    for (place, (id, name, kind, range)) in places.enumerate() {
        let block = brief.blocks.partition_point(|block| block.range.end <= range.start);
        let at = *by_id.entry(hash(id)).or_insert(subjects.len() as u64) as usize;
        if at == subjects.len() {
            let (places, blocks, key_points) = (Vec::new(), Vec::new(), Vec::new());
            let prefix = if kind.is_some() { "m" } else { "t" };
            let anchor = if is_linked(brief, &range) { format!("b{block}") } else { format!("{prefix}{place}") };
            subjects.push(Subject { id, name, kind, places, blocks, key_points, anchor, number: 0 });
        }
        let subject = &mut subjects[at];
        subject.places.push(place);
        subject.blocks.push(block);
        let own = reading.key_points.iter().position(|point| contains(&point.range, &range)).map(|index| index + 1);
        let passage = passages.iter().find(|(passage, _)| contains(passage, &range));
        let bears_on = own.into_iter().chain(passage.into_iter().flat_map(|(_, points)| points.iter().copied()));
        for point in bears_on {
            if !subject.key_points.contains(&point) {
                subject.key_points.push(point);
            }
        }
    }
    for subject in &mut subjects {
        sort_by_numbers(&mut subject.key_points, |point| [*point]);
    }
    subjects
}

/// Whether a range lies in one of the author's own links. A link inside a link is not HTML, so there the
/// author's wins and a mention or term has none.
fn is_linked(brief: &Brief, range: &std::ops::Range<usize>) -> bool {
    let is_link = |inline: &&Inline| matches!(inline.style, InlineStyle::Link(_));
    let first = brief.inlines.partition_point(|inline| inline.range.start < block_start(brief, range.start));
    brief.inlines[first..]
        .iter()
        .take_while(|inline| inline.range.start < range.end)
        .filter(is_link)
        .any(|link| link.range.end > range.start)
}

/// Where the block of an offset begins: markup that reaches the offset begins there at the earliest.
fn block_start(brief: &Brief, offset: usize) -> usize {
    let block = brief.blocks.partition_point(|block| block.range.end <= offset);
    brief.blocks.get(block).map_or(offset, |block| block.range.start)
}

fn contains(outer: &std::ops::Range<usize>, inner: &std::ops::Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A day as a reader reads it: “29 March 2024”.
pub fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// A month as a reader reads it: “March 2024”.
fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// A year, month or day of ISO 8601 as a reader reads it: “2024”, “March 2024”, “29 March 2024”.
pub fn partial_date(text: &str) -> String {
    let first_of_month = || date_line(&format!("{text}-01"));
    date_line(text).map(day).or_else(|| first_of_month().map(month)).unwrap_or_else(|| text.to_owned())
}

/// The minutes that a brief takes to read, at least one.
pub fn minutes(brief: &Brief) -> usize {
    brief.word_count().div_ceil(WORDS_PER_MINUTE).max(1)
}

#[cfg(test)]
mod tests;
