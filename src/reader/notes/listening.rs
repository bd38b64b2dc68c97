//! The listeners of the page: one of each, for whichever brief is on it.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{Event, KeyboardEvent, MouseEvent, StorageEvent};

use super::loading::Wish;
use super::{current, desks, saving};
use crate::platform::page::{self, Phase, listen};
use crate::reader::keys::is_alone;

/// How long a selection must rest before the bar appears, in milliseconds: with the keyboard it grows letter
/// by letter, with a finger handle by handle.
const REST: f64 = 150.0;

/// Starts to listen, for as long as the page lives.
pub fn start() {
    selections();
    keys();
    clicks();
    other_windows();
    leaving();
}

fn selections() {
    // The selection for which the notes were loaded may still be growing.
    let is_pressed = page::document().query_selector(":active").is_ok_and(|pressed| pressed.is_some());
    let is_pressed = Rc::new(Cell::new(is_pressed));
    let look = Rc::new(page::Alarm::new({
        let is_pressed = Rc::clone(&is_pressed);
        move || {
            if let Some(desk) = current().filter(|_| !is_pressed.get()) {
                desk.look_at_selection();
            }
        }
    }));
    look.set(Some(REST));
    let document = page::document();
    listen(&document, "selectionchange", Phase::Bubble, {
        let look = Rc::clone(&look);
        move |_: Event| look.set(Some(REST))
    });
    // While the pointer draws the selection, the bar would be in its way. (A press on the bar itself draws
    // none, and must find the selection as it was.)
    listen(&document, "pointerdown", Phase::Capture, {
        let is_pressed = Rc::clone(&is_pressed);
        move |event: Event| is_pressed.set(!is_on_bar(&event))
    });
    for release in ["pointerup", "pointercancel"] {
        let (is_pressed, look) = (Rc::clone(&is_pressed), Rc::clone(&look));
        listen(&document, release, Phase::Capture, move |event: Event| {
            is_pressed.set(false);
            // By the next paint the selection is what it will be.
            if !is_on_bar(&event) {
                let look = Rc::clone(&look);
                page::after_paint(move || look.set(Some(0.0)));
            }
        });
    }
}

fn is_on_bar(event: &Event) -> bool {
    page::target(event).is_some_and(|target| page::closest(&target, ".selection-bar").is_some())
}

fn keys() {
    listen(&page::document(), "keydown", Phase::Bubble, |event: KeyboardEvent| {
        let Some(desk) = current().filter(|_| !event.default_prevented()) else { return };
        match event.key().as_str() {
            "Escape" if desk.has_chosen() => desk.put_bar_away(),
            key => {
                let Some(wish) = Wish::of(key).filter(|_| is_alone(&event)) else { return };
                desk.look_at_selection();
                if desk.has_chosen() {
                    // Not into the editor that may be about to take the focus.
                    event.prevent_default();
                    desk.fulfil(wish);
                }
            }
        }
    });
}

fn clicks() {
    listen(&page::document(), "click", Phase::Bubble, |event: MouseEvent| {
        let (Some(desk), Some(target)) = (current(), page::target(&event)) else { return };
        let Some(mark) = page::closest(&target, "#brief mark[data-mark]") else { return };
        // A link stays a link, and the end of a selection is no click.
        if page::closest(&target, "a").is_some() || desk.parts().article.chosen().is_some() {
            return;
        }
        if let Some(id) = mark.get_attribute("data-mark") {
            desk.show_card(&id);
        }
    });
}

fn other_windows() {
    listen(&page::window(), "storage", Phase::Bubble, |event: StorageEvent| {
        let Some(key) = event.key() else { return };
        for desk in desks() {
            saving::hear(desk, &key, event.new_value());
        }
    });
}

/// A page that goes out of sight may not come back: on a phone it is often ended without another word.
fn leaving() {
    let flush = |_: Event| {
        for desk in desks() {
            saving::flush(desk);
        }
    };
    listen(&page::window(), "pagehide", Phase::Bubble, flush);
    listen(&page::document(), "visibilitychange", Phase::Bubble, move |event: Event| {
        if page::document().visibility_state() == web_sys::VisibilityState::Hidden {
            flush(event);
        }
    });
}
