//! The engine by itself, on this machine's own processor.

use anyhow::Result;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::read::read;
use sidelight_engine::render::{Links, page};
use sidelight_engine::understand::{Language, Lexicon, MODEL, Reading, understand};

use super::table::{Budget, Row, Unit};
use super::texts::{self, WORST, Worst};
use super::{MILLION, fastest};

/// The length in bytes of the brief that stands for the longest that anybody will paste.
pub const LONG: usize = 1_000_000;
/// Over which lengths the time per byte is compared, to the longest that is read at all.
const LENGTHS: [(&str, usize); 4] =
    [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];
/// How far apart the times per byte may lie, of lengths and of the worst against ordinary text.
const APART: f64 = 2.0;
/// Where the time per byte is so many times that of ordinary text, longer texts of the kind are not tried.
const HOPELESS: f64 = 20.0;

/// Bytes → reading, as fast as the knowledge allows.
pub struct Engine<'k> {
    lexicon: Lexicon<'k>,
    knowledge: &'k Knowledge,
}

impl<'k> Engine<'k> {
    pub fn new(knowledge: &'k Knowledge, language: &'k Language) -> Self {
        Self { lexicon: Lexicon::new(knowledge).in_language(language), knowledge }
    }

    /// What it understands of a text, if it is a brief at all.
    pub fn reading(&self, bytes: &[u8], name: &str) -> Option<Reading> {
        Some(understand(&read(bytes, name).ok()?, &self.lexicon))
    }

    /// Seconds that a text takes from bytes to reading: the fastest of several runs.
    pub fn seconds(&self, bytes: &[u8], name: &str) -> f64 {
        fastest(|| drop(self.reading(bytes, name)))
    }
}

/// Everything that is measured of the engine natively.
///
/// # Errors
/// Where the samples cannot be read.
pub fn rows(packed: &[u8]) -> Result<Vec<Row>> {
    let knowledge = Knowledge::unpack(packed)?;
    let language = Language::unpack(MODEL)?;
    let engine = Engine::new(&knowledge, &language);
    let mut rows = vec![start_up(packed, &knowledge)?, whole(&engine)?, by_length(&engine)?];
    let ordinary = texts::ordinary(LONG)?;
    let per_byte = engine.seconds(ordinary.as_bytes(), "a.txt") / ordinary.len() as f64;
    rows.extend(WORST.iter().map(|worst| hard(&engine, worst, per_byte)));
    Ok(rows)
}

fn start_up(packed: &[u8], knowledge: &Knowledge) -> Result<Row> {
    Knowledge::unpack(packed)?;
    let unpacking = fastest(|| drop(Knowledge::unpack(packed))) * 1e3;
    let lexicon = fastest(|| drop(Lexicon::new(knowledge))) * 1e3;
    Language::unpack(MODEL)?;
    let model = fastest(|| drop(Language::unpack(MODEL))) * 1e3;
    Ok(Row {
        what: "the engine, native: start-up, once for many briefs".into(),
        measured: unpacking + lexicon + model,
        unit: Unit::Milliseconds,
        budget: None,
        details: vec![
            ("knowledge", unpacking, Unit::Milliseconds),
            ("lexicon", lexicon, Unit::Milliseconds),
            ("model", model, Unit::Milliseconds),
        ],
    })
}

/// Reads, understands and renders one long brief.
fn whole(engine: &Engine<'_>) -> Result<Row> {
    let text = texts::ordinary(LONG)?;
    let words = text.split_whitespace().count() as f64 / MILLION;
    let reading = engine.seconds(text.as_bytes(), "a.txt");
    let brief = read(text.as_bytes(), "a.txt")?;
    let understood = understand(&brief, &engine.lexicon);
    let mut html = 0;
    let rendering = fastest(|| {
        let page = page(&brief, &understood, engine.knowledge, &Links::default());
        html = page.brief.len() + page.reference.len();
    });
    Ok(Row {
        what: "the engine, native: 1 MB from bytes to reading".into(),
        measured: words / reading,
        unit: Unit::MillionWordsPerSecond,
        budget: None,
        details: vec![
            ("in all", text.len() as f64 / MILLION / reading, Unit::MegabytesPerSecond),
            ("time", reading * 1e3, Unit::Milliseconds),
            ("rendering", rendering * 1e3, Unit::Milliseconds),
            ("HTML", html as f64, Unit::Bytes),
        ],
    })
}

fn by_length(engine: &Engine<'_>) -> Result<Row> {
    let mut details = Vec::new();
    for (name, bytes) in LENGTHS {
        let text = texts::ordinary(bytes)?;
        let nanoseconds = engine.seconds(text.as_bytes(), "a.txt") * 1e9 / text.len() as f64;
        details.push((name, nanoseconds, Unit::NanosecondsPerByte));
    }
    let numbers = || details.iter().map(|(_, number, _)| *number);
    Ok(Row {
        what: "the engine, native: time per byte from 10 KB to 10 MB, slowest : fastest".into(),
        measured: numbers().fold(0.0, f64::max) / numbers().fold(f64::INFINITY, f64::min),
        unit: Unit::Ratio,
        budget: Some(Budget::AtMost(APART)),
        details,
    })
}

/// One of the worst inputs against ordinary text, tried in growing lengths up to a long brief's.
fn hard(engine: &Engine<'_>, worst: &Worst, ordinary: f64) -> Row {
    let (mut ratio, mut length) = (0.0, 0);
    for bytes in [LONG / 64, LONG / 8, LONG] {
        let text = worst.text(bytes);
        length = text.len();
        ratio = engine.seconds(text.as_bytes(), worst.file) / length as f64 / ordinary;
        if ratio > HOPELESS {
            break;
        }
    }
    let format = worst.file.rsplit('.').next().unwrap_or_default();
    Row {
        what: format!("– worst input ({format}): {}", worst.what),
        measured: ratio,
        unit: Unit::Ratio,
        budget: Some(Budget::AtMost(APART)),
        details: vec![("length", length as f64, Unit::Bytes)],
    }
}
