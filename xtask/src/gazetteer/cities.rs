//! Which cities are in `cities.tsv`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sidelight_engine::knowledge::gazetteer::two_digits;

use super::names::{Names, Reason, is_ukrainian_district, key};
use super::points::Point;
use super::sources::{City, Divisions, Sources};
use super::states::States;

/// Rows of `cities.tsv`, all in all.
const TOTAL: usize = 11_000;
/// Of any one state, so that three of them do not fill the list.
const MOST_OF_A_STATE: usize = 700;
/// So many of each state, if they are towns: the list is not to end at the world's cities of six digits.
const FIRST_OF_A_STATE: usize = 20;
/// From this many people on a place is a town; villages of islands are nobody's news.
const IS_TOWN: u64 = 10_000;
/// From this many people on a capital is what its name means, even if that is a person as well.
const IS_GREAT_CAPITAL: u64 = 200_000;
/// States at war or often in briefs, where small places matter: all cities from 5,000 people on.
const IN_BRIEFS: [&str; 33] = [
    "afghanistan",
    "armenia",
    "azerbaijan",
    "burkina-faso",
    "cameroon",
    "central-african-republic",
    "chad",
    "colombia",
    "democratic-republic-of-the-congo",
    "ecuador",
    "ethiopia",
    "georgia",
    "haiti",
    "iraq",
    "lebanon",
    "libya",
    "mali",
    "mozambique",
    "myanmar",
    "niger",
    "nigeria",
    "pakistan",
    "palestine",
    "philippines",
    "russia",
    "somalia",
    "south-sudan",
    "sudan",
    "syria",
    "taiwan",
    "ukraine",
    "venezuela",
    "yemen",
];
/// States whose smaller towns are known as surnames first, and how many people a city there has to have.
const ENGLISH: ([&str; 6], u64) =
    (["australia", "canada", "ireland", "new-zealand", "united-kingdom", "united-states"], 100_000);

/// A city with our name of its state.
pub struct Row<'a> {
    pub state: &'a str,
    pub city: &'a City,
}

/// What was chosen, and how many were left out for which reason.
pub struct Chosen<'a> {
    /// In the order of states, then of descending population.
    pub rows: Vec<Row<'a>>,
    /// The largest of those left out first.
    pub left_out: BTreeMap<Reason, Vec<Row<'a>>>,
}

/// Chooses the cities.
pub fn choose<'a>(sources: &'a Sources, states: &States<'a>, names: &Names, points: &[Point<'_>]) -> Chosen<'a> {
    let capitals: BTreeSet<*const City> =
        sources.countries.keys().filter_map(|iso| sources.capital(iso)).map(std::ptr::from_ref).collect();
    let is_capital = |row: &Row<'_>| capitals.contains(&std::ptr::from_ref(row.city));
    let mut by_state: BTreeMap<&str, Vec<Row<'a>>> = BTreeMap::new();
    let mut left_out: BTreeMap<Reason, Vec<Row<'a>>> = BTreeMap::new();
    // Nobody is counted in places that are no more: Plymouth on Montserrat.
    for city in sources.cities.iter().filter(|city| city.population > 0) {
        let Some(state) = states.id(&city.country) else { continue };
        let row = Row { state, city };
        let has_card = || points.iter().any(|point| point.is(city));
        let reason = match names.reason_against(&city.name, city.population) {
            Some(Reason::Ordinary) if is_capital(&row) => None,
            Some(Reason::Namesake) if is_capital(&row) && city.population >= IS_GREAT_CAPITAL => None,
            None if is_district(city) => Some(Reason::District),
            None if has_card() => Some(Reason::HasCard),
            other => other,
        };
        match reason {
            Some(reason) => left_out.entry(reason).or_default().push(row),
            None => by_state.entry(state).or_default().push(row),
        }
    }
    let mut rows = Vec::new();
    let mut others = Vec::new();
    for (state, mut cities) in by_state {
        cities.sort_by_key(|row| (Reverse(row.city.population), &row.city.name));
        let mut met = BTreeSet::new();
        cities.retain(|row| met.insert(key(&row.city.name)));
        let is_in_briefs = IN_BRIEFS.contains(&state);
        let least = match state {
            _ if ENGLISH.0.contains(&state) => ENGLISH.1,
            _ if is_in_briefs => 0,
            _ => IS_TOWN,
        };
        cities.retain(|row| row.city.population >= least || is_capital(row));
        cities.truncate(MOST_OF_A_STATE);
        let sure = if is_in_briefs { MOST_OF_A_STATE } else { FIRST_OF_A_STATE };
        for (rank, row) in cities.into_iter().enumerate() {
            if rank < sure || is_capital(&row) { rows.push(row) } else { others.push(row) }
        }
    }
    others.sort_by_key(|row| (Reverse(row.city.population), row.state, &row.city.name));
    others.truncate(TOTAL.saturating_sub(rows.len()));
    rows.append(&mut others);
    rows.sort_by_key(|row| (row.state, Reverse(row.city.population), &row.city.name));
    left_out.values_mut().for_each(|rows| rows.sort_by_key(|row| (Reverse(row.city.population), &row.city.name)));
    Chosen { rows, left_out }
}

/// Whether GeoNames has a part of a city for a city: in Ukraine, by its name, or for lying in Kyiv, division 12.
fn is_district(city: &City) -> bool {
    city.country == "UA" && (city.division == "12" || is_ukrainian_district(&city.name))
}

/// The rows of `cities.tsv`.
pub fn rows(chosen: &[Row<'_>], divisions: &Divisions<'_>) -> Vec<Vec<String>> {
    let row = |Row { state, city }: &Row<'_>| {
        let division = divisions.get(&(city.country.as_str(), city.division.as_str())).cloned().unwrap_or_default();
        let population = two_digits(city.population).to_string();
        let [latitude, longitude] = coordinates(city.at());
        vec![city.name.clone(), (*state).to_owned(), division, latitude, longitude, population]
    };
    chosen.iter().map(row).collect()
}

/// Latitude and longitude with two decimals: a kilometre, which is less than a city.
pub fn coordinates((latitude, longitude): (f64, f64)) -> [String; 2] {
    // No “-0.00”.
    [latitude, longitude].map(|degrees| format!("{:.2}", (degrees * 100.0).round() / 100.0 + 0.0))
}

#[cfg(test)]
mod tests {
    use super::coordinates;

    #[test]
    fn coordinates_have_two_decimals() {
        assert_eq!(coordinates((12.345_678, -0.001)), ["12.35", "0.00"]);
    }
}
