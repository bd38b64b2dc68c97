//! Which mentions and terms a reader sees marked, by the design's rule: few, and where they help.

use sidelight_text::hashes::{HashMap64, hash};

use crate::brief::{BlockKind, Brief};
use crate::knowledge::{Kind, Knowledge};
use crate::order::sort_by_numbers;
use crate::understand::{Mention, Origin, Reading};

/// At most one mark in so many words.
const WORDS_PER_MARK: usize = 25;

/// How a mention or term shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A hairline or dots under it; a tab stop.
    Shown,
    /// Looks like plain text, answers like a marked one.
    Later,
    /// Looks like plain text and answers to a click or tap only.
    Silent,
}

impl Mark {
    /// The class that says so in the page, after the element's own.
    pub fn class(self) -> &'static str {
        match self {
            Self::Shown => "",
            Self::Later => " later",
            Self::Silent => " silent",
        }
    }
}

/// The mark of every mention and term, by index.
#[derive(Debug)]
pub struct Marks {
    pub mentions: Vec<Mark>,
    pub terms: Vec<Mark>,
}

/// A place that could be marked.
struct Candidate {
    is_term: bool,
    index: usize,
    start: usize,
    /// Lower is dearer: where there are too many candidates, the highest go first.
    rank: u8,
}

impl Marks {
    /// Marks first mentions, once in the key points and once in the text that follows them, as many as
    /// the words of each part allow.
    pub fn choose(brief: &Brief, reading: &Reading, knowledge: &Knowledge) -> Self {
        // What every reader knows, and what was only guessed.
        let is_silent = |mention: &Mention| {
            mention.origin == Origin::Detected
                || knowledge.entity(&mention.entity).is_some_and(|entity| entity.well_known)
        };
        let mut marks = Self {
            mentions: reading
                .mentions
                .iter()
                .map(|mention| if is_silent(mention) { Mark::Silent } else { Mark::Later })
                .collect(),
            terms: vec![Mark::Later; reading.terms.len()],
        };
        for is_points in [true, false] {
            let words = brief
                .blocks
                .iter()
                .filter(|block| (block.kind == BlockKind::KeyPoint) == is_points)
                .map(|block| brief.block_text(block).split_whitespace().count())
                .sum::<usize>();
            let part: Vec<_> = brief
                .blocks
                .iter()
                .filter(|block| is_markable(block.kind) && (block.kind == BlockKind::KeyPoint) == is_points)
                .map(|block| block.range.clone())
                .collect();
            let is_inside = |start: usize| {
                let next = part.partition_point(|range| range.end <= start);
                part.get(next).is_some_and(|range| range.start <= start)
            };
            let mut candidates = first_places(reading, &marks, is_inside);
            sort_by_numbers(&mut candidates, |candidate| [usize::from(candidate.rank), candidate.start]);
            for candidate in candidates.into_iter().take(words / WORDS_PER_MARK) {
                let list = if candidate.is_term { &mut marks.terms } else { &mut marks.mentions };
                list[candidate.index] = Mark::Shown;
            }
        }
        marks
    }
}

fn first_places(reading: &Reading, marks: &Marks, is_inside: impl Fn(usize) -> bool) -> Vec<Candidate> {
    let mut seen = HashMap64::default();
    let mentions = reading.mentions.iter().enumerate().filter(|(index, _)| marks.mentions[*index] != Mark::Silent);
    let mentions = mentions.map(|(index, mention)| {
        let rank = match (mention.origin, mention.kind) {
            (Origin::Document | Origin::Detected, _) => 3,
            (_, Kind::Group | Kind::Person | Kind::Organisation) => 0,
            (_, Kind::Event | Kind::Work | Kind::Other) => 1,
            (_, Kind::Place) => 2,
        };
        (Candidate { is_term: false, index, start: mention.range.start, rank }, mention.entity.as_str())
    });
    let terms = reading.terms.iter().enumerate().map(|(index, term)| {
        (Candidate { is_term: true, index, start: term.range.start, rank: 0 }, term.term.as_str())
    });
    mentions
        .chain(terms)
        .filter(|(candidate, _)| is_inside(candidate.start))
        .filter(|(candidate, id)| seen.insert(hash(id) ^ u64::from(candidate.is_term), 0).is_none())
        .map(|(candidate, _)| candidate)
        .collect()
}

/// A title, a heading, a credit or a literal is never marked: its links stay, unseen.
fn is_markable(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Heading { .. } | BlockKind::Caption | BlockKind::Code)
}
