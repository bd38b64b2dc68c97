//! The engine beside the tools that a developer would otherwise reach for: same machine, same run, same text.
//!
//! The tools come from their registries into `end2end/bench/peers/` and `target/bench/`. Where one cannot be had,
//! that is said and its row is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::understand::{Language, MODEL};

use super::engine::Engine;
use super::table::{Budget, Row, Unit};
use super::{MILLION, texts};
use crate::progress::Step;
use crate::{bundle, root, wasm};

/// The length in bytes of the text: spaCy takes some seconds for it.
const LENGTH: usize = 100_000;
/// What issue 4 asks for, in words per second: natively as a multiple of spaCy's, as wasm of wink-nlp's.
const TIMES_SPACY: f64 = 150.0;
const TIMES_WINK: f64 = 1.0;

/// The engine, native, beside spaCy's small English model.
///
/// # Errors
/// Where the samples cannot be read, or spaCy is there and fails.
pub fn spacy(step: &Step, folder: &Path) -> Result<Option<Row>> {
    let python = match environment(step, folder) {
        Ok(python) => python,
        Err(error) => return Ok(skip(step, "spaCy", &error)),
    };
    let text = text(folder)?;
    let theirs = answer(step, Command::new(python).arg(peers().join("spacy_small.py")).arg(&text.path))?;
    let knowledge = Knowledge::unpack(&bundle::knowledge(step)?.pack())?;
    let ours = Engine::new(&knowledge, &Language::unpack(MODEL)?).seconds(text.content.as_bytes(), "a.txt");
    let theirs = |name: &str| number(&theirs, name);
    Ok(Some(Row {
        what: "bytes to reading, native : spaCy’s small English model, words per second".into(),
        measured: theirs("seconds")? / ours,
        unit: Unit::Ratio,
        budget: Some(Budget::AtLeast(TIMES_SPACY)),
        details: vec![
            ("ours", text.million_words / ours, Unit::MillionWordsPerSecond),
            ("spaCy", text.million_words / theirs("seconds")?, Unit::MillionWordsPerSecond),
            ("spaCy’s start-up", theirs("start")?, Unit::Milliseconds),
        ],
    }))
}

/// The engine as wasm beside wink-nlp, both in node.
///
/// # Errors
/// Where the engine does not build, or wink-nlp is there and fails.
pub fn wink(step: &Step, folder: &Path) -> Result<Option<Row>> {
    if let Err(error) = packages(step) {
        return Ok(skip(step, "wink-nlp", &error));
    }
    let text = text(folder)?;
    let knowledge = folder.join("knowledge.bin");
    fs::write(&knowledge, bundle::knowledge(step)?.pack())?;
    let model = root().join("engine/model/english.bin");
    let module = wasm::build_for_node(step, "sidelight-worker", "speed", &folder.join("node"))?;
    let found = answer(
        step,
        Command::new("node").arg(peers().join("wink.js")).args([&text.path, &module, &knowledge, &model]),
    )?;
    let (ours, wink) = (&found["ours"], &found["wink"]);
    Ok(Some(Row {
        what: "bytes to reading, wasm in node : wink-nlp, words per second".into(),
        measured: number(wink, "seconds")? / number(ours, "seconds")?,
        unit: Unit::Ratio,
        budget: Some(Budget::AtLeast(TIMES_WINK)),
        details: vec![
            ("ours", text.million_words / number(ours, "seconds")?, Unit::MillionWordsPerSecond),
            ("wink-nlp", text.million_words / number(wink, "seconds")?, Unit::MillionWordsPerSecond),
            ("start-up: ours", number(ours, "start")?, Unit::Milliseconds),
            ("wink-nlp’s", number(wink, "start")?, Unit::Milliseconds),
        ],
    }))
}

fn peers() -> PathBuf {
    root().join("end2end/bench/peers")
}

fn skip(step: &Step, peer: &str, error: &anyhow::Error) -> Option<Row> {
    step.say(&format!("skipped: {peer} cannot be had here ({error:#})"));
    None
}

/// The text that all of them read.
struct Text {
    path: PathBuf,
    content: String,
    million_words: f64,
}

fn text(folder: &Path) -> Result<Text> {
    let content = texts::ordinary(LENGTH)?;
    // Absolute, since the peers run elsewhere.
    let path = folder.canonicalize()?.join("peers.txt");
    fs::write(&path, &content)?;
    let million_words = content.split_whitespace().count() as f64 / MILLION;
    Ok(Text { path, content, million_words })
}

/// The JSON object that a peer prints.
fn answer(step: &Step, command: &mut Command) -> Result<Value> {
    Ok(serde_json::from_slice(&step.read(command)?)?)
}

fn number(found: &Value, name: &str) -> Result<f64> {
    found[name].as_f64().with_context(|| format!("the peer does not say {name}"))
}

/// A Python with what `requirements.txt` lists, made on first use.
fn environment(step: &Step, folder: &Path) -> Result<PathBuf> {
    let (place, wanted) = (folder.join("python"), peers().join("requirements.txt"));
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last, so it tells when an installation was complete, and of what.
    let installed = place.join("installed.txt");
    let is_current = || Ok::<_, std::io::Error>(fs::read(&installed)? == fs::read(&wanted)?);
    if !is_current().unwrap_or(false) {
        step.say("installing spaCy for comparison (pip)");
        step.run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        step.run(Command::new(&python).args(pip).arg(&wanted))?;
        fs::copy(&wanted, &installed)?;
    }
    Ok(python)
}

/// The packages of `end2end/bench/peers/`.
fn packages(step: &Step) -> Result<()> {
    if !peers().join("node_modules/.package-lock.json").exists() {
        step.say("installing wink-nlp for comparison (npm ci)");
        step.run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(peers()))?;
    }
    Ok(())
}
