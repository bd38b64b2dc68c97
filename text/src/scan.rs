//! Words as a recogniser of names sees them: where they stand, how they are written, what joins them.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// With a capital in it: “Moscow”, “al-Qaeda”, “iPhone”.
    Capital,
    /// All in capitals, two or more: “NATO”, “U.S.”, “M23”.
    Capitals,
    /// One capital with a full stop: “E.”.
    Initial,
    /// Small letters only.
    Small,
    /// Digits, with what stands inside numbers.
    Number,
    /// One other character.
    Mark,
}

/// One word or mark of a block.
#[derive(Debug, Clone, Copy)]
pub struct Word<'t> {
    /// The word itself, without a possessive `’s` and without what a hyphen adds to a name
    /// (“Moscow” of “Moscow-based”).
    pub text: &'t str,
    /// Its first byte in the block's text.
    pub start: usize,
    /// How it is written.
    pub shape: Shape,
    /// Nothing but one space stands between it and the word before.
    pub is_spaced: bool,
    /// A capital here may only mean that a sentence, quotation or item begins.
    pub starts_sentence: bool,
    /// A possessive `’s` or `’` follows.
    pub is_possessive: bool,
    /// A hyphen and a common word follow (“-based”), so that no name goes on.
    pub is_closed: bool,
}

impl Word<'_> {
    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it can be part of a name by the way it is written.
    pub fn is_named(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial)
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, marks: &[&str]) -> bool {
        self.shape == Shape::Mark && marks.contains(&self.text)
    }
}

/// Abbreviations of titles and places after which a full stop ends no sentence.
const DOTTED: [&str; 30] = [
    "Adm", "Brig", "Capt", "Cmdr", "Co", "Col", "Corp", "Dr", "Ft", "Gen", "Gov", "Inc", "Jr", "Lt", "Ltd", "Maj",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St", "Ste",
];

/// Small words that belong inside hyphenated names: “Port-au-Prince”, “Stratford-upon-Avon”.
const HYPHENATED: [&str; 26] = [
    "al", "an", "ar", "as", "at", "au", "aux", "az", "de", "den", "der", "des", "di", "du", "e", "el", "en", "i", "la",
    "le", "les", "lez", "on", "sur", "ud", "ul",
];

/// Splits a block's text; its words come after those in the list.
pub fn scan<'t>(text: &'t str, words: &mut Vec<Word<'t>>) {
    words.reserve(text.len() / 5);
    let first = words.len();
    let mut at = 0;
    let mut starts_sentence = true;
    let mut space_from = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            // A cell or a line of its own begins as a sentence does.
            starts_sentence |= matches!(c, '\t' | '\n');
            at += c.len_utf8();
            continue;
        }
        let gap = &text[space_from..at];
        let is_spaced = words.len() > first && matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
        if !c.is_alphanumeric() {
            let end = at + c.len_utf8();
            words.push(Word {
                text: &text[at..end],
                start: at,
                shape: Shape::Mark,
                is_spaced,
                starts_sentence,
                is_possessive: false,
                is_closed: false,
            });
            // Quotes and brackets keep what the mark before them said.
            starts_sentence = match c {
                '.' | '!' | '?' | ':' | '•' | '…' => true,
                '“' | '‘' | '"' | '«' => true,
                '”' | '’' | '»' | ')' | ']' | '(' | '[' => starts_sentence,
                _ => false,
            };
            (at, space_from) = (end, end);
            continue;
        }
        let compound = compound_end(text, at);
        let mut word = name_part(text, at, compound, is_spaced, starts_sentence);
        at = compound;
        // “Gen.”, “St.”, “Inc.”: the full stop is part of the word.
        if text[at..].starts_with('.') && DOTTED.contains(&word.text) && !word.is_closed {
            at += 1;
            word.text = &text[word.start..at];
        }
        // A possessive belongs to the word before it.
        let rest = &text[at..];
        for ending in ["’s", "'s", "’", "'"] {
            if let Some(after) = rest.strip_prefix(ending)
                && !after.starts_with(char::is_alphanumeric)
                && (ending.len() > 3 || ending == "'s" || word.text.ends_with('s') && after.starts_with(' '))
            {
                word.is_possessive = true;
                at += ending.len();
                break;
            }
        }
        space_from = at;
        starts_sentence = false;
        words.push(word);
    }
}

/// The end of a word with all that hyphens, dots and apostrophes join to it.
fn compound_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    let (mut is_number, mut has_digit) = (true, false);
    while let Some((offset, c)) = chars.next() {
        let at = start + offset;
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = if c.is_alphanumeric() {
            is_number &= c.is_ascii_digit();
            has_digit |= c.is_ascii_digit();
            true
        } else {
            let next_is_letter = next.is_some_and(char::is_alphanumeric);
            match c {
                '-' | '‑' | '‐' => next_is_letter,
                // “Sa’ar”, “O'Brien”, but not the possessive “China’s”.
                '’' | '\'' | 'ʼ' | 'ʻ' | '`' => {
                    let mut after = text[at + c.len_utf8()..].chars();
                    let first = after.next();
                    next_is_letter && (first != Some('s') || after.next().is_some_and(char::is_alphanumeric))
                }
                // “U.S.”, “D.C.”: single letters with dots; “3.5” and “1,300” are one number.
                '.' => {
                    if has_digit {
                        next.is_some_and(|next| next.is_ascii_digit())
                    } else {
                        is_dotted_letter(text, start, at)
                    }
                }
                ',' | '/' => is_number && next.is_some_and(|next| next.is_ascii_digit()),
                '&' => next_is_letter && at > start,
                _ if is_combining(c) => true,
                _ => false,
            }
        };
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(start + text[start..].chars().next().map_or(1, char::len_utf8))
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether the dot at `at` follows a single capital that begins the word or follows another dot: the
/// dots of “U.S.”.
fn is_dotted_letter(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    let mut letters = before.chars().rev();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && letters.next().is_none_or(|c| c == '.')
}

/// The part of a compound that may be a name, and its shape.
fn name_part(text: &str, start: usize, end: usize, is_spaced: bool, starts_sentence: bool) -> Word<'_> {
    let whole = &text[start..end];
    let (mut from, mut to) = (0, whole.len());
    if whole.contains(['-', '‑', '‐']) && whole.contains(char::is_uppercase) {
        let is_hyphen = |c: char| matches!(c, '-' | '‑' | '‐');
        // “anti-Kremlin”, “mid-May”: the name begins after the prefix; “al-Qaeda” keeps its article.
        while let Some(hyphen) = whole[from..to].find(is_hyphen) {
            let part = &whole[from..from + hyphen];
            if part.contains(char::is_uppercase)
                || HYPHENATED.contains(&part)
                || part.contains(|c: char| c.is_ascii_digit())
            {
                break;
            }
            from += hyphen + whole[from + hyphen..].chars().next().map_or(1, char::len_utf8);
        }
        // “Moscow-based”: it ends before the common word.
        while let Some(hyphen) = whole[from..to].rfind(is_hyphen) {
            let after = from + hyphen + whole[from + hyphen..].chars().next().map_or(1, char::len_utf8);
            let part = &whole[after..to];
            if part.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                break;
            }
            to = from + hyphen;
        }
    }
    let part = &whole[from..to];
    Word {
        text: part,
        start: start + from,
        shape: shape(part),
        is_spaced: is_spaced && from == 0,
        starts_sentence: starts_sentence && from == 0,
        is_possessive: false,
        is_closed: to < whole.len(),
    }
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    for c in word.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_ascii_digit());
    }
    match (upper, lower) {
        (0, 0) if digits > 0 => Shape::Number,
        // Scripts without case are never names to the recogniser.
        (0, _) => Shape::Small,
        (1, 0) if word.ends_with('.') => Shape::Initial,
        (1, 0) if digits == 0 => Shape::Capital,
        (_, 0) => Shape::Capitals,
        // “FTFs”, “MoPH” are written as abbreviations are; “McCain” is not.
        (_, 1) if upper > 2 || upper == 2 && word.ends_with('s') => Shape::Capitals,
        _ => Shape::Capital,
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, Word};

    fn scan(text: &str) -> Vec<Word<'_>> {
        let mut words = Vec::new();
        super::scan(text, &mut words);
        words
    }

    #[test]
    fn words_as_they_are_written() {
        let text =
            "The U.S.-led war: Sa’ar’s al-Qaeda-aligned, anti-Kremlin M23 of Port-au-Prince, 1,300 FTFs (E. Prince).";
        let words: Vec<(&str, Shape)> = scan(text).iter().map(|word| (word.text, word.shape)).collect();
        let named: Vec<&str> = words
            .iter()
            .filter(|(_, shape)| !matches!(shape, Shape::Small | Shape::Mark))
            .map(|(text, _)| *text)
            .collect();
        assert_eq!(
            named,
            ["The", "U.S.", "Sa’ar", "al-Qaeda", "Kremlin", "M23", "Port-au-Prince", "1,300", "FTFs", "E.", "Prince"]
        );
        assert_eq!(words.iter().find(|(text, _)| *text == "FTFs").map(|(_, shape)| *shape), Some(Shape::Capitals));
    }

    #[test]
    fn what_joins_and_what_parts() {
        let words = scan("China’s Xi met Moscow-based firms. Gen. Kurilla left.");
        let of = |text: &str| words.iter().find(|word| word.text == text).copied().expect(text);
        assert!(of("China").is_possessive && of("China").starts_sentence);
        assert!(of("Moscow").is_closed && of("Xi").is_spaced);
        assert!(of("Gen.").starts_sentence && !of("Kurilla").starts_sentence);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_scanned(text in "([A-Z.’'a-zé0-9&,/ \\-“(]{0,6} ?){0,20}") {
            let mut end = 0;
            for word in scan(&text) {
                proptest::prop_assert!(word.start >= end && !word.text.is_empty());
                proptest::prop_assert_eq!(&text[word.start..word.end()], word.text);
                end = word.end();
            }
        }
    }
}
