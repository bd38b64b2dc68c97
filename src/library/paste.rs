//! The page that reads a brief of the reader's own: pasted, from a file, or kept here from an earlier visit.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ClipboardEvent, DragEvent, Event, File, FileList, HtmlInputElement, HtmlTextAreaElement, SubmitEvent,
    UrlSearchParams,
};

use super::rich::RichPaste;
use super::size;
use crate::platform::own_briefs::{self, OwnBrief};
use crate::platform::page::{Page, announce, by_id};
use crate::platform::worker::{Companion, Explained};
use crate::platform::{clock, page};
use crate::reader;

/// The files that the engine reads, by name and by type: some systems know one, some the other.
const ACCEPTED: &str = ".docx,.htm,.html,.markdown,.md,.text,.txt,text/html,text/markdown,text/plain,\
    application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Puts the form on the page, or the brief that the address names.
pub fn mount(page: Page) {
    let Some(place) = by_id("read") else { return };
    let page = Arc::new(page);
    mount_to(place, move || view! { <Paste page=page /> }).forget();
}

/// What the page is at.
#[derive(Clone, Copy)]
struct Stage {
    /// Started with the page, so that it knows all by the time that there is a brief; another one for the next brief.
    companion: StoredValue<Option<Companion>, LocalStorage>,
    is_reading: RwSignal<bool>,
    /// What went wrong; empty where nothing did.
    trouble: RwSignal<String>,
}

impl Stage {
    fn begin(self) {
        self.trouble.set(String::new());
        self.is_reading.set(true);
    }

    fn end(self, done: Result<(), String>) {
        self.is_reading.set(false);
        self.trouble.set(done.err().unwrap_or_default());
    }
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
fn Paste(page: Arc<Page>) -> impl IntoView {
    let companion = StoredValue::new_local(Companion::start(&page).ok());
    let stage = Stage { companion, is_reading: RwSignal::new(false), trouble: RwSignal::new(String::new()) };
    let field = NodeRef::<Textarea>::new();
    reopen(Arc::clone(&page), stage);

    // What was pasted last, for as long as the field holds it unchanged.
    let rich = StoredValue::new(None::<RichPaste>);
    let held = move || field.get_untracked().map(|field| field.value()).unwrap_or_default();
    // A paste over all there is: what is pasted into other text is but text.
    let paste = move |event: ClipboardEvent| {
        let html = event.clipboard_data().and_then(|data| data.get_data("text/html").ok());
        let is_whole = field.get_untracked().is_some_and(|field| is_all_selected(&field));
        rich.set_value(html.filter(|_| is_whole).and_then(RichPaste::of));
    };
    let write = move |_: Event| {
        let text = held();
        rich.update_value(|rich| {
            if rich.as_mut().is_some_and(|rich| !rich.holds(&text)) {
                *rich = None;
            }
        });
    };

    let submitted = Arc::clone(&page);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = held();
        let text = rich.get_value().map_or(text, RichPaste::into_html);
        match size::trouble("", text.trim().len() as f64) {
            Some(why) => stage.end(Err(why)),
            None => {
                let arrival = Arrival { bytes: text.into_bytes(), name: String::new(), added: clock::now() };
                read(Arc::clone(&submitted), stage, async { Ok(arrival) });
            }
        }
    };
    let take = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|files| files.item(0)) else { return };
        match size::trouble(&file.name(), file.size()) {
            Some(why) => stage.end(Err(why)),
            None => read(Arc::clone(&page), stage, open(file)),
        }
    };
    let dropped = take.clone();
    let drop = move |event: DragEvent| {
        event.prevent_default();
        show_dropping(&event, false);
        dropped(event.data_transfer().and_then(|data| data.files()));
    };
    let drag = |event: DragEvent| {
        event.prevent_default();
        show_dropping(&event, true);
    };
    let choose = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        take(input.files());
        // The same file, chosen again after it was put right, is to be heard of again.
        input.set_value("");
    };
    let progress = Signal::derive(move || if stage.is_reading.get() { "Reading…".to_owned() } else { String::new() });
    view! {
        <form class="paste" on:submit=submit on:drop=drop on:dragover=drag on:dragleave=|event| show_dropping(&event, false)>
            <label for="paste">"Brief"</label>
            <textarea
                id="paste"
                rows="14"
                spellcheck="false"
                autocomplete="off"
                node_ref=field
                on:paste=paste
                on:input=write
            ></textarea>
            <div class="actions">
                <button type="submit" class="primary" disabled=stage.is_reading>"Explain it"</button>
                <label class="file">
                    "or open a file (Word document, web page, Markdown or text), or drop one here"
                    <input type="file" accept=ACCEPTED on:change=choose />
                </label>
            </div>
            <p role="status">{progress}</p>
            <p class="trouble" role="alert">{stage.trouble}</p>
        </form>
    }
}

/// Whether a paste takes the place of all that a field holds.
fn is_all_selected(field: &HtmlTextAreaElement) -> bool {
    // Offsets of the DOM count units of UTF-16.
    let length = field.value().encode_utf16().count();
    let selected = field.selection_start().ok().flatten().zip(field.selection_end().ok().flatten());
    selected.is_some_and(|(start, end)| start == 0 && end as usize >= length)
}

fn show_dropping(event: &DragEvent, is_dropping: bool) {
    if let Some(form) = page::target(event).and_then(|on| page::closest(&on, "form")) {
        let _ = form.class_list().toggle_with_force("dropping", is_dropping);
    }
}

/// Reads a brief that is on its way and shows what became of it.
fn read(page: Arc<Page>, stage: Stage, arrival: impl Future<Output = Result<Arrival, String>> + 'static) {
    stage.begin();
    spawn_local(async move {
        let done = match arrival.await {
            Ok(arrival) => explain(&page, stage.companion, arrival).await,
            Err(why) => Err(why),
        };
        stage.end(done);
    });
}

/// A file's content.
async fn open(file: File) -> Result<Arrival, String> {
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Arrival { bytes: Uint8Array::new(&buffer).to_vec(), name: file.name(), added: clock::now() }),
        Err(_) => Err(format!("“{}” could not be opened: choose it again.", file.name())),
    }
}

/// Shows the brief that the address names, if it names one.
fn reopen(page: Arc<Page>, stage: Stage) {
    if let Some(id) = id_in_address() {
        let site = page.site.clone();
        read(page, stage, kept(site, id));
    }
}

/// A brief from an earlier visit.
async fn kept(site: String, id: String) -> Result<Arrival, String> {
    match own_briefs::find(&site, &id).await {
        Ok(Some(OwnBrief { bytes, name, added, .. })) => Ok(Arrival { bytes, name, added }),
        Ok(None) => Err("The brief that this address names is not kept in this browser: it was removed, or read in \
                         another one."
            .into()),
        Err(why) => Err(format!("The brief that this address names could not be opened: {why}.")),
    }
}

/// Explains a brief, shows it and keeps it. An error is one sentence for the reader; the page stays as it was.
async fn explain(
    page: &Page,
    companion: StoredValue<Option<Companion>, LocalStorage>,
    arrival: Arrival,
) -> Result<(), String> {
    let ready = companion.try_update_value(Option::take).flatten().map_or_else(|| Companion::start(page), Ok)?;
    let explained = ready.explain(&arrival.bytes, &arrival.name).await;
    if explained.is_err() {
        // The reader will try again, or something else.
        companion.set_value(Companion::start(page).ok());
    }
    let explained = explained?;
    show(page, &explained).await?;
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

/// Puts a brief on the page: its first screens at once, the rest in pieces, between which the page answers. What is
/// parsed as HTML here is what the engine wrote, and nothing else.
async fn show(page: &Page, explained: &Explained) -> Result<(), String> {
    let broken = || format!("The page of this brief is incomplete: open {}read/ again.", page.root);
    let places = || Some((by_id("read")?, by_id("main")?, by_id("rail")?));
    let (form, main, rail) = places().ok_or_else(broken)?;
    let mut pieces = explained.brief.iter();
    let first = pieces.next().ok_or_else(broken)?;
    main.insert_adjacent_html("beforeend", first).map_err(|_| broken())?;
    form.set_hidden(true);
    document().set_title(&explained.title);
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let _ = main.focus();
    let brief = by_id("brief").ok_or_else(broken)?;
    for piece in pieces {
        page::breath().await;
        brief.insert_adjacent_html("beforeend", piece).map_err(|_| broken())?;
    }
    if explained.brief.len() > 1 {
        let _ = page::everything().map(|page| page.class_list().add_1("long"));
        page::breath().await;
    }
    main.insert_adjacent_html("beforeend", &explained.reference).map_err(|_| broken())?;
    rail.insert_adjacent_html("beforeend", &explained.rail).map_err(|_| broken())
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
