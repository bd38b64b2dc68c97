//! Plain text in the layout that briefs are mailed in: series line, date, title, credit, bottom line,
//! paragraphs.

use super::compose::{BlockText, push_block};
use super::layout;
use crate::brief::{BlockKind, Brief};

/// Beyond this many words a line is not a heading, a title or a series.
const MAX_HEADING_WORDS: usize = 20;

/// A run of lines that belong together.
#[derive(Debug)]
struct Chunk {
    text: String,
    is_bullet: bool,
}

/// Reads plain text. Never fails: what is not understood as layout is a paragraph.
pub fn read(text: &str) -> Brief {
    let mut chunks = chunks(text);
    let mut brief = Brief::default();
    chunks.retain(|chunk| {
        let is_boilerplate = layout::is_boilerplate(&chunk.text);
        if is_boilerplate {
            brief.removed.push(chunk.text.clone());
        }
        !is_boilerplate
    });
    let body = read_head(&mut brief, &chunks);
    read_body(&mut brief, &chunks[body..]);
    brief
}

/// Lines grouped by blank lines; every bullet begins a chunk of its own, and a wrapped line continues the one before.
fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut after_blank = true;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        match (layout::without_bullet(line), chunks.last_mut()) {
            (Some(item), _) if !item.is_empty() => chunks.push(Chunk { text: item.to_owned(), is_bullet: true }),
            (_, Some(chunk)) if !after_blank => {
                chunk.text.push(' ');
                chunk.text.push_str(trimmed);
            }
            _ => chunks.push(Chunk { text: trimmed.to_owned(), is_bullet: false }),
        }
        after_blank = false;
    }
    chunks
}

/// Takes series, date, title, author and credit from the first chunks; returns where the body begins.
fn read_head(brief: &mut Brief, chunks: &[Chunk]) -> usize {
    let mut series_line = None;
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        let text = chunk.text.as_str();
        if chunk.is_bullet || layout::is_key_points_heading(text) {
            break;
        } else if let (None, Some(date)) = (brief.date, layout::date_line(text)) {
            brief.date = Some(date);
        } else if brief.title.is_none() && series_line.is_none() && is_series_line(text) && at + 1 < chunks.len() {
            series_line = Some(text);
        } else if let (None, Some(author)) = (&brief.author, text.strip_prefix("By ").filter(|_| is_heading(text))) {
            brief.author = Some(author.to_owned());
        } else if brief.title.is_none() && is_heading(text) {
            let split = series_line.and_then(|series| layout::without_series(text, series));
            let (series, title) = split.map_or((series_line, text), |(series, title)| (Some(series), title));
            brief.series = series.map(str::to_owned);
            brief.title = Some(title.to_owned());
            push_block(brief, BlockKind::Heading { level: 1 }, BlockText::plain(title));
        } else if brief.title.is_some() && layout::is_credit(text) {
            push_block(brief, BlockKind::Caption, BlockText::plain(text));
        } else {
            break;
        }
        at += 1;
    }
    if let Some(line) = series_line {
        if brief.title.is_some() {
            brief.removed.insert(0, line.to_owned());
        } else {
            // A line in capitals with nothing below it that could be a title is the title.
            brief.title = Some(line.to_owned());
            push_block(brief, BlockKind::Heading { level: 1 }, BlockText::plain(line));
        }
    }
    at
}

fn read_body(brief: &mut Brief, chunks: &[Chunk]) {
    let (mut in_key_points, mut has_key_points) = (false, false);
    for (index, chunk) in chunks.iter().enumerate() {
        let text = chunk.text.as_str();
        let is_last = index + 1 == chunks.len();
        let kind = if chunk.is_bullet {
            has_key_points |= in_key_points;
            if in_key_points { BlockKind::KeyPoint } else { BlockKind::ListItem { ordered: false, depth: 0 } }
        } else if layout::is_key_points_heading(text) {
            // A second such heading (“Summary” at the end) is an ordinary one.
            in_key_points = !has_key_points;
            BlockKind::Heading { level: 2 }
        } else {
            in_key_points = false;
            if is_heading(text) && !is_last { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph }
        };
        push_block(brief, kind, BlockText::plain(text));
    }
}

/// A few words in capitals: the name of a series above the date and the title.
fn is_series_line(text: &str) -> bool {
    text.split_whitespace().count() <= 5
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_lowercase)
        && !text.contains(':')
}

/// A short line that does not end as a sentence does.
fn is_heading(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_HEADING_WORDS
        && !text.ends_with(['.', '!', ';', ',', '…', '”', '"'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEF: &str = "HARBOUR NOTES\n\nJune 3, 2025\n\nHarbour Notes: Ships in the Fog\n\nPort office via AP\n\n\
        Bottom Line Up Front:\n\n  • Ships wait.\n  • Pilots are\n    few.\n\nShips wait off the port, \nas they did in May.\n\n\
        Why it matters\n\nTrade needs pilots.\n\nSUBSCRIBE TO HARBOUR NOTES";

    fn outline(brief: &Brief) -> Vec<String> {
        brief.blocks.iter().map(|block| format!("{:?}: {}", block.kind, brief.block_text(block))).collect()
    }

    #[test]
    fn the_layout_of_a_mailed_brief() {
        let brief = read(BRIEF);
        assert_eq!(brief.series.as_deref(), Some("Harbour Notes"));
        assert_eq!(brief.title.as_deref(), Some("Ships in the Fog"));
        assert_eq!(brief.date.map(|date| date.to_string()).as_deref(), Some("2025-06-03"));
        assert_eq!(brief.removed, ["HARBOUR NOTES", "SUBSCRIBE TO HARBOUR NOTES"]);
        insta::assert_snapshot!(outline(&brief).join("\n"), @"
        Heading { level: 1 }: Ships in the Fog
        Caption: Port office via AP
        Heading { level: 2 }: Bottom Line Up Front:
        KeyPoint: Ships wait.
        KeyPoint: Pilots are few.
        Paragraph: Ships wait off the port, as they did in May.
        Heading { level: 2 }: Why it matters
        Paragraph: Trade needs pilots.
        ");
    }

    #[test]
    fn text_without_a_layout_is_paragraphs() {
        let brief = read("It rained all day, and nobody came to the market. It was a Tuesday.\n\nThe end.");
        assert_eq!(brief.title, None);
        assert!(brief.blocks.iter().all(|block| block.kind == BlockKind::Paragraph), "{:?}", outline(&brief));
    }

    #[test]
    fn a_lone_line_is_kept() {
        for text in ["HELLO", "Hello", "hello", "• Hello", "March 3, 2024\n\nHELLO"] {
            assert!(read(text).text.to_lowercase().contains("hello"), "{text}");
        }
    }

    #[test]
    fn bullets_outside_the_key_points_are_a_list() {
        let brief = read("A title\n\nKey points\n\n- One.\n\nA paragraph of text.\n\n- Two.\n");
        let kinds: Vec<BlockKind> = brief.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds[2], BlockKind::KeyPoint);
        assert_eq!(kinds[4], BlockKind::ListItem { ordered: false, depth: 0 });
    }
}
