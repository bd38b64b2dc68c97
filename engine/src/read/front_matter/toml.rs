//! Front matter in TOML: the part of the language that says something about a brief.
//!
//! Strings of all four kinds, lists of them, and bare values (dates, numbers, booleans); what else a value
//! may be belongs to other programs and is passed over, as is everything from the first table on. A parser
//! for all of TOML would weigh more in the browser than the rest of this folder.

use super::{Pair, Value, invalid};
use crate::read::ReadError;

/// The keys before the first table, each with its line and value.
pub fn pairs(source: &str) -> Result<Vec<Pair>, ReadError> {
    // The first line of the front matter is the second of the file.
    let mut scanner = Scanner { source, at: 0, line: 2 };
    let mut pairs = Vec::new();
    loop {
        scanner.skip_blank(true);
        let rest = scanner.rest();
        if rest.is_empty() || rest.starts_with('[') {
            return Ok(pairs);
        }
        let line = scanner.line;
        let whole = rest.lines().next().unwrap_or_default();
        let not_a_pair = || invalid(line, format!("“{}” is not a line `key = value`", whole.trim_end()));
        let (key, _) = whole.split_once('=').ok_or_else(not_a_pair)?;
        let name = key.trim().trim_matches(['"', '\'']);
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' ');
        if name.is_empty() || !name.chars().all(is_of_name) {
            return Err(not_a_pair());
        }
        scanner.pass(key.len() + 1);
        scanner.skip_blank(false);
        let value = scanner.value()?;
        scanner.skip_blank(false);
        if !scanner.rest().is_empty() && !scanner.rest().starts_with('\n') {
            return Err(invalid(scanner.line, "nothing may follow the value on its line but a `# comment`".into()));
        }
        pairs.push((name.to_owned(), line, value));
    }
}

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    /// Counted from the opening fence.
    line: usize,
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// Passes over so many bytes.
    fn pass(&mut self, bytes: usize) {
        self.line += self.rest()[..bytes].matches('\n').count();
        self.at += bytes;
    }

    /// Passes over spaces and comments, and over line ends where they mean nothing.
    fn skip_blank(&mut self, lines: bool) {
        loop {
            let rest = self.rest();
            let text = rest.trim_start_matches(|c| c == ' ' || c == '\t' || lines && c == '\n');
            let comment = if text.starts_with('#') { text.find('\n').unwrap_or(text.len()) } else { 0 };
            let blank = rest.len() - text.len();
            if blank + comment == 0 {
                return;
            }
            self.pass(blank + comment);
        }
    }

    fn value(&mut self) -> Result<Value, ReadError> {
        match self.rest().chars().next() {
            None | Some('\n') => Err(invalid(self.line, "there is no value after the `=`".into())),
            Some('"' | '\'') => self.string().map(Value::One),
            Some('[') => self.list(),
            Some('{') => self.skip_nested().map(|()| Value::Other),
            Some(_) => {
                let rest = self.rest();
                let length = rest.find(['\n', '#', ',', ']', '}']).unwrap_or(rest.len());
                self.pass(length);
                Ok(Value::One(rest[..length].trim().to_owned()))
            }
        }
    }

    fn list(&mut self) -> Result<Value, ReadError> {
        let (start, line) = (self.at, self.line);
        let mut items = Vec::new();
        self.pass(1);
        loop {
            self.skip_blank(true);
            match self.rest().chars().next() {
                None => return Err(never_closed(line)),
                Some(']') => {
                    self.pass(1);
                    return Ok(Value::Many(items));
                }
                Some(',') => self.pass(1),
                Some('[' | '{') => {
                    // A list of lists says nothing about a brief.
                    (self.at, self.line) = (start, line);
                    return self.skip_nested().map(|()| Value::Other);
                }
                Some(_) => match self.value()? {
                    Value::One(item) if !item.is_empty() => items.push(item),
                    _ => return Err(invalid(self.line, "a list holds values with commas between them".into())),
                },
            }
        }
    }

    /// Passes over a nested list or inline table.
    fn skip_nested(&mut self) -> Result<(), ReadError> {
        let line = self.line;
        let mut depth = 0usize;
        loop {
            self.skip_blank(true);
            match self.rest().chars().next() {
                None => return Err(never_closed(line)),
                Some('"' | '\'') => {
                    self.string()?;
                }
                Some(c) => {
                    self.pass(c.len_utf8());
                    match c {
                        '[' | '{' => depth += 1,
                        ']' | '}' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    if depth == 0 {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// A string of any of the four kinds.
    fn string(&mut self) -> Result<String, ReadError> {
        let line = self.line;
        let rest = self.rest();
        let is_long = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        let has_escapes = rest.starts_with('"');
        let (fence, inside) = rest.split_at(if is_long { 3 } else { 1 });
        let mut text = String::new();
        let mut chars = inside.char_indices();
        while let Some((at, c)) = chars.next() {
            if inside[at..].starts_with(fence) {
                self.pass(fence.len() + at + fence.len());
                // A line end right after the opening quotes is not part of a long string.
                return Ok(if is_long && text.starts_with('\n') { text.split_off(1) } else { text });
            }
            match c {
                '\n' if !is_long => break,
                '\\' if has_escapes => text.push(escaped(&mut chars, line)?),
                _ => text.push(c),
            }
        }
        Err(invalid(line, format!("the text is never closed; end it with {fence}")))
    }
}

/// The character that an escape stands for.
fn escaped(chars: &mut std::str::CharIndices<'_>, line: usize) -> Result<char, ReadError> {
    let mut next = || chars.next().map_or(' ', |(_, c)| c);
    let escape = next();
    match escape {
        'n' => Ok('\n'),
        't' => Ok('\t'),
        '"' | '\\' => Ok(escape),
        'u' | 'U' => {
            let code: String = (0..if escape == 'u' { 4 } else { 8 }).map(|_| next()).collect();
            let c = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
            c.ok_or_else(|| invalid(line, format!("`\\{escape}{code}` is no character")))
        }
        _ => Err(invalid(line, format!("`\\{escape}` is no escape; write `\\\\` for a backslash"))),
    }
}

fn never_closed(line: usize) -> ReadError {
    invalid(line, "the list is never closed; end it with `]` or `}`".into())
}
