//! `cargo xtask gazetteer`: the places of the world that no entity is written for, from GeoNames.

mod cities;
mod divisions;
mod names;
mod points;
mod sources;
mod states;

use std::fs;

use anyhow::{Context, Result};
use sidelight_engine::knowledge::gazetteer::TABLES;
use sidelight_engine::understand::{Language, MODEL};

use self::names::Names;
use self::sources::Sources;
use self::states::States;
use crate::progress::Steps;
use crate::{bundle, root, train};

/// Where the files go, from the root of the project.
const FOLDER: &str = "content/gazetteer";

/// Writes `cities.tsv`, `divisions.tsv`, `points.tsv` and `states.tsv`; says what was left out.
///
/// # Errors
/// Where GeoNames cannot be downloaded, or content/ has defects.
pub fn run() -> Result<()> {
    let mut steps = Steps::new(3);
    let sources = steps.step("GeoNames", Sources::read)?;
    let knowledge = steps.step("entities", bundle::written_knowledge)?;
    steps.step("places", |step| {
        let states = States::new(&sources.countries, &knowledge)?;
        let language = Language::unpack(MODEL)?;
        let names = Names::new(language, &knowledge, &train::given_names()?, &peoples()?);
        let division_names = sources.divisions();
        let points = points::find(&sources, &states, &knowledge);
        let chosen = cities::choose(&sources, &states, &names, &points);
        for (reason, rows) in &chosen.left_out {
            let first: Vec<&str> = rows.iter().take(8).map(|row| row.city.name.as_str()).collect();
            step.say(&format!("{} cities left out whose name {reason}: {}, …", rows.len(), first.join(", ")));
        }
        step.say(&format!("countries that we have no entity for: {}", states.unknown.join(", ")));
        write("cities", cities::rows(&chosen.rows, &division_names))?;
        write("divisions", divisions::rows(&sources, &division_names, &states, &names, &chosen.rows))?;
        write("points", points::rows(&points))?;
        write("states", states.rows(&sources.countries))
    })
}

/// Writes a table, its columns those that the engine asks for, with tabs between them; prints its size.
fn write(name: &str, rows: Vec<Vec<String>>) -> Result<()> {
    let path = format!("{FOLDER}/{name}.tsv");
    let (_, columns) = TABLES.iter().find(|(known, _)| *known == name).context("the engine reads such a table")?;
    let mut text = columns.join("\t") + "\n";
    for row in &rows {
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    fs::write(root().join(&path), &text).with_context(|| path.clone())?;
    println!("{path}: {} rows, {} bytes", rows.len(), text.len());
    Ok(())
}

/// The peoples and adjectives of `peoples.tsv`.
fn peoples() -> Result<Vec<String>> {
    let path = format!("{FOLDER}/peoples.tsv");
    let text = fs::read_to_string(root().join(&path))
        .with_context(|| format!("{path}: is written by hand and has to be there; restore it"))?;
    let cells = text.lines().skip(1).flat_map(|line| line.split('\t').skip(1));
    Ok(cells.flat_map(|cell| cell.split(", ")).map(str::to_owned).collect())
}
