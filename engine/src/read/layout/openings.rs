//! Which of many phrases a text can begin with at all.
//!
//! Every line of a brief is asked whether it begins with one of some two hundred phrases, and hardly any
//! does: its first two letters tell so without a look at the phrases.

/// The first two letters of some phrases.
#[derive(Debug)]
pub struct Openings([u32; 26]);

impl Openings {
    /// No phrase yet.
    pub const NONE: Self = Self([0; 26]);

    /// These phrases, in small letters, as well. Those that begin otherwise than with two letters are for
    /// the caller to look for.
    pub const fn with(mut self, phrases: &[&str]) -> Self {
        let mut at = 0;
        while at < phrases.len() {
            let bytes = phrases[at].as_bytes();
            if bytes.len() > 1 && bytes[0].is_ascii_lowercase() && bytes[1].is_ascii_lowercase() {
                self.0[(bytes[0] - b'a') as usize] |= 1 << (bytes[1] - b'a');
            }
            at += 1;
        }
        self
    }

    /// Whether one of the phrases may be what a text begins with.
    pub fn may_begin(&self, text: &str) -> bool {
        let &[first, second, ..] = text.as_bytes() else { return false };
        let (first, second) = (first | 0x20, second | 0x20);
        first.is_ascii_lowercase()
            && second.is_ascii_lowercase()
            && self.0[usize::from(first - b'a')] & (1 << (second - b'a')) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Openings;

    #[test]
    fn two_letters_tell() {
        const OPENINGS: Openings = Openings::NONE.with(&["share", "read more"]).with(&["©", "tweet"]);
        for (text, expected) in
            [("Share", true), ("RE", true), ("tw", true), ("s", false), ("©", false), ("print", false)]
        {
            assert_eq!(OPENINGS.may_begin(text), expected, "{text}");
        }
    }
}
