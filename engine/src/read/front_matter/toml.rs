//! Front matter in TOML: the part of the language that says something about a brief.
//!
//! Strings of all four kinds, lists of them, and bare values (dates, numbers, booleans); what else a value
//! may be belongs to other programs and is passed over, as is everything from the first table on. A parser
//! for all of TOML would weigh more in the browser than the rest of this folder.

use super::scanner::Scanner;
use super::{Language, Pair, Value, invalid};
use crate::read::ReadError;

/// The keys before the first table, each with its line and value.
pub fn pairs(source: &str) -> Result<Vec<Pair>, ReadError> {
    let mut scanner = Scanner::new(source, Language::Toml);
    let mut pairs = Vec::new();
    loop {
        scanner.skip_blank(true);
        if scanner.rest().is_empty() || scanner.rest().starts_with('[') {
            return Ok(pairs);
        }
        let line = scanner.line;
        let whole = scanner.rest_of_line();
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' ');
        let (key, _) = whole
            .split_once('=')
            .filter(|(key, _)| !key.trim().is_empty() && key.chars().all(is_of_name))
            .ok_or_else(|| invalid(line, format!("“{}” is not a line `key = value`", whole.trim_end())))?;
        scanner.pass(key.len() + 1);
        scanner.skip_blank(false);
        let value = match scanner.enclosed()? {
            Some(value) => value,
            None => {
                let word = scanner.rest_of_line().split('#').next().unwrap_or_default();
                if word.trim().is_empty() {
                    return Err(invalid(line, "there is no value after the `=`".into()));
                }
                scanner.pass(word.len());
                Value::One(word.trim().to_owned())
            }
        };
        scanner.end_line()?;
        pairs.push((key.trim().trim_matches(['"', '\'']).to_owned(), line, value));
    }
}
