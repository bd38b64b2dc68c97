//! What is learned and listed of the language of briefs, as one file beside the program.

use sidelight_text::words::Synonyms;

use super::names::{Class, Recogniser};
use crate::packed::{self, UnpackError};

/// What messages call the file.
const FILE: &str = "language model";
/// The first bytes of a packed file; the digit is the version of what follows.
const MAGIC: &[u8; 4] = b"SLE3";
/// Far above any real file; keeps a forged one from filling memory.
const MAX_UNPACKED_BYTES: usize = 4 << 20;

/// English, as far as it is not part of the program: how names look, which words are ordinary, which mean alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Language {
    pub(super) recogniser: Recogniser,
    pub(super) synonyms: Synonyms,
}

impl Language {
    /// A recogniser as trained, and words that briefs use for one another: a group a line, a blank between words,
    /// no word in more than four groups.
    #[cfg(feature = "train")]
    pub fn new(recogniser: Recogniser, synonyms: &str) -> Self {
        Self { recogniser, synonyms: Synonyms::of(synonyms) }
    }

    /// The whole as one compact file. The same language always gives the same bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        self.recogniser.write(&mut plain);
        plain.extend(self.synonyms.lines().bytes());
        packed::pack(MAGIC, &plain)
    }

    /// Reads what [`pack`](Self::pack) wrote.
    ///
    /// # Errors
    /// Where the bytes are of another format or version, or damaged.
    pub fn unpack(packed: &[u8]) -> Result<Self, UnpackError> {
        let other = || UnpackError::other_version(FILE);
        let plain = packed::unpack(FILE, MAGIC, packed, MAX_UNPACKED_BYTES)?;
        let mut rest = plain.as_slice();
        let recogniser = Recogniser::read(&mut rest).ok_or_else(other)?;
        let synonyms = Synonyms::of(std::str::from_utf8(rest).map_err(|_| other())?);
        Ok(Self { recogniser, synonyms })
    }

    /// Whether a word, in small letters, is one of those that sentences are made of. One other word in four hundred
    /// is taken for such a one.
    pub fn is_ordinary(&self, lower: &str) -> bool {
        self.recogniser.is_common(lower)
    }

    /// Whether a word, in whatever case, is a name of the calendar or the clock: “March”, “Ramadan”.
    pub fn is_calendar(&self, word: &str) -> bool {
        self.recogniser.lore().get(word).is(Class::Calendar)
    }

    /// Whether a word, in whatever case, tells of a people, faith or party: “Malian”, “Sunnis”.
    pub fn is_demonym(&self, word: &str) -> bool {
        self.recogniser.lore().get(word).is(Class::Demonym)
    }
}

#[cfg(all(test, feature = "model"))]
mod tests {
    use super::*;
    use crate::understand::MODEL;
    use sidelight_text::words::content_words;
    use std::collections::{BTreeMap, BTreeSet};

    fn english() -> Language {
        Language::unpack(MODEL).expect("`cargo xtask train` made it with this version")
    }

    #[test]
    fn what_was_packed_unpacks() {
        assert_eq!(english().pack(), MODEL);
        assert!(MODEL.len() <= 150_000, "it is what a reader has to load");
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        assert!(Language::unpack(b"SLE2....").is_err());
        for length in (0..MODEL.len()).step_by(997) {
            assert!(Language::unpack(&MODEL[..length]).is_err(), "cut to {length} bytes");
        }
    }

    #[test]
    fn synonyms_can_be_met() {
        let english = english();
        let stem = |word: &str| {
            let mut words = Vec::new();
            content_words(word, &mut words);
            assert_eq!(words.len(), 1, "“{word}” is no content word");
            words[0].stem
        };
        let mut groups = BTreeMap::new();
        for line in english.synonyms.lines().lines() {
            assert!(line.split(' ').count() > 1, "{line}: a group of one");
            for stem in line.split(' ').map(stem).collect::<BTreeSet<u64>>() {
                *groups.entry(stem).or_insert(0) += 1;
            }
        }
        assert!(groups.values().all(|count| *count <= 4), "a word stands in too many groups");
        let share = |a: &str, b: &str| {
            let groups = |word: &str| english.synonyms.groups(stem(word)).collect::<Vec<_>>();
            groups(a).iter().any(|group| groups(b).contains(group))
        };
        for (a, b) in [
            ("killed", "deaths"),
            ("halted", "stopping"),
            ("grew", "increases"),
            ("negotiations", "mediator"),
            ("outlawed", "bans"),
            ("withdrawal", "leaves"),
            ("lenders", "banks"),
            ("half", "50"),
            ("bn", "billions"),
            ("dutch", "netherlands"),
            ("beijing", "chinese"),
        ] {
            assert!(share(a, b), "{a}, {b}");
        }
        assert!(!share("ships", "deaths") && !share("rises", "falls") && !share("import", "export"));
    }

    #[test]
    fn ordinary_words_and_given_names() {
        let recogniser = english().recogniser;
        assert!(recogniser.is_common("because") && recogniser.is_given("Maria"));
        assert!(english().is_ordinary("harbour") && !english().is_ordinary("bamako"));
        let english = english();
        assert!(english.is_calendar("march") && english.is_demonym("Malian") && !english.is_demonym("Mali"));
    }
}
