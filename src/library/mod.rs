//! The briefs at hand: those of the site, which are on the page, and the reader's own.

mod own;
mod paste;
mod rich;
mod size;

use std::sync::Arc;

use leptos::prelude::*;

pub use self::paste::mount as mount_paste;
use crate::platform::page::{Page, by_id};

/// Adds the reader's own briefs to the library.
pub fn mount(page: &Page) {
    let Some(library) = by_id("library") else { return };
    let page = Arc::new(page.clone());
    mount_to(library, move || view! { <own::OwnShelf page=page /> }).forget();
}
