//! Dates: explicit, partial, and relative to the brief's own.
//!
//! A token's word decides which rule is asked; what the rule understands is taken whole. What needs the
//! brief's date to be resolved (“last week”, “April 4”) is left alone where the brief has none: a date
//! that is guessed is worse than one that is missing.

mod calendar;
mod cursor;
mod days;
mod direction;
mod grammar;
mod implied;
mod parts;
mod relative;
mod vocabulary;
mod years;

use std::ops::Range;

use sidelight_text::tokens::Tokens;

use super::Mention;
use crate::brief::{Brief, Date};
use cursor::Cursor;

/// A date as the brief states it, and the days that it denotes.
#[derive(Debug, Clone, PartialEq)]
pub struct DateUse {
    /// The words.
    pub range: Range<usize>,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
    /// How precisely the words say it.
    pub precision: Precision,
}

/// How precisely a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// One day.
    Day,
    /// A calendar week, from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Spring, summer, autumn or winter of the northern hemisphere, in whole months.
    Season,
    /// A calendar year.
    Year,
    /// Ten calendar years.
    Decade,
    /// A hundred calendar years.
    Century,
    /// Any other stretch of days.
    Span,
}

impl Precision {
    /// The word of the contract: `day`, `week`, ….
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Span => "span",
        }
    }
}

/// The dates of all blocks, in order and without overlaps; none lies inside a longer name (“March 23 Movement”).
pub fn find(brief: &Brief, tokens: &Tokens<'_>, mentions: &[Mention]) -> Vec<DateUse> {
    let mut dates = Vec::new();
    let mut mentions = mentions.iter().peekable();
    let mut walk = tokens.walk();
    for block in &brief.blocks {
        let tokens = walk.within(&block.range);
        let mut at = 0;
        while at < tokens.len() {
            let cursor = Cursor::new(tokens, at, brief.date);
            let Some(found) = grammar::parse(&cursor) else {
                at += 1;
                continue;
            };
            let range = tokens[at].start..tokens[at + found.length - 1].end();
            while mentions.next_if(|mention| mention.range.end <= range.start).is_some() {}
            let is_named = mentions.peek().is_some_and(|mention| {
                mention.range.start <= range.start && range.end < mention.range.end
                    || mention.range.start < range.start && range.end <= mention.range.end
            });
            if !is_named && !cursor.is_name(&found) {
                let (from, to) = found.days;
                dates.push(DateUse { range, from, to, precision: found.precision });
            }
            at += found.length;
        }
    }
    dates
}

#[cfg(test)]
mod tests;
