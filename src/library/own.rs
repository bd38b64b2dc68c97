//! The reader's own briefs in the library: each with a link, and a way to remove it.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::own_briefs::{self, OwnBrief, OwnBriefs};
use crate::platform::page::everything;

/// The list; nothing at all while there are none.
#[component]
pub fn OwnShelf(site: String, root: String) -> impl IntoView {
    let shelf = RwSignal::new(OwnBriefs::default());
    let removed = RwSignal::new(None::<OwnBrief>);
    let trouble = RwSignal::new(String::new());
    let site = StoredValue::new(site);

    let reload = move || {
        spawn_local(async move {
            // Without a database there are no briefs of one's own, and nothing to report before one comes.
            if let Ok(briefs) = own_briefs::list(&site.get_value()).await {
                shelf.set(briefs);
            }
        });
    };
    reload();
    let change = move |done: Result<(), String>| match done {
        Ok(()) => {
            trouble.set(String::new());
            reload();
        }
        Err(why) => trouble.set(why),
    };
    let remove = move |brief: OwnBrief| {
        spawn_local(async move {
            let done = own_briefs::remove(&site.get_value(), &brief.id).await;
            change(done.map_err(|why| format!("“{}” could not be removed: {why}.", brief.title)));
            removed.set(Some(brief));
        });
    };
    let restore = move |_| {
        let Some(brief) = removed.try_update(Option::take).flatten() else { return };
        spawn_local(async move {
            let done = own_briefs::keep(&site.get_value(), &brief).await;
            change(done.map_err(|why| format!("“{}” could not be put back: {why}.", brief.title)));
        });
    };

    let item = move |brief: OwnBrief| {
        let href = format!("{root}read/?brief={}", brief.id);
        let name = format!("Remove “{}”", brief.title);
        let (title, added) = (brief.title.clone(), day(brief.added));
        view! {
            <li>
                <article class="item">
                    <p class="kicker">"Your own · " {added}</p>
                    <h2><a href=href>{title}</a></h2>
                    <p class="meta">
                        <button type="button" class="plain" aria-label=name on:click=move |_| remove(brief.clone())>
                            "Remove"
                        </button>
                    </p>
                </article>
            </li>
        }
    };
    let list = move || {
        let OwnBriefs { briefs, unreadable } = shelf.get();
        let left = (unreadable > 0).then(|| unreadable_words(unreadable));
        let briefs = briefs.into_iter().map(item.clone()).collect_view();
        view! {
            <ol class="briefs">{briefs}</ol>
            <p class="meta">{left}</p>
        }
    };
    let is_empty = move || shelf.with(|shelf| shelf.briefs.is_empty() && shelf.unreadable == 0);
    view! {
        <section class="own" aria-label="Your own briefs" hidden=move || is_empty() && removed.with(Option::is_none)>
            {list}
            <p class="meta" role="status">
                {move || removed.get().map(|brief| format!("“{}” was removed. Its notes are kept. ", brief.title))}
                <button type="button" class="plain" hidden=move || removed.with(Option::is_none) on:click=restore>
                    "Put it back"
                </button>
            </p>
            <p class="trouble" role="alert">{trouble}</p>
        </section>
    }
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
