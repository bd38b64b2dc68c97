//! The page that reads a brief of the reader's own: pasted, from a file, or kept here from an earlier visit.

use js_sys::Uint8Array;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList, SubmitEvent, UrlSearchParams};

use super::size;
use crate::platform::own_briefs::{self, OwnBrief};
use crate::platform::page::{Page, announce, by_id};
use crate::platform::worker::{self, Explained};
use crate::platform::{clock, page};
use crate::reader;

/// Puts the form on the page, or the brief that the address names.
pub fn mount(page: Page, has_brief: RwSignal<bool>) {
    let Some(place) = by_id("read") else { return };
    mount_to(place, move || view! { <Paste page=page has_brief=has_brief /> }).forget();
}

/// What the page is at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Waiting,
    Reading,
    Failed(String),
}

/// A text that came to be explained.
struct Arrival {
    bytes: Vec<u8>,
    /// Its file's name; empty for a pasted text.
    name: String,
    /// When it came first.
    added: i64,
}

#[component]
fn Paste(page: Page, has_brief: RwSignal<bool>) -> impl IntoView {
    let stage = RwSignal::new(Stage::Waiting);
    let is_dropping = RwSignal::new(false);
    let field = NodeRef::<Textarea>::new();
    let page = StoredValue::new(page);

    let read = move |arrival: Arrival| {
        stage.set(Stage::Reading);
        spawn_local(async move {
            match explain(&page.get_value(), arrival, has_brief).await {
                Ok(()) => stage.set(Stage::Waiting),
                Err(why) => stage.set(Stage::Failed(why)),
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        match size::trouble("", text.trim().len() as f64) {
            Some(why) => stage.set(Stage::Failed(why)),
            None => read(Arrival { bytes: text.into_bytes(), name: String::new(), added: clock::now() }),
        }
    };
    let take = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|files| files.item(0)) else { return };
        if let Some(why) = size::trouble(&file.name(), file.size()) {
            return stage.set(Stage::Failed(why));
        }
        stage.set(Stage::Reading);
        spawn_local(async move {
            match bytes(&file).await {
                Some(bytes) => read(Arrival { bytes, name: file.name(), added: clock::now() }),
                None => stage.set(Stage::Failed(format!("“{}” could not be opened: choose it again.", file.name()))),
            }
        });
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_dropping.set(false);
        take(event.data_transfer().and_then(|dropped| dropped.files()));
    };
    let drag = move |event: DragEvent| {
        event.prevent_default();
        is_dropping.set(true);
    };
    let choose = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        take(input.files());
        // The same file, chosen again after it was put right, is to be heard of again.
        input.set_value("");
    };
    reopen(page, stage, has_brief);

    let is_reading = move || stage.get() == Stage::Reading;
    view! {
        <form class="paste" class:dropping=is_dropping on:submit=submit on:drop=drop on:dragover=drag on:dragleave=move |_| is_dropping.set(false)>
            <label for="paste">"Brief"</label>
            <textarea id="paste" rows="14" spellcheck="false" autocomplete="off" node_ref=field></textarea>
            <div class="actions">
                <button type="submit" class="primary" disabled=is_reading>"Explain it"</button>
                <label class="file">
                    "or open a file (text or Markdown), or drop one here"
                    <input type="file" accept=".txt,.md,.markdown,.text,text/plain,text/markdown" on:change=choose />
                </label>
            </div>
            <p role="status">{move || is_reading().then_some("Reading…")}</p>
            <p class="trouble" role="alert">
                {move || match stage.get() {
                    Stage::Failed(why) => Some(why),
                    Stage::Waiting | Stage::Reading => None,
                }}
            </p>
        </form>
    }
}

/// Shows the brief that the address names, as kept here.
fn reopen(page: StoredValue<Page>, stage: RwSignal<Stage>, has_brief: RwSignal<bool>) {
    let Some(id) = id_in_address() else { return };
    stage.set(Stage::Reading);
    spawn_local(async move {
        let page = page.get_value();
        let shown = match own_briefs::find(&page.site, &id).await {
            Ok(Some(OwnBrief { bytes, name, added, .. })) => explain(&page, Arrival { bytes, name, added }, has_brief).await,
            Ok(None) => Err("The brief that this address names is not kept in this browser: it was removed, or read in another one.".into()),
            Err(why) => Err(format!("The brief that this address names could not be opened: {why}.")),
        };
        stage.set(shown.map_or_else(Stage::Failed, |()| Stage::Waiting));
    });
}

/// Explains a brief, shows it and keeps it. An error is one sentence for the reader; the page stays as it was.
async fn explain(page: &Page, arrival: Arrival, has_brief: RwSignal<bool>) -> Result<(), String> {
    let explained = worker::explain(page, &arrival.bytes, &arrival.name).await?;
    show(page, &explained)?;
    has_brief.set(true);
    reader::mount(&page.site, &explained.id);
    keep(&page.site, explained, arrival).await;
    Ok(())
}

/// Keeps a brief, which the reader sees by now, for the next visit.
async fn keep(site: &str, explained: Explained, Arrival { bytes, name, added }: Arrival) {
    let Explained { id, title, .. } = explained;
    let own = OwnBrief { id, title, name, bytes, added };
    match own_briefs::keep(site, &own).await {
        // From now on the address leads to this brief, here and after a reload.
        Ok(()) => {
            if let Ok(history) = window().history() {
                let address = format!("?brief={}", own.id);
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
            }
            announce(&format!("“{}” is explained and kept in this browser.", own.title));
        }
        Err(why) => {
            warn(&format!("This brief could not be kept in this browser: {why}. It is here until you leave the page."));
        }
    }
}

/// Puts a brief on the page. What is parsed as HTML here is what the engine wrote, and nothing else.
fn show(page: &Page, explained: &Explained) -> Result<(), String> {
    let shown = || {
        let (form, main) = (by_id("read")?, by_id("main")?);
        main.insert_adjacent_html("beforeend", &explained.brief).ok()?;
        main.insert_adjacent_html("beforeend", &explained.reference).ok()?;
        by_id("rail")?.insert_adjacent_html("beforeend", &explained.rail).ok()?;
        form.set_hidden(true);
        document().set_title(&explained.title);
        window().scroll_to_with_x_and_y(0.0, 0.0);
        main.focus().ok()
    };
    shown().ok_or_else(|| format!("The page of this brief is incomplete: open {}read/ again.", page.root))
}

/// A warning above the brief that stays there.
fn warn(text: &str) {
    let Some((warning, main)) = page::element("p", "trouble", text).zip(by_id("main")) else { return };
    let _ = warning.set_attribute("role", "alert");
    let _ = main.insert_before(&warning, main.first_child().as_ref());
}

fn id_in_address() -> Option<String> {
    let query = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&query).ok()?.get("brief")
}

async fn bytes(file: &File) -> Option<Vec<u8>> {
    JsFuture::from(file.array_buffer()).await.ok().map(|buffer| Uint8Array::new(&buffer).to_vec())
}
