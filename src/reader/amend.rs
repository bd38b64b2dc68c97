//! The way to the reader's own corrections, which are a module of their own (`amend/`): most visits need none of it.
//!
//! It is loaded when a button with `data-correct` is first pressed, or where there are corrections to be shown. Then it
//! answers to those buttons itself; what was pressed before carries `data-asked`.

use web_sys::{Element, Event, StorageEvent};

use crate::platform::page::{Phase, all, closest, document, element, everything, listen, target, window};
use crate::platform::storage;

/// Loads the module where the site has corrections, or once one is asked for. Called once, when a brief is on the page.
pub fn mount(site: &str, brief: &str) {
    let Some(page) = everything() else { return };
    // A brief of the reader's own has come just now.
    let _ = page.set_attribute("data-brief", brief);
    let prefix = format!("sidelight/{site}/corrections/");
    if storage::keys(&prefix).is_ok_and(|keys| !keys.is_empty()) {
        load(&page);
    }
    let root = page.clone();
    listen(&document(), "click", Phase::Capture, move |event: Event| {
        let button = target(&event).and_then(|on| closest(&on, "[data-correct]"));
        if let Some(button) = button.filter(|_| !root.has_attribute("data-amending")) {
            let _ = button.set_attribute("data-asked", "");
            load(&root);
        }
    });
    listen(&window(), "storage", Phase::Bubble, move |event: StorageEvent| {
        if event.key().is_some_and(|key| key.starts_with(&prefix)) {
            load(&page);
        }
    });
}

/// Loads the module, unless it is there or on its way.
fn load(page: &Element) -> Option<()> {
    const ID: &str = "amend";
    let address = format!("{}{}", page.get_attribute("data-root")?, page.get_attribute("data-amend")?);
    if document().get_element_by_id(ID).is_some() {
        return None;
    }
    let script = element("script", "", "")?;
    script.set_id(ID);
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", &address).ok()?;
    let (failed, page) = (script.clone(), page.clone());
    listen(&script, "error", Phase::Bubble, move |_: Event| {
        // The next press tries again.
        failed.remove();
        for asked in all(&page, "[data-asked]") {
            asked.set_text_content(Some("Could not be loaded: try again"));
        }
    });
    document().body()?.append_child(&script).ok().map(drop)
}
