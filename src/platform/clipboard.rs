//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::page::window;

/// Why nothing was copied, in the words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyRefused;

/// Puts a text on the clipboard. Browsers let a page do that only while it answers to a click or a key.
pub async fn copy(text: &str) -> Result<(), CopyRefused> {
    let clipboard = window().navigator().clipboard();
    // Pages that came by plain http have none, whatever the bindings say.
    if clipboard.is_undefined() {
        return Err(CopyRefused);
    }
    JsFuture::from(clipboard.write_text(text)).await.map(drop).map_err(|_| CopyRefused)
}
