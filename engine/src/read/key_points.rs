//! Which blocks are the brief's own key points: a rule for every format.
//!
//! Under a heading such as “Key points”: the list, if one comes at once or after a few words of
//! introduction, otherwise the paragraphs up to the next heading. A label in the line does the same for
//! its paragraph: “BLUF: …”.

use crate::brief::{Block, BlockKind, Brief};

use super::layout;

/// So many paragraphs may stand between the heading and its list.
const MAX_INTRODUCTION: usize = 2;
/// A section of more paragraphs than this is the text itself; of it, only the first is the point.
const MAX_PARAGRAPHS: usize = 8;

/// Marks the key points among the blocks; what a reader of the format has marked itself stays.
pub fn mark(brief: &mut Brief) {
    if brief.blocks.iter().any(|block| block.kind == BlockKind::KeyPoint) {
        return;
    }
    for index in 0..brief.blocks.len() {
        let text = brief.block_text(&brief.blocks[index]);
        match brief.blocks[index].kind {
            BlockKind::Heading { level: 1 } if index == 0 => {}
            BlockKind::Heading { .. } | BlockKind::Paragraph if layout::is_key_points_heading(text) => {
                if !mark_section(brief, index) {
                    continue;
                }
                if brief.blocks[index].kind == BlockKind::Paragraph {
                    brief.blocks[index].kind = BlockKind::Heading { level: 2 };
                }
                return;
            }
            BlockKind::Paragraph | BlockKind::Quote => {
                if let Some(label) = layout::key_points_label(text) {
                    split_label(brief, index, label);
                    return;
                }
            }
            _ => {}
        }
    }
}

/// Marks the key points below a heading, and below a second such heading that follows them at once:
/// “Summary”, “Key findings”.
fn mark_section(brief: &mut Brief, heading: usize) -> bool {
    let first = heading + 1;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let length = brief.blocks[first..].iter().take_while(|block| !is_heading(block)).count();
    let is_closed = first + length < brief.blocks.len();
    let section = &mut brief.blocks[first..first + length];
    let is_item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
    // A callout or quotation right below the heading is all of the section that counts.
    let quoted = section.iter().take_while(|block| block.kind == BlockKind::Quote).count();
    let (section, is_closed) = if quoted > 0 && !section.get(quoted).is_some_and(is_item) {
        (&mut section[..quoted], true)
    } else {
        (section, is_closed)
    };
    let introduction = section.iter().take_while(|block| is_paragraph(block)).count();
    // Numbered paragraphs after bullets, or bullets after numbers, are another list: the body's.
    let mut is_numbered = None;
    let goes_on = |block: &&Block| match block.kind {
        BlockKind::ListItem { ordered, depth } => depth > 0 || *is_numbered.get_or_insert(ordered) == ordered,
        _ => false,
    };
    let list = section[introduction..].iter().take_while(goes_on).count();
    let marked = if list > 0 && introduction <= MAX_INTRODUCTION {
        introduction..introduction + list
    } else if is_closed && introduction <= MAX_PARAGRAPHS {
        0..introduction
    } else {
        0..introduction.min(1)
    };
    let count = marked.len();
    for block in &mut section[marked] {
        block.kind = BlockKind::KeyPoint;
    }
    if let Some(next) = brief.blocks.get(first + length)
        && count > 0
        && list == 0
        && layout::is_key_points_heading(brief.block_text(next))
    {
        mark_section(brief, first + length);
    }
    count > 0
}

/// Makes the label that begins a paragraph a heading, and what follows it a key point.
fn split_label(brief: &mut Brief, index: usize, label: usize) {
    let Block { kind: _, range } = brief.blocks[index].clone();
    let start = range.start + label;
    let end = range.start + brief.text[range.start..start].trim_end().len();
    // The blank line between the two blocks takes the place of the white space after the label.
    let gap = 2;
    brief.text.replace_range(end..start, "\n\n");
    let moved = |offset: usize| if offset >= start { offset - start + end + gap } else { offset.min(end) };
    let rest = Block { kind: BlockKind::KeyPoint, range: end + gap..moved(range.end) };
    brief.blocks[index] = Block { kind: BlockKind::Heading { level: 2 }, range: range.start..end };
    for block in &mut brief.blocks[index + 1..] {
        block.range = moved(block.range.start)..moved(block.range.end);
    }
    brief.blocks.insert(index + 1, rest);
    for inline in &mut brief.inlines {
        let place = inline.range.clone();
        inline.range = if place.start < start && place.end > start {
            // Markup around label and text stays around the text.
            end + gap..moved(place.end)
        } else {
            moved(place.start)..moved(place.end)
        };
    }
    brief.inlines.retain(|inline| inline.style.is_place() || !inline.range.is_empty());
}

#[cfg(test)]
mod tests {
    use crate::brief::BlockKind;
    use crate::read::read;

    /// The key points of a text, and what stands in its headings.
    fn check(text: &str, name: &str, expected: &[&str]) {
        let brief = read(text.as_bytes(), name).expect("it is text");
        let points: Vec<&str> = brief
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::KeyPoint)
            .map(|block| brief.block_text(block))
            .collect();
        assert_eq!(points, expected, "{text}");
    }

    #[test]
    fn points_are_found_in_every_form() {
        let (title, body) = ("# Ships in the fog\n\n", "\n\n## Why\n\nTrade needs pilots.\n");
        for (part, expected) in [
            ("## Key points\n\n- Ships wait.\n- Pilots are few.", &["Ships wait.", "Pilots are few."][..]),
            ("## Key points\n\n1. Ships wait.\n2. Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("## Key points\n\nIn short:\n\n- Ships wait.\n\nMore text.", &["Ships wait."]),
            (
                "## Key points\n\n- Ships wait.\n  1. In fog.\n- Pilots are few.",
                &["Ships wait.", "In fog.", "Pilots are few."],
            ),
            ("## Key points\n\n- Ships wait.\n\n1. Trade needs pilots.\n2. So do ports.", &["Ships wait."]),
            ("## Key points\n\n1. Ships wait.\n\n- Trade needs pilots.", &["Ships wait."]),
            ("**Key points**\n\n- Ships wait.", &["Ships wait."]),
            ("**Key points:**\n- Ships wait.", &["Ships wait."]),
            ("## Summary\n\nShips wait.\n\nPilots are few.", &["Ships wait.", "Pilots are few."]),
            ("## Summary\n\n> Ships wait.", &["Ships wait."]),
            ("> [!summary]\n> Ships wait.\n\nTrade needs pilots.", &["Ships wait."]),
            ("> [!IMPORTANT] Key points\n> - Ships wait.\n> - Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("• Ships wait.\n• Pilots are few.", &[]),
            ("**Key points**\n• Ships wait.\n• Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("**Key points**\nShips wait.\n\n**Detail**\n\nMore.", &["Ships wait."]),
            ("> [!summary]\n> Ships wait.\n> Pilots are few.", &["Ships wait. Pilots are few."]),
            ("> **Key points**\n>\n> - Ships wait.\n> - Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("**BLUF:** Ships *wait* in fog.", &["Ships wait in fog."]),
            ("**BLUF: Ships wait in fog.**", &["Ships wait in fog."]),
            ("## Summary\n\nShips wait.\n\n## Key findings\n\n- Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("## Summary of events\n\nShips wait.", &[]),
        ] {
            check(&format!("{title}{part}{body}"), "a.md", expected);
        }
        for (text, expected) in [
            ("Fog\n\nBLUF: Ships wait in fog.\n\nTrade needs pilots.", &["Ships wait in fog."][..]),
            ("Fog\n\nSUMMARY\n\nShips wait.\n\nTrade needs pilots.", &["Ships wait."]),
            ("Fog\n\nSUMMARY\nShips wait.\n\nBACKGROUND\n\nTrade needs pilots.", &["Ships wait."]),
            ("Fog\n\n1. SUMMARY. Ships wait in fog.\n\n2. OUTLOOK. More fog.", &["Ships wait in fog."]),
            ("Fog\n\nKey judgments\n\n(1) Ships wait.\n(2) Pilots are few.", &["Ships wait.", "Pilots are few."]),
            ("Fog\n\nKey points\n\na) Ships wait.\nb) Pilots are few.\n\nMore.", &["Ships wait.", "Pilots are few."]),
        ] {
            check(text, "a.txt", expected);
        }
    }

    #[test]
    fn a_label_becomes_a_heading_and_markup_keeps_its_place() {
        let brief =
            read(b"**BLUF:** Ships *wait* here.[^1] Now.\n\nMore *text*.\n\n[^1]: Note.", "a.md").expect("it is text");
        assert_eq!(brief.text, "BLUF:\n\nShips wait here. Now.\n\nMore text.\n\nNote.");
        let marked: Vec<&str> = brief.inlines.iter().map(|inline| &brief.text[inline.range.clone()]).collect();
        assert_eq!(marked, ["BLUF:", "wait", "", "text", ""]);
        assert_eq!(brief.inlines[2].range.start, brief.text.find(" Now").expect("it is there"));
        assert_eq!(brief.block_text(&brief.blocks[3]), "Note.");
    }
}
