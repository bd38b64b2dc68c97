//! Training of the [`Recogniser`]: what `cargo xtask train` runs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sidelight_text::scan::Shape;
use sidelight_text::word_set::WordSet;

use super::chunks::{self, Chunk};
use super::lore::{Class, KEPT};
use super::recogniser::{CLASSES, ROWS, Recogniser, features};
use super::words::{self, Word};
use crate::knowledge::Kind;

/// One sentence of training text: its words, each with its tag in the IOB scheme (`B-geo`, `I-per`, `O`).
pub type Tagged = Vec<(String, String)>;

/// How often the examples are gone through.
const ROUNDS: usize = 12;
/// A feature that the examples have less often says nothing of texts to come.
const MIN_COUNT: u32 = 3;

/// Organisations of the training text that are groups to Sidelight: they fight, or are a movement or party.
const GROUPS: [&str; 46] = [
    "ANC",
    "Abu Sayyaf",
    "Al-Shabab",
    "Ansar al-Sunna",
    "BJP",
    "Boko Haram",
    "ELN",
    "ETA",
    "FARC",
    "Fatah",
    "Hamas",
    "Hezbollah",
    "Hizballah",
    "Hizbul Mujahideen",
    "IRA",
    "Islamic Jihad",
    "Jaish-e-Mohammad",
    "Janjaweed",
    "Jemaah Islamiyah",
    "Kadima",
    "LRA",
    "LTTE",
    "Lashkar-e-Taiba",
    "Likud",
    "MDC",
    "MEND",
    "Mahdi Army",
    "Muslim Brotherhood",
    "PKK",
    "Taleban",
    "Taliban",
    "Tamil Tiger",
    "Tamil Tigers",
    "Tigers",
    "Tigrayan",
    "Union of Islamic Courts",
    "United Self-Defense Forces of Colombia",
    "ZANU-PF",
    "al-Aqsa Martyrs Brigades",
    "al-Qaeda",
    "al-Qaida",
    "al-Shabaab",
    "al-Shabab",
    "Al-Qaida",
    "Islamic State",
    "Sadr",
];

/// One run of the training text, with what it is.
struct Example {
    /// The hashes of its features, each with whether it tells the name's own words.
    features: Vec<(u32, bool)>,
    class: usize,
}

/// How well a model does on sentences it has not seen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Runs in all.
    pub runs: usize,
    /// Runs that were told from ordinary words, or taken for such, rightly.
    pub is_name_right: usize,
    /// Names that were found.
    pub names_found: usize,
    /// Names among them whose kind was right.
    pub kinds_right: usize,
}

/// Learns from `sentences` to tell names; `given` are given names of persons, `ordinary` further words in small
/// letters that are none.
pub fn train(sentences: &[Tagged], given: &[String], ordinary: &[String]) -> Recogniser {
    let mut model = Recogniser {
        common: common_words(sentences, ordinary),
        given: set(given.iter().map(String::as_str)),
        weights: vec![0; ROWS * CLASSES.len()],
        lore: KEPT.clone(),
    };
    let examples = examples(&model, sentences);
    let mut counts = vec![0_u32; ROWS];
    for (hash, _) in examples.iter().flat_map(|example| &example.features) {
        counts[*hash as usize % ROWS] += 1;
    }
    let mut learner = Learner::new();
    // Any fixed seed: the same text gives the same model.
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..ROUNDS {
        for index in (1..order.len()).rev() {
            order.swap(index, (next(&mut random) % (index as u64 + 1)) as usize);
        }
        for index in &order {
            let example = &examples[*index];
            // Half of the time the name's own words are hidden: briefs name what the training text does not.
            let hides = next(&mut random).is_multiple_of(2);
            let rows: Vec<usize> = example
                .features
                .iter()
                .filter(|(_, is_name)| !(hides && *is_name))
                .map(|(hash, _)| *hash as usize % ROWS)
                .filter(|row| counts[*row] >= MIN_COUNT)
                .collect();
            learner.learn(&rows, example.class);
        }
    }
    model.weights = learner.rounded();
    model
}

/// Tries a model on sentences.
pub fn evaluate(model: &Recogniser, sentences: &[Tagged]) -> Score {
    let mut score = Score::default();
    let labels = majority(sentences);
    for sentence in sentences {
        let (text, spans) = joined(sentence);
        let words = words(model, &text);
        for chunk in chunks::find(&words, &KEPT) {
            let class = class(&text, &words, &chunk, &spans, &labels);
            let scores = model.scores(&words, &chunk);
            let best = (0..CLASSES.len()).max_by_key(|index| scores[*index]).unwrap_or_default();
            score.runs += 1;
            score.is_name_right += usize::from((class > 0) == (best > 0));
            score.names_found += usize::from(class > 0 && best > 0);
            score.kinds_right += usize::from(class > 0 && class == best);
        }
    }
    score
}

/// The words that the text has in small letters outside names, and the further ones.
fn common_words(sentences: &[Tagged], ordinary: &[String]) -> WordSet {
    let is_small = |word: &str| word.chars().all(char::is_lowercase) && word.len() > 1;
    let words = sentences.iter().flatten().filter(|(word, tag)| tag == "O" && is_small(word)).map(|(word, _)| word);
    let words: BTreeSet<&str> = words.chain(ordinary).map(String::as_str).collect();
    set(words.into_iter())
}

fn set<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> WordSet {
    let mut set = WordSet::for_words(words.len());
    words.for_each(|word| set.insert(word));
    set
}

fn examples(model: &Recogniser, sentences: &[Tagged]) -> Vec<Example> {
    let labels = majority(sentences);
    let mut examples = Vec::new();
    for sentence in sentences {
        let (text, spans) = joined(sentence);
        let words = words(model, &text);
        for chunk in chunks::find(&words, &KEPT) {
            let class = class(&text, &words, &chunk, &spans, &labels);
            let mut hashes = Vec::new();
            features(model, &words, &chunk, |hash, is_name| hashes.push((hash, is_name)));
            examples.push(Example { features: hashes, class });
        }
    }
    examples
}

/// A sentence's words, the ordinary ones marked.
fn words<'t>(model: &Recogniser, text: &'t str) -> Vec<Word<'t>> {
    let mut words = words::words(text, &KEPT);
    for word in &mut words {
        word.is_ordinary = word.shape == Shape::Capital && model.is_common(&word.text.to_lowercase());
    }
    words
}

/// A tagged stretch of a sentence's text: first byte, end, tag.
type Span = (usize, usize, String);

/// A sentence as it was before its words were parted, and its tagged stretches.
fn joined(sentence: &Tagged) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut is_quoted = false;
    let mut glue = true;
    for (word, tag) in sentence {
        let is_quote = word == "\"";
        let closes = matches!(word.as_str(), "." | "," | ";" | ":" | "!" | "?" | ")" | "'s" | "'" | "n't" | "%")
            || is_quote && is_quoted;
        if !glue && !closes {
            text.push(' ');
        }
        if is_quote {
            is_quoted = !is_quoted;
        }
        glue = matches!(word.as_str(), "(" | "$") || is_quote && is_quoted;
        let start = text.len();
        text.push_str(word);
        match (tag.split_at_checked(2), spans.last_mut()) {
            (Some(("I-", kind)), Some(last)) if last.2 == kind => last.1 = text.len(),
            (Some((_, kind)), _) if tag != "O" => spans.push((start, text.len(), kind.to_owned())),
            _ => {}
        }
    }
    (text, spans)
}

/// The tag that each tagged string has most often: the hand's slips even out.
fn majority(sentences: &[Tagged]) -> HashMap<String, String> {
    let mut counts: HashMap<String, BTreeMap<String, u32>> = HashMap::new();
    for sentence in sentences {
        let (text, spans) = joined(sentence);
        for (start, end, tag) in spans {
            *counts.entry(text[start..end].to_owned()).or_default().entry(tag).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(name, tags)| Some((name, tags.into_iter().max_by_key(|(_, count)| *count)?.0)))
        .collect()
}

/// The class of a run by the tagged stretch that it shares most with.
fn class(text: &str, words: &[Word<'_>], chunk: &Chunk, spans: &[Span], labels: &HashMap<String, String>) -> usize {
    let (start, end) = (words[chunk.words.start].start, words[chunk.words.end - 1].end());
    let shared = |span: &&Span| span.1.min(end).saturating_sub(span.0.max(start));
    let Some(span) = spans.iter().filter(|span| shared(span) * 2 > end - start).max_by_key(shared) else { return 0 };
    let name = &text[start..end];
    let last = words[chunk.words.end - 1].text;
    let tag = labels.get(name).unwrap_or(&span.2).as_str();
    let kind = match tag {
        "geo" => Some(Kind::Place),
        "gpe" if words[chunk.words.clone()].iter().any(|word| word.lore.is(Class::Demonym)) => None,
        "gpe" => Some(Kind::Place),
        "per" => Some(Kind::Person),
        "org" if GROUPS.contains(&name) || KEPT.get(last).head == Some(Kind::Group) => Some(Kind::Group),
        "org" => Some(Kind::Organisation),
        "eve" => Some(Kind::Event),
        "art" => Some(Kind::Work),
        "nat" if name.starts_with("Hurricane") => Some(Kind::Event),
        _ => None,
    };
    CLASSES.iter().position(|class| *class == kind).unwrap_or_default()
}

/// A perceptron whose weights are averaged over all its steps.
struct Learner {
    weights: Vec<f32>,
    /// Each change times the step at which it was made.
    debts: Vec<f32>,
    step: f32,
}

impl Learner {
    fn new() -> Self {
        Self { weights: vec![0.0; ROWS * CLASSES.len()], debts: vec![0.0; ROWS * CLASSES.len()], step: 1.0 }
    }

    fn learn(&mut self, rows: &[usize], class: usize) {
        let mut scores = [0.0_f32; CLASSES.len()];
        for row in rows {
            for (index, score) in scores.iter_mut().enumerate() {
                *score += self.weights[row * CLASSES.len() + index];
            }
        }
        // With a margin, so that what was only just right is learned as well.
        for (index, score) in scores.iter_mut().enumerate() {
            *score += if index == class { 0.0 } else { 2.0 };
        }
        let best = (0..CLASSES.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or_default();
        if best != class {
            for row in rows {
                for (index, change) in [(class, 1.0), (best, -1.0)] {
                    self.weights[row * CLASSES.len() + index] += change;
                    self.debts[row * CLASSES.len() + index] += change * self.step;
                }
            }
        }
        self.step += 1.0;
    }

    /// The averages, scaled to fill one byte each.
    fn rounded(&self) -> Vec<i8> {
        let averages: Vec<f32> =
            self.weights.iter().zip(&self.debts).map(|(weight, debt)| weight - debt / self.step).collect();
        let mut sizes: Vec<f32> = averages.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // The few that are larger than one in a thousand are cut.
        let largest = sizes.get(sizes.len().saturating_sub(sizes.len() / 1000 + 1)).copied().unwrap_or(1.0);
        averages.iter().map(|weight| (weight / largest * 127.0).clamp(-127.0, 127.0).round() as i8).collect()
    }
}

/// xorshift64 (Marsaglia 2003).
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
