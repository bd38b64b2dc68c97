//! The rail on a narrow screen: a sheet over the text, which is inert while it is open, so that keys and
//! screen readers stay inside.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::platform::page::{Phase, all, button, by_id, closest, document, everything, listen, target, window};
use crate::reader::notes::open_notes;

/// What lies under the sheet while it is open.
const COVERED: &str = "body > :not(#rail):not([popover]):not([role='status']):not([role='alert'])";

/// What the sheet is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Notes,
    Entities,
}

/// Prepares the rail and the buttons that open it. Called once, when a brief is on the page.
pub fn mount() {
    let Some(rail) = by_id("rail") else { return };
    if let Some(page) = everything() {
        // Published with it where a brief is; here, one of the reader's own may have come.
        let _ = page.class_list().add_1("with-rail");
    }
    for opener in by_id("tools").map(|tools| all(&tools, ".opener")).unwrap_or_default() {
        let part =
            if opener.get_attribute("data-part").as_deref() == Some("notes") { Part::Notes } else { Part::Entities };
        let button = opener.clone();
        listen(&opener, "click", Phase::Bubble, move |_: Event| {
            match part {
                Part::Notes => open_notes(),
                Part::Entities => open(part),
            }
            let _ = button.set_attribute("aria-expanded", "true");
        });
    }
    if let Some(close) = button("close narrow-only", "Close") {
        let _ = rail.insert_before(&close, rail.first_child().as_ref());
        listen(&close, "click", Phase::Bubble, |_: Event| self::close());
    }
    // A link leads to a place that the sheet covers.
    listen(&rail, "click", Phase::Bubble, |event: Event| {
        if target(&event).and_then(|on| closest(&on, "a[href^='#']")).is_some() {
            close();
        }
    });
    listen(&document(), "keydown", Phase::Bubble, |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && is_open() {
            event.prevent_default();
            close();
        }
    });
    // On a wide screen there is no sheet.
    if let Ok(Some(wide)) = window().match_media("(min-width: 62.01rem)") {
        listen(&wide, "change", Phase::Bubble, |_: Event| close());
    }
}

/// Opens the sheet at one of its parts.
pub fn open(part: Part) {
    let Some(rail) = by_id("rail") else { return };
    if is_open() {
        close();
    }
    let _ = rail.class_list().add_1("open");
    for covered in covered() {
        let _ = covered.set_attribute("inert", "");
    }
    // The button stands at the sheet's beginning, and the focus would scroll there: first that, then the place.
    if let Some(close) = all(&rail, "button.close").first() {
        give_focus(close);
    }
    let place = match part {
        Part::Notes => "#notes",
        Part::Entities => "nav",
    };
    if let Ok(Some(place)) = rail.query_selector(place) {
        place.scroll_into_view();
    }
}

/// Closes the sheet, if it is open; the button that opened it has the focus again.
pub fn close() {
    let Some(rail) = by_id("rail").filter(|_| is_open()) else { return };
    let _ = rail.class_list().remove_1("open");
    for covered in covered() {
        let _ = covered.remove_attribute("inert");
    }
    let opener = everything().and_then(|page| all(&page, "#tools [aria-expanded='true'][aria-controls='rail']").pop());
    if let Some(opener) = opener {
        let _ = opener.set_attribute("aria-expanded", "false");
        give_focus(&opener);
    }
}

fn is_open() -> bool {
    by_id("rail").is_some_and(|rail| rail.class_list().contains("open"))
}

fn covered() -> Vec<Element> {
    everything().map(|page| all(&page, COVERED)).unwrap_or_default()
}

fn give_focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
