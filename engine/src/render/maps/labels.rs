//! Where the names of a map stand: none on another, none on a dot, none over the edge.

use geo::{Area, BoundingRect, Centroid, Contains, Coord, MultiPolygon, Polygon, Rect};

/// The height of letters in units where the map is as wide as the text, and on a telephone. The styles have the same.
const PLACE: [f64; 2] = [23.0, 34.0];
const STATE: [f64; 2] = [17.0, 26.0];
/// The radius of a dot.
pub const DOT: f64 = 7.0;
/// What the styles add between the capitals of a state’s name, as a share of their height.
const SPACING: f64 = 0.14;
/// Between a dot and its name.
const GAP: f64 = 9.0;
/// What stays free inside the edge of the map.
const EDGE: f64 = 6.0;

/// Which end of a name stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Where there is room for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// On every screen.
    Always,
    /// Only where the map is as wide as the text.
    Wide,
    /// Nowhere among the others.
    Nowhere,
}

/// A name on the map; its point is on the baseline of the first line, in units.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub at: (i32, i32),
    pub anchor: Anchor,
    pub room: Room,
    pub lines: Vec<String>,
}

/// The ways in which a name can stand by its dot, the best first: which end of it, and how far right and down, the
/// height of letters being 1.
const WAYS: [(Anchor, f64, f64); 8] = [
    (Anchor::Start, 1.0, 0.33),
    (Anchor::End, -1.0, 0.33),
    (Anchor::Middle, 0.0, -0.8),
    (Anchor::Middle, 0.0, 1.45),
    (Anchor::Start, 0.7, -0.4),
    (Anchor::Start, 0.7, 1.05),
    (Anchor::End, -0.7, -0.4),
    (Anchor::End, -0.7, 1.05),
];

/// The names of a map being put on it; what stands already is in the way of what comes after.
#[derive(Debug)]
pub struct Labels {
    frame: Rect,
    dots: Vec<Coord>,
    /// What is taken where the map is wide, and where it is narrow.
    taken: [Vec<Rect>; 2],
}

impl Labels {
    /// For a map with these dots.
    pub fn new(frame: Rect, dots: Vec<Coord>) -> Self {
        Self { frame, dots, taken: [Vec::new(), Vec::new()] }
    }

    /// Keeps an area free of names.
    pub fn keep_free(&mut self, area: Rect) {
        self.taken.iter_mut().for_each(|taken| taken.push(area));
    }

    /// Puts the name of a dot beside it.
    pub fn beside(&mut self, dot: usize, name: &str) -> Label {
        let at = self.dots[dot];
        let point = |way: &(Anchor, f64, f64), size: f64| {
            let side = if way.0 == Anchor::Middle { 0.0 } else { (DOT + GAP) * way.1 };
            Coord { x: at.x + side, y: at.y + way.2 * size }
        };
        let spot = |way: &(Anchor, f64, f64), size: f64| around(point(way, PLACE[0]), way.0, width(name, size), size);
        let is_free = |way: &(Anchor, f64, f64), index: usize| {
            let spot = spot(way, PLACE[index]);
            self.is_free(spot, index)
                && self.dots.iter().enumerate().all(|(other, at)| other == dot || !touches(spot, *at))
        };
        let way = (WAYS.iter().find(|way| is_free(way, 0) && is_free(way, 1)))
            .or_else(|| WAYS.iter().find(|way| is_free(way, 0)));
        let is_inside = |way: &&(Anchor, f64, f64)| within(self.frame, spot(way, PLACE[0]));
        let room = match way {
            Some(way) if is_free(way, 1) => Room::Always,
            Some(_) => Room::Wide,
            None => Room::Nowhere,
        };
        let way = way.or_else(|| WAYS.iter().find(is_inside)).unwrap_or(&WAYS[0]);
        let spots = [0, 1].map(|index| spot(way, PLACE[index]));
        self.take(room, spots);
        Label { at: whole(point(way, PLACE[0])), anchor: way.0, room, lines: vec![name.to_owned()] }
    }

    /// Puts a name into an area, near its middle, in two lines where one is too long; nothing where it has no room.
    pub fn inside(&mut self, area: &MultiPolygon, name: &str) -> Option<Label> {
        let largest = area.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
        broken(name).into_iter().find_map(|lines| self.lines_inside(largest, lines))
    }

    fn lines_inside(&mut self, area: &Polygon, lines: Vec<String>) -> Option<Label> {
        const STEP: f64 = 15.0;
        let (extent, middle) = (area.bounding_rect()?, area.centroid()?);
        let spot = |center: Coord, size: f64| {
            let longest = lines.iter().map(|line| width(&line.to_uppercase(), size * 1.02)).fold(0.0, f64::max);
            let spacing = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64 * size * SPACING;
            let (w, h) = (longest + spacing, lines.len() as f64 * size * LINE);
            Rect::new(
                Coord { x: center.x - w / 2.0, y: center.y - h / 2.0 },
                Coord { x: center.x + w / 2.0, y: center.y + h / 2.0 },
            )
        };
        let is_free = |center: Coord, index: usize| {
            let spot = spot(center, STATE[index]);
            self.is_free(spot, index) && !self.dots.iter().any(|dot| touches(spot, *dot)) && covers(area, spot)
        };
        let steps =
            |from: f64, to: f64| (0..).map(move |step| from + f64::from(step) * STEP).take_while(move |at| *at < to);
        let mut centers: Vec<Coord> = steps(extent.min().y, extent.max().y)
            .flat_map(|y| steps(extent.min().x, extent.max().x).map(move |x| Coord { x, y }))
            .collect();
        centers.sort_by_key(|at| (at.x - middle.x()).hypot(at.y - middle.y()) as i64);
        let wide = || centers.iter().find(|center| is_free(**center, 0));
        let center = *centers.iter().find(|center| is_free(**center, 0) && is_free(**center, 1)).or_else(wide)?;
        let room = if is_free(center, 1) { Room::Always } else { Room::Wide };
        self.take(room, [0, 1].map(|index| spot(center, STATE[index])));
        // From the middle of the lines to the baseline of the first.
        let rise = (lines.len() as f64 - 1.0) / 2.0 * LINE * STATE[0] - 0.35 * STATE[0];
        Some(Label { at: whole(Coord { x: center.x, y: center.y - rise }), anchor: Anchor::Middle, room, lines })
    }

    fn is_free(&self, spot: Rect, index: usize) -> bool {
        within(self.frame, spot) && !self.taken[index].iter().any(|other| overlap(*other, spot))
    }

    fn take(&mut self, room: Room, [wide, narrow]: [Rect; 2]) {
        if room != Room::Nowhere {
            self.taken[0].push(wide);
        }
        if room == Room::Always {
            self.taken[1].push(narrow);
        }
    }
}

/// From one baseline to the next, the height of letters being 1.
pub const LINE: f64 = 1.2;

/// A name in one line, and in two if it has a space, the lines as equal as can be.
fn broken(name: &str) -> Vec<Vec<String>> {
    let whole = vec![name.to_owned()];
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    let Some(middle) = spaces.min_by_key(|at| at.abs_diff(name.len() / 2)) else { return vec![whole] };
    vec![whole, vec![name[..middle].to_owned(), name[middle + 1..].to_owned()]]
}

/// The room of a name in units, estimated: fonts differ, and nobody asks the reader’s.
fn width(name: &str, size: f64) -> f64 {
    let share = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' => 0.28,
        'f' | 'r' | 't' | ' ' | '-' | '(' | ')' => 0.36,
        'm' | 'w' | 'M' | 'W' => 0.86,
        _ if letter.is_uppercase() => 0.68,
        _ if (letter as u32) >= 0x2e80 => 1.0,
        _ => 0.56,
    };
    name.chars().map(share).sum::<f64>() * size
}

/// The box of a line of text whose baseline begins, has its middle or ends at a point.
fn around(at: Coord, anchor: Anchor, width: f64, size: f64) -> Rect {
    let left = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width / 2.0,
        Anchor::End => at.x - width,
    };
    Rect::new(Coord { x: left, y: at.y - 0.8 * size }, Coord { x: left + width, y: at.y + 0.25 * size })
}

fn within(frame: Rect, spot: Rect) -> bool {
    spot.min().x >= frame.min().x + EDGE
        && spot.min().y >= frame.min().y + EDGE
        && spot.max().x <= frame.max().x - EDGE
        && spot.max().y <= frame.max().y - EDGE
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.min().x < b.max().x && b.min().x < a.max().x && a.min().y < b.max().y && b.min().y < a.max().y
}

fn touches(spot: Rect, dot: Coord) -> bool {
    let room = DOT + 2.0;
    let around = Rect::new(Coord { x: dot.x - room, y: dot.y - room }, Coord { x: dot.x + room, y: dot.y + room });
    overlap(spot, around)
}

/// Whether an area has all of a box in it, as far as its rim tells.
fn covers(area: &Polygon, spot: Rect) -> bool {
    let (min, max) = (spot.min(), spot.max());
    let share = |part: i32| min.x + (max.x - min.x) * f64::from(part) / 4.0;
    let rim = (0..=4).flat_map(|part| [Coord { x: share(part), y: min.y }, Coord { x: share(part), y: max.y }]);
    rim.into_iter().all(|at| area.contains(&at))
}

fn whole(at: Coord) -> (i32, i32) {
    (at.x.round() as i32, at.y.round() as i32)
}

#[cfg(test)]
mod tests {
    use geo::LineString;

    use super::*;

    fn frame() -> Rect {
        Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 1000.0, y: 600.0 })
    }

    fn labels(dots: &[(f64, f64)]) -> Labels {
        Labels::new(frame(), dots.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect())
    }

    #[test]
    fn a_name_stands_right_of_its_dot_or_where_there_is_room() {
        for (dots, anchor) in [
            (&[(500.0, 300.0)][..], Anchor::Start),
            (&[(940.0, 300.0)], Anchor::End),
            (&[(500.0, 300.0), (540.0, 300.0)], Anchor::End),
            (&[(500.0, 300.0), (540.0, 300.0), (460.0, 300.0)], Anchor::Middle),
        ] {
            let label = labels(dots).beside(0, "Mopti");
            assert_eq!((label.anchor, label.room), (anchor, Room::Always), "{dots:?}");
        }
    }

    #[test]
    fn names_do_not_stand_on_each_other() {
        // A crowd: seven towns within a few pixels of each other.
        let dots: Vec<(f64, f64)> =
            (0..7).map(|n| (500.0 + f64::from(n % 3) * 25.0, 300.0 + f64::from(n / 3) * 25.0)).collect();
        let mut labels = labels(&dots);
        let placed: Vec<Label> = (0..7).map(|dot| labels.beside(dot, "Chasiv Yar")).collect();
        let spots: Vec<Rect> = placed
            .iter()
            .filter(|label| label.room != Room::Nowhere)
            .map(|label| {
                let at = Coord { x: label.at.0.into(), y: label.at.1.into() };
                around(at, label.anchor, width("Chasiv Yar", PLACE[0]) - 2.0, PLACE[0] - 2.0)
            })
            .collect();
        assert!(spots.len() >= 4, "some have room: {placed:?}");
        assert!(spots.len() < 7, "and some have not: {placed:?}");
        for (index, spot) in spots.iter().enumerate() {
            assert!(spots[..index].iter().all(|other| !overlap(*spot, *other)), "{placed:?}");
        }
    }

    #[test]
    fn a_narrow_map_has_fewer_names() {
        let grid: Vec<(f64, f64)> =
            (0..16).map(|n| (200.0 + f64::from(n % 4) * 135.0, 200.0 + f64::from(n / 4) * 33.0)).collect();
        let mut labels = labels(&grid);
        let rooms: Vec<Room> = (0..16).map(|dot| labels.beside(dot, "Pokrovsk").room).collect();
        assert_eq!(rooms[0], Room::Always);
        assert!(rooms.contains(&Room::Wide), "{rooms:?}");
    }

    #[test]
    fn the_name_of_a_state_stands_inside_it() {
        let square = |x: f64, y: f64, w: f64, h: f64| {
            let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
            MultiPolygon(vec![Polygon::new(corners.into_iter().collect::<LineString>(), Vec::new())])
        };
        let mut free = labels(&[]);
        let label = free.inside(&square(100.0, 100.0, 300.0, 300.0), "Mali").expect("there is room");
        assert!((label.at.0 - 250).abs() < 12 && (label.at.1 - 256).abs() < 12, "in the middle: {label:?}");
        assert_eq!(free.inside(&square(100.0, 100.0, 40.0, 40.0), "Mali"), None, "too small");
        assert_eq!(free.inside(&MultiPolygon(Vec::new()), "Mali"), None);
        let tall = free.inside(&square(500.0, 100.0, 160.0, 300.0), "Burkina Faso").expect("it breaks into lines");
        assert_eq!(tall.lines, ["Burkina", "Faso"]);
        let mut kept = labels(&[(250.0, 250.0)]);
        let label = kept.inside(&square(100.0, 100.0, 300.0, 300.0), "Mali").expect("there is room beside the dot");
        assert!((label.at.1 - 256).abs() > 12, "not on the dot: {label:?}");
    }
}
