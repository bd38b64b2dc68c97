//! Cargo, called from a chore.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::progress::Step;

/// Cargo with these arguments, at the root of the project.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(crate::root());
    command
}

/// Where cargo keeps the sources of packages.
///
/// # Errors
/// Where neither `CARGO_HOME` nor a home folder is known.
pub fn home() -> Result<PathBuf> {
    let default = || Some(std::env::home_dir()?.join(".cargo"));
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(default)
        .context("set CARGO_HOME: there is no home folder")
}

/// Builds one package and gives the wasm file it makes; `flags` are for its last step, and want a package that makes
/// one thing.
///
/// # Errors
/// Where the build fails or makes none.
pub fn wasm(step: &Step, package: &str, arguments: &[&str], flags: &[&str]) -> Result<PathBuf> {
    let verb = if flags.is_empty() { "build" } else { "rustc" };
    let flags = [if flags.is_empty() { &[][..] } else { &["--"] }, flags].concat();
    build(step, verb, package, &[arguments, &flags].concat(), |message| {
        let files = message["filenames"].as_array()?.iter().filter_map(Value::as_str);
        files.into_iter().find(|file| file.ends_with(".wasm")).map(PathBuf::from)
    })
}

/// Builds one package and gives the command it makes.
///
/// # Errors
/// Where the build fails or makes none.
pub fn executable(step: &Step, package: &str, arguments: &[&str]) -> Result<PathBuf> {
    build(step, "build", package, arguments, |message| message["executable"].as_str().map(PathBuf::from))
}

/// Cargo says itself where it puts things: settings and variables can move the target folder.
fn build(
    step: &Step,
    verb: &str,
    package: &str,
    arguments: &[&str],
    artifact: impl Fn(&Value) -> Option<PathBuf>,
) -> Result<PathBuf> {
    let mut command = cargo(&[verb, "--package", package, "--message-format", "json-render-diagnostics"]);
    let messages = String::from_utf8(step.read(command.args(arguments))?)?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| artifact(&message))
        .next_back()
        .with_context(|| format!("{package} builds, but does not make what was expected"))
}
