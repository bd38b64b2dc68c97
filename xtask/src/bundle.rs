//! The bundle that sites are published with: `target/app/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};

use crate::progress::{Step, Steps};
use crate::{root, wasm};

/// How many steps [`build`] takes.
pub const STEPS: usize = 4;

/// What maps are drawn from, from the root of the project.
pub const OUTLINES: &str = "content/gazetteer/outlines.geojson";

/// Builds the bundle; the last one stays in place until the new one is whole.
///
/// # Errors
/// Where a part of it does not build.
pub fn build(steps: &mut Steps) -> Result<()> {
    // Always here, wherever cargo builds: the command looks for it at this place.
    let bundle = root().join("target/app");
    let staging = root().join("target/app.new");
    replace_folder(&staging)?;
    steps.step("the app", |step| wasm::build_in_parts(step, "sidelight", "app", &["notes"], &staging))?;
    steps.step("the worker", |step| wasm::build(step, "sidelight-worker", "worker", &staging))?;
    steps.step("the module for corrections", |step| wasm::build(step, "sidelight-amend", "amend", &staging))?;
    steps.step("knowledge, shell and styles", |step| {
        fs::write(staging.join("knowledge.bin"), knowledge(step)?.pack())?;
        for path in ["index.html", OUTLINES] {
            let name = Path::new(path).file_name().context("it is a file")?;
            fs::copy(root().join(path), staging.join(name)).with_context(|| path.to_owned())?;
        }
        for folder in ["style", "public"] {
            copy_folder(&root().join(folder), &staging.join(folder))?;
        }
        if bundle.exists() {
            fs::remove_dir_all(&bundle)?;
        }
        fs::rename(&staging, &bundle).with_context(|| bundle.display().to_string())
    })
}

/// What ships: `content/entities/`, `content/glossary/` and the tables of `content/gazetteer/`.
///
/// # Errors
/// Where a file is not valid; each defect is said.
pub fn knowledge(step: &Step) -> Result<Knowledge> {
    compiled(step, &Sources::of(sources)?)
}

/// What ships, as far as people wrote it entry by entry.
///
/// # Errors
/// As for [`knowledge`].
pub fn written_knowledge(step: &Step) -> Result<Knowledge> {
    compiled(step, &Sources { gazetteer: Vec::new(), ..Sources::of(sources)? })
}

fn compiled(step: &Step, sources: &Sources) -> Result<Knowledge> {
    compile(sources, &Knowledge::default()).or_else(|errors| {
        errors.iter().for_each(|error| step.say(&error.to_string()));
        bail!("content/ has {} defects", errors.len())
    })
}

/// The files of one folder of `content/` with this extension, in the order of names.
fn sources(folder: &str, wanted: &str) -> Result<Vec<SourceFile>> {
    let folder = format!("content/{folder}");
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root().join(&folder)).with_context(|| folder.clone())? {
        names.push(entry?.file_name().into());
    }
    names.sort();
    names
        .into_iter()
        .filter(|name| name.extension().is_some_and(|extension| extension == wanted))
        .map(|name| {
            let path = format!("{folder}/{}", name.display());
            Ok(SourceFile { text: fs::read_to_string(root().join(&path)).with_context(|| path.clone())?, path })
        })
        .collect()
}

fn replace_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| entry.path().display().to_string())?;
        }
    }
    Ok(())
}
