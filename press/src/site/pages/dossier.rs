//! A dossier: what an entity is, and what the library's briefs say of it.

use maud::{Markup, html};
use sidelight_engine::brief::Brief;
use sidelight_engine::knowledge::{Entity, Source};
use sidelight_engine::render::{facts, kind_singular, partial_date, relations};

use super::origin;
use crate::library::Library;
use crate::site::appearances::{Appearance, Index, Passage};
use crate::site::page::Page;

/// The dossier of an entity that briefs mention.
pub fn page<'a>(entity: &'a Entity, seen: &[Appearance<'_>], library: &Library, entities: &Index<'_>) -> Page<'a> {
    let href = |id: &str| entities.contains_key(id).then(|| format!("../{id}/"));
    let main = html! {
        article class="dossier" data-kind=(entity.kind.word()) {
            header class="head" {
                p class="kicker" { (kind_singular(entity.kind)) }
                h1 { (entity.name) }
                p class="meta" {
                    (entity.role)
                    @if !entity.aliases.is_empty() { " · also " (entity.aliases.join(", ")) }
                }
            }
            p class="summary" { (entity.summary) }
            (facts(entity, None, &library.knowledge, href))
            (relations(entity, &library.knowledge, href))
            (sources(&entity.sources))
            section class="passages" aria-labelledby="passages" {
                h2 id="passages" { "In this library" }
                @for appearance in seen { (said_in(appearance, &entity.id)) }
            }
        }
    };
    Page {
        kind: "entity",
        path: format!("entities/{}/", entity.id),
        title: Some(&entity.name),
        description: Some(&entity.summary),
        main: main.into_string(),
        ..Page::default()
    }
}

fn sources(sources: &[Source]) -> Markup {
    html! {
        @for source in sources {
            p class="src" {
                @match &source.url {
                    Some(url) => a href=(url) rel="noreferrer" { (source.title) },
                    None => (source.title),
                }
                ", " (source.publisher)
                @if let Some(date) = &source.date { ", " (partial_date(date)) }
            }
        }
    }
}

fn said_in(appearance: &Appearance<'_>, entity: &str) -> Markup {
    let Appearance { entry, passages } = appearance;
    let brief = format!("../../briefs/{}/", entry.slug);
    html! {
        section lang=[&entry.brief.language] {
            h3 { a href={ (brief) "#entity-" (entity) } { (entry.title()) } }
            p class="kicker" { (origin(entry)) }
            @for passage in passages {
                blockquote {
                    p { a href={ (brief) "#b" (passage.block) } { (quoted(&entry.brief, passage)) } }
                }
            }
        }
    }
}

/// A sentence with its names marked.
fn quoted(brief: &Brief, passage: &Passage) -> Markup {
    let mut at = passage.sentence.start;
    html! {
        @for name in &passage.names {
            (brief.text[std::mem::replace(&mut at, name.end)..name.start])
            b { (brief.text[name.clone()]) }
        }
        (brief.text[at..passage.sentence.end])
    }
}
