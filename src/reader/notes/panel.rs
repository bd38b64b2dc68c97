//! The notes in the rail.

use leptos::prelude::*;

use super::card::Card;
use super::desk::Desk;
use crate::notebook::{Notebook, Place};
use crate::platform::page::all;

/// What the page says before the notes are there, and the panel after it.
#[derive(Debug, Clone)]
pub struct Words {
    empty: String,
    on_brief: String,
}

impl Words {
    /// The words that stand in the panel now.
    pub fn of(panel: &web_sys::Element) -> Self {
        let first = |selector| all(panel, selector).first().and_then(|place| place.text_content()).unwrap_or_default();
        Self { empty: first(".empty"), on_brief: first(":scope > .acts button") }
    }
}

/// The panel: notes on the whole brief, then in the order of their words, then those without a place.
#[component]
pub fn Panel(desk: Desk, words: Words) -> impl IntoView {
    let is_blank = Memo::new(move |_| desk.book.with(Notebook::is_blank));
    let has_lost = Memo::new(move |_| desk.book.with(|book| !book.at(Place::Nowhere).is_empty()));
    view! {
        <h2>"Notes"</h2>
        <p class="empty" hidden=move || !is_blank.get()>{words.empty}</p>
        <Cards desk place=Place::Brief/>
        <Cards desk place=Place::Words/>
        <h3 hidden=move || !has_lost.get()>"Without a place"</h3>
        <Cards desk place=Place::Nowhere/>
        <p class="acts">
            <button type="button" on:click=move |_| desk.note_on_brief()>{words.on_brief}</button>
        </p>
        <Notices desk/>
    }
}

#[component]
fn Cards(desk: Desk, place: Place) -> impl IntoView {
    let ids = Memo::new(move |_| desk.book.with(|book| book.at(place)));
    view! {
        <For each=move || ids.get() key=String::clone let:id>
            <Card desk id/>
        </For>
    }
}

/// What holds for all notes in this browser.
#[component]
fn Notices(desk: Desk) -> impl IntoView {
    let notices = Memo::new(move |_| desk.book.with(Notebook::notices));
    let lines = move || notices.get().into_iter().map(|notice| view! { <p>{notice}</p> }).collect_view();
    view! { <div class="notices" role="status">{lines}</div> }
}
