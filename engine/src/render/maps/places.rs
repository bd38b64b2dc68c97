//! Which places of a brief a map shows, and how.

use geo::Coord;

use super::projection::angle;
use crate::knowledge::{Entity, Kind, PART_OF, Point};

/// How a place is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A dot where it is.
    Spot,
    /// A ring about where it is: a sea or region has no one point.
    Area,
}

/// What a role calls a thing that is in one spot as far as a map of states can show.
const SPOTS: &str = "airport atoll bank base bridge camp canal capital castle city compound crossing dam headland islet metropolis \
    mine monastery pass plant port post prison reef residence resort seat settlement site square station strait straits \
    suburb suburbs temple terminal town township tunnel village volcano";
/// What it calls a thing that is larger than states, or so long that a point says little of where it is.
const NO_PLACE: [&str; 8] = ["belt", "continent", "ocean", "pipeline", "railway", "river", "route", "tributary"];
/// After one of these a role speaks of what is around or near.
const PREPOSITIONS: &str = "across against along among around at behind below between beyond by for from held in into near north of off on \
    opposite outside over south that through to under where which with within west east";

/// How an entity is drawn on a map; none if it is no place, has no coordinates, or is larger than a state or as long
/// as a river. A state itself has none: it is an outline.
pub fn mark_of(entity: &Entity) -> Option<(Mark, Coord)> {
    let at = entity.at.filter(|_| entity.kind == Kind::Place)?;
    let role = entity.role.to_lowercase();
    let words = role.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let head: Vec<&str> =
        words.take_while(|word| !PREPOSITIONS.split_whitespace().any(|other| other == *word)).collect();
    let is_part = entity.relations.iter().any(|relation| relation.kind == PART_OF);
    let is_wide = head.iter().any(|word| NO_PLACE.contains(word)) || head.last() == Some(&"region") && !is_part;
    let is_spot = head.iter().any(|word| SPOTS.split_whitespace().any(|other| other == *word));
    let mark = if is_spot { Mark::Spot } else { Mark::Area };
    (!is_wide).then(|| (mark, degrees(at)))
}

fn degrees(at: Point) -> Coord {
    Coord { x: f64::from(at.longitude) / 100.0, y: f64::from(at.latitude) / 100.0 }
}

/// As near to each other as this, in degrees, places are never too far from the others.
const NEAR: f64 = 6.0;
/// How many times further away the next one must be to be left out.
const GAP: f64 = 2.2;

/// Which of these points one map can show well: all, or all but a few that are so far from the others that these would
/// shrink to a blot.
pub fn together(points: &[Coord]) -> Vec<bool> {
    let total = |from: &Coord| points.iter().map(|point| angle(*from, *point)).sum::<f64>();
    let Some(middle) = points.iter().min_by(|a, b| total(a).total_cmp(&total(b))) else { return Vec::new() };
    let mut distances: Vec<f64> = points.iter().map(|point| angle(*middle, *point)).collect();
    let as_given = distances.clone();
    distances.sort_by(f64::total_cmp);
    // At least three, and two thirds of all.
    let least = 3.max((points.len() * 2).div_ceil(3));
    let cut = (least..distances.len()).find(|next| distances[*next] > GAP * distances[next - 1].max(NEAR));
    let reach = cut.map_or(f64::INFINITY, |next| distances[next - 1]);
    as_given.into_iter().map(|distance| distance <= reach).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Relation;

    fn entity(role: &str, is_part: bool) -> Entity {
        let part = Relation { kind: PART_OF.into(), to: "mali".into(), stated: None, source: None };
        Entity {
            id: "x".into(),
            name: "X".into(),
            kind: Kind::Place,
            role: role.into(),
            aliases: Vec::new(),
            shared: Vec::new(),
            cues: Vec::new(),
            summary: String::new(),
            well_known: false,
            facts: Vec::new(),
            relations: if is_part { vec![part] } else { Vec::new() },
            sources: Vec::new(),
            at: Some(Point { latitude: 1448, longitude: -418 }),
        }
    }

    #[test]
    fn roles_tell_how_a_place_is_drawn() {
        for (role, is_part, expected) in [
            ("city in Mopti, Mali; about 120,000 people", true, Some(Mark::Spot)),
            ("main port of Yemen on the Red Sea", true, Some(Mark::Spot)),
            ("strait between Yemen and Djibouti", false, Some(Mark::Spot)),
            ("river from Guinea to Nigeria", false, None),
            ("swamp between two rivers", true, Some(Mark::Area)),
            ("district of the port of Odesa", true, Some(Mark::Area)),
            ("region in the north of Mali", true, Some(Mark::Area)),
            ("sea between Africa and Arabia", false, Some(Mark::Area)),
            ("region from Morocco to Iran", false, None),
            ("belt of dry grassland south of the Sahara", false, None),
            ("ocean between Africa, Asia and Australia", false, None),
        ] {
            assert_eq!(mark_of(&entity(role, is_part)).map(|(mark, _)| mark), expected, "{role}");
        }
        let (_, at) = mark_of(&entity("town", false)).expect("it has a place");
        assert_eq!((at.x, at.y), (-4.18, 14.48));
        assert_eq!(mark_of(&Entity { at: None, ..entity("town", false) }), None);
        assert_eq!(mark_of(&Entity { kind: Kind::Event, ..entity("town", false) }), None);
    }

    #[test]
    fn a_map_leaves_out_what_is_far_from_all_others() {
        for (points, expected) in [
            (&[(-4.0, 14.0), (-3.0, 16.0), (0.0, 16.0), (37.6, 55.7)][..], &[true, true, true, false][..]),
            (&[(-4.0, 14.0), (-3.0, 16.0), (37.6, 55.7)], &[true, true, true]),
            (&[(-77.0, 39.0), (121.0, 25.0), (5.0, 51.0), (46.7, 24.6)], &[true, true, true, true]),
            (&[(36.0, 50.0), (36.1, 50.0), (36.2, 50.0), (38.0, 48.0)], &[true, true, true, true]),
            (&[], &[]),
        ] {
            let points: Vec<Coord> = points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect();
            assert_eq!(together(&points), expected, "{points:?}");
        }
    }
}
