//! The bar that appears at a selection.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::article::Lines;
use super::desk::Desk;
use crate::platform::page::{self, Kind, Page};
use crate::reader::copying::copy_by;

/// Room for the bar over the first line, and half its width, in CSS pixels.
const HEIGHT: f64 = 52.0;
const HALF: f64 = 205.0;

/// The bar: over the selected lines, or under them where there is no room; never on them. (On a touch screen
/// the system's own menu is there, so the bar docks at the bottom: see the style sheet.)
#[component]
pub fn SelectionBar(desk: Desk) -> impl IntoView {
    let place = Memo::new(move |_| desk.chosen.with(|chosen| chosen.as_ref().map(|chosen| Spot::at(chosen.lines))));
    let pixels = move |of: fn(Spot) -> f64| move || place.get().map(|spot| format!("{}px", of(spot).round() as i32));
    view! {
        <div
            class="selection-bar toolbar"
            class:under=move || place.get().is_some_and(|spot| spot.is_under)
            role="toolbar"
            aria-label="Selection"
            hidden=move || place.get().is_none()
            style:top=pixels(|spot| spot.top)
            style:left=pixels(|spot| spot.left)
            // A press on the bar would end the selection it is about.
            on:mousedown=|event| event.prevent_default()
            on:keydown=move_between_buttons
        >
            <button type="button" aria-keyshortcuts="H" on:click=move |_| { desk.highlight(); }>
                "Highlight" <kbd aria-hidden="true">"H"</kbd>
            </button>
            <button type="button" aria-keyshortcuts="N" on:click=move |_| desk.note()>
                "Note" <kbd aria-hidden="true">"N"</kbd>
            </button>
            <CopyLink desk/>
            <button type="button" data-correct="entity" aria-label="Add as entity">"Entity"</button>
            <button type="button" data-correct="term" aria-label="Add as term">"Term"</button>
        </div>
    }
}

/// Copies a link that leads to the selected words. Where the brief is the reader's own there is no such address.
#[component]
fn CopyLink(desk: Desk) -> impl IntoView {
    const LINK: &str = "Link";
    let is_published = Page::here().is_some_and(|page| page.kind == Kind::Brief);
    let copy = move |event: web_sys::MouseEvent| {
        let button = page::target(&event).and_then(|button| button.dyn_into().ok());
        if let Some((button, link)) = button.zip(desk.link()) {
            copy_by(button, LINK, link, "A link to the selected words is copied.", "This browser lets no page copy.");
        }
    };
    is_published
        .then(|| view! { <button type="button" aria-label="Copy a link to these words" on:click=copy>{LINK}</button> })
}

/// Where the bar stands, in CSS pixels from the page's beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    top: f64,
    left: f64,
    is_under: bool,
}

impl Spot {
    fn at(lines: Lines) -> Self {
        let window = window();
        let extent = |of: Result<JsValue, JsValue>| of.ok().and_then(|pixels| pixels.as_f64()).unwrap_or(0.0);
        let (width, height) = (extent(window.inner_width()), extent(window.inner_height()));
        let up = window.scroll_y().unwrap_or(0.0);
        let left = lines.middle.min(width - HALF).max(HALF);
        let is_under = lines.top - up < HEIGHT;
        // A selection that fills the window leaves no room: then at the window's foot.
        let top = if is_under { lines.bottom.min(up + height - HEIGHT) } else { lines.top };
        Self { top, left, is_under }
    }
}

/// In a toolbar the arrow keys go from button to button (ARIA Authoring Practices, toolbar).
fn move_between_buttons(event: web_sys::KeyboardEvent) {
    let Some(button) = page::target(&event) else { return };
    let neighbour = match event.key().as_str() {
        "ArrowRight" => button.next_element_sibling(),
        "ArrowLeft" => button.previous_element_sibling(),
        _ => return,
    };
    if let Some(neighbour) = neighbour.and_then(|neighbour| neighbour.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = neighbour.focus();
    }
}
