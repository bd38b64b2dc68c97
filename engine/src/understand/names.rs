//! Mentions: the knowledge base's names, and those that the brief itself makes of them.

use std::collections::{HashMap, HashSet};

use super::fold::Folded;
use super::lexicon::{Lexicon, Patterns, leftmost_longest};
use super::{Abbreviation, Mention, Origin, document_id};
use crate::brief::Brief;
use crate::knowledge::Kind;

/// What a name stands for in this brief.
#[derive(Debug, Clone, PartialEq)]
struct Referent {
    entity: String,
    name: String,
    kind: Kind,
    origin: Origin,
}

/// Finds all mentions, in order and without overlaps.
pub fn find(brief: &Brief, folded: &Folded, lexicon: &Lexicon<'_>, abbreviations: &[Abbreviation]) -> Vec<Mention> {
    let known: Vec<Mention> = leftmost_longest(lexicon.names(folded).collect())
        .into_iter()
        .map(|(range, entity)| Mention {
            range: folded.original(range),
            kind: entity.kind,
            entity: entity.id.clone(),
            name: entity.name.clone(),
            origin: Origin::Knowledge,
        })
        .collect();
    let mut own = abbreviated_names(abbreviations, &known);
    let defined: HashSet<&str> = abbreviations.iter().map(|abbreviation| abbreviation.short.as_str()).collect();
    own.extend(surnames(brief, &known).into_iter().filter(|(name, _)| !defined.contains(name.as_str())));
    if own.is_empty() {
        return known;
    }
    let own = Patterns::new(own.into_iter().map(|(name, referent)| (Folded::new(&name).text().to_owned(), referent)));
    let own_matches = own.whole_words(folded, folded.text()).map(|(range, referent)| Mention {
        range: folded.original(range),
        kind: referent.kind,
        entity: referent.entity.clone(),
        name: referent.name.clone(),
        origin: referent.origin,
    });
    // Of two equal ranges the first stays: what the brief defines goes before what is known in general.
    let all = own_matches.chain(known).map(|mention| (mention.range.clone(), mention)).collect();
    leftmost_longest(all).into_iter().map(|(_, mention)| mention).collect()
}

/// The short and long forms of names that the brief abbreviates.
fn abbreviated_names(abbreviations: &[Abbreviation], known: &[Mention]) -> Vec<(String, Referent)> {
    let mut names = Vec::new();
    for abbreviation in abbreviations {
        let long = abbreviation.long.strip_prefix("the ").unwrap_or(&abbreviation.long);
        let start = abbreviation.long_range.end - long.len();
        // “U.S. Central Command (CENTCOM)”: the letters lead to a part of the name only.
        let is_same =
            |mention: &&Mention| mention.range.start <= start && mention.range.end == abbreviation.long_range.end;
        if let Some(mention) = known.iter().find(is_same) {
            let referent = Referent {
                entity: mention.entity.clone(),
                name: mention.name.clone(),
                kind: mention.kind,
                origin: Origin::Knowledge,
            };
            names.push((abbreviation.short.clone(), referent));
        } else if is_proper_name(long) {
            let referent = Referent {
                entity: document_id(long),
                name: long.to_owned(),
                kind: kind_of_name(long),
                origin: Origin::Document,
            };
            names.push((long.to_owned(), referent.clone()));
            names.push((abbreviation.short.clone(), referent));
        }
    }
    names
}

/// Whether every word but the small ones begins with a capital.
pub fn is_proper_name(long: &str) -> bool {
    long.split_whitespace().all(|word| {
        matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "to" | "de" | "du" | "des" | "la" | "al" | "&")
            || !word.starts_with(char::is_lowercase)
    }) && long.starts_with(char::is_uppercase)
}

/// Words whose presence tells the sort of a named thing; the first that fits decides.
const HEADWORDS: [(Kind, &[&str]); 4] = [
    (
        Kind::Work,
        &[
            "Act",
            "Agreement",
            "Treaty",
            "Convention",
            "Protocol",
            "Accord",
            "Law",
            "Code",
            "Report",
            "Plan",
            "Initiative",
        ],
    ),
    (Kind::Event, &["War", "Summit", "Operation", "Conference", "Crisis", "Massacre", "Uprising"]),
    (
        Kind::Group,
        &["Front", "Movement", "Army", "Brigade", "Brigades", "Militia", "Party", "Jihad", "Forces", "Guard", "Cartel"],
    ),
    (Kind::Place, &["Sea", "Strait", "Gulf", "River", "Island", "Islands", "Mountains", "Desert", "Corridor"]),
];

/// What sort of thing a name without an entry stands for; most names that briefs abbreviate are bodies.
fn kind_of_name(long: &str) -> Kind {
    let is_among = |words: &[&str]| long.split_whitespace().any(|word| words.contains(&word));
    HEADWORDS.iter().find(|(_, words)| is_among(words)).map_or(Kind::Organisation, |(kind, _)| *kind)
}

/// Surnames of persons whom the brief names in full. Where two persons share one, it stands for neither.
fn surnames(brief: &Brief, known: &[Mention]) -> Vec<(String, Referent)> {
    let mut found: HashMap<String, Option<Referent>> = HashMap::new();
    for mention in known.iter().filter(|mention| mention.kind == Kind::Person) {
        let printed = &brief.text[mention.range.clone()];
        let Some((_, surname)) = printed.rsplit_once(' ') else { continue };
        if surname.chars().count() < 3 || !surname.starts_with(char::is_uppercase) {
            continue;
        }
        let referent = Referent {
            entity: mention.entity.clone(),
            name: mention.name.clone(),
            kind: Kind::Person,
            origin: Origin::Knowledge,
        };
        let entry = found.entry(surname.to_owned()).or_insert_with(|| Some(referent));
        if entry.as_ref().is_some_and(|other| other.entity != mention.entity) {
            *entry = None;
        }
    }
    let mut surnames: Vec<(String, Referent)> =
        found.into_iter().filter_map(|(surname, referent)| Some((surname, referent?))).collect();
    surnames.sort_by(|a, b| a.0.cmp(&b.0));
    surnames
}
