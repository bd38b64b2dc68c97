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

impl Wrap {
    fn is_link(&self) -> bool {
        self.close == "</a>"
    }
}

/// An empty element between two characters of the text.
#[derive(Debug)]
pub struct Point {
    pub at: usize,
    pub html: String,
}

/// The text of `range` as escaped HTML with every wrap around its part and every point in its place, in
/// time linear in their number as long as few of them overlap at one place.
///
/// The wraps' ranges count bytes of `text` and may nest or cross in any way. Points come in order; each is
/// a link, so one that falls into a wrap that is a link stands behind it: HTML knows no link inside a link.
pub fn wrap(text: &str, range: Range<usize>, wraps: &[&Wrap], points: &[Point]) -> PreEscaped<String> {
    let mut parts: Vec<(Range<usize>, &Wrap)> = wraps
        .iter()
        .map(|wrap| (wrap.range.start.max(range.start)..wrap.range.end.min(range.end), *wrap))
        .filter(|(part, _)| !part.is_empty())
        .collect();
    sort_by_numbers(&mut parts, |(part, _)| [part.start]);
    let mut cuts: Vec<usize> = parts.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
    cuts.extend(points.iter().map(|point| point.at));
    cuts.extend([range.start, range.end]);
    sort_by_numbers(&mut cuts, |cut| [*cut]);
    cuts.dedup();

    let mut html = String::new();
    let mut coming = parts.into_iter().peekable();
    // What is around the text at the current cut, from the outside in.
    let mut wanted: Vec<(Range<usize>, &Wrap)> = Vec::new();
    let mut open: Vec<&Wrap> = Vec::new();
    let mut points = points.iter().peekable();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        wanted.retain(|(part, _)| part.end > start);
        let common = open.iter().zip(&wanted).take_while(|(a, (_, b))| std::ptr::eq(**a, *b)).count();
        if points.peek().is_some_and(|point| point.at <= start) && !wanted.iter().any(|(_, wrap)| wrap.is_link()) {
            close_from(&mut html, &mut open, common);
            while let Some(point) = points.next_if(|point| point.at <= start) {
                html.push_str(&point.html);
            }
        }
        wanted.extend(std::iter::from_fn(|| coming.next_if(|(part, _)| part.start == start)));
        sort_by_numbers(&mut wanted, |(part, wrap)| [usize::from(wrap.rank), part.start, !part.end]);
        let common = open.iter().zip(&wanted).take_while(|(a, (_, b))| std::ptr::eq(**a, *b)).count();
        close_from(&mut html, &mut open, common);
        for (_, wrap) in &wanted[common..] {
            html.push_str(if start == wrap.range.start { &wrap.open } else { &wrap.again });
            open.push(wrap);
        }
        write!(Escaper::new(&mut html), "{}", &text[start..end]).expect("writing to a String cannot fail");
    }
    close_from(&mut html, &mut open, 0);
    html.extend(points.map(|point| point.html.as_str()));
    PreEscaped(html)
}

/// Closes all but the first `common` of the open elements.
fn close_from(html: &mut String, open: &mut Vec<&Wrap>, common: usize) {
    for wrap in open.drain(common..).rev() {
        html.push_str(wrap.close);
    }
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
        let html = wrap(text, 0..text.len(), &[&em, &span, &link], &[]).into_string();
        assert_eq!(html, "<span id=x>a <a id=x>&lt;b&gt;</a> <em id=x>&amp;</em></span><em> c</em> d");
    }

    #[test]
    fn only_the_asked_part_is_written() {
        let wide = Wrap { range: 0..6, rank: 0, open: "<i id=x>".into(), again: "<i>".into(), close: "</i>" };
        assert_eq!(wrap("abc def", 4..7, &[&wide], &[]).into_string(), "<i>de</i>f");
    }
    #[test]
    fn points_stand_between_elements_and_never_in_a_link() {
        let text = "abcd";
        let em = Wrap { range: 0..3, rank: 3, open: "<em>".into(), again: "<em>".into(), close: "</em>" };
        let link = Wrap { range: 1..3, rank: 1, open: "<a>".into(), again: "<a>".into(), close: "</a>" };
        for (at, expected) in [
            (0, "<x></x><em>a</em><a><em>bc</em></a>d"),
            (1, "<em>a<x></x></em><a><em>bc</em></a>d"),
            (2, "<em>a</em><a><em>bc</em></a><x></x>d"),
            (3, "<em>a</em><a><em>bc</em></a><x></x>d"),
            (4, "<em>a</em><a><em>bc</em></a>d<x></x>"),
        ] {
            let points = [Point { at, html: "<x></x>".into() }];
            assert_eq!(wrap(text, 0..4, &[&em, &link], &points).into_string(), expected, "at {at}");
        }
        let points = [Point { at: 2, html: "<x></x>".into() }];
        assert_eq!(wrap(text, 2..2, &[&link], &points).into_string(), "<x></x>");
    }
}
