//! `cargo xtask bench`: what the design sets budgets for, measured. A number is never a failure here: it is
//! shown beside its budget, and whether that is kept is for people to judge.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sidelight_engine::brief::{BlockKind, Brief};
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::read::read;
use sidelight_engine::render::{Links, page};
use sidelight_engine::understand::{Lexicon, Recogniser, understand};

use crate::progress::{Step, Steps};
use crate::{bundle, cargo, root, test};

/// The length in bytes of the brief that stands for the longest that anybody will paste.
const LONG: usize = 1_000_000;
/// How often the engine reads it; the median counts.
const RUNS: usize = 7;
const MILLION: f64 = 1e6;

/// Measures everything and prints one table, or one JSON object.
///
/// # Errors
/// Where something does not build, or the browser cannot be started.
pub fn run(is_json: bool) -> Result<()> {
    if cfg!(debug_assertions) {
        return hand_over(is_json);
    }
    let mut steps = Steps::new(bundle::STEPS + 5);
    bundle::build(&mut steps)?;
    let folder = root().join("target/bench");
    let site = folder.join("site");
    steps.step("the sample library as a site", |step| publish(step, &site))?;
    let brief = largest_brief(&site)?;
    let mut rows = steps.step("sizes", |_| sizes(&site, &brief))?;
    rows.push(steps.step("the engine", |_| engine(&folder))?);
    let browser = steps.step("what the browser needs", |step| {
        test::install_packages(step)?;
        test::find_browser(step)
    })?;
    rows.extend(steps.step("in the browser", |step| in_browser(step, &folder, &brief, browser))?);
    if is_json {
        let rows: Vec<Value> = rows.iter().map(Row::json).collect();
        println!("{:#}", json!({ "schema": "sidelight.bench/1", "brief": brief, "rows": rows }));
    } else {
        print(&rows);
    }
    Ok(())
}

/// Lets an optimised build of this very chore do the work: without, the engine would seem many times slower
/// than any reader meets it.
fn hand_over(is_json: bool) -> Result<()> {
    let mut optimised = cargo::cargo(&["run", "--release", "--package", "xtask", "--", "bench"]);
    let status = optimised.args(is_json.then_some("--json")).status().context("cannot start cargo")?;
    if !status.success() {
        bail!("the optimised build of this chore failed ({status})");
    }
    Ok(())
}

/// One line of the table.
struct Row {
    what: String,
    measured: f64,
    unit: Unit,
    /// The most that the design allows, in the same unit.
    budget: Option<f64>,
    /// The numbers behind it.
    details: Vec<(&'static str, f64, Unit)>,
}

#[derive(Clone, Copy)]
enum Unit {
    /// Shown in KB of 1,000 bytes.
    Bytes,
    Milliseconds,
    /// One duration as a multiple of another.
    Ratio,
    Frames,
    MegabytesPerSecond,
    MillionWordsPerSecond,
    Times,
}

impl Unit {
    fn show(self, number: f64) -> String {
        match self {
            Self::Bytes => format!("{:.1} KB", number / 1e3),
            Self::Milliseconds => format!("{number:.0} ms"),
            Self::Ratio => format!("{number:.2} ×"),
            Self::Frames => format!("{number:.1} frames"),
            Self::MegabytesPerSecond => format!("{number:.1} MB/s"),
            Self::MillionWordsPerSecond => format!("{number:.2} M words/s"),
            Self::Times => format!("{number}"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Milliseconds => "milliseconds",
            Self::Ratio => "ratio",
            Self::Frames => "frames of 1/60 s",
            Self::MegabytesPerSecond => "MB/s",
            Self::MillionWordsPerSecond => "million words/s",
            Self::Times => "times",
        }
    }
}

impl Row {
    fn is_within(&self) -> Option<bool> {
        self.budget.map(|budget| self.measured <= budget)
    }

    fn json(&self) -> Value {
        let details: serde_json::Map<String, Value> = self
            .details
            .iter()
            .map(|(name, number, unit)| (format!("{name}, {}", unit.word()), json!(number)))
            .collect();
        json!({
            "what": self.what, "measured": self.measured, "unit": self.unit.word(), "budget": self.budget,
            "is_within": self.is_within(), "details": details,
        })
    }

    fn cells(&self) -> [String; 5] {
        let verdict = match self.is_within() {
            Some(true) => "within",
            Some(false) => "OVER",
            None => "",
        };
        let details: Vec<_> =
            self.details.iter().map(|(name, number, unit)| format!("{name} {}", unit.show(*number))).collect();
        [
            self.what.clone(),
            self.unit.show(self.measured),
            self.budget.map_or_else(String::new, |budget| format!("≤ {}", self.unit.show(budget))),
            verdict.to_owned(),
            details.join(", "),
        ]
    }
}

/// Prints the rows as a Markdown table that a person can read as it is.
fn print(rows: &[Row]) {
    let heads = ["what", "measured", "budget", "", "in detail"].map(str::to_owned);
    let cells: Vec<_> = std::iter::once(heads).chain(rows.iter().map(Row::cells)).collect();
    let widths = [0, 1, 2, 3, 4].map(|column| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 5]| {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        println!("| {} |", padded.collect::<Vec<_>>().join(" | "));
    };
    line(&cells[0]);
    line(&widths.map(|width| "-".repeat(width)));
    cells[1..].iter().for_each(line);
}

// What is loaded.

fn publish(step: &Step, site: &Path) -> Result<()> {
    let sidelight = cargo::executable(step, "sidelight-press", &[])?;
    if let Some(parent) = site.parent() {
        fs::create_dir_all(parent)?;
    }
    // Read, here and below, not run: what a command says must not stand before the table.
    step.read(Command::new(sidelight).args(["build", "content", "--out"]).arg(site).current_dir(root())).map(drop)
}

/// The address of the sample brief with the largest page.
fn largest_brief(site: &Path) -> Result<String> {
    let mut briefs = Vec::new();
    for entry in fs::read_dir(site.join("briefs"))? {
        let entry = entry?;
        let size = entry.path().join("index.html").metadata()?.len();
        briefs.push((size, format!("/briefs/{}/", entry.file_name().to_string_lossy())));
    }
    briefs.into_iter().max().map(|(_, address)| address).context("the sample library holds no briefs")
}

/// The most bytes, after Brotli, of a first visit; of the worker; of the knowledge.
const FIRST_VISIT: f64 = 200e3;
const WORKER: f64 = 300e3;
const KNOWLEDGE: f64 = 300e3;
const MODEL: f64 = 150e3;

fn sizes(site: &Path, brief: &str) -> Result<Vec<Row>> {
    let file = |path: &str| fs::read(site.join(path)).with_context(|| path.to_owned());
    let asset = |name: &str, extension: &str| -> Result<Size> {
        let is_it = |path: &Path| {
            let name_of = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
            name_of(path.file_name()).starts_with(&format!("{name}.")) && name_of(path.extension()) == extension
        };
        let mut paths = fs::read_dir(site.join("assets"))?.filter_map(|entry| Some(entry.ok()?.path()));
        let path = paths.find(|path| is_it(path)).with_context(|| format!("the site has no {name}.….{extension}"))?;
        Size::of(&fs::read(path)?)
    };
    let parts = [
        ("its page", Size::of(&file(&format!("{}index.html", brief.trim_start_matches('/')))?)?),
        ("the app’s module", asset("app", "js")?),
        ("the app’s code", asset("app_bg", "wasm")?),
        ("its further styles", asset("style", "css")?),
    ];
    let total = parts.iter().fold(Size::default(), |total, (_, size)| total.plus(*size));
    let worker = asset("worker", "js")?.plus(asset("worker_bg", "wasm")?);
    let mut rows = vec![total.row("first visit to a brief", Some(FIRST_VISIT))];
    rows.extend(parts.map(|(name, size)| size.row(&format!("– {name}"), None)));
    rows.push(worker.row("for own briefs: the worker", Some(WORKER)));
    rows.push(asset("names", "bin")?.row("for own briefs: its model", Some(MODEL)));
    rows.push(asset("knowledge", "bin")?.row("for own briefs: the knowledge", Some(KNOWLEDGE)));
    Ok(rows)
}

/// What a file weighs, in bytes, as it is and on the line.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    /// Compressed as hard as each allows: a site is compressed once and read often.
    fn of(content: &[u8]) -> Result<Self> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(content)?;
        let mut brotli = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &*content, &mut brotli, &parameters)?;
        Ok(Self { raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }

    fn row(self, what: &str, budget: Option<f64>) -> Row {
        let (raw, gzip) = (self.raw as f64, self.gzip as f64);
        let details = vec![("gzip", gzip, Unit::Bytes), ("raw", raw, Unit::Bytes)];
        Row { what: format!("{what}, Brotli"), measured: self.brotli as f64, unit: Unit::Bytes, budget, details }
    }
}

// The engine by itself.

/// Reads, understands and renders one long brief, on this machine's own processor.
fn engine(folder: &Path) -> Result<Row> {
    let text = long_brief()?;
    fs::write(folder.join(LONG_BRIEF), &text)?;
    let knowledge = Knowledge::unpack(&fs::read(root().join("target/app/knowledge.bin"))?)?;
    let recogniser = Recogniser::unpack(&fs::read(root().join("engine/model/names.bin"))?)?;
    let lexicon = Lexicon::new(&knowledge).recognising(&recogniser);
    let mut seconds = Vec::new();
    let mut html_bytes = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let brief = read(text.as_bytes(), "long.txt")?;
        let reading = understand(&brief, &lexicon);
        html_bytes = page(&brief, &reading, &knowledge, &Links::default()).brief.len();
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds[RUNS / 2];
    Ok(Row {
        what: "the engine: a brief of 1 MB read, understood and rendered".into(),
        measured: text.len() as f64 / MILLION / median,
        unit: Unit::MegabytesPerSecond,
        budget: None,
        details: vec![
            ("words", text.split_whitespace().count() as f64 / MILLION / median, Unit::MillionWordsPerSecond),
            ("time", median * 1e3, Unit::Milliseconds),
            ("HTML", html_bytes as f64, Unit::Bytes),
        ],
    })
}

/// Where the long brief stands for the browser to paste.
const LONG_BRIEF: &str = "long-brief.txt";

/// The text of the sample briefs, again and again; the key points of the first only, as a long brief has.
fn long_brief() -> Result<String> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root().join("content/briefs"))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut briefs: Vec<Brief> = Vec::new();
    for path in &paths {
        let brief = read(&fs::read(path)?, &path.to_string_lossy()).with_context(|| path.display().to_string())?;
        briefs.push(brief);
    }
    let first = briefs.first().context("content/briefs is empty")?;
    let mut long = format!("BENCHMARK\n\n{}\n\nBottom Line Up Front:\n\n", first.title.as_deref().unwrap_or("A title"));
    for block in first.blocks.iter().filter(|block| block.kind == BlockKind::KeyPoint) {
        long.push_str(&format!("  • {}\n", first.block_text(block)));
    }
    let paragraphs = briefs.iter().flat_map(|brief| {
        let is_paragraph = brief.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        is_paragraph.map(|block| brief.block_text(block))
    });
    for paragraph in paragraphs.collect::<Vec<_>>().into_iter().cycle() {
        long.push_str("\n\n");
        long.push_str(paragraph);
        if long.len() >= LONG {
            break;
        }
    }
    Ok(long)
}

// In the browser.

/// Runs the browser's half, `end2end/bench/`.
fn in_browser(step: &Step, folder: &Path, brief: &str, browser: Option<PathBuf>) -> Result<Vec<Row>> {
    let results = folder.join("browser.json");
    if results.exists() {
        fs::remove_file(&results)?;
    }
    let folder = folder.canonicalize()?;
    let mut measure = test::npx(&["playwright", "test", "--config", "bench.config.ts", "--reporter", "dot"]);
    measure.env("BENCH_SITE", folder.join("site")).env("BENCH_BRIEF", brief);
    measure.env("BENCH_LONG_BRIEF", folder.join(LONG_BRIEF)).env("BENCH_RESULTS", folder.join("browser.json"));
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
    let against_plain = |what: &str, part: &str, budget: f64, more: Vec<(&'static str, f64, Unit)>| -> Result<Row> {
        let (ours, plain) = (number(part, "ours")?, number(part, "plain")?);
        let mut details = vec![("ours", ours, Unit::Milliseconds), ("plain HTML", plain, Unit::Milliseconds)];
        details.extend(more);
        Ok(Row { what: what.into(), measured: ours / plain, unit: Unit::Ratio, budget: Some(budget), details })
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
        Row {
            what: "pointer at rest to card, beyond the delay, 95th percentile".into(),
            measured: number("card", "frames")?,
            unit: Unit::Frames,
            budget: Some(2.0),
            details: vec![
                ("median", number("card", "median")?, Unit::Frames),
                ("cards", number("card", "hovers")?, Unit::Times),
            ],
        },
    ])
}
