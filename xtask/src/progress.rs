//! What a person sees of a long chore: which step it is at, and for how long.

use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// The steps of a chore, counted.
///
/// On a terminal a running step is one line that moves, and what its commands print is shown only where
/// they fail. Elsewhere, as in CI's log, everything is printed as it comes.
pub struct Steps {
    total: usize,
    begun: usize,
    is_terminal: bool,
}

impl Steps {
    /// For a chore of `total` steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0, is_terminal: std::io::stderr().is_terminal() }
    }

    /// Does one step and prints its name and time; an error names the step.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        self.begun += 1;
        let title = format!("{}/{} {name}", self.begun, self.total);
        let step = Step { line: self.is_terminal.then(|| spinner(&title)) };
        if step.line.is_none() {
            eprintln!("{title} …");
        }
        let start = Instant::now();
        let done = work(&step);
        if let Some(line) = &step.line {
            line.finish_and_clear();
        }
        let outcome = if done.is_ok() { "done" } else { "failed" };
        eprintln!("{title}: {outcome} in {:.1} s", start.elapsed().as_secs_f64());
        done.with_context(|| name.to_owned())
    }
}

fn spinner(title: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is valid");
    let line = ProgressBar::new_spinner().with_style(style).with_message(title.to_owned());
    line.enable_steady_tick(Duration::from_millis(120));
    line
}

/// A step under way.
pub struct Step {
    line: Option<ProgressBar>,
}

impl Step {
    /// Says something that must not be missed, such as what is being installed.
    pub fn say(&self, text: &str) {
        match &self.line {
            Some(line) => line.suspend(|| eprintln!("  {text}")),
            None => eprintln!("  {text}"),
        }
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// Where it cannot be started or fails.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        if self.line.is_none() {
            command.stdout(Stdio::inherit());
        }
        self.read(command).map(drop)
    }

    /// Runs a command to its end and gives what it printed to standard output.
    ///
    /// # Errors
    /// Where it cannot be started or fails.
    pub fn read(&self, command: &mut Command) -> Result<Vec<u8>> {
        if self.line.is_none() {
            command.stderr(Stdio::inherit());
        }
        let output = command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {}; is it installed?", command.get_program().to_string_lossy()))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        if let Some(line) = &self.line {
            line.suspend(|| std::io::stderr().write_all(&[output.stderr, output.stdout].concat()))?;
        }
        bail!("{} failed ({})", shown(command), output.status)
    }
}

/// A command as one would type it: by name, wherever it lies.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
