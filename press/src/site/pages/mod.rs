//! The pages of a site, one sort a file.

pub mod brief;
pub mod dossier;
pub mod front;
pub mod glossary;
pub mod read;

use maud::{Markup, html};
use sidelight_engine::render::day;

use crate::library::Entry;

/// What a list says beside a brief's title: its series and day.
fn origin(entry: &Entry) -> Markup {
    let brief = &entry.brief;
    html! {
        @if let Some(series) = &brief.series { span .series { (series) } }
        @if brief.series.is_some() && brief.date.is_some() { " · " }
        @if let Some(date) = brief.date { time datetime=(date) { (day(date)) } }
    }
}
