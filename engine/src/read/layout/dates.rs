//! The day that a line of a brief's head states.

use crate::brief::Date;

/// The names of the months, in order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that stand beside a time of day.
const TIME_WORDS: [&str; 14] =
    ["at", "am", "pm", "a.m.", "p.m.", "utc", "gmt", "cet", "cest", "est", "edt", "et", "hrs", "hours"];

/// Longer lines say more than a day.
const MAX_BYTES: usize = 60;

/// The day that a line states, if a day is all it states: “March 29, 2024”, “29 March 2024”,
/// “Fri, 29th Mar. 2024, 10:30 UTC”, “2024-03-29T10:30:00Z”, “29.03.2024”, “29/03/2024”.
///
/// With slashes only where the day cannot be the month; a month and year have no day.
pub fn date_line(line: &str) -> Option<Date> {
    let line = line.trim();
    if line.len() > MAX_BYTES {
        return None;
    }
    let mut words = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .skip_while(|word| is_weekday(word));
    let first = words.next()?;
    let date = match numeric_date(first) {
        Some(date) => date,
        None => {
            let second = words.next().filter(|word| *word != "of").or_else(|| words.next())?;
            let year = words.next()?;
            let (month, day) =
                month_of(first).map(|month| (month, second)).or_else(|| Some((month_of(second)?, first)))?;
            Date::new(digits(year.trim_end_matches('.'), 4, 4)?, month, day_number(day)?).ok()?
        }
    };
    words.all(is_time).then_some(date)
}

/// Whether a line states a time that is not one day, and no more: “June 2025”, “27 May – 3 June 2025”,
/// “Week of 2 June 2025”, “Summer 2025”.
pub fn is_period_line(line: &str) -> bool {
    const LINKS: [&str; 12] =
        ["to", "and", "until", "from", "week", "of", "the", "reporting", "period", "covered", "period:", "covering"];
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
    if line.len() > MAX_BYTES {
        return false;
    }
    let (mut has_name, mut has_year) = (false, false);
    let is_known = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '–' | '-' | '—' | '/' | '(' | ')' | ':'))
        .filter(|word| !word.is_empty())
        .all(|word| {
            let is_name = month_of(word).is_some() || SEASONS.iter().any(|season| season.eq_ignore_ascii_case(word));
            let is_year = digits(word, 4, 4).is_some();
            has_name |= is_name;
            has_year |= is_year;
            is_name || is_year || day_number(word).is_some() || LINKS.iter().any(|link| link.eq_ignore_ascii_case(word))
        });
    is_known && has_name && has_year
}

/// The day of the first date-time group in a text: `120600ZNOV24` is 06:00 UTC on 12 November 2024.
pub fn date_time_group(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let mut run = 0;
    for (index, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_digit() {
            run += 1;
            continue;
        }
        if run == 6
            && let Some(date) = group_at(&bytes[index - 6..])
        {
            return Some(date);
        }
        run = 0;
    }
    None
}

/// Day, hours and minutes; the letter of the zone; month; year of two digits or four.
fn group_at(bytes: &[u8]) -> Option<Date> {
    let (day, rest) = bytes.split_at_checked(2)?;
    let mut rest = rest.get(4..)?.trim_ascii_start();
    if !rest.first()?.is_ascii_alphabetic() {
        return None;
    }
    rest = rest[1..].trim_ascii_start();
    let month = month_of(std::str::from_utf8(rest.get(..3)?).ok()?)?;
    rest = rest[3..].trim_ascii_start();
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let year = digits(std::str::from_utf8(&rest[..length]).ok()?, 2, 4).filter(|_| length != 3)?;
    let year = if length == 2 { 2000 + year } else { year };
    Date::new(year, month, i8::try_from(digits(std::str::from_utf8(day).ok()?, 2, 2)?).ok()?).ok()
}

/// “2024-03-29” with or without a time, “29.03.2024”, “29/03/2024”, “29-Mar-2024”.
fn numeric_date(word: &str) -> Option<Date> {
    let separator = word.bytes().find(|byte| matches!(byte, b'-' | b'.' | b'/'))?;
    let mut parts = word.trim_end_matches('.').splitn(3, char::from(separator));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if let Some(year) = digits(first, 4, 4) {
        let (day, time) = third.split_once(['T', 't']).unwrap_or((third, "0"));
        if !time.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        return Date::new(year, small(digits(second, 1, 2)?)?, small(digits(day, 1, 2)?)?).ok();
    }
    let (first, year) = (digits(first, 1, 2)?, digits(third, 4, 4)?);
    let Some(second) = digits(second, 1, 2) else {
        return Date::new(year, month_of(second)?, small(first)?).ok();
    };
    // A point or hyphen means day first everywhere; a slash does so in half of the world.
    let (day, month) = match separator {
        b'/' if first <= 12 && second > 12 => (second, first),
        b'/' if first <= 12 && first != second => return None,
        _ => (first, second),
    };
    Date::new(year, small(month)?, small(day)?).ok()
}

/// “3”, “03” or “3rd”.
fn day_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let number = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word);
    small(digits(number, 1, 2)?)
}

/// The number of a month by its name, or its first three letters or “Sept”, in any case.
fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let is_short = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    let position = MONTHS.iter().position(|month| {
        let name = if is_short { month.get(..word.len()) } else { Some(*month) };
        name.is_some_and(|name| name.eq_ignore_ascii_case(word))
    })?;
    small(i16::try_from(position + 1).ok()?)
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    WEEKDAYS.iter().any(|day| {
        let is_short =
            (3..=5).contains(&word.len()) && day.get(..word.len()).is_some_and(|day| day.eq_ignore_ascii_case(word));
        is_short || day.eq_ignore_ascii_case(word)
    })
}

/// “10:30”, “0600Z”, “UTC”.
fn is_time(word: &str) -> bool {
    let clock = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let is_clock = (1..=5).contains(&clock.len()) | clock.contains(':')
        && clock.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
        // Four digits and nothing else are a year.
        && (clock.len() != 4 || clock.len() != word.len() || !clock.bytes().all(|byte| byte.is_ascii_digit()));
    is_clock || TIME_WORDS.iter().any(|time| time.eq_ignore_ascii_case(word))
}

/// A number of so many digits.
fn digits(text: &str, least: usize, most: usize) -> Option<i16> {
    let is_number = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines() {
        for (line, expected) in [
            ("March 29, 2024", Some("2024-03-29")),
            ("  29 March 2024 ", Some("2024-03-29")),
            ("2024-03-29", Some("2024-03-29")),
            ("2024-03-29T10:00:00+02:00", Some("2024-03-29")),
            ("Friday, March 29, 2024", Some("2024-03-29")),
            ("Fri, 29 Mar. 2024, 10:30 a.m. UTC", Some("2024-03-29")),
            ("July 4, 2025", Some("2025-07-04")),
            ("4\u{a0}July\u{a0}2025", Some("2025-07-04")),
            ("3rd June 2025", Some("2025-06-03")),
            ("the 3rd of June 2025", None),
            ("3rd of June 2025", Some("2025-06-03")),
            ("12 NOV 2024", Some("2024-11-12")),
            ("Sept. 3, 2025", Some("2025-09-03")),
            ("29.03.2024", Some("2024-03-29")),
            ("3.6.2025", Some("2025-06-03")),
            ("29/03/2024", Some("2024-03-29")),
            ("03/29/2024", Some("2024-03-29")),
            ("03/04/2024", None),
            ("3-Jun-2025", Some("2025-06-03")),
            ("Tuesday, June 3, 2025 6:12 PM", Some("2025-06-03")),
            ("2025-06-03 0600Z", Some("2025-06-03")),
            ("March 29, 2024, Moscow", None),
            ("February 30, 2024", None),
            ("Spring 2024", None),
            ("June 2025", None),
            ("3 June 2025 2026", None),
            ("", None),
        ] {
            assert_eq!(date_line(line).map(|date| date.to_string()).as_deref(), expected, "{line}");
        }
        for (line, expected) in [
            ("June 2025", true),
            ("2–8 June 2025", true),
            ("27 May to 3 June 2025", true),
            ("Week of 2 June 2025", true),
            ("Summer 2025", true),
            ("June comes", false),
            ("June", false),
            ("Fog in June 2025", false),
        ] {
            assert_eq!(is_period_line(line), expected, "{line}");
        }
    }

    #[test]
    fn date_time_groups() {
        for (text, expected) in [
            ("DTG: 120600ZNOV24. PERIOD", Some("2024-11-12")),
            ("DTG 12 0600Z NOV 24", None),
            ("031530B JUN 2025", Some("2025-06-03")),
            ("320600ZNOV24", None),
            ("Tel. 120600", None),
        ] {
            assert_eq!(date_time_group(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
