//! Overlapping ranges as nested elements.

use std::fmt::Write;
use std::ops::Range;

use maud::{Escaper, PreEscaped};

use crate::order::sort_by_numbers;

/// A range to be wrapped in an element.
#[derive(Debug)]
pub struct Wrap {
    pub range: Range<usize>,
    /// Of two ranges that cross, the one with the lower rank stays whole and the other is split.
    pub rank: u8,
    /// The opening tag; where the range is split, its second and later parts carry `again`.
    pub open: String,
    /// The opening tag without what may stand only once on a page (an `id`).
    pub again: String,
    pub close: &'static str,
}

/// The text of `range` as escaped HTML with every wrap around its part, in time linear in their number
/// as long as few of them overlap at one place.
///
/// The wraps' ranges count bytes of `text` and may nest or cross in any way.
pub fn wrap(text: &str, range: Range<usize>, wraps: &[&Wrap]) -> PreEscaped<String> {
    let mut parts: Vec<(Range<usize>, &Wrap)> = wraps
        .iter()
        .map(|wrap| (wrap.range.start.max(range.start)..wrap.range.end.min(range.end), *wrap))
        .filter(|(part, _)| !part.is_empty())
        .collect();
    sort_by_numbers(&mut parts, |(part, _)| [part.start]);
    let mut cuts: Vec<usize> = parts.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
    cuts.extend([range.start, range.end]);
    cuts.sort_unstable();
    cuts.dedup();

    let mut html = String::new();
    let mut coming = parts.into_iter().peekable();
    // What is around the text at the current cut, from the outside in.
    let mut wanted: Vec<(Range<usize>, &Wrap)> = Vec::new();
    let mut open: Vec<&Wrap> = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        wanted.retain(|(part, _)| part.end > start);
        wanted.extend(std::iter::from_fn(|| coming.next_if(|(part, _)| part.start == start)));
        sort_by_numbers(&mut wanted, |(part, wrap)| [usize::from(wrap.rank), part.start, !part.end]);
        let common = open.iter().zip(&wanted).take_while(|(a, (_, b))| std::ptr::eq(**a, *b)).count();
        for wrap in open.drain(common..).rev() {
            html.push_str(wrap.close);
        }
        for (_, wrap) in &wanted[common..] {
            html.push_str(if start == wrap.range.start { &wrap.open } else { &wrap.again });
            open.push(wrap);
        }
        write!(Escaper::new(&mut html), "{}", &text[start..end]).expect("writing to a String cannot fail");
    }
    for wrap in open.into_iter().rev() {
        html.push_str(wrap.close);
    }
    PreEscaped(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_nest_and_cross() {
        let text = "a <b> & c d";
        let wrap_of = |range: Range<usize>, rank: u8, name: &'static str, close: &'static str| Wrap {
            range,
            rank,
            open: format!("<{name} id=x>"),
            again: format!("<{name}>"),
            close,
        };
        let span = wrap_of(0..7, 0, "span", "</span>");
        let em = wrap_of(6..9, 2, "em", "</em>");
        let link = wrap_of(2..5, 1, "a", "</a>");
        let html = wrap(text, 0..text.len(), &[&em, &span, &link]).into_string();
        assert_eq!(html, "<span id=x>a <a id=x>&lt;b&gt;</a> <em id=x>&amp;</em></span><em> c</em> d");
    }

    #[test]
    fn only_the_asked_part_is_written() {
        let wide = Wrap { range: 0..6, rank: 0, open: "<i id=x>".into(), again: "<i>".into(), close: "</i>" };
        assert_eq!(wrap("abc def", 4..7, &[&wide]).into_string(), "<i>de</i>f");
    }
}
