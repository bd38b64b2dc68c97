//! Key points and the passages of the text that belong to them.
//!
//! Without scripts, “¶ 2” below a key point is a link to its passage. Here a glance at it (a pointer on it,
//! the focus) lights the passage, a click leads there and keeps it lit, and the words “Related in the text”
//! become a button that lights all passages of the key point. Keys lead from one passage to the next, and all
//! key points can be copied with the places that bear them out.

mod cited;
mod light;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, ScrollLogicalPosition};

use self::cited::{Point, Source, cited};
use self::light::Light;
use crate::platform::page::{
    self, Kind, Page, Phase, after_paint, all, announce, button, by_id, closest, document, listen, target, window,
};
use crate::reader::copying::copy_by;

const LINK: &str = "a[data-passage]";
const BUTTON: &str = "button.related-label";
const POINT: &str = ".point";

/// The key points of the brief on the page.
#[derive(Clone)]
pub struct Points {
    brief: HtmlElement,
    light: Rc<RefCell<Light>>,
}

/// Makes the key points of the brief on the page answer.
pub fn mount() -> Option<Points> {
    let brief = by_id("brief")?;
    for label in all(&brief, ".related-label") {
        make_button(&label);
    }
    add_copying(&brief);
    let points = Points { brief, light: Rc::default() };
    for (name, is_on) in [("pointerover", true), ("pointerout", false), ("focusin", true), ("focusout", false)] {
        let glanced = points.clone();
        listen(&points.brief, name, Phase::Bubble, move |event: Event| {
            if let Some(link) = target(&event).and_then(|on| closest(&on, LINK)) {
                glanced.light.borrow_mut().glance = if is_on { passages_of(&link) } else { Vec::new() };
                glanced.show();
            }
        });
    }
    let clicked = points.clone();
    listen(&points.brief, "click", Phase::Bubble, move |event: MouseEvent| clicked.click(&event));
    let pressed = points.clone();
    // Escape in a dialog or a note means that, not the light: those stop the event or prevent its default.
    listen(&window(), "keydown", Phase::Bubble, move |event: KeyboardEvent| {
        let is_lit = !pressed.light.borrow().kept.is_empty();
        if event.key() == "Escape" && is_lit && !event.default_prevented() {
            pressed.light.borrow_mut().put_out();
            pressed.show();
            announce(&pressed.light.borrow().words(&[]));
        }
    });
    Some(points)
}

impl Points {
    /// Leads on to the next passage that bears out a key point, or back to the one before.
    pub fn step(&self, forward: bool) {
        let points = all(&self.brief, POINT);
        let links = |point: &Element| all(point, LINK).iter().map(passages_of).collect();
        let walk: Vec<_> = points.iter().map(|point| (point.id(), links(point))).collect();
        let Some((point, link)) = self.light.borrow_mut().step(forward, &walk) else {
            announce("No passage of the text belongs to a key point.");
            return;
        };
        let links = all(&points[point], LINK);
        let (count, place) = (links.len(), links[link].text_content().unwrap_or_default());
        let words = format!("Key point {}, passage {} of {count}: {place}.", point + 1, link + 1);
        if let Some(passage) = walk[point].1[link].first().and_then(|id| by_id(id)) {
            self.lead_to(passage, move || announce(&words));
        }
    }

    fn click(&self, event: &MouseEvent) {
        let Some(on) = target(event) else { return };
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if let Some(button) = closest(&on, BUTTON) {
            let Some(point) = closest(&button, POINT) else { return };
            let links = all(&point, LINK);
            self.light.borrow_mut().toggle(&point.id(), links.iter().flat_map(passages_of).collect());
            self.show();
            let is_lit = self.light.borrow().point.is_some();
            let places: Vec<String> = links.iter().filter(|_| is_lit).filter_map(|link| link.text_content()).collect();
            announce(&self.light.borrow().words(&places));
        } else if let Some(link) = closest(&on, LINK).filter(|_| is_plain && event.button() == 0) {
            let passages = passages_of(&link);
            let Some((passage, point)) = passages.first().and_then(|id| by_id(id)).zip(closest(&link, POINT)) else {
                return;
            };
            event.prevent_default();
            let number = all(&point, LINK).iter().position(|other| *other == link).unwrap_or_default();
            self.light.borrow_mut().keep(&point.id(), number, passages);
            self.lead_to(passage, || {});
        }
    }

    /// Scrolls to a passage. The light and the reader's keys follow, as they would by the link without scripts; the
    /// browser's way back leads back.
    fn lead_to(&self, passage: HtmlElement, then: impl FnOnce() + 'static) {
        page::scroll_to(&passage, ScrollLogicalPosition::Center);
        let points = self.clone();
        after_paint(move || {
            if let Ok(history) = window().history() {
                let address = format!("#{}", passage.id());
                let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
            }
            points.show();
            page::give_keys(&passage);
            then();
        });
    }

    fn show(&self) {
        let light = self.light.borrow();
        for passage in all(&self.brief, ".passage") {
            let _ = passage.class_list().toggle_with_force("lit", light.is_lit(&passage.id()));
        }
        for button in all(&self.brief, BUTTON) {
            let point = closest(&button, POINT).map(|point| point.id());
            let is_pressed = point.is_some() && point == light.point;
            let _ = button.set_attribute("aria-pressed", if is_pressed { "true" } else { "false" });
        }
    }
}

/// “Related in the text:” becomes a button; it can only be one where there are scripts. In a list of the page's
/// buttons each says whose it is.
fn make_button(label: &Element) -> Option<()> {
    let text = label.text_content()?;
    let text = text.trim_end_matches(':');
    let button = button("related-label", text)?;
    button.set_attribute("aria-pressed", "false").ok()?;
    let point = closest(label, POINT)?.id();
    button.set_attribute("aria-label", &format!("{text}: key point {}", point.strip_prefix('k')?)).ok()?;
    label.replace_with_with_node_1(&button).ok()
}

/// Adds the button that copies the key points.
fn add_copying(brief: &Element) -> Option<()> {
    const COPY: &str = "Copy";
    let points = brief.query_selector(".points").ok()??;
    let button = button("copy", COPY)?;
    button.set_attribute("aria-label", "Copy key points").ok()?;
    points.query_selector("h2").ok()??.after_with_node_1(&button).ok()?;
    let (brief, shown) = (brief.clone(), button.clone());
    listen(&button, "click", Phase::Bubble, move |_: Event| {
        let text = cited(&source(&brief), &points_of(&brief));
        copy_by(
            shown.clone(),
            COPY,
            text,
            "The key points are copied, with the paragraphs that bear them out.",
            "This browser lets no page copy: select the key points instead.",
        );
    });
    Some(())
}

/// What the brief's head says of it.
fn source(brief: &Element) -> Source {
    let text = |selector: &str| brief.query_selector(selector).ok().flatten().and_then(|found| found.text_content());
    // Only a published brief can be read by others where this reader reads it.
    let is_published = Page::here().is_some_and(|page| page.kind == Kind::Brief);
    let address = || window().location().href().ok()?.split('#').next().map(str::to_owned);
    Source {
        title: text("h1").unwrap_or_else(|| document().title()),
        series: text(".kicker"),
        date: text(".meta time"),
        address: is_published.then(address).flatten(),
        is_extracted: text(".points .label").is_some(),
    }
}

/// The key points and their places.
fn points_of(brief: &Element) -> Vec<Point> {
    let point = |point: Element| {
        let text = point.query_selector("p").ok()??.text_content()?;
        let places = all(&point, LINK).iter().filter_map(|link| link.text_content()).collect();
        Some(Point { text, places })
    };
    all(brief, POINT).into_iter().filter_map(point).collect()
}

/// The passages that a link stands for, the one it leads to first: several may lie in one paragraph.
fn passages_of(link: &Element) -> Vec<String> {
    let names = link.get_attribute("data-passage").unwrap_or_default();
    names.split_whitespace().map(str::to_owned).collect()
}
