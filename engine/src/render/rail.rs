//! The rail: the entities of the brief at a glance.

use maud::{Markup, html};

use super::Survey;
use super::reference::kind_plural;
use crate::knowledge::Kind;
use crate::order::sort_by_numbers;

/// How many of one kind are shown at first: the style sheet folds the rest.
const SHOWN_OF_KIND: usize = 6;

pub fn render(survey: &Survey<'_>) -> Markup {
    let of_kind = |kind| {
        let mut entries: Vec<_> = survey.entities.iter().filter(|entity| entity.kind == Some(kind)).collect();
        // Stable: equally frequent ones stay in the order of first mention.
        sort_by_numbers(&mut entries, |entity| [!entity.places.len()]);
        entries
    };
    let groups: Vec<_> = Kind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).collect();
    html! {
        @if !survey.entities.is_empty() {
            nav #index .index aria-label="Entities in this brief" {
                h2 { "Entities" }
                @for (kind, entries) in groups.iter().filter(|(_, entries)| !entries.is_empty()) {
                    section {
                        h3 { (kind_plural(*kind)) }
                        ul {
                            @for entity in entries {
                                li { a href=(format!("#entity-{}", entity.id)) { (entity.name) } span .count { (entity.places.len()) } }
                            }
                        }
                    }
                }
                @if groups.iter().any(|(_, entries)| entries.len() > SHOWN_OF_KIND) {
                    p { a .more href="#reference" { "All " (survey.entities.len()) " entities" } }
                }
            }
        }
    }
}
