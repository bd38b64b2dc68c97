//! Phrases that hedge wherever they stand.

use super::phrase_list::{Left, Phrase};
use super::vocabulary::{
    ADVERB, BE, CONJUNCTION, DETERMINER, HAVE, MARK, MODAL, NOT, OPENER, PREPOSITION, PRONOUN, REMAIN, Word,
};
use super::{Found, Holder, Sentence};

/// Verbs after “is set to” that tell what becomes of a thing; others tell what somebody plans.
const BECOMING: [&str; 27] = [
    "be",
    "become",
    "climb",
    "continue",
    "decline",
    "deepen",
    "deteriorate",
    "double",
    "dominate",
    "drop",
    "exceed",
    "expand",
    "fall",
    "get",
    "go",
    "grow",
    "increase",
    "lose",
    "miss",
    "overtake",
    "reach",
    "remain",
    "rise",
    "shrink",
    "slow",
    "surpass",
    "worsen",
];
/// Words that make a “may” after them or before them one of permission.
const PERMITTING: [&str; 7] =
    ["authority", "authorisation", "authorization", "consent", "only", "permission", "permit"];
const LEVELS: [&str; 7] = ["low", "moderate", "medium", "high", "limited", "weak", "strong"];

impl Sentence<'_> {
    /// The longest phrase that begins here.
    pub(super) fn phrase(&self, at: usize, word: &Word) -> Option<Found> {
        let best = word
            .phrases
            .iter()
            .filter_map(|phrase| Some((self.phrase_end(at, phrase.words)?, *phrase)))
            .filter(|(end, phrase)| !self.is_spoiled(phrase, at, *end))
            .max_by_key(|(end, phrase)| (*end, phrase.left != Left::NeedsCopula));
        let (end, phrase) = best?;
        let start = match phrase.left {
            Left::None => at,
            Left::Copula => self.copula_before(at).unwrap_or(at),
            Left::NeedsCopula => self.copula_before(at)?,
        };
        let (start, end) = match phrase.words {
            "confidence is" | "confidence in" => (start, self.goes_on_with(end, 8, &LEVELS)? + 1),
            "chance of" | "chance that" | "probability of" | "probability that" | "likelihood of" => {
                (self.percentage_before(at).unwrap_or(start), end)
            }
            _ => (start, end),
        };
        let holder = match phrase.words {
            "according to" => Holder::After(end),
            words if words.starts_with("in the ") && words.ends_with(" of") => Holder::After(end),
            "estimates by" | "estimates from" | "allegations by" => Holder::After(end),
            _ => Holder::None,
        };
        Some(Found { tokens: start..end, kind: phrase.kind, likelihood: phrase.likelihood, holder })
    }

    /// The token after a phrase whose first word is here. Up to two adverbs may stand before its last word:
    /// “could not be independently verified”.
    fn phrase_end(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = at + 1;
        for word in words.split(' ').skip(1) {
            let mut skipped = 0;
            while !self.is(end, &[word]) {
                if skipped == 2 || self.class(end) & ADVERB == 0 {
                    return None;
                }
                skipped += 1;
                end += 1;
            }
            end += 1;
        }
        Some(end)
    }

    /// Where “it remains”, “is still”, “are widely” before a predicate begins.
    fn copula_before(&self, at: usize) -> Option<usize> {
        let mut start = at;
        while at - start < 3 && self.class_before(start) & (ADVERB | HAVE) != 0 && self.class_before(start) & BE == 0 {
            start -= 1;
        }
        if self.class_before(start) & (BE | REMAIN) == 0 {
            return None;
        }
        start -= 1;
        while start > 0 && self.class(start - 1) & (BE | HAVE | ADVERB) != 0 && at - start < 5 {
            start -= 1;
        }
        if self.is_before(start, &["it"]) {
            start -= 1;
        }
        Some(start)
    }

    /// “40 percent” before “chance of”.
    fn percentage_before(&self, at: usize) -> Option<usize> {
        let sign = if self.is_before(at, &["%", "percent"]) {
            at - 1
        } else if self.is_before(at, &["cent"]) {
            at.checked_sub(2)?
        } else {
            return None;
        };
        let number = sign.checked_sub(1)?;
        self.tokens[number].is_numeric().then_some(number)
    }

    /// Whether what stands around a phrase makes it another one.
    fn is_spoiled(&self, phrase: &Phrase, at: usize, end: usize) -> bool {
        let next_is_word = self.tokens.get(end).is_some_and(|next| next.is_lowercase());
        match phrase.words {
            // “May” with a capital is a month, and no verb follows “military might”.
            "may" | "might" | "could" => {
                !self.tokens[at].is_lowercase() || !next_is_word || self.is_ability_or_permission(at, end)
            }
            "set to" => !self.is(end, &BECOMING),
            "remote" => {
                self.class_before(at) & BE == 0
                    || !(at.saturating_sub(8)..at).any(|index| {
                        self.is(index, &["chance", "chances", "possibility", "prospect", "prospects", "risk"])
                    })
            }
            "appears" | "appear" | "seems" | "seem" => {
                !next_is_word
                    || self.class(end) & (PREPOSITION | CONJUNCTION | OPENER | DETERMINER | MODAL | PRONOUN) != 0
                    || self
                        .is(end, &["likely", "unlikely", "certain", "unclear", "set", "as", "in", "on", "more", "less"])
                    || self.class_before(at) & MODAL != 0
            }
            "risks" => {
                let is_object = self.is(end, &["a", "an", "becoming", "being"])
                    || next_is_word && self.tokens[end].text.ends_with("ing");
                !is_object || self.class_before(at) & (DETERMINER | PREPOSITION | CONJUNCTION) != 0
            }
            // “the government suggests talks” proposes; what suggests something is evidence.
            "suggest" => self.class_before(at) & MODAL != 0 && !self.is_before(at, &["to", "would"]),
            "indicates that" | "indicate that" | "indicated that" => false,
            "as likely" => self.is_before(at, &["such", "well"]),
            "confidence is" | "confidence in" => {
                at > 0 && self.class_before(at) & (DETERMINER | MARK) == 0 && !self.is_before(at, &["analytic"])
            }
            "possible" => {
                !self.is_before(at, &["a", "another", "any"]) || !next_is_word || self.class(end) & PREPOSITION != 0
            }
            "unknown" | "disputed" | "uncertain" => {
                next_is_word && self.class(end) & (PREPOSITION | CONJUNCTION | OPENER) == 0
            }
            "looks like" | "claims that" | "reports that" => false,
            _ => false,
        }
    }

    /// “could not sleep”, “so that they could go”, “may enter only where”: no estimate.
    fn is_ability_or_permission(&self, at: usize, end: usize) -> bool {
        let is_could = self.is(at, &["could"]);
        let is_ability = is_could
            && (self.class(end) & NOT != 0 && !self.is(end + 1, &["be"])
                || self.is(end, &["not", "no", "only", "hardly", "afford"])
                || (at.saturating_sub(4)..at).any(|index| self.is(index, &["so"]) && self.is(index + 1, &["that"])));
        let is_permission = self.is(at, &["may"]) && (at..at + 12).any(|index| self.is(index, &PERMITTING))
            || self.is(at, &["may"]) && self.is_before(at, &["nor", "neither"]);
        is_ability || is_permission
    }
}
