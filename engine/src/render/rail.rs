//! The rail: the reader's notes, and the entities of the brief at a glance.
//!
//! What works with scripts only is here as well, of the class `scripted`, so that nothing moves when they come; the
//! styles show it where there are any.

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
        section #notes .scripted aria-label="Notes" {
            h2 { "Notes" }
            p .empty { "Select words in the brief to highlight them or to write a note. Notes stay in this browser." }
            p .acts { button type="button" { "Note on the whole brief" } }
        }
        @if !survey.entities.is_empty() {
            nav #index .index aria-label="Entities in this brief" {
                h2 { "Entities" }
                input .filter.scripted type="search" placeholder="Filter" aria-label="Filter entities";
                p .focused-on hidden { span {} button .clear type="button" { "Clear" } }
                p .empty hidden { "No entity of this brief is called so." }
                @for (kind, entries) in groups.iter().filter(|(_, entries)| !entries.is_empty()) {
                    section {
                        h3 { (kind_plural(*kind)) }
                        ul {
                            @for entity in entries {
                                li {
                                    a href=(format!("#entity-{}", entity.id)) { (entity.name) }
                                    button .focus.scripted type="button" aria-pressed="false" aria-label=(format!("Focus on {}", entity.name)) { "Focus" }
                                    span .count { (entity.places.len()) }
                                }
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
