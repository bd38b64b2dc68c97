//! What a line of a head gives a brief, whatever its format.

use super::layout::HeadLine;
use crate::brief::{Brief, Date};

/// Takes what a line of the head says where nothing better has said it; returns whether the brief has all
/// of it. A day of a later change goes to `updated`: it counts where there is no other.
pub fn take(brief: &mut Brief, line: &HeadLine<'_>, text: &str, updated: &mut Option<Date>) -> bool {
    let date = if line.is_update { updated } else { &mut brief.date };
    *date = date.or(line.date);
    if brief.author.is_none() {
        // “Jane Roe <jane@example.org>”
        let name = |author: &str| author.split('<').next().unwrap_or_default().trim().to_owned();
        brief.author = line.author.map(name).filter(|name| !name.is_empty());
    }
    if brief.series.is_none() {
        brief.series = line.series.map(str::to_owned);
    }
    let Some(rest) = line.rest else { return line.is_whole };
    let is_author = brief.author.is_none() && text.contains(['·', '|']) && is_name(rest);
    if is_author {
        brief.author = Some(rest.to_owned());
    }
    is_author
}

/// “A. Pilot”, “Jane Roe and Jan Kowalski”: capitals, and no number.
pub fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().count() >= 2
        && !text.contains(|c: char| c.is_ascii_digit())
        && words.all(|word| {
            word.starts_with(char::is_uppercase) || matches!(word, "and" | "de" | "van" | "von" | "al" | "&")
        })
}
