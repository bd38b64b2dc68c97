//! The browser's half of the bench, `end2end/bench/browser.ts`.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::table::{Budget, Detail, Row, Unit};
use crate::progress::Step;
use crate::test;

/// What a reader waits for. `folder` holds the published site; `brief` is an address on it, `long` a text to paste.
///
/// # Errors
/// Where the browser cannot be started.
pub fn rows(step: &Step, folder: &Path, brief: &str, long: &str, browser: Option<PathBuf>) -> Result<Vec<Row>> {
    let results = folder.join("browser.json");
    if results.exists() {
        fs::remove_file(&results)?;
    }
    let folder = folder.canonicalize()?;
    let long_brief = folder.join("long-brief.txt");
    fs::write(&long_brief, long)?;
    let mut measure = test::npx(&["playwright", "test", "--config", "bench.config.ts", "--reporter", "dot"]);
    measure.env("BENCH_SITE", folder.join("site")).env("BENCH_BRIEF", brief);
    measure.env("BENCH_LONG_BRIEF", long_brief).env("BENCH_RESULTS", folder.join("browser.json"));
    if let Some(browser) = browser {
        measure.env("CHROME", browser);
    }
    if !std::io::stderr().is_terminal() {
        measure.stdout(std::io::stderr());
    }
    step.read(&mut measure)?;
    let found: Value = serde_json::from_slice(&fs::read(&results).context("the browser measured nothing")?)?;
    let number = |part: &str, name: &str| {
        found[part][name].as_f64().with_context(|| format!("end2end/bench does not say {part}.{name}"))
    };
    let against_plain = |what: &str, part: &str, budget: f64, more: Vec<Detail>| -> Result<Row> {
        let (ours, plain) = (number(part, "ours")?, number(part, "plain")?);
        let mut details = vec![("ours", ours, Unit::Milliseconds), ("plain HTML", plain, Unit::Milliseconds)];
        details.extend(more);
        Ok(Row {
            what: what.into(),
            measured: ours / plain,
            unit: Unit::Ratio,
            budget: Some(Budget::AtMost(budget)),
            details,
        })
    };
    type Field<'a> = (&'static str, &'a str, Unit);
    let row = |what: &str, (part, name, unit): Field<'_>, budget: f64, details: &[Field<'_>]| -> Result<Row> {
        let detail = |(label, name, unit): &Field<'_>| Ok((*label, number(part, name)?, *unit));
        Ok(Row {
            what: what.into(),
            measured: number(part, name)?,
            unit,
            budget: Some(Budget::AtMost(budget)),
            details: details.iter().map(detail).collect::<Result<_>>()?,
        })
    };
    Ok(vec![
        against_plain(
            "first view of a brief, slow line and processor",
            "firstView",
            1.1,
            vec![("visits each", number("firstView", "visits")?, Unit::Times)],
        )?,
        against_plain(
            "a pasted brief of 1 MB, understood and shown",
            "longBrief",
            2.0,
            vec![("longest without an answer", number("longBrief", "blocked")?, Unit::Milliseconds)],
        )?,
        row(
            "pointer at rest to card, beyond the delay, 95th percentile",
            ("card", "frames", Unit::Frames),
            2.0,
            &[("median", "median", Unit::Frames), ("cards", "hovers", Unit::Times)],
        )?,
        row(
            "pointer on the next name to its card in place of the last, beyond the delay, 95th percentile",
            ("switch", "frames", Unit::Frames),
            2.0,
            &[("median", "median", Unit::Frames), ("cards", "switches", Unit::Times)],
        )?,
        row(
            "interaction to next paint, five minutes on a slow processor, 98th percentile",
            ("session", "answer", Unit::Milliseconds),
            50.0,
            &[
                ("median", "median", Unit::Milliseconds),
                ("longest", "longest", Unit::Milliseconds),
                ("plain HTML", "plain", Unit::Milliseconds),
                ("interactions", "interactions", Unit::Times),
            ],
        )?,
        row("layout shift in those five minutes", ("session", "shift", Unit::Times), 0.0, &[])?,
        row(
            "longest frame while a brief of 1 MB scrolls",
            ("scroll", "longest", Unit::Milliseconds),
            50.0,
            &[
                ("over 50 ms", "over", Unit::Times),
                ("frames", "frames", Unit::Times),
                ("longest of plain HTML", "plain", Unit::Milliseconds),
            ],
        )?,
    ])
}
