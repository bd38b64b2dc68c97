//! When the notes are loaded. They are a part of the program of their own, which most first visits need nothing of:
//! it comes where this browser keeps something of the reader's, or with the first words that are selected.

use std::cell::RefCell;

use leptos::task::spawn_local;
use web_sys::{Event, EventTarget, KeyboardEvent, StorageEvent};

use super::start;
use crate::notebook::{key_prefix, quarantine_prefix};
use crate::platform::page::{self, Phase, button, closest, element, listen, target};
use crate::platform::{database, storage};
use crate::reader::keys::is_alone;

const FAILED: &str = "The notes could not be loaded; those you have written are safe. Check the connection and try again, or \
                      load the page anew.";

/// The banner that says so.
const MISSING: &str = "notes-missing";

/// What the reader asked for before the notes were there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wish {
    /// To see what there is.
    #[default]
    Nothing,
    /// The selected words marked.
    Highlight,
    /// A note on the selected words.
    Note,
    /// A note on the whole brief.
    NoteOnBrief,
}

impl Wish {
    /// What a key asks for where words are selected.
    pub fn of(key: &str) -> Option<Self> {
        match key {
            "h" | "H" => Some(Self::Highlight),
            "n" | "N" => Some(Self::Note),
            _ => None,
        }
    }
}

/// The brief on the page, and how far its notes have come.
#[derive(Debug, Default)]
struct Waiting {
    site: String,
    brief: String,
    wish: Wish,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Nothing is on the page yet.
    #[default]
    Before,
    /// The page listens for a reason to load them.
    Offered,
    Loading,
    Loaded,
}

thread_local! {
    static WAITING: RefCell<Waiting> = RefCell::default();
}

/// Offers the notes of the brief that is in the page, in place of those of another one before it.
pub fn mount(site: &str, brief: &str) {
    let Some(panel) = page::by_id("notes") else { return };
    let stage = WAITING.with_borrow_mut(|waiting| {
        (waiting.site, waiting.brief) = (site.to_owned(), brief.to_owned());
        let stage = waiting.stage;
        waiting.stage = stage.max(Stage::Offered);
        stage
    });
    match stage {
        Stage::Loaded => return spawn_local(open()),
        Stage::Loading => return,
        Stage::Before => listen_for_reasons(&panel),
        Stage::Offered => {}
    }
    match has_notes(site, brief) {
        true => load(Wish::Nothing),
        false => {
            let site = site.to_owned();
            spawn_local(async move {
                if database::may_exist(&site).await {
                    load(Wish::Nothing);
                }
            });
        }
    }
}

/// Whether the storage holds notes of this brief, or might: a refusal is for the notes to tell.
fn has_notes(site: &str, brief: &str) -> bool {
    let is_any = |prefix: String| storage::keys(&prefix).map_or(true, |keys| !keys.is_empty());
    is_any(key_prefix(site, brief)) || is_any(quarantine_prefix(site, brief))
}

fn listen_for_reasons(panel: &EventTarget) {
    // The panel comes with the page; its only button is for a note on the whole brief.
    listen(panel, "click", Phase::Bubble, |event: Event| {
        if is_waiting() && target(&event).and_then(|on| closest(&on, "button")).is_some() {
            load(Wish::NoteOnBrief);
        }
    });
    listen(&page::document(), "selectionchange", Phase::Bubble, |_: Event| {
        if is_waiting() && has_selected() {
            load(Wish::Nothing);
        }
    });
    listen(&page::document(), "keydown", Phase::Bubble, |event: KeyboardEvent| {
        let Some(wish) = Wish::of(&event.key()) else { return };
        if is_waiting() && is_alone(&event) && has_selected() {
            event.prevent_default();
            load(wish);
        }
    });
    listen(&page::window(), "storage", Phase::Bubble, |event: StorageEvent| {
        let prefix = WAITING.with_borrow(|waiting| key_prefix(&waiting.site, &waiting.brief));
        if is_waiting() && event.key().is_some_and(|key| key.starts_with(&prefix)) {
            load(Wish::Nothing);
        }
    });
}

fn is_waiting() -> bool {
    WAITING.with_borrow(|waiting| waiting.stage != Stage::Loaded)
}

/// Whether words of the brief are selected.
fn has_selected() -> bool {
    let Ok(Some(selection)) = page::window().get_selection() else { return false };
    !selection.is_collapsed()
        && page::by_id("brief").is_some_and(|brief| brief.contains(selection.anchor_node().as_ref()))
}

/// Loads the notes, unless they are there or on their way; what was wished for last is done when they come.
fn load(wish: Wish) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        if wish != Wish::Nothing && waiting.stage != Stage::Loaded {
            waiting.wish = wish;
        }
        let is_first = waiting.stage == Stage::Offered;
        if is_first {
            waiting.stage = Stage::Loading;
        }
        is_first
    });
    if is_first {
        spawn_local(open());
    }
}

/// Starts the notes of the brief that is in the page by the time they are there.
async fn open() {
    let is_here = super::load_part().await.is_ok();
    let (site, brief, wish) = WAITING.with_borrow_mut(|waiting| {
        waiting.stage = if is_here { Stage::Loaded } else { Stage::Offered };
        (waiting.site.clone(), waiting.brief.clone(), std::mem::take(&mut waiting.wish))
    });
    if !is_here || start(site, brief, wish).await.is_err() {
        say_that_they_are_missing(wish);
    }
}

/// A banner, as for whatever else must be said at once of the notes.
fn say_that_they_are_missing(wish: Wish) -> Option<()> {
    if page::by_id(MISSING).is_some() {
        return None;
    }
    let banner = element("div", "", "")?;
    banner.set_id(MISSING);
    banner.set_attribute("role", "alert").ok()?;
    page::document().body()?.append_child(&banner).ok()?;
    let (again, close) = (button("", "Try again")?, button("", "Close")?);
    let acts = element("p", "acts", "")?;
    acts.append_with_node_2(&again, &close).ok()?;
    let alarm = element("div", "alarm", "")?;
    alarm.append_with_node_2(&*element("p", "", FAILED)?, &acts).ok()?;
    // Into a region that is there already: screen readers only announce what appears in one.
    banner.append_child(&alarm).ok()?;
    let done = banner.clone();
    listen(&close, "click", Phase::Bubble, move |_: Event| done.remove());
    listen(&again, "click", Phase::Bubble, move |_: Event| {
        banner.remove();
        load(wish);
    });
    Some(())
}
