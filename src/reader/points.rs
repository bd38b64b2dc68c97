//! Key points and the passages of the text that belong to them.
//!
//! Without scripts, “¶ 2” below a key point is a link to its passage. Here a glance at it (a pointer on it,
//! the focus) lights the passage, a click leads there and keeps it lit, and the words “Related in the text”
//! become a button that lights all passages of the key point.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::platform::page::{Phase, all, announce, button, by_id, closest, listen, scroll_behavior, target, window};

const LINK: &str = "a[data-passage]";
const BUTTON: &str = "button.related-label";

/// Which passages are lit: those that the reader asked for, and the one just glanced at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Light {
    /// Lit until asked otherwise, with the key point whose button did it, if one did.
    kept: Vec<String>,
    point: Option<String>,
    glance: Vec<String>,
}

impl Light {
    /// Keeps these passages lit.
    fn keep(&mut self, passages: Vec<String>) {
        self.kept = passages;
        self.point = None;
    }

    /// Lights all passages of a key point, or puts them out where they are lit.
    fn toggle(&mut self, point: &str, passages: Vec<String>) {
        if self.point.as_deref() == Some(point) {
            self.put_out();
        } else {
            self.kept = passages;
            self.point = Some(point.to_owned());
        }
    }

    fn put_out(&mut self) {
        *self = Self::default();
    }

    fn is_lit(&self, passage: &str) -> bool {
        self.kept.iter().chain(&self.glance).any(|lit| lit == passage)
    }

    /// What people who do not see the light are told. `places` are the names of the passages that are kept.
    fn words(&self, places: &[String]) -> String {
        match (self.kept.len(), places) {
            (0, _) => "No passage is marked.".to_owned(),
            (1, [place]) => format!("The passage in {place} is marked."),
            (1, _) => "One passage is marked.".to_owned(),
            (count, []) => format!("{count} passages are marked."),
            (count, places) => format!("{count} passages are marked: {}.", places.join(", ")),
        }
    }
}

/// Makes the key points of the brief on the page answer.
pub fn mount() {
    let Some(brief) = by_id("brief") else { return };
    for label in all(&brief, ".related-label") {
        make_button(&label);
    }
    let light = Rc::new(RefCell::new(Light::default()));
    for (name, is_on) in [("pointerover", true), ("pointerout", false), ("focusin", true), ("focusout", false)] {
        let (light, page) = (Rc::clone(&light), brief.clone());
        listen(&brief, name, Phase::Bubble, move |event: Event| {
            if let Some(link) = target(&event).and_then(|on| closest(&on, LINK)) {
                light.borrow_mut().glance = if is_on { passages_of(&link) } else { Vec::new() };
                show(&page, &light.borrow());
            }
        });
    }
    let (clicked, page) = (Rc::clone(&light), brief.clone());
    listen(&brief, "click", Phase::Bubble, move |event: MouseEvent| click(&page, &clicked, &event));
    let page = brief.clone();
    // Escape in a dialog or a note means that, not the light: those stop the event or prevent its default.
    listen(&window(), "keydown", Phase::Bubble, move |event: KeyboardEvent| {
        let is_lit = !light.borrow().kept.is_empty();
        if event.key() == "Escape" && is_lit && !event.default_prevented() {
            light.borrow_mut().put_out();
            show(&page, &light.borrow());
            announce(&light.borrow().words(&[]));
        }
    });
}

/// “Related in the text:” becomes a button; it can only be one where there are scripts.
fn make_button(label: &Element) -> Option<()> {
    let text = label.text_content()?;
    let button = button("related-label", text.trim_end_matches(':'))?;
    button.set_attribute("aria-pressed", "false").ok()?;
    label.replace_with_with_node_1(&button).ok()
}

fn click(brief: &HtmlElement, light: &RefCell<Light>, event: &MouseEvent) {
    let Some(on) = target(event) else { return };
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if let Some(button) = closest(&on, BUTTON) {
        let Some(point) = closest(&button, ".point") else { return };
        let links = all(&point, LINK);
        light.borrow_mut().toggle(&point.id(), links.iter().flat_map(passages_of).collect());
        show(brief, &light.borrow());
        let is_lit = light.borrow().point.is_some();
        let places: Vec<String> = links.iter().filter(|_| is_lit).filter_map(|link| link.text_content()).collect();
        announce(&light.borrow().words(&places));
    } else if let Some(link) = closest(&on, LINK).filter(|_| is_plain && event.button() == 0) {
        let passages = passages_of(&link);
        let Some(passage) = passages.first().and_then(|id| by_id(id)) else { return };
        event.prevent_default();
        light.borrow_mut().keep(passages);
        show(brief, &light.borrow());
        lead_to(&passage);
    }
}

/// Scrolls to a passage and moves the reader's keys there, as the link would without scripts; the browser's
/// way back leads back.
fn lead_to(passage: &HtmlElement) {
    let address = format!("#{}", passage.id());
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(scroll_behavior());
    options.set_block(ScrollLogicalPosition::Center);
    passage.scroll_into_view_with_scroll_into_view_options(&options);
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    passage.set_tab_index(-1);
    let _ = passage.focus_with_options(&options);
}

/// The passages that a link stands for, the one it leads to first: several may lie in one paragraph.
fn passages_of(link: &Element) -> Vec<String> {
    let names = link.get_attribute("data-passage").unwrap_or_default();
    names.split_whitespace().map(str::to_owned).collect()
}

fn show(brief: &HtmlElement, light: &Light) {
    for passage in all(brief, ".passage") {
        let _ = passage.class_list().toggle_with_force("lit", light.is_lit(&passage.id()));
    }
    for button in all(brief, BUTTON) {
        let point = closest(&button, ".point").map(|point| point.id());
        let is_pressed = point.is_some() && point == light.point;
        let _ = button.set_attribute("aria-pressed", if is_pressed { "true" } else { "false" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn lights_what_was_asked_for() {
        let mut light = Light::default();
        light.toggle("k1", passages(&["p1", "p3"]));
        light.glance = passages(&["p2"]);
        let lit = |light: &Light| ["p1", "p2", "p3"].map(|passage| light.is_lit(passage));
        assert_eq!(lit(&light), [true, true, true], "a glance adds to what is kept");
        light.glance = Vec::new();
        assert_eq!(lit(&light), [true, false, true]);
        light.toggle("k2", passages(&["p2"]));
        assert_eq!(lit(&light), [false, true, false], "another key point takes over");
        light.toggle("k2", passages(&["p2"]));
        assert_eq!(light, Light::default(), "asked again, it goes out");
        light.toggle("k1", passages(&["p1", "p3"]));
        light.keep(passages(&["p3"]));
        assert_eq!((lit(&light), &light.point), ([false, false, true], &None), "one passage alone");
        light.put_out();
        assert_eq!(lit(&light), [false; 3]);
    }

    #[test]
    fn says_how_many_and_where() {
        for (kept, places, expected) in [
            (&[][..], &[][..], "No passage is marked."),
            (&["p1"], &["¶ 1"], "The passage in ¶ 1 is marked."),
            (&["p1", "p3"], &["¶ 1", "¶ 4"], "2 passages are marked: ¶ 1, ¶ 4."),
            (&["p1", "p3"], &[], "2 passages are marked."),
        ] {
            let light = Light { kept: passages(kept), ..Light::default() };
            assert_eq!(light.words(&passages(places)), expected);
        }
    }
}
