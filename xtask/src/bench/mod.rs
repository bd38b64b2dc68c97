//! `cargo xtask bench`: what the design sets budgets for, measured. A number is never a failure here: it is
//! shown beside its budget, and whether that is kept is for people to judge.

mod browser;
mod engine;
mod peers;
mod sizes;
mod table;
mod texts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::progress::{Step, Steps};
use crate::{bundle, cargo, root, test};

const MILLION: f64 = 1e6;

/// What is asked of the bench.
pub struct Asked {
    is_json: bool,
    parts: BTreeSet<Part>,
}

/// A part of the bench that can be had by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Sizes,
    Engine,
    Peers,
    Browser,
}

const PARTS: [(&str, Part); 4] =
    [("sizes", Part::Sizes), ("engine", Part::Engine), ("peers", Part::Peers), ("browser", Part::Browser)];

impl Asked {
    /// From the words after `bench`: `--json`, and the parts, all of them where none is named.
    pub fn from_words(words: &[&str]) -> Option<Self> {
        let mut asked = Self { is_json: false, parts: BTreeSet::new() };
        for word in words {
            match PARTS.iter().find(|(name, _)| name == word) {
                Some((_, part)) => drop(asked.parts.insert(*part)),
                None if *word == "--json" => asked.is_json = true,
                None => return None,
            }
        }
        if asked.parts.is_empty() {
            asked.parts.extend(PARTS.map(|(_, part)| part));
        }
        Some(asked)
    }

    fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        let parts = PARTS.into_iter().filter(|(_, part)| self.parts.contains(part)).map(|(name, _)| name);
        parts.chain(self.is_json.then_some("--json"))
    }
}

/// Measures what is asked and prints one table, or one JSON object.
///
/// # Errors
/// Where something does not build, or the browser cannot be started.
pub fn run(asked: &Asked) -> Result<()> {
    if cfg!(debug_assertions) {
        return hand_over(asked);
    }
    let has = |part| asked.parts.contains(&part);
    let has_site = has(Part::Sizes) || has(Part::Browser);
    let step_count = |part, steps| if has(part) { steps } else { 0 };
    let mut steps = Steps::new(
        if has_site { bundle::STEPS + 1 } else { 0 }
            + step_count(Part::Sizes, 1)
            + step_count(Part::Engine, 1)
            + step_count(Part::Peers, 2)
            + step_count(Part::Browser, 2),
    );
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let site = folder.join("site");
    if has_site {
        bundle::build(&mut steps)?;
        steps.step("the sample library as a site", |step| publish(step, &site))?;
    }
    let brief = if has_site { sizes::largest_brief(&site)? } else { String::new() };
    let mut rows = Vec::new();
    if has(Part::Sizes) {
        rows.extend(steps.step("sizes", |_| sizes::rows(&site, &brief))?);
    }
    if has(Part::Engine) {
        rows.extend(steps.step("the engine", |step| engine::rows(&bundle::knowledge(step)?.pack()))?);
    }
    if has(Part::Peers) {
        rows.extend(steps.step("against spaCy", |step| peers::spacy(step, &folder))?);
        rows.extend(steps.step("against wink-nlp", |step| peers::wink(step, &folder))?);
    }
    if has(Part::Browser) {
        let browser = steps.step("what the browser needs", |step| {
            test::install_packages(step)?;
            test::find_browser(step)
        })?;
        let long = texts::ordinary(engine::LONG)?;
        rows.extend(steps.step("in the browser", |step| browser::rows(step, &folder, &brief, &long, browser))?);
    }
    if asked.is_json {
        let rows: Vec<Value> = rows.iter().map(table::Row::json).collect();
        println!("{:#}", json!({ "schema": "sidelight.bench/1", "brief": brief, "rows": rows }));
    } else {
        table::print(&rows);
    }
    Ok(())
}

/// Lets an optimised build of this very chore do the work: without, the engine would seem many times slower
/// than any reader meets it.
fn hand_over(asked: &Asked) -> Result<()> {
    let mut optimised = cargo::cargo(&["run", "--release", "--package", "xtask", "--", "bench"]);
    let status = optimised.args(asked.words()).status().context("cannot start cargo")?;
    if !status.success() {
        bail!("the optimised build of this chore failed ({status})");
    }
    Ok(())
}

fn publish(step: &Step, site: &Path) -> Result<()> {
    let sidelight = cargo::executable(step, "sidelight-press", &[])?;
    if let Some(parent) = site.parent() {
        fs::create_dir_all(parent)?;
    }
    // Read, here and below, not run: what a command says must not stand before the table.
    step.read(Command::new(sidelight).args(["build", "content", "--out"]).arg(site).current_dir(root())).map(drop)
}

/// Seconds that `work` takes when nothing disturbs it: the fastest of at least three runs, and of as many as half
/// a second holds.
fn fastest(mut work: impl FnMut()) -> f64 {
    const ENOUGH: Duration = Duration::from_millis(500);
    let (begin, mut fastest, mut runs) = (Instant::now(), f64::INFINITY, 0);
    while runs < 3 || begin.elapsed() < ENOUGH {
        let start = Instant::now();
        work();
        fastest = start.elapsed().as_secs_f64().min(fastest);
        runs += 1;
    }
    fastest
}
