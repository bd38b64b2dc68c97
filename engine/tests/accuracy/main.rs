//! How well the engine understands briefs that a careful reader has annotated.
//!
//! Those of the project lie in `briefs/`, their annotation in `gold/`; more may lie outside it, next to the
//! project's folder, and are skipped where they are absent. What the engine found in each brief of the project is
//! a snapshot as well, so that every change in understanding shows as a difference that a person can read.
#![cfg(all(feature = "inspect", feature = "knowledge-source", feature = "model"))]

mod annotation;
#[path = "../library/mod.rs"]
mod library;
mod score;

use std::fs;
use std::path::Path;

use serde_json::Value;
use sidelight_engine::brief::Brief;
use sidelight_engine::inspect::inspect;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::read::read;
use sidelight_engine::understand::{Language, Lexicon, MODEL, understand, understand_extracting};

use annotation::Annotation;
use score::{MEASURES, Scores, mean, score};

/// The least that the mean over the briefs may be, first for the project's own, then for those outside it.
const FLOORS: [(&str, f64, f64); MEASURES.len()] = [
    ("head", 0.95, 0.98),
    ("text", 0.99, 0.99),
    ("boilerplate", 0.98, 0.98),
    ("names exact", 0.95, 0.97),
    ("names lenient", 0.97, 0.98),
    ("kind", 0.92, 0.94),
    ("linking", 0.96, 0.97),
    ("terms P", 0.82, 0.96),
    ("terms R", 0.82, 0.96),
    ("abbreviations", 0.97, 0.98),
    ("dates", 0.97, 0.98),
    ("hedges", 0.94, 0.98),
    ("hedge kind", 0.98, 0.98),
    ("holder", 0.94, 0.98),
    ("key points", 0.98, 0.98),
    ("hit@1", 0.86, 0.98),
    ("recall@3", 0.80, 0.92),
    ("extracted", 0.70, 0.75),
    ("unaided", 0.95, 0.95),
];

/// The briefs of a folder of annotations, by name.
fn annotated(folder: &Path, extension: &str) -> Vec<(String, Annotation)> {
    let read = |path: &Path| {
        let source = fs::read_to_string(path).map_err(|error| error.to_string())?;
        if extension == "gold" {
            return Annotation::from_brackets(&source);
        }
        let json: Value = serde_json::from_str(&source).map_err(|error| error.to_string())?;
        // Where the annotation has no text of its own, it counts in the source.
        let source = folder.join("..").join(json["source"].as_str().unwrap_or_default());
        Ok(Annotation::from_json(&json, fs::read_to_string(source).ok()))
    };
    library::files(folder, extension)
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (name, read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

/// What the engine finds in the brief that an annotation in this folder is about: with the knowledge of the
/// project, with the brief's own key points left aside, and without any knowledge.
fn found(folder: &Path, gold: &Annotation, lexicon: &Lexicon<'_>) -> [Annotation; 3] {
    let path = folder.join("..").join(&gold.source);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A brief that the engine cannot read counts as one in which it found nothing.
    let brief = read(&bytes, &name).unwrap_or_else(|error| {
        eprintln!("{name}: {error}");
        Brief::default()
    });
    let nothing = Knowledge::default();
    let language = language();
    let readings = [
        understand(&brief, lexicon),
        understand_extracting(&brief, lexicon),
        understand(&brief, &Lexicon::new(&nothing).in_language(&language)),
    ];
    readings.map(|reading| Annotation {
        source: gold.source.clone(),
        ..Annotation::from_json(&inspect(&brief, &reading), None)
    })
}

fn language() -> Language {
    Language::unpack(MODEL).expect("the model is of this version")
}

fn table(rows: &[(String, Scores)], floors: &Scores) -> String {
    let mut table = format!("{:<16}", "");
    rows.iter().for_each(|(name, _)| table.push_str(&format!(" {:>12.12}", name)));
    table.push_str("        floor\n");
    for (measure, name) in MEASURES.iter().enumerate() {
        table.push_str(&format!("{name:<16}"));
        for value in rows.iter().map(|(_, scores)| scores[measure]).chain([floors[measure]]) {
            table.push_str(&value.map_or_else(|| format!(" {:>12}", "-"), |value| format!(" {value:>12.3}")));
        }
        table.push('\n');
    }
    table
}

/// Scores every annotated brief of a folder; panics with the whole table where a mean lies below its floor.
fn check(folder: &Path, extension: &str, floor: impl Fn(&(&str, f64, f64)) -> f64) {
    let knowledge = library::knowledge();
    let language = language();
    let lexicon = Lexicon::new(&knowledge).in_language(&language);
    let mut rows: Vec<(String, Scores)> = annotated(folder, extension)
        .into_iter()
        .map(|(name, gold)| {
            let [found, extracting, unaided] = found(folder, &gold, &lexicon);
            (name, score(&gold, &found, &extracting, &unaided))
        })
        .collect();
    assert!(!rows.is_empty(), "{}: no annotated briefs", folder.display());
    let reached = mean(&rows.iter().map(|(_, scores)| *scores).collect::<Vec<_>>());
    rows.push(("mean".to_owned(), reached));
    let floors = std::array::from_fn(|measure| Some(floor(&FLOORS[measure])));
    let table = table(&rows, &floors);
    println!("{table}");
    let short: Vec<&str> = MEASURES
        .iter()
        .enumerate()
        .filter(|(measure, _)| reached[*measure] < floors[*measure])
        .map(|(_, name)| *name)
        .collect();
    assert!(short.is_empty(), "below the floor: {}\n{table}", short.join(", "));
}

#[test]
fn our_briefs_are_understood() {
    check(&library::root().join("engine/tests/gold"), "gold", |(_, ours, _)| *ours);
}

#[test]
fn briefs_from_outside_are_understood() {
    let folder = library::root().join("../shared/gold");
    if folder.is_dir() {
        check(&folder, "json", |(_, _, outside)| *outside);
    } else {
        eprintln!("skipped: there is no annotated brief at {}", folder.display());
    }
}

#[test]
fn what_is_found_in_our_briefs() {
    let folder = library::root().join("engine/tests/gold");
    let knowledge = library::knowledge();
    let language = language();
    let lexicon = Lexicon::new(&knowledge).in_language(&language);
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    for (name, gold) in annotated(&folder, "gold") {
        let [found, ..] = found(&folder, &gold, &lexicon);
        settings.bind(|| insta::assert_snapshot!(name, found.to_brackets()));
    }
}

#[test]
fn annotations_are_whole() {
    const KINDS: [&str; 7] = ["person", "group", "organisation", "place", "event", "work", "other"];
    const HEDGES: [&str; 4] = ["likelihood", "confidence", "attribution", "condition"];
    for (name, gold) in annotated(&library::root().join("engine/tests/gold"), "gold") {
        let text: Vec<char> = gold.text.chars().collect();
        for mark in [&gold.mentions, &gold.terms, &gold.dates, &gold.hedges].into_iter().flatten() {
            let marked: String = text[mark.span.clone()].iter().collect();
            assert!(!marked.is_empty() && marked == marked.trim(), "{name}: a mark around `{marked}`");
        }
        for mark in &gold.mentions {
            assert!(KINDS.contains(&mark.kind.as_str()) && !mark.value.is_empty(), "{name}: {mark:?}");
        }
        for mark in &gold.hedges {
            assert!(HEDGES.contains(&mark.kind.as_str()), "{name}: {mark:?}");
        }
        for mark in &gold.dates {
            assert!(mark.value.split_once('/').is_some_and(|(from, to)| from <= to), "{name}: {mark:?}");
        }
        for (number, point) in (1..).zip(&gold.key_points) {
            assert!(!point.evidence.is_empty(), "{name}: nothing bears out key point {number}");
        }
        let again = Annotation::from_brackets(&gold.to_brackets());
        assert_eq!(again.as_ref(), Ok(&gold), "{name}: written and read again");
    }
}

#[test]
fn an_annotation_meets_itself() {
    for (name, gold) in annotated(&library::root().join("engine/tests/gold"), "gold") {
        let scores = score(&gold, &gold, &gold, &gold);
        for (measure, value) in MEASURES.iter().zip(scores) {
            // A gold file's key points are the brief's own, not sentences drawn from it.
            assert!(*measure == "extracted" || value.is_none_or(|value| value == 1.0), "{name}: {measure} {value:?}");
        }
    }
}

#[test]
fn the_names_of_the_floors_are_those_of_the_measures() {
    assert_eq!(FLOORS.map(|(name, ..)| name), MEASURES);
}
