//! The real brief that Sidelight was begun for, against what a careful reader marked in it.
//!
//! The brief and its annotation are not part of the project; where they are absent the tests say so
//! and pass.
#![cfg(all(feature = "inspect", feature = "knowledge-source"))]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sidelight_engine::inspect::inspect;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, compile};
use sidelight_engine::read::read;
use sidelight_engine::understand::{Lexicon, understand};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn source_files(folder: &str) -> Vec<SourceFile> {
    let folder = root().join("content").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("content is part of the project")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| SourceFile {
            text: fs::read_to_string(&path).expect("content is readable text"),
            path: path.display().to_string(),
        })
        .collect()
}

fn knowledge() -> Knowledge {
    compile(&source_files("entities"), &source_files("glossary"), &Knowledge::default())
        .unwrap_or_else(|errors| panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// The inspected brief and its annotation, or nothing where they are absent.
fn inspected() -> Option<(Value, Value)> {
    let shared = root().join("../shared");
    let (brief, gold) =
        (shared.join("briefs/intelbrief-2024-03-29.txt"), shared.join("gold/intelbrief-2024-03-29.json"));
    let (Ok(brief), Ok(gold)) = (fs::read(brief), fs::read(gold)) else {
        eprintln!("skipped: the annotated brief is not on this machine");
        return None;
    };
    let brief = read(&brief, "intelbrief-2024-03-29.txt").expect("the real brief is readable");
    let knowledge = knowledge();
    let reading = understand(&brief, &Lexicon::new(&knowledge));
    Some((inspect(&brief, &reading), serde_json::from_slice(&gold).expect("the annotation is JSON")))
}

fn kinds(value: &Value, kind: &str) -> usize {
    value["blocks"].as_array().expect("a list").iter().filter(|block| block["kind"] == kind).count()
}

#[test]
fn content_compiles() {
    let knowledge = knowledge();
    assert!(knowledge.entities.len() >= 80, "{} entities", knowledge.entities.len());
    assert!(knowledge.terms.len() >= 40, "{} terms", knowledge.terms.len());
}

#[test]
fn its_layout_is_read() {
    let Some((value, gold)) = inspected() else { return };
    for key in ["title", "series", "date"] {
        assert_eq!(value[key], gold[key], "{key}");
    }
    assert_eq!(kinds(&value, "key_point"), 4);
    assert_eq!(kinds(&value, "paragraph"), 5);
    assert_eq!(kinds(&value, "caption"), 1);
    assert_eq!(value["removed"], gold["boilerplate"]);
}

#[test]
fn its_names_and_terms_are_found() {
    let Some((value, gold)) = inspected() else { return };
    for (list, key) in [("mentions", "kind"), ("terms", "")] {
        let count = |value: &Value| {
            let mut counts: HashMap<(String, String), i32> = HashMap::new();
            for item in value[list].as_array().expect("a list") {
                let word = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
                *counts.entry((word("text"), word(key))).or_default() += 1;
            }
            counts
        };
        let (found, wanted) = (count(&value), count(&gold));
        let shared: i32 = wanted.iter().map(|(item, count)| (*count).min(found.get(item).copied().unwrap_or(0))).sum();
        let f1 = 2.0 * f64::from(shared) / f64::from(found.values().sum::<i32>() + wanted.values().sum::<i32>());
        let missed: Vec<_> = wanted.iter().filter(|(item, count)| found.get(*item) < Some(*count)).collect();
        let wrong: Vec<_> = found.iter().filter(|(item, count)| wanted.get(*item) < Some(*count)).collect();
        assert!(f1 >= 0.90, "{list}: F1 {f1:.3}, missed {missed:?}, wrong {wrong:?}");
    }
}

#[test]
fn its_abbreviations_are_found() {
    let Some((value, gold)) = inspected() else { return };
    let found: HashMap<&str, &str> = value["abbreviations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| Some((item["short"].as_str()?, item["long"].as_str()?)))
        .collect();
    let wanted: HashMap<&str, &str> = gold["abbreviations"]
        .as_object()
        .expect("a map")
        .iter()
        .filter_map(|(short, long)| Some((short.as_str(), long.as_str()?)))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn its_key_points_are_borne_out() {
    let Some((value, _)) = inspected() else { return };
    let text: Vec<char> = value["text"].as_str().expect("a string").chars().collect();
    let begins =
        ["If these details", "The group’s focus", "Driving forces for radicalization", "IS-K has, in the last year"];
    for (point, begin) in value["key_points"].as_array().expect("a list").iter().zip(begins) {
        let first = &point["evidence"][0];
        let at = |key: &str| first[key].as_u64().expect("a number") as usize;
        let passage: String = text[at("start")..at("end")].iter().collect();
        assert!(passage.starts_with(begin), "{begin}: {passage}");
    }
}
