//! Which names a gazetteer leaves out: those that mean something else as well. A wrong card is worse than none.

use std::collections::BTreeSet;
use std::fmt;

use sidelight_engine::knowledge::{Kind, Knowledge};
use sidelight_engine::understand::Language;
use sidelight_text::fold::Folded;

/// Family names, names of famous persons and words that are cities too.
const NAMESAKES: &str = include_str!("namesakes.txt");
/// Below this many letters a name is too often an abbreviation or a syllable.
const MIN_LETTERS: usize = 4;
/// From this many people on, a city is what its name means, even if the name is an ordinary word.
const IS_UNDOUBTED: u64 = 500_000;
/// What a name without a name is made of: “City Centre”, “Sector 3”, “Zone III”.
const GENERIC: &str = "area block borough camp center central centre city colony county district division east level north \
    number one part phase place quarter region sector section south station suburb three town township two urban village \
    ward west zone";
/// Settlements in the West Bank, and halves of Jerusalem: which state they are in is what the dispute is about.
const CONTESTED: [&str; 13] = [
    "alfei menasheh",
    "beit el",
    "bet arye",
    "efrata",
    "geva binyamin",
    "givat zeev",
    "karney shomron",
    "kokhav yaaqov",
    "maale adummim",
    "modiin ilit",
    "oranit",
    "qarne shomeron",
    "west jerusalem",
];
/// The Arabic and Spanish article, which is written or not: “Al Qaim”, “Qaim”.
const ARTICLES: [&str; 12] = ["ad", "adh", "al", "an", "ar", "as", "ash", "at", "ath", "az", "el", "the"];

/// Why a name is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Fewer than four letters.
    Short,
    /// Brackets, slashes, commas or digits: a note, not a name.
    Marks,
    /// “City Centre”, “Zone III”.
    Generic,
    /// An entity has this name, hence a card written by hand.
    HasCard,
    /// “March”.
    Calendar,
    /// “Malian”.
    Demonym,
    /// “Florence”.
    GivenName,
    /// “Jackson”, “Waterloo”.
    Namesake,
    /// “Reading”.
    Ordinary,
    /// “Modiin Ilit”: no card is to settle whose it is.
    Contested,
    /// “Shevchenkivskyi”: not of a city, but of a part of one.
    District,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Short => "has fewer than four letters",
            Self::Marks => "has brackets, slashes, commas or digits",
            Self::Generic => "says only what sort of place it is",
            Self::HasCard => "has a card written by hand",
            Self::Calendar => "is a word of the calendar",
            Self::Demonym => "is a demonym",
            Self::GivenName => "is a given name",
            Self::Namesake => "is that of a person or thing as well",
            Self::Ordinary => "is made of ordinary words",
            Self::Contested => "is that of a place whose state is in dispute",
            Self::District => "is that of a city's district",
        })
    }
}

/// What names must not mean.
pub struct Names {
    language: Language,
    cards: BTreeSet<String>,
    peoples: BTreeSet<String>,
    given: BTreeSet<String>,
    namesakes: BTreeSet<String>,
}

impl Names {
    /// From what ships, given names, and peoples with their adjectives.
    pub fn new(language: Language, knowledge: &Knowledge, given: &[String], peoples: &[String]) -> Self {
        let keys = |names: &[String]| names.iter().map(|name| key(name)).collect();
        let persons = knowledge.entities.iter().filter(|entity| entity.kind == Kind::Person);
        // The first word is the given name, or the family name of a Chinese or Korean, too short to be a city here.
        let family = persons.flat_map(|person| person.name.split_whitespace().skip(1)).map(key);
        let listed = NAMESAKES.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(", ")).map(key);
        let cards = knowledge.entities.iter().flat_map(|entity| {
            let names = std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.shared);
            names.map(|name| without_article(&key(name)).to_owned())
        });
        Self {
            language,
            cards: cards.collect(),
            peoples: keys(peoples),
            given: keys(given),
            namesakes: family.chain(listed).collect(),
        }
    }

    /// Why a place of this name and population is left out, if it is.
    pub fn reason_against(&self, name: &str, population: u64) -> Option<Reason> {
        let key = key(name);
        let words: Vec<&str> = key.split(' ').collect();
        let is_generic =
            |word: &&str| GENERIC.split_whitespace().any(|generic| generic == *word) || is_roman_numeral(word);
        let is_ordinary = |word: &&str| self.language.is_ordinary(word);
        let reason = if name.contains(['(', ')', '[', ']', '/', ',', ';', '"']) || name.contains(char::is_numeric) {
            Reason::Marks
        } else if key.chars().filter(|c| c.is_alphabetic()).count() < MIN_LETTERS {
            Reason::Short
        } else if words.iter().all(is_generic) {
            Reason::Generic
        } else if self.has_card(name) {
            Reason::HasCard
        } else if self.language.is_calendar(&key) {
            Reason::Calendar
        } else if self.language.is_demonym(&key) || self.peoples.contains(&key) {
            Reason::Demonym
        } else if self.given.contains(&key) {
            Reason::GivenName
        } else if self.namesakes.contains(&key) {
            Reason::Namesake
        } else if CONTESTED.contains(&key.as_str()) {
            Reason::Contested
        } else if population < IS_UNDOUBTED && words.iter().all(is_ordinary) {
            Reason::Ordinary
        } else {
            return None;
        };
        Some(reason)
    }

    /// Whether an entity has this name, with or without the article.
    pub fn has_card(&self, name: &str) -> bool {
        self.cards.contains(without_article(&key(name)))
    }
}

/// Whether a name, in Ukraine, is a district's: an adjective by itself. Few cities are called so, after persons.
pub fn is_ukrainian_district(name: &str) -> bool {
    const CITIES: [&str; 3] = ["Khmelnytskyi", "Kropyvnytskyi", "Sheptytskyi"];
    !name.contains([' ', '-']) && name.ends_with("skyi") && !CITIES.contains(&name)
}

/// The form in which names are compared: small letters without accents or apostrophes, blanks for hyphens.
pub fn key(name: &str) -> String {
    let folded = Folded::new(name).into_text().to_lowercase();
    let plain = folded.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'));
    let plain: String = plain.map(|c| if c == '-' { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_article(key: &str) -> &str {
    match key.split_once(' ') {
        Some((article, rest)) if ARTICLES.contains(&article) && rest.len() >= MIN_LETTERS => rest,
        _ => key,
    }
}

fn is_roman_numeral(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};
    use sidelight_engine::understand::MODEL;

    const ENTITIES: &str = r#"
        [[entity]]
        id = "qaim"
        name = "Al-Qa’im"
        kind = "place"
        role = "border town of Iraq"
        aliases = ["Husaybah"]
        summary = "A crossing."

        [[entity]]
        id = "gustavo-petro"
        name = "Gustavo Francisco Petropavl"
        kind = "person"
        role = "politician"
        summary = "A president."
    "#;

    fn names() -> Names {
        let file = SourceFile { path: "test.toml".to_owned(), text: ENTITIES.to_owned() };
        let knowledge = compile(&Sources { entities: vec![file], ..Sources::default() }, &Knowledge::default())
            .expect("the entities are valid");
        let language = Language::unpack(MODEL).expect("it is of this version");
        Names::new(language, &knowledge, &["Florence".to_owned()], &["I-Kiribati".to_owned()])
    }

    #[test]
    fn names_left_out_and_why() {
        let names = names();
        for (name, population, expected) in [
            ("Gao", 90_000, Some(Reason::Short)),
            ("Ōta", 700_000, Some(Reason::Short)),
            ("Kati", 90_000, None),
            ("Al Jīzah (Giza)", 90_000, Some(Reason::Marks)),
            ("Biel/Bienne", 50_000, Some(Reason::Marks)),
            ("Kilometro 7", 6_000, Some(Reason::Marks)),
            ("City Centre", 6_000, Some(Reason::Generic)),
            ("Zone III", 6_000, Some(Reason::Generic)),
            ("Quezon City", 2_800_000, None),
            ("Qāʼim", 70_000, Some(Reason::HasCard)),
            ("al-Qaim", 70_000, Some(Reason::HasCard)),
            ("HUSAYBAH", 70_000, Some(Reason::HasCard)),
            ("March", 22_000, Some(Reason::Calendar)),
            ("Afghan", 22_000, Some(Reason::Demonym)),
            ("I Kiribati", 22_000, Some(Reason::Demonym)),
            ("Florence", 350_000, Some(Reason::GivenName)),
            ("Petropavl", 200_000, Some(Reason::Namesake)),
            ("Gustavo", 20_000, None),
            ("Jackson", 150_000, Some(Reason::Namesake)),
            ("Orange", 140_000, Some(Reason::Namesake)),
            ("Ma‘ale Adummim", 39_000, Some(Reason::Contested)),
            ("Long Beach", 470_000, Some(Reason::Ordinary)),
            ("Mobile", 499_999, Some(Reason::Ordinary)),
            ("Mobile", 500_000, None),
            ("Koutiala", 200_000, None),
            ("Port Harcourt", 1_100_000, None),
            ("Bobo-Dioulasso", 900_000, None),
        ] {
            assert_eq!(names.reason_against(name, population), expected, "{name}, {population}");
        }
    }

    #[test]
    fn districts_in_ukraine() {
        for (name, expected) in
            [("Shevchenkivskyi", true), ("Khmelnytskyi", false), ("Bilhorod-Dnistrovskyi", false), ("Pokrovsk", false)]
        {
            assert_eq!(is_ukrainian_district(name), expected, "{name}");
        }
    }

    #[test]
    fn names_compared() {
        for (name, expected) in [
            ("Aţ Ţā’if", "at taif"),
            ("Nuku‘alofa", "nukualofa"),
            ("Port-au-Prince", "port au prince"),
            ("St. John's", "st johns"),
        ] {
            assert_eq!(key(name), expected);
        }
    }

    #[test]
    fn namesakes_are_sorted() {
        for line in NAMESAKES.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.split(", ").is_sorted(), "{line}");
        }
    }
}
