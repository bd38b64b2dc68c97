//! A library as a site: pages that are complete without scripts, and what they load.

mod appearances;
mod assets;
mod offline;
mod page;
mod pages;
mod shell;
mod styles;

use std::collections::HashSet;

use anyhow::Result;
use rayon::prelude::*;
use sidelight_engine::brief::InlineStyle;
use sidelight_engine::render::{LinkedBrief, Links};

use self::assets::Assets;
use self::page::Page;
use self::pages::{brief, dossier, front, glossary, read};
use self::shell::Shell;
use crate::bundle::Bundle;
use crate::library::{Entry, Library};
use crate::publish::{MARKER, Staging};

/// The briefs that others of the library link to, in the order of their slugs.
fn linked(library: &Library) -> Vec<LinkedBrief> {
    let links =
        library.entries.iter().flat_map(|entry| &entry.brief.inlines).filter_map(|inline| match &inline.style {
            InlineStyle::Link(url) => Some(url.as_str()),
            _ => None,
        });
    let links: HashSet<&str> = links.collect();
    let is_linked = |entry: &&Entry| links.contains(LinkedBrief::way_to(&entry.slug).as_str());
    let mut linked: Vec<LinkedBrief> = library.entries.iter().filter(is_linked).map(Entry::as_linked).collect();
    linked.sort_by(|a, b| a.slug.cmp(&b.slug));
    linked
}

/// Writes the whole site of `library` to `staging`.
///
/// # Errors
/// Where the bundle is not whole, or the disk refuses a file.
pub fn write(library: &Library, bundle: &Bundle, staging: &Staging) -> Result<()> {
    let settings = &library.settings;
    let shell = Shell::parse(bundle.text("index.html")?)?;
    let assets = Assets::publish(bundle, &library.knowledge, settings, staging)?;
    let entities = appearances::of_entities(library);
    let terms = appearances::of_terms(library);
    let write =
        |page: Page<'_>| staging.write(&format!("{}index.html", page.path), page.document(&shell, &assets, settings));
    write(front::page(library))?;
    write(glossary::page(library, &terms))?;
    write(read::page())?;
    let dossiers = entities.iter().map(|(id, seen)| ((*id).to_owned(), seen.len())).collect();
    let links = Links { root: "../../".into(), dossiers, briefs: linked(library) };
    let shipped = if settings.map && library.outlines.is_none() { Some(bundle.outlines()?) } else { None };
    let outlines = if settings.map { library.outlines.as_ref().or(shipped.as_ref()) } else { None };
    library.entries.par_iter().try_for_each(|entry| write(brief::page(entry, &library.knowledge, &links, outlines)))?;
    entities.par_iter().try_for_each(|(id, seen)| match library.knowledge.entity(id) {
        Some(entity) => write(dossier::page(entity, seen, library, &entities)),
        None => Ok(()),
    })?;
    staging.write("404.html", page::not_found(&assets, settings))?;
    staging.write(
        "manifest.webmanifest",
        offline::manifest(bundle.text("public/manifest.webmanifest")?, settings, &assets)?,
    )?;
    // The list of files comes last: it holds all the others.
    let worker = offline::service_worker(bundle.text("public/sw.js")?, settings, &staging.revisions())?;
    staging.write("sw.js", worker)?;
    staging.write(MARKER, format!("{}\n", settings.id))
}
