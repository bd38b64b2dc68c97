//! What lets a browser keep the site: the service worker and the manifest.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::assets::Assets;
use crate::settings::Settings;

/// What the service worker's source has in the place of its list of files.
const PRECACHE: &str = "/*PRECACHE*/[]";

/// The service worker of a site with these files, given by path with their revisions.
///
/// # Errors
/// Where the source has no place for the list.
pub fn service_worker(source: &str, settings: &Settings, revisions: &BTreeMap<String, String>) -> Result<String> {
    if source.matches(PRECACHE).count() != 1 {
        bail!("public/sw.js: must hold {PRECACHE} once");
    }
    let files: Vec<Value> = revisions.iter().filter_map(|(path, revision)| precached(path, revision)).collect();
    let list = serde_json::to_string(&files)?;
    Ok(source.replace("{{site}}", &settings.id).replace(PRECACHE, &list))
}

/// How the service worker is to ask for a file: pages by the address that readers visit.
fn precached(path: &str, revision: &str) -> Option<Value> {
    match path {
        "404.html" | "sw.js" | crate::publish::MARKER => None,
        "index.html" => Some(json!({ "url": "./", "revision": revision })),
        // The name of an asset changes with its content: no revision is needed to tell two apart.
        path if path.starts_with("assets/") => Some(json!({ "url": path, "revision": null })),
        path => Some(json!({ "url": path.strip_suffix("index.html").unwrap_or(path), "revision": revision })),
    }
}

/// The web app manifest of a site.
///
/// # Errors
/// Where the template is not a JSON object.
pub fn manifest(template: &str, settings: &Settings, assets: &Assets) -> Result<String> {
    let mut manifest: serde_json::Map<String, Value> =
        serde_json::from_str(template).context("public/manifest.webmanifest")?;
    let title = settings.title.as_str();
    // The addresses are relative, so that they hold under any path.
    let own =
        [("name", title), ("short_name", title), ("lang", &settings.language), ("start_url", "./"), ("scope", "./")];
    let description = settings.description.as_deref().map(|description| ("description", description));
    manifest.extend(own.into_iter().chain(description).map(|(key, value)| (key.to_owned(), value.into())));
    for icon in manifest.get_mut("icons").and_then(Value::as_array_mut).into_iter().flatten() {
        if icon["src"] == "icon.svg" {
            icon["src"] = assets.icon.as_str().into();
        }
    }
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_what_a_reader_visits() {
        let settings = Settings::of("s".into());
        let paths = [".sidelight", "404.html", "assets/app.1.js", "briefs/a/index.html", "icon.svg", "index.html"];
        let revisions = paths.iter().map(|path| ((*path).to_owned(), "r".to_owned())).collect();
        let worker = service_worker("const S = '{{site}}', F = /*PRECACHE*/[];", &settings, &revisions);
        assert_eq!(
            worker.expect("the source has its place for the list"),
            r#"const S = 's', F = [{"revision":null,"url":"assets/app.1.js"},{"revision":"r","url":"briefs/a/"},{"revision":"r","url":"icon.svg"},{"revision":"r","url":"./"}];"#
        );
        assert!(service_worker("[]", &settings, &revisions).is_err());
    }
}
