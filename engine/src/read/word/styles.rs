//! What the styles of a Word document make of a paragraph or of words in it, and which lists are numbered.

use crate::read::keys::Keys;
use crate::read::markup::{Dialect, Token, Tokens, attribute};

/// What a style says of what is written in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    None,
    Title,
    /// A heading, from 1 on.
    Heading(u8),
    Quote,
    Caption,
    Code,
    /// A line of a table of contents.
    Contents,
    Strong,
    Emphasis,
}

/// The names of Word's own styles, in small letters: they are in English in every language's Word, while the
/// ids are translated.
const NAMES: [(&str, Role); 19] = [
    ("block text", Role::Quote),
    ("book title", Role::Emphasis),
    ("caption", Role::Caption),
    ("emphasis", Role::Emphasis),
    ("html preformatted", Role::Code),
    ("intense emphasis", Role::Emphasis),
    ("intense quote", Role::Quote),
    ("macro", Role::Code),
    ("plain text", Role::None),
    ("preformatted text", Role::Code),
    ("quotations", Role::Quote),
    ("quote", Role::Quote),
    ("source code", Role::Code),
    ("strong", Role::Strong),
    ("subtle emphasis", Role::Emphasis),
    ("table of figures", Role::Contents),
    ("title", Role::Title),
    ("toa heading", Role::Contents),
    ("toc heading", Role::Contents),
];

/// How headings are called in ids, without accents as Word writes them there; for documents whose styles
/// say nothing more.
const HEADINGS: [&str; 12] = [
    "berschrift",
    "cmsor",
    "heading",
    "kop",
    "nadpis",
    "nagwek",
    "otsikko",
    "overskrift",
    "rubrik",
    "titolo",
    "titre",
    "ttulo",
];

/// A list that a paragraph is in, as its style or it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbering<'d> {
    /// The list; that of the id `0` is none.
    pub id: Option<&'d str>,
    pub level: Option<u8>,
}

#[derive(Debug)]
struct Style<'d> {
    based_on: Option<&'d str>,
    role: Role,
    numbering: Numbering<'d>,
}

/// The styles of a document.
#[derive(Debug)]
pub struct Styles<'d> {
    ids: Keys<'d>,
    styles: Vec<Style<'d>>,
    /// The language of the document.
    pub language: Option<&'d str>,
}

impl<'d> Styles<'d> {
    /// Reads `styles.xml`.
    pub fn of(xml: &'d str) -> Self {
        let (mut ids, mut styles, mut language) = (Vec::new(), Vec::<Style<'d>>::new(), None);
        for token in Tokens::new(xml, Dialect::Xml) {
            let Token::Open { name, attributes, .. } = token else { continue };
            let value = || attribute(attributes, "w:val");
            if name == "w:style" {
                let id = attribute(attributes, "w:styleId").unwrap_or_default();
                ids.push(id);
                styles.push(Style { based_on: None, role: role_of_id(id), numbering: Numbering::default() });
                continue;
            }
            let Some(style) = styles.last_mut() else {
                if name == "w:lang" {
                    language = value();
                }
                continue;
            };
            match name {
                "w:name" => style.role = value().map_or(style.role, role_of_name),
                "w:basedOn" => style.based_on = value(),
                "w:outlineLvl" if style.role == Role::None => style.role = outline_role(value()),
                "w:numId" => style.numbering.id = value(),
                "w:ilvl" => style.numbering.level = value().and_then(|level| level.parse().ok()),
                _ => {}
            }
        }
        Self { ids: Keys::new(ids), styles, language }
    }

    /// What a style says, or the one that it is based on.
    pub fn role(&self, id: &str) -> Role {
        if self.ids.is_empty() {
            return role_of_id(id);
        }
        self.first(id, |style| Some(style.role).filter(|role| *role != Role::None)).unwrap_or(Role::None)
    }

    /// The list that a style puts its paragraphs in.
    pub fn numbering(&self, id: &str) -> Numbering<'d> {
        self.first(id, |style| style.numbering.id.map(|_| style.numbering)).unwrap_or_default()
    }

    fn first<T>(&self, id: &str, found: impl Fn(&Style<'d>) -> Option<T>) -> Option<T> {
        let mut index = self.ids.find(id)?;
        // A style may be based on itself where somebody wants to see what happens.
        for _ in 0..12 {
            let style = &self.styles[index];
            let value = found(style);
            if value.is_some() {
                return value;
            }
            index = self.ids.find(style.based_on?)?;
        }
        None
    }
}

/// The role of the level of an outline, which counts from 0; 9 is body text.
pub fn outline_role(level: Option<&str>) -> Role {
    match level.and_then(|level| level.parse::<u8>().ok()) {
        Some(level @ 0..=8) => Role::Heading(level + 1),
        _ => Role::None,
    }
}

fn role_of_name(name: &str) -> Role {
    let name = name.to_ascii_lowercase();
    if let Ok(index) = NAMES.binary_search_by(|(known, _)| (*known).cmp(&name)) {
        return NAMES[index].1;
    }
    match name.split_once(' ') {
        Some(("heading", level)) => level.parse().map_or(Role::None, Role::Heading),
        Some(("toc", level)) if level.parse::<u8>().is_ok() => Role::Contents,
        _ => Role::None,
    }
}

fn role_of_id(id: &str) -> Role {
    let id = id.to_ascii_lowercase();
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = id[name.len()..].parse::<u8>().ok();
    match level {
        Some(level @ 1..=9) if HEADINGS.contains(&name) => Role::Heading(level),
        Some(_) if name == "toc" => Role::Contents,
        None if ["title", "titel", "titre", "titolo", "ttulo"].contains(&name) => Role::Title,
        _ => Role::None,
    }
}

/// The lists of a document: which of their levels are numbered.
#[derive(Debug)]
pub struct Lists<'d> {
    ids: Keys<'d>,
    /// The definition of each.
    definitions: Vec<&'d str>,
    definition_ids: Keys<'d>,
    /// A bit for each level that is numbered.
    numbered: Vec<u16>,
}

impl<'d> Lists<'d> {
    /// Reads `numbering.xml`.
    pub fn of(xml: &'d str) -> Self {
        let (mut ids, mut definitions, mut definition_ids) = (Vec::new(), Vec::new(), Vec::new());
        let mut numbered: Vec<u16> = Vec::new();
        let mut level = 0_u8;
        for token in Tokens::new(xml, Dialect::Xml) {
            let Token::Open { name, attributes, .. } = token else { continue };
            let value = || attribute(attributes, "w:val");
            match name {
                "w:abstractNum" => {
                    definition_ids.push(attribute(attributes, "w:abstractNumId").unwrap_or_default());
                    numbered.push(0);
                }
                "w:lvl" => {
                    level = attribute(attributes, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(15);
                }
                // Overrides in a `w:num` come after all definitions; they seldom change a number to a bullet.
                "w:numFmt" if ids.is_empty() => {
                    let is_numbered = !matches!(value(), Some("bullet" | "none") | None);
                    if let Some(levels) = numbered.last_mut() {
                        *levels |= u16::from(is_numbered) << level;
                    }
                }
                "w:num" => {
                    ids.push(attribute(attributes, "w:numId").unwrap_or_default());
                    definitions.push("");
                }
                "w:abstractNumId" => {
                    if let Some(definition) = definitions.last_mut() {
                        *definition = value().unwrap_or_default();
                    }
                }
                _ => {}
            }
        }
        Self { ids: Keys::new(ids), definitions, definition_ids: Keys::new(definition_ids), numbered }
    }

    /// Whether a level of a list is numbered.
    pub fn is_numbered(&self, id: &str, level: u8) -> bool {
        let definition = self.ids.find(id).and_then(|index| self.definition_ids.find(self.definitions[index]));
        definition.is_some_and(|index| self.numbered[index] >> level.min(15) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_name_id_and_what_they_are_based_on() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        let styles = Styles::of(
            "<w:styles><w:docDefaults><w:lang w:val='de-DE'/></w:docDefaults>\
             <w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>\
             <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
             <w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift2'/></w:style>\
             <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
             <w:style w:styleId='Para'><w:name w:val='Para'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
             <w:style w:styleId='Punkt'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>",
        );
        assert_eq!(styles.language, Some("de-DE"));
        for (id, expected) in [
            ("berschrift2", Role::Heading(2)),
            ("Titel", Role::Title),
            ("Mine", Role::Heading(2)),
            ("Loop", Role::None),
            ("Para", Role::Heading(1)),
            ("absent", Role::None),
        ] {
            assert_eq!(styles.role(id), expected, "{id}");
        }
        assert_eq!(styles.numbering("Punkt").id, Some("3"));
        assert_eq!(Styles::of("").role("Heading3"), Role::Heading(3));
        assert_eq!(Styles::of("").role("Ttulo1"), Role::Heading(1));
    }
}
