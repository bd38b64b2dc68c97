//! One compact file: a table of entities and a table of terms, column by column, compressed.
//!
//! A column holds one sort of text, so it compresses much better than records would: a fifth of the whole. An id
//! that is its name in kebab case, as nine of ten are, is left out.

use std::collections::BTreeMap;

use sidelight_text::fold::kebab_case;

use super::shorthand::{lengthen, shorten};
use super::{Entity, Fact, Held, Kind, Knowledge, Point, Relation, Source, Term, entity_id, in_order, term_id};
use crate::packed::{self, UnpackError};

/// What messages call the file.
const FILE: &str = "knowledge file";
/// The first bytes of a packed file; the digit is the version of what follows.
const MAGIC: &[u8; 4] = b"SLK7";

/// Far above any real knowledge base; keeps a forged file from filling memory.
const MAX_UNPACKED_BYTES: usize = 64 << 20;

/// ASCII's own separators: between the two tables, between columns, after each record of a column, after each part
/// of a field that has several.
const TABLE: char = '\u{1c}';
const COLUMN: char = '\u{1d}';
const RECORD: char = '\u{1e}';
const PART: char = '\u{1f}';

impl Knowledge {
    /// The whole as one compact file. The same knowledge always gives the same bytes.
    pub fn pack(&self) -> Vec<u8> {
        // What resembles each other stands together.
        let mut entities = self.entities.clone();
        let whole = |entity: &Entity| entity.relations.first().map(|relation| relation.to.clone());
        entities.sort_by_cached_key(|entity| (entity.kind, whole(entity), entity.role.clone()));
        points_by_difference(&mut entities);
        let mut terms: Vec<Term> = related_together(&self.terms).into_iter().cloned().collect();
        related_by_distance(&mut terms);
        let plain = [table(&entities), table(&terms)].join(&TABLE.to_string());
        packed::pack(MAGIC, &shorten(&plain))
    }

    /// Reads what [`pack`](Self::pack) wrote.
    ///
    /// # Errors
    /// Where the bytes are of another format or version, damaged, or unpack to more than 64 MiB.
    pub fn unpack(packed: &[u8]) -> Result<Self, UnpackError> {
        let short = packed::unpack(FILE, MAGIC, packed, MAX_UNPACKED_BYTES)?;
        let read = || {
            let plain = lengthen(&short, MAX_UNPACKED_BYTES)?;
            let (entities, terms) = plain.split_once(TABLE)?;
            let (mut entities, mut terms) = (records(entities)?, records(terms)?);
            points_as_such(&mut entities);
            related_by_id(&mut terms)?;
            Some(Self { entities: in_order(entities, entity_id), terms: in_order(terms, term_id) })
        };
        read().ok_or_else(|| UnpackError::other_version(FILE))
    }
}

/// What is a row of a table.
trait Record: Sized {
    /// The number of its columns.
    const COLUMNS: usize;

    /// A field for each column, in order.
    fn fields(&self) -> Vec<String>;

    /// The record of such fields.
    fn from_fields(fields: &[&str]) -> Option<Self>;
}

fn table<R: Record>(records: &[R]) -> String {
    let rows: Vec<Vec<String>> = records.iter().map(Record::fields).collect();
    let mut table = String::new();
    for column in 0..R::COLUMNS {
        if column > 0 {
            table.push(COLUMN);
        }
        for row in &rows {
            table.push_str(&row[column]);
            table.push(RECORD);
        }
    }
    table
}

fn records<R: Record>(table: &str) -> Option<Vec<R>> {
    let mut columns: Vec<_> = table.split(COLUMN).map(|column| column.split_terminator(RECORD)).collect();
    let mut records = Vec::new();
    let mut fields = Vec::with_capacity(R::COLUMNS);
    loop {
        fields.clear();
        fields.extend(columns.iter_mut().filter_map(Iterator::next));
        if fields.is_empty() {
            return (columns.len() == R::COLUMNS).then_some(records);
        }
        records.push(R::from_fields(&fields)?);
    }
}

impl Record for Entity {
    const COLUMNS: usize = 24;

    fn fields(&self) -> Vec<String> {
        let facts = |field: fn(&Fact) -> &str| parts(self.facts.iter().map(field));
        let relations = |field: fn(&Relation) -> &str| parts(self.relations.iter().map(field));
        let sources = |field: fn(&Source) -> &str| parts(self.sources.iter().map(field));
        vec![
            short_id(&self.id, &self.name),
            plain(&self.name),
            self.kind.word().to_owned(),
            plain(&self.role),
            list(&self.aliases),
            // A town’s own name, as a rule: nothing says so.
            parts(self.shared.iter().map(|shared| if *shared == self.name { "" } else { shared })),
            list(&self.cues),
            plain(&self.summary),
            if self.well_known { "1" } else { "" }.to_owned(),
            facts(|fact| &fact.label),
            facts(|fact| &fact.value),
            facts(|fact| fact.stated.as_deref().unwrap_or_default()),
            facts(|fact| fact.source.as_deref().unwrap_or_default()),
            parts(self.facts.iter().map(|fact| stretch(&fact.held)).collect::<Vec<_>>().iter().map(String::as_str)),
            relations(|relation| &relation.kind),
            relations(|relation| &relation.to),
            relations(|relation| relation.stated.as_deref().unwrap_or_default()),
            relations(|relation| relation.source.as_deref().unwrap_or_default()),
            sources(|source| &source.id),
            sources(|source| &source.title),
            sources(|source| &source.publisher),
            sources(|source| source.date.as_deref().unwrap_or_default()),
            sources(|source| source.url.as_deref().unwrap_or_default()),
            self.at.map(|at| format!("{} {}", at.latitude, at.longitude)).unwrap_or_default(),
        ]
    }

    fn from_fields(fields: &[&str]) -> Option<Self> {
        let &[id, name, kind, role, aliases, shared, cues, summary, well_known, ref rest @ ..] = fields else {
            return None;
        };
        let &[labels, values, stated, fact_sources, held, ref rest @ ..] = rest else { return None };
        let &[kinds, to, related, relation_sources, ids, titles, publishers, dates, urls, at] = rest else {
            return None;
        };
        Some(Self {
            id: full_id(id, name),
            name: name.to_owned(),
            kind: Kind::ALL.into_iter().find(|known| known.word() == kind)?,
            role: role.to_owned(),
            aliases: split(aliases),
            shared: split(shared)
                .into_iter()
                .map(|shared| if shared.is_empty() { name.to_owned() } else { shared })
                .collect(),
            cues: split(cues),
            summary: summary.to_owned(),
            well_known: !well_known.is_empty(),
            facts: rows(&[labels, values, stated, fact_sources, held], |next| Fact {
                label: next(),
                value: next(),
                stated: some(next()),
                source: some(next()),
                held: held_of(&next()),
            }),
            relations: rows(&[kinds, to, related, relation_sources], |next| Relation {
                kind: next(),
                to: next(),
                stated: some(next()),
                source: some(next()),
            }),
            sources: rows(&[ids, titles, publishers, dates, urls], |next| Source {
                id: next(),
                title: next(),
                publisher: next(),
                date: some(next()),
                url: some(next()),
            }),
            at: point(at),
        })
    }
}

/// “2022-04/2025-08”; nothing where neither end is known.
fn stretch(held: &Held) -> String {
    match (held.from.as_deref(), held.to.as_deref()) {
        (None, None) => String::new(),
        (from, to) => format!("{}/{}", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

fn held_of(stretch: &str) -> Held {
    let (from, to) = stretch.split_once('/').unwrap_or_default();
    Held { from: some(from.to_owned()), to: some(to.to_owned()) }
}

impl Record for Term {
    const COLUMNS: usize = 6;

    fn fields(&self) -> Vec<String> {
        vec![
            short_id(&self.id, &self.name),
            plain(&self.name),
            list(&self.forms),
            plain(&self.definition),
            plain(&self.field),
            list(&self.related),
        ]
    }

    fn from_fields(fields: &[&str]) -> Option<Self> {
        let &[id, name, forms, definition, field, related] = fields else { return None };
        Some(Self {
            id: full_id(id, name),
            name: name.to_owned(),
            forms: split(forms),
            definition: definition.to_owned(),
            field: field.to_owned(),
            related: split(related),
        })
    }
}

/// Each point as its difference from the one before: towns of one state follow each other.
fn points_by_difference(entities: &mut [Entity]) {
    let mut before = Point { latitude: 0, longitude: 0 };
    for at in entities.iter_mut().filter_map(|entity| entity.at.as_mut()) {
        let Point { latitude, longitude } = std::mem::replace(&mut before, *at);
        *at = Point { latitude: at.latitude.wrapping_sub(latitude), longitude: at.longitude.wrapping_sub(longitude) };
    }
}

/// Undoes [`points_by_difference`].
fn points_as_such(entities: &mut [Entity]) {
    let mut before = Point { latitude: 0, longitude: 0 };
    for at in entities.iter_mut().filter_map(|entity| entity.at.as_mut()) {
        at.latitude = at.latitude.wrapping_add(before.latitude);
        at.longitude = at.longitude.wrapping_add(before.longitude);
        before = *at;
    }
}

/// The terms, field by field, each followed by those that it is related to.
fn related_together(terms: &[Term]) -> Vec<&Term> {
    let mut by_field: Vec<&Term> = terms.iter().collect();
    by_field.sort_by_key(|term| &term.field);
    let numbers: BTreeMap<&str, usize> = by_field.iter().map(|term| term.id.as_str()).zip(0..).collect();
    let mut related = vec![Vec::new(); terms.len()];
    for (number, term) in by_field.iter().enumerate() {
        let others = term.related.iter().filter_map(|id| numbers.get(id.as_str()));
        for &other in others.filter(|other| by_field[**other].field == term.field) {
            related[number].push(other);
            related[other].push(number);
        }
    }
    let mut together = Vec::with_capacity(terms.len());
    let mut is_placed = vec![false; terms.len()];
    for first in 0..terms.len() {
        let mut next = vec![first];
        while let Some(number) = next.pop() {
            if !std::mem::replace(&mut is_placed[number], true) {
                together.push(by_field[number]);
                next.extend(related[number].iter().rev());
            }
        }
    }
    together
}

/// What each term is related to, by how many rows further down (“+3”) or up it stands: most are near, and that takes
/// half the bytes of ids. An id that is of no row, or far away, stays as it is.
fn related_by_distance(terms: &mut [Term]) {
    let rows: BTreeMap<String, i32> = terms.iter().map(|term| term.id.clone()).zip(0..).collect();
    for (row, term) in (0..).zip(terms) {
        for related in &mut term.related {
            let distance = rows.get(related).and_then(|other| i16::try_from(other - row).ok());
            if let Some(distance) = distance {
                *related = format!("{distance:+}");
            }
        }
    }
}

/// Undoes [`related_by_distance`]; nothing where a distance leads out of the table.
fn related_by_id(terms: &mut [Term]) -> Option<()> {
    let ids: Vec<String> = terms.iter().map(|term| term.id.clone()).collect();
    for (row, term) in terms.iter_mut().enumerate() {
        for related in term.related.iter_mut().filter(|related| related.starts_with(['+', '-'])) {
            let distance: i16 = related.parse().ok()?;
            let other = row.checked_add_signed(distance.into())?;
            related.clone_from(ids.get(other)?);
        }
    }
    Some(())
}

/// A text without the separators, which no text has a use for.
fn plain(text: &str) -> String {
    text.replace([TABLE, COLUMN, RECORD, PART], " ")
}

fn list(texts: &[String]) -> String {
    parts(texts.iter().map(String::as_str))
}

fn parts<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.flat_map(|text| [plain(text), PART.to_string()]).collect()
}

fn split(field: &str) -> Vec<String> {
    field.split_terminator(PART).map(str::to_owned).collect()
}

/// What several columns say of a record's facts, relations or sources, one after another; `row` takes a field of each
/// column, in order.
fn rows<T>(columns: &[&str], row: fn(&mut dyn FnMut() -> String) -> T) -> Vec<T> {
    let mut columns: Vec<_> = columns.iter().map(|column| split(column).into_iter()).collect();
    let mut rows = Vec::new();
    while columns[0].len() > 0 {
        let mut fields = columns.iter_mut();
        rows.push(row(&mut || fields.next().and_then(Iterator::next).unwrap_or_default()));
    }
    rows
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn point(field: &str) -> Option<Point> {
    let (latitude, longitude) = field.split_once(' ')?;
    Some(Point { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
}

fn short_id(id: &str, name: &str) -> String {
    if kebab_case(&plain(name)) == id { String::new() } else { plain(id) }
}

fn full_id(id: &str, name: &str) -> String {
    if id.is_empty() { kebab_case(name) } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        text.to_owned()
    }

    fn sample() -> Knowledge {
        let fact = |label: &str, stated: Option<&str>| Fact {
            label: text(label),
            value: text("some"),
            stated: stated.map(text),
            source: stated.map(|_| text("list")),
            held: Held { from: stated.map(text), to: None },
        };
        let source = |id: &str| Source {
            id: text(id),
            title: format!("The {id}"),
            publisher: String::new(),
            date: Some(text("2024-03-01")),
            url: Some(text("https://example.org/list")),
        };
        let entity = Entity {
            id: text("pilots-guild"),
            name: text("Pilots’ Guild of Lomé"),
            kind: Kind::Organisation,
            role: text("a guild"),
            aliases: vec![text("PGL"), text("Guild")],
            shared: vec![text("Pilots"), text("Pilots’ Guild of Lomé")],
            cues: vec![text("harbour")],
            summary: text("It guides ships.\nIt is old."),
            well_known: true,
            facts: vec![fact("Members", Some("2024-01")), fact("Founded", None)],
            relations: vec![
                Relation { kind: text("part of"), to: text("port"), stated: None, source: None },
                Relation {
                    kind: text("led by"),
                    to: text("pilot"),
                    stated: Some(text("2024-03")),
                    source: Some(text("roll")),
                },
            ],
            sources: vec![source("list"), source("roll")],
            at: Some(Point { latitude: 613, longitude: -122 }),
        };
        let bare = Entity {
            id: text("port"),
            name: text("Port"),
            kind: Kind::Place,
            aliases: Vec::new(),
            shared: Vec::new(),
            cues: Vec::new(),
            well_known: false,
            facts: Vec::new(),
            relations: Vec::new(),
            sources: Vec::new(),
            at: None,
            ..entity.clone()
        };
        let term = Term {
            id: text("clade"),
            name: text("clade"),
            forms: vec![text("clades")],
            definition: text("A branch of a family tree."),
            field: text("public health"),
            related: vec![text("lineage"), text("of-another-file")],
        };
        let lineage = Term {
            id: text("lineage"),
            name: text("lineage"),
            field: text("biology"),
            related: vec![text("clade")],
            ..term.clone()
        };
        Knowledge { entities: vec![entity, bare], terms: vec![term, lineage] }
    }

    #[test]
    fn what_was_packed_unpacks() {
        for knowledge in [sample(), Knowledge::default()] {
            assert_eq!(Knowledge::unpack(&knowledge.pack()), Ok(knowledge));
        }
    }

    #[test]
    fn cards_keep_the_sources_that_facts_and_relations_name() {
        let mut knowledge = sample();
        let sources = &mut knowledge.entities[0].sources;
        sources.insert(0, Source { id: text("1"), ..sources[0].clone() });
        let cards = knowledge.for_cards();
        let Entity { facts, relations, sources, .. } = &cards.entities[0];
        let title =
            |id: &Option<String>| sources.iter().find(|source| Some(&source.id) == id.as_ref()).map(|it| &*it.title);
        assert_eq!([title(&facts[0].source), title(&relations[1].source)], [Some("The list"), Some("The roll")]);
        assert_eq!((sources.len(), &sources[0].date), (2, &None));
    }

    #[test]
    fn separators_in_a_text_part_nothing() {
        let mut knowledge = sample();
        let name = &mut knowledge.entities[1].name;
        *name = text("Port\u{1e}\u{1d}");
        let unpacked = Knowledge::unpack(&knowledge.pack()).expect("it was just packed");
        assert_eq!((unpacked.entities[1].name.as_str(), unpacked.terms), ("Port  ", knowledge.terms));
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let packed = sample().pack();
        assert!(Knowledge::unpack(b"").is_err());
        assert!(Knowledge::unpack(b"SLK6....").is_err());
        for length in 0..packed.len() {
            assert!(Knowledge::unpack(&packed[..length]).is_err(), "cut to {length} bytes");
        }
        let other = |plain: &str| Knowledge::unpack(&packed::pack(MAGIC, &shorten(plain)));
        for plain in ["", "\u{1c}", "a\u{1e}\u{1c}", "\u{1d}\u{1c}\u{1d}"] {
            assert!(other(plain).is_err(), "{plain:?}");
        }
        for related in ["+1", "-1", "+99999999999", "+", "-x"] {
            let entities = table::<Entity>(&[]);
            let term =
                format!("\u{1e}\u{1d}clade\u{1e}\u{1d}\u{1e}\u{1d}\u{1e}\u{1d}\u{1e}\u{1d}{related}\u{1f}\u{1e}");
            assert!(other(&format!("{entities}\u{1c}{term}")).is_err(), "related {related}");
            let itself = term.replace(related, "+0");
            assert!(other(&format!("{entities}\u{1c}{itself}")).is_ok(), "related to itself");
        }
    }
}
