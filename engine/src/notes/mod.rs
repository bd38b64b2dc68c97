//! What the reader added to a brief: the model of a note, the form it is kept in, and finding its place
//! again.
//!
//! Vocabulary: a *note* has a *target*: the whole brief, or words of it. A note on words that says
//! nothing is a *highlight*. *Selectors* describe the words in several ways at once, after the Web
//! Annotation Data Model (W3C 2017, section 4.2), so that one can fail and the others still find them:
//! the quote with what stands around it, its position, its block. *Anchoring* ([`anchor`]) finds the
//! words in the text as it is now. A *record* is what one key of the storage holds: a note, or the
//! *tombstone* of one that was deleted.
//!
//! Positions here count Unicode scalar values of the document text (the blocks' texts joined by one
//! blank line), end exclusive: bytes would tie notes to UTF-8 and code units to JavaScript.

mod anchoring;
mod fragment;
mod record;
mod scalars;
mod selectors;

pub use anchoring::{Anchor, anchor};
pub use fragment::text_fragment;
pub use record::{Record, SCHEMA, Tombstone, Unreadable};
pub use scalars::Scalars;
pub use selectors::{CONTEXT, Selectors, TextPosition, TextQuote};

/// What a reader wrote on a brief, or highlighted in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its identity, unique within the brief.
    pub id: String,
    /// The identity of the brief it belongs to.
    pub brief: String,
    /// When it was made, in milliseconds since the Unix epoch.
    pub created: i64,
    /// When its text or target last changed, in milliseconds since the Unix epoch.
    pub edited: i64,
    /// How many times it was stored with a change; 0 as long as it never was. Two records of one note
    /// with the same counter are the same record, or two windows wrote at once.
    pub counter: u64,
    /// What the reader wrote, as plain text; empty in a highlight.
    pub text: String,
    /// What it is about.
    pub target: Target,
}

impl Note {
    /// Does it only mark words, and say nothing?
    pub fn is_highlight(&self) -> bool {
        self.text.trim().is_empty() && matches!(self.target, Target::Words(_))
    }

    /// What its target quotes, if it is about words.
    pub fn quote(&self) -> Option<&str> {
        match &self.target {
            Target::Brief => None,
            Target::Words(selectors) => Some(&selectors.quote.exact),
        }
    }
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The brief as a whole.
    Brief,
    /// Some of its words.
    Words(Selectors),
}
