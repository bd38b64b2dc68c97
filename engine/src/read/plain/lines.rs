//! The lines of a text that say something, without what a printer put on every page.

use sidelight_text::hashes::{HashMap64, hash};

use super::super::layout;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub struct Line<'t> {
    /// Without the white space around it.
    pub text: &'t str,
    /// The white space before it; a tab counts as four.
    pub indent: u32,
    /// In scalar values, with the white space before it.
    pub width: u32,
    /// What stands between it and the line before.
    pub gap: Gap,
    /// Underlined by a line of this sign.
    pub underline: Option<char>,
}

/// Two numbers as one: all maps are of one type, each further one is 2 KB in the browser.
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The two numbers of a [`pair`].
pub fn halves(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// What stands between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing but the line's end.
    None,
    /// A blank line or a drawn one.
    Blank,
    /// The foot of one page and the head of the next: a sentence may go on across it.
    Page,
}

/// The lines of a text, and what was taken for page furniture.
pub fn lines<'t>(text: &'t str, removed: &mut Vec<String>) -> Vec<Line<'t>> {
    let mut lines = split(text);
    remove_furniture(&mut lines, removed);
    lines
}

fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut gap = Gap::Blank;
    for line in text.split('\n') {
        let text = line.trim();
        if text.is_empty() {
            gap = gap.max_of(if line.contains('\u{c}') { Gap::Page } else { Gap::Blank });
            continue;
        }
        if text.len() <= 200 && layout::is_separator(text) {
            let width = text.chars().count() as u32;
            match lines.last_mut() {
                // A line drawn below words, and about as long, underlines them.
                Some(above) if gap == Gap::None && is_underline(text, width, above) => {
                    above.underline = text.chars().next();
                }
                _ => {}
            }
            gap = gap.max_of(Gap::Blank);
            continue;
        }
        if line.starts_with('\u{c}') {
            gap = Gap::Page;
        }
        let lead = &line[..line.len() - line.trim_start().len()];
        let indent = lead.bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
        // Texts end at 10 MB, far below the limit of u32.
        lines.push(Line { text, indent, width: indent + text.chars().count() as u32, gap, underline: None });
        gap = Gap::None;
    }
    lines
}

impl Gap {
    fn max_of(self, other: Self) -> Self {
        if self == Self::Page || other == Self::Page { Self::Page } else { other }
    }
}

fn is_underline(line: &str, width: u32, above: &Line<'_>) -> bool {
    let length = above.width - above.indent;
    line.starts_with(['=', '-', '~', '_', '─', '*'])
        && !line.contains(' ')
        && length <= 100
        && (width * 2 >= length && width <= length * 2 + 8)
}

/// Longer lines stand on no page's head or foot. In bytes.
const MAX_FURNITURE: usize = 110;
/// So many lines above and below the number of a page may be its head and foot.
const REACH: usize = 2;
/// A running head is not looked for among the first lines: there it is the title itself.
const HEAD: usize = 4;

/// Takes out the numbers of pages, classifications, and the lines that stand on every page.
fn remove_furniture(lines: &mut Vec<Line<'_>>, removed: &mut Vec<String>) {
    let mut furniture: Vec<bool> = lines
        .iter()
        .map(|line| {
            line.text.len() <= 60 && (layout::is_page_number(line.text) || layout::is_classification(line.text))
        })
        .collect();
    mark_bare_numbers(lines, &mut furniture);
    mark_numbered_heads(lines, &mut furniture);
    mark_running_heads(lines, &mut furniture);
    if !furniture.contains(&true) {
        return;
    }
    let mut index = 0;
    let mut was_furniture = false;
    let mut seen = HashMap64::default();
    lines.retain_mut(|line| {
        let is_furniture = furniture[index];
        index += 1;
        if is_furniture {
            if seen.insert(hash(line.text), 1).is_none() {
                removed.push(line.text.to_owned());
            }
            was_furniture = true;
        } else if std::mem::take(&mut was_furniture) {
            line.gap = Gap::Page;
        }
        !is_furniture
    });
}

/// Lines of nothing but a number are those of pages where they count up, some lines apart.
fn mark_bare_numbers(lines: &[Line<'_>], furniture: &mut [bool]) {
    let number = |line: &Line<'_>| {
        (line.text.len() <= 4 && line.text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| line.text.parse::<u16>().ok())?
    };
    let mut last: Option<(usize, u16)> = None;
    for (index, line) in lines.iter().enumerate() {
        let Some(value) = number(line) else { continue };
        if let Some((before, previous)) = last
            && value == previous.saturating_add(1)
            && index - before >= 5
        {
            furniture[before] = true;
            furniture[index] = true;
        }
        if line.gap == Gap::Page || lines.get(index + 1).is_some_and(|next| next.gap == Gap::Page) {
            furniture[index] = true;
        }
        last = Some((index, value));
    }
}

/// A line that comes again with the numbers of pages in it: “Harbour Studies 3 | June 2025”. Headings count
/// up too (“Option 1”, “Option 2”); so it must also stand among the first lines, or cut a sentence in two.
fn mark_numbered_heads(lines: &[Line<'_>], furniture: &mut [bool]) {
    // For the hash of each head the line where it stood last, and its number.
    let mut last = HashMap64::default();
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(number) = number_at_end(line.text) else { continue };
        let Some(head) = running_head(line).filter(|head| head.contains(' ')) else { continue };
        if let Some((before, previous)) = last.insert(hash(head), pair(index as u32, u32::from(number))).map(halves)
            && u32::from(number) == previous + 1
        {
            found.push((head, before as usize, index));
        }
    }
    for (head, before, index) in found {
        let is_known = lines
            .iter()
            .take(HEAD * 2)
            .any(|line| line.text.len() < 200 && line.text.contains(head) && number_at_end(line.text).is_none());
        let cuts = [before, index].iter().any(|at| {
            lines[at + 1..]
                .iter()
                .take(REACH)
                .take_while(|line| line.gap != Gap::Blank)
                .any(|line| line.text.starts_with(char::is_lowercase))
        });
        if is_known || cuts {
            furniture[before] = true;
            furniture[index] = true;
        }
    }
}

/// The number with which a line begins or ends.
fn number_at_end(text: &str) -> Option<u16> {
    let is_digit = |c: char| c.is_ascii_digit();
    if text.len() > MAX_FURNITURE || !(text.starts_with(is_digit) || text.ends_with(is_digit)) {
        return None;
    }
    let last = text.rsplit(|c: char| !is_digit(c)).next().filter(|number| !number.is_empty());
    last.or_else(|| text.split(|c: char| !is_digit(c)).next()).filter(|number| number.len() <= 4)?.parse().ok()
}

/// A line that comes again beside the numbers of pages, or that cuts sentences in two again and again.
fn mark_running_heads(lines: &[Line<'_>], furniture: &mut [bool]) {
    let is_page_end = |index: usize| furniture[index] || lines[index].gap == Gap::Page;
    let mut candidates: Vec<(usize, &str)> = Vec::new();
    let mut last = None;
    for index in 0..lines.len() {
        if !is_page_end(index) {
            continue;
        }
        let from = index.saturating_sub(REACH).max(last.map_or(0, |last| last + 1));
        let until = (index + REACH + 1).min(lines.len());
        last = Some(until - 1);
        candidates.extend((from..until).filter_map(|near| Some((near, running_head(&lines[near])?))));
    }
    let beside_pages = candidates.len();
    for index in 1..lines.len().saturating_sub(1) {
        let (before, after) = (lines[index - 1].text, lines[index + 1].text);
        let is_cutting = after.starts_with(char::is_lowercase)
            && !ends_sentence(before)
            && !lines[index].text.starts_with(char::is_lowercase);
        if is_cutting && !ends_sentence(lines[index].text) {
            candidates.extend(running_head(&lines[index]).map(|head| (index, head)));
        }
    }
    // For the hash of each head how often it stands beside pages, and how often it cuts a sentence.
    let mut counts = HashMap64::default();
    for (at, (index, head)) in candidates.iter().enumerate() {
        if !furniture[*index] {
            *counts.entry(hash(head)).or_default() += if at < beside_pages { pair(1, 0) } else { pair(0, 1) };
        }
    }
    for (index, head) in candidates {
        let (pages, cuts) = counts.get(&hash(head)).copied().map(halves).unwrap_or_default();
        if index >= HEAD && (pages >= 2 || cuts >= 3) {
            furniture[index] = true;
        }
    }
}

/// What of a line may come again on every page: the line without the numbers at its ends.
fn running_head<'t>(line: &Line<'t>) -> Option<&'t str> {
    if line.text.len() > MAX_FURNITURE {
        return None;
    }
    let head = line.text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "|-–—·.".contains(c));
    (head.len() >= 3 && layout::marker(line.text).is_none()).then_some(head)
}

/// Whether a line may be the last of a sentence or introduces what follows.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(|c: char| {
        "”’\"')]»".contains(c) || c.is_ascii_digit() && line.len() > 2 || "¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c)
    })
    .ends_with(['.', '!', '?', ':', '…', ';'])
        || line.ends_with(['.', '!', '?', ':', '…'])
}
