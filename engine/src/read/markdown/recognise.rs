//! Whether pasted text is Markdown.

use super::super::front_matter;

/// Whether a text without a telling name is Markdown rather than plain text.
///
/// One sign that plain text does not bear is enough: front matter, a heading with `#`, text set bold, a
/// link, a table's line of dashes, a fence, a footnote, a callout. Bullets, numbers, underlined titles and
/// quoted lines are common to both. Text set in single stars or in backticks counts where there is more
/// than one such place.
pub fn looks_like_markdown(text: &str) -> bool {
    if front_matter::begins(text) {
        return true;
    }
    let (mut was_blank, mut has_bars, mut fences, mut weak) = (true, false, 0, 0);
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            was_blank = true;
            has_bars = false;
            continue;
        }
        if was_blank && is_heading(line)
            || has_bars && is_table_rule(line)
            || is_footnote(line)
            || has_strong_sign(line)
        {
            return true;
        }
        fences += u32::from(line.starts_with("```") || line.starts_with("~~~"));
        weak += u32::from(has_weak_sign(line));
        if fences > 1 || weak > 1 {
            return true;
        }
        was_blank = false;
        has_bars = line.contains('|');
    }
    false
}

/// “## Outlook”, but not “#1” or “###”.
fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ') && text.contains(char::is_alphabetic)
}

/// “| --- | ---: |”
fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// “[^1]: See …”, “> [!NOTE]”, “- [ ] To do”.
fn is_footnote(line: &str) -> bool {
    line.starts_with("[^") && line.contains("]:")
        || line.starts_with("> [!")
        || ["- [ ] ", "- [x] ", "* [ ] ", "* [x] "].iter().any(|task| line.starts_with(task))
}

/// A link, a picture, or words between double stars.
fn has_strong_sign(line: &str) -> bool {
    ["](http", "](#", "](/", "](mailto:", "![", "[^"].iter().any(|sign| line.contains(sign)) && is_bracketed(line)
        || has_pair(line, "**")
        || has_pair(line, "__")
}

/// “![” and “[^” mean something only where a bracket closes.
fn is_bracketed(line: &str) -> bool {
    line.contains("](") || line.contains("[^") && line.contains(']')
}

fn has_weak_sign(line: &str) -> bool {
    has_pair(line, "*") || has_pair(line, "`") || has_pair(line, "_")
}

/// Whether words stand between two such marks: the first before a letter, the second after one.
fn has_pair(line: &str, mark: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut is_open = false;
    for (at, _) in line.match_indices(mark) {
        let before = line[..at].chars().next_back();
        let after = line[at + mark.len()..].chars().next();
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !mark.contains(c));
        if is_open && touches(before) && is_edge(after) {
            return true;
        }
        is_open = is_open || touches(after) && is_edge(before);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::looks_like_markdown;

    #[test]
    fn text_without_a_name_is_recognised() {
        for text in [
            "# Title\n",
            "Text.\n\n## Outlook\nMore.",
            "---\na: b\n---\n",
            "+++\na = 1\n+++\n",
            "The **port** is closed.",
            "**Key points**\n- One",
            "See [the port](https://example.org).",
            "![A ship](ship.png)",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
            "a | b\n--|--\n1 | 2",
            "```\ncode\n```",
            "Text.[^1]\n\n[^1]: Note.",
            "> [!NOTE]\n> Text.",
            "- [ ] To do",
            "The *port* is closed.\n\nThe `lamp` is out.",
        ] {
            assert!(looks_like_markdown(text), "{text:?}");
        }
        for text in [
            "#hashtag\n",
            "#1 in the list\n",
            "###\n",
            "Title\n\n- item",
            "* one\n* two * three",
            "Title\n=====\n\nText.",
            "---\n\nText.\n\n---",
            "A note* and another**.\n* The note.",
            "5 * 3 * 2 and 2 ** 3 ** 4",
            "He said [sic] (so) it [1] is.",
            "snake_case_name and __init",
            "> quoted\n> text",
            "One *word* is stressed.",
            "a | b | c",
            "",
        ] {
            assert!(!looks_like_markdown(text), "{text:?}");
        }
    }
}
