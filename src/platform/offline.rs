//! Reading without a network: a service worker keeps the site's pages, and says whether it has them all.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AddEventListenerOptions, Event, MessageChannel, MessageEvent, RegistrationOptions, ServiceWorker,
    ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use super::page::{Phase, document, listen, window};

/// How far this page and the whole library can be read here without a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing is known yet, or the browser keeps no pages here: nothing is claimed.
    Unknown,
    /// On the way.
    Saving,
    /// All of it.
    Saved,
    /// Not all of it: the line broke, or there was no room. The next visit tries again.
    Failed,
}

/// What the reader is told.
pub fn words(keeping: Keeping, is_online: bool) -> &'static str {
    match (keeping, is_online) {
        (Keeping::Unknown, true) => "",
        (Keeping::Saving, true) => "Saving for offline…",
        (Keeping::Saved, true) => "Saved here",
        (Keeping::Failed, true) => "Not saved for offline",
        (Keeping::Saved, false) => "Offline · saved here",
        (Keeping::Unknown | Keeping::Saving | Keeping::Failed, false) => "Offline",
    }
}

/// Whether the browser believes that there is a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Has the site kept for reading offline, once the page is loaded, and tells how that goes.
pub fn keep_site(root: String, tell: Rc<dyn Fn(Keeping)>) {
    let begin = move || {
        let (root, tell) = (root.clone(), Rc::clone(&tell));
        spawn_local(async move {
            let Some(container) = container() else { return };
            // Refused in private windows of some browsers: then nothing is claimed.
            if let Ok(registration) = register(&container, &root).await {
                watch(&registration, &*tell).await;
            }
        });
    };
    // What is fetched for later must not slow what is read now.
    if document().ready_state() == "complete" {
        begin();
    } else {
        listen(&window(), "load", Phase::Bubble, move |_: Event| begin());
    }
}

/// Service workers, where the browser has them: not in insecure contexts.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.is_object().then(|| navigator.service_worker())
}

async fn register(container: &ServiceWorkerContainer, root: &str) -> Result<ServiceWorkerRegistration, JsValue> {
    let options = RegistrationOptions::new();
    options.set_scope(root);
    let script = format!("{root}sw.js");
    JsFuture::from(container.register_with_options(&script, &options)).await?.dyn_into()
}

async fn watch(registration: &ServiceWorkerRegistration, tell: &dyn Fn(Keeping)) {
    // Either a worker keeps the site already, or the first one is at it.
    while registration.active().is_none() {
        let Some(worker) = registration.installing().or_else(|| registration.waiting()) else {
            return tell(Keeping::Failed);
        };
        tell(Keeping::Saving);
        if worker.state() == ServiceWorkerState::Redundant || JsFuture::from(next_state(&worker)).await.is_err() {
            return tell(Keeping::Failed);
        }
    }
    let Some(worker) = registration.active() else { return };
    if ask(&worker, "is-saved").await {
        return tell(Keeping::Saved);
    }
    // The browser can clear the cache and leave the worker.
    tell(Keeping::Saving);
    let is_saved = ask(&worker, "save").await && ask(&worker, "is-saved").await;
    tell(if is_saved { Keeping::Saved } else { Keeping::Failed });
}

/// Resolves when the worker enters another state.
fn next_state(worker: &ServiceWorker) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        let changed = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
        });
        let options = AddEventListenerOptions::new();
        options.set_once(true);
        let callback = changed.unchecked_ref();
        let _ =
            worker.add_event_listener_with_callback_and_add_event_listener_options("statechange", callback, &options);
    })
}

/// Asks the service worker a question about this page that it answers with yes or no.
async fn ask(worker: &ServiceWorker, question: &str) -> bool {
    let answer = async {
        let channel = MessageChannel::new()?;
        let message = Object::new();
        Reflect::set(&message, &"ask".into(), &question.into())?;
        Reflect::set(&message, &"page".into(), &window().location().href()?.into())?;
        let answer = Promise::new(&mut |resolve: Function, _| {
            let heard = Closure::once_into_js(move |event: MessageEvent| {
                let _ = resolve.call1(&JsValue::NULL, &event.data());
            });
            channel.port1().set_onmessage(Some(heard.unchecked_ref()));
        });
        worker.post_message_with_transferable(&message, &js_sys::Array::of1(&channel.port2()))?;
        JsFuture::from(answer).await
    };
    answer.await.is_ok_and(|answer: JsValue| answer.is_truthy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_no_more_than_is_known() {
        for (keeping, is_online, expected) in [
            (Keeping::Unknown, true, ""),
            (Keeping::Unknown, false, "Offline"),
            (Keeping::Saving, true, "Saving for offline…"),
            (Keeping::Saving, false, "Offline"),
            (Keeping::Saved, true, "Saved here"),
            (Keeping::Saved, false, "Offline · saved here"),
            (Keeping::Failed, true, "Not saved for offline"),
            (Keeping::Failed, false, "Offline"),
        ] {
            assert_eq!(words(keeping, is_online), expected, "{keeping:?}, {is_online}");
        }
    }
}
