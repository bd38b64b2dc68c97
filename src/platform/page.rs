//! The page: what it says about itself. The few things that everything on it needs are [`sidelight_dom`]'s.

pub use sidelight_dom::page::*;

/// What a published page says about itself, in attributes of `<html>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which page of the site it is.
    pub kind: Kind,
    /// The site's id.
    pub site: String,
    /// The address of the site's root, with its final slash.
    pub root: String,
    /// The brief's id, on a brief's page.
    pub brief: Option<String>,
    /// The address of the module that reads the reader's own briefs.
    pub worker: Option<String>,
    /// The address of what that module knows.
    pub knowledge: Option<String>,
    /// The address of the places that it knows.
    pub gazetteer: Option<String>,
    /// The address of the language model.
    pub language: Option<String>,
}

/// Which page of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Brief,
    Library,
    Read,
    /// A page with nothing on it for the app but its tools: a dossier, the glossary.
    Other,
}

impl Page {
    /// The page that the app runs on; `None` where it is not one of ours.
    pub fn here() -> Option<Self> {
        let html = document().document_element()?;
        let base = html.base_uri().ok()??;
        let root = resolve(&html.get_attribute("data-root")?, &base)?;
        let in_root = |name: &str| resolve(&html.get_attribute(name)?, &root);
        Some(Self {
            kind: Kind::of(&html.get_attribute("data-page")?),
            site: html.get_attribute("data-site")?,
            brief: html.get_attribute("data-brief"),
            worker: in_root("data-worker"),
            knowledge: in_root("data-knowledge"),
            gazetteer: in_root("data-gazetteer"),
            language: in_root("data-language"),
            root,
        })
    }
}

impl Kind {
    fn of(word: &str) -> Self {
        match word {
            "brief" => Self::Brief,
            "library" => Self::Library,
            "read" => Self::Read,
            _ => Self::Other,
        }
    }
}

fn resolve(address: &str, base: &str) -> Option<String> {
    web_sys::Url::new_with_base(address, base).ok().map(|url| url.href())
}

/// Lets the browser paint and hear what the reader does, then goes on.
pub async fn breath() {
    let soon = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback(&resolve);
    });
    // Nothing rejects it.
    let _ = wasm_bindgen_futures::JsFuture::from(soon).await;
}
