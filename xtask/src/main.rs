//! The project's own chores, run as `cargo xtask CHORE`.
#![forbid(unsafe_code)]

mod bench;
mod bundle;
mod cargo;
mod dist;
mod gallery;
mod gazetteer;
mod outlines;
mod progress;
mod serve;
mod test;
#[cfg(test)]
mod tidy;
mod train;
mod wasm;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask CHORE

  serve   build everything, publish content/ and serve it at a local address
  test    everything that CI runs: format, lints, documentation, Rust tests, browser tests
  bench   what the design sets budgets for, measured; one table, or with --json one JSON object;
          parts of it by name: sizes, engine, peers, browser
  gallery every state of a site in pictures, for people to look at: `gallery [FOLDER]`, else target/gallery/
  train   learn the language model anew: `train [TEXT.tsv.gz]`
  gazetteer
          the places of content/gazetteer/ anew, from GeoNames
  outlines
          the coasts and borders of content/gazetteer/ anew, from Natural Earth
  dist    the self-contained command at target/dist/sidelight";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["serve"] => serve::run(),
        ["test"] => test::run(),
        ["bench", ref words @ ..] if let Some(asked) = bench::Asked::from_words(words) => bench::run(&asked),
        ["gallery"] => gallery::run(None),
        ["gallery", folder] => gallery::run(Some(folder)),
        ["train"] => train::run(None),
        ["train", corpus] => train::run(Some(corpus)),
        ["gazetteer"] => gazetteer::run(),
        ["outlines"] => outlines::run(),
        ["dist"] => dist::run(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the project.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
