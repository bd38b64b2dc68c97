//! The map, which opens as the reader left it.

use web_sys::MouseEvent;

use crate::platform::page::{Phase, all, by_id, closest, listen};
use crate::tools::MAP;

/// Opens the map where the reader left one open on this site, and keeps what they choose. Called once a page.
pub fn mount(site: &str) {
    let summary = by_id("map").and_then(|map| all(&map, "summary").pop());
    let Some(summary) = summary else { return };
    let Some(map) = closest(&summary, "details") else { return };
    if MAP.read(site) == "open" {
        let _ = map.set_attribute("open", "");
    }
    let site = site.to_owned();
    // A press on the summary, and not that the map opens: a link that leads into it opens it, too, and is no choice.
    listen(&summary, "click", Phase::Bubble, move |_: MouseEvent| {
        let value = if map.has_attribute("open") { "closed" } else { "open" };
        // A choice that cannot be kept costs one press at the next page.
        let _ = MAP.keep(&site, value);
    });
}
