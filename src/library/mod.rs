//! The briefs at hand: those of the site, which are on the page, and the reader's own.

mod own;
mod paste;
mod size;

use leptos::prelude::*;

pub use self::paste::mount as mount_paste;
use crate::platform::page::{Page, by_id};

/// Adds the reader's own briefs to the library.
pub fn mount(page: &Page) {
    let Some(library) = by_id("library") else { return };
    let (site, root) = (page.site.clone(), page.root.clone());
    mount_to(library, move || view! { <own::OwnShelf site=site root=root /> }).forget();
}
