//! Dates that count from the brief's own: “last week”, “three years ago”, “on Friday”, “the past month”.

use jiff::civil::{Date, Weekday};

use super::Precision;
use super::calendar::{self, Days};
use super::cursor::{Cursor, Found};
use super::direction::Direction;
use super::vocabulary::{Role, Unit};

/// Days with a name of their own: “Good Friday”.
const BEFORE_NAMED_DAYS: [&str; 9] = ["Ash", "Black", "Bloody", "Cyber", "Easter", "Good", "Holy", "Palm", "Super"];

impl Cursor<'_> {
    /// “yesterday”, “today”, “tomorrow”.
    pub fn relative_day(&self, offset: i32) -> Option<Found> {
        Cursor::found(1, calendar::day_from(self.today?, offset), Precision::Day)
    }

    /// “last week”, “this May”, “next Tuesday”, “last night”, “next spring”, “the current year”.
    pub fn shifted(&self, offset: i32) -> Option<Found> {
        let today = self.today?;
        if self.is(0, &["final"]) {
            return None;
        }
        if let Some(found) = self.ending_or_beginning_now(offset) {
            return Some(found);
        }
        // “this past Tuesday”, “this coming week”.
        let offset_of = |role: Role| match role {
            Role::Past => Some(-1),
            Role::Coming => Some(1),
            _ => None,
        };
        let (offset, at) = offset_of(self.role(1)).map_or((offset, 1), |offset| (offset, 2));
        match self.role(at) {
            Role::Unit { unit, is_plural: false } => {
                // “the next year” is any year after; “the last year” was asked about before; “the last
                // week of his term” is another week.
                let is_other = self.is_after(&["the"]) && offset != 0
                    || self.is(at + 1, &["of"]) && !self.is(at + 2, &["this", "last", "next"])
                    || self.is(at + 1, &["before"]);
                let (days, precision) = unit_from(today, unit, offset)?;
                Cursor::found(at + 1, days.filter(|_| !is_other), precision)
            }
            Role::Weekend => Cursor::found(at + 1, calendar::weekend(today, offset), Precision::Span),
            Role::Weekday(day) => {
                let day = named_day(today, weekday(day)?, offset, at == 2)?;
                Cursor::found(at + 1, Some((day, day)), Precision::Day)
            }
            Role::Season(first) => Cursor::found(at + 1, season_from(today, first, offset), Precision::Season),
            Role::Month { number, .. } => Cursor::found(at + 1, month_shifted(today, number, offset), Precision::Month),
            _ => self.part_of_day(at, offset, today),
        }
    }

    /// “last night”, “this morning”.
    fn part_of_day(&self, at: usize, offset: i32, today: Date) -> Option<Found> {
        let offset = match offset {
            -1 if self.is(at, &["night"]) => -1,
            0 if self.is(at, &["morning", "afternoon", "evening"]) => 0,
            _ => return None,
        };
        Cursor::found(at + 1, calendar::day_from(today, offset), Precision::Day)
    }

    /// “the past month”, “last three years”, “the next 48 hours”, “past 12 months”; a unit without a number
    /// only after “the”: “the last year” ends today, “last year” did in December.
    pub fn ending_or_beginning_now(&self, offset: i32) -> Option<Found> {
        let today = self.today?;
        if offset == 0 {
            return None;
        }
        let count = self.count(1);
        let at = 1 + usize::from(count.is_some());
        let Role::Unit { unit, is_plural } = self.role(at) else { return None };
        let is_counted = count.is_some_and(|count| is_plural == (count != 1));
        // “over the next year” begins now; “the next year” in a narrative does not.
        let follows_article = self.is_after(&["the"])
            && (offset < 0 && !matches!(unit, Unit::Hour | Unit::Day)
                || self.is(0, &["coming"])
                || self.before(2).is_some_and(|token| token.is_any(&["over", "within", "during", "for", "in"])));
        let is_uncounted = count.is_none() && !is_plural && (follows_article || self.is_after(&["this"]));
        // “the last week of his term”, “the last two years before the war” count from elsewhere.
        let is_other = self.is(at + 1, &["of", "before", "to"]) || self.is(at + 1, &["’", "'"]) && is_plural;
        if is_other || !is_counted && !is_uncounted {
            return None;
        }
        let span = calendar::span(unit, count.unwrap_or(1))?;
        let days =
            if offset < 0 { (today.checked_sub(span).ok()?, today) } else { (today, today.checked_add(span).ok()?) };
        Cursor::found(at + 1, Some(days), Precision::Span)
    }

    /// “three years ago”, “two weeks from now”. “A week earlier” counts from another date.
    pub fn ago(&self) -> Option<Found> {
        let today = self.today?;
        let count = self.count(0)?;
        let Role::Unit { unit, .. } = self.role(1) else { return None };
        let (count, length) = match () {
            () if self.is(2, &["ago"]) => (-count, 3),
            () if self.is(2, &["from"]) && self.is(3, &["now", "today"]) => (count, 4),
            () => return None,
        };
        let (days, precision) = match unit {
            Unit::Hour => return None,
            Unit::Week | Unit::Fortnight if count.abs() == 1 => {
                let weeks = if unit == Unit::Week { count } else { count * 2 };
                (calendar::day_from(today, weeks * 7), Precision::Day)
            }
            Unit::Decade => (calendar::year_from(today, count * 10), Precision::Year),
            Unit::Century => (calendar::year_from(today, count * 100), Precision::Year),
            _ => unit_from(today, unit, count)?,
        };
        Cursor::found(length, days, precision)
    }

    /// “Friday”, “Friday, March 29”.
    pub fn weekday(&self, day: i8) -> Option<Found> {
        if self.is_after(&BEFORE_NAMED_DAYS) {
            return None;
        }
        let at = 1 + self.skip(1, &[",", "the"]);
        let date = match self.role(at) {
            Role::Month { .. } => self.ahead(at).month_first(),
            _ => self.ahead(at).day_first(),
        };
        if let Some(date) = date.filter(|date| date.precision == Precision::Day) {
            return Some(date.after(at));
        }
        let today = self.today?;
        // “the Sunday Times”.
        if self.is_after(&["the"]) && self.get(1).is_some_and(|next| next.is_capitalised()) {
            return None;
        }
        let weekday = weekday(day)?;
        let day = match self.direction(1) {
            Some(Direction::Future | Direction::UpTo) => calendar::weekday_from(today, weekday)?,
            _ => calendar::weekday_before(today, weekday, true)?,
        };
        Cursor::found(1, Some((day, day)), Precision::Day)
    }

    /// “spring 2024”, “summer of 2024”, “winter 2023–24”; without a year only after “the” or a word of time.
    pub fn season(&self, first_month: i8) -> Option<Found> {
        let at = 1 + self.skip(1, &["of", ","]);
        if let Some(year) = self.year(at) {
            let is_winter = self.is_dash(at + 1) || self.is(at + 1, &["/"]);
            let length =
                if is_winter && self.is_joined(at + 1) && self.number(at + 2, 4).is_some() { at + 3 } else { at + 1 };
            return Cursor::found(length, calendar::season(year, first_month), Precision::Season);
        }
        let today = self.today?;
        if self.is(1, &["of", "in"]) && self.is(2, &["last", "this", "next"]) && self.is(3, &["year"]) {
            let offset = if self.is(2, &["last"]) { -1 } else { i32::from(self.is(2, &["next"])) };
            let year = calendar::year_from(today, offset)?.0.year();
            return Cursor::found(4, calendar::season(year, first_month), Precision::Season);
        }
        // “the fall” is mostly that of a city, “the spring of hope” a figure of speech.
        let leads = self.is_after(&["by", "since", "until", "the"]) && !self.is(0, &["fall"]);
        if !leads
            || self.is(1, &["of"])
            || self.get(1).is_some_and(|next| {
                next.is_lowercase() && !self.is_phrase_end(1) && self.is_after(&["the"]) && self.is(1, &["in"])
            })
        {
            return None;
        }
        let offset = match self.direction(1) {
            Some(Direction::Future | Direction::UpTo) => 1,
            _ => -1,
        };
        let days = nearest_season(today, first_month, offset);
        Cursor::found(1, days, Precision::Season)
    }

    /// “weekend” after “the”: the last one, or the coming one.
    pub fn weekend(&self) -> Option<Found> {
        let today = self.today?;
        self.is_after(&["the"]).then_some(())?;
        if self.is(1, &["of"]) {
            let date = self.ahead(2).any_day()?;
            return Cursor::found(2 + date.length, calendar::weekend(date.days.0, 0), Precision::Span);
        }
        let this = calendar::weekend(today, 0)?;
        let is_future = matches!(self.direction(1), Some(Direction::Future | Direction::UpTo));
        let days = if is_future || this.0 <= today { Some(this) } else { calendar::weekend(today, -1) };
        Cursor::found(1, days, Precision::Span)
    }

    /// “week of March 3”, “week ending 9 March”.
    pub fn week_of(&self) -> Option<Found> {
        let date = self.ahead(2).any_day()?;
        let day = date.days.0;
        let (days, precision) = match () {
            () if self.is(1, &["of"]) => (calendar::week(day, 0), Precision::Week),
            () if self.is(1, &["ending"]) => (Some((calendar::day_from(day, -6)?.0, day)), Precision::Span),
            () if self.is(1, &["beginning", "starting"]) => {
                (Some((day, calendar::day_from(day, 6)?.0)), Precision::Span)
            }
            () => return None,
        };
        Cursor::found(2 + date.length, days, precision)
    }

    /// A single day, by whatever rule.
    fn any_day(&self) -> Option<Found> {
        let date = match self.role(0) {
            Role::Month { .. } => self.month_first(),
            Role::Weekday(day) => self.weekday(day),
            _ => self.day_first(),
        };
        date.filter(|date| date.precision == Precision::Day)
    }

    /// “three”, “3”, “a”.
    pub fn count(&self, index: usize) -> Option<i32> {
        match self.role(index) {
            Role::Count(count) => Some(count),
            _ => self.number(index, 3).map(i32::from),
        }
    }
}

fn weekday(day: i8) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(day).ok()
}

/// The unit that lies `offset` of its kind from the one of `today`: “last week” has -1.
pub fn unit_from(today: Date, unit: Unit, offset: i32) -> Option<(Option<Days>, Precision)> {
    Some(match unit {
        Unit::Hour => return None,
        Unit::Day if offset.abs() == 1 || offset == 0 => return None,
        Unit::Day => (calendar::day_from(today, offset), Precision::Day),
        Unit::Week => (calendar::week(today, offset), Precision::Week),
        Unit::Fortnight => (calendar::week(today, offset * 2), Precision::Week),
        Unit::Month => (calendar::month_from(today, offset), Precision::Month),
        Unit::Quarter => (calendar::quarter_from(today, offset), Precision::Span),
        Unit::Year => (calendar::year_from(today, offset), Precision::Year),
        Unit::Decade => {
            let first = i32::from(today.year() / 10) + offset;
            (calendar::decade(i16::try_from(first.checked_mul(10)?).ok()?), Precision::Decade)
        }
        Unit::Century => {
            let number = i32::from((today.year() - 1) / 100) + 1 + offset;
            (calendar::century(i16::try_from(number).ok()?), Precision::Century)
        }
    })
}

/// “last Tuesday” is the last before today, “next Tuesday” that of the next week, “this Tuesday” that of this one.
fn named_day(today: Date, weekday: Weekday, offset: i32, is_nearest: bool) -> Option<Date> {
    match offset {
        -1 => calendar::weekday_before(today, weekday, false),
        1 if is_nearest => today.nth_weekday(1, weekday).ok(),
        offset => calendar::weekday_of_week(today, weekday, offset),
    }
}

/// “last May”: the last that is over; “next May”: the first that has not begun.
fn month_shifted(today: Date, month: i8, offset: i32) -> Option<Days> {
    let this_year = calendar::month(today.year(), month)?;
    let year = match offset {
        -1 if this_year.1 >= today => today.year() - 1,
        1 if this_year.0 <= today => today.year() + 1,
        _ => today.year(),
    };
    calendar::month(year, month)
}

/// “last summer”, “this summer”, “next summer”. “This winter” in January began in December.
fn season_from(today: Date, first_month: i8, offset: i32) -> Option<Days> {
    let begun = calendar::season(today.year() - 1, first_month).filter(|days| days.1 >= today);
    let this = begun.or_else(|| calendar::season(today.year(), first_month))?;
    let year = match offset {
        -1 if this.1 >= today => this.0.year() - 1,
        1 if this.0 <= today => this.0.year() + 1,
        _ => this.0.year(),
    };
    calendar::season(year, first_month)
}

/// The season that is now, or else the last or next one.
fn nearest_season(today: Date, first_month: i8, offset: i32) -> Option<Days> {
    let is_now = |days: &Days| days.0 <= today && today <= days.1;
    let this = season_from(today, first_month, 0).filter(is_now);
    this.or_else(|| season_from(today, first_month, offset))
}
