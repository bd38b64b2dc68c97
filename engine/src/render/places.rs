//! Where places are.

use maud::{Markup, html};

use crate::knowledge::Point;

/// A point as people write it: “14.48° N, 4.18° W”; as data, in decimal degrees, for whoever draws it.
pub fn coordinates(at: Point) -> Markup {
    html! {
        p .where data-at={ (decimal(at.latitude)) "," (decimal(at.longitude)) } {
            (degrees(at.latitude, "N", "S")) ", " (degrees(at.longitude, "E", "W"))
        }
    }
}

/// Whose data coordinates and towns are; their licence asks for it.
pub fn credit() -> Markup {
    html! {
        p .credit {
            "Places after "
            a href="https://www.geonames.org/" rel="noreferrer" { "GeoNames" }
            ", "
            a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer" { "CC BY 4.0" }
            "."
        }
    }
}

fn degrees(hundredths: i16, positive: &str, negative: &str) -> String {
    let unsigned = decimal(hundredths);
    format!("{}° {}", unsigned.trim_start_matches('-'), if hundredths < 0 { negative } else { positive })
}

/// Written out by hand: the standard library's way with fractions weighs seven kilobytes in the browser.
fn decimal(hundredths: i16) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_as_people_write_them() {
        for (latitude, longitude, expected) in
            [(1448, -418, "14.48° N, 4.18° W"), (-5, 17_900, "0.05° S, 179.00° E"), (0, 0, "0.00° N, 0.00° E")]
        {
            let written = coordinates(Point { latitude, longitude }).into_string();
            assert!(written.contains(expected), "{written}");
        }
        let at = coordinates(Point { latitude: -5, longitude: -418 }).into_string();
        assert!(at.contains("data-at=\"-0.05,-4.18\""), "{at}");
    }
}
