//! Days and months: “March 29, 2024”, “18–24 March”, “in May”, `120600ZNOV24`.

use sidelight_text::tokens::number;

use super::Precision;
use super::calendar::{self, Days};
use super::cursor::{Cursor, Found};
use super::vocabulary::Role;

/// What joins two days or months into one stretch where the first cannot stand alone: “15 to 17 May”.
const JOINERS: [&str; 9] = ["-", "–", "—", "‑", "/", "to", "and", "or", "through"];

impl Cursor<'_> {
    /// What a token that begins with a digit may begin.
    pub fn numeric(&self) -> Option<Found> {
        let text = self.get(0)?.text;
        match text.len() {
            1..=2 => {
                self.day_first().or_else(|| self.numeric_day()).or_else(|| self.spaced_group()).or_else(|| self.ago())
            }
            3..=4 if text.ends_with(|c: char| c.is_ascii_lowercase()) => self.day_first().or_else(|| self.century()),
            3 => self.ago(),
            4 => self.iso_day().or_else(|| self.bare_year()),
            5 => self.decade(),
            6..=14 => self.group(),
            _ => None,
        }
    }

    /// `120600ZNOV24`, `120600Z NOV 24`: day, time, zone, month, year.
    fn group(&self) -> Option<Found> {
        let text = self.get(0)?.text;
        if !text.is_ascii() {
            return None;
        }
        let (digits, rest) = text.split_at(6);
        number(&digits[2..], 4)?;
        let day = i8::try_from(number(&digits[..2], 2)?).ok()?;
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.len() {
            0..=1 => self.ahead(1).month_and_year(day).map(|found| found.after(1)),
            5.. => {
                let month = &rest[rest.find(|c: char| c.is_ascii_digit())?.checked_sub(3)?..];
                let name = month.get(..3)?;
                let index = crate::read::MONTHS.iter().position(|full| full[..3].eq_ignore_ascii_case(name))?;
                let days = calendar::day(full_year(&month[3..])?, i8::try_from(index).ok()? + 1, day);
                Cursor::found(1, days, Precision::Day)
            }
            _ => None,
        }
    }

    /// `12 0600Z NOV 24`.
    fn spaced_group(&self) -> Option<Found> {
        let day = self.day(0)?;
        let time = self.get(1)?.text;
        number(time.get(..4)?, 4)?;
        (time.len() == 5 && time.ends_with(|c: char| c.is_ascii_uppercase())).then_some(())?;
        self.ahead(2).month_and_year(day).map(|found| found.after(2))
    }

    /// “NOV 24”, “NOV” after the day and time of a group.
    fn month_and_year(&self, day: i8) -> Option<Found> {
        let month = self.month(0)?;
        match self.get(1).and_then(|token| full_year(token.text)) {
            Some(year) => Cursor::found(2, calendar::day(year, month, day), Precision::Day),
            None => {
                Cursor::found(1, calendar::day(self.implied_year(month, Some(day), 1)?, month, day), Precision::Day)
            }
        }
    }

    /// `2024-03-29`, with or without a time after it.
    fn iso_day(&self) -> Option<Found> {
        let is_whole = (1..5).all(|index| self.is_joined(index))
            && self.is(1, &["-", "/", "."])
            && self.get(1)?.text == self.get(3)?.text;
        is_whole.then_some(())?;
        let part = |index: usize| self.number(index, 2).and_then(|number| i8::try_from(number).ok());
        let year = self.number(0, 4)?;
        // The “T06” of a time makes one token with the day.
        let day = part(4).or_else(|| i8::try_from(number(self.get(4)?.text.split_once('T')?.0, 2)?).ok())?;
        Cursor::found(5, calendar::day(year, part(2)?, day), Precision::Day)
    }

    /// `29.03.2024`, `29/03/2024`, and `3/29/2024` where it can be one day only; `12-Nov-2024`.
    fn numeric_day(&self) -> Option<Found> {
        let is_whole = (1..5).all(|index| self.is_joined(index)) && self.is(1, &[".", "/", "-"]);
        if !is_whole || self.get(1)?.text != self.get(3)?.text {
            return None;
        }
        let first = self.day(0)?;
        if let Some(month) = self.month(2) {
            let year = full_year(self.get(4)?.text)?;
            return Cursor::found(5, calendar::day(year, month, first), Precision::Day);
        }
        let second = i8::try_from(self.number(2, 2)?).ok()?;
        let year = self.number(4, 4).filter(|year| *year >= 1000)?;
        let (day, month) = match (first, second) {
            (13.., 1..=12) => (first, second),
            (1..=12, 13..) if self.is(1, &["/"]) => (second, first),
            _ if first == second || self.is(1, &["."]) => (first, second),
            _ => return None,
        };
        Cursor::found(5, calendar::day(year, month, day), Precision::Day)
    }

    /// “29 March 2024”, “29th of March”, “18–24 March”, “15 to 17 May”, “8 OCT 23”, “29 March–2 April”.
    pub fn day_first(&self) -> Option<Found> {
        let first = self.day(0)?;
        let until = self.is(1, &JOINERS).then(|| self.day(2)).flatten().filter(|last| *last > first);
        let after_days = if until.is_some() { 3 } else { 1 };
        let at = after_days + self.skip(after_days, &["of"]);
        let (month, after) = self.month_with_dot(at)?;
        if until.is_none()
            && self.is_dash(after)
            && let Some(found) = self.up_to(month, first, after + 1, Self::day_and_month)
        {
            return Some(found);
        }
        let (year, length) = self.year_of_day(month, first, after)?;
        days_of_month(year, month, first, until, length)
    }

    /// “March 29, 2024”, “March 29”, “Sept. 5”, “March 18–24, 2024”, “March 29–April 2”, “March 2024”, “March”.
    pub fn month_first(&self) -> Option<Found> {
        let (month, next) = self.month_with_dot(0)?;
        if let Some((year, length)) = self.stated_year(next) {
            return Cursor::found(length, calendar::month(year, month), Precision::Month);
        }
        let of = self.skip(next, &["of"]);
        if of == 1
            && let Some(year) = self.year(next + 1)
        {
            return Cursor::found(next + 2, calendar::month(year, month), Precision::Month);
        }
        let ordinal = next + self.skip(next, &["the"]);
        match self.day(ordinal) {
            Some(first) => self.day_after_month(month, first, ordinal + 1),
            None => self.month_range(month, next).or_else(|| self.month_alone(month, next)),
        }
    }

    fn day_after_month(&self, month: i8, first: i8, after: usize) -> Option<Found> {
        // “May 5 percent” has a day, “May 5.5” has none.
        if self.is(after, &[".", ":"]) && self.is_joined(after) && self.is_joined(after + 1) {
            return None;
        }
        if self.is_dash(after)
            && let Some(found) = self.up_to(month, first, after + 1, Self::month_and_day)
        {
            return Some(found);
        }
        // In “March 3 and 12 people” the second number counts.
        let until = (self.is(after, &JOINERS) && (self.is_dash(after) || self.is_phrase_end(after + 2)))
            .then(|| self.day(after + 1))
            .flatten()
            .filter(|last| *last > first);
        let after = if until.is_some() { after + 2 } else { after };
        let (year, length) = self.year_of_day(month, first, after)?;
        days_of_month(year, month, first, until, length)
    }

    /// “29 March–2 April 2024”: both days are of the second one's year, or of the one before.
    fn up_to(&self, month: i8, first: i8, at: usize, last: fn(&Self) -> Option<(i8, i8, usize)>) -> Option<Found> {
        let (last_month, last_day, length) = last(&self.ahead(at))?;
        let (year, length) = self.year_of_day(last_month, last_day, at + length)?;
        let first_year = if month > last_month { year - 1 } else { year };
        let days = (calendar::day(first_year, month, first)?.0, calendar::day(year, last_month, last_day)?.1);
        Cursor::found(length, Some(days), Precision::Span)
    }

    /// “2 April”: month, day, and the number of tokens.
    fn day_and_month(&self) -> Option<(i8, i8, usize)> {
        let (month, after) = self.month_with_dot(1)?;
        Some((month, self.day(0)?, after))
    }

    /// “April 2”.
    fn month_and_day(&self) -> Option<(i8, i8, usize)> {
        let (month, at) = self.month_with_dot(0)?;
        Some((month, self.day(at)?, at + 1))
    }

    /// “March–June 2024”.
    fn month_range(&self, month: i8, next: usize) -> Option<Found> {
        (self.is_dash(next) || self.is(next, &["/"])).then_some(())?;
        let (last, after) = self.month_with_dot(next + 1)?;
        let (year, length) =
            self.stated_year(after).or_else(|| Some((self.implied_year(last, None, after)?, after)))?;
        let first_year = if month > last { year - 1 } else { year };
        let days = (calendar::month(first_year, month)?.0, calendar::month(year, last)?.1);
        Cursor::found(length, Some(days), Precision::Span)
    }

    /// “in May”, “since SEP”, “the November vote”.
    fn month_alone(&self, month: i8, next: usize) -> Option<Found> {
        let is_full = matches!(self.role(0), Role::Month { is_full: true, .. });
        // “May” and “March” are words too, and a short form may be a name: both need a word that leads to a date.
        let is_doubtful = !is_full || self.is(0, &["May", "March"]);
        let is_possessive = self.is(1, &["’", "'"]) && self.is_joined(1);
        // “April Carter” and “August Wilson” are persons.
        let is_name = self.is(0, &["April", "June", "August"]) && self.get(1).is_some_and(|next| next.is_capitalised());
        let leads = self.is_after(&BEFORE_A_MONTH) || self.is_in_range();
        // “February 30” is no day, and not February either.
        let is_before_number = self.number(next, 4).is_some() && !self.is_phrase_end(next + 1);
        if (is_doubtful || is_name) && !leads
            || is_doubtful && is_possessive
            || self.number(next, 2).is_some()
            || is_before_number
        {
            return None;
        }
        let year = self.implied_year(month, None, next)?;
        Cursor::found(1, calendar::month(year, month), Precision::Month)
    }

    /// Whether a doubtful month stands beside a sure one: “between March and June”.
    fn is_in_range(&self) -> bool {
        self.is_after(&["and", "or", "to", "–", "-"])
            && self.before(2).is_some_and(|token| {
                matches!(super::vocabulary::role(token), Role::Month { is_full: true, .. }) && token.text != "May"
            })
    }
}

/// Words that lead to a month and to nothing else that “May” or “March” may be.
const BEFORE_A_MONTH: [&str; 34] = [
    "after",
    "around",
    "before",
    "between",
    "beyond",
    "by",
    "during",
    "earlier",
    "early",
    "end",
    "ending",
    "following",
    "for",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "on",
    "past",
    "previous",
    "since",
    "starting",
    "than",
    "this",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "within",
    "as",
];

fn days_of_month(year: i16, month: i8, first: i8, until: Option<i8>, length: usize) -> Option<Found> {
    let first: Days = calendar::day(year, month, first)?;
    match until {
        Some(last) => Cursor::found(length, Some((first.0, calendar::day(year, month, last)?.1)), Precision::Span),
        None => Cursor::found(length, Some(first), Precision::Day),
    }
}

/// “24” and “2024”.
pub fn full_year(text: &str) -> Option<i16> {
    match text.len() {
        2 => Some(2000 + number(text, 2)?),
        4 => number(text, 4).filter(|year| (1900..2200).contains(year)),
        _ => None,
    }
}
