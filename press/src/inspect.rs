//! What is understood of one brief, for people and for programs.

use std::io::Write;

use anyhow::{Result, bail};
use sidelight_engine::brief::Brief;
use sidelight_engine::inspect::inspect;
use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::understand::{Lexicon, Reading, Relation, understand, understand_extracting};

use crate::bundle::Bundle;
use crate::cli::{Format, Inspect};
use crate::input::read_brief;
use crate::library::language;

/// Prints what is understood of a brief.
///
/// # Errors
/// Where the file cannot be read as a brief, or nothing is known because the bundle is missing.
pub fn run(arguments: &Inspect) -> Result<()> {
    let mut brief = read_brief(&arguments.file)?;
    brief.date = brief.date.or(arguments.date);
    let knowledge = if arguments.no_knowledge { Knowledge::default() } else { Bundle::find()?.knowledge()? };
    let language = language();
    let lexicon = Lexicon::new(&knowledge).in_language(&language);
    let understand = if arguments.extract { understand_extracting } else { understand };
    let reading = understand(&brief, &lexicon);
    let text = match arguments.format {
        Format::Json => serde_json::to_string_pretty(&inspect(&brief, &reading))? + "\n",
        Format::Text => summary(&brief, &reading),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // Who reads through `head` has seen enough.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => bail!("cannot print: {error}"),
        _ => Ok(()),
    }
}

/// The reading in a screenful: what it is, its key points, and each name and term once.
fn summary(brief: &Brief, reading: &Reading) -> String {
    let mut lines = vec![brief.title.clone().unwrap_or_else(|| "(without a title)".into())];
    let origin = [brief.series.clone(), brief.date.map(|date| date.to_string()), brief.author.clone()];
    lines.push(
        origin.into_iter().flatten().chain([format!("{} words", brief.word_count())]).collect::<Vec<_>>().join(" · "),
    );
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.extend([String::new(), format!("{heading} ({})", items.len())]);
            lines.extend(items.into_iter().map(|item| format!("  {item}")));
        }
    };
    let text = |range: &std::ops::Range<usize>| brief.text[range.clone()].to_owned();
    let points = reading.key_points.iter().map(|point| {
        let passages = point.evidence.iter().map(|evidence| match &evidence.relation {
            Relation::Repeats => format!("\n    repeats: {}", text(&evidence.range)),
            Relation::Adds => format!("\n    adds: {}", text(&evidence.range)),
            Relation::Qualifies(words) => format!("\n    qualifies (“{}”): {}", text(words), text(&evidence.range)),
        });
        std::iter::once(text(&point.range)).chain(passages).collect::<String>()
    });
    list("Key points", points.collect());
    let names = reading
        .mentions
        .iter()
        .map(|mention| format!("{} · {} · {}", mention.name, mention.kind.word(), mention.entity));
    list("Entities", counted(names));
    list("Terms", counted(reading.terms.iter().map(|term| format!("{} · {}", term.name, term.term))));
    let defined = reading.abbreviations.iter().map(|defined| format!("{} · {}", defined.short, defined.long));
    list("Abbreviations", defined.collect());
    list("Left out", brief.removed.clone());
    lines.join("\n") + "\n"
}

/// Each item once, in the order of first appearance, with how often it came.
fn counted(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    for item in items {
        match seen.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => seen.push((item, 1)),
        }
    }
    seen.into_iter().map(|(item, count)| format!("{item} · {count} ×")).collect()
}
