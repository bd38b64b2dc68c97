//! One correction, and the form in which it is kept: a JSON value that says its schema's version.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The version of the stored form that this build writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;

/// The longest texts, in Unicode scalar values, as in the files of a publisher.
pub const MAX_SUMMARY: usize = 500;
pub const MAX_DEFINITION: usize = 400;
pub const MAX_ROLE: usize = 120;
pub const MAX_FIELD: usize = 60;
/// The longest name, and the most words that can become a mention: no name needs more, and a slip of the mouse is longer.
pub const MAX_NAME: usize = 100;

/// The kinds of entities: the word of the files, and what readers call it.
pub const KINDS: [(&str, &str); 7] = [
    ("group", "Group"),
    ("person", "Person"),
    ("organisation", "Organisation"),
    ("place", "Place"),
    ("event", "Event"),
    ("work", "Work"),
    ("other", "Name"),
];

/// What an entry is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Entity,
    Term,
}

impl Sort {
    /// The word that attributes and anchors have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Term => "term",
        }
    }
}

/// The entity or term that a correction is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    pub sort: Sort,
    /// Its id, in kebab case.
    pub id: String,
}

impl Subject {
    /// From the anchor of its entry: `entity-ID` or `term-ID`.
    pub fn of_anchor(anchor: &str) -> Option<Self> {
        [Sort::Entity, Sort::Term].into_iter().find_map(|sort| {
            let id = anchor.strip_prefix(sort.word())?.strip_prefix('-').filter(|id| !id.is_empty())?;
            Some(Self { sort, id: id.to_owned() })
        })
    }

    /// The anchor of its entry.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.sort.word(), self.id)
    }
}

/// What a reader says of an entity or a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub name: String,
    /// Of an entity, one of [`KINDS`]; empty for a term.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// A few words that place it: an entity's role, a term's field. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What it is.
    pub text: String,
}

impl Entry {
    /// Without stray space; what is wrong with it is one sentence for the reader.
    ///
    /// # Errors
    /// Where it does not fit the files that it may be exported to.
    pub fn checked(&self, sort: Sort) -> Result<Self, String> {
        let trimmed = |text: &str| text.trim().to_owned();
        let entry = Self {
            name: trimmed(&self.name),
            kind: trimmed(&self.kind),
            place: trimmed(&self.place),
            text: trimmed(&self.text),
        };
        let (most_place, most_text) = limits(sort);
        let parts = [("The name", &entry.name, MAX_NAME), ("“What it is”", &entry.text, most_text)];
        for (what, text, most) in parts {
            if text.is_empty() {
                return Err(format!("{what} is still empty."));
            }
            fits(what, text, most)?;
        }
        fits("“In a few words”", &entry.place, most_place)?;
        let is_kind = KINDS.iter().any(|(word, _)| *word == entry.kind);
        match sort {
            Sort::Entity if !is_kind => Err("Choose what kind it is.".into()),
            Sort::Term if !entry.kind.is_empty() => Err("A term has no kind.".into()),
            _ => Ok(entry),
        }
    }
}

/// The most characters of an entry's few words, and of what it is.
pub fn limits(sort: Sort) -> (usize, usize) {
    match sort {
        Sort::Entity => (MAX_ROLE, MAX_SUMMARY),
        Sort::Term => (MAX_FIELD, MAX_DEFINITION),
    }
}

fn fits(what: &str, text: &str, most: usize) -> Result<(), String> {
    match text.chars().count() {
        length if length > most => Err(format!("{what} has {length} characters; {most} fit.")),
        _ => Ok(()),
    }
}

/// Something that the reader has put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its own identity, which its key ends in.
    pub id: String,
    /// The brief that it holds in; everywhere on the site without one.
    pub brief: Option<String>,
    pub subject: Subject,
    /// What the subject was called when this was made.
    pub name: String,
    /// When it was made, in milliseconds since the Unix epoch.
    pub time: i64,
    pub change: Change,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These words do not mean the subject.
    NotThis { words: String },
    /// The subject is not shown.
    Hide,
    /// The reader knows it: its mentions have no mark.
    Know,
    /// The reader's own version of its entry.
    Edit(Entry),
    /// An entry of the reader's own, for these words.
    Add { words: String, entry: Entry },
}

impl Change {
    fn word(&self) -> &'static str {
        match self {
            Self::NotThis { .. } => "not-this",
            Self::Hide => "hide",
            Self::Know => "know",
            Self::Edit(_) => "edit",
            Self::Add { .. } => "add",
        }
    }

    /// Do both change the same thing, so that the later one takes the place of the other?
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NotThis { words }, Self::NotThis { words: others }) => words == others,
            _ => self.word() == other.word(),
        }
    }
}

/// Why a stored value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The one field that every schema has.
#[derive(Deserialize)]
struct Version {
    schema: u32,
}

/// Schema 1. Unknown fields are refused: this version would drop them at its next write.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    schema: u32,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    brief: Option<String>,
    subject: String,
    name: String,
    time: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<Entry>,
}

impl Correction {
    /// The stored form. The identity is left out: the key says it.
    pub fn encode(&self) -> String {
        let (words, entry) = match &self.change {
            Change::NotThis { words } => (Some(words.clone()), None),
            Change::Hide | Change::Know => (None, None),
            Change::Edit(entry) => (None, Some(entry.clone())),
            Change::Add { words, entry } => (Some(words.clone()), Some(entry.clone())),
        };
        let stored = Stored {
            schema: SCHEMA,
            kind: self.change.word().to_owned(),
            brief: self.brief.clone(),
            subject: self.subject.anchor(),
            name: self.name.clone(),
            time: self.time,
            words,
            entry,
        };
        serde_json_wasm::to_string(&stored).expect("strings and numbers always have a JSON form")
    }

    /// Reads the stored form of the correction `id`.
    ///
    /// # Errors
    /// The value is of another schema than [`SCHEMA`], or is no correction at all. It must be kept as it is: another
    /// version of Sidelight, or a person, may still read it.
    pub fn decode(id: &str, value: &str) -> Result<Self, Unreadable> {
        let malformed = |error: serde_json_wasm::de::Error| Unreadable(format!("it is no correction’s JSON: {error}"));
        let Version { schema } = serde_json_wasm::from_str(value).map_err(malformed)?;
        if schema != SCHEMA {
            return Err(Unreadable(format!("it has schema {schema}, and this version of Sidelight reads {SCHEMA}")));
        }
        let stored: Stored = serde_json_wasm::from_str(value).map_err(malformed)?;
        stored.into_correction(id).ok_or_else(|| Unreadable("it contradicts itself".into()))
    }
}

impl Stored {
    fn into_correction(self, id: &str) -> Option<Correction> {
        let subject = Subject::of_anchor(&self.subject)?;
        let is_sound = |text: &str| (1..=MAX_NAME).contains(&text.trim().chars().count());
        let words = self.words.filter(|words| is_sound(words));
        // What a form would not have let through.
        let entry = match self.entry {
            Some(entry) => Some(entry.checked(subject.sort).ok()?),
            None => None,
        };
        let change = match (self.kind.as_str(), words, entry) {
            // Elsewhere the same words may well mean it.
            ("not-this", Some(words), None) => Change::NotThis { words: self.brief.as_ref().map(|_| words)? },
            ("hide", None, None) => Change::Hide,
            ("know", None, None) => Change::Know,
            ("edit", None, Some(entry)) => Change::Edit(entry),
            ("add", Some(words), Some(entry)) => Change::Add { words, entry },
            _ => return None,
        };
        Some(Correction { id: id.to_owned(), brief: self.brief, subject, name: self.name, time: self.time, change })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry { name: "Varn \"Front\"\n".into(), kind: "group".into(), place: String::new(), text: "<b>\u{1}".into() }
    }

    fn correction(brief: Option<&str>, change: Change) -> Correction {
        Correction {
            id: "c1".into(),
            brief: brief.map(str::to_owned),
            subject: Subject { sort: Sort::Entity, id: "varn-front".into() },
            name: "Varn Front".into(),
            time: 1_700_000_000_000,
            change,
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let entry = entry().checked(Sort::Entity).expect("it fits");
        for kept in [
            correction(Some("a"), Change::NotThis { words: "Front".into() }),
            correction(Some("a"), Change::Hide),
            correction(None, Change::Hide),
            correction(None, Change::Know),
            correction(None, Change::Edit(entry.clone())),
            correction(None, Change::Add { words: "Front".into(), entry }),
        ] {
            assert_eq!(Correction::decode("c1", &kept.encode()), Ok(kept.clone()), "{}", kept.encode());
        }
    }

    #[test]
    fn the_stored_form() {
        let kept = correction(Some("a"), Change::NotThis { words: "Front".into() });
        assert_eq!(
            kept.encode(),
            r#"{"schema":1,"kind":"not-this","brief":"a","subject":"entity-varn-front","name":"Varn Front","time":1700000000000,"words":"Front"}"#
        );
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let good = correction(Some("a"), Change::NotThis { words: "Front".into() }).encode();
        let check = |value: &str, expected: &str| {
            let why = Correction::decode("c1", value).expect_err(value).to_string();
            assert!(why.contains(expected), "{why:?} lacks {expected:?}");
        };
        check("", "no correction’s JSON");
        check("null", "no correction’s JSON");
        check(&good.replace("\"schema\":1", "\"schema\":2"), "schema 2");
        check(&good.replace("\"time\"", "\"colour\":1,\"time\""), "no correction’s JSON");
        for (from, to) in [
            ("not-this", "paint"),
            ("not-this", "hide"),
            ("not-this", "add"),
            ("\"brief\":\"a\",", ""),
            ("\"Front\"", "\" \""),
            ("entity-varn", "date-varn"),
            ("entity-varn-front", "entity-"),
        ] {
            check(&good.replace(from, to), "contradicts itself");
        }
        let edit = correction(None, Change::Edit(entry())).encode();
        check(&edit.replace("group", "tribe"), "contradicts itself");
        check(&edit.replace("<b>", &"x".repeat(MAX_SUMMARY)), "contradicts itself");
    }

    #[test]
    fn an_entry_is_checked_for_its_reader() {
        let check = |change: &dyn Fn(&mut Entry), sort, expected: &str| {
            let mut entry = Entry { text: "It is.".into(), ..entry() };
            change(&mut entry);
            assert_eq!(entry.checked(sort), Err(expected.to_owned()));
        };
        check(&|entry| entry.name = "  ".into(), Sort::Entity, "The name is still empty.");
        check(&|entry| entry.text = "\n".into(), Sort::Entity, "“What it is” is still empty.");
        check(&|entry| entry.text = "ж".repeat(501), Sort::Entity, "“What it is” has 501 characters; 500 fit.");
        check(&|entry| entry.place = "x".repeat(121), Sort::Entity, "“In a few words” has 121 characters; 120 fit.");
        check(&|entry| entry.kind.clear(), Sort::Entity, "Choose what kind it is.");
        check(&|_| {}, Sort::Term, "A term has no kind.");
        let spaced = Entry { name: " a ".into(), text: "b\n".into(), ..entry() }.checked(Sort::Entity);
        assert_eq!(spaced.map(|entry| (entry.name, entry.text)), Ok(("a".into(), "b".into())));
    }
}
