//! Corrections as the files that a publisher's `entities/` and `glossary/` folders take.
//!
//! What a file has no form for, a name that is hidden or known, stands there as a comment: a publisher can read it.

use std::collections::HashSet;
use std::fmt::Write;

use crate::correction::{Change, Correction, Entry, Sort};

/// The file for `entities/` or for `glossary/`; `None` where the reader has changed nothing of that sort.
///
/// It always compiles: of two entries that claim one id or one name, the second stands there as a comment.
pub fn file<'a>(sort: Sort, corrections: impl Iterator<Item = &'a Correction>) -> Option<String> {
    let mut corrections: Vec<_> = corrections.filter(|one| one.subject.sort == sort).collect();
    corrections.sort_by_key(|one| one.time);
    if corrections.is_empty() {
        return None;
    }
    let mut file = String::from("# Made by a reader with Sidelight.\n");
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
    for one in corrections {
        comment(&mut file, &one.sentence());
        let (words, entry) = match &one.change {
            Change::Edit(entry) => (None, entry),
            Change::Add { words, entry } => (Some(words.as_str()), entry),
            Change::NotThis { .. } | Change::Hide | Change::Know => continue,
        };
        // An entry is known by its name; the words in the text may be others.
        let other = words.filter(|words| key(sort, words) != key(sort, &entry.name));
        let claimed: Vec<String> =
            [Some(entry.name.as_str()), other].into_iter().flatten().map(|name| key(sort, name)).collect();
        let id = &one.subject.id;
        if !is_kebab_case(id) || ids.contains(id) || claimed.iter().any(|name| names.contains(name)) {
            comment(&mut file, &format!("Left out, for its id or name stands above: {} – {}", entry.name, entry.text));
            continue;
        }
        ids.insert(id.clone());
        names.extend(claimed);
        match sort {
            Sort::Entity => entity(&mut file, id, entry, other),
            Sort::Term => term(&mut file, id, entry, other),
        }
    }
    Some(file)
}

fn entity(file: &mut String, id: &str, entry: &Entry, alias: Option<&str>) {
    file.push_str("[[entity]]\n");
    field(file, "id", id);
    field(file, "name", &entry.name);
    field(file, "kind", &entry.kind);
    // A file wants some; what kind it is says the least.
    field(file, "role", if entry.place.is_empty() { &entry.kind } else { &entry.place });
    list(file, "aliases", alias);
    field(file, "summary", &entry.text);
}

fn term(file: &mut String, id: &str, entry: &Entry, form: Option<&str>) {
    file.push_str("[[term]]\n");
    field(file, "id", id);
    field(file, "name", &entry.name);
    list(file, "forms", form);
    field(file, "definition", &entry.text);
    field(file, "field", if entry.place.is_empty() { "general" } else { &entry.place });
}

/// A name as the files tell two apart: terms whatever their case.
fn key(sort: Sort, name: &str) -> String {
    match sort {
        Sort::Entity => name.to_owned(),
        Sort::Term => name.to_lowercase(),
    }
}

fn field(file: &mut String, name: &str, value: &str) {
    line(file, format_args!("{name} = {}", quoted(value)));
}

fn list(file: &mut String, name: &str, item: Option<&str>) {
    line(file, format_args!("{name} = [{}]", item.map(quoted).unwrap_or_default()));
}

fn line(file: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(file, "{line}").expect("a string takes all that is written");
}

/// A comment of one line: TOML allows no control character in it.
fn comment(file: &mut String, text: &str) {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line(file, format_args!("\n# {text}"));
}

/// A basic string (TOML 1.0, “String”): quotation marks, backslashes and control characters are escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => write!(out, "\\u{:04X}", u32::from(c)).expect("a string takes all that is written"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::correction::Subject;

    fn made(sort: Sort, id: &str, time: i64, change: Change) -> Correction {
        let subject = Subject { sort, id: id.into() };
        Correction { id: format!("c{time}"), brief: None, subject, name: "Varn Front".into(), time, change }
    }

    fn entry(name: &str, kind: &str, place: &str, text: &str) -> Entry {
        Entry { name: name.into(), kind: kind.into(), place: place.into(), text: text.into() }
    }

    #[test]
    fn a_file_of_entities() {
        let add = Change::Add {
            words: "Front".into(),
            entry: entry("The “Front”", "group", "", "It \"holds\"\nC:\\ \u{7f}."),
        };
        let again = Change::Edit(entry("Front", "group", "", "Twice."));
        let corrections = [
            made(Sort::Entity, "front", 2, add),
            made(
                Sort::Entity,
                "varn-front",
                1,
                Change::Edit(entry("Varn Front", "group", "on the shore", "An armed group.")),
            ),
            made(Sort::Entity, "varn", 3, Change::Hide),
            made(Sort::Entity, "other", 4, again),
            made(Sort::Term, "toll", 5, Change::Know),
        ];
        let expected = r#"# Made by a reader with Sidelight.

# The entry of Varn Front is your version.
[[entity]]
id = "varn-front"
name = "Varn Front"
kind = "group"
role = "on the shore"
aliases = []
summary = "An armed group."

# “Front” is an entity of yours.
[[entity]]
id = "front"
name = "The “Front”"
kind = "group"
role = "group"
aliases = ["Front"]
summary = "It \"holds\"\nC:\\ \u007F."

# Varn Front is hidden everywhere on this site.

# The entry of Varn Front is your version.

# Left out, for its id or name stands above: Front – Twice.
"#;
        assert_eq!(file(Sort::Entity, corrections.iter()).as_deref(), Some(expected));
    }

    #[test]
    fn a_file_of_terms() {
        let add = Change::Add { words: "Toll Paper".into(), entry: entry("toll paper", "", "", "A receipt.") };
        let expected = r#"# Made by a reader with Sidelight.

# “Toll Paper” is a term of yours.
[[term]]
id = "toll-paper"
name = "toll paper"
forms = []
definition = "A receipt."
field = "general"
"#;
        assert_eq!(file(Sort::Term, [made(Sort::Term, "toll-paper", 1, add)].iter()).as_deref(), Some(expected));
        assert_eq!(file(Sort::Term, [made(Sort::Entity, "a", 1, Change::Hide)].iter()), None);
    }
}
