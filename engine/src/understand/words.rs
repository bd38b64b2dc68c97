//! Words as units of meaning: what two sentences have in common.

use std::sync::OnceLock;

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
const NUMBER_WORDS: [(&str, u8); 13] = [
    ("eight", 8),
    ("eleven", 11),
    ("five", 5),
    ("four", 4),
    ("nine", 9),
    ("one", 1),
    ("seven", 7),
    ("six", 6),
    ("ten", 10),
    ("three", 3),
    ("twelve", 12),
    ("two", 2),
    ("zero", 0),
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

/// Words that briefs use for one another, a group a line. A group says that two sentences may speak of one
/// thing, no more: it weighs less than a word in common.
const CONCEPTS: &str = "\
fall drop decline decrease slump shrink plunge lower cut reduce loss lose less fewer
rise increase grow climb surge jump raise higher lift expand gain more larger bigger
kill die dead death toll casualty fatal deadly deadlier murder assassinate
attack strike raid assault bomb hit fire shell offensive ambush
buy purchase acquire order stake stock share
money fund finance pay cost budget cash dollar million billion
law court legal treaty convention rule judge regulation statute
ship vessel tanker fleet boat carrier frigate
soldier troop force army military officer personnel fighter gunman contingent
vote elect election ballot poll referendum
halt stop suspend cease idle freeze shut close end
price inflation
weak weaken fragile erode damage hurt undermine
end expire lapse dissolve terminate finish
new fresh another
few scarce small lack shortage short hardly
hold keep remain retain control
need require want demand
leave depart exit withdraw departure quit pull
plan intend aim scheme
warn fear threat risk danger
talk negotiate contact envoy diplomat negotiation mediate
state government ministry authority official
people population resident civilian public person human
spread expand extend widen
buyer customer client
say tell announce report declare
build make produce manufacture construct output
company firm manufacturer maker producer factory plant
farm farmer herd cow cattle dairy
export shipment trade sale
import tariff duty levy
ban prohibit forbid restrict control licence license curb
help aid support assist assistance
cable line pipe pipeline
sick ill disease virus infection infect outbreak
vaccine dose shot jab
test sample check
doubt unknown unclear uncertain unproven prove proof
delay slow late
war conflict fight violence battle
child school teacher
water rain drought flood
food crop grain harvest wheat hunger
worker labor labour job union employee wage pay salary
half double twice
deter prevent stop guard protect
prison jail detain arrest
refugee migrant displace displaced evacuee
peace ceasefire truce pause accord deal agreement pact
rate yield interest
debt bond loan borrow";

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
        let (mut capitals, mut is_number) = (0, c.is_ascii_digit());
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
                _ => lower.push(letters::small(c)),
            }
            is_number &= !c.is_alphabetic();
            next = chars
                .next_if(|c| c.is_alphanumeric() || matches!(c, '\'' | '’') || is_number && matches!(c, ',' | '.'));
        }
        let word = lower.trim_end_matches(&['\'', '.'][..]);
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
    let tens = (value >= 10).then_some(b'1');
    let digits = tens.into_iter().chain([b'0' + value % 10]);
    let stem = digits.fold(FNV_START, fnv);
    ContentWord { stem, beginning: stem, is_number: true, is_in_capitals }
}

fn stemmed(word: &str) -> ContentWord {
    let stem = stem(word);
    let (mut state, mut beginning, mut letters) = (FNV_START, None, 0);
    for byte in stem.bytes() {
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

/// A word without its commonest endings: enough to see “targets” and “targeted”, “stops” and “stopping”,
/// “country” and “countries” as one; the first steps of Porter, “An algorithm for suffix stripping”, 1980.
fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let without = |suffix: &str, least: usize| word.strip_suffix(suffix).filter(|stem| stem.chars().count() >= least);
    for suffix in ["ations", "ation", "ings", "ing", "ies", "ed", "es", "s"] {
        if let Some(stem) = without(suffix, 4) {
            let is_doubled = ["bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt"].iter().any(|pair| stem.ends_with(pair));
            return if is_doubled { &stem[..stem.len() - 1] } else { stem.strip_suffix('e').unwrap_or(stem) };
        }
    }
    without("e", 4).or_else(|| without("y", 5)).unwrap_or(word)
}

/// The groups of words that a stem belongs to.
pub fn concepts(stem: u64) -> impl Iterator<Item = u64> {
    // For each stem the groups as bits.
    static GROUPS: OnceLock<HashMap64> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let mut groups = HashMap64::default();
        for (group, line) in CONCEPTS.lines().enumerate() {
            for word in line.split(' ') {
                *groups.entry(stemmed(word).stem).or_default() |= 1 << group;
            }
        }
        groups
    });
    let bits = groups.get(&stem).copied().unwrap_or_default();
    (0..u64::from(u64::BITS - bits.leading_zeros())).filter(move |group| bits >> group & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        content_words(text, &mut words);
        words.into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(STOP_WORDS.is_sorted() && NUMBER_WORDS.is_sorted());
        assert!(CONCEPTS.lines().count() <= 64, "a group is a bit");
    }

    #[test]
    fn texts_with_the_same_content_words() {
        for (a, b) in [
            ("targets", "Targeted"),
            ("increases", "increasing"),
            ("stops", "stopping"),
            ("country", "countries"),
            ("the group’s", "groups"),
            ("The attacks were in Iraq’s cities", "attack iraq citi"),
            ("four of 3,243 ships", "4 3243 ship"),
            ("twelve, 12.", "12 twelve"),
            ("'quoted' words", "quoted words"),
            ("Élan", "élan"),
            ("the of and", ""),
        ] {
            assert_eq!(stems(a), stems(b), "{a}, {b}");
        }
        assert_ne!(stems("3.5 per cent"), stems("35 per cent"));
    }

    #[test]
    fn words_that_begin_alike_or_mean_alike() {
        let word = |text: &str| stemmed(text);
        assert_eq!(word("suspension").beginning, word("suspended").beginning);
        assert_ne!(word("retain").beginning, word("retreat").beginning);
        let share =
            |a: &str, b: &str| concepts(word(a).stem).any(|group| concepts(word(b).stem).any(|other| other == group));
        assert!(share("killed", "deaths") && share("halted", "stopping") && !share("ships", "deaths"));
    }
}
