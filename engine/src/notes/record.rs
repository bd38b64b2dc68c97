//! The form in which notes are kept: one JSON value a note, which says its schema's version.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Note, Selectors, Target, TextPosition, TextQuote};

/// The version of the stored form that this build writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;

/// What one key of the storage holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A note.
    Note(Note),
    /// A note that the reader deleted.
    Deleted(Tombstone),
}

/// What remains of a deleted note: enough that no older copy of it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The note's identity.
    pub id: String,
    /// The identity of its brief.
    pub brief: String,
    /// When it was deleted, in milliseconds since the Unix epoch.
    pub edited: i64,
    /// The note's counter, which the deletion raised once more.
    pub counter: u64,
}

impl Record {
    /// The identity of the note.
    pub fn id(&self) -> &str {
        match self {
            Self::Note(note) => &note.id,
            Self::Deleted(tombstone) => &tombstone.id,
        }
    }

    /// The edit counter: the greater one of two is the later one.
    pub fn counter(&self) -> u64 {
        match self {
            Self::Note(note) => note.counter,
            Self::Deleted(tombstone) => tombstone.counter,
        }
    }

    /// The identity of the brief.
    pub fn brief(&self) -> &str {
        match self {
            Self::Note(note) => &note.brief,
            Self::Deleted(tombstone) => &tombstone.brief,
        }
    }

    /// The same record under another counter.
    #[must_use]
    pub fn with_counter(mut self, counter: u64) -> Self {
        match &mut self {
            Self::Note(note) => note.counter = counter,
            Self::Deleted(tombstone) => tombstone.counter = counter,
        }
        self
    }

    /// Do both say the same, whenever and however often they were written?
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Note(this), Self::Note(that)) => this.text == that.text && this.target == that.target,
            (Self::Deleted(_), Self::Deleted(_)) => true,
            (Self::Note(_), Self::Deleted(_)) | (Self::Deleted(_), Self::Note(_)) => false,
        }
    }

    /// The stored form. Identity and brief are left out: the key says them.
    pub fn encode(&self) -> String {
        serde_json_wasm::to_string(&Stored::from(self)).expect("strings and numbers always have a JSON form")
    }

    /// Reads the stored form of the note `id` of `brief`.
    ///
    /// # Errors
    /// The value is of a newer schema than [`SCHEMA`], or is no record at all. Either way it must be kept
    /// as it is: another version of the app, or a person, may still read it.
    pub fn decode(id: &str, brief: &str, value: &str) -> Result<Self, Unreadable> {
        let malformed = |error: serde_json_wasm::de::Error| Unreadable(Reason::Malformed(error.to_string()));
        let Version { schema } = serde_json_wasm::from_str(value).map_err(malformed)?;
        if schema != SCHEMA {
            return Err(Unreadable(Reason::Schema(schema)));
        }
        serde_json_wasm::from_str::<Stored>(value).map_err(malformed)?.into_record(id, brief)
    }
}

/// Why a stored value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(Reason);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Schema(u32),
    Malformed(String),
    Contradictory(&'static str),
}

impl Unreadable {
    /// Was it written by a newer version of the app, which can read it?
    pub fn is_newer(&self) -> bool {
        matches!(self.0, Reason::Schema(schema) if schema > SCHEMA)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Schema(schema) if *schema > SCHEMA => {
                write!(
                    f,
                    "it has schema {schema}, and this version of Sidelight reads schema {SCHEMA}: reload the page to get the newest version"
                )
            }
            Reason::Schema(schema) => write!(f, "it has schema {schema}, which never existed"),
            Reason::Malformed(error) => write!(f, "it is not a note's JSON: {error}"),
            Reason::Contradictory(what) => write!(f, "it contradicts itself: {what}"),
        }
    }
}

impl std::error::Error for Unreadable {}

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
    counter: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<i64>,
    edited: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<StoredTarget>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum StoredTarget {
    Brief,
    Words { quote: StoredQuote, position: StoredPosition, block: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredQuote {
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredPosition {
    start: usize,
    end: usize,
}

impl From<&Record> for Stored {
    fn from(record: &Record) -> Self {
        match record {
            Record::Note(note) => Self {
                schema: SCHEMA,
                counter: note.counter,
                created: Some(note.created),
                edited: note.edited,
                text: Some(note.text.clone()),
                target: Some(StoredTarget::from(&note.target)),
                deleted: false,
            },
            Record::Deleted(tombstone) => Self {
                schema: SCHEMA,
                counter: tombstone.counter,
                created: None,
                edited: tombstone.edited,
                text: None,
                target: None,
                deleted: true,
            },
        }
    }
}

impl Stored {
    fn into_record(self, id: &str, brief: &str) -> Result<Record, Unreadable> {
        let contradictory = |what| Unreadable(Reason::Contradictory(what));
        let (id, brief, edited, counter) = (id.to_owned(), brief.to_owned(), self.edited, self.counter);
        match (self.deleted, self.created, self.text, self.target) {
            (true, None, None, None) => Ok(Record::Deleted(Tombstone { id, brief, edited, counter })),
            (true, ..) => Err(contradictory("it is deleted and has content")),
            (false, Some(created), Some(text), Some(target)) => {
                let target = target.into_target().map_err(contradictory)?;
                Ok(Record::Note(Note { id, brief, created, edited, counter, text, target }))
            }
            (false, ..) => Err(contradictory("it is not deleted and has no content")),
        }
    }
}

impl From<&Target> for StoredTarget {
    fn from(target: &Target) -> Self {
        match target {
            Target::Brief => Self::Brief,
            Target::Words(Selectors { quote, position, block }) => Self::Words {
                quote: StoredQuote {
                    exact: quote.exact.clone(),
                    prefix: quote.prefix.clone(),
                    suffix: quote.suffix.clone(),
                },
                position: StoredPosition { start: position.start, end: position.end },
                block: block.clone(),
            },
        }
    }
}

impl StoredTarget {
    fn into_target(self) -> Result<Target, &'static str> {
        match self {
            Self::Brief => Ok(Target::Brief),
            Self::Words { quote, .. } if quote.exact.is_empty() => Err("it is about words and quotes none"),
            Self::Words { position, .. } if position.start >= position.end => Err("its position ends before it starts"),
            Self::Words { quote, position, block } => Ok(Target::Words(Selectors {
                quote: TextQuote { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix },
                position: TextPosition { start: position.start, end: position.end },
                block,
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_target() -> impl Strategy<Value = Target> {
        let words = (".{1,40}", ".{0,32}", ".{0,32}", 0usize..5_000_000, 1usize..5_000_000, "b[0-9]{1,5}");
        prop_oneof![
            Just(Target::Brief),
            words.prop_map(|(exact, prefix, suffix, start, len, block)| Target::Words(Selectors {
                quote: TextQuote { exact, prefix, suffix },
                position: TextPosition { start, end: start + len },
                block,
            })),
        ]
    }

    fn any_record() -> impl Strategy<Value = Record> {
        let (id, brief) = (|| "[a-z0-9]{1,12}", || "[a-z0-9-]{1,30}");
        let time = || 0i64..10_000_000_000_000;
        let note = (id(), brief(), time(), time(), any::<u64>(), "(?s).{0,60}", any_target()).prop_map(
            |(id, brief, created, edited, counter, text, target)| {
                Record::Note(Note { id, brief, created, edited, counter, text, target })
            },
        );
        let tombstone = (id(), brief(), time(), any::<u64>())
            .prop_map(|(id, brief, edited, counter)| Record::Deleted(Tombstone { id, brief, edited, counter }));
        prop_oneof![4 => note, 1 => tombstone]
    }

    /// As localStorage counts: in UTF-16 code units.
    fn units(text: &str) -> usize {
        text.encode_utf16().count()
    }

    fn quoted(text: &str) -> usize {
        units(&serde_json_wasm::to_string(text).expect("a string has a JSON form"))
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(record in any_record()) {
            let again = Record::decode(record.id(), record.brief(), &record.encode());
            prop_assert_eq!(again, Ok(record));
        }

        #[test]
        fn any_bytes_are_read_or_refused(value in "(?s).{0,200}") {
            let _ = Record::decode("id", "brief", &value);
        }

        #[test]
        fn a_damaged_value_is_never_read_as_another_note(record in any_record(), cut in 1usize..40) {
            let stored = record.encode();
            let cut: String = stored.chars().take(stored.chars().count().saturating_sub(cut)).collect();
            prop_assert!(Record::decode(record.id(), record.brief(), &cut).is_err());
        }
    }

    #[test]
    fn at_most_400_characters_beyond_text_and_quote() {
        // The worst case that text can be: everything outside the Basic Multilingual Plane, large numbers.
        let (exact, context, text) =
            ("words 😀".repeat(9), "😀".repeat(super::super::CONTEXT), "my \"text\"\n".repeat(7));
        let note = Note {
            id: "k3v9x2m4q7pz".into(),
            brief: "2024-03-29-islamic-state-khorasan".into(),
            created: 99_999_999_999_999,
            edited: 99_999_999_999_999,
            counter: 9_999_999_999,
            text: text.clone(),
            target: Target::Words(Selectors {
                quote: TextQuote { exact: exact.clone(), prefix: context.clone(), suffix: context },
                position: TextPosition { start: 9_999_990, end: 9_999_999 },
                block: "b99999".into(),
            }),
        };
        let beyond = units(&Record::Note(note).encode()) - quoted(&text) - quoted(&exact);
        assert!(beyond <= 400, "{beyond} characters beyond the note's own");

        // And an ordinary one, its key included.
        let key = "sidelight/a-site-of-some-length/2024-03-29-islamic-state-khorasan/note/k3v9x2m4q7pz";
        let ordinary = r#"{"schema":1,"counter":3,"created":1711700000000,"edited":1711700000000,"text":"","target":{"words":{"quote":{"exact":"","prefix":"It remains unclear exactly how la","suffix":"is suspected to have several thou"},"position":{"start":1200,"end":1250},"block":"b9"}}}"#;
        assert!(units(key) + units(ordinary) <= 400, "{}", units(key) + units(ordinary));
    }

    #[test]
    fn the_form_itself() {
        // A change here needs a new schema: readers have values of this one.
        let value = r#"{"schema":1,"counter":3,"created":1711700000000,"edited":1711700500000,"text":"Claimed by the FSB only.","target":{"words":{"quote":{"exact":"four gunmen","prefix":"the apprehension of the ","suffix":", whom they say"},"position":{"start":1200,"end":1211},"block":"b7"}}}"#;
        let record = Record::decode("n1", "b", value).expect("schema 1");
        assert_eq!(record.encode(), value);
        let Record::Note(note) = record else { panic!("a note") };
        assert_eq!(
            (note.quote(), note.text.as_str(), note.counter),
            (Some("four gunmen"), "Claimed by the FSB only.", 3)
        );

        for value in [
            r#"{"schema":1,"counter":4,"edited":1711700500000,"deleted":true}"#,
            r#"{"schema":1,"counter":1,"created":1,"edited":2,"text":"On all of it.","target":"brief"}"#,
        ] {
            assert_eq!(Record::decode("n1", "b", value).map(|record| record.encode()), Ok(value.to_owned()));
        }
    }

    #[test]
    fn values_that_cannot_be_read() {
        let check = |value: &str, expected: &str| {
            let error = Record::decode("n1", "b", value).expect_err(value);
            assert!(error.to_string().contains(expected), "{error}");
            assert_eq!(error.is_newer(), expected.contains("schema 2"));
        };
        check("", "not a note's JSON");
        check("null", "not a note's JSON");
        check("{}", "missing field `schema`");
        check(r#"{"schema":2,"whatever":[1,2]}"#, "schema 2");
        check(r#"{"schema":2,"share":0.5}"#, "schema 2");
        check(r#"{"shares":[{"a":-1.5e3},null,true,"\u00e9"],"schema":2}"#, "schema 2");
        check(r#"{"schema":1,"share":0.5}"#, "not a note's JSON");
        check(r#"{"schema":0}"#, "never existed");
        check(r#"{"schema":1,"counter":-1,"edited":1,"deleted":true}"#, "not a note's JSON");
        check(r#"{"schema":1,"counter":1,"edited":1,"deleted":true,"colour":"red"}"#, "unknown field `colour`");
        check(r#"{"schema":1,"counter":1,"edited":1,"deleted":true,"text":"still here"}"#, "deleted and has content");
        check(r#"{"schema":1,"counter":1,"edited":1}"#, "no content");
        check(r#"{"schema":1,"counter":1,"created":1,"edited":1,"text":"","target":"galaxy"}"#, "not a note's JSON");
        check(
            r#"{"schema":1,"counter":1,"created":1,"edited":1,"text":"","target":{"words":{"quote":{"exact":"","prefix":"","suffix":""},"position":{"start":1,"end":2},"block":"b0"}}}"#,
            "quotes none",
        );
        check(
            r#"{"schema":1,"counter":1,"created":1,"edited":1,"text":"","target":{"words":{"quote":{"exact":"a","prefix":"","suffix":""},"position":{"start":2,"end":2},"block":"b0"}}}"#,
            "position",
        );
    }
}
