//! The rules by which words become dates. Each takes the tokens from its place on and gives the number
//! of tokens that it understood.

use jiff::civil::{Date, Weekday};

use super::super::tokens::Token;
use super::Precision;
use super::calendar::{self, Days};
use crate::read::MONTHS;

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

/// The tokens from one place on, with what the rules need around them.
struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    today: Option<Date>,
}

type Rule = fn(&Cursor<'_>) -> Option<Found>;

const RULES: [Rule; 12] = [
    date_time_group,
    iso_day,
    month_first,
    day_first,
    month_alone,
    part_of_year,
    year,
    decade_or_century,
    season,
    relative_unit,
    ago,
    weekday,
];

/// The longest date that begins at this token.
pub fn parse<'a>(tokens: &'a [Token<'a>], at: usize, today: Option<Date>) -> Option<Found> {
    let cursor = Cursor { tokens, at, today };
    let found = RULES.iter().filter_map(|rule| rule(&cursor)).chain(early_mid_late(&cursor));
    // Of equally long ones the first rule's stays.
    found.reduce(|best, other| if other.length > best.length { other } else { best })
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SEASONS: [(&str, i8); 5] = [("spring", 3), ("summer", 6), ("autumn", 9), ("fall", 9), ("winter", 12)];
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const DASHES: [&str; 4] = ["-", "–", "—", "‑"];

/// Words after which a bare month or year is one: “in May”, “since 2019”, “the 2002 crisis”.
const BEFORE_A_DATE: [&str; 40] = [
    "after",
    "and",
    "around",
    "as",
    "before",
    "between",
    "beyond",
    "by",
    "circa",
    "during",
    "earlier",
    "early",
    "end",
    "for",
    "from",
    "in",
    "its",
    "last",
    "late",
    "mid",
    "next",
    "November",
    "of",
    "on",
    "or",
    "past",
    "since",
    "than",
    "the",
    "this",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "with",
    "within",
    "year",
    "years",
    "(",
];

/// Words right before an unfinished date that turn it to the future: “until September”.
const UP_TO: [&str; 4] = ["by", "next", "to", "until"];
/// Words some way before it that do: “is due to end in February”.
const TOWARDS_THE_FUTURE: [&str; 13] = [
    "due",
    "ends",
    "expected",
    "expire",
    "expires",
    "must",
    "plan",
    "planned",
    "plans",
    "scheduled",
    "set",
    "should",
    "will",
];

impl<'a> Cursor<'a> {
    fn get(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.at + index)
    }

    fn is(&self, index: usize, words: &[&str]) -> bool {
        self.get(index).is_some_and(|token| token.is_any(words))
    }

    fn is_joined(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.is_joined)
    }

    fn before(&self, back: usize) -> Option<&Token<'a>> {
        self.at.checked_sub(back).and_then(|index| self.tokens.get(index))
    }

    fn found(length: usize, days: Option<Days>, precision: Precision) -> Option<Found> {
        days.map(|days| Found { length, days, precision })
    }

    fn number(&self, index: usize, digits: usize) -> Option<i16> {
        self.get(index)?.number(digits)
    }

    /// A month's name, or its abbreviation of three or four letters; from 1.
    fn month(&self, index: usize) -> Option<(i8, bool)> {
        let token = self.get(index)?;
        let text = token.text;
        if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let position = MONTHS.iter().position(|month| {
            let is_short = (3..=4).contains(&text.len()) && text.is_ascii();
            month.eq_ignore_ascii_case(text)
                || is_short && month.to_ascii_lowercase().starts_with(&text.to_ascii_lowercase())
        })?;
        let is_full = MONTHS[position].eq_ignore_ascii_case(text);
        Some((i8::try_from(position).ok()? + 1, is_full))
    }

    /// A day of the month, with or without “st”, “nd”, “rd”, “th”.
    fn day(&self, index: usize) -> Option<i8> {
        let text = self.get(index)?.text;
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
        let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
    }

    /// A year of four digits.
    fn year(&self, index: usize) -> Option<i16> {
        let token = self.get(index)?;
        // “1,950” and “2024/1252” are no years.
        let joined_to = |index: usize, marks: &[&str]| self.is(index, marks) && self.is_joined(index);
        let is_part_of_number = joined_to(index + 1, &[",", "/", "."])
            && self.is_joined(index + 2)
            && self.get(index + 2).is_some_and(|token| token.number(9).is_some());
        (token.text.len() == 4 && !is_part_of_number)
            .then(|| token.number(4))
            .flatten()
            .filter(|year| (1800..=2199).contains(year))
    }

    fn is_dash(&self, index: usize) -> bool {
        self.is(index, &DASHES)
    }

    fn comma(&self, index: usize) -> usize {
        usize::from(self.is(index, &[","]))
    }

    /// The year of a month or day that is stated without one: the last such before the brief's date,
    /// or the next one where the words before it look ahead.
    fn implied_year(&self, month: i8, day: i8) -> Option<i16> {
        let today = self.today?;
        let is_ahead = (month, day) > (today.month(), if day == 1 { 1 } else { today.day() });
        let looks_ahead = self.before(1).is_some_and(|token| token.is_any(&UP_TO))
            || (1..=6)
                .map_while(|back| self.before(back).filter(|token| !token.is_any(&[".", ";", "?", "!"])))
                .any(|token| token.is_any(&TOWARDS_THE_FUTURE));
        let is_past_month = month < today.month();
        Some(match (looks_ahead, is_ahead) {
            (true, true) | (false, false) => today.year(),
            (true, false) if is_past_month => today.year() + 1,
            (true, false) => today.year(),
            (false, true) if month == today.month() => today.year(),
            (false, true) => today.year() - 1,
        })
    }

    /// Whether the word before lets a bare month or year be one.
    fn follows_date_word(&self) -> bool {
        self.before(1).is_none_or(|token| token.is_any(&BEFORE_A_DATE) || token.is_any(&DASHES))
    }
}

/// `120600ZNOV24`: day, time, zone, month, year.
fn date_time_group(cursor: &Cursor<'_>) -> Option<Found> {
    let text = cursor.get(0)?.text;
    if !text.is_ascii() || !(11..=12).contains(&text.len()) {
        return None;
    }
    let (digits, rest) = text.split_at(6);
    let rest = if rest.len() == 6 { &rest[1..] } else { rest };
    let month = MONTHS.iter().position(|month| month[..3].eq_ignore_ascii_case(&rest[..3]))?;
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    number(digits.get(2..)?)?;
    let day = i8::try_from(number(&digits[..2])?).ok()?;
    let days = calendar::day(2000 + number(&rest[3..])?, i8::try_from(month).ok()? + 1, day);
    Cursor::found(1, days, Precision::Day)
}

/// `2024-03-29`.
fn iso_day(cursor: &Cursor<'_>) -> Option<Found> {
    let is_whole = (1..5).all(|index| cursor.is_joined(index)) && cursor.is(1, &["-"]) && cursor.is(3, &["-"]);
    let part = |index: usize| cursor.number(index, 2).and_then(|number| i8::try_from(number).ok());
    is_whole.then_some(())?;
    Cursor::found(5, calendar::day(cursor.year(0)?, part(2)?, part(4)?), Precision::Day)
}

/// “March 29, 2024”, “March 29”, “March 18–24, 2024”, “March 2024”.
fn month_first(cursor: &Cursor<'_>) -> Option<Found> {
    let (month, is_full) = cursor.month(0)?;
    let dot = usize::from(!is_full && cursor.is(1, &["."]));
    let next = 1 + dot;
    if let Some(year) = cursor.year(next).or_else(|| cursor.year(next + cursor.comma(next))) {
        let length = if cursor.year(next).is_some() { next + 1 } else { next + 2 };
        return Cursor::found(length, calendar::month(year, month), Precision::Month);
    }
    let first = cursor.day(next)?;
    let until = cursor.is_dash(next + 1).then(|| cursor.day(next + 2)).flatten().filter(|last| *last > first);
    let after = if until.is_some() { next + 3 } else { next + 1 };
    // “May 5 percent” has a day, “May 5.5” has none.
    if cursor.is(after, &["."]) && cursor.is_joined(after) && cursor.is_joined(after + 1) {
        return None;
    }
    let comma = cursor.comma(after);
    let (year, length) = match cursor.year(after + comma) {
        Some(year) => (year, after + comma + 1),
        None => (cursor.implied_year(month, first)?, after),
    };
    days_of_month(year, month, first, until, length)
}

/// “29 March 2024”, “the 29th of March”, “18–24 March”, “8 OCT 23”.
fn day_first(cursor: &Cursor<'_>) -> Option<Found> {
    let the = usize::from(cursor.is(0, &["the"]));
    let first = cursor.day(the)?;
    let until = cursor.is_dash(the + 1).then(|| cursor.day(the + 2)).flatten().filter(|last| *last > first);
    let of = if until.is_some() { the + 3 } else { the + 1 };
    let at = of + usize::from(cursor.is(of, &["of"]));
    let (month, _) = cursor.month(at)?;
    let comma = cursor.comma(at + 1);
    let in_capitals = cursor.get(at)?.text.chars().all(char::is_uppercase);
    let short_year = || cursor.get(at + 1).filter(|token| in_capitals && token.text.len() == 2)?.number(2);
    let (year, length) = if let Some(year) = cursor.year(at + 1 + comma) {
        (year, at + 2 + comma)
    } else if let Some(year) = short_year() {
        (2000 + year, at + 2)
    } else {
        (cursor.implied_year(month, first)?, at + 1)
    };
    days_of_month(year, month, first, until, length)
}

fn days_of_month(year: i16, month: i8, first: i8, until: Option<i8>, length: usize) -> Option<Found> {
    let first = calendar::day(year, month, first)?;
    match until {
        Some(last) => Cursor::found(length, Some((first.0, calendar::day(year, month, last)?.1)), Precision::Span),
        None => Cursor::found(length, Some(first), Precision::Day),
    }
}

/// “in May”, “since SEP”.
fn month_alone(cursor: &Cursor<'_>) -> Option<Found> {
    let (month, is_full) = cursor.month(0)?;
    // “May” and “March” are words too, and a short form may be a name: both need a word that leads to a date.
    let needs_context = !is_full || cursor.is(0, &["May", "March", "August"]);
    let leads = cursor
        .before(1)
        .is_some_and(|token| token.is_any(&BEFORE_A_DATE) && !token.is_any(&["the", "its", "with", "for", "as", "("]));
    let is_possessive = cursor.is(1, &["’", "'"]) && cursor.is_joined(1);
    // “February 30” is no day, and not February either.
    let is_before_number = cursor.number(1, 4).is_some();
    if is_before_number || needs_context && (!leads || is_possessive) {
        return None;
    }
    Cursor::found(1, calendar::month(cursor.implied_year(month, 1)?, month), Precision::Month)
}

/// “early 2024”, “mid-May”, “late last year”: the part of what another rule understands.
fn early_mid_late(cursor: &Cursor<'_>) -> Option<Found> {
    let part = ["early", "mid", "late"].iter().position(|word| cursor.is(0, &[word]))?;
    let skip = 1 + usize::from(cursor.is_dash(1));
    let inner = parse(cursor.tokens, cursor.at + skip, cursor.today)?;
    let first = inner.days.0;
    let days = match inner.precision {
        Precision::Month => {
            let (from, to) = [(1, 10), (11, 20), (21, first.days_in_month())][part];
            Some((
                calendar::day(first.year(), first.month(), from)?.0,
                calendar::day(first.year(), first.month(), to)?.1,
            ))
        }
        Precision::Year => {
            let (from, to) = [(1, 4), (5, 8), (9, 12)][part];
            calendar::months(first.year(), from, to)
        }
        Precision::Decade => {
            let (from, to) = [(0, 3), (4, 6), (7, 9)][part];
            calendar::years(first.year() + from, first.year() + to)
        }
        _ => None,
    };
    Cursor::found(skip + inner.length, days, Precision::Span)
}

/// “2019”, “2019–2021”, “2024/25”.
fn year(cursor: &Cursor<'_>) -> Option<Found> {
    let year = cursor.year(0)?;
    let before = cursor.before(1);
    let is_amount = before.is_some_and(|token| token.is_any(&["$", "€", "£", "#", "No", "/", "."]));
    if is_amount || !cursor.follows_date_word() {
        return None;
    }
    if cursor.is_dash(1) {
        let last = cursor.year(2).or_else(|| {
            let short = cursor.get(2).filter(|token| token.text.len() == 2)?.number(2)?;
            Some(year / 100 * 100 + short)
        });
        if let Some(last) = last.filter(|last| *last > year) {
            return Cursor::found(3, calendar::years(year, last), Precision::Span);
        }
    }
    Cursor::found(1, calendar::years(year, year), Precision::Year)
}

/// “the 1980s”, “the 19th century”.
fn decade_or_century(cursor: &Cursor<'_>) -> Option<Found> {
    let the = usize::from(cursor.is(0, &["the"]));
    let text = cursor.get(the)?.text;
    if let Some(first) =
        text.strip_suffix('s').filter(|digits| digits.len() == 4).and_then(|digits| digits.parse::<i16>().ok())
        && first % 10 == 0
        && (1800..2200).contains(&first)
    {
        let (last, precision) = if first % 100 == 0 && first < 2000 {
            (first + 99, Precision::Century)
        } else {
            (first + 9, Precision::Decade)
        };
        return Cursor::found(the + 1, calendar::years(first, last), precision);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))?;
    let number: i16 = digits.parse().ok().filter(|number| (1..=22).contains(number))?;
    cursor.is(the + 1, &["century"]).then_some(())?;
    Cursor::found(the + 2, calendar::years((number - 1) * 100 + 1, number * 100), Precision::Century)
}

/// “the first half of the year”, “the third quarter of 2024”, “Q3 2024”.
fn part_of_year(cursor: &Cursor<'_>) -> Option<Found> {
    let the = usize::from(cursor.is(0, &["the"]));
    let (months, number, of) = if let Some(number) = ORDINALS.iter().position(|word| cursor.is(the, &[word])) {
        let months = if cursor.is(the + 1, &["half"]) {
            6
        } else if cursor.is(the + 1, &["quarter"]) {
            3
        } else {
            return None;
        };
        (months, number, the + 2 + usize::from(cursor.is(the + 2, &["of"])))
    } else {
        let number = ["Q1", "Q2", "Q3", "Q4"].iter().position(|word| cursor.is(0, &[word]))?;
        (3, number, 1)
    };
    if number >= 12 / months {
        return None;
    }
    let (year, length) = if let Some(year) = cursor.year(of) {
        (year, of + 1)
    } else if cursor.is(of, &["the", "this"]) && cursor.is(of + 1, &["year"]) {
        (cursor.today?.year(), of + 2)
    } else if cursor.is(of, &["last"]) && cursor.is(of + 1, &["year"]) {
        (cursor.today?.year() - 1, of + 2)
    } else {
        return None;
    };
    let first = i8::try_from(number * months).ok()? + 1;
    Cursor::found(length, calendar::months(year, first, first + i8::try_from(months).ok()? - 1), Precision::Span)
}

/// “the spring”, “last winter”, “the summer of 2024”, “autumn 2023”.
fn season(cursor: &Cursor<'_>) -> Option<Found> {
    let lead = usize::from(cursor.is(0, &["the", "last", "this", "next"]));
    let (name, first_month) = *SEASONS.iter().find(|(name, _)| cursor.is(lead, &[name]))?;
    let of = lead + 1 + usize::from(cursor.is(lead + 1, &["of"]));
    if let Some(year) = cursor.year(of) {
        return Cursor::found(of + 1, calendar::season(year, first_month), Precision::Season);
    }
    let today = cursor.today?;
    // “the fall” is mostly that of a city, and a bare season mostly a figure of speech.
    if lead == 0 || cursor.is(0, &["the"]) && (name == "fall" || cursor.is(lead + 1, &["of"])) {
        return None;
    }
    let this_year = calendar::season(today.year(), first_month)?;
    let days = if cursor.is(0, &["next"]) {
        if this_year.0 > today { Some(this_year) } else { calendar::season(today.year() + 1, first_month) }
    } else if cursor.is(0, &["last"]) && this_year.1 >= today || this_year.0 > today {
        calendar::season(today.year() - 1, first_month)
    } else {
        Some(this_year)
    };
    Cursor::found(lead + 1, days, Precision::Season)
}

/// “last week”, “earlier this month”, “next year”, “the last three years”, “today”.
fn relative_unit(cursor: &Cursor<'_>) -> Option<Found> {
    let today = cursor.today?;
    for (word, offset) in [("yesterday", -1), ("today", 0), ("tomorrow", 1)] {
        if cursor.is(0, &[word]) {
            let day = calendar::days_from(today, offset)?;
            return Cursor::found(1, Some((day, day)), Precision::Day);
        }
    }
    if cursor.is(0, &["the"]) && cursor.is(1, &["last", "past", "previous"]) {
        let count = cursor.get(2).and_then(count_of);
        let at = 2 + usize::from(count.is_some());
        let count = count.unwrap_or(1);
        let from = if cursor.is(at, &["day", "days"]) {
            calendar::days_from(today, -count)
        } else if cursor.is(at, &["week", "weeks"]) {
            calendar::days_from(today, -7 * count)
        } else if cursor.is(at, &["month", "months"]) {
            calendar::months_from(today, -count)
        } else if cursor.is(at, &["year"]) || at == 3 && cursor.is(at, &["years"]) {
            calendar::months_from(today, -12 * count)
        } else if cursor.is(at, &["decade", "decades"]) {
            calendar::months_from(today, -120 * count)
        } else {
            return None;
        };
        // “the last week of his term” is another week.
        let is_of_something = cursor.is(at + 1, &["of", "before"]);
        return Cursor::found(at + 1, from.filter(|_| !is_of_something).map(|from| (from, today)), Precision::Span);
    }
    let lead = usize::from(cursor.is(0, &["earlier", "later"]) && cursor.is(1, &["this"]));
    let offset = if cursor.is(lead, &["last", "previous"]) {
        -1
    } else if cursor.is(lead, &["this"]) {
        0
    } else if cursor.is(lead, &["next"]) {
        1
    } else {
        return None;
    };
    // “the next year” is any year after; only “last” after an article was meant above.
    if cursor.before(1).is_some_and(|token| token.is_any(&["the"])) {
        return None;
    }
    let unit = lead + 1;
    if cursor.is(unit, &["week"]) {
        Cursor::found(unit + 1, calendar::week(today, offset), Precision::Week)
    } else if cursor.is(unit, &["month"]) {
        Cursor::found(unit + 1, calendar::month_from(today, offset), Precision::Month)
    } else if cursor.is(unit, &["year"]) {
        let year = today.year() + i16::try_from(offset).ok()?;
        Cursor::found(unit + 1, calendar::years(year, year), Precision::Year)
    } else {
        // “last May”, “this September”.
        let (month, _) = cursor.month(unit)?;
        let this_year = calendar::month(today.year(), month)?;
        let year = match offset {
            -1 if this_year.1 >= today => today.year() - 1,
            1 if this_year.0 <= today => today.year() + 1,
            _ => today.year(),
        };
        Cursor::found(unit + 1, calendar::month(year, month), Precision::Month)
    }
}

/// “three years ago”, “a week earlier” is left alone: it counts from another date.
fn ago(cursor: &Cursor<'_>) -> Option<Found> {
    let today = cursor.today?;
    let count = count_of(cursor.get(0)?)?;
    cursor.is(2, &["ago"]).then_some(())?;
    if cursor.is(1, &["day", "days"]) {
        let day = calendar::days_from(today, -count)?;
        Cursor::found(3, Some((day, day)), Precision::Day)
    } else if cursor.is(1, &["week", "weeks"]) {
        let day = calendar::days_from(today, -7 * count)?;
        Cursor::found(3, Some((day, day)), Precision::Day)
    } else if cursor.is(1, &["month", "months"]) {
        Cursor::found(3, calendar::month_from(today, -count), Precision::Month)
    } else if cursor.is(1, &["year", "years"]) {
        let year = today.year().checked_sub(i16::try_from(count).ok()?)?;
        Cursor::found(3, calendar::years(year, year), Precision::Year)
    } else {
        None
    }
}

/// “Friday”, “last Tuesday”, “next Monday”.
fn weekday(cursor: &Cursor<'_>) -> Option<Found> {
    let today = cursor.today?;
    let lead = usize::from(cursor.is(0, &["last", "next", "this"]));
    let name = cursor.get(lead)?.text;
    let position = WEEKDAYS.iter().position(|day| *day == name)?;
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(position).ok()?).ok()?;
    let day = if cursor.is(0, &["next"]) {
        today.nth_weekday(1, weekday).ok()?
    } else {
        calendar::weekday_before(today, weekday, !cursor.is(0, &["last"]))?
    };
    Cursor::found(lead + 1, Some((day, day)), Precision::Day)
}

/// “three”, “3”, “a”.
fn count_of(token: &Token<'_>) -> Option<i32> {
    if token.is_any(&["a", "an"]) {
        return Some(1);
    }
    let word = NUMBERS.iter().position(|word| token.is_any(&[word])).and_then(|index| i32::try_from(index + 1).ok());
    word.or_else(|| token.number(3).map(i32::from))
}
