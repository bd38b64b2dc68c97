//! Putting a site in its place: whole, or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::hashing::revision;

/// The file that tells a published site from a folder of somebody's own; it holds the site's id.
pub const MARKER: &str = ".sidelight";

/// A site in the making, in a folder of its own that vanishes unless it is published.
pub struct Staging {
    // The site lies one level down: a temporary folder is closed to others, a published one must not be.
    holder: TempDir,
    root: PathBuf,
    revisions: Mutex<BTreeMap<String, String>>,
}

impl Staging {
    /// A staging folder on the file system of `target`, so that moving it there is one step.
    ///
    /// # Errors
    /// Where the folder around `target` cannot be written to.
    pub fn beside(target: &Path) -> Result<Self> {
        let target = resolved(target)?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let cannot_write = || format!("{}: cannot write here", parent.display());
        fs::create_dir_all(parent).with_context(cannot_write)?;
        Self::within(tempfile::Builder::new().prefix(".sidelight-").tempdir_in(parent).with_context(cannot_write)?)
    }

    /// A staging folder among the system's temporary files.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn temporary() -> Result<Self> {
        Self::within(TempDir::with_prefix("sidelight-").context("cannot make a temporary folder")?)
    }

    fn within(holder: TempDir) -> Result<Self> {
        let root = holder.path().join("site");
        fs::create_dir(&root).with_context(|| root.display().to_string())?;
        Ok(Self { holder, root, revisions: Mutex::default() })
    }

    /// The folder that the site is written to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes one file of the site; `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// Where the disk refuses it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> Result<()> {
        let content = content.as_ref();
        let file = self.root.join(path);
        let written = fs::create_dir_all(file.parent().unwrap_or(&self.root)).and_then(|()| fs::write(&file, content));
        written.with_context(|| format!("{}: cannot be written", file.display()))?;
        self.revisions.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), revision(content));
        Ok(())
    }

    /// The files written so far, each with the revision of its content, in the order of paths.
    pub fn revisions(&self) -> BTreeMap<String, String> {
        self.revisions.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Moves the site to `target`; the site that stood there before goes, or stays where this fails.
    ///
    /// # Errors
    /// Where `target` is not free for a site (see [`check_target`]) or cannot be moved to.
    pub fn publish(self, target: &Path) -> Result<()> {
        check_target(target)?;
        let at = target.display();
        let target = resolved(target)?;
        let previous = self.holder.path().join("previous");
        if target.exists() {
            fs::rename(&target, &previous).with_context(|| format!("{at}: cannot be replaced"))?;
        }
        if let Err(error) = fs::rename(&self.root, &target) {
            if previous.exists() && fs::rename(&previous, &target).is_err() {
                let kept = self.holder.keep().join("previous");
                bail!("{at}: cannot be replaced ({error}); the site that stood there is in {}", kept.display());
            }
            return Err(error).with_context(|| format!("{at}: cannot be written"));
        }
        Ok(())
    }
}

/// Where `target` really is: a link to a folder stays a link, and `.` has a folder around it.
fn resolved(target: &Path) -> Result<PathBuf> {
    if !target.exists() {
        return Ok(target.to_owned());
    }
    target.canonicalize().with_context(|| format!("{}: cannot be read", target.display()))
}

/// The id of the site that stands at `target`, if any.
///
/// # Errors
/// Where something else stands there, which publishing would destroy.
pub fn check_target(target: &Path) -> Result<Option<String>> {
    let at = target.display();
    if !target.exists() {
        return Ok(None);
    }
    if !target.is_dir() {
        bail!("{at}: is a file; name a folder for the site");
    }
    if let Ok(id) = fs::read_to_string(target.join(MARKER)) {
        return Ok(Some(id.trim().to_owned()));
    }
    let is_empty = fs::read_dir(target).with_context(|| format!("{at}: cannot be read"))?.next().is_none();
    if !is_empty {
        bail!("{at}: is not empty and was not made by sidelight; name another folder, or empty it first");
    }
    Ok(None)
}
