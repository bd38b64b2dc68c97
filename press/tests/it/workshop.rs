//! A folder of its own for each test, with a library, a small bundle and the command.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::knowledge::source::{SourceFile, Sources, compile};
use tempfile::TempDir;
use walkdir::WalkDir;

/// What ships, in these tests: the entities that the library's own ones point to.
const SHIPPED: &str = r#"
[[entity]]
id = "port-of-tema"
name = "Port of Tema"
kind = "place"
role = "largest port of Ghana"
aliases = ["Tema"]
summary = "Ghana's largest port, east of Accra."

[[entity]]
id = "gulf"
name = "Gulf of Benin"
kind = "place"
role = "part of the Atlantic"
summary = "No brief of the library mentions it."
"#;

pub struct Workshop {
    folder: TempDir,
}

impl Workshop {
    /// With copies of `tests/library` and `tests/bundle`.
    pub fn new() -> Self {
        let workshop = Self { folder: TempDir::new().expect("there is room for temporary files") };
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for name in ["library", "bundle"] {
            for (path, content) in tree(&tests.join(name)) {
                workshop.write(&format!("{name}/{path}"), content);
            }
        }
        let shipped = SourceFile { path: "shipped.toml".into(), text: SHIPPED.into() };
        let knowledge = compile(&Sources { entities: vec![shipped], ..Sources::default() }, &Knowledge::default())
            .expect("what ships is valid");
        workshop.write("bundle/knowledge.bin", knowledge.pack());
        workshop
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in the workshop")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// The command, at work in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sidelight"));
        command.args(arguments).current_dir(self.folder.path()).env("SIDELIGHT_ASSETS", self.path("bundle"));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command starts")
    }

    /// Builds `library` to `site`, which must succeed.
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        let output = self.run(&["build", "library", "--out", "site"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&self.path("site"))
    }

    /// Runs the command, which must fail with `status` and one line on standard error.
    pub fn refusal(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        let message = String::from_utf8(output.stderr).expect("messages are text");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {message}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
        // Notices may stand before the error; it is the last line.
        let lines: Vec<&str> = message.lines().filter(|line| !line.starts_with("note: ")).collect();
        assert_eq!(lines.len(), 1, "{arguments:?}: {message}");
        assert!(lines[0].starts_with("error: "), "{arguments:?}: {message}");
        lines[0].to_owned()
    }
}

/// The files below a folder by their paths, with their content.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("it lies below");
            (path.to_string_lossy().replace('\\', "/"), fs::read(entry.path()).expect("the file can be read"))
        })
        .collect()
}
