//! What the reader does, and what follows from it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, JsString};
use sidelight_amend::book::{Book, Look, Step};
use sidelight_amend::correction::{Change, Correction, Entry, Sort, Subject};
use sidelight_amend::{export, words};
use sidelight_dom::identity;
use sidelight_dom::page::{Phase, all, by_id, closest, document, element, everything, listen, target, window};
use sidelight_dom::storage::{self, StorageFailure};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlElement, KeyboardEvent, MouseEvent, StorageEvent, Url};

use crate::choices::{self, Card};
use crate::entries::{self, Entries};
use crate::form;
use crate::marks::{self, Marks};
use crate::store::Store;
use crate::toast::{self, focus};

/// Everything that this module keeps while the page lives.
struct Desk {
    store: Store,
    book: Book,
    marks: Marks,
    entries: Entries,
    /// What was set aside, since it could not be read.
    set_aside: Vec<(String, String)>,
    /// What the form that is open would make, but for the words that are written in it.
    draft: Option<Draft>,
    /// What Escape leaves unsaved without asking: the words that the form opened with, or those of which it has asked.
    unasked: Option<Entry>,
    /// What “Undo” takes back.
    last: Option<Step>,
    /// Where the reader's keys were before.
    from: Option<Element>,
    has_asked_to_persist: bool,
}

/// What a form is about.
#[derive(Clone)]
struct Draft {
    subject: Subject,
    /// What the publisher calls it.
    name: String,
    /// The words of the text, for an entry of the reader's own.
    words: Option<String>,
}

/// Makes the page follow the reader's corrections, and hears what they do. Called once, when the module is there.
pub fn start() {
    let Some((page, brief)) = everything().zip(by_id("brief")) else { return };
    let Some((site, id)) = page.get_attribute("data-site").zip(page.get_attribute("data-brief")) else { return };
    let mut desk = Desk {
        store: Store::of(&site),
        book: Book::new(&id),
        marks: Marks::published(&brief),
        entries: Entries::default(),
        set_aside: Vec::new(),
        draft: None,
        unasked: None,
        last: None,
        from: None,
        has_asked_to_persist: false,
    };
    desk.read();
    let desk = Rc::new(RefCell::new(desk));
    hear(&desk);
    let _ = page.set_attribute("data-amending", "true");
    // Pressed while this module was on its way.
    for asked in all(&page, "[data-asked]") {
        let _ = asked.remove_attribute("data-asked");
        tell(&desk, |desk| desk.act(&asked));
    }
}

/// What is done here causes events of its own: they have no news for whoever caused them.
fn tell(desk: &RefCell<Desk>, news: impl FnOnce(&mut Desk)) {
    if let Ok(mut desk) = desk.try_borrow_mut() {
        news(&mut desk);
    }
}

fn hear(desk: &Rc<RefCell<Desk>>) {
    let on = Rc::clone(desk);
    listen(&document(), "click", Phase::Bubble, move |event: MouseEvent| {
        if let Some(button) = target(&event).and_then(|on| closest(&on, "[data-correct]")) {
            tell(&on, |desk| desk.act(&button));
        }
    });
    let on = Rc::clone(desk);
    listen(&document(), "submit", Phase::Bubble, move |event: Event| {
        if target(&event).is_some_and(|on| form::is_form(&on)) {
            event.prevent_default();
            tell(&on, Desk::save_form);
        }
    });
    let on = Rc::clone(desk);
    // Before the cards, which would close first.
    listen(&window(), "keydown", Phase::Capture, move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            tell(&on, |desk| {
                if desk.leave_form() || choices::close() {
                    event.prevent_default();
                    event.stop_propagation();
                }
            });
        }
    });
    let on = Rc::clone(desk);
    listen(&window(), "storage", Phase::Bubble, move |event: StorageEvent| {
        tell(&on, |desk| {
            // Without a key: all was cleared.
            if event.key().is_none_or(|key| desk.store.id_of(&key).is_some()) {
                desk.read();
            }
        });
    });
}

impl Desk {
    /// Reads all that is kept, and shows it.
    fn read(&mut self) {
        let kept = self.store.read();
        self.book = Book::new(self.book.brief());
        kept.corrections.into_iter().for_each(|one| self.book.put(one));
        let is_news = kept.set_aside.len() > self.set_aside.len();
        self.set_aside = kept.set_aside;
        self.show();
        if is_news {
            toast::show(
                "A change of yours could not be read and was set aside: see “Your changes”, at the end of the page.",
                false,
                false,
            );
        }
    }

    /// Lets the page show what the book says. The order matters: the reader's own mentions come after all else is in
    /// its place, since they keep out of links.
    fn show(&mut self) {
        self.entries.take_down();
        self.marks.take_down();
        self.marks.follow(&self.book);
        self.entries.follow(&self.book, &self.marks);
        let mut own = Vec::new();
        for (correction, words, entry) in self.book.additions() {
            let subject = &correction.subject;
            // The publisher has taken it up: theirs stands.
            if by_id(&subject.anchor()).is_some() {
                continue;
            }
            let look = if self.book.known(subject).is_some() { Look::Known } else { Look::AsIs };
            let mentions = self.marks.add(subject, words, look);
            if !mentions.is_empty() {
                own.push((subject.clone(), entry.clone(), mentions));
            }
        }
        self.entries.list(&self.book, &own, &self.set_aside);
    }

    fn act(&mut self, button: &Element) {
        let Some(deed) = button.get_attribute("data-correct") else { return };
        let by_keys = button.matches(":focus-visible").unwrap_or(false);
        match deed.as_str() {
            "card" => choices::toggle(button, &self.book, by_keys),
            "entity" => self.add(Sort::Entity),
            "term" => self.add(Sort::Term),
            "undo" => self.undo(),
            "take-back" => {
                self.from = None;
                self.take_back(button.get_attribute("data-correction"), by_keys);
            }
            "cancel" => drop(self.cancel_form()),
            "export-entity" => self.export(Sort::Entity),
            "export-term" => self.export(Sort::Term),
            choice => {
                if let Some(card) = Card::of(button) {
                    self.choose(choice, &card, by_keys);
                }
            }
        }
    }

    // Choices of a card.

    fn choose(&mut self, choice: &str, card: &Card, by_keys: bool) {
        let (subject, name, words) = (card.subject.clone(), card.name(), card.words());
        card.close();
        self.from.clone_from(&card.mention);
        let here = Some(self.book.brief().to_owned());
        let (brief, change) = match (choice, words) {
            ("not-this", Some(words)) => (here, Change::NotThis { words }),
            ("hide-here", _) => (here, Change::Hide),
            ("hide", _) => (None, Change::Hide),
            ("know", _) => (None, Change::Know),
            ("edit", _) => return self.edit(subject, name),
            ("mark-again", _) => return self.take_back(self.book.known(&subject).map(|one| one.id.clone()), by_keys),
            ("restore", _) => return self.take_back(self.book.edit(&subject).map(|(one, _)| one.id.clone()), by_keys),
            ("remove", _) => {
                return self.take_back(self.book.addition(&subject).map(|(one, ..)| one.id.clone()), by_keys);
            }
            _ => return,
        };
        let step = self.book.making(correction(brief, subject, name, change));
        let sentence = step.after.as_ref().map(Correction::sentence).unwrap_or_default();
        self.follow(step, &sentence, by_keys);
    }

    fn take_back(&mut self, id: Option<String>, by_keys: bool) {
        if let Some(step) = id.and_then(|id| self.book.undoing(&id)) {
            let sentence = step.before.as_ref().map(Correction::sentence).unwrap_or_default();
            self.follow(step, &format!("Taken back: {sentence}"), by_keys);
        }
    }

    /// Does a step, which holds until the page is left even where the browser does not keep it; and says so.
    fn follow(&mut self, step: Step, sentence: &str, by_keys: bool) {
        let kept = self.store.keep(&step);
        self.done(step);
        match kept {
            Ok(()) => toast::show(sentence, true, by_keys),
            Err(why) => {
                let until = format!("{sentence} It holds only until you leave this page: {why}.");
                toast::show(&until, true, by_keys);
            }
        }
    }

    fn done(&mut self, step: Step) {
        self.book.follow(&step);
        self.last = Some(step.back());
        self.show();
        if !std::mem::replace(&mut self.has_asked_to_persist, true) {
            storage::ask_to_persist();
        }
    }

    fn undo(&mut self) {
        let Some(step) = self.last.take() else { return };
        let kept = self.store.keep(&step);
        self.book.follow(&step);
        self.show();
        toast::take_away();
        match kept {
            // Nothing was kept where nothing can be.
            Ok(()) | Err(StorageFailure::Refused) => toast::show("Undone.", false, false),
            Err(why) => toast::show(&format!("Undone until you leave this page: {why}."), false, false),
        }
        if let Some(from) = self.from.take() {
            focus(&from);
        }
    }

    // The form.

    fn edit(&mut self, subject: Subject, name: String) {
        let own =
            self.book.addition(&subject).map(|(one, words, entry)| (one.name.clone(), words.to_owned(), entry.clone()));
        if let Some((name, words, entry)) = own {
            self.open(Draft { subject, name, words: Some(words) }, "Edit my entry", &entry);
            return;
        }
        let version = self.book.edit(&subject).map(|(one, version)| (one.name.clone(), version.clone()));
        if let Some((name, entry)) = version.or_else(|| Some((name, entries::published(&subject)?))) {
            self.open(Draft { subject, name, words: None }, "Edit my version", &entry);
        }
    }

    /// Opens the form for the words that are selected.
    fn add(&mut self, sort: Sort) {
        let selected = window().get_selection().ok().flatten().map(|selection| String::from(selection.to_string()));
        self.from = None;
        let words = match words::tidy(&selected.unwrap_or_default()) {
            Ok(words) => words,
            Err(why) => return toast::show(&why, false, false),
        };
        let is_same = |(one, others, _): &(&Correction, &str, &Entry)| one.subject.sort == sort && *others == words;
        if let Some((one, ..)) = self.book.additions().into_iter().find(is_same) {
            let (subject, name) = (one.subject.clone(), one.name.clone());
            return self.edit(subject, name);
        }
        if marks::count(&words, sort) == 0 {
            let why = format!("“{words}” has a card or a link already; its card asks “Wrong or unhelpful?”.");
            return toast::show(&why, false, false);
        }
        let subject = self.new_subject(sort, &words);
        let entry = Entry { name: words.clone(), kind: String::new(), place: String::new(), text: String::new() };
        let (name, heading) = (words.clone(), if sort == Sort::Entity { "Add as entity" } else { "Add as term" });
        self.open(Draft { subject, name, words: Some(words) }, heading, &entry);
    }

    /// An id that neither the page nor the reader has given away.
    fn new_subject(&self, sort: Sort, words: &str) -> Subject {
        let decomposed = String::from(JsString::from(words).normalize("NFKD"));
        let id = words::id_of(&decomposed, &identity::fresh());
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let mut subjects = [id.clone()].into_iter().chain(numbered).map(|id| Subject { sort, id });
        let is_free = |subject: &Subject| self.book.is_free(subject) && by_id(&subject.anchor()).is_none();
        subjects.find(is_free).expect("numbers do not end")
    }

    fn open(&mut self, draft: Draft, heading: &str, entry: &Entry) {
        let sort = draft.subject.sort;
        if form::open(heading, sort, entry).is_some() {
            self.draft = Some(draft);
            self.unasked = Some(form::written());
        }
    }

    /// Keeps what is written; where that cannot be, the form stays open and says why.
    fn save_form(&mut self) {
        let Some(Draft { subject, name, words }) = self.draft.clone() else { return };
        let entry = match form::written().checked(subject.sort) {
            Ok(entry) => entry,
            Err(why) => return form::refuse(&why),
        };
        let change = match words {
            Some(words) => Change::Add { words, entry },
            None => Change::Edit(entry),
        };
        let step = self.book.making(correction(None, subject, name, change));
        if let Err(why) = self.store.keep(&step) {
            return form::refuse(&format!(
                "This could not be saved: {why}. What you wrote stays here; copy it, or try again."
            ));
        }
        let sentence = step.after.as_ref().map(Correction::sentence).unwrap_or_default();
        form::close();
        self.draft = None;
        self.done(step);
        toast::show(&sentence, true, true);
    }

    /// Cancels the form; where that would lose words, only when asked again. Whether there was a form.
    fn leave_form(&mut self) -> bool {
        if self.draft.is_some() {
            let written = Some(form::written());
            if written != self.unasked {
                self.unasked = written;
                form::refuse("What you wrote is not saved. Press Escape once more to discard it.");
                return true;
            }
        }
        self.cancel_form()
    }

    fn cancel_form(&mut self) -> bool {
        let was_open = form::close();
        self.draft = None;
        if was_open && let Some(from) = self.from.take() {
            focus(&from);
        }
        was_open
    }

    // Out of the browser.

    fn export(&self, sort: Sort) {
        if let Some(file) = export::file(sort, self.book.all()) {
            let name = if sort == Sort::Entity { "entities-yours.toml" } else { "glossary-yours.toml" };
            if download(name, &file).is_none() {
                toast::show("The browser refuses to make a file of your changes.", false, false);
            }
        }
    }
}

fn correction(brief: Option<String>, subject: Subject, name: String, change: Change) -> Correction {
    Correction { id: identity::fresh(), brief, subject, name, time: js_sys::Date::now() as i64, change }
}

/// Hands a text to the browser as a file.
fn download(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/toml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlElement = element("a", "", "")?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.unchecked_ref::<HtmlElement>().click();
    // Taken up by now, or refused.
    Url::revoke_object_url(&address).ok()
}
