//! Buttons that copy something, and say for a moment whether it worked.

use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos::task::spawn_local;
use web_sys::HtmlElement;

use crate::platform::clipboard::{CopyRefused, copy};
use crate::platform::page::announce;

/// How long a button says that something was copied.
const SAID: Duration = Duration::from_secs(2);

/// Puts a text on the clipboard and says so: in a sentence to those who hear the page, in a word on the button, which
/// has its own word back after a while. `refused` says what to do where the browser lets no page copy.
pub fn copy_by(button: HtmlElement, word: &'static str, text: String, copied: &'static str, refused: &'static str) {
    spawn_local(async move {
        let (said, told) = match copy(&text).await {
            Ok(()) => ("Copied", copied),
            Err(CopyRefused) => ("Not copied", refused),
        };
        announce(told);
        button.set_text_content(Some(said));
        button.set_title(told);
        set_timeout(move || button.set_text_content(Some(word)), SAID);
    });
}
