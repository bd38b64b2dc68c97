//! The words by which statements are weighed, and those that stand around them.

use std::sync::LazyLock;

use sidelight_text::tokens::{Token, WordTable};

use super::phrase_list::{PHRASES, Phrase};
use super::verb_list::{VERBS, Verb};

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// “say”.
    #[default]
    Base,
    /// “says”.
    Third,
    /// “said”.
    Past,
    /// “saying”.
    Present,
    /// “spoken”, where the past has another form.
    Participle,
}

/// What a small word does, as bits: a word may do several things.
pub type Class = u16;
/// “is”, “been”.
pub const BE: Class = 1;
/// “has”, “had”.
pub const HAVE: Class = 1 << 1;
/// “would”, “to”: a verb after it states nothing.
pub const MODAL: Class = 1 << 2;
/// What may stand among auxiliaries: “also”, “widely”.
pub const ADVERB: Class = 1 << 3;
/// “the”, “their”: a noun follows.
pub const DETERMINER: Class = 1 << 4;
/// “he”, “who”.
pub const PRONOUN: Class = 1 << 5;
/// “because”, “while”: a clause begins.
pub const OPENER: Class = 1 << 6;
/// “at”, “of”.
pub const PREPOSITION: Class = 1 << 7;
/// “remains”, “stays”.
pub const REMAIN: Class = 1 << 8;
/// “and”, “or”, “but”.
pub const CONJUNCTION: Class = 1 << 9;
/// “not”, “never”.
pub const NOT: Class = 1 << 10;
/// “do”, “did”.
pub const DO: Class = 1 << 11;
/// What may begin a condition.
pub const CONDITION: Class = 1 << 12;
/// A mark that ends a clause.
pub const MARK: Class = 1 << 13;

/// What is known about a word.
#[derive(Debug, Default)]
pub struct Word {
    /// The phrases that begin with it.
    pub phrases: Vec<&'static Phrase>,
    /// The verb that it is a form of.
    pub verb: Option<(&'static Verb, Form)>,
    /// What else it does.
    pub class: Class,
}

static WORDS: LazyLock<WordTable<Word>> = LazyLock::new(|| {
    let mut table: WordTable<Word> = WordTable::with_room_for(900);
    for phrase in PHRASES {
        table.entry(phrase.words.split(' ').next().unwrap_or_default()).phrases.push(phrase);
    }
    const FORMS: [Form; 5] = [Form::Base, Form::Third, Form::Past, Form::Present, Form::Participle];
    for verb in VERBS {
        for (word, form) in verb.forms.split(' ').zip(FORMS) {
            // Of “put” and “put” the past is told by the same rules as the base.
            table.entry(word).verb.get_or_insert((verb, form));
        }
    }
    for (class, words) in CLASSES {
        for word in words.split(' ') {
            table.entry(word).class |= class;
        }
    }
    table
});

/// What is known about a token.
pub fn word(token: &Token<'_>) -> Option<&'static Word> {
    WORDS.get(token)
}

/// What a token does.
pub fn class(token: &Token<'_>) -> Class {
    // The “S” of “U.S.” is no possessive, the “I” of “Part I” no pronoun that matters.
    let is_initial = token.text.len() == 1 && token.is_capitalised() && token.text != "A";
    if is_initial { 0 } else { word(token).map_or(0, |word| word.class) }
}

const CLASSES: &[(Class, &str)] = &[
    (BE, "is are was were be been being am"),
    (HAVE, "has have had having"),
    (DO, "do does did"),
    (MODAL, "to can cannot could would will shall should may might must let ll"),
    (
        ADVERB,
        "also already broadly commonly conservatively credibly currently even falsely far firmly first formally \
         frequently fully generally highly immediately increasingly independently initially itself largely later long \
         mostly never not now officially often once only originally previously privately publicly quickly rarely \
         recently reliably repeatedly separately since so soon still subsequently then themselves therefore thus \
         today too variously very wholly widely wrongly yet",
    ),
    (NOT, "not never hardly cannot neither nor"),
    (
        DETERMINER,
        "a an any each every her his its my no our s some such that the their these this those your both several many \
         most few all",
    ),
    (PRONOUN, "he she it they we i you who which him her them"),
    (
        OPENER,
        "after although as because before despite how if once since so than that though unless until what when where \
         whereas whether which while who whom whose why yet",
    ),
    (CONJUNCTION, "and or but nor"),
    (
        PREPOSITION,
        "about above across against along alongside amid among around at between beyond by during for from in inside \
         into near of off on outside over per through throughout toward towards under upon via with within without",
    ),
    (REMAIN, "remain remains remained remaining stays stayed seems seem seemed becomes became"),
    (CONDITION, "if unless provided providing assuming should were absent in supposing as so on"),
    (MARK, ", ; : ( ) [ ] — – “ ” \" . ? ! …"),
];
