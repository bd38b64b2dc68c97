//! Outlines as the paths of a drawing: cut to the view, and no finer than it shows.

use geo::{
    Area, BooleanOps, BoundingRect, Coord, Densify, Euclidean, LineString, MapCoords, MultiLineString, MultiPolygon,
    Polygon, Rect, SimplifyVw, unary_union,
};

use super::outlines::Outlines;
use super::projection::{Projection, angle};

/// The width of every drawing in its own units: on a wide screen about two a pixel.
pub const WIDTH: f64 = 1000.0;
/// The kilometres in a radius of the Earth.
const RADIUS: f64 = 6371.0;
/// What a map shows at least from left to right, in radii: some 650 kilometres. The outlines know no more detail.
const MIN_SPAN: f64 = 0.102;
/// Around the places, as a share of what they take up.
const MARGIN: f64 = 0.17;
/// How wide a map is for its height.
const SHAPES: (f64, f64) = (1.2, 1.8);
/// The latitudes between which a map of the world lies, if it can.
const NORTH: f64 = 80.0;
const SOUTH: f64 = -58.0;
/// How far the paths go on beyond the edge, in units: where they are cut must not be seen.
const BLEED: f64 = 8.0;
/// The longest edge before projection, in degrees: a longer one would cut the corner that it should round.
const LONGEST_EDGE: f64 = 1.0;

/// What a drawing shows of the Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    projection: Projection,
    /// The upper left corner, in radii.
    left: f64,
    top: f64,
    /// Units in a radius.
    scale: f64,
    /// In units.
    pub height: f64,
}

impl View {
    /// The view that has all of these points in it (longitude, latitude), with some room around, and shows at least
    /// `least` kilometres from left to right; none without points.
    pub fn around(points: &[Coord], least: f64) -> Option<Self> {
        let mut projection = Projection::around(points);
        let extent = |projection: Projection| {
            let flat: LineString = points.iter().map(|point| projection.project(*point)).collect();
            flat.bounding_rect()
        };
        let mut taken = extent(projection)?;
        if let Some(Coord { x: longitude, y: latitude }) = projection.unproject(taken.center()) {
            projection = Projection::Region { longitude, latitude };
            taken = extent(projection)?;
        }
        let room = taken.width().max(taken.height()) * MARGIN * 2.0;
        let (narrowest, widest) = SHAPES;
        let mut width = (taken.width() + room).max(MIN_SPAN).max(least / RADIUS);
        let height = (taken.height() + room).max(width / widest);
        width = width.max(height * narrowest);
        let scale = WIDTH / width;
        let mut center = taken.center();
        if let Projection::World { longitude } = projection {
            // Where there is no Earth any more, nothing has to be shown.
            let [north, south] = [NORTH, SOUTH].map(|y| projection.project(Coord { x: longitude, y }).y);
            let top = north.max(taken.max().y + room / 2.0);
            let bottom = south.min(taken.min().y - room / 2.0);
            center.y = center.y.min(top - height / 2.0).max(bottom + height / 2.0);
        }
        Some(Self {
            projection,
            left: center.x - width / 2.0,
            top: center.y + height / 2.0,
            scale,
            height: (height * scale).round(),
        })
    }

    /// Where a point of the Earth is in the drawing, in units from its upper left corner.
    pub fn place(&self, at: Coord) -> Coord {
        let flat = self.projection.project(at);
        Coord { x: (flat.x - self.left) * self.scale, y: (self.top - flat.y) * self.scale }
    }

    /// A kilometre in units; none where it is another one from place to place.
    pub fn kilometre(&self) -> Option<f64> {
        const LARGEST: f64 = 6000.0;
        let kilometre = self.scale / RADIUS;
        (matches!(self.projection, Projection::Region { .. }) && WIDTH / kilometre <= LARGEST).then_some(kilometre)
    }

    /// What it shows, in units.
    pub fn frame(&self) -> Rect {
        Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: WIDTH, y: self.height })
    }

    fn bled(&self) -> Rect {
        let (min, max) = (self.frame().min(), self.frame().max());
        Rect::new(Coord { x: min.x - BLEED, y: min.y - BLEED }, Coord { x: max.x + BLEED, y: max.y + BLEED })
    }

    /// Longitudes and latitudes between which all lies that it shows. Longitudes go on beyond 180.
    fn window(&self) -> Rect {
        let longitude = match self.projection {
            Projection::Region { longitude, .. } => longitude,
            Projection::World { longitude } => {
                let (west, east) = (longitude - 180.0, longitude + 180.0);
                return Rect::new(Coord { x: west, y: -85.0 }, Coord { x: east, y: 90.0 });
            }
        };
        let (frame, steps) = (self.bled(), 24);
        let along = |from: f64, to: f64, step: i32| from + (to - from) * f64::from(step) / f64::from(steps);
        let edge = (0..=steps).flat_map(|step| {
            let (x, y) = (along(frame.min().x, frame.max().x, step), along(frame.min().y, frame.max().y, step));
            [(x, frame.min().y), (x, frame.max().y), (frame.min().x, y), (frame.max().x, y)]
        });
        let seen: Option<LineString> = edge
            .map(|(x, y)| {
                self.projection.unproject(Coord { x: self.left + x / self.scale, y: self.top - y / self.scale })
            })
            .collect();
        let whole = Rect::new(Coord { x: longitude - 180.0, y: -90.0 }, Coord { x: longitude + 180.0, y: 90.0 });
        let Some(edge) = seen.as_ref().and_then(LineString::bounding_rect) else { return whole };
        // A pole inside has all meridians around it.
        let has_pole = |latitude: f64| {
            let place = self.place(Coord { x: longitude, y: latitude });
            let is_near = angle(Coord { x: longitude, y: latitude }, self.middle()) < 89.0;
            is_near && (0.0..=WIDTH).contains(&place.x) && (0.0..=self.height).contains(&place.y)
        };
        let (north, south) = (has_pole(90.0), has_pole(-90.0));
        let (west, east) = if north || south { (whole.min().x, whole.max().x) } else { (edge.min().x, edge.max().x) };
        // Between the samples an edge reaches a little further.
        let more = (edge.width().min(90.0) + edge.height()) / 40.0;
        let south = if south { -90.0 } else { (edge.min().y - more).max(-90.0) };
        let north = if north { 90.0 } else { (edge.max().y + more).min(90.0) };
        Rect::new(Coord { x: west - more, y: south }, Coord { x: east + more, y: north })
    }

    fn middle(&self) -> Coord {
        match self.projection {
            Projection::Region { longitude, latitude } => Coord { x: longitude, y: latitude },
            Projection::World { longitude } => Coord { x: longitude, y: 0.0 },
        }
    }

    /// What of areas in degrees is in the view, in units.
    pub fn areas(&self, areas: &[Polygon]) -> MultiPolygon {
        let window = self.window();
        let mut seen: Vec<Polygon> = Vec::new();
        let mut is_across = false;
        for turn in TURNS {
            let window = turned(window, -turn);
            for area in areas {
                let Some(extent) = area.bounding_rect().filter(|extent| meet(*extent, window)) else { continue };
                is_across |= turn != 0.0;
                let parts =
                    if holds(window, extent) { vec![area.clone()] } else { area.intersection(&window.to_polygon()).0 };
                seen.extend(parts.into_iter().map(|part| part.map_coords(|at| Coord { x: at.x + turn, y: at.y })));
            }
        }
        // What was cut at the date line grows together again.
        let seen = if is_across { unary_union(&seen) } else { MultiPolygon(seen) };
        let drawn = Euclidean.densify(&seen, LONGEST_EDGE).map_coords(|at| self.place(at));
        drawn.intersection(&self.bled().to_polygon())
    }

    /// What of lines in degrees is in the view, in units.
    pub fn lines(&self, lines: &[LineString]) -> MultiLineString {
        let window = self.window();
        let mut seen: Vec<LineString> = Vec::new();
        for turn in TURNS {
            let window = turned(window, -turn);
            let near = lines.iter().filter(|line| line.bounding_rect().is_some_and(|extent| meet(extent, window)));
            let parts = window.to_polygon().clip(&near.cloned().collect::<MultiLineString>(), false);
            seen.extend(parts.into_iter().map(|part| part.map_coords(|at| Coord { x: at.x + turn, y: at.y })));
        }
        let drawn = Euclidean.densify(&MultiLineString(seen), LONGEST_EDGE).map_coords(|at| self.place(at));
        self.bled().to_polygon().clip(&drawn, false)
    }
}

/// Outlines end at the date line; a view across it sees them a turn further on as well.
const TURNS: [f64; 3] = [0.0, -360.0, 360.0];

fn turned(rect: Rect, by: f64) -> Rect {
    rect.map_coords(|at| Coord { x: at.x + by, y: at.y })
}

fn meet(a: Rect, b: Rect) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.min().x <= inner.min().x
        && outer.min().y <= inner.min().y
        && outer.max().x >= inner.max().x
        && outer.max().y >= inner.max().y
}

/// The outlines in a view, as the `d` of SVG’s `path`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    pub land: String,
    pub lakes: String,
    pub borders: String,
    pub disputed: String,
}

/// The least triangle that a point makes with its neighbours, in square units (Visvalingam and Whyatt 1993): as small
/// as is seen, and as much larger as keeps the paths short.
const TOLERANCES: [f64; 6] = [1.5, 3.0, 5.0, 9.0, 16.0, 30.0];
/// Bytes of all paths that a page can carry without becoming noticeably slower: some 4 kilobytes once compressed.
const MOST: usize = 8500;
/// Islands and lakes of less than so many times that are left out.
const SPECK: f64 = 8.0;

impl Paths {
    /// The finest ones that are short enough.
    pub fn of(outlines: &Outlines, view: &View) -> Self {
        let (land, lakes) = (view.areas(&outlines.land), view.areas(&outlines.lakes));
        let (borders, disputed) = (view.lines(&outlines.borders), view.lines(&outlines.disputed));
        let at = |tolerance: f64| Self {
            land: area_path(&land, tolerance),
            lakes: area_path(&lakes, tolerance),
            borders: line_path(&borders, tolerance),
            disputed: line_path(&disputed, tolerance),
        };
        let mut paths = at(TOLERANCES[0]);
        for tolerance in &TOLERANCES[1..] {
            if paths.len() <= MOST {
                break;
            }
            paths = at(*tolerance);
        }
        paths
    }

    fn len(&self) -> usize {
        self.land.len() + self.lakes.len() + self.borders.len() + self.disputed.len()
    }
}

fn area_path(areas: &MultiPolygon, tolerance: f64) -> String {
    let rings = areas.iter().flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
    let rings = rings.filter(|ring| Polygon::new((*ring).clone(), Vec::new()).unsigned_area() >= SPECK * tolerance);
    let mut path = String::new();
    for ring in rings {
        let points = whole_units(&ring.simplify_vw(tolerance));
        // The last is the first again, to which `z` leads.
        if let [points @ .., _] = &points[..]
            && points.len() > 2
        {
            write_path(&mut path, points);
            path.push('z');
        }
    }
    path
}

fn line_path(lines: &MultiLineString, tolerance: f64) -> String {
    let mut path = String::new();
    for line in joined(lines) {
        let points = whole_units(&line.simplify_vw(tolerance));
        if points.len() > 1 {
            write_path(&mut path, &points);
        }
    }
    path
}

/// Lines of which one ends where the next begins, as one: clipping parts some that need not be.
fn joined(lines: &MultiLineString) -> Vec<LineString> {
    let mut joined: Vec<LineString> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if last.0.last() == line.0.first() => last.0.extend(line.coords().skip(1)),
            _ => joined.push(line.clone()),
        }
    }
    joined
}

/// The points of a line in whole units, each once in a row.
fn whole_units(line: &LineString) -> Vec<(i32, i32)> {
    let mut points: Vec<(i32, i32)> = line.coords().map(|at| (at.x.round() as i32, at.y.round() as i32)).collect();
    points.dedup();
    points
}

/// From point to point by relative steps, which are short numbers.
fn write_path(path: &mut String, points: &[(i32, i32)]) {
    let mut last = None;
    for (x, y) in points {
        let (command, (dx, dy)) = match last {
            None => (Some('M'), (*x, *y)),
            Some((step, (before_x, before_y))) => ((step == 1).then_some('l'), (x - before_x, y - before_y)),
        };
        match command {
            Some(letter) => path.push(letter),
            // A minus sign parts numbers as well as a space does.
            None if dx >= 0 => path.push(' '),
            None => {}
        }
        path.push_str(&dx.to_string());
        if dy >= 0 {
            path.push(' ');
        }
        path.push_str(&dy.to_string());
        last = Some((last.map_or(1, |(step, _)| step + 1), (*x, *y)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: &[(f64, f64)]) -> Vec<Coord> {
        points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect()
    }

    fn view(at: &[(f64, f64)]) -> View {
        View::around(&points(at), 0.0).expect("there are points")
    }

    fn area(corners: &[(f64, f64)]) -> Vec<Polygon> {
        vec![Polygon::new(LineString(points(corners)), Vec::new())]
    }

    /// The rings of a path in absolute numbers.
    fn rings(path: &str) -> Vec<Vec<(i32, i32)>> {
        let numbers = |ring: &str| -> Vec<i32> {
            ring.replace('-', " -").replace('l', " ").split_whitespace().map(|n| n.parse().expect("a number")).collect()
        };
        let absolute = |ring: &str| {
            let mut at = (0, 0);
            let steps = numbers(ring.trim_end_matches('z'));
            steps
                .chunks(2)
                .map(|step| {
                    at = (at.0 + step[0], at.1 + step[1]);
                    at
                })
                .collect()
        };
        path.split('M').skip(1).map(absolute).collect()
    }

    #[test]
    fn all_places_are_in_view_with_room_around() {
        for places in [
            &[(-4.0, 14.5), (-3.0, 16.8), (0.0, 16.3)][..],
            &[(178.0, -17.0), (-172.0, -14.0), (174.0, -41.0)],
            &[(15.0, 78.0), (-150.0, 84.0), (100.0, 80.0)],
            &[(-77.0, 39.0), (121.0, 25.0), (5.0, 51.0)],
            &[(0.0, -70.0), (0.0, 70.0), (1.0, 0.0)],
            &[(36.0, 50.0)],
        ] {
            let view = view(places);
            let (narrowest, widest) = SHAPES;
            let shape = WIDTH / view.height;
            assert!((narrowest - 0.01..=widest + 0.01).contains(&shape), "{places:?}: {shape}");
            for place in points(places).into_iter().map(|at| view.place(at)) {
                assert!((40.0..=WIDTH - 40.0).contains(&place.x), "{places:?}: {place:?}");
                assert!((40.0..=view.height - 40.0).contains(&place.y), "{places:?}: {place:?}");
            }
        }
        assert_eq!(View::around(&[], 0.0), None);
    }

    #[test]
    fn a_view_has_its_least_width() {
        let one = points(&[(36.0, 50.0)]);
        let width = |least: f64| {
            let view = View::around(&one, least).expect("there is a point");
            WIDTH / view.kilometre().expect("it is a region")
        };
        assert!((width(0.0) - 650.0).abs() < 1.0 && (width(2500.0) - 2500.0).abs() < 0.1);
        assert_eq!(view(&[(-77.0, 39.0), (121.0, 25.0)]).kilometre(), None, "the world has no scale");
    }

    #[test]
    fn areas_are_cut_to_the_view() {
        let view = view(&[(0.0, 0.0), (4.0, 2.0)]);
        let continent = area(&[(-60.0, -60.0), (60.0, -60.0), (60.0, 60.0), (-60.0, 60.0), (-60.0, -60.0)]);
        let path = area_path(&view.areas(&continent), 1.0);
        let [ring] = &rings(&path)[..] else { panic!("one area: {path}") };
        let (width, height) = (WIDTH as i32, view.height as i32);
        let corners = [(-8, -8), (width + 8, -8), (width + 8, height + 8), (-8, height + 8)];
        assert!(corners.iter().all(|corner| ring.contains(corner)), "it fills the view: {ring:?}");
        let elsewhere = area(&[(100.0, 0.0), (120.0, 0.0), (120.0, 10.0), (100.0, 0.0)]);
        assert_eq!(area_path(&view.areas(&elsewhere), 1.0), "");
    }

    #[test]
    fn what_the_date_line_cuts_is_drawn_as_one() {
        let view = view(&[(178.0, 66.0), (-176.0, 64.0)]);
        let mut both = area(&[(170.0, 62.0), (180.0, 62.0), (180.0, 68.0), (170.0, 68.0), (170.0, 62.0)]);
        both.extend(area(&[(-180.0, 62.0), (-170.0, 62.0), (-170.0, 68.0), (-180.0, 68.0), (-180.0, 62.0)]));
        let drawn = view.areas(&both);
        assert_eq!(drawn.0.len(), 1, "{drawn:?}");
        let line = [LineString(points(&[(-179.0, 60.0), (-179.0, 70.0)]))];
        assert_eq!(view.lines(&line).0.len(), 1);
    }

    #[test]
    fn a_map_of_the_world_has_all_continents_on_it() {
        let view = view(&[(-170.0, 20.0), (-70.0, 25.0), (20.0, 51.0), (140.0, 0.0)]);
        // One the right way round, one the other: files differ.
        let square = |west: f64| format!("[[[{west},10],[{0},10],[{0},40],[{west},40],[{west},10]]]", west + 30.0);
        let other = |west: f64| format!("[[[{west},10],[{west},40],[{0},40],[{0},10],[{west},10]]]", west + 30.0);
        // On this map, whose middle is America, the first and the last lie left of the date line.
        let text = format!(
            "{{\"type\":\"MultiPolygon\",\"coordinates\":[{},{},{},{}]}}",
            other(150.0),
            square(-100.0),
            other(0.0),
            square(100.0)
        );
        let outlines = Outlines::parse(&text).expect("it is valid");
        assert_eq!(rings(&area_path(&view.areas(&outlines.land), 1.0)).len(), 4);
    }

    #[test]
    fn lines_are_cut_and_keep_to_the_parallel() {
        let view = view(&[(-10.0, 60.0), (50.0, 60.0)]);
        let parallel = [LineString(points(&[(-40.0, 60.0), (80.0, 60.0)]))];
        let path = line_path(&view.lines(&parallel), 1.0);
        let [line] = &rings(&path)[..] else { panic!("one line: {path}") };
        assert!(line.len() > 4, "on this map a parallel is a curve: {line:?}");
        let place = view.place(Coord { x: 20.0, y: 60.0 });
        let nearest = line.iter().map(|(x, y)| (place.x - f64::from(*x)).hypot(place.y - f64::from(*y)));
        assert!(nearest.fold(f64::MAX, f64::min) < 60.0, "{place:?} in {line:?}");
    }

    #[test]
    fn specks_and_what_strays_unseen_are_left_out() {
        let island =
            |x: f64, size: f64| area(&[(x, 0.0), (x + size, 0.0), (x + size, size), (x, size), (x, 0.0)]).remove(0);
        let drawn = MultiPolygon(vec![island(10.0, 2.0), island(30.0, 40.0)]);
        assert_eq!(area_path(&drawn, 1.0), "M30 0l40 0 0 40-40 0z");
        let line = MultiLineString(vec![LineString(points(&[(0.0, 0.0), (50.0, 0.01), (100.0, 0.0), (100.0, 9.0)]))]);
        assert_eq!(line_path(&line, 1.0), "M0 0l100 0 0 9");
    }

    #[test]
    fn paths_stay_short() {
        // A coast of 30,000 points, each a visible step from the last.
        let teeth =
            (0..30_000).map(|index| (f64::from(index) / 1500.0 - 10.0, if index % 2 == 0 { 0.0 } else { 0.05 }));
        let coast: Vec<(f64, f64)> = teeth.chain([(10.0, -9.0), (-10.0, -9.0), (-10.0, 0.0)]).collect();
        let outlines = Outlines { land: area(&coast), ..Outlines::default() };
        let paths = Paths::of(&outlines, &view(&[(-8.0, 2.0), (8.0, -2.0)]));
        assert!(paths.len() < MOST && !paths.land.is_empty(), "{} bytes", paths.len());
    }
}
