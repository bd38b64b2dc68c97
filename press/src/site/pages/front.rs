//! The front page: the library, the newest brief first.

use maud::{Markup, html};
use sidelight_engine::render::minutes;
use sidelight_engine::understand::KeyPointOrigin;

use super::origin;
use crate::library::{Entry, Library};
use crate::site::page::Page;

/// The front page.
pub fn page(library: &Library) -> Page<'_> {
    let settings = &library.settings;
    let main = html! {
        section id="library" class="library" aria-label="Library" {
            header class="head" {
                h1 { (settings.title) }
                @if let Some(description) = &settings.description { p class="meta" { (description) } }
            }
            ol class="briefs" {
                @for entry in &library.entries { li { (item(entry)) } }
            }
        }
    };
    let description = settings.description.as_deref();
    Page { kind: "library", description, main: main.into_string(), ..Page::default() }
}

fn item(entry: &Entry) -> Markup {
    let Entry { brief, reading, .. } = entry;
    html! {
        article class="item" lang=[&brief.language] {
            p class="kicker" { (origin(entry)) }
            h2 { a href={ "briefs/" (entry.slug) "/" } { (entry.title()) } }
            @if let Some(point) = reading.key_points.first() {
                p class="lead" { (brief.text[point.range.clone()]) }
            }
            p class="meta" {
                @match minutes(brief) { 1 => "1 minute", minutes => { (minutes) " minutes" } }
                // Extracted ones are not the author's: no promise of a list.
                @let count = reading.key_points.iter().filter(|point| point.origin == KeyPointOrigin::Brief).count();
                @if count > 0 { " · " (count) @if count == 1 { " key point" } @else { " key points" } }
            }
        }
    }
}
