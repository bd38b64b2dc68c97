//! One page of a site: what differs from page to page, poured into the shell.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::assets::Assets;
use super::shell::{Shell, Slot};
use crate::settings::Settings;

/// A page before it is poured into the shell.
#[derive(Default)]
pub struct Page<'a> {
    /// The app mounts by it what belongs on the page: `brief`, `library`, `read`, `entity`, `glossary`.
    pub kind: &'static str,
    /// Its folder in the site, ending in a slash; empty for the front page.
    pub path: String,
    /// What it is called in a tab and in search results; the site's own title where it has none.
    pub title: Option<&'a str>,
    /// What it says in a sentence.
    pub description: Option<&'a str>,
    /// The language of its text, where it is not the site's.
    pub language: Option<&'a str>,
    /// The id of the brief that it shows.
    pub brief: Option<&'a str>,
    /// What stands in `<main>`.
    pub main: String,
    /// What stands beside it.
    pub rail: String,
}

impl Page<'_> {
    /// The relative path from the page to the site's root.
    fn root(&self) -> String {
        match self.path.matches('/').count() {
            0 => "./".into(),
            depth => "../".repeat(depth),
        }
    }

    /// The whole document.
    pub fn document(&self, shell: &Shell, assets: &Assets, settings: &Settings) -> String {
        let root = self.root();
        let attributes = self.attributes(&root, assets, settings);
        let head = self.head(&root, assets, settings).into_string();
        // All of it comes last: styles in the head would hold up the first view, and a preload there would
        // share a slow line with the text.
        let scripts = html! {
            @if !self.begins_with_entries() { (stylesheet(&root, assets)) }
            script type="module" src={ (root) (assets.app) } {}
            link rel="preload" as="fetch" type="application/wasm" crossorigin href={ (root) (assets.app_wasm) };
        };
        let scripts = scripts.into_string();
        shell.fill(|slot| match slot {
            Slot::Attributes => &attributes,
            Slot::Head => &head,
            Slot::Root => &root,
            Slot::Main => &self.main,
            Slot::Rail => &self.rail,
            Slot::Scripts => &scripts,
        })
    }

    /// Whether the first view is one of entries, whose looks are in the style sheet beside the page: without it they would
    /// move when it comes.
    fn begins_with_entries(&self) -> bool {
        matches!(self.kind, "entity" | "glossary")
    }

    fn attributes(&self, root: &str, assets: &Assets, settings: &Settings) -> String {
        let language = self.language.unwrap_or(&settings.language);
        let element = html! {
            html lang=(language) class=[(!self.rail.is_empty()).then_some("with-rail")] data-page=(self.kind) data-site=(settings.id) data-root=(root)
                data-brief=[self.brief] data-worker=(assets.worker) data-knowledge=(assets.knowledge)
                data-gazetteer=(assets.gazetteer) data-language=(assets.language) data-amend=(assets.amend)
                data-report=[&settings.report] {}
        };
        // The shell writes the element; it wants the attributes alone.
        element.into_string().trim_start_matches("<html ").trim_end_matches("></html>").to_owned()
    }

    fn head(&self, root: &str, assets: &Assets, settings: &Settings) -> Markup {
        html! {
            // First: a policy binds only what comes after it.
            meta http-equiv="Content-Security-Policy" content=(assets.policy);
            title {
                @if let Some(title) = self.title { (title) " – " }
                (settings.title)
            }
            @if let Some(description) = self.description {
                meta name="description" content=(description);
            }
            @if let Some(address) = &settings.address {
                link rel="canonical" href={ (address) (self.path) };
            }
            (inline(assets))
            @if self.begins_with_entries() { (stylesheet(root, assets)) }
            link rel="icon" type="image/svg+xml" href={ (root) (assets.icon) };
            link rel="manifest" href={ (root) "manifest.webmanifest" };
        }
    }
}

/// The style sheet beside every page.
fn stylesheet(root: &str, assets: &Assets) -> Markup {
    html! { link rel="stylesheet" href={ (root) (assets.style) }; }
}

/// The style sheet and the script inside every page, as the policy's hashes expect them.
fn inline(assets: &Assets) -> Markup {
    html! {
        style { (PreEscaped(&assets.critical_style)) }
        script { (PreEscaped(&assets.theme_script)) }
    }
}

/// `404.html`: shown at any depth, so it can load nothing and point nowhere by a relative path.
pub fn not_found(assets: &Assets, settings: &Settings) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(settings.language) data-page="404" data-site=(settings.id) {
            head {
                meta http-equiv="Content-Security-Policy" content=(assets.policy);
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Not found – " (settings.title) }
                (inline(assets))
                // Or the browser asks for an icon at the root of the host, which may be another site's.
                link rel="icon" href="data:,";
            }
            body {
                header class="bar" {
                    @match &settings.address {
                        Some(address) => { a class="home" href=(address) { (settings.title) } }
                        None => { span class="home" { (settings.title) } }
                    }
                }
                main id="main" {
                    section class="brief" {
                        header class="head" { h1 { "There is no page at this address" } }
                        p {
                            "The brief may have moved, or the link may have lost its end. "
                            "The library is on the front page of this site."
                        }
                    }
                }
            }
        }
    };
    document.into_string()
}
