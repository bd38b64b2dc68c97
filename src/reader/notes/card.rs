//! One note's card.

use std::sync::Arc;

use leptos::either::Either;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::desk::Desk;
use super::leading;
use crate::notebook;

/// What the card shows. One memo a card: everything in it reads this one, for the notebook's list of
/// followers is searched at each change.
type Shown = Memo<Option<notebook::Card>>;

/// The card of a note, or the way back to one that was just deleted.
#[component]
pub fn Card(desk: Desk, id: String) -> impl IntoView {
    let id: Arc<str> = id.into();
    let shown: Shown = Memo::new({
        let id = Arc::clone(&id);
        move |_| desk.book.with(|book| book.card(&id))
    });
    let is_deleted = Memo::new(move |_| shown.with(Option::is_none));
    move || match is_deleted.get() {
        true => Either::Left(view! { <Deleted desk id=id.clone()/> }),
        false => Either::Right(view! { <Present desk id=id.clone() shown/> }),
    }
}

/// One thing that a card shows; nothing on a card that is about to go.
fn part<T: Default>(shown: Shown, of: fn(&notebook::Card) -> T) -> impl Fn() -> T + Copy {
    move || shown.with(|card| card.as_ref().map(of).unwrap_or_default())
}

#[component]
fn Deleted(desk: Desk, id: Arc<str>) -> impl IntoView {
    let undo = NodeRef::<html::Button>::new();
    // The button that had the focus is gone.
    undo.on_load(|button| {
        let _ = button.focus();
    });
    view! {
        <p class="deleted">
            "Deleted. "
            <button type="button" node_ref=undo on:click=move |_| desk.restore(&id)>"Undo"</button>
        </p>
    }
}

#[component]
fn Present(desk: Desk, id: Arc<str>, shown: Shown) -> impl IntoView {
    let is_open = part(shown, |card| card.is_open);
    // The editor must not be built anew at each letter.
    let is_open = Memo::new(move |_| is_open());
    let remark = part(shown, |card| card.remark);
    let note = id.to_string();
    let body = {
        let id = Arc::clone(&id);
        move || match is_open.get() {
            true => Either::Left(view! { <Editor desk id=id.clone() shown/> }),
            false => Either::Right(view! { <Said shown/> }),
        }
    };
    view! {
        <article
            class="note"
            class:open=is_open
            data-note=note
            tabindex="-1"
            aria-label=part(shown, |card| card.name.clone())
        >
            <Quote desk id=id.clone() shown/>
            {body}
            <p class="remark" hidden=move || remark().is_none()>{remark}</p>
            <footer><State desk id=id.clone() shown/>" "<Acts desk id is_open/></footer>
        </article>
    }
}

/// The words it is about; a link to them, where they have a place.
#[component]
fn Quote(desk: Desk, id: Arc<str>, shown: Shown) -> impl IntoView {
    let quote = shown.with_untracked(|card| card.as_ref().and_then(|card| card.quote.clone()))?;
    let words = match desk.place(&id) {
        Some((_, block)) => Either::Left(view! { <a href=format!("#{block}") on:click=to_words(desk, id)>{quote}</a> }),
        None => Either::Right(quote),
    };
    Some(view! { <blockquote class="quote">{words}</blockquote> })
}

/// What the reader wrote, as plain text.
#[component]
fn Said(shown: Shown) -> impl IntoView {
    let said = part(shown, |card| card.said.clone());
    view! { <p class="said" hidden=move || said().is_empty()>{said}</p> }
}

/// Where the reader writes. Saved in every pause, and when the focus leaves.
#[component]
fn Editor(desk: Desk, id: Arc<str>, shown: Shown) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    area.on_load(|area| {
        let _ = area.focus();
        let end = area.value().encode_utf16().count() as u32;
        let _ = area.set_selection_range(end, end);
        leading::bring_into_sight(&area);
    });
    let said = part(shown, |card| card.said.clone());
    let write = {
        let id = Arc::clone(&id);
        move |event| desk.write(&id, &event_target_value(&event))
    };
    let done = move |event: ev::KeyboardEvent| {
        let is_done = event.key() == "Escape" || (event.key() == "Enter" && (event.ctrl_key() || event.meta_key()));
        if is_done && !event.is_composing() {
            event.prevent_default();
            desk.close(&id);
        }
    };
    view! {
        <textarea
            aria-label="Note"
            rows="3"
            node_ref=area
            prop:value=said
            on:input=write
            on:blur=move |_| desk.save()
            on:keydown=done
        >
            // In the page's own text as well: a copy of the page that the reader keeps then has it.
            {said}
        </textarea>
    }
}

/// Where its words are, and whether it is saved.
#[component]
fn State(desk: Desk, id: Arc<str>, shown: Shown) -> impl IntoView {
    let is_at_risk = part(shown, |card| card.is_at_risk);
    let without_place = shown.with_untracked(|card| card.as_ref().and_then(|card| card.without_place.clone()));
    let place = desk.place(&id).map(|(name, block)| {
        view! { <a href=format!("#{block}") on:click=to_words(desk, id)>{name}</a> " · " }
    });
    view! {
        <p class="state">
            {place}
            {without_place.map(|why| format!("{why} · "))}
            <span class="safety" class:at-risk=is_at_risk>{part(shown, |card| card.status.clone())}</span>
        </p>
    }
}

#[component]
fn Acts(desk: Desk, id: Arc<str>, is_open: Memo<bool>) -> impl IntoView {
    let edit = {
        let id = Arc::clone(&id);
        // Whether it is open is asked of the book: the memo may be gone when a late click arrives.
        move |_| match desk.book_now(|book| book.open_note() == Some(&*id)) {
            true => desk.close(&id),
            false => desk.open(&id),
        }
    };
    view! {
        <p class="acts">
            <button type="button" on:click=edit>{move || if is_open.get() { "Done" } else { "Edit" }}</button>
            " "
            <button type="button" on:click=move |_| desk.delete(&id)>"Delete"</button>
        </p>
    }
}

/// Follows a link to the words of a note: to the words themselves, not to the beginning of their block.
fn to_words(desk: Desk, id: Arc<str>) -> impl Fn(ev::MouseEvent) {
    move |event| {
        event.prevent_default();
        desk.show_words(&id);
    }
}
