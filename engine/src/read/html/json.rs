//! What a page states of its article in JSON-LD (schema.org), read in one pass and without a tree.

use crate::read::references::{Place, decoded};
use crate::read::words;

/// Values nest no deeper in what is read.
const MAX_DEPTH: usize = 32;

/// What an object of JSON-LD says of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    /// The periodical that it is part of.
    pub periodical: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    /// How surely it is about the article: 2 for an article, 1 for a page, 0 for anything else.
    pub rank: u8,
}

/// What the object around a value is to the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Statement,
    Author,
    Publisher,
    Periodical,
    /// Something that says nothing of the article.
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    role: Role,
    /// The role of the objects in it: those under a key that is told below.
    inner: Role,
    /// Which statement it belongs to.
    statement: usize,
    is_object: bool,
}

/// The statement that is most surely about an article, if there is any.
pub fn statement(text: &str) -> Option<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    // How many levels were opened deeper than any is kept.
    let mut beyond = 0_usize;
    let mut key = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'{' | b'[' if levels.len() >= MAX_DEPTH => beyond += 1,
            b'}' | b']' if beyond > 0 => beyond -= 1,
            b'{' | b'[' => {
                let is_object = mark == b'{';
                let level = match levels.last() {
                    None => Level { role: Role::Statement, inner: Role::Statement, statement: 0, is_object },
                    Some(outer) if !is_object && !outer.is_object => *outer,
                    Some(outer) => {
                        let inner = if outer.is_object { role_of(&key, outer.role) } else { outer.inner };
                        // Strings in an array are the object's own, objects in it are what its key says.
                        let role = if is_object { inner } else { outer.role };
                        Level { role, inner, statement: outer.statement, is_object }
                    }
                };
                let statement = if is_object && level.role == Role::Statement {
                    statements.push(Statement::default());
                    statements.len() - 1
                } else {
                    level.statement
                };
                levels.push(Level { statement, ..level });
            }
            b'}' | b']' => {
                levels.pop();
            }
            _ => {
                let length = string_length(rest);
                let string = &rest[..length];
                rest = rest.get(length + 1..).unwrap_or_default();
                let is_key = levels.last().is_some_and(|level| level.is_object) && rest.trim_start().starts_with(':');
                if is_key {
                    string.clone_into(&mut key);
                } else if let Some(level) = levels.last().filter(|_| beyond == 0)
                    && let Some(statement) = statements.get_mut(level.statement)
                {
                    statement.take(level.role, &key, string);
                }
            }
        }
    }
    statements.into_iter().rev().filter(|statement| statement.rank > 0).max_by_key(|statement| statement.rank)
}

/// What an object under a key is to the statement.
fn role_of(key: &str, outer: Role) -> Role {
    match (outer, key) {
        (Role::Statement, "@graph") => Role::Statement,
        (Role::Statement, "author" | "creator") => Role::Author,
        (Role::Statement, "publisher") => Role::Publisher,
        (Role::Statement, "isPartOf") => Role::Periodical,
        _ => Role::Other,
    }
}

/// The length of a string up to its closing quotation mark.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    text.bytes()
        .position(|byte| {
            let is_end = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_end
        })
        .unwrap_or(text.len())
}

impl Statement {
    fn take(&mut self, role: Role, key: &str, string: &str) {
        let text = || Some(unescaped(string)).filter(|text| !text.is_empty());
        match (role, key) {
            (Role::Statement, "@type") => {
                let is_article = string.ends_with("Article") || string.ends_with("Posting") || string == "Report";
                self.rank = self.rank.max(if is_article { 2 } else { u8::from(string == "WebPage") });
            }
            (Role::Statement, "headline") => self.headline = text(),
            (Role::Statement, "name") if self.headline.is_none() => self.headline = text(),
            (Role::Statement, "datePublished") => self.published = text(),
            (Role::Statement, "inLanguage") => self.language = text(),
            (Role::Statement, "articleSection") if self.section.is_none() => self.section = text(),
            (Role::Statement, "author" | "creator") | (Role::Author, "name" | "author" | "creator") => {
                self.authors.extend(text());
            }
            (Role::Publisher, "name") => self.publisher = text(),
            (Role::Periodical, "name") => self.periodical = text(),
            _ => {}
        }
    }
}

/// A string without its escapes; publishers put character references into it, too.
fn unescaped(string: &str) -> String {
    let mut text = String::with_capacity(string.len());
    let mut rest = string;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let Some(escape) = rest[at + 1..].chars().next() else { break };
        rest = &rest[at + 1 + escape.len_utf8()..];
        let unit = |text: &str| text.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match escape {
            'n' | 'r' | 't' | 'b' | 'f' => text.push(' '),
            'u' => {
                let Some(first) = unit(rest) else { continue };
                rest = &rest[4..];
                let second = rest.strip_prefix("\\u").and_then(unit).filter(|second| (0xDC00..0xE000).contains(second));
                let code = match second {
                    Some(second) if (0xD800..0xDC00).contains(&first) => {
                        rest = &rest[6..];
                        0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                    }
                    _ => first,
                };
                text.extend(char::from_u32(code));
            }
            other => text.push(other),
        }
    }
    text.push_str(rest);
    words::joined(&decoded(&text, Place::Text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_what_else_is_stated() {
        let text = r#"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"Harbour Notes","publisher":{"@type":"Organization","name":"Port Press"}},
            {"@type":["NewsArticle","Article"],"headline":"Ships \u0026amp; \"Fog\"","datePublished":"2025-06-03T10:00:00+02:00",
             "author":[{"@type":"Person","name":"A. Pilot","image":{"name":"no"}},{"name":"B. Mate"}],
             "publisher":{"@type":"Organization","name":"Port Press","logo":{"name":"Logo"}},
             "isPartOf":{"@type":"Periodical","name":"Harbour Notes"},"articleSection":["Seas","Ports"],"inLanguage":"en-GB"},
            {"@type":"Person","name":"C. Cook"}]}"#;
        assert_eq!(
            statement(text),
            Some(Statement {
                headline: Some("Ships & \"Fog\"".into()),
                published: Some("2025-06-03T10:00:00+02:00".into()),
                language: Some("en-GB".into()),
                section: Some("Seas".into()),
                periodical: Some("Harbour Notes".into()),
                publisher: Some("Port Press".into()),
                authors: vec!["A. Pilot".into(), "B. Mate".into()],
                rank: 2,
            })
        );
        assert_eq!(statement(r#"{"@type":"Organization","name":"x"}"#), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_ends(text in "([\\[\\]{}\":,\\\\u0-9aé]|\"@type\":|\"Article\"|\"author\":|\"name\"){0,60}") {
            let _ = statement(&text);
        }
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(unescaped(r"a\u00e9\ud83d\udea2\/\n\u12"), "aé🚢/ 12");
    }
}
