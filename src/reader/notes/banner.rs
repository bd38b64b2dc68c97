//! What must be said at once about the safety of the notes.

use leptos::prelude::*;

use super::desk::Desk;
use crate::notebook::Notebook;

/// The banner: there as long as its reason lasts, or until the reader has taken note.
#[component]
pub fn Banner(desk: Desk) -> impl IntoView {
    let alarm = Memo::new(move |_| desk.book.with(Notebook::alarm));
    let noted = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| alarm.get().filter(|alarm| noted.with(|noted| noted.as_ref() != Some(alarm))));
    let warning = move |text: String| {
        view! {
            <div class="alarm">
                <p>{text}</p>
                <p class="acts">
                    <button type="button" on:click=move |_| desk.try_again()>"Try again"</button>
                    <button type="button" on:click=move |_| noted.set(alarm.get_untracked())>"Close"</button>
                </p>
            </div>
        }
    };
    // The region is there before its text: screen readers only announce what appears in it.
    view! { <div role="alert">{move || shown.get().map(warning)}</div> }
}
