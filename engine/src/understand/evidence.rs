//! Key points, and the passages of the body that belong to each.
//!
//! Sentences are compared as bags of stems weighted by inverse document frequency over the brief's own
//! sentences (Spärck Jones 1972); pairs of neighbouring stems count as words of their own, so that a
//! shared phrase tells more than the same words scattered.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::words::content_stems;
use super::{Evidence, KeyPoint, KeyPointOrigin};
use crate::brief::{BlockKind, Brief};

/// The most passages shown for one key point.
const MAX_EVIDENCE: usize = 3;
/// Below this share of the key point’s weight, a sentence only happens to use some of its words. Low, because
/// pairs of stems weigh much and a reworded sentence shares few: over the sample briefs it parts the two kinds.
const MIN_COVERAGE: f32 = 0.07;
/// A passage this much weaker than the best one adds nothing to it.
const MIN_OF_BEST: f32 = 0.4;
/// How many sentences stand for a brief without key points of its own.
const EXTRACTED: usize = 4;

/// The brief's own key points, or extracted ones.
pub fn key_points(brief: &Brief, sentences: &[Range<usize>], extract: bool) -> Vec<KeyPoint> {
    let body = Body::new(brief, sentences);
    if extract {
        return body.extract();
    }
    brief
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::KeyPoint)
        .map(|block| KeyPoint {
            range: block.range.clone(),
            origin: KeyPointOrigin::Brief,
            evidence: body.evidence(brief.block_text(block), None),
        })
        .collect()
}

type Features = BTreeMap<String, f32>;

struct Body {
    sentences: Vec<Range<usize>>,
    features: Vec<Features>,
    /// The weight of a feature that no sentence of the body has.
    unseen: f32,
    weights: HashMap<String, f32>,
}

impl Body {
    fn new(brief: &Brief, all: &[Range<usize>]) -> Self {
        let mut blocks = brief.blocks.iter().filter(|block| is_prose(block.kind)).peekable();
        let sentences: Vec<Range<usize>> = all
            .iter()
            .filter(|sentence| {
                while blocks.next_if(|block| block.range.end <= sentence.start).is_some() {}
                blocks.peek().is_some_and(|block| block.range.start <= sentence.start)
            })
            .cloned()
            .collect();
        let sets: Vec<HashSet<String>> =
            sentences.iter().map(|sentence| features(&brief.text[sentence.clone()]).into_iter().collect()).collect();
        let mut frequency: HashMap<&str, usize> = HashMap::new();
        for feature in sets.iter().flatten() {
            *frequency.entry(feature).or_default() += 1;
        }
        let count_of_sentences = sentences.len() as f32;
        let weight = |count: usize| ((count_of_sentences + 1.0) / (count as f32 + 0.5)).ln().max(0.0);
        let weights: HashMap<String, f32> =
            frequency.iter().map(|(feature, count)| ((*feature).to_owned(), weight(*count))).collect();
        let features = sets
            .into_iter()
            .map(|set| {
                set.into_iter()
                    .map(|feature| {
                        let weight = weights[&feature];
                        (feature, weight)
                    })
                    .collect()
            })
            .collect();
        Self { sentences, features, unseen: weight(1), weights }
    }

    /// The sentences that cover most of a text, best first; `except` is the text's own sentence.
    fn evidence(&self, text: &str, except: Option<usize>) -> Vec<Evidence> {
        let wanted: Features = features(text)
            .into_iter()
            .map(|feature| {
                let weight = self.weights.get(&feature).copied().unwrap_or(self.unseen);
                (feature, weight)
            })
            .collect();
        let mut found: Vec<Evidence> = self
            .sentences
            .iter()
            .zip(&self.features)
            .enumerate()
            .filter(|(index, _)| Some(*index) != except)
            .map(|(_, (sentence, has))| Evidence { range: sentence.clone(), score: coverage(&wanted, has) })
            .collect();
        // Stable: of equal scores, the sentence that comes first in the text goes first.
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = found.first().map_or(0.0, |evidence| evidence.score);
        found.retain(|evidence| evidence.score >= MIN_COVERAGE && evidence.score >= best * MIN_OF_BEST);
        found.truncate(MAX_EVIDENCE);
        found
    }

    /// The sentences nearest to what the whole body speaks of, each new one chosen to add something
    /// (maximal marginal relevance: Carbonell and Goldstein 1998), in the order of the text.
    fn extract(&self) -> Vec<KeyPoint> {
        let mut centre = Features::new();
        for sentence in &self.features {
            for (feature, weight) in sentence {
                *centre.entry(feature.clone()).or_default() += weight / self.features.len() as f32;
            }
        }
        let relevance: Vec<f32> = self
            .features
            .iter()
            .enumerate()
            .map(|(index, sentence)| {
                // Briefs say first what matters most.
                let lead = 1.0 + 0.5 / (1.0 + index as f32 / 3.0);
                cosine(sentence, &centre) * lead
            })
            .collect();
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < EXTRACTED.min(self.sentences.len()) {
            let worth = |index: usize| {
                let overlap = chosen
                    .iter()
                    .map(|other| cosine(&self.features[index], &self.features[*other]))
                    .fold(0.0, f32::max);
                0.7 * relevance[index] - 0.3 * overlap
            };
            let candidates = (0..self.sentences.len()).filter(|index| !chosen.contains(index));
            let Some(best) = candidates.max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a))) else { break };
            chosen.push(best);
        }
        chosen.sort_unstable();
        chosen
            .into_iter()
            .map(|index| KeyPoint {
                range: self.sentences[index].clone(),
                origin: KeyPointOrigin::Extracted,
                evidence: vec![Evidence { range: self.sentences[index].clone(), score: 1.0 }],
            })
            .collect()
    }
}

fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote)
}

/// The stems of a text and its pairs of neighbouring stems.
fn features(text: &str) -> Vec<String> {
    let stems = content_stems(text);
    let pairs: Vec<String> = stems.windows(2).map(|pair| pair.join(" ")).collect();
    stems.into_iter().chain(pairs).collect()
}

/// The share of `wanted`'s weight that `has` carries, a little less for a sentence that says much else.
fn coverage(wanted: &Features, has: &Features) -> f32 {
    let total: f32 = wanted.values().sum();
    let shared: f32 = wanted.iter().filter(|(feature, _)| has.contains_key(*feature)).map(|(_, weight)| weight).sum();
    let said: f32 = has.values().sum();
    if total == 0.0 || said == 0.0 { 0.0 } else { 0.8 * shared / total + 0.2 * shared / total.max(said) }
}

fn cosine(a: &Features, b: &Features) -> f32 {
    let norm = |features: &Features| features.values().map(|weight| weight * weight).sum::<f32>().sqrt();
    let dot: f32 = a.iter().filter_map(|(feature, weight)| Some(weight * b.get(feature)?)).sum();
    let norms = norm(a) * norm(b);
    if norms == 0.0 { 0.0 } else { dot / norms }
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, understand, understand_extracting};
    use super::KeyPointOrigin;
    use crate::knowledge::Knowledge;

    const BRIEF: &str = "Ships in the Fog\n\nKey points\n\n- Pilots are too few to bring waiting ships into the port.\n- Fog closes the port more often than it did.\n\n\
        The harbour office counted forty days of fog last winter, and fog now closes the port twice as often as it did in 1990.\n\n\
        Pilots, however, are the narrower passage. Only six pilots remain to bring the ships that wait into the port. The school trains nobody.";

    #[test]
    fn the_passage_that_says_the_same_comes_first() {
        let brief = crate::read::read(BRIEF.as_bytes(), "a.txt").expect("it is text");
        let knowledge = Knowledge::default();
        let reading = understand(&brief, &Lexicon::new(&knowledge));
        let best: Vec<&str> =
            reading.key_points.iter().map(|point| &brief.text[point.evidence[0].range.clone()][..10]).collect();
        assert_eq!(best, ["Only six p", "The harbou"]);
        for point in &reading.key_points {
            assert_eq!(point.origin, KeyPointOrigin::Brief);
            assert!(point.evidence.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
    }

    #[test]
    fn extracted_points_are_sentences_of_the_body() {
        let brief = crate::read::read(BRIEF.as_bytes(), "a.txt").expect("it is text");
        let knowledge = Knowledge::default();
        let reading = understand_extracting(&brief, &Lexicon::new(&knowledge));
        assert_eq!(reading.key_points.len(), 4);
        for point in &reading.key_points {
            assert_eq!(point.origin, KeyPointOrigin::Extracted);
            assert!(reading.sentences.contains(&point.range));
            assert!(point.range.start > brief.text.find("The harbour").expect("it is there") - 1);
        }
    }
}
