//! The few things that everything on a page needs.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, FocusOptions, HtmlElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, Window,
};

thread_local! {
    // Asked for at every movement of the pointer, and each asking goes through the browser's global object.
    static WINDOW: Window = web_sys::window().expect("what uses this runs in a page");
    static DOCUMENT: Document = window().document().expect("a page's window has a document");
}

/// The page's window.
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

/// The page's document.
pub fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// The page's element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The elements that match a selector of ours, in the order of the page.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The whole document as an element to search in.
pub fn everything() -> Option<Element> {
    document().document_element()
}

/// The element itself or the nearest around it that matches a selector of ours.
pub fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// The element that an event happened on.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// A new element with a class and a text.
pub fn element(tag: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document().create_element(tag).ok()?.dyn_into().ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}

/// A new button that sends no form.
pub fn button(class: &str, text: &str) -> Option<HtmlElement> {
    let button = element("button", class, text)?;
    button.set_attribute("type", "button").ok()?;
    Some(button)
}

/// A new object with these properties.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes any property.
        let _: Result<bool, JsValue> = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Sets a property of an element's own style. Through the CSSOM: the page's policy forbids the attribute.
pub fn style(element: &HtmlElement, property: &str, value: &str) {
    // Fails for read-only styles alone, and those are computed ones.
    let _ = element.style().set_property(property, value);
}

/// When a listener hears of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before the elements inside.
    Capture,
    /// After them.
    Bubble,
}

/// Listens for as long as the page lives.
pub fn listen<E: JsCast>(target: &EventTarget, name: &str, phase: Phase, mut heard: impl FnMut(E) + 'static) {
    listen_to_any(target, name, phase, Box::new(move |event| heard(event.unchecked_into())));
}

/// The part that is the same for every kind of event, and so is in the app only once.
fn listen_to_any(target: &EventTarget, name: &str, phase: Phase, heard: Box<dyn FnMut(Event)>) {
    let heard = Closure::wrap(heard);
    let options = AddEventListenerOptions::new();
    options.set_capture(phase == Phase::Capture);
    if name == "scroll" {
        options.set_passive(true);
    }
    let callback = heard.as_ref().unchecked_ref();
    if target.add_event_listener_with_callback_and_add_event_listener_options(name, callback, &options).is_ok() {
        heard.forget();
    }
}

/// Whether words of the page are selected. The text in a field has a selection of its own.
pub fn has_selection() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Whether the narrow layout applies: what stands beside the text on a wide screen lies over it here.
pub fn is_narrow() -> bool {
    matches("(max-width: 62rem)")
}

/// Whether the reader asked for less motion.
pub fn wants_less_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// How the page scrolls to a place: smoothly, unless the reader asked for less motion.
pub fn scroll_behavior() -> web_sys::ScrollBehavior {
    if wants_less_motion() { web_sys::ScrollBehavior::Instant } else { web_sys::ScrollBehavior::Smooth }
}

/// Scrolls until an element stands at this place of the window.
pub fn scroll_to(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    options.set_behavior(scroll_behavior());
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Gives an element the focus and leaves the page where it is: a focus that scrolls jumps.
pub fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}

/// Brings a place of the text into the middle of the window, and the reader's keys to it.
pub fn lead_to(place: &HtmlElement) {
    scroll_to(place, ScrollLogicalPosition::Center);
    give_keys(place);
}

/// Moves the reader's keys to a place that takes none by itself.
pub fn give_keys(place: &HtmlElement) {
    place.set_tab_index(-1);
    focus(place);
}

/// Tells people who do not see the page of something that happened on it.
pub fn announce(text: &str) {
    const ID: &str = "announcements";
    let region = by_id(ID).or_else(|| {
        let region = element("div", "visually-hidden", "")?;
        region.set_id(ID);
        region.set_attribute("role", "status").ok()?;
        document().body()?.append_child(&region).ok()?;
        Some(region)
    });
    if let Some(region) = region {
        region.set_text_content(Some(text));
    }
}

/// Does something as soon as the page shows what it has been told so far: a press is answered first, and what takes
/// longer follows. Where nothing is painted, as out of sight, it does not wait for that.
pub fn after_paint(work: impl FnOnce() + 'static) {
    const AT_THE_LATEST: i32 = 100;
    let work = Rc::new(Cell::new(Some(work)));
    let once = move || {
        if let Some(work) = work.take() {
            work();
        }
    };
    let painted = once.clone();
    // A frame's callbacks come before it is painted, and tasks after it.
    let frame = Closure::once_into_js(move || after(0, painted));
    after(AT_THE_LATEST, once);
    // A window that has no frames has the other way.
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

fn after(milliseconds: i32, work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    let set = window().set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), milliseconds);
    debug_assert!(set.is_ok(), "a page's window has timers");
}

/// A timer that is set again and again.
pub struct Alarm {
    ring: Closure<dyn FnMut()>,
    /// The browser's number for the timer that is running.
    running: Rc<Cell<Option<i32>>>,
}

impl Alarm {
    /// An alarm that is not set yet.
    pub fn new(mut ring: impl FnMut() + 'static) -> Self {
        let running = Rc::new(Cell::new(None));
        let is_over = Rc::clone(&running);
        let ring = Closure::<dyn FnMut()>::new(move || {
            is_over.set(None);
            ring();
        });
        Self { ring, running }
    }

    /// Sets it to ring once, after so many milliseconds, and not at any earlier setting.
    pub fn set(&self, after: Option<f64>) {
        if let Some(running) = self.running.take() {
            window().clear_timeout_with_handle(running);
        }
        if let Some(after) = after {
            let (ring, after) = (self.ring.as_ref().unchecked_ref(), after.ceil().clamp(0.0, f64::from(i32::MAX)));
            let set = window().set_timeout_with_callback_and_timeout_and_arguments_0(ring, after as i32);
            self.running.set(set.ok());
        }
    }
}

/// Milliseconds on a clock that never goes back.
pub fn clock() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}
