//! What a statement hangs on: “If these details prove to be accurate”, the whole clause.

use super::vocabulary::{DETERMINER, MARK};
use super::{Found, HedgeKind, Holder, Sentence};

/// The most tokens of one condition.
const MAX_TOKENS: usize = 60;

/// Words before “if” that make it a question, a concession or a comparison.
const BEFORE_OTHER_IF: [&str; 24] = [
    "as",
    "ask",
    "asked",
    "asking",
    "asks",
    "clear",
    "decide",
    "determine",
    "doubt",
    "even",
    "know",
    "known",
    "knows",
    "little",
    "matter",
    "question",
    "say",
    "see",
    "sure",
    "tell",
    "uncertain",
    "unclear",
    "what",
    "wonder",
];
/// What follows “if” where no clause does: “if any”, “if not”, “if so”.
const AFTER_OTHER_IF: [&str; 10] =
    ["any", "anything", "at", "ever", "necessary", "needed", "not", "only", "possible", "so"];

impl Sentence<'_> {
    /// The condition that begins at this token.
    pub(super) fn condition(&self, at: usize) -> Option<Found> {
        let opens_clause = at == 0 || self.class(at - 1) & MARK != 0;
        let is_one = match () {
            () if self.is(at, &["if"]) => !self.is_before(at, &BEFORE_OTHER_IF) && !self.is(at + 1, &AFTER_OTHER_IF),
            () if self.is(at, &["unless", "supposing"]) => true,
            () if self.is(at, &["provided", "providing", "assuming"]) => {
                self.is(at + 1, &["that"]) || opens_clause && self.class(at + 1) & DETERMINER != 0
            }
            () if self.is(at, &["should"]) => opens_clause && self.is_inversion(at),
            () if self.is(at, &["were"]) => at == 0 && self.goes_on_with(at + 2, 8, &["to"]).is_some(),
            () if self.is(at, &["absent"]) => at == 0,
            () if self.is(at, &["in"]) => {
                self.is(at + 1, &["the"]) && self.is(at + 2, &["event"]) && self.is(at + 3, &["of", "that"])
            }
            () if self.is(at, &["as", "so"]) => self.is(at + 1, &["long"]) && self.is(at + 2, &["as"]),
            () if self.is(at, &["on"]) => self.is(at + 1, &["condition"]) && self.is(at + 2, &["that"]),
            () => false,
        };
        is_one.then_some(())?;
        let limit = self.tokens.len().min(at + MAX_TOKENS);
        let end = (at + 1..limit).find(|index| self.ends_clause(*index)).unwrap_or(limit);
        // A question gives no condition; “If confirmed” is the shortest.
        let is_question = self.tokens.last().is_some_and(|token| token.text == "?");
        (end >= at + 2 && !is_question).then_some(Found {
            tokens: at..end,
            kind: HedgeKind::Condition,
            likelihood: None,
            holder: Holder::None,
        })
    }

    /// “Should their raises disappoint”: no noun phrase follows a modal elsewhere.
    fn is_inversion(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        self.class(at + 1) & DETERMINER != 0
            || next.is_capitalised()
            || self.is(at + 1, &["he", "she", "it", "they", "we", "talks", "negotiations", "prices"])
    }

    fn ends_clause(&self, index: usize) -> bool {
        // The marks of quotations and the dots of “U.S.” are inside it; “10,000” has no space after its comma.
        let is_mark = self.class(index) & MARK != 0 && !self.is(index, &["“", "”", "\"", "(", ")", "[", "]"]);
        let is_inside = self.tokens[index].is_joined()
            && self.tokens.get(index + 1).is_some_and(|next| next.is_joined() && next.is_word());
        is_mark && !is_inside && !self.is_abbreviation_dot(index)
    }
}
