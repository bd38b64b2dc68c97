//! Front matter in YAML: the part of the language that says something about a brief.
//!
//! Keys at the start of a line; values that are bare, quoted, folded or literal, and lists of them, in
//! brackets or an item a line. What else a value may be (mappings, lists of lists, anchors, tags) belongs to
//! other programs and is passed over. A parser for all of YAML is 11 KB in the browser, four times as much.

use super::scanner::Scanner;
use super::{Language, Pair, Value, invalid};
use crate::read::ReadError;

/// The keys of the outermost mapping, each with its line and value.
pub fn pairs(source: &str) -> Result<Vec<Pair>, ReadError> {
    let mut scanner = Scanner::new(source, Language::Yaml);
    let mut pairs = Vec::new();
    loop {
        scanner.skip_blank(true);
        let (whole, line) = (scanner.rest_of_line(), scanner.line);
        if whole.is_empty() || pairs.is_empty() && matches!(whole.trim_end(), "~" | "null") {
            return Ok(pairs);
        }
        if scanner.column() > 0 {
            return Err(invalid(
                line,
                "a key begins at the start of its line; only what belongs to one is indented".into(),
            ));
        }
        let colon = whole
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| whole[at + 1..].is_empty() || whole[at + 1..].starts_with([' ', '\t']));
        let Some(colon) = colon.filter(|colon| *colon > 0 && !whole.starts_with(['-', '[', '{', '?', '|', '>'])) else {
            return Err(invalid(line, format!("it is not a list of lines `key: value`: “{}”", whole.trim_end())));
        };
        let key = whole[..colon].trim().trim_matches(['"', '\'']).to_owned();
        scanner.pass(colon + 1);
        let value = value(&mut scanner)?;
        pairs.push((key, line, value));
    }
}

/// What follows a colon, on its line and on those below that are indented.
fn value(scanner: &mut Scanner<'_>) -> Result<Value, ReadError> {
    scanner.skip_blank(false);
    if let Some(value) = scanner.enclosed()? {
        scanner.end_line()?;
        return Ok(value);
    }
    let first = without_comment(scanner.rest_of_line());
    scanner.pass(scanner.rest_of_line().len());
    match first.chars().next() {
        Some('|' | '>') => return Ok(Value::One(block(scanner, first.starts_with('|')))),
        // An anchor, alias or tag.
        Some('&' | '*' | '!') => {
            block(scanner, true);
            return Ok(Value::Other);
        }
        Some(_) => {
            // A bare text goes on in the lines below it.
            let more = block(scanner, false);
            let text = if more.is_empty() { first.to_owned() } else { format!("{first} {more}") };
            // A plain `~` or `null` says that there is none.
            return Ok(Value::One(if matches!(&*text, "~" | "null") { String::new() } else { text }));
        }
        None => {}
    }
    scanner.skip_lines();
    let indent = scanner.indent();
    if !is_item(scanner.rest_of_line()) {
        if indent == 0 {
            return Ok(Value::One(String::new()));
        }
        // A mapping, or a text that begins on the next line.
        let start = scanner.rest_of_line().trim_start();
        let is_mapping = start.contains(": ") || start.trim_end().ends_with(':');
        let text = block(scanner, false);
        return Ok(if is_mapping { Value::Other } else { Value::One(text) });
    }
    let (mut items, mut is_flat) = (Vec::new(), true);
    while is_item(scanner.rest_of_line()) && scanner.indent() == indent {
        scanner.pass(indent + 1);
        scanner.skip_blank(false);
        match scanner.enclosed()? {
            Some(Value::One(item)) => {
                items.push(item);
                scanner.end_line()?;
            }
            Some(_) => {
                is_flat = false;
                scanner.end_line()?;
            }
            None => {
                let item = without_comment(scanner.rest_of_line());
                scanner.pass(scanner.rest_of_line().len());
                is_flat &= !item.contains(": ") && !item.ends_with(':') && !item.starts_with("- ");
                items.push(item.to_owned());
            }
        }
        // What belongs to an item is indented below it.
        scanner.skip_lines();
        while scanner.indent() > indent && !scanner.rest().is_empty() {
            is_flat &= items.last().is_some_and(|item| !item.is_empty()) && !scanner.rest_of_line().contains(':');
            if is_flat && let Some(item) = items.last_mut() {
                item.push(' ');
                item.push_str(without_comment(scanner.rest_of_line()));
            }
            scanner.pass(scanner.rest_of_line().len());
            scanner.skip_lines();
        }
    }
    Ok(if is_flat { Value::Many(items) } else { Value::Other })
}

/// The indented lines that follow: joined by line feeds where they are literal, by spaces otherwise.
fn block(scanner: &mut Scanner<'_>, is_literal: bool) -> String {
    let mut text = String::new();
    scanner.skip_lines();
    while scanner.indent() > 0 && !scanner.rest().is_empty() {
        let line = scanner.rest_of_line();
        if !text.is_empty() {
            text.push(if is_literal { '\n' } else { ' ' });
        }
        text.push_str(if is_literal { line.trim() } else { without_comment(line) });
        scanner.pass(line.len());
        scanner.skip_lines();
    }
    text
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    line.starts_with("- ") || line.trim_end() == "-"
}

fn without_comment(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or_default().trim_end() }
}

impl Scanner<'_> {
    /// Passes over line ends and blank lines, to the start of a line with something on it.
    fn skip_lines(&mut self) {
        loop {
            let line = self.rest_of_line();
            if line.len() == self.rest().len() || !line.trim().is_empty() {
                return;
            }
            self.pass(line.len() + 1);
        }
    }

    /// The spaces before the text of the line that begins here.
    fn indent(&self) -> usize {
        let line = self.rest_of_line();
        line.len() - line.trim_start_matches(' ').len()
    }
}
