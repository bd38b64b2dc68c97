//! The words by which statements are weighed.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::HedgeKind::{self, Attribution, Confidence, Likelihood};

/// A phrase, its kind, and ICD 203's range in per cent where the directive gives it one.
pub type Phrase = (&'static str, HedgeKind, Option<(u8, u8)>);

/// A verb of saying: its forms, what must follow, and the particles that belong to it.
pub type Verb = (&'static [&'static str], Needs, &'static [&'static str]);

/// The phrases by their first word.
pub static PHRASES_BY_WORD: LazyLock<HashMap<&str, Vec<&Phrase>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&str, Vec<&Phrase>> = HashMap::new();
    for phrase in PHRASES {
        by_word.entry(phrase.0.split(' ').next().unwrap_or_default()).or_default().push(phrase);
    }
    by_word
});

/// The verbs by each of their forms.
pub static VERBS_BY_FORM: LazyLock<HashMap<&str, &Verb>> =
    LazyLock::new(|| VERBS.iter().flat_map(|verb| verb.0.iter().map(move |form| (*form, verb))).collect());

/// Phrases that hedge wherever they stand, each with ICD 203's range where the directive gives the phrase
/// one. (Office of the Director of National Intelligence, Intelligence Community Directive 203,
/// “Analytic Standards”, 2 January 2015, section D.6.e.)
const PHRASES: &[Phrase] = &[
    ("almost no chance", Likelihood, Some((1, 5))),
    ("remote chance", Likelihood, Some((1, 5))),
    ("very unlikely", Likelihood, Some((5, 20))),
    ("highly improbable", Likelihood, Some((5, 20))),
    ("unlikely", Likelihood, Some((20, 45))),
    ("improbable", Likelihood, Some((20, 45))),
    ("roughly even chance", Likelihood, Some((45, 55))),
    ("roughly even odds", Likelihood, Some((45, 55))),
    ("likely", Likelihood, Some((55, 80))),
    ("probable", Likelihood, Some((55, 80))),
    ("probably", Likelihood, Some((55, 80))),
    ("very likely", Likelihood, Some((80, 95))),
    ("highly likely", Likelihood, None),
    ("highly probable", Likelihood, Some((80, 95))),
    ("almost certain", Likelihood, Some((95, 99))),
    ("almost certainly", Likelihood, Some((95, 99))),
    ("nearly certain", Likelihood, Some((95, 99))),
    ("less likely", Likelihood, None),
    ("more likely", Likelihood, None),
    ("least likely", Likelihood, None),
    ("most likely", Likelihood, None),
    ("highly unlikely", Likelihood, None),
    ("may", Likelihood, None),
    ("might", Likelihood, None),
    ("possibly", Likelihood, None),
    ("perhaps", Likelihood, None),
    ("potentially", Likelihood, None),
    ("presumably", Likelihood, None),
    ("apparently", Likelihood, None),
    ("is expected", Likelihood, None),
    ("are expected", Likelihood, None),
    ("was expected", Likelihood, None),
    ("were expected", Likelihood, None),
    ("is expected to", Likelihood, None),
    ("are expected to", Likelihood, None),
    ("suggests", Likelihood, None),
    ("suggest", Likelihood, None),
    ("suggesting", Likelihood, None),
    ("appears to", Likelihood, None),
    ("appear to", Likelihood, None),
    ("seems to", Likelihood, None),
    ("seem to", Likelihood, None),
    ("with high confidence", Confidence, None),
    ("with moderate confidence", Confidence, None),
    ("with low confidence", Confidence, None),
    ("it remains unclear", Confidence, None),
    ("remains unclear", Confidence, None),
    ("remain unclear", Confidence, None),
    ("it is unclear", Confidence, None),
    ("is unclear", Confidence, None),
    ("it is not clear", Confidence, None),
    ("is not clear", Confidence, None),
    ("remains to be seen", Confidence, None),
    ("it is too early to say", Confidence, None),
    ("it is too early to tell", Confidence, None),
    ("too early to say", Confidence, None),
    ("too early to tell", Confidence, None),
    ("remains uncertain", Confidence, None),
    ("is not known", Confidence, None),
    ("cannot be verified", Confidence, None),
    ("could not be verified", Confidence, None),
    ("could not be independently verified", Confidence, None),
    ("unconfirmed", Confidence, None),
    ("reportedly", Attribution, None),
    ("allegedly", Attribution, None),
    ("alleged", Attribution, None),
    ("purportedly", Attribution, None),
    ("purported", Attribution, None),
    ("according to", Attribution, None),
    ("reports of", Attribution, None),
    ("reports that", Attribution, None),
    ("claims that", Attribution, None),
    ("allegations of", Attribution, None),
    ("allegations that", Attribution, None),
];

/// How a verb of saying must go on to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// It lays something at someone's door by itself.
    Nothing,
    /// “announced that”, not “announced a plan”.
    That,
    /// “counts 300 dead”, “puts the number at”.
    Figure,
}

/// Verbs of saying.
const VERBS: &[Verb] = &[
    (&["say", "says", "said", "saying"], Needs::Nothing, &[]),
    (&["claim", "claims", "claimed", "claiming"], Needs::Nothing, &["responsibility"]),
    (&["warn", "warns", "warned", "warning"], Needs::Nothing, &["of", "about"]),
    (&["allege", "alleges"], Needs::Nothing, &[]),
    (&["accuse", "accuses", "accused", "accusing"], Needs::Nothing, &["of"]),
    (&["argue", "argues", "argued", "arguing"], Needs::Nothing, &[]),
    (&["assert", "asserts", "asserted", "asserting"], Needs::Nothing, &[]),
    (&["assess", "assesses", "assessed"], Needs::That, &[]),
    (&["believe", "believes"], Needs::Nothing, &[]),
    (&["contend", "contends", "contended"], Needs::Nothing, &[]),
    (&["complain", "complains", "complained"], Needs::Nothing, &[]),
    (&["deny", "denies", "denied", "denying"], Needs::Nothing, &[]),
    (&["estimate", "estimates", "estimated"], Needs::Nothing, &[]),
    (&["blame", "blames", "blamed"], Needs::Nothing, &[]),
    (&["told"], Needs::Nothing, &[]),
    (&["stated", "stating"], Needs::Nothing, &[]),
    (&["acknowledge", "acknowledges", "acknowledged"], Needs::Nothing, &[]),
    (&["pointed"], Needs::Nothing, &["to"]),
    (&["announce", "announces", "announced", "announcing"], Needs::That, &[]),
    (&["insist", "insists", "insisted"], Needs::That, &[]),
    (&["maintain", "maintains", "maintained"], Needs::That, &[]),
    (&["note", "notes", "noted", "noting"], Needs::That, &[]),
    (&["report", "reported"], Needs::Nothing, &[]),
    (&["count", "counts", "counted"], Needs::Figure, &[]),
    (&["puts", "put"], Needs::Figure, &[]),
];

/// Participles that attribute without naming a holder: “is believed to be”.
pub const PASSIVES: [&str; 8] =
    ["believed", "suspected", "thought", "alleged", "reported", "said", "accused", "rumoured"];

/// What may stand before a verb as part of it.
pub const AUXILIARIES: [&str; 9] = ["has", "have", "had", "is", "are", "was", "were", "be", "been"];
/// Those of them that make a passive.
pub const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];
/// What may stand among the auxiliaries.
pub const BETWEEN: [&str; 6] = ["also", "already", "long", "now", "often", "repeatedly"];

/// Words after which “claims” and “reports” are nouns.
pub const BEFORE_NOUNS: [&str; 22] = [
    "a", "an", "and", "any", "by", "early", "for", "her", "his", "in", "its", "no", "of", "on", "or", "our", "such",
    "the", "their", "these", "this", "those",
];
