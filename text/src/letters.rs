//! Small letters, for comparing words.
//!
//! The standard library knows them for every script, by tables and code of 5 KB (Brotli) in the browser. Briefs are
//! printed in few scripts, whose capitals stand at a fixed distance from their small letters.

/// The small form of a letter: Latin with all its accents, Greek and Cyrillic. Anything else stays as it is.
pub fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let distance = match c {
        'À'..='Þ' | 'Α'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ā'..='ž' | 'Ơ' | 'Ư' | 'Ǎ'..='ǜ' | 'Ș'..='ț' | 'Ѡ'..='ԯ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỹ' => 1,
        _ => return c,
    };
    let small = char::from_u32(u32::from(c) + distance).filter(|small| c.is_uppercase() && small.is_lowercase());
    small.unwrap_or(c)
}

/// A text in small letters.
#[inline(never)]
pub fn in_small(text: &str) -> String {
    text.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_small, small};

    #[test]
    fn letters_of_europe_and_vietnam() {
        let text = "ÀÉÎÕÜ ÇÑØÞ× ŁŞČŐŽ ĐƠƯ ẠỸ ΑΣΩ АЯЁЇ ȘȚ 中 ß";
        assert_eq!(in_small(text), text.to_lowercase().replace('ς', "σ"));
    }

    #[test]
    fn no_letter_becomes_another() {
        for c in ('\0'..='\u{1eff}').filter(|c| small(*c) != *c) {
            assert!(c.to_lowercase().eq([small(c)]) || c == 'İ', "{c}");
        }
    }
}
