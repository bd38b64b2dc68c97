//! Word documents (.docx): the parts of a ZIP archive, of which the text is one (ECMA-376).
//!
//! The XML is read by the tokenizer that reads HTML: Word's has no entities of its own and no declarations,
//! so that a second parser would weigh some KB in the browser and find nothing more.

mod archive;
mod document;
mod styles;

use self::archive::Archive;
pub use self::archive::MAX_UNPACKED;
use self::document::{Document, Note};
use self::styles::{Lists, Styles};
use super::keys::Keys;
use super::markup::{Dialect, Token, Tokens, attribute};
use super::outline::Head;
use super::references::{Place, decoded};
use super::{ErrorKind, ReadError, layout, words};
use crate::brief::Brief;

/// Whether bytes are a ZIP archive, as Word documents are.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads a Word document.
///
/// # Errors
/// Where the archive holds none, where a part is damaged, or where all of them are too large.
pub fn read(bytes: &[u8]) -> Result<Brief, ReadError> {
    let other = || {
        ReadError(ErrorKind::OtherFormat {
            what: "a ZIP archive without a Word document in it",
            remedy: "unpack it and choose the brief's own file, or save the brief as .docx, .html or plain text",
        })
    };
    let mut archive = Archive::open(bytes).ok_or_else(other)?;
    let roots = archive.part("_rels/.rels")?.unwrap_or_default();
    let main = Relations::of(&roots).main().unwrap_or_else(|| "word/document.xml".into());
    let text = archive.part(&main)?.filter(|text| words::contains(text, "<w:document")).ok_or_else(other)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let mut beside = |name: &str| archive.part(&format!("{folder}/{name}")).map(Option::unwrap_or_default);
    let (styles, lists) = (beside("styles.xml")?, beside("numbering.xml")?);
    let links = beside(&format!("_rels/{name}.rels"))?;
    let (footnotes, endnotes) = (beside("footnotes.xml")?, beside("endnotes.xml")?);
    let note_links = beside("_rels/footnotes.xml.rels")?;
    let properties = archive.part("docProps/core.xml")?.unwrap_or_default();

    let (styles, lists) = (Styles::of(&styles), Lists::of(&lists));
    let mut document = Document::new(&styles, &lists, Relations::of(&links));
    document.read(&text);
    document.read_notes(&footnotes, Note::Foot, Relations::of(&note_links));
    document.read_notes(&endnotes, Note::End, Relations::of(""));
    let stated = properties_of(&properties, styles.language);
    let mut outline = document.outline;
    outline.title_from_headings();
    // The property is often that of the document that this one was made from: it counts where the text has it too.
    let has_it = stated.title.as_deref().is_some_and(|title| outline.begins_with(title));
    let spare = stated.title.clone().filter(|_| !has_it);
    let mut brief = outline.into_brief(Head { title: stated.title.filter(|_| has_it), ..stated });
    let is_name = |title: &String| words::count(title) > 1 && !words::contains(title, "Microsoft Word");
    if brief.title.is_none() {
        brief.title = spare.filter(is_name);
    }
    Ok(brief)
}

/// What the document's properties state.
fn properties_of(xml: &str, language: Option<&str>) -> Head {
    let mut head = Head { language: language.map(str::to_owned), ..Head::default() };
    let mut element = "";
    for token in Tokens::new(xml, Dialect::Xml) {
        match token {
            Token::Open { name, .. } => element = name,
            Token::Close { .. } => element = "",
            Token::Text { text, .. } => {
                let value = words::joined(&decoded(text, Place::Text));
                match element {
                    "dc:title" => head.title = Some(value).filter(|title| !title.is_empty()),
                    "dc:creator" => head.author = Some(value).filter(|author| !author.is_empty()),
                    // A document is made before it is dated; but better than no date it is.
                    "dcterms:created" => head.updated = layout::date_line(&value),
                    _ => {}
                }
            }
        }
    }
    head
}

/// What a part refers to by ids: `_rels/NAME.rels`.
#[derive(Debug)]
pub struct Relations<'d> {
    ids: Keys<'d>,
    targets: Vec<&'d str>,
    main: Option<&'d str>,
}

impl<'d> Relations<'d> {
    fn of(xml: &'d str) -> Self {
        let (mut ids, mut targets, mut main) = (Vec::new(), Vec::new(), None);
        for token in Tokens::new(xml, Dialect::Xml) {
            let Token::Open { attributes, .. } = token else { continue };
            let (Some(id), Some(target)) = (attribute(attributes, "Id"), attribute(attributes, "Target")) else {
                continue;
            };
            if attribute(attributes, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                main = Some(target);
            }
            ids.push(id);
            targets.push(target);
        }
        Self { ids: Keys::new(ids), targets, main }
    }

    /// Where an id leads.
    pub fn target(&self, id: &str) -> Option<&'d str> {
        self.ids.find(id).map(|index| self.targets[index])
    }

    /// The name of the part that is the document.
    fn main(&self) -> Option<String> {
        self.main.map(|main| main.trim_start_matches('/').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;

    use super::*;
    use crate::brief::InlineStyle;
    use crate::read::read;

    /// An archive of these parts, deflated; checksums are left out, as nobody asks for them.
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        let number = |value: usize, length: usize| value.to_le_bytes()[..length].to_vec();
        for (name, content) in parts {
            let packed = compress_to_vec(content, 6);
            let offset = bytes.len();
            // Version, flags, method (8 is deflate), time, date, checksum, sizes, lengths of name and extra field.
            let mut header = [number(20, 2), number(0, 2), number(8, 2), number(0, 8)].concat();
            header.extend([number(packed.len(), 4), number(content.len(), 4)].concat());
            header.extend([number(name.len(), 2), number(0, 2)].concat());
            bytes.extend([b"PK\x03\x04", &header[..], name.as_bytes(), &packed].concat());
            let rest = [vec![0; 10], number(offset, 4)].concat();
            directory.extend([b"PK\x01\x02", &number(20, 2)[..], &header, &rest, name.as_bytes()].concat());
        }
        let (count, offset, length) = (number(parts.len(), 2), number(bytes.len(), 4), number(directory.len(), 4));
        bytes.extend(directory);
        bytes.extend([b"PK\x05\x06", &[0; 4][..], &count, &count, &length, &offset, &[0; 2]].concat());
        bytes
    }

    const STYLES: &str = "<w:styles><w:docDefaults><w:lang w:val='en-GB'/></w:docDefaults>\
        <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='Verzeichnis1'><w:name w:val='toc 1'/></w:style>\
        <w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>\
        <w:style w:styleId='Fett'><w:name w:val='Strong'/></w:style></w:styles>";
    const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
    const LINKS: &str = "<Relationships><Relationship Id='rId4' Target='https://example.org/?a=1&amp;b=2' TargetMode='External'/>\
        <Relationship Id='rId5' Target='javascript:x'/></Relationships>";
    const NOTES: &str = "<w:footnotes><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='3'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";

    /// A Word document with this in its body.
    fn document(body: &str) -> Vec<u8> {
        let text = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}<w:sectPr/></w:body></w:document>");
        archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", b"<Relationships><Relationship Id='rId1' Type='http://x/officeDocument' Target='word/document.xml'/></Relationships>"),
            ("word/document.xml", text.as_bytes()),
            ("word/styles.xml", STYLES.as_bytes()),
            ("word/numbering.xml", NUMBERING.as_bytes()),
            ("word/_rels/document.xml.rels", LINKS.as_bytes()),
            ("word/footnotes.xml", NOTES.as_bytes()),
            ("docProps/core.xml", b"<cp:coreProperties><dc:title>Memo</dc:title><dc:creator>A. Pilot</dc:creator><dcterms:created>2025-06-03T10:00:00Z</dcterms:created></cp:coreProperties>"),
        ])
    }

    fn paragraph(style: &str, text: &str) -> String {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    fn item(list: u8, level: u8, text: &str) -> String {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    }

    fn outline(body: &str) -> String {
        let brief = read(&document(body), "x.docx").expect("it is a document");
        let lines = brief.blocks.iter().map(|block| {
            let text = brief.block_text(block);
            let inside = |at: usize| block.range.start <= at && at <= block.range.end;
            let inlines = brief.inlines.iter().filter(|inline| inside(inline.range.start) && inside(inline.range.end));
            let marked: Vec<String> = inlines
                .map(|inline| match &inline.style {
                    InlineStyle::Link(url) => format!(" [{} → {url}]", &brief.text[inline.range.clone()]),
                    style => format!(" [{} {style:?}]", &brief.text[inline.range.clone()]),
                })
                .collect();
            format!("{:?}: {text:?}{}", block.kind, marked.concat())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_whole_document() {
        let body = [
            paragraph("Titel", "Ships in the Fog"),
            paragraph("Verzeichnis1", "Why 2"),
            paragraph("berschrift1", "Key points"),
            item(1, 0, "Ships wait."),
            item(1, 0, "Pilots are few."),
            paragraph("berschrift1", "Why"),
            "<w:p><w:r><w:t xml:space=\"preserve\">Trade </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ne</w:t></w:r>\
             <w:r><w:rPr><w:b/></w:rPr><w:t>eds</w:t></w:r><w:r><w:t xml:space=\"preserve\"> pilots &amp; </w:t></w:r>\
             <w:hyperlink r:id=\"rId4\"><w:r><w:t>tugs</w:t></w:r></w:hyperlink><w:hyperlink r:id=\"rId5\"><w:r><w:t>!</w:t></w:r></w:hyperlink>\
             <w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>"
                .into(),
            item(2, 0, "First"),
            item(1, 1, "Inner"),
            paragraph("Zitat", "Quoted."),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Ships</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Varn</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".into(),
        ];
        insta::assert_snapshot!(outline(&body.concat()));
        let brief = read(&document(&body.concat()), "").expect("it is a document");
        assert_eq!((brief.title.as_deref(), brief.author.as_deref()), (Some("Ships in the Fog"), Some("A. Pilot")));
        assert_eq!(brief.date.map(|date| date.to_string()).as_deref(), Some("2025-06-03"));
        assert_eq!((brief.language.as_deref(), &brief.removed[..]), (Some("en-GB"), &["Why 2".to_owned()][..]));
    }

    #[test]
    fn what_word_does_to_words() {
        let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
        for (body, expected) in [
            ("<w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>".to_owned(), "\"kept\""),
            (run("<w:vanish/>", "hidden") + &run("<w:b w:val=\"0\"/>", "plain"), "\"plain\""),
            (run("<w:i/>", "a") + &run("<w:rStyle w:val=\"Fett\"/>", "b") + &run("<w:strike/>", "c"), "\"abc\" [a Emphasis] [b Strong] [c Deleted]"),
            ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:br w:type=\"page\"/></w:r>".into(), "\"a\\nb c-d\""),
            ("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>y</w:t></w:r>".into(), "\"xy\" [x → https://example.org]"),
            ("<mc:AlternateContent><mc:Choice><w:r><w:t>a</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>b</w:t></w:r></mc:Fallback></mc:AlternateContent>".into(), "\"a\""),
            ("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>".into(), "\"a\""),
            ("<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>a</w:t></w:r>".into(), "\"a\""),
        ] {
            let found = outline(&format!("{}<w:p>{body}</w:p>", paragraph("Titel", "Title")));
            let expected = format!("Heading {{ level: 1 }}: \"Title\"\nParagraph: {expected}");
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn what_is_no_document_gets_one_sentence() {
        let mut cut = document("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>");
        let middle = cut.windows(9).position(|name| name == b"word/docu").expect("the part is there") + 30;
        cut[middle..middle + 20].fill(0xFF);
        let bomb = vec![b' '; MAX_UNPACKED + 1];
        for (bytes, expected) in [
            (
                archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
                "a ZIP archive without a Word document",
            ),
            (archive(&[("word/document.xml", b"<html/>")]), "a ZIP archive without a Word document"),
            (b"PK\x03\x04 and no more".to_vec(), "a ZIP archive without a Word document"),
            (cut, "its part “word/document.xml” is damaged"),
            (archive(&[("word/document.xml", &bomb)]), "it unpacks to more than 40 MB"),
            (document("<w:p/>"), "there is no text in it"),
        ] {
            let message = read(&bytes, "x.docx").expect_err(expected).to_string();
            assert!(message.contains(expected) && !message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn time_is_linear_and_nothing_recurses() {
        for unit in [
            "<w:p>",
            "<w:tbl><w:tr><w:tc>",
            "<w:p><w:r><w:t>a</w:t>",
            "<w:del>",
            "<w:hyperlink r:id='rId4'>",
            "<w:fldChar w:fldCharType='begin'/>",
            "<w:footnoteReference w:id='3'/>",
            "<w:r><w:b/><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>",
        ] {
            let body = format!("<w:p><w:r><w:t>Text.</w:t></w:r>{}", unit.repeat(200_000 / unit.len()));
            let _ = read(&document(&body), "");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_document_gives_a_brief_or_an_error(body in "(</?w:(p|r|t|tbl|tr|tc|pPr|numPr|del|hyperlink r:id='rId4'|b|i|footnote w:id='3'|pStyle w:val='Titel')/?>|<w:numId w:val='1'/>|<w:footnoteReference w:id='3'/>|a|&amp;|[ \n]){0,60}") {
            crate::read::tests::check_shape(&document(&format!("<w:p><w:r><w:t>Text</w:t></w:r></w:p>{body}")), "");
        }

        #[test]
        fn any_damage_gives_a_brief_or_an_error(at in 0_usize..4000, byte in proptest::num::u8::ANY) {
            let mut bytes = document("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>");
            let at = at % bytes.len();
            bytes[at] = byte;
            crate::read::tests::check_shape(&bytes, "");
        }
    }
}
