//! Checks of what lies in the tree rather than of what the code does: run by `cargo test`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sidelight_engine::knowledge::Knowledge;

use crate::progress::Steps;
use crate::{bundle, root};

/// Folders of data whose LICENSE.md has to name each file.
const DATA: [&str; 2] = ["content/gazetteer", "engine/model"];
/// What a licence text would say of data that nobody may put under another licence: such data are not taken in.
const SHARE_ALIKE: [&str; 5] = ["odbl", "open database license", "share-alike", "sharealike", "by-sa"];
/// Folders of the tree that are made or installed, not kept.
const NOT_KEPT: [&str; 4] = [".git", "node_modules", "site", "target"];

/// The files that a licence text does not name in code marks.
fn unnamed(files: &[String], licence: &str) -> Vec<String> {
    files.iter().filter(|file| !licence.contains(&format!("`{file}`"))).cloned().collect()
}

/// The words of a licence text that speak of data under a share-alike licence.
fn share_alike(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    SHARE_ALIKE.into_iter().filter(|words| lower.contains(words)).collect()
}

#[test]
fn each_file_of_data_has_a_licence() {
    for folder in DATA {
        let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
        let files: Vec<String> = names.filter(|name| name != "LICENSE.md").collect();
        let unnamed = unnamed(&files, &read(&format!("{folder}/LICENSE.md")));
        assert!(unnamed.is_empty(), "{folder}/LICENSE.md has to say where these come from: {unnamed:?}");
    }
}

#[test]
fn a_new_file_is_noticed() {
    let files = ["cities.tsv".to_owned(), "rivers.tsv".to_owned()];
    assert_eq!(unnamed(&files, "| `cities.tsv` | cities; rivers.tsv is to come |"), ["rivers.tsv"]);
}

#[test]
fn no_data_under_a_share_alike_licence() {
    for path in licence_texts(root()) {
        let text = fs::read_to_string(&path).expect("a licence is text");
        let found = share_alike(&text);
        assert!(found.is_empty(), "{}: speaks of {found:?}; take such data out", path.display());
    }
    assert_eq!(share_alike("Data © OpenStreetMap, under the ODbL"), ["odbl"]);
    assert_eq!(share_alike("CC BY 4.0, which is not a licence that binds what is made of it"), [""; 0]);
}

#[test]
fn the_table_of_accessibility_is_whole() {
    let table = read("docs/accessibility.md");
    let is_criterion =
        |line: &&str| line.strip_prefix("| ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let criteria = table.lines().filter(is_criterion).count();
    assert_eq!(criteria, 55, "the criteria of WCAG 2.2 at levels A and AA");
    for test in table.split('`').filter(|word| word.ends_with(".spec.ts")) {
        assert!(root().join("end2end/tests").join(test).is_file(), "docs/accessibility.md: there is no test {test}");
    }
}

/// The licences, notices and readmes of the tree.
fn licence_texts(folder: &Path) -> Vec<PathBuf> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_dir() {
            if !NOT_KEPT.iter().any(|folder| path.ends_with(folder)) {
                texts.extend(licence_texts(&path));
            }
        } else if ["LICENSE", "LICENCE", "COPYING", "NOTICE", "README"].iter().any(|word| name.starts_with(word)) {
            texts.push(path);
        }
    }
    texts
}

#[test]
fn the_gazetteer_is_as_its_readers_expect() {
    let knowledge = knowledge();
    let is_entity = |id: &str| knowledge.entity(id).is_some();
    let cities = table("cities", &["name", "state", "division", "latitude", "longitude", "population"]);
    assert!(cities.len() >= 10_000, "{} cities", cities.len());
    let number = |cell: &String| cell.parse::<u64>().expect("populations are numbers");
    let order = |a: &Vec<String>, b: &Vec<String>| (&a[1], number(&b[5])) <= (&b[1], number(&a[5]));
    assert!(cities.is_sorted_by(order), "cities stand in the order of states and descending population");
    let divisions = table("divisions", &["name", "state", "latitude", "longitude"]);
    let points = table("points", &["entity", "latitude", "longitude"]);
    let states = table("states", &["state", "iso", "continent", "population", "neighbours"]);
    let ids =
        (cities.iter().chain(&divisions).map(|row| &row[1])).chain(points.iter().chain(&states).map(|row| &row[0]));
    let unknown: BTreeSet<&String> = ids.filter(|id| !is_entity(id)).collect();
    assert!(unknown.is_empty(), "no entities any more, run `cargo xtask gazetteer`: {unknown:?}");
    for row in cities.iter().map(|row| &row[3..5]).chain(divisions.iter().map(|row| &row[2..])) {
        let [latitude, longitude] = [&row[0], &row[1]].map(|cell| cell.parse::<f64>().expect("degrees are numbers"));
        assert!(latitude.abs() <= 90.0 && longitude.abs() <= 180.0, "{row:?}");
    }
}

#[test]
fn each_state_has_its_people() {
    let peoples = table("peoples", &["state", "people", "adjective"]);
    assert!(peoples.is_sorted(), "peoples.tsv is not in the order of ids");
    let known: BTreeSet<&str> = peoples.iter().map(|row| row[0].as_str()).collect();
    let knowledge = knowledge();
    let unknown: Vec<&&str> = known.iter().filter(|id| knowledge.entity(id).is_none()).collect();
    assert!(unknown.is_empty(), "peoples.tsv: no entities: {unknown:?}");
    let empty: Vec<_> = peoples.iter().filter(|row| row.iter().any(String::is_empty)).collect();
    assert!(empty.is_empty(), "peoples.tsv: cells without text: {empty:?}");
    for continent in ["africa", "americas", "asia", "europe", "oceania"] {
        let path = format!("content/entities/states-{continent}.toml");
        for id in read(&path).lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')) {
            assert!(known.contains(id), "{path}: peoples.tsv does not have the people of “{id}”");
        }
    }
}

fn knowledge() -> Knowledge {
    Steps::new(1).step("entities", bundle::knowledge).expect("content/ has no defects")
}

/// The rows of a table of the gazetteer, which has to have these columns.
fn table(name: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let text = read(&format!("content/gazetteer/{name}.tsv"));
    let mut rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(rows.next().unwrap_or_default(), columns, "{name}.tsv");
    let rows: Vec<_> = rows.collect();
    for (index, row) in rows.iter().enumerate() {
        assert_eq!(row.len(), columns.len(), "{name}.tsv, line {}: {row:?}", index + 2);
    }
    rows
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
