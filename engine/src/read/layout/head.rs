//! The lines around a title: series, number, date, place, authors, the fields of a memorandum.

use sidelight_text::letters;

use super::boilerplate::begins;
use super::dates::{date_line, date_time_group, is_period_line};
use crate::brief::Date;

/// What one line of a head says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HeadLine<'a> {
    /// The day of the brief.
    pub date: Option<Date>,
    /// The day is that of a later change.
    pub is_update: bool,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// The series, without the number of the issue.
    pub series: Option<&'a str>,
    /// The title, where a label says that it is one.
    pub title: Option<&'a str>,
    /// What else stands beside the date or the author: a place, a name, a title.
    pub rest: Option<&'a str>,
    /// All that the line says is in the fields above; what else it says would be lost without it.
    pub is_whole: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Date,
    Update,
    Author,
    Title,
    Series,
    /// Says something that a brief has no place for.
    Other,
}

const FIELDS: [(&str, Field); 43] = [
    ("as of", Field::Date),
    ("date", Field::Date),
    ("date of issue", Field::Date),
    ("date of publication", Field::Date),
    ("date published", Field::Date),
    ("issued", Field::Date),
    ("issued on", Field::Date),
    ("posted", Field::Date),
    ("posted on", Field::Date),
    ("publication date", Field::Date),
    ("published", Field::Date),
    ("published on", Field::Date),
    ("release date", Field::Date),
    ("released", Field::Date),
    ("sent", Field::Date),
    ("last modified", Field::Update),
    ("last updated", Field::Update),
    ("modified", Field::Update),
    ("updated", Field::Update),
    ("updated on", Field::Update),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("by", Field::Author),
    ("drafted by", Field::Author),
    ("from", Field::Author),
    ("prepared by", Field::Author),
    ("written by", Field::Author),
    ("re", Field::Title),
    ("subj", Field::Title),
    ("subject", Field::Title),
    ("title", Field::Title),
    ("product", Field::Series),
    ("series", Field::Series),
    ("attention", Field::Other),
    ("attn", Field::Other),
    ("bcc", Field::Other),
    ("cc", Field::Other),
    ("classification", Field::Other),
    ("distribution", Field::Other),
    ("ref", Field::Other),
    ("reply to", Field::Other),
    ("to", Field::Other),
    ("via", Field::Other),
];

/// The kinds of publication that series are named for. Those before [`LONE`] are one also without a word
/// before them: “Sitrep: …”, but not “Outlook: …”.
const GENRES: [&str; 43] = [
    "alert",
    "analysis",
    "backgrounder",
    "brief",
    "briefing",
    "bulletin",
    "commentary",
    "dispatch",
    "explainer",
    "factsheet",
    "intelbrief",
    "memo",
    "memorandum",
    "newsletter",
    "sitrep",
    "spotlight",
    "update",
    "briefs",
    "briefings",
    "daily",
    "digest",
    "flash",
    "insight",
    "insights",
    "letter",
    "monitor",
    "note",
    "notes",
    "outlook",
    "paper",
    "papers",
    "report",
    "reports",
    "review",
    "roundup",
    "series",
    "sheet",
    "summary",
    "tracker",
    "updates",
    "watch",
    "weekly",
    "wire",
];
const LONE: usize = 17;

/// Words that the names of those who publish begin or end with.
const PUBLISHERS: [&str; 29] = [
    "agency",
    "association",
    "authority",
    "bank",
    "bureau",
    "centre",
    "center",
    "commission",
    "committee",
    "council",
    "department",
    "directorate",
    "embassy",
    "forum",
    "foundation",
    "fund",
    "group",
    "initiative",
    "institute",
    "institution",
    "ministry",
    "nations",
    "network",
    "office",
    "organisation",
    "organization",
    "programme",
    "secretariat",
    "university",
];

const MAX_BYTES: usize = 160;
const MAX_SERIES_WORDS: usize = 5;
/// A place or name beside a date has no more words.
const MAX_REST_WORDS: usize = 8;

/// What a line of the head says, if it is nothing but date, author, series or a field of a memorandum.
pub fn head_line(line: &str) -> Option<HeadLine<'_>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|'));
    if line.is_empty() || line.len() > MAX_BYTES {
        return None;
    }
    if let Some(head) = field_line(line) {
        return Some(head);
    }
    let mut head = HeadLine { is_whole: true, ..HeadLine::default() };
    let mut is_known = false;
    let (mut published, mut updated) = (None, None);
    for segment in segments(line) {
        if let Some(part) = labelled_day(segment).or_else(|| byline(segment)).or_else(|| place_and_day(segment)) {
            let day = if part.is_update { &mut updated } else { &mut published };
            *day = day.or(part.date);
            head.author = head.author.or(part.author);
            head.rest = head.rest.or(part.rest);
            head.is_whole &= part.is_whole;
            is_known = true;
        } else if is_period_line(segment) || is_issue_number(segment) {
            head.is_whole = false;
            is_known |= head.series.is_some();
        } else if head.series.is_none() && is_series(segment) {
            head.series = Some(without_issue(segment));
            is_known |= head.is_whole;
        } else if head.rest.is_none() && segment.split_whitespace().count() <= MAX_REST_WORDS && !segment.ends_with('.')
        {
            head.rest = Some(segment);
        } else {
            return None;
        }
    }
    head.date = published.or(updated);
    head.is_update = published.is_none();
    let says_when_or_who = head.date.is_some() || head.author.is_some();
    // A place or name means something only beside a date or an author.
    let is_head = says_when_or_who || head.rest.is_none() && (is_known && head.series.is_some() || is_issue_line(line));
    head.is_whole &= head.rest.is_none() && head.series.is_none();
    is_head.then_some(head)
}

/// “DATE: 3 June 2025”, “FROM: The Harbour Office”.
fn field_line(line: &str) -> Option<HeadLine<'_>> {
    let (label, value) = line.split_once([':', '\t'])?;
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let (value, field) = (value.trim_matches(|c: char| c.is_whitespace() || c == '*'), field(label)?);
    let mut head = HeadLine { is_whole: true, ..HeadLine::default() };
    match field {
        Field::Date | Field::Update => {
            head.date = Some(day_before_place(value)?);
            head.is_update = field == Field::Update;
        }
        _ if value.is_empty() => return None,
        Field::Author => head.author = Some(value),
        Field::Title => head.title = Some(value),
        Field::Series => head.series = Some(without_issue(value)),
        Field::Other => head.is_whole = false,
    }
    Some(head)
}

fn field(label: &str) -> Option<Field> {
    FIELDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(label)).map(|(_, field)| *field)
}

/// The parts of a line between bars, dots, spaced dashes and slashes, and around brackets.
fn segments(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        while let Some(text) = rest {
            let end = text.char_indices().find(|(at, c)| match c {
                '|' | '·' | '•' | '\t' => true,
                '–' | '—' | '-' | '/' | '(' => {
                    text[..*at].ends_with(' ') && (*c == '(' || text[at + c.len_utf8()..].starts_with([' ', '/']))
                }
                _ => false,
            });
            rest = end.map(|(at, c)| &text[at + c.len_utf8()..]);
            let part = text[..end.map_or(text.len(), |(at, _)| at)].trim_matches([' ', '\u{a0}', '(', ')', '/']);
            if !part.is_empty() {
                return Some(part);
            }
        }
        None
    })
}

/// “3 June 2025”, “Published 3 June 2025”, “Last updated: 3 June 2025”.
fn labelled_day(segment: &str) -> Option<HeadLine<'_>> {
    if let Some(date) = date_line(segment) {
        return Some(HeadLine { date: Some(date), is_whole: true, ..HeadLine::default() });
    }
    let (_, field, value) = FIELDS
        .iter()
        .filter(|(name, field)| matches!(field, Field::Date | Field::Update) && begins(segment, name))
        .map(|(name, field)| (name, *field, segment[name.len()..].trim_start_matches([':', ' '])))
        .max_by_key(|(name, ..)| name.len())?;
    let date = day_before_place(value)?;
    Some(HeadLine { date: Some(date), is_update: field == Field::Update, is_whole: true, ..HeadLine::default() })
}

/// A day, or a day-time group, that may be followed by a time.
fn day_before_place(value: &str) -> Option<Date> {
    date_line(value).or_else(|| if value.len() <= 24 { date_time_group(value) } else { None })
}

/// “By Jane Roe and Jan Kowalski, 3 June 2025”.
fn byline(segment: &str) -> Option<HeadLine<'_>> {
    let name = FIELDS
        .iter()
        .filter(|(name, field)| *field == Field::Author && name.ends_with("by") && begins(segment, name))
        .find_map(|(name, _)| segment[name.len()..].strip_prefix(' '))?
        .trim_start();
    let (author, date) = match before_day(name) {
        Some((author, date)) => (author, Some(date)),
        None => (name, None),
    };
    // “By June the port was full” is no byline.
    let is_name = author.starts_with(char::is_uppercase)
        && !author.ends_with(['.', ':', ';'])
        && author.split_whitespace().all(|word| {
            let is_link =
                ["and", "for", "with", "de", "del", "la", "von", "van", "der", "al", "bin", "of", "the", "in"];
            is_link.contains(&word) || word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric())
        });
    is_name.then_some(HeadLine { author: Some(author), date, is_whole: true, ..HeadLine::default() })
}

/// “Brussels, 3 June 2025”.
fn place_and_day(segment: &str) -> Option<HeadLine<'_>> {
    let (place, date) = before_day(segment)?;
    let is_place = place.split_whitespace().count() <= 4 && place.starts_with(char::is_uppercase);
    is_place.then_some(HeadLine { date: Some(date), rest: Some(place), ..HeadLine::default() })
}

/// Splits “Brussels, 3 June 2025” and “Boston, June 3, 2025”: a comma may stand in the day.
fn before_day(text: &str) -> Option<(&str, Date)> {
    text.match_indices(',').find_map(|(at, _)| Some((text[..at].trim_end(), date_line(&text[at + 1..])?)))
}

/// The day in the dateline that opens a paragraph: “GENEVA, 3 June 2025 — …”.
pub fn dateline(paragraph: &str) -> Option<Date> {
    let head = &paragraph[..paragraph.floor_char_boundary(80)];
    let end = [" — ", " – ", " - ", "—"].iter().filter_map(|dash| head.find(dash)).min()?;
    let place_and_day = head[..end].trim_end_matches([')', ' ']);
    before_day(place_and_day).map(|(_, date)| date).or_else(|| date_line(place_and_day))
}

/// Whether a few words are the name of a series: “HARBOUR NOTES” above a title, “Policy Brief No. 12”.
pub fn is_series(text: &str) -> bool {
    let name = without_issue(text);
    let mut words = name.split_whitespace();
    let Some(last) = words.next_back() else { return false };
    let genre = GENRES.iter().position(|genre| genre.eq_ignore_ascii_case(last));
    let before = words.count();
    let is_numbered = name.len() < text.trim().len();
    before < MAX_SERIES_WORDS
        && name.starts_with(char::is_uppercase)
        && !name.contains([':', ',', '.', '?'])
        && match genre {
            Some(genre) => genre < LONE || before > 0 || is_numbered,
            None => false,
        }
}

/// Whether a line above a title is the name of its publisher: “Institute for Harbour Studies”.
pub fn is_publisher(text: &str) -> bool {
    let is_known =
        |word: Option<&str>| word.is_some_and(|word| PUBLISHERS.iter().any(|known| known.eq_ignore_ascii_case(word)));
    let mut words = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the")).take(9);
    let first = words.next();
    let count = 1 + words.clone().count();
    let is_named = is_known(first) && words.clone().next().is_some_and(|link| matches!(link, "of" | "for" | "on"));
    text.len() <= 90
        && (2..=8).contains(&count)
        && !text.contains([':', '?', ',', '.'])
        && (is_named || is_known(words.last()))
}

/// The name of a series without the number of the issue: “Policy Brief No. 12”, “Weekly update #14”.
pub fn without_issue(text: &str) -> &str {
    let text = text.trim();
    let mut name = text;
    loop {
        let (before, last) = name.rsplit_once([' ', '\u{a0}', ',', '(', '/']).unwrap_or(("", name));
        let digits = last.trim_matches(|c: char| matches!(c, '#' | '.' | ')' | ':' | 'º' | '°'));
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
        let is_mark = name.len() < text.len()
            && ["no", "nr", "nos", "number", "issue", "vol", "volume", "n", "edition", "#", ""]
                .iter()
                .any(|mark| mark.eq_ignore_ascii_case(digits));
        if before.is_empty() || !(is_number || is_mark) {
            return name.trim_end_matches(|c: char| c == ',' || c == '(' || c.is_whitespace());
        }
        name = before;
    }
}

/// “No. 12”, “Issue 3”, “Vol. 2, No. 3”.
fn is_issue_number(segment: &str) -> bool {
    let mut words = segment.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    segment.len() <= 30
        && segment.bytes().any(|byte| byte.is_ascii_digit())
        && words.all(|word| {
            ["no", "nr", "issue", "vol", "volume", "number", "edition"]
                .iter()
                .any(|mark| mark.eq_ignore_ascii_case(word))
                || word.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// A line of nothing but the issue's number, with a word that says that it is one.
fn is_issue_line(line: &str) -> bool {
    is_issue_number(line) && line.starts_with(char::is_alphabetic)
}

/// A subject without the marks of a mailing program: “Fwd: ”, “RE: ”.
pub fn without_reply_marks(mut subject: &str) -> &str {
    while let Some((_, rest)) = subject
        .split_once(':')
        .filter(|(mark, _)| ["re", "fw", "fwd", "aw", "wg"].iter().any(|known| known.eq_ignore_ascii_case(mark.trim())))
    {
        subject = rest.trim_start();
    }
    subject
}

/// Splits “Series: Title” or “Series — Title” where the part before is the known series, or, with none
/// known, names a kind of publication: “SITREP: …”, “Policy Brief No. 12: …”.
pub fn split_series<'a>(title: &'a str, known: Option<&str>) -> Option<(&'a str, &'a str)> {
    let (at, mark) =
        [": ", " — ", " – ", " | ", " - "].iter().filter_map(|mark| Some((title.find(mark)?, mark))).min()?;
    let (prefix, rest) = (title[..at].trim(), title[at + mark.len()..].trim());
    let name = without_issue(prefix);
    let is_same = known.is_some_and(|known| letters::in_small(known.trim()) == letters::in_small(name));
    let is_series = is_same || known.is_none() && prefix.len() <= MAX_BYTES && is_series(prefix);
    (is_series && !rest.is_empty()).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line says, in words.
    fn said(line: &str) -> String {
        let Some(head) = head_line(line) else { return "-".into() };
        let mut said = Vec::new();
        said.extend(head.date.map(|date| format!("{}{date}", if head.is_update { "updated " } else { "" })));
        said.extend(head.author.map(|author| format!("by {author}")));
        said.extend(head.series.map(|series| format!("series {series}")));
        said.extend(head.title.map(|title| format!("title {title}")));
        said.extend(head.rest.map(|rest| format!("rest {rest}")));
        said.join("; ")
    }

    #[test]
    fn lines_of_a_head() {
        for (line, expected) in [
            ("March 29, 2024", "2024-03-29"),
            ("Brussels, 3 June 2025", "2025-06-03; rest Brussels"),
            ("Boston, June 3, 2025", "2025-06-03; rest Boston"),
            ("3 June 2025 – Nairobi/Geneva", "2025-06-03; rest Nairobi/Geneva"),
            ("By Jane Roe and Jan Kowalski, 3 June 2025", "2025-06-03; by Jane Roe and Jan Kowalski"),
            ("by Jane Roe | June 3, 2025 | 5 minutes", "2025-06-03; by Jane Roe; rest 5 minutes"),
            ("*3 June 2025 · A. Pilot*", "2025-06-03; rest A. Pilot"),
            ("**Date:** 3 June 2025", "2025-06-03"),
            ("Published: 3 June 2025 | Updated: 5 June 2025", "2025-06-03"),
            ("Updated 5 June 2025 | Published 3 June 2025", "2025-06-03"),
            ("Last updated: 5 June 2025", "updated 2025-06-05"),
            ("As of 3 June 2025, 0600Z", "2025-06-03"),
            ("DATE: 031200ZJUN25", "2025-06-03"),
            ("FROM: Harbour Office", "by Harbour Office"),
            ("SUBJECT: Ships in the fog", "title Ships in the fog"),
            ("TO: All pilots", ""),
            ("Policy Brief No. 12 | March 2025", "series Policy Brief"),
            ("Weekly update #14", "series Weekly update"),
            ("Harbour Notes, Vol. 2, No. 3 | 3 June 2025", "2025-06-03; series Harbour Notes"),
            ("Situation Report No. 7 (as of 3 June 2025)", "2025-06-03; series Situation Report"),
            ("Sent: Tuesday, June 3, 2025 6:12 PM", "2025-06-03"),
            ("Issue 14", ""),
            ("The report that was late", "-"),
            ("By June the port was full", "-"),
            ("To the north: fog", "-"),
            ("Date of the storm: unknown", "-"),
            ("Ships in the Fog", "-"),
            ("Outlook", "-"),
            ("Critical Minerals: Chokepoints", "-"),
        ] {
            assert_eq!(said(line), expected, "{line}");
        }
    }

    #[test]
    fn series_before_titles() {
        for (title, known, expected) in [
            ("Harbour Notes: Ships in the Fog", Some("HARBOUR NOTES"), Some(("Harbour Notes", "Ships in the Fog"))),
            ("Harbour Log — Ships in the Fog", Some("harbour log"), Some(("Harbour Log", "Ships in the Fog"))),
            ("SITREP: Port of Lome", None, Some(("SITREP", "Port of Lome"))),
            ("SITREP 14: Port of Lome", None, Some(("SITREP", "Port of Lome"))),
            ("Situation Report No. 5 – Port of Lome", None, Some(("Situation Report", "Port of Lome"))),
            ("Critical Minerals: Chokepoints", None, None),
            ("Outlook: Fog", None, None),
            ("Ships: Fog", Some("Harbour Notes"), None),
        ] {
            assert_eq!(split_series(title, known), expected, "{title}");
        }
    }

    #[test]
    fn publishers() {
        for (text, expected) in [
            ("Harbour Studies Institute", true),
            ("The Institute for Harbour Studies", true),
            ("HARBOUR OFFICE", true),
            ("Office hours in the port", false),
            ("What the Ministry: says", false),
            ("Bank", false),
        ] {
            assert_eq!(is_publisher(text), expected, "{text}");
        }
    }

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("GENEVA, 3 June 2025 — Ships wait.", Some("2025-06-03")),
            ("BOSTON, June 3, 2025 – Ships wait.", Some("2025-06-03")),
            ("Ships wait — as on 3 June 2025 — in fog.", None),
            ("Ships wait.", None),
        ] {
            assert_eq!(dateline(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
