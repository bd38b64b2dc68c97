//! Where a card stands, and which way to it is safe. Lengths are CSS pixels; y grows downwards.

/// How far a card keeps from its mention.
const GAP: f64 = 8.0;
/// How far a card keeps from the window's edges.
const MARGIN: f64 = 12.0;
/// A hand does not move along a ruler: the safe way is wider than its outline by this much.
const SLACK: f64 = 4.0;

/// A place in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// A rectangle with its sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// How far `point` is from here; 0 inside.
    pub fn distance(&self, point: Point) -> f64 {
        let dx = (self.left - point.x).max(point.x - self.right).max(0.0);
        let dy = (self.top - point.y).max(point.y - self.bottom).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }

    /// This rectangle moved.
    pub fn moved(&self, dx: f64, dy: f64) -> Self {
        Self { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }

    fn corners(&self, slack: f64) -> [Point; 4] {
        let (left, right) = (self.left - slack, self.right + slack);
        let (top, bottom) = (self.top - slack, self.bottom + slack);
        [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y })
    }
}

/// The line of a mention that the pointer is on, or nearest to: a mention can be broken over two lines.
/// Without a pointer the first.
pub fn line_at(lines: &[Rect], pointer: Option<Point>) -> Option<Rect> {
    let distance = |line: &Rect| pointer.map_or(0.0, |point| line.distance(point));
    lines.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub left: f64,
    pub top: f64,
    /// What the card may take of the window at this place; what is longer scrolls inside it.
    pub max_height: f64,
}

/// Places a card of this size beside the line of its mention: clear of the line and inside the window.
///
/// Below it where the card fits, else above, else to the right or left; where it fits nowhere, below or
/// above, whichever has more room.
pub fn place(line: Rect, card: Size, window: Size) -> Place {
    let below = window.height - MARGIN - (line.bottom + GAP);
    let above = line.top - GAP - MARGIN;
    let left = within(line.left, card.width, window.width);
    let under = Place { left, top: line.bottom + GAP, max_height: below };
    let over = |height: f64| Place { left, top: line.top - GAP - height, max_height: above };
    if card.height <= below {
        return under;
    }
    if card.height <= above {
        return over(card.height);
    }
    let whole = window.height - 2.0 * MARGIN;
    let sides = [line.right + GAP, line.left - GAP - card.width];
    let beside = sides.into_iter().find(|left| *left == within(*left, card.width, window.width));
    match beside {
        Some(left) if card.height <= whole => {
            Place { left, top: within(line.top, card.height, window.height), max_height: whole }
        }
        _ if below >= above => under,
        _ => over(above.max(0.0)),
    }
}

/// The start of a stretch of `length` moved as little as possible to lie between the margins of `space`.
/// One that is too long begins at the margin.
fn within(start: f64, length: f64, space: f64) -> f64 {
    start.min(space - MARGIN - length).max(MARGIN)
}

/// The ground that a pointer crosses on its way from a mention to its card: their convex hull.
#[derive(Debug, Clone, PartialEq)]
pub struct SafeWay {
    outline: Vec<Point>,
    card: Rect,
}

impl SafeWay {
    /// The way between the line of a mention and its card.
    pub fn between(line: Rect, card: Rect) -> Self {
        Self { outline: convex_hull(&[line.corners(SLACK), card.corners(SLACK)].concat()), card }
    }

    /// Whether the pointer is on the way.
    pub fn contains(&self, point: Point) -> bool {
        let next = self.outline.iter().cycle().skip(1);
        self.outline.iter().zip(next).all(|(a, b)| turn(*a, *b, point) >= 0.0)
    }

    /// How far the pointer still has to go.
    pub fn distance_to_card(&self, point: Point) -> f64 {
        self.card.distance(point)
    }
}

/// How far two points are from each other.
pub fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

/// Positive where a → b → c turns one way, negative for the other, 0 on one line.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// By gift wrapping (Jarvis 1973): from one corner always on to the point that has all others on one side.
/// For so few points nothing is quicker, and nothing shorter.
fn convex_hull(points: &[Point]) -> Vec<Point> {
    let leftmost = points.iter().copied().reduce(|a, b| if (b.x, b.y) < (a.x, a.y) { b } else { a });
    let mut hull: Vec<Point> = leftmost.into_iter().collect();
    while let (Some(here), true) = (hull.last().copied(), hull.len() <= points.len()) {
        let next = points.iter().copied().filter(|point| *point != here).reduce(|best, point| {
            let turn = turn(here, best, point);
            let is_farther = |a: Point, b: Point| distance(here, a) > distance(here, b);
            if turn < 0.0 || turn == 0.0 && is_farther(point, best) { point } else { best }
        });
        match next {
            Some(next) if Some(next) != leftmost => hull.push(next),
            _ => break,
        }
    }
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Size = Size { width: 1000.0, height: 700.0 };
    const CARD: Size = Size { width: 300.0, height: 240.0 };

    fn rect(left: f64, top: f64, width: f64, height: f64) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    #[test]
    fn keeps_clear_of_the_mention_and_inside_the_window() {
        for (why, line, card, window, expected) in [
            ("below where it fits", rect(200.0, 100.0, 80.0, 20.0), CARD, WINDOW, (200.0, 128.0)),
            ("not over the right edge", rect(900.0, 100.0, 80.0, 20.0), CARD, WINDOW, (688.0, 128.0)),
            ("not over the left edge", rect(2.0, 100.0, 80.0, 20.0), CARD, WINDOW, (12.0, 128.0)),
            ("above near the bottom", rect(200.0, 600.0, 80.0, 20.0), CARD, WINDOW, (200.0, 352.0)),
            (
                "to the right where neither fits",
                rect(200.0, 150.0, 80.0, 20.0),
                CARD,
                Size { width: 1000.0, height: 320.0 },
                (288.0, 68.0),
            ),
            (
                "to the left where the right has no room",
                rect(700.0, 150.0, 80.0, 20.0),
                CARD,
                Size { width: 1000.0, height: 320.0 },
                (392.0, 68.0),
            ),
            (
                "in a window too small for it, where there is more room",
                rect(20.0, 180.0, 80.0, 20.0),
                CARD,
                Size { width: 320.0, height: 256.0 },
                (12.0, 12.0),
            ),
        ] {
            let place = place(line, card, window);
            assert_eq!((place.left, place.top), expected, "{why}");
            let height = card.height.min(place.max_height);
            assert!(place.top >= MARGIN && place.top + height <= window.height - MARGIN, "{why}: inside the window");
            let card = rect(place.left, place.top, card.width, height);
            let is_clear = card.right <= line.left
                || card.left >= line.right
                || card.bottom <= line.top
                || card.top >= line.bottom;
            assert!(is_clear, "{why}: clear of the mention");
        }
    }

    #[test]
    fn a_mention_broken_over_two_lines_is_met_on_the_hovered_one() {
        let lines = [rect(500.0, 100.0, 60.0, 20.0), rect(40.0, 130.0, 90.0, 20.0)];
        for (pointer, expected) in
            [(None, 0), (Some((520.0, 110.0)), 0), (Some((60.0, 140.0)), 1), (Some((60.0, 128.0)), 1)]
        {
            assert_eq!(line_at(&lines, pointer.map(|(x, y)| Point { x, y })), Some(lines[expected]), "{pointer:?}");
        }
        assert_eq!(line_at(&[], None), None);
    }

    #[test]
    fn the_safe_way_lies_between_mention_and_card() {
        let way = SafeWay::between(rect(200.0, 100.0, 80.0, 20.0), rect(100.0, 128.0, 300.0, 240.0));
        for (x, y, is_safe) in [
            (240.0, 110.0, true),  // on the mention
            (240.0, 124.0, true),  // between the two
            (150.0, 120.0, true),  // on the slope to the card's far corner
            (120.0, 100.0, false), // beside the mention
            (240.0, 300.0, true),  // on the card
            (240.0, 90.0, false),  // above the mention
            (240.0, 380.0, false), // below the card
        ] {
            assert_eq!(way.contains(Point { x, y }), is_safe, "{x}, {y}");
        }
        assert_eq!(way.distance_to_card(Point { x: 240.0, y: 120.0 }), 8.0);
    }
}
