//! Hedges: the words by which a brief weighs what it says. No score, no count: the author's own words.

mod holder;
mod phrases;

use std::ops::Range;

use super::Mention;
use super::tokens::{Token, Tokens};
use crate::brief::{BlockKind, Brief};
use phrases::{AUXILIARIES, BE, BEFORE_NOUNS, BETWEEN, Needs, PASSIVES, PHRASES_BY_WORD, VERBS_BY_FORM};

/// Words that weigh a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Hedge {
    /// The words themselves.
    pub range: Range<usize>,
    /// In what respect they weigh it.
    pub kind: HedgeKind,
    /// The range in per cent that ICD 203 gives the phrase, where it does.
    pub likelihood: Option<(u8, u8)>,
    /// Who says so, where the same sentence names them.
    pub holder: Option<Range<usize>>,
}

/// In what respect a statement is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HedgeKind {
    /// How likely it is.
    Likelihood,
    /// How well it is known.
    Confidence,
    /// Whose claim it is.
    Attribution,
    /// What it hangs on.
    Condition,
}

impl HedgeKind {
    /// The word of the contract: `likelihood`, ….
    pub fn word(self) -> &'static str {
        match self {
            Self::Likelihood => "likelihood",
            Self::Confidence => "confidence",
            Self::Attribution => "attribution",
            Self::Condition => "condition",
        }
    }
}

/// The hedges of all sentences, in order and without overlaps.
pub fn find(brief: &Brief, tokens: &Tokens<'_>, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Hedge> {
    let mut hedges = Vec::new();
    let mut blocks = brief.blocks.iter().peekable();
    for sentence in sentences {
        while blocks.next_if(|block| block.range.end <= sentence.start).is_some() {}
        let is_prose = blocks.peek().is_some_and(|block| {
            !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Code | BlockKind::Caption)
        });
        if !is_prose {
            continue;
        }
        let first = mentions.partition_point(|mention| mention.range.end <= sentence.start);
        let last = mentions.partition_point(|mention| mention.range.start < sentence.end);
        let sentence = Sentence { tokens: tokens.within(sentence), mentions: &mentions[first..last.max(first)] };
        sentence.hedges(&mut hedges);
    }
    hedges
}

/// One sentence, as the rules see it.
struct Sentence<'a> {
    tokens: &'a [Token<'a>],
    mentions: &'a [Mention],
}

/// A hedge by its tokens.
struct Found {
    tokens: Range<usize>,
    kind: HedgeKind,
    likelihood: Option<(u8, u8)>,
    holder: Option<Range<usize>>,
}

impl Sentence<'_> {
    fn hedges(&self, hedges: &mut Vec<Hedge>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let found =
                self.phrase(at).or_else(|| self.passive(at)).or_else(|| self.verb(at)).or_else(|| self.condition(at));
            match found.filter(|found| found.tokens.start >= at && !found.tokens.is_empty()) {
                Some(found) => {
                    at = found.tokens.end;
                    hedges.push(Hedge {
                        range: self.bytes(&found.tokens),
                        kind: found.kind,
                        likelihood: found.likelihood,
                        holder: found.holder,
                    });
                }
                None => at += 1,
            }
        }
    }

    fn is(&self, index: usize, words: &[&str]) -> bool {
        self.tokens.get(index).is_some_and(|token| token.is_any(words))
    }

    fn is_before(&self, index: usize, words: &[&str]) -> bool {
        index.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].start..self.tokens[range.end - 1].end()
    }

    /// The longest phrase of the list that begins here.
    fn phrase(&self, at: usize) -> Option<Found> {
        let word = self.tokens[at].text.to_ascii_lowercase();
        let length_of = |phrase: &str| {
            let mut length = 0;
            phrase
                .split(' ')
                .all(|word| {
                    length += 1;
                    self.is(at + length - 1, &[word])
                })
                .then_some(length)
        };
        let best = PHRASES_BY_WORD
            .get(word.as_str())?
            .iter()
            .filter_map(|phrase| Some((length_of(phrase.0)?, phrase)))
            .max_by_key(|(length, _)| *length);
        let (length, (phrase, kind, likelihood)) = best?;
        // “May” with a capital is a month, or asks for permission.
        if *phrase == "may" && self.tokens[at].text != "may" {
            return None;
        }
        let holder = (*phrase == "according to").then(|| self.holder_after(at + length)).flatten();
        Some(Found { tokens: at..at + length, kind: *kind, likelihood: *likelihood, holder })
    }

    /// “is believed to be”, “has also been accused of”, “are suspected to”.
    fn passive(&self, at: usize) -> Option<Found> {
        self.is(at, &AUXILIARIES).then_some(())?;
        let verb =
            (at..self.tokens.len()).find(|index| !self.is(*index, &AUXILIARIES) && !self.is(*index, &BETWEEN))?;
        let is_passive = (at..verb).any(|index| self.is(index, &BE));
        if !is_passive || !self.is(verb, &PASSIVES) {
            return None;
        }
        let mut end = verb + 1;
        if self.is(end, &["to"]) {
            end += 1 + usize::from(self.is(end + 1, &["be"]));
        } else if self.is(end, &["of"]) {
            end += 1;
        }
        Some(Found { tokens: at..end, kind: HedgeKind::Attribution, likelihood: None, holder: None })
    }

    /// “said”, “have been warning of”, “claimed responsibility”.
    fn verb(&self, at: usize) -> Option<Found> {
        let verb =
            (at..self.tokens.len()).find(|index| !self.is(*index, &AUXILIARIES) && !self.is(*index, &BETWEEN))?;
        // An adverb belongs to the verb only together with an auxiliary.
        if verb > at && !self.is(at, &AUXILIARIES) {
            return None;
        }
        // “was told” says who heard it, not who says it.
        let has_be = self.is_before(at, &BE) || (at..verb).any(|index| self.is(index, &BE));
        if has_be && !self.tokens[verb].text.ends_with("ing") {
            return None;
        }
        let (_, needs, particles) = VERBS_BY_FORM.get(self.tokens[verb].text.to_ascii_lowercase().as_str())?;
        let after = verb + 1;
        let goes_on = match needs {
            Needs::Nothing => true,
            Needs::That => self.is(after, &["that"]),
            Needs::Figure => {
                self.is(after, &["the", "approx", "about", "more", "at", "some", "nearly", "over"])
                    || self.tokens.get(after).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()))
            }
        };
        let is_noun = verb == at
            && (self.is_before(at, &BEFORE_NOUNS)
                || self.is_before(at, &["s"])
                || self.is(after, &["of", "about", "against"]))
            && !self.tokens[verb].text.ends_with("ed");
        let is_modal = verb == at
            && self.is_before(at, &["to", "can", "cannot", "could", "would", "will", "should", "may", "must"]);
        if !goes_on || is_noun || is_modal || self.is(verb, &["report"]) && !self.is(after, &["that"]) {
            return None;
        }
        let end = after + usize::from(self.is(after, particles));
        let holder = self.holder_before(at, self.tokens[verb].text.ends_with("ing") && verb == at);
        Some(Found { tokens: at..end, kind: HedgeKind::Attribution, likelihood: None, holder })
    }

    /// “If these details prove to be accurate”: the whole clause.
    fn condition(&self, at: usize) -> Option<Found> {
        if !self.is(at, &["if", "unless"]) || self.is_before(at, &["even", "as", "only", "ask", "asked", "see", "know"])
        {
            return None;
        }
        let end =
            (at..self.tokens.len()).find(|index| self.is(*index, &[",", ";", ":", "—", "–", ".", "?", "!", ")"]))?;
        // A clause has a subject and a verb.
        (end >= at + 3).then_some(Found { tokens: at..end, kind: HedgeKind::Condition, likelihood: None, holder: None })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::super::tokens::Tokens;

    /// A text whose hedges stand in ⟦brackets⟧, and what each is: kind, range, holder.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let plain: String = text.chars().filter(|c| !"⟦⟧".contains(*c)).collect();
        let brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
        let hedges = super::find(&brief, &Tokens::of(&brief), &sentences::find(&brief, &[]), &[]);
        let mut marked = brief.text.clone();
        for hedge in hedges.iter().rev() {
            marked.insert(hedge.range.end, '⟧');
            marked.insert(hedge.range.start, '⟦');
        }
        assert_eq!(marked, text);
        let found: Vec<String> = hedges
            .iter()
            .map(|hedge| {
                let range = hedge.likelihood.map(|(low, high)| format!(" {low}–{high}")).unwrap_or_default();
                let holder =
                    hedge.holder.clone().map(|holder| format!(" by {}", &brief.text[holder])).unwrap_or_default();
                format!("{}{range}{holder}", hedge.kind.word())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn likelihood() {
        check("The port will ⟦very likely⟧ close.", &["likelihood 80–95"]);
        check("It is ⟦unlikely⟧ to open, and ⟦less likely⟧ to grow.", &["likelihood 20–45", "likelihood"]);
        check("Ships ⟦may⟧ wait until May.", &["likelihood"]);
        check("More ships ⟦are expected to⟧ wait.", &["likelihood"]);
    }

    #[test]
    fn confidence_and_condition() {
        check("⟦It remains unclear⟧ who waits.", &["confidence"]);
        check("⟦If the fog lasts⟧, ships wait.", &["condition"]);
        check("Ships wait ⟦unless a pilot comes⟧; even if it is late, they wait.", &["condition"]);
    }

    #[test]
    fn attribution() {
        check("⟦According to⟧ the harbour office, ships wait.", &["attribution by harbour office"]);
        check("Ships wait, ⟦according to⟧ two pilots.", &["attribution by two pilots"]);
        check("The harbour office ⟦said⟧ that ships wait.", &["attribution by harbour office"]);
        check(
            "Something that pilots and mates ⟦have been warning of⟧ for years.",
            &["attribution by pilots and mates"],
        );
        check("The office (HO) ⟦claimed responsibility⟧ for it.", &["attribution by office"]);
        check("He ⟦is believed to be⟧ a pilot, and ⟦has also been accused of⟧ fraud.", &["attribution", "attribution"]);
        check("The ⟦alleged⟧ pilots are ⟦reportedly⟧ few.", &["attribution", "attribution"]);
        check("Two pilots were told to wait.", &[]);
        check("There are ⟦reports of⟧ fog, and the reports are long.", &["attribution"]);
        check("The union ⟦announced⟧ that it strikes; it announced a strike.", &["attribution by union"]);
    }
}
