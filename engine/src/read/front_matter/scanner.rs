//! The values of front matter, as YAML and TOML write them: quoted strings, lists, and bare words.

use super::{Language, Value, invalid};
use crate::read::ReadError;

/// A place in the source, and the line that it is on.
pub struct Scanner<'s> {
    source: &'s str,
    at: usize,
    /// Counted from the opening fence.
    pub line: usize,
    language: Language,
}

impl<'s> Scanner<'s> {
    /// At the start of front matter without its fences: its first line is the second of the file.
    pub fn new(source: &'s str, language: Language) -> Self {
        Self { source, at: 0, line: 2, language }
    }

    /// What is still to come.
    pub fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// The rest of the line.
    pub fn rest_of_line(&self) -> &'s str {
        self.rest().split('\n').next().unwrap_or_default()
    }

    /// How far into its line it is, in bytes.
    pub fn column(&self) -> usize {
        self.at - self.source[..self.at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Passes over so many bytes.
    pub fn pass(&mut self, bytes: usize) {
        self.line += self.rest()[..bytes].matches('\n').count();
        self.at += bytes;
    }

    /// Passes over spaces and comments, and over line ends where they mean nothing.
    pub fn skip_blank(&mut self, lines: bool) {
        loop {
            let rest = self.rest();
            let text = rest.trim_start_matches(|c| c == ' ' || c == '\t' || lines && c == '\n');
            let blank = rest.len() - text.len();
            // In YAML, a `#` within a word is part of it.
            let is_apart =
                self.language == Language::Toml || self.source[..self.at + blank].ends_with([' ', '\t', '\n']);
            let is_comment = text.starts_with('#') && (is_apart || self.at + blank == 0);
            let comment = if is_comment { text.find('\n').unwrap_or(text.len()) } else { 0 };
            if blank + comment == 0 {
                return;
            }
            self.pass(blank + comment);
        }
    }

    /// The end of a line that has had its value.
    ///
    /// # Errors
    /// Where anything but a comment follows.
    pub fn end_line(&mut self) -> Result<(), ReadError> {
        self.skip_blank(false);
        if self.rest().is_empty() || self.rest().starts_with('\n') {
            return Ok(());
        }
        Err(invalid(self.line, "nothing may follow the value on its line but a `# comment`".into()))
    }

    /// A string, list or mapping, or nothing where the value is a bare word.
    pub fn enclosed(&mut self) -> Result<Option<Value>, ReadError> {
        match self.rest().as_bytes().first() {
            Some(b'"' | b'\'') => self.string().map(Value::One).map(Some),
            Some(b'[') => self.list().map(Some),
            Some(b'{') => self.skip_nested().map(|()| Some(Value::Other)),
            _ => Ok(None),
        }
    }

    fn list(&mut self) -> Result<Value, ReadError> {
        let (start, line) = (self.at, self.line);
        let mut items = Vec::new();
        self.pass(1);
        loop {
            self.skip_blank(true);
            match self.rest().as_bytes().first() {
                None => return Err(never_closed(line)),
                Some(b']') => {
                    self.pass(1);
                    return Ok(Value::Many(items));
                }
                Some(b',') => self.pass(1),
                Some(b'[' | b'{') => {
                    // A list of lists says nothing about a brief.
                    (self.at, self.line) = (start, line);
                    return self.skip_nested().map(|()| Value::Other);
                }
                Some(b'"' | b'\'') => items.push(self.string()?),
                Some(_) => {
                    let rest = self.rest();
                    let length = rest.find([',', ']', '}', '\n']).unwrap_or(rest.len());
                    let word = rest[..length].split(" #").next().unwrap_or_default();
                    if word.is_empty() {
                        return Err(never_closed(line));
                    }
                    items.push(word.trim().to_owned());
                    self.pass(word.len());
                }
            }
        }
    }

    /// Passes over a nested list or mapping.
    fn skip_nested(&mut self) -> Result<(), ReadError> {
        let line = self.line;
        let mut depth = 0usize;
        loop {
            self.skip_blank(true);
            let rest = self.rest();
            match rest.as_bytes().first() {
                None => return Err(never_closed(line)),
                Some(b'"' | b'\'') => {
                    self.string()?;
                }
                Some(b'[' | b'{') => {
                    depth += 1;
                    self.pass(1);
                }
                Some(b']' | b'}') => {
                    depth = depth.saturating_sub(1);
                    self.pass(1);
                }
                Some(_) => {
                    let length = rest.find(['[', '{', ']', '}', ',', ' ', '\n', '"', '#']).unwrap_or(rest.len()).max(1);
                    self.pass(rest.ceil_char_boundary(length));
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// A string between quotes of any kind.
    fn string(&mut self) -> Result<String, ReadError> {
        let line = self.line;
        let rest = self.rest();
        let is_toml = self.language == Language::Toml;
        let is_long = is_toml && (rest.starts_with("\"\"\"") || rest.starts_with("'''"));
        let has_escapes = rest.starts_with('"');
        let (fence, inside) = rest.split_at(if is_long { 3 } else { 1 });
        let mut text = String::new();
        let mut chars = inside.char_indices();
        while let Some((at, c)) = chars.next() {
            if inside[at..].starts_with(fence) {
                // In YAML, a quote inside single quotes is doubled.
                if !is_toml && !has_escapes && inside[at + 1..].starts_with('\'') {
                    chars.next();
                    text.push('\'');
                    continue;
                }
                self.pass(fence.len() + at + fence.len());
                // A line end right after the opening quotes is not part of a long string.
                return Ok(if is_long && text.starts_with('\n') { text.split_off(1) } else { text });
            }
            match c {
                '\n' if is_toml && !is_long => break,
                // YAML folds the lines of a string into one.
                '\n' if !is_toml => {
                    text.truncate(text.trim_end().len());
                    text.push(' ');
                }
                ' ' if !is_toml && text.ends_with(' ') && inside[..at].ends_with(['\n', ' ']) => {}
                '\\' if has_escapes => text.extend(escaped(&mut chars, line)?),
                _ => text.push(c),
            }
        }
        Err(invalid(line, format!("the text is never closed; end it with {fence}")))
    }
}

/// The character that an escape stands for; nothing for a line end that is escaped.
fn escaped(chars: &mut std::str::CharIndices<'_>, line: usize) -> Result<Option<char>, ReadError> {
    let mut next = || chars.next().map_or(' ', |(_, c)| c);
    let escape = next();
    let digits = match escape {
        'n' => return Ok(Some('\n')),
        't' => return Ok(Some('\t')),
        '\n' => return Ok(None),
        '"' | '\\' | '/' | '\'' => return Ok(Some(escape)),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Err(invalid(line, format!("`\\{escape}` is no escape; write `\\\\` for a backslash"))),
    };
    let mut code = 0u32;
    for _ in 0..digits {
        code = next()
            .to_digit(16)
            .and_then(|digit| code.checked_mul(16)?.checked_add(digit))
            .ok_or_else(|| invalid(line, format!("`\\{escape}` is followed by {digits} hexadecimal digits")))?;
    }
    let c = char::from_u32(code).ok_or_else(|| invalid(line, format!("there is no character {code:x}")))?;
    Ok(Some(c))
}

fn never_closed(line: usize) -> ReadError {
    invalid(line, "the list is never closed; end it with `]` or `}`".into())
}
