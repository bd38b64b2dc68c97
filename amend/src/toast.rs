//! What has just happened, and the way back.

use sidelight_dom::page::{Alarm, announce, button, by_id, element};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const ID: &str = "amended";
/// How long it stays, in milliseconds: long enough to be read and acted on (and longer while the reader is at it).
const STAY: f64 = 12_000.0;
const STAY_ON: f64 = 2_000.0;

thread_local! {
    static ALARM: Alarm = Alarm::new(put_away);
}

fn set_alarm(after: Option<f64>) {
    ALARM.with(|alarm| alarm.set(after));
}

/// Shows and tells what happened; with a button that takes it back, where that can be done.
pub fn show(text: &str, can_be_undone: bool, takes_focus: bool) {
    announce(text);
    if let Some(toast) = make(text, can_be_undone) {
        set_alarm(Some(STAY));
        if takes_focus && let Ok(Some(undo)) = toast.query_selector("button") {
            focus(&undo);
        }
    }
}

/// Takes it away; where the reader is at it, only once they have left.
fn put_away() {
    let Some(toast) = by_id(ID) else { return };
    if toast.matches(":hover, :focus-within").unwrap_or(false) {
        set_alarm(Some(STAY_ON));
    } else {
        toast.remove();
    }
}

/// Takes it away at once.
pub fn take_away() {
    if let Some(toast) = by_id(ID) {
        toast.remove();
    }
}

fn make(text: &str, can_be_undone: bool) -> Option<HtmlElement> {
    take_away();
    let toast = element("div", "toast", "")?;
    toast.set_id(ID);
    toast.set_attribute("role", "group").ok()?;
    toast.set_attribute("aria-label", "What has changed").ok()?;
    toast.append_child(&*element("p", "", text)?).ok()?;
    if can_be_undone {
        let undo = button("", "Undo")?;
        undo.set_attribute("data-correct", "undo").ok()?;
        toast.append_child(&undo).ok()?;
    }
    // Inside a landmark, where people who hear the page look for it.
    by_id("main")?.append_child(&toast).ok()?;
    Some(toast)
}

/// Gives an element the reader's keys.
pub fn focus(on: &Element) {
    if let Some(on) = on.dyn_ref::<HtmlElement>() {
        let _ = on.focus();
    }
}
