//! Where the cities among our entities lie: only those that are found for sure.

use std::collections::BTreeMap;

use sidelight_engine::knowledge::{Entity, Kind, Knowledge};

use super::cities::coordinates;
use super::names::key;
use super::sources::{City, Sources, distance};
use super::states::States;

/// Nouns of roles that tell a city or town.
const CITY_WORDS: [&str; 7] = ["capital", "city", "metropolis", "port", "town", "village", "township"];
/// After one of these a role speaks of what is around or near.
const PREPOSITIONS: &str = "across against along among and around as at between beyond by for from held in into near north of off on \
    opposite outside over south that through to under where which with within west east";
/// How an entity stands to what it lies in.
const INSIDE: [&str; 6] = ["in", "part of", "capital of", "territory of", "seat of government of", "claimed by"];
/// Whether the Palestinian territories are around it; no relation of theirs says so.
const PALESTINIAN: [&str; 2] = ["gaza-strip", "west-bank"];
/// A city with so many times the people of all others of its name is the one that is meant.
const GREATER: u64 = 10;
/// How far apart, in degrees, two entries of a name can be and still be one city.
const ONE_CITY: f64 = 0.25;

/// Whether a role says that the thing is a city, town or village: “oil city in western Venezuela”, not “river port’s
/// district”, nor “pass near the town of Chaman”.
fn is_city(role: &str) -> bool {
    let words = role.split(|c: char| !c.is_alphanumeric() && c != '’');
    let mut head = words.take_while(|word| !PREPOSITIONS.split_whitespace().any(|other| other == *word));
    head.any(|word| CITY_WORDS.contains(&word))
}

impl<'a> States<'a> {
    /// The state that an entity lies in, by its relations, or by the one that its role names.
    pub fn around(&self, entity: &Entity, knowledge: &Knowledge) -> Option<&'a str> {
        let mut at = entity;
        // So many steps are enough for a town in a region of a part of a state, and end where two name each other.
        for _ in 0..6 {
            let inside = INSIDE.iter().find_map(|kind| at.relations.iter().find(|relation| relation.kind == *kind));
            let Some(around) = inside else { break };
            let to = if PALESTINIAN.contains(&around.to.as_str()) { "palestine" } else { &around.to };
            if let Some(iso) = self.iso(to) {
                return self.id(iso);
            }
            let Some(next) = knowledge.entity(&around.to) else { break };
            at = next;
        }
        [at, entity].iter().find_map(|entity| {
            let is_named = |id: &str| knowledge.entity(id).is_some_and(|state| contains(&entity.role, &state.name));
            let mut named = self.all().into_iter().map(|(_, id)| id).filter(|id| is_named(id));
            named.next().filter(|_| named.next().is_none())
        })
    }
}

/// Whether whole words of a text are these.
fn contains(text: &str, words: &str) -> bool {
    format!(" {} ", key(text)).contains(&format!(" {} ", key(words)))
}

/// A city among our entities, found.
pub struct Point<'a> {
    pub entity: &'a Entity,
    /// The code of the country that GeoNames has it in.
    pub iso: &'a str,
    /// Latitude and longitude, in degrees.
    pub at: (f64, f64),
}

impl Point<'_> {
    /// Whether a city of GeoNames is this one under another spelling: “Kryvyy Rih” is our Kryvyi Rih.
    pub fn is(&self, city: &City) -> bool {
        let mut names = std::iter::once(&self.entity.name).chain(&self.entity.aliases);
        city.country == self.iso
            && distance(city.at(), self.at) <= ONE_CITY
            && names.any(|name| city.is_called(&key(name)))
    }
}

/// The cities among our entities that are found for sure, in the order of ids.
pub fn find<'a>(sources: &Sources, states: &States<'a>, knowledge: &'a Knowledge) -> Vec<Point<'a>> {
    let index = Index::new(sources);
    let places = knowledge.entities.iter().filter(|entity| entity.kind == Kind::Place && is_city(&entity.role));
    places
        .filter_map(|entity| {
            // Hong Kong and Singapore are a city and what GeoNames has as a country.
            let iso = states.iso(&entity.id).or_else(|| states.iso(states.around(entity, knowledge)?))?;
            Some(Point { entity, iso, at: index.place(iso, entity)? })
        })
        .collect()
}

/// The rows of `points.tsv`.
pub fn rows(points: &[Point<'_>]) -> Vec<Vec<String>> {
    let row = |point: &Point<'_>| {
        let [latitude, longitude] = coordinates(point.at);
        vec![point.entity.id.clone(), latitude, longitude]
    };
    points.iter().map(row).collect()
}

/// A place that has a name: how many people live there, and where it lies.
type Found = (u64, (f64, f64));
/// Places by country and name.
type List = BTreeMap<(String, String), Vec<Found>>;

/// Lists of places, the surest first.
struct Index([List; 3]);

impl Index {
    fn new(sources: &Sources) -> Self {
        let mut lists = [List::new(), List::new(), List::new()];
        let [names, others, small] = &mut lists;
        for city in &sources.cities {
            let found = (city.population, city.at());
            names.entry((city.country.clone(), key(&city.name))).or_default().push(found);
            for name in &city.other_names {
                others.entry((city.country.clone(), key(name))).or_default().push(found);
            }
        }
        for place in &sources.places {
            small.entry((place.country.clone(), key(&place.name))).or_default().push((0, place.at()));
        }
        Self(lists)
    }

    /// Where the one place of an entity's name lies; of aliases where none has the name itself.
    fn place(&self, iso: &str, entity: &Entity) -> Option<(f64, f64)> {
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        let named = |name: &String| self.0.iter().find_map(|list| list.get(&(iso.to_owned(), key(name))));
        only(names.find_map(named)?)
    }
}

/// The only place of a list: all are near the most populous, or nothing beside it.
fn only(found: &[Found]) -> Option<(f64, f64)> {
    let (most, at) = found.iter().copied().max_by_key(|(people, _)| *people)?;
    let others = found.iter().filter(|(_, other)| distance(*other, at) > ONE_CITY);
    let others: Vec<u64> = others.map(|(people, _)| *people).collect();
    (others.is_empty() || most >= GREATER * others.iter().sum::<u64>() && most > 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{is_city, only};

    #[test]
    fn roles_of_cities() {
        for (role, expected) in [
            ("capital of Sudan", true),
            ("Russian port on the Pacific", true),
            ("gold-mining town in South Kivu, Democratic Republic of the Congo", true),
            ("city and refugee camp in the north of the West Bank", true),
            ("state in western India", false),
            ("mountain pass near the town of Chaman", false),
            ("strait between the port of Aden and Djibouti", false),
            ("Shia district of Baghdad", false),
        ] {
            assert_eq!(is_city(role), expected, "{role}");
        }
    }

    #[test]
    fn the_only_place_of_a_name() {
        let (here, near, far) = ((48.0, 37.0), (48.1, 37.1), (50.0, 30.0));
        for (found, expected) in [
            (vec![], None),
            (vec![(5_000, here)], Some(here)),
            (vec![(5_000, here), (4_000, near)], Some(here)),
            (vec![(5_000, here), (4_000, far)], None),
            (vec![(5_000, far), (50_000, here)], Some(here)),
            (vec![(0, here), (0, far)], None),
        ] {
            assert_eq!(only(&found), expected, "{found:?}");
        }
    }
}
