//! What the rules see: the tokens from one place on, and what stands around them.

use jiff::civil::Date;
use sidelight_text::tokens::{Gap, Token, number};

use super::Precision;
use super::calendar::Days;
use super::vocabulary::{Role, role};

/// What a rule found.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// How many tokens it takes.
    pub length: usize,
    /// The days that it denotes.
    pub days: Days,
    /// How precisely.
    pub precision: Precision,
}

impl Found {
    /// The same with this many tokens before it.
    pub fn after(self, lead: usize) -> Self {
        Self { length: self.length + lead, ..self }
    }
}

/// The tokens of one block from one place on.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
    /// The brief's own date.
    pub today: Option<Date>,
}

const DASHES: [&str; 4] = ["-", "–", "—", "‑"];

/// What is counted: “in 2000 homes” is no year.
const COUNTED: [&str; 49] = [
    "aircraft",
    "barrels",
    "casualties",
    "children",
    "civilians",
    "companies",
    "deaths",
    "dollars",
    "drones",
    "euros",
    "families",
    "feet",
    "fighters",
    "firms",
    "hectares",
    "homes",
    "hours",
    "houses",
    "households",
    "inhabitants",
    "injured",
    "jobs",
    "kilometers",
    "kilometres",
    "km",
    "men",
    "meters",
    "metres",
    "metric",
    "miles",
    "million",
    "missiles",
    "MW",
    "officers",
    "passengers",
    "people",
    "percent",
    "persons",
    "pounds",
    "refugees",
    "schools",
    "soldiers",
    "square",
    "students",
    "tonnes",
    "tons",
    "troops",
    "villages",
    "women",
];

impl<'a> Cursor<'a> {
    /// The tokens of a block from `at` on.
    pub fn new(tokens: &'a [Token<'a>], at: usize, today: Option<Date>) -> Self {
        Self { tokens, at, today }
    }

    /// The same, this many tokens further on.
    pub fn ahead(&self, by: usize) -> Self {
        Self { at: self.at + by, ..*self }
    }

    /// A token from here on.
    pub fn get(&self, index: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at + index)
    }

    /// A token before this place, from 1.
    pub fn before(&self, back: usize) -> Option<&'a Token<'a>> {
        self.at.checked_sub(back).and_then(|index| self.tokens.get(index))
    }

    /// Whether a token from here on is one of these words.
    pub fn is(&self, index: usize, words: &[&str]) -> bool {
        self.get(index).is_some_and(|token| token.is_any(words))
    }

    /// Whether the token before this place is one of these words.
    pub fn is_after(&self, words: &[&str]) -> bool {
        self.before(1).is_some_and(|token| token.is_any(words))
    }

    /// Whether no space stands before a token.
    pub fn is_joined(&self, index: usize) -> bool {
        self.get(index).is_some_and(Token::is_joined)
    }

    /// The role of a token.
    pub fn role(&self, index: usize) -> Role {
        self.get(index).map_or(Role::None, role)
    }

    /// A dash, with or without spaces around it.
    pub fn is_dash(&self, index: usize) -> bool {
        self.is(index, &DASHES)
    }

    /// Whether a token is a dash right after the one before: “mid-2023”.
    pub fn is_hyphen(&self, index: usize) -> bool {
        self.is_dash(index) && self.is_joined(index) && self.is_joined(index + 1)
    }

    /// How many of these words stand at a place: 0 or 1.
    pub fn skip(&self, index: usize, words: &[&str]) -> usize {
        usize::from(self.is(index, words))
    }

    /// A number of at most this many digits.
    pub fn number(&self, index: usize, digits: usize) -> Option<i16> {
        self.get(index)?.number(digits)
    }

    /// Whether a number goes on after this token: “1,950”, “2024/1252”, “5.5”.
    pub fn is_in_longer_number(&self, index: usize) -> bool {
        self.is(index + 1, &[",", "/", ".", ":"])
            && self.is_joined(index + 1)
            && self.is_joined(index + 2)
            && self.get(index + 2).is_some_and(|token| token.is_numeric())
    }

    /// Whether a token ends a phrase: a mark, the end of the line, or one of the small words that no noun
    /// is, so that a number before it counts nothing.
    pub fn is_phrase_end(&self, index: usize) -> bool {
        const SMALL: [&str; 28] = [
            "and", "as", "at", "but", "by", "during", "for", "from", "he", "in", "into", "it", "near", "on", "or",
            "said", "she", "that", "the", "they", "to", "until", "was", "were", "when", "while", "with", "which",
        ];
        self.get(index).is_none_or(|token| !token.is_word() || token.gap == Gap::Break || token.is_any(&SMALL))
    }

    /// A day of the month, with or without “st”, “nd”, “rd”, “th”.
    pub fn day(&self, index: usize) -> Option<i8> {
        let text = self.get(index)?.text;
        let digits = if text.len() > 2 { strip_ordinal(text)? } else { text };
        let day = i8::try_from(number(digits, 2)?).ok()?;
        (1..=31).contains(&day).then_some(day)
    }

    /// A year of four digits that counts nothing.
    pub fn year(&self, index: usize) -> Option<i16> {
        let token = self.get(index)?;
        let year = (token.text.len() == 4).then(|| token.number(4)).flatten()?;
        // “1500 vessels”: a round number before a plural.
        let counts = year % 100 == 0
            && self.get(index + 1).is_some_and(|token| token.is_lowercase() && token.text.ends_with('s'))
            && !self.is_phrase_end(index + 1)
            && !(index == 0 && self.is_after(&["the"]));
        let is_year = (1000..=2199).contains(&year)
            && !counts
            && !self.is_in_longer_number(index)
            && !self.is(index + 1, &COUNTED)
            && !self.is(index + 1, &["%", "$", "€"]);
        is_year.then_some(year)
    }

    /// A month by its name.
    pub fn month(&self, index: usize) -> Option<i8> {
        match self.role(index) {
            Role::Month { number, .. } => Some(number),
            _ => None,
        }
    }

    /// A month from `index` on and the token after it: “Sept.” has two.
    pub fn month_with_dot(&self, index: usize) -> Option<(i8, usize)> {
        let Role::Month { number, is_full } = self.role(index) else { return None };
        let dot = usize::from(!is_full && self.is(index + 1, &["."]) && self.is_joined(index + 1));
        Some((number, index + 1 + dot))
    }

    /// Whether a date is the first part of a name that nobody listed: “March 23 Movement”, “2030 Agenda”.
    pub fn is_name(&self, found: &Found) -> bool {
        const AFTER_DAYS: [&str; 8] =
            ["Movement", "Brigade", "Brigades", "Coalition", "Forces", "Front", "Martyrs", "Revolution"];
        const AFTER_YEARS: [&str; 2] = ["Agenda", "Vision"];
        let Some(next) = self.get(found.length).filter(|next| next.is_capitalised()) else { return false };
        match found.precision {
            Precision::Day => next.is_any(&AFTER_DAYS),
            Precision::Year => next.is_any(&AFTER_YEARS),
            _ => false,
        }
    }

    /// The result of a rule.
    pub fn found(length: usize, days: Option<Days>, precision: Precision) -> Option<Found> {
        days.filter(|(from, to)| from <= to).map(|days| Found { length, days, precision })
    }
}

/// The digits of “3rd” and “19th”.
pub fn strip_ordinal(text: &str) -> Option<&str> {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))
}
