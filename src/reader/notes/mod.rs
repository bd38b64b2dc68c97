//! The reader's notes: words are marked, notes written beside the text, everything kept in this browser.
//!
//! The rules are in [`crate::notebook`] and in the engine; here the notebook meets the page.

mod article;
mod banner;
mod bar;
mod card;
mod desk;
mod leading;
mod listening;
mod loading;
mod panel;
mod saving;
mod sheet;
mod text;

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::Owner;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::page;
use article::Article;
use desk::Desk;
use loading::Wish;
pub use loading::mount;
pub use sheet::open_notes;

/// The briefs whose notes were mounted on this page; the last one is on it.
struct Mounted {
    desk: Desk,
    /// Owns the desk's state, which stays: what was written last may still be on its way to the disk.
    _owner: Owner,
    /// The panel, the bar and the banner, in the page as long as this is here.
    views: Option<Box<dyn Any>>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

/// Mounts the notes of the brief that is in the page, in place of those of another one before it, and does what
/// the reader asked for meanwhile. All that is called from here alone lies in a wasm file of its own, which
/// [`load_part`] loads.
#[wasm_split(notes, fallible, preload(load_part))]
fn start(site: String, brief: String, wish: Wish) -> Result<(), SplitLoaderError> {
    let (Some(article), Some(place), Some(main), Some(body)) =
        (Article::here(), page::by_id("notes"), page::by_id("main"), page::document().body())
    else {
        return Ok(());
    };
    take_down();
    let owner = Owner::new_root(None);
    let desk = owner.with(|| Desk::set_up(&site, &brief, article));
    let words = panel::Words::of(&place);
    place.set_text_content(None);
    let views = (
        mount_to(place, move || panel::Panel(panel::PanelProps { desk, words })),
        mount_to(main, move || bar::SelectionBar(bar::SelectionBarProps { desk })),
        mount_to(body, move || banner::Banner(banner::BannerProps { desk })),
    );
    let is_first = MOUNTED.with_borrow_mut(|mounted| {
        mounted.push(Mounted { desk, _owner: owner, views: Some(Box::new(views)) });
        mounted.len() == 1
    });
    desk.follow();
    if is_first {
        listening::start();
    }
    leptos::task::spawn_local(saving::replay(desk));
    desk.fulfil(wish);
    Ok(())
}

fn take_down() {
    let last =
        MOUNTED.with_borrow_mut(|mounted| mounted.last_mut().and_then(|last| Some((last.desk, last.views.take()?))));
    if let Some((desk, views)) = last {
        saving::flush(desk);
        desk.wipe_marks();
        drop(views);
    }
}

/// The desk of the brief that is in the page.
fn current() -> Option<Desk> {
    MOUNTED.with_borrow(|mounted| mounted.last().filter(|last| last.views.is_some()).map(|last| last.desk))
}

/// All desks of this page.
fn desks() -> Vec<Desk> {
    MOUNTED.with_borrow(|mounted| mounted.iter().map(|mounted| mounted.desk).collect())
}
