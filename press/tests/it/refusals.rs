//! What must be refused: in one line, with the site that stood before left as it was.

use std::fs::{self, File};

use crate::workshop::{Workshop, tree};

const BUILD: [&str; 4] = ["build", "library", "--out", "site"];

/// Builds a good site, spoils the workshop, and expects the next build to be refused.
fn check(spoil: impl Fn(&Workshop), expected: &[&str]) {
    let workshop = Workshop::new();
    let before = workshop.build();
    spoil(&workshop);
    let message = workshop.refusal(&BUILD, 1);
    for part in expected {
        assert!(message.contains(part), "{message:?} lacks {part:?}");
    }
    assert!(tree(&workshop.path("site")) == before, "the site has changed: {message}");
    let left = fs::read_dir(workshop.path("")).expect("it is a folder").count();
    assert_eq!(left, 3, "library, bundle and site are left: {message}");
}

#[test]
fn a_brief_that_is_none() {
    let file = |name: &'static str, content: &'static [u8]| {
        move |workshop: &Workshop| workshop.write(&format!("library/briefs/{name}"), content)
    };
    check(file("a.md", b""), &["library/briefs/a.md: there is no text in it"]);
    check(file("a.txt", b"\x7fELF\x02\x01\x01\0\0\0"), &["library/briefs/a.txt: it is a program"]);
    check(file("a.md", b"---\ntitle: [x\n---\nText."), &["library/briefs/a.md: line ", "front matter is not valid"]);
    check(file("a.md", b"---\nid: a/b\n---\nText."), &["library/briefs/a.md: line 2: ", "the id “a/b”"]);
    check(file("!!.md", b"Text."), &["library/briefs/!!.md", "rename"]);
}

#[test]
fn two_briefs_in_one_place() {
    check(
        |workshop| workshop.write("library/briefs/Fog at Lomé.txt", "Another text."),
        &["library/briefs/Fog at Lomé.txt", "library/briefs/fog-at-lome.md", "the same slug “fog-at-lome”", "rename"],
    );
    check(
        |workshop| workshop.write("library/briefs/b.md", "---\nid: fog-at-lome\n---\nText."),
        &["library/briefs/b.md", "library/briefs/fog-at-lome.md", "the same id “fog-at-lome”"],
    );
}

#[test]
fn a_file_of_100_mb() {
    let make = |workshop: &Workshop| {
        let file = File::create(workshop.path("library/briefs/a.txt")).expect("it can be made");
        // Sparse: it has the size and takes no room.
        file.set_len(100 << 20).expect("it can be sized");
    };
    check(make, &["library/briefs/a.txt: has 100 MB, and 10 MB can be read at most"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new();
    workshop.write("library/briefs/a.md", "Text.");
    let path = workshop.path("library/briefs/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if File::open(&path).is_ok() {
        eprintln!("skipped: this user can read everything");
        return;
    }
    assert!(workshop.refusal(&BUILD, 1).contains("library/briefs/a.md: cannot be read: Permission denied"));
}

#[test]
fn settings_and_knowledge_that_cannot_be_used() {
    let file = |path: &'static str, content: &'static str| move |workshop: &Workshop| workshop.write(path, content);
    check(
        file("library/sidelight.toml", "id = \"x\"\nname = \"y\"\n"),
        &["library/sidelight.toml: line 2: unknown field `name`"],
    );
    check(file("library/sidelight.toml", "title = \"y\"\n"), &["library/sidelight.toml", "missing field `id`"]);
    check(
        file("library/sidelight.toml", "id = \"x\"\noutlines = \"coast.geojson\"\n"),
        &["outlines for maps: library/coast.geojson: cannot be read"],
    );
    check(
        |workshop| {
            workshop.write("library/sidelight.toml", "id = \"x\"\noutlines = \"coast.geojson\"\n");
            workshop.write("library/coast.geojson", "{\"type\": \"Topology\"}");
        },
        &["outlines for maps: library/coast.geojson: is not GeoJSON: "],
    );
    check(file("library/entities/ports.toml", "\n[[entity]]\nid = \"x\"\n"), &["library/entities/ports.toml:2: "]);
    check(file("library/glossary/terms.toml", "[[term]\n"), &["library/glossary/terms.toml:1: "]);
}

#[test]
fn all_defects_of_the_knowledge_at_once() {
    let workshop = Workshop::new();
    workshop.write("library/entities/a.toml", "[[entity]]\nid = \"x\"\n");
    workshop.write("library/glossary/terms.toml", "[[term]\n");
    let output = workshop.run(&BUILD);
    let message = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!((output.status.code(), lines.len()), (Some(1), 2), "{message}");
    assert!(lines[0].starts_with("error: library/entities/a.toml:1: "), "{message}");
    assert!(lines[1].starts_with("error: library/glossary/terms.toml:1: "), "{message}");
}

#[test]
fn a_bundle_that_is_not_whole() {
    for path in [
        "app.js",
        "worker_bg.wasm",
        "knowledge.bin",
        "outlines.geojson",
        "index.html",
        "style/base.css",
        "public/sw.js",
    ] {
        let spoil =
            |workshop: &Workshop| fs::remove_file(workshop.path(&format!("bundle/{path}"))).expect("it is there");
        check(spoil, &[&format!("lacks {path}; run `cargo xtask serve`")]);
    }
    check(
        |workshop| workshop.write("bundle/index.html", "<html {{attributes}}>"),
        &["index.html: lacks the slot {{head}}"],
    );
    check(|workshop| workshop.write("bundle/app.js", "nothing"), &["app.js", "app_bg.wasm 0 times"]);
    check(|workshop| workshop.write("bundle/knowledge.bin", "noise"), &["knowledge.bin"]);
    check(
        |workshop| workshop.write("bundle/public/sw.js", "nothing"),
        &["public/sw.js: must hold /*PRECACHE*/[] once"],
    );
}

#[test]
fn no_bundle_at_all() {
    let workshop = Workshop::new();
    fs::remove_dir_all(workshop.path("bundle")).expect("it is there");
    assert!(workshop.refusal(&BUILD, 1).contains("run `cargo xtask serve`"));
}

#[test]
fn a_folder_that_is_no_library() {
    let workshop = Workshop::new();
    workshop.write("empty/README", "Nothing here is a brief.");
    for (folder, expected) in [
        ("nowhere", "nowhere: cannot be read"),
        ("library/sidelight.toml", "library/sidelight.toml: is a file"),
        ("empty", "empty: holds no briefs; put .txt, .md, .html or .docx files there"),
    ] {
        let message = workshop.refusal(&["build", folder, "--out", "site"], 1);
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
        assert!(!workshop.path("site").exists(), "nothing is left behind");
    }
}

#[test]
fn a_place_that_is_somebodys_own() {
    let workshop = Workshop::new();
    workshop.write("site/thesis.doc", "ten years of work");
    let message = workshop.refusal(&BUILD, 1);
    assert!(message.contains("site: is not empty and was not made by sidelight"), "{message}");
    assert_eq!(tree(&workshop.path("site")).len(), 1);
    let message = workshop.refusal(&["build", "library", "--out", "library/sidelight.toml"], 1);
    assert!(message.contains("library/sidelight.toml: is a file"), "{message}");
    // The library itself is somebody's own, too.
    let message = workshop.refusal(&["build", "library", "--out", "library"], 1);
    assert!(message.contains("library: is not empty"), "{message}");
}

#[test]
fn an_empty_place_is_welcome_and_another_sites_is_said() {
    let workshop = Workshop::new();
    fs::create_dir(workshop.path("site")).expect("it can be made");
    workshop.build();
    workshop.write("library/sidelight.toml", "id = \"other\"\n");
    let output = workshop.run(&BUILD);
    let notice = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && notice.contains("held the site “harbour-notes”"), "{notice}");
}

#[test]
fn a_command_line_that_makes_no_sense() {
    let workshop = Workshop::new();
    for (arguments, expected) in [
        (&["publish"][..], "unrecognized subcommand 'publish'"),
        (&["build", "library"], "--out <SITE>"),
        (&["inspect", "a.md", "--format", "xml"], "invalid value 'xml'"),
        (&["inspect", "a.md", "--date", "soon"], "invalid value 'soon' for '--date"),
        (&["serve", "library", "--port", "70000"], "invalid value '70000'"),
    ] {
        let message = workshop.refusal(arguments, 2);
        assert!(message.contains(expected) && message.contains("sidelight --help"), "{message:?} lacks {expected:?}");
    }
    assert_eq!(workshop.run(&[]).status.code(), Some(2));
    assert_eq!(workshop.run(&["--help"]).status.code(), Some(0));
}
