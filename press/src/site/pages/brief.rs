//! The page of a brief: what the engine renders.

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::render::{self, Links};

use crate::library::Entry;
use crate::site::page::Page;

/// The page of one brief; `links` lead from its folder.
pub fn page<'a>(entry: &'a Entry, knowledge: &Knowledge, links: &Links) -> Page<'a> {
    let Entry { brief, reading, .. } = entry;
    let rendered = render::page(brief, reading, knowledge, links);
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
