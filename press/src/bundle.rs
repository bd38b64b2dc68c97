//! The built app, which every site is published with: from a folder, or from inside this binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::render::Outlines;
use walkdir::WalkDir;

/// Names the folder to read the bundle from, before any other place.
pub const VARIABLE: &str = "SIDELIGHT_ASSETS";

/// The files of the built app by path, separated by `/`.
pub struct Bundle {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    origin: String,
}

impl Bundle {
    /// The bundle of this command.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn find() -> Result<Self> {
        match std::env::var_os(VARIABLE) {
            Some(folder) => Self::from_folder(Path::new(&folder)),
            None => Self::built_in(),
        }
    }

    #[cfg(feature = "embedded")]
    fn built_in() -> Result<Self> {
        static APP: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../target/app");
        fn collect(dir: &'static include_dir::Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
            for file in dir.files() {
                files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().into());
            }
            dir.dirs().for_each(|inner| collect(inner, files));
        }
        let mut files = BTreeMap::new();
        collect(&APP, &mut files);
        Ok(Self { files, origin: "the command's own bundle".into() })
    }

    #[cfg(not(feature = "embedded"))]
    fn built_in() -> Result<Self> {
        Self::from_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/app")))
    }

    /// The bundle in a folder.
    ///
    /// # Errors
    /// Where the folder is not there or cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let at = folder.display();
        if !folder.is_dir() {
            bail!("{at}: the built app is not there; run `cargo xtask serve`, or set {VARIABLE} to its folder");
        }
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.with_context(|| format!("{at}: cannot be read"))?;
            if entry.file_type().is_file() {
                let bytes = std::fs::read(entry.path()).with_context(|| entry.path().display().to_string())?;
                files.insert(path_in(folder, entry.path()), bytes.into());
            }
        }
        Ok(Self { files, origin: at.to_string() })
    }

    /// The content of one file.
    ///
    /// # Errors
    /// Where the bundle lacks it.
    pub fn bytes(&self, path: &str) -> Result<&[u8]> {
        self.files
            .get(path)
            .map(AsRef::as_ref)
            .ok_or_else(|| anyhow!("{}: lacks {path}; run `cargo xtask serve` to build it anew", self.origin))
    }

    /// The text of one file.
    ///
    /// # Errors
    /// Where the bundle lacks it, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<&str> {
        std::str::from_utf8(self.bytes(path)?).with_context(|| format!("{}: {path} is not text", self.origin))
    }

    /// What ships: the entities and terms that every site knows.
    ///
    /// # Errors
    /// Where the bundle lacks them, or they were packed by another version.
    pub fn knowledge(&self) -> Result<Knowledge> {
        Knowledge::unpack(self.bytes("knowledge.bin")?).with_context(|| format!("{}: knowledge.bin", self.origin))
    }

    /// What ships: the outlines that maps are drawn from.
    ///
    /// # Errors
    /// Where the bundle lacks them, or they are none.
    pub fn outlines(&self) -> Result<Outlines> {
        let path = "outlines.geojson";
        Outlines::parse(self.text(path)?).with_context(|| format!("{}: {path}", self.origin))
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// A path below `folder`, with `/` between its parts on every system.
fn path_in(folder: &Path, path: &Path) -> String {
    let inner: PathBuf = path.strip_prefix(folder).unwrap_or(path).to_owned();
    inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
