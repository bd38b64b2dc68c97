//! Dates: explicit, partial, and relative to the brief's own.
//!
//! At each token the longest expression that one of the rules recognises is taken. What needs the
//! brief's date to be resolved (“last week”, “April 4”) is left alone where the brief has none: a date
//! that is guessed is worse than one that is missing.

mod calendar;
mod grammar;

use std::ops::Range;

use super::{Mention, tokens};
use crate::brief::{Brief, Date};

/// A date as the brief states it, and the days that it denotes.
#[derive(Debug, Clone, PartialEq)]
pub struct DateUse {
    /// The words.
    pub range: Range<usize>,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
    /// How precisely the words say it.
    pub precision: Precision,
}

/// How precisely a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// One day.
    Day,
    /// A calendar week, from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Spring, summer, autumn or winter of the northern hemisphere, in whole months.
    Season,
    /// A calendar year.
    Year,
    /// Ten calendar years.
    Decade,
    /// A hundred calendar years.
    Century,
    /// Any other stretch of days.
    Span,
}

impl Precision {
    /// The word of the contract: `day`, `week`, ….
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Span => "span",
        }
    }
}

/// The dates of all blocks, in order and without overlaps; none lies inside a longer name (“March 23 Movement”).
pub fn find(brief: &Brief, mentions: &[Mention]) -> Vec<DateUse> {
    let mut dates = Vec::new();
    let mut mentions = mentions.iter().peekable();
    for block in &brief.blocks {
        let text = brief.block_text(block);
        let tokens = tokens::split(text);
        let mut at = 0;
        while at < tokens.len() {
            let Some(found) = grammar::parse(&tokens, at, brief.date) else {
                at += 1;
                continue;
            };
            let start = block.range.start + tokens[at].start;
            let range = start..start + (tokens[at + found.length - 1].end() - tokens[at].start);
            while mentions.next_if(|mention| mention.range.end <= range.start).is_some() {}
            let is_named = mentions.peek().is_some_and(|mention| {
                mention.range.start <= range.start && range.end < mention.range.end
                    || mention.range.start < range.start && range.end <= mention.range.end
            });
            if !is_named {
                let (from, to) = found.days;
                dates.push(DateUse { range, from, to, precision: found.precision });
            }
            at += found.length;
        }
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::find;

    /// A text whose dates stand in ⟦brackets⟧, and what they denote, on Monday, 6 October 2025.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let plain: String = text.chars().filter(|c| !"⟦⟧".contains(*c)).collect();
        let mut brief = crate::read::read(plain.as_bytes(), "a.txt").expect("it is text");
        brief.date = "2025-10-06".parse().ok();
        let dates = find(&brief, &[]);
        let mut marked = brief.text.clone();
        for date in dates.iter().rev() {
            marked.insert(date.range.end, '⟧');
            marked.insert(date.range.start, '⟦');
        }
        assert_eq!(marked, text);
        let found: Vec<String> =
            dates.iter().map(|date| format!("{}/{} {}", date.from, date.to, date.precision.word())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn explicit_days() {
        check("It began on ⟦October 3, 2024⟧, they say.", &["2024-10-03/2024-10-03 day"]);
        check("It began on ⟦3 October 2024⟧, they say.", &["2024-10-03/2024-10-03 day"]);
        check("On ⟦the 3rd of October 2024⟧ it began.", &["2024-10-03/2024-10-03 day"]);
        check("The file of ⟦2024-10-03⟧ is lost.", &["2024-10-03/2024-10-03 day"]);
        check("At ⟦120600ZNOV24⟧ it began.", &["2024-11-12/2024-11-12 day"]);
        check("Since ⟦8 OCT 23⟧ many fled.", &["2023-10-08/2023-10-08 day"]);
        check("There is no February 30, 2024 in it.", &[]);
    }

    #[test]
    fn days_without_a_year() {
        check("On ⟦September 20⟧ it ended.", &["2025-09-20/2025-09-20 day"]);
        check("On ⟦20 December⟧ it ended.", &["2024-12-20/2024-12-20 day"]);
        check("It must dissolve by ⟦7 February⟧ at the latest.", &["2026-02-07/2026-02-07 day"]);
        check("On ⟦11 NOV⟧ it ended.", &["2024-11-11/2024-11-11 day"]);
    }

    #[test]
    fn months_and_years() {
        check(
            "In ⟦July 2021⟧ and in ⟦May⟧ it rained.",
            &["2021-07-01/2021-07-31 month", "2025-05-01/2025-05-31 month"],
        );
        check("Its mandate is due to end in ⟦February⟧ after all.", &["2026-02-01/2026-02-28 month"]);
        check("Backed by Rwanda, they seized it in ⟦January⟧.", &["2025-01-01/2025-01-31 month"]);
        check("They may march in May’s office.", &[]);
        check("May I ask? March on.", &[]);
        check(
            "In ⟦2016⟧, the ⟦2002⟧ crisis (⟦2004⟧) was over.",
            &["2016-01-01/2016-12-31 year", "2002-01-01/2002-12-31 year", "2004-01-01/2004-12-31 year"],
        );
        check("Resolution 2025 passed; 2000 fighters and 1,950 ships under Regulation 2024/1252 cost $2000.", &[]);
        check(
            "In ⟦the 1980s⟧ and ⟦the 19th century⟧ it rained.",
            &["1980-01-01/1989-12-31 decade", "1801-01-01/1900-12-31 century"],
        );
    }

    #[test]
    fn parts_and_ranges() {
        check("Since ⟦mid-2023⟧ it grew.", &["2023-05-01/2023-08-31 span"]);
        check(
            "In ⟦early May 2024⟧ and ⟦late 2023⟧ it grew.",
            &["2024-05-01/2024-05-10 span", "2023-09-01/2023-12-31 span"],
        );
        check("From ⟦18–24 March 2024⟧ they met.", &["2024-03-18/2024-03-24 span"]);
        check("On ⟦March 18-24, 2024⟧ they met.", &["2024-03-18/2024-03-24 span"]);
        check("In ⟦2019–2021⟧ they met.", &["2019-01-01/2021-12-31 span"]);
        check("In ⟦the first half of the year⟧ they met.", &["2025-01-01/2025-06-30 span"]);
        check("In ⟦the third quarter of 2024⟧ they met.", &["2024-07-01/2024-09-30 span"]);
        check(
            "Since ⟦the spring⟧ and ⟦last winter⟧ they met.",
            &["2025-03-01/2025-05-31 season", "2024-12-01/2025-02-28 season"],
        );
        check("In ⟦the summer of 2024⟧ they met.", &["2024-06-01/2024-08-31 season"]);
    }

    #[test]
    fn relative_dates() {
        check("⟦Last week⟧’s attack, and ⟦next week⟧.", &["2025-09-29/2025-10-05 week", "2025-10-13/2025-10-19 week"]);
        check(
            "⟦Earlier this month⟧ and ⟦last year⟧ it rained.",
            &["2025-10-01/2025-10-31 month", "2024-01-01/2024-12-31 year"],
        );
        check("In ⟦the last year⟧ it rained.", &["2024-10-06/2025-10-06 span"]);
        check("In the last week of his term it rained.", &[]);
        check("Over ⟦the past three months⟧ it rained.", &["2025-07-06/2025-10-06 span"]);
        check(
            "It rained ⟦two weeks ago⟧ and ⟦yesterday⟧.",
            &["2025-09-22/2025-09-22 day", "2025-10-05/2025-10-05 day"],
        );
        check("⟦Three years ago⟧ it rained.", &["2022-01-01/2022-12-31 year"]);
        check("⟦Last Tuesday⟧ and on ⟦Friday⟧ it rained.", &["2025-09-30/2025-09-30 day", "2025-10-03/2025-10-03 day"]);
    }

    #[test]
    fn without_a_date_of_its_own_a_brief_has_no_relative_ones() {
        let brief = crate::read::read("Last week and on April 4 it rained; in May 2024 too.".as_bytes(), "a.txt")
            .expect("text");
        let found: Vec<&str> = find(&brief, &[]).into_iter().map(|date| &brief.text[date.range]).collect();
        assert_eq!(found, ["May 2024"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "((the |in |last |early |mid-)?(May|3|31|2024|19[0-9]{2}s?|week|Friday|half|of|year|–|,| |quarter|first|99999999999|century|ago|two|next) ?){0,12}") {
            let Ok(mut brief) = crate::read::read(text.as_bytes(), "a.txt") else { return Ok(()) };
            for date in [None, "2025-10-06".parse().ok(), "0001-01-01".parse().ok(), "9999-12-31".parse().ok()] {
                brief.date = date;
                for date in find(&brief, &[]) {
                    proptest::prop_assert!(date.from <= date.to);
                    proptest::prop_assert!(brief.text.get(date.range.clone()).is_some_and(|text| !text.trim().is_empty()));
                }
            }
        }
    }
}
