//! Single keys, and the list of them that `?` opens.
//!
//! A single key is pressed by mistake, or by software that types what it hears: such keys can be switched off
//! (WCAG 2.2, SC 2.1.4) among the tools, and do nothing in a field or while another key is held.

use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlElement, KeyboardEvent, Node};

use super::points::Points;
use crate::platform::page::{
    Phase, all, button, by_id, closest, document, element, everything, is_narrow, listen, target, window,
};
use crate::tools::{self, Part};

/// What a single key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    NextPassage,
    PreviousPassage,
    FilterEntities,
    OpenNotes,
    ChangeMarks,
    ListKeys,
}

const KEYS: [(&str, Deed, &str); 6] = [
    ("n", Deed::NextPassage, "Next passage of the key points"),
    ("p", Deed::PreviousPassage, "Previous passage"),
    ("e", Deed::FilterEntities, "Find an entity"),
    ("o", Deed::OpenNotes, "Your notes"),
    ("m", Deed::ChangeMarks, "Marks: some, none, all"),
    ("?", Deed::ListKeys, "This list"),
];

/// The id of the list.
const LIST: &str = "shortcuts";

/// What answers beside single keys, and is told with them.
const OTHERS: [(&str, &str); 5] = [
    ("H, N", "Highlight what is selected, or make a note on it"),
    ("Tab", "To the next marked name or term"),
    ("Enter", "Its card; in the card, what there is beyond it"),
    ("Alt ↓", "Its card, and into it"),
    ("Esc", "Closes what was opened last"),
];

impl Deed {
    /// What this key does.
    fn of(key: &str) -> Option<Self> {
        KEYS.iter().find(|(name, ..)| *name == key).map(|(_, deed, _)| *deed)
    }
}

/// Makes the keys answer. Called once, when a brief is on the page.
pub fn mount(points: Option<Points>) {
    listen(&window(), "keydown", Phase::Bubble, move |event: KeyboardEvent| {
        let Some(deed) = Deed::of(&event.key()).filter(|_| is_alone(&event)) else { return };
        event.prevent_default();
        match deed {
            Deed::NextPassage | Deed::PreviousPassage => {
                if let Some(points) = &points {
                    points.step(deed == Deed::NextPassage);
                }
            }
            Deed::FilterEntities => {
                if is_narrow() {
                    tools::open_sheet(Part::Entities);
                }
                if let Some(field) = by_id("index").and_then(|index| first(&index, "input")) {
                    let _ = field.focus();
                }
            }
            Deed::OpenNotes => super::notes::open_notes(),
            Deed::ChangeMarks => tools::change_marks(),
            Deed::ListKeys => open_list(),
        }
    });
    add_opener();
}

/// Whether a key stands for itself alone: no other is held, nothing is being typed or asked, and the reader has
/// not switched single keys off.
pub fn is_alone(event: &KeyboardEvent) -> bool {
    let is_held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let is_field =
        || target(event).is_none_or(|on| closest(&on, "input, textarea, select, [contenteditable], dialog").is_some());
    let is_off = || everything().is_some_and(|page| page.get_attribute("data-keys").is_some());
    !(is_held || event.is_composing() || event.default_prevented() || is_field() || is_off())
}

fn first(within: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    all(within, selector).into_iter().next()?.dyn_into().ok()
}

/// The way to the list for those who do not know the key, or have switched it off.
fn add_opener() -> Option<()> {
    let opener = button("shortcuts", "Keyboard shortcuts")?;
    listen(&opener, "click", Phase::Bubble, |_: Event| {
        open_list();
    });
    by_id("appearance")?.append_child(&opener).ok().map(drop)
}

/// Opens the list, which is made when it is first asked for.
fn open_list() {
    // Fails for one that is open already.
    let _ = by_id(LIST).or_else(list).map(|list| list.show_popover());
}

/// Not a modal one: the page becoming inert is a style to be found anew for each of its elements.
fn list() -> Option<HtmlElement> {
    let dialog = element("dialog", "shortcuts", "")?;
    dialog.set_attribute("popover", "").ok()?;
    dialog.set_attribute("aria-label", "Keyboard shortcuts").ok()?;
    dialog.append_child(&*element("h2", "", "Keyboard shortcuts")?).ok()?;
    let table = element("dl", "", "")?;
    let single = KEYS.iter().map(|(key, _, words)| (*key, *words));
    for (key, words) in single.chain(OTHERS) {
        let term = element("dt", "", "")?;
        term.append_child(&*element("kbd", "", key)?).ok()?;
        table.append_with_node_2(&term, &*element("dd", "", words)?).ok()?;
    }
    let close = button("close", "Close")?;
    let closed = dialog.clone();
    close.set_attribute("popovertarget", LIST).ok()?;
    close.set_attribute("popovertargetaction", "hide").ok()?;
    listen(&dialog, "keydown", Phase::Bubble, move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            // It means the list, and nothing under it.
            event.prevent_default();
            event.stop_propagation();
            let _ = closed.hide_popover();
        }
    });
    let left = dialog.clone();
    listen(&dialog, "focusout", Phase::Bubble, move |event: FocusEvent| {
        // No related target: the window lost the focus, or nothing took it.
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        if to.is_some_and(|to| !left.contains(Some(&to))) {
            let _ = left.hide_popover();
        }
    });
    let hint = element("p", "hint", "Single keys can be switched off under “Aa”.")?;
    dialog.append_with_node_3(&table, &hint, &close).ok()?;
    dialog.set_id(LIST);
    document().body()?.append_child(&dialog).ok()?;
    Some(dialog)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_does_one_thing() {
        for (key, deed, words) in KEYS {
            assert_eq!(Deed::of(key), Some(deed), "{key}");
            assert!(!words.is_empty());
            assert_eq!(KEYS.iter().filter(|(_, other, _)| *other == deed).count(), 1, "{deed:?}");
        }
        assert_eq!(Deed::of("N"), None, "Shift makes another key of it");
    }
}
