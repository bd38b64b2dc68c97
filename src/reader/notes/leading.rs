//! What the page does beside its views: leading the reader's eyes to words and cards, saying whether
//! everything is saved, and asking before something unsaved is left.

use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, ScrollLogicalPosition};

use super::{desks, saving};
use crate::notebook::Notebook;
use crate::platform::page::{self, scroll_to};

/// How long something stays lit after the reader was led to it.
const FLASH: Duration = Duration::from_millis(1600);

/// Brings words into view and lights them for a moment.
pub fn show(marks: &[Element]) {
    if let Some(first) = marks.first() {
        scroll_to(first, ScrollLogicalPosition::Center);
    }
    flash(marks.to_vec());
}

/// Brings a note's card into view and focus, as soon as it is drawn.
pub fn focus_card(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let Some(card) = card(&id) else { return };
        page::focus(&card);
        scroll_to(&card, ScrollLogicalPosition::Nearest);
        flash(vec![card.into()]);
    });
}

/// Brings the whole of a card into view, with the buttons under its editor.
pub fn bring_into_sight(editor: &Element) {
    if let Some(card) = page::closest(editor, "[data-note]") {
        scroll_to(&card, ScrollLogicalPosition::Nearest);
    }
}

/// Leaves words in view when a sheet is about to cover the lower part of the window.
pub fn keep_above_sheet(marks: &[Element]) {
    if let Some(first) = marks.first().filter(|_| page::is_narrow()) {
        scroll_to(first, ScrollLogicalPosition::Start);
    }
}

fn card(id: &str) -> Option<HtmlElement> {
    let notes: Element = page::by_id("notes")?.into();
    // Compared here rather than in a selector: a note's id comes from storage.
    let mut cards = page::all(&notes, "[data-note]").into_iter();
    cards.find(|card| card.get_attribute("data-note").as_deref() == Some(id))?.dyn_into().ok()
}

fn flash(elements: Vec<Element>) {
    for element in &elements {
        let _ = element.class_list().add_1("flash");
    }
    let fade = move || {
        for element in &elements {
            let _ = element.class_list().remove_1("flash");
        }
    };
    set_timeout(fade, FLASH);
}

/// Says on `<html>` whether every change so far is on the disk, and has the browser ask before the page is
/// left with something that may not be.
pub fn say_whether_saved() {
    let desks = desks();
    let is_saved = !desks.is_empty() && desks.iter().all(|desk| desk.book_now(Notebook::is_saved));
    if let Some(html) = page::everything() {
        let _ = html.set_attribute("data-saved", if is_saved { "true" } else { "false" });
    }
    // Armed only as long as there is a reason: some browsers do not keep a page that asks for the way back.
    ask_before_leaving(desks.iter().any(|desk| desk.book_now(Notebook::has_unsaved)));
}

fn ask_before_leaving(has_unsaved: bool) {
    thread_local! {
        static QUESTION: Closure<dyn FnMut(Event)> = Closure::new(|event: Event| {
            // Mostly there is nothing to ask: the storage takes it, and keeps it when the page is gone.
            let is_stored = desks().into_iter().map(saving::flush).fold(true, |all, this| all & this);
            if !is_stored {
                event.prevent_default();
            }
        });
    }
    QUESTION.with(|question| {
        page::window().set_onbeforeunload(has_unsaved.then(|| question.as_ref().unchecked_ref()));
    });
}
