//! Web Locks: one window at a time writes one key. Where the browser has none (an insecure address, an
//! older browser) the work goes on without: the edit counters still notice that two wrote at once.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::clock;

#[wasm_bindgen]
extern "C" {
    /// web-sys counts the LockManager among the unstable interfaces; every browser has had it since 2022.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// How long another window may keep us waiting, in milliseconds. It holds a lock for the length of one
/// write; one that takes longer hangs, and the reader's words are not to hang with it.
const PATIENCE: i32 = 4_000;

/// A lock, given back when dropped.
#[must_use]
pub struct Lock {
    release: Option<Function>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            settle(release);
        }
    }
}

/// Waits for the lock of this name.
pub async fn hold(name: &str) -> Lock {
    let Some(manager) = manager() else { return Lock { release: None } };
    let (released, release) = open_promise();
    let (granted, grant) = open_promise();

    // The lock is ours from this call on, and until the promise that it returns is fulfilled.
    let hold_until_released = {
        let grant = grant.clone();
        Closure::once_into_js(move |_lock: JsValue| {
            settle(&grant);
            released
        })
    };
    let Ok(request) = manager.request(name, &hold_until_released) else { return Lock { release: None } };
    spawn_local(async move {
        // The browser refuses locks here (an opaque origin): then without. (A promise settles once; after
        // the lock was granted and given back, this changes nothing.)
        if JsFuture::from(request).await.is_err() {
            settle(&grant);
        }
    });
    // After the wait the work is done in any case. A lock that is granted only after it has been given
    // back is given back at once.
    let _ = clock::within(PATIENCE, JsFuture::from(granted)).await;
    Lock { release: Some(release) }
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

fn settle(resolve: &Function) {
    // A promise's own functions do not throw.
    let _ = resolve.call0(&JsValue::UNDEFINED);
}

fn open_promise() -> (Promise, Function) {
    let mut resolver = None;
    let promise = Promise::new(&mut |resolve, _reject| resolver = Some(resolve));
    (promise, resolver.expect("a promise calls its executor before it is returned"))
}
