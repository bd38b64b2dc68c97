//! Bytes → a page, as `sidelight build` makes it.

use sidelight_engine::knowledge::Knowledge;
use sidelight_engine::read::read;
use sidelight_engine::render::{self, Links, Page};
use sidelight_engine::understand::{Language, Lexicon, understand};

/// A brief of the reader's own, explained.
#[derive(Debug)]
pub struct Explained {
    /// The same for the same text: what notes on it are kept under.
    pub id: String,
    /// Its title, or its first words where it has none.
    pub title: String,
    /// Its page.
    pub page: Page,
}

/// What the worker knows, ready for briefs.
#[derive(Debug)]
pub struct Companion {
    knowledge: &'static Knowledge,
    lexicon: Lexicon<'static>,
}

impl Companion {
    /// From what the worker loads, as packed; kept to the end of the worker, which comes with its first brief. An
    /// error is one sentence for the reader.
    pub fn of(knowledge: &[u8], gazetteer: &[u8], language: &[u8]) -> Result<Self, String> {
        let broken = |error: &dyn std::fmt::Display| {
            format!("What Sidelight knows did not arrive whole ({error}). Reload the page and try again.")
        };
        let unpack = |packed: &[u8]| Knowledge::unpack(packed).map_err(|error| broken(&error));
        let knowledge = Box::new(unpack(gazetteer)?.overlaid(unpack(knowledge)?));
        let language = Box::new(Language::unpack(language).map_err(|error| broken(&error))?);
        let knowledge: &'static Knowledge = Box::leak(knowledge);
        Ok(Self { knowledge, lexicon: Lexicon::new(knowledge).in_language(Box::leak(language)) })
    }

    /// Explains a brief. An error is one sentence for the reader.
    pub fn explain(&self, bytes: &[u8], name: &str) -> Result<Explained, String> {
        let brief = read(bytes, name).map_err(|error| {
            let what = if name.is_empty() { "This text".to_owned() } else { format!("“{name}”") };
            format!("{what} cannot be read as a brief: {error}.")
        })?;
        let reading = understand(&brief, &self.lexicon);
        // From `read/`, where a site has no dossiers of its own to speak of the reader's briefs.
        let links = Links { root: "../".into(), ..Links::default() };
        let page = render::page(&brief, &reading, self.knowledge, &links);
        let title = brief.title.clone().unwrap_or_else(|| first_words(&brief.text));
        Ok(Explained { id: own_id(&brief.text), title, page })
    }
}

/// `own-` and 64 bits of the text by FNV-1a (Fowler, Noll and Vo): enough to tell one reader's briefs
/// apart, which is all that is asked of it.
fn own_id(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("own-{hash:016x}")
}

/// The beginning of a text, up to a word's end near 60 characters.
fn first_words(text: &str) -> String {
    const LENGTH: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let mut title = String::new();
    for word in line.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() > LENGTH {
            return title + " …";
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use sidelight_engine::understand::MODEL;

    fn companion() -> Companion {
        let empty = Knowledge::default().pack();
        Companion::of(&empty, &empty, MODEL).expect("it was just packed")
    }

    #[test]
    fn explains_a_brief() {
        let companion = companion();
        let explained = companion.explain(b"# Fog\n\nShips wait. <script>alert(1)</script>", "a.md").expect("a brief");
        assert_eq!(explained.title, "Fog");
        assert!(explained.page.brief.contains("Ships wait."));
        assert!(!explained.page.brief.contains("<script"), "text from outside never becomes markup");
        let again = companion.explain(b"# Fog\n\nShips wait. <script>alert(1)</script>\n", "a.md").expect("a brief");
        assert_eq!(explained.id, again.id, "the same text is the same brief");
        assert!(explained.id.starts_with("own-") && explained.id.len() == 20);
    }

    #[test]
    fn says_in_one_sentence_what_is_wrong() {
        let empty = Knowledge::default().pack();
        let check = |found: Result<(), String>, expected: &str| {
            let message = found.expect_err(expected);
            assert!(message.starts_with(expected), "{message:?} does not begin with {expected:?}");
            assert!(message.ends_with('.') && !message.contains('\n'), "one sentence: {message:?}");
        };
        for (bytes, name, expected) in [
            (&b""[..], "", "This text cannot be read as a brief: there is no text"),
            (b"%PDF-1.7\n", "a.pdf", "“a.pdf” cannot be read as a brief: it is a PDF"),
        ] {
            check(companion().explain(bytes, name).map(drop), expected);
        }
        for (knowledge, gazetteer, language) in
            [(&b"noise"[..], &*empty, MODEL), (&empty, b"noise", MODEL), (&empty, &empty, b"noise")]
        {
            let found = Companion::of(knowledge, gazetteer, language).map(drop);
            check(found, "What Sidelight knows did not arrive whole");
        }
    }

    #[test]
    fn a_text_without_a_title_goes_by_its_first_words() {
        for (text, expected) in [
            ("Short one.", "Short one."),
            (
                "The port of Lome waits for pilots and tugs while the fog holds over the bight of Benin.",
                "The port of Lome waits for pilots and tugs while the fog …",
            ),
            ("", ""),
        ] {
            assert_eq!(first_words(text), expected);
        }
    }
}
