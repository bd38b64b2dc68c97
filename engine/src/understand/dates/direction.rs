//! Whether an unfinished date (“in September”, “on Thursday”) lies behind the brief or ahead of it.
//!
//! The words right before it tell (“since”, “until”); failing those, the nearest verb of its clause
//! (“will meet on Thursday”, “met on Thursday”).

use std::sync::LazyLock;

use sidelight_text::tokens::{Token, WordTable};

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

/// What a word says about the side on which a date in its clause lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Cue {
    /// Nothing, although it may end in “-ed”.
    #[default]
    None,
    Past,
    Future,
    /// Ahead, if “to” or a preposition follows: “due to end”, “set for”.
    FutureBefore,
    /// Ahead, if “to” follows: “is to meet”, “pledged to meet”.
    FutureBeforeTo,
    /// The clause ends here.
    End,
}

const CUES: &[(Cue, &str)] = &[
    (
        Cue::Future,
        "ahead aim aims anticipated await awaiting awaits be begins could deadline ends expect expected \
     expects expire expires forthcoming goal hopes intend intends ll looming may might must plan planned \
     planning plans scheduled shall should slated starts target tentatively unless upcoming wants will \
     would",
    ),
    (Cue::FutureBefore, "due going set"),
    (Cue::FutureBeforeTo, "agreed are is pledged promised proposed vowed"),
    (
        Cue::Past,
        "ago became been began being bought broke brought built came chose did drew drove fell fled flew \
     fought found gave got grew had has have having held kept killed led left lost made met ran rose said \
     sank saw seen sent shot sold spent spoke stood struck swept told took was went were won",
    ),
    (Cue::None, "embed exceed feed indeed need proceed seed speed succeed united weed"),
    (Cue::End, "; : ! ? — – ( ) which who but while"),
];

static CUE_OF_WORD: LazyLock<WordTable<Cue>> = LazyLock::new(|| {
    let mut table = WordTable::with_room_for(140);
    for (cue, words) in CUES {
        for word in words.split_ascii_whitespace() {
            *table.entry(word) = *cue;
        }
    }
    table
});

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
            let is_initial = |index: usize| is_initial(&self.tokens[index]);
            match self.cue(index) {
                _ if self.tokens[index].text == "." && !index.checked_sub(1).is_some_and(is_initial) => return None,
                Cue::None => {}
                cue => return cue.direction(),
            }
        }
        None
    }

    fn cue_after(&self, at: usize) -> Option<Direction> {
        for index in at..self.tokens.len().min(at + REACH) {
            match self.cue(index) {
                _ if self.tokens[index].text == "." => return None,
                Cue::None => {}
                cue => return cue.direction(),
            }
        }
        None
    }

    fn cue(&self, index: usize) -> Cue {
        let token = &self.tokens[index];
        let is_next = |words: &[&str]| self.tokens.get(index + 1).is_some_and(|token| token.is_any(words));
        let is_past_form = || token.text.len() > 3 && token.text.ends_with("ed") && token.is_lowercase();
        let cue = match CUE_OF_WORD.get(token) {
            Some(Cue::FutureBefore) if is_next(&["to", "for", "in", "on"]) => Cue::Future,
            Some(Cue::FutureBeforeTo) if is_next(&["to"]) => Cue::Future,
            Some(Cue::FutureBefore | Cue::FutureBeforeTo) | None if is_past_form() => Cue::Past,
            Some(Cue::FutureBefore | Cue::FutureBeforeTo) | None => Cue::None,
            // “May” with a capital is a month.
            Some(Cue::Future) if token.text == "May" => Cue::None,
            Some(cue) => *cue,
        };
        // “to be held”, “will be completed”: the participle says nothing, what stands before it does.
        let is_after_be = cue == Cue::Past && index > 0 && self.tokens[index - 1].is_any(&["be", "to"]);
        if is_after_be { Cue::None } else { cue }
    }
}

impl Cue {
    fn direction(self) -> Option<Direction> {
        match self {
            Self::Past => Some(Direction::Past),
            Self::Future => Some(Direction::Future),
            _ => None,
        }
    }
}

/// The letter before an abbreviation's dot.
fn is_initial(token: &Token<'_>) -> bool {
    token.text.len() == 1 && token.is_capitalised() || token.is_any(&["Mr", "Mrs", "Dr", "Gen", "Lt", "Sen", "Rep"])
}
