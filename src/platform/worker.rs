//! The engine's reading and understanding, in a Web Worker that is loaded when it is first needed.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::page::Page;

/// A brief of the reader's own, explained: the parts of its page, as HTML that the engine wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    pub id: String,
    pub title: String,
    pub brief: String,
    pub reference: String,
    pub rail: String,
}

/// Explains a brief; an error is one sentence for the reader. `name` is its file's, or empty.
///
/// The worker lives for one brief: what a long one has taken of memory goes with it.
pub async fn explain(page: &Page, bytes: &[u8], name: &str) -> Result<Explained, String> {
    const BROKEN: &str = "Sidelight’s reader could not be started. Reload the page and try again.";
    let (Some(address), Some(data)) = (&page.worker, Data::of(page)) else { return Err(BROKEN.into()) };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(address, &options).map_err(|_| BROKEN.to_owned())?;
    let answer = async {
        // It hears nothing before it is ready.
        JsFuture::from(next_message(&worker)).await?;
        let answer = next_message(&worker);
        worker.post_message(&question(bytes, name, &data))?;
        JsFuture::from(answer).await
    };
    let answer = answer.await;
    worker.terminate();
    let answer = answer.map_err(|_| BROKEN.to_owned())?;
    let field = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_string();
    if let Some(error) = field("error") {
        return Err(error);
    }
    let explained = || {
        let (id, title) = (field("id")?, field("title")?);
        Some(Explained { id, title, brief: field("brief")?, reference: field("reference")?, rail: field("rail")? })
    };
    explained().ok_or_else(|| BROKEN.into())
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

/// The addresses of what the worker loads: each by the name that it is asked by.
struct Data<'p>([(&'static str, &'p str); 3]);

impl<'p> Data<'p> {
    fn of(page: &'p Page) -> Option<Self> {
        let (knowledge, gazetteer) = (page.knowledge.as_ref()?, page.gazetteer.as_ref()?);
        Some(Self([("knowledge", knowledge), ("gazetteer", gazetteer), ("language", page.language.as_ref()?)]))
    }
}

fn question(bytes: &[u8], name: &str, data: &Data<'_>) -> JsValue {
    let fields =
        Array::of2(&Array::of2(&"bytes".into(), &Uint8Array::from(bytes)), &Array::of2(&"name".into(), &name.into()));
    for (name, address) in data.0 {
        fields.push(&Array::of2(&name.into(), &address.into()));
    }
    // Pairs of a name and a value always make an object.
    Object::from_entries(&fields).map_or(JsValue::UNDEFINED, Into::into)
}
