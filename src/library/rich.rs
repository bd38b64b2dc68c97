//! Text pasted from a page or an editor: the clipboard has it twice, as plain text, which the field shows, and as
//! HTML, which still knows its headings, lists and links.

/// A text as it was pasted last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichPaste {
    html: String,
    /// What the field shows of it, once it does.
    shown: Option<String>,
}

/// Marks the beginning of what was copied, in the clipboard's own words: the engine knows HTML by it.
const START: &str = "<!--StartFragment-->";

/// Elements that say more than plain text can. Blocks without a meaning and coloured words are what editors of
/// code put on the clipboard: the text is all there is to those, and often it is Markdown.
const TELLING: [&str; 9] = ["<p", "<h1", "<h2", "<h3", "<h4", "<li", "<table", "<blockquote", "<article"];

impl RichPaste {
    /// A paste that is worth reading as HTML.
    pub fn of(html: String) -> Option<Self> {
        let small = html.to_ascii_lowercase();
        let has = |tag: &str| {
            small.match_indices(tag).any(|(at, _)| small[at + tag.len()..].starts_with([' ', '>', '\n', '\t', '\r']))
        };
        let html = if html.contains(START) { html } else { format!("{START}{html}") };
        TELLING.iter().any(|tag| has(tag)).then_some(Self { html, shown: None })
    }

    /// Hears what the field holds now; whether the paste is still what it holds. The first time is right after
    /// the paste, and whatever differs later was written by the reader.
    pub fn holds(&mut self, text: &str) -> bool {
        match &self.shown {
            Some(shown) => shown == text,
            None => {
                self.shown = Some(text.to_owned());
                true
            }
        }
    }

    /// What was pasted, as HTML.
    pub fn into_html(self) -> String {
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_structure_is_read_as_html() {
        for (html, expected) in [
            ("<p>Ships wait.</p>", true),
            ("<meta charset='utf-8'><H2 class=x>Why</H2>", true),
            ("<ul>\n<li>Ships</li></ul>", true),
            ("<div style='font-family: Consolas'><span style='color: red'># Title</span><br></div>", false),
            ("<span>Ships</span>", false),
            ("<pre># Title</pre>", false),
            ("", false),
        ] {
            assert_eq!(RichPaste::of(html.into()).is_some(), expected, "{html}");
        }
        let html = |html: &str| RichPaste::of(html.into()).map(RichPaste::into_html);
        assert_eq!(html("<p>x").as_deref(), Some("<!--StartFragment--><p>x"));
        assert_eq!(html("<html><!--StartFragment--><p>x").as_deref(), Some("<html><!--StartFragment--><p>x"));
    }

    #[test]
    fn what_the_reader_changes_is_the_readers() {
        let mut paste = RichPaste::of("<p>Ships wait.</p>".into()).expect("it has structure");
        assert!(paste.holds("Ships wait.\n"), "the field shows it");
        assert!(paste.holds("Ships wait.\n"), "nothing was changed");
        assert!(!paste.holds("Ships waited.\n"), "the reader wrote");
    }
}
