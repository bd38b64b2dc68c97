//! What a reader loads.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::table::{Budget, Row, Unit};

/// The address of the sample brief with the largest page.
///
/// # Errors
/// Where the site has none.
pub fn largest_brief(site: &Path) -> Result<String> {
    let mut briefs = Vec::new();
    for entry in fs::read_dir(site.join("briefs"))? {
        let entry = entry?;
        let size = entry.path().join("index.html").metadata()?.len();
        briefs.push((size, format!("/briefs/{}/", entry.file_name().to_string_lossy())));
    }
    briefs.into_iter().max().map(|(_, address)| address).context("the sample library holds no briefs")
}

/// The most bytes, after Brotli, of a first visit; of the worker; of the knowledge; of the language model; of the gazetteer.
const FIRST_VISIT: f64 = 200e3;
const WORKER: f64 = 300e3;
const KNOWLEDGE: f64 = 300e3;
const MODEL: f64 = 150e3;
const GAZETTEER: f64 = 250e3;

/// The sizes of all that a site has a reader load, of `brief` and for briefs of their own.
///
/// # Errors
/// Where the site lacks a part.
pub fn rows(site: &Path, brief: &str) -> Result<Vec<Row>> {
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
    let amend = asset("amend", "js")?.plus(asset("amend_bg", "wasm")?);
    let mut rows = vec![total.row("first visit to a brief", Some(FIRST_VISIT))];
    rows.extend(parts.map(|(name, size)| size.row(&format!("– {name}"), None)));
    rows.push(asset("app_notes", "wasm")?.row("for notes, once there are any", None));
    rows.push(amend.row("for corrections, once there are any", None));
    rows.push(worker.row("for own briefs: the worker", Some(WORKER)));
    rows.push(asset("english", "bin")?.row("for own briefs: the language model", Some(MODEL)));
    rows.push(asset("knowledge", "bin")?.row("for own briefs: the knowledge", Some(KNOWLEDGE)));
    rows.push(asset("gazetteer", "bin")?.row("for own briefs: the gazetteer", Some(GAZETTEER)));
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
        let (what, budget) = (format!("{what}, Brotli"), budget.map(Budget::AtMost));
        Row { what, measured: self.brotli as f64, unit: Unit::Bytes, budget, details }
    }
}
