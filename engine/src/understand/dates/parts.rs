//! Parts of longer stretches: “early 2024”, “the end of March”, “the first half of the year”, “Q3”.

use super::Precision;
use super::calendar::{self, Days};
use super::cursor::{Cursor, Found};
use super::direction::Direction;
use super::vocabulary::{Edge, Role, Unit};

impl Cursor<'_> {
    /// “early 2024”, “mid-May”, “late last year”, “mid- to late 2025”, “middle of 2024”.
    pub fn third(&self, third: u8) -> Option<Found> {
        let mut at = 1 + usize::from(self.is_dash(1));
        let mut last = third;
        if self.is(at, &["to"]) {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let Role::Third(third) = self.role(next) else { return None };
            (last, at) = (third, next + 1 + usize::from(self.is_dash(next + 1)));
        }
        at += if self.is(0, &["middle"]) { self.is(1, &["of"]).then_some(1)? } else { self.skip(at, &["in"]) };
        let inner = self.ahead(at).whole()?;
        let days = (calendar::third(inner.days, third)?.0, calendar::third(inner.days, last)?.1);
        Cursor::found(at + inner.length, Some(days), Precision::Span)
    }

    /// “end of 2025”, “start of the year”, “end-March”.
    pub fn edge(&self, edge: Edge) -> Option<Found> {
        let is_close = self.is(0, &["close", "outset"]);
        let at = if self.is(1, &["of"]) {
            2
        } else if self.is_hyphen(1) || !is_close && self.is_after(&["by", "at", "until", "since", "from", "before"]) {
            1 + usize::from(self.is_dash(1))
        } else {
            return None;
        };
        let inner = self.ahead(at).whole().filter(|inner| inner.precision != Precision::Day)?;
        let day = match edge {
            Edge::Start => inner.days.0,
            Edge::End => inner.days.1,
        };
        Cursor::found(at + inner.length, Some((day, day)), Precision::Day)
    }

    /// “year-end”, “year’s end”.
    pub fn unit_end(&self, unit: Unit) -> Option<Found> {
        let end = if self.is_hyphen(1) {
            2
        } else if self.is(1, &["’", "'"]) && self.is(2, &["s"]) {
            3
        } else {
            return None;
        };
        // “this year’s end”, “2025’s year-end accounts” are seldom, a “month-end” is any.
        (self.is(end, &["end"]) && unit == Unit::Year).then_some(())?;
        let last = calendar::year_from(self.today?, 0)?.1;
        Cursor::found(end + 1, Some((last, last)), Precision::Day)
    }

    /// “first half of the year”, “third quarter of 2024”, “last three months of 2024”, “first week of May”,
    /// “nineteenth century”.
    pub fn ordinal(&self, number: i8) -> Option<Found> {
        if let Some(found) = self.century_of(i16::from(number), 1) {
            return Some(found);
        }
        let unit = 1 + usize::from(self.is_hyphen(1));
        match self.role(unit) {
            Role::Half if number <= 2 => self.fraction(unit, i32::from(number) - 1, 2),
            Role::Unit { unit: Unit::Quarter, is_plural: false } if number <= 4 => {
                self.fraction(unit, i32::from(number) - 1, 4)
            }
            Role::Unit { unit: Unit::Week, is_plural: false } => self.week_of_month(unit, number),
            _ if number == 1 => self.leading_units(false),
            _ => None,
        }
    }

    /// “last quarter of 2024”, “final months”: what “last” and “final” mean before a stretch with a name.
    pub fn last_of(&self) -> Option<Found> {
        match self.role(1) {
            Role::Unit { unit: Unit::Quarter, is_plural: false } if self.is(2, &["of"]) => self.fraction(1, 3, 4),
            Role::Half if self.is(2, &["of"]) => self.fraction(1, 1, 2),
            _ => self.leading_units(true),
        }
    }

    /// “… half of the year”, “… quarter of 2024”, “… quarter 2024”, “… quarter”.
    fn fraction(&self, at: usize, index: i32, parts: i32) -> Option<Found> {
        let of =
            at + 1 + usize::from(self.is(at + 1, &["of"]) || self.is(at + 1, &[","]) && self.year(at + 2).is_some());
        if let Some(inner) = self.ahead(of).whole().filter(|inner| inner.precision != Precision::Day) {
            return Cursor::found(of + inner.length, calendar::part(inner.days, index, parts), Precision::Span);
        }
        if self.is(at + 1, &["of"]) {
            return None;
        }
        Cursor::found(at + 1, self.nearest_part(at + 1, index, parts), Precision::Span)
    }

    /// The half or quarter that the direction means: the last that has begun, or the next that is not over.
    fn nearest_part(&self, length: usize, index: i32, parts: i32) -> Option<Days> {
        let today = self.today?;
        let this = calendar::part(calendar::year_from(today, 0)?, index, parts)?;
        let offset = match self.direction(length) {
            Some(Direction::Future | Direction::UpTo) if this.1 < today => 1,
            Some(Direction::Future | Direction::UpTo) => 0,
            _ if this.0 > today => -1,
            _ => 0,
        };
        calendar::part(calendar::year_from(today, offset)?, index, parts)
    }

    /// “first three months of 2025”, “last two weeks of May”, “first days of June”.
    fn leading_units(&self, are_last: bool) -> Option<Found> {
        let count = self.count(1)?;
        let Role::Unit { unit: unit @ (Unit::Month | Unit::Week | Unit::Day), .. } = self.role(2) else { return None };
        self.is(3, &["of"]).then_some(())?;
        let inner = self.ahead(4).whole()?;
        let span = calendar::span(unit, count)?;
        let (from, to) = inner.days;
        let days = if are_last {
            (to.tomorrow().ok()?.checked_sub(span).ok()?, to)
        } else {
            (from, from.checked_add(span).ok()?.yesterday().ok()?)
        };
        let fits = inner.days.0 <= days.0 && days.1 <= inner.days.1;
        Cursor::found(4 + inner.length, Some(days).filter(|_| fits), Precision::Span)
    }

    /// “second week of June”: its second seven days.
    fn week_of_month(&self, at: usize, number: i8) -> Option<Found> {
        self.is(at + 1, &["of"]).then_some(())?;
        let inner = self.ahead(at + 2).whole().filter(|inner| inner.precision == Precision::Month && number <= 4)?;
        let from = calendar::day_from(inner.days.0, 7 * (i32::from(number) - 1))?.0;
        Cursor::found(at + 2 + inner.length, Some((from, calendar::day_from(from, 6)?.0)), Precision::Week)
    }

    /// “Q3 2024”, “Q3”, “H1 2025”, “3Q24”, “FY2025”, “FY 2024/25”.
    pub fn short_part(&self) -> Option<Found> {
        let text = self.get(0)?.text.as_bytes();
        match *text {
            [b'Q', number @ b'1'..=b'4'] | [number @ b'1'..=b'4', b'Q'] => {
                self.fraction(0, i32::from(number - b'1'), 4)
            }
            [b'H', number @ b'1'..=b'2'] | [number @ b'1'..=b'2', b'H'] => {
                self.fraction(0, i32::from(number - b'1'), 2)
            }
            [b'F', b'Y'] => self.ahead(1).bare_year().map(|found| found.after(1)),
            [b'F', b'Y', ref digits @ ..] if matches!(digits.len(), 2 | 4) => {
                let digits = self.get(0)?.text.get(2..)?;
                let number = sidelight_text::tokens::number(digits, 4)?;
                let year = if digits.len() == 2 { 2000 + number } else { number };
                Cursor::found(1, calendar::years(year, year), Precision::Year)
            }
            _ => None,
        }
    }

    /// A stretch that has parts: a year, a month, a season, a decade, a century, with or without “the”.
    fn whole(&self) -> Option<Found> {
        let the = self.skip(0, &["the"]);
        if the == 1
            && let Role::Unit { unit, is_plural: false } = self.role(1)
        {
            // “the end of the year” is that of the brief's.
            let (days, precision) = super::relative::unit_from(self.today?, unit, 0)?;
            return Cursor::found(2, days, precision);
        }
        let inner = self.ahead(the);
        // Only rules that do not come back here: a line of “early early early …” ends at once.
        let found = match inner.role(0) {
            Role::Month { .. } => inner.month_first(),
            Role::Season(first_month) => inner.season(first_month),
            Role::Shift(offset) => inner.shifted(offset),
            Role::Ordinal(number) => inner.century_of(i16::from(number), 1),
            Role::None if inner.is_fiscal() => inner.short_part(),
            Role::None => inner.part_year().or_else(|| inner.numeric()),
            _ => None,
        };
        found.map(|found| found.after(the))
    }

    fn is_fiscal(&self) -> bool {
        self.get(0).is_some_and(|token| token.text.starts_with("FY"))
    }

    /// A year after “early” or “end of”: whatever stands before, it is one.
    fn part_year(&self) -> Option<Found> {
        let year = self.year(0)?;
        let is_range = self.is_dash(1) && self.number(2, 4).is_some();
        (!is_range).then_some(())?;
        Cursor::found(1, calendar::years(year, year), Precision::Year)
    }
}
