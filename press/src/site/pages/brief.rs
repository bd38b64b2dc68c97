//! The page of a brief: what the engine renders.

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::render::{self, Links, Outlines};

use crate::library::Entry;
use crate::site::page::Page;

/// The page of one brief; `links` lead from its folder, and with `outlines` it has maps.
pub fn page<'a>(entry: &'a Entry, knowledge: &Knowledge, links: &Links, outlines: Option<&Outlines>) -> Page<'a> {
    let Entry { brief, reading, .. } = entry;
    let rendered = match outlines {
        Some(outlines) => render::page_with_maps(brief, reading, knowledge, links, outlines),
        None => render::page(brief, reading, knowledge, links),
    };
    Page {
        kind: "brief",
        path: format!("briefs/{}/", entry.slug),
        title: Some(entry.title()),
        description: reading.key_points.first().map(|point| &brief.text[point.range.clone()]),
        language: brief.language.as_deref(),
        brief: Some(&entry.id),
        main: rendered.brief + &rendered.reference,
        rail: rendered.rail,
    }
}
