//! Hedges: the words by which a brief weighs what it says. No score, no count: the author's own words.
//!
//! One look-up a token tells whether it may begin a phrase, be a verb of saying or open a condition; only
//! then the rules look around, never further than a fixed number of tokens.

mod conditions;
mod holder;
mod phrase_list;
mod phrases;
mod verb_list;
mod verbs;
mod vocabulary;

use std::ops::Range;

use sidelight_text::tokens::{Token, Tokens};

use super::Mention;
use crate::brief::{BlockKind, Brief};
use vocabulary::{CONDITION, Class, MARK};

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

    /// Whether it is somebody's word.
    fn has_holder(self) -> bool {
        self == Self::Attribution
    }
}

/// The hedges of all sentences, in order and without overlaps.
pub fn find(brief: &Brief, tokens: &Tokens<'_>, sentences: &[Range<usize>], mentions: &[Mention]) -> Vec<Hedge> {
    let mut hedges = Vec::new();
    let mut blocks = brief.blocks.iter().peekable();
    let mut walk = tokens.walk();
    let mut mentions = mentions;
    for sentence in sentences {
        while blocks.next_if(|block| block.range.end <= sentence.start).is_some() {}
        if blocks.peek().is_none_or(|block| block.kind == BlockKind::Code) {
            continue;
        }
        mentions = &mentions[mentions.iter().take_while(|mention| mention.range.end <= sentence.start).count()..];
        let own = mentions.iter().take_while(|mention| mention.range.start < sentence.end).count();
        let sentence = Sentence { tokens: walk.within(sentence), mentions: &mentions[..own] };
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
    holder: Holder,
}

/// Where the holder of a claim is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// Nowhere.
    None,
    /// It is the subject of the verb that begins with this token.
    Subject(usize),
    /// It is what the participle at this token hangs on: “…, saying”.
    Participle(usize),
    /// It begins with this token: “according to”, “reported by”.
    After(usize),
}

impl Sentence<'_> {
    fn hedges(&self, hedges: &mut Vec<Hedge>) {
        let mut at = 0;
        let mut floor = 0;
        let mut last_holder = None;
        while at < self.tokens.len() {
            let Some(word) = vocabulary::word(&self.tokens[at]) else {
                at += 1;
                continue;
            };
            let found = (word.class & CONDITION != 0)
                .then(|| self.condition(at))
                .flatten()
                .or_else(|| word.verb.and_then(|(verb, form)| self.verb(at, verb, form)))
                .or_else(|| self.phrase(at, word));
            let Some(found) = found.filter(|found| found.tokens.start >= floor) else {
                at += 1;
                continue;
            };
            at = found.tokens.end.max(at + 1);
            floor = found.tokens.end;
            let holder = self.holder(found.holder, last_holder.as_ref());
            if holder.is_some() {
                last_holder.clone_from(&holder);
            }
            let range = self.bytes(&found.tokens);
            hedges.push(Hedge { range, kind: found.kind, likelihood: found.likelihood, holder });
        }
    }

    fn is(&self, index: usize, words: &[&str]) -> bool {
        self.tokens.get(index).is_some_and(|token| token.is_any(words))
    }

    fn is_before(&self, index: usize, words: &[&str]) -> bool {
        index.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    /// What a token does; nothing beyond the sentence's ends.
    fn class(&self, index: usize) -> Class {
        self.tokens.get(index).map_or(0, vocabulary::class)
    }

    /// What the token before does.
    fn class_before(&self, index: usize) -> Class {
        index.checked_sub(1).map_or(0, |before| self.class(before))
    }

    /// Whether a token is one of these marks or words within so many tokens, before the clause ends.
    fn goes_on_with(&self, at: usize, reach: usize, words: &[&str]) -> Option<usize> {
        for index in at..self.tokens.len().min(at + reach) {
            if self.is(index, words) {
                return Some(index);
            }
            // A quotation or a bracket does not end the clause.
            if self.class(index) & MARK != 0 && !self.is(index, &["\"", "“", "”", "(", ")", "[", "]"]) {
                return None;
            }
        }
        None
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].start..self.tokens[range.end - 1].end()
    }
}

#[cfg(test)]
mod tests;
