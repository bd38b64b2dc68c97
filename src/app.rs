//! Which page this is, and what to mount on it.

use leptos::prelude::*;
use web_sys::Event;

use crate::platform::offline::{Keeping, is_online, keep_site, words};
use crate::platform::page::{Kind, Page, Phase, by_id, everything, listen};
use crate::{library, reader, tools};

/// Makes the page interactive.
pub fn start() {
    let Some(page) = Page::here() else { return };
    let has_brief = RwSignal::new(page.kind == Kind::Brief);
    tools::mount(page.site.clone(), has_brief.into());
    match (page.kind, &page.brief) {
        (Kind::Brief, Some(brief)) => reader::mount(&page.site, brief),
        (Kind::Library, _) => library::mount(&page),
        (Kind::Read, _) => library::mount_paste(page.clone(), has_brief),
        _ => {}
    }
    mount_offline(&page);
    if let Some(html) = everything() {
        let _ = html.set_attribute("data-ready", "true");
    }
}

/// Says whether the library can be read here without a network.
fn mount_offline(page: &Page) {
    let Some(place) = by_id("offline") else { return };
    let keeping = RwSignal::new(Keeping::Unknown);
    let online = RwSignal::new(is_online());
    for name in ["online", "offline"] {
        listen(&window(), name, Phase::Bubble, move |_: Event| online.set(is_online()));
    }
    keep_site(page.root.clone(), move |how_far| keeping.set(how_far));
    mount_to(place, move || move || words(keeping.get(), online.get())).forget();
}
