//! The command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use sidelight_engine::brief::Date;

use crate::bundle::Bundle;
use crate::library::{Defects, Library};
use crate::publish::{Staging, check_target};
use crate::{check, inspect, serve, site};

/// Publishes briefs that explain themselves.
#[derive(Debug, Parser)]
#[command(name = "sidelight", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Publish a folder of briefs as a site
    Build {
        /// The folder: briefs in DIR/briefs or in DIR itself, settings in DIR/sidelight.toml
        dir: PathBuf,
        /// Where the site goes; a site that stands there is replaced once the new one is whole
        #[arg(long, value_name = "SITE")]
        out: PathBuf,
    },
    /// Publish a folder for this machine only, and again whenever a file in it changes
    Serve {
        /// The folder, as for `build`
        dir: PathBuf,
        /// The port to listen on; a free one unless given
        #[arg(long)]
        port: Option<u16>,
    },
    /// Check a folder as for `build`, publish nothing, and count what it holds
    Check {
        /// The folder, as for `build`
        dir: PathBuf,
    },
    /// Show what is understood of one brief
    Inspect(Inspect),
}

/// What to inspect, and how.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The brief: a .txt, .md, .html or .docx file
    pub file: PathBuf,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The date of a brief that carries none, as 2024-03-29
    #[arg(long)]
    pub date: Option<Date>,
    /// Use the brief alone, without the knowledge base
    #[arg(long)]
    pub no_knowledge: bool,
    /// Extract key points even where the brief has its own
    #[arg(long)]
    pub extract: bool,
}

/// How to show what was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A summary for people
    Text,
    /// One JSON object for programs
    Json,
}

/// Runs the command that the process was started with: 0 on success, 1 where it failed, with one line on
/// standard error that says why, 2 where the command line makes no sense.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match cli.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn run(self) -> Result<()> {
        match self {
            Self::Build { dir, out } => build(&dir, &out),
            Self::Serve { dir, port } => serve::run(&dir, port),
            Self::Check { dir } => check::run(&dir),
            Self::Inspect(arguments) => inspect::run(&arguments),
        }
    }
}

fn build(folder: &Path, out: &Path) -> Result<()> {
    let bundle = Bundle::find()?;
    // Asked first, so that nobody waits for a site that has no place to go.
    let previous = check_target(out)?;
    let library = Library::open(folder, bundle.knowledge()?)?;
    let id = &library.settings.id;
    library.notices.iter().for_each(|notice| eprintln!("note: {notice}"));
    if let Some(previous) = previous.filter(|previous| previous != id) {
        eprintln!("note: {} held the site “{previous}”; notes made there do not show in “{id}”", out.display());
    }
    let staging = Staging::beside(out)?;
    site::write(&library, &bundle, &staging)?;
    staging.publish(out)?;
    let count = library.entries.len();
    println!("published {count} {} to {}", if count == 1 { "brief" } else { "briefs" }, out.display());
    Ok(())
}

/// Shows help that was asked for as clap formats it, an error as one line.
fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand || !error.use_stderr();
    if is_help {
        // A closed pipe is no failure of ours.
        let _ = error.print();
    } else {
        let text = error.to_string();
        let what = text.split("\n\nUsage:").next().unwrap_or(&text);
        let what = what.split("\n\nFor more information").next().unwrap_or(what);
        eprintln!("{}; `sidelight --help` lists what there is", on_one_line(what));
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// Prints an error on standard error: one line, or one for each defect of many files.
pub fn report(error: &anyhow::Error) {
    match error.downcast_ref::<Defects>() {
        Some(Defects(lines)) => lines.iter().for_each(|line| eprintln!("error: {}", on_one_line(line))),
        None => eprintln!("error: {}", on_one_line(&format!("{error:#}"))),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
