//! What maps are drawn from: coasts, lakes, borders and the names of states, as GeoJSON.

use std::fmt;

use geo::orient::{Direction, Orient};
use geo::{Geometry, LineString, Polygon};
use geojson::{Feature, GeoJson, JsonValue};

/// The outlines of the world, or of as much of it as a publisher has, in degrees: longitude before latitude.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outlines {
    pub(super) land: Vec<Polygon>,
    pub(super) lakes: Vec<Polygon>,
    pub(super) borders: Vec<LineString>,
    pub(super) disputed: Vec<LineString>,
    /// Areas that are not drawn but named, where there is room for it.
    pub(super) labels: Vec<(String, Vec<Polygon>)>,
    /// Whose they are.
    pub(super) credit: Option<Credit>,
}

/// Whom a map names as the source of its outlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credit {
    pub name: String,
    /// Where to find them.
    pub address: Option<String>,
}

/// Why a text gives no outlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlinesError(String);

impl fmt::Display for OutlinesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OutlinesError {}

impl Outlines {
    /// Reads GeoJSON ([RFC 7946](https://www.rfc-editor.org/rfc/rfc7946)). Polygons are land, lines are borders.
    /// Of a feature’s properties, `"disputed": true` has the edges dashed, `"water": true` makes it a lake, and
    /// `"label": "…"` an area that is not drawn but named. Points are passed over. Of the collection’s own members,
    /// `"credit": "…"` is whom the map names as its source, and `"address": "https://…"` where that is found.
    ///
    /// # Errors
    /// Where the text is no GeoJSON, has a position outside of the world, or nothing to draw.
    pub fn parse(text: &str) -> Result<Self, OutlinesError> {
        let mut outlines = Self::default();
        let features = match text.parse().map_err(|error| not_geojson(&error))? {
            GeoJson::FeatureCollection(collection) => {
                let member = |key: &str| Some(collection.foreign_members.as_ref()?.get(key)?.as_str()?.to_owned());
                let is_safe = |address: &String| address.starts_with("https://") || address.starts_with("http://");
                outlines.credit =
                    member("credit").map(|name| Credit { name, address: member("address").filter(is_safe) });
                collection.features
            }
            GeoJson::Feature(feature) => vec![feature],
            GeoJson::Geometry(geometry) => vec![Feature::from(geometry)],
        };
        for (index, feature) in features.iter().enumerate() {
            outlines.add(feature).map_err(|message| OutlinesError(format!("feature {}: {message}", index + 1)))?;
        }
        let is_empty = outlines.land.is_empty() && outlines.borders.is_empty() && outlines.disputed.is_empty();
        if is_empty { Err(OutlinesError("has neither polygons nor lines to draw".into())) } else { Ok(outlines) }
    }

    fn add(&mut self, feature: &Feature) -> Result<(), String> {
        let Some(geometry) = &feature.geometry else { return Ok(()) };
        let geometry = Geometry::<f64>::try_from(geometry).map_err(|error| one_line(&error))?;
        let (mut areas, mut lines) = (Vec::new(), Vec::new());
        sort(geometry, &mut areas, &mut lines);
        // Files differ in which way round they go; areas that are put together may not.
        areas.iter_mut().for_each(|area| *area = area.orient(Direction::Default));
        let points =
            areas.iter().flat_map(|area| area.exterior().coords()).chain(lines.iter().flat_map(LineString::coords));
        for point in points {
            if !(point.x.abs() <= 180.0 && point.y.abs() <= 90.0) {
                return Err(format!(
                    "[{}, {}] is no point on Earth: degrees of longitude within 180, then of latitude within 90",
                    point.x, point.y
                ));
            }
        }
        let says = |key: &str| feature.property(key).and_then(JsonValue::as_bool).unwrap_or_default();
        if let Some(label) = feature.property("label").and_then(JsonValue::as_str) {
            self.labels.push((label.to_owned(), areas));
        } else if says("water") {
            self.lakes.extend(areas);
        } else {
            if says("disputed") {
                let edges = areas.iter().flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
                self.disputed.extend(edges.cloned().chain(lines));
            } else {
                self.land.extend(areas);
                self.borders.extend(lines);
            }
        }
        Ok(())
    }
}

/// Areas and lines of a geometry.
fn sort(geometry: Geometry, areas: &mut Vec<Polygon>, lines: &mut Vec<LineString>) {
    match geometry {
        Geometry::Polygon(area) => areas.push(area),
        Geometry::MultiPolygon(several) => areas.extend(several),
        Geometry::LineString(line) => lines.push(line),
        Geometry::MultiLineString(several) => lines.extend(several),
        Geometry::GeometryCollection(several) => several.into_iter().for_each(|one| sort(one, areas, lines)),
        _ => {}
    }
}

fn not_geojson(error: &geojson::Error) -> OutlinesError {
    OutlinesError(format!("is not GeoJSON: {}", one_line(error)))
}

fn one_line(error: &geojson::Error) -> String {
    error.to_string().lines().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection(features: &[(&str, &str)]) -> String {
        let features: Vec<String> = features
            .iter()
            .map(|(properties, geometry)| {
                format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
            })
            .collect();
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
    }

    const AREA: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,3],[0,0]]]}"#;
    const LINE: &str = r#"{"type":"LineString","coordinates":[[0,0],[4,3]]}"#;
    const POINT: &str = r#"{"type":"Point","coordinates":[0,0]}"#;

    #[test]
    fn properties_say_what_a_feature_is() {
        let text = collection(&[
            ("{}", AREA),
            ("null", LINE),
            (r#"{"disputed":true}"#, LINE),
            (r#"{"disputed":true}"#, AREA),
            (r#"{"water":true}"#, AREA),
            (r#"{"label":"Mali"}"#, AREA),
            ("{}", POINT),
        ]);
        let outlines = Outlines::parse(&text).expect("it is valid");
        assert_eq!((outlines.land.len(), outlines.lakes.len()), (1, 1));
        assert_eq!((outlines.borders.len(), outlines.disputed.len()), (1, 2));
        assert_eq!(outlines.labels[0].0, "Mali");
        assert!(Outlines::parse(LINE).is_ok(), "a geometry alone will do");
    }

    #[test]
    fn a_collection_says_whose_it_is() {
        for (members, expected) in [
            ("", None),
            (r#""credit":"A survey","#, Some(("A survey", None))),
            (r#""credit":"A survey","address":"https://a.example/","#, Some(("A survey", Some("https://a.example/")))),
            (r#""credit":"A survey","address":"javascript:alert(1)","#, Some(("A survey", None))),
        ] {
            let text = collection(&[("{}", AREA)]).replacen('{', &format!("{{{members}"), 1);
            let credit = Outlines::parse(&text).expect("it is valid").credit;
            let credit = credit.as_ref().map(|credit| (credit.name.as_str(), credit.address.as_deref()));
            assert_eq!(credit, expected);
        }
    }

    #[test]
    fn what_gives_no_outlines_is_told_in_a_line() {
        for (text, expected) in [
            ("{", "is not GeoJSON: "),
            ("{\"type\":\"Topology\"}", "is not GeoJSON: "),
            (&collection(&[("{}", POINT)]), "has neither polygons nor lines"),
            (
                &collection(&[("{}", LINE), ("{}", r#"{"type":"LineString","coordinates":[[0,0],[4,93]]}"#)]),
                "feature 2: [4, 93] is no point on Earth",
            ),
        ] {
            let message = Outlines::parse(text).expect_err(expected).to_string();
            assert!(message.starts_with(expected) && !message.contains('\n'), "{message:?}");
        }
    }
}
