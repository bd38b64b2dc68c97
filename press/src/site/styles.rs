//! The two style sheets of a page: one inside it, one beside it.

use anyhow::Result;

use crate::bundle::Bundle;

/// What the first view of a brief needs: it stands inside every page, for a style sheet of its own
/// would nearly double the time to first view on a slow line.
const CRITICAL: [&str; 3] = ["style/tokens.css", "style/base.css", "style/brief.css"];

/// The style sheet that stands inside the page.
///
/// # Errors
/// Where the bundle lacks a part of it.
pub fn critical(bundle: &Bundle) -> Result<String> {
    CRITICAL.iter().map(|path| bundle.text(path).map(compact)).collect()
}

/// The style sheet that the page loads: all the rest, in the order of names. Cascade layers, not this
/// order, say which rule wins.
///
/// # Errors
/// Where a part of it is not text.
pub fn deferred(bundle: &Bundle) -> Result<String> {
    let paths = bundle.paths().filter(|path| path.starts_with("style/") && !CRITICAL.contains(path));
    paths.map(|path| bundle.text(path).map(compact)).collect()
}

/// The same style sheet without comments, indentation and empty lines. Strings stay as they are.
fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let at_line_start = |out: &str| out.is_empty() || out.ends_with('\n');
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => {
                let length = string_length(rest, c);
                out.push_str(&rest[..length]);
                length
            }
            _ => {
                if !(c.is_whitespace() && at_line_start(&out) || c == '\r') {
                    out.push(c);
                }
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// The length in bytes of the CSS string that `text` begins with, its quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (index, c) in text.char_indices().skip(1) {
        if !is_escaped && c == quote {
            return index + 1;
        }
        is_escaped = !is_escaped && c == '\\';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compacts_all_but_strings() {
        for (css, expected) in [
            ("/* a */\n\n  p {\n    margin: 0;\n  }\n", "p {\nmargin: 0;\n}\n"),
            ("p::before { content: \"/* “x” */  \"; }\r\n", "p::before { content: \"/* “x” */  \"; }\n"),
            (r#"q { quotes: "\"/*" '*/' }"#, r#"q { quotes: "\"/*" '*/' }"#),
            ("p{} /* no end", "p{} "),
        ] {
            assert_eq!(compact(css), expected);
        }
    }
}
