//! The rail: the entities of the brief at a glance.

use maud::{Markup, html};

use super::Survey;
use super::reference::kind_plural;
use crate::knowledge::Kind;
use crate::order::sort_by_numbers;

/// How many of one kind are listed before the rest is left to the reference section.
const MAX_OF_KIND: usize = 6;

pub fn render(survey: &Survey<'_>) -> Markup {
    html! {
        @if !survey.entities.is_empty() {
            nav .index aria-label="Entities in this brief" {
                h2 { "Entities" }
                @for kind in Kind::ALL {
                    @let mut entries: Vec<_> = survey.entities.iter().filter(|entity| entity.kind == Some(kind)).collect();
                    // Stable: equally frequent ones stay in the order of first mention.
                    ({ sort_by_numbers(&mut entries, |entity| [!entity.places.len()]); "" })
                    @if !entries.is_empty() {
                        h3 { (kind_plural(kind)) }
                        ul {
                            @for entity in entries.iter().take(MAX_OF_KIND) {
                                li { a href=(format!("#entity-{}", entity.id)) { (entity.name) } span .count { (entity.places.len()) } }
                            }
                        }
                    }
                }
                @if Kind::ALL.iter().any(|kind| survey.entities.iter().filter(|e| e.kind == Some(*kind)).count() > MAX_OF_KIND) {
                    p { a .more href="#reference" { "All " (survey.entities.len()) " entities" } }
                }
            }
        }
    }
}
