//! Maps of the places that a brief names.

use crate::workshop::Workshop;

const CITIES: &str = "name\tstate\tdivision\tlatitude\tlongitude\tpopulation\n\
    Aneho\tgulf\t\t6.23\t1.6\t29000\nBadagry\tgulf\t\t6.42\t2.88\t300000\nKeta\tgulf\t\t5.92\t0.99\t23000\n";
const TWO: &str = "# Calls\n\nIn the Gulf of Benin ships call at Badagry and at Keta.\n";
const THREE: &str = "# Calls\n\nIn the Gulf of Benin ships call at Badagry and at Keta.\n\nThe pilots of Aneho wait.\n";

/// The page of a brief in a library that knows three towns.
fn page(workshop: &Workshop, brief: &str) -> String {
    workshop.write("library/gazetteer/cities.tsv", CITIES);
    workshop.write("library/briefs/calls.md", brief);
    String::from_utf8(workshop.build()["briefs/calls/index.html"].clone()).expect("a page is text")
}

fn set(workshop: &Workshop, line: &str) {
    workshop.write("library/sidelight.toml", format!("id = \"harbour-notes\"\n{line}\n"));
}

/// What stands between two texts of a page.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let after = page.split_once(start).unwrap_or_else(|| panic!("{start} is not in {page}")).1;
    after.split_once(end).unwrap_or_else(|| panic!("{end} is not after {start}")).0
}

#[test]
fn two_places_make_no_map_but_are_located() {
    let page = page(&Workshop::new(), TWO);
    assert!(!page.contains("id=\"map\""), "{page}");
    assert!(page.contains("<g id=\"outlines\"><path class=\"land\" d=\"M"), "{page}");
    let entry = between(&page, "id=\"entity-keta\"", "</article>");
    assert!(entry.contains("<span class=\"locator\"><svg viewBox="), "{entry}");
}

#[test]
fn three_places_make_a_map_that_is_closed_and_linked_both_ways() {
    let page = page(&Workshop::new(), THREE);
    let map = between(&page, "<section id=\"map\" aria-label=\"Map\"><details><summary>", "</section>");
    assert!(map.contains("3 places"), "{map}");
    assert!(map.contains(">TOGO<") || map.contains(">Togo<"), "the state is named: {map}");
    assert!(map.contains("200 km") || map.contains("100 km"), "it has a scale: {map}");
    let item = between(map, "<li id=\"map-aneho\">", "</li>");
    assert!(item.starts_with("<a href=\"#m") && item.contains("<small>¶ 2</small>"), "{item}");
    assert!(item.contains("<circle") && item.contains(">Aneho</text>"), "the dot is part of the link: {item}");
    let entry = between(&page, "id=\"entity-aneho\"", "</article>");
    assert!(entry.contains("<a class=\"locator\" href=\"#map-aneho\">"), "{entry}");
    assert_eq!(page.matches("class=\"land\"").count(), 1, "the outlines stand in the page once");
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{link}\"")), "#{link} has no target");
    }
    assert!(!page.contains(" style="), "the policy blocks styles in attributes");
}

#[test]
fn a_page_without_places_has_no_outlines() {
    let page = page(&Workshop::new(), "# Calls\n\nFreight rates have not moved.\n");
    assert!(!page.contains("outlines"), "{page}");
}

#[test]
fn a_publisher_can_switch_maps_off() {
    let workshop = Workshop::new();
    set(&workshop, "map = false");
    let page = page(&workshop, THREE);
    assert!(!page.contains("outlines") && !page.contains("locator") && !page.contains("id=\"map\""), "{page}");
    assert!(page.contains("5.92° N, 0.99° E"), "where it is stays said");
}

#[test]
fn a_publisher_can_supply_outlines() {
    let workshop = Workshop::new();
    let line = |properties: &str, longitude: f64| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":\
             {{\"type\":\"LineString\",\"coordinates\":[[{longitude},5],[{longitude},8]]}}}}"
        )
    };
    let features = [line("{}", 1.5), line("{\"disputed\":true}", 2.5)].join(",");
    workshop.write("library/own.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}"));
    set(&workshop, "outlines = \"own.geojson\"");
    let page = page(&workshop, THREE);
    assert!(page.contains("<path class=\"border\"") && page.contains("<path class=\"disputed\""), "{page}");
    assert!(!page.contains("class=\"land\"") && !page.contains("Natural Earth"), "nothing of what ships: {page}");
    assert!(page.contains("Disputed borders are dashed"), "{page}");
}
