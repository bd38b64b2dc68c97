//! A folder in, a whole site out.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::workshop::{Workshop, tree};

/// The path without the part that tells the content: `assets/app.HASH.js`.
fn unhashed(path: &str) -> String {
    let is_hash = |part: &str| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.split('.').map(|part| if is_hash(part) { "HASH" } else { part }).collect::<Vec<_>>().join(".")
}

fn text<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).expect("pages are text")
}

fn pages(site: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    site.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(site, path)))
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands inside the elements of a name that have no attributes.
fn contents<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let closing = format!("</{element}>");
    html.split(&format!("<{element}>")).skip(1).filter_map(|rest| rest.split(&closing).next()).collect()
}

#[test]
fn the_whole_tree() {
    let paths: Vec<String> = Workshop::new().build().keys().map(|path| unhashed(path)).collect();
    let expected = [
        ".sidelight",
        "404.html",
        "assets/amend.HASH.js",
        "assets/amend_bg.HASH.wasm",
        "assets/app.HASH.js",
        "assets/app_bg.HASH.wasm",
        "assets/app_notes.HASH.wasm",
        "assets/english.HASH.bin",
        "assets/gazetteer.HASH.bin",
        "assets/icon.HASH.svg",
        "assets/knowledge.HASH.bin",
        "assets/style.HASH.css",
        "assets/worker.HASH.js",
        "assets/worker_bg.HASH.wasm",
        "briefs/fog-at-lome/index.html",
        "briefs/tema-takes-over/index.html",
        "entities/port-of-lome/index.html",
        "entities/port-of-tema/index.html",
        "glossary/index.html",
        "index.html",
        "manifest.webmanifest",
        "read/index.html",
        "sw.js",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    assert!(Workshop::new().build() == Workshop::new().build());
}

#[test]
fn a_page_says_to_the_app_what_it_is() {
    let site = Workshop::new().build();
    for (path, expected) in [
        ("index.html", "data-page=\"library\" data-site=\"harbour-notes\" data-root=\"./\" data-worker"),
        ("read/index.html", "data-page=\"read\" data-site=\"harbour-notes\" data-root=\"../\" data-worker"),
        (
            "briefs/tema-takes-over/index.html",
            "data-page=\"brief\" data-site=\"harbour-notes\" data-root=\"../../\" data-brief=\"tema-takes-over\" data-worker",
        ),
        ("entities/port-of-lome/index.html", "data-page=\"entity\" data-site=\"harbour-notes\" data-root=\"../../\""),
        ("404.html", "data-page=\"404\" data-site=\"harbour-notes\""),
    ] {
        assert!(text(&site, path).contains(expected), "{path} lacks {expected}");
    }
    for (path, html) in pages(&site).filter(|(path, _)| *path != "404.html") {
        for attribute in ["data-worker", "data-knowledge", "data-gazetteer", "data-language", "data-amend"] {
            let named = values(html, attribute);
            assert!(named.len() == 1 && site.contains_key(named[0]), "{path}: {attribute} is {named:?}");
        }
    }
}

#[test]
fn every_link_has_its_target_and_is_relative() {
    let site = Workshop::new().build();
    let mut count = 0;
    for (path, html) in pages(&site) {
        let folder: Vec<&str> = path.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        for link in values(html, "href").into_iter().chain(values(html, "src")) {
            // The site's own address, where it must be absolute.
            if link.starts_with("https://example.org/harbour/") || link == "data:," {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let mut parts = folder.clone();
            for part in file.split('/').filter(|part| !part.is_empty() && *part != ".") {
                if part == ".." {
                    assert!(parts.pop().is_some(), "{path}: {link} leaves the site");
                } else {
                    parts.push(part);
                }
            }
            let target = match file {
                "" => path.to_owned(),
                _ if file.ends_with('/') => {
                    parts.iter().map(|part| format!("{part}/")).collect::<String>() + "index.html"
                }
                _ => parts.join("/"),
            };
            assert!(!link.starts_with('/') && site.contains_key(&target), "{path}: {link} leads nowhere");
            if !fragment.is_empty() {
                assert!(values(text(&site, &target), "id").contains(&fragment), "{path}: {link} has no target");
            }
            count += 1;
        }
    }
    assert!(count > 50, "the pages are linked");
}

#[test]
fn the_policy_comes_first_and_allows_the_pages_own_blocks_alone() {
    let site = Workshop::new().build();
    for (path, html) in pages(&site) {
        let policy = values(html, "content")[0].replace("&#39;", "'");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
            "{path}: {policy}"
        );
        let policy_at = html.find("Content-Security-Policy").expect("there is a policy");
        let first_block = html.find("<style").min(html.find("<script")).expect("there are blocks");
        assert!(policy_at < first_block, "{path}: a block stands before the policy");
        for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
            let blocks = contents(html, element);
            assert_eq!(blocks.len(), 1, "{path}: one {element} of our own");
            let hash = format!("'sha256-{}'", BASE64.encode(&Sha256::digest(blocks[0])));
            let allowed = policy.split("; ").find(|part| part.starts_with(directive)).expect("the directive is there");
            assert!(allowed.ends_with(&hash), "{path}: {allowed} does not allow the {element}");
        }
        for attribute in ["style", "onclick", "onload", "onerror"] {
            assert!(values(html, attribute).is_empty(), "{path}: the policy blocks {attribute} attributes");
        }
    }
}

#[test]
fn text_from_a_brief_stays_text() {
    let site = Workshop::new().build();
    let html = text(&site, "briefs/fog-at-lome/index.html");
    assert!(html.contains("{{scripts}} and &lt;script&gt;alert(1)&lt;/script&gt; are only text."));
    assert!(html.contains("<title>Fog &amp; ships – Harbour Notes</title>"));
}

#[test]
fn critical_styles_are_inside_the_others_outside() {
    let site = Workshop::new().build();
    let html = text(&site, "index.html");
    assert_eq!(contents(html, "style"), [".tokens { margin: 0; }\n.base { margin: 0; }\n.brief { margin: 0; }\n"]);
    let sheet = values(html, "href").into_iter().find(|href| href.ends_with(".css")).expect("there is a sheet");
    let outside = text(&site, sheet.trim_start_matches("./"));
    assert_eq!(outside, ".cards { margin: 0; }\n.panels { margin: 0; }\n.print { margin: 0; }\n");
    assert!(html.find(".css").expect("it is linked") > html.find("</main>").expect("there is a main"), "it comes last");
}

#[test]
fn a_module_loads_its_wasm_by_its_published_name() {
    let site = Workshop::new().build();
    for name in ["amend", "app", "worker"] {
        let find = |start: &str, end: &str| {
            let mut paths = site.keys().filter(|path| path.starts_with(start) && path.ends_with(end));
            paths.next().expect("it is published").to_owned()
        };
        let module = find(&format!("assets/{name}."), ".js");
        let wasm = find(&format!("assets/{name}_bg."), ".wasm");
        assert!(text(&site, &module).contains(&format!("new URL('{}'", wasm.trim_start_matches("assets/"))));
    }
}

#[test]
fn the_service_worker_knows_every_page_and_asset() {
    let site = Workshop::new().build();
    let worker = text(&site, "sw.js");
    assert!(worker.starts_with("const SITE = 'harbour-notes'; const FILES = ["), "{worker}");
    let list = worker.split("FILES = ").nth(1).expect("there is a list").trim().trim_end_matches(';');
    let files: Vec<Value> = serde_json::from_str(list).expect("the list is JSON");
    let urls: Vec<&str> = files.iter().filter_map(|file| file["url"].as_str()).collect();
    for (path, _) in site.iter().filter(|(path, _)| ![".sidelight", "404.html", "sw.js"].contains(&path.as_str())) {
        let url = match path.as_str() {
            "index.html" => "./",
            path => path.trim_end_matches("index.html"),
        };
        assert_eq!(urls.iter().filter(|known| **known == url).count(), 1, "{url} in {urls:?}");
    }
    assert_eq!(urls.len(), site.len() - 3);
    let is_asset = |file: &&Value| file["url"].as_str().is_some_and(|url| url.starts_with("assets/"));
    assert!(files.iter().filter(is_asset).all(|file| file["revision"].is_null()));
    assert!(files.iter().filter(|file| !is_asset(file)).all(|file| file["revision"].is_string()));
}

#[test]
fn the_manifest_is_the_sites_own() {
    let site = Workshop::new().build();
    let manifest: Value = serde_json::from_str(text(&site, "manifest.webmanifest")).expect("it is JSON");
    assert_eq!(manifest["name"], json!("Harbour Notes"));
    assert_eq!(manifest["start_url"], json!("./"));
    assert!(site.contains_key(manifest["icons"][0]["src"].as_str().expect("it has an icon")));
}

#[test]
fn the_front_page_lists_the_newest_first() {
    let site = Workshop::new().build();
    let html = text(&site, "index.html");
    let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{what} is not listed"));
    assert!(at("briefs/tema-takes-over/") < at("briefs/fog-at-lome/"));
    assert!(html.contains("<time datetime=\"2025-06-03\">3 June 2025</time>"));
    assert!(html.contains("Short analyses of the ports of the Gulf of Guinea."));
}

#[test]
fn a_dossier_gathers_what_the_briefs_say() {
    let site = Workshop::new().build();
    let html = text(&site, "entities/port-of-tema/index.html");
    assert!(html.contains("Ghana&#39;s largest port") || html.contains("Ghana's largest port"));
    for sentence in [
        "The <b>Port of Tema</b> handled more boxes in June than any port of the Gulf of Guinea.",
        "The terminal of <b>Tema</b> took in what could not wait, and a pilot from <b>Tema</b> was flown in.",
    ] {
        assert!(html.contains(sentence), "{sentence} in {html}");
    }
    assert!(!html.contains("Freight rates"), "only what speaks of it");
    assert_eq!(html.matches("<blockquote>").count(), 3, "a cell of a table is no sentence: {html}");
    let own = text(&site, "entities/port-of-lome/index.html");
    assert!(
        own.contains("stated <time datetime=\"2024-05\">May 2024</time>, Harbour Press"),
        "a dated fact says whose it is: {own}"
    );
    assert!(own.contains("rival of <a href=\"../port-of-tema/\">Port of Tema</a>"));
    assert!(own.contains("part of Gulf of Benin"), "what has no dossier is not linked");
}

#[test]
fn the_glossary_defines_what_the_briefs_use() {
    let site = Workshop::new().build();
    let html = text(&site, "glossary/index.html");
    assert!(html.contains("Somebody with knowledge of the place who brings ships into port."));
    assert!(html.contains("../briefs/fog-at-lome/#term-pilot"));
}

#[test]
fn a_new_edition_replaces_the_site_and_leaves_nothing_behind() {
    let workshop = Workshop::new();
    let first = workshop.build();
    workshop.write("library/briefs/third.md", "# Third\n\nAnother brief.\n");
    std::fs::remove_file(workshop.path("library/briefs/fog-at-lome.md")).expect("it is there");
    let second = workshop.build();
    assert!(second.contains_key("briefs/third/index.html") && !second.contains_key("briefs/fog-at-lome/index.html"));
    assert_ne!(first["sw.js"], second["sw.js"]);
    let left: Vec<_> = std::fs::read_dir(workshop.path(""))
        .expect("it is a folder")
        .map(|e| e.expect("readable").file_name())
        .collect();
    assert_eq!(left.len(), 3, "library, bundle and site: {left:?}");
}

#[test]
fn an_unchanged_asset_keeps_its_name() {
    let workshop = Workshop::new();
    let first = workshop.build();
    workshop.write("bundle/app_bg.wasm", "another app");
    let second = workshop.build();
    let named = |site: &BTreeMap<String, Vec<u8>>, start: &str| {
        site.keys().filter(|path| path.starts_with(start)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(named(&first, "assets/worker"), named(&second, "assets/worker"));
    assert_ne!(named(&first, "assets/app_bg"), named(&second, "assets/app_bg"));
    assert_ne!(named(&first, "assets/app."), named(&second, "assets/app."), "it names the wasm, so it changes too");
}

#[test]
fn a_bare_folder_is_a_site_and_its_guessed_id_is_said() {
    let workshop = Workshop::new();
    workshop.write("My Briefs/Über alles.md", "# A title\n\nA sentence.\n");
    let output = workshop.run(&["build", "My Briefs", "--out", "bare"]);
    let notice = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && notice.starts_with("note: My Briefs has no sidelight.toml"), "{notice}");
    assert!(notice.contains("“my-briefs”"), "{notice}");
    let site = tree(&workshop.path("bare"));
    assert!(text(&site, "briefs/uber-alles/index.html").contains("data-site=\"my-briefs\""));
    assert_eq!(text(&site, ".sidelight"), "my-briefs\n");
}

#[test]
fn a_briefs_own_id_wins_over_its_address() {
    let workshop = Workshop::new();
    workshop.write("library/briefs/moved.md", "---\nid: first-name\ntitle: T\n---\n\nA sentence.\n");
    assert!(text(&workshop.build(), "briefs/moved/index.html").contains("data-brief=\"first-name\""));
}

#[test]
fn pages_and_documents_are_published_as_well() {
    let workshop = Workshop::new();
    let page = "<html><body><nav><a href=/>Home</a></nav><article><h1>Salt on the Quay</h1><p>It rains.</p></article></body></html>";
    workshop.write("library/briefs/salt.html", page);
    workshop.write("library/briefs/old.HTM", page.replace("Salt on the Quay", "Sand on the Quay"));
    workshop.write("library/briefs/strike.docx", BASE64.decode(DOCUMENT.as_bytes()).expect("it is Base64"));
    let site = workshop.build();
    for (address, title) in [("salt", "Salt on the Quay"), ("old", "Sand on the Quay"), ("strike", "Pilots on Strike")]
    {
        let page = text(&site, &format!("briefs/{address}/index.html"));
        assert!(page.contains(title), "{address}");
        assert!(!page.contains(">Home</a></nav>"), "{address}");
    }
}

/// A Word document with the title “Pilots on Strike” and one sentence.
const DOCUMENT: &str = "UEsDBBQAAAAIAPeAeV3aKSUydgAAAMMAAAARAAAAd29yZC9kb2N1bWVudC54bWxtjksOhCAQRK/S8QCyJ8gJXJjoBZyhjUSkDfYM4fZG/MSFm6\
    rNe5VSURr6/mb0rFWUHzJp7yVHE3K1nBxClP/eVUVn2WEhtBI3kIN1Yx3xCuSh5WAn3AnOXDjoe/gUuhFhOaUBapoRDIEnhkhhKl98cT0Uj9sb\
    UEsBAhQDFAAAAAgA94B5XdopJTJ2AAAAwwAAABEAAAAAAAAAAAAAAIABAAAAAHdvcmQvZG9jdW1lbnQueG1sUEsFBgAAAAABAAEAPwAAAKUAAA\
    AAAA==";
