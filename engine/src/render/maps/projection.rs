//! From a round Earth to a flat page.
//!
//! A region is drawn in Lambert's azimuthal equal-area projection around its middle, which keeps shapes wherever it is
//! and knows no date line; the world in Equal Earth (Šavrič, Patterson and Jenny 2018). Both keep areas.

use geo::Coord;

/// A way of drawing; angles in degrees, results in radii of the Earth, y pointing north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    /// Around a point.
    Region { longitude: f64, latitude: f64 },
    /// Around a meridian.
    World { longitude: f64 },
}

/// Further than this from their middle, in degrees, points are no region any more.
const REGION: f64 = 50.0;

/// The coefficients of Equal Earth.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

impl Projection {
    /// The one that suits these points: longitude and latitude.
    pub fn around(points: &[Coord]) -> Self {
        let middle = middle(points);
        let reach = points.iter().map(|point| angle(*point, middle)).fold(0.0, f64::max);
        if reach <= REGION {
            Self::Region { longitude: middle.x, latitude: middle.y }
        } else {
            Self::World { longitude: middle_meridian(points) }
        }
    }

    pub fn project(self, at: Coord) -> Coord {
        match self {
            Self::Region { longitude, latitude } => {
                let (sin, cos) = at.y.to_radians().sin_cos();
                let (sin_0, cos_0) = latitude.to_radians().sin_cos();
                let (sin_east, cos_east) = (at.x - longitude).to_radians().sin_cos();
                // The antipode lies everywhere on the rim; it is kept from being nowhere.
                let nearness = (1.0 + sin_0 * sin + cos_0 * cos * cos_east).max(1e-9);
                let k = (2.0 / nearness).sqrt();
                Coord { x: k * cos * sin_east, y: k * (cos_0 * sin - sin_0 * cos * cos_east) }
            }
            Self::World { longitude } => {
                let [a1, a2, a3, a4] = A;
                let t = (3_f64.sqrt() / 2.0 * at.y.to_radians().sin()).asin();
                let slope = a1 + 3.0 * a2 * t.powi(2) + 7.0 * a3 * t.powi(6) + 9.0 * a4 * t.powi(8);
                let x = 2.0 * (at.x - longitude).to_radians() * t.cos() / (3_f64.sqrt() * slope);
                Coord { x, y: a1 * t + a2 * t.powi(3) + a3 * t.powi(7) + a4 * t.powi(9) }
            }
        }
    }

    /// What is drawn at a place of a region's map; nothing where no point of the Earth is.
    pub fn unproject(self, at: Coord) -> Option<Coord> {
        let Self::Region { longitude, latitude } = self else { return None };
        let rho = at.x.hypot(at.y);
        if rho > 2.0 {
            return None;
        }
        if rho < 1e-12 {
            return Some(Coord { x: longitude, y: latitude });
        }
        let (sin_c, cos_c) = (2.0 * (rho / 2.0).asin()).sin_cos();
        let (sin_0, cos_0) = latitude.to_radians().sin_cos();
        let north = (cos_c * sin_0 + at.y * sin_c * cos_0 / rho).clamp(-1.0, 1.0).asin();
        let east = (at.x * sin_c).atan2(rho * cos_0 * cos_c - at.y * sin_0 * sin_c);
        Some(Coord { x: longitude + east.to_degrees(), y: north.to_degrees() })
    }
}

/// The angle between two points as seen from the middle of the Earth, in degrees.
pub fn angle(a: Coord, b: Coord) -> f64 {
    let ([ax, ay, az], [bx, by, bz]) = (vector(a), vector(b));
    (ax * bx + ay * by + az * bz).clamp(-1.0, 1.0).acos().to_degrees()
}

fn vector(at: Coord) -> [f64; 3] {
    let ((sin, cos), (sin_east, cos_east)) = (at.y.to_radians().sin_cos(), at.x.to_radians().sin_cos());
    [cos * cos_east, cos * sin_east, sin]
}

/// The mean of points on the globe.
fn middle(points: &[Coord]) -> Coord {
    let [x, y, z] =
        points.iter().map(|point| vector(*point)).fold([0.0; 3], |[x, y, z], [dx, dy, dz]| [x + dx, y + dy, z + dz]);
    Coord { x: y.atan2(x).to_degrees(), y: z.atan2(x.hypot(y)).to_degrees() }
}

/// The meridian opposite to the widest gap between points.
fn middle_meridian(points: &[Coord]) -> f64 {
    let mut east: Vec<f64> = points.iter().map(|point| point.x).collect();
    east.sort_by(f64::total_cmp);
    let next = east.iter().copied().cycle().skip(1);
    let gaps = east.iter().zip(next).map(|(from, to)| (*from, (to - from).rem_euclid(360.0)));
    let widest = gaps.max_by(|a, b| a.1.total_cmp(&b.1));
    widest.map_or(0.0, |(from, gap)| wrapped(from + gap / 2.0 + 180.0))
}

/// A longitude from -180 to 180.
fn wrapped(longitude: f64) -> f64 {
    (longitude + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(longitude: f64, latitude: f64) -> Coord {
        Coord { x: longitude, y: latitude }
    }

    #[test]
    fn a_region_is_drawn_around_its_middle_and_back() {
        let projection = Projection::around(&[at(178.0, -16.0), at(-178.0, -18.0)]);
        let Projection::Region { longitude, latitude } = projection else { panic!("{projection:?}") };
        assert!(longitude.abs() > 179.0 && (latitude + 17.0).abs() < 0.1, "across the date line: {projection:?}");
        for point in [at(179.0, -17.0), at(-175.0, 5.0), at(160.0, -40.0)] {
            let flat = projection.project(point);
            let back = projection.unproject(flat).expect("it is on the map");
            assert!(angle(point, back) < 1e-6, "{point:?} came back as {back:?}");
        }
        assert!(projection.project(at(-175.0, -17.0)).x > 0.0, "east is right, over the date line too");
        assert_eq!(projection.unproject(at(2.0, 2.0)), None);
    }

    #[test]
    fn a_degree_is_as_long_as_it_is() {
        let projection = Projection::Region { longitude: 20.0, latitude: 50.0 };
        let [a, b] = [at(20.0, 50.0), at(20.0, 51.0)].map(|point| projection.project(point));
        assert!((b.y - a.y - 1_f64.to_radians()).abs() < 1e-5);
        let c = projection.project(at(21.0, 50.0));
        assert!((c.x - 1_f64.to_radians() * 50_f64.to_radians().cos()).abs() < 1e-5);
    }

    #[test]
    fn far_apart_it_is_the_world() {
        let points = [at(-77.0, 39.0), at(121.0, 25.0), at(5.0, 51.0)];
        let projection = Projection::around(&points);
        let Projection::World { longitude } = projection else { panic!("{projection:?}") };
        assert!((longitude - 22.0).abs() < 1e-9, "between the ends of the arc that holds all: {longitude}");
        // The published values at the equator’s end and at the pole.
        let edge = Projection::World { longitude: 0.0 }.project(at(180.0, 0.0));
        assert!((edge.x - 2.706_63).abs() < 1e-4 && edge.y == 0.0, "{edge:?}");
        let pole = Projection::World { longitude: 0.0 }.project(at(0.0, 90.0));
        assert!((pole.y - 1.317_36).abs() < 1e-4, "{pole:?}");
    }
}
