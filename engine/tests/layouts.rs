//! Briefs in the layouts in which they reach people: what each is read as, for a person to look at.

use std::fs;
use std::path::Path;

use sidelight_engine::brief::{BlockKind, Brief, InlineStyle};
use sidelight_engine::read::read;

const LAYOUTS: [&str; 12] = [
    "bold-headings.md",
    "copied-from-pdf.txt",
    "copied-page.txt",
    "long-lines.txt",
    "mailing.txt",
    "memorandum.txt",
    "numbered-sections.txt",
    "pasted-notes",
    "situation-report.txt",
    "title-last.txt",
    "toml.md",
    "wire.txt",
];

fn source(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts").join(name))
        .expect("the layout is in the repository")
}

/// Head, blocks and what was left out, a line each.
fn outline(brief: &Brief) -> String {
    let mut lines = Vec::new();
    let mut field = |name: &str, value: Option<String>| lines.extend(value.map(|value| format!("{name}: {value}")));
    field("title", brief.title.clone());
    field("series", brief.series.clone());
    field("date", brief.date.map(|date| date.to_string()));
    field("author", brief.author.clone());
    lines.push(String::new());
    for block in &brief.blocks {
        let kind = match block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::Paragraph => "p".into(),
            BlockKind::KeyPoint => "point".into(),
            BlockKind::ListItem { ordered, depth } => {
                format!("{}{}", "  ".repeat(usize::from(depth)), if ordered { "1." } else { "-" })
            }
            BlockKind::Quote => ">".into(),
            BlockKind::Caption => "caption".into(),
            BlockKind::Table => "table".into(),
            BlockKind::Code => "code".into(),
            BlockKind::Footnote => "note".into(),
        };
        let mut text = brief.block_text(block).to_owned();
        // The marks of footnotes are no part of the text; here they are shown.
        for inline in brief.inlines.iter().rev() {
            let at = inline.range.start;
            if block.range.start <= at && at <= block.range.end {
                match &inline.style {
                    InlineStyle::NoteReference(label) => text.insert_str(at - block.range.start, &format!("⟦{label}⟧")),
                    InlineStyle::NoteLabel(label) => text.insert_str(at - block.range.start, &format!("⟦{label}:⟧ ")),
                    _ => {}
                }
            }
        }
        lines.push(format!("{kind} {}", text.replace('\n', "⏎").replace('\t', "⇥")));
    }
    if !brief.removed.is_empty() {
        lines.push(String::new());
    }
    lines.extend(brief.removed.iter().map(|removed| format!("removed: {}", removed.replace('\n', "⏎"))));
    lines.join("\n")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[test]
fn what_is_read_once_is_not_lost_when_it_is_read_again() {
    for name in LAYOUTS {
        let first = read(&source(name), name).expect("the layout is readable");
        let again = read(first.text.as_bytes(), "again.txt").expect("its text is readable");
        let kept = letters(&format!("{}{}", again.text, again.removed.concat()));
        for block in &first.blocks {
            let text = first.block_text(block);
            // The letter before an item is no part of its text where it is an item.
            let item = text.split_once(". ").map_or(text, |(_, item)| item);
            assert!(kept.contains(&letters(text)) || kept.contains(&letters(item)), "{name}: {text}");
        }
        assert_eq!(read(&source(name), name), Ok(first), "{name} is read the same way twice");
    }
}

#[test]
fn every_layout_is_read() {
    for name in LAYOUTS {
        let brief = read(&source(name), name).expect("the layout is readable");
        insta::assert_snapshot!(name, outline(&brief));
    }
}
