//! The region “Timeline”: the dates that the text states, in the order of time, each with its sentence.

use maud::{Markup, html};

use super::{Survey, day, month, month_name};
use crate::brief::{Brief, Date};
use crate::order::sort_by_numbers;
use crate::read::MONTHS;
use crate::understand::{DateUse, Precision, Reading};

/// Fewer dates than this make no line.
const MIN_DATES: usize = 3;

/// The dates of a brief's body in the order of time, each once a sentence; none where they make no line.
#[derive(Debug, Default)]
pub struct Timeline<'r>(Vec<&'r DateUse>);

impl<'r> Timeline<'r> {
    pub fn of(brief: &Brief, reading: &'r Reading) -> Self {
        let mut dates: Vec<&DateUse> = reading.dates.iter().filter(|date| is_in_body(brief, date)).collect();
        sort_by_numbers(&mut dates, |date| key(date));
        dates.dedup_by_key(|date| (date.from, date.to, sentence_of(reading, date)));
        let is_line = dates.len() >= MIN_DATES || dates.iter().any(|date| is_relative(brief, date));
        Self(if is_line { dates } else { Vec::new() })
    }

    /// The number of these days in the line, from 1: those of the same sentence, or else of another one.
    pub fn number(&self, date: &DateUse) -> Option<usize> {
        let is_same =
            |index: &usize| self.0.get(*index).is_some_and(|other| (other.from, other.to) == (date.from, date.to));
        let next = self.0.partition_point(|other| key(other) <= key(date));
        let index = next.checked_sub(1).filter(is_same).or(Some(next).filter(is_same))?;
        Some(index + 1)
    }
}

/// Whether one needs the brief's own date to know which days the words mean: “last week”, “on 3 May”.
pub fn is_relative(brief: &Brief, date: &DateUse) -> bool {
    !brief.text[date.range.clone()].contains(&date.from.year().to_string())
}

pub fn render(brief: &Brief, reading: &Reading, survey: &Survey<'_>) -> Markup {
    html! {
        @if !survey.timeline.0.is_empty() {
            section #timeline aria-label="Timeline" {
                h2 { "Timeline" }
                (scale(&survey.timeline.0))
                ol .timeline {
                    @for (index, date) in survey.timeline.0.iter().enumerate() {
                        @let block = brief.blocks.partition_point(|block| block.range.end <= date.range.start);
                        @let words = reading.dates.partition_point(|other| other.range.start < date.range.start);
                        @let sentence = sentence_of(reading, date).map_or(date.range.clone(), |index| reading.sentences[index].clone());
                        li id=(format!("d{}", index + 1)) {
                            time datetime=(date.from) { (label(date)) }
                            p {
                                @if let Some(today) = brief.date.filter(|_| is_relative(brief, date)) {
                                    small .reckoned { "“" (&brief.text[date.range.clone()]) "”, seen from " (day(today)) }
                                }
                                span .clause {
                                    (&brief.text[sentence]) " "
                                    a href=(format!("#w{words}")) { (survey.place_name(brief, block)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The dates as dots and bars over a line with years or months: where they crowd, and where nothing was. The list
/// says the same in words.
fn scale(dates: &[&DateUse]) -> Markup {
    let last = dates.iter().map(|date| days(date.to)).max().unwrap_or_default();
    // One date of long ago does not press all others together: it stands at the edge.
    let reach = LONGEST_REACH * (last - days(dates[dates.len() / 2].from).min(last));
    let first = days(dates[0].from).max(last.saturating_sub(reach));
    let span = last - first;
    // In tenths of a per cent of the width, to be sharp on any screen.
    let at = |days: usize| days.saturating_sub(first) * 1000 / span.max(1);
    let percent = |tenths: usize| format!("{}.{}%", tenths / 10, tenths % 10);
    let step = STEPS.into_iter().find(|step| span / (step * MONTH) < MAX_TICKS).unwrap_or(STEPS[STEPS.len() - 1]);
    let months = (first / MONTH / step + 1..=last / MONTH / step).map(|tick| tick * step);
    html! {
        @if span > 0 && dates.len() >= MIN_DATES {
            svg .scale aria-hidden="true" {
                line x2="100%" y1="9" y2="9" {}
                @for month in months {
                    @let x = percent(at(month * MONTH));
                    @let (year, month) = (month / 12, month % 12);
                    text x=(x) y="32" {
                        @if step < 12 { (MONTHS[month].get(..3).unwrap_or_default()) " " } (year - YEAR_0)
                    }
                }
                @for (index, date) in dates.iter().enumerate() {
                    @let (from, to) = (at(days(date.from)), at(days(date.to)));
                    a href=(format!("#d{}", index + 1)) tabindex="-1" {
                        line x1=(percent(from)) x2=(percent(to)) y1="9" y2="9" {}
                    }
                }
            }
        }
    }
}

/// How many times further back than the middle date the scale goes at most.
const LONGEST_REACH: usize = 4;
/// Between two ticks, in months: the first that makes fewer than these.
const STEPS: [usize; 8] = [1, 3, 6, 12, 24, 60, 120, 600];
const MAX_TICKS: usize = 5;
/// The days of every month, as [`days`] counts them, and the first year.
const MONTH: usize = 31;
const YEAR_0: usize = 10_000;

/// Days in the order of time; of the same ones, their words in the order of the text.
fn key(date: &DateUse) -> [usize; 3] {
    [days(date.from), days(date.to), date.range.start]
}

/// A number that grows with the date.
fn days(date: Date) -> usize {
    let year = usize::from(date.year().unsigned_abs());
    let years = if date.year() < 0 { YEAR_0 - year } else { YEAR_0 + year };
    (years * 12 + date.month().unsigned_abs() as usize - 1) * MONTH + date.day().unsigned_abs() as usize
}

/// Key points repeat what the text says; the text's own sentence is the one to show.
fn is_in_body(brief: &Brief, date: &DateUse) -> bool {
    let block = brief.blocks.partition_point(|block| block.range.end <= date.range.start);
    brief.blocks.get(block).is_some_and(|block| block.kind.is_body())
}

fn sentence_of(reading: &Reading, date: &DateUse) -> Option<usize> {
    let index = reading.sentences.partition_point(|sentence| sentence.end <= date.range.start);
    reading.sentences.get(index).filter(|sentence| sentence.start <= date.range.start).map(|_| index)
}

/// The days that a date denotes, as a reader reads them.
fn label(date: &DateUse) -> String {
    let DateUse { from, to, precision, .. } = date;
    match precision {
        Precision::Day => day(*from),
        Precision::Month => month(*from),
        Precision::Season => {
            let season = ["Winter", "Spring", "Summer", "Autumn"][usize::from(from.month().unsigned_abs()) % 12 / 3];
            format!("{season} {}", from.year())
        }
        Precision::Year => from.year().to_string(),
        Precision::Decade => format!("{}s", from.year()),
        Precision::Century if from.year() % 100 == 1 => format!("{}th century", to.year() / 100),
        Precision::Century => format!("{}s", from.year()),
        Precision::Week | Precision::Span => {
            let first = if from.year() != to.year() {
                day(*from)
            } else if from.month() != to.month() {
                format!("{} {}", from.day(), month_name(*from))
            } else {
                from.day().to_string()
            };
            format!("{first} – {}", day(*to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (from, to, precision, expected) in [
            ("2024-03-29", "2024-03-29", Precision::Day, "29 March 2024"),
            ("2024-03-18", "2024-03-24", Precision::Week, "18 – 24 March 2024"),
            ("2024-03-25", "2024-04-05", Precision::Span, "25 March – 5 April 2024"),
            ("2023-12-30", "2024-01-02", Precision::Span, "30 December 2023 – 2 January 2024"),
            ("2024-03-01", "2024-03-31", Precision::Month, "March 2024"),
            ("2024-12-01", "2025-02-28", Precision::Season, "Winter 2024"),
            ("2024-09-01", "2024-11-30", Precision::Season, "Autumn 2024"),
            ("1980-01-01", "1989-12-31", Precision::Decade, "1980s"),
            ("1801-01-01", "1900-12-31", Precision::Century, "19th century"),
        ] {
            let parse = |text: &str| text.parse().expect("a date");
            let date = DateUse { range: 0..1, from: parse(from), to: parse(to), precision };
            assert_eq!(label(&date), expected);
        }
    }
}
