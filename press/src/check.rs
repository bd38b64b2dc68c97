//! What a folder holds: checked as for publishing, and counted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use sidelight_engine::knowledge::{Entity, Kind};
use sidelight_engine::understand::Origin;

use crate::bundle::Bundle;
use crate::library::Library;

/// How many names without an entry are told.
const MOST_TOLD: usize = 20;

/// Checks a folder and prints what it holds and how much of its briefs is explained.
///
/// # Errors
/// Where a brief, the settings or the publisher's own knowledge cannot be used; see [`Library::open`].
pub fn run(folder: &Path) -> Result<()> {
    let library = Library::open(folder, Bundle::find()?.knowledge()?)?;
    library.notices.iter().for_each(|notice| eprintln!("note: {notice}"));
    print!("{}", report(&library));
    Ok(())
}

fn report(library: &Library) -> String {
    let own = &library.own;
    let tables = own.entities.iter().filter(|entity| entity.summary.is_empty()).count();
    let written = own.entities.len() - tables;
    let kinds = Kind::ALL.map(|kind| {
        let is_it = |entity: &&Entity| entity.kind == kind && !entity.summary.is_empty();
        (kind.word(), own.entities.iter().filter(is_it).count())
    });
    let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
    own.terms.iter().for_each(|term| *fields.entry(&term.field).or_default() += 1);

    let words: usize = library.entries.iter().map(|entry| entry.brief.word_count()).sum();
    let mut lines = vec![format!("{}: {} briefs, {words} words", library.settings.title, library.entries.len())];
    lines.push(format!("entities of its own: {written}{}", counted(kinds)));
    lines.push(format!("towns and divisions from tables: {tables}"));
    lines.push(format!("terms of its own: {}{}", own.terms.len(), counted(fields)));

    let mentions = || library.entries.iter().flat_map(|entry| &entry.reading.mentions);
    let terms = || library.entries.iter().flat_map(|entry| &entry.reading.terms);
    let known = mentions().filter(|mention| mention.origin == Origin::Knowledge).count();
    let defined = terms().filter(|term| term.origin == Origin::Knowledge).count();
    lines.push(format!("names with an entry: {}", share(known, mentions().count())));
    lines.push(format!("terms with a definition: {}", share(defined, terms().count())));
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    let without = mentions().filter(|mention| mention.origin != Origin::Knowledge);
    without.for_each(|mention| *unknown.entry(&mention.name).or_default() += 1);
    if !unknown.is_empty() {
        let mut unknown: Vec<(&str, usize)> = unknown.into_iter().collect();
        unknown.sort_by_key(|(_, count)| usize::MAX - count);
        let more = unknown.len().saturating_sub(MOST_TOLD);
        unknown.truncate(MOST_TOLD);
        let names: Vec<&str> = unknown.into_iter().map(|(name, _)| name).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.push(format!("without one, the most frequent first: {}{more}", names.join(", ")));
    }
    lines.join("\n") + "\n"
}

/// “ (a 3, b 1)” of what is there at all.
fn counted<'n>(counts: impl IntoIterator<Item = (&'n str, usize)>) -> String {
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(name, count)| format!("{name} {count}")).collect();
    if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) }
}

fn share(part: usize, of: usize) -> String {
    let percent = (part * 100).checked_div(of).map(|percent| format!(" ({percent} %)")).unwrap_or_default();
    format!("{part} of {of}{percent}")
}
