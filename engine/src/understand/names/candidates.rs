//! What in a brief is written like a name: every run of capitalised words, with what speaks for each class.

use std::ops::Range;

use sidelight_text::hashes::hash;
use sidelight_text::letters::small;
use sidelight_text::scan::Shape;
use sidelight_text::word_set::WordSet;

use super::chunks::{self, Chunk};
use super::lore::Class;
use super::lore::LoreTable;
use super::recogniser::{CLASSES, Recogniser, Scores};
use super::words::{Word, push_words};
use crate::brief::{BlockKind, Brief};
use crate::knowledge::Kind;

/// A run of capitalised words that may be a name.
#[derive(Debug, Clone)]
pub struct Candidate<'b> {
    /// Its bytes in the brief's text.
    pub range: Range<usize>,
    /// As printed.
    pub text: &'b str,
    /// The hash of the text.
    pub key: u64,
    /// How well each class fits it here.
    pub scores: Scores,
    /// A title stands before it.
    pub is_titled: bool,
    /// One word whose capital may only mean that a sentence begins.
    pub is_doubtful: bool,
    /// Words that tell a name by themselves: neither ordinary nor general ones.
    pub telling: usize,
    pub words: usize,
    /// One ordinary word that is only the sort of a thing: “Force”, “Region”.
    pub is_general_head: bool,
    /// Two to four words, the first of them a given name.
    pub has_given_name: bool,
    /// Capitalised words only, none of which the language or the brief has in small letters.
    pub is_unheard: bool,
    /// What a noun beside it says that it is.
    pub cue: Option<Kind>,
    /// The same, where an apposition says it.
    pub apposition: Option<Kind>,
}

/// The brief says that two places name one thing: “Jimmy Chérizier (aka Barbecue)”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    pub name: Range<usize>,
    pub other: Range<usize>,
}

/// All candidates of a brief, in order, the aliases that it states, and what is written in capitals only.
#[derive(Debug, Default)]
pub struct Candidates<'b> {
    pub found: Vec<Candidate<'b>>,
    pub aliases: Vec<Alias>,
    /// Stretches whose capitals tell nothing: headings and labels in capitals.
    pub shouted: Vec<Range<usize>>,
}

/// Bodies that go by one general word.
const BODIES: [&str; 12] = [
    "Bundestag",
    "Congress",
    "Diet",
    "Duma",
    "Fed",
    "Interpol",
    "Knesset",
    "Majlis",
    "Parliament",
    "Politburo",
    "Senate",
    "Treasury",
];

/// Collects them.
pub fn collect<'b>(brief: &'b Brief, recogniser: Option<&Recogniser>, lore: &LoreTable) -> Candidates<'b> {
    // The words of all blocks, and where those of each end: a list a block is too much for a text of short ones.
    let (mut words, mut scanned) = (Vec::new(), Vec::new());
    let mut ends = Vec::with_capacity(brief.blocks.len());
    for block in &brief.blocks {
        push_words(brief.block_text(block), lore, &mut scanned, &mut words);
        ends.push(words.len());
    }
    let in_brief = small_words(&words);
    let is_listed = |word: &str| in_brief.contains(word) || recogniser.is_some_and(|known| known.is_common(word));
    let mut lower = String::new();
    for word in words.iter_mut().filter(|word| word.shape == Shape::Capital) {
        lower.clear();
        lower.extend(word.text.chars().map(small));
        word.is_ordinary = is_ordinary(&lower, &is_listed);
    }
    let mut candidates = Candidates::default();
    let mut start = 0;
    for (block, end) in brief.blocks.iter().zip(ends) {
        let words = &words[start..end];
        start = end;
        let base = block.range.start;
        let shouted = shouted(words);
        candidates
            .shouted
            .extend(shouted.iter().map(|run| base + words[run.start].start..base + words[run.end - 1].end()));
        if matches!(block.kind, BlockKind::Code)
            || matches!(block.kind, BlockKind::Heading { .. }) && is_title_case(words)
        {
            continue;
        }
        let mut chunks = chunks::find(words, lore);
        chunks.retain(|chunk| !shouted.iter().any(|run| run.start <= chunk.words.start && chunk.words.end <= run.end));
        candidates.aliases.extend(aliases(words, &chunks).into_iter().map(|(name, other)| Alias {
            name: shifted(&span(words, &name), base),
            other: shifted(&span(words, &other), base),
        }));
        candidates.found.extend(chunks.iter().map(|chunk| candidate(brief, base, words, chunk, recogniser)));
    }
    candidates
}

/// Whether a word in small letters, or what it is a form of, is listed.
fn is_ordinary(lower: &str, is_listed: &dyn Fn(&str) -> bool) -> bool {
    // “Sequences” is as ordinary as “sequence”.
    let is_form = |ending: &str| lower.strip_suffix(ending).is_some_and(|stem| stem.len() > 4 && is_listed(stem));
    is_listed(lower) || is_form("s") || is_form("es")
}

fn candidate<'b>(
    brief: &'b Brief,
    base: usize,
    words: &[Word<'_>],
    chunk: &Chunk,
    recogniser: Option<&Recogniser>,
) -> Candidate<'b> {
    let run = &words[chunk.words.clone()];
    let range = shifted(&span(words, chunk), base);
    let is_general = |word: &Word<'_>| word.is_general() || word.lore.is(Class::Calendar);
    let (cue, apposition) = (cue(words, chunk), apposition(words, chunk));
    Candidate {
        text: &brief.text[range.clone()],
        key: hash(&brief.text[range.clone()]),
        range,
        scores: recogniser.map(|recogniser| recogniser.scores(words, chunk)).unwrap_or_default(),
        is_titled: chunk.is_titled,
        is_doubtful: run.len() == 1 && run[0].starts_sentence && run[0].shape == Shape::Capital,
        telling: run.iter().filter(|word| word.is_named() && word.shape != Shape::Initial && !is_general(word)).count(),
        words: run.len(),
        cue: cue.or(apposition),
        apposition,
        is_general_head: run.len() == 1
            && run[0].shape == Shape::Capital
            && run[0].lore.head.is_some()
            && !BODIES.contains(&run[0].text)
            && cue.is_none(),
        has_given_name: (2..=4).contains(&run.len())
            && run[0].shape == Shape::Capital
            && recogniser.is_some_and(|recogniser| recogniser.is_given(run[0].text))
            && run.iter().skip(1).all(|word| word.shape != Shape::Number && !is_general(word)),
        is_unheard: recogniser.is_some() && run.iter().all(|word| word.shape == Shape::Capital && !is_general(word)),
    }
}

/// The kind that the noun beside a name tells: “the interconnector Estlink 2”, “the 5 Segonn gang”.
fn cue(words: &[Word<'_>], chunk: &Chunk) -> Option<Kind> {
    let cue = |index: Option<usize>| {
        index
            .and_then(|index| words.get(index))
            .filter(|word| word.shape == Shape::Small)
            .and_then(|word| word.lore.cue)
    };
    let (start, end) = (chunk.words.start, chunk.words.end);
    let before = start.checked_sub(1);
    if words[start].is_spaced
        && let Some(kind) = cue(before)
    {
        return Some(kind);
    }
    // “the chairman, Laurent Saint-Cyr,”, “two rival federations, G9 and G-Pèp”.
    let follows_comma = before.is_some_and(|index| words[index].is_mark(&[",", ":"]));
    if follows_comma && let Some(kind) = cue(start.checked_sub(2)) {
        let is_plural = start.checked_sub(2).is_some_and(|index| words[index].text.ends_with('s'));
        let is_set_off = words.get(end).is_some_and(|word| word.is_mark(&[",", ".", ";", ")"]));
        if is_plural || kind == Kind::Person && is_set_off {
            return Some(kind);
        }
    }
    let is_closed = words[end - 1].is_possessive || words[end - 1].is_closed;
    let follows = !is_closed && words.get(end).is_some_and(|word| word.is_spaced);
    cue(Some(end)).filter(|kind| follows && matches!(kind, Kind::Place | Kind::Group))
}

/// The kind that an apposition gives: “CMOC, the Chinese company that …”, “the Permanent Strategic Framework
/// (CSP), a Tuareg coalition”.
fn apposition(words: &[Word<'_>], chunk: &Chunk) -> Option<Kind> {
    let mut at = chunk.words.end;
    if words[at - 1].is_possessive || words[at - 1].is_closed {
        return None;
    }
    let is_bracket = |index: usize, mark: &str| words.get(index).is_some_and(|word| word.is_mark(&[mark]));
    if is_bracket(at, "(") && is_bracket(at + 2, ")") {
        at += 3;
    }
    let opens = words.get(at).is_some_and(|word| word.is_mark(&[",", "("]))
        && words
            .get(at + 1)
            .is_some_and(|word| matches!(word.text, "a" | "an" | "the" | "its" | "their" | "one" | "another"));
    if !opens {
        return None;
    }
    let phrase = words[at + 2..]
        .iter()
        .take(8)
        .take_while(|word| word.shape != Shape::Mark && !(word.shape == Shape::Small && word.lore.is(Class::Function)));
    phrase.filter(|word| word.shape == Shape::Small).filter_map(|word| word.lore.cue).last()
}

fn span(words: &[Word<'_>], chunk: &Chunk) -> Range<usize> {
    words[chunk.words.start].start..words[chunk.words.end - 1].end()
}

fn shifted(range: &Range<usize>, base: usize) -> Range<usize> {
    base + range.start..base + range.end
}

/// The words that the brief itself has in small letters.
fn small_words(words: &[Word<'_>]) -> WordSet {
    let words = || words.iter().filter(|word| word.shape == Shape::Small && word.text.len() > 2);
    let count = words().count();
    let mut set = WordSet::for_words(count);
    words().take(count).for_each(|word| set.insert(word.text));
    set
}

/// Whether the words of a heading have capitals as such, so that capitals tell nothing.
fn is_title_case(words: &[Word<'_>]) -> bool {
    let telling = || {
        let is_word = |word: &&Word<'_>| word.shape != Shape::Mark && word.shape != Shape::Number;
        words.iter().filter(is_word).skip(1).filter(|word| !word.lore.is(Class::Function))
    };
    telling().filter(|word| word.shape == Shape::Small).count() * 3 <= telling().count()
}

/// The runs in capitals that are no abbreviations: two words and more with a long one among them, or one
/// long word as a label.
fn shouted(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].shape != Shape::Capitals {
            at += 1;
            continue;
        }
        let start = at;
        while at < words.len()
            && matches!(words[at].shape, Shape::Capitals | Shape::Mark | Shape::Number | Shape::Initial)
            && (at == start || !words[at].is_mark(&["."]))
        {
            at += 1;
        }
        let mut end = at;
        while words[end - 1].shape != Shape::Capitals {
            end -= 1;
        }
        let capitals = || words[start..end].iter().filter(|word| word.shape == Shape::Capitals);
        let is_long = |letters: usize| {
            capitals().any(|word| word.text.len() >= letters && word.text.chars().all(char::is_alphabetic))
        };
        let goes_small = words.get(end).is_some_and(|word| word.is_spaced && word.shape == Shape::Small);
        let is_numbered = start >= 2 && words[start - 1].is_mark(&["."]) && words[start - 2].shape == Shape::Number;
        let ends = words.get(end).is_some_and(|word| word.is_mark(&[".", ":"]));
        let is_label = words[start].starts_sentence && !goes_small && (is_long(6) || is_numbered && ends && is_long(3));
        // “Op NORTHERN ARROWS” is a name among small letters.
        let follows_small =
            start > 0 && words[start].is_spaced && matches!(words[start - 1].shape, Shape::Small | Shape::Capital);
        if capitals().count() > 1 && is_long(5) && !follows_small || capitals().count() == 1 && is_label {
            runs.push(start..end);
        }
        at = at.max(start + 1);
    }
    runs
}

/// The pairs of runs that the words between them declare to be one: “aka”, “known in China as the”.
fn aliases(words: &[Word<'_>], chunks: &[Chunk]) -> Vec<(Chunk, Chunk)> {
    let mut pairs = Vec::new();
    for chunk in chunks {
        let Some(other) = alias_start(words, chunk.words.end) else { continue };
        match chunks.binary_search_by_key(&other, |chunk| chunk.words.start) {
            Ok(index) => pairs.push((chunk.clone(), chunks[index].clone())),
            // What is called a name is one, whatever it looks like.
            Err(_) if words.get(other).is_some_and(|word| word.is_named()) => {
                pairs.push((chunk.clone(), Chunk { words: other..other + 1, is_titled: false }));
            }
            Err(_) => {}
        }
    }
    pairs
}

/// Where the other name begins, if the words after a name announce one.
fn alias_start(words: &[Word<'_>], after: usize) -> Option<usize> {
    let text = |index: usize| words.get(index).map_or("", |word| word.text);
    let mut at = after;
    let is_bracketed = text(at) == "(";
    if is_bracketed || text(at) == "," {
        at += 1;
    }
    while matches!(
        text(at),
        "also" | "better" | "widely" | "commonly" | "once" | "then" | "sometimes" | "otherwise" | "until" | "locally"
    ) {
        at += 1;
    }
    let start = match text(at) {
        "aka" | "alias" | "a.k.a" | "AKA" | "nicknamed" | "née" => at + 1,
        "formerly" | "previously" | "originally"
            if is_bracketed || text(at + 1) == "known" || text(at + 1) == "called" =>
        {
            if text(at + 1) == "known" {
                at + 3
            } else if text(at + 1) == "called" {
                at + 2
            } else {
                at + 1
            }
        }
        "renamed" | "called" if at > after => at + 1,
        // “known in China as”, “known by its Arabic acronym as”.
        "known" if at > after || text(at - 1) != "is" => {
            let as_at = (at + 1..at + 8)
                .take_while(|index| !matches!(text(*index), "" | "." | "," | ";" | "for"))
                .find(|index| text(*index) == "as")?;
            as_at + 1
        }
        _ => return None,
    };
    let is_quote = |index: usize| matches!(text(index), "“" | "‘" | "\"" | "'");
    let start = start + usize::from(is_quote(start));
    let start = start + usize::from(matches!(text(start), "the" | "The"));
    Some(start + usize::from(is_quote(start)))
}

/// The class that fits best, and by how much it beats the second.
pub fn best(scores: &[i64; CLASSES.len()]) -> (Option<Kind>, i64) {
    let best = (0..CLASSES.len()).max_by_key(|index| (scores[*index], usize::MAX - index)).unwrap_or_default();
    let second = (0..CLASSES.len()).filter(|index| *index != best).map(|index| scores[index]).max().unwrap_or_default();
    (CLASSES[best], scores[best] - second)
}
