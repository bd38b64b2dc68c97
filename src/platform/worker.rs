//! The engine's reading and understanding, in a Web Worker that loads while the reader is choosing a brief.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::page::{Page, object};

/// A brief of the reader's own, explained: the parts of its page, as HTML that the engine wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    pub id: String,
    pub title: String,
    /// The region “Brief” up to the first place where it may be cut, and the rest of its children in pieces.
    pub brief: Vec<String>,
    pub reference: String,
    pub rail: String,
}

const BROKEN: &str = "Sidelight’s reader could not be started. Reload the page and try again.";

/// A worker for one brief: what a long one has taken of memory goes with it.
pub struct Companion {
    worker: Worker,
    /// Resolves once the worker has loaded what it knows, to its answer.
    loaded: Promise,
}

impl Companion {
    /// Starts a worker, which loads what it knows while the reader may still be choosing a brief.
    ///
    /// # Errors
    /// One sentence for the reader, where that is impossible.
    pub fn start(page: &Page) -> Result<Self, String> {
        let needed = page.worker.as_ref().zip(load(page));
        let (address, data) = needed.ok_or(BROKEN)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).map_err(|_| BROKEN)?;
        let ready = next_message(&worker);
        let asked = worker.clone();
        let loaded = future_to_promise(async move {
            // It hears nothing before it is ready.
            JsFuture::from(ready).await?;
            ask(&asked, &data).await
        });
        Ok(Self { worker, loaded })
    }

    /// Explains a brief; an error is one sentence for the reader. `name` is its file's, or empty.
    pub async fn explain(self, bytes: &[u8], name: &str) -> Result<Explained, String> {
        let Self { worker, loaded } = self;
        let answer = async {
            let loaded = JsFuture::from(loaded).await?;
            if error_of(&loaded).is_some() {
                return Ok(loaded);
            }
            ask(&worker, &object(&[("bytes", Uint8Array::from(bytes).into()), ("name", name.into())])).await
        };
        let answer = answer.await;
        worker.terminate();
        let answer: JsValue = answer.map_err(|_: JsValue| BROKEN.to_owned())?;
        if let Some(error) = error_of(&answer) {
            return Err(error);
        }
        let field = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_string();
        let explained = || {
            let (id, title) = (field("id")?, field("title")?);
            let pieces: Array = Reflect::get(&answer, &"brief".into()).ok()?.dyn_into().ok()?;
            let brief = pieces.iter().filter_map(|piece| piece.as_string()).collect();
            Some(Explained { id, title, brief, reference: field("reference")?, rail: field("rail")? })
        };
        explained().ok_or_else(|| BROKEN.into())
    }
}

fn error_of(answer: &JsValue) -> Option<String> {
    Reflect::get(answer, &"error".into()).ok()?.as_string()
}

/// Asks a worker something and waits for what it says.
async fn ask(worker: &Worker, question: &JsValue) -> Result<JsValue, JsValue> {
    let answer = next_message(worker);
    worker.post_message(question)?;
    JsFuture::from(answer).await
}

/// What the worker says next; fails where it breaks down.
fn next_message(worker: &Worker) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let heard = Closure::once_into_js(move |event: MessageEvent| {
            let _ = resolve.call1(&JsValue::NULL, &event.data());
        });
        let failed = Closure::once_into_js(move |error: JsValue| {
            let _ = reject.call1(&JsValue::NULL, &error);
        });
        worker.set_onmessage(Some(heard.unchecked_ref()));
        worker.set_onerror(Some(failed.unchecked_ref()));
    })
}

/// The addresses of what the worker loads.
fn load(page: &Page) -> Option<JsValue> {
    let address = |of: &Option<String>| of.as_deref().map(JsValue::from);
    Some(object(&[
        ("knowledge", address(&page.knowledge)?),
        ("gazetteer", address(&page.gazetteer)?),
        ("language", address(&page.language)?),
    ]))
}
