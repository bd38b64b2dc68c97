//! Bytes → clean text: size, encoding, line ends, what cannot be seen.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::{ErrorKind, MAX_BYTES, ReadError, words};

/// Forms that people drop on a reader and that are no text, by their first bytes: what each is, and what to do.
const OTHER_FORMATS: [(&[u8], &str, &str); 14] = [
    (b"%PDF", "a PDF file", "open it, copy its text and paste that"),
    (b"{\\rtf", "a rich text file (RTF)", OPEN_AND_SAVE),
    (b"\xD0\xCF\x11\xE0", "an old Word document (.doc), or one with a password", OPEN_AND_SAVE),
    (b"bplist", "a web archive", SAVE_THE_PAGE),
    (b"\x89PNG", PICTURE, TYPE_IT),
    (b"\xFF\xD8\xFF", PICTURE, TYPE_IT),
    (b"GIF8", PICTURE, TYPE_IT),
    (b"RIFF", PICTURE, TYPE_IT),
    (b"\x1F\x8B", ARCHIVE, UNPACK_IT),
    (b"7z\xBC\xAF", ARCHIVE, UNPACK_IT),
    (b"Rar!", ARCHIVE, UNPACK_IT),
    (b"BZh9", ARCHIVE, UNPACK_IT),
    (b"\xFD7zXZ", ARCHIVE, UNPACK_IT),
    (b"\x7FELF", "a program", "choose the file that holds the brief"),
];
const OPEN_AND_SAVE: &str = "open it and save it as .docx or as plain text";
const SAVE_THE_PAGE: &str = "open it, save the page as HTML only and take that file";
const PICTURE: &str = "a picture or recording";
const TYPE_IT: &str = "choose the file that holds the brief's text";
const ARCHIVE: &str = "a compressed archive";
const UNPACK_IT: &str = "unpack it and choose the brief's own file";

/// What the bytes 0x80–0x9F are in Windows-1252, by the WHATWG Encoding Standard's index.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How many bytes of a file's beginning are looked at to tell what it is.
const HEAD: usize = 4096;

/// Whether bytes are few enough, and of no form that cannot be read.
///
/// # Errors
/// Names the form and what to do instead.
pub fn check(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError(ErrorKind::TooLarge { bytes: bytes.len() }));
    }
    let start = bytes.trim_ascii_start();
    if let Some((_, what, remedy)) =
        OTHER_FORMATS.iter().find(|(magic, ..)| start.starts_with(magic) || bytes.starts_with(magic))
    {
        return Err(ReadError(ErrorKind::OtherFormat { what, remedy }));
    }
    let head = &start[..start.len().min(HEAD)];
    if contains(head, b"multipart/related") && contains(head, b"MIME-Version:") {
        return Err(ReadError(ErrorKind::OtherFormat { what: "a web archive (MHTML)", remedy: SAVE_THE_PAGE }));
    }
    Ok(())
}

/// The text of a file: UTF-8, UTF-16 or Windows-1252 in, normalisation form C out, lines ended by `\n`,
/// without byte-order mark, soft hyphens, zero-width and control characters.
///
/// # Errors
/// Where the bytes are no text, or in an encoding that is not read.
pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest, 3)?,
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => match nul_share(bytes) {
            // Without a mark, the NUL beside every letter of a European text tells which half comes first.
            (even, odd) if odd > 60 && even < 5 => utf_16(bytes, u16::from_le_bytes),
            (even, odd) if even > 60 && odd < 5 => utf_16(bytes, u16::from_be_bytes),
            _ => utf_8(bytes, 0)?,
        },
    };
    if let Some(offset) = text.find('\0') {
        // A file with NUL characters is a program or an image that happens to begin like text.
        return Err(not_text(offset));
    }
    Ok(clean(text))
}

fn not_text(offset: usize) -> ReadError {
    ReadError(ErrorKind::NotText { offset })
}

/// The share of NUL among the bytes at even and at odd offsets of the head, in per cent.
fn nul_share(bytes: &[u8]) -> (usize, usize) {
    let head = &bytes[..bytes.len().min(HEAD)];
    let share = |first: usize| {
        let count = head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
        count * 200 / head.len().max(1)
    };
    (share(0), share(1))
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, _) = bytes.as_chunks::<2>();
    char::decode_utf16(units.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-8, or what else it plausibly is; `skipped` bytes came before.
fn utf_8(bytes: &[u8], skipped: usize) -> Result<String, ReadError> {
    let first_bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    let (mut high, mut controls, mut letters, mut unused) = (0_usize, 0_usize, 0_usize, 0_usize);
    for byte in bytes {
        match byte {
            0x81 | 0x8D | 0x8F | 0x90 | 0x9D => unused += 1,
            0x80.. => high += 1,
            b'\t' | b'\n' | b'\r' | 0x0C => {}
            ..0x20 | 0x7F => controls += 1,
            b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
            _ => {}
        }
    }
    let (mut valid, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    // Where most of what is not ASCII is good UTF-8, a few bytes came in from elsewhere: those alone are
    // Windows-1252. Otherwise all of it is, unless it is no text of a Latin script at all.
    let is_mostly_utf_8 = valid > bad && controls <= letters / 100;
    let is_windows_1252 = unused == 0 && controls <= letters / 100 && high * 3 <= letters;
    if is_mostly_utf_8 {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
        }
        Ok(text)
    } else if let Some(name) = declared_encoding(bytes).filter(|name| !is_latin(name)) {
        Err(ReadError(ErrorKind::Encoding { name }))
    } else if is_windows_1252 {
        Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect())
    } else {
        Err(not_text(skipped + first_bad))
    }
}

/// The character of a byte in Windows-1252; the few unused bytes are the control characters of Latin-1.
pub fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The encoding that an HTML page states in its head, in small letters.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes[..bytes.len().min(HEAD)].iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let rest = words::split(words::split(&head, "<meta")?.1, "charset")?.1.trim_start().strip_prefix('=')?;
    let name: String = rest
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .take(24)
        .collect();
    Some(name).filter(|name| !name.is_empty())
}

/// Whether an encoding's label stands for Windows-1252 (as Latin-1 and ASCII do on the web), or for the
/// UTF-8 that the bytes are not.
fn is_latin(name: &str) -> bool {
    ["windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "us-ascii", "ascii"]
        .contains(&name)
        || name.starts_with("utf")
}

/// Line ends as `\n`, nothing that cannot be seen, and normalisation form C.
pub fn clean(text: String) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_plain) {
        return text;
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut highest = '\0';
    let mut rest = text.as_str();
    loop {
        let plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        cleaned.push_str(&rest[..plain]);
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let c = match c {
            '\r' if rest.starts_with('\n') => continue,
            '\r' | '\u{2028}' | '\u{85}' | '\u{b}' => '\n',
            // A form feed or paragraph separator ends what came before it.
            '\u{c}' | '\u{2029}' => {
                cleaned.push('\n');
                '\n'
            }
            // Windows-1252 that somebody took for Latin-1.
            '\u{80}'..='\u{9f}' => WINDOWS_1252[c as usize - 0x80],
            _ => c,
        };
        if is_visible(c) {
            highest = highest.max(c);
            cleaned.push(c);
        }
    }
    // Below U+0300 every text is in normalisation form C.
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    if highest >= '\u{300}' && !nfc.is_normalized(&cleaned) {
        return nfc.normalize(&cleaned).into_owned();
    }
    cleaned
}

/// Whether a reader sees a character, or the space that it makes.
pub fn is_visible(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => false,
        _ => !c.is_control(),
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(input: &[u8], expected: &str) {
        assert_eq!(decode(input).as_deref(), Ok(expected), "{input:x?}");
    }

    #[test]
    fn text_is_cleaned() {
        for (input, expected) in [
            ("\u{feff}a\r\nb\rc", "a\nb\nc"),
            ("co\u{ad}operation\u{200b}", "cooperation"),
            ("Tu\u{308}rkiye", "Türkiye"),
            ("a\u{7}b\u{a0}c", "ab\u{a0}c"),
            ("it\u{92}s", "it’s"),
            ("one\u{c}two", "one\n\ntwo"),
        ] {
            check(input.as_bytes(), expected);
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let utf_16 =
            |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
        let text = "Ōsaka’s port 🛳 is open, and ships wait.";
        check(&utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes), text);
        check(&utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes), text);
        check(&utf_16(text, u16::to_le_bytes), text);
        check(&utf_16(text, u16::to_be_bytes), text);
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café");
        check(b"The caf\xe9 \x96 \x93open\x94, it\x92s said", "The café – “open”, it’s said");
        // One stray byte of Windows-1252 in a UTF-8 file.
        check(b"The caf\xc3\xa9, the na\xc3\xafve, it\x92s", "The café, the naïve, it’s");
        // A page may say that it is Latin-1 and be UTF-8 all the same.
        check(b"<meta charset=iso-8859-1>caf\xc3\xa9", "<meta charset=iso-8859-1>café");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (input, expected) in [
            (&b"text\0with a NUL"[..], "byte 4"),
            (b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!", "byte 0"),
            (b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>", "“windows-1251”"),
            (b"ab\x01\x02\x03\x04\xff\xfe\x80", "byte 6"),
        ] {
            let error = decode(input).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
