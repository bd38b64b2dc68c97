//! The YAML front matter of a Markdown brief.
//!
//! Read from the parser's events rather than through a deserializer: in the browser, where readers paste
//! briefs, that is a quarter of the code.

use saphyr_parser::{Event, Parser, Span};

use super::{ErrorKind, ReadError, layout};
use crate::brief::Brief;

/// A value of the front matter: what briefs need of YAML.
#[derive(Debug, PartialEq)]
enum Value {
    One(String),
    Many(Vec<String>),
    /// A mapping or nested list: it belongs to other programs.
    Other,
}

/// The YAML between a first line `---` and the next such line, and what follows it.
///
/// # Errors
/// Where the front matter is never closed.
pub fn split(text: &str) -> Result<(Option<&str>, &str), ReadError> {
    let Some(rest) = text.strip_prefix("---\n") else { return Ok((None, text)) };
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok((Some(&rest[..offset]), &rest[offset + line.len()..]));
        }
        offset += line.len();
    }
    Err(ReadError(ErrorKind::OpenFrontMatter))
}

/// Takes what the front matter says of the brief; other keys belong to other programs and are left alone.
///
/// # Errors
/// Names the line, counted from the opening `---`, and what is wrong with it.
pub fn apply(brief: &mut Brief, yaml: &str) -> Result<(), ReadError> {
    for (key, line, value) in pairs(yaml)? {
        let text = |value: Value| match value {
            Value::One(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            Value::Many(_) | Value::Other => Err(invalid(line, format!("`{key}` is one piece of text, not a list"))),
        };
        match key.as_str() {
            "id" => brief.id = text(value)?.map(|id| checked_id(id, line)).transpose()?,
            "title" => brief.title = text(value)?,
            "series" => brief.series = text(value)?,
            "language" | "lang" => brief.language = text(value)?,
            "date" => brief.date = text(value)?.map(|date| checked_date(&date, line)).transpose()?,
            "author" | "authors" => {
                brief.author = match value {
                    Value::Many(names) => Some(names.join(", ")).filter(|names| !names.is_empty()),
                    Value::One(_) => text(value)?,
                    Value::Other => return Err(invalid(line, format!("`{key}` is a name or a list of names"))),
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn checked_id(id: String, line: usize) -> Result<String, ReadError> {
    let is_plain = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_plain
        .then_some(id.clone())
        .ok_or_else(|| invalid(line, format!("the id “{id}” may hold small letters, digits and hyphens only")))
}

fn checked_date(date: &str, line: usize) -> Result<crate::brief::Date, ReadError> {
    layout::date_line(date).ok_or_else(|| invalid(line, format!("“{date}” is not a date; write it as 2024-03-29")))
}

fn invalid(line: usize, message: String) -> ReadError {
    ReadError(ErrorKind::FrontMatter { line, message })
}

/// The keys of the outermost mapping, each with its line and value.
fn pairs(yaml: &str) -> Result<Vec<(String, usize, Value)>, ReadError> {
    let mut events = Events(Parser::new_from_str(yaml));
    let mut pairs = Vec::new();
    loop {
        match events.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::MappingStart(..), _) => break,
            // Nothing but comments, or the `null` of an empty document.
            (Event::StreamEnd, _) => return Ok(pairs),
            (Event::Scalar(text, ..), _) if text.is_empty() || text == "~" => return Ok(pairs),
            (_, line) => return Err(invalid(line, "it is not a list of lines `key: value`".into())),
        }
    }
    loop {
        match events.next()? {
            (Event::MappingEnd | Event::StreamEnd, _) => return Ok(pairs),
            (Event::Scalar(key, ..), line) => pairs.push((key.into_owned(), line, events.value()?)),
            (_, line) => return Err(invalid(line, "a key is a word before a colon".into())),
        }
    }
}

struct Events<'y>(Parser<'y, saphyr_parser::StrInput<'y>>);

impl<'y> Events<'y> {
    /// The next event, and its line counted from the opening `---`.
    fn next(&mut self) -> Result<(Event<'y>, usize), ReadError> {
        match self.0.next_event() {
            Some(Ok((event, Span { start, .. }))) => Ok((event, start.line() + 1)),
            Some(Err(error)) => Err(invalid(error.marker().line() + 1, error.info().to_owned())),
            None => Ok((Event::StreamEnd, 1)),
        }
    }

    fn value(&mut self) -> Result<Value, ReadError> {
        match self.next()?.0 {
            // A plain `~` or `null` says that there is none.
            Event::Scalar(text, ..) if matches!(&*text, "~" | "null") => Ok(Value::One(String::new())),
            Event::Scalar(text, ..) => Ok(Value::One(text.into_owned())),
            Event::SequenceStart(..) => self.list(),
            Event::MappingStart(..) => self.skip().map(|()| Value::Other),
            _ => Ok(Value::Other),
        }
    }

    fn list(&mut self) -> Result<Value, ReadError> {
        let (mut items, mut is_flat) = (Vec::new(), true);
        loop {
            match self.next()?.0 {
                Event::SequenceEnd | Event::StreamEnd => break,
                Event::Scalar(text, ..) => items.push(text.into_owned()),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    is_flat = false;
                    self.skip()?;
                }
                _ => is_flat = false,
            }
        }
        Ok(if is_flat { Value::Many(items) } else { Value::Other })
    }

    /// To the end of the list or mapping that has begun.
    fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()?.0 {
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
                Event::StreamEnd => break,
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(yaml: &str) -> Result<Brief, String> {
        let mut brief = Brief::default();
        apply(&mut brief, yaml).map(|()| brief).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_brief_needs_is_taken() {
        let brief = applied(
            "# a comment\nid: fog-1\ntitle: \"Fog: a “brief”\"\ndate: 2025-06-03\nauthors:\n  - A. Pilot\n  - B. Mate\n\
             tags: [a, b]\nmeta:\n  deep: {x: [1, 2]}\nseries: ~\nlang: en\n",
        )
        .expect("it is valid");
        assert_eq!(brief.id.as_deref(), Some("fog-1"));
        assert_eq!(brief.title.as_deref(), Some("Fog: a “brief”"));
        assert_eq!(brief.author.as_deref(), Some("A. Pilot, B. Mate"));
        assert_eq!((brief.series, brief.language.as_deref()), (None, Some("en")));
    }

    #[test]
    fn nothing_is_no_error() {
        for yaml in ["", "\n", "# only a comment\n"] {
            assert_eq!(applied(yaml), Ok(Brief::default()), "{yaml:?}");
        }
    }

    #[test]
    fn errors_name_their_line() {
        for (yaml, expected) in [
            ("title: Fog\ndate: soon", "line 3: the front matter is not valid: “soon” is not a date"),
            ("id: Fog!", "line 2: the front matter is not valid: the id “Fog!”"),
            ("title: Fog\nauthor: {a: b}", "line 3: the front matter is not valid: `author` is a name"),
            ("title: [a, b]", "line 2: the front matter is not valid: `title` is one piece of text"),
            ("title: Fog\n\tdate: x", "line "),
            ("title: [a", "line "),
            ("title: \"a", "line "),
            ("just text", "line 2: the front matter is not valid: it is not a list"),
        ] {
            let error = applied(yaml).expect_err(yaml);
            assert!(error.starts_with(expected), "{yaml}: {error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_yaml_ends(yaml in "([a-z]{0,3}[:\\-\\[\\]{}\"'|>&*!%#, \\n]{0,3}){0,20}") {
            let _ = applied(&yaml);
        }
    }
}
