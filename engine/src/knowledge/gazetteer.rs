//! The gazetteer: places as tables, which no person writes entry by entry.
//!
//! Each table is tab-separated text, its first line the names of its columns. What a table says of a place that has
//! an entry of its own is added to that; towns and divisions without one get theirs from the table. Their names need
//! evidence: a brief that names Mali, or anything Malian, may mean the town of Mopti by “Mopti”.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use sidelight_text::fold::kebab_case;

use super::source::{SourceError, SourceFile};
use super::{Entity, Fact, Held, Kind, Knowledge, PART_OF, Point, Relation, entity_id, in_order};

/// The tables and their columns.
pub const TABLES: [(&str, &[&str]); 5] = [
    ("cities", &["name", "state", "division", "latitude", "longitude", "population"]),
    ("divisions", &["name", "state", "latitude", "longitude"]),
    ("peoples", &["state", "people", "adjective"]),
    ("points", &["entity", "latitude", "longitude"]),
    ("states", &["state", "iso", "continent", "population", "neighbours"]),
];

/// People of a town from which it is called a city.
const CITY: u64 = 100_000;

/// The knowledge, its entities in the order of ids, with what the tables know of places. A table goes by its file's
/// name, and may speak of the places of `base` as well; those become part of the result.
///
/// # Errors
/// Every line that is not as its table's columns ask, or speaks of a place that has no entry.
pub(super) fn with_places(
    knowledge: Knowledge,
    base: &Knowledge,
    files: &[SourceFile],
) -> Result<Knowledge, Vec<SourceError>> {
    let mut places = Places::of(knowledge, base);
    for (name, columns) in TABLES {
        let is_table = |file: &&SourceFile| Path::new(&file.path).file_stem().is_some_and(|stem| stem == name);
        let Some(file) = files.iter().find(is_table) else { continue };
        for (line, row) in file.text.lines().enumerate() {
            let fields: Vec<&str> = row.split('\t').collect();
            let said = match (line, name) {
                (0, _) if fields == columns => Ok(()),
                (0, _) => Err(format!("the first line has to be {}, with tabs between", columns.join(", "))),
                _ if fields.len() != columns.len() => {
                    Err(format!("has {} columns in place of {}: {}", fields.len(), columns.len(), columns.join(", ")))
                }
                (_, "cities") => places.city(&fields),
                (_, "divisions") => places.division(&fields),
                (_, "peoples") => places.people(&fields),
                (_, "points") => places.point(&fields),
                _ => places.state(&fields),
            };
            if let Err(message) = said {
                places.errors.push(SourceError::new(file, line + 1, message));
            }
        }
    }
    if places.errors.is_empty() { Ok(places.finished()) } else { Err(places.errors) }
}

struct Places<'b> {
    knowledge: Knowledge,
    base: &'b Knowledge,
    /// For each id its entity's number.
    numbers: HashMap<String, usize>,
    /// Towns and divisions.
    added: Vec<Entity>,
    added_ids: HashSet<String>,
    errors: Vec<SourceError>,
}

impl<'b> Places<'b> {
    fn of(knowledge: Knowledge, base: &'b Knowledge) -> Self {
        let numbers =
            knowledge.entities.iter().enumerate().map(|(number, entity)| (entity.id.clone(), number)).collect();
        Self { knowledge, base, numbers, added: Vec::new(), added_ids: HashSet::new(), errors: Vec::new() }
    }

    fn entity(&mut self, id: &str) -> Result<&mut Entity, String> {
        let number = match self.numbers.get(id) {
            Some(number) => *number,
            None => {
                let known = self.base.entity(id).ok_or_else(|| format!("“{id}” is not the id of any entity"))?;
                self.knowledge.entities.push(known.clone());
                self.numbers.insert(id.to_owned(), self.knowledge.entities.len() - 1);
                self.knowledge.entities.len() - 1
            }
        };
        Ok(&mut self.knowledge.entities[number])
    }

    fn city(&mut self, row: &[&str]) -> Result<(), String> {
        let &[name, state, division, latitude, longitude, population] = row else { return Ok(()) };
        let count: u64 = number(population)?;
        let state_name = self.entity(state)?.name.clone();
        let place =
            if division.is_empty() || division == name { state_name } else { format!("{division}, {state_name}") };
        let sort = if count >= CITY { "city" } else { "town" };
        let people = if count == 0 { String::new() } else { format!("; about {} people", in_words(count)) };
        let at = point(latitude, longitude)?;
        self.add(name, state, format!("{sort} in {place}{people}"), at)
    }

    fn division(&mut self, row: &[&str]) -> Result<(), String> {
        let &[name, state, latitude, longitude] = row else { return Ok(()) };
        let role = format!("administrative division of {}", self.entity(state)?.name);
        let at = point(latitude, longitude)?;
        self.add(name, state, role, at)
    }

    fn add(&mut self, name: &str, state: &str, role: String, at: Point) -> Result<(), String> {
        let short = kebab_case(name);
        let id = [short.clone(), format!("{short}-{state}")]
            .into_iter()
            .find(|id| !short.is_empty() && !self.numbers.contains_key(id) && !self.added_ids.contains(id))
            .ok_or_else(|| format!("“{name}” has no letters, or stands there already for {state}"))?;
        self.added_ids.insert(id.clone());
        self.added.push(Entity {
            id,
            name: name.to_owned(),
            kind: Kind::Place,
            role,
            aliases: Vec::new(),
            shared: std::iter::once(name).chain(without_article(name)).map(str::to_owned).collect(),
            cues: Vec::new(),
            summary: String::new(),
            well_known: false,
            facts: Vec::new(),
            relations: vec![Relation { kind: PART_OF.to_owned(), to: state.to_owned(), stated: None, source: None }],
            sources: Vec::new(),
            at: Some(at),
        });
        Ok(())
    }

    fn point(&mut self, row: &[&str]) -> Result<(), String> {
        let &[id, latitude, longitude] = row else { return Ok(()) };
        let at = point(latitude, longitude)?;
        self.entity(id)?.at.get_or_insert(at);
        Ok(())
    }

    /// The words for a state's people speak for its towns.
    fn people(&mut self, row: &[&str]) -> Result<(), String> {
        let &[id, people, adjective] = row else { return Ok(()) };
        let state = self.entity(id)?;
        for word in people.split(", ").chain(adjective.split(", ")).filter(|word| !word.is_empty()) {
            if !state.cues.iter().any(|cue| cue == word) {
                state.cues.push(word.to_owned());
            }
        }
        add_fact(state, "People", people);
        add_fact(state, "Adjective", adjective);
        Ok(())
    }

    fn state(&mut self, row: &[&str]) -> Result<(), String> {
        let &[id, _, continent, population, neighbours] = row else { return Ok(()) };
        let names = neighbours.split_whitespace().map(|id| self.entity(id).map(|neighbour| neighbour.name.clone()));
        let names = names.collect::<Result<Vec<String>, String>>()?.join(", ");
        let count: u64 = number(population)?;
        let state = self.entity(id)?;
        if count > 0 {
            add_fact(state, "Population", &format!("about {}", in_words(count)));
        }
        add_fact(state, "Continent", continent);
        add_fact(state, "Borders", &names);
        Ok(())
    }

    fn finished(mut self) -> Knowledge {
        self.knowledge.entities.extend(self.added);
        self.knowledge.entities = in_order(self.knowledge.entities, entity_id);
        self.knowledge
    }
}

/// “Al Qāmishlī” goes by “Qamishli” as well. The article takes the sound of what follows; a short rest is too likely
/// another word.
fn without_article(name: &str) -> Option<&str> {
    const ARTICLES: [&str; 11] = ["Ad", "Adh", "Al", "An", "Ar", "As", "Ash", "At", "Ath", "Aţ", "Az"];
    let (article, rest) = name.split_once([' ', '-'])?;
    (ARTICLES.contains(&article) && rest.chars().count() >= 5 && !rest.contains(' ')).then_some(rest)
}

/// A fact that an entry written by hand does not have.
fn add_fact(entity: &mut Entity, label: &str, value: &str) {
    if !value.is_empty() && !entity.facts.iter().any(|fact| fact.label == label) {
        entity.facts.push(Fact {
            label: label.to_owned(),
            value: value.to_owned(),
            stated: None,
            source: None,
            held: Held::default(),
        });
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("“{text}” is no number"))
}

fn point(latitude: &str, longitude: &str) -> Result<Point, String> {
    Point::of(number(latitude)?, number(longitude)?).ok_or_else(|| {
        format!("{latitude}, {longitude} is no point on Earth: latitude within 90, longitude within 180")
    })
}

/// A number rounded to two significant digits: more would claim a precision that no census has.
pub fn two_digits(number: u64) -> u64 {
    let unit = 10_u64.pow(number.checked_ilog10().unwrap_or(0).saturating_sub(1));
    (number + unit / 2) / unit * unit
}

/// 1,200,000 as “1.2 million”, 53,000 as “53,000”; two figures of it.
fn in_words(count: u64) -> String {
    let rounded = two_digits(count);
    let (whole, tenths) = (rounded / 1_000_000, rounded % 1_000_000 / 100_000);
    match (whole, tenths) {
        (0, _) if rounded < 1000 => rounded.to_string(),
        (0, _) => format!("{},{:03}", rounded / 1000, rounded % 1000),
        (_, 0) => format!("{whole} million"),
        _ => format!("{whole}.{tenths} million"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::source::{Sources, compile};

    fn mali() -> Knowledge {
        let text = "[[entity]]\nid = \"mali\"\nname = \"Mali\"\nkind = \"place\"\nrole = \"country\"\nsummary = \"Dry.\"\n\
                    facts = [{ label = \"Population\", value = \"many\" }]\n";
        let file = SourceFile { path: "states.toml".into(), text: text.into() };
        compile(&Sources { entities: vec![file], ..Sources::default() }, &Knowledge::default()).expect("it is valid")
    }

    fn with(tables: &[(&str, &str)]) -> Result<Knowledge, Vec<String>> {
        let file = |(name, text): &(&str, &str)| SourceFile { path: format!("{name}.tsv"), text: (*text).to_owned() };
        let files: Vec<SourceFile> = tables.iter().map(file).collect();
        with_places(mali(), &Knowledge::default(), &files)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn tables_make_and_complete_entries() {
        let knowledge = with(&[
            (
                "cities",
                "name\tstate\tdivision\tlatitude\tlongitude\tpopulation\nMopti\tmali\tMopti\t14.48\t-4.18\t120000",
            ),
            ("divisions", "name\tstate\tlatitude\tlongitude\nKidal\tmali\t18.44\t1.41\nMopti\tmali\t14\t-4"),
            ("peoples", "state\tpeople\tadjective\nmali\tMalians\tMalian"),
            ("points", "entity\tlatitude\tlongitude\nmali\t17\t-4"),
            ("states", "state\tiso\tcontinent\tpopulation\tneighbours\nmali\tML\tAfrica\t19000000\tmali"),
        ])
        .expect("all is right");
        let ids: Vec<&str> = knowledge.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["kidal", "mali", "mopti", "mopti-mali"]);
        let mali = knowledge.entity("mali").expect("it is there");
        let facts: Vec<String> = mali.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
        assert_eq!(
            facts,
            ["Population: many", "People: Malians", "Adjective: Malian", "Continent: Africa", "Borders: Mali"]
        );
        assert_eq!((mali.cues.join(" "), mali.at), ("Malians Malian".into(), Point::of(17.0, -4.0)));
        let mopti = knowledge.entity("mopti").expect("it is there");
        assert_eq!(mopti.role, "city in Mali; about 120,000 people");
        assert_eq!(
            (mopti.shared.join(" "), mopti.at),
            ("Mopti".into(), Some(Point { latitude: 1448, longitude: -418 }))
        );
    }

    #[test]
    fn defects_are_told_with_their_lines() {
        for (name, text, expected) in [
            (
                "points",
                "entity\tlatitude\nmali\t1",
                "points.tsv:1: the first line has to be entity, latitude, longitude",
            ),
            ("points", "entity\tlatitude\tlongitude\nmali\t1", "points.tsv:2: has 2 columns in place of 3"),
            ("points", "entity\tlatitude\tlongitude\nmale\t1\t2", "points.tsv:2: “male” is not the id of any entity"),
            ("points", "entity\tlatitude\tlongitude\nmali\tx\t2", "points.tsv:2: “x” is no number"),
            ("points", "entity\tlatitude\tlongitude\nmali\t91\t2", "points.tsv:2: 91, 2 is no point on Earth"),
            ("divisions", "name\tstate\tlatitude\tlongitude\n…\tmali\t1\t2", "divisions.tsv:2: “…” has no letters"),
        ] {
            let errors = with(&[(name, text)]).expect_err(expected);
            assert!(errors.iter().any(|error| error.starts_with(expected)), "{errors:?}");
        }
    }

    #[test]
    fn towns_go_without_their_article() {
        for (name, expected) in [
            ("Al Qāmishlī", Some("Qāmishlī")),
            ("Ash-Shaddādī", Some("Shaddādī")),
            ("Al Bāb", None),
            ("Al Ma‘arrat Nu‘mān", None),
            ("Alma Ata", None),
        ] {
            assert_eq!(without_article(name), expected, "{name}");
        }
    }

    #[test]
    fn numbers_of_two_digits() {
        for (number, expected) in
            [(0, 0), (7, 7), (42, 42), (149, 150), (144, 140), (9_960, 10_000), (1_234_567, 1_200_000)]
        {
            assert_eq!(two_digits(number), expected, "{number}");
        }
    }

    #[test]
    fn counts_as_people_say_them() {
        for (count, expected) in [
            (7, "7"),
            (940, "940"),
            (5_312, "5,300"),
            (127_000, "130,000"),
            (1_249_000, "1.2 million"),
            (21_000_000, "21 million"),
        ] {
            assert_eq!(in_words(count), expected);
        }
    }
}
