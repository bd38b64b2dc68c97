//! Words, numbers and marks, as the grammars of dates and hedges need them.

/// One token of a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// Letters and digits, or one other character.
    pub text: &'t str,
    /// Its first byte in the block's text.
    pub start: usize,
    /// Whether it follows the token before without a space.
    pub is_joined: bool,
}

impl Token<'_> {
    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is one of these words, in either case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// Its value, if it is a number of at most `digits` digits.
    pub fn number(&self, digits: usize) -> Option<i16> {
        let is_number = self.text.len() <= digits && self.text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| self.text.parse().ok()).flatten()
    }
}

/// Splits a text.
pub fn split(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while c.is_alphanumeric()
            && let Some((next, _)) = chars.next_if(|(_, c)| c.is_alphanumeric())
        {
            end = next + text[next..].chars().next().map_or(0, char::len_utf8);
        }
        let is_joined = tokens.last().is_some_and(|last| last.end() == start);
        tokens.push(Token { text: &text[start..end], start, is_joined });
    }
    tokens
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_numbers_and_marks() {
        let tokens = super::split("mid-2023, “Mai’s” é");
        let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        assert_eq!(texts, ["mid", "-", "2023", ",", "“", "Mai", "’", "s", "”", "é"]);
        assert!(tokens[1].is_joined && !tokens[4].is_joined);
    }
}
