//! The reader's notes on one brief: what is on the screen, what is stored of it, what is still to be
//! written. A plain struct with verbs; it knows neither the browser nor the clock.
//!
//! Each change goes to two places, the storage and the journal, and a note counts as saved when the
//! journal has it. A write has two steps, since it takes time and the reader types on: [`Notebook::plan`]
//! says what to write after a look at what is stored, [`Notebook::written`] takes note of what became of it.

mod card;
mod leaf;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use sidelight_engine::notes::{Anchor, Note, Record, Scalars, Selectors, Target, Unreadable, anchor};

use crate::platform::storage::StorageFailure;
pub use card::Card;
pub use leaf::{Leaf, Remark, Safety, Write};

/// The notes on one brief.
#[derive(Debug, Clone)]
pub struct Notebook {
    site: String,
    brief: String,
    /// The document text: the blocks' texts joined by one blank line.
    text: String,
    leaves: BTreeMap<String, Leaf>,
    open: Option<String>,
    journal: Replay,
    refused: Option<StorageFailure>,
    /// The keys under which unreadable values of this brief are kept, and how many of them are news.
    set_aside: Vec<String>,
    newly_set_aside: usize,
}

/// Has the journal been compared with the storage?
#[derive(Debug, Clone, PartialEq, Eq)]
enum Replay {
    Pending,
    Done,
    Missing(String),
}

/// What is to be written for a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Texts from other windows, each as a note of its own. The note's own text takes their place, so it must
    /// not be written before they are.
    pub apart: Vec<Write>,
    /// The note itself.
    pub own: Write,
}

/// Where a note's card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is about the brief as a whole.
    Brief,
    /// Its words are in the text.
    Words,
    /// Its words have no place in the text as it is now.
    Nowhere,
}

/// What every key of a brief's notes begins with.
pub fn key_prefix(site: &str, brief: &str) -> String {
    format!("sidelight/{site}/{brief}/note/")
}

/// What every key begins with under which values of a brief's notes were set aside.
pub fn quarantine_prefix(site: &str, brief: &str) -> String {
    format!("sidelight/{site}/quarantine/{brief}/note/")
}

impl Notebook {
    /// An empty notebook for a brief with this document text.
    pub fn new(site: &str, brief: &str, text: String) -> Self {
        Self {
            site: site.to_owned(),
            brief: brief.to_owned(),
            text,
            leaves: BTreeMap::new(),
            open: None,
            journal: Replay::Pending,
            refused: None,
            set_aside: Vec::new(),
            newly_set_aside: 0,
        }
    }

    /// What every key of this brief's notes begins with.
    pub fn prefix(&self) -> String {
        key_prefix(&self.site, &self.brief)
    }

    /// The key of a note.
    pub fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix())
    }

    /// The key under which an unreadable value of this key is set aside. The time keeps two of them apart.
    pub fn quarantine_key(&self, key: &str, now: i64) -> String {
        let rest = key.strip_prefix(&format!("sidelight/{}/", self.site)).unwrap_or(key);
        format!("sidelight/{}/quarantine/{rest}@{now}", self.site)
    }

    /// What every key begins with under which values of this brief were set aside.
    pub fn quarantine_prefix(&self) -> String {
        quarantine_prefix(&self.site, &self.brief)
    }

    /// Reads the value of a key of this brief.
    pub fn decode(&self, key: &str, value: &str) -> Option<Result<Record, Unreadable>> {
        let id = key.strip_prefix(&self.prefix()).filter(|id| !id.is_empty())?;
        Some(Record::decode(id, &self.brief, value))
    }

    // What was found at the start.

    /// Takes in what the storage holds.
    pub fn read(&mut self, records: impl IntoIterator<Item = Record>) {
        let scalars = Scalars::new(&self.text);
        for record in records {
            let leaf = anchored(Leaf::stored(record), &scalars);
            self.leaves.insert(leaf.record.id().to_owned(), leaf);
        }
    }

    /// Learns that the storage could not be read.
    pub fn was_refused(&mut self, why: StorageFailure) {
        self.refused = Some(why);
    }

    /// Learns which keys hold values of this brief that were set aside earlier.
    pub fn were_set_aside(&mut self, keys: Vec<String>) {
        self.set_aside = keys;
    }

    /// Learns that a value of this brief could not be read, and under which key it is kept now.
    pub fn was_set_aside(&mut self, key: String) {
        self.set_aside.push(key);
        self.newly_set_aside += 1;
    }

    /// Compares the journal with what the storage held: what one of them lacks is to be written again.
    pub fn replay(&mut self, journal: Result<Vec<Record>, String>, fresh: &mut dyn FnMut() -> String) {
        let records = match journal {
            Ok(records) => records,
            Err(why) => {
                for leaf in self.leaves.values_mut().filter(|leaf| leaf.is_untouched()) {
                    leaf.was_found(Err(why.clone()));
                }
                self.journal = Replay::Missing(why);
                return;
            }
        };
        self.journal = Replay::Done;
        let mut journaled = BTreeMap::new();
        for record in records {
            journaled.insert(record.id().to_owned(), record);
        }
        for leaf in self.leaves.values_mut().filter(|leaf| leaf.is_untouched()) {
            match journaled.get(leaf.record.id()) {
                Some(record) if *record == leaf.record => leaf.was_found(Ok(())),
                _ => leaf.write_again(),
            }
        }
        for (id, record) in journaled {
            match self.leaves.get_mut(&id) {
                None => {
                    let mut leaf = Leaf::stored(record);
                    leaf.write_again();
                    self.insert(leaf);
                }
                Some(leaf) if leaf.safety() == Safety::Saved => {}
                Some(_) => {
                    self.meet(&id, record, fresh);
                }
            }
        }
    }

    // What the reader does.

    /// Makes a note on words, which is a highlight as long as it says nothing.
    pub fn highlight(&mut self, id: String, selectors: Selectors, now: i64) {
        self.make(id, Target::Words(selectors), now);
    }

    /// Makes a note on the whole brief. It is not worth saving before it says something.
    pub fn note_on_brief(&mut self, id: String, now: i64) {
        self.make(id, Target::Brief, now);
    }

    fn make(&mut self, id: String, target: Target, now: i64) {
        let (brief, text) = (self.brief.clone(), String::new());
        self.write_what_failed_again();
        self.insert(Leaf::new(Note { id, brief, created: now, edited: now, counter: 0, text, target }));
    }

    /// Opens a note for writing; the one that was open is closed.
    pub fn open(&mut self, id: &str) {
        if self.open.as_deref() != Some(id) {
            self.close();
            self.open = self.note(id).map(|note| note.id.clone());
        }
    }

    /// Closes the open note. One on the whole brief in which nothing was ever written goes.
    pub fn close(&mut self) {
        if let Some(id) = self.open.take()
            && self.safety(&id) == Safety::Nothing
        {
            self.leaves.remove(&id);
        }
    }

    /// Which note is open for writing?
    pub fn open_note(&self) -> Option<&str> {
        self.open.as_deref()
    }

    /// Changes what a note says.
    pub fn write(&mut self, id: &str, text: &str, now: i64) {
        let Some(leaf) = self.leaves.get_mut(id) else { return };
        if leaf.note().is_some_and(|note| note.text != text) {
            leaf.change(now, |note| text.clone_into(&mut note.text));
            self.write_what_failed_again();
        }
    }

    /// Deletes a note; [`Notebook::restore`] brings it back.
    pub fn delete(&mut self, id: &str, now: i64) {
        self.close();
        if let Some(leaf) = self.leaves.get_mut(id) {
            leaf.delete(now);
            self.write_what_failed_again();
        }
    }

    /// Brings back a note that was deleted on this page.
    pub fn restore(&mut self, id: &str, now: i64) {
        if let Some(leaf) = self.leaves.get_mut(id) {
            leaf.restore(now);
            self.write_what_failed_again();
        }
    }

    /// Every change is an occasion to try again what could not be written.
    pub fn write_what_failed_again(&mut self) {
        for leaf in self.leaves.values_mut() {
            let has_failed = matches!(leaf.safety(), Safety::Unsaved(_) | Safety::InJournal(_) | Safety::InStorage(_));
            if has_failed && !leaf.is_untouched() {
                leaf.write_again();
            }
        }
    }

    // What happens in other windows.

    /// Hears that another window has stored a record.
    pub fn hear(&mut self, record: Record, fresh: &mut dyn FnMut() -> String) {
        let id = record.id().to_owned();
        let is_open = self.open.as_deref() == Some(&*id);
        let Some(leaf) = self.leaves.get_mut(&id) else {
            self.insert(Leaf::stored(record));
            return self.was_stored_elsewhere(&id);
        };
        let replaced = leaf.hear(record, is_open);
        if is_open && leaf.note().is_none() {
            self.open = None;
        }
        self.was_stored_elsewhere(&id);
        self.anchor(&id);
        if let Some(note) = replaced {
            self.keep_apart(note, fresh());
        }
    }

    /// The window that has written a note also sees to its journal, if there is one.
    fn was_stored_elsewhere(&mut self, id: &str) {
        let Some(leaf) = self.leaves.get_mut(id).filter(|leaf| leaf.is_untouched()) else { return };
        match &self.journal {
            Replay::Pending => {}
            Replay::Done => leaf.was_found(Ok(())),
            Replay::Missing(why) => leaf.was_found(Err(why.clone())),
        }
    }

    // Writing.

    /// The notes that are to be written.
    pub fn to_write(&self) -> Vec<String> {
        self.leaves.keys().filter(|id| self.safety(id) == Safety::Saving).cloned().collect()
    }

    /// What to write for a note, after a look at the records that are stored for it now (in the storage, in
    /// the journal).
    pub fn plan(&mut self, id: &str, stored: Vec<Record>, fresh: &mut dyn FnMut() -> String) -> Option<Plan> {
        if self.safety(id) != Safety::Saving {
            return None;
        }
        let latest = stored.iter().map(Record::counter).max();
        let mut apart = Vec::new();
        for record in stored.into_iter().filter(|record| Some(record.counter()) == latest) {
            apart.extend(self.meet(id, record, fresh));
        }
        let mut write = |id: &str| {
            let key = self.key(id);
            Some(self.leaves.get_mut(id)?.write(key))
        };
        Some(Plan { apart: apart.iter().filter_map(|id| write(id)).collect(), own: write(id)? })
    }

    /// Takes note of what became of a write.
    pub fn written(&mut self, write: &Write, storage: Result<(), StorageFailure>, journal: Result<(), String>) {
        if let Some(leaf) = self.leaves.get_mut(&write.id) {
            leaf.written(write, storage, journal);
        }
    }

    /// Meets a stored record. Returns the new note that keeps a text apart which would be lost.
    fn meet(&mut self, id: &str, stored: Record, fresh: &mut dyn FnMut() -> String) -> Option<String> {
        let apart = self.leaves.get_mut(id)?.meet(stored);
        self.anchor(id);
        apart.map(|note| self.keep_apart(note, fresh()))
    }

    fn keep_apart(&mut self, note: Note, id: String) -> String {
        let mut leaf = Leaf::new(Note { id: id.clone(), counter: 0, ..note });
        leaf.remark = Some(Remark::FromAnotherWindow);
        self.insert(leaf);
        id
    }

    fn insert(&mut self, leaf: Leaf) {
        let id = leaf.record.id().to_owned();
        self.leaves.insert(id.clone(), leaf);
        self.anchor(&id);
    }

    fn anchor(&mut self, id: &str) {
        if let Some(leaf) = self.leaves.remove(id) {
            let leaf = anchored(leaf, &Scalars::new(&self.text));
            self.leaves.insert(id.to_owned(), leaf);
        }
    }

    // What is to be seen.

    /// The notes of one place, in the order in which they stand there, with those that can be brought back.
    pub fn at(&self, place: Place) -> Vec<String> {
        let mut here = BTreeMap::new();
        for (id, leaf) in self.leaves.iter().filter(|(_, leaf)| self.place(leaf) == Some(place)) {
            let start = leaf.anchor.as_ref().and_then(Anchor::range).map_or(0, |range| range.start);
            here.insert((start, shown(leaf).map_or(0, |note| note.created), id), id.clone());
        }
        here.into_values().collect()
    }

    fn place(&self, leaf: &Leaf) -> Option<Place> {
        let note = shown(leaf)?;
        Some(match (&note.target, &leaf.anchor) {
            (Target::Brief, _) => Place::Brief,
            (Target::Words(_), Some(Anchor::Kept { .. })) => Place::Words,
            (Target::Words(_), _) => Place::Nowhere,
        })
    }

    /// What is known of a note, if there is one.
    pub fn leaf(&self, id: &str) -> Option<&Leaf> {
        self.leaves.get(id)
    }

    /// A note that is not deleted.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.leaf(id).and_then(Leaf::note)
    }

    /// The words that are marked in the text, by note, in scalar values of the document text.
    pub fn highlights(&self) -> BTreeMap<String, Range<usize>> {
        let mut marked = BTreeMap::new();
        for (id, leaf) in &self.leaves {
            if let (Some(_), Some(range)) = (leaf.note(), leaf.anchor.as_ref().and_then(Anchor::range)) {
                marked.insert(id.clone(), range);
            }
        }
        marked
    }

    /// How safe a note is.
    pub fn safety(&self, id: &str) -> Safety {
        let Some(leaf) = self.leaves.get(id) else { return Safety::Nothing };
        match leaf.note() {
            Some(note) if note.counter == 0 && note.target == Target::Brief && note.text.trim().is_empty() => {
                Safety::Nothing
            }
            _ => leaf.safety(),
        }
    }

    /// Is every change so far on the disk?
    pub fn is_saved(&self) -> bool {
        self.journal != Replay::Pending
            && self.leaves.iter().all(|(id, leaf)| match self.safety(id) {
                Safety::Nothing | Safety::Saved | Safety::InJournal(_) => true,
                // Without a journal: what was found at the start has lasted until then.
                Safety::InStorage(_) => leaf.is_untouched(),
                Safety::Unknown | Safety::Saving | Safety::Unsaved(_) => false,
            })
    }

    /// Did the journal not answer when it was compared with the storage?
    pub fn lacks_journal(&self) -> bool {
        matches!(self.journal, Replay::Missing(_))
    }

    /// Is there no note that only the screen and the memory have?
    pub fn is_everything_somewhere(&self) -> bool {
        !self.leaves.keys().any(|id| matches!(self.safety(id), Safety::Unsaved(_)))
    }

    /// Is anything still to be written?
    pub fn has_unsaved(&self) -> bool {
        self.leaves.keys().any(|id| matches!(self.safety(id), Safety::Saving | Safety::Unsaved(_)))
    }
}

/// The note on a leaf, also where it was deleted on this page and can be brought back.
fn shown(leaf: &Leaf) -> Option<&Note> {
    leaf.note().or(leaf.undo.as_ref())
}

fn anchored(mut leaf: Leaf, text: &Scalars<'_>) -> Leaf {
    leaf.anchor = match shown(&leaf).map(|note| &note.target) {
        Some(Target::Words(selectors)) => Some(anchor(selectors, text)),
        Some(Target::Brief) | None => None,
    };
    leaf
}
