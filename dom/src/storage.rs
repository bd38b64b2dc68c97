//! The browser's `localStorage`, as raw strings: what cannot be decoded can still be kept.
//!
//! gloo-storage panics where the browser refuses storage (cookies blocked, a sandboxed frame), so every
//! call here asks first whether there is any. The question is cheap, and its answer can change while a
//! page is open.

use std::fmt;

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::{JsCast, JsValue};

/// Why something could not be stored or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageFailure {
    /// The browser does not let this site store anything.
    Refused,
    /// There is no room left.
    Full,
    /// Anything else, in the browser's words.
    Other(String),
}

impl fmt::Display for StorageFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("the browser refuses this site its storage"),
            Self::Full => f.write_str("this site’s storage in the browser is full"),
            Self::Other(reason) => write!(f, "the browser reports: {reason}"),
        }
    }
}

/// The value of a key, or `None` where there is none.
pub fn read(key: &str) -> Result<Option<String>, StorageFailure> {
    storage()?.get_item(key).map_err(failure)
}

/// Sets the value of a key.
pub fn write(key: &str, value: &str) -> Result<(), StorageFailure> {
    storage()?.set_item(key, value).map_err(failure)
}

/// Removes a key and its value, if it is there.
pub fn remove(key: &str) -> Result<(), StorageFailure> {
    storage()?.remove_item(key).map_err(failure)
}

/// Every key that begins with the prefix, in no particular order.
pub fn keys(prefix: &str) -> Result<Vec<String>, StorageFailure> {
    let storage = storage()?;
    let length = storage.length().map_err(failure)?;
    let keys = (0..length).filter_map(|index| storage.key(index).transpose());
    let keys: Result<Vec<String>, _> = keys.collect();
    Ok(keys.map_err(failure)?.into_iter().filter(|key| key.starts_with(prefix)).collect())
}

/// Asks the browser not to evict what this site has stored. It may say no, or ask the reader; either way
/// nothing here depends on the answer.
pub fn ask_to_persist() {
    let Some(window) = web_sys::window() else { return };
    let navigator = window.navigator();
    // Only in secure contexts, and not in every browser.
    let offered = js_sys::Reflect::get(&navigator, &"storage".into());
    if offered.is_ok_and(|manager| manager.is_object())
        && let Ok(answer) = navigator.storage().persist()
    {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(answer).await;
        });
    }
}

fn storage() -> Result<web_sys::Storage, StorageFailure> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StorageFailure::Refused),
    }
}

/// Sorts what the browser threw. A full storage throws `QuotaExceededError`, older Firefox its own name.
fn failure(thrown: JsValue) -> StorageFailure {
    let error: Option<&js_sys::Error> = thrown.dyn_ref();
    match error.map(|error| String::from(error.name())).as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageFailure::Full,
        Some("SecurityError") => StorageFailure::Refused,
        _ => StorageFailure::Other(error.map_or_else(|| format!("{thrown:?}"), |error| error.message().into())),
    }
}
