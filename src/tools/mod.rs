//! The tools in the page's head: the way to what stands beside the text, and how the page looks.

mod settings;
mod sheet;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, MouseEvent, Node, PointerEvent};

use self::settings::{SETTINGS, Setting};
use crate::platform::page::{Phase, by_id, everything, listen};
use crate::reader::notes::open_notes;

/// Puts the tools on the page. `has_brief` says whether there is a brief on it by now.
pub fn mount(site: String, has_brief: Signal<bool>) {
    let Some(place) = by_id("tools") else { return };
    let tools = move || {
        view! {
            <Show when=move || has_brief.get()>
                <BesideTheText />
            </Show>
            <Appearance site=site.clone() />
        }
    };
    mount_to(place, tools).forget();
}

pub use self::sheet::{Part, close as close_sheet, mount as mount_sheet, open as open_sheet};

/// On a narrow screen, what stands beside the text is a tap away.
#[component]
fn BesideTheText() -> impl IntoView {
    let open = |part: Part| {
        move |event: MouseEvent| {
            match part {
                Part::Notes => open_notes(),
                Part::Entities => sheet::open(part),
            }
            if let Some(button) = event.current_target().and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                let _ = button.set_attribute("aria-expanded", "true");
            }
        }
    };
    view! {
        <button type="button" class="narrow-only" aria-controls="rail" aria-expanded="false" on:click=open(Part::Notes)>
            "Notes"
        </button>
        <button type="button" class="narrow-only" aria-controls="rail" aria-expanded="false" on:click=open(Part::Entities)>
            "Entities"
        </button>
    }
}

/// Theme, size of the text, density of the marks.
#[component]
fn Appearance(site: String) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let menu = NodeRef::<Div>::new();
    let button = NodeRef::<leptos::html::Button>::new();

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
    let choices = SETTINGS.iter().map(|setting| choice(setting, site.clone(), trouble)).collect_view();
    view! {
        <div class="appearance" node_ref=menu on:keydown=key on:focusout=leave>
            <button
                type="button"
                node_ref=button
                aria-label="Aa: theme, text, marks"
                aria-controls="appearance"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                "Aa"
            </button>
            <div id="appearance" class="menu" hidden=move || !is_open.get()>
                {choices}
                <p class="trouble" role="status">{trouble}</p>
            </div>
        </div>
    }
}

/// One setting: a group of which one is chosen.
fn choice(setting: &'static Setting, site: String, trouble: RwSignal<String>) -> AnyView {
    let chosen = RwSignal::new(setting.read(&site));
    apply(setting, chosen.get_untracked());
    let options = setting.choices.into_iter().map(move |(value, label)| {
        let site = site.clone();
        let choose = move |_| {
            chosen.set(value);
            apply(setting, value);
            let kept = setting.keep(&site, value);
            trouble
                .set(kept.err().map_or_else(String::new, |why| format!("This holds until you leave the page: {why}.")));
        };
        view! {
            <label>
                <input type="radio" name=setting.name prop:checked=move || chosen.get() == value on:change=choose />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <fieldset>
            <legend>{setting.label}</legend>
            {options.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn apply(setting: &Setting, value: &str) {
    let Some(page) = everything() else { return };
    let attribute = format!("data-{}", setting.name);
    let _ = match setting.attribute(value) {
        Some(value) => page.set_attribute(&attribute, value),
        None => page.remove_attribute(&attribute),
    };
}
