//! What the engine is given to read: ordinary text of any length, and text that is as hard on it as can be.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use sidelight_engine::brief::{BlockKind, Brief};
use sidelight_engine::read::read;

use super::engine::LONG;
use crate::root;

/// The paragraphs of all briefs of the project, some thirty, again and again; the key points of the first only, as a long
/// brief has. Of all, since a processor learns a few pages that come over and over: a long text would seem quicker to read
/// than it is.
///
/// # Errors
/// Where one of them cannot be read.
pub fn ordinary(bytes: usize) -> Result<String> {
    let briefs = briefs()?;
    let first = briefs.first().context("content/briefs is empty")?;
    let mut text = format!("BENCHMARK\n\n{}\n\nBottom Line Up Front:\n\n", first.title.as_deref().unwrap_or("A title"));
    for block in first.blocks.iter().filter(|block| block.kind == BlockKind::KeyPoint) {
        text.push_str(&format!("  • {}\n", first.block_text(block)));
    }
    let paragraphs = briefs.iter().flat_map(|brief| {
        let is_paragraph = brief.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        is_paragraph.map(|block| brief.block_text(block))
    });
    for paragraph in paragraphs.collect::<Vec<_>>().into_iter().cycle() {
        text.push_str("\n\n");
        text.push_str(paragraph);
        if text.len() >= bytes {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    Ok(text)
}

fn briefs() -> Result<Vec<Brief>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["content/briefs", "engine/tests/briefs", "engine/tests/evidence/briefs"] {
        let first = paths.len();
        for entry in fs::read_dir(root().join(folder))? {
            paths.push(entry?.path());
        }
        paths.retain(|path| path.extension().is_none_or(|ending| ending != "json"));
        paths[first..].sort();
    }
    let sample =
        |path: &PathBuf| read(&fs::read(path)?, &path.to_string_lossy()).with_context(|| path.display().to_string());
    paths.iter().map(sample).collect()
}

/// One way to make a text hard to read.
pub struct Worst {
    pub what: &'static str,
    /// The file that it comes as.
    pub file: &'static str,
    /// What it begins with, once.
    pub head: &'static str,
    /// What is repeated to fill it.
    pub unit: &'static str,
    /// What ends it, once.
    pub tail: &'static str,
    /// The length in bytes of the longest that is tried.
    pub longest: usize,
}

const fn worst(what: &'static str, file: &'static str, unit: &'static str) -> Worst {
    Worst { what, file, head: "", unit, tail: "", longest: LONG }
}

/// What naive parsing and matching takes more than linear time for.
pub const WORST: [Worst; 28] = [
    Worst { longest: 10 * LONG, ..worst("one line of words", "a.txt", "ships wait for pilots in the fog ") },
    worst("one line of sentences", "a.txt", "The U.S. waits. "),
    worst("brackets that open", "a.txt", "("),
    worst("brackets that open", "a.md", "["),
    worst("nested links", "a.md", "[a]("),
    worst("nested quotations", "a.md", "> "),
    Worst { tail: "a", ..worst("nested lists", "a.md", "* ") },
    worst("deeper and deeper lists", "a.md", "- a\n  "),
    worst("emphasis that never ends", "a.md", "*a **a "),
    worst("code that never ends", "a.md", "`a``"),
    worst("angle brackets", "a.md", "<a <!"),
    worst("entities", "a.md", "&eacute;&x"),
    worst("table cells", "a.md", "|a"),
    worst("reference definitions", "a.md", "[a]: b\n"),
    Worst { head: "---\na: ", tail: "\n---\n\nText.", ..worst("nested front matter", "a.md", "[") },
    worst("short paragraphs", "a.md", "A b.\n\n"),
    worst("short paragraphs", "a.html", "<p>A b."),
    worst("nested blocks", "a.html", "<div>a"),
    worst("nested lists", "a.html", "<ul><li>a"),
    worst("nested links", "a.html", "<a href=b>a"),
    worst("emphasis that never ends", "a.html", "<b>a<i>"),
    worst("bullets", "a.txt", "- a\n"),
    worst("short paragraphs", "a.txt", "A b.\n\n"),
    worst("capitalised words", "a.txt", "Port Office Of "),
    worst("abbreviations", "a.txt", "harbour office (HO) "),
    worst("“may”", "a.txt", "may it be said that "),
    worst("dates", "a.txt", "on 3 May 2024, last week, "),
    worst("accents", "a.txt", "é\u{301}\u{302}’ "),
];

impl Worst {
    /// The text, of about so many bytes.
    pub fn text(&self, bytes: usize) -> String {
        let room = bytes.saturating_sub(self.head.len() + self.tail.len());
        format!("{}{}{}", self.head, self.unit.repeat(room / self.unit.len()), self.tail)
    }
}
