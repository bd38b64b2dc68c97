//! The engine in a Web Worker: a brief of the reader's own comes in, its page goes out.
//!
//! Messages are plain objects. The worker says `{ready: true}` once it listens. It is first told
//! `{knowledge, gazetteer, language}`, the addresses of the packed knowledge, of its places and of the language model, and
//! answers `{loaded: true}`; then asked `{bytes, name}`, the file and its name or nothing for pasted text, and answers
//! `{id, title, brief, reference, rail}`, the brief in pieces. Where something fails the answer is `{error}`: one sentence for the reader.

mod explain;

use std::cell::OnceCell;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::explain::Companion;

/// Smaller than the standard library's by two kilobytes, and faster.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static COMPANION: OnceCell<Companion> = const { OnceCell::new() };
}

fn main() {
    // Elsewhere than in a worker there is nobody to answer.
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let scope = answering.clone();
        spawn_local(async move {
            let answer = answer(&scope, &event.data()).await.unwrap_or_else(|message| object(&[("error", &message)]));
            // Strings can always be posted.
            let _ = scope.post_message(&answer);
        });
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    // Whatever came before had no one to hear it, so who asks waits for this.
    let _ = scope.post_message(&object(&[("ready", "true")]));
}

async fn answer(scope: &DedicatedWorkerGlobalScope, question: &JsValue) -> Result<JsValue, String> {
    let field = |name: &str| Reflect::get(question, &name.into()).unwrap_or_default();
    let text = |name: &str| field(name).as_string().unwrap_or_default();
    let bytes = field("bytes");
    if bytes.is_undefined() {
        // All are on their way before the first is waited for.
        let [knowledge, gazetteer, language] =
            ["knowledge", "gazetteer", "language"].map(|part| fetch(scope, &text(part)));
        let companion = Companion::of(&knowledge.await?, &gazetteer.await?, &language.await?)?;
        COMPANION.with(|kept| {
            kept.get_or_init(|| companion);
        });
        return Ok(object(&[("loaded", "true")]));
    }
    let explained = COMPANION.with(|companion| {
        let companion =
            companion.get().ok_or("A brief came before what Sidelight knows. Reload the page and try again.")?;
        companion.explain(&Uint8Array::new(&bytes).to_vec(), &text("name"))
    })?;
    let page = &explained.page;
    let answer = object(&[
        ("id", &explained.id),
        ("title", &explained.title),
        ("reference", &page.reference),
        ("rail", &page.rail),
    ]);
    let mut start = 0;
    let pieces = Array::new();
    for end in page.cuts.iter().copied().chain([page.brief.len()]) {
        pieces.push(&JsValue::from(&page.brief[start..end]));
        start = end;
    }
    set(&answer, "brief", &pieces);
    Ok(answer)
}

/// The content of a file of the site.
fn fetch(scope: &DedicatedWorkerGlobalScope, address: &str) -> impl Future<Output = Result<Vec<u8>, String>> + use<> {
    let request = JsFuture::from(scope.fetch_with_str(address));
    let content = async {
        let response: Response = request.await.ok()?.dyn_into().ok()?;
        let body = response.ok().then(|| response.array_buffer().ok()).flatten()?;
        Some(Uint8Array::new(&JsFuture::from(body).await.ok()?).to_vec())
    };
    async {
        content.await.ok_or_else(|| {
            "What Sidelight knows could not be loaded. Check the connection and try again; your text is still here."
                .into()
        })
    }
}

fn object(fields: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    fields.iter().for_each(|(name, value)| set(&object, name, &JsValue::from(*value)));
    object.into()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // An object of one's own takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}
