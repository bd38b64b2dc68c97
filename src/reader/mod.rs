//! One brief being read: cards, key points, notes.

pub mod cards;
pub mod notes;
pub mod points;
mod words;

use crate::tools;

/// Makes the brief on the page answer to its reader. Called once a page.
pub fn mount(site: &str, brief: &str) {
    cards::mount();
    points::mount();
    words::mount();
    notes::mount(site, brief);
    tools::mount_sheet();
}
