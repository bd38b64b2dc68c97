//! A Word document: any bytes as its text, in an archive that is sound, so that every input reaches the XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let document = [b"<w:document>", bytes].concat();
    sidelight_fuzz::read(&archive(&[("word/document.xml", &document), ("word/footnotes.xml", bytes)]), "a.docx");
    // And as an archive of their own: most are refused at once, but the refusal must not panic either.
    sidelight_fuzz::read(&[b"PK\x03\x04", bytes].concat(), "a.docx");
});

/// A ZIP archive of these files, stored as they are (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut entries, mut directory) = (Vec::new(), Vec::new());
    let number = |number: usize| u32::try_from(number).expect("inputs are short").to_le_bytes();
    for (name, content) in files {
        let offset = entries.len();
        let length = u16::try_from(name.len()).expect("names are short").to_le_bytes();
        // Version 2.0, no flags, stored, no time.
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(crc32fast::hash(content).to_le_bytes());
        head.extend([number(content.len()), number(content.len())].concat());
        head.extend([length, [0, 0]].concat());
        entries.extend([b"PK\x03\x04", &head[..], name.as_bytes(), content].concat());
        // No comment, first disk, no attributes.
        directory.extend([b"PK\x01\x02\x14\0", &head[..], &[0; 10], &number(offset), name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).expect("a few files").to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &number(directory.len()), &number(entries.len()), &[0, 0]];
    [&entries[..], &directory, &end.concat()].concat()
}
