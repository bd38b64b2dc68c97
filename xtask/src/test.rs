//! `cargo xtask test`: everything that CI runs.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::cargo::{self, cargo};
use crate::progress::{Step, Steps};
use crate::{bundle, root, wasm};

/// Runs all checks, the quickest first, up to the first that fails.
///
/// # Errors
/// Names the step that failed.
pub fn run() -> Result<()> {
    let mut steps = Steps::new(8 + bundle::STEPS);
    steps.step("format", |step| step.run(&mut cargo(&["fmt", "--all", "--check"])))?;
    steps.step("lints", |step| {
        step.run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    steps.step("lints for the browser", |step| {
        wasm::ensure_target(step)?;
        // One at a time, as they are built: together, each would be checked with the features of both.
        ["sidelight", "sidelight-amend", "sidelight-worker"].iter().try_for_each(|package| {
            step.run(&mut cargo(&["clippy", "--package", package, "--target", wasm::TARGET, "--", "-D", "warnings"]))
        })
    })?;
    steps.step("documentation", |step| {
        step.run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.step("Rust tests", |step| step.run(&mut cargo(&["test", "--workspace", "--quiet"])))?;
    bundle::build(&mut steps)?;
    let sidelight = steps.step("the command", |step| cargo::executable(step, "sidelight-press", &[]))?;
    let (browser, firefox) = steps.step("what browser tests need", |step| {
        install_packages(step)?;
        Ok((find_browser(step)?, find_firefox(step)))
    })?;
    steps.step("browser tests", |step| {
        let mut tests = npx(&["playwright", "test"]);
        tests.env("SIDELIGHT", &sidelight);
        for (name, path) in [("CHROME", &browser), ("FIREFOX", &firefox)] {
            if let Some(path) = path {
                tests.env(name, path);
            }
        }
        step.run(&mut tests)
    })
}

fn end2end() -> PathBuf {
    root().join("end2end")
}

/// A command of the packages in `end2end/`, run there.
pub fn npx(arguments: &[&str]) -> Command {
    let mut command = Command::new("npx");
    command.args(arguments).current_dir(end2end());
    command
}

/// Installs the packages of `end2end/` unless they are there, as new as the lock file.
///
/// # Errors
/// Where npm fails.
pub fn install_packages(step: &Step) -> Result<()> {
    let age = |path: &str| end2end().join(path).metadata().and_then(|metadata| metadata.modified()).ok();
    // npm writes this file last, so it tells when an installation was complete.
    let installed = age("node_modules/.package-lock.json");
    if installed.is_none() || installed < age("package-lock.json") {
        step.say("installing the packages of end2end/ (npm ci)");
        // The browser is found or installed below, and only where there is none.
        let skip = ("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        step.run(
            Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).env(skip.0, skip.1).current_dir(end2end()),
        )?;
    }
    Ok(())
}

/// The browser to test with: one of this machine's, or `None` for Playwright's own, just installed.
///
/// # Errors
/// Where there is none and none could be installed.
pub fn find_browser(step: &Step) -> Result<Option<PathBuf>> {
    if let Some(browser) = present_browser() {
        return Ok(Some(browser));
    }
    // As root, on a fresh machine, the libraries that it needs can come with it.
    let arguments: &[&str] =
        if may_install() { &["install", "--with-deps", "chromium"] } else { &["install", "chromium"] };
    step.say(&format!("no Chromium here: installing Playwright's (npx playwright {})", arguments.join(" ")));
    if step.run(npx(&["playwright"]).args(arguments)).is_ok() {
        return Ok(None);
    }
    if may_install() {
        step.say("that failed: installing the system's (apt-get install chromium)");
        step.run(Command::new("apt-get").args(["update", "-q"]))?;
        step.run(Command::new("apt-get").args(["install", "-q", "-y", "chromium"]))?;
    }
    match present_browser() {
        Some(browser) => Ok(Some(browser)),
        None => bail!("there is no Chromium and none could be installed; install it, or set CHROME to its path"),
    }
}

fn present_browser() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    const APPS: [&str; 2] = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    let named = env::var_os("CHROME").map(PathBuf::from);
    named
        .or_else(|| NAMES.iter().find_map(|name| on_path(name)))
        .or_else(|| APPS.iter().map(PathBuf::from).find(|app| app.exists()))
}

/// The Firefox for the smoke test, which is one of this machine's: Playwright's own is not a Firefox that readers have.
/// Without one that test alone is left out.
fn find_firefox(step: &Step) -> Option<PathBuf> {
    if let Some(firefox) = present_firefox() {
        return Some(firefox);
    }
    if may_install() {
        step.say("no Firefox here: installing the system's (apt-get install firefox-esr)");
        let update = step.run(Command::new("apt-get").args(["update", "-q"]));
        let install = || step.run(Command::new("apt-get").args(["install", "-q", "-y", "firefox-esr"]));
        if update.and_then(|()| install()).is_ok()
            && let Some(firefox) = present_firefox()
        {
            return Some(firefox);
        }
    }
    step.say("no Firefox here: the smoke test in it is SKIPPED; install Firefox, or set FIREFOX to its path");
    None
}

fn present_firefox() -> Option<PathBuf> {
    let named = env::var_os("FIREFOX").map(PathBuf::from);
    let app = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    named
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| on_path(name)))
        .or_else(|| Some(app).filter(|app| app.exists()))
}

/// Whether packages of the system can be installed without asking anyone.
fn may_install() -> bool {
    on_path("apt-get").is_some() && is_root()
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Whether this process may install packages of the system.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
