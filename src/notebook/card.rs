//! What a note's card shows, ready for display.

use sidelight_engine::notes::{Anchor, Note};

use super::{Notebook, Remark, Safety};

/// How much of a quote a card shows, in characters.
const QUOTE: usize = 160;
/// How much of it the card's name has.
const NAME: usize = 60;

/// A note's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name, for those who do not see where it stands.
    pub name: String,
    /// The words it is about, cut to length.
    pub quote: Option<String>,
    /// What the reader wrote.
    pub said: String,
    /// Is it open for writing?
    pub is_open: bool,
    /// How safe it is, in a few words.
    pub status: String,
    /// Would it be lost if the page were closed now?
    pub is_at_risk: bool,
    /// Why its words have no place, if they have none.
    pub without_place: Option<String>,
    /// What happened to it in another window.
    pub remark: Option<&'static str>,
}

impl Notebook {
    /// The card of a note that is not deleted.
    pub fn card(&self, id: &str) -> Option<Card> {
        let (leaf, note) = (self.leaf(id)?, self.note(id)?);
        Some(Card {
            name: name(note),
            quote: note.quote().map(|quote| clipped(quote, QUOTE)),
            said: note.text.clone(),
            is_open: self.open_note() == Some(id),
            status: self.status(id),
            is_at_risk: matches!(self.safety(id), Safety::Unsaved(_)),
            without_place: leaf.anchor.as_ref().and_then(without_place),
            remark: leaf.remark.map(Remark::text),
        })
    }
}

fn name(note: &Note) -> String {
    let kind = if note.is_highlight() { "Highlight" } else { "Note" };
    match note.quote() {
        Some(quote) => format!("{kind} on “{}”", clipped(quote, NAME)),
        None => "Note on the whole brief".into(),
    }
}

fn without_place(anchor: &Anchor) -> Option<String> {
    match anchor {
        Anchor::Kept { .. } => None,
        Anchor::Ambiguous { candidates } => Some(format!("these words stand in {} places now", candidates.len())),
        Anchor::Orphaned => Some("these words are not in the text now".into()),
    }
}

/// A text cut to a length for a label, at a word's end where there is one.
pub fn clipped(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at_word].trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipping_for_a_label() {
        assert_eq!(clipped("four gunmen", 40), "four gunmen");
        assert_eq!(clipped("one\n\n two\tthree", 40), "one two three");
        assert_eq!(clipped("the apprehension of the four gunmen", 24), "the apprehension of the…");
        assert_eq!(clipped("Donaudampfschifffahrtsgesellschaft", 10), "Donaudampf…");
        assert_eq!(clipped("😀😀😀😀", 2), "😀😀…");
    }
}
