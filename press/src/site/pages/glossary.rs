//! The glossary: the technical language of the library's briefs, defined.

use maud::{Markup, html};

use crate::library::Library;
use crate::site::appearances::{Appearance, Index};
use crate::site::page::Page;

/// The glossary of the terms that the briefs use.
pub fn page<'a>(library: &'a Library, terms: &Index<'a>) -> Page<'a> {
    let mut used: Vec<_> = terms.iter().filter_map(|(id, seen)| Some((library.knowledge.term(id)?, seen))).collect();
    used.sort_by_key(|(term, _)| term.name.to_lowercase());
    let main = html! {
        section class="glossary" aria-label="Glossary" {
            header class="head" {
                h1 { "Glossary" }
                p class="meta" { "The technical language of this library’s briefs." }
            }
            @for (term, seen) in used {
                article class="entry" id={ "term-" (term.id) } {
                    h2 { (term.name) }
                    p class="kind" {
                        (term.field)
                        @if !term.forms.is_empty() { " · also " (term.forms.join(", ")) }
                    }
                    p { (term.definition) }
                    @let related = term.related.iter().filter(|id| terms.contains_key(id.as_str()));
                    (links("See also ", related.filter_map(|id| library.knowledge.term(id)).map(|other| {
                        (format!("#term-{}", other.id), other.name.as_str())
                    })))
                    (links("Used in ", seen.iter().map(|Appearance { entry, .. }| {
                        (format!("../briefs/{}/#term-{}", entry.slug, term.id), entry.title())
                    })))
                }
            }
        }
    };
    Page {
        kind: "glossary",
        path: "glossary/".into(),
        title: Some("Glossary"),
        description: Some("The technical language of this library’s briefs, in plain words."),
        main: main.into_string(),
        ..Page::default()
    }
}

/// A line of links, given with their names; none where there are none.
fn links<'a>(label: &str, links: impl Iterator<Item = (String, &'a str)>) -> Markup {
    let links: Vec<_> = links.collect();
    html! {
        @if !links.is_empty() {
            p class="src" {
                (label)
                @for (index, (href, name)) in links.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(href) { (name) }
                }
            }
        }
    }
}
