//! Stretches of the calendar, from their first day to their last.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// The first and the last day of a stretch, inclusive.
pub type Days = (Date, Date);

/// The day so many days after another, or before it.
///
/// Neither here nor below the shorter `offset.days()`: it panics where a number is too large, and with it all
/// of jiff's error messages would come into the browser, 25 KB.
pub fn days_from(date: Date, offset: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(offset).ok()?).ok()
}

/// The day so many months after another, or before it; the last of its month where the month has no such day.
pub fn months_from(date: Date, offset: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(offset).ok()?).ok()
}

/// One day.
pub fn day(year: i16, month: i8, day: i8) -> Option<Days> {
    let date = Date::new(year, month, day).ok()?;
    Some((date, date))
}

/// A calendar month.
pub fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The months from one to another of the same year.
pub fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    Some((month(year, first)?.0, month(year, last)?.1))
}

/// The calendar years from one to another.
pub fn years(first: i16, last: i16) -> Option<Days> {
    Some((month(first, 1)?.0, month(last, 12)?.1))
}

/// The week, from Monday to Sunday, that lies `offset` weeks from the one of `date`.
pub fn week(date: Date, offset: i32) -> Option<Days> {
    let since_monday = i32::from(date.weekday().to_monday_zero_offset());
    let monday = days_from(date, offset * 7 - since_monday)?;
    Some((monday, days_from(monday, 6)?))
}

/// The month that lies `offset` months from the one of `date`.
pub fn month_from(date: Date, offset: i32) -> Option<Days> {
    let first = months_from(date.first_of_month(), offset)?;
    Some((first, first.last_of_month()))
}

/// The last day before `date` that is this weekday, or the day itself where `may_be_today`.
pub fn weekday_before(date: Date, weekday: Weekday, may_be_today: bool) -> Option<Date> {
    if may_be_today && date.weekday() == weekday { Some(date) } else { date.nth_weekday(-1, weekday).ok() }
}

/// A season by its first month in the northern hemisphere, begun in this year.
pub fn season(year: i16, first_month: i8) -> Option<Days> {
    let first = month(year, first_month)?.0;
    Some((first, months_from(first, 2)?.last_of_month()))
}
