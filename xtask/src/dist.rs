//! `cargo xtask dist`: the command as it is shipped, the app inside it.

use std::fs;

use anyhow::{Context, Result};

use crate::progress::Steps;
use crate::{bundle, cargo, root};

/// Builds the self-contained command at `target/dist/sidelight`.
///
/// # Errors
/// Where something does not build.
pub fn run() -> Result<()> {
    let mut steps = Steps::new(bundle::STEPS + 1);
    bundle::build(&mut steps)?;
    let arguments = ["--profile", "dist", "--features", "embedded"];
    let built = steps.step("the command", |step| cargo::executable(step, "sidelight-press", &arguments))?;
    let folder = root().join("target/dist");
    let shipped = folder.join(built.file_name().context("the command has a name")?);
    // Cargo puts it there itself, unless its target folder lies elsewhere.
    fs::create_dir_all(&folder)?;
    if built.canonicalize()? != shipped.canonicalize().unwrap_or_default() {
        fs::copy(&built, &shipped).with_context(|| shipped.display().to_string())?;
    }
    println!("{}", shipped.canonicalize()?.display());
    Ok(())
}
