//! Words with what is known of them.

use std::ops::Deref;

use sidelight_text::scan::{self, Shape};

use super::lore::{Class, Lore, LoreTable};

/// One word or mark of a block.
#[derive(Debug, Clone, Copy)]
pub struct Word<'t> {
    written: scan::Word<'t>,
    /// What the language knows of it; nothing for what is no word.
    pub lore: Lore,
    /// The language or the brief has it in small letters too; told later, see [`candidates`](super::candidates).
    pub is_ordinary: bool,
}

impl<'t> Deref for Word<'t> {
    type Target = scan::Word<'t>;

    fn deref(&self) -> &Self::Target {
        &self.written
    }
}

impl Word<'_> {
    /// Whether it is general language rather than a name by itself.
    pub fn is_general(&self) -> bool {
        self.lore.head.is_some() || self.is_ordinary || self.lore.is(Class::Demonym)
    }
}

/// Adds the words of a block's text; what `scanned` held is of no account.
pub fn push_words<'t>(text: &'t str, lore: &LoreTable, scanned: &mut Vec<scan::Word<'t>>, words: &mut Vec<Word<'t>>) {
    scanned.clear();
    scan::scan(text, scanned);
    words.extend(scanned.iter().map(|written| Word {
        written: *written,
        lore: known(written, lore),
        is_ordinary: false,
    }));
}

fn known(written: &scan::Word<'_>, lore: &LoreTable) -> Lore {
    match written.shape {
        Shape::Mark => Lore::default(),
        // “Gen.” is known as “Gen”.
        Shape::Capital => lore.get(written.text.strip_suffix('.').unwrap_or(written.text)),
        _ => lore.get(written.text),
    }
}

/// The words of a text.
#[cfg(any(test, feature = "train"))]
pub fn words<'t>(text: &'t str, lore: &LoreTable) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    push_words(text, lore, &mut Vec::new(), &mut words);
    words
}
