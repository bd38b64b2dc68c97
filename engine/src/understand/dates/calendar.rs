//! Stretches of the calendar, from their first day to their last.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::vocabulary::Unit;

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

/// The day that lies this many days from another.
pub fn day_from(date: Date, offset: i32) -> Option<Days> {
    let day = days_from(date, offset)?;
    Some((day, day))
}

/// A calendar month.
pub fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The calendar years from one to another.
pub fn years(first: i16, last: i16) -> Option<Days> {
    Some((month(first, 1)?.0, month(last, 12)?.1))
}

/// The ten calendar years that begin with a round one.
pub fn decade(first: i16) -> Option<Days> {
    years(first, first.checked_add(9)?)
}

/// A century by its number: the nineteenth begins with 1801.
pub fn century(number: i16) -> Option<Days> {
    let last = number.checked_mul(100)?;
    years(last - 99, last)
}

/// The week, from Monday to Sunday, that lies `offset` weeks from the one of `date`.
pub fn week(date: Date, offset: i32) -> Option<Days> {
    let since_monday = i32::from(date.weekday().to_monday_zero_offset());
    let monday = days_from(date, offset.checked_mul(7)? - since_monday)?;
    Some((monday, days_from(monday, 6)?))
}

/// The month that lies `offset` months from the one of `date`.
pub fn month_from(date: Date, offset: i32) -> Option<Days> {
    let first = months_from(date.first_of_month(), offset)?;
    Some((first, first.last_of_month()))
}

/// The year that lies `offset` years from the one of `date`.
pub fn year_from(date: Date, offset: i32) -> Option<Days> {
    let year = date.year().checked_add(i16::try_from(offset).ok()?)?;
    years(year, year)
}

/// The quarter that lies `offset` quarters from the one of `date`.
pub fn quarter_from(date: Date, offset: i32) -> Option<Days> {
    let first = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?;
    let first = months_from(first, offset.checked_mul(3)?)?;
    Some((first, months_from(first, 2)?.last_of_month()))
}

/// Saturday and Sunday of the week that lies `offset` weeks from the one of `date`.
pub fn weekend(date: Date, offset: i32) -> Option<Days> {
    let (_, sunday) = week(date, offset)?;
    Some((sunday.yesterday().ok()?, sunday))
}

/// This weekday in the week that lies `offset` weeks from the one of `date`.
pub fn weekday_of_week(date: Date, weekday: Weekday, offset: i32) -> Option<Date> {
    days_from(week(date, offset)?.0, i32::from(weekday.to_monday_zero_offset()))
}

/// The last day before `date` that is this weekday, or the day itself where `may_be_today`.
pub fn weekday_before(date: Date, weekday: Weekday, may_be_today: bool) -> Option<Date> {
    if may_be_today && date.weekday() == weekday { Some(date) } else { date.nth_weekday(-1, weekday).ok() }
}

/// The first day after `date` that is this weekday, or the day itself.
pub fn weekday_from(date: Date, weekday: Weekday) -> Option<Date> {
    if date.weekday() == weekday { Some(date) } else { date.nth_weekday(1, weekday).ok() }
}

/// A season by its first month in the northern hemisphere, begun in this year.
pub fn season(year: i16, first_month: i8) -> Option<Days> {
    let first = month(year, first_month)?.0;
    Some((first, months_from(first, 2)?.last_of_month()))
}

/// The part of a stretch of whole months that begins after one fraction of it and ends with the next:
/// the second of four quarters of a year.
pub fn part(days: Days, index: i32, parts: i32) -> Option<Days> {
    let months = months_in(days)?;
    if months % parts != 0 {
        return None;
    }
    let length = months / parts;
    let first = months_from(days.0, index * length)?;
    Some((first, months_from(first, length - 1)?.last_of_month()))
}

fn months_in((from, to): Days) -> Option<i32> {
    let years = i32::from(to.year()) - i32::from(from.year());
    (from.day() == 1 && to == to.last_of_month())
        .then(|| years * 12 + i32::from(to.month()) - i32::from(from.month()) + 1)
}

/// A third of a stretch: of a month, a season, a year, a decade or a century. The odd rest of a month goes
/// to its last third, that of a decade and a century to the early years: “the early 1990s” are four.
pub fn third(days: Days, index: u8) -> Option<Days> {
    let index = i32::from(index);
    let months = months_in(days)?;
    match months {
        1 => {
            let first = days_from(days.0, index * 10)?;
            let last = if index == 2 { days.1 } else { days_from(first, 9)? };
            Some((first, last))
        }
        120 | 1200 => {
            let years = i16::try_from(months / 12).ok()?;
            let bounds = [0, years / 3 + 1, years - years / 3, years];
            let index = usize::try_from(index).ok()?;
            let first = days.0.year();
            self::years(first + bounds[index], first + bounds[index + 1] - 1)
        }
        _ => part(days, index, 3),
    }
}

/// A number of units; none where they are more than any brief speaks of.
pub fn span(unit: Unit, count: i32) -> Option<Span> {
    let count = (0..=999).contains(&count).then_some(count)?;
    let span = Span::new();
    match unit {
        Unit::Hour => span.try_days((count + 23) / 24),
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Fortnight => span.try_weeks(count * 2),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count * 10),
        Unit::Century => span.try_years(count.min(99) * 100),
    }
    .ok()
}
