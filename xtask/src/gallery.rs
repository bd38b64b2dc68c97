//! `cargo xtask gallery`: every state of a site in pictures, for people to look at.

use std::path::{Path, absolute};

use anyhow::Result;

use crate::progress::Steps;
use crate::{bundle, cargo, root, test};

/// Builds everything, publishes `content/` and takes its pictures: into `folder`, else into `target/gallery/`.
///
/// # Errors
/// Where something does not build, or a state cannot be reached.
pub fn run(folder: Option<&str>) -> Result<()> {
    let folder = folder.map_or_else(|| Ok(root().join("target/gallery")), |folder| absolute(Path::new(folder)))?;
    let mut steps = Steps::new(bundle::STEPS + 3);
    bundle::build(&mut steps)?;
    let sidelight = steps.step("the command", |step| cargo::executable(step, "sidelight-press", &[]))?;
    let browser = steps.step("what the browser needs", |step| {
        test::install_packages(step)?;
        test::find_browser(step)
    })?;
    steps.step("pictures", |step| {
        let mut take = test::npx(&["playwright", "test", "--config", "gallery.config.ts"]);
        take.env("SIDELIGHT", &sidelight).env("GALLERY", &folder);
        if let Some(browser) = &browser {
            take.env("CHROME", browser);
        }
        step.run(&mut take)
    })?;
    println!("{}", folder.join("index.html").canonicalize()?.display());
    Ok(())
}
