//! A letter to the publisher, ready to be sent by the reader's own mail program; the page itself sends nothing.

use std::fmt::Write;

/// The longest card that a letter quotes, in Unicode scalar values: mail programs cut long addresses off.
const MAX_CARD: usize = 900;

/// What a report says.
pub struct Report<'a> {
    /// The brief's title and address; none for a brief of the reader's own, which is nobody else's business.
    pub brief: Option<(&'a str, &'a str)>,
    /// The words in the text that the card was opened on.
    pub words: &'a str,
    /// What the card says.
    pub card: &'a str,
}

impl Report<'_> {
    /// The address that opens the letter.
    pub fn link(&self, to: &str) -> String {
        let subject = match self.brief {
            Some((title, _)) => format!("“{}” in “{title}”", self.words),
            None => format!("“{}”", self.words),
        };
        let mut body = String::new();
        if let Some((title, address)) = self.brief {
            body += &format!("Brief: {title}\n{address}\n");
        }
        let mut card: String = self.card.chars().take(MAX_CARD).collect();
        if card.len() < self.card.len() {
            card.push('…');
        }
        body += &format!("Words: {}\n\nThe card says:\n{card}\n\nWhat is wrong with it:\n", self.words);
        format!("mailto:{}?subject={}&body={}", encoded(to), encoded(&subject), encoded(&body))
    }
}

/// Percent-encoded, with the line ends that RFC 6068 wants.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => out.push(char::from(byte)),
            b'\n' => out.push_str("%0D%0A"),
            _ => write!(out, "%{byte:02X}").expect("a string takes all that is written"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_letter_can_break_out_of_it() {
        let report = Report { brief: Some(("A & B", "https://example.org/a/")), words: "x?&", card: "100 %\nyes" };
        assert_eq!(
            report.link("desk@example.org"),
            "mailto:desk@example.org?subject=%E2%80%9Cx%3F%26%E2%80%9D%20in%20%E2%80%9CA%20%26%20B%E2%80%9D\
             &body=Brief%3A%20A%20%26%20B%0D%0Ahttps%3A%2F%2Fexample.org%2Fa%2F%0D%0AWords%3A%20x%3F%26%0D%0A%0D%0A\
             The%20card%20says%3A%0D%0A100%20%25%0D%0Ayes%0D%0A%0D%0AWhat%20is%20wrong%20with%20it%3A%0D%0A"
        );
    }

    #[test]
    fn a_long_card_is_cut() {
        let card = "ж".repeat(MAX_CARD + 1);
        let link = Report { brief: None, words: "w", card: &card }.link("a@b");
        assert_eq!(link.matches("%D0%B6").count(), MAX_CARD);
        assert!(link.contains("%D0%B6%E2%80%A6"), "the cut is shown");
    }
}
