//! [`Brief`] + [`Lexicon`] → [`Reading`]: what the companion understands of a brief.
//!
//! The order of work: sentences; names of the knowledge base; abbreviations that the brief defines
//! itself; the names that follow from both (short forms, surnames); terms; dates; hedges; the passages that
//! belong to each key point.

mod abbreviations;
mod dates;
mod descriptions;
mod evidence;
mod extract;
mod hedges;
mod language;
mod lexicon;
mod names;
mod sentences;
mod terms;
mod variants;

use std::ops::Range;

pub use dates::{DateUse, Precision};
pub use hedges::{Hedge, HedgeKind};
pub use language::Language;
pub use lexicon::Lexicon;
pub use names::Recogniser;
#[cfg(feature = "train")]
pub use names::train as training;

use sidelight_text::fold::Folded;
use sidelight_text::tokens::Tokens;

use crate::brief::{BlockKind, Brief};
use crate::knowledge::Kind;

/// The language model that ships, as [`Language::unpack`] takes it. `cargo xtask train` makes it.
#[cfg(feature = "model")]
pub const MODEL: &[u8] = include_bytes!("../../model/english.bin");

/// A brief understood. Every range counts bytes of [`Brief::text`], end exclusive, and stays inside one block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The sentences of all blocks, in order.
    pub sentences: Vec<Range<usize>>,
    /// Who and what is named, in order, without overlaps.
    pub mentions: Vec<Mention>,
    /// What the brief itself says of what it names, at most once each, in order.
    pub descriptions: Vec<Description>,
    /// Technical language, in order, without overlaps.
    pub terms: Vec<TermUse>,
    /// Short forms that the brief defines itself, in order.
    pub abbreviations: Vec<Abbreviation>,
    /// What the author, or failing that an extract, says matters most.
    pub key_points: Vec<KeyPoint>,
    /// The dates that the text states, in order.
    pub dates: Vec<DateUse>,
    /// The words by which statements are weighed, in order.
    pub hedges: Vec<Hedge>,
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The name as printed.
    pub range: Range<usize>,
    /// What sort of thing it names.
    pub kind: Kind,
    /// The same for every mention of one thing.
    pub entity: String,
    /// The entity's canonical name.
    pub name: String,
    /// Where the companion has it from.
    pub origin: Origin,
}

/// Where a mention or term is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The knowledge base or glossary.
    Knowledge,
    /// The brief itself defines it.
    Document,
    /// The recogniser alone takes it for a name.
    Detected,
}

/// What the brief says of a name, in an apposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// The entity's id.
    pub entity: String,
    /// The words: “a former police officer”.
    pub range: Range<usize>,
}

/// One place where a term is used.
#[derive(Debug, Clone, PartialEq)]
pub struct TermUse {
    /// The term as printed.
    pub range: Range<usize>,
    /// The glossary's id, or one made from the brief's own definition.
    pub term: String,
    /// The term as a dictionary would list it.
    pub name: String,
    /// Where the companion has it from.
    pub origin: Origin,
}

/// A short form and the long form that the brief gives for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Abbreviation {
    /// The short form: “FTFs”.
    pub short: String,
    /// The long form: “foreign terrorist fighters”.
    pub long: String,
    /// From the first character of the long form to the last of the short one.
    pub range: Range<usize>,
    /// The long form's own place.
    pub long_range: Range<usize>,
}

/// A key point and the passages of the body that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPoint {
    /// The key point's own place in the text.
    pub range: Range<usize>,
    /// Whose words it is.
    pub origin: KeyPointOrigin,
    /// Sentences of the body, best first.
    pub evidence: Vec<Evidence>,
}

/// Who chose a key point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPointOrigin {
    /// The brief's own bottom line.
    Brief,
    /// A sentence of the body that the companion picked.
    Extracted,
}

/// A sentence of the body that belongs to a key point.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The sentence.
    pub range: Range<usize>,
    /// How well it bears the key point out, from 0 to 1.
    pub score: f32,
    /// How it stands to the key point.
    pub relation: Relation,
}

/// How a sentence of the body stands to a key point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// It says the same in the same words.
    Repeats,
    /// It says more: figures, names, reasons.
    Adds,
    /// It is more cautious: these words weigh what the key point states outright.
    Qualifies(Range<usize>),
}

/// Understands a brief. The key points are the brief's own; one without any gets extracted ones.
pub fn understand(brief: &Brief, lexicon: &Lexicon<'_>) -> Reading {
    let own = brief.blocks.iter().any(|block| block.kind == BlockKind::KeyPoint);
    understand_with(brief, lexicon, !own)
}

/// As [`understand`], with extracted key points whether or not the brief has its own.
pub fn understand_extracting(brief: &Brief, lexicon: &Lexicon<'_>) -> Reading {
    understand_with(brief, lexicon, true)
}

fn understand_with(brief: &Brief, lexicon: &Lexicon<'_>, extract: bool) -> Reading {
    let folded = Folded::new(&brief.text);
    let abbreviations = abbreviations::find(brief);
    let known_terms = terms::known(&folded, lexicon);
    let mentions = names::find(brief, &folded, lexicon, &abbreviations, &known_terms);
    let terms = terms::find(brief, &folded, &abbreviations, known_terms, &mentions);
    let sentences = sentences::find(brief, &mentions);
    let tokens = tokens(brief);
    let dates = dates::find(brief, &tokens, &mentions);
    let hedges = hedges::find(brief, &tokens, &sentences, &mentions);
    let key_points = evidence::key_points(
        &evidence::Parts {
            brief,
            sentences: &sentences,
            mentions: &mentions,
            terms: &terms,
            abbreviations: &abbreviations,
            hedges: &hedges,
            synonyms: lexicon.synonyms(),
            knowledge: lexicon.knowledge(),
        },
        extract,
    );
    let descriptions = descriptions::find(brief, &mentions, lexicon.lore());
    Reading { sentences, mentions, descriptions, terms, abbreviations, key_points, dates, hedges }
}

/// The tokens of a brief, block by block.
fn tokens(brief: &Brief) -> Tokens<'_> {
    let mut tokens = Tokens::with_room_for(brief.text.len());
    brief.blocks.iter().for_each(|block| tokens.push_block(brief.block_text(block), block.range.start));
    tokens
}
