use super::*;
use sidelight_engine::notes::Tombstone;

const TEXT: &str = "The Moscow attack\n\nIS-K’s current leader, Sanaullah Ghafari, is an Afghan national.";

/// A notebook with one storage and one journal beneath it, as a window has them.
struct Window {
    book: Notebook,
    fresh: u32,
}

/// What the browser keeps: shared by all its windows.
#[derive(Default, Clone)]
struct Browser {
    storage: BTreeMap<String, String>,
    journal: BTreeMap<String, String>,
    storage_fails: Option<StorageFailure>,
    journal_fails: bool,
}

impl Window {
    /// A window that opens the brief.
    fn on(browser: &Browser) -> Self {
        let mut window = Self { book: Notebook::new("site", "brief", TEXT.into()), fresh: 0 };
        match &browser.storage_fails {
            Some(StorageFailure::Refused) => window.book.was_refused(StorageFailure::Refused),
            _ => window.book.read(records(&window.book, &browser.storage)),
        }
        window
    }

    fn replay(&mut self, browser: &Browser) {
        let journal = match browser.journal_fails {
            true => Err("no database".into()),
            false => Ok(records(&self.book, &browser.journal)),
        };
        let fresh = &mut self.fresh;
        self.book.replay(journal, &mut || numbered(fresh));
    }

    fn opened(browser: &mut Browser) -> Self {
        let mut window = Self::on(browser);
        window.replay(browser);
        window.save(browser);
        window
    }

    fn save(&mut self, browser: &mut Browser) {
        while let Some(id) = self.book.to_write().first().cloned() {
            self.save_one(&id, browser);
        }
    }

    fn save_one(&mut self, id: &str, browser: &mut Browser) {
        let key = self.book.key(id);
        let stored = [browser.storage.get(&key), browser.journal.get(&key)];
        let stored = stored.into_iter().flatten().filter_map(|value| self.book.decode(&key, value)?.ok()).collect();
        let fresh = &mut self.fresh;
        let Some(Plan { apart, own }) = self.book.plan(id, stored, &mut || numbered(fresh)) else { return };
        for write in apart.into_iter().chain([own]) {
            let storage = browser.storage_fails.clone().map_or(Ok(()), Err);
            let journal = if browser.journal_fails { Err("no database".into()) } else { Ok(()) };
            if storage.is_ok() {
                browser.storage.insert(write.key.clone(), write.value.clone());
            }
            if journal.is_ok() {
                browser.journal.insert(write.key.clone(), write.value.clone());
            }
            self.book.written(&write, storage, journal);
        }
    }

    fn hear(&mut self, browser: &Browser, id: &str) {
        let key = self.book.key(id);
        let record = self.book.decode(&key, &browser.storage[&key]).expect("a key of this brief").expect("readable");
        let fresh = &mut self.fresh;
        self.book.hear(record, &mut || numbered(fresh));
    }

    /// A note on the leader's name that says this.
    fn make(&mut self, id: &str, text: &str) {
        let selectors = Selectors::of(&Scalars::new(TEXT), 42..59, "b1").expect("words");
        self.book.highlight(id.into(), selectors, 1000);
        self.book.write(id, text, 2000);
    }

    fn remark(&self, id: &str) -> Option<&'static str> {
        self.book.card(id)?.remark
    }

    /// Every note's text, in the order of their places.
    fn texts(&self) -> Vec<&str> {
        let places = [Place::Brief, Place::Words, Place::Nowhere];
        let ids = places.into_iter().flat_map(|place| self.book.at(place));
        let mut texts: Vec<_> = ids.filter_map(|id| self.book.note(&id).map(|note| note.text.as_str())).collect();
        texts.sort_unstable();
        texts
    }
}

fn records(book: &Notebook, values: &BTreeMap<String, String>) -> Vec<Record> {
    values.iter().filter_map(|(key, value)| book.decode(key, value)?.ok()).collect()
}

fn numbered(count: &mut u32) -> String {
    *count += 1;
    format!("fresh{count}")
}

#[test]
fn a_note_is_saved_when_both_places_have_it() {
    let mut browser = Browser::default();
    assert!(!Window::on(&browser).book.is_saved(), "the journal may know of more");
    let mut window = Window::opened(&mut browser);
    assert!(window.book.is_saved());
    window.make("n", "Claimed by the FSB only.");
    assert!(!window.book.is_saved());
    assert_eq!(window.book.status("n"), "saving…");
    window.save(&mut browser);
    assert!(window.book.is_saved());
    assert_eq!(window.book.status("n"), "saved");
    assert_eq!(browser.storage.keys().collect::<Vec<_>>(), ["sidelight/site/brief/note/n"]);
    assert_eq!(browser.storage, browser.journal);
    assert_eq!(Window::opened(&mut browser).texts(), ["Claimed by the FSB only."]);
}

#[test]
fn what_is_typed_during_a_write_is_written_next() {
    let mut window = Window::opened(&mut Browser::default());
    window.make("n", "first");
    let first = window.book.plan("n", vec![], &mut || unreachable!()).expect("to write").own;
    window.book.write("n", "second", 3000);
    window.book.written(&first, Ok(()), Ok(()));
    assert_eq!(window.book.status("n"), "saving…");
    assert!(!window.book.is_saved());
    let second = window.book.plan("n", vec![], &mut || unreachable!()).expect("to write").own;
    assert!(second.counter > first.counter);
    // The earlier write may report after the later one.
    window.book.written(&second, Ok(()), Ok(()));
    window.book.written(&first, Err(StorageFailure::Full), Err("late".into()));
    assert_eq!(window.book.status("n"), "saved");
}

#[test]
fn a_crash_that_loses_the_storage_loses_nothing() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "first");
    window.save(&mut browser);
    let early = browser.storage.clone();
    window.book.write("n", "second", 3000);
    window.make("m", "third");
    window.save(&mut browser);
    let full = browser.storage.clone();
    browser.storage = early;
    let mut again = Window::on(&browser);
    assert_eq!(again.texts(), ["first"]);
    assert!(!again.book.is_saved());
    again.replay(&browser);
    assert_eq!(again.texts(), ["second", "third"]);
    again.save(&mut browser);
    assert!(again.book.is_saved());
    // Put back as it was, not as something new.
    assert_eq!(browser.storage, full);
}

#[test]
fn what_the_journal_missed_is_added_to_it() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "first");
    window.save(&mut browser);
    browser.journal.clear();
    let again = Window::opened(&mut browser);
    assert!(again.book.is_saved());
    assert_eq!(browser.storage, browser.journal);
}

#[test]
fn a_deletion_is_a_tombstone_that_no_older_copy_outlives() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "first");
    window.save(&mut browser);
    let before = browser.journal.clone();
    window.book.delete("n", 3000);
    window.save(&mut browser);
    let stored = &browser.storage["sidelight/site/brief/note/n"];
    assert!(stored.contains(r#""deleted":true"#) && !stored.contains("first"), "{stored}");
    browser.journal = before;
    let again = Window::opened(&mut browser);
    assert!(again.texts().is_empty() && again.book.is_blank());
    assert_eq!(browser.storage, browser.journal);
}

#[test]
fn a_deletion_can_be_undone() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "first");
    window.save(&mut browser);
    window.book.delete("n", 3000);
    assert_eq!(window.book.at(Place::Words), ["n"], "its card stays, to offer the way back");
    assert!(window.book.note("n").is_none() && window.book.highlights().is_empty());
    window.save(&mut browser);
    window.book.restore("n", 4000);
    assert_eq!(window.texts(), ["first"]);
    window.save(&mut browser);
    assert_eq!(Window::opened(&mut browser).texts(), ["first"]);
}

#[test]
fn an_untouched_note_follows_the_other_window() {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    let mut there = Window::opened(&mut browser);
    there.make("n", "first");
    there.save(&mut browser);
    here.hear(&browser, "n");
    assert_eq!(here.texts(), ["first"]);
    there.book.write("n", "second", 3000);
    there.save(&mut browser);
    here.hear(&browser, "n");
    assert_eq!(here.texts(), ["second"]);
    assert!(here.book.is_saved());
    // And what it writes then goes back to what it heard: no conflict.
    here.book.write("n", "third", 4000);
    here.save(&mut browser);
    there.hear(&browser, "n");
    assert_eq!((here.texts(), there.texts()), (vec!["third"], vec!["third"]));
    there.book.delete("n", 5000);
    there.save(&mut browser);
    here.hear(&browser, "n");
    assert!(here.book.is_blank());
}

/// Two windows change the same note before they hear of each other.
fn changed_in_two_windows(
    change_here: impl FnOnce(&mut Notebook),
    change_there: impl FnOnce(&mut Notebook),
) -> (Window, Window, Browser) {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "both begin with this");
    here.save(&mut browser);
    let mut there = Window::opened(&mut browser);
    change_there(&mut there.book);
    change_here(&mut here.book);
    there.save(&mut browser);
    here.hear(&browser, "n");
    here.save(&mut browser);
    (here, there, browser)
}

#[test]
fn both_texts_are_kept_where_two_windows_changed_a_note() {
    let (here, mut there, mut browser) =
        changed_in_two_windows(|book| book.write("n", "from here", 3000), |book| book.write("n", "from there", 3001));
    assert_eq!(here.texts(), ["from here", "from there"]);
    assert!(here.book.is_saved());
    assert_eq!(here.book.note("n").map(|note| note.text.as_str()), Some("from here"));
    assert!(here.remark("n").is_some_and(|remark| remark.contains("another window")));
    assert!(here.remark("fresh1").is_some_and(|remark| remark.contains("another window")));
    assert_eq!(Window::opened(&mut browser).texts(), ["from here", "from there"]);
    there.hear(&browser, "fresh1");
    there.hear(&browser, "n");
    assert_eq!(there.texts(), ["from here", "from there"]);
    assert!(there.book.to_write().is_empty(), "the two windows do not answer each other for ever");
}

#[test]
fn the_other_text_is_to_be_written_before_it_is_replaced() {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "begin");
    here.save(&mut browser);
    let mut there = Window::opened(&mut browser);
    there.book.write("n", "from there", 3000);
    there.save(&mut browser);
    here.book.write("n", "from here", 3001);
    let stored = records(&here.book, &browser.storage);
    let plan = here.book.plan("n", stored, &mut || "apart".into()).expect("to write");
    assert_eq!((plan.apart.len(), plan.apart[0].id.as_str(), plan.own.id.as_str()), (1, "apart", "n"));
    assert!(plan.apart[0].value.contains("from there") && plan.own.value.contains("from here"));
}

#[test]
fn the_same_change_in_two_windows_is_one_note() {
    let change = |book: &mut Notebook| book.write("n", "the same words", 3000);
    let (here, _, _) = changed_in_two_windows(change, change);
    assert_eq!(here.texts(), ["the same words"]);
}

#[test]
fn a_change_outlives_a_deletion_in_another_window_and_the_other_way_round() {
    let (here, _, _) = changed_in_two_windows(|book| book.write("n", "from here", 3000), |book| book.delete("n", 3001));
    assert_eq!(here.texts(), ["from here"]);
    assert!(here.remark("n").is_some_and(|remark| remark.contains("Deleted in another window")));

    let (here, _, mut browser) =
        changed_in_two_windows(|book| book.delete("n", 3000), |book| book.write("n", "from there", 3001));
    assert_eq!(here.texts(), ["from there"]);
    assert_eq!(Window::opened(&mut browser).texts(), ["from there"]);
}

#[test]
fn a_note_deleted_elsewhere_stays_while_its_editor_is_open() {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "first");
    here.save(&mut browser);
    here.book.open("n");
    let mut there = Window::opened(&mut browser);
    there.book.delete("n", 3000);
    there.save(&mut browser);
    here.hear(&browser, "n");
    assert_eq!(here.texts(), ["first"]);
    here.book.write("n", "first, and more", 4000);
    here.save(&mut browser);
    assert_eq!(Window::opened(&mut browser).texts(), ["first, and more"]);
}

#[test]
fn a_note_changed_elsewhere_while_its_editor_is_open_says_so() {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "first");
    here.save(&mut browser);
    here.book.open("n");
    let mut there = Window::opened(&mut browser);
    there.book.write("n", "second", 3000);
    there.save(&mut browser);
    here.hear(&browser, "n");
    assert_eq!(here.texts(), ["second"]);
    assert!(here.remark("n").is_some_and(|remark| remark.contains("Changed in another window")));
}

#[test]
fn two_windows_that_wrote_without_seeing_each_other() {
    // Both write counter 2; the storage keeps the later one, and only then do they hear.
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "begin");
    here.save(&mut browser);
    let before = browser.clone();
    let mut there = Window::opened(&mut browser);
    here.book.write("n", "from here", 3000);
    here.save(&mut browser);
    let mut unseen = before.clone();
    there.book.write("n", "from there", 3000);
    there.save(&mut unseen);
    here.hear(&unseen, "n");
    here.save(&mut unseen);
    assert_eq!(here.texts(), ["from here", "from there"]);
    assert_eq!(Window::opened(&mut unseen).texts(), ["from here", "from there"]);
}

#[test]
fn a_full_storage_with_a_journal_loses_nothing_and_says_so() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "first");
    window.save(&mut browser);
    browser.storage_fails = Some(StorageFailure::Full);
    window.book.write("n", "second", 3000);
    window.save(&mut browser);
    assert!(window.book.is_saved(), "the journal has it");
    assert_eq!(window.book.status("n"), "saved in the journal");
    assert!(window.book.alarm().is_some_and(|alarm| alarm.contains("full") && alarm.contains("journal")));
    assert_eq!(Window::opened(&mut browser).texts(), ["second"]);
    // Room is made: the next change, of any note, also stores this one.
    browser.storage_fails = None;
    window.book.highlight("m".into(), Selectors::of(&Scalars::new(TEXT), 4..10, "b0").expect("words"), 4000);
    window.save(&mut browser);
    assert_eq!(window.book.alarm(), None);
    assert_eq!(browser.storage, browser.journal);
    assert_eq!(window.texts(), ["", "second"], "an older copy in the storage is no other window’s text");
}

#[test]
fn nothing_is_claimed_where_nothing_was_stored() {
    let mut browser =
        Browser { storage_fails: Some(StorageFailure::Refused), journal_fails: true, ..Browser::default() };
    let mut window = Window::opened(&mut browser);
    assert!(
        window.book.alarm().is_some_and(|alarm| alarm.contains("cannot be saved")),
        "told before anything is written"
    );
    window.make("n", "first");
    window.save(&mut browser);
    assert!(!window.book.is_saved() && window.book.has_unsaved());
    assert_eq!(window.book.status("n"), "not saved: the browser refuses this site its storage");
    assert!(window.book.alarm().is_some_and(|alarm| alarm.contains("not being saved")));
    assert_eq!(window.texts(), ["first"], "it stays on the screen");
    // Tried again at the next change.
    (browser.storage_fails, browser.journal_fails) = (None, false);
    window.book.write("n", "first and second", 3000);
    window.save(&mut browser);
    assert!(window.book.is_saved() && !window.book.has_unsaved());
    assert_eq!(Window::opened(&mut browser).texts(), ["first and second"]);
}

#[test]
fn a_text_that_nothing_has_is_not_replaced_by_what_is_stored() {
    let mut browser = Browser::default();
    let mut here = Window::opened(&mut browser);
    here.make("n", "begin");
    here.save(&mut browser);
    let mut there = Window::opened(&mut browser);
    let mut broken = Browser { storage_fails: Some(StorageFailure::Full), journal_fails: true, ..browser.clone() };
    here.book.write("n", "from here", 3000);
    here.save(&mut broken);
    // Twice, so that the stored counter is beyond the one that failed here.
    for text in ["from", "from there"] {
        there.book.write("n", text, 3001);
        there.save(&mut browser);
    }
    here.hear(&browser, "n");
    here.book.write_what_failed_again();
    here.save(&mut browser);
    assert_eq!(here.texts(), ["from here", "from there"]);
}

#[test]
fn without_a_journal_no_more_is_said_than_is_true() {
    let mut browser = Browser { journal_fails: true, ..Browser::default() };
    let mut window = Window::opened(&mut browser);
    assert!(window.book.is_saved(), "nothing was changed");
    assert_eq!(window.book.notices().len(), 1);
    window.make("n", "first");
    window.save(&mut browser);
    assert!(!window.book.is_saved());
    assert_eq!(window.book.status("n"), "saved in this browser’s storage, without journal");
    assert_eq!(window.book.alarm(), None);
    assert!(!window.book.has_unsaved(), "nothing to warn of when the page is left");
    assert!(window.book.to_write().is_empty(), "and nothing to try for ever");
    let again = Window::opened(&mut browser);
    assert_eq!(again.texts(), ["first"]);
    assert!(again.book.is_saved());
}

#[test]
fn where_only_the_journal_works_it_is_enough() {
    let mut browser = Browser { storage_fails: Some(StorageFailure::Refused), ..Browser::default() };
    let mut window = Window::opened(&mut browser);
    assert_eq!(window.book.alarm(), None);
    assert!(window.book.notices()[0].contains("journal"));
    window.make("n", "first");
    window.save(&mut browser);
    assert!(window.book.is_saved());
    assert!(window.book.alarm().is_some_and(|alarm| alarm.contains("kept in the journal")));
    assert_eq!(Window::opened(&mut browser).texts(), ["first"]);
}

#[test]
fn an_empty_note_on_the_whole_brief_leaves_no_trace() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.book.note_on_brief("n".into(), 1000);
    window.book.open("n");
    assert!(window.book.is_saved() && window.book.to_write().is_empty());
    assert_eq!(window.book.status("n"), "");
    window.book.close();
    assert!(window.book.is_blank());

    window.book.note_on_brief("m".into(), 1000);
    window.book.open("m");
    window.book.write("m", "On all of it.", 2000);
    window.save(&mut browser);
    window.book.close();
    assert_eq!(Window::opened(&mut browser).book.at(Place::Brief), ["m"]);
}

#[test]
fn cards_stand_in_the_order_of_their_words() {
    let mut window = Window::opened(&mut Browser::default());
    let scalars = Scalars::new(TEXT);
    let on = |range| Selectors::of(&scalars, range, "b0").expect("words");
    window.book.highlight("late".into(), on(42..59), 1);
    window.book.highlight("early".into(), on(4..10), 2);
    window.book.highlight("early too".into(), on(4..17), 3);
    let elsewhere = Selectors::of(&Scalars::new("another text"), 0..7, "b0").expect("words");
    window.book.highlight("lost".into(), elsewhere, 4);
    window.book.note_on_brief("whole".into(), 5);
    assert_eq!(window.book.at(Place::Brief), ["whole"]);
    assert_eq!(window.book.at(Place::Words), ["early", "early too", "late"]);
    assert_eq!(window.book.at(Place::Nowhere), ["lost"]);
    assert_eq!(window.book.highlights().keys().collect::<Vec<_>>(), ["early", "early too", "late"]);
}

#[test]
fn a_card_says_what_a_note_is() {
    let mut browser = Browser::default();
    let mut window = Window::opened(&mut browser);
    window.make("n", "");
    let card = window.book.card("n").expect("a card");
    assert_eq!((card.name.as_str(), card.status.as_str()), ("Highlight on “Sanaullah Ghafari”", "saving…"));
    window.book.write("n", "Is he still?", 3000);
    window.book.open("n");
    window.save(&mut browser);
    let card = window.book.card("n").expect("a card");
    assert_eq!((card.name.as_str(), card.status.as_str()), ("Note on “Sanaullah Ghafari”", "saved"));
    assert!(card.is_open && !card.is_at_risk && card.without_place.is_none());
    window.book.delete("n", 4000);
    assert_eq!(window.book.card("n"), None);

    let mut edited = Notebook::new("site", "brief", "IS-K’s former leader.".into());
    edited.read(records(&edited, &browser.storage));
    assert_eq!(edited.at(Place::Nowhere), ["n"]);
    let card = edited.card("n").expect("a card");
    assert_eq!(card.without_place.as_deref(), Some("these words are not in the text now"));
}

#[test]
fn only_keys_of_this_brief_are_read() {
    let book = Notebook::new("site", "brief", TEXT.into());
    let tombstone = Tombstone { id: "n".into(), brief: "brief".into(), edited: 1, counter: 1 };
    let value = Record::Deleted(tombstone).encode();
    assert!(matches!(book.decode("sidelight/site/brief/note/n", &value), Some(Ok(Record::Deleted(_)))));
    assert!(matches!(book.decode("sidelight/site/brief/note/n", "{"), Some(Err(_))));
    for key in ["sidelight/other/brief/note/n", "sidelight/site/other/note/n", "sidelight/site/brief/note/", "site"] {
        assert!(book.decode(key, &value).is_none(), "{key}");
    }
    assert_eq!(book.quarantine_key("sidelight/site/brief/note/n", 17), format!("{}n@17", book.quarantine_prefix()),);
}
