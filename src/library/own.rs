//! The reader's own briefs in the library: each with a link, and a way to remove it.

use std::sync::Arc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::own_briefs::{self, OwnBrief, OwnBriefs};
use crate::platform::page::{Page, announce, everything};

/// What the list shows.
#[derive(Clone, Default)]
struct Shelf {
    own: OwnBriefs,
    /// The brief that was removed last.
    removed: Option<OwnBrief>,
    trouble: String,
}

/// The list; nothing at all while there are none.
#[component]
pub fn OwnShelf(page: Arc<Page>) -> impl IntoView {
    let shelf = RwSignal::new(Shelf::default());
    let load = {
        let page = Arc::clone(&page);
        move || reload(&page.site, shelf)
    };
    load();
    move || shelf.with(|shown| section(&page, shown, shelf))
}

fn section(page: &Arc<Page>, shown: &Shelf, shelf: RwSignal<Shelf>) -> impl IntoView + use<> {
    let Shelf { own, removed, trouble } = shown;
    let items: Vec<_> = own.briefs.iter().map(|brief| item(page, brief, shelf)).collect();
    let left = (own.unreadable > 0).then(|| unreadable_words(own.unreadable));
    let news = removed.as_ref().map(|brief| format!("“{}” was removed; its notes are kept. ", brief.title));
    let restore = {
        let (page, removed) = (Arc::clone(page), removed.clone());
        move |_| change(&page, removed.clone(), shelf, Change::PutBack)
    };
    let has_news = news.is_some();
    let is_empty = own.briefs.is_empty() && left.is_none() && !has_news;
    view! {
        <section class="own" aria-label="Your own briefs" hidden=is_empty>
            <ol class="briefs">{items}</ol>
            <p class="meta">{left.unwrap_or_default()}</p>
            <p class="meta" hidden=!has_news>
                {news.unwrap_or_default()}
                <button type="button" class="plain" on:click=restore>
                    "Put it back"
                </button>
            </p>
            <p class="trouble">{trouble.clone()}</p>
        </section>
    }
}

fn item(page: &Arc<Page>, brief: &OwnBrief, shelf: RwSignal<Shelf>) -> impl IntoView + use<> {
    let href = format!("{}read/?brief={}", page.root, brief.id);
    let remove = {
        let (page, brief) = (Arc::clone(page), brief.clone());
        move |_| change(&page, Some(brief.clone()), shelf, Change::Remove)
    };
    view! {
        <li>
            <article class="item">
                <p class="kicker">{format!("Your own · {}", day(brief.added))}</p>
                <h2><a href=href>{brief.title.clone()}</a></h2>
                <p class="meta">
                    <button type="button" class="plain" aria-label=format!("Remove “{}”", brief.title) on:click=remove>
                        "Remove"
                    </button>
                </p>
            </article>
        </li>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Remove,
    PutBack,
}

/// Removes a brief or puts it back, and shows and says what became of it.
fn change(page: &Arc<Page>, brief: Option<OwnBrief>, shelf: RwSignal<Shelf>, change: Change) {
    let (Some(brief), page) = (brief, Arc::clone(page)) else { return };
    spawn_local(async move {
        let (done, what) = match change {
            Change::Remove => (own_briefs::remove(&page.site, &brief.id).await, "removed"),
            Change::PutBack => (own_briefs::keep(&page.site, &brief).await, "put back"),
        };
        let news = match &done {
            Ok(()) => format!("“{}” was {what}.", brief.title),
            Err(why) => format!("“{}” could not be {what}: {why}.", brief.title),
        };
        announce(&news);
        shelf.update(|shelf| match done {
            Ok(()) => {
                shelf.removed = Some(brief).filter(|_| change == Change::Remove);
                shelf.trouble.clear();
            }
            Err(_) => shelf.trouble = news,
        });
        reload(&page.site, shelf);
    });
}

fn reload(site: &str, shelf: RwSignal<Shelf>) {
    let site = site.to_owned();
    spawn_local(async move {
        // Without a database there are no briefs of one's own, and nothing to report before one comes.
        if let Ok(own) = own_briefs::list(&site).await {
            shelf.update(|shelf| shelf.own = own);
        }
    });
}

fn unreadable_words(count: usize) -> String {
    let what = if count == 1 { "One more brief is".to_owned() } else { format!("{count} more briefs are") };
    format!("{what} kept here by another version of Sidelight, and left as they are.")
}

/// A day in the language of the page, written out as in the rest of it.
fn day(milliseconds: i64) -> String {
    let language = everything().and_then(|page| page.get_attribute("lang")).filter(|language| !language.is_empty());
    // Without a country, browsers take “en” for American: “11/24/2025”.
    let language = language.filter(|language| language != "en").unwrap_or_else(|| "en-GB".to_owned());
    let options = Object::new();
    for (part, how) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // A fresh object takes any property.
        let _ = Reflect::set(&options, &part.into(), &how.into());
    }
    let date = js_sys::Date::new(&(milliseconds as f64).into());
    String::from(date.to_locale_date_string(&language, &options))
}
