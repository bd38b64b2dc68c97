//! `sidelight inspect`: what is understood of one brief.

use std::fs::File;

use serde_json::{Value, json};

use crate::workshop::Workshop;

const FOG: &str = "library/briefs/fog-at-lome.md";

fn inspect(workshop: &Workshop, arguments: &[&str]) -> Value {
    let output = workshop.run(&[&["inspect", "--format", "json"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

fn mentions(reading: &Value) -> impl Iterator<Item = &Value> {
    reading["mentions"].as_array().expect("a list").iter()
}

#[test]
fn json_says_what_the_brief_is_and_names() {
    let reading = inspect(&Workshop::new(), &[FOG]);
    assert_eq!(reading["schema"], json!("sidelight.inspect/1"));
    assert_eq!(reading["title"], json!("Fog & ships"));
    assert_eq!(reading["date"], json!("2025-06-03"));
    let known = mentions(&reading).filter(|mention| mention["origin"] == "knowledge_base");
    let entities: Vec<&Value> = known.map(|mention| &mention["entity"]).collect();
    assert_eq!(entities, ["port-of-tema"; 3], "the publisher's own entities are the library's, not the brief's");
}

#[test]
fn without_knowledge_nothing_is_known_and_no_bundle_is_needed() {
    let workshop = Workshop::new();
    std::fs::remove_dir_all(workshop.path("bundle")).expect("it is there");
    let reading = inspect(&workshop, &[FOG, "--no-knowledge"]);
    assert!(mentions(&reading).all(|mention| mention["origin"] != "knowledge_base"), "{reading}");
    assert!(workshop.refusal(&["inspect", FOG], 1).contains("cargo xtask serve"));
}

#[test]
fn a_date_is_for_briefs_that_carry_none() {
    let workshop = Workshop::new();
    workshop.write("undated.txt", "A text without a date.");
    assert_eq!(inspect(&workshop, &["undated.txt", "--date", "2024-03-29"])["date"], json!("2024-03-29"));
    assert_eq!(inspect(&workshop, &[FOG, "--date", "2024-03-29"])["date"], json!("2025-06-03"));
}

#[test]
fn key_points_can_be_extracted_from_a_brief_that_has_its_own() {
    let origins = |arguments: &[&str]| -> Vec<Value> {
        let reading = inspect(&Workshop::new(), arguments);
        reading["key_points"].as_array().expect("a list").iter().map(|point| point["origin"].clone()).collect()
    };
    assert!(origins(&[FOG]).iter().all(|origin| origin == "brief"));
    let extracted = origins(&[FOG, "--extract"]);
    assert!(!extracted.is_empty() && extracted.iter().all(|origin| origin == "extracted"));
}

#[test]
fn text_is_a_summary_for_people() {
    let output = Workshop::new().run(&["inspect", FOG]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.starts_with("Fog & ships\nHarbour Notes · 2025-06-03 · "), "{text}");
    assert!(text.contains("Port of Tema · place · port-of-tema · 3 ×"), "{text}");
}

#[test]
fn what_is_no_brief_is_refused_in_one_line() {
    let workshop = Workshop::new();
    workshop.write("empty.txt", "");
    workshop.write("binary.md", b"\0\x01\x02\xff\xfe\xfd\0\0");
    workshop.write("front.md", "---\ntitle: x\n");
    File::create(workshop.path("huge.txt")).and_then(|file| file.set_len(100 << 20)).expect("it can be sized");
    for (path, expected) in [
        ("empty.txt", "empty.txt: there is no text in it"),
        ("binary.md", "binary.md: "),
        ("front.md", "front.md: line 1: the front matter begins with `---` and never ends"),
        ("huge.txt", "huge.txt: has 100 MB, and 10 MB can be read at most"),
        ("library", "library: is a folder; name a file"),
        ("missing.md", "missing.md: cannot be read: No such file"),
    ] {
        let message = workshop.refusal(&["inspect", path, "--no-knowledge"], 1);
        assert!(message.contains(expected), "{message:?} lacks {expected:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_device_that_never_ends_is_refused() {
    let message = Workshop::new().refusal(&["inspect", "/dev/zero"], 1);
    assert!(message.contains("/dev/zero: has more than 10 MB"), "{message}");
}
