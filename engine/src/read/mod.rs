//! Bytes → [`Brief`]: plain text in the layout that briefs are mailed in, Markdown, HTML and Word documents.
//!
//! Reading never fails half-way: it gives the brief, with what was left out listed in
//! [`Brief::removed`], or one error that says what to do.

mod compose;
mod decode;
mod front_matter;
mod head;
mod html;
mod key_points;
mod keys;
mod layout;
mod markdown;
mod markup;
mod outline;
mod plain;
mod references;
mod word;
mod words;

use std::fmt;

pub(crate) use layout::{MONTHS, date_line};

use crate::brief::Brief;

/// The most bytes that are read as one brief: some 1,500 pages, far above any brief.
pub const MAX_BYTES: usize = 10 << 20;

/// Why bytes are not a brief; its `Display` is one sentence that says where and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(ErrorKind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    Empty,
    TooLarge { bytes: usize },
    OtherFormat { what: &'static str, remedy: &'static str },
    NotText { offset: usize },
    Encoding { name: String },
    DamagedPart { name: String },
    UnpacksTooLarge,
    OpenFrontMatter,
    FrontMatter { line: usize, message: String },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ErrorKind::Empty => write!(f, "there is no text in it; a brief needs at least one sentence"),
            ErrorKind::TooLarge { bytes } => {
                // Tenths by hand: to print one fraction would bring 7 KB of it into the browser. Rounded up, so that
                // what is too much never reads as what is allowed.
                let tenths = (bytes * 10).div_ceil(1 << 20);
                let (whole, tenths, most) = (tenths / 10, tenths % 10, MAX_BYTES >> 20);
                write!(
                    f,
                    "it has {whole}.{tenths} MB, and a brief may have {most} MB at most; split it or leave out what is not text"
                )
            }
            ErrorKind::OtherFormat { what, remedy } => write!(f, "it is {what}; {remedy}"),
            ErrorKind::NotText { offset } => {
                write!(f, "byte {offset} is not text; save the brief as plain text in UTF-8, as .html or as .docx")
            }
            ErrorKind::Encoding { name } => {
                write!(f, "it is written in the encoding “{name}”, which is not read; save it in UTF-8")
            }
            ErrorKind::DamagedPart { name } => {
                write!(f, "its part “{name}” is damaged; open the document in Word and save it again")
            }
            ErrorKind::UnpacksTooLarge => {
                let most = word::MAX_UNPACKED >> 20;
                write!(f, "it unpacks to more than {most} MB, the most that is read; split it, or save its text alone")
            }
            ErrorKind::OpenFrontMatter => {
                write!(f, "line 1: the front matter begins with `---` and never ends; close it with a line `---`")
            }
            ErrorKind::FrontMatter { line, message } => {
                write!(f, "line {line}: the front matter is not valid: {message}")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a brief. What the bytes say of themselves comes first: a ZIP archive is a Word document, text that begins
/// as HTML does is HTML, from a file or from the clipboard. `name` is the file's name, or empty for pasted text; it
/// tells between plain text (`.txt`), Markdown (`.md`, `.markdown`) and HTML (`.htm`, `.html`), and where it
/// does not, the text does.
///
/// # Errors
/// Where the bytes are empty, too many, of a form that is not read, damaged, or where the front matter is not valid.
///
/// ```
/// let brief = sidelight_engine::read::read(b"# A title\n\nOne sentence.", "brief.md")?;
/// assert_eq!(brief.title.as_deref(), Some("A title"));
/// assert_eq!(brief.text, "A title\n\nOne sentence.");
/// # Ok::<(), sidelight_engine::read::ReadError>(())
/// ```
pub fn read(bytes: &[u8], name: &str) -> Result<Brief, ReadError> {
    decode::check(bytes)?;
    let mut brief = if word::is_archive(bytes) { word::read(bytes)? } else { read_text(bytes, name)? };
    key_points::mark(&mut brief);
    if brief.text.is_empty() { Err(ReadError(ErrorKind::Empty)) } else { Ok(brief) }
}

fn read_text(bytes: &[u8], name: &str) -> Result<Brief, ReadError> {
    let text = decode::decode(bytes)?;
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    if html::looks_like_html(&text, matches!(extension.as_str(), "md" | "markdown")) {
        return Ok(html::read(&text));
    }
    match extension.as_str() {
        "htm" | "html" | "xhtml" => Ok(html::read(&text)),
        "md" | "markdown" => markdown::read(&text),
        "txt" | "text" => Ok(plain::read(&text)),
        _ if markdown::looks_like_markdown(&text) => markdown::read(&text),
        _ => Ok(plain::read(&text)),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_brief_gets_one_sentence_that_helps() {
        let cases: [(&[u8], &str); 10] = [
            (b"", "there is no text in it"),
            (b" \n\t\n\xEF\xBB\xBF", "there is no text in it"),
            (b"%PDF-1.7\n", "copy its text"),
            (b"PK\x03\x04word/document.xml", "it is a ZIP archive without a Word document in it"),
            (b"{\\rtf1 Fog}", "save it as .docx"),
            (b"\x7fELF\x02\x01\x01\0\0", "it is a program"),
            (b"text\0text", "byte 4 is not text"),
            (b"<!DOCTYPE html><p> </p><script>x</script>", "there is no text in it"),
            (b"---\ntitle: x\n", "line 1: the front matter begins with `---` and never ends"),
            (b"---\ntitle: [x\ndate: y\n---\nText.", "the front matter is not valid"),
        ];
        for (bytes, expected) in cases {
            let message = read(bytes, "").expect_err(expected).to_string();
            assert!(message.contains(expected), "expected {expected:?}, got {message:?}");
            assert!(!message.contains('\n'), "one line: {message:?}");
        }
    }

    #[test]
    fn size_is_checked_before_anything_else() {
        let error = read(&vec![b'a'; MAX_BYTES + 1], "a.txt").expect_err("one byte too many");
        assert!(error.to_string().starts_with("it has 10.1 MB, and a brief may have 10 MB at most;"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_a_brief_or_an_error(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), name in "[a-z]{0,3}(\\.md|\\.txt|)") {
            check_shape(&bytes, &name);
        }

        #[test]
        fn any_text_gives_a_brief_or_an_error(text in "([-#*•>|`_\\[\\]():!~0-9 \\n\\ta-zA-ZéЖ’“.]{0,12}\n?){0,30}", name in "(x\\.md|x\\.txt)") {
            check_shape(text.as_bytes(), &name);
        }

        #[test]
        fn any_markup_gives_a_brief_or_an_error(text in "(<(/?(p|div|b|em|a|a href=\"https://x\"|a href=#f|sup|ul|ol|li|table|tr|td|th|h1|h2|pre|br|q|blockquote|figure|section class=\"key-points\"|nav|article|main|title|script|span style='mso-list:Ignore'|p id=f|time)>)|[a-z.,•1é ]{0,9}|\n|&nbsp;|&#769;|&shy;|\t|By |Key points|3 June 2025){0,60}", name in "(|x\\.html)") {
            check_shape(format!("<p>{text}").as_bytes(), &name);
        }

        /// Letters that no number, label or month is written with, so that every line must come through.
        #[test]
        fn no_line_of_plain_text_is_lost(text in "([-#*•>|=_\\[\\]():&/~0-9 \tzwéЖÉ’“.]{0,12}\n?){0,30}") {
            let Ok(brief) = read(text.as_bytes(), "x.txt") else { return Ok(()) };
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let kept = letters(&format!("{}{}", brief.text, brief.removed.concat()));
            for line in text.lines() {
                proptest::prop_assert!(kept.contains(&letters(line)), "{line:?} of {text:?} in {brief:?}");
            }
        }
    }

    /// What every reading promises: blocks in order, joined by blank lines, covering the text, inlines inside it.
    pub(super) fn check_shape(bytes: &[u8], name: &str) {
        let Ok(brief) = read(bytes, name) else { return };
        let blocks: Vec<&str> = brief.blocks.iter().map(|block| brief.block_text(block)).collect();
        assert_eq!(blocks.join("\n\n"), brief.text);
        assert!(blocks.iter().all(|block| !block.trim().is_empty()));
        for inline in &brief.inlines {
            let marked = brief.text.get(inline.range.clone()).expect("markup lies inside the text");
            assert_eq!(marked.is_empty(), inline.style.is_place());
        }
    }
}
