//! The list of entities beside the text: filtered as the reader types, and the way to put some into focus.
//!
//! Without scripts it shows the most frequent of each kind and leads to the reference section.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use super::focus::{Focus, is_found};
use crate::platform::page::{Phase, after_paint, all, announce, by_id, closest, listen, target};

/// What steps back where none of it is in focus.
const SENTENCE: &str = ".sentence, .passage";
const FOCUS: &str = "button.focus";

/// Makes the list answer. Called once, when a brief is on the page.
pub fn mount() {
    let Some(list) = by_id("index") else { return };
    let Ok(Some(status)) = list.query_selector(".focused-on") else { return };
    let page = list.clone();
    listen(&list, "input", Phase::Bubble, move |event: Event| {
        if let Some(field) = target(&event).and_then(|on| on.dyn_into::<HtmlInputElement>().ok()) {
            let page = page.clone();
            after_paint(move || filter(&page, &field.value()));
        }
    });
    let focus = RefCell::new(Focus::default());
    let page = list.clone();
    listen(&list, "click", Phase::Bubble, move |event: Event| {
        let Some(on) = target(&event) else { return };
        if closest(&on, "a.more").is_some() {
            event.prevent_default();
            unfold(&page);
        } else if closest(&on, "button.clear").is_some() {
            focus.borrow_mut().clear();
            show(&page, &status, &focus.borrow());
            // The button that had the focus is gone.
            give_focus(&page, "input");
        } else if let Some(id) = closest(&on, FOCUS).and_then(|button| entity_of(&button)) {
            focus.borrow_mut().toggle(&id);
            show(&page, &status, &focus.borrow());
        }
    });
}

/// Shows the entities whose names hold what was typed.
fn filter(list: &Element, typed: &str) {
    let is_filtered = !typed.trim().is_empty();
    let _ = list.class_list().toggle_with_force("filtered", is_filtered);
    let mut found = 0;
    for group in all(list, "section") {
        let mut of_kind = 0;
        for item in all(&group, "li") {
            let name = item.query_selector("a").ok().flatten().and_then(|link| link.text_content());
            let is_shown = name.is_some_and(|name| is_found(&name, typed));
            hide(&item, !is_shown);
            of_kind += usize::from(is_shown);
        }
        hide(&group, of_kind == 0);
        found += of_kind;
    }
    all(list, ".empty").iter().for_each(|none| hide(none, found > 0));
    if is_filtered {
        announce(&format!("{found} found"));
    }
}

/// Shows all entities of every kind; the reader's keys go on from the first that was folded.
fn unfold(list: &Element) {
    let _ = list.class_list().add_1("unfolded");
    all(list, "a.more").iter().for_each(Element::remove);
    give_focus(list, "li:nth-child(7) a");
}

fn hide(element: &Element, is_hidden: bool) {
    let _ = element.toggle_attribute_with_force("hidden", is_hidden);
}

/// Gives the reader's keys to the first element that matches.
fn give_focus(list: &Element, selector: &str) {
    if let Some(first) = all(list, selector).first().and_then(|first| first.dyn_ref::<HtmlElement>()) {
        let _ = first.focus();
    }
}

/// Lets the sentences that name nothing in focus step back, and says how many remain.
fn show(list: &Element, status: &Element, focus: &Focus) {
    for button in all(list, FOCUS) {
        let is_pressed = entity_of(&button).is_some_and(|id| focus.has(&id));
        let _ = button.set_attribute("aria-pressed", if is_pressed { "true" } else { "false" });
    }
    let Some(brief) = by_id("brief") else { return };
    let sentences = all(&brief, SENTENCE);
    let mut named = 0;
    for sentence in &sentences {
        let is_named = all(sentence, "a[data-entity]")
            .iter()
            .any(|mention| mention.get_attribute("data-entity").is_some_and(|id| focus.has(&id)));
        let _ = sentence.class_list().toggle_with_force("named", is_named);
        named += usize::from(is_named);
    }
    let _ = brief.class_list().toggle_with_force("in-focus", !focus.is_empty());
    let words = focus.words(named, sentences.len());
    hide(status, focus.is_empty());
    all(status, "span").iter().for_each(|span| span.set_text_content(Some(&words)));
    announce(if focus.is_empty() { "No focus: the whole brief is read alike." } else { &words });
}

/// The entity that a button of the list stands beside.
fn entity_of(button: &Element) -> Option<String> {
    let link = closest(button, "li")?.query_selector("a").ok()??;
    link.get_attribute("href")?.strip_prefix("#entity-").map(str::to_owned)
}
