//! One brief being read: cards, key points, entities, notes.

pub mod age;
mod amend;
pub mod cards;
mod copying;
mod focus;
mod index;
mod keys;
mod map;
pub mod notes;
pub mod points;
mod resume;
mod words;

use crate::tools;

/// Makes the brief on the page answer to its reader. Called once a page.
pub fn mount(site: &str, brief: &str) {
    age::mark();
    cards::mount();
    let points = points::mount();
    keys::mount(points);
    index::mount();
    map::mount(site);
    words::mount();
    notes::mount(site, brief);
    resume::mount(site, brief);
    amend::mount(site, brief);
    tools::mount_sheet();
}
