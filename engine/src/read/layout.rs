//! What the lines of a brief's layout look like, whatever its format: dates, headings of key points,
//! credits, boilerplate.

use crate::brief::Date;

/// The headings under which briefs put what a hurried reader must know.
const KEY_POINT_HEADINGS: [&str; 17] = [
    "at a glance",
    "bluf",
    "bottom line",
    "bottom line up front",
    "executive summary",
    "highlights",
    "in brief",
    "key findings",
    "key judgements",
    "key judgments",
    "key messages",
    "key points",
    "key takeaways",
    "main messages",
    "main points",
    "summary",
    "takeaways",
];

/// Words that open a line which asks for something instead of saying something.
const BOILERPLATE_OPENINGS: [&str; 11] = [
    "subscribe",
    "sign up",
    "share this",
    "share on",
    "follow us",
    "print this",
    "read more",
    "click here",
    "download pdf",
    "forward to a friend",
    "view in browser",
];

/// Words that a picture's credit has and a sentence seldom.
const CREDIT_WORDS: [&str; 16] = [
    "photo", "image", "picture", "credit", "courtesy", "via", "AP", "AFP", "EPA", "Reuters", "REUTERS", "Getty",
    "Xinhua", "press", "drawing", "map",
];

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
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The day that a line states, if that is all it says: “March 29, 2024”, “29 March 2024”, “2024-03-29”,
/// with or without the day of the week before it.
pub fn date_line(line: &str) -> Option<Date> {
    let line = line.trim();
    if let [year, month, day] = line.split('-').collect::<Vec<_>>()[..] {
        return Date::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?)
            .ok();
    }
    let words: Vec<&str> = line.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let words = match words.split_first() {
        Some((first, rest)) if WEEKDAYS.contains(first) => rest,
        _ => &words[..],
    };
    let [first, second, year] = *words else { return None };
    let month_of = |word: &str| {
        let is_short = word.len() == 3;
        let position = MONTHS.iter().position(|month| *month == word || is_short && month.starts_with(word))?;
        i8::try_from(position + 1).ok()
    };
    let (month, day) = month_of(first).map(|month| (month, second)).or_else(|| Some((month_of(second)?, first)))?;
    Date::new(number(year, 4)?, month, i8::try_from(number(day, 2)?).ok()?).ok()
}

/// A number of at most so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_number = text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Whether a heading announces the brief's own key points.
pub fn is_key_points_heading(line: &str) -> bool {
    let name = line.trim().trim_end_matches(':').to_lowercase();
    KEY_POINT_HEADINGS.contains(&name.as_str())
}

/// Whether a line only asks the reader to subscribe, share or print.
pub fn is_boilerplate(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.split_whitespace().count() <= 8
        && !lower.ends_with('.')
        && BOILERPLATE_OPENINGS.iter().any(|opening| {
            lower.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        })
}

/// Whether a line is the credit or caption of a picture.
pub fn is_credit(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.len() <= 15
        && !line.trim_end().ends_with(['.', ':', '?', '!'])
        && words.iter().any(|word| CREDIT_WORDS.contains(word) || CREDIT_WORDS.contains(&word.to_lowercase().as_str()))
}

/// Splits “Series: Title” where the part before the colon is the known series.
pub fn without_series<'a>(title: &'a str, series: &str) -> Option<(&'a str, &'a str)> {
    let (prefix, rest) = title.split_once(':')?;
    let is_same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    (is_same(prefix.trim(), series.trim()) && !rest.trim().is_empty()).then(|| (prefix.trim(), rest.trim()))
}

/// Text without its bullet, if it begins with one.
pub fn without_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix(['•', '‣', '◦', '▪', '●', '·', '-', '–', '—', '*'])?;
    (rest.starts_with([' ', '\t', '\u{a0}'])).then(|| rest.trim())
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
            ("Friday, March 29, 2024", Some("2024-03-29")),
            ("July 4, 2025", Some("2025-07-04")),
            ("March 29, 2024, Moscow", None),
            ("February 30, 2024", None),
            ("Spring 2024", None),
        ] {
            assert_eq!(date_line(line).map(|date| date.to_string()).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn boilerplate_asks_and_does_not_say() {
        for (line, expected) in [
            ("SUBSCRIBE TO INTELBRIEFS", true),
            ("Share this article", true),
            ("Subscribers fell by half", false),
            ("Share prices fell on Monday.", false),
            ("Print this page", true),
        ] {
            assert_eq!(is_boilerplate(line), expected, "{line}");
        }
    }

    #[test]
    fn credits() {
        for (line, expected) in [
            ("Basmanny District Court press service via AP", true),
            ("Photo: A. Person/Reuters", true),
            ("Map by the editors", true),
            ("The road to the north", false),
            ("The photo was taken in May.", false),
        ] {
            assert_eq!(is_credit(line), expected, "{line}");
        }
    }

    #[test]
    fn bullets() {
        for (line, expected) in
            [("  • One", Some("One")), ("- One", Some("One")), ("*One*", None), ("-5 degrees", None), ("One", None)]
        {
            assert_eq!(without_bullet(line), expected, "{line}");
        }
    }
}
