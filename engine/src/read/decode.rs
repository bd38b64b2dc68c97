//! Bytes → clean text: size, encoding, line ends, what cannot be seen.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::{ErrorKind, MAX_BYTES, ReadError};

/// Formats that people drop on a reader, by their first bytes.
const OTHER_FORMATS: [(&[u8], &str, &str); 4] = [
    (b"%PDF", "a PDF file", "open it, copy its text and paste that"),
    (b"PK\x03\x04", "a Word document or other archive", "save it as plain text or Markdown first"),
    (b"{\\rtf", "a rich text file", "save it as plain text or Markdown first"),
    (b"\xD0\xCF\x11\xE0", "an old Word document", "save it as plain text or Markdown first"),
];

/// The text of a file: UTF-8 in normalisation form C, lines ended by `\n`, without byte-order mark,
/// soft hyphens, zero-width and control characters.
pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError(ErrorKind::TooLarge { bytes: bytes.len() }));
    }
    if let Some((_, what, remedy)) = OTHER_FORMATS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(ReadError(ErrorKind::OtherFormat { what, remedy }));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ReadError(ErrorKind::NotText { offset: error.valid_up_to() }))?
        .trim_start_matches('\u{feff}');
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        // A file with NUL bytes is a program or an image that happens to begin like text.
        let offset = if bytes.starts_with(b"\x7fELF") { 0 } else { offset };
        return Err(ReadError(ErrorKind::NotText { offset }));
    }
    let head = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Err(ReadError(ErrorKind::OtherFormat {
            what: "a web page",
            remedy: "open it, copy the article's text and paste that",
        }));
    }
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| is_visible(*c)).collect();
    Ok(ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned())
}

fn is_visible(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => false,
        _ => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_is_cleaned() {
        for (input, expected) in [
            ("\u{feff}a\r\nb\rc", "a\nb\nc"),
            ("co\u{ad}operation\u{200b}", "cooperation"),
            ("Tu\u{308}rkiye", "Türkiye"),
            ("a\u{7}b\u{a0}c", "ab\u{a0}c"),
        ] {
            assert_eq!(decode(input.as_bytes()).as_deref(), Ok(expected));
        }
    }
}
