//! Key points for a brief that states none: the sentences that an author would most likely have put there.
//!
//! A logistic model over what annotated briefs tell: sentences that key points rest on are long rather than
//! short, say several things at once, open their paragraph, take up their heading, deny something, give figures,
//! and stand on their own feet. Centrality (TextRank, LexRank) told nothing beyond that, nor did the place in the
//! brief, the title, names, hedges and quotations. Its weights were fitted with ridge regression, each brief judged
//! by the others, and rounded by hand; those of what is said at once, of figures and of pointing back were chosen
//! later, on thirteen briefs, in the way of [`super::evidence`]. Chosen so on twelve, they raised F1 for the
//! thirteenth from 0.68 to 0.73 in the mean, but that they were worth a try was seen on all of them.

use std::ops::Range;

use sidelight_text::words::content_words;

use super::evidence::{Body, Parts, Sentence, begins_with_anaphor, best};

/// How many sentences stand for a brief: one in six, within these bounds.
const SENTENCES_PER_POINT: usize = 6;
const FEWEST: usize = 3;
const MOST: usize = 6;
/// Only the best are compared with one another, so that time stays linear.
const CANDIDATES: usize = 64;
/// Content words beyond which a sentence is a list, and up to which longer is better.
const TOO_LONG: usize = 60;
const FULL_LENGTH: f32 = 22.0;
/// Commas beyond which a sentence does not say more at once.
const MOST_COMMAS: usize = 3;

/// Beginnings of words by which authors say what matters, what follows and what is to come; sorted.
const CUES: [&str; 38] = [
    "alone",
    "become",
    "before",
    "biggest",
    "but",
    "cannot",
    "clear",
    "crucial",
    "danger",
    "depend",
    "enough",
    "expect",
    "greatest",
    "important",
    "instead",
    "key",
    "least",
    "leav",
    "likely",
    "main",
    "matter",
    "mean",
    "most",
    "never",
    "nobody",
    "none",
    "only",
    "rather",
    "remain",
    "result",
    "risk",
    "therefore",
    "threat",
    "unlikely",
    "until",
    "vital",
    "will",
    "yet",
];

/// The sentences that stand for the brief, in the order of the text.
pub fn sentences(parts: &Parts<'_>, body: &Body) -> Vec<Range<usize>> {
    let mut judge = Judge { parts, body, words: Vec::new(), heading: (0, Vec::new()) };
    let mut worths = Vec::with_capacity(body.sentences.len());
    let mut paragraph = None;
    for sentence in &body.sentences {
        let is_first = paragraph != Some(sentence.paragraph);
        // A label does not open its paragraph: what follows it does.
        paragraph = (!sentence.is_label).then_some(sentence.paragraph);
        worths.push(judge.worth(sentence, is_first).unwrap_or(f32::NEG_INFINITY));
    }
    let mut candidates = best(CANDIDATES, worths.len(), |sentence| worths[sentence]);
    candidates.retain(|(_, worth)| worth.is_finite());
    let stems: Vec<Vec<u64>> = candidates.iter().map(|(at, _)| judge.stems(&body.sentences[*at].range)).collect();
    let wanted = body.sentences.len().div_ceil(SENTENCES_PER_POINT).clamp(FEWEST, MOST);
    let mut chosen: Vec<Range<usize>> = Vec::new();
    while chosen.len() < wanted.min(candidates.len()) {
        let Some((place, _)) = best(1, candidates.len(), |place| candidates[place].1).pop() else { break };
        let sentence = &body.sentences[candidates[place].0];
        // Each part of the brief has its say: maximal marginal relevance (Carbonell and Goldstein 1998).
        for ((other, worth), own) in candidates.iter_mut().zip(&stems) {
            let other = &body.sentences[*other];
            let shared = own.iter().filter(|stem| stems[place].contains(stem)).count() as f32;
            *worth -= if other.section == sentence.section { 0.75 } else { 0.0 }
                + if other.paragraph == sentence.paragraph { 0.6 } else { 0.0 }
                + shared / own.len().max(1) as f32;
        }
        candidates[place].1 = f32::NEG_INFINITY;
        let at = chosen.iter().take_while(|range| range.start < sentence.range.start).count();
        chosen.insert(at, sentence.range.clone());
    }
    chosen
}

struct Judge<'a> {
    parts: &'a Parts<'a>,
    body: &'a Body,
    words: Vec<sidelight_text::words::ContentWord>,
    /// The section last seen, and the stems of its heading.
    heading: (u32, Vec<u64>),
}

impl Judge<'_> {
    fn stems(&mut self, range: &Range<usize>) -> Vec<u64> {
        content_words(&self.parts.brief.text[range.clone()], &mut self.words);
        self.words.iter().map(|word| word.stem).collect()
    }

    /// How likely a sentence is to be one that a key point rests on, as log-odds; none where it cannot be.
    fn worth(&mut self, sentence: &Sentence, is_first: bool) -> Option<f32> {
        let text = &self.parts.brief.text[sentence.range.clone()];
        if self.heading.0 != sentence.section {
            let heading = self.body.headings[sentence.section as usize].clone();
            self.heading = (sentence.section, self.stems(&heading));
        }
        content_words(text, &mut self.words);
        let length = self.words.len();
        if sentence.is_label || length > TOO_LONG || text.trim_end_matches(&['”', '"'][..]).ends_with('?') {
            return None;
        }
        let heading = &self.heading.1;
        let in_heading = heading.iter().filter(|stem| self.words.iter().any(|word| word.stem == **stem)).count();
        let (mut count, mut cues, mut is_negative) = (0.0_f32, 0.0, false);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            count += 1.0;
            cues += f32::from(u8::from(is_cue(word)));
            is_negative |= is_negation(word);
        }
        // Not those inside a number.
        let commas = text.matches(", ").take(MOST_COMMAS).count();
        let flag = |is_so: bool, weight: f32| if is_so { weight } else { 0.0 };
        Some(
            2.7 * (length as f32 / FULL_LENGTH).min(1.0)
                + 2.0 * in_heading as f32 / heading.len().max(1) as f32
                + 1.6 * cues / (1.0 + count).sqrt()
                + flag(is_negative, 0.8)
                + flag(is_first, 1.2)
                + commas as f32 / MOST_COMMAS as f32
                + flag(text.bytes().any(|byte| byte.is_ascii_digit()), 0.3)
                + flag(begins_with_anaphor(text), -1.5)
                + flag(length < 8, -0.9),
        )
    }
}

fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "cannot" | "few" | "little" | "neither" | "never" | "no" | "nobody" | "none" | "nor" | "not" | "without"
    )
}

/// Whether a word is one of the cues or an inflection of it.
fn is_cue(word: &str) -> bool {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    let from = CUES.partition_point(|cue| cue.as_bytes()[0] < first);
    let matching = |cue: &&&str| {
        word.len() <= cue.len() + 3 && word.get(..cue.len()).is_some_and(|start| start.eq_ignore_ascii_case(cue))
    };
    CUES[from..].iter().take_while(|cue| cue.as_bytes()[0] == first).find(matching).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, understand};
    use super::*;
    use crate::knowledge::Knowledge;

    fn check(text: &str, expected: &[&str]) {
        let brief = crate::read::read(text.as_bytes(), "a.md").expect("it is text");
        let reading = understand(&brief, &Lexicon::new(&Knowledge::default()));
        let begins: Vec<&str> = reading
            .key_points
            .iter()
            .map(|point| {
                brief.text[point.range.clone()].split_inclusive(' ').take(2).collect::<Vec<_>>().concat().len()
            })
            .zip(&reading.key_points)
            .map(|(length, point)| brief.text[point.range.start..point.range.start + length].trim_end())
            .collect();
        assert_eq!(begins, expected, "{text}");
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(CUES.is_sorted());
    }

    #[test]
    fn what_an_author_would_put_first() {
        check(
            "# Fog\n\n## Too few pilots\n\nToo few pilots remain to bring the ships that wait off the port into its \
             harbour. This surprised nobody. They rest on Sundays, when the harbour is quiet and cold and the tugs lie \
             idle at the quay.\n\n## A harbour that closes\n\nThe fog will close the harbour twice as often by 2030, \
             but the city has not saved for it. Who will pay? Tugs rest.\n\n## Trade\n\nGrain rots on the quay, and \
             buyers in three countries have turned to other ports until the fog lifts. It is dear.",
            &["Too few", "The fog", "Grain rots"],
        );
        check("Short. Brief.", &["Short.", "Brief."]);
    }

    #[test]
    fn what_says_several_things_at_once_or_gives_figures() {
        let brief = |first: &str, others: [&str; 3]| {
            let [second, third, fourth] = others;
            format!("# Fog\n\n## One\n\n{first}\n\n## Two\n\n{second}\n\n## Three\n\n{third}\n\n## Four\n\n{fourth}")
        };
        let first = "Grain rots on wet quays behind every northern harbour wall.";
        let several = [
            "Tugs, pilots, cranes stand idle beside long southern piers.",
            "Buyers, brokers, bakers turn towards another eastern port today.",
            "Captains, mates, cooks sleep aboard their anchored western ships.",
        ];
        check(&brief(first, several), &["Tugs, pilots,", "Buyers, brokers,", "Captains, mates,"]);
        let figures = [
            "Tugs stand idle on 212 days beside long southern piers.",
            "Buyers took 4,000 tons towards another eastern port today.",
            "Captains keep 17 mates asleep aboard anchored western ships.",
        ];
        check(&brief(first, figures), &["Tugs stand", "Buyers took", "Captains keep"]);
        // A comma inside a number is none: the first three are alike, and the first ones go first.
        let [second, third, _] = figures;
        let figure = "Grain worth 2,500,000 rots behind every northern harbour wall.";
        check(
            &brief(figure, [second, third, "Captains keep 1,234,567 mates asleep aboard anchored western ships."]),
            &["Grain worth", "Tugs stand", "Buyers took"],
        );
    }
}
