//! Knowledge as people write it: TOML files of `[[entity]]` and `[[term]]` tables.
//!
//! [`compile`] checks them all and reports every defect with its file and line, so that a writer can
//! mend a whole folder in one go.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use sidelight_text::fold::Folded;
use sidelight_text::phrases::LONGEST;
use toml::Spanned;

use super::{
    Entity, Fact, Held, Kind, Knowledge, PART_OF, Point, Relation, Source, Term, gazetteer, in_order, term_id, up_to,
};
use crate::understand::Lexicon;

/// The longest summary of an entity, in Unicode scalar values: what a card shows without scrolling.
pub const MAX_SUMMARY: usize = 500;
/// The longest definition of a term, in Unicode scalar values.
pub const MAX_DEFINITION: usize = 400;

/// Labels of facts that change, in small letters: of those in office, of members and owners, of who holds a place. Where
/// such a fact is not over, it says for which month its source states it.
const CHANGING_FACTS: [&str; 16] = [
    "leader",
    "leaders",
    "head",
    "director",
    "director-general",
    "secretary-general",
    "commander",
    "president",
    "prime minister",
    "chief executive",
    "chairman",
    "members",
    "owner",
    "held by",
    "office",
    "position",
];
/// Relations that change in the same way.
const CHANGING_RELATIONS: [&str; 13] = [
    "led by",
    "leads",
    "ruled by",
    "rules",
    "president of",
    "adviser to",
    "member of",
    "owned by",
    "controlled by",
    "managed by",
    "held by",
    "deployed in",
    "backed by",
];
/// What the two sides of a relation say of each other: where one does, the other has to.
const BOTH_SIDES: [[&str; 2]; 15] = [
    ["led by", "leads"],
    ["ruled by", "rules"],
    ["succeeded by", "successor of"],
    ["supplier of", "customer of"],
    ["invaded by", "invaded"],
    ["supported by", "supports"],
    ["made by", "maker of"],
    ["rival of", "rival of"],
    ["enemy of", "enemy of"],
    ["at odds with", "at odds with"],
    ["ally of", "ally of"],
    ["allied with", "allied with"],
    ["works with", "works with"],
    ["associated with", "associated with"],
    ["close to", "close to"],
];
/// Relations that cannot hold both ways.
const ONE_WAY: [&str; 10] = [
    PART_OF,
    "in",
    "led by",
    "leads",
    "owned by",
    "controlled by",
    "member of",
    "capital of",
    "successor of",
    "succeeded by",
];

/// What the other side of a relation says, where that is settled.
fn inverse(kind: &str) -> Option<&'static str> {
    BOTH_SIDES.iter().find_map(|[one, other]| match kind {
        _ if kind == *one => Some(*other),
        _ if kind == *other => Some(*one),
        _ => None,
    })
}

/// One file: the path that messages name, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// As the reader of a message should see it.
    pub path: String,
    /// The whole content.
    pub text: String,
}

/// The files that knowledge is made of, by the folders that they stand in.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// TOML files of `[[entity]]` tables.
    pub entities: Vec<SourceFile>,
    /// TOML files of `[[term]]` tables.
    pub glossary: Vec<SourceFile>,
    /// Tables of places, see [`gazetteer`].
    pub gazetteer: Vec<SourceFile>,
    /// The day of compiling (`2024-01-29`), after which nothing can have been stated; unchecked without one.
    pub today: Option<String>,
}

impl Sources {
    /// What a function gives for each folder and extension.
    ///
    /// # Errors
    /// Those of the function.
    pub fn of<E>(mut files: impl FnMut(&str, &str) -> Result<Vec<SourceFile>, E>) -> Result<Self, E> {
        Ok(Self {
            entities: files("entities", "toml")?,
            glossary: files("glossary", "toml")?,
            gazetteer: files("gazetteer", "tsv")?,
            today: None,
        })
    }
}

/// A defect in a file, shown as `path:line: what is wrong and what to do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    path: String,
    /// From 1.
    line: usize,
    message: String,
}

impl SourceError {
    /// A defect in a line of a file, from 1.
    pub(super) fn new(file: &SourceFile, line: usize, message: String) -> Self {
        Self { path: file.path.clone(), line, message }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

impl std::error::Error for SourceError {}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntityFile {
    #[serde(default)]
    entity: Vec<EntitySource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntitySource {
    id: Spanned<String>,
    name: Spanned<String>,
    kind: Kind,
    role: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    #[serde(default)]
    shared: Vec<Spanned<String>>,
    #[serde(default)]
    cues: Vec<Spanned<String>>,
    summary: Spanned<String>,
    #[serde(default)]
    well_known: bool,
    #[serde(default)]
    facts: Vec<Spanned<FactSource>>,
    #[serde(default)]
    relations: Vec<RelationSource>,
    #[serde(default)]
    sources: Vec<SourceSource>,
    at: Option<Spanned<[f64; 2]>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactSource {
    label: String,
    value: String,
    stated: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationSource {
    kind: Spanned<String>,
    to: Spanned<String>,
    stated: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceSource {
    id: Spanned<String>,
    title: Spanned<String>,
    publisher: String,
    date: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFile {
    #[serde(default)]
    term: Vec<TermSource>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermSource {
    id: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    forms: Vec<Spanned<String>>,
    definition: Spanned<String>,
    field: Spanned<String>,
    #[serde(default)]
    related: Vec<Spanned<String>>,
}

/// Checks and compiles the files of entities, terms and places.
///
/// Relations and related terms may point into `base` as well: a publisher's own entries stand on the
/// knowledge that ships. The result holds the files' own entries only; see [`Knowledge::overlaid`].
///
/// # Errors
/// Every defect found, in the order of files and lines.
pub fn compile(sources: &Sources, base: &Knowledge) -> Result<Knowledge, Vec<SourceError>> {
    let mut check = Check { today: sources.today.clone(), ..Check::default() };
    let entities: Vec<(&SourceFile, EntitySource)> = sources
        .entities
        .iter()
        .flat_map(|file| check.parse::<EntityFile>(file).entity.into_iter().map(move |entity| (file, entity)))
        .collect();
    let terms: Vec<(&SourceFile, TermSource)> = sources
        .glossary
        .iter()
        .flat_map(|file| check.parse::<TermFile>(file).term.into_iter().map(move |term| (file, term)))
        .collect();
    check.entities(&entities, base);
    check.terms(&terms, base);
    if check.errors.is_empty() {
        let knowledge = Knowledge {
            entities: entities.into_iter().map(|(_, entity)| entity.into()).collect(),
            terms: in_order(terms.into_iter().map(|(_, term)| term.into()).collect(), term_id),
        };
        gazetteer::with_places(knowledge, base, &sources.gazetteer)
    } else {
        Err(check.errors)
    }
}

#[derive(Default)]
struct Check {
    errors: Vec<SourceError>,
    today: Option<String>,
}

impl Check {
    fn report(&mut self, file: &SourceFile, at: Range<usize>, message: impl Into<String>) {
        let line = line_of(&file.text, at.start);
        self.errors.push(SourceError { path: file.path.clone(), line, message: message.into() });
    }

    fn parse<T: for<'de> Deserialize<'de> + Default>(&mut self, file: &SourceFile) -> T {
        toml::from_str(&file.text).unwrap_or_else(|error| {
            // The parser's message may run over lines; one line is what a terminal and an editor jump to.
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            self.report(file, error.span().unwrap_or_default(), message);
            T::default()
        })
    }

    fn entities(&mut self, entities: &[(&SourceFile, EntitySource)], base: &Knowledge) {
        let mut ids = HashMap::new();
        for (file, entity) in entities {
            self.id(file, &entity.id, &mut ids);
        }
        let mut names: HashMap<&str, &str> = HashMap::new();
        for (file, entity) in entities {
            self.text(file, &entity.name, "name", usize::MAX);
            self.text(file, &entity.role, "role", 120);
            self.text(file, &entity.summary, "summary", MAX_SUMMARY);
            let is_shared =
                |name: &Spanned<String>| entity.shared.iter().any(|shared| shared.get_ref() == name.get_ref());
            for name in entity.aliases.iter().chain([&entity.name]) {
                self.text(file, name, "alias", usize::MAX);
                if !is_shared(name)
                    && let Some(other) = names.insert(name.get_ref(), entity.id.get_ref())
                {
                    let message = format!(
                        "the name “{}” already belongs to “{other}”; a name can stand for one entity only",
                        name.get_ref()
                    );
                    self.report(file, name.span(), message);
                }
            }
            for (name, what) in
                entity.shared.iter().map(|name| (name, "shared name")).chain(entity.cues.iter().map(|cue| (cue, "cue")))
            {
                self.text(file, name, what, usize::MAX);
            }
            if let Some(name) = entity.shared.first()
                && entity.cues.is_empty()
                && !entity.relations.iter().any(|relation| relation.kind.get_ref() == PART_OF)
            {
                self.report(
                    file,
                    name.span(),
                    "a shared name needs `cues`: words of a brief that speak for this entity, or what it is “part of”",
                );
            }
            if let Some(at) = &entity.at
                && point(at).is_none()
            {
                self.report(file, at.span(), "`at` is a latitude within 90 degrees and a longitude within 180");
            }
            for relation in &entity.relations {
                let to = relation.to.get_ref();
                if !ids.contains_key(to.as_str()) && base.entity(to).is_none() {
                    let message = format!("“{to}” is not the id of any entity; add that entity or mend the id");
                    self.report(file, relation.to.span(), message);
                }
            }
            self.sources(file, entity);
        }
        self.both_sides(entities);
    }

    /// Reports what one side of a relation says and the other does not, and what cannot hold both ways.
    fn both_sides(&mut self, entities: &[(&SourceFile, EntitySource)]) {
        let ids: HashSet<&str> = entities.iter().map(|(_, entity)| entity.id.get_ref().as_str()).collect();
        let said: HashSet<[&str; 3]> = entities
            .iter()
            .flat_map(|(_, entity)| entity.relations.iter().map(move |relation| (&entity.id, relation)))
            .map(|(id, relation)| [id, &relation.kind, &relation.to].map(|text| text.get_ref().as_str()))
            .collect();
        for (file, entity) in entities {
            for relation in &entity.relations {
                let (id, kind, to) = (entity.id.get_ref(), relation.kind.get_ref(), relation.to.get_ref());
                let is_said = |kind: &str| said.contains(&[to, kind, id]);
                if let Some(inverse) = inverse(kind)
                    && ids.contains(to.as_str())
                    && !is_said(inverse)
                {
                    let message = format!(
                        "“{id}” is “{kind}” “{to}”, which does not say so: it needs {{ kind = \"{inverse}\", to = \"{id}\" }}"
                    );
                    self.report(file, relation.kind.span(), message);
                }
                if ONE_WAY.contains(&kind.as_str()) && is_said(kind) {
                    let message = format!("“{id}” and “{to}” each are “{kind}” the other; one of them is not");
                    self.report(file, relation.kind.span(), message);
                }
            }
        }
    }

    fn sources(&mut self, file: &SourceFile, entity: &EntitySource) {
        let mut sources = HashMap::new();
        for source in &entity.sources {
            self.id(file, &source.id, &mut sources);
            self.text(file, &source.title, "title", usize::MAX);
            if let Some(date) = &source.date {
                self.date(file, date, "a date is written 2024, 2024-01 or 2024-01-29");
            }
            if let Some(url) = &source.url
                && !url.get_ref().starts_with("https://")
                && !url.get_ref().starts_with("http://")
            {
                self.report(file, url.span(), "a source's url begins with https:// or http://");
            }
        }
        for fact in &entity.facts {
            let FactSource { label, value, stated, source, from, to } = fact.get_ref();
            if label.trim().is_empty() || value.trim().is_empty() {
                self.report(file, fact.span(), "a fact needs a label and a value");
            }
            let is_over = from.is_some() && to.is_some();
            if CHANGING_FACTS.contains(&label.to_lowercase().as_str()) && stated.is_none() && !is_over {
                let message =
                    format!("“{label}” changes: the fact needs `stated`, the month for which a source states it");
                self.report(file, fact.span(), message);
            }
            self.stated(file, stated, source, &sources);
            const STRETCH: &str = "`from` and `to` are written 2024, 2024-01 or 2024-01-29";
            if let Some(from) = from {
                self.date(file, from, STRETCH);
            }
            // A term of office ends on a day that is known before it comes.
            if let Some(to) = to
                && !is_partial_date(to.get_ref())
            {
                self.report(file, to.span(), STRETCH);
            }
            if let (Some(from), Some(to)) = (from, to)
                && to.get_ref() < from.get_ref()
            {
                self.report(file, to.span(), "the fact ended before it began: `to` lies before `from`");
            }
        }
        for RelationSource { kind, stated, source, .. } in &entity.relations {
            if CHANGING_RELATIONS.contains(&kind.get_ref().as_str()) && stated.is_none() {
                let kind_of = kind.get_ref();
                let message =
                    format!("“{kind_of}” changes: the relation needs `stated`, the month for which a source states it");
                self.report(file, kind.span(), message);
            }
            self.stated(file, stated, source, &sources);
        }
    }

    /// The month and the source of a fact or a relation.
    fn stated(
        &mut self,
        file: &SourceFile,
        stated: &Option<Spanned<String>>,
        source: &Option<Spanned<String>>,
        sources: &HashMap<&str, ()>,
    ) {
        if let Some(stated) = stated {
            self.date(file, stated, "`stated` is the source's month, written 2024-01");
            if source.is_none() {
                self.report(file, stated.span(), "what is `stated` needs the `source` that states it");
            }
        }
        if let Some(source) = source
            && !sources.contains_key(source.get_ref().as_str())
        {
            let message = format!("“{}” is not among this entity's `sources`", source.get_ref());
            self.report(file, source.span(), message);
        }
    }

    /// Reports what is no date, and what lies in the future.
    fn date(&mut self, file: &SourceFile, date: &Spanned<String>, form: &str) {
        let text = date.get_ref();
        if !is_partial_date(text) {
            self.report(file, date.span(), form);
        } else if let Some(today) = &self.today
            && text.as_str() > up_to(today, text)
        {
            let message = format!("{text} lies in the future: today is {today}");
            self.report(file, date.span(), message);
        }
    }

    fn terms(&mut self, terms: &[(&SourceFile, TermSource)], base: &Knowledge) {
        let mut ids = HashMap::new();
        for (file, term) in terms {
            self.id(file, &term.id, &mut ids);
        }
        let entries: Vec<Term> = terms.iter().map(|(_, term)| term.clone().into()).collect();
        let glossary = Knowledge { terms: entries, ..Knowledge::default() };
        let lexicon = Lexicon::new(&glossary);
        let mut names: HashMap<String, &str> = HashMap::new();
        for (file, term) in terms {
            self.text(file, &term.definition, "definition", MAX_DEFINITION);
            self.text(file, &term.field, "field", 60);
            for name in term.forms.iter().chain([&term.name]) {
                self.text(file, name, "form", usize::MAX);
                if let Some(other) = names.insert(name.get_ref().to_lowercase(), term.id.get_ref())
                    && other != term.id.get_ref()
                {
                    let message = format!("the form “{}” already belongs to “{other}”", name.get_ref());
                    self.report(file, name.span(), message);
                }
                let sentence = Folded::new(&format!("About {} today.", name.get_ref()));
                if !lexicon.terms(&sentence).iter().any(|(_, found)| found.id == *term.id.get_ref()) {
                    let message = format!(
                        "no sentence could match “{}”: a form is written as in a text, in at most {LONGEST} bytes",
                        name.get_ref()
                    );
                    self.report(file, name.span(), message);
                }
            }
            for related in &term.related {
                if !ids.contains_key(related.get_ref().as_str()) && base.term(related.get_ref()).is_none() {
                    let message = format!("“{}” is not the id of any term", related.get_ref());
                    self.report(file, related.span(), message);
                }
            }
        }
    }

    fn id<'a>(&mut self, file: &SourceFile, id: &'a Spanned<String>, seen: &mut HashMap<&'a str, ()>) {
        let text = id.get_ref().as_str();
        let is_kebab_case = !text.is_empty()
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        if !is_kebab_case {
            let message = format!("the id “{text}” is not in kebab case: small letters, digits and single hyphens");
            self.report(file, id.span(), message);
        }
        if seen.insert(text, ()).is_some() {
            self.report(file, id.span(), format!("the id “{text}” is taken already; ids are unique"));
        }
    }

    /// Checks that a text says something, without stray space, in at most `limit` scalar values.
    fn text(&mut self, file: &SourceFile, text: &Spanned<String>, what: &str, limit: usize) {
        let value = text.get_ref();
        let length = value.chars().count();
        if value.trim().is_empty() {
            self.report(file, text.span(), format!("the {what} is empty"));
        } else if value.trim() != value {
            self.report(file, text.span(), format!("the {what} begins or ends with a space"));
        } else if length > limit {
            self.report(file, text.span(), format!("the {what} has {length} characters; {limit} fit on a card"));
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// Whether a text is a year, a month or a day of ISO 8601.
fn is_partial_date(text: &str) -> bool {
    let in_range = |part: &str, length: usize, low: u16, high: u16| {
        part.len() == length
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number: u16| (low..=high).contains(&number))
    };
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.len(), 1..=3)
        && in_range(parts[0], 4, 1, 9999)
        && parts.get(1).is_none_or(|month| in_range(month, 2, 1, 12))
        && parts.get(2).is_none_or(|day| in_range(day, 2, 1, 31))
}

impl From<EntitySource> for Entity {
    fn from(source: EntitySource) -> Self {
        Self {
            id: source.id.into_inner(),
            name: source.name.into_inner(),
            kind: source.kind,
            role: source.role.into_inner(),
            aliases: source.aliases.into_iter().map(Spanned::into_inner).collect(),
            shared: source.shared.into_iter().map(Spanned::into_inner).collect(),
            cues: source.cues.into_iter().map(Spanned::into_inner).collect(),
            summary: source.summary.into_inner(),
            well_known: source.well_known,
            facts: source.facts.into_iter().map(|fact| fact.into_inner().into()).collect(),
            relations: source
                .relations
                .into_iter()
                .map(|RelationSource { kind, to, stated, source }| Relation {
                    kind: kind.into_inner(),
                    to: to.into_inner(),
                    stated: stated.map(Spanned::into_inner),
                    source: source.map(Spanned::into_inner),
                })
                .collect(),
            sources: source.sources.into_iter().map(Into::into).collect(),
            at: source.at.and_then(|at| point(&at)),
        }
    }
}

fn point(at: &Spanned<[f64; 2]>) -> Option<Point> {
    let [latitude, longitude] = *at.get_ref();
    Point::of(latitude, longitude)
}

impl From<FactSource> for Fact {
    fn from(source: FactSource) -> Self {
        Self {
            label: source.label,
            value: source.value,
            stated: source.stated.map(Spanned::into_inner),
            source: source.source.map(Spanned::into_inner),
            held: Held { from: source.from.map(Spanned::into_inner), to: source.to.map(Spanned::into_inner) },
        }
    }
}

impl From<SourceSource> for Source {
    fn from(source: SourceSource) -> Self {
        Self {
            id: source.id.into_inner(),
            title: source.title.into_inner(),
            publisher: source.publisher,
            date: source.date.map(Spanned::into_inner),
            url: source.url.map(Spanned::into_inner),
        }
    }
}

impl From<TermSource> for Term {
    fn from(source: TermSource) -> Self {
        Self {
            id: source.id.into_inner(),
            name: source.name.into_inner(),
            forms: source.forms.into_iter().map(Spanned::into_inner).collect(),
            definition: source.definition.into_inner(),
            field: source.field.into_inner(),
            related: source.related.into_iter().map(Spanned::into_inner).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[entity]]\nid = \"asml\"\nname = \"ASML\"\nkind = \"organisation\"\nrole = \"Dutch maker of lithography machines\"\nsummary = \"It makes machines.\"\n";

    fn compile_entities(text: &str) -> Result<Knowledge, Vec<String>> {
        let file = SourceFile { path: "entities/a.toml".into(), text: text.into() };
        let today = Some("2025-06-30".to_owned());
        compile(&Sources { entities: vec![file], today, ..Sources::default() }, &Knowledge::default())
            .map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn good_files_compile_in_the_order_of_ids() {
        let text = format!("{GOOD}{}", GOOD.replace("asml", "abb").replace("ASML", "ABB"));
        let ids: Vec<String> =
            compile_entities(&text).expect("the file is good").entities.into_iter().map(|entity| entity.id).collect();
        assert_eq!(ids, ["abb", "asml"]);
    }

    #[test]
    fn defects_are_reported_with_file_and_line() {
        let other = GOOD.replace("asml", "abb").replace("ASML", "ABB");
        let cases = [
            (
                GOOD.replace("id = \"asml\"", "id = \"ASML Holding\""),
                "entities/a.toml:2: the id “ASML Holding” is not in kebab case",
            ),
            (format!("{GOOD}{GOOD}"), "entities/a.toml:8: the id “asml” is taken already"),
            (GOOD.replace("organisation", "firm"), "entities/a.toml:4: unknown variant `firm`"),
            (format!("{GOOD}colour = \"red\"\n"), "entities/a.toml:7: unknown field `colour`"),
            (
                GOOD.replace("It makes machines.", &"x".repeat(501)),
                "entities/a.toml:6: the summary has 501 characters; 500 fit",
            ),
            (GOOD.replace("It makes machines.", ""), "entities/a.toml:6: the summary is empty"),
            (
                format!("{GOOD}relations = [{{ kind = \"part of\", to = \"nobody\" }}]\n"),
                "entities/a.toml:7: “nobody” is not the id",
            ),
            (format!("{GOOD}aliases = [\"ASML\"]\n"), "the name “ASML” already belongs to “asml”"),
            (format!("{GOOD}shared = [\"Litho\"]\n"), "entities/a.toml:7: a shared name needs `cues`"),
            (format!("{GOOD}at = [0, 181]\n"), "entities/a.toml:7: `at` is a latitude"),
            (
                format!("{GOOD}facts = [{{ label = \"Head\", value = \"X\", stated = \"2024-01\" }}]\n"),
                "entities/a.toml:7: what is `stated` needs the `source`",
            ),
            (
                format!("{GOOD}facts = [{{ label = \"Chief executive\", value = \"X\" }}]\n"),
                "entities/a.toml:7: “Chief executive” changes: the fact needs `stated`",
            ),
            (
                format!("{GOOD}{other}relations = [{{ kind = \"owned by\", to = \"asml\" }}]\n"),
                "entities/a.toml:13: “owned by” changes: the relation needs `stated`",
            ),
            (
                format!("{GOOD}{other}relations = [{{ kind = \"owned by\", to = \"asml\", stated = \"2024-05\" }}]\n"),
                "entities/a.toml:13: what is `stated` needs the `source`",
            ),
            (
                format!("{GOOD}{other}relations = [{{ kind = \"rival of\", to = \"asml\" }}]\n"),
                "entities/a.toml:13: “abb” is “rival of” “asml”, which does not say so: it needs { kind = \"rival of\", to = \"abb\" }",
            ),
            (
                format!(
                    "{GOOD}relations = [{{ kind = \"part of\", to = \"abb\" }}]\n{other}relations = [{{ kind = \"part of\", to = \"asml\" }}]\n"
                ),
                "“abb” and “asml” each are “part of” the other",
            ),
            (
                format!("{GOOD}facts = [{{ label = \"Head\", value = \"X\", from = \"June 2020\" }}]\n"),
                "entities/a.toml:7: `from` and `to` are written",
            ),
            (
                format!(
                    "{GOOD}facts = [{{ label = \"Head\", value = \"X\", from = \"2024-06\", to = \"2024-01\" }}]\n"
                ),
                "entities/a.toml:7: the fact ended before it began",
            ),
            (
                format!("{GOOD}facts = [{{ label = \"Head\", value = \"X\", from = \"2025-07\" }}]\n"),
                "entities/a.toml:7: 2025-07 lies in the future: today is 2025-06-30",
            ),
            (
                format!(
                    "{GOOD}facts = [{{ label = \"Head\", value = \"X\", stated = \"2024-13\", source = \"s\" }}]\n"
                ),
                "written 2024-01",
            ),
            (
                format!("{GOOD}facts = [{{ label = \"Head\", value = \"X\", source = \"s\" }}]\n"),
                "“s” is not among this entity's `sources`",
            ),
            (format!("{GOOD}aliases = [\n"), "entities/a.toml:"),
        ];
        for (text, expected) in cases {
            let errors = compile_entities(&text).expect_err(expected);
            assert!(errors.iter().any(|error| error.contains(expected)), "expected {expected:?} in {errors:?}");
            assert!(errors.iter().all(|error| !error.contains('\n')), "one line an error: {errors:?}");
        }
    }

    #[test]
    fn both_sides_of_a_relation_and_what_is_over_need_nothing_more() {
        let dated = "stated = \"2024-05\", source = \"report\" }]\nsources = [{ id = \"report\", title = \"Report\", publisher = \"P\" }]\n";
        let other = GOOD.replace("asml", "abb").replace("ASML", "ABB");
        let text = format!(
            "{GOOD}relations = [{{ kind = \"led by\", to = \"abb\", {dated}{other}relations = [{{ kind = \"leads\", to = \"asml\", {dated}facts = [{{ label = \"Head\", value = \"X\", from = \"2001\", to = \"2002\" }}]\n"
        );
        let knowledge = compile_entities(&text).expect("all is said");
        let relation = &knowledge.entities[0].relations[0];
        assert_eq!((relation.stated.as_deref(), relation.source.as_deref()), (Some("2024-05"), Some("report")));
    }

    #[test]
    fn forms_of_terms_can_be_met_in_a_sentence() {
        let check = |form: &str| {
            let text = format!(
                "[[term]]\nid = \"grey-zone\"\nname = \"grey zone\"\nforms = [\"{form}\"]\ndefinition = \"Neither.\"\nfield = \"war\"\n"
            );
            let file = SourceFile { path: "glossary/a.toml".into(), text };
            compile(&Sources { glossary: vec![file], ..Sources::default() }, &Knowledge::default())
                .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        for form in ["greyzone", "GZ", "grey-zone warfare", "ÉTAT"] {
            assert!(check(form).is_ok(), "{form}");
        }
        let errors =
            check(&"a zone that is grey and ".repeat(20)[..470]).expect_err("it is longer than what is looked for");
        assert!(errors[0].starts_with("glossary/a.toml:4: no sentence could match “a zone"), "{errors:?}");
    }

    #[test]
    fn relations_may_point_into_the_base() {
        let base = compile_entities(GOOD).expect("the base is good");
        let own = GOOD.replace("asml", "abb").replace("ASML", "ABB")
            + "relations = [{ kind = \"rival of\", to = \"asml\" }]\n";
        let file = SourceFile { path: "own.toml".into(), text: own };
        let own = compile(&Sources { entities: vec![file], ..Sources::default() }, &base)
            .expect("the relation points into the base");
        assert_eq!(base.overlaid(own).entities.len(), 2);
    }

    #[test]
    fn partial_dates() {
        for (text, expected) in [
            ("2024", true),
            ("2024-01", true),
            ("2024-01-29", true),
            ("24", false),
            ("2024-1", false),
            ("2024-13", false),
            ("2024-01-32", false),
            ("", false),
            ("2024-01-01-01", false),
            ("+024", false),
        ] {
            assert_eq!(is_partial_date(text), expected, "{text}");
        }
    }
}
