//! One note in the notebook, and what is known of its stored copies.

use sidelight_engine::notes::{Anchor, Note, Record, Tombstone};

use crate::platform::storage::StorageFailure;

/// A note as it is on the screen, and where that is stored.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// What the screen shows. Its counter is that of the stored record from which the text came, so the
    /// two differ as long as the leaf has changed.
    pub record: Record,
    /// Where its words are; nothing for a note on the whole brief.
    pub anchor: Option<Anchor>,
    /// What a deletion took away, as long as it can be undone.
    pub undo: Option<Note>,
    /// What happened to it behind the reader's back.
    pub remark: Option<Remark>,
    /// What the stored record said.
    began: Option<Record>,
    /// Does the screen say something else than the stored record?
    changed: bool,
    /// Raised by whatever makes a write necessary.
    edition: u64,
    copies: Option<Copies>,
}

/// What became of the last write.
#[derive(Debug, Clone)]
struct Copies {
    edition: u64,
    storage: Result<(), StorageFailure>,
    journal: Result<(), String>,
}

/// One value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The note's identity.
    pub id: String,
    /// The key to write.
    pub key: String,
    /// The value to write there.
    pub value: String,
    /// The counter that the value carries.
    pub counter: u64,
    edition: u64,
}

/// How safe a note is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Safety {
    /// There is nothing to save: a note that was opened and not yet written.
    Nothing,
    /// Its copies have not been compared yet.
    Unknown,
    /// Being written, or about to be.
    Saving,
    /// On the disk.
    Saved,
    /// On the disk in the journal; the storage did not take it.
    InJournal(StorageFailure),
    /// In the storage, from where it reaches the disk in a few seconds; the journal did not take it.
    InStorage(String),
    /// Only on the screen and in memory.
    Unsaved(StorageFailure),
}

/// What happened to a note in another window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It was changed there too, and that text became a note of its own.
    AlsoChanged,
    /// It is that text.
    FromAnotherWindow,
    /// It was changed there while it was open here.
    ChangedElsewhere,
    /// It was deleted there while it was open here.
    DeletedElsewhere,
}

impl Leaf {
    /// A note that is being made.
    pub fn new(note: Note) -> Self {
        Self { began: None, changed: true, edition: 1, ..Self::stored(Record::Note(note)) }
    }

    /// A note found stored.
    pub fn stored(record: Record) -> Self {
        Self {
            began: Some(record.clone()),
            record,
            anchor: None,
            undo: None,
            remark: None,
            changed: false,
            edition: 0,
            copies: None,
        }
    }

    /// The note, unless it is deleted.
    pub fn note(&self) -> Option<&Note> {
        match &self.record {
            Record::Note(note) => Some(note),
            Record::Deleted(_) => None,
        }
    }

    /// Changes the note; `now` is the time of the change.
    pub fn change(&mut self, now: i64, change: impl FnOnce(&mut Note)) {
        if let Record::Note(note) = &mut self.record {
            change(note);
            note.edited = now;
            self.changed = true;
            self.edition += 1;
        }
    }

    /// Deletes the note, so that it can be undone.
    pub fn delete(&mut self, now: i64) {
        let Record::Note(note) = &self.record else { return };
        let (id, brief, counter) = (note.id.clone(), note.brief.clone(), note.counter);
        let deleted = Record::Deleted(Tombstone { id, brief, edited: now, counter });
        if let Record::Note(note) = std::mem::replace(&mut self.record, deleted) {
            self.undo = Some(note);
            self.changed = true;
            self.edition += 1;
        }
    }

    /// Brings a deleted note back.
    pub fn restore(&mut self, now: i64) {
        let counter = self.record.counter();
        if let Some(note) = self.undo.take() {
            self.record = Record::Note(Note { counter, edited: now, ..note });
            self.changed = true;
            self.edition += 1;
        }
    }

    /// How safe it is.
    pub fn safety(&self) -> Safety {
        match &self.copies {
            Some(copies) if copies.edition == self.edition => match (copies.storage.clone(), copies.journal.clone()) {
                (Ok(()), Ok(())) => Safety::Saved,
                (Err(why), Ok(())) => Safety::InJournal(why),
                (Ok(()), Err(why)) => Safety::InStorage(why),
                (Err(why), Err(_)) => Safety::Unsaved(why),
            },
            _ if self.is_untouched() => Safety::Unknown,
            _ => Safety::Saving,
        }
    }

    /// Is it as it was found?
    pub fn is_untouched(&self) -> bool {
        self.edition == 0
    }

    /// Asks for one more write of what is there.
    pub fn write_again(&mut self) {
        self.edition += 1;
    }

    /// What was found stored is in the storage; says what the journal holds of it.
    pub fn was_found(&mut self, journal: Result<(), String>) {
        self.copies = Some(Copies { edition: self.edition, storage: Ok(()), journal });
    }

    /// Meets the record that is stored now, just before a write. Returns a note that must be kept as one of
    /// its own, because both texts were changed.
    #[must_use]
    pub fn meet(&mut self, stored: Record) -> Option<Note> {
        let is_news = stored.counter() > self.record.counter();
        if stored.counter() < self.record.counter() || self.goes_back_to(&stored) {
            // Ours goes back to it, or says the same: it may be replaced.
            self.record = self.record.clone().with_counter(self.record.counter().max(stored.counter()));
            return None;
        }
        if is_news && !self.changed {
            self.adopt(stored);
            return None;
        }
        // Both have changed. (With equal counters: two windows wrote at once.)
        self.record = self.record.clone().with_counter(stored.counter());
        self.began = Some(stored.clone());
        self.changed = true;
        match stored {
            Record::Deleted(_) => {
                self.remark = Some(Remark::DeletedElsewhere);
                None
            }
            Record::Note(note) if note.text.trim().is_empty() => None,
            Record::Note(note) => {
                self.remark = Some(Remark::AlsoChanged);
                Some(note)
            }
        }
    }

    /// Hears that another window has stored a record. Returns a note that must be kept as one of its own,
    /// because that window has just replaced it without having seen it.
    #[must_use]
    pub fn hear(&mut self, stored: Record, is_open: bool) -> Option<Note> {
        let is_busy = self.changed || !matches!(self.safety(), Safety::Saved | Safety::Unknown | Safety::InStorage(_));
        if is_busy || stored.counter() < self.record.counter() {
            // What is being written here meets the stored record when its turn comes.
            return None;
        }
        if stored.says_the_same_as(&self.record) {
            self.record = self.record.clone().with_counter(stored.counter());
            return None;
        }
        if is_open && matches!(stored, Record::Deleted(_)) {
            // Not out of the reader's hands: the editor is open.
            self.record = self.record.clone().with_counter(stored.counter());
            self.began = Some(stored);
            self.remark = Some(Remark::DeletedElsewhere);
            return None;
        }
        let replaced =
            self.note().filter(|note| stored.counter() == note.counter && !note.text.trim().is_empty()).cloned();
        self.adopt(stored);
        self.remark = is_open.then_some(Remark::ChangedElsewhere);
        replaced
    }

    /// The write that stores what the screen shows.
    pub fn write(&mut self, key: String) -> Write {
        let counter = (self.record.counter() + u64::from(self.changed)).max(1);
        self.record = self.record.clone().with_counter(counter);
        self.began = Some(self.record.clone());
        self.changed = false;
        Write { id: self.record.id().to_owned(), key, value: self.record.encode(), counter, edition: self.edition }
    }

    /// Takes note of what became of a write.
    pub fn written(&mut self, write: &Write, storage: Result<(), StorageFailure>, journal: Result<(), String>) {
        if storage.is_err() && journal.is_err() {
            // Nothing has this text yet, so whatever is met next must not replace it.
            self.changed = true;
        }
        if self.copies.as_ref().is_none_or(|copies| copies.edition <= write.edition) {
            self.copies = Some(Copies { edition: write.edition, storage, journal });
        }
    }

    fn goes_back_to(&self, stored: &Record) -> bool {
        stored.says_the_same_as(&self.record) || self.began.as_ref().is_some_and(|began| stored.says_the_same_as(began))
    }

    fn adopt(&mut self, stored: Record) {
        self.began = Some(stored.clone());
        self.record = stored;
        self.undo = None;
        self.changed = false;
    }
}
