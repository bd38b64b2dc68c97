//! First-level divisions: their names as a brief has them, and where they lie.

use std::collections::{BTreeMap, BTreeSet};

use super::cities::{Row, coordinates};
use super::names::{Names, key};
use super::sources::{City, Divisions, Sources};
use super::states::States;

/// A division with fewer people in its cities is a parish or a commune.
const MIN_PEOPLE: f64 = 10_000.0;
/// What GeoNames says before the proper name of a division, in the language of its state.
const PREFIXES: [&str; 16] = [
    "Baladiyat ",
    "Changwat ",
    "Departement de ",
    "Gouvernorat de ",
    "Khett ",
    "Krong ",
    "Mintaqat ",
    "Muhafazat ",
    "Opstina ",
    "Ostan-e ",
    "Provincia de ",
    "Sha`biyat ",
    "Thanh Pho ",
    "Viloyati ",
    "Wilaya de ",
    "Wilayat-e ",
];
/// And after it, the longest first.
const SUFFIXES: [&str; 14] = [
    " Zhuangzu Zizhiqu",
    " Avtonomnyy Okrug",
    " Huizu Zizhiqu",
    " Uygur Zizhiqu",
    " Voivodeship",
    " Governorate",
    " Prefecture",
    " Atholhu",
    " Rayonu",
    " Rayon",
    " Fylke",
    " Marz",
    " Sheng",
    " Shi",
];
/// Names that briefs write otherwise, mostly of regions at war: GeoNames', and the English one.
const ENGLISH: [(&str, &str); 88] = [
    ("Adygeya", "Adygea"),
    ("Agdam", "Aghdam"),
    ("Al Hudaydah", "Hodeidah"),
    ("Al Jizah", "Giza"),
    ("Al Qahirah", "Cairo"),
    ("Arbil", "Erbil"),
    ("Arkhangelskaya", "Arkhangelsk"),
    ("As Sulaymaniyah", "Sulaymaniyah"),
    ("Azarbayjan-e Gharbi", "West Azerbaijan"),
    ("Baki", "Baku"),
    ("Bamian", "Bamyan"),
    ("Banghazi", "Benghazi"),
    ("Binshangul Gumuz", "Benishangul-Gumuz"),
    ("Brjansk", "Bryansk"),
    ("Cabrayil", "Jabrayil"),
    ("Dahuk", "Duhok"),
    ("Darnah", "Derna"),
    ("Eastern Darfur", "East Darfur"),
    ("Ghowr", "Ghor"),
    ("Goeycay", "Goychay"),
    ("Grodnenskaya", "Grodno"),
    ("Ha Noi", "Hanoi"),
    ("Ingushetiya", "Ingushetia"),
    ("Jaroslavl", "Yaroslavl"),
    ("Kabardino-Balkariya", "Kabardino-Balkaria"),
    ("Kalbacar", "Kalbajar"),
    ("Kamtsjatka", "Kamchatka"),
    ("Karachayevo-Cherkesiya", "Karachay-Cherkessia"),
    ("Khakasiya", "Khakassia"),
    ("Khanty-Mansiyskiy", "Khanty-Mansi"),
    ("Kiev", "Kyiv"),
    ("Kiev City", "Kyiv"),
    ("Konar", "Kunar"),
    ("Krasnodarskiy", "Krasnodar"),
    ("Krasnoyarskiy", "Krasnoyarsk"),
    ("Liban-Nord", "North Lebanon"),
    ("Liban-Sud", "South Lebanon"),
    ("Lowgar", "Logar"),
    ("Mariy-El", "Mari El"),
    ("Masqat", "Muscat"),
    ("Mayorality of Baghdad", "Baghdad"),
    ("Mingacevir City", "Mingachevir"),
    ("Misratah", "Misrata"),
    ("Misto Sevastopol'", "Sevastopol"),
    ("Mont-Liban", "Mount Lebanon"),
    ("Mordoviya", "Mordovia"),
    ("Moskovskaya", "Moscow Oblast"),
    ("NCT", "Delhi"),
    ("Nabatiye", "Nabatieh"),
    ("Nakhichevan", "Nakhchivan"),
    ("Nassarawa", "Nasarawa"),
    ("Ninawa", "Nineveh"),
    ("Nizjnij Novgorod", "Nizhny Novgorod"),
    ("Nord Kivu", "North Kivu"),
    ("Northern Darfur", "North Darfur"),
    ("Odessa", "Odesa"),
    ("Orjol", "Oryol"),
    ("Oromiya", "Oromia"),
    ("Praha", "Prague"),
    ("Primorskiy", "Primorye"),
    ("Qazax", "Gazakh"),
    ("Respublika Buryatiya", "Buryatia"),
    ("Rif-dimashq", "Rif Dimashq"),
    ("Rjazan", "Ryazan"),
    ("Safaqis", "Sfax"),
    ("Sagain", "Sagaing"),
    ("Shamal Kurdufan", "North Kordofan"),
    ("Siazan", "Siyazan"),
    ("Southern Darfur", "South Darfur"),
    ("Southern Kordofan", "South Kordofan"),
    ("St.-Petersburg", "Saint Petersburg"),
    ("Stavropol'skiy", "Stavropol"),
    ("Sud Kivu", "South Kivu"),
    ("Sud-Kivu", "South Kivu"),
    ("Sumqayit", "Sumgayit"),
    ("Susa", "Shusha"),
    ("Tjumen", "Tyumen"),
    ("Tombouctou", "Timbuktu"),
    ("Tverskaya", "Tver"),
    ("Udmurtiya", "Udmurtia"),
    ("Vardak", "Wardak"),
    ("Vinnyts'ka", "Vinnytsia"),
    ("Voronezj", "Voronezh"),
    ("Xizi", "Khizi"),
    ("Xocali", "Khojaly"),
    ("Xocavand", "Khojavend"),
    ("Yamalo-Nenetskiy", "Yamalo-Nenets"),
    ("Zaporizhia", "Zaporizhzhia"),
];

/// The name of a division as briefs have it: “Henan” of “Henan Sheng”, “North Kivu” of “Nord Kivu”.
pub fn proper_name(name: &str) -> String {
    let name = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let name = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name).trim();
    let name = ENGLISH.iter().find(|(other, _)| *other == name).map_or(name, |(_, english)| english);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The rows of `divisions.tsv`: where each lies on the average of its people.
pub fn rows(
    sources: &Sources,
    divisions: &Divisions<'_>,
    states: &States<'_>,
    names: &Names,
    chosen: &[Row<'_>],
) -> Vec<Vec<String>> {
    let cities: BTreeSet<(&str, String)> = chosen.iter().map(|row| (row.state, key(&row.city.name))).collect();
    let mut centres: BTreeMap<(&str, &str), Centre> = BTreeMap::new();
    for city in &sources.cities {
        let Some(state) = states.id(&city.country) else { continue };
        let Some(name) = divisions.get(&(city.country.as_str(), city.division.as_str())) else { continue };
        centres.entry((state, name.as_str())).or_default().add(city);
    }
    // “Saint George” is a parish of five island states, and much else.
    let is_told = |state: &str, name: &str| {
        names.reason_against(name, 0).is_none() && !name.starts_with("Saint ") && !cities.contains(&(state, key(name)))
    };
    centres
        .into_iter()
        .filter(|((state, name), centre)| centre.people >= MIN_PEOPLE && is_told(state, name))
        .map(|((state, name), centre)| {
            let [latitude, longitude] = coordinates(centre.at());
            vec![name.to_owned(), state.to_owned(), latitude, longitude]
        })
        .collect()
}

/// A mean of places, weighted by their people.
#[derive(Default)]
struct Centre {
    people: f64,
    latitude: f64,
    longitude: f64,
}

impl Centre {
    fn add(&mut self, city: &City) {
        // Some have no count.
        let people = city.population.max(1) as f64;
        self.people += people;
        self.latitude += people * city.latitude;
        self.longitude += people * city.longitude;
    }

    fn at(&self) -> (f64, f64) {
        (self.latitude / self.people, self.longitude / self.people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proper_names() {
        for (name, expected) in [
            ("Henan Sheng", "Henan"),
            ("Xinjiang Uygur Zizhiqu", "Xinjiang"),
            ("Sha`biyat al Butnan", "Al Butnan"),
            ("Lublin Voivodeship", "Lublin"),
            ("Nord Kivu", "North Kivu"),
            ("North Kivu", "North Kivu"),
        ] {
            assert_eq!(proper_name(name), expected);
        }
    }

    #[test]
    fn english_names_are_sorted() {
        assert!(ENGLISH.is_sorted());
    }

    #[test]
    fn the_mean_follows_the_people() {
        let mut centre = Centre::default();
        for (latitude, population) in [(10.0, 3_000), (20.0, 1_000)] {
            centre.add(&City { latitude, population, ..City::default() });
        }
        assert_eq!(centre.at(), (12.5, 0.0));
    }
}
