//! The reference section: one entry for every entity and term of the brief. A card is such an entry.

use maud::{Markup, html};

use super::{Links, Subject, Survey, judgement, linked, partial_date, places, timeline};
use crate::brief::Brief;
use crate::knowledge::{Entity, Fact, Kind, Knowledge, Source};
use crate::understand::{Origin, Reading};

pub fn render(brief: &Brief, reading: &Reading, knowledge: &Knowledge, links: &Links, survey: &Survey<'_>) -> Markup {
    html! {
        section #reference .reference aria-label="Reference" {
            (survey.maps.drawing())
            @if !survey.entities.is_empty() {
                section #entities aria-label="Entities" {
                    h2 { "Entities" }
                    @for kind in Kind::ALL {
                        @let entries: Vec<_> = survey.entities.iter().filter(|entity| entity.kind == Some(kind)).collect();
                        @if !entries.is_empty() {
                            h3 { (kind_plural(kind)) }
                            @for subject in entries {
                                (entity_entry(brief, reading, knowledge, links, survey, subject))
                            }
                        }
                    }
                    @if survey.entities.iter().any(|subject| is_located(knowledge, subject.id)) { (places::credit()) }
                }
            }
            @if !survey.terms.is_empty() {
                section #glossary aria-label="Glossary" {
                    h2 { "Glossary" }
                    @for subject in &survey.terms { (term_entry(brief, reading, knowledge, survey, subject)) }
                }
            }
            (judgement::render(brief, reading, survey))
            (timeline::render(brief, reading, survey))
            (linked::render(survey))
            (survey.maps.region())
        }
    }
}

fn is_located(knowledge: &Knowledge, id: &str) -> bool {
    knowledge.entity(id).is_some_and(|entity| entity.at.is_some())
}

fn entity_entry(
    brief: &Brief,
    reading: &Reading,
    knowledge: &Knowledge,
    links: &Links,
    survey: &Survey<'_>,
    subject: &Subject<'_>,
) -> Markup {
    let known = knowledge.entity(subject.id);
    let kind = subject.kind.map_or("", kind_singular);
    let first = &reading.mentions[subject.places[0]];
    html! {
        article .entry id=(format!("entity-{}", subject.id)) data-kind=(first.kind.word()) {
            h4 { (subject.name) }
            p .kind { (kind) @if let Some(entity) = known { " · " (entity.role) } }
            (here(brief, survey, subject))
            @match known {
                Some(entity) => { (background(entity, knowledge, survey, links)) }
                None => {
                    p .summary {
                        @match reading.descriptions.iter().find(|description| description.entity == subject.id) {
                            Some(description) => { "In this brief: “" (&brief.text[description.range.clone()]) "”. " }
                            None => {}
                        }
                        @match first.origin {
                            Origin::Detected => "Taken for a name by the way it is written; Sidelight has no entry for it.",
                            _ => "Named in this brief; Sidelight has no entry for it.",
                        }
                    }
                }
            }
            @if let Some(count) = links.briefs_with(subject.id) {
                p .more {
                    a .dossier href=(format!("{}entities/{}/", links.root, subject.id)) {
                        @match count.saturating_sub(1) {
                            0 => { "Everything about " (subject.name) }
                            1 => { "In 1 other brief" }
                            others => { "In " (others) " other briefs" }
                        }
                    }
                }
            }
        }
    }
}

/// What is known of an entity apart from this brief: summary, dated facts, relations, sources.
pub fn background(entity: &Entity, knowledge: &Knowledge, survey: &Survey<'_>, links: &Links) -> Markup {
    let href = |id: &str| {
        if survey.entities.iter().any(|subject| subject.id == id) {
            Some(format!("#entity-{id}"))
        } else {
            links.briefs_with(id).map(|_| format!("{}entities/{id}/", links.root))
        }
    };
    html! {
        (survey.maps.locator(&entity.id))
        @if !entity.summary.is_empty() { p .summary { (entity.summary) } }
        @if let Some(at) = entity.at { (places::coordinates(at)) }
        (facts(entity))
        @let relations: Vec<_> =
            entity.relations.iter().filter_map(|relation| Some((relation, knowledge.entity(&relation.to)?))).collect();
        @if !relations.is_empty() {
            ul .relations {
                @for (relation, other) in relations {
                    li {
                        (relation.kind) " "
                        @match href(&relation.to) {
                            Some(href) => { a href=(href) { (other.name) } }
                            None => { (other.name) }
                        }
                    }
                }
            }
        }
    }
}

/// Key facts, each changing one with the month for which its source states it.
pub fn facts(entity: &Entity) -> Markup {
    html! {
        @if !entity.facts.is_empty() {
            dl .facts {
                @for fact in &entity.facts {
                    dt { (fact.label) }
                    dd { (fact.value) (provenance(entity, fact)) }
                }
            }
        }
    }
}

fn provenance(entity: &Entity, fact: &Fact) -> Markup {
    let source = fact.source.as_ref().and_then(|id| entity.sources.iter().find(|source| source.id == *id));
    html! {
        @if fact.stated.is_some() || source.is_some() {
            small .src {
                @if let Some(stated) = &fact.stated { "stated " (partial_date(stated)) @if source.is_some() { ", " } }
                @if let Some(source) = source { (source_name(source)) }
            }
        }
    }
}

/// The publisher, and the title, which a card has no room for.
fn source_name(source: &Source) -> Markup {
    let name = html! { (source.publisher) span .title { ", " (source.title) } };
    html! {
        @match &source.url {
            Some(url) => { a href=(url) rel="noreferrer" { (name) } }
            None => { (name) }
        }
    }
}

fn term_entry(
    brief: &Brief,
    reading: &Reading,
    knowledge: &Knowledge,
    survey: &Survey<'_>,
    subject: &Subject<'_>,
) -> Markup {
    let known = knowledge.term(subject.id);
    let short_forms: Vec<&str> = reading
        .abbreviations
        .iter()
        .filter(|abbreviation| abbreviation.long == subject.name)
        .map(|abbreviation| abbreviation.short.as_str())
        .collect();
    html! {
        article .entry id=(format!("term-{}", subject.id)) data-kind="term" {
            h3 .name { (subject.name) }
            p .kind { "Term" @if let Some(term) = known { " · " (term.field) } }
            (here(brief, survey, subject))
            @match known {
                Some(term) => {
                    p .summary { (term.definition) }
                    @let related: Vec<_> = term.related.iter().filter_map(|id| knowledge.term(id)).collect();
                    @if !related.is_empty() {
                        p .see {
                            "See also "
                            @for (index, other) in related.iter().enumerate() {
                                @if index > 0 { ", " }
                                @if survey.terms.iter().any(|subject| subject.id == other.id) {
                                    a href=(format!("#term-{}", other.id)) { (other.name) }
                                } @else { (other.name) }
                            }
                        }
                    }
                }
                None => {
                    p .summary {
                        "This brief’s own term"
                        @for short in short_forms { ", abbreviated " (short) }
                        "; the glossary has no definition of it."
                    }
                }
            }
        }
    }
}

/// What this brief says of it: how often, where first, and the key points it bears on.
fn here(brief: &Brief, survey: &Survey<'_>, subject: &Subject<'_>) -> Markup {
    let times = match subject.places.len() {
        1 => "Once here".to_owned(),
        2 => "Twice here".to_owned(),
        count => format!("{count} times here"),
    };
    html! {
        p .here {
            (times) ", first in " a href=(format!("#{}", subject.anchor)) { (survey.place_name(brief, subject.blocks[0])) }
            @if !subject.key_points.is_empty() {
                " · key point"
                @if subject.key_points.len() > 1 { "s" }
                @for (index, point) in subject.key_points.iter().enumerate() {
                    @if index > 0 { "," }
                    " " a href=(format!("#k{point}")) aria-label=(format!("Key point {point}")) { (point) }
                }
            }
        }
    }
}

/// The heading over entries of one kind.
pub fn kind_plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Group => "Groups",
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Place => "Places",
        Kind::Event => "Events",
        Kind::Work => "Agreements, programmes, works",
        Kind::Other => "Others",
    }
}

/// The word that opens an entry's second line.
pub fn kind_singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Group => "Group",
        Kind::Person => "Person",
        Kind::Organisation => "Organisation",
        Kind::Place => "Place",
        Kind::Event => "Event",
        Kind::Work => "Work",
        Kind::Other => "Name",
    }
}
