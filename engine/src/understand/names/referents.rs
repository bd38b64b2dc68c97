//! Which names of a brief stand for one thing: full name, abbreviation, alias, surname, short form.

use std::ops::Range;

use sidelight_text::fold::{Folded, kebab_case};
use sidelight_text::hashes::{FNV_START, HashMap64, fnv, hash};
use sidelight_text::phrases::LONGEST;

use super::Known;
use super::candidates::{Alias, Candidate};
use super::kinds::{Kinds, is_proper_name, kind_of_name};
use super::lore::{Class, LoreTable};
use crate::brief::Brief;
use crate::knowledge::{Entity, Kind};
use crate::order::sort_by_numbers;
use crate::understand::lexicon::Lexicon;
use crate::understand::{Abbreviation, Origin, TermUse};

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
    /// All that is or was named; the rest are places in it.
    all: Vec<Referent>,
    /// The names as printed, in the order in which they were settled, and where each is by its hash.
    names: Vec<(String, usize)>,
    by_name: HashMap64,
    /// Where the first with an id is in `all`, by the id's hash.
    by_entity: HashMap64,
    /// Names of several words, folded, for finding short forms.
    longer: Vec<(String, usize)>,
    /// For each way of saying a longer name, by [`key`]: where it is in `longer`, or [`SEVERAL`].
    ways: HashMap64,
    /// The hashes of known names as printed: 1 where the name is of one thing only.
    known: HashMap64,
    /// The hashes of surnames and short forms that stand for more than one thing, or for something else.
    ambiguous: HashMap64,
    /// How often a name was made to stand for something else.
    replaced: usize,
}

/// Stands for no place: a way of saying several names.
const SEVERAL: u64 = u64::MAX;

/// Names that an alias may turn: each costs a look at all others, and no brief has so many.
const MAX_REPLACED: usize = 100;

/// What the names are told from.
pub struct Evidence<'a, 'b> {
    pub brief: &'b Brief,
    pub lexicon: &'a Lexicon<'a>,
    /// In order and without overlaps, as the other places are.
    pub known: &'a [Known<'a>],
    /// The candidates that are names of their own.
    pub own: &'a [&'a Candidate<'b>],
    pub kinds: &'a Kinds,
    pub abbreviations: &'a [Abbreviation],
    /// The glossary's terms.
    pub terms: &'a [TermUse],
    pub aliases: &'a [Alias],
    /// The hashes of texts that stand somewhere as a run of their own where a capital means something.
    pub runs: &'a HashMap64,
    /// Those that follow a title.
    pub titled: &'a HashMap64,
}

impl Referents {
    /// Settles all names of a brief.
    pub fn of(evidence: &Evidence<'_, '_>) -> Self {
        let mut referents = Self::default();
        for (range, entity) in evidence.known {
            let name = &evidence.brief.text[range.clone()];
            // A name that several things share is a person's surname, too, where the brief names such a person.
            let is_sure = !entity.shared.iter().any(|shared| shared == name);
            if referents.known.insert(hash(name), u64::from(is_sure)).is_none() {
                let referent = referents.add(Referent::known(entity));
                referents.remember(name, referent);
            }
        }
        referents.abbreviate(evidence);
        // Longer names first, so that short forms find them.
        let mut own = evidence.own.to_vec();
        sort_by_numbers(&mut own, |candidate| [!candidate.words, candidate.range.start]);
        for candidate in own {
            referents.name(candidate, evidence);
        }
        referents.alias(evidence);
        referents.surnames(evidence);
        referents
    }

    /// All names, each with what it stands for. Those settled last go first: a surname, which is kept without its
    /// accents, goes before what the same word was taken for with them.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Referent)> {
        let clear = self.names.iter().rev().filter(|(name, _)| !self.ambiguous.contains_key(&hash(name)));
        clear.map(|(name, referent)| (name.as_str(), &self.all[*referent]))
    }

    /// Where a referent is; names that differ only in case and marks have one id, and are one thing.
    fn add(&mut self, referent: Referent) -> usize {
        let place = self.all.len();
        let first = *self.by_entity.entry(hash(&referent.entity)).or_insert(place as u64) as usize;
        if self.all.get(first).is_some_and(|other| other.entity == referent.entity && other.name != referent.name) {
            return first;
        }
        self.all.push(referent);
        place
    }

    fn get(&self, name: &str) -> Option<usize> {
        self.by_name.get(&hash(name)).map(|place| self.names[*place as usize].1)
    }

    fn put(&mut self, name: &str, referent: usize) {
        self.remember(name, referent);
        self.set(name, referent);
    }

    fn set(&mut self, name: &str, referent: usize) {
        let place = *self.by_name.entry(hash(name)).or_insert(self.names.len() as u64) as usize;
        match self.names.get_mut(place) {
            Some((_, old)) => *old = referent,
            None => self.names.push((name.to_owned(), referent)),
        }
    }

    /// Notes the ways in which a name of several words is said again.
    fn remember(&mut self, name: &str, referent: usize) {
        let name = plain(name);
        let words: Vec<&str> = name.split(' ').collect();
        let whole = key(Way::Whole, &name);
        let ([first, .., last], true) = (&words[..], name.len() <= LONGEST) else { return };
        if self.ways.contains_key(&whole) {
            return;
        }
        let mut ways = vec![whole];
        let ends = || name.match_indices(' ').map(|(space, _)| &name[space + 1..]);
        if self.all[referent].kind == Kind::Person {
            ways.push(key(Way::OfPerson, first));
            ways.extend(ends().map(|end| key(Way::OfPerson, end)));
            ways.extend(last.split_once('-').map(|(_, bare)| key(Way::OfPerson, bare)));
            ways.extend((2..words.len()).map(|count| framed(first, last, count)));
        } else {
            ways.push(key(Way::AnyCase, &name.to_ascii_lowercase()));
            ways.push(key(Way::Initials, &initials(&words)));
            let mut rest = name.as_str();
            while let Some((before, left_out)) = rest.rsplit_once(' ')
                && LEFT_OUT.contains(&left_out)
            {
                ways.push(key(Way::Short, before));
                rest = before;
            }
            let is_state = |word: &&str| matches!(*word, "Republic" | "Kingdom" | "Federation" | "Emirate");
            for (end, before) in ends().zip(1..) {
                if matches!(words[before - 1], "of" | "the") && words[..before].iter().any(is_state) {
                    ways.push(key(Way::Short, end));
                }
            }
        }
        let place = self.longer.len() as u64;
        for way in ways {
            let old = self.ways.insert(way, place);
            let is_other = |old: u64| {
                old == SEVERAL
                    || old < place && self.all[self.longer[old as usize].1].entity != self.all[referent].entity
            };
            if old.is_some_and(is_other) {
                self.ways.insert(way, SEVERAL);
            }
        }
        self.longer.push((name, referent));
    }

    /// The short and long forms of names that the brief abbreviates.
    fn abbreviate(&mut self, evidence: &Evidence<'_, '_>) {
        for abbreviation in evidence.abbreviations {
            let long = abbreviation.long.strip_prefix("the ").unwrap_or(&abbreviation.long);
            let start = abbreviation.long_range.end - long.len();
            let end = abbreviation.long_range.end;
            // “U.S. Central Command (CENTCOM)”: the letters lead to a part of the name only.
            let is_same = |range: &Range<usize>| range.start <= start && range.end == end;
            let term = evidence.terms.get(evidence.terms.partition_point(|term| term.range.end < end));
            if term.is_some_and(|term| term.range == abbreviation.long_range) {
                self.ambiguous.insert(hash(&abbreviation.short), 1);
                continue;
            }
            let named = evidence.own.get(evidence.own.partition_point(|candidate| candidate.range.end < end));
            let named = named.filter(|candidate| is_same(&candidate.range));
            let known = evidence.known.get(evidence.known.partition_point(|(range, _)| range.end < end));
            let known = known.filter(|(range, _)| is_same(range)).map(|(_, entity)| *entity);
            let known = known
                .or_else(|| evidence.lexicon.entity_named(long))
                .or_else(|| evidence.lexicon.entity_abbreviated(&abbreviation.short, long));
            let (name, referent) =
                if let Some(candidate) = named.filter(|candidate| known.is_none() || candidate.range.start < start) {
                    let kind = evidence.kinds.of(candidate.key).unwrap_or(Kind::Organisation);
                    (candidate.text, document(candidate.text, kind, evidence))
                } else if let Some(entity) = known {
                    (long, Referent::known(entity))
                } else if is_proper_name(long) {
                    let kind = kind_of_name(long, evidence.lexicon.lore())
                        .or_else(|| evidence.kinds.get(long))
                        .unwrap_or(Kind::Organisation);
                    (long, document(long, if kind == Kind::Person { Kind::Organisation } else { kind }, evidence))
                } else {
                    // The short form of a term, not of a name.
                    self.ambiguous.insert(hash(&abbreviation.short), 1);
                    continue;
                };
            let referent = self.add(referent);
            self.put(name, referent);
            self.put(&abbreviation.short, referent);
        }
    }

    /// What one of the brief's own names stands for.
    fn name(&mut self, candidate: &Candidate<'_>, evidence: &Evidence<'_, '_>) {
        let name = candidate.text;
        if self.by_name.contains_key(&candidate.key) {
            return;
        }
        let Some(kind) = evidence.kinds.of(candidate.key) else { return };
        let is_officer = evidence.titled.contains_key(&candidate.key);
        let officer = is_officer.then(|| evidence.lexicon.person_surnamed(name, evidence.brief)).flatten();
        let referent = self.longer_name(name, kind, evidence.lexicon.lore()).unwrap_or_else(|| {
            self.add(match officer {
                Some(entity) => Referent::known(entity),
                None => Referent { origin: Origin::Detected, ..document(name, kind, evidence) },
            })
        });
        self.put(name, referent);
    }

    /// The one longer name of which this is a surname, a short form or the initials.
    fn longer_name(&self, name: &str, kind: Kind, lore: &LoreTable) -> Option<usize> {
        let name = plain(name);
        let words: Vec<&str> = name.split(' ').collect();
        let mut ways = vec![key(Way::AnyCase, &name.to_ascii_lowercase())];
        if kind == Kind::Person {
            ways.push(key(Way::OfPerson, &name));
            if let [first, .., last] = words[..] {
                ways.push(framed(first, last, words.len()));
            }
        }
        let is_telling = |word: &&str| lore.get(word).head.is_none() && !lore.get(word).is(Class::Demonym);
        if (kind != Kind::Person || words.len() == 1) && words.iter().any(is_telling) {
            ways.push(key(Way::Short, &name));
        }
        if words.len() == 1 && name.chars().count() >= 3 && !name.contains(char::is_lowercase) {
            ways.push(key(Way::Initials, &name));
        }
        let mut found: Option<u64> = None;
        for place in ways.iter().filter_map(|way| self.ways.get(way)) {
            let entity = |place: u64| self.longer.get(place as usize).map(|(_, referent)| &self.all[*referent].entity);
            if *place == SEVERAL || found.is_some_and(|other| entity(other) != entity(*place)) {
                return None;
            }
            found = found.max(Some(*place));
        }
        found.map(|place| self.longer[place as usize].1)
    }

    /// “Jimmy Chérizier (aka Barbecue)”: two names of one.
    fn alias(&mut self, evidence: &Evidence<'_, '_>) {
        let text = |range: &Range<usize>| &evidence.brief.text[range.clone()];
        let known = |range: &Range<usize>| {
            let place = evidence.known.partition_point(|(known, _)| known.start < range.start);
            evidence.known.get(place).filter(|(known, _)| known == range).map(|(_, entity)| Referent::known(entity))
        };
        for alias in evidence.aliases {
            let named = self.get(text(&alias.name));
            let first = known(&alias.name).or_else(|| named.map(|named| self.all[named].clone()));
            match (first, known(&alias.other)) {
                (Some(first), None) => {
                    let is_known = first.origin == Origin::Knowledge;
                    let origin = if is_known { Origin::Knowledge } else { Origin::Document };
                    self.replace(text(&alias.other), Referent { origin, ..first });
                }
                // The other way round: what is new is called by a name that is known.
                (_, Some(other)) if named.is_some() => self.replace(text(&alias.name), other),
                _ => {}
            }
        }
    }

    /// Makes a name, and all that stood for the same, stand for something else.
    fn replace(&mut self, name: &str, referent: Referent) {
        let old = self.get(name);
        let referent = self.add(referent);
        if let Some(old) = old
            && self.replaced < MAX_REPLACED
        {
            self.replaced += 1;
            let (all, old) = (&self.all, &self.all[old].entity);
            for (_, other) in self.names.iter_mut().filter(|(_, other)| all[*other].entity == *old) {
                *other = referent;
            }
        }
        self.put(name, referent);
    }

    /// Surnames of persons whom the brief names in full. Where two persons share one, it stands for neither.
    fn surnames(&mut self, evidence: &Evidence<'_, '_>) {
        let mut places = HashMap64::default();
        let mut found: Vec<(String, Option<usize>)> = Vec::new();
        for place in 0..self.longer.len() {
            let (name, referent) = (self.longer[place].0.as_str(), self.longer[place].1);
            if self.all[referent].kind != Kind::Person {
                continue;
            }
            for short in short_persons(name, evidence) {
                let key = hash(short);
                let lore = evidence.lexicon.lore().get(short);
                let is_general =
                    lore.is(Class::Calendar) || lore.is(Class::Demonym) || lore.is(Class::Title) || lore.head.is_some();
                let is_seen = evidence.runs.contains_key(&key);
                if self.known.get(&key) == Some(&1) || (is_general || evidence.lexicon.is_common(short)) && !is_seen {
                    continue;
                }
                let place = *places.entry(key).or_insert(found.len() as u64) as usize;
                match found.get_mut(place) {
                    None => found.push((short.to_owned(), Some(referent))),
                    Some((_, other))
                        if other.is_some_and(|other| self.all[other].entity != self.all[referent].entity) =>
                    {
                        *other = None;
                    }
                    Some(_) => {}
                }
            }
        }
        for (short, referent) in found {
            let Some(mut referent) = referent else {
                self.ambiguous.insert(hash(&short), 1);
                continue;
            };
            if self.get(&short).is_none_or(|other| self.all[other].origin == Origin::Detected) {
                if self.all[referent].origin == Origin::Detected {
                    referent = self.add(Referent { origin: Origin::Document, ..self.all[referent].clone() });
                }
                self.set(&short, referent);
            }
        }
    }
}

fn document(name: &str, kind: Kind, evidence: &Evidence<'_, '_>) -> Referent {
    Referent { entity: own_id(name, evidence), name: name.to_owned(), kind, origin: Origin::Document }
}

/// An id for what only the brief names: never that of an entry, which would lend it a card that is not its own.
fn own_id(name: &str, evidence: &Evidence<'_, '_>) -> String {
    let mut id = kebab_case(name);
    if evidence.lexicon.knowledge().entity(&id).is_some() {
        id.push_str("-unlisted");
    }
    id
}

/// A name folded, its words parted by one space each.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in Folded::new(name).text().split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// How a longer name is said again.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// As it is.
    Whole,
    /// The same words in another case.
    AnyCase,
    /// By the end of a person's name, with or without an article, or its beginning: family names may come first.
    OfPerson,
    /// By the first and the last of a person's names.
    Framed,
    /// Without words that only say what sort of thing it is (“Wagner” of “Wagner Group”), or as states are
    /// (“Congo” of “Democratic Republic of the Congo”).
    Short,
    /// By the initials of its capitalised words.
    Initials,
}

/// The hash of a text that says a longer name in one way.
fn key(way: Way, text: &str) -> u64 {
    text.bytes().fold(fnv(FNV_START, way as u8), fnv)
}

/// The key of so many words, of which the first and the last are those of a person's longer name.
fn framed(first: &str, last: &str, count: usize) -> u64 {
    let state = fnv(key(Way::Framed, first), b' ');
    count.to_le_bytes().into_iter().fold(last.bytes().fold(state, fnv), fnv)
}

/// The forms by which a person is named again: “Tshisekedi”, “López Obrador”, “Assad” for “al-Assad”.
fn short_persons<'n>(name: &'n str, evidence: &Evidence<'_, '_>) -> Vec<&'n str> {
    let mut shorts = Vec::new();
    let (Some((before, last)), Some((first, _))) = (name.rsplit_once(' '), name.split_once(' ')) else { return shorts };
    let is_name = |word: &str| word.chars().count() >= 3 && word.contains(char::is_uppercase);
    if let Some(space) = before.rfind(' ') {
        shorts.push(&name[space + 1..]);
    }
    if is_name(last) {
        shorts.push(last);
    }
    if let Some((article, bare)) = last.split_once('-')
        && (article.eq_ignore_ascii_case("al") || article.eq_ignore_ascii_case("el"))
    {
        shorts.push(bare);
    }
    // “Xi Jinping” is Xi; only where the brief says so and never uses the last name.
    if !evidence.runs.contains_key(&hash(last)) && evidence.kinds.get(first) == Some(Kind::Person) {
        shorts.push(first);
    }
    shorts
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

/// The initials of a name's capitalised words.
fn initials(words: &[&str]) -> String {
    words.iter().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
}
