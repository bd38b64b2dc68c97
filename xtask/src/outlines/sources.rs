//! Natural Earth as we get it: files of a git repository, downloaded once into `target/outlines/`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use geojson::{Feature, FeatureCollection, GeoJson};

use crate::progress::Step;
use crate::root;

/// Natural Earth’s shapefiles as GeoJSON, in the public domain like them. The commit is a hash of all it holds, so
/// that everyone makes the same file.
const REPOSITORY: &str = "https://github.com/martynafford/natural-earth-geojson.git";
const COMMIT: &str = "0b9a6ceb0a7032713abd9460ac1e995a9c60cd1e";

const LAND: &str = "50m/physical/ne_50m_land.json";
const LAKES: &str = "50m/physical/ne_50m_lakes.json";
const BORDERS: &str = "50m/cultural/ne_50m_admin_0_boundary_lines_land.json";
const CLAIMS: &str = "50m/cultural/ne_50m_admin_0_boundary_lines_disputed_areas.json";
/// Where the name of a state has room needs no finer outlines.
const STATES: &str = "110m/cultural/ne_110m_admin_0_countries.json";

/// All that is read of Natural Earth.
pub struct Sources {
    pub land: Vec<Feature>,
    pub lakes: Vec<Feature>,
    /// Boundaries on land as they are kept in fact, disputed or not.
    pub borders: Vec<Feature>,
    /// Further ones that somebody claims.
    pub claims: Vec<Feature>,
    pub states: Vec<Feature>,
}

impl Sources {
    /// Reads everything, downloading first what is not there.
    ///
    /// # Errors
    /// Where the repository cannot be had, or its files are not as expected.
    pub fn read(step: &Step) -> Result<Self> {
        let folder = root().join("target/outlines");
        if !folder.join("HEAD").is_file() {
            download(step, &folder)?;
        }
        let file = |path: &str| features(step, &folder, path).with_context(|| path.to_owned());
        Ok(Self {
            land: file(LAND)?,
            lakes: file(LAKES)?,
            borders: file(BORDERS)?,
            claims: file(CLAIMS)?,
            states: file(STATES)?,
        })
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("--git-dir").arg(folder).args(arguments);
    command
}

/// A clone without any file: git fetches each of them when it is read.
fn download(step: &Step, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    step.say("downloading Natural Earth (8 MB)");
    let fetched = step
        .run(&mut git(folder, &["init", "--quiet", "--bare"]))
        .and_then(|()| step.run(&mut git(folder, &["remote", "add", "origin", REPOSITORY])))
        .and_then(|()| {
            step.run(&mut git(folder, &["fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", COMMIT]))
        });
    if let Err(error) = fetched {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
        return Err(error.context(format!("Natural Earth could not be downloaded from {REPOSITORY}")));
    }
    Ok(())
}

fn features(step: &Step, folder: &Path, path: &str) -> Result<Vec<Feature>> {
    let text = step.read(&mut git(folder, &["cat-file", "blob", &format!("{COMMIT}:{path}")]))?;
    match String::from_utf8(text)?.parse::<GeoJson>()? {
        GeoJson::FeatureCollection(FeatureCollection { features, .. }) => Ok(features),
        _ => bail!("is not a collection of features"),
    }
}
