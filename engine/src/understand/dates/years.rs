//! Years, decades and centuries.

use sidelight_text::tokens::{Gap, number};

use super::Precision;
use super::calendar;
use super::cursor::{Cursor, Found, strip_ordinal};
use super::vocabulary::{Role, Unit, role};

impl Cursor<'_> {
    /// “19th century”, “21st-century”.
    pub fn century(&self) -> Option<Found> {
        let number = number(strip_ordinal(self.get(0)?.text)?, 2).filter(|number| (1..=22).contains(number))?;
        self.century_of(number, 1)
    }

    /// A century by its number, whose name goes on at `at`.
    pub fn century_of(&self, number: i16, at: usize) -> Option<Found> {
        let at = at + usize::from(self.is_hyphen(at));
        match self.role(at) {
            Role::Unit { unit: Unit::Century, is_plural: false } => {
                Cursor::found(at + 1, calendar::century(number), Precision::Century)
            }
            _ => None,
        }
    }

    /// “1980s”: a decade; “1800s”: a century.
    pub fn decade(&self) -> Option<Found> {
        let first = number(self.get(0)?.text.strip_suffix('s')?, 4)?;
        if first % 10 != 0 || !(1500..2200).contains(&first) {
            return None;
        }
        if first % 100 == 0 && first < 1900 {
            return Cursor::found(1, calendar::years(first, first + 99), Precision::Century);
        }
        Cursor::found(1, calendar::decade(first), Precision::Decade)
    }

    /// “2019”, “2019–2021”, “2024/25”.
    pub fn bare_year(&self) -> Option<Found> {
        let year = self.number(0, 4)?;
        if (self.is_dash(1) || self.is(1, &["/"])) && self.is_joined(2) | self.is_dash(1) {
            let last = self.year(2).or_else(|| {
                let short = self.get(2).filter(|token| token.text.len() == 2 && self.is_joined(2))?.number(2)?;
                Some(year / 100 * 100 + short)
            });
            let is_range = last.is_some_and(|last| last > year && last - year < 100) && self.is_year_place();
            if let Some(last) = last.filter(|_| is_range && (1400..2200).contains(&year)) {
                return Cursor::found(3, calendar::years(year, last), Precision::Span);
            }
        }
        let year = self.year(0)?;
        let is_place = if year < 1800 { self.is_old_year_place() } else { self.is_year_place() };
        is_place.then_some(())?;
        Cursor::found(1, calendar::years(year, year), Precision::Year)
    }

    /// Whether what stands before lets a number of four digits be a year.
    fn is_year_place(&self) -> bool {
        let Some(before) = self.before(1) else { return true };
        if self.get(0).is_some_and(|token| token.gap == Gap::Break) {
            return self.is_phrase_end(1);
        }
        if before.is_word() {
            return before.is_any(&BEFORE_A_YEAR)
                || self.is_after_adjective()
                || before.number(4).is_some_and(|year| (1800..2200).contains(&year))
                || !matches!(role(before), Role::None | Role::Count(_) | Role::The | Role::Unit { .. });
        }
        match before.text {
            "$" | "€" | "£" | "¥" | "₹" | "#" | "№" => false,
            "/" | "." | "+" | "*" | "_" | "=" | "@" | "~" | "<" | ">" => {
                before.is_joined() && before.text == "." && !self.is_joined(0) && self.is_sentence_start()
            }
            "-" | "–" | "—" | "‑" => {
                !self.is_joined(0)
                    || self.before(2).is_some_and(|token| {
                        token.is_any(&["mid", "pre", "post", "early", "late", "end", "since"])
                            || token.number(4).is_some()
                    })
            }
            // “February 30, 2024” is no date at all.
            "," => {
                self.is_phrase_end(1)
                    && !self
                        .before(2)
                        .is_some_and(|token| token.is_numeric() && token.number(4).is_none_or(|number| number < 1800))
            }
            // “Resolution 2231 (2015)”, “the army’s 2021 coup” with the “s” lost.
            _ => true,
        }
    }

    /// “the fatal 2003 shooting”, “Iran’s disputed 2009 election”.
    fn is_after_adjective(&self) -> bool {
        self.before(1).is_some_and(|token| token.is_lowercase())
            && self.before(2).is_some_and(|token| token.is_any(&["a", "an", "the", "its", "his", "her", "their", "s"]))
            && self.get(1).is_some_and(|token| token.is_lowercase())
            && !self.is_phrase_end(1)
    }

    fn is_sentence_start(&self) -> bool {
        !self.before(2).is_some_and(|token| token.is_any(&["No", "Nos", "no", "p", "pp", "Art", "Res", "approx", "c"]))
    }

    /// Years before 1800 are rarer than numbers: they need a preposition of time before and nothing counted after.
    fn is_old_year_place(&self) -> bool {
        let is_round = self.number(0, 4).is_some_and(|year| year % 10 == 0);
        (self.is_after(&["in", "since", "until", "before", "after", "by", "circa"])
            || self.is_after(&["of"]) && !is_round)
            && self.is_phrase_end(1)
            || self.is_after(&["("]) && self.is(1, &[")"])
    }
}

/// Words after which a number of four digits is a year: “since 2019”, “the 2002 crisis”, “’s 2016 vote”.
const BEFORE_A_YEAR: [&str; 75] = [
    "a",
    "about",
    "after",
    "ahead",
    "an",
    "and",
    "annual",
    "approximately",
    "around",
    "at",
    "before",
    "between",
    "beyond",
    "but",
    "by",
    "calendar",
    "circa",
    "compared",
    "during",
    "early",
    "ending",
    "fiscal",
    "following",
    "for",
    "from",
    "full",
    "FY",
    "her",
    "his",
    "if",
    "in",
    "into",
    "is",
    "its",
    "least",
    "like",
    "my",
    "of",
    "on",
    "or",
    "our",
    "over",
    "past",
    "post",
    "pre",
    "previous",
    "projected",
    "s",
    "since",
    "start",
    "than",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "through",
    "throughout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "versus",
    "vs",
    "was",
    "were",
    "when",
    "while",
    "with",
    "within",
    "year",
    "years",
];
