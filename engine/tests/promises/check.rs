//! What the contract promises of every reading, whatever the bytes. Shared with the fuzz targets.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;
use sidelight_engine::brief::Brief;
use sidelight_engine::inspect::inspect;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};
use sidelight_engine::read::read;
use sidelight_engine::render::{Links, page};
use sidelight_engine::understand::{KeyPointOrigin, Lexicon, Reading, understand, understand_extracting};

use crate::page_text::block_texts;

/// The knowledge that ships, from `content/`.
pub fn knowledge(root: &Path) -> Knowledge {
    let files = |folder: &str, extension: &str| -> std::io::Result<Vec<SourceFile>> {
        let folder = std::fs::read_dir(root.join("content").join(folder))?;
        let mut paths: Vec<_> = folder.map(|entry| entry.expect("readable").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|found| found == extension));
        paths.sort();
        let source = |path: std::path::PathBuf| SourceFile {
            text: std::fs::read_to_string(&path).expect("content is readable text"),
            path: path.display().to_string(),
        };
        Ok(paths.into_iter().map(source).collect())
    };
    let sources = Sources::of(files).expect("content is part of the project");
    compile(&sources, &Knowledge::default()).expect("content is valid")
}

/// Holds a file, whatever its bytes, to everything that is promised of it.
pub fn check(bytes: &[u8], name: &str, lexicon: &Lexicon<'_>) {
    let Some(brief) = check_read(bytes, name) else { return };
    let reading = understand(&brief, lexicon);
    assert_eq!(reading, understand(&brief, lexicon), "the same brief gives the same reading");
    check_reading(&brief, &reading);
    check_reading(&brief, &understand_extracting(&brief, lexicon));
    check_page(&brief, &reading, lexicon.knowledge());
    check_inspected(&inspect(&brief, &reading));
}

/// Any bytes give a brief whose ranges are sound, or one line that says what is wrong.
pub fn check_read(bytes: &[u8], name: &str) -> Option<Brief> {
    let brief = match read(bytes, name) {
        Ok(brief) => brief,
        Err(error) => {
            let message = error.to_string();
            assert!(!message.is_empty() && !message.contains('\n'), "one line: {message:?}");
            return None;
        }
    };
    assert_eq!(read(bytes, name).as_ref(), Ok(&brief), "the same bytes give the same brief");
    let blocks: Vec<&str> = brief.blocks.iter().map(|block| brief.block_text(block)).collect();
    assert_eq!(blocks.join("\n\n"), brief.text);
    assert!(blocks.iter().all(|block| !block.trim().is_empty()));
    for inline in &brief.inlines {
        match inline.style.is_place() {
            true => assert!(inline.range.is_empty() && brief.text.is_char_boundary(inline.range.start), "{inline:?}"),
            false => check_place(&brief, "inline", &inline.range),
        }
    }
    Some(brief)
}

fn check_reading(brief: &Brief, reading: &Reading) {
    check_row(brief, "sentences", reading.sentences.iter());
    check_row(brief, "mentions", reading.mentions.iter().map(|mention| &mention.range));
    check_row(brief, "terms", reading.terms.iter().map(|term| &term.range));
    check_row(brief, "dates", reading.dates.iter().map(|date| &date.range));
    check_row(brief, "hedges", reading.hedges.iter().map(|hedge| &hedge.range));

    let mut names = HashMap::new();
    for mention in &reading.mentions {
        assert!(!mention.entity.is_empty() && !mention.name.is_empty(), "{mention:?}");
        let name = *names.entry(&mention.entity).or_insert(&mention.name);
        assert_eq!(name, &mention.name, "an entity has one name: {}", mention.entity);
    }
    for abbreviation in &reading.abbreviations {
        check_place(brief, "abbreviation", &abbreviation.range);
        check_place(brief, "long form", &abbreviation.long_range);
        assert_eq!(brief.text[abbreviation.long_range.clone()], abbreviation.long);
        assert!(brief.text[abbreviation.range.clone()].contains(&abbreviation.short), "{abbreviation:?}");
    }
    for date in &reading.dates {
        assert!(date.from <= date.to, "{date:?}");
    }
    for hedge in &reading.hedges {
        assert!(hedge.likelihood.is_none_or(|(low, high)| low <= high && high <= 100), "{hedge:?}");
        if let Some(holder) = &hedge.holder {
            check_place(brief, "holder", holder);
        }
    }
    for point in &reading.key_points {
        check_place(brief, "key point", &point.range);
        let scores: Vec<f32> = point.evidence.iter().map(|evidence| evidence.score).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "best first: {scores:?}");
        for evidence in &point.evidence {
            assert!((0.0..=1.0).contains(&evidence.score), "{evidence:?}");
            assert!(block_of(brief, &evidence.range).is_some_and(|block| brief.blocks[block].kind.is_body()));
            assert!(point.origin == KeyPointOrigin::Extracted || evidence.range != point.range, "{evidence:?}");
        }
    }
}

/// Ranges in order and without overlaps, each where a range may be.
fn check_row<'r>(brief: &Brief, what: &str, ranges: impl Iterator<Item = &'r Range<usize>>) {
    let mut end = 0;
    for range in ranges {
        check_place(brief, what, range);
        assert!(range.start >= end, "{what}: {range:?} begins before {end}");
        end = range.end;
    }
}

/// A range that holds visible text, on character boundaries, inside one block.
fn check_place(brief: &Brief, what: &str, range: &Range<usize>) {
    let text = brief.text.get(range.clone());
    assert!(text.is_some_and(|text| !text.trim().is_empty()), "{what}: {range:?} is {text:?}");
    assert!(block_of(brief, range).is_some(), "{what}: {text:?} reaches over its block");
}

fn block_of(brief: &Brief, range: &Range<usize>) -> Option<usize> {
    let block = brief.blocks.partition_point(|block| block.range.end <= range.start);
    let place = &brief.blocks.get(block)?.range;
    (place.start <= range.start && range.end <= place.end).then_some(block)
}

/// The page says what the brief says, and nothing of the brief became markup.
fn check_page(brief: &Brief, reading: &Reading, knowledge: &Knowledge) {
    let page = page(brief, reading, knowledge, &Links::default());
    assert_eq!(block_texts(&page.brief).join("\n\n"), brief.text);
    for part in [&page.brief, &page.reference, &page.rail] {
        // Between quotation marks stand an attribute's values, between tags text: either may say “style=”.
        let tags = part.split('<').filter_map(|rest| Some(rest.split_once('>')?.0));
        let names = tags.map(|tag| tag.split('"').step_by(2).collect::<String>());
        assert!(names.clone().all(|tag| !tag.starts_with("script") && !tag.contains(" style=")), "{part}");
    }
}

/// What leaves the engine counts scalar values, and each span's text is its place's.
fn check_inspected(value: &Value) {
    let scalars: Vec<char> = value["text"].as_str().expect("a string").chars().collect();
    let is_of_text = |span: &Value| {
        let at = |key: &str| span[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a number");
        let place: String = scalars[at("start")..at("end")].iter().collect();
        assert!(span["text"].as_str().is_none_or(|text| text == place), "{span} is {place:?}");
    };
    let lists = ["blocks", "sentences", "mentions", "terms", "abbreviations", "key_points", "dates", "hedges"];
    let spans = |list: &Value| list.as_array().expect("a list").clone();
    for list in lists {
        spans(&value[list]).iter().for_each(is_of_text);
    }
    spans(&value["key_points"]).iter().flat_map(|point| spans(&point["evidence"])).for_each(|span| is_of_text(&span));
    spans(&value["hedges"]).iter().map(|hedge| &hedge["holder"]).filter(|span| !span.is_null()).for_each(is_of_text);
}
