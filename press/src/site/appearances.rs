//! Where the briefs of a library speak of what is known.

use std::collections::BTreeMap;
use std::ops::Range;

use sidelight_engine::brief::BlockKind;

use crate::library::{Entry, Library};

/// What is known, by its id, with the briefs that speak of it in the library's order.
pub type Index<'a> = BTreeMap<&'a str, Vec<Appearance<'a>>>;

/// What one brief says of something.
pub struct Appearance<'a> {
    /// The brief.
    pub entry: &'a Entry,
    /// The sentences of its prose that name it, in order.
    pub passages: Vec<Passage>,
}

/// A sentence that names something.
pub struct Passage {
    /// The sentence, in bytes of the brief's text.
    pub sentence: Range<usize>,
    /// The names in it.
    pub names: Vec<Range<usize>>,
    /// The number of the block that it stands in.
    pub block: usize,
}

/// The appearances of known entities; what only a brief itself names has no page of its own.
pub fn of_entities(library: &Library) -> Index<'_> {
    let is_known = |id: &str| library.knowledge.entity(id).is_some();
    index(library, is_known, |entry| {
        entry.reading.mentions.iter().map(|mention| (mention.entity.as_str(), &mention.range)).collect()
    })
}

/// The appearances of glossary terms.
pub fn of_terms(library: &Library) -> Index<'_> {
    let is_known = |id: &str| library.knowledge.term(id).is_some();
    index(library, is_known, |entry| entry.reading.terms.iter().map(|term| (term.term.as_str(), &term.range)).collect())
}

fn index<'a>(
    library: &'a Library,
    is_known: impl Fn(&str) -> bool,
    names: impl Fn(&'a Entry) -> Vec<(&'a str, &'a Range<usize>)>,
) -> Index<'a> {
    let mut index = Index::new();
    for entry in &library.entries {
        for (id, name) in names(entry).into_iter().filter(|(id, _)| is_known(id)) {
            let appearances = index.entry(id).or_default();
            if appearances.last().is_none_or(|last| last.entry.slug != entry.slug) {
                appearances.push(Appearance { entry, passages: Vec::new() });
            }
            if let Some(appearance) = appearances.last_mut() {
                appearance.add(name);
            }
        }
    }
    index
}

impl Appearance<'_> {
    fn add(&mut self, name: &Range<usize>) {
        if let Some(last) = self.passages.last_mut()
            && last.sentence.end >= name.end
        {
            last.names.push(name.clone());
            return;
        }
        let (brief, reading) = (&self.entry.brief, &self.entry.reading);
        let block = brief.blocks.partition_point(|block| block.range.end < name.end);
        let sentence = reading.sentences.partition_point(|sentence| sentence.end < name.end);
        // A heading or the cell of a table says nothing when it stands alone.
        let is_aside = matches!(
            brief.blocks[block].kind,
            BlockKind::Heading { .. } | BlockKind::Caption | BlockKind::Table | BlockKind::Code
        );
        if let Some(sentence) =
            reading.sentences.get(sentence).filter(|sentence| sentence.start <= name.start && !is_aside)
        {
            self.passages.push(Passage { sentence: sentence.clone(), names: vec![name.clone()], block });
        }
    }
}
