//! The tools in the page's head: the way to what stands beside the text, and how the page looks.

mod settings;
mod sheet;

use std::time::Duration;

use leptos::html::{Button, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node, PointerEvent};

pub use self::settings::MAP;
use self::settings::{SETTINGS, Setting};
pub use self::sheet::{Part, close as close_sheet, mount as mount_sheet, open as open_sheet};
use crate::platform::page::{Phase, after_paint, all, announce, by_id, everything, listen, style};

/// Puts the tools on the page.
pub fn mount(site: &str) {
    let Some(place) = by_id("look") else { return };
    let site = site.to_owned();
    mount_to(place, move || view! { <Appearance site=site /> }).forget();
}

/// Theme, size of the text, density of the marks.
#[component]
fn Appearance(site: String) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let is_closed = Signal::derive(move || !is_open.get());
    let expanded = Signal::derive(move || is_open.get().to_string());
    let trouble = RwSignal::new(String::new());
    let menu = NodeRef::<Div>::new();
    let button = NodeRef::<Button>::new();

    let is_inside = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Node>().ok());
        menu.get_untracked().is_some_and(|menu| menu.contains(target.as_ref()))
    };
    listen(&document(), "pointerdown", Phase::Capture, move |event: PointerEvent| {
        if is_open.get_untracked() && !is_inside(event.target()) {
            is_open.set(false);
        }
    });
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            is_open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    let leave = move |event: FocusEvent| {
        // No related target: the window lost the focus, or nothing took it.
        if event.related_target().is_some() && !is_inside(event.related_target()) {
            is_open.set(false);
        }
    };
    let choices = SETTINGS.each_ref().map(|setting| choice(setting, &site, trouble));
    view! {
        <div class="appearance" node_ref=menu on:keydown=key on:focusout=leave>
            <button
                type="button"
                node_ref=button
                aria-label="Aa: theme, text, marks"
                aria-controls="appearance"
                aria-expanded=expanded
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                "Aa"
            </button>
            <div id="appearance" class="menu" hidden=is_closed>
                {choices}
                <p class="trouble" role="status">{trouble}</p>
            </div>
        </div>
    }
}

/// One setting: a group of which one is chosen. Which, the browser keeps.
fn choice(setting: &'static Setting, site: &str, trouble: RwSignal<String>) -> impl IntoView + use<> {
    let chosen = setting.read(site);
    apply(setting, chosen);
    let options = setting.choices.iter().map(|(value, label)| {
        let value = *value;
        let site = site.to_owned();
        let choose = move |_| {
            if setting.is_everywhere() {
                after_paint(move || {
                    text_first();
                    apply(setting, value);
                });
            } else {
                apply(setting, value);
            }
            let kept = setting.keep(&site, value);
            trouble
                .set(kept.err().map_or_else(String::new, |why| format!("This holds until you leave the page: {why}.")));
        };
        view! {
            <label>
                <input type="radio" name=setting.name checked=value == chosen on:change=choose />
                <span>{*label}</span>
            </label>
        }
    });
    let options: Vec<_> = options.collect();
    view! {
        <fieldset>
            <legend>{setting.label}</legend>
            {options}
        </fieldset>
    }
}

/// Goes on to the next density of marks, as if the reader had chosen it.
pub fn change_marks() {
    let choices = by_id("appearance").map(|menu| all(&menu, "[name=marks]")).unwrap_or_default();
    let choices: Vec<HtmlInputElement> = choices.into_iter().filter_map(|choice| choice.dyn_into().ok()).collect();
    if let Some(chosen) = choices.iter().position(HtmlInputElement::checked) {
        let next = &choices[(chosen + 1) % choices.len()];
        next.click();
        let label = next.parent_element().and_then(|label| label.text_content()).unwrap_or_default();
        announce(&format!("Marks: {label}"));
    }
}

/// Lets the text have new looks at once, and the reference section far below it some frames later: that is two thirds of the
/// page's elements, and each has its style found anew.
fn text_first() {
    const WAIT: Duration = Duration::from_millis(300);
    let Some(reference) = everything().and_then(|page| all(&page, ".reference").pop()) else { return };
    let Ok(reference) = reference.dyn_into::<HtmlElement>() else { return };
    // As high as it is, so that nothing moves.
    style(&reference, "contain-intrinsic-height", &format!("{}px", reference.offset_height()));
    style(&reference, "content-visibility", "auto");
    set_timeout(
        move || ["content-visibility", "contain-intrinsic-height"].iter().for_each(|name| style(&reference, name, "")),
        WAIT,
    );
}

fn apply(setting: &Setting, value: &str) {
    let Some(page) = everything() else { return };
    let attribute = format!("data-{}", setting.name);
    let _ = match setting.attribute(value) {
        Some(value) => page.set_attribute(&attribute, value),
        None => page.remove_attribute(&attribute),
    };
}
