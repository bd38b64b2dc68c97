//! Whether an unfinished date (“in September”, “on Thursday”) lies behind the brief or ahead of it.
//!
//! The words right before it tell (“since”, “until”); failing those, the nearest verb of its clause
//! (“will meet on Thursday”, “met on Thursday”).

use super::super::tokens::Token;
use super::cursor::Cursor;

/// Where an unfinished date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// On the brief's own date or before.
    Past,
    /// On the brief's own date or after.
    Future,
    /// As `Future`, unless it has only just gone by: “by July 9” may be said on July 10.
    UpTo,
}

/// The most tokens on either side that are looked at.
const REACH: usize = 30;

const FUTURE: [&str; 48] = [
    "aim",
    "aims",
    "ahead",
    "anticipated",
    "await",
    "awaiting",
    "awaits",
    "be",
    "begins",
    "deadline",
    "due",
    "ends",
    "expect",
    "expected",
    "expects",
    "expire",
    "expires",
    "forthcoming",
    "goal",
    "hopes",
    "intend",
    "intends",
    "ll",
    "looming",
    "must",
    "plan",
    "planned",
    "planning",
    "plans",
    "pledged",
    "promised",
    "proposed",
    "scheduled",
    "shall",
    "should",
    "slated",
    "starts",
    "target",
    "tentatively",
    "upcoming",
    "vowed",
    "wants",
    "will",
    "would",
    "may",
    "might",
    "could",
    "unless",
];
const PAST: [&str; 54] = [
    "ago", "became", "been", "began", "being", "bought", "broke", "brought", "built", "came", "chose", "did", "drew",
    "drove", "fell", "fled", "flew", "fought", "found", "gave", "got", "grew", "had", "has", "have", "having", "held",
    "kept", "killed", "led", "left", "lost", "made", "met", "ran", "rose", "said", "sank", "saw", "seen", "sent",
    "shot", "sold", "spent", "spoke", "stood", "struck", "swept", "told", "took", "was", "went", "were", "won",
];
const CLAUSE_ENDS: [&str; 12] = [";", ":", "!", "?", "—", "–", "(", ")", "which", "who", "but", "while"];
/// Words in “-ed” that are no past tense.
const NOT_PAST: [&str; 12] =
    ["agreed", "embed", "exceed", "feed", "indeed", "need", "proceed", "seed", "speed", "succeed", "united", "weed"];

impl Cursor<'_> {
    /// The direction that the words around the next `length` tokens give, if any does.
    pub fn direction(&self, length: usize) -> Option<Direction> {
        // “before the winter”
        let is_after = |words: &[&str]| {
            self.is_after(words) || self.is_after(&["the"]) && self.before(2).is_some_and(|token| token.is_any(words))
        };
        if is_after(&["since", "last", "past"]) || self.before(2).is_some_and(|token| token.is_any(&["than"])) {
            return Some(Direction::Past);
        }
        if is_after(&["next"]) {
            return Some(Direction::Future);
        }
        if is_after(&["until", "till", "through", "before"]) {
            return Some(Direction::UpTo);
        }
        // “By May it had …” looks back, “by May” mostly ahead.
        if is_after(&["by"]) {
            let looks_back = (0..REACH)
                .map_while(|index| self.get(index).filter(|token| !token.is_any(&[".", ";"])))
                .any(|token| token.is_any(&["had"]));
            return Some(if looks_back { Direction::Past } else { Direction::UpTo });
        }
        self.cue_before().or_else(|| self.cue_after(self.at + length))
    }

    fn cue_before(&self) -> Option<Direction> {
        for index in (self.at.saturating_sub(REACH)..self.at).rev() {
            let token = &self.tokens[index];
            let is_clause_end = token.is_any(&CLAUSE_ENDS)
                || token.text == "." && !index.checked_sub(1).is_some_and(|index| is_initial(&self.tokens[index]));
            if is_clause_end {
                return None;
            }
            if let Some(cue) = self.cue(index) {
                return Some(cue);
            }
        }
        None
    }

    fn cue_after(&self, at: usize) -> Option<Direction> {
        for index in at..self.tokens.len().min(at + REACH) {
            if self.tokens[index].is_any(&CLAUSE_ENDS) || self.tokens[index].text == "." {
                return None;
            }
            if let Some(cue) = self.cue(index) {
                return Some(cue);
            }
        }
        None
    }

    fn cue(&self, index: usize) -> Option<Direction> {
        let token = &self.tokens[index];
        let is_next = |words: &[&str]| self.tokens.get(index + 1).is_some_and(|token| token.is_any(words));
        // “to be held”, “will be completed”: the participle says nothing, what stands before it does.
        let is_infinitive = index > 0 && self.tokens[index - 1].is_any(&["be", "to"]);
        if is_infinitive {
            return None;
        }
        if token.is_any(&["set", "going"]) {
            return is_next(&["to", "for", "in", "on"]).then_some(Direction::Future);
        }
        // “May” with a capital is a month.
        if token.is_any(&FUTURE) && token.text != "May" {
            return Some(Direction::Future);
        }
        let is_past_form =
            token.text.len() > 3 && token.text.ends_with("ed") && token.is_lowercase() && !token.is_any(&NOT_PAST);
        (is_past_form || token.is_any(&PAST)).then_some(Direction::Past)
    }
}

/// The letter before an abbreviation's dot.
fn is_initial(token: &Token<'_>) -> bool {
    token.text.len() == 1 && token.is_capitalised() || token.is_any(&["Mr", "Mrs", "Dr", "Gen", "Lt", "Sen", "Rep"])
}
