//! The year of a day or month: stated after it, or the one that the brief's own date and the words around imply.

use sidelight_text::tokens::Gap;

use super::calendar;
use super::cursor::Cursor;
use super::direction::Direction;
use super::vocabulary::{Role, Unit};

/// Days whose year everybody knows, when the noun after them says which.
const FAMOUS: [(i8, i8, i16); 3] = [(10, 7, 2023), (1, 6, 2021), (9, 11, 2001)];
const FAMOUS_NOUNS: [&str; 14] = [
    "assault",
    "atrocities",
    "atrocity",
    "attack",
    "attacks",
    "capitol",
    "hamas",
    "incursion",
    "insurrection",
    "massacre",
    "massacres",
    "onslaught",
    "raid",
    "riot",
];

/// A year that is stated, or that follows from the brief's date, and the token after it.
pub type YearAnd = (i16, usize);

impl Cursor<'_> {
    /// A year right after a month or day: “, 2024”, “last year”, “of this year”.
    pub fn stated_year(&self, at: usize) -> Option<YearAnd> {
        if self.get(at).is_some_and(|token| token.gap != Gap::Break)
            && let Some(year) = self.year(at)
        {
            return Some((year, at + 1));
        }
        let comma = self.skip(at, &[","]);
        if comma == 1
            && let Some(year) = self.year(at + 1)
        {
            return Some((year, at + 2));
        }
        let at = at + self.skip(at, &["of", ","]);
        match (self.role(at), self.role(at + 1)) {
            (Role::Shift(offset), Role::Unit { unit: Unit::Year, is_plural: false }) if !self.is(at, &["final"]) => {
                Some((calendar::year_from(self.today?, offset)?.0.year(), at + 2))
            }
            _ => None,
        }
    }

    /// The “23” of “8 OCT 23”, unless it counts what follows.
    pub fn short_year(&self, at: usize) -> Option<YearAnd> {
        let is_short_month =
            matches!(self.role(at.checked_sub(1)?), Role::Month { is_full: false, .. } | Role::Month { number: 5, .. });
        let year = self.get(at).filter(|token| is_short_month && token.text.len() == 2)?.number(2)?;
        let limit = self.today.map_or(99, |today| today.year() - 1990);
        (self.is_phrase_end(at + 1) && year < limit).then_some((2000 + year, at + 1))
    }

    /// The year of a day: stated after it, or implied.
    pub fn year_of_day(&self, month: i8, day: i8, after: usize) -> Option<YearAnd> {
        let stated = self.stated_year(after).or_else(|| self.short_year(after));
        // The dot of “Nov.” stays outside: it may well end the sentence.
        let length = if after > 0 && self.is(after - 1, &["."]) { after - 1 } else { after };
        stated.or_else(|| Some((self.year_for(month, day, after)?, length)))
    }

    /// The year of a day that states none.
    pub fn year_for(&self, month: i8, day: i8, length: usize) -> Option<i16> {
        let famous = FAMOUS.iter().find(|famous| (famous.0, famous.1) == (month, day));
        if let Some(famous) = famous
            && self.is(length, &FAMOUS_NOUNS)
            && self.today.is_none_or(|today| Some(today) > calendar::day(famous.2, month, day).map(|days| days.1))
        {
            return Some(famous.2);
        }
        self.implied_year(month, Some(day), length)
    }

    /// The year of a month or day that is stated without one: that of the complete date it is joined to
    /// (“between March and June 2021”), or else the one that the direction gives.
    pub fn implied_year(&self, month: i8, day: Option<i8>, length: usize) -> Option<i16> {
        if let Some(year) = self.shared_year(month, length) {
            return Some(year);
        }
        let today = self.today?;
        let (this_month, this_day) = (today.month(), today.day());
        let is_behind = month < this_month || month == this_month && day.is_none_or(|day| day <= this_day);
        let is_ahead = month > this_month || month == this_month && day.is_none_or(|day| day >= this_day);
        let past = if is_behind { today.year() } else { today.year() - 1 };
        let future = if is_ahead { today.year() } else { today.year() + 1 };
        let months_to = |year: i16| (i32::from(year) - i32::from(today.year())) * 12 + i32::from(month - this_month);
        let (since_past, to_future) = (-months_to(past), months_to(future));
        let is_future = match self.direction(length) {
            Some(Direction::Future) => true,
            Some(Direction::UpTo) => since_past > 1 || to_future < 10,
            // Nobody says “on October 8” of last year's when this year's is tomorrow.
            Some(Direction::Past) => day.is_some() && to_future == 0,
            // Without a verb it is one past, unless it is close at hand.
            None => to_future <= 3 && to_future < since_past,
        };
        Some(if is_future { future } else { past })
    }

    fn shared_year(&self, month: i8, length: usize) -> Option<i16> {
        let joiner = self.get(length).filter(|token| token.is_any(&["and", "to", "or", "until", "through", ","]))?;
        let next = self.ahead(length + 1);
        let at = usize::from(next.day(0).is_some() && next.month(1).is_some());
        let (other, after) = next.month_with_dot(at)?;
        let after = if at == 0 && next.day(after).is_some() { after + 1 } else { after };
        let (year, _) = next.stated_year(after)?;
        let crosses = other < month && joiner.is_any(&["to", "until", "through"]);
        Some(if crosses { year - 1 } else { year })
    }
}
