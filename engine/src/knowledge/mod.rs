//! What Sidelight knows: entities, glossary terms, and the packed file that carries them.
//!
//! People write knowledge as TOML files in `entities/` and `glossary/` (see [`source`]); programs load
//! one compact file, made by [`Knowledge::pack`].

#[cfg(feature = "knowledge-source")]
pub mod gazetteer;
#[cfg(feature = "knowledge-source")]
pub mod source;

mod pack;
mod shorthand;

pub use crate::packed::UnpackError;

/// Entities and terms, each list in the order of ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// Who and what briefs speak of.
    pub entities: Vec<Entity>,
    /// The field's technical language.
    pub terms: Vec<Term>,
}

/// Someone or something that briefs name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Stable, kebab case.
    pub id: String,
    /// The name by which readers know it.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// A few words that place it: “armed group; the Afghan branch of Islamic State”.
    pub role: String,
    /// Every other name for it: abbreviations, transliterations, former names.
    pub aliases: Vec<String>,
    /// Names that it shares with something else: it is meant only where the brief has one of `cues`. A name that
    /// stands here too, like that of a town that is an ordinary word, needs such evidence as well.
    pub shared: Vec<String>,
    /// Words whose presence in a brief speaks for it where a name is shared.
    pub cues: Vec<String>,
    /// The background in two or three sentences, at most 500 characters.
    pub summary: String,
    /// A country, capital, continent or body that every reader knows: linked, but never marked.
    pub well_known: bool,
    /// Key facts, in the order of their importance.
    pub facts: Vec<Fact>,
    /// How it stands to other entities.
    pub relations: Vec<Relation>,
    /// Where facts and relations come from.
    pub sources: Vec<Source>,
    /// Where a place is.
    pub at: Option<Point>,
}

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "knowledge-source", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Kind {
    /// Armed, political, criminal, ethnic or religious.
    Group,
    /// A human being.
    Person,
    /// Company, agency, court, parliament, media outlet, international body.
    Organisation,
    /// Anything with a location, from a continent to a building.
    Place,
    /// Something that happened: attack, war, operation, summit.
    Event,
    /// A treaty, law, book, programme or system that bears a name.
    Work,
    /// Anything else with a name.
    Other,
}

/// One key fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// “Leader”, “Founded”, “Headquarters”.
    pub label: String,
    /// The fact in a few words.
    pub value: String,
    /// For a fact that changes: the month for which its source states it (`2024-01`). A seat is taken to last, as a
    /// capital and a founding year do, unless it has moved or is to move.
    pub stated: Option<String>,
    /// The id of its source in [`Entity::sources`].
    pub source: Option<String>,
    /// From when and to when it held, as far as that is known.
    pub held: Held,
}

/// A stretch of time of which either end may be unknown: a year, a month or a day of ISO 8601, both inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Its first day, month or year.
    pub from: Option<String>,
    /// Its last one.
    pub to: Option<String>,
}

impl Held {
    /// Whether it began only after this day.
    pub fn begins_after(&self, day: &str) -> bool {
        self.from.as_deref().is_some_and(|from| from > up_to(day, from))
    }

    /// Whether it was over before this day.
    pub fn ended_before(&self, day: &str) -> bool {
        self.to.as_deref().is_some_and(|to| to < up_to(day, to))
    }
}

/// A day as precisely as another date is given.
fn up_to<'d>(day: &'d str, like: &str) -> &'d str {
    day.get(..like.len()).unwrap_or(day)
}

/// The relation of a part to its whole, of a town to its state: the names of the whole are cues for the part.
pub const PART_OF: &str = "part of";

/// A point on Earth, in hundredths of degrees, about a kilometre: north and east count up from the equator and from
/// Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From -9,000 to 9,000.
    pub latitude: i16,
    /// From -18,000 to 18,000.
    pub longitude: i16,
}

#[cfg(feature = "knowledge-source")]
impl Point {
    /// From degrees; none where they are of no point on Earth.
    pub fn of(latitude: f64, longitude: f64) -> Option<Self> {
        let is_there = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        let hundredths = |degrees: f64| (degrees * 100.0).round() as i16;
        is_there.then(|| Self { latitude: hundredths(latitude), longitude: hundredths(longitude) })
    }
}

/// How an entity stands to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// “affiliate of”, “rival of”, “part of”, “leads”, “successor of”.
    pub kind: String,
    /// The other entity's id.
    pub to: String,
    /// For a relation that changes: the month for which its source states it, as in [`Fact::stated`].
    pub stated: Option<String>,
    /// The id of its source in [`Entity::sources`].
    pub source: Option<String>,
}

/// Where a fact or a relation comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Unique within its entity.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as precisely as known: `2024`, `2024-01` or `2024-01-29`.
    pub date: Option<String>,
    /// An address where it was found; none rather than a guess.
    pub url: Option<String>,
}

/// A glossary term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Stable, kebab case.
    pub id: String,
    /// The term as a dictionary would list it.
    pub name: String,
    /// Variants, abbreviations and irregular inflections; regular ones are found without listing.
    pub forms: Vec<String>,
    /// What it means in plain words, at most 400 characters.
    pub definition: String,
    /// The field it belongs to: “counter-terrorism”.
    pub field: String,
    /// Ids of related terms.
    pub related: Vec<String>,
}

impl Kind {
    /// All kinds, in the order in which a page lists them.
    pub const ALL: [Self; 7] =
        [Self::Group, Self::Person, Self::Organisation, Self::Place, Self::Event, Self::Work, Self::Other];

    /// The word of the contract: `group`, `person`, ….
    pub fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
            Self::Other => "other",
        }
    }
}

impl Entity {
    /// Whether a fact or a relation comes from the source with this id.
    pub fn names_source(&self, id: &str) -> bool {
        let of_facts = self.facts.iter().map(|fact| &fact.source);
        of_facts
            .chain(self.relations.iter().map(|relation| &relation.source))
            .any(|source| source.as_deref() == Some(id))
    }
}

impl Knowledge {
    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|index| &self.entities[index])
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.binary_search_by(|term| term.id.as_str().cmp(id)).ok().map(|index| &self.terms[index])
    }

    /// Only what cards show: without the sources that no fact or relation names, which stand on an entity's own page,
    /// and without their days; their ids are as short as can be.
    #[must_use]
    pub fn for_cards(mut self) -> Self {
        for entity in &mut self.entities {
            let mut sources = std::mem::take(&mut entity.sources);
            sources.retain(|source| entity.names_source(&source.id));
            let of_facts = entity.facts.iter_mut().map(|fact| &mut fact.source);
            for name in of_facts.chain(entity.relations.iter_mut().map(|relation| &mut relation.source)).flatten() {
                let number = sources.iter().position(|source| source.id == *name);
                *name = number.map(|number| number.to_string()).unwrap_or_default();
            }
            entity.sources = sources;
            for (number, source) in entity.sources.iter_mut().enumerate() {
                (source.id, source.date) = (number.to_string(), None);
            }
        }
        self
    }

    /// This knowledge in two parts: the gazetteer, which is its places, and all the rest. Each is packed and loaded
    /// by itself; [`overlaid`](Self::overlaid) puts them together again.
    pub fn parted(self) -> (Self, Self) {
        let (places, entities) = self.entities.into_iter().partition(|entity| entity.kind == Kind::Place);
        (Self { entities: places, terms: Vec::new() }, Self { entities, terms: self.terms })
    }

    /// This knowledge with `own` laid over it: an entry of the same id is replaced, the rest added.
    pub fn overlaid(self, own: Self) -> Self {
        Self {
            entities: overlay(self.entities, own.entities, entity_id),
            terms: overlay(self.terms, own.terms, term_id),
        }
    }
}

/// `base` and `own` in the order of ids; where both have an id, `own` wins.
fn overlay<T>(base: Vec<T>, own: Vec<T>, id: fn(&T) -> &str) -> Vec<T> {
    // A stable sort keeps `own` before `base`, and the first of equals stays.
    let mut all = in_order(own.into_iter().chain(base).collect(), id);
    all.dedup_by(|later, first| id(later) == id(first));
    all
}

/// In the order of ids, those of one id as they were.
fn in_order<T>(all: Vec<T>, id: fn(&T) -> &str) -> Vec<T> {
    let mut order: Vec<(&str, usize)> = all.iter().map(id).zip(0..).collect();
    sort(&mut order);
    let order: Vec<usize> = order.into_iter().map(|(_, index)| index).collect();
    let mut all: Vec<Option<T>> = all.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| all[index].take()).collect()
}

/// Compiled once for entities and terms.
#[inline(never)]
fn sort(order: &mut [(&str, usize)]) {
    order.sort_unstable();
}

fn entity_id(entity: &Entity) -> &str {
    &entity.id
}

fn term_id(term: &Term) -> &str {
    &term.id
}
