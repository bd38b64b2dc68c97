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
/// How far apart the times per byte of one kind of text may lie over its lengths: linear time, with room for caches.
const APART: f64 = 2.0;
/// How often lengths are gone through in turns, so that what disturbs the machine disturbs all of them.
const ROUNDS: usize = 3;
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

    fn nanoseconds_per_byte(&self, text: &str, name: &str) -> f64 {
        self.seconds(text.as_bytes(), name) * 1e9 / text.len() as f64
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
    for worst in &WORST {
        rows.push(hard(&engine, worst)?);
    }
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
    let texts: Vec<String> = LENGTHS.iter().map(|(_, bytes)| texts::ordinary(*bytes)).collect::<Result<_>>()?;
    let mut details = LENGTHS.map(|(name, _)| (name, f64::INFINITY, Unit::NanosecondsPerByte)).to_vec();
    for _ in 0..ROUNDS {
        for (text, (_, fastest, _)) in texts.iter().zip(&mut details) {
            *fastest = engine.nanoseconds_per_byte(text, "a.txt").min(*fastest);
        }
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

/// How the time per byte of one of the worst inputs grows from one length to a longer one, which it does not where
/// time is linear; beside it the most against ordinary text of the same length, measured right before it.
fn hard(engine: &Engine<'_>, worst: &Worst) -> Result<Row> {
    let lengths = [("1/64", worst.longest / 64), ("1/8", worst.longest / 8), ("whole", worst.longest)];
    let texts: Vec<(String, String)> = lengths
        .iter()
        .map(|(_, length)| Ok((texts::ordinary(*length)?, worst.text(*length))))
        .collect::<Result<_>>()?;
    let mut times = Vec::new();
    'rounds: for round in 0..ROUNDS {
        for (place, ((name, _), (ordinary, hard))) in lengths.iter().zip(&texts).enumerate() {
            let ordinary = engine.nanoseconds_per_byte(ordinary, "a.txt");
            let time = engine.nanoseconds_per_byte(hard, worst.file);
            if round == 0 {
                times.push((*name, time, ordinary));
            }
            let (_, fastest, beside) = &mut times[place];
            (*fastest, *beside) = (time.min(*fastest), ordinary.min(*beside));
            if *fastest / *beside > HOPELESS {
                break 'rounds;
            }
        }
    }
    let ratio = times.iter().map(|(_, time, beside)| time / beside).fold(0.0, f64::max);
    let mut least = f64::INFINITY;
    let growth = times.iter().map(|(_, time, _)| {
        least = time.min(least);
        time / least
    });
    let growth = growth.fold(0.0, f64::max);
    let mut details =
        vec![("against ordinary text", ratio, Unit::Ratio), ("length", worst.longest as f64, Unit::Bytes)];
    details.extend(times.into_iter().map(|(name, time, _)| (name, time, Unit::NanosecondsPerByte)));
    let format = worst.file.rsplit('.').next().unwrap_or_default();
    Ok(Row {
        what: format!("– growth of time per byte ({format}): {}", worst.what),
        measured: growth,
        unit: Unit::Ratio,
        budget: Some(Budget::AtMost(APART)),
        details,
    })
}
