//! Which page this is, and what to mount on it.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Event;

use crate::platform::offline::{Keeping, is_online, keep_site, words};
use crate::platform::page::{Kind, Page, Phase, by_id, everything, listen, window};
use crate::{library, reader, tools};

/// Makes the page interactive.
pub fn start() {
    let Some(page) = Page::here() else { return };
    tools::mount(&page.site);
    match (page.kind, &page.brief) {
        (Kind::Brief, Some(brief)) => reader::mount(&page.site, brief),
        (Kind::Library, _) => library::mount(&page),
        (Kind::Read, _) => library::mount_paste(page.clone()),
        (Kind::Other, _) => reader::age::mark(),
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
    let keeping = Rc::new(Cell::new(Keeping::Unknown));
    let known = Rc::clone(&keeping);
    let say = Rc::new(move || place.set_text_content(Some(words(known.get(), is_online()))));
    for name in ["online", "offline"] {
        let say = Rc::clone(&say);
        listen(&window(), name, Phase::Bubble, move |_: Event| say());
    }
    say();
    keep_site(
        page.root.clone(),
        Rc::new(move |how_far| {
            keeping.set(how_far);
            say();
        }),
    );
}
