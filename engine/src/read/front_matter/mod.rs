//! The front matter of a Markdown brief: YAML between lines `---`, or TOML between lines `+++`.

mod scanner;
mod toml;
mod yaml;

use super::{ErrorKind, ReadError, layout};
use crate::brief::Brief;

/// A value of the front matter: what briefs need of it.
#[derive(Debug, PartialEq)]
enum Value {
    One(String),
    Many(Vec<String>),
    /// A mapping or nested list: it belongs to other programs.
    Other,
}

/// A key, its line counted from the opening fence, and its value.
type Pair = (String, usize, Value);

/// The languages of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
}

/// Front matter as it stands in the file, without its fences.
pub type Source<'t> = (Language, &'t str);

/// The front matter at the start of a text, and what follows it.
///
/// A first line `---` that no key follows is a drawn line and begins no front matter.
///
/// # Errors
/// Where the front matter is never closed.
pub fn split(text: &str) -> Result<(Option<Source<'_>>, &str), ReadError> {
    let Some((language, rest)) = fenced(text) else { return Ok((None, text)) };
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        let is_end = match language {
            Language::Yaml => matches!(line.trim_end(), "---" | "..."),
            Language::Toml => line.trim_end() == "+++",
        };
        if is_end {
            return Ok((Some((language, &rest[..offset])), &rest[offset + line.len()..]));
        }
        offset += line.len();
    }
    Err(match language {
        Language::Yaml => ReadError(ErrorKind::OpenFrontMatter),
        Language::Toml => invalid(1, "it begins with `+++` and never ends; close it with a line `+++`".into()),
    })
}

/// Whether a text begins with front matter.
pub fn begins(text: &str) -> bool {
    fenced(text).is_some()
}

fn fenced(text: &str) -> Option<(Language, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let language = match first.trim_end() {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return None,
    };
    let next = rest.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let after_key = next.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '.'));
    let has_key = after_key.len() < next.len();
    let is_front_matter = match language {
        Language::Yaml => has_key && after_key.starts_with(':') || matches!(next, "---" | "..."),
        Language::Toml => has_key && after_key.trim_start().starts_with('=') || next == "+++" || next.starts_with('['),
    };
    is_front_matter.then_some((language, rest))
}

/// Takes what the front matter says of the brief; other keys belong to other programs and are left alone.
///
/// # Errors
/// Names the line, counted from the opening fence, and what is wrong with it.
pub fn apply(brief: &mut Brief, language: Language, source: &str) -> Result<(), ReadError> {
    let pairs = match language {
        Language::Yaml => yaml::pairs(source)?,
        Language::Toml => toml::pairs(source)?,
    };
    for (key, line, value) in pairs {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(yaml: &str) -> Result<Brief, String> {
        applied_as(Language::Yaml, yaml)
    }

    fn applied_as(language: Language, source: &str) -> Result<Brief, String> {
        let mut brief = Brief::default();
        apply(&mut brief, language, source).map(|()| brief).map_err(|error| error.to_string())
    }

    #[test]
    fn front_matter_begins_with_a_key() {
        for (text, expected) in [
            ("---\ntitle: x\n---\nText", Some("Text")),
            ("---\n# nothing\n---\nText", Some("Text")),
            ("---\n---\nText", Some("Text")),
            ("+++\ntitle = 'x'\n+++\nText", Some("Text")),
            ("---\n\nText\n\n---\n", None),
            ("---\nText, said: and done\n", None),
            ("+++\nText\n+++\n", None),
            ("--- title: x", None),
        ] {
            let rest = split(text).ok().and_then(|(front, rest)| front.map(|_| rest));
            assert_eq!(rest, expected, "{text:?}");
        }
    }

    #[test]
    fn toml_says_the_same() {
        let brief = applied_as(
            Language::Toml,
            r#"# a comment
id = "fog-1"
title = "Fog: a \"brief\" \u00e9" # here
date = 2025-06-03T10:00:00Z
authors = [
  'A. Pilot', # one
  "B. Mate",
]
nested = [[1, 2], {a = "]"}]
draft = false
series = '''
Harbour Notes'''
long = """
a = 1
"""
"lang" = "en"
[extra]
title = "no"
broken
"#,
        )
        .expect("it is valid");
        assert_eq!(brief.id.as_deref(), Some("fog-1"));
        assert_eq!(brief.title.as_deref(), Some("Fog: a \"brief\" é"));
        assert_eq!(brief.author.as_deref(), Some("A. Pilot, B. Mate"));
        assert_eq!((brief.series.as_deref(), brief.language.as_deref()), (Some("Harbour Notes"), Some("en")));
        assert_eq!(brief.date.map(|date| date.to_string()).as_deref(), Some("2025-06-03"));
        assert_eq!(applied_as(Language::Toml, ""), Ok(Brief::default()));
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
    fn values_of_every_kind_are_read() {
        for (yaml, expected) in [
            ("title: Fog", "Fog"),
            ("title:   Fog   # a comment", "Fog"),
            ("title: Fog #1", "Fog"),
            ("title: C#", "C#"),
            ("title: 'It''s fog # here'", "It's fog # here"),
            (r#"title: "A \"fog\" \u00e9\x41""#, "A \"fog\" éA"),
            ("title: \"Fog\n  and ships\"", "Fog and ships"),
            ("title: Fog\n  and ships", "Fog and ships"),
            ("title:\n  Fog and ships", "Fog and ships"),
            ("title: >-\n  Fog\n  and ships\n", "Fog and ships"),
            ("title: |\n  Fog\n  and ships\n", "Fog\nand ships"),
            ("title: Fog: a brief", "Fog: a brief"),
            ("title: http://example.org", "http://example.org"),
            ("\"title\": Fog", "Fog"),
            ("a: {b: \"}\", c: [1]}\ntitle: Fog", "Fog"),
            ("a:\n  b: c\n  d:\n    - e\ntitle: Fog", "Fog"),
            ("a:\n- b: c\n  d: e\n- f\ntitle: Fog", "Fog"),
            ("a: &anchor\n  b: c\ntitle: Fog", "Fog"),
            ("a: [1,\n  2]\n\n# b\ntitle: Fog", "Fog"),
            ("a:\n\ntitle: Fog", "Fog"),
        ] {
            assert_eq!(applied(yaml).map(|brief| brief.title), Ok(Some(expected.to_owned())), "{yaml}");
        }
        for yaml in [
            "authors: [A. Pilot, 'B. Mate']",
            "authors:\n  - A. Pilot\n  - \"B. Mate\"\n",
            "authors:\n- A. Pilot # one\n- B. Mate\n",
            "authors: [\n  A. Pilot,\n  B. Mate,\n]",
            "authors: A. Pilot, B. Mate",
        ] {
            assert_eq!(applied(yaml).map(|brief| brief.author), Ok(Some("A. Pilot, B. Mate".to_owned())), "{yaml}");
        }
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
            ("title: [a", "line 2: the front matter is not valid: the list is never closed"),
            ("title: \"a", "line 2: the front matter is not valid: the text is never closed"),
            ("title: \"a\" b", "line 2: the front matter is not valid: nothing may follow"),
            ("title: a\n  date: x\n indented\n[b]", "line 5: the front matter is not valid: it is not a list"),
            ("- a\n- b", "line 2: the front matter is not valid: it is not a list"),
            ("just text", "line 2: the front matter is not valid: it is not a list"),
        ] {
            let error = applied(yaml).expect_err(yaml);
            assert!(error.starts_with(expected), "{yaml}: {error}");
        }
        for (toml, expected) in [
            ("title = 'Fog'\ndate = 'soon'", "line 3: the front matter is not valid: “soon” is not a date"),
            ("title = ['a', 'b']", "line 2: the front matter is not valid: `title` is one piece of text"),
            ("title: Fog", "line 2: the front matter is not valid: “title: Fog” is not a line `key = value`"),
            ("a = 1\ntitle = \"Fog", "line 3: the front matter is not valid: the text is never closed"),
            ("title = 'a' b", "line 2: the front matter is not valid: nothing may follow the value"),
            ("authors = ['a',\n'b'", "line 2: the front matter is not valid: the list is never closed"),
            ("title =", "line 2: the front matter is not valid: there is no value after the `=`"),
            (r#"title = "\q""#, r"line 2: the front matter is not valid: `\q` is no escape"),
        ] {
            let error = applied_as(Language::Toml, toml).expect_err(toml);
            assert!(error.starts_with(expected), "{toml}: {error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_yaml_ends(yaml in "([a-z]{0,3}[:\\-\\[\\]{}\"'|>&*!%#, \\n]{0,3}){0,20}") {
            let _ = applied(&yaml);
        }

        #[test]
        fn any_toml_ends(toml in "([a-z]{0,3}[=\\-\\[\\]{}\"'\\\\,.# \\n]{0,3}){0,20}") {
            let _ = applied_as(Language::Toml, &toml);
        }
    }
}
