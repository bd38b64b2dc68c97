//! Selecting words that begin in a mention, a link to another brief, a date or a word of judgement.
//!
//! Every mention is a link, also where it looks like plain text, and browsers do not let a selection begin
//! in one: a mouse drags the link away, a long press asks what to do with it. A reader who marks a sentence
//! that begins with a name would be at a loss, so here both select words, as anywhere else in the text.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Node, PointerEvent};

use crate::platform::page::{Phase, closest, document, has_selection, listen, target, window};

const MENTION: &str = "#brief :is(a[data-entity], a[data-term], a[data-brief], a[data-date], a[data-hedge])";

/// A place between two characters of the page.
type Caret = (Node, u32);

#[derive(Default)]
struct Press {
    /// Where the mouse went down.
    from: Option<(i32, i32)>,
    /// Where the selection began that grows with the mouse.
    anchor: Option<Caret>,
}

/// Lets selections begin in mentions. Called once.
pub fn mount() {
    let press = Rc::new(RefCell::new(Press::default()));
    let document = document();
    let at = Rc::clone(&press);
    listen(&document, "pointerdown", Phase::Capture, move |event: PointerEvent| {
        if event.pointer_type() == "touch" {
            bare(&event);
        } else {
            *at.borrow_mut() = Press { from: Some((event.client_x(), event.client_y())), anchor: None };
        }
    });
    let at = Rc::clone(&press);
    listen(&document, "dragstart", Phase::Capture, move |event: DragEvent| {
        let from = at.borrow().from;
        // With words selected, a drag takes those along, as anywhere.
        if mention(&event).is_some() && !has_selection() {
            event.prevent_default();
            at.borrow_mut().anchor = from.and_then(caret_at);
        }
    });
    let at = Rc::clone(&press);
    listen(&document, "pointermove", Phase::Capture, move |event: PointerEvent| {
        if let Some(anchor) = &at.borrow().anchor {
            extend(anchor, (event.client_x(), event.client_y()));
        }
    });
    for name in ["pointerup", "pointercancel"] {
        let at = Rc::clone(&press);
        listen(&document, name, Phase::Capture, move |_: PointerEvent| *at.borrow_mut() = Press::default());
    }
}

fn mention(event: &web_sys::Event) -> Option<Element> {
    // A drag of text begins on the text itself.
    let on: Node = event.target()?.dyn_into().ok()?;
    let element = on.dyn_ref::<Element>().cloned().or_else(|| on.parent_element())?;
    closest(&element, MENTION)
}

/// Takes the address off a touched mention for as long as the touch lasts: without one, a long press selects
/// its word. A tap opens the card all the same.
fn bare(event: &PointerEvent) {
    const HREF: &str = "href";
    let Some(mention) = target(event).and_then(|on| closest(&on, MENTION)) else { return };
    let Some(href) = mention.get_attribute(HREF) else { return };
    let _ = mention.remove_attribute(HREF);
    // A long press is decided on after half a second, and nobody follows the link meanwhile.
    let give_back = move || {
        let _ = mention.set_attribute(HREF, &href);
    };
    leptos::prelude::set_timeout(give_back, Duration::from_millis(1200));
}

fn extend((node, offset): &Caret, to: (i32, i32)) {
    let selection = window().get_selection().ok().flatten();
    if let (Some(selection), Some((end, end_offset))) = (selection, caret_at(to)) {
        let _ = selection.set_base_and_extent(node, *offset, &end, end_offset);
    }
}

/// The caret at a point of the window, by the standard's way or by the one that Safari has.
fn caret_at((x, y): (i32, i32)) -> Option<Caret> {
    let document: JsValue = document().into();
    let ask = |name: &str| {
        let method: Function = Reflect::get(&document, &name.into()).ok()?.dyn_into().ok()?;
        method.call2(&document, &x.into(), &y.into()).ok().filter(JsValue::is_object)
    };
    let read = |found: JsValue, node: &str, offset: &str| {
        let node: Node = Reflect::get(&found, &node.into()).ok()?.dyn_into().ok()?;
        Some((node, Reflect::get(&found, &offset.into()).ok()?.as_f64()? as u32))
    };
    match ask("caretPositionFromPoint") {
        Some(position) => read(position, "offsetNode", "offset"),
        None => read(ask("caretRangeFromPoint")?, "startContainer", "startOffset"),
    }
}
