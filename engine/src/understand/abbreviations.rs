//! Abbreviations that a brief defines itself: “foreign terrorist fighters (FTFs)”.
//!
//! The idea is that of Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions
//! in biomedical text”, Pacific Symposium on Biocomputing 2003: the letters of the short form are looked
//! for in the words before the bracket. Theirs takes the nearest match, which for “the Treaty on the
//! Prohibition of Nuclear Weapons (TPNW)” begins at the second “the”; here every way of spelling the
//! letters has a cost and the cheapest wins. Names whose letters come from another language, “the National
//! Liberation Army (ELN)”, are recognised by their shape instead.

use std::ops::Range;

use sidelight_text::hashes::{HashMap64, hash};
use sidelight_text::letters;
use sidelight_text::marks::Marks;
use sidelight_text::words::is_stop_word;

use super::Abbreviation;
use crate::brief::Brief;

/// How far a bracket is searched for its end, and the text around it for a long form: without such
/// limits a text of brackets alone would take time in the square of its length.
const MAX_SHORT_BYTES: usize = 72;
const MAX_LONG_BYTES: usize = 240;
/// The longest short form; beyond it a bracket holds words. (“USINDOPACOM” has eleven letters.)
const MAX_LETTERS: usize = 12;

/// What may stand before the short form inside its bracket.
const LEAD_INS: [&str; 13] = [
    "abbreviated as ",
    "abbreviated ",
    "abbreviation: ",
    "acronym: ",
    "henceforth ",
    "hereafter ",
    "hereinafter ",
    "known as ",
    "known by its initials ",
    "or simply ",
    "or ",
    "the ",
    "also ",
];

/// Brackets in capitals that place or rank what stands before them rather than shorten it, unless they spell it.
const PLACES_AND_RANKS: [&str; 16] =
    ["AFP", "AP", "CEO", "DC", "EU", "GMT", "PDF", "TV", "UAE", "UK", "UN", "US", "USA", "USD", "UTC", "EUR"];

/// Words that say that a name is one of a body, treaty or system, which people abbreviate even where they
/// translate it; a person before a bracket is followed by a party.
const BODIES: [&str; 88] = [
    "Act",
    "Administration",
    "Agency",
    "Agreement",
    "Alliance",
    "Area",
    "Army",
    "Assembly",
    "Association",
    "Authority",
    "Bank",
    "Board",
    "Brigade",
    "Brigades",
    "Bureau",
    "Cartel",
    "Center",
    "Centre",
    "Coalition",
    "Command",
    "Commission",
    "Committee",
    "Community",
    "Confederation",
    "Conference",
    "Congress",
    "Convention",
    "Corps",
    "Council",
    "Court",
    "Department",
    "Directorate",
    "Federation",
    "Force",
    "Forces",
    "Forum",
    "Foundation",
    "Framework",
    "Front",
    "Fund",
    "Group",
    "Guard",
    "Initiative",
    "Institute",
    "Lab",
    "Laboratory",
    "League",
    "Mechanism",
    "Militia",
    "Ministry",
    "Mission",
    "Movement",
    "Network",
    "Office",
    "Organisation",
    "Organization",
    "Pact",
    "Party",
    "Plan",
    "Police",
    "Programme",
    "Program",
    "Project",
    "Protocol",
    "Register",
    "Republic",
    "Resistance",
    "Secretariat",
    "Service",
    "Services",
    "Society",
    "State",
    "System",
    "Treaty",
    "Tribunal",
    "Union",
    "Volunteers",
    "Zone",
    "Central",
    "Democratic",
    "Federal",
    "General",
    "International",
    "National",
    "Permanent",
    "Popular",
    "Revolutionary",
    "Supreme",
];

/// Small words inside names, of any language that names come from.
const CONNECTORS: [&str; 27] = [
    "of", "for", "on", "in", "to", "and", "&", "de", "du", "des", "da", "do", "dos", "del", "la", "le", "les", "y",
    "et", "und", "für", "pour", "para", "a", "al", "el", "wal",
];

/// Where a definition may begin.
const MARKS: Marks = Marks::of(b"\n(,");

/// Finds the definitions of all blocks, in order. A short form means what its first definition says.
pub fn find(brief: &Brief) -> Vec<Abbreviation> {
    let mut found = Definitions { defined: HashMap64::default(), found: Vec::new() };
    for block in &brief.blocks {
        let text = brief.block_text(block);
        let base = block.range.start;
        found.list_entry(text, base, 0);
        let mut from = 0;
        while let Some(at) = MARKS.next(text, from) {
            match text.as_bytes()[at] {
                b'(' => found.bracket(text, base, at),
                b',' => found.apposition(text, base, at),
                _ => found.list_entry(text, base, at + 1),
            }
            from = at + 1;
        }
    }
    found.found
}

/// Where the first of some characters stands. A function of its own, since each list of characters that is
/// given to `str::find` makes a search of its own in the wasm file.
fn first_of(text: &str, marks: &[char]) -> Option<usize> {
    text.find(marks)
}

fn is_quote(c: char) -> bool {
    matches!(c, ' ' | '“' | '”' | '"' | '‘' | '’' | '\'')
}

/// The text without quotation marks and spaces around it.
fn unquoted(text: &str) -> &str {
    text.trim_matches(is_quote as fn(char) -> bool)
}

struct Definitions {
    /// The hashes of short forms without their plural s.
    defined: HashMap64,
    found: Vec<Abbreviation>,
}

impl Definitions {
    /// “Gang Suppression Force (GSF; formerly MSS)” and “MSS (Multinational Security Support)”.
    fn bracket(&mut self, text: &str, base: usize, open: usize) {
        let inside = up_to(&text[open + 1..], MAX_SHORT_BYTES);
        let end = first_of(inside, &[')', '(']).unwrap_or(inside.len());
        if end < inside.len() && inside[end..].starts_with(')') {
            let mut rest = &inside[..end];
            loop {
                let next = first_of(rest, &[';', ',', '/']).or_else(|| rest.find(" or "));
                let short = without_lead_in(&rest[..next.unwrap_or(rest.len())]);
                if is_short_form(short)
                    && let Some(long) = long_before(&text[..open], short)
                {
                    let start = offset(text, short);
                    self.push(text, base, start..start + short.len(), long);
                }
                let Some(next) = next else { break };
                rest = &rest[next + 1..];
            }
        }
        self.reversed(text, base, open);
    }

    /// “MSS (Multinational Security Support)”: the short form first.
    fn reversed(&mut self, text: &str, base: usize, open: usize) {
        let before = text[..open].trim_end();
        let window = up_from(before, 4 * MAX_LETTERS);
        let start = window
            .rfind(|c: char| c.is_whitespace() || "([“\"‘".contains(c))
            .map_or(0, |at| at + window[at..].chars().next().map_or(1, char::len_utf8));
        let short = &window[start..];
        if !is_in_capitals(short) || !is_short_form(short) {
            return;
        }
        let inside = up_to(&text[open + 1..], MAX_LONG_BYTES);
        let Some(end) = first_of(inside, &[')', '(', ';']) else { return };
        // A comma may belong to the long form, or end it.
        for end in std::iter::once(end).chain(inside[..end].find(',')) {
            let (lead, long) = without_article(&inside[..end]);
            let long = long.trim_end();
            if is_spelled(long, short) {
                let start = open + 1 + lead;
                let short_start = before.len() - short.len();
                self.push(text, base, short_start..before.len(), start..start + long.len());
                return;
            }
        }
    }

    /// “the Organization of American States, or OAS, said”.
    fn apposition(&mut self, text: &str, base: usize, comma: usize) {
        let rest = up_to(&text[comma + 1..], MAX_SHORT_BYTES);
        let Some(lead) = [" or ", " known as ", " or the "].into_iter().rfind(|lead| rest.starts_with(lead)) else {
            return;
        };
        let rest = rest[lead.len()..].trim_start_matches(is_quote as fn(char) -> bool);
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '&')).unwrap_or(rest.len());
        let short = &rest[..end];
        if is_in_capitals(short)
            && is_short_form(short)
            && let Some(long) = long_before(&text[..comma], short)
        {
            let start = offset(text, short);
            self.push(text, base, start..start + end, long);
        }
    }

    /// A line of a list of abbreviations: “FTF – foreign terrorist fighter”.
    fn list_entry(&mut self, text: &str, base: usize, start: usize) {
        const MARKS: [&str; 6] = [" – ", " — ", " - ", ": ", " = ", "\t"];
        let head = up_to(&text[start..], MAX_SHORT_BYTES);
        let end = head.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '&')).unwrap_or(head.len());
        let short = &head[..end];
        let Some(mark) = MARKS.iter().find(|mark| head[end..].starts_with(**mark)) else { return };
        if is_in_capitals(short) && is_short_form(short) {
            let long = start + end + mark.len();
            let rest = up_to(&text[long..], MAX_LONG_BYTES);
            let rest = rest[..first_of(rest, &['\n', '\t', ';', '.', '(']).unwrap_or(rest.len())].trim_end();
            if is_spelled(rest, short) {
                self.push(text, base, start..start + end, long..long + rest.len());
            }
        }
    }

    fn push(&mut self, text: &str, base: usize, short: Range<usize>, long: Range<usize>) {
        let (printed, long_text) = (&text[short.clone()], &text[long.clone()]);
        let repeats_itself = long_text.split_whitespace().any(|word| word == printed);
        if !repeats_itself && self.defined.insert(hash(singular(printed)), 1).is_none() {
            self.found.push(Abbreviation {
                short: printed.to_owned(),
                long: long_text.to_owned(),
                range: base + short.start.min(long.start)..base + short.end.max(long.end),
                long_range: base + long.start..base + long.end,
            });
        }
    }
}

/// The first `bytes` of a text, or a little less where that would cut a character.
fn up_to(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The last `bytes` of a text, or a little less where that would cut a character.
fn up_from(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// What a bracket holds, without what introduces it: “hereafter “GSF””, “known by its Spanish acronym ELN”.
fn without_lead_in(inside: &str) -> &str {
    let mut short = unquoted(inside);
    if let Some(index) = short.find(" acronym ") {
        short = &short[index + " acronym ".len()..];
    }
    for lead in LEAD_INS {
        short = short.strip_prefix(lead).unwrap_or(short);
    }
    unquoted(short)
}

/// Two to twelve characters in at most two words, the first a letter or digit, enough of them capitals.
fn is_short_form(text: &str) -> bool {
    let mut counts = (0, 0, 0); // characters, capitals and digits, small letters
    for c in text.chars() {
        counts.0 += 1;
        counts.1 += usize::from(c.is_uppercase() || c.is_numeric());
        counts.2 += usize::from(c.is_lowercase());
        if !(c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | ' ' | '‑' | '–' | '\u{a0}')) {
            return false;
        }
    }
    let (characters, capitals, small) = counts;
    let words = text.split_whitespace();
    // “EU ETS”, “Africa CDC”, but not “Annex 1”, “USD 5m”.
    let are_words_short_forms = words.clone().count() < 2
        || words.clone().count() == 2
            && words.clone().next_back().is_some_and(is_in_capitals)
            && words.clone().all(|word| word.starts_with(char::is_uppercase));
    // “R-Texas”, “D-NY”: a party and a state.
    let is_party = ["R-", "D-", "I-"].iter().any(|party| text.starts_with(party)) && characters > 3;
    (2..=MAX_LETTERS).contains(&characters)
        && text.starts_with(char::is_alphanumeric)
        && text.chars().any(char::is_uppercase)
        && (capitals > 1 || characters == 2 || small > 2)
        && are_words_short_forms
        && !is_party
}

/// Whether all letters are capitals, a plural s aside.
fn is_in_capitals(short: &str) -> bool {
    let stem = singular(short);
    stem.chars().filter(|c| c.is_uppercase()).count() > 1 && !stem.chars().any(char::is_lowercase)
        || stem.len() == 2 && stem.starts_with(char::is_uppercase) && stem.ends_with(|c: char| c.is_ascii_digit())
}

/// “FTFs” without its plural s.
fn singular(short: &str) -> &str {
    match short.strip_suffix('s') {
        Some(stem) if stem.ends_with(|c: char| c.is_uppercase() || c.is_numeric()) => stem,
        _ => short,
    }
}

/// The bytes of an article at the start, and the rest.
fn without_article(text: &str) -> (usize, &str) {
    let rest = text.trim_start();
    let rest = ["the ", "The ", "a ", "an "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    (text.len() - rest.len(), rest)
}

/// One word of a long form: letters and digits; “U.S.” counts as two.
struct Word<'t> {
    text: &'t str,
    start: usize,
    /// Whether a comma parts it from the next.
    has_comma: bool,
}

impl Word<'_> {
    fn is_capitalised(&self) -> bool {
        self.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    /// Every letter of “UN” or “23” is as good as an initial.
    fn is_in_capitals(&self) -> bool {
        self.text.len() > 1 && !self.text.chars().any(char::is_lowercase)
    }
}

/// The words at the end of a text, back to where the sentence or bracket began.
fn words_before(text: &str, most: usize) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let window = text.len() - up_from(text, MAX_LONG_BYTES).len();
    let (mut end, mut has_comma) = (None, false);
    let mut chars = text[window..].char_indices().rev().peekable();
    while let Some((offset, c)) = chars.next() {
        let offset = window + offset;
        if c.is_alphanumeric() {
            let word_end = *end.get_or_insert(offset + c.len_utf8());
            let goes_on = chars.peek().is_some_and(|(_, before)| before.is_alphanumeric());
            if !goes_on {
                words.push(Word { text: &text[offset..word_end], start: offset, has_comma });
                (end, has_comma) = (None, false);
                if words.len() == most {
                    break;
                }
            }
            continue;
        }
        // After a comma, an article begins something new.
        let begins_anew = words.last().is_some_and(|word| matches!(word.text, "the" | "a" | "an"));
        if c == ',' && begins_anew {
            break;
        }
        has_comma |= c == ',';
        let ends_sentence = c == '.'
            && text[offset + 1..].starts_with(char::is_whitespace)
            && chars.peek().is_some_and(|(at, before)| {
                // “U.S.”, “J.”, “St.” end no sentence.
                let word = text[..window + at + before.len_utf8()].rsplit(|c: char| c.is_whitespace()).next();
                word.is_some_and(|word| word.split('.').any(|part| part.chars().count() > 2))
            });
        if ends_sentence || matches!(c, '(' | ')' | '[' | ']' | ';' | ':' | '!' | '?' | '\n' | '\t' | '—') {
            break;
        }
    }
    words.reverse();
    words
}

/// Where the long form of a short form stands at the end of a text.
fn long_before(before: &str, short: &str) -> Option<Range<usize>> {
    let before = before.trim_end().trim_end_matches(is_quote as fn(char) -> bool);
    let before = without_possessive(before);
    if !before.ends_with(char::is_alphanumeric) && !before.ends_with('.') {
        return None;
    }
    let letters = Letters::of(short);
    // At most min(|A| + 5, 2 |A|) words, as the paper has it, and more where half of them are small ones.
    let most = (letters.count() + 6).min(letters.count() * 3);
    let words = words_before(before, most);
    let start = letters
        .spelled_from(&words)
        .or_else(|| letters.variants().iter().find_map(|variant| variant.spelled_from(&words)));
    let start = match start {
        Some(start) => with_beginning(before, &words, start, &letters),
        None => initials_but_one(&words, &letters).or_else(|| proper_name(before, &words, short))?,
    };
    let long = &before[start..];
    (long.chars().count() > short.chars().count()).then_some(start..before.len())
}

/// Whether a whole text is the long form of a short form in capitals.
fn is_spelled(long: &str, short: &str) -> bool {
    let letters = Letters::of(short);
    let words = words_before(long, letters.count() * 2 + 2);
    if words.len() < 2 || words.first().is_none_or(|word| word.start > 0) || !long.ends_with(char::is_alphanumeric) {
        return false;
    }
    let is_near = |letters: &Letters| letters.cost(&words, 0).is_some_and(|cost| cost <= letters.count() / 2);
    if is_near(&letters) || letters.variants().iter().any(is_near) {
        return true;
    }
    // The letters of another language: as many as the name has words.
    let capitals = words.iter().filter(|word| word.is_capitalised()).count();
    capitals >= 3
        && capitals.abs_diff(letters.count()) <= 1
        && words.iter().any(|word| BODIES.contains(&word.text))
        && words.iter().all(|word| word.is_capitalised() || CONNECTORS.contains(&word.text) || word.text == "the")
}

/// What the letters leave out at the start of a name: “U.S. Central Command (CENTCOM)”, “Department of Health and
/// Human Services (HHS)”.
fn with_beginning(before: &str, words: &[Word<'_>], start: usize, letters: &Letters) -> usize {
    let index = words.iter().position(|word| word.start == start).unwrap_or_default();
    let is_clean = letters.cost(words, index) == Some(0);
    let left_out: &[&str] = if is_clean {
        &["Department of ", "Ministry of "]
    } else {
        &["U.S. ", "US ", "UN ", "U.N. ", "Department of "]
    };
    left_out.iter().find(|words| before[..start].ends_with(*words)).map_or(start, |words| start - words.len())
}

/// “lithium iron phosphate (LFP)”: a word for each letter, and only one that does not fit.
fn initials_but_one(words: &[Word<'_>], letters: &Letters) -> Option<usize> {
    let count = letters.count();
    let words: Vec<&Word<'_>> = words.iter().filter(|word| !is_stop_word(word.text)).collect();
    let words = words.get(words.len().checked_sub(count)?..)?;
    let fits = |index: usize| begins_with(words[index].text, letters.lower[index]);
    let is_small = words.iter().any(|word| !word.is_capitalised());
    let misfits = (0..count).filter(|index| !fits(*index)).count();
    (count >= 3 && is_small && misfits <= 1 && fits(0) && fits(count - 1)).then(|| words[0].start)
}

/// “the National Human Rights Defense Network (RNDDH)”: a name in capitals right before a bracket in capitals.
fn proper_name(before: &str, words: &[Word<'_>], short: &str) -> Option<usize> {
    if !is_in_capitals(short) || is_roman(short) || PLACES_AND_RANKS.contains(&short) {
        return None;
    }
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let (mut start, mut capitals, mut has_body) = (None, 0, false);
    for (index, word) in words.iter().enumerate().rev() {
        let gap_end = words.get(index + 1).map_or(before.len(), |next| next.start);
        let gap = &before[word.start + word.text.len()..gap_end];
        // “China’s Ministry”, “In Haiti, the National …”: the name begins after the s, the comma. The
        // apostrophe alone may be inside: “Workers’ Party”.
        if word.text == "s" || first_of(gap, &[',', '“', '"']).is_some() {
            break;
        }
        let is_first_of_sentence = index == 0 || before[..word.start].trim_end().ends_with('.');
        if word.is_capitalised() {
            if is_stop_word(word.text) && is_first_of_sentence && capitals > 0 {
                break;
            }
            capitals += 1;
            has_body |= BODIES.iter().any(|body| body.eq_ignore_ascii_case(word.text));
            start = Some(word.start);
            continue;
        }
        let before_it = index.checked_sub(1).map_or("", |index| words[index].text);
        let has_letters_left = capitals + 1 < letters;
        match word.text {
            "of" | "for" | "de" | "du" | "des" | "la" | "del" | "al" => {}
            "the" if matches!(before_it, "of" | "for") => {}
            "the" if matches!(before_it, "on" | "in" | "to" | "and") && has_letters_left => {}
            // “Médecins du Monde and the Electoral Council (CNE)”: the letters are used up after “and”.
            small if CONNECTORS.contains(&small) && has_letters_left => {}
            _ => break,
        }
    }
    (has_body && (2..=letters + 3).contains(&capitals)).then_some(start?)
}

fn is_roman(short: &str) -> bool {
    short.chars().all(|c| "IVX".contains(c))
}

fn without_possessive(text: &str) -> &str {
    text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")).unwrap_or(text)
}

/// Whether a word may stand in a name without a letter of its own.
fn is_small_word(word: &str) -> bool {
    is_stop_word(word) || CONNECTORS.contains(&word)
}

fn begins_with(word: &str, letter: char) -> bool {
    word.chars().next().is_some_and(|c| is_letter(c, letter))
}

/// Whether a character is this small letter, in either case.
fn is_letter(c: char, small: char) -> bool {
    letters::small(c) == small
}

/// The letters and digits of a short form, and how dear it is to find them in words.
#[derive(Debug, Clone)]
struct Letters {
    lower: Vec<char>,
    /// The small letters of “MoPH” and “NdPr” may stand anywhere.
    is_small: Vec<bool>,
    /// A form such as “Nato” looks like a word, so its letters must fit well.
    looks_like_word: bool,
    is_roman: bool,
}

/// The price of a letter found inside a word: next to the letter before it, further on, in a word whose
/// initial is not used; and of a word without any letter.
const NEXT: usize = 1;
const INSIDE: usize = 2;
const NOT_INITIAL: usize = 3;
const LEFT_OUT: usize = 2;
/// And of a comma inside the long form, and of a small word of content in a name.
const UNLIKELY: usize = 1;

impl Letters {
    fn of(short: &str) -> Self {
        let kept: Vec<char> = singular(short).chars().filter(|c| c.is_alphanumeric()).collect();
        let small = kept.iter().filter(|c| c.is_lowercase()).count();
        Self {
            lower: kept.iter().map(|c| letters::small(*c)).collect(),
            is_small: kept.iter().map(|c| c.is_lowercase()).collect(),
            looks_like_word: small + 1 == kept.len() && kept.len() > 2,
            is_roman: is_roman(short),
        }
    }

    fn count(&self) -> usize {
        self.lower.len()
    }

    /// What digits may mean: “C2” two words in c, “G7” seven, “CO2” nothing that is spelled.
    fn variants(&self) -> Vec<Self> {
        let Some(digit) = self.lower.iter().position(char::is_ascii_digit) else { return Vec::new() };
        let with = |letters: Vec<char>| Self { is_small: vec![false; letters.len()], lower: letters, ..self.clone() };
        let mut variants = Vec::new();
        let times = self.lower[digit].to_digit(10).unwrap_or_default() as usize;
        if digit > 0 && (2..=4).contains(&times) {
            let repeated = std::iter::repeat_n(self.lower[digit - 1], times);
            variants.push(with(
                [&self.lower[..digit - 1], &repeated.collect::<Vec<_>>(), &self.lower[digit + 1..]].concat(),
            ));
        }
        const NUMBERS: [(&str, char); 6] = [("7", 's'), ("8", 'e'), ("10", 't'), ("20", 't'), ("5", 'f'), ("4", 'f')];
        let number: String = self.lower[digit..].iter().collect();
        if let Some((_, initial)) = NUMBERS.iter().find(|(digits, _)| *digits == number) {
            variants.push(with([&self.lower[..digit], &[*initial]].concat()));
        }
        let spelled: Vec<char> = self.lower.iter().copied().filter(|c| !c.is_ascii_digit()).collect();
        if spelled.len() > 1 {
            variants.push(with(spelled));
        }
        variants
    }

    /// Where the cheapest long form that reaches to the end of the words begins.
    fn spelled_from(&self, words: &[Word<'_>]) -> Option<usize> {
        let costs = self.costs(words);
        let most = match self.count() {
            0 | 1 => return None,
            _ if self.is_roman => 0,
            count if self.looks_like_word => count / 3,
            2 => 2,
            count => count + 1,
        };
        let (_, index) = (0..words.len())
            .rev()
            .filter(|index| !matches!(words[*index].text, "the" | "The" | "a" | "an" | "A" | "An"))
            // Country codes and stock symbols spell a single name: “Kenya (KEN)”, “Nvidia (NVDA)”.
            .filter(|index| index + 1 < words.len() || !words[*index].is_capitalised())
            .filter_map(|index| {
                let is_small = is_stop_word(words[index].text) && !words[index].is_in_capitals();
                let is_name = words[index].is_capitalised();
                let is_odd = |word: &&Word<'_>| is_name && !word.is_capitalised() && !is_small_word(word.text);
                let odd = words[index..].iter().filter(is_odd).filter(|word| word.text.len() > 1).count();
                let penalties = LEFT_OUT * usize::from(is_small) + UNLIKELY * odd;
                Some((self.from(words, index, &costs)? + penalties, index))
            })
            .min_by_key(|(cost, _)| *cost)
            .filter(|(cost, _)| *cost <= most)?;
        Some(words[index].start)
    }

    /// The cost of spelling from this word to the end.
    fn cost(&self, words: &[Word<'_>], index: usize) -> Option<usize> {
        self.from(words, index, &self.costs(words))
    }

    /// The cost where the first letter is the initial of this word.
    fn from(&self, words: &[Word<'_>], index: usize, costs: &[Vec<Option<usize>>]) -> Option<usize> {
        let word = words.get(index)?;
        let cost = begins_with(word.text, *self.lower.first()?).then(|| self.best(word, 0, &costs[index + 1]));
        Some(cost.flatten()? + UNLIKELY * usize::from(word.has_comma && index + 1 < words.len()))
    }

    /// For each word and letter, the least cost of spelling the letters from there on in the words from there on.
    fn costs(&self, words: &[Word<'_>]) -> Vec<Vec<Option<usize>>> {
        let mut costs = vec![vec![None; self.count() + 1]; words.len() + 1];
        costs[words.len()][self.count()] = Some(0);
        for (index, word) in words.iter().enumerate().rev() {
            let left_out = if is_small_word(word.text) || word.text.len() == 1 { 0 } else { LEFT_OUT };
            let comma = UNLIKELY * usize::from(word.has_comma && index + 1 < words.len());
            for letter in 0..=self.count() {
                let without = costs[index + 1][letter].map(|cost| cost + left_out);
                let with = self.best(word, letter, &costs[index + 1]);
                costs[index][letter] = without.into_iter().chain(with).min().map(|cost| cost + comma);
            }
        }
        costs
    }

    /// The least cost where this word has the letter and perhaps some of those after it.
    fn best(&self, word: &Word<'_>, first: usize, after: &[Option<usize>]) -> Option<usize> {
        let is_free = word.is_in_capitals();
        let mut chars = word.text.chars().enumerate();
        let (mut cost, mut best, mut last) = (0, None, None);
        for (letter, small) in self.lower.iter().enumerate().skip(first) {
            let Some((at, _)) = chars.find(|(_, c)| is_letter(*c, *small)) else { break };
            cost += match last {
                _ if at == 0 || is_free => 0,
                Some(last) if self.is_small[letter] && last < at => 0,
                Some(last) if last + 1 == at => NEXT,
                Some(_) => INSIDE,
                None => NOT_INITIAL,
            };
            last = Some(at);
            let total = after[letter + 1].map(|rest| cost + rest);
            best = best.into_iter().chain(total).min();
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let brief = crate::read::read(format!("{text} and so on.").as_bytes(), "a.txt").expect("it is text");
        let found = find(&brief);
        let pairs: Vec<(&str, &str)> = found.iter().map(|a| (a.short.as_str(), a.long.as_str())).collect();
        assert_eq!(pairs, expected, "{text}");
        for abbreviation in &found {
            assert_eq!(brief.text[abbreviation.long_range.clone()], abbreviation.long);
            let all = &brief.text[abbreviation.range.clone()];
            assert!(all.contains(&abbreviation.short) && all.contains(&abbreviation.long), "{all}");
        }
    }

    #[test]
    fn letters_that_the_words_spell() {
        for (text, short, long) in [
            ("the World Health Organization (WHO) said", "WHO", "World Health Organization"),
            ("Islamic State Khorasan Province’s (IS-K) capability", "IS-K", "Islamic State Khorasan Province"),
            ("foreign terrorist fighters (FTFs) came", "FTFs", "foreign terrorist fighters"),
            ("displaced people, internally displaced people (IDPs), are", "IDPs", "internally displaced people"),
            ("the March 23 Movement (M23), backed", "M23", "March 23 Movement"),
            ("the Gang Suppression Force (GSF; formerly MSS)", "GSF", "Gang Suppression Force"),
            ("the Harbour Pilots Guild (hereafter “HPG”)", "HPG", "Harbour Pilots Guild"),
            ("the Harbour Pilots Guild (“HPG”) met", "HPG", "Harbour Pilots Guild"),
            ("“Harbour Pilots Guild” (HPG) met", "HPG", "Harbour Pilots Guild"),
            ("the Treaty on the Prohibition of Fog (TPF) is", "TPF", "Treaty on the Prohibition of Fog"),
            ("China’s Ministry of Commerce (MOFCOM) imposed", "MOFCOM", "Ministry of Commerce"),
            ("It left. The U.S. Geological Survey (USGS) saw", "USGS", "U.S. Geological Survey"),
            ("the U.S. Central Command (CENTCOM) said", "CENTCOM", "U.S. Central Command"),
            (
                "the Department of Health and Human Services (HHS) said",
                "HHS",
                "Department of Health and Human Services",
            ),
            ("the U.S. Drug Enforcement Administration (DEA) said", "DEA", "Drug Enforcement Administration"),
            ("a UN Support Office in Haiti (UNSOH) is", "UNSOH", "UN Support Office in Haiti"),
            ("the most dangerous course of action (MDCOA).", "MDCOA", "most dangerous course of action"),
            ("command and control (C2) held", "C2", "command and control"),
            ("the Group of Seven (G7) met", "G7", "Group of Seven"),
            ("the Conference of the Parties (COP29) met", "COP29", "Conference of the Parties"),
            ("research and development (R&D) fell", "R&D", "research and development"),
            ("neodymium-praseodymium (NdPr) oxide", "NdPr", "neodymium-praseodymium"),
            ("the EU Emissions Trading System (EU ETS) is", "EU ETS", "EU Emissions Trading System"),
            (
                "the Africa Centres for Disease Control and Prevention (Africa CDC) met",
                "Africa CDC",
                "Africa Centres for Disease Control and Prevention",
            ),
            ("extreme ultraviolet lithography (EUV) is", "EUV", "extreme ultraviolet lithography"),
            ("the Ministry of Public Health (MoPH) counts", "MoPH", "Ministry of Public Health"),
            ("the North Atlantic Treaty Organization (Nato) met", "Nato", "North Atlantic Treaty Organization"),
            ("lithium iron phosphate (LFP) cells", "LFP", "lithium iron phosphate"),
            ("UN INTERIM FORCE IN LEBANON (UNIFIL). It", "UNIFIL", "UN INTERIM FORCE IN LEBANON"),
            (
                "the Foreign, Commonwealth and Development Office (FCDO) is",
                "FCDO",
                "Foreign, Commonwealth and Development Office",
            ),
            ("so-called Islamic State (IS) fled", "IS", "Islamic State"),
            ("Jama’at al-Sahil wal-Bahr (JSB) fled", "JSB", "Jama’at al-Sahil wal-Bahr"),
        ] {
            check(text, &[(short, long)]);
        }
    }

    #[test]
    fn names_whose_letters_come_from_elsewhere() {
        for (text, short, long) in [
            ("the UN Integrated Office in Haiti (BINUH) counted", "BINUH", "UN Integrated Office in Haiti"),
            ("to the National Human Rights Defense Network (RNDDH)", "RNDDH", "National Human Rights Defense Network"),
            ("Germany’s Federal Intelligence Service (BND) said", "BND", "Federal Intelligence Service"),
            (
                "at Mali’s insistence, the UN Stabilization Mission in Mali (MINUSMA) left",
                "MINUSMA",
                "UN Stabilization Mission in Mali",
            ),
            (
                "the Volunteers for the Defense of the Homeland (VDP) are",
                "VDP",
                "Volunteers for the Defense of the Homeland",
            ),
            ("the Kurdistan Workers’ Party (PKK) fights", "PKK", "Kurdistan Workers’ Party"),
            ("Doctors Abroad and the National Electoral Council (CNE) met", "CNE", "National Electoral Council"),
            (
                "In June, the National Liberation Army (known by its Spanish acronym ELN) left",
                "ELN",
                "National Liberation Army",
            ),
            ("When National Electoral Council (CNE) chiefs met", "CNE", "National Electoral Council"),
        ] {
            check(text, &[(short, long)]);
        }
    }

    #[test]
    fn other_ways_of_defining() {
        check("the MSS (Multinational Security Support) left", &[("MSS", "Multinational Security Support")]);
        check(
            "the FARC (Revolutionary Armed Forces of Colombia)",
            &[("FARC", "Revolutionary Armed Forces of Colombia")],
        );
        check("the Organization of American States, or OAS, said", &[("OAS", "Organization of American States")]);
        check(
            "Terms\n\nIDP – internally displaced person\n\nKIA: killed in action\n\nETA: Boats leave at noon, they said",
            &[("IDP", "internally displaced person"), ("KIA", "killed in action")],
        );
        check(
            "the European Union (EU), the United Nations (UN)",
            &[("EU", "European Union"), ("UN", "United Nations")],
        );
        check(
            "the Fog Bank Patrol (FBP or FOBP) and a second Fox Bat Pilot (FBP)",
            &[("FBP", "Fog Bank Patrol"), ("FOBP", "Fog Bank Patrol")],
        );
    }

    #[test]
    fn brackets_that_define_nothing() {
        for text in [
            "a man (aka John the Elder) and others",
            "the results (see Annex 1) were",
            "They left in May (2024) for",
            "Nothing fits (XQZ) here",
            "Senator Ted Cruz (R-Texas) and Reginald Dent (R-TX) said",
            "Friedrich Merz (CDU) said",
            "Nvidia (NVDA) and Micron (NASDAQ: MU) rose",
            "Kenya (KEN) and the University of Oxford (UK)",
            "a distance of ten kilometres (km) and prices (USD 5m)",
            "part two (II) of the second volume (IV)",
            "MOSCOW (AP) and allies (France, UK, US)",
            "the HQ (in the north) fell",
            "ships, or so they say",
            "an (A",
            "()(AB)(",
        ] {
            check(text, &[]);
        }
    }
}
