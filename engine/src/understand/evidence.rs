//! The passages of the body that belong to each key point, and how they stand to it.
//!
//! Sentences are ranked by BM25 (Robertson and Zaragoza, “The probabilistic relevance framework”, 2009) over
//! more than words: beginnings of stems, groups of words that briefs use for one another, pairs of
//! neighbours, the ids of what is named, and what the knowledge base says that these are. What stands around a
//! sentence counts too: the sentence after it, its paragraph and section, their heading, and its place, since key
//! points mostly follow the order of the body. The numbers below are round. They were chosen on twelve annotated
//! briefs, 53 key points, one at a time from a start where all of them were alike, each by what it gained on average
//! while all the others were shaken by up to a half; what gained nothing was left out. Fourteen more briefs, of
//! `engine/tests/evidence/`, were written afterwards without sight of this. There the numbers found the first passage
//! of 0.39 of 59 key points, and 0.40 of the passages; what was thought of with them in sight (roles and
//! definitions, clauses, the meaning of words that the body lacks, a longer full sentence) raised that to 0.46 and
//! 0.46; that passages are chosen with a view to one another, which all of the briefs had a say in, to 0.46 and 0.48.
//!
//! Tried in the same way, and left out: the words of the best passage as a second, weaker query (Rocchio, RM3); for
//! every sentence, a bonus for the best one's neighbours, paragraph, section; in the choice, either of its two bonuses
//! without the other, and the same section, the next sentence, the nearest, the clause that is not yet told; what the
//! sentence before says, also where this one points back to it; the words of a whole paragraph or section, or of three
//! sentences, taken together; how many of the key point's words a sentence has, how close together, and with one or
//! two between; where in the key point they stand; in how many key points; how unevenly over the body; figures,
//! quotations and hedges; questions, and sentences that begin with a pronoun or “However”; the relations of what is
//! named, such as a town's state; dates of long ago; that the last section draws conclusions; how short a sentence is
//! among those of its brief rather than by itself; places that the scores tell, or with some distance forgiven; scores
//! made alike over the key points before they compete, and paragraphs that compete; classes of words that vectors
//! (GloVe) group, as further synonyms: two of 59 key points more, two of 53 less; the vectors themselves, softly
//! matched; a clause after “, and”; the meaning of words that one sentence alone has.

use std::ops::Range;

use sidelight_text::hashes::{HashMap64, hash};
use sidelight_text::words::{ContentWord, Synonyms, content_words};

use super::{Abbreviation, Evidence, Hedge, HedgeKind, KeyPoint, KeyPointOrigin, Mention, Relation, TermUse, extract};
use crate::brief::{BlockKind, Brief};
use crate::knowledge::Knowledge;
use crate::order::sort_by_numbers;

/// The most passages shown for one key point.
const MAX_EVIDENCE: usize = 3;
/// Below this, a sentence only happens to use some of a key point's words. Low: a key point in words of its own
/// has no passage that scores well, and the best of them is still the place to look.
const MIN_SCORE: f32 = 0.03;
/// A passage this much weaker than the best one adds nothing to it.
const MIN_OF_BEST: f32 = 0.1;
/// Key points times sentences that are compared: a brief of ten megabytes gets evidence for its first forty
/// key points, since nobody reads more, and a page of a thousand would take time in the square of its length.
const MAX_COMPARED: usize = 4_000_000;
const MAX_KEY_POINTS: usize = 200;

/// BM25: how soon a repeated word stops counting, and how much a long sentence pays for its length.
const SATURATION: f32 = 1.0;
const LENGTH: f32 = 0.25;
/// What counts beside the sentence's own score.
const AFTER: f32 = 0.2;
const AROUND: f32 = 0.5;
/// How much more a sentence counts that opens its paragraph: it tends to say what the paragraph is about.
const OPENING: f32 = 1.05;
/// How much less a sentence counts that lies at the other end of the body.
const PLACE: f32 = 0.5;
/// How much less it counts where it belongs to another key point as well.
const RIVALS: f32 = 0.5;
/// From how many of the best sentences the passages shown are chosen, one after another: as many as [`Index::held`] has
/// bits for.
const SHORTLIST: usize = u8::BITS as usize;
/// How much more a sentence counts there that stands in the paragraph of one already chosen, and one that has nothing of
/// the key point which those have.
const BESIDE: f32 = 0.25;
const NEW: f32 = 0.2;
/// Sentences with fewer content words say too little to bear anything out.
const SHORT: f32 = 12.0;
/// What a word counts that stands in the role of someone named, or in the definition of a term used, beside one of the
/// author's own.
const ROLE: f32 = 0.5;
const DEFINITION: f32 = 0.2;
/// How much the clause counts that a sentence bears out best, beside the key point as a whole.
const CLAUSE: f32 = 0.2;
/// What parts clauses; and the fewest bytes that say something.
const CLAUSES: [&str; 9] = ["; ", ": ", ", but ", ", yet ", " – ", " — ", ". ", ", so ", ", because "];
const MIN_CLAUSE: usize = 20;
/// How much more the meaning of a word counts that no sentence has.
const MEANT: f32 = 2.0;
/// The weight of a feature of the key point that no sentence has, against that of a rare one.
const UNSEEN: f32 = 0.25;
/// The share of a sentence's words that the key point has too, from which it repeats it.
const MIN_REPEATED: f32 = 0.85;
/// The share of the key point's words from which a hedge in the sentence weighs what the key point says.
const MIN_TOLD: f32 = 0.3;

/// What is known of a brief by the time its key points are read.
pub struct Parts<'a> {
    pub brief: &'a Brief,
    pub sentences: &'a [Range<usize>],
    pub mentions: &'a [Mention],
    pub terms: &'a [TermUse],
    pub abbreviations: &'a [Abbreviation],
    pub hedges: &'a [Hedge],
    pub synonyms: Option<&'a Synonyms>,
    pub knowledge: &'a Knowledge,
}

/// The brief's own key points, or extracted ones.
pub fn key_points(parts: &Parts<'_>, is_extracting: bool) -> Vec<KeyPoint> {
    let body = Body::new(parts);
    let (ranges, origin): (Vec<Range<usize>>, _) = if is_extracting {
        (extract::sentences(parts, &body), KeyPointOrigin::Extracted)
    } else {
        let own = parts.brief.blocks.iter().filter(|block| block.kind == BlockKind::KeyPoint);
        (own.map(|block| block.range.clone()).collect(), KeyPointOrigin::Brief)
    };
    let evidence = body.evidence(parts, &ranges);
    let point = |(range, mut evidence): (Range<usize>, Vec<Evidence>)| {
        if is_extracting {
            // An extracted point leads to its own place first.
            evidence.insert(0, Evidence { range: range.clone(), score: 1.0, relation: Relation::Repeats });
            evidence.truncate(MAX_EVIDENCE);
        }
        KeyPoint { range, origin, evidence }
    };
    ranges.into_iter().zip(evidence).map(point).collect()
}

/// A sentence of the body.
pub struct Sentence {
    pub range: Range<usize>,
    /// Paragraphs and sections, counted from 0.
    pub paragraph: u32,
    pub section: u32,
    /// “SITUATION.”: it names what follows it.
    pub is_label: bool,
}

/// The prose of a brief.
pub struct Body {
    pub sentences: Vec<Sentence>,
    /// For each section, its heading.
    pub headings: Vec<Range<usize>>,
}

impl Body {
    fn new(parts: &Parts<'_>) -> Self {
        let mut sentences: Vec<Sentence> = Vec::with_capacity(parts.sentences.len());
        let mut headings = vec![Range::default()];
        let mut rest = parts.sentences;
        let mut paragraph = 0;
        for block in &parts.brief.blocks {
            let count = rest.iter().take_while(|sentence| sentence.end <= block.range.end).count();
            let (own, others) = rest.split_at(count);
            rest = others;
            match block.kind {
                BlockKind::Heading { .. } => headings.push(block.range.clone()),
                BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote => {
                    sentences.extend(own.iter().map(|range| Sentence {
                        range: range.clone(),
                        paragraph,
                        section: headings.len() as u32 - 1,
                        is_label: is_label(&parts.brief.text[range.clone()]),
                    }));
                    paragraph += 1;
                }
                BlockKind::KeyPoint | BlockKind::Caption | BlockKind::Table | BlockKind::Code | BlockKind::Footnote => {
                }
            }
        }
        Self { sentences, headings }
    }

    /// For each key point the sentences that bear it out, best first.
    fn evidence(&self, parts: &Parts<'_>, points: &[Range<usize>]) -> Vec<Vec<Evidence>> {
        if points.is_empty() {
            return Vec::new();
        }
        let compared = (MAX_COMPARED / self.sentences.len().max(1)).clamp(1, MAX_KEY_POINTS).min(points.len());
        let index = Index::new(parts, self, &points[..compared]);
        let scores: Vec<Vec<f32>> = (0..compared).map(|point| index.scores(self, point)).collect();
        let rivals = Rivals::of(&scores, self.sentences.len());
        let mut evidence: Vec<Vec<Evidence>> = (0..compared)
            .map(|point| {
                let is_apart =
                    |range: &Range<usize>| range.end <= points[point].start || points[point].end <= range.start;
                let mut listed = best(SHORTLIST, self.sentences.len(), |sentence| {
                    let is_apart = is_apart(&self.sentences[sentence].range);
                    if is_apart { rivals.share(&scores, point, sentence) } else { 0.0 }
                });
                let least = listed.first().map_or(0.0, |(_, first)| (first * MIN_OF_BEST).max(MIN_SCORE));
                listed.retain(|(_, score)| *score >= least);
                let mut wanted = Vec::new();
                content_words(&parts.brief.text[points[point].clone()], &mut wanted);
                let chosen = self.chosen(&index, point, &listed).into_iter().map(|(sentence, score)| {
                    let range = self.sentences[sentence].range.clone();
                    let relation = relation(parts, &points[point], &wanted, &range);
                    Evidence { range, score: score.min(1.0), relation }
                });
                chosen.collect()
            })
            .collect();
        evidence.resize(points.len(), Vec::new());
        evidence
    }

    /// Of the sentences that bear a key point out best, those that do so together, best first: the first of them, and
    /// then others that go on from those chosen before or say what those leave out.
    fn chosen(&self, index: &Index, point: usize, listed: &[(usize, f32)]) -> Vec<(usize, f32)> {
        let held = index.held(point, listed);
        let paragraph = |place: usize| self.sentences[listed[place].0].paragraph;
        let mut chosen: Vec<usize> = (0..listed.len().min(1)).collect();
        while chosen.len() < MAX_EVIDENCE.min(listed.len()) {
            let next = best(1, listed.len(), |place| {
                if chosen.contains(&place) {
                    return 0.0;
                }
                let is_beside = chosen.iter().any(|other| paragraph(*other) == paragraph(place));
                let beside = if is_beside { 1.0 + BESIDE } else { 1.0 };
                listed[place].1 * beside * (1.0 + NEW * new_share(&held, place, &chosen))
            });
            chosen.extend(next.into_iter().map(|(place, _)| place));
        }
        // The further ones by how well each bears it out.
        if let [_, second, third] = &mut chosen[..]
            && second > third
        {
            std::mem::swap(second, third);
        }
        chosen.into_iter().map(|place| listed[place]).collect()
    }
}

/// The share of what a listed sentence has of a key point that none of the others has.
fn new_share(held: &[(u8, f32)], sentence: usize, others: &[usize]) -> f32 {
    let (own, others) = (1 << sentence, others.iter().fold(0, |all, other| all | 1 << other));
    let weight_of = |is_meant: fn(u8, u8) -> bool| -> f32 {
        held.iter().filter(|(who, _)| who & own > 0 && is_meant(*who, others)).map(|(_, weight)| weight).sum()
    };
    weight_of(|who, others| who & others == 0) / weight_of(|_, _| true).max(f32::MIN_POSITIVE)
}

/// Whether a sentence is a heading run into the text: “SITUATION.”, “ISRAEL DEFENSE FORCES (IDF).”.
fn is_label(text: &str) -> bool {
    text.len() < 80 && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// What a feature is; its number sets the features of one kind apart from those of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Feature {
    Word = 0,
    Beginning,
    Concept,
    Pair,
    Name,
}

impl Feature {
    fn weight(self) -> f32 {
        match self {
            Self::Word => 1.0,
            Self::Pair | Self::Name => 0.8,
            Self::Beginning => 0.5,
            Self::Concept => 0.25,
        }
    }

    /// Multiplied so that small numbers differ in the bits that a hash map looks at (Knuth's golden ratio).
    fn key(self, hash: u64) -> u64 {
        (hash.rotate_left(8) ^ self as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Reads the features of one range after another, which must come in order.
struct Reader<'a> {
    parts: &'a Parts<'a>,
    words: Vec<ContentWord>,
    mentions: std::iter::Peekable<std::slice::Iter<'a, Mention>>,
    terms: std::iter::Peekable<std::slice::Iter<'a, TermUse>>,
    /// What the range read last names: entities and terms, by id.
    named: Vec<Named<'a>>,
    /// For the stem of a short form, the number of its long form; and the words of each.
    long_forms: HashMap64,
    long_words: Vec<Vec<ContentWord>>,
}

/// Something with an entry in the knowledge base or the glossary, perhaps.
#[derive(Debug, Clone, Copy)]
enum Named<'a> {
    Entity(&'a str),
    Term(&'a str),
}

impl<'a> Named<'a> {
    fn key(self) -> u64 {
        match self {
            Self::Entity(id) => hash(id),
            Self::Term(id) => !hash(id),
        }
    }

    /// What the knowledge base says of it in a few words, and how much those count beside the author's own.
    fn told(self, knowledge: &'a Knowledge) -> Option<(&'a str, f32)> {
        match self {
            Self::Entity(id) => knowledge.entity(id).map(|entity| (entity.role.as_str(), ROLE)),
            Self::Term(id) => knowledge.term(id).map(|term| (term.definition.as_str(), DEFINITION)),
        }
    }
}

impl<'a> Reader<'a> {
    fn new(parts: &'a Parts<'a>) -> Self {
        let (mut long_forms, mut long_words) = (HashMap64::default(), Vec::new());
        let mut words = Vec::new();
        for abbreviation in parts.abbreviations {
            content_words(&abbreviation.short, &mut words);
            if let [short] = words[..] {
                content_words(&abbreviation.long, &mut words);
                long_forms.insert(short.stem, long_words.len() as u64);
                long_words.push(words.clone());
            }
        }
        let (mentions, terms) = (parts.mentions.iter().peekable(), parts.terms.iter().peekable());
        Self { parts, words, mentions, terms, named: Vec::new(), long_forms, long_words }
    }

    /// Calls `each` with every feature of a range, repetitions included; gives the number of content words.
    fn read(&mut self, range: &Range<usize>, each: &mut dyn FnMut(Feature, u64)) -> usize {
        content_words(&self.parts.brief.text[range.clone()], &mut self.words);
        for word in &self.words {
            of_word(self.parts, word, each);
            if word.is_in_capitals
                && let Some(long) = self.long_forms.get(&word.stem)
                && let long = &self.long_words[*long as usize]
                && long.first().is_some_and(|first| !self.words.contains(first))
            {
                long.iter().for_each(|word| of_word(self.parts, word, each));
            }
        }
        for pair in self.words.windows(2) {
            each(Feature::Pair, pair[0].stem.rotate_left(1) ^ pair[1].stem);
        }
        self.named.clear();
        while self.mentions.next_if(|mention| mention.range.end <= range.start).is_some() {}
        while let Some(mention) = self.mentions.next_if(|mention| mention.range.start < range.end) {
            each(Feature::Name, hash(&mention.entity));
            self.named.push(Named::Entity(&mention.entity));
        }
        while self.terms.next_if(|term| term.range.end <= range.start).is_some() {}
        while let Some(term) = self.terms.next_if(|term| term.range.start < range.end) {
            each(Feature::Name, hash(&term.term));
            self.named.push(Named::Term(&term.term));
        }
        self.words.len()
    }
}

/// The features of one word. What it means comes right after the word.
fn of_word(parts: &Parts<'_>, word: &ContentWord, each: &mut dyn FnMut(Feature, u64)) {
    each(Feature::Word, word.stem);
    parts
        .synonyms
        .into_iter()
        .flat_map(|synonyms| synonyms.groups(word.stem))
        .for_each(|group| each(Feature::Concept, group));
    if !word.is_number {
        each(Feature::Beginning, word.beginning);
    }
}

/// The clauses of a key point, where it has several: each is told by passages of its own.
fn clauses(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = &text[range.clone()];
    let mut starts: Vec<usize> =
        CLAUSES.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| at + mark.len())).collect();
    if starts.is_empty() {
        return Vec::new();
    }
    starts.push(0);
    sort_by_numbers(&mut starts, |start| [*start]);
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let clauses = starts.iter().copied().zip(ends).filter(|(start, end)| end - start >= MIN_CLAUSE);
    clauses.map(|(start, end)| range.start + start..range.start + end).collect()
}

/// The features of a key point or of one of its clauses.
#[derive(Debug, Default)]
struct Said {
    features: Vec<u32>,
    /// Words with what they mean.
    meanings: Vec<(u32, u32)>,
}

/// What the knowledge base says of something named, as far as key points say it, too; and what that counts.
fn told_of(parts: &Parts<'_>, named: Named<'_>, ids: &HashMap64) -> (Vec<u64>, f32) {
    let Some((text, share)) = named.told(parts.knowledge) else { return (Vec::new(), 0.0) };
    let (mut words, mut features) = (Vec::new(), Vec::new());
    content_words(text, &mut words);
    for word in &words {
        of_word(parts, word, &mut |kind, hash| {
            // What a name is begins with no word of the key point: beginnings would be a guess upon a guess.
            if kind != Feature::Beginning
                && let Some(id) = ids.get(&kind.key(hash))
            {
                features.push(*id);
            }
        });
    }
    (features, share)
}

/// Features, each with its share of all that is said.
type Weighted = Vec<(u32, f32)>;

/// Where the features of the key points stand in the body; what no key point says is not kept.
struct Index {
    /// For each feature the sentences that have it, with how often.
    postings: Vec<Vec<(u32, f32)>>,
    /// For each feature the headings that have it, by section, and the labels, by paragraph.
    headings: Vec<Vec<u32>>,
    labels: Vec<Vec<u32>>,
    /// For each key point its features with their weights.
    points: Vec<Weighted>,
    /// For each key point the same of each of its clauses.
    clauses: Vec<Vec<Weighted>>,
    /// For each sentence the number of its content words, and their mean.
    lengths: Vec<f32>,
    average: f32,
}

impl Index {
    fn new(parts: &Parts<'_>, body: &Body, points: &[Range<usize>]) -> Self {
        let mut ids = HashMap64::default();
        let mut kinds = Vec::new();
        let mut said = |reader: &mut Reader<'_>, range: &Range<usize>| {
            let mut said = Said::default();
            let mut last_word = 0;
            reader.read(range, &mut |kind, hash| {
                let id = *ids.entry(kind.key(hash)).or_insert(kinds.len() as u64) as u32;
                if id as usize == kinds.len() {
                    kinds.push(kind);
                }
                match kind {
                    Feature::Word => last_word = id,
                    Feature::Concept => said.meanings.push((last_word, id)),
                    _ => {}
                }
                said.features.push(id);
            });
            sort_by_numbers(&mut said.features, |feature| [*feature as usize]);
            said.features.dedup();
            said
        };
        let mut reader = Reader::new(parts);
        let wholes: Vec<Said> = points.iter().map(|range| said(&mut reader, range)).collect();
        let mut reader = Reader::new(parts);
        let clauses: Vec<Vec<Said>> = points
            .iter()
            .map(|range| clauses(&parts.brief.text, range).iter().map(|clause| said(&mut reader, clause)).collect())
            .collect();

        let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); kinds.len()];
        let (mut headings, mut labels) = (vec![Vec::new(); kinds.len()], vec![Vec::new(); kinds.len()]);
        let mut lengths = Vec::with_capacity(body.sentences.len());
        let mut reader = Reader::new(parts);
        let mut section = 0;
        // What is told of each name, once: names come again and again.
        let (mut known, mut told) = (HashMap64::default(), Vec::new());
        for (number, sentence) in (0_u32..).zip(&body.sentences) {
            if sentence.section > section {
                section = sentence.section;
                reader.read(&body.headings[section as usize], &mut |kind, hash| {
                    if let Some(id) = ids.get(&kind.key(hash)) {
                        headings[*id as usize].push(section);
                    }
                });
            }
            let mut count = |id: u64, share: f32| {
                let posting = &mut postings[id as usize];
                match posting.last_mut() {
                    Some((last, count)) if *last == number => *count += share,
                    _ => posting.push((number, share)),
                }
            };
            let length = reader.read(&sentence.range, &mut |kind, hash| {
                let Some(id) = ids.get(&kind.key(hash)) else { return };
                if sentence.is_label {
                    labels[*id as usize].push(sentence.paragraph);
                } else {
                    count(*id, 1.0);
                }
            });
            for named in reader.named.iter().filter(|_| !sentence.is_label) {
                let number = *known.entry(named.key()).or_insert(told.len() as u64) as usize;
                if number == told.len() {
                    told.push(told_of(parts, *named, &ids));
                }
                let (features, share) = &told[number];
                features.iter().for_each(|id| count(*id, *share));
            }
            lengths.push(if sentence.is_label { 0.0 } else { length as f32 });
        }
        for list in headings.iter_mut().chain(&mut labels) {
            list.dedup();
        }
        let count = body.sentences.len() as f32;
        let rarity = |found: f32| (1.0 + (count - found + 0.5) / (found + 0.5)).ln();
        let weights: Vec<f32> = postings
            .iter()
            .zip(&kinds)
            .map(|(posting, kind)| {
                let seen = if posting.is_empty() { UNSEEN } else { 1.0 };
                seen * kind.weight() * rarity(posting.len() as f32)
            })
            .collect();
        let weighted = |said: &Said| {
            let total: f32 = said.features.iter().map(|feature| weights[*feature as usize]).sum();
            let is_meant = |id: u32| {
                said.meanings.iter().any(|(word, meaning)| *meaning == id && postings[*word as usize].is_empty())
            };
            let weight = |id: u32| weights[id as usize] * if is_meant(id) { MEANT } else { 1.0 };
            said.features.iter().map(|id| (*id, weight(*id) / total.max(f32::MIN_POSITIVE))).collect()
        };
        let points = wholes.iter().map(weighted).collect();
        let clauses = clauses.iter().map(|clauses| clauses.iter().map(weighted).collect()).collect();
        let average = lengths.iter().sum::<f32>() / lengths.len().max(1) as f32;
        Self { postings, headings, labels, points, clauses, lengths, average }
    }

    /// How well each sentence bears out some features, by itself.
    fn own(&self, features: &[(u32, f32)]) -> Vec<f32> {
        let mut own = vec![0.0; self.lengths.len()];
        for (feature, weight) in features {
            for (sentence, count) in &self.postings[*feature as usize] {
                let sentence = *sentence as usize;
                let norm = SATURATION * (1.0 - LENGTH + LENGTH * self.lengths[sentence] / self.average);
                own[sentence] += weight * count * (1.0 + SATURATION) / (count + norm);
            }
        }
        own
    }

    /// For each feature of a key point which of the listed sentences have it, one bit each, and its weight.
    fn held(&self, point: usize, listed: &[(usize, f32)]) -> Vec<(u8, f32)> {
        let held = |(feature, weight): &(u32, f32)| {
            let posting = &self.postings[*feature as usize];
            let has = |sentence: usize| posting.binary_search_by_key(&sentence, |(other, _)| *other as usize).is_ok();
            let who = (0..).zip(listed).filter(|(_, (sentence, _))| has(*sentence));
            (who.fold(0, |all, (place, _): (u32, _)| all | 1 << place), *weight)
        };
        self.points[point].iter().map(held).collect()
    }

    /// How well each sentence bears a key point out.
    fn scores(&self, body: &Body, point: usize) -> Vec<f32> {
        let sentences = &body.sentences;
        let mut own = self.own(&self.points[point]);
        let clauses: Vec<Vec<f32>> = self.clauses[point].iter().map(|clause| self.own(clause)).collect();
        if !clauses.is_empty() {
            for (index, own) in own.iter_mut().enumerate() {
                let best = clauses.iter().map(|clause| clause[index]).fold(0.0, f32::max);
                *own += CLAUSE * (best - *own);
            }
        }
        let mut headings = vec![0.0; body.headings.len()];
        let mut labels = vec![0.0; sentences.last().map_or(0, |last| last.paragraph as usize + 1)];
        for (feature, weight) in &self.points[point] {
            let feature = *feature as usize;
            self.headings[feature].iter().for_each(|section| headings[*section as usize] += weight);
            self.labels[feature].iter().for_each(|paragraph| labels[*paragraph as usize] += weight);
        }
        let paragraphs = best_three(&own, sentences, |sentence| sentence.paragraph);
        let has_sections = sentences.first().map(|first| first.section) != sentences.last().map(|last| last.section);
        let sections = has_sections.then(|| best_three(&own, sentences, |sentence| sentence.section));
        let sections = sections.as_ref().unwrap_or(&paragraphs);
        let is_together = |a: usize, b: usize| {
            sentences.get(a).zip(sentences.get(b)).is_some_and(|(a, b)| a.paragraph == b.paragraph)
        };
        // A label does not open its paragraph: what follows it does.
        let opens = |index: usize| {
            index.checked_sub(1).is_none_or(|before| !is_together(before, index) || sentences[before].is_label)
        };
        // Key points mostly follow the order of the body.
        let place = (point as f32 + 0.5) / self.points.len() as f32;
        (0..sentences.len())
            .map(|index| {
                let after = if is_together(index, index + 1) { own[index + 1] } else { 0.0 };
                let Sentence { paragraph, section, .. } = sentences[index];
                let heading = headings[section as usize] + labels[paragraph as usize];
                let around = heading + paragraphs[index] + sections[index];
                let score = (own[index] + AFTER * after + AROUND * around) * if opens(index) { OPENING } else { 1.0 };
                if score == 0.0 {
                    return 0.0;
                }
                let distance = ((index as f32 + 0.5) / sentences.len() as f32 - place).abs();
                let fullness = (self.lengths[index] / SHORT).min(1.0);
                score * (fullness.sqrt() * fullness.sqrt().sqrt()) * (1.0 + PLACE * (1.0 - 2.0 * distance))
            })
            .collect()
    }
}

/// The best `most` of `count` items by their scores, best first; of equal ones the first goes first. `most` is
/// small: sorting all would be slower, and is more code than the browser should load.
pub fn best(most: usize, count: usize, score: impl Fn(usize) -> f32) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(most + 1);
    for item in 0..count {
        let score = score(item);
        let is_full = best.len() == most;
        if is_full && best.last().is_none_or(|(_, last)| score <= *last) {
            continue;
        }
        let place = best.iter().take_while(|(_, other)| *other >= score).count();
        best.insert(place, (item, score));
        best.truncate(most);
    }
    best
}

/// For each sentence the key point that it bears out best, how well, and how well it bears out any other.
struct Rivals(Vec<(usize, f32, f32)>);

impl Rivals {
    fn of(scores: &[Vec<f32>], sentences: usize) -> Self {
        let mut rivals = vec![(usize::MAX, 0.0, 0.0); sentences];
        for (point, scores) in scores.iter().enumerate() {
            for ((best, first, second), score) in rivals.iter_mut().zip(scores) {
                if score > first {
                    (*best, *first, *second) = (point, *score, *first);
                } else if score > second {
                    *second = *score;
                }
            }
        }
        Self(rivals)
    }

    /// What a sentence's score is worth where other key points lay claim to it too.
    fn share(&self, scores: &[Vec<f32>], point: usize, sentence: usize) -> f32 {
        let score = scores[point][sentence];
        if score == 0.0 {
            return 0.0;
        }
        let (best, first, second) = self.0[sentence];
        let rival = if best == point { second } else { first };
        score * (1.0 - RIVALS * rival / (rival + score + f32::MIN_POSITIVE))
    }
}

/// How a sentence stands to a key point.
/// `wanted` are the content words of the key point.
fn relation(parts: &Parts<'_>, point: &Range<usize>, wanted: &[ContentWord], sentence: &Range<usize>) -> Relation {
    let mut said = Vec::new();
    content_words(&parts.brief.text[sentence.clone()], &mut said);
    let share = |of: &[ContentWord], in_it: &[ContentWord]| {
        let shared = of.iter().filter(|word| in_it.iter().any(|other| other.beginning == word.beginning)).count();
        shared as f32 / of.len().max(1) as f32
    };
    let (told, repeated) = (share(wanted, &said), share(&said, wanted));
    if told >= MIN_TOLD
        && let Some(hedge) = added_hedge(parts, point, sentence)
    {
        return Relation::Qualifies(hedge.range.clone());
    }
    if repeated >= MIN_REPEATED { Relation::Repeats } else { Relation::Adds }
}

/// The hedges inside a range.
fn hedges_in<'a>(hedges: &'a [Hedge], range: &Range<usize>) -> &'a [Hedge] {
    let first = hedges.partition_point(|hedge| hedge.range.start < range.start);
    let count = hedges[first..].partition_point(|hedge| hedge.range.end <= range.end);
    &hedges[first..first + count]
}

/// The words by which a sentence weighs what the key point states outright; a condition goes first.
fn added_hedge<'a>(parts: &Parts<'a>, point: &Range<usize>, sentence: &Range<usize>) -> Option<&'a Hedge> {
    let is_new = |hedge: &&Hedge| {
        let words = &parts.brief.text[hedge.range.clone()];
        // Who says so adds a source rather than a doubt; the same words in the key point add nothing.
        let is_doubt = hedge.kind != HedgeKind::Attribution || hedge.holder.is_none() && is_hearsay(words);
        is_doubt
            && !parts.brief.text[point.clone()].contains(words)
            && !hedges_in(parts.hedges, point).iter().any(|other| other.kind == hedge.kind)
    };
    let is_condition = |hedge: &&Hedge| hedge.kind == HedgeKind::Condition;
    let new = || hedges_in(parts.hedges, sentence).iter().filter(is_new);
    new().find(is_condition).or_else(|| new().next())
}

/// “reportedly”, “alleged”, “is believed to be”: said, but by nobody in particular.
fn is_hearsay(words: &str) -> bool {
    words.split(' ').any(|word| {
        word.ends_with("edly")
            || matches!(word, "alleged" | "purported" | "believed" | "thought" | "suspected" | "rumoured")
    })
}

/// For each sentence the mean of the three best scores in its group; fewer than three count as filled up with
/// nothing.
fn best_three(scores: &[f32], sentences: &[Sentence], group: fn(&Sentence) -> u32) -> Vec<f32> {
    let mut means = Vec::with_capacity(scores.len());
    let mut start = 0;
    for run in sentences.chunk_by(|a, b| group(a) == group(b)) {
        let mut best = [0.0_f32; 3];
        for score in &scores[start..start + run.len()] {
            let mut score = *score;
            for place in &mut best {
                if score > *place {
                    std::mem::swap(&mut score, place);
                }
            }
        }
        start += run.len();
        means.resize(start, best.iter().sum::<f32>() / 3.0);
    }
    means
}

/// Whether a sentence begins with a word that points back.
pub fn begins_with_anaphor(text: &str) -> bool {
    const ANAPHORS: [&str; 15] = [
        "Both",
        "He",
        "Her",
        "His",
        "It",
        "Its",
        "She",
        "Such",
        "That",
        "The group",
        "Their",
        "These",
        "They",
        "This",
        "Those",
    ];
    let first = text.as_bytes().first();
    let goes_on = |rest: &str| rest.starts_with(|c: char| !c.is_alphanumeric());
    // One byte tells of most sentences; it takes a fraction of the time of comparing words.
    let is_like = |anaphor: &&&str| anaphor.as_bytes().first() == first;
    ANAPHORS.iter().filter(is_like).any(|anaphor| text.strip_prefix(anaphor).is_some_and(goes_on))
}

#[cfg(test)]
mod tests {
    use super::super::{KeyPointOrigin, Lexicon, Reading, Relation, understand, understand_extracting};
    use super::{Body, Index, Sentence};
    use crate::brief::Brief;
    use crate::knowledge::{Entity, Kind, Knowledge, Term};

    const BRIEF: &str = "Ships in the Fog\n\nKey points\n\n\
        - Pilots are too few to bring waiting ships into the port.\n\
        - Fog closes the port more often than it did.\n\
        - The new tug will arrive in May; the harbour has saved for it since 2019.\n\n\
        The harbour office counted forty days of fog last winter, and fog now closes the port twice as often as it did in 1990. \
        Grain rots on the quay.\n\n\
        Pilots, however, are the narrower passage. Only six pilots remain to bring the ships that wait into the port. \
        The school trains nobody.\n\n\
        If the yard keeps its word, the new tug will arrive in May. The harbour has saved for it since 2019.";

    fn reading(text: &str, understand: fn(&Brief, &Lexicon<'_>) -> Reading) -> (Brief, Reading) {
        let brief = crate::read::read(text.as_bytes(), "a.txt").expect("it is text");
        let reading = understand(&brief, &Lexicon::new(&Knowledge::default()));
        (brief, reading)
    }

    #[test]
    fn the_passage_that_says_the_same_comes_first() {
        let (brief, reading) = reading(BRIEF, understand);
        let evidence = |point: usize| -> Vec<(&str, String)> {
            let passages = reading.key_points[point].evidence.iter();
            passages
                .map(|evidence| {
                    let relation = match &evidence.relation {
                        Relation::Qualifies(words) => brief.text[words.clone()].to_owned(),
                        other => format!("{other:?}"),
                    };
                    (&brief.text[evidence.range.clone()][..10], relation)
                })
                .collect()
        };
        let adds = || "Adds".to_owned();
        assert_eq!(evidence(0)[0], ("Only six p", adds()));
        assert_eq!(evidence(1)[0], ("The harbou", adds()));
        let condition = "If the yard keeps its word".to_owned();
        assert_eq!(evidence(2)[..2], [("If the yar", condition), ("The harbou", "Repeats".into())]);
        for point in &reading.key_points {
            assert_eq!(point.origin, KeyPointOrigin::Brief);
            assert!(point.evidence.windows(2).all(|pair| pair[0].score >= pair[1].score));
            assert!(point.evidence.iter().all(|evidence| (0.0..=1.0).contains(&evidence.score)));
        }
    }

    #[test]
    fn of_passages_that_say_the_same_the_one_that_opens_its_paragraph_comes_first() {
        let text = "Fog\n\nKey points\n\n- Pilots are too few to bring waiting ships into the port.\n\nBody\n\n\
            Nobody paints the old wall behind it. Few pilots remain who bring the ships into the port.\n\n\
            Few pilots remain who bring the ships into the port. Nobody paints the old wall behind it.";
        let (brief, reading) = reading(text, understand);
        let opening = brief.text.rfind("Few pilots").expect("it is there");
        assert_eq!(reading.key_points[0].evidence[0].range.start, opening);
    }

    #[test]
    fn what_a_name_is_and_what_a_term_means_bear_a_key_point_out() {
        let text = |name: &str| {
            format!(
                "Fog\n\nKey points\n\n- Lighthouses have become dear.\n\nBody\n\n\
                Rain fell upon the coast all week and every harbour stayed shut to ships and boats.\n\n\
                The school bought more {name} than last year, and paid a third more than in spring for each one.\n\n\
                Grain rots upon the quay, since no carter came to town that week to fetch it."
            )
        };
        let entity = Entity {
            id: "x".into(),
            name: "Ostramark".into(),
            kind: Kind::Organisation,
            role: "maker of lighthouses".into(),
            aliases: Vec::new(),
            shared: Vec::new(),
            cues: Vec::new(),
            summary: String::new(),
            well_known: false,
            facts: Vec::new(),
            relations: Vec::new(),
            sources: Vec::new(),
            at: None,
        };
        let term = Term {
            id: "x".into(),
            name: "lamp oil".into(),
            forms: Vec::new(),
            definition: "Fuel for lighthouses.".into(),
            field: "shipping".into(),
            related: Vec::new(),
        };
        let (entities, terms) = (vec![entity], vec![term]);
        for (name, knowledge) in [
            ("Ostramark", Knowledge { entities, terms: Vec::new() }),
            ("lamp oil", Knowledge { entities: Vec::new(), terms }),
        ] {
            let brief = crate::read::read(text(name).as_bytes(), "a.txt").expect("it is text");
            let reading = understand(&brief, &Lexicon::new(&knowledge));
            let passages = &reading.key_points[0].evidence;
            let first = passages.first().map(|passage| &brief.text[passage.range.clone()]);
            assert!(first.is_some_and(|first| first.contains(name)), "{name}: {first:?}");
        }
    }

    #[test]
    fn a_clause_of_a_key_point_has_a_passage_of_its_own() {
        let text = "Fog\n\nKey points\n\n\
            - The old ferry sails between the town and both shores twice a day with mail, grain and passengers aboard, \
            but the lamp is dark at night.\n\nBody\n\n\
            Grain, mail and passengers waited through another long winter while councillors argued over budgets.\n\n\
            Everybody noticed that the lamp upon the pier was dark through another long winter, and nobody came to mend it.";
        let (brief, reading) = reading(text, understand);
        let passages = reading.key_points[0].evidence.iter();
        let first: Vec<&str> = passages.map(|passage| &brief.text[passage.range.clone()][..5]).collect();
        assert_eq!(first, ["Every", "Grain"]);
    }

    #[test]
    fn passages_go_on_from_one_another_or_say_what_the_others_leave_out() {
        let chosen = |paragraphs: [u32; 4], features: [u32; 4]| {
            let sentence = |paragraph| Sentence { range: 0..1, paragraph, section: 0, is_label: false };
            let body = Body { sentences: paragraphs.map(sentence).into(), headings: Vec::new() };
            let has = |feature| (0..4).filter(move |at| features[*at as usize] == feature).map(|at| (at, 1.0));
            let index = Index {
                postings: (0..2).map(|feature| has(feature).collect()).collect(),
                points: vec![vec![(0, 0.9), (1, 0.1)]],
                headings: Vec::new(),
                labels: Vec::new(),
                clauses: Vec::new(),
                lengths: Vec::new(),
                average: 1.0,
            };
            let listed = vec![(0, 1.0), (1, 0.9), (2, 0.85), (3, 0.8)];
            body.chosen(&index, 0, &listed).into_iter().map(|(sentence, _)| sentence).collect::<Vec<_>>()
        };
        assert_eq!(chosen([0, 1, 2, 3], [0; 4]), [0, 1, 2]);
        assert_eq!(chosen([0, 1, 2, 0], [0; 4]), [0, 1, 3]);
        assert_eq!(chosen([0, 1, 2, 1], [0; 4]), [0, 1, 3]);
        assert_eq!(chosen([0, 1, 2, 3], [0, 0, 0, 1]), [0, 1, 3]);
        // What two of them have is new in the first alone.
        assert_eq!(chosen([0, 1, 2, 3], [0, 1, 0, 1]), [0, 1, 2]);
    }

    #[test]
    fn a_key_point_in_words_of_its_own_has_a_passage() {
        let text = "Fog\n\nKey points\n\n\
            - Dwindling expertise among mariners jeopardises commerce, provisioning, employment and ultimately municipal \
            solvency along an entire coastline whose ships depend upon seasonal patronage, charity and goodwill, a \
            reversal which nobody acknowledges publicly, few foresaw, economists mourn and historians already \
            chronicle.\n\nBody\n\n\
            Grain rots on the quay behind the old wall. The tugs lie idle for days. The school trains no one now.\n\n\
            Six pilots are left to bring all of the ships into the only port that is left. Tugs rest too.";
        let (brief, reading) = reading(text, understand);
        let passages: Vec<&str> =
            reading.key_points[0].evidence.iter().map(|passage| &brief.text[passage.range.clone()]).collect();
        assert!(passages.first().is_some_and(|first| first.starts_with("Six pilots")), "{passages:?}");
    }

    #[test]
    fn extracted_points_are_sentences_of_the_body() {
        let (brief, reading) = reading(BRIEF, understand_extracting);
        assert!((3..=6).contains(&reading.key_points.len()));
        let body = brief.text.find("The harbour office").expect("it is there");
        for point in &reading.key_points {
            assert_eq!(point.origin, KeyPointOrigin::Extracted);
            assert!(reading.sentences.contains(&point.range) && point.range.start >= body);
            assert_eq!(point.evidence[0].range, point.range);
        }
    }

    #[test]
    fn a_brief_of_key_points_alone_has_no_evidence() {
        let (_, reading) = reading("Fog\n\nKey points\n\n- Fog.\n- More fog.", understand);
        assert!(reading.key_points.iter().all(|point| point.evidence.is_empty()));
    }
}
