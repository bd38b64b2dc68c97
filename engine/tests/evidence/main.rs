//! How well passages are found for key points in words of their own.
//!
//! `briefs/` holds fourteen briefs, each with a list of its key points and, for each, the sentences that bear it out,
//! best first. They were written without sight of the engine, the key points as a summary that repeats little of the
//! body; four sentences bear out one on average, of which the first three found can be no more than three.
#![cfg(all(feature = "knowledge-source", feature = "model"))]

#[path = "../library/mod.rs"]
mod library;

use std::fs;
use std::path::Path;

use serde_json::Value;
use sidelight_engine::read::read;
use sidelight_engine::understand::{Language, Lexicon, MODEL, understand};

/// The least that the mean over all key points may be: of those whose first passage is one of the sentences, and of
/// the sentences among the first three.
const FLOORS: (f64, f64) = (0.46, 0.46);

#[test]
fn passages_are_found_in_other_words() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/evidence/briefs"));
    let knowledge = library::knowledge();
    let language = Language::unpack(MODEL).expect("it is what ships");
    let lexicon = Lexicon::new(&knowledge).in_language(&language);
    let (mut hits, mut recall, mut points) = (0.0, 0.0, 0.0);
    for path in library::files(folder, "md") {
        let name = path.display().to_string();
        let brief = read(&fs::read(&path).expect(&name), &name).expect(&name);
        let reading = understand(&brief, &lexicon);
        let annotation = fs::read_to_string(path.with_extension("json")).expect(&name);
        let annotation: Value = serde_json::from_str(&annotation).expect(&name);
        for wanted in annotation["key_points"].as_array().expect(&name) {
            let text = wanted["text"].as_str().expect(&name);
            let point = reading.key_points.iter().find(|point| brief.text[point.range.clone()] == *text);
            let point = point.unwrap_or_else(|| panic!("{name}: no key point “{text}”"));
            let sentences = wanted["evidence"].as_array().expect(&name);
            // The first sentence of a numbered paragraph begins with the number.
            let rank = |sentence: &str| {
                point.evidence.iter().position(|passage| brief.text[passage.range.clone()].ends_with(sentence))
            };
            let met: Vec<usize> = sentences.iter().filter_map(Value::as_str).filter_map(rank).collect();
            hits += f64::from(u8::from(met.contains(&0)));
            recall += met.len() as f64 / sentences.len().min(3) as f64;
            points += 1.0;
        }
    }
    let (hit, recall) = (hits / points, recall / points);
    println!("{points} key points: hit@1 {hit:.3}, recall@3 {recall:.3}");
    assert!(points > 50.0, "{points} key points");
    assert!(hit >= FLOORS.0 && recall >= FLOORS.1, "hit@1 {hit:.3}, recall@3 {recall:.3}");
}
