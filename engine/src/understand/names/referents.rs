//! Which names of a brief stand for one thing: full name, abbreviation, alias, surname, short form.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Known;
use super::candidates::{Alias, Candidate};
use super::kinds::{Kinds, is_proper_name, kind_of_name};
use super::language::{Class, Lore};
use crate::brief::Brief;
use crate::knowledge::{Entity, Kind};
use crate::understand::fold::Folded;
use crate::understand::lexicon::Lexicon;
use crate::understand::{Abbreviation, Origin, TermUse, document_id};

/// What a name stands for in this brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Referent {
    pub entity: String,
    pub name: String,
    pub kind: Kind,
    pub origin: Origin,
}

impl Referent {
    pub fn known(entity: &Entity) -> Self {
        Self { entity: entity.id.clone(), name: entity.name.clone(), kind: entity.kind, origin: Origin::Knowledge }
    }
}

/// The brief's own names, each with what it stands for.
#[derive(Debug, Default)]
pub struct Referents {
    by_name: HashMap<String, Referent>,
    /// Names of several words, split, for finding short forms: full words and referent.
    longer: Vec<(Vec<String>, Referent)>,
    /// Surnames and short forms that stand for more than one thing, or for something else.
    ambiguous: HashSet<String>,
}

/// What the names are told from.
pub struct Evidence<'a, 'b> {
    pub brief: &'b Brief,
    pub lexicon: &'a Lexicon<'a>,
    pub known: &'a [Known<'a>],
    /// The candidates that are names of their own.
    pub own: &'a [&'a Candidate<'b>],
    pub kinds: &'a Kinds<'b>,
    pub abbreviations: &'a [Abbreviation],
    /// The glossary's terms.
    pub terms: &'a [TermUse],
    pub aliases: &'a [Alias],
    /// The texts that stand somewhere as a run of their own where a capital means something.
    pub runs: &'a HashSet<&'b str>,
    /// Those that follow a title.
    pub titled: &'a HashSet<&'b str>,
}

impl Referents {
    /// Settles all names of a brief.
    pub fn of(evidence: &Evidence<'_, '_>) -> Self {
        let mut referents = Self::default();
        for (range, entity) in evidence.known {
            referents.remember(&evidence.brief.text[range.clone()], &Referent::known(entity));
        }
        referents.abbreviate(evidence);
        // Longer names first, so that short forms find them.
        let mut own: Vec<&&Candidate<'_>> = evidence.own.iter().collect();
        own.sort_by_key(|candidate| (std::cmp::Reverse(candidate.words), candidate.range.start));
        for candidate in own {
            referents.name(candidate, evidence);
        }
        referents.alias(evidence);
        referents.surnames(evidence);
        referents
    }

    /// All names, each with what it stands for.
    pub fn names(&self) -> impl Iterator<Item = (&String, &Referent)> {
        // In the order of names: the same brief always gives the same reading.
        let mut names: Vec<_> = self.by_name.iter().filter(|(name, _)| !self.ambiguous.contains(*name)).collect();
        names.sort_by_key(|(name, _)| *name);
        names.into_iter()
    }

    fn remember(&mut self, name: &str, referent: &Referent) {
        let words: Vec<String> = split(name);
        if words.len() > 1 && !self.longer.iter().any(|(other, _)| *other == words) {
            self.longer.push((words, referent.clone()));
        }
    }

    fn put(&mut self, name: &str, referent: Referent) {
        self.remember(name, &referent);
        self.by_name.insert(name.to_owned(), referent);
    }

    /// The short and long forms of names that the brief abbreviates.
    fn abbreviate(&mut self, evidence: &Evidence<'_, '_>) {
        for abbreviation in evidence.abbreviations {
            let long = abbreviation.long.strip_prefix("the ").unwrap_or(&abbreviation.long);
            let start = abbreviation.long_range.end - long.len();
            let end = abbreviation.long_range.end;
            // “U.S. Central Command (CENTCOM)”: the letters lead to a part of the name only.
            let is_same = |range: &Range<usize>| range.start <= start && range.end == end;
            if evidence.terms.iter().any(|term| term.range == abbreviation.long_range) {
                self.ambiguous.insert(abbreviation.short.clone());
                continue;
            }
            let named = evidence.own.iter().find(|candidate| is_same(&candidate.range));
            let known = evidence.known.iter().find(|(range, _)| is_same(range)).map(|(_, entity)| *entity);
            let known = known.or_else(|| evidence.lexicon.entity_named(long));
            if let Some(candidate) = named.filter(|candidate| known.is_none() || candidate.range.start < start) {
                let kind = evidence.kinds.get(candidate.text).copied().unwrap_or(Kind::Organisation);
                let referent = document(candidate.text, kind, evidence);
                self.put(candidate.text, referent.clone());
                self.put(&abbreviation.short, referent);
            } else if let Some(entity) = known {
                let referent = Referent::known(entity);
                self.put(long, referent.clone());
                self.put(&abbreviation.short, referent);
            } else if is_proper_name(long) {
                let kind =
                    kind_of_name(long).or_else(|| evidence.kinds.get(long).copied()).unwrap_or(Kind::Organisation);
                let referent = document(long, if kind == Kind::Person { Kind::Organisation } else { kind }, evidence);
                self.put(long, referent.clone());
                self.put(&abbreviation.short, referent);
            } else {
                // The short form of a term, not of a name.
                self.ambiguous.insert(abbreviation.short.clone());
            }
        }
    }

    /// What one of the brief's own names stands for.
    fn name(&mut self, candidate: &Candidate<'_>, evidence: &Evidence<'_, '_>) {
        let name = candidate.text;
        if self.by_name.contains_key(name) {
            return;
        }
        let Some(kind) = evidence.kinds.get(name).copied() else { return };
        let is_officer = evidence.titled.contains(name);
        let officer = is_officer.then(|| evidence.lexicon.person_surnamed(name, evidence.brief)).flatten();
        let referent = self.longer_name(name, kind).or_else(|| officer.map(Referent::known)).unwrap_or_else(|| {
            Referent { entity: own_id(name, evidence), name: name.to_owned(), kind, origin: Origin::Detected }
        });
        self.put(name, referent);
    }

    /// The one longer name of which this is a surname, a short form or the initials.
    fn longer_name(&self, name: &str, kind: Kind) -> Option<Referent> {
        let words = split(name);
        let is_initials = words.len() == 1 && words[0].chars().count() >= 3 && !words[0].contains(char::is_lowercase);
        let mut found: Option<&Referent> = None;
        for (longer, referent) in &self.longer {
            let is_it = match referent.kind {
                Kind::Person => kind == Kind::Person && is_part_of_person(&words, longer),
                _ => {
                    (kind != Kind::Person || words.len() == 1) && is_short_form(&words, longer)
                        || is_initials && initials(longer) == words[0]
                        || same_but_case(&words, longer)
                }
            };
            if is_it {
                if found.is_some_and(|other| other.entity != referent.entity) {
                    return None;
                }
                found = Some(referent);
            }
        }
        found.cloned()
    }

    /// “Jimmy Chérizier (aka Barbecue)”: two names of one.
    fn alias(&mut self, evidence: &Evidence<'_, '_>) {
        let text = |range: &Range<usize>| &evidence.brief.text[range.clone()];
        for alias in evidence.aliases {
            let known = |range: &Range<usize>| evidence.known.iter().find(|(known, _)| known == range);
            let first = known(&alias.name)
                .map(|(_, entity)| Referent::known(entity))
                .or_else(|| self.by_name.get(text(&alias.name)).cloned());
            let other = text(&alias.other);
            let Some(referent) = first.filter(|_| known(&alias.other).is_none()) else {
                // The other way round: what is new is called by a name that is known.
                if let (Some((_, entity)), true) = (known(&alias.other), self.by_name.contains_key(text(&alias.name))) {
                    self.replace(text(&alias.name), Referent::known(entity));
                }
                continue;
            };
            let origin = if referent.origin == Origin::Knowledge { Origin::Knowledge } else { Origin::Document };
            self.replace(other, Referent { origin, ..referent });
        }
    }

    /// Makes a name, and all that stood for the same, stand for something else.
    fn replace(&mut self, name: &str, referent: Referent) {
        if let Some(old) = self.by_name.get(name).map(|old| old.entity.clone()) {
            for other in self.by_name.values_mut().filter(|other| other.entity == old) {
                *other = referent.clone();
            }
        }
        self.put(name, referent);
    }

    /// Surnames of persons whom the brief names in full. Where two persons share one, it stands for neither.
    fn surnames(&mut self, evidence: &Evidence<'_, '_>) {
        let known: HashSet<&str> =
            evidence.known.iter().map(|(range, _)| &evidence.brief.text[range.clone()]).collect();
        let persons: Vec<(Vec<String>, Referent)> =
            self.longer.iter().filter(|(_, referent)| referent.kind == Kind::Person).cloned().collect();
        let mut found: HashMap<String, Option<Referent>> = HashMap::new();
        for (words, referent) in persons {
            for short in short_persons(&words, evidence) {
                let is_general = Lore::of(&short).is(Class::Calendar)
                    || Lore::of(&short).is(Class::Demonym)
                    || Lore::of(&short).is(Class::Title)
                    || Lore::of(&short).head.is_some();
                let is_seen = evidence.runs.contains(short.as_str());
                if known.contains(short.as_str())
                    || is_general && !is_seen
                    || evidence.lexicon.is_common(&short) && !is_seen
                {
                    continue;
                }
                let referent = if referent.origin == Origin::Detected {
                    Referent { origin: Origin::Document, ..referent.clone() }
                } else {
                    referent.clone()
                };
                let entry = found.entry(short).or_insert_with(|| Some(referent.clone()));
                if entry.as_ref().is_some_and(|other| other.entity != referent.entity) {
                    *entry = None;
                }
            }
        }
        for (short, referent) in found {
            match referent {
                Some(referent) if self.by_name.get(&short).is_none_or(|other| other.origin == Origin::Detected) => {
                    self.by_name.insert(short, referent);
                }
                Some(_) => {}
                None => {
                    self.ambiguous.insert(short);
                }
            }
        }
    }
}

fn document(name: &str, kind: Kind, evidence: &Evidence<'_, '_>) -> Referent {
    Referent { entity: own_id(name, evidence), name: name.to_owned(), kind, origin: Origin::Document }
}

/// An id for what only the brief names: never that of an entry, which would lend it a card that is not its own.
fn own_id(name: &str, evidence: &Evidence<'_, '_>) -> String {
    let mut id = document_id(name);
    if evidence.lexicon.knowledge().entity(&id).is_some() {
        id.push_str("-unlisted");
    }
    id
}

fn split(name: &str) -> Vec<String> {
    Folded::new(name).text().split_whitespace().map(str::to_owned).collect()
}

/// The forms by which a person is named again: “Tshisekedi”, “López Obrador”, “Assad” for “al-Assad”.
fn short_persons(words: &[String], evidence: &Evidence<'_, '_>) -> Vec<String> {
    let mut shorts = Vec::new();
    let Some(last) = words.last().filter(|_| words.len() > 1) else { return shorts };
    let is_name = |word: &str| word.chars().count() >= 3 && word.contains(char::is_uppercase);
    if words.len() > 2 {
        shorts.push(words[words.len() - 2..].join(" "));
    }
    if is_name(last) {
        shorts.push(last.clone());
    }
    if let Some((_, bare)) = last
        .split_once('-')
        .filter(|(article, _)| article.eq_ignore_ascii_case("al") || article.eq_ignore_ascii_case("el"))
    {
        shorts.push(bare.to_owned());
    }
    // “Xi Jinping” is Xi; only where the brief says so and never uses the last name.
    let is_person = evidence.kinds.get(words[0].as_str()) == Some(&Kind::Person);
    if !evidence.runs.contains(last.as_str()) && is_person {
        shorts.push(words[0].clone());
    }
    shorts
}

/// Whether the words are the end of a person's longer name, or, for family names that come first, its beginning.
fn is_part_of_person(words: &[String], longer: &[String]) -> bool {
    let is_end = words.len() < longer.len() && longer.ends_with(words);
    let without_article = |word: &String| word.split_once('-').is_some_and(|(_, bare)| [bare] == *words);
    is_end
        || words.len() == 1 && (longer.first() == words.first() || longer.last().is_some_and(without_article))
        || words.len() > 1
            && words.len() < longer.len()
            && words.first() == longer.first()
            && words.last() == longer.last()
}

/// What a short form leaves out: words that only say what sort of thing it is.
const LEFT_OUT: [&str; 46] = [
    "AG",
    "Archipelago",
    "Bay",
    "Canal",
    "City",
    "Co.",
    "Company",
    "Corp",
    "Corp.",
    "Corporation",
    "Corridor",
    "County",
    "Desert",
    "District",
    "Governorate",
    "Group",
    "Holding",
    "Holdings",
    "Inc",
    "Inc.",
    "Island",
    "Islands",
    "Lake",
    "Limited",
    "Ltd",
    "Ltd.",
    "Mountains",
    "Oblast",
    "Ocean",
    "PLC",
    "Peninsula",
    "Plateau",
    "Prefecture",
    "Province",
    "Region",
    "River",
    "SA",
    "SE",
    "Sea",
    "Strait",
    "Straits",
    "Territory",
    "Valley",
    "Volcano",
    "plc",
    "Movement",
];

/// Whether the words begin a longer name whose rest only says what it is (“Wagner” of “Wagner Group”), or
/// end one that begins as states do (“Congo” of “Democratic Republic of the Congo”).
fn is_short_form(words: &[String], longer: &[String]) -> bool {
    let is_telling = words.iter().any(|word| Lore::of(word).head.is_none() && !Lore::of(word).is(Class::Demonym));
    let is_left_out = |word: &String| LEFT_OUT.contains(&word.as_str());
    let begins = longer.strip_prefix(words).is_some_and(|rest| !rest.is_empty() && rest.iter().all(is_left_out));
    let ends = longer.strip_suffix(words).is_some_and(|before| {
        let is_of = |word: &String| word == "of" || word == "the";
        before.last().is_some_and(is_of)
            && before.iter().any(|word| matches!(word.as_str(), "Republic" | "Kingdom" | "Federation" | "Emirate"))
    });
    is_telling && (begins || ends)
}

fn same_but_case(words: &[String], longer: &[String]) -> bool {
    words.len() == longer.len() && words.iter().zip(longer).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// The initials of a name's capitalised words.
fn initials(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
}
