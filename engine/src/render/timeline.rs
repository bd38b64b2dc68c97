//! The region “Timeline”: the dates that the text states, in the order of time, each with its sentence.

use maud::{Markup, html};

use super::{Survey, day, month, month_name};
use crate::brief::{Brief, Date};
use crate::order::sort_by_numbers;
use crate::understand::{DateUse, Precision, Reading};

/// Fewer dates than this make no line.
const MIN_DATES: usize = 3;

pub fn render(brief: &Brief, reading: &Reading, survey: &Survey<'_>) -> Markup {
    let mut dates: Vec<&DateUse> = reading.dates.iter().filter(|date| is_in_body(brief, date)).collect();
    sort_by_numbers(&mut dates, |date| [days(date.from), days(date.to), date.range.start]);
    dates.dedup_by_key(|date| (date.from, date.to, sentence_of(reading, date)));
    html! {
        @if dates.len() >= MIN_DATES {
            section #timeline aria-label="Timeline" {
                h2 { "Timeline" }
                ol .timeline {
                    @for date in dates {
                        @let block = brief.blocks.partition_point(|block| block.range.end <= date.range.start);
                        @let sentence = sentence_of(reading, date).map_or(date.range.clone(), |index| reading.sentences[index].clone());
                        li {
                            time datetime=(date.from) { (label(date)) }
                            p {
                                (&brief.text[sentence]) " "
                                a href=(format!("#b{block}")) { (survey.place_name(brief, block)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A number that grows with the date.
fn days(date: Date) -> usize {
    let year = usize::from(date.year().unsigned_abs());
    let years = if date.year() < 0 { 10_000 - year } else { 10_000 + year };
    (years * 12 + date.month().unsigned_abs() as usize) * 31 + date.day().unsigned_abs() as usize
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
