//! The desk at which the reader works: the notebook, the article it belongs to, and the way to the disk.
//! What a handler may do is a verb here; the rules behind the verbs are the notebook's.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use sidelight_engine::notes::{Anchor, Scalars, Selectors, text_fragment};

use super::article::{Article, Chosen};
use super::loading::Wish;
use super::{leading, saving, sheet};
use crate::notebook::Notebook;
use crate::platform::journal::Journal;
use crate::platform::{clock, identity, page, storage};

/// How long the reader must pause before what was typed is written, in milliseconds.
const PAUSE: f64 = 400.0;

/// A handle on the desk, as views and handlers carry it. What it points to lives as long as the page: a
/// handler or an answer of the journal that comes late still finds it.
#[derive(Clone, Copy, PartialEq)]
pub struct Desk {
    /// The notes.
    pub book: RwSignal<Notebook>,
    /// The words that are selected.
    pub chosen: RwSignal<Option<Chosen>>,
    parts: StoredValue<Rc<Parts>, LocalStorage>,
}

/// What the desk is made of, beside its state.
pub struct Parts {
    /// The article in the page.
    pub article: Article,
    /// The site's journal.
    pub journal: Journal,
    /// Is a round of writing under way?
    pub is_saving: Cell<bool>,
    painted: RefCell<BTreeMap<String, Range<usize>>>,
    pause: RefCell<Option<page::Alarm>>,
    has_asked_to_persist: Cell<bool>,
}

impl Desk {
    /// A desk for the article of this page. The current owner owns its state.
    pub fn set_up(site: &str, brief: &str, article: Article) -> Self {
        let mut book = Notebook::new(site, brief, article.text().to_owned());
        saving::read_storage(&mut book);
        let parts = Parts {
            article,
            journal: Journal::of(site),
            is_saving: Cell::new(false),
            painted: RefCell::default(),
            pause: RefCell::default(),
            has_asked_to_persist: Cell::new(false),
        };
        let parts = StoredValue::new_local(Rc::new(parts));
        let desk = Self { book: RwSignal::new(book), chosen: RwSignal::new(None), parts };
        desk.parts().pause.replace(Some(page::Alarm::new(move || saving::save(desk))));
        desk
    }

    /// What the desk is made of.
    pub fn parts(&self) -> Rc<Parts> {
        self.parts.get_value()
    }

    /// Asks the notebook something, without following the answer.
    pub fn book_now<T>(&self, ask: impl FnOnce(&Notebook) -> T) -> T {
        self.book.with_untracked(ask)
    }

    /// Changes the notebook, and lets the page follow at once.
    pub fn change<T>(&self, change: impl FnOnce(&mut Notebook) -> T) -> T {
        let result = change(&mut self.book.write());
        self.follow();
        result
    }

    /// Lets the page show what the notebook says, where the views do not.
    pub fn follow(&self) {
        if super::current().is_some_and(|current| current == *self) {
            self.parts().paint(self.book_now(Notebook::highlights));
        }
        leading::say_whether_saved();
    }

    /// Leaves the article as it was.
    pub fn wipe_marks(&self) {
        self.parts().paint(BTreeMap::new());
    }

    // Making and changing notes.

    /// Does what the reader asked for.
    pub fn fulfil(&self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Highlight => self.highlight(),
            Wish::Note => self.note(),
            Wish::NoteOnBrief => self.note_on_brief(),
        }
    }

    /// Marks the selected words.
    pub fn highlight(&self) {
        if let Some(selectors) = self.take_chosen() {
            let desk = *self;
            page::after_paint(move || drop(desk.mark(selectors)));
        }
    }

    /// Opens a note on the selected words: at once, since the next key is its first letter.
    pub fn note(&self) {
        if let Some(selectors) = self.take_chosen() {
            let id = self.mark(selectors);
            self.open(&id);
        }
    }

    /// The place of the selected words, which are let go.
    fn take_chosen(&self) -> Option<Selectors> {
        let chosen = self.chosen.get_untracked().or_else(|| self.parts().article.chosen())?;
        self.clear_selection();
        Some(chosen.selectors)
    }

    /// Makes a note without words. Returns its id.
    fn mark(&self, selectors: Selectors) -> String {
        let id = identity::fresh();
        self.change(|book| book.highlight(id.clone(), selectors, clock::now()));
        self.made_a_note();
        id
    }

    /// Opens a note on the whole brief.
    pub fn note_on_brief(&self) {
        let id = identity::fresh();
        self.change(|book| book.note_on_brief(id.clone(), clock::now()));
        self.open(&id);
        self.made_a_note();
    }

    fn made_a_note(&self) {
        if !self.parts().has_asked_to_persist.replace(true) {
            storage::ask_to_persist();
        }
        self.save();
    }

    /// Opens a note for writing. The editor takes the focus when it appears.
    pub fn open(&self, id: &str) {
        sheet::open();
        leading::keep_above_sheet(&self.parts().article.marks(id));
        self.change(|book| book.open(id));
    }

    /// Closes the editor.
    pub fn close(&self, id: &str) {
        self.change(Notebook::close);
        self.save();
        leading::focus_card(id);
    }

    /// Takes in what was typed; it is written when the reader pauses.
    pub fn write(&self, id: &str, text: &str) {
        self.change(|book| book.write(id, text, clock::now()));
        self.set_pause(Some(PAUSE));
    }

    /// Writes without waiting for a pause.
    pub fn save(&self) {
        self.set_pause(None);
        saving::save(*self);
    }

    fn set_pause(&self, after: Option<f64>) {
        if let Some(pause) = &*self.parts().pause.borrow() {
            pause.set(after);
        }
    }

    /// Deletes a note.
    pub fn delete(&self, id: &str) {
        self.change(|book| book.delete(id, clock::now()));
        self.save();
    }

    /// Brings a deleted note back.
    pub fn restore(&self, id: &str) {
        self.change(|book| book.restore(id, clock::now()));
        self.save();
        leading::focus_card(id);
    }

    /// Tries again to write what could not be written.
    pub fn try_again(&self) {
        self.change(Notebook::write_what_failed_again);
        self.save();
    }

    // The selection, and the way from words to notes and back.

    /// Looks at what is selected now.
    pub fn look_at_selection(&self) {
        let chosen = self.parts().article.chosen();
        if self.chosen.with_untracked(|before| *before != chosen) {
            self.chosen.set(chosen);
        }
    }

    /// Are words selected, and the bar there?
    pub fn has_chosen(&self) -> bool {
        self.chosen.with_untracked(Option::is_some)
    }

    /// An address that leads to the selected words.
    pub fn link(&self) -> Option<String> {
        let position = self.chosen.with_untracked(|chosen| Some(chosen.as_ref()?.selectors.position))?;
        let fragment = text_fragment(&Scalars::new(self.parts().article.text()), position)?;
        let here = window().location().href().ok()?;
        Some(format!("{}#{fragment}", here.split('#').next()?))
    }

    /// Puts the bar away, and leaves the selection as it is.
    pub fn put_bar_away(&self) {
        self.chosen.set(None);
    }

    /// Lets go of the selected words.
    pub fn clear_selection(&self) {
        self.chosen.set(None);
        if let Ok(Some(selection)) = window().get_selection() {
            let _ = selection.remove_all_ranges();
        }
    }

    /// Brings a note's card into view and focus.
    pub fn show_card(&self, id: &str) {
        sheet::open();
        leading::focus_card(id);
    }

    /// Brings the words of a note into view.
    pub fn show_words(&self, id: &str) {
        sheet::close();
        leading::show(&self.parts().article.marks(id));
    }

    /// How a reader would name the place of a note's words, and the id to link to.
    pub fn place(&self, id: &str) -> Option<(String, String)> {
        let range = self.book_now(|book| book.leaf(id)?.anchor.as_ref().and_then(Anchor::range))?;
        self.parts().article.place(range)
    }
}

impl Parts {
    /// Marks the words of the notes, touching only what has changed.
    fn paint(&self, wanted: BTreeMap<String, Range<usize>>) {
        let painted = self.painted.replace(wanted.clone());
        for (id, _) in painted.iter().filter(|(id, range)| wanted.get(*id) != Some(range)) {
            self.article.unmark(id);
        }
        for (id, range) in wanted.into_iter().filter(|(id, range)| painted.get(id) != Some(range)) {
            self.article.mark(&id, range);
        }
    }
}
