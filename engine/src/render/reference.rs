//! The reference section: one entry for every entity and term of the brief. A card is such an entry.

use maud::{Markup, html};

use super::{Links, Subject, Survey, judgement, linked, partial_date, places, timeline};
use crate::brief::{Brief, Date};
use crate::knowledge::{Entity, Fact, Held, Kind, Knowledge, Relation, Source};
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
                Some(entity) => { (background(entity, brief, knowledge, survey, links)) }
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
pub fn background(entity: &Entity, brief: &Brief, knowledge: &Knowledge, survey: &Survey<'_>, links: &Links) -> Markup {
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
        (facts(entity, brief.date, knowledge, href))
        (relations(entity, knowledge, href))
        (further_sources(entity))
    }
}

#[cfg(not(feature = "knowledge-source"))]
fn further_sources(_: &Entity) -> Markup {
    html! {}
}

/// Where role and summary come from: the sources that no fact or relation names. What is packed for the browser has none
/// such, see [`Knowledge::for_cards`].
#[cfg(feature = "knowledge-source")]
fn further_sources(entity: &Entity) -> Markup {
    let further: Vec<_> = entity.sources.iter().filter(|source| !entity.names_source(&source.id)).collect();
    html! {
        @if !further.is_empty() {
            p .src {
                @if further.len() == 1 { "Source: " } @else { "Sources: " }
                @for (index, source) in further.iter().enumerate() {
                    @if index > 0 { "; " }
                    (source_name(source))
                    @if let Some(date) = &source.date { ", " time datetime=(date) { (partial_date(date)) } }
                }
            }
        }
    }
}

/// How it stands to others, apart from what its facts say of them; `href` gives where to read of each.
pub fn relations(entity: &Entity, knowledge: &Knowledge, href: impl Fn(&str) -> Option<String>) -> Markup {
    let says = |relation, other| entity.facts.iter().any(|fact| repeats(relation, other, fact));
    let relations: Vec<_> = others(entity, knowledge).filter(|(relation, other)| !says(relation, other)).collect();
    html! {
        @if !relations.is_empty() {
            ul .relations {
                @for alike in relations.chunk_by(|(a, _), (b, _)| a.kind == b.kind && a.stated.is_none() && b.stated.is_none()) {
                    @let relation = alike[0].0;
                    li {
                        (relation.kind) " "
                        @for (index, (_, other)) in alike.iter().enumerate() {
                            @if index > 0 { ", " }
                            (named(other, &href))
                        }
                        @if relation.stated.is_some() { " (" (provenance(entity, &relation.stated, &relation.source)) ")" }
                    }
                }
            }
        }
    }
}

fn others<'k>(entity: &'k Entity, knowledge: &'k Knowledge) -> impl Iterator<Item = (&'k Relation, &'k Entity)> {
    entity.relations.iter().filter_map(|relation| Some((relation, knowledge.entity(&relation.to)?)))
}

/// Whether a fact says what a relation says: “led by” beside “Leader”, for the same month by the same source.
fn repeats(relation: &Relation, other: &Entity, fact: &Fact) -> bool {
    relation.stated.is_some()
        && relation.stated == fact.stated
        && relation.source == fact.source
        && fact.value.contains(&other.name)
}

fn named(entity: &Entity, href: impl Fn(&str) -> Option<String>) -> Markup {
    html! {
        @match href(&entity.id) {
            Some(href) => { a href=(href) { (entity.name) } }
            None => { (entity.name) }
        }
    }
}

/// Key facts, each changing one with the month for which its source states it. Beside a brief of a known day those that
/// held then are told apart from what has changed since; what was over by then and has a successor is left out.
pub fn facts(
    entity: &Entity,
    day: Option<Date>,
    knowledge: &Knowledge,
    href: impl Fn(&str) -> Option<String>,
) -> Markup {
    let value = |fact: &Fact| {
        let other = others(entity, knowledge).find(|(relation, other)| repeats(relation, other, fact));
        let parts = other.and_then(|(_, other)| Some((other, fact.value.split_once(&other.name)?)));
        html! {
            @match parts {
                Some((other, (before, after))) => { (before) (named(other, &href)) (after) }
                None => { (fact.value) }
            }
        }
    };
    let day = day.map(|day| day.to_string());
    let facts: Vec<_> =
        entity.facts.iter().filter_map(|fact| Some((fact, at(day.as_deref(), fact, entity)?))).collect();
    html! {
        @if !facts.is_empty() {
            dl .facts {
                @for (fact, at) in facts {
                    dt { (fact.label) }
                    dd { (at.words()) (value(fact)) (stretch(&fact.held)) (provenance(entity, &fact.stated, &fact.source)) }
                }
            }
        }
    }
}

/// How a fact stands to the day of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// As far as is known, it holds as it did.
    Alike,
    /// It held then, and does no longer.
    Then,
    /// It came to hold later.
    Later,
}

impl At {
    fn words(self) -> &'static str {
        match self {
            Self::Alike => "",
            Self::Then => "At the time: ",
            Self::Later => "Since: ",
        }
    }
}

/// `None` for a fact that was over before the day and has been followed by another.
fn at(day: Option<&str>, fact: &Fact, entity: &Entity) -> Option<At> {
    let Some(day) = day else { return Some(At::Alike) };
    let has_other = |is: fn(&Held, &str) -> bool| {
        entity.facts.iter().any(|other| other != fact && other.label == fact.label && is(&other.held, day))
    };
    if fact.held.begins_after(day) {
        Some(At::Later)
    } else if fact.held.ended_before(day) {
        (!has_other(|held, day| !held.ended_before(day))).then_some(At::Alike)
    } else {
        let is_over = fact.held.to.is_some() && has_other(Held::begins_after);
        Some(if is_over { At::Then } else { At::Alike })
    }
}

/// “, since June 2020”, “, from April 2022 to August 2025”.
fn stretch(held: &Held) -> String {
    match (&held.from, &held.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", since {}", partial_date(from)),
        (None, Some(to)) => format!(", until {}", partial_date(to)),
        (Some(from), Some(to)) => format!(", from {} to {}", partial_date(from), partial_date(to)),
    }
}

/// The month for which a fact or a relation is stated, and by whom.
fn provenance(entity: &Entity, stated: &Option<String>, source: &Option<String>) -> Markup {
    let source = source.as_ref().and_then(|id| entity.sources.iter().find(|source| source.id == *id));
    html! {
        @if stated.is_some() || source.is_some() {
            small .src {
                @if let Some(stated) = stated { "stated " time datetime=(stated) { (partial_date(stated)) } @if source.is_some() { ", " } }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str, from: &str, to: &str) -> Fact {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let held = Held { from: some(from), to: some(to) };
        Fact { label: "Leader".into(), value: value.into(), stated: None, source: None, held }
    }

    fn with(facts: Vec<Fact>) -> Entity {
        Entity {
            id: "front".into(),
            name: "Front".into(),
            kind: Kind::Group,
            role: String::new(),
            aliases: Vec::new(),
            shared: Vec::new(),
            cues: Vec::new(),
            summary: String::new(),
            well_known: false,
            facts,
            relations: Vec::new(),
            sources: Vec::new(),
            at: None,
        }
    }

    #[test]
    fn facts_are_told_as_of_the_day_of_the_brief() {
        let leaders = [fact("A", "1992-02", "2024-09-27"), fact("B", "2024-10-29", ""), fact("C", "", "1991")];
        let entity = with(leaders.to_vec());
        for (day, expected) in [
            ("2024-03-29", [Some(At::Then), Some(At::Later), None]),
            ("2024-09-27", [Some(At::Then), Some(At::Later), None]),
            ("2025-01-01", [None, Some(At::Alike), None]),
            ("1991-06-01", [Some(At::Later), Some(At::Later), Some(At::Then)]),
        ] {
            let found = [0, 1, 2].map(|index| at(Some(day), &entity.facts[index], &entity));
            assert_eq!(found, expected, "{day}");
        }
        assert_eq!(at(None, &entity.facts[0], &entity), Some(At::Alike), "without a day all is told");
        let alone = with(vec![fact("A", "", "2001")]);
        assert_eq!(at(Some("2024-03-29"), &alone.facts[0], &alone), Some(At::Alike), "nothing followed it");
    }

    #[test]
    fn a_relation_says_since_when_and_whose_it_is_once() {
        let held = |kind: &str, to: &str, stated: Option<&str>| Relation {
            kind: kind.into(),
            to: to.into(),
            stated: stated.map(str::to_owned),
            source: stated.map(|_| "report".to_owned()),
        };
        let leader = Fact {
            stated: Some("2024-07".into()),
            source: Some("report".into()),
            ..fact("Ada Orr, a colonel", "", "")
        };
        let source = Source {
            id: "report".into(),
            title: "Yearbook".into(),
            publisher: "Harbour Press".into(),
            date: None,
            url: None,
        };
        let front = Entity {
            relations: vec![
                held("led by", "ada-orr", Some("2024-07")),
                held("backed by", "gulf", Some("2024-03")),
                held("rival of", "gulf", None),
                held("rival of", "ada-orr", None),
            ],
            sources: vec![source],
            ..with(vec![leader])
        };
        let named = |id: &str, name: &str| Entity { id: id.into(), name: name.into(), ..with(Vec::new()) };
        let entities = vec![named("ada-orr", "Ada Orr"), named("gulf", "Gulf")];
        let knowledge = Knowledge { entities, terms: Vec::new() };
        let href = |id: &str| (id == "ada-orr").then(|| "#ada".to_owned());
        let stated = "<small class=\"src\">stated <time datetime=\"2024-03\">March 2024</time>, Harbour Press<span class=\"title\">, Yearbook</span></small>";
        assert_eq!(
            relations(&front, &knowledge, href).into_string(),
            format!(
                "<ul class=\"relations\"><li>backed by Gulf ({stated})</li><li>rival of Gulf, <a href=\"#ada\">Ada Orr</a></li></ul>"
            )
        );
        assert_eq!(further_sources(&front).into_string(), "", "each is named");
        let facts = facts(&front, None, &knowledge, href).into_string();
        assert!(facts.contains("<dd><a href=\"#ada\">Ada Orr</a>, a colonel<small"), "the fact leads there: {facts}");
        let plain = Entity { relations: Vec::new(), ..front };
        let Entity { facts, .. } = plain.clone();
        let plain = Entity { facts: facts.into_iter().map(|fact| Fact { source: None, ..fact }).collect(), ..plain };
        assert_eq!(
            further_sources(&plain).into_string(),
            "<p class=\"src\">Source: Harbour Press<span class=\"title\">, Yearbook</span></p>"
        );
    }

    #[test]
    fn stretches_in_words() {
        for (from, to, expected) in [
            ("2020-06", "", ", since June 2020"),
            ("", "2025", ", until 2025"),
            ("2022-04", "2025-08-08", ", from April 2022 to 8 August 2025"),
            ("", "", ""),
        ] {
            assert_eq!(stretch(&fact("A", from, to).held), expected);
        }
    }
}
