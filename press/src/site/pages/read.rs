//! The page that reads the reader's own briefs; the app does the reading.

use maud::html;

use crate::site::page::Page;

/// The page, empty but for what it is.
pub fn page() -> Page<'static> {
    let main = html! {
        section id="read" class="read" aria-label="Read your own" {
            header class="head" {
                h1 { "Read your own brief" }
                p class="meta" {
                    "Paste a brief or open a file, and it explains itself like those of the library. "
                    "It stays in this browser: nothing is sent anywhere."
                }
            }
            noscript {
                p { "This page reads with scripts, and they are switched off here. The library needs none." }
            }
        }
    };
    Page {
        kind: "read",
        path: "read/".into(),
        title: Some("Read your own brief"),
        description: Some("Reads a brief of your own in this browser and explains it; nothing is sent anywhere."),
        main: main.into_string(),
        ..Page::default()
    }
}
