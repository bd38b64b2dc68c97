//! The engine in a Web Worker: a brief of the reader's own comes in, its page goes out.
//!
//! Messages are plain objects. The worker says `{ready: true}` once it listens, is asked
//! `{bytes, name, knowledge, gazetteer, language}` (the file, its name or nothing for pasted text, the addresses of the
//! packed knowledge, of its places and of the language model) and answers `{id, title, brief, reference, rail}`, or `{error}`: one sentence for the reader.

mod explain;

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::explain::{Data, Explained, explain};

/// Smaller than the standard library's by two kilobytes, and faster.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    // Elsewhere than in a worker there is nobody to answer.
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let scope = answering.clone();
        spawn_local(async move {
            let answer = match answer(&scope, &event.data()).await {
                Ok(explained) => object(&[
                    ("id", &explained.id),
                    ("title", &explained.title),
                    ("brief", &explained.page.brief),
                    ("reference", &explained.page.reference),
                    ("rail", &explained.page.rail),
                ]),
                Err(message) => object(&[("error", &message)]),
            };
            // Strings can always be posted.
            let _ = scope.post_message(&answer);
        });
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    // Whatever came before had no one to hear it, so who asks waits for this.
    let _ = scope.post_message(&object(&[("ready", "true")]));
}

async fn answer(scope: &DedicatedWorkerGlobalScope, question: &JsValue) -> Result<Explained, String> {
    let field = |name: &str| Reflect::get(question, &name.into()).unwrap_or_default();
    let text = |name: &str| field(name).as_string().unwrap_or_default();
    let bytes = Uint8Array::new(&field("bytes")).to_vec();
    // All are on their way before the first is waited for.
    let [knowledge, gazetteer, language] = ["knowledge", "gazetteer", "language"].map(|part| fetch(scope, &text(part)));
    let data = Data { knowledge: &knowledge.await?, gazetteer: &gazetteer.await?, language: &language.await? };
    explain(&bytes, &text("name"), &data)
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
    for (name, value) in fields {
        // A fresh object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object.into()
}
