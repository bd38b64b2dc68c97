//! Words as units of meaning: what two sentences have in common.

use crate::hashes::{FNV_START, HashMap64, fnv};
use crate::letters;

/// Words too frequent to tell what a sentence is about; sorted.
const STOP_WORDS: [&str; 95] = [
    "a", "about", "after", "again", "all", "also", "although", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "both", "but", "by", "can", "could", "did", "do", "does", "during", "each", "even",
    "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "however", "if", "in", "into", "is", "it",
    "its", "may", "more", "most", "much", "no", "nor", "not", "of", "on", "only", "or", "other", "our", "out", "over",
    "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "to", "under", "until", "up", "was", "were", "what", "when", "where",
    "which", "while", "who", "will", "with", "would",
];

/// Number words and their values; sorted.
const NUMBER_WORDS: [(&str, u8); 25] = [
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
];

/// A word of at most eight bytes as a number that sorts as the word does: such numbers are compared in a
/// fraction of the time that strings take, and every word of a brief is looked up.
const fn packed(word: &[u8]) -> Option<u64> {
    if word.len() > 8 {
        return None;
    }
    let (mut number, mut at) = (0, 0);
    while at < 8 {
        number = number << 8 | if at < word.len() { word[at] as u64 } else { 0 };
        at += 1;
    }
    Some(number)
}

const PACKED_STOP_WORDS: [u64; STOP_WORDS.len()] = {
    let (mut packed_words, mut at) = ([0; STOP_WORDS.len()], 0);
    while at < STOP_WORDS.len() {
        packed_words[at] = packed(STOP_WORDS[at].as_bytes()).expect("no stop word is longer");
        at += 1;
    }
    packed_words
};

const PACKED_NUMBER_WORDS: [u64; NUMBER_WORDS.len()] = {
    let (mut packed_words, mut at) = ([0; NUMBER_WORDS.len()], 0);
    while at < NUMBER_WORDS.len() {
        packed_words[at] = packed(NUMBER_WORDS[at].0.as_bytes()).expect("no number word is longer");
        at += 1;
    }
    packed_words
};

/// Whether a word, in either case, is too frequent to tell what a sentence is about.
pub fn is_stop_word(word: &str) -> bool {
    let is_listed =
        |word: &str| packed(word.as_bytes()).is_some_and(|word| PACKED_STOP_WORDS.binary_search(&word).is_ok());
    is_listed(word) || word.starts_with(|c: char| c.is_ascii_uppercase()) && is_listed(&word.to_ascii_lowercase())
}

/// One content word of a text. Words are told apart by hashes of 64 bits: in a brief of a million words,
/// two of them meet by chance once in a million briefs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentWord {
    /// The hash of its stem.
    pub stem: u64,
    /// The hash of the first letters of its stem: “suspension” and “suspended” share them.
    pub beginning: u64,
    /// Whether it is a number, in figures or, up to twelve, in words.
    pub is_number: bool,
    /// Whether it is printed in capitals.
    pub is_in_capitals: bool,
}

/// How many letters make the beginning of a stem.
const BEGINNING: usize = 5;

/// Puts the content words of a text, in order, in place of what `words` held.
pub fn content_words(text: &str, words: &mut Vec<ContentWord>) {
    words.clear();
    // Reused: a string a word would take longer than all the rest.
    let mut lower = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        lower.clear();
        let (mut capitals, mut dots, mut is_number) = (0, 0, c.is_ascii_digit());
        let mut next = Some(c);
        while let Some(c) = next {
            match c {
                'a'..='z' | '0'..='9' => lower.push(c),
                'A'..='Z' => {
                    capitals += 1;
                    lower.push(c.to_ascii_lowercase());
                }
                '\'' | '’' => lower.push('\''),
                // “3,243” is one number; its comma is only a way of writing.
                ',' => {}
                '.' if !is_number => dots += 1,
                _ => lower.push(letters::small(c)),
            }
            is_number &= !c.is_alphabetic();
            // “U.S.” is “US”: capitals, each with a full stop after it.
            let is_initial = !is_number && capitals == lower.len() && capitals == dots + 1;
            next = chars.next_if(|c| match c {
                '\'' | '’' => true,
                ',' => is_number,
                '.' => is_number || is_initial,
                c => c.is_alphanumeric(),
            });
        }
        let mut word = lower.trim_end_matches(&['\'', '.'][..]);
        // “3.2bn” is a number and what it counts.
        let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        if c.is_ascii_digit() && figures.len() < word.len() && figures.ends_with(|c: char| c.is_ascii_digit()) {
            words.push(ContentWord { is_number: true, ..stemmed(figures) });
            word = &word[figures.len()..];
        }
        let packed = packed(word.as_bytes());
        if word.is_empty() || packed.is_some_and(|word| PACKED_STOP_WORDS.binary_search(&word).is_ok()) {
            continue;
        }
        let number = packed.and_then(|word| PACKED_NUMBER_WORDS.binary_search(&word).ok());
        let is_in_capitals = capitals > 1 && capitals + 1 >= word.len();
        words.push(match number {
            Some(index) => numeral(NUMBER_WORDS[index].1, is_in_capitals),
            None => ContentWord { is_number, is_in_capitals, ..stemmed(word) },
        });
    }
}

fn numeral(value: u8, is_in_capitals: bool) -> ContentWord {
    let tens = (value >= 10).then_some(b'0' + value / 10);
    let digits = tens.into_iter().chain([b'0' + value % 10]);
    let stem = digits.fold(FNV_START, fnv);
    ContentWord { stem, beginning: stem, is_number: true, is_in_capitals }
}

fn stemmed(word: &str) -> ContentWord {
    let (stem, ends_in_y) = stem(word);
    let (mut state, mut beginning, mut letters) = (FNV_START, None, 0);
    for byte in stem.bytes().chain(ends_in_y.then_some(b'y')) {
        // A byte that does not continue a character begins one.
        if byte & 0xc0 != 0x80 {
            if letters == BEGINNING {
                beginning = Some(state);
            }
            letters += 1;
        }
        state = fnv(state, byte);
    }
    ContentWord { stem: state, beginning: beginning.unwrap_or(state), is_number: false, is_in_capitals: false }
}

/// A word without its commonest endings, and whether a “y” follows that its other forms write “i”: enough to see
/// “targets” and “targeted”, “rule” and “ruled”, “parties” and “party”, “operates” and “operation” as one; after
/// the first steps of Porter, “An algorithm for suffix stripping”, 1980.
fn stem(word: &str) -> (&str, bool) {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let has_vowel = |stem: &str| stem.bytes().any(|byte| b"aeiouy".contains(&byte) || !byte.is_ascii());
    let without = |word: &str, suffix: &str, least: usize| {
        word.ends_with(suffix).then(|| word.len() - suffix.len()).filter(|length| *length >= least)
    };
    for suffix in ["ies", "ied", "y"] {
        if let Some(length) = without(word, suffix, 3) {
            return (&word[..length], true);
        }
    }
    let mut stem = word;
    if !["ss", "us", "is"].iter().any(|ending| stem.ends_with(ending))
        && let Some(length) = without(stem, "s", 3)
    {
        stem = &stem[..length];
    }
    for (suffix, least) in [("ation", 4), ("ing", 3), ("ed", 3), ("e", 3)] {
        if let Some(length) = without(stem, suffix, least)
            && has_vowel(&stem[..length])
            && !stem.ends_with("eed")
        {
            stem = &stem[..length];
            break;
        }
    }
    if let Some(length) = without(stem, "at", 4) {
        stem = &stem[..length];
    }
    match stem.as_bytes() {
        [_, _, .., a, b] if a == b && a.is_ascii_lowercase() && !b"aeiou".contains(a) => {
            (&stem[..stem.len() - 1], false)
        }
        _ => (stem, false),
    }
}

/// Groups of words that are used for one another: “rise”, “climb”, “growth”. A group says that two sentences may
/// speak of one thing, no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synonyms {
    /// A group a line, its words with a blank between them.
    lines: String,
    /// For each stem the numbers of its groups, from 1, in sixteen bits each.
    groups: HashMap64,
}

impl Synonyms {
    /// The groups of a text, one a line.
    pub fn of(lines: &str) -> Self {
        let mut groups = HashMap64::default();
        for (group, line) in (1..).zip(lines.lines()) {
            for word in line.split(' ') {
                let known: &mut u64 = groups.entry(stemmed(word).stem).or_default();
                if *known & 0xffff != group {
                    *known = *known << 16 | group;
                }
            }
        }
        Self { lines: lines.to_owned(), groups }
    }

    /// The text that they were made of.
    pub fn lines(&self) -> &str {
        &self.lines
    }

    /// The numbers of the groups that a stem belongs to, at most four.
    pub fn groups(&self, stem: u64) -> impl Iterator<Item = u64> + use<> {
        let mut left = self.groups.get(&stem).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let group = left & 0xffff;
            left >>= 16;
            (group > 0).then_some(group)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems_of(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        content_words(text, &mut words);
        words.into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(STOP_WORDS.is_sorted() && NUMBER_WORDS.is_sorted());
    }

    #[test]
    fn texts_with_the_same_content_words() {
        for (a, b) in [
            ("targets", "Targeted"),
            ("increases", "increasing"),
            ("stops", "stopping"),
            ("country", "countries"),
            ("the group’s", "groups"),
            ("The attacks were in Iraq’s cities", "attack iraq city"),
            ("four of 3,243 ships", "4 3243 ship"),
            ("twelve, 12.", "12 twelve"),
            ("'quoted' words", "quoted words"),
            ("Élan", "élan"),
            ("the of and", ""),
            ("rule", "ruled"),
            ("votes", "voting"),
            ("bans", "banned"),
            ("parties", "party"),
            ("falls", "falling"),
            ("operates", "operation"),
            ("U.S. troops", "US troops"),
            ("U. S. troops", "u s troops"),
            ("3.2bn", "3.2 bn"),
            ("sixteen, fifty", "16 50"),
        ] {
            assert_eq!(stems_of(a), stems_of(b), "{a}, {b}");
        }
        assert_ne!(stems_of("parties"), stems_of("parts"));
        assert_ne!(stems_of("3.5 per cent"), stems_of("35 per cent"));
    }

    #[test]
    fn words_that_begin_alike_or_mean_alike() {
        let word = |text: &str| stemmed(text);
        assert_eq!(word("suspension").beginning, word("suspended").beginning);
        assert_ne!(word("retain").beginning, word("retreat").beginning);
    }

    #[test]
    fn groups_of_synonyms() {
        let synonyms = Synonyms::of("kill die dead death\ngrow rise\nrise climb\nfall");
        let groups = |word: &str| synonyms.groups(stemmed(word).stem).collect::<Vec<_>>();
        assert_eq!((groups("deaths"), groups("rises"), groups("ship")), (vec![1], vec![3, 2], vec![]));
        assert_eq!(Synonyms::of(synonyms.lines()), synonyms);
    }
}
