//! `cargo xtask serve`: everything built, the sample library published and served.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::progress::Steps;
use crate::{bundle, cargo, root};

/// The first port that is tried.
const PORT: u16 = 4321;

/// Builds everything and serves `content/` until interrupted.
///
/// # Errors
/// Where something does not build, or the server stops.
pub fn run() -> Result<()> {
    let mut steps = Steps::new(bundle::STEPS + 1);
    bundle::build(&mut steps)?;
    let sidelight = steps.step("the command", |step| cargo::executable(step, "sidelight-press", &[]))?;
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let port = (PORT..PORT + 100).find(is_free).context("no port is free from 4321 on")?;
    let mut server = Command::new(sidelight);
    let status = server.args(["serve", "content", "--port", &port.to_string()]).current_dir(root()).status()?;
    if !status.success() {
        bail!("the server stopped ({status})");
    }
    Ok(())
}
