//! Runs of words that may be one name: where they begin and end, by the way they are written.
//!
//! Names in English are runs of capitalised words, joined by a few small ones (“Strait of Hormuz”,
//! “Bureau of Industry and Security”). What begins a sentence, a title or a demonym is cut off the front.
//! Whether a run is a name, and of what, is decided later.

use std::ops::Range;

use sidelight_text::scan::Shape;

use super::lore::{Class, LoreTable};
use super::words::Word;
use crate::knowledge::Kind;

/// A run of words of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Its words, as indices into the block's.
    pub words: Range<usize>,
    /// A person's title or rank stands right before it.
    pub is_titled: bool,
}

/// Small words inside foreign names, after which a name goes on.
const PARTICLES: [&str; 36] = [
    "abu", "al", "au", "aux", "bat", "ben", "bin", "bint", "da", "das", "de", "del", "dela", "della", "den", "der",
    "des", "di", "do", "dos", "du", "e", "el", "ibn", "ka", "la", "las", "le", "los", "na", "ter", "ul", "van", "von",
    "y", "zu",
];

/// Heads of names that go on after “in”: “UN Support Office in Haiti”.
const BEFORE_IN: [&str; 9] =
    ["Assistance", "Command", "Force", "Jihad", "Mission", "Office", "Operation", "Organization", "State"];

/// Heads that take a number: “Resolution 2793”.
const BEFORE_NUMBERS: [&str; 17] = [
    "Agenda",
    "Article",
    "COP",
    "Decree",
    "Directive",
    "Group",
    "Law",
    "Order",
    "Regulation",
    "Resolution",
    "Resolutions",
    "Route",
    "Section",
    "Storm-",
    "UNSCR",
    "Unit",
    "Vision",
];

/// Heads of military units, which a number opens: “36 Div”.
const UNITS: [&str; 13] = [
    "Army",
    "Bde",
    "Brigade",
    "Battalion",
    "Corps",
    "Div",
    "Division",
    "Fleet",
    "Regiment",
    "Segonn",
    "Squadron",
    "Armored",
    "Armoured",
];

/// Ranks that follow the name of what is led: “LAF Comd”.
const RANKS: [&str; 7] = ["Chief", "Comd", "Commander", "Minister", "President", "Spokesman", "Spokesperson"];

/// Nouns that make a named event of a place: “Pont-Sondé massacre”.
const DISASTERS: [&str; 6] = ["earthquake", "genocide", "massacre", "massacres", "pogrom", "uprising"];

/// Finds the runs of one block's words.
pub fn find(words: &[Word<'_>], lore: &LoreTable) -> Vec<Chunk> {
    let finder = Finder { words, lore };
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].is_named() {
            at += 1;
            continue;
        }
        let end = finder.end(at);
        finder.trim(at..end, &mut chunks);
        at = end;
    }
    chunks
}

struct Finder<'a, 't> {
    words: &'a [Word<'t>],
    lore: &'a LoreTable,
}

impl Finder<'_, '_> {
    /// A word without the full stop of an abbreviation.
    fn bare(&self, index: usize) -> &str {
        let text = self.words[index].text;
        if self.words[index].shape == Shape::Capitals { text } else { text.strip_suffix('.').unwrap_or(text) }
    }

    fn head(&self, index: usize) -> Option<Kind> {
        self.words[index].lore.head
    }

    fn is_ordinary(&self, index: usize) -> bool {
        self.words[index].is_ordinary
    }

    fn is_title(&self, index: usize) -> bool {
        self.words[index].lore.is(Class::Title)
    }

    /// The index after the last word of the run that begins at `start`.
    fn end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while let Some(word) = self.words.get(end) {
            let last = &self.words[end - 1];
            if last.is_closed {
                break;
            }
            if last.is_possessive && !(last.lore.is(Class::Possessor) && word.is_named()) {
                break;
            }
            let is_dated = |index: usize| {
                self.words[index - 1].lore.is(Class::Calendar)
                    && self.words[index].shape == Shape::Number
                    && self.words[index].is_spaced
                    && self
                        .words
                        .get(index + 1)
                        .is_some_and(|next| next.is_spaced && next.is_named() && self.head(index + 1).is_some())
            };
            if word.is_spaced && DISASTERS.contains(&word.text) && last.shape == Shape::Capital {
                return end + 1;
            }
            if word.is_spaced && word.is_named() || is_dated(end) {
                end += 1;
            } else if self.takes_number(end) {
                return end + 1;
            } else if let Some(after) = self.after_community(end) {
                return after;
            } else if let Some(next) = self.after_connector(start, end) {
                end = next + 1;
            } else {
                break;
            }
        }
        end
    }

    /// “Resolution 2793”, “Estlink 2”: whether the number at `index` belongs to the name before it.
    fn takes_number(&self, index: usize) -> bool {
        let (last, number) = (&self.words[index - 1], &self.words[index]);
        if !number.is_spaced || number.shape != Shape::Number {
            return false;
        }
        let ends = self.words.get(index + 1).is_none_or(|next| {
            next.shape == Shape::Mark && next.text != "%" || next.is_spaced && next.lore.is(Class::Function)
        });
        BEFORE_NUMBERS.contains(&last.text)
            || ends
                && number.text.len() <= 3
                && number.text.bytes().all(|byte| byte.is_ascii_digit())
                && last.shape == Shape::Capital
                && !last.starts_sentence
                && !last.lore.is(Class::Calendar)
    }

    /// “Regulation (EU) 2024/1252”.
    fn after_community(&self, index: usize) -> Option<usize> {
        let text = |offset: usize| self.words.get(index + offset).map(|word| word.text);
        let is_act = matches!(self.words[index - 1].text, "Regulation" | "Directive" | "Decision");
        let is_community = matches!((text(0), text(1), text(2)), (Some("("), Some("EU" | "EC" | "UE"), Some(")")));
        let is_numbered = self.words.get(index + 3).is_some_and(|word| word.shape == Shape::Number);
        (is_act && is_community && is_numbered).then_some(index + 4)
    }

    /// Where the name goes on after the small words at `end`, if they join it.
    fn after_connector(&self, start: usize, end: usize) -> Option<usize> {
        let connector = self.words.get(end).filter(|word| word.is_spaced && !word.is_possessive)?;
        let mut next = end + 1;
        let is_article = |word: &Word<'_>| word.is_spaced && matches!(word.text, "the" | "a");
        let is_particle = connector.shape == Shape::Small && PARTICLES.contains(&connector.text);
        if self.words.get(next).is_some_and(is_article) || is_particle && self.is_small_particle(next) {
            next += 1;
        }
        let right = self.words.get(next).filter(|word| word.is_spaced && word.is_named())?;
        if right.shape == Shape::Initial && connector.text != "&" {
            return None;
        }
        let last = end - 1;
        let has_head =
            |kinds: &[Kind]| (start..end).any(|index| self.head(index).is_some_and(|kind| kinds.contains(&kind)));
        let joins = match connector.text {
            "&" => next == end + 1,
            "of" => {
                // “Vitel’Homme Innocent of Kraze Baryè” is a person of a gang, “Bank of Japan” one thing.
                let is_nameless = self.is_general(last)
                    && ((start..end).all(|index| self.is_general(index) || !self.words[index].is_named())
                        || (start..end).any(|index| self.head(index).is_some())
                        || self.is_title(last));
                let opens = end - start == 1 && self.words[start].starts_sentence && self.head(last).is_none();
                is_nameless && !opens && (!self.is_title(last) || self.head(last).is_some() || self.is_general(next))
            }
            "for" | "on" => has_head(&[Kind::Organisation, Kind::Work, Kind::Event]) && self.is_general(last),
            "against" | "to" | "with" | "without" | "Without" => {
                has_head(&[Kind::Organisation, Kind::Work]) && self.is_general(last) && self.is_general(next)
            }
            "in" => {
                BEFORE_IN.contains(&self.bare(last))
                    && has_head(&[Kind::Organisation, Kind::Event, Kind::Group, Kind::Place])
                    && end - start > 1
            }
            "and" => self.joins_and(start, end, next),
            _ => is_particle && !self.is_ordinary(last),
        };
        joins.then_some(next)
    }

    fn is_small_particle(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_spaced && PARTICLES.contains(&word.text))
    }

    /// Whether a word is general language rather than a name by itself.
    fn is_general(&self, index: usize) -> bool {
        self.words[index].is_general()
    }

    /// “Bureau of Industry and Security”, “Food and Agriculture Organization”, not “Iraq and Syria”.
    fn joins_and(&self, start: usize, end: usize, next: usize) -> bool {
        if next != end + 1
            || self.words[start].starts_sentence
                && end - start == 1
                && self.is_ordinary(start)
                && !self.is_general(start)
        {
            return false;
        }
        let mut last = next;
        while self.words.get(last + 1).is_some_and(|word| word.is_spaced && word.is_named())
            && !self.words[last].is_possessive
        {
            last += 1;
        }
        let is_general = |range: Range<usize>| {
            range.into_iter().all(|index| self.is_general(index) || !self.words[index].is_named())
        };
        let has_of = (start..end).any(|index| matches!(self.words[index].text, "of" | "for" | "on"));
        let continues_list = has_of && (start..end).any(|index| self.head(index).is_some()) && self.is_general(end - 1);
        let shares_head =
            self.head(last).is_some() && last > next - 1 && is_general(start..end) && self.head(end - 1).is_none();
        // “the Ministry and the Bank”: two heads are two names.
        is_general(next..last + 1) && (continues_list && self.head(next).is_none_or(|_| last == next) || shares_head)
    }

    /// Cuts what is no part of the name off a run, and keeps what is left.
    fn trim(&self, run: Range<usize>, chunks: &mut Vec<Chunk>) {
        let (mut start, mut end) = (run.start, run.end);
        loop {
            while start < end && self.is_opening(start, end) {
                start += 1;
            }
            while start < end && !self.words[start].is_named() {
                start += 1;
            }
            if start >= end || !self.is_opening(start, end) {
                break;
            }
        }
        while end > start
            && (self.words[end - 1].lore.is(Class::Calendar) && !is_given(self, start, end)
                || !self.words[end - 1].is_named()
                    && self.words[end - 1].shape != Shape::Number
                    && !DISASTERS.contains(&self.words[end - 1].text))
        {
            end -= 1;
        }
        // “LAF Comd” is the force and a rank.
        while end - start.min(end) > 1 && RANKS.contains(&self.bare(end - 1)) && !self.is_title(start) {
            end -= 1;
        }
        if start >= end {
            return;
        }
        if let Some(title) = self.title_end(start, end) {
            let before = (start..title).find(|index| self.is_title(*index)).unwrap_or(title);
            // “UN Secretary-General António Guterres” names two.
            if (start..before).any(|index| !self.is_general(index)) && self.words[before - 1].is_named() {
                self.push(start..before, false, chunks);
            }
            if title < end {
                self.push(title..end, true, chunks);
            }
            return;
        }
        // “Russian Gazprom”, but “Haitian National Police”.
        while end - start > 1
            && self.words[start].lore.is(Class::Demonym)
            && (start + 1..end).any(|index| self.words[index].is_named() && !self.is_general(index))
            && self.words[start + 1].is_named()
        {
            start += 1;
        }
        // “36 Div”: the number belongs to it.
        if start > 0 && self.words[start].is_spaced && UNITS.contains(&self.bare(end - 1)) {
            let number = &self.words[start - 1];
            let is_ordinal = number.text.starts_with(|c: char| c.is_ascii_digit()) && number.text.len() <= 5;
            start -= usize::from(is_ordinal && number.shape != Shape::Mark);
        }
        self.push(start..end, false, chunks);
    }

    fn push(&self, words: Range<usize>, is_titled: bool, chunks: &mut Vec<Chunk>) {
        let is_name_like = |index: usize| {
            let word = &self.words[index];
            word.is_named()
                && !word.lore.is(Class::Calendar)
                && word.shape != Shape::Initial
                && word.text.chars().nth(1).is_some()
        };
        let has_head = words.clone().any(|index| self.head(index).is_some());
        // “Central Asian” is an adjective, “Russians” a people.
        let is_demonym = |word: &str| word.split(['-', '‑']).all(|part| self.lore.get(part).is(Class::Demonym));
        let ends_in_demonym = is_demonym(self.words[words.end - 1].text) && !has_head;
        let is_title = words.clone().all(|index| self.is_title(index) || !self.words[index].is_named());
        // “Minister of Health”, “Secretary of State for Defence”: an office, which is not a person, and names nothing.
        let is_office = self.is_title(words.start)
            && self.words.get(words.start + 1).is_some_and(|word| matches!(word.text, "of" | "for"))
            && words.clone().all(|index| self.is_general(index) || !self.words[index].is_named());
        if words.clone().any(is_name_like) && !ends_in_demonym && !is_title && !is_office {
            chunks.push(Chunk { words, is_titled });
        }
    }

    /// Whether the word at the front of a run only opens a sentence or tells a time.
    fn is_opening(&self, index: usize, end: usize) -> bool {
        let word = &self.words[index];
        if word.shape == Shape::Capital && word.text.len() <= 12 && !self.is_title(index) {
            let is_article = matches!(word.text, "The" | "A" | "An");
            if is_article || word.starts_sentence && word.lore.is(Class::Function) {
                return true;
            }
        }
        // “Fighters of the March 23 Movement”, at the beginning of a sentence.
        let opens_phrase = word.starts_sentence
            && index + 1 < end
            && !self.words[index + 1].is_named()
            && self.is_ordinary(index)
            && self.head(index).is_none();
        // “Cumulative IDF losses”, “HQ Naqoura”, “IAW UNSCR 1701”.
        let opens_before_capitals = index + 1 < end
            && (word.starts_sentence
                && word.shape == Shape::Capital
                && self.words[index + 1].shape == Shape::Capitals
                && !self.words[index + 1].text.contains('.')
                && index + 2 == end
                && self.head(index).is_none()
                || matches!(word.text, "HQ" | "IAW" | "ICW" | "IVO" | "NLT"));
        // “March 23 Movement” keeps what is a date elsewhere.
        let opens_name = || {
            index + 2 < self.words.len()
                && self.words[index + 1].shape == Shape::Number
                && self.words[index + 1].is_spaced
                && self.words[index + 2].is_named()
                && self.words[index + 2].is_spaced
        };
        opens_phrase || opens_before_capitals || word.lore.is(Class::Calendar) && !opens_name()
    }

    /// The index after the title that a person's name follows.
    fn title_end(&self, start: usize, end: usize) -> Option<usize> {
        let mut title = None;
        for index in start..end {
            if self.is_title(index) {
                title = Some(index + 1);
                // “Secretary of State Antony Blinken”, “Minister of Defense …”.
                if index + 2 < end && self.words[index + 1].text == "of" {
                    let mut last = index + 2;
                    while last < end
                        && (self.is_general(last) || !self.words[last].is_named())
                        && !self.words[last].lore.is(Class::Demonym)
                    {
                        last += 1;
                    }
                    if last > index + 2 && last < end {
                        title = Some(last);
                    }
                }
            } else if title.is_some_and(|title| title <= index) {
                break;
            }
        }
        let title = title?;
        let first_title = (start..title).find(|index| self.is_title(*index))?;
        // What follows must look like a person, and what precedes like an office.
        let is_office = (start..first_title).all(|index| self.words[index].is_named()) && first_title - start <= 3;
        let follows = title < end
            && end - title <= 5
            && !self.is_general(title)
            && self.words[title].is_named()
            && (title..end).all(|index| self.head(index).is_none());
        (is_office && follows).then_some(title)
    }
}

/// Whether “May” or “March” at the end is a surname: a name stands before it.
fn is_given(finder: &Finder<'_, '_>, start: usize, end: usize) -> bool {
    end - start == 2 && !finder.is_general(start) && matches!(finder.words[end - 1].text, "May" | "March" | "August")
}

#[cfg(test)]
mod tests {
    use super::super::lore::KEPT;
    use super::super::words::{Word, words};
    use super::find;
    use sidelight_text::scan::Shape;

    const COMMON: [&str; 43] = [
        "force",
        "gangs",
        "fighters",
        "office",
        "support",
        "industry",
        "security",
        "health",
        "human",
        "services",
        "food",
        "agriculture",
        "raw",
        "materials",
        "critical",
        "state",
        "secretary",
        "national",
        "police",
        "bank",
        "defense",
        "foreign",
        "minister",
        "army",
        "resistance",
        "people",
        "lord",
        "liberation",
        "air",
        "united",
        "movement",
        "gunmen",
        "department",
        "central",
        "atmospheric",
        "oceanic",
        "international",
        "treaty",
        "prohibition",
        "nuclear",
        "weapons",
        "interim",
        "partnerships",
    ];

    fn mark_ordinary(words: &mut [Word<'_>]) {
        for word in words {
            word.is_ordinary = word.shape == Shape::Capital && COMMON.contains(&word.text.to_lowercase().as_str());
        }
    }

    /// A text and the runs in it; a person's name after a title is marked with a star.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut words = words(text, &KEPT);
        mark_ordinary(&mut words);
        let found: Vec<String> = find(&words, &KEPT)
            .into_iter()
            .map(|chunk| {
                let name = &text[words[chunk.words.start].start..words[chunk.words.end - 1].end()];
                if chunk.is_titled { format!("*{name}") } else { name.to_owned() }
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn runs_of_capitals() {
        check("The Strait of Hormuz and Iran’s coast", &["Strait of Hormuz", "Iran"]);
        check("In Iraq and Syria the war", &["Iraq", "Syria"]);
        check("the Bureau of Industry and Security said", &["Bureau of Industry and Security"]);
        check("the Food and Agriculture Organization said", &["Food and Agriculture Organization"]);
        check("at the Department of Health and Human Services", &["Department of Health and Human Services"]);
        check("the UN Support Office in Haiti (UNSOH)", &["UN Support Office in Haiti", "UNSOH"]);
        check("the People’s Liberation Army left", &["People’s Liberation Army"]);
        check("China’s Ministry of Commerce", &["China", "Ministry of Commerce"]);
        check("the Treaty on the Prohibition of Nuclear Weapons", &["Treaty on the Prohibition of Nuclear Weapons"]);
    }

    #[test]
    fn persons_and_their_titles() {
        check("President William Ruto complained", &["*William Ruto"]);
        check("UN Secretary-General António Guterres said", &["UN", "*António Guterres"]);
        check("US Secretary of State Antony Blinken said", &["US", "*Antony Blinken"]);
        check("Russian Foreign Minister Sergei Lavrov", &["*Sergei Lavrov"]);
        check("Lt. Gen. Lázaro remains", &["*Lázaro"]);
        check("General Michel E. Kurilla spoke", &["*Michel E. Kurilla"]);
        check("Osama bin Laden and Mohammed bin Salman Al Saud", &["Osama bin Laden", "Mohammed bin Salman Al Saud"]);
    }

    #[test]
    fn what_only_looks_like_a_name() {
        check("Meanwhile, on Friday the Russians left. They met in May.", &[]);
        check("Central Asian fighters and Uzbeks", &[]);
        check("Fighters of the March 23 Movement seized Goma", &["Fighters", "March 23 Movement", "Goma"]);
        check("the Prime Minister said", &[]);
        check("the Minister of Health, and the Secretary of State", &[]);
        check("the Minister of Borno and the Bank of Japan", &["Borno", "Bank of Japan"]);
    }

    #[test]
    fn demonyms_in_front() {
        check("the Haitian National Police and Russian Gazprom", &["Haitian National Police", "Gazprom"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_runs(text in "((The|of|and|Bank|President|Kim|al|March|23|in|’s|U.S.|NATO|,|\\.|Russian|Force|a) ?){0,25}") {
            let mut words = words(&text, &KEPT);
            mark_ordinary(&mut words);
            let mut end = 0;
            for chunk in find(&words, &KEPT) {
                proptest::prop_assert!(chunk.words.start < chunk.words.end && chunk.words.end <= words.len());
                proptest::prop_assert!(chunk.words.start + 1 >= end);
                end = chunk.words.end;
            }
        }
    }
}
