//! Stretches of the calendar, from their first day to their last.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::vocabulary::Unit;

/// The first and the last day of a stretch, inclusive.
pub type Days = (Date, Date);

/// One day.
pub fn day(year: i16, month: i8, day: i8) -> Option<Days> {
    let date = Date::new(year, month, day).ok()?;
    Some((date, date))
}

/// The day that lies this many days from another.
pub fn day_from(date: Date, offset: i32) -> Option<Days> {
    let day = date.checked_add(offset.days()).ok()?;
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
    let monday = date.checked_add((offset.checked_mul(7)? - since_monday).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The month that lies `offset` months from the one of `date`.
pub fn month_from(date: Date, offset: i32) -> Option<Days> {
    let first = date.first_of_month().checked_add(offset.months()).ok()?;
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
    let first = first.checked_add(offset.checked_mul(3)?.months()).ok()?;
    Some((first, first.checked_add(2.months()).ok()?.last_of_month()))
}

/// Saturday and Sunday of the week that lies `offset` weeks from the one of `date`.
pub fn weekend(date: Date, offset: i32) -> Option<Days> {
    let (_, sunday) = week(date, offset)?;
    Some((sunday.yesterday().ok()?, sunday))
}

/// This weekday in the week that lies `offset` weeks from the one of `date`.
pub fn weekday_of_week(date: Date, weekday: Weekday, offset: i32) -> Option<Date> {
    week(date, offset)?.0.checked_add(i32::from(weekday.to_monday_zero_offset()).days()).ok()
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
    Some((first, first.checked_add(2.months()).ok()?.last_of_month()))
}

/// The part of a stretch of whole months that begins after one fraction of it and ends with the next:
/// the second of four quarters of a year.
pub fn part(days: Days, index: i32, parts: i32) -> Option<Days> {
    let months = months_in(days)?;
    if months % parts != 0 {
        return None;
    }
    let length = months / parts;
    let first = days.0.checked_add((index * length).months()).ok()?;
    Some((first, first.checked_add((length - 1).months()).ok()?.last_of_month()))
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
            let first = days.0.checked_add((index * 10).days()).ok()?;
            let last = if index == 2 { days.1 } else { first.checked_add(9.days()).ok()? };
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
    Some(match unit {
        Unit::Hour => ((count + 23) / 24).days(),
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Fortnight => (count * 2).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (count * 3).months(),
        Unit::Year => count.years(),
        Unit::Decade => (count * 10).years(),
        Unit::Century => (count.min(99) * 100).years(),
    })
}
