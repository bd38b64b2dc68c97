//! The maps of one brief.

use geo::{Coord, Rect};
use maud::{Markup, html};

use super::drawing::{Paths, View, WIDTH};
use super::labels::{Anchor, DOT, LINE, Label, Labels, Room};
use super::outlines::{Credit, Outlines};
use super::places::{Mark, mark_of, together};
use crate::brief::Brief;
use crate::knowledge::Knowledge;
use crate::render::Survey;

/// Fewer places than this make no map.
const MIN_PLACES: usize = 3;
/// What a small map shows from left to right, in kilometres, where the drawing goes so far.
const LOCATOR_KM: f64 = 2400.0;
/// And at least, in units of the drawing: closer, its lines would look coarse.
const LOCATOR_LEAST: f64 = 300.0;
/// How wide a small map is for its height.
const LOCATOR_SHAPE: f64 = 1.5;
/// The longest that a scale’s bar gets, in units.
const BAR: f64 = 230.0;

/// The drawing of one brief’s places and what stands on it.
pub struct Sheet {
    view: View,
    paths: Paths,
    credit: Option<Credit>,
    /// In the order of the text.
    places: Vec<Place>,
    states: Vec<Label>,
    /// The length of the scale’s bar in units, its words, and the point where it begins.
    scale: Option<(i32, &'static str, (i32, i32))>,
}

/// A place of the brief.
struct Place {
    id: String,
    name: String,
    /// Where the text names it first: the page’s anchor, and what the reader calls it.
    anchor: String,
    paragraph: String,
    mark: Mark,
    /// Where it is on the drawing, in units, and its name there; nothing for one far away from all others.
    spot: Option<(Coord, Label)>,
}

impl Sheet {
    /// The maps of a brief; none where it names no place with coordinates.
    pub fn of(brief: &Brief, survey: &Survey<'_>, knowledge: &Knowledge, outlines: &Outlines) -> Option<Self> {
        let located = survey.entities.iter().filter_map(|subject| {
            let (mark, at) = mark_of(knowledge.entity(subject.id)?)?;
            Some((subject, mark, at))
        });
        let located: Vec<_> = located.collect();
        let points: Vec<Coord> = located.iter().map(|(_, _, at)| *at).collect();
        let is_shown = together(&points);
        let shown: Vec<usize> = (0..points.len()).filter(|place| is_shown[*place]).collect();
        let shown_points: Vec<Coord> = shown.iter().map(|place| points[*place]).collect();
        // A map tells the places apart; without one the drawing is for small maps alone, and those tell the region.
        let least = if points.len() < MIN_PLACES { LOCATOR_KM } else { 0.0 };
        let view = View::around(&shown_points, least)?;

        let mut labels = Labels::new(view.frame(), shown_points.iter().map(|at| view.place(*at)).collect());
        let scale = scale(&view);
        if let Some((length, _, (x, y))) = &scale {
            labels.keep_free(bar_room(*length, *x, *y));
        }
        // Names first where they matter most: of spots before areas, of what is named often before the rest.
        let mut order: Vec<usize> = (0..shown.len()).collect();
        order.sort_by_key(|index| {
            let (subject, mark, _) = &located[shown[*index]];
            (*mark == Mark::Area, usize::MAX - subject.places.len(), *index)
        });
        let mut names: Vec<Option<Label>> = vec![None; shown.len()];
        for index in order {
            names[index] = Some(labels.beside(index, located[shown[index]].0.name));
        }
        let states = outlines.labels.iter().filter_map(|(name, area)| labels.inside(&view.areas(area), name)).collect();

        let mut spots = shown_points.iter().zip(names).map(|(at, name)| Some((view.place(*at), name?)));
        let places = located.iter().zip(&is_shown).map(|((subject, mark, _), is_shown)| Place {
            id: subject.id.to_owned(),
            name: subject.name.to_owned(),
            anchor: subject.anchor.clone(),
            paragraph: survey.place_name(brief, subject.blocks[0]),
            mark: *mark,
            spot: if *is_shown { spots.next().flatten() } else { None },
        });
        let places = places.collect();
        let paths = Paths::of(outlines, &view);
        Some(Self { view, paths, credit: outlines.credit.clone(), places, states, scale })
    }

    fn is_map(&self) -> bool {
        self.places.len() >= MIN_PLACES
    }

    /// The outlines, once a page: nothing is seen of them here.
    pub fn drawing(&self) -> Markup {
        let Paths { land, lakes, borders, disputed } = &self.paths;
        html! {
            svg hidden aria-hidden="true" {
                g #outlines {
                    @for (class, path) in [("land", land), ("lake", lakes), ("border", borders), ("disputed", disputed)] {
                        @if !path.is_empty() { path class=(class) d=(path) {} }
                    }
                }
            }
        }
    }

    pub fn region(&self) -> Markup {
        let view_box = format!("0 0 {WIDTH} {}", self.view.height);
        let (on_map, beyond): (Vec<&Place>, Vec<&Place>) = self.places.iter().partition(|place| place.spot.is_some());
        html! {
            @if self.is_map() {
                section #map aria-label="Map" {
                    details {
                        summary { h2 { "Map" } span .count { (self.places.len()) " places" } }
                        div .map {
                            svg viewBox=(view_box) role="img" aria-label="Map of the places listed below" {
                                use href="#outlines" {}
                                g .states { @for state in &self.states { (text(state)) } }
                                @if let Some((length, words, (x, y))) = &self.scale {
                                    g .bar {
                                        path d={ "M" (x) " " (y) "v7h" (length) "v-7" } {}
                                        text x=(x + length / 2) y=(y - 6) { (words) }
                                    }
                                }
                            }
                            ul {
                                @for place in on_map {
                                    (item(place, html! {
                                        @if let Some((at, label)) = &place.spot { (spot(place.mark, *at, label, &view_box)) }
                                    }))
                                }
                            }
                            @if !beyond.is_empty() {
                                p { "Beyond this map" }
                                ul { @for place in beyond { (item(place, html! {})) } }
                            }
                            (self.key())
                        }
                    }
                }
            }
        }
    }

    /// What its signs mean, and whose outlines they are.
    fn key(&self) -> Markup {
        let has_areas = self.places.iter().any(|place| place.mark == Mark::Area && place.spot.is_some());
        html! {
            p .credit {
                @if has_areas { "A ring marks what has no one point, like a sea or a region. " }
                @if !self.paths.disputed.is_empty() { "Disputed borders are dashed. " }
                @if let Some(Credit { name, address }) = &self.credit {
                    "Outlines after "
                    @match address {
                        Some(address) => { a href=(address) rel="noreferrer" { (name) } }
                        None => { (name) }
                    }
                    "."
                }
            }
        }
    }

    /// A small map of where a place lies, which leads to the large one.
    pub fn locator(&self, id: &str) -> Markup {
        let place = self.places.iter().find(|place| place.id == id);
        let spot = place.and_then(|place| place.spot.as_ref());
        let picture = spot.map(|(at, _)| {
            let window = self.window(*at);
            let [x, y, w, h] = [window.min().x, window.min().y, window.width(), window.height()].map(f64::round);
            // Three pixels of 120.
            let radius = (w / 40.0).round();
            html! {
                svg viewBox={ (x) " " (y) " " (w) " " (h) } aria-hidden="true" {
                    use href="#outlines" {}
                    circle cx=(at.x.round()) cy=(at.y.round()) r=(radius) {}
                }
            }
        });
        html! {
            @if let Some(picture) = picture {
                @if self.is_map() {
                    a .locator href={ "#map-" (id) } { (picture) "On the map" }
                } @else {
                    span .locator { (picture) }
                }
            }
        }
    }

    /// What a small map shows: the surroundings, as far as they are drawn.
    fn window(&self, around: Coord) -> Rect {
        let whole = self.view.frame();
        let wanted = self.view.kilometre().map_or(LOCATOR_LEAST, |kilometre| LOCATOR_KM * kilometre);
        let width = wanted.clamp(LOCATOR_LEAST, whole.width().min(whole.height() * LOCATOR_SHAPE));
        let height = width / LOCATOR_SHAPE;
        let x = (around.x - width / 2.0).clamp(0.0, whole.width() - width);
        let y = (around.y - height / 2.0).clamp(0.0, whole.height() - height);
        Rect::new(Coord { x, y }, Coord { x: x + width, y: y + height })
    }
}

fn item(place: &Place, spot: Markup) -> Markup {
    html! {
        li id={ "map-" (place.id) } {
            a href={ "#" (place.anchor) } { (spot) (place.name) }
            " " small { (place.paragraph) }
        }
    }
}

/// The dot of a place and its name, over the whole map: what it does not draw on lets the pointer through.
fn spot(mark: Mark, at: Coord, label: &Label, view_box: &str) -> Markup {
    let class = if mark == Mark::Area { "spot area" } else { "spot" };
    html! {
        svg class=(class) viewBox=(view_box) aria-hidden="true" {
            circle cx=(at.x.round()) cy=(at.y.round()) r=(DOT) {}
            (text(label))
        }
    }
}

fn text(label: &Label) -> Markup {
    let anchor = match label.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let room = match label.room {
        Room::Always => None,
        Room::Wide => Some("wide"),
        Room::Nowhere => Some("crowded"),
    };
    let (x, y) = label.at;
    html! {
        text x=(x) y=(y) text-anchor=[anchor] class=[room] {
            @for (index, line) in label.lines.iter().enumerate() {
                @if index == 0 { (line) } @else { tspan x=(x) dy={ (LINE) "em" } { (line) } }
            }
        }
    }
}

/// A bar of a round number of kilometres, in the lower left corner.
fn scale(view: &View) -> Option<(i32, &'static str, (i32, i32))> {
    let kilometre = view.kilometre()?;
    let lengths = [(1000.0, "1,000 km"), (500.0, "500 km"), (200.0, "200 km"), (100.0, "100 km"), (50.0, "50 km")];
    let (length, words) = lengths.into_iter().find(|(length, _)| length * kilometre <= BAR)?;
    Some(((length * kilometre).round() as i32, words, (24, view.height as i32 - 28)))
}

/// What the bar and its words take up.
fn bar_room(length: i32, x: i32, y: i32) -> Rect {
    let (x, y) = (f64::from(x), f64::from(y));
    Rect::new(Coord { x: x - 10.0, y: y - 36.0 }, Coord { x: x + f64::from(length) + 10.0, y: y + 20.0 })
}
