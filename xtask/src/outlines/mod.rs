//! `cargo xtask outlines`: coasts, lakes, borders and the states between them, for maps, from Natural Earth.

mod sources;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use geo::{Area, Coord, Geometry, LineString, MultiLineString, MultiPolygon, Polygon, Simplify};
use geojson::Feature;
use serde_json::{Map, Value, json};

use self::sources::Sources;
use crate::bundle::{self, OUTLINES};
use crate::progress::Steps;
use crate::root;

/// How far, in degrees, a line may stray from where it was: a pixel of the closest map.
const TOLERANCE: f64 = 0.02;
/// The same for the areas that states’ names are put into, which are not drawn.
const NAMING_TOLERANCE: f64 = 0.2;
/// Islands and lakes of fewer square degrees than this, some 40 and 600 square kilometres, are no more than a dot.
const SMALLEST_ISLAND: f64 = 0.0035;
const SMALLEST_LAKE: f64 = 0.05;

/// Writes `outlines.geojson`; says which states it has no name for.
///
/// # Errors
/// Where Natural Earth cannot be downloaded, or content/ has defects.
pub fn run() -> Result<()> {
    let mut steps = Steps::new(3);
    let sources = steps.step("Natural Earth", Sources::read)?;
    let knowledge = steps.step("entities", bundle::written_knowledge)?;
    steps.step("outlines", |step| {
        let names: BTreeMap<String, String> = ids_by_code()?
            .into_iter()
            .filter_map(|(code, id)| Some((code, knowledge.entity(&id)?.name.clone())))
            .collect();
        let mut lines = Vec::new();
        let land = polygons(&sources.land, TOLERANCE, SMALLEST_ISLAND)?;
        lines.push(feature(json!({}), "MultiPolygon", areas(&land)));
        let lakes = polygons(&sources.lakes, TOLERANCE, SMALLEST_LAKE)?;
        lines.push(feature(json!({ "water": true }), "MultiPolygon", areas(&lakes)));
        let (agreed, disputed): (Vec<&Feature>, Vec<&Feature>) =
            sources.borders.iter().partition(|border| text(border, "featurecla").starts_with("International boundary"));
        lines.push(feature(json!({}), "MultiLineString", paths(&borders(agreed)?)));
        let disputed = borders(disputed.into_iter().chain(&sources.claims))?;
        lines.push(feature(json!({ "disputed": true }), "MultiLineString", paths(&disputed)));
        for state in &sources.states {
            let by_name = || names.values().find(|name| *name == text(state, "NAME"));
            match code(state).and_then(|code| names.get(code)).or_else(by_name) {
                Some(name) => {
                    let area = polygons([state], NAMING_TOLERANCE, 0.5)?;
                    if !area.0.is_empty() {
                        lines.push(feature(json!({ "label": name }), "MultiPolygon", areas(&area)));
                    }
                }
                None => step.say(&format!("{} gets no name: it is none of our states", text(state, "NAME"))),
            }
        }
        let text = format!(
            "{{\"type\":\"FeatureCollection\",\"credit\":\"Natural Earth\",\"address\":\"https://www.naturalearthdata.com/\",\
             \"features\":[\n{}\n]}}\n",
            lines.join(",\n")
        );
        fs::write(root().join(OUTLINES), &text).context(OUTLINES)?;
        println!("{OUTLINES}: {} features, {} bytes", lines.len(), text.len());
        Ok(())
    })
}

/// The id of each state, by ISO 3166 alpha-2 code.
fn ids_by_code() -> Result<BTreeMap<String, String>> {
    let path = "content/gazetteer/states.tsv";
    let table = fs::read_to_string(root().join(path)).with_context(|| path.to_owned())?;
    let codes = table.lines().skip(1).filter_map(|row| {
        let mut cells = row.split('\t');
        let id = cells.next()?;
        Some((cells.next()?.to_owned(), id.to_owned()))
    });
    Ok(codes.collect())
}

/// A state’s ISO code. Natural Earth leaves it out for some, like France, whose overseas parts it counts apart.
fn code(state: &Feature) -> Option<&str> {
    ["ISO_A2", "WB_A2"].into_iter().map(|key| text(state, key)).find(|code| code.len() == 2)
}

fn text<'f>(feature: &'f Feature, key: &str) -> &'f str {
    feature.property(key).and_then(Value::as_str).unwrap_or_default()
}

fn geometries<'f>(features: impl IntoIterator<Item = &'f Feature>) -> Result<Vec<Geometry>> {
    let geometries = features.into_iter().filter_map(|feature| feature.geometry.as_ref());
    geometries.map(|geometry| Ok(Geometry::try_from(geometry)?)).collect()
}

/// The areas of features, those below a size left out.
fn polygons<'f>(
    features: impl IntoIterator<Item = &'f Feature>,
    tolerance: f64,
    smallest: f64,
) -> Result<MultiPolygon> {
    let polygons = geometries(features)?.into_iter().flat_map(|geometry| match geometry {
        Geometry::Polygon(polygon) => vec![polygon],
        Geometry::MultiPolygon(polygons) => polygons.0,
        _ => Vec::new(),
    });
    Ok(polygons.filter(|polygon| polygon.unsigned_area() >= smallest).map(|it| it.simplify(tolerance)).collect())
}

fn borders<'f>(features: impl IntoIterator<Item = &'f Feature>) -> Result<MultiLineString> {
    let lines = geometries(features)?.into_iter().flat_map(|geometry| match geometry {
        Geometry::LineString(line) => vec![line],
        Geometry::MultiLineString(lines) => lines.0,
        _ => Vec::new(),
    });
    Ok(lines.map(|line| line.simplify(TOLERANCE)).collect())
}

/// A feature on a line of its own, so that a change can be read.
fn feature(properties: Value, kind: &str, coordinates: String) -> String {
    let properties: Map<String, Value> = properties.as_object().cloned().unwrap_or_default();
    let properties = Value::from(properties);
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}}}"
    )
}

fn areas(polygons: &MultiPolygon) -> String {
    list(polygons, |polygon: &Polygon| list(std::iter::once(polygon.exterior()).chain(polygon.interiors()), path))
}

fn paths(lines: &MultiLineString) -> String {
    list(lines, path)
}

fn path(line: &LineString) -> String {
    // Rounded, neighbours can become one.
    let mut points: Vec<String> = line.coords().map(point).collect();
    points.dedup();
    list(points, |point| point)
}

/// In hundredths of degrees, like all places.
fn point(at: &Coord) -> String {
    let hundredths = |degrees: f64| (degrees * 100.0).round() / 100.0 + 0.0;
    format!("[{},{}]", hundredths(at.x), hundredths(at.y))
}

fn list<T>(items: impl IntoIterator<Item = T>, written: impl Fn(T) -> String) -> String {
    format!("[{}]", items.into_iter().map(written).collect::<Vec<_>>().join(","))
}
