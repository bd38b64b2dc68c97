//! States: GeoNames' countries and our entities, matched.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use sidelight_engine::knowledge::gazetteer::two_digits;
use sidelight_engine::knowledge::{Kind, Knowledge};

use super::names::key;
use super::sources::Country;

/// Where GeoNames' name is none of ours, or another entity's as well.
const IDS: [(&str, &str); 10] = [
    ("AX", "aland-islands"),
    ("CW", "curacao"),
    ("FM", "federated-states-of-micronesia"),
    ("GE", "georgia"),
    ("IE", "ireland"),
    ("NL", "netherlands"),
    ("PS", "palestine"),
    ("RE", "reunion-island"),
    ("SJ", "svalbard"),
    ("ST", "sao-tome-and-principe"),
];
/// States of the past, which GeoNames keeps.
const FORMER: [&str; 2] = ["AN", "CS"];

/// Our states by GeoNames' codes.
pub struct States<'a> {
    ids: BTreeMap<&'a str, &'a str>,
    /// GeoNames' names of the countries that we have no entity for.
    pub unknown: Vec<&'a str>,
}

impl<'a> States<'a> {
    /// Matches them by name or alias.
    ///
    /// # Errors
    /// Where the table above names an entity that there is not, or one entity stands for two countries.
    pub fn new(countries: &'a BTreeMap<String, Country>, knowledge: &'a Knowledge) -> Result<Self> {
        let mut named: BTreeMap<String, &str> = BTreeMap::new();
        for entity in knowledge.entities.iter().filter(|entity| entity.kind == Kind::Place) {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                named.entry(key(name)).or_insert(&entity.id);
            }
        }
        let mut states = Self { ids: BTreeMap::new(), unknown: Vec::new() };
        for (iso, country) in countries.iter().filter(|(iso, _)| !FORMER.contains(&iso.as_str())) {
            let listed = IDS.iter().find(|(code, _)| code == iso).map(|(_, id)| *id);
            match listed.or_else(|| named.get(&key(&country.name)).copied()) {
                Some(id) if knowledge.entity(id).is_none() => {
                    bail!("xtask/src/gazetteer/states.rs: there is no entity “{id}” in content/entities; correct IDS")
                }
                Some(id) if states.iso(id).is_some() => {
                    bail!("“{id}” is the name of two countries; list {iso}, {}, in IDS", country.name)
                }
                Some(id) => drop(states.ids.insert(iso, id)),
                None => states.unknown.push(&country.name),
            }
        }
        Ok(states)
    }

    /// The id of our entity for a country.
    pub fn id(&self, iso: &str) -> Option<&'a str> {
        self.ids.get(iso).copied()
    }

    /// The code of the country that an entity is.
    pub fn iso(&self, id: &str) -> Option<&'a str> {
        self.ids.iter().find(|(_, known)| **known == id).map(|(iso, _)| *iso)
    }

    /// Codes and ids, in the order of ids.
    pub fn all(&self) -> Vec<(&'a str, &'a str)> {
        let mut all: Vec<_> = self.ids.iter().map(|(iso, id)| (*iso, *id)).collect();
        all.sort_by_key(|(_, id)| *id);
        all
    }

    /// The rows of `states.tsv`.
    pub fn rows(&self, countries: &BTreeMap<String, Country>) -> Vec<Vec<String>> {
        // No state where nobody lives: Antarctica.
        let peopled = self.all().into_iter().filter(|(iso, _)| countries[*iso].population > 0);
        peopled
            .map(|(iso, id)| {
                let country = &countries[iso];
                let mut neighbours: Vec<&str> = country.neighbours.split(',').filter_map(|iso| self.id(iso)).collect();
                neighbours.sort_unstable();
                let population = two_digits(country.population).to_string();
                vec![
                    id.to_owned(),
                    iso.to_owned(),
                    continent(&country.continent).to_owned(),
                    population,
                    neighbours.join(" "),
                ]
            })
            .collect()
    }
}

fn continent(code: &str) -> &str {
    match code {
        "AF" => "Africa",
        "AN" => "Antarctica",
        "AS" => "Asia",
        "EU" => "Europe",
        "NA" => "North America",
        "OC" => "Oceania",
        "SA" => "South America",
        other => other,
    }
}
