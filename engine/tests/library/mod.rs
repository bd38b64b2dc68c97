//! The knowledge that ships in `content/`, and where things lie.

use std::fs;
use std::path::{Path, PathBuf};

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};

/// The folder of the whole project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder with this extension, by name.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder of the project is readable").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    paths
}

/// What `content/` knows.
pub fn knowledge() -> Knowledge {
    let sources = |folder: &str, extension: &str| -> Result<Vec<SourceFile>, std::convert::Infallible> {
        let read = |path: PathBuf| SourceFile {
            text: fs::read_to_string(&path).expect("content is readable text"),
            path: path.display().to_string(),
        };
        Ok(files(&root().join("content").join(folder), extension).into_iter().map(read).collect())
    };
    let Ok(sources) = Sources::of(sources);
    compile(&sources, &Knowledge::default())
        .unwrap_or_else(|errors| panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}
