//! What the recogniser knows of English: small closed classes of words, listed in `engine/model/lore.txt`.

use sidelight_text::hashes::{HashMap64, hash_of_any_case};

use crate::knowledge::Kind;

/// What is known of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lore {
    /// A bit for each [`Class`].
    classes: u8,
    /// What sort of thing a name is by this word of it: “Ministry”, “Strait”, “Treaty”.
    pub head: Option<Kind>,
    /// What sort of thing a name is that begins with this word: “Operation”, “Kfar”.
    pub opening: Option<Kind>,
    /// What sort of thing a name stands for by this noun beside it: “the company CMOC”.
    pub cue: Option<Kind>,
}

/// A class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Begins sentences and is no part of a name there.
    Function,
    /// A name of the calendar or the clock: capitalised, and no mention.
    Calendar,
    /// A title, rank or office before a person's name.
    Title,
    /// Its possessive goes on inside a name: “People’s Republic”, “Lord’s Resistance Army”.
    Possessor,
    /// A people, an adjective of place, faith or party: always capitalised, and no mention by itself.
    Demonym,
}

impl Lore {
    /// Whether the word is of this class.
    pub fn is(self, class: Class) -> bool {
        self.classes & 1 << class as u8 != 0
    }
}

/// What is known of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LoreTable {
    /// The lists as they were read: the same text makes the same table.
    text: String,
    /// For the hash of each word, in whatever case, where its lore is.
    by_word: HashMap64,
    lore: Vec<Lore>,
}

impl LoreTable {
    /// From lists of words, each under a line that ends in a colon and says what they are: a class (“demonym:”), or
    /// what they tell of which kind (“head place:”). Lines that begin with `#` are for people. Nothing where a line
    /// says something else.
    pub fn of(text: &str) -> Option<Self> {
        let mut table = Self { text: text.to_owned(), ..Self::default() };
        let mut list = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_suffix(':') {
                Some(name) => list = Some(List::named(name)?),
                None => {
                    let list = list?;
                    line.split_ascii_whitespace().for_each(|word| list.note(table.entry(word)));
                }
            }
        }
        Some(table)
    }

    /// The lists that it was made from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is known of a word, in whatever case.
    pub fn get(&self, word: &str) -> Lore {
        self.by_word.get(&hash_of_any_case(word)).map_or_else(Lore::default, |at| self.lore[*at as usize])
    }

    fn entry(&mut self, word: &str) -> &mut Lore {
        let next = self.lore.len();
        let at = *self.by_word.entry(hash_of_any_case(word)).or_insert(next as u64) as usize;
        if at == next {
            self.lore.push(Lore::default());
        }
        &mut self.lore[at]
    }
}

/// What the words of a list are.
#[derive(Debug, Clone, Copy)]
enum List {
    Class(Class),
    Head(Kind),
    Opening(Kind),
    Cue(Kind),
}

impl List {
    fn named(name: &str) -> Option<Self> {
        let Some((role, kind)) = name.split_once(' ') else {
            return CLASSES.into_iter().find(|(class, _)| *class == name).map(|(_, class)| Self::Class(class));
        };
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind)?;
        match role {
            "head" => Some(Self::Head(kind)),
            "opening" => Some(Self::Opening(kind)),
            "cue" => Some(Self::Cue(kind)),
            _ => None,
        }
    }

    fn note(self, lore: &mut Lore) {
        match self {
            Self::Class(class) => lore.classes |= 1 << class as u8,
            Self::Head(kind) => lore.head = Some(kind),
            Self::Opening(kind) => lore.opening = Some(kind),
            Self::Cue(kind) => lore.cue = Some(kind),
        }
    }
}

const CLASSES: [(&str, Class); 5] = [
    ("function", Class::Function),
    ("calendar", Class::Calendar),
    ("title", Class::Title),
    ("possessor", Class::Possessor),
    ("demonym", Class::Demonym),
];

/// The lists as people keep them, for those who make the model and for tests.
#[cfg(any(test, feature = "train"))]
pub static KEPT: std::sync::LazyLock<LoreTable> = std::sync::LazyLock::new(|| {
    LoreTable::of(include_str!("../../../model/lore.txt")).expect("every list says what it is")
});

#[cfg(test)]
mod tests {
    use super::{Class, KEPT, Kind, Lore, LoreTable};

    #[test]
    fn words_are_known_in_any_case() {
        assert!(KEPT.get("Meanwhile").is(Class::Function) && KEPT.get("Friday").is(Class::Calendar));
        assert!(KEPT.get("President").is(Class::Title) && KEPT.get("Russians").is(Class::Demonym));
        assert_eq!((KEPT.get("STRAIT").head, KEPT.get("tanker").cue), (Some(Kind::Place), Some(Kind::Other)));
        assert_eq!(KEPT.get("Goma"), Lore::default());
    }

    #[test]
    fn lists_that_say_nothing_are_refused() {
        for text in ["word", "verbs:\n go", "head verb:\n go", "tail place:\n bay"] {
            assert_eq!(LoreTable::of(text), None, "{text}");
        }
        assert_eq!(LoreTable::of("").map(|table| table.get("go")), Some(Lore::default()));
    }
}
